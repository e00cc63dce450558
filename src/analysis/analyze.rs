//! The walks over a log: every decision with everything, a line each, one decision among the others, or what their
//! checks and their dates need. Each works out what it is asked for and no more.

#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a method of a type with a lifetime is no function for every lifetime"
)]

use crate::analysis::doubt::shared::SharedDraws;
use crate::analysis::one_record::Weighing;
use crate::analysis::problem::find_option;
use crate::analysis::result::{Analysis, DecisionAnalysis};
use crate::analysis::settings::Settings;
use crate::analysis::whole::track_record::{self, TrackRecord};
use crate::analysis::whole::{affordability, portfolio};
use crate::finding::Finding;
use crate::log::{DecisionLog, LoggedRecord};
use crate::model::{Book, Currency, Record};
use rayon::prelude::*;

/// Records that are analyzed before their draws by year are added up.
const CHUNK: usize = 64;

/// A log about to be weighed, and what every record of it needs to know.
struct Walk<'a> {
    log: &'a DecisionLog,
    book: &'a Book,
    settings: &'a Settings,
    track_record: TrackRecord,
    months_between_meetings: u32,
    shared: SharedDraws,
    /// Some decision is asked for.
    has_asks: bool,
}

impl<'a> Walk<'a> {
    fn new(log: &'a DecisionLog, book: &'a Book, settings: &'a Settings) -> Self {
        let months_between_meetings = affordability::months_between_meetings(log, book, settings.as_of);
        let (track_record, shared) = (track_record::of_log(log), SharedDraws::new(settings.seed, settings.draw_count));
        let has_asks = (0..log.records.len()).any(|idx| portfolio::is_asked(log, idx));
        Self { log, book, settings, track_record, months_between_meetings, shared, has_asks }
    }

