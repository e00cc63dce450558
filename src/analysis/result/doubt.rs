//! What would change the answer, and what it is worth to find out.

use super::estimate::{EstimateId, Scale};

/// Where one criterion's weight may move before the first place changes hands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeightRange {
    /// Lowest weight, 0 to 1.
    pub low: f64,
    /// Highest weight, 0 to 1.
    pub high: f64,
    /// Who takes over below `low`; `None` at 0.
    pub rival_low: Option<usize>,
    /// Who takes over above `high`; `None` at 1.
    pub rival_high: Option<usize>,
}

/// The least weight to move so that a rival ties with the leader.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightShift {
    /// How much in all, 0 to 1.
    pub weight: f64,
    /// From which criteria (index, how much), the largest difference first.
    pub from: Vec<(usize, f64)>,
    /// To which criterion.
    pub to: usize,
}

/// The value of one input at which the first place changes hands.
#[derive(Clone, Debug, PartialEq)]
pub struct Flip {
    /// The input.
    pub input: EstimateId,
    /// What it is in.
    pub scale: Scale,
    /// Its middle now (P50; a certain number itself).
    pub now: f64,
    /// Its value at the flip.
    pub at: f64,
    /// Another option leads above `at`, not below; the median may lie on that side already.
    pub is_above: bool,
    /// How likely a value on that side is, in its own range; `None` for a certain number.
    pub likelihood: Option<f64>,
    /// Who is first on that side.
    pub then_first: usize,
}

/// What one decider's own points say.
#[derive(Clone, Debug, PartialEq)]
pub struct DeciderResult {
    /// Who.
    pub role: String,
    /// By criterion; they sum to one.
    pub weights: Vec<f64>,
    /// By option: mean total, 0 to 100; `None` for incomplete ones.
    pub totals: Vec<Option<f64>>,
    /// Who is first by these points.
    pub leader: Option<usize>,
}

/// What it is worth to know one input for sure before deciding.
#[derive(Clone, Debug, PartialEq)]
pub struct EstimateWorth {
    /// The input.
    pub input: EstimateId,
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
    pub resolves: Vec<EstimateId>,
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

/// What another method says.
#[derive(Clone, Debug, PartialEq)]
pub struct Opinion {
    /// Which one.
    pub method: OpinionMethod,
    /// Its first; of VIKOR the whole compromise set; more than one where they tie.
    pub first: Vec<usize>,
    /// Whether our leader is among them.
    pub does_agree: bool,
    /// Where it does not: the criterion on which our leader's weighted score lies farthest behind its first.
    pub because: Option<usize>,
    /// By option: TOPSIS closeness, PROMETHEE net flow, VIKOR Q; `None` for who takes no part.
    pub values: Vec<Option<f64>>,
}

/// The methods asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpinionMethod {
    /// Closeness to the ideal (Hwang & Yoon 1981).
    Topsis,
    /// Net flows of preference (Brans & Vincke 1985).
    Promethee,
    /// The compromise set (Opricovic & Tzeng 2004).
    Vikor,
}

/// One scenario, computed.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioResult {
    /// What a person calls it.
    pub name: String,
    /// What happens.
    pub shock: Shock,
    /// To which option first of all; `None` where a driver moves.
    pub option: Option<usize>,
    /// All options that it hits: with a supplier, those that rest on it or on a company of its parent.
    pub hits: Vec<usize>,
    /// By option: mean total-cost above that of the record; `None` where unknown.
    pub extra_cost: Vec<Option<f64>>,
    /// By option: mean total; `None` for incomplete ones and for those that fail what must be.
    pub totals: Vec<Option<f64>>,
    /// Who is first then.
    pub leader: Option<usize>,
    /// Whether the leader of the record still leads.
    pub does_hold: bool,
}

/// What happens in a scenario.
#[derive(Clone, Debug, PartialEq)]
pub enum Shock {
    /// The record's own, by its name.
    Stated(String),
    /// The running price rises by this fraction from this year.
    PriceRise {
        /// A fraction.
        by: f64,
        /// The first dearer year.
        from_year: u32,
    },
    /// The supplier stops in this year, another option takes its place.
    Discontinued {
        /// The year.
        year: u32,
        /// Who takes its place.
        replacement: usize,
    },
    /// One-off cost doubles.
    OnceDoubles,
    /// It is ready so many months later.
    Later {
        /// Months.
        months: f64,
    },
}

/// What all weightings come to, by option.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Acceptability {
    /// Share of weightings in which it comes first, second, …; ties split.
    pub rank_shares: Vec<Vec<f64>>,
    /// Mean of the weights that make it first, by criterion; `None` where hardly any do.
    pub central_weights: Vec<Option<Vec<f64>>>,
    /// Share of draws in which it is first under its central weights.
    pub confidence: Vec<Option<f64>>,
}

/// One input of a tornado: the mean lead with it fixed at both ends of its range, the rest as drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoBar {
    /// The input.
    pub input: EstimateId,
    /// What it is in.
    pub scale: Scale,
    /// Its P5.
    pub low: f64,
    /// Its P95.
    pub high: f64,
    /// Lead at `low`, in points of 100.
    pub lead_low: f64,
    /// Lead at `high`, in points of 100.
    pub lead_high: f64,
}
