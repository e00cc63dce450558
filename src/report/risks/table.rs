//! All risks, the worst first: how often, how much, who answers.

use super::exposed::Exposed;
use crate::analysis::{Portfolio, RiskResult};
use crate::model::Risk;
use crate::number::{self, Digits, Money, Spread};
use crate::report::exhibits::{DecisionLink, Heading, Tick, plain};
use crate::report::narrate::{clean, shortened};
use crate::report::{Axis, Bar, Input};
use serde::Serialize;

/// How many risks of what we run are listed, and of what is asked for.
const ROWS: [usize; 2] = [40, 12];

/// The risks.
#[derive(Clone, Debug, Serialize)]
pub struct HazardsBlock {
    /// Finding and question.
    pub finding: Heading,
    /// What the marks mean.
    pub caption: String,
    /// The scale of the bars.
    pub ticks: Vec<Tick>,
    /// What we run, then what is asked for.
    pub groups: Vec<HazardGroup>,
}

/// Rows under one head.
#[derive(Clone, Debug, Serialize)]
pub struct HazardGroup {
    /// "What we run: £490k a year".
    pub title: String,
    /// The worst first.
    pub rows: Vec<HazardRow>,
    /// "Seven smaller risks come to £92k a year together."
    pub more: Option<String>,
}

/// One risk.
#[derive(Clone, Debug, Serialize)]
pub struct HazardRow {
    /// What may happen.
    pub name: String,
    /// Where.
    pub decision: DecisionLink,
    /// "once in 8 years"; `None` where nobody has said.
    pub how_often: Option<String>,
    /// "£5k to £30k".
    pub each: Option<String>,
    /// The expected loss a year on the scale.
    pub bar: Option<Bar>,
    /// The expected loss a year.
    pub expected: Option<String>,
    /// Who answers.
    pub owner: Option<String>,
}

struct Hazard<'a> {
    one: Exposed<'a>,
    risk: &'a Risk,
    result: RiskResult,
}

impl Hazard<'_> {
    /// How often, times the mean loss: what varies is how often.
    fn spread(&self) -> Option<Spread> {
        let (rate, loss, expected) = (self.result.per_year?, self.result.loss?, self.result.expected_annual_loss?);
        Some(Spread { middle: expected, low: rate.p5 * loss.mean, high: rate.p95 * loss.mean })
    }
}

/// Composes the block.
pub(super) fn block(input: &Input, portfolio: &Portfolio, exposed: &[Exposed]) -> HazardsBlock {
    let money = Money::new(portfolio.currency.as_ref());
    let mut hazards: Vec<Hazard> = exposed
        .iter()
        .flat_map(|one| {
            let risks = one.option.risks.as_deref().unwrap_or_default();
            risks.iter().enumerate().map(move |(place, risk)| Hazard {
                one: *one,
                risk,
                result: one.result.risks.get(place).copied().unwrap_or_default(),
            })
        })
        .collect();
    let key = |hazard: &Hazard| hazard.result.expected_annual_loss.unwrap_or(f64::INFINITY);
    hazards.sort_by(|a, b| key(b).total_cmp(&key(a)).then(a.one.idx.cmp(&b.one.idx)));
    let axis =
        Axis::money(&money, hazards.iter().filter_map(Hazard::spread).flat_map(|spread| [spread.high, spread.middle]));
    // As everywhere on the page, with the digits that its range leaves it.
    let whole = portfolio.annual_loss.as_ref().map(|loss| money.estimate(Spread::mean(loss), Digits::Prose).figure);
    let finding = Heading {
        title: title(&hazards, &money, whole.as_deref()),
        question: "What could go wrong, how often, and who answers?",
        lead: Vec::new(),
    };
    let (asked, run): (Vec<Hazard>, Vec<Hazard>) = hazards.into_iter().partition(|hazard| hazard.one.is_asked);
    let sum = |hazards: &[Hazard]| hazards.iter().filter_map(|hazard| hazard.result.expected_annual_loss).sum::<f64>();
    let group = |what: &str, hazards: Vec<Hazard>, most: usize, total: Option<String>| {
        if hazards.is_empty() {
            return None;
        }
        let (shown, rest) = hazards.split_at(hazards.len().min(most));
        let more = (!rest.is_empty()).then(|| {
            format!(
                "{} come to {} a year together; they stand in their briefs.",
                number::capitalized(&number::count(rest.len(), "smaller risk", "smaller risks")),
                plain(&money, sum(rest))
            )
        });
        let rows = shown.iter().map(|hazard| row(input, hazard, axis.as_ref(), &money)).collect();
        let total = total.unwrap_or_else(|| plain(&money, sum(&hazards)));
        Some(HazardGroup { title: format!("{what}: {total} a year"), rows, more })
    };
    let groups = group("What we run", run, ROWS[0], whole).into_iter().chain(group(
        "What the asks would add",
        asked,
        ROWS[1],
        None,
    ));
    HazardsBlock {
        finding,
        caption:
            "Worst first. A year: how often it is expected, times the mean loss; the bar holds nine times in ten. Each \
                  time: nine times in ten. Figures are after what is done about a risk."
                .to_owned(),
        ticks: axis.as_ref().map(|axis| axis.few_ticks(|value| money.stated(value))).unwrap_or_default(),
        groups: groups.collect(),
    }
}

fn row(input: &Input, hazard: &Hazard, axis: Option<&Axis>, money: &Money) -> HazardRow {
    let spread = hazard.spread();
    HazardRow {
        name: shortened(&clean(&hazard.risk.name)),
        decision: DecisionLink::of(input, hazard.one.idx),
        how_often: hazard.result.per_year.map(|rate| number::how_often(rate.p50).unwrap_or_else(|| "never".to_owned())),
        each: hazard.result.loss.map(|loss| money.range(loss.p5, loss.p95)),
        bar: spread
            .zip(axis)
            .map(|(spread, axis)| Bar { is_asked: hazard.one.is_asked, ..axis.range(spread, None).stemmed() }),
        expected: spread.map(|spread| money.estimate(spread, Digits::Prose).figure),
        owner: hazard.risk.owner.as_deref().map(clean),
    }
}

/// "Wrong refunds alone makes nearly half of what we expect to lose".
fn title(hazards: &[Hazard], money: &Money, run_in_all: Option<&str>) -> String {
    let mut run: Vec<&Hazard> = hazards.iter().filter(|hazard| !hazard.one.is_asked).collect();
    let in_all = run_in_all.filter(|_| !run.is_empty());
    if run.is_empty() {
        run = hazards.iter().collect();
    }
    let known = run.iter().filter_map(|hazard| Some((hazard, hazard.result.expected_annual_loss?)));
    let whole: f64 = known.clone().map(|(_, loss)| loss).sum();
    let silent = hazards.iter().filter(|hazard| hazard.risk.owner.is_none()).count();
    let nobody = match silent {
        0 => String::new(),
        1 => "; nobody answers for one".to_owned(),
        count => format!("; nobody answers for {}", number::count_word(count)),
    };
    match known.max_by(|a, b| a.1.total_cmp(&b.1)) {
        Some((worst, loss)) if whole > 0.0 => {
            let name = number::quoted(&shortened(&clean(&worst.risk.name)));
            let part = match loss / whole {
                share if share > 0.95 => "nearly all".to_owned(),
                share => number::percent(share),
            };
            format!(
                "{name} makes {part} of the {} that we expect to lose{nobody}",
                in_all.map_or_else(|| plain(money, whole), str::to_owned)
            )
        }
        _ => format!("What the risks cost is not known{nobody}"),
    }
}
