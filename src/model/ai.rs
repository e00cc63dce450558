//! A use of AI: the five duties of whoever leads it, as a record answers them (docs/reference/record.md, "AI").

use crate::model::Stage;
use jiff::civil::Date;

/// Who approved or assessed, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApprovedBy {
    /// Who.
    pub by: Option<String>,
    /// When.
    pub on: Option<Date>,
}

/// A test.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AiTest {
    /// What was tested.
    pub what: String,
    /// When.
    pub on: Option<Date>,
    /// What came out.
    pub result: Option<String>,
}

/// Something that went wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incident {
    /// When.
    pub on: Option<Date>,
    /// What.
    pub what: String,
}

/// Who can switch it off, how fast.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StopSwitch {
    /// Who.
    pub who: Option<String>,
    /// How fast, as written.
    pub within: Option<String>,
}

/// One use of AI. Text is as written; `None` is unanswered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "docs/reference/record.md explains each under the same name")]
pub struct AiUse {
    // strategy
    pub purpose: Option<String>,
    pub value: Option<String>,
    pub stage: Option<Stage>,
    pub waits_for: Option<String>,
    // integration
    pub place: Option<String>,
    pub data: Option<String>,
    pub data_trust: Option<String>,
    pub model: Option<String>,
    // governance
    pub approved: Option<ApprovedBy>,
    pub allowed_data: Option<String>,
    pub barred_data: Option<String>,
    pub human_review: Option<String>,
    pub tests: Vec<AiTest>,
    pub supplier_assessed: Option<ApprovedBy>,
    pub explainable: Option<String>,
    pub escalation: Option<String>,
    pub monitoring: Option<String>,
    // risk
    pub class: Option<String>,
    pub classified_by: Option<String>,
    pub personal_data: Option<bool>,
    pub trains_on_our_data: Option<bool>,
    pub rights: Option<String>,
    pub fairness: Option<String>,
    pub if_wrong: Option<String>,
    pub stop: Option<StopSwitch>,
    pub incidents: Vec<Incident>,
    // adoption
    pub affects: Option<String>,
    pub training: Option<String>,
    pub acceptable_use: Option<String>,
    pub feedback: Option<String>,
    /// Keys that `unknown` answers and that hold no text of their own.
    pub unknown: Vec<&'static str>,
}
