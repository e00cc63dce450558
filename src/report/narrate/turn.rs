//! What would change the answer: values that turn it, and how the criteria are weighed.

use super::input::{Kind, input_in_sentence, input_name, input_subject, unit_of, value_text};
use super::{Case, Prose};
use crate::analysis::{Flip, WeightShift};
use crate::number::{
    Likeliness, Rounding, Threshold, about_chance, bare_at, capitalized, chance_word, change_percent, count_word,
    how_often, is_often, listed, of_futures_by, once_in, percent, percent_by, points, threshold,
};
use serde::Serialize;

/// First in so many of all weightings, it takes a weighing far from ours to turn the choice.
const SAFE_WEIGHTINGS: f64 = 0.9;

/// Where a value lies that none of our draws reaches.
const OUTSIDE: &str = "outside our own range";

/// One thing that turns the choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Turn {
    /// What we assume: "Price of one of the users, buying".
    pub input: String,
    /// The same where words follow it.
    #[serde(skip)]
    pub subject: String,
    /// Its value now.
    pub now: String,
    /// Where it turns: "over £5.2".
    pub at: String,
    /// By how much that is: `+41%`; `as now` where the middle of its range lies there already.
    pub change: Option<String>,
    /// The middle of its range lies beyond the turn already: its far end keeps the leader first.
    #[serde(skip)]
    pub is_there_already: bool,
    /// Who is first then, by option.
    #[serde(skip)]
    pub then_first: usize,
    /// Its name inside a sentence.
    pub then: String,
    /// "about 1 in 80", "outside our own range"; `None` where the value is held to be certain.
    pub likelihood: Option<String>,
    /// It lies outside our own range.
    #[serde(skip)]
    pub is_outside: bool,
    /// "Very unlikely, about 1 in 80."
    pub chance: Option<String>,
}

impl Turn {
    /// As a heading: "Users above 62k".
    pub fn heading(&self) -> String {
        format!("{} {}", self.subject, self.at)
    }

    /// Beneath it: "Now 45k. Then buying is better. Very unlikely, under 1 in 100."
    pub fn explained(&self, case: &Case) -> Prose {
        let then = is_better(case, self.then_first);
        let now = Prose::of("Now ").figure("flip", self.now.clone());
        let leader = case.analysis.and_then(|analysis| analysis.leader).map(|leader| &case.name(leader).doing);
        let mut prose = match leader.filter(|_| self.is_there_already) {
            Some(leader) => now.text(format!(
                " in the middle of its range, which is there already; its far end keeps {leader} first. {then}"
            )),
            None => now.text(format!(". {then}")),
        };
        match &self.chance {
            Some(chance) => prose = prose.text(format!(" {chance}")),
            // Where nobody gave any, that is said once.
            None if case.no_doubt().is_none() => prose = prose.text(" No range is given."),
            None => {}
        }
        prose
    }
}

/// "Then buying is better." Where the choice goes against the numbers, they alone turn.
fn is_better(case: &Case, idx: usize) -> String {
    let doing = &case.name(idx).doing;
    let is_level = case.chosen.is_some_and(|chosen| case.is_level_with_leader(chosen));
    match case.is_against_numbers() {
        true if is_level => format!("Then {doing} comes first."),
        true if case.chosen == Some(idx) => format!("Then the numbers favor {doing} too."),
        true => format!("Then the numbers favor {doing}."),
        false => format!("Then {doing} is better."),
    }
}

/// Everything that turns the choice, the likeliest first.
pub fn turns(case: &Case) -> Vec<Turn> {
    flips_of(case).into_iter().map(|flip| turn(case, flip)).collect()
}

/// The values that turn it and lie apart from those of today: where two options tie, any change of either decides.
pub fn flips_of<'a>(case: &Case<'a>) -> Vec<&'a Flip> {
    let flips = case.analysis.map_or(&[][..], |analysis| &analysis.flips);
    let is_apart = |flip: &&Flip| (flip.at - flip.now).abs() > 0.01 * flip.now.abs();
    let is_tie = case.analysis.is_some_and(|analysis| analysis.verdict.tied.len() > 1);
    flips.iter().filter(|flip| !is_tie || is_apart(flip)).collect()
}

