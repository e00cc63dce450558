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

/// One question to whoever leads AI: its key, and whether it is answered.
pub type Question = (&'static str, bool);

impl AiUse {
    /// The duties with their questions. Incidents are no question: none is a fine answer.
    pub fn duties(&self, stage: Option<Stage>) -> [(&'static str, Vec<Question>); 5] {
        let ai = self;
        let text = |answer: &Option<String>| answer.as_ref().is_some_and(|answer| !answer.trim().is_empty());
        let stage = ai.stage.or(stage);
        let mut strategy = vec![("use", text(&ai.purpose)), ("value", text(&ai.value)), ("stage", stage.is_some())];
        if stage == Some(Stage::Idea) {
            strategy.push(("waits-for", text(&ai.waits_for)));
        }
        let integration = vec![
            ("where", text(&ai.place)),
            ("data", text(&ai.data)),
            ("data-trust", text(&ai.data_trust)),
            ("model", text(&ai.model)),
        ];
        let governance = vec![
            ("approved", ai.approved.is_some()),
            ("allowed-data", text(&ai.allowed_data)),
            ("barred-data", text(&ai.barred_data)),
            ("human-review", text(&ai.human_review)),
            ("tests", !ai.tests.is_empty()),
            ("supplier-assessed", ai.supplier_assessed.is_some()),
            ("explainable", text(&ai.explainable)),
            ("escalation", text(&ai.escalation)),
            ("monitoring", text(&ai.monitoring)),
        ];
        let risk = vec![
            ("class", text(&ai.class)),
            ("classified-by", text(&ai.classified_by)),
            ("personal-data", ai.personal_data.is_some()),
            ("trains-on-our-data", ai.trains_on_our_data.is_some()),
            ("rights", text(&ai.rights)),
            ("fairness", text(&ai.fairness)),
            ("if-wrong", text(&ai.if_wrong)),
            ("stop", ai.stop.as_ref().is_some_and(|stop| stop.who.is_some())),
        ];
        let adoption = vec![
            ("affects", text(&ai.affects)),
            ("training", text(&ai.training)),
            ("acceptable-use", text(&ai.acceptable_use)),
            ("feedback", text(&ai.feedback)),
        ];
        [
            ("strategy", strategy),
            ("integration", integration),
            ("governance", governance),
            ("risk", risk),
            ("adoption", adoption),
        ]
    }
}
