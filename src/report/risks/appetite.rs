//! Every loss against what we said we would bear: the whole now and after the asks, each decision that has its own.

use super::exposed::{Exposed, book_of};
use crate::analysis::Portfolio;
use crate::analysis::exceedance::AgainstAppetite;
use crate::number::{self, Digits, Figure, Money, Spread};
use crate::report::exhibits::{DecisionLink, Heading, Tick};
use crate::report::narrate::{Prose, Sign, Standing, short_name};
use crate::report::{Axis, Bar, Input};
use serde::Serialize;

/// How many rows a group has.
const ROWS: usize = 20;

/// Losses against what is accepted.
#[derive(Clone, Debug, Serialize)]
pub struct AppetiteBlock {
    /// Finding and question.
    pub finding: Heading,
    /// One sentence a statement of the whole log.
    pub statements: Vec<Statement>,
    /// That nobody has said what we would bear.
    pub gap: Option<&'static str>,
    /// What the marks mean.
    pub caption: String,
    /// The scale of the bars.
    pub ticks: Vec<Tick>,
    /// Some row has something that is accepted.
    pub has_accepted: bool,
    /// Now, then with the asks.
    pub groups: Vec<AppetiteGroup>,
}

/// What we said we would bear, and how it stands.
#[derive(Clone, Debug, Serialize)]
pub struct Statement {
    /// Inside, near or outside.
    pub sign: Sign,
    /// In a sentence.
    pub text: Prose,
}

/// Rows under one head.
#[derive(Clone, Debug, Serialize)]
pub struct AppetiteGroup {
    /// "Now".
    pub title: String,
    /// The whole first, then the worst.
    pub rows: Vec<AppetiteRow>,
}

/// One loss.
#[derive(Clone, Debug, Serialize)]
pub struct AppetiteRow {
    /// "All that we run"; `None` for a decision.
    pub name: Option<String>,
    /// The decision.
    pub decision: Option<DecisionLink>,
    /// "six decisions, ten risks".
    pub detail: Option<String>,
    /// It is outside.
    pub is_out: bool,
    /// Its range on the scale.
    pub bar: Bar,
    /// In an average year.
    pub expected: Figure,
    /// What we accept.
    pub accepted: Option<String>,
    /// Inside, near or outside.
    pub sign: Option<Sign>,
}

/// Decisions that lose more than is accepted for them alone.
pub(super) fn own_outside<'a>(exposed: &[Exposed<'a>]) -> Vec<Exposed<'a>> {
    let is_out = |one: &&Exposed| {
        own(one).is_some_and(|(loss, accepted)| Standing::of(loss.middle, accepted) == Standing::Outside)
    };
    exposed.iter().filter(|one| !one.is_asked).filter(is_out).copied().collect()
}

/// What a decision loses, and what is accepted for it alone.
fn own(one: &Exposed) -> Option<(Spread, f64)> {
    let accepted = one.accepted?;
    Some((Spread::mean(&one.result.annual_loss?), accepted))
}

/// One loss before it is printed.
struct Loss {
    name: Option<String>,
    idx: Option<usize>,
    detail: Option<String>,
    spread: Spread,
    accepted: Option<f64>,
    is_asked: bool,
}