    /// Lets a record be weighed by `how`.
    fn weigh<T>(&self, idx: usize, how: impl Fn(&Weighing<'_>) -> T) -> T {
        let Self { log, book, settings, months_between_meetings, .. } = *self;
        let (is_asked, is_in_force) = (portfolio::is_asked(log, idx), log.is_in_force(idx));
        how(&Weighing {
            logged: &log.records[idx],
            book,
            settings,
            past_builds: &self.track_record.past_builds(log, idx),
            months_between_meetings,
            shared: &self.shared,
            is_summed: is_in_force || is_asked,
            // What is asked for can still be found out about.
            is_swung: if self.has_asks { is_asked } else { is_in_force },
        })
    }

    /// Weighs record after record, in the order of the log, and hands each over; nothing is kept.
    fn each<T: Send>(&self, how: impl Fn(&Weighing<'_>) -> T + Sync, mut take: impl FnMut(usize, T)) {
        let count = self.log.records.len();
        for first in (0..count).step_by(CHUNK) {
            let chunk = first..count.min(first + CHUNK);
            let results: Vec<T> = chunk.clone().into_par_iter().map(|idx| self.weigh(idx, &how)).collect();
            for (idx, result) in chunk.zip(results) {
                take(idx, result);
            }
        }
    }
}

/// Analyzes every record that carries figures, with everything that anybody may print.
pub fn analyze(log: &DecisionLog, book: &Book, settings: &Settings) -> (Analysis, Vec<Finding>) {
    analyze_each(log, book, settings, |weighing| weighing.everything())
}

/// The same, with each record weighed by `how`.
pub(super) fn analyze_each(
    log: &DecisionLog,
    book: &Book,
    settings: &Settings,
    how: impl Fn(&Weighing<'_>) -> (Option<DecisionAnalysis>, Vec<Finding>) + Sync,
) -> (Analysis, Vec<Finding>) {
    let walk = Walk::new(log, book, settings);
    let mut findings = Vec::new();
    let mut decisions = Vec::with_capacity(log.records.len());
    let mut committed = portfolio::Committed::of(log, book);
    walk.each(how, |idx, (mut decision, found)| {
        if let Some(decision) = &mut decision {
            committed.take(log, idx, decision);
        }
        decisions.push(decision);
        findings.extend(found);
    });
    portfolio::add_log(log, book, &committed, &mut decisions, 0..log.records.len());
    let portfolios = portfolio::portfolios(log, book, &committed, &decisions);
    (Analysis { decisions, portfolios, track_record: walk.track_record }, findings)
}

/// Analyzes record after record as far as a line of it needs, shows each, and gives what the log as a whole comes to. Of
/// decisions only the open asks are kept, so that memory does not grow with the log.
pub fn analyze_whole(
    log: &DecisionLog,
    book: &Book,
    settings: &Settings,
    mut each: impl FnMut(usize, &mut Option<DecisionAnalysis>, Vec<Finding>),
) -> Analysis {
    let walk = Walk::new(log, book, settings);
    let mut decisions = vec![None; log.records.len()];
    let mut committed = portfolio::Committed::of(log, book);
    walk.each(
        |weighing| weighing.line(),
        |idx, (mut decision, found)| {
            if let Some(decision) = &mut decision {
                committed.take(log, idx, decision);
            }
            each(idx, &mut decision, found);
            decisions[idx] = decision.filter(|_| portfolio::is_asked(log, idx));
            if let Some(decision) = &mut decisions[idx] {
                committed.keep_for_budget(decision);
            }
        },
    );
    let portfolios = portfolio::portfolios(log, book, &committed, &decisions);
    Analysis { decisions, portfolios, track_record: walk.track_record }
}

/// Analyzes one record of a log with everything, what the log risks and rests on before and after it included. Of the
/// other records in force the chosen option is there as far as that needs; sums over the log stay open.
pub fn analyze_one(log: &DecisionLog, book: &Book, settings: &Settings, idx: usize) -> (Analysis, Vec<Finding>) {
    let walk = Walk::new(log, book, settings);
    let (decision, findings) =
        walk.weigh(idx, |weighing| Weighing { is_summed: false, is_swung: false, ..*weighing }.everything());
    let mut decisions = vec![None; log.records.len()];
    let mut committed = portfolio::Committed::of(log, book);
    if decision.is_some() {
        let counted: Vec<usize> = (0..log.records.len()).filter(|other| log.is_in_force(*other)).collect();
        let others: Vec<(usize, Option<DecisionAnalysis>)> = counted
            .into_par_iter()
            .filter(|other| *other != idx)
            .map(|other| (other, walk.weigh(other, |weighing| weighing.chosen())))
            .collect();
        for (other, chosen) in others {
            decisions[other] = chosen;
        }
        decisions[idx] = decision;
        for (other, decision) in decisions.iter_mut().enumerate() {
            if let Some(decision) = decision {
                committed.take(log, other, decision);
            }
        }
        portfolio::add_log(log, book, &committed, &mut decisions, idx..idx + 1);
    }
    (Analysis { decisions, portfolios: Vec::new(), track_record: walk.track_record }, findings)
}

/// What is wrong with the records of a log, and who is chosen in each. `asks_for_flips` says of which records a caller
/// has to know what would turn the answer; no other figures are there.
pub fn examine(
    log: &DecisionLog,
    book: &Book,
    settings: &Settings,
    asks_for_flips: impl Fn(&Record) -> bool + Sync,
) -> (Analysis, Vec<Finding>) {
    let walk = Walk::new(log, book, settings);
    let mut findings = Vec::new();
    let mut decisions = Vec::with_capacity(log.records.len());
    let examined = |weighing: &Weighing<'_>| weighing.examined(asks_for_flips(&weighing.logged.record));
    walk.each(examined, |_, (decision, found)| {
        decisions.push(decision);
        findings.extend(found);
    });
    (Analysis { decisions, portfolios: Vec::new(), track_record: walk.track_record }, findings)
}

/// By record: the option that counts as chosen, of records in force with a contract, whose days depend on it. Nothing is
/// drawn unless the numbers choose.
pub fn chosen_options(log: &DecisionLog, book: &Book, settings: &Settings) -> Vec<Option<usize>> {
    let has_days = |idx: usize| {
        log.is_in_force(idx) && log.records[idx].record.options.iter().any(|option| option.contract.is_some())
    };
    let mut chosen: Vec<Option<usize>> = vec![None; log.records.len()];
    let mut by_numbers = Vec::new();
    for idx in (0..log.records.len()).filter(|idx| has_days(*idx)) {
        chosen[idx] = named(&log.records[idx].record);
        if chosen[idx].is_none() {
            by_numbers.push(idx);
        }
    }
    if !by_numbers.is_empty() {
        let walk = Walk::new(log, book, settings);
        let found: Vec<(usize, Option<usize>)> = by_numbers
            .into_par_iter()
            .map(|idx| (idx, walk.weigh(idx, |weighing| weighing.chosen()).and_then(|analysis| analysis.chosen)))
            .collect();
        for (idx, option) in found {
            chosen[idx] = option;
        }
    }
    chosen
}

/// The option that is decided, else recommended; `None` where neither is named, or the record carries no figures.
fn named(record: &Record) -> Option<usize> {
    if !record.options.iter().any(crate::model::ConsideredOption::has_figures) {
        return None;
    }
    let find = |name: &String| find_option(&record.options, name).ok();
    let decided = record.decision.as_ref().and_then(|decision| decision.option.as_ref()).and_then(find);
    decided.or_else(|| record.recommend.as_ref().and_then(|(name, _)| find(name)))
}

/// By record that is asked for: what its figures are made of, in short, and their currency; `None` where it carries none.
/// Nothing is drawn: where this is the same in two logs, so are the figures.
pub fn bases(
    log: &DecisionLog,
    book: &Book,
    settings: &Settings,
    records: &[usize],
) -> Vec<Option<(String, Option<Currency>)>> {
    let walk = Walk::new(log, book, settings);
    records.par_iter().map(|idx| walk.weigh(*idx, |weighing| weighing.basis())).collect()
}

/// By record that is asked for: what each option comes to and who leads, without what would turn it; `None` where it
/// carries no figures.
pub fn ranked(log: &DecisionLog, book: &Book, settings: &Settings, records: &[usize]) -> Vec<Option<DecisionAnalysis>> {
    let walk = Walk::new(log, book, settings);
    records.par_iter().map(|idx| walk.weigh(*idx, |weighing| weighing.ranked())).collect()
}

/// Analyzes one record; `None` where it carries no figures. What concerns the whole log stays open.
pub fn analyze_record(
    logged: &LoggedRecord,
    book: &Book,
    settings: &Settings,
) -> (Option<DecisionAnalysis>, Vec<Finding>) {
    let shared = SharedDraws::new(settings.seed, settings.draw_count);
    Weighing {
        logged,
        book,
        settings,
        past_builds: &[],
        months_between_meetings: 1,
        shared: &shared,
        is_summed: true,
        is_swung: false,
    }
    .everything()
}
