//! How likely a year loses more than a sum, against what we are ready to bear (ANALYSIS 6).

/// A loss exceedance curve.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LossCurve {
    /// Loss, and the chance that a year loses more; losses rise.
    pub points: Vec<(f64, f64)>,
    /// Against each point of the appetite.
    pub against: Vec<AgainstAppetite>,
}

/// The curve at one point of the appetite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgainstAppetite {
    /// Money.
    pub loss: f64,
    /// The chance a year that we are ready to bear.
    pub accepted: f64,
    /// The chance a year found.
    pub chance: f64,
}

impl AgainstAppetite {
    /// The curve lies above the appetite.
    pub fn is_breached(&self) -> bool {
        self.chance > self.accepted
    }
}