/// Composes the block.
pub(super) fn block(input: &Input, portfolio: &Portfolio, exposed: &[Exposed]) -> AppetiteBlock {
    let money = Money::new(portfolio.currency.as_ref());
    let book = book_of(input, portfolio);
    let accepted = book.and_then(|book| book.appetite.annual_loss);
    let asks = exposed.iter().filter(|one| one.is_asked).count();
    let count = |of: &dyn Fn(&&Exposed) -> bool| {
        let those: Vec<&Exposed> = exposed.iter().filter(of).collect();
        let risks: usize = those.iter().map(|one| one.option.risks.as_ref().map_or(0, Vec::len)).sum();
        format!("{}, {}", number::count(those.len(), "decision", "decisions"), number::count(risks, "risk", "risks"))
    };
    let mut now: Vec<Loss> = Vec::new();
    if let Some(loss) = &portfolio.annual_loss {
        now.push(Loss {
            name: Some("All that we run".to_owned()),
            idx: None,
            detail: Some(count(&|one| !one.is_asked)),
            spread: Spread::mean(loss),
            accepted,
            is_asked: false,
        });
    }
    let mut then: Vec<Loss> = Vec::new();
    if let Some(loss) = portfolio.loss_after_asks.as_ref().filter(|_| asks > 0) {
        then.push(Loss {
            name: Some(if asks == 1 { "All, with the ask".to_owned() } else { "All, with the asks".to_owned() }),
            idx: None,
            detail: None,
            spread: Spread::mean(&loss.after),
            accepted,
            is_asked: true,
        });
    }
    let mut each: Vec<Loss> = exposed
        .iter()
        .filter_map(|one| {
            Some(Loss {
                name: None,
                idx: Some(one.idx),
                detail: None,
                spread: Spread::mean(&one.result.annual_loss?),
                accepted: one.accepted,
                is_asked: one.is_asked,
            })
        })
        // Of what runs, only those that have a limit of their own; of what is asked for, all.
        .filter(|loss| loss.accepted.is_some() || loss.is_asked)
        .collect();
    each.sort_by(|a, b| b.spread.middle.total_cmp(&a.spread.middle).then(a.idx.cmp(&b.idx)));
    let (asked, run): (Vec<Loss>, Vec<Loss>) = each.into_iter().partition(|loss| loss.is_asked);
    now.extend(run.into_iter().take(ROWS));
    then.extend(asked.into_iter().take(ROWS));
    let values =
        now.iter().chain(&then).flat_map(|loss| [Some(loss.spread.high), Some(loss.spread.middle), loss.accepted]);
    let axis = Axis::money(&money, values.flatten());
    let has_accepted = now.iter().chain(&then).any(|loss| loss.accepted.is_some());
    let group = |title: String, losses: &[Loss]| {
        let axis = axis.as_ref()?;
        let rows: Vec<AppetiteRow> = losses.iter().map(|loss| row(input, &money, axis, loss)).collect();
        (!rows.is_empty()).then_some(AppetiteGroup { title, rows })
    };
    let approved = match asks {
        1 => "If the one ask is approved".to_owned(),
        2 => "If both asks are approved".to_owned(),
        count => format!("If all {} asks are approved", number::count_word(count)),
    };
    let groups: Vec<AppetiteGroup> = group("Now".to_owned(), &now).into_iter().chain(group(approved, &then)).collect();
    let is_set = book.is_some_and(|book| book.appetite.annual_loss.is_some() || !book.appetite.exceedance.is_empty());
    AppetiteBlock {
        finding: Heading {
            title: title(&now, &then),
            question: "Is it within what we said we would bear?",
            lead: lead(input, &money, portfolio, exposed, accepted),
        },
        statements: statements(&money, portfolio, accepted),
        gap: (!is_set && !has_accepted).then_some("No appetite has been set. Until it is, this page can only rank."),
        caption: caption(&now, &then),
        ticks: axis.as_ref().map(|axis| axis.money_ticks(&money)).unwrap_or_default(),
        has_accepted,
        groups,
    }
}

fn row(input: &Input, money: &Money, axis: &Axis, loss: &Loss) -> AppetiteRow {
    let standing = loss.accepted.map(|accepted| Standing::of(loss.spread.middle, accepted));
    AppetiteRow {
        name: loss.name.clone(),
        decision: loss.idx.map(|idx| DecisionLink::of(input, idx)),
        detail: loss.detail.clone(),
        is_out: standing == Some(Standing::Outside),
        bar: Bar {
            own_limit: loss.accepted.map(|accepted| axis.at(accepted)),
            is_asked: loss.is_asked,
            ..axis.range(loss.spread, None).stemmed()
        },
        expected: match loss.accepted {
            Some(accepted) => money.against(loss.spread, accepted, Digits::Prose),
            None => money.estimate(loss.spread, Digits::Prose),
        },
        accepted: loss.accepted.map(|accepted| money.stated(accepted)),
        sign: standing.map(Standing::sign),
    }
}

