//! What single decisions came to before, so that of a log that is weighed again and again only those are drawn again that
//! changed. Sums over the log are added up anew, in the same order, and come to the same bytes.

use crate::analysis::alike::{is_alike_in_log, without_text};
use crate::analysis::analyze::analyze_each;
use crate::analysis::one_record::Weighing;
use crate::analysis::result::{Analysis, ChosenDraws, DecisionAnalysis};
use crate::analysis::settings::Settings;
use crate::finding::Finding;
use crate::log::{DecisionLog, LoggedRecord};
use crate::model::Book;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Draws that are kept, in numbers of eight bytes: some 160 decisions of 10,000 draws. What is beyond is drawn again.
const MOST_DRAWS: usize = 32 << 20;

/// What single decisions came to before.
#[derive(Debug, Default)]
pub struct Memory {
    /// From what all were weighed.
    basis: Option<(Book, Settings)>,
    decisions: BTreeMap<String, Known>,
}

/// One decision as it was weighed, and from what.
#[derive(Debug)]
struct Known {
    logged: LoggedRecord,
    past_builds: Vec<f64>,
    months_between_meetings: u32,
    is_summed: bool,
    is_swung: bool,
    decision: DecisionAnalysis,
    findings: Vec<Finding>,
}

impl Memory {
    /// The same as [`super::analyze`]; what did not change since the last time is not drawn again.
    pub fn analyze(&mut self, log: &DecisionLog, book: &Book, settings: &Settings) -> (Analysis, Vec<Finding>) {
        if self.basis.as_ref().is_none_or(|(known, asked)| known != book || asked != settings) {
            self.decisions.clear();
            self.basis = Some((book.clone(), settings.clone()));
        }
        self.decisions.retain(|name, _| log.records.iter().any(|logged| logged.stream_name == *name));
        let kept = AtomicUsize::new(self.decisions.values().map(|known| count(&known.decision.chosen_draws)).sum());
        let new = Mutex::new(Vec::new());
        let analyzed = analyze_each(log, book, settings, |weighing| {
            let name = &weighing.logged.stream_name;
            if let Some(known) = self.decisions.get(name).filter(|known| known.is_of(weighing)) {
                return (Some(known.decision.clone()), known.findings.clone());
            }
            let (decision, findings) = weighing.everything();
            if let Some(decision) = &decision
                && kept.fetch_add(count(&decision.chosen_draws), Ordering::Relaxed) < MOST_DRAWS
            {
                let known = Known::new(weighing, decision.clone(), findings.clone());
                new.lock().unwrap_or_else(PoisonError::into_inner).push((name.clone(), known));
            }
            (decision, findings)
        });
        self.decisions.extend(new.into_inner().unwrap_or_else(PoisonError::into_inner));
        analyzed
    }
}

impl Known {
    fn new(weighing: &Weighing<'_>, decision: DecisionAnalysis, findings: Vec<Finding>) -> Self {
        let record = without_text(&weighing.logged.record);
        Self {
            logged: LoggedRecord { record, ..weighing.logged.clone() },
            past_builds: weighing.past_builds.to_vec(),
            months_between_meetings: weighing.months_between_meetings,
            is_summed: weighing.is_summed,
            is_swung: weighing.is_swung,
            decision,
            findings,
        }
    }

    fn is_of(&self, weighing: &Weighing<'_>) -> bool {
        self.past_builds == weighing.past_builds
            && self.months_between_meetings == weighing.months_between_meetings
            && self.is_summed == weighing.is_summed
            && self.is_swung == weighing.is_swung
            && is_alike_in_log(&self.logged, weighing.logged)
    }
}

/// How many numbers are kept of a chosen option.
fn count(draws: &ChosenDraws) -> usize {
    let years = [
        &draws.by_calendar_year,
        &draws.running_by_calendar_year,
        &draws.benefit_by_calendar_year,
        &draws.person_months,
    ];
    let by_year: usize = years.into_iter().flatten().map(|(_, draws)| draws.len()).sum();
    by_year + draws.cash.len() + draws.annual_loss.len() + draws.year_loss.len() + draws.yearly_spend.len()
}
