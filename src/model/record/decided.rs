//! Who decides and answers, what was decided, what is next, what was expected and what came of it.

use crate::model::{Estimate, FieldSource, Status};
use crate::source::Span;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Who decided, was asked, was told, answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// Who decides.
    pub decision_makers: Vec<String>,
    /// Who was asked.
    pub consulted: Vec<String>,
    /// Who was told.
    pub informed: Vec<String>,
    /// The one role or person who answers for it.
    pub owner: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where those stand that are not the front matter's alone, by key.
    pub stated: BTreeMap<&'static str, (FieldSource, Span)>,
}

/// How far an experiment, or a use of AI, is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Thought of.
    Idea,
    /// Tried out.
    Experiment,
    /// With some users.
    Pilot,
    /// In use.
    Live,
    /// No longer.
    Stopped,
}

impl Stage {
    /// All, with their words.
    pub const ALL: [(&'static str, Self); 5] = [
        ("idea", Self::Idea),
        ("experiment", Self::Experiment),
        ("pilot", Self::Pilot),
        ("live", Self::Live),
        ("stopped", Self::Stopped),
    ];
}

/// What is done about a decision that is off course.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// What.
    pub what: String,
    /// Who.
    pub who: Option<String>,
    /// By when.
    pub by: Option<Date>,
}

/// What the board is to do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoardFor {
    /// Decide.
    Decision,
    /// Discuss.
    Discussion,
    /// Take note.
    Information,
}

/// A place on the board's agenda.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BoardSlot {
    /// What for.
    pub purpose: Option<BoardFor>,
    /// Which meeting.
    pub meeting: Option<Date>,
}

/// Whether we can turn back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reversible {
    /// Yes.
    Yes,
    /// At a cost.
    Costly,
    /// No.
    No,
}

/// What was decided.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// The option as named.
    pub option: Option<String>,
    /// When.
    pub on: Option<Date>,
    /// By whom.
    pub by: Vec<String>,
    /// Why.
    pub because: Option<String>,
    /// On what conditions.
    pub conditions: Vec<String>,
    /// What we expected then, frozen by the tool.
    pub forecast: Option<Forecasted>,
}

/// Three points of a distribution: P5, P50, P95.
pub type Points = (f64, f64, f64);

/// A frozen forecast.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forecasted {
    /// Hash of what it was computed from.
    pub inputs: Option<String>,
    /// Cash at P5, P50, P95.
    pub cash: Option<Points>,
    /// Months at P5, P50, P95.
    pub ready: Option<Points>,
    /// Share of draws in which it was first.
    pub first: Option<f64>,
}

/// A voice against.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dissent {
    /// Whose.
    pub who: Option<String>,
    /// What it says.
    pub why: String,
}

/// That a step was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// On this day.
    On(Date),
    /// On a day that nobody wrote down.
    Undated,
}

/// A first step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NextStep {
    /// By when.
    pub by: Option<Date>,
    /// What.
    pub what: String,
    /// Who.
    pub who: Option<String>,
    /// That it was taken: it is no longer due.
    pub done: Option<Done>,
}

/// The bound of a kill criterion, as a number and as written.
#[derive(Clone, Debug, PartialEq)]
pub enum KillThreshold {
    /// Stop below this.
    Below(f64, String),
    /// Stop above this.
    Above(f64, String),
}

/// When we stop.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KillCriterion {
    /// What is measured.
    pub metric: String,
    /// The bound.
    pub threshold: Option<KillThreshold>,
    /// Checked by.
    pub by: Option<Date>,
    /// Before this day a value is a starting point; `None` is the day of acceptance.
    pub from: Option<Date>,
    /// Today's value, as a number and as written.
    pub now: Option<(f64, String)>,
    /// What we do then.
    pub then: Option<String>,
}

impl KillCriterion {
    /// Whether today's value lies beyond the bound; `None` where one of both is not known. Whether that counts yet is
    /// the record's to say: `Record::is_met`.
    pub fn is_met(&self) -> Option<bool> {
        let (now, _) = self.now.as_ref()?;
        Some(match self.threshold.as_ref()? {
            KillThreshold::Below(bound, _) => now < bound,
            KillThreshold::Above(bound, _) => now > bound,
        })
    }
}

/// What we expect.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forecast {
    /// Of what.
    pub what: String,
    /// Nine times in ten.
    pub range: Option<Estimate>,
    /// Or how likely, 0 to 1.
    pub chance: Option<f64>,
    /// Known by.
    pub by: Option<Date>,
}

/// What happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actual {
    /// Of what.
    pub what: String,
    /// The number; `None` for a word.
    pub value: Option<f64>,
    /// As written.
    pub written: String,
    /// When.
    pub on: Option<Date>,
}

/// A former status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusChange {
    /// When.
    pub on: Option<Date>,
    /// What.
    pub status: Status,
    /// By whom.
    pub by: Option<String>,
}