/// "One loss is outside its limit; the asks would take the whole outside too".
fn title(now: &[Loss], then: &[Loss]) -> String {
    let is_out = |loss: &&Loss| {
        loss.accepted.is_some_and(|accepted| Standing::of(loss.spread.middle, accepted) == Standing::Outside)
    };
    let held = |losses: &[Loss]| losses.iter().filter(|loss| loss.accepted.is_some()).count();
    let (out_now, out_then) = (now.iter().filter(is_out).count(), then.iter().filter(is_out).count());
    let whole_then = then.iter().filter(|loss| loss.name.is_some()).any(|loss| is_out(&loss));
    let whole_now = now.iter().filter(|loss| loss.name.is_some()).any(|loss| is_out(&loss));
    if held(now) + held(then) == 0 {
        return "Nobody has said which loss we would bear".to_owned();
    }
    let first = match out_now {
        0 if held(now) == 0 => "For what we run nobody has said which loss we would bear".to_owned(),
        0 => "Every loss that has a limit is inside it".to_owned(),
        1 => "One loss is outside its limit".to_owned(),
        count => format!("{} losses are outside their limits", number::capitalized(&number::count_word(count))),
    };
    match (whole_now, whole_then, out_then) {
        (false, true, _) if out_now > 0 => format!("{first}; the asks would take the whole outside too"),
        (false, true, _) => format!("{first}; the asks would take the whole outside"),
        (_, _, 0) => first,
        (true, true, 1) => first,
        (_, _, count) => format!("{first}; of what is asked for, {} would be outside", number::count_word(count)),
    }
}

/// "Without card payments, the whole would stay inside, at £710k." The asks that alone make the difference.
fn lead(input: &Input, money: &Money, portfolio: &Portfolio, exposed: &[Exposed], accepted: Option<f64>) -> Vec<Prose> {
    let (Some(accepted), Some(loss)) = (accepted, &portfolio.loss_after_asks) else { return Vec::new() };
    if loss.after.mean <= accepted || loss.before.mean > accepted {
        return Vec::new();
    }
    let rise = |one: &Exposed| {
        let own = one.analysis.log_loss.as_ref()?;
        Some(own.after.mean - own.before.mean)
    };
    let mut enough: Vec<(String, f64)> = exposed
        .iter()
        .filter(|one| one.is_asked)
        .filter_map(|one| Some((short_name(&input.log.records[one.idx].record), loss.after.mean - rise(one)?)))
        .filter(|(_, without)| *without <= accepted)
        .collect();
    enough.sort_by(|a, b| a.1.total_cmp(&b.1));
    enough.truncate(3);
    let Some((_, most)) = enough.last().cloned() else {
        return vec![Prose::of("Leaving out any one of them would not bring the whole back inside.")];
    };
    let names: Vec<&str> = enough.iter().map(|(name, _)| name.as_str()).collect();
    let at = money.against(Spread::certain(most), accepted, Digits::Prose).figure;
    let at_most = if names.len() > 1 { "at most " } else { "" };
    vec![
        Prose::of(format!("Without {}, the whole would stay inside, at {at_most}", number::listed_or(&names)))
            .figure("annual-loss", at)
            .text("."),
    ]
}

/// A sentence a statement of the book: of an average year, and of bad ones.
fn statements(money: &Money, portfolio: &Portfolio, accepted: Option<f64>) -> Vec<Statement> {
    let mut statements = Vec::new();
    let after = portfolio.loss_after_asks.as_ref();
    if let Some(accepted) = accepted {
        let print = |loss: &Spread| money.against(*loss, accepted, Digits::Prose).figure;
        let now = portfolio.annual_loss.as_ref().map(Spread::mean);
        let then = after.map(|loss| Spread::mean(&loss.after));
        if let Some(worst) = now.iter().chain(&then).map(|loss| loss.middle).reduce(f64::max) {
            let mut text = Prose::of("In an average year we lose ");
            text = match (&now, &then) {
                (Some(now), Some(then)) if print(now) != print(then) => text
                    .figure("annual-loss", print(now))
                    .text(", and would lose ")
                    .figure("annual-loss", print(then))
                    .text(" with all asks"),
                (Some(one), _) | (None, Some(one)) => text.figure("annual-loss", print(one)),
                (None, None) => text,
            };
            let text = text.text(format!("; we accept {}.", money.stated(accepted)));
            statements.push(Statement { sign: Standing::of(worst, accepted).sign(), text });
        }
    }
    let now = portfolio.loss_curve.as_ref().map_or(&[][..], |curve| &curve.against);
    let then = after.map_or(&[][..], |loss| &loss.curve_after.against);
    for place in 0..now.len().max(then.len()) {
        statements.extend(bad_year(money, now.get(place), then.get(place)));
    }
    statements
}