fn turn(case: &Case, flip: &Flip) -> Turn {
    let (unit, kind) = unit_of(case, &flip.input, flip.scale);
    let is_above = flip.is_above;
    let Threshold { now, at } = match kind {
        Kind::Rate => rate_threshold(flip),
        _ => threshold(flip.now, flip.at, |value, last| value_text(&case.money, kind, unit.as_deref(), value, last)),
    };
    let is_outside = flip.likelihood == Some(0.0);
    let is_there_already = flip.likelihood.is_some() && if is_above { flip.now > flip.at } else { flip.now < flip.at };
    let likelihood = flip.likelihood.map(|chance| if is_outside { OUTSIDE.to_owned() } else { about_chance(chance) });
    let chance = flip.likelihood.map(|chance| {
        if is_outside {
            format!("It lies {OUTSIDE}.")
        } else {
            format!("{}, {}.", capitalized(chance_word(chance)), about_chance(chance))
        }
    });
    let word = match (kind, is_above) {
        (Kind::Rate, is_above) if is_counted(flip) => {
            if is_above {
                "above"
            } else {
                "below"
            }
        }
        (Kind::Rate, true) => "more often than once in",
        (Kind::Rate, false) => "less often than once in",
        (_, true) => "above",
        (_, false) => "below",
    };
    Turn {
        input: input_name(case, &flip.input),
        subject: input_subject(case, &flip.input),
        now,
        at: format!("{word} {at}"),
        change: match kind {
            _ if is_there_already => Some("as now".to_owned()),
            Kind::Rate => None,
            _ => change_percent(flip.now, flip.at),
        },
        is_there_already,
        then_first: flip.then_first,
        then: case.name(flip.then_first).doing.clone(),
        likelihood,
        is_outside,
        chance,
    }
}

/// "15 times a year".
fn times_a_year(rate: f64, last: i32) -> String {
    match bare_at(rate, last).as_str() {
        "0" => "never".to_owned(),
        "1" => "once a year".to_owned(),
        times => format!("{times}\u{a0}times a year"),
    }
}

/// Whether the turn of a rate is said as times a year.
fn is_counted(flip: &Flip) -> bool {
    flip.at >= 1.0 && is_often(flip.now.max(flip.at))
}

/// A rate is said in years, one of several a year as so many times.
fn rate_threshold(flip: &Flip) -> Threshold {
    let years = |rate: f64| once_in(rate).unwrap_or_else(|| "never".to_owned());
    let now_in_words = || how_often(flip.now).unwrap_or_else(|| "never".to_owned());
    if is_counted(flip) {
        let counted = threshold(flip.now, flip.at, times_a_year);
        return if flip.now < 1.0 { Threshold { now: now_in_words(), ..counted } } else { counted };
    }
    if flip.now <= 0.0 || flip.at <= 0.0 {
        return Threshold { now: now_in_words(), at: years(flip.at) };
    }
    let wait = threshold(1.0 / flip.now, 1.0 / flip.at, |value, last| {
        if value >= 1.0 {
            let text = bare_at(value, last);
            format!("{text}\u{a0}{}", if text == "1" { "year" } else { "years" })
        } else {
            years(1.0 / value)
        }
    });
    let now = if is_often(flip.now) { now_in_words() } else { format!("once in {}", wait.now) };
    Threshold { now, at: wait.at }
}

/// The least weight that turns the choice, with the rival: the smallest of all.
pub fn least_shift<'a>(case: &Case<'a>) -> Option<(usize, &'a WeightShift)> {
    case.analysis?
        .least_shift
        .iter()
        .enumerate()
        .filter_map(|(idx, shift)| shift.as_ref().map(|shift| (idx, shift)))
        // Between options that are level nothing has to move.
        .filter(|(_, shift)| !shift.from.is_empty())
        .min_by(|a, b| a.1.weight.total_cmp(&b.1.weight))
}

