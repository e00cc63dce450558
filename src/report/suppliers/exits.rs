//! Whether we could leave: months, money, notice, others, and whether anybody has tried.

use super::index::{Index, Use};
use crate::analysis::OptionResult;
use crate::model::{Notice, Tested};
use crate::number::{self, Digits, Figure, Money, Spread};
use crate::report::exhibits::{DecisionLink, Heading, Tick};
use crate::report::narrate::{Sign, clean};
use crate::report::{Axis, Bar, Day, Input};
use serde::Serialize;

/// From so many months on, a way out that nobody has tried is marked more strongly.
const LONG_MONTHS: f64 = 6.0;
/// How many rows a group has.
const ROWS: usize = 25;

/// Ways out.
#[derive(Clone, Debug, Serialize)]
pub struct ExitsBlock {
    /// Finding and question.
    pub finding: Heading,
    /// What the marks mean.
    pub caption: String,
    /// The scale in months; empty where nobody says how long leaving takes.
    pub ticks: Vec<Tick>,
    /// In force, then asked for.
    pub groups: Vec<ExitGroup>,
}

/// Rows under one head.
#[derive(Clone, Debug, Serialize)]
pub struct ExitGroup {
    /// "We depend on now".
    pub title: &'static str,
    /// The longest first.
    pub rows: Vec<LeavingRow>,
}

/// One way out.
#[derive(Clone, Debug, Serialize)]
pub struct LeavingRow {
    /// Whom we would leave.
    pub supplier: String,
    /// For what.
    pub decision: DecisionLink,
    /// Months as a bar.
    pub bar: Option<Bar>,
    /// Months.
    pub months: Option<Figure>,
    /// Money.
    pub cost: Option<Figure>,
    /// "90 days".
    pub notice: Option<String>,
    /// How many others offer the same.
    pub others: Option<u32>,
    /// Whether it was tried.
    pub sign: Sign,
    /// When.
    pub tested: Option<Day>,
}

fn result<'a>(input: &'a Input, one: &Use) -> Option<&'a OptionResult> {
    input.analysis.decisions.get(one.idx)?.as_ref()?.options.get(one.option_idx)
}

fn months(input: &Input, one: &Use) -> Option<Spread> {
    result(input, one)?.exit_months.as_ref().map(Spread::median)
}

/// Of what is in force, whom leaving takes longest, and how long.
pub(super) fn longest(input: &Input, index: &Index) -> Option<(String, Figure)> {
    let (one, spread) = longest_use(input, index)?;
    Some((clean(&one.supplier.name), number::months(spread)))
}

fn longest_use<'i, 'a>(input: &Input, index: &'i Index<'a>) -> Option<(&'i Use<'a>, Spread)> {
    let in_force = index.uses.iter().filter(|one| !one.is_asked);
    let known = in_force.filter_map(|one| Some((one, months(input, one)?)));
    known.max_by(|a, b| a.1.middle.total_cmp(&b.1.middle).then(b.0.idx.cmp(&a.0.idx)))
}

/// "90 days", "12 months".
pub(super) fn notice(notice: Notice) -> String {
    match notice {
        Notice::Days(days) => number::days(i32::try_from(days).unwrap_or(i32::MAX)),
        Notice::Months(1) => "1\u{a0}month".to_owned(),
        Notice::Months(months) => format!("{months}\u{a0}months"),
    }
}

/// The notice that a contract or a partner's terms ask for.
pub(super) fn notice_of(one: &Use) -> Option<String> {
    let contract = one.option.contract.as_ref().and_then(|contract| contract.notice).map(notice);
    contract.or_else(|| one.option.terms.as_ref()?.exit_notice.as_deref().map(clean))
}

