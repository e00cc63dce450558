//! Which asks fit budgets and people together, and what putting one off by one meeting costs.

use crate::analysis::Portfolio;
use crate::analysis::affordability::{Affordability, AskSet, Deferral};
use crate::log::is_asked;
use crate::number::{self, Money, capitalized, count_word, listed, months_in_words};
use crate::report::Input;
use crate::report::narrate::{Prose, Sign, over_budget, short_name};
use serde::Serialize;

/// How many deferrals a sentence names.
const NAMED: usize = 3;

/// What fits, what does not, or what waiting costs, in one line.
#[derive(Clone, Debug, Serialize)]
pub struct FitLine {
    /// Whether it fits; `None` beside `term`.
    pub sign: Option<Sign>,
    /// "Waiting".
    pub term: &'static str,
    /// In a sentence.
    pub text: Prose,
}

const FITS: Sign = Sign { class: "good", word: "Fits" };
const DOES_NOT_FIT: Sign = Sign { class: "out", word: "Does not fit" };

/// At most three lines below what waits for a decision; empty without budgets, people or prices of waiting.
pub(in crate::report) fn lines(input: &Input) -> Vec<FitLine> {
    let Some((portfolio, affordability)) = found(input) else { return Vec::new() };
    let money = Money::new(portfolio.currency.as_ref());
    let all = affordability.sets.first();
    let asked = input.log.records.iter().filter(|logged| is_asked(&logged.record)).count();
    let line = |sign, text| FitLine { sign, term: "", text };
    let mut lines: Vec<FitLine> = Vec::new();
    if let Some(all) = all {
        let sign = if all.does_fit() { FITS } else { DOES_NOT_FIT };
        lines.push(line(Some(sign), together(input, &money, all, asked)));
        if !all.does_fit() && all.records.len() > 1 {
            let does_any = affordability.sets.iter().any(AskSet::does_fit);
            let sign = if does_any { FITS } else { DOES_NOT_FIT };
            lines.extend(that_fit(input, affordability).map(|text| line(Some(sign), text)));
        }
    }
    let waiting = waiting(input, portfolio, &affordability.deferrals);
    lines.extend(waiting.map(|text| FitLine { term: "Waiting", ..line(None, text) }));
    lines
}

/// The lines in short.
pub(super) fn finding(lines: &[FitLine]) -> &'static str {
    let mut signs = lines.iter().filter_map(|line| line.sign);
    let (all, some) = (signs.next(), signs.next());
    match (all.map(|sign| sign == FITS), some.map(|sign| sign == FITS)) {
        (None, _) => "Waiting has a price",
        (Some(true), _) => "All of it fits",
        (Some(false), Some(true)) => "Not all of it fits together",
        (Some(false), _) => "It does not fit",
    }
}

/// The currency in which asks are held against a budget.
pub(super) fn found<'a>(input: &'a Input) -> Option<(&'a Portfolio, &'a Affordability)> {
    input.analysis.portfolios.iter().find_map(|portfolio| Some((portfolio, portfolio.affordability.as_ref()?)))
}

/// "If all three are approved, 2027 is £0.4m over budget and 12 person-months short."
fn together(input: &Input, money: &Money, all: &AskSet, asked: usize) -> Prose {
    let count = all.records.len();
    let if_all = match count {
        // The others have no estimate, or one in another currency.
        count if count < asked => format!(
            "If the {} that {} an estimate{} {} approved",
            if count == 1 { "one".to_owned() } else { count_word(count) },
            number::plural(count, "has", "have"),
            input.book.currency.as_ref().map_or_else(String::new, |currency| format!(" in {}", currency.code())),
            number::plural(count, "is", "are"),
        ),
        1 => "If it is approved".to_owned(),
        2 => "If both are approved".to_owned(),
        count => format!("If all {} are approved", count_word(count)),
    };
    let off: Vec<Prose> = all.years.iter().filter_map(|year| over_budget(input, money, year, "is")).collect();
    if off.is_empty() {
        return Prose::of(format!("{if_all}, "))
            .figure("affordable", "every year")
            .text(" stays within its budget and its people.");
    }
    let mut prose = Prose::of(format!("{if_all}, "));
    let last = off.len();
    for (place, part) in off.into_iter().enumerate() {
        let joint = match place {
            0 => "",
            place if place + 1 == last => " and ",
            _ => ", ",
        };
        prose = prose.text(joint).join(part);
    }
    prose.text(".")
}

