//! What the ask does to limits of the whole log, and what it shares a year's budget or people with.

use crate::analysis::affordability::AskSet;
use crate::log::{BoardList, board_matter};
use crate::number::{Digits, Money, Spread, listed_or, percent, percent_over};
use crate::report::label;
use crate::report::narrate::{Case, Paragraph, Prose, Standing, clean, of_known_spend, over_budget};

/// One line each, where it is so; nothing for what is not before the board.
pub(super) fn lines(case: &Case) -> Vec<Paragraph> {
    let list = board_matter(case.input.log, case.input.book, case.input.as_of, case.idx).map(|matter| matter.list);
    if !case.record.is_open() || matches!(list, Some(BoardList::NotYet | BoardList::NotPut)) {
        return Vec::new();
    }
    shares(case).into_iter().chain(whole_loss(case)).chain(together(case)).collect()
}

/// "It takes Arcadon from 57% to 82% of the spend on suppliers that this log knows; we accept 40%."
fn shares(case: &Case) -> Vec<Paragraph> {
    let limit = case.input.book.appetite.supplier_share;
    let change = case.analysis.and_then(|analysis| analysis.concentration.as_ref());
    let Some((limit, change)) = limit.zip(change) else { return Vec::new() };
    let currency = case.analysis.and_then(|analysis| analysis.currency.as_ref());
    let before =
        |parent: &str| change.before.shares.iter().find(|share| share.parent == parent).map_or(0.0, |b| b.share);
    let raised = change.after.shares.iter().filter(|after| after.share > limit && after.share > before(&after.parent));
    let line = |after: &crate::analysis::concentration::SupplierShare| {
        let was = before(&after.parent);
        let from = if was == 0.0 { "nothing".to_owned() } else { percent(was) };
        let prose = Prose::of(format!("It takes {} from {from} to ", clean(&after.parent)))
            .figure("share", percent_over(after.share, limit))
            .text(format!("{}; we accept {}.", of_known_spend(case.input, currency), percent(limit)));
        Paragraph::marked(Standing::Outside.sign(), prose)
    };
    raised.map(line).collect()
}

/// "It takes the expected loss of all that was decided from £0.52m to £0.80m a year; we accept £0.75m."
fn whole_loss(case: &Case) -> Option<Paragraph> {
    let accepted = case.input.book.appetite.annual_loss?;
    let whole = case.analysis?.log_loss.as_ref()?;
    let (before, after) = (Spread::mean(&whole.before).middle, Spread::mean(&whole.after).middle);
    if after <= accepted || after <= before {
        return None;
    }
    // Each on its side of what we accept, however near.
    let print = |value: f64| case.money.against(Spread::certain(value), accepted, Digits::Prose).figure;
    let prose = Prose::of(format!("It takes the expected loss of all that was decided from {} to ", print(before)))
        .figure("log-loss", print(after))
        .text(format!(" a year; we accept {}.", case.money.stated(accepted)));
    Some(Paragraph::marked(Standing::Outside.sign(), prose))
}

/// "Not together with decision 10: 2027 would be €330k over budget."
fn together(case: &Case) -> Option<Paragraph> {
    let portfolios = &case.input.analysis.portfolios;
    let (portfolio, sets) = portfolios.iter().find_map(|portfolio| {
        let sets = &portfolio.affordability.as_ref()?.sets;
        sets.iter().any(|set| set.records.contains(&case.idx)).then_some((portfolio, sets))
    })?;
    let money = Money::new(portfolio.currency.as_ref());
    let marked = |start: String, set: &AskSet| {
        let over = set.years.iter().find_map(|year| over_budget(case.input, &money, year, "would be"))?;
        Some(Paragraph::marked(Standing::Outside.sign(), Prose::of(start).join(over).text(".")))
    };
    let alone = |idx: usize| sets.iter().find(|set| set.records == [idx]);
    if let Some(own) = alone(case.idx).filter(|own| !own.does_fit()) {
        return marked("Not even alone: ".to_owned(), own);
    }
    let does_clash = |set: &&AskSet| {
        let other = set.records.iter().find(|record| **record != case.idx);
        let fits_alone = other.and_then(|other| alone(*other)).is_some_and(AskSet::does_fit);
        set.records.len() == 2 && set.records.contains(&case.idx) && !set.does_fit() && fits_alone
    };
    let clashes: Vec<&AskSet> = sets.iter().filter(does_clash).collect();
    let others: Vec<String> = clashes
        .iter()
        .filter_map(|set| set.records.iter().find(|record| **record != case.idx))
        .map(|other| named(case, *other))
        .collect();
    if let Some(first) = clashes.first() {
        return marked(format!("Not together with {}: ", listed_or(&others)), first);
    }
    let all = sets.first().filter(|all| all.records.len() > 1)?;
    if !all.does_fit() {
        return marked("Not together with all other asks: ".to_owned(), all);
    }
    let prose = Prose::of("Together with all other asks, ").figure("affordable", "every year");
    Some(Paragraph::of([prose.text(" stays within its budget and its people.")]))
}

fn named(case: &Case, idx: usize) -> String {
    let logged = &case.input.log.records[idx];
    label(logged).map_or_else(|| clean(&logged.record.title.text), |label| label.to_lowercase())
}
