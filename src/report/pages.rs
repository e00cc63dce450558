//! Which pages a log fills: a page that has nothing to say is not there, and nothing links to it.

use crate::finding::Severity;
use crate::log::{DueKind, LoggedRecord, is_asked};
use crate::model::{LinkKind, Record, Status, slug};
use crate::report::Input;
use crate::report::agenda::{AgendaGroup, AgendaList, agenda};
use crate::report::narrate::clean;

/// The pages of a site, as far as they depend on what the log has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each page is there or not, whatever the others")]
pub struct Pages {
    /// Some record has a brief, so that the board view is home; else the list of decisions is.
    pub has_board: bool,
    /// A decision in force or asked for has a cost.
    pub has_cost: bool,
    /// A decision in force or asked for has risks.
    pub has_risks: bool,
    /// A decision in force or asked for rests on a supplier.
    pub has_suppliers: bool,
    /// Somebody has something to mend.
    pub has_findings: bool,
    /// There is a history to look into.
    pub has_changes: bool,
    /// Something was decided, or is to be.
    pub has_records: bool,
    /// Something took the place of something.
    pub has_history: bool,
    /// Somebody is named who decides, answers or has something to do.
    pub has_roles: bool,
    /// Some record says where it belongs.
    pub has_areas: bool,
    /// Something waits for the board, or has a day.
    pub has_agenda: bool,
    /// Some record says that AI is used.
    pub has_ai: bool,
    /// Something was forecast, or taught.
    pub has_track_record: bool,
}

impl Pages {
    /// Which pages this log fills.
    pub fn of(input: &Input) -> Self {
        let records = &input.log.records;
        Self {
            has_board: records.iter().any(|logged| logged.record.has_brief()),
            has_cost: has_cost(input),
            has_risks: (0..records.len()).any(|idx| has_risks(input, idx)),
            has_suppliers: super::suppliers::has_suppliers(input),
            has_findings: input.findings.iter().any(|finding| finding.severity > Severity::Note),
            has_changes: input.changes.is_some(),
            has_records: !records.is_empty(),
            has_history: records.iter().any(is_replaced),
            has_roles: (0..records.len()).any(|idx| names_somebody(input, idx)),
            has_areas: records.iter().any(|logged| has_place(&logged.record)),
            has_agenda: has_agenda(input),
            has_ai: records.iter().any(|logged| logged.record.ai.is_some()),
            has_track_record: has_track_record(input),
        }
    }

    /// Where the list of decisions stands.
    pub fn decisions(self) -> &'static str {
        if self.has_board { "decisions.html" } else { "index.html" }
    }
}

/// Whether there is money to speak of.
fn has_cost(input: &Input) -> bool {
    input.analysis.portfolios.iter().any(|portfolio| portfolio.cash.is_some() || portfolio.asked.is_some())
}

/// Whether what a decision in force or asked for rests on says what may go wrong.
fn has_risks(input: &Input, idx: usize) -> bool {
    let record = &input.log.records[idx].record;
    let chosen = input.analysis.decisions.get(idx).and_then(|analysis| analysis.as_ref()?.chosen);
    let option =
        chosen.filter(|_| is_asked(record) || input.log.is_in_force(idx)).and_then(|idx| record.options.get(idx));
    option.and_then(|option| option.risks.as_ref()).is_some_and(|risks| !risks.is_empty())
}

/// Whether something waits for the board or has a day. That records are drafts or proposed is no agenda.
pub(super) fn has_agenda(input: &Input) -> bool {
    let is_plain = |group: &AgendaGroup| matches!(group.list, AgendaList::NotYet | AgendaList::NotPut);
    !agenda(input).groups.iter().all(is_plain)
}

/// Whether something was forecast that came, or is due, or taught us something.
pub(super) fn has_track_record(input: &Input) -> bool {
    !input.analysis.track_record.outcomes.is_empty()
        || input.due.iter().any(|due| due.kind == DueKind::Outcome)
        || input.log.records.iter().any(|logged| has_lesson(&logged.record))
}

/// Whether a record taught us something.
pub(super) fn has_lesson(record: &Record) -> bool {
    record.lesson.as_deref().is_some_and(|lesson| !clean(lesson).is_empty())
}

/// Whether a record took another's place, or gave way to one.
fn is_replaced(logged: &LoggedRecord) -> bool {
    logged.record.status() == Some(Status::Superseded)
        || logged.links.iter().any(|link| matches!(link.kind, LinkKind::Supersedes | LinkKind::SupersededBy))
}

/// Whether a record says where it belongs, or how far it is.
pub(super) fn has_place(record: &Record) -> bool {
    record.area.is_some()
        || !record.serves.is_empty()
        || !record.systems.is_empty()
        || record.stage.is_some()
        || record.lesson.is_some()
        || record.waits_for.is_some()
}

/// Whether a record that is open or in force names somebody: then there is a page.
fn names_somebody(input: &Input, idx: usize) -> bool {
    let record = &input.log.records[idx].record;
    let is_name = |name: &String| !slug(&clean(name)).is_empty();
    (record.is_open() || input.log.is_in_force(idx))
        && (record.roles.owner.as_ref().is_some_and(is_name)
            || deciders(record).into_iter().any(|name| !slug(&clean(name)).is_empty())
            || record.next.iter().any(|step| step.done.is_none() && step.who.as_ref().is_some_and(is_name))
            || risks(input, idx).any(|risk| risk.owner.as_ref().is_some_and(is_name)))
}

/// Who decides, or has decided, each once.
pub(super) fn deciders(record: &Record) -> Vec<&str> {
    let by = record.decision.iter().flat_map(|decision| &decision.by);
    let mut names: Vec<&str> = Vec::new();
    for name in record.roles.decision_makers.iter().chain(by).map(String::as_str) {
        if !names.iter().any(|known| slug(known) == slug(name)) {
            names.push(name);
        }
    }
    names
}

/// The risks of the chosen option.
pub(super) fn risks<'a>(input: &'a Input, idx: usize) -> impl Iterator<Item = &'a crate::model::Risk> {
    let chosen = input.analysis.decisions.get(idx).and_then(Option::as_ref).and_then(|decision| decision.chosen);
    let option = chosen.and_then(|chosen| input.log.records[idx].record.options.get(chosen));
    option.into_iter().filter_map(|option| option.risks.as_ref()).flatten()
}
