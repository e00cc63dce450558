//! Is it worth finding out first? What knowing an input, or a study, is worth before deciding (ANALYSIS 4).

use crate::analysis::{InputId, Scale};

/// What it is worth to know one input for sure before deciding.
#[derive(Clone, Debug, PartialEq)]
pub struct InputWorth {
    /// The input.
    pub input: InputId,
    /// What it is in.
    pub scale: Scale,
    /// Expected value of knowing it (EVPPI), in money, the noise floor taken off.
    pub worth: f64,
}

/// A study before deciding, weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct StudyWorth {
    /// The option that it can bring to the first place, or whom the leader is measured against.
    pub rival: usize,
    /// The inputs that it resolves.
    pub resolves: Vec<InputId>,
    /// Expected value of what it tells (EVSI), in money; `None` without anchors on cost.
    pub worth: Option<f64>,
    /// What it costs itself.
    pub cost: f64,
    /// How long it takes.
    pub weeks: f64,
    /// What waiting for it costs.
    pub delay_cost: f64,
    /// What follows.
    pub verdict: StudyVerdict,
}

/// Whether a study pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StudyVerdict {
    /// It tells more than it costs.
    Pays,
    /// It costs more than it tells.
    CostsMore,
    /// It costs more than knowing everything is worth.
    NoStudyCanPay,
    /// Nothing can be said in money.
    Unknown,
}
