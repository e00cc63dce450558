//! How far each input alone moves the lead of the leader over the next (ANALYSIS 5).

use crate::analysis::{InputId, Scale};

/// One input of a tornado: the mean lead with it fixed at both ends of its range, the rest as drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct TornadoBar {
    /// The input.
    pub input: InputId,
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

impl TornadoBar {
    /// Whether the first place changes hands between both ends.
    pub fn does_cross(&self) -> bool {
        (self.lead_low > 0.0) != (self.lead_high > 0.0)
    }
}
