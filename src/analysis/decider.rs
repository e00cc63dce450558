//! Several deciders side by side, each with points of their own; never averaged as rankings (ANALYSIS 2).

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
