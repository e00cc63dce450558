//! Shocks through the same model over the same draws: what they cost, and whether the choice holds (ANALYSIS 5).

/// One scenario, computed.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioResult {
    /// What happens.
    pub shock: Shock,
    /// To which option; `None` where a driver moves.
    pub option: Option<usize>,
    /// By option: mean total-cost above that of the record; `None` where unknown.
    pub extra_cost: Vec<Option<f64>>,
    /// By option: mean total; `None` for incomplete ones.
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