/// Names of the criteria that a shift takes from, and of the one that it gives to.
fn shift_names(case: &Case, shift: &WeightShift) -> Option<(Vec<String>, String)> {
    let criteria = &case.analysis?.criteria;
    let name = |idx: usize| criteria.get(idx).map(|criterion| super::name::clean(&criterion.name));
    let from = shift.from.iter().map(|(idx, _)| name(*idx)).collect::<Option<Vec<_>>>()?;
    Some((from, name(shift.to)?))
}

/// "Moving 16 points of 100 from cost to dependency makes building the choice."
pub fn shift_sentence(case: &Case) -> Option<Prose> {
    let (rival, shift) = least_shift(case)?;
    let (from, to) = shift_names(case, shift)?;
    Some(Prose::of("Moving ").figure("least-shift", points(shift.weight * 100.0, Rounding::Up)).text(format!(
        " of 100 from {} to {to} makes {} the choice.",
        listed(&from),
        case.name(rival).doing
    )))
}

/// "Over all possible weightings, buying is first in 46%, building in 38% and partnering in 15%."
pub fn weightings_sentence(case: &Case) -> Option<Prose> {
    let analysis = case.analysis?;
    let all = analysis.all_weightings.as_ref()?;
    let first = |option: usize| all.rank_shares.get(option).and_then(|shares| shares.first()).copied();
    let mut firsts: Vec<(usize, f64)> = analysis.order.iter().filter_map(|idx| Some((*idx, first(*idx)?))).collect();
    // Options stand in the order of this sentence's own shares; ties as in the table.
    firsts.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut prose = Prose::of("Over all possible weightings, ");
    let named: Vec<&(usize, f64)> = firsts.iter().filter(|(_, share)| *share >= 0.005).collect();
    for (place, (option, share)) in named.iter().enumerate() {
        let joint = match place {
            0 => "",
            place if place + 1 == named.len() => " and ",
            _ => ", ",
        };
        let verb = if place == 0 { " is first in " } else { " in " };
        prose =
            prose.text(format!("{joint}{}{verb}", case.name(*option).doing)).figure("all-weightings", percent(*share));
    }
    (!named.is_empty()).then(|| prose.text("."))
}

/// The weights in words: the heading "If dependency counted more than cost", and what then.
pub fn weight_turn(case: &Case) -> Option<(String, Prose)> {
    let analysis = case.analysis?;
    let (rival, shift) = least_shift(case)?;
    let (from, to) = shift_names(case, shift)?;
    let weight = |idx: usize| analysis.criteria.get(idx).map_or(0.0, |criterion| criterion.weight);
    let then = Prose::of(is_better(case, rival));
    let to_after = weight(shift.to) + shift.weight;
    let heading = match shift.from.as_slice() {
        [(from_idx, moved)] => {
            let from_after = weight(*from_idx) - moved;
            let is_new = weight(shift.to) <= weight(*from_idx);
            if is_new && to_after > from_after {
                format!("{} {} {}", capitalized(&to), how_much_more(to_after, from_after), from[0])
            } else {
                format!("{} counts more, {} less than today", capitalized(&to), from[0])
            }
        }
        _ => format!("{} counts more than today, {} less", capitalized(&to), listed(&from)),
    };
    Some((heading, then))
}

/// "counts over twice as much as": how far apart two weights must be; "more than" alone where any lead will do.
fn how_much_more(weight: f64, than: f64) -> String {
    match weight / than.max(1e-9) {
        times if times < 1.25 => "counts more than".to_owned(),
        times if times < 1.95 => "counts clearly more than".to_owned(),
        times if times < 2.95 => "counts over twice as much as".to_owned(),
        times if times < 10.0 => {
            format!("counts over {} times as much as", count_word((times + 0.05).floor() as usize))
        }
        _ => "takes nearly all the weight of".to_owned(),
    }
}

/// How far our estimates, taken together, may turn the choice: one rule for the brief and the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Firmness {
    /// It stays first in nearly all futures.
    Firm,
    /// It stays first in most of them.
    Open,
    /// It comes first too seldom to rely on.
    Even,
}