/// Whether leaving was tried: good where it was, out where it takes long or is not known, else near.
pub(super) fn tested(input: &Input, one: &Use) -> (Sign, Option<Day>) {
    let tested = one.option.exit.as_ref().and_then(|exit| exit.tested);
    let is_long = months(input, one).is_none_or(|months| months.middle > LONG_MONTHS);
    let class = if is_long { "out" } else { "near" };
    match tested {
        Some(Tested::On(day)) => (Sign { class: "good", word: "Tested" }, Some(Day::short(day))),
        Some(Tested::No) => (Sign { class, word: "Never tested" }, None),
        None => (Sign { class, word: "Not said" }, None),
    }
}

/// Composes the block; there is at least one use.
pub(super) fn block(input: &Input, index: &Index) -> ExitsBlock {
    let largest = index.uses.iter().filter_map(|one| months(input, one)).map(|spread| spread.high).fold(0.0, f64::max);
    let axis = Axis::months(largest);
    let group = |title, is_asked: bool| {
        let mut uses: Vec<&Use> = index.uses.iter().filter(|one| one.is_asked == is_asked).collect();
        let key = |one: &Use| months(input, one).map_or(f64::INFINITY, |months| months.middle);
        uses.sort_by(|a, b| key(b).total_cmp(&key(a)).then(a.idx.cmp(&b.idx)));
        let rows: Vec<LeavingRow> = uses.into_iter().take(ROWS).map(|one| row(input, &axis, one)).collect();
        (!rows.is_empty()).then_some(ExitGroup { title, rows })
    };
    let groups: Vec<ExitGroup> =
        group("We depend on now", false).into_iter().chain(group("The asks would add", true)).collect();
    let scale = if largest > 0.0 { axis.ticks(|value| format!("{value}")) } else { Vec::new() };
    ExitsBlock {
        finding: Heading { title: title(input, index), question: "Could we leave?", lead: Vec::new() },
        caption: format!(
            "Months to leave, on a scale from 0 to {}. Bar: nine times in ten; tick: middle; hollow: asked for. Others: how \
             many offer the same, as the decision says. Red: never tried, and leaving takes over half a year or nobody says.",
            axis.high_label
        ),
        ticks: scale,
        groups,
    }
}

/// "Leaving Stratapool takes 12 months, and nobody has tried".
fn title(input: &Input, index: &Index) -> String {
    let in_force: Vec<&Use> = index.uses.iter().filter(|one| !one.is_asked).collect();
    let is_tested = |one: &Use| one.option.exit.as_ref().is_some_and(|exit| matches!(exit.tested, Some(Tested::On(_))));
    let untested = in_force.iter().filter(|one| !is_tested(one)).count();
    match longest_use(input, index) {
        None if in_force.is_empty() => "Leaving is still a question for the asks alone".to_owned(),
        None => "How long leaving takes is not written down".to_owned(),
        Some((one, spread)) => {
            let name = clean(&one.supplier.name);
            let takes = number::months(spread).figure;
            let tried = match (is_tested(one), untested) {
                (_, 0) => "every way out was tested",
                (true, _) => "that was tested; others were not",
                (false, _) => "nobody has tried",
            };
            format!("Leaving {name} takes {takes}, and {tried}")
        }
    }
}

fn row(input: &Input, axis: &Axis, one: &Use) -> LeavingRow {
    let result = result(input, one);
    let analysis = input.analysis.decisions.get(one.idx).and_then(Option::as_ref);
    let money = Money::new(analysis.and_then(|analysis| analysis.currency.as_ref()));
    let spread = months(input, one);
    let (sign, tested) = tested(input, one);
    let cost = result.and_then(|result| result.exit_cost.as_ref()).map(Spread::median);
    LeavingRow {
        supplier: clean(&one.supplier.name),
        decision: DecisionLink::of(input, one.idx),
        bar: spread.map(|spread| Bar { is_asked: one.is_asked, ..axis.range(spread, None).stemmed() }),
        months: spread.map(number::months),
        cost: cost.map(|cost| money.estimate(cost, Digits::Prose)),
        notice: notice_of(one),
        others: one.supplier.alternatives,
        sign,
        tested,
    }
}