/// "A year that loses more than £2m comes about 1 time in 180, 1 in 43 with all asks; we accept 1 in 20."
fn bad_year(money: &Money, now: Option<&AgainstAppetite>, then: Option<&AgainstAppetite>) -> Option<Statement> {
    let point = now.or(then)?;
    let worst = now.into_iter().chain(then).map(|point| point.chance).fold(0.0, f64::max);
    let standing = Standing::of(worst, point.accepted);
    let mut text = Prose::of(format!("A year loses more than {} with a chance of ", money.stated(point.loss)));
    text = text.figure("loss-curve", rarity(point.chance));
    if let (Some(now), Some(then)) = (now, then)
        && rarity(now.chance) != rarity(then.chance)
    {
        text = text.text(" now and ").figure("loss-curve", rarity(then.chance)).text(" with all asks");
    }
    let text = text.text(format!("; we accept {}.", rarity(point.accepted)));
    Some(Statement { sign: standing.sign(), text })
}

/// "1 in 180", of what is rarer than words are made for.
pub(super) fn rarity(chance: f64) -> String {
    if !chance.is_finite() || chance < 0.000_5 {
        return "under\u{a0}1\u{a0}in\u{a0}1,000".to_owned();
    }
    if chance >= 0.01 {
        return number::chance_number(chance);
    }
    let times = number::whole((1.0 / chance / 10.0).round() * 10.0);
    format!("1\u{a0}in\u{a0}{times}")
}

fn caption(now: &[Loss], then: &[Loss]) -> String {
    let mut parts = vec!["Expected loss a year. Bar: holds nine times in ten; tick: mean.".to_owned()];
    if !then.is_empty() {
        parts.push("Solid: what we run; hollow: asked for.".to_owned());
    }
    if now.iter().chain(then).any(|loss| loss.accepted.is_some()) {
        parts.push("Dashed tick: what we accept. Near: within a quarter of it.".to_owned());
    }
    if !then.is_empty() {
        parts.push("What today’s way loses, where no decision stands behind it, is in no sum.".to_owned());
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_years_are_counted_in_tens() {
        let told = [0.05, 0.023, 0.0056, 0.001, 0.0001, f64::NAN].map(rarity);
        let expected = ["1 in 20", "1 in 45", "1 in 180", "1 in 1,000", "under 1 in 1,000", "under 1 in 1,000"];
        assert_eq!(told, expected.map(|text| text.replace(' ', "\u{a0}")));
    }

    #[test]
    fn the_finding_counts_what_is_outside() {
        let loss = |name: Option<&str>, mean: f64, accepted: Option<f64>, is_asked: bool| Loss {
            name: name.map(str::to_owned),
            idx: None,
            detail: None,
            spread: Spread::certain(mean),
            accepted,
            is_asked,
        };
        let whole = |mean| loss(Some("All"), mean, Some(100.0), false);
        let own = |mean| loss(None, mean, Some(50.0), false);
        assert_eq!(title(&[whole(10.0)], &[]), "Every loss that has a limit is inside it");
        assert_eq!(
            title(&[whole(10.0), own(60.0)], &[whole(120.0)]),
            "One loss is outside its limit; the asks would take the whole outside too"
        );
        assert_eq!(
            title(&[whole(10.0)], &[whole(20.0), own(60.0)]),
            "Every loss that has a limit is inside it; of what is asked for, one would be outside"
        );
        assert_eq!(title(&[loss(None, 1.0, None, false)], &[]), "Nobody has said which loss we would bear");
    }
}
