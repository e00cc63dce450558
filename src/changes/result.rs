//! What changed, as plain data.

use crate::analysis::Analysis;
use crate::log::DecisionLog;
use crate::model::{Book, Status};
use jiff::civil::Date;

/// A log at one point, with the settings that held there.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The log.
    pub log: &'a DecisionLog,
    /// Its settings.
    pub book: &'a Book,
}

/// Everything that changed between two logs.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Records that changed: those of the later log in its order, then those that are gone.
    pub records: Vec<RecordChange>,
    /// Of the earlier log, the records whose figures may have moved; none of the others was weighed.
    pub before: Analysis,
    /// The same records in the later log.
    pub after: Analysis,
    /// The settings of the whole log are not the same.
    pub has_other_settings: bool,
}

/// What changed in one record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordChange {
    /// Its index in the earlier log; `None` where it is new.
    pub before: Option<usize>,
    /// Its index in the later log; `None` where it is gone.
    pub after: Option<usize>,
    /// What changed; empty where its text alone did.
    pub changes: Vec<Change>,
}

/// One change of a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// It stands otherwise, or is new.
    Status(Step),
    /// It is gone.
    Removed,
    /// Another option is decided, or recommended; indices in the earlier and the later record.
    Choice(usize, usize),
    /// Another option leads; `None` is nobody.
    Leader(Option<usize>, Option<usize>),
    /// It has an option more.
    OptionAdded(usize),
    /// It has lost an option, by its index in the earlier record.
    OptionRemoved(usize),
    /// Figures of an option may have moved; its index in the earlier and the later record.
    Figures(usize, usize),
    /// Criteria count otherwise than they did when scores were in already.
    Weights(Vec<WeightMove>),
    /// A day moved, or is no longer stated.
    Day(DayKind, Date, Option<Date>),
    /// Somebody else answers.
    Owner(Option<String>, Option<String>),
    /// Another sum is asked for or approved.
    Limit(Option<f64>, Option<f64>),
    /// An option rests on somebody else; its index in the earlier and the later record.
    Supplier(usize, usize),
    /// What came of a forecast was written down, or written otherwise; its index among the later record's outcomes.
    Outcome(usize),
    /// A step was taken; its index in the later record.
    StepTaken(usize),
    /// It has another number.
    Number(Option<u64>, Option<u64>),
    /// It is called otherwise.
    Title,
}

/// A step in the life of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It was accepted; it may have been decided otherwise before.
    Accepted,
    /// It was rejected.
    Rejected,
    /// Another record took its place.
    Superseded,
    /// It is no longer in force, and nothing took its place.
    Deprecated,
    /// It was proposed.
    Proposed,
    /// It was decided, and is open again.
    Reopened(Status),
    /// It was proposed, and is a draft again.
    TakenBack,
    /// It is new, and a draft or without a status that we know.
    Drafted,
    /// It stands at words of its own, at nothing, or at a draft that it was not.
    Otherwise,
}

/// Which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// By which it must be decided.
    DecideBy,
    /// Of the meeting that it is for.
    Meeting,
    /// By which its result must be live.
    NeededBy,
    /// On which it is looked at again.
    ReviewBy,
    /// On which the contract of an option ends; its index in the later record.
    ContractEnd(usize),
    /// By which notice must be given on the contract of an option; its index in the later record.
    Notice(usize),
    /// By which a step is to be taken; its index in the later record.
    Step(usize),
    /// By which something is done about it.
    Response,
    /// On which a stop rule is checked; its index in the later record.
    StopRule(usize),
    /// By which the outcome of a forecast is known; its index in the later record.
    Outcome(usize),
}

/// A criterion that counts otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightMove {
    /// Its name.
    pub name: String,
    /// Points of 100 before; `None` where it was no criterion.
    pub from: Option<f64>,
    /// Points of 100 now; `None` where it is none any more.
    pub to: Option<f64>,
}