/// "Card payments and Customer sign-in fit together, or Card payments and ERP."
fn that_fit(input: &Input, affordability: &Affordability) -> Option<Prose> {
    let fitting: Vec<&AskSet> =
        affordability.sets.iter().filter(|set| !set.records.is_empty() && set.does_fit()).collect();
    let Some(most) = fitting.iter().map(|set| set.records.len()).max() else {
        let alone = affordability.sets.iter().any(|set| set.records.len() == 1);
        return alone.then(|| Prose::of("None of them fits, not even alone."));
    };
    let widest: Vec<&&AskSet> = fitting.iter().filter(|set| set.records.len() == most).collect();
    let first = names(input, &widest.first()?.records);
    if most == 1 {
        let each: Vec<String> = widest.iter().map(|set| names(input, &set.records)).collect();
        let verb = if each.len() == 1 { "fits" } else { "fits, one at a time" };
        let fits: Vec<usize> = widest.iter().flat_map(|set| set.records.iter().copied()).collect();
        let rest = left_out(input, affordability, &fits, "not even alone");
        return Some(Prose::of(format!("Of them, {} {verb}{rest}.", number::listed_or(&each))));
    }
    let others = widest.len() - 1;
    let end = match others {
        0 => left_out(input, affordability, &widest.first()?.records, "not beside them"),
        1 => format!(", or {}", names(input, &widest.get(1)?.records)),
        _ => format!(", as do {} other {}", count_word(others), if most == 2 { "pairs" } else { "sets as large" }),
    };
    Some(Prose::of(format!("{} fit together{end}.", capitalized(&first))))
}

/// "; ERP does not fit beside them": asks that stand in no such set.
fn left_out(input: &Input, affordability: &Affordability, fitting: &[usize], how: &str) -> String {
    let all = affordability.sets.first().map_or(&[][..], |all| &all.records);
    let rest: Vec<usize> = all.iter().copied().filter(|record| !fitting.contains(record)).collect();
    match rest.len() {
        0 => String::new(),
        count => format!("; {} {}, {how}", names(input, &rest), number::plural(count, "does not", "do not")),
    }
}

/// "Card payments and Customer sign-in".
fn names(input: &Input, records: &[usize]) -> String {
    listed(&records.iter().map(|idx| name(input, *idx)).collect::<Vec<_>>())
}

/// What an ask is called; where another ask is called the same, with its number or its page's name.
pub(super) fn name(input: &Input, idx: usize) -> String {
    let logged = &input.log.records[idx];
    let name = short_name(&logged.record);
    let asked = found(input).and_then(|(_, affordability)| affordability.sets.first());
    let is_twin = |other: &usize| *other != idx && short_name(&input.log.records[*other].record) == name;
    if !asked.is_some_and(|all| all.records.iter().any(is_twin)) {
        return name;
    }
    match logged.record.number {
        Some(number) => format!("{name} ({number})"),
        None => format!("{name} ({})", logged.page_id),
    }
}

/// "Putting it off by one meeting, three months, costs £30k for Card payments (late in 8 of 10 futures, not 2 of
/// 10) and £8k for ERP."
fn waiting(input: &Input, portfolio: &Portfolio, deferrals: &[Deferral]) -> Option<Prose> {
    let months = deferrals.first()?.months;
    let money = Money::new(portfolio.currency.as_ref());
    let is_free = |deferral: &Deferral| money.prose(deferral.extra_cost.abs()) == money.prose(0.0);
    // Waiting that changes neither cost nor lateness is not worth a word.
    let matters = |deferral: &&Deferral| !is_free(deferral) || !lateness(deferral).pieces.is_empty();
    let mut worst: Vec<&Deferral> = deferrals.iter().filter(matters).collect();
    worst.sort_by(|a, b| b.extra_cost.total_cmp(&a.extra_cost));
    let worst = &worst[..worst.len().min(NAMED)];
    if worst.is_empty() {
        return None;
    }
    let mut prose = Prose::of(format!("Putting it off by one meeting, {}, ", months_in_words(f64::from(months))));
    for (place, deferral) in worst.iter().enumerate() {
        let joint = match place {
            0 => "",
            place if place + 1 == worst.len() => " and ",
            _ => ", ",
        };
        let does_save = deferral.extra_cost < 0.0;
        let is_same = place > 0 && (worst[place - 1].extra_cost < 0.0) == does_save;
        let verb = match (is_same, does_save) {
            (true, _) => "",
            (false, true) => "saves ",
            (false, false) => "costs ",
        };
        let sum = if is_free(deferral) { "nothing".to_owned() } else { money.prose(deferral.extra_cost.abs()) };
        prose = prose
            .text(format!("{joint}{verb}"))
            .figure("put-off", sum)
            .text(format!(" for {}", name(input, deferral.record)))
            .join(lateness(deferral));
    }
    Some(prose.text("."))
}

/// " (late in 8 of 10 futures, not 2 of 10)"; nothing where waiting does not change that.
fn lateness(deferral: &Deferral) -> Prose {
    let Some((now, then)) = deferral.late_chance else { return Prose::default() };
    let (now, then) = (number::of_futures(now), number::of_futures(then));
    if now == then {
        return Prose::default();
    }
    Prose::of(" (late in ").figure("put-off", then).text(format!(" futures, not {now})"))
}