impl Firmness {
    /// By the share of futures in which the leader comes first, as it is printed; `None` without a rival.
    pub fn of(case: &Case) -> Option<Self> {
        let analysis = case.analysis?;
        analysis.runner_up?;
        if case.no_doubt().is_some() {
            return None;
        }
        let share = *case.result(analysis.leader?)?.rank_shares.first()?;
        Some(match Likeliness::of(share) {
            _ if share < case.input.book.close_call.share => Self::Even,
            Likeliness::AlmostCertain | Likeliness::VeryLikely => Self::Firm,
            _ => Self::Open,
        })
    }
}

/// `7 of 10`, `59% of`: the share of futures beside the word that it earns.
pub fn futures_of(case: &Case, share: f64) -> String {
    of_futures_by(share, case.input.book.close_call.share)
}

/// The same as a percent, in tables: `77%`, `59.7%`.
pub fn first_share(case: &Case, share: f64) -> String {
    percent_by(share, case.input.book.close_call.share)
}

/// "Weakest assumption: users, at about 1 in 6 the likeliest to turn the choice." Where no chance is given: "…, which turns
/// the choice at +2%".
pub fn fragile_sentence(case: &Case) -> Option<Prose> {
    let first = turns(case).into_iter().next()?;
    let flips = flips_of(case);
    let name = input_in_sentence(case, &flips.first()?.input);
    let what = if case.is_against_numbers() { "the numbers" } else { "the choice" };
    let end = match (&first.likelihood, &first.change) {
        (Some(chance), _) if first.is_outside => format!(", and its turn lies {chance}"),
        (Some(chance), _) => format!(", at {chance} the likeliest to turn {what}"),
        (None, Some(change)) => format!(", which turns {what} {} ({change})", first.at),
        (None, None) => format!(", which turns {what} {}", first.at),
    };
    Some(Prose::of(format!("Weakest assumption: {name}{end}.")))
}

/// "Nobody gave a range, so nobody can say how sure this is; how much risk weighs beside cost could turn it, too."
fn without_ranges(case: &Case, why: &str) -> Prose {
    let prose = Prose::of(format!("{}, so nobody can say how sure this is", capitalized(why)));
    let names = least_shift(case).and_then(|(_, shift)| shift_names(case, shift));
    match names {
        Some((from, to)) => prose.text(format!("; how much {to} weighs beside {} could turn it, too.", listed(&from))),
        None => prose.text("."),
    }
}

/// Both sorts of doubt in one sentence, so that they never read as a contradiction.
pub fn both_doubts(case: &Case) -> Option<Prose> {
    let analysis = case.analysis?;
    let leader = analysis.leader?;
    analysis.runner_up?;
    if let Some(why) = case.no_doubt() {
        return Some(without_ranges(case, why));
    }
    let share = *case.result(leader)?.rank_shares.first()?;
    let firmness = Firmness::of(case)?;
    let estimates = Prose::of(format!(
        "Our estimates {} turn {} ({} comes first in ",
        match firmness {
            Firmness::Firm => "are unlikely to",
            Firmness::Open => "could",
            Firmness::Even => "could well",
        },
        if case.is_against_numbers() { "the numbers" } else { "it" },
        case.name(leader).doing
    ))
    .figure("first", futures_of(case, share))
    .text(" simulated futures)");
    let Some((_, shift)) = least_shift(case) else {
        let joint = match firmness {
            Firmness::Firm => "; no other weighing of the criteria does",
            _ => "; how we weigh the criteria does not",
        };
        return Some(estimates.text(format!("{joint}.")));
    };
    let (from, to) = shift_names(case, shift)?;
    let over_all = analysis.all_weightings.as_ref().and_then(|all| all.rank_shares.get(leader)?.first().copied());
    let is_safe = over_all.is_some_and(|share| share >= SAFE_WEIGHTINGS);
    let (joint, end) = match firmness {
        Firmness::Firm if is_safe => ("; only a very different view of how much ", " would"),
        Firmness::Firm => ("; how much ", " could"),
        _ => (", and so could how much ", ""),
    };
    let prose = estimates.text(format!("{joint}{to} weighs beside {}{end}", listed(&from)));
    Some(match over_all {
        Some(share) => {
            prose.text(" (still first in ").figure("all-weightings", percent(share)).text(" of all weightings).")
        }
        None => prose.text("."),
    })
}
