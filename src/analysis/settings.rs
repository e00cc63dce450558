//! What the caller settles for one run.

use jiff::civil::Date;

/// What the caller settles for one run.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// How many worlds to draw; rounded up to a multiple of 1,000.
    pub draw_count: usize,
    /// Where the sequence starts.
    pub seed: u64,
    /// The day on which figures stand.
    pub as_of: Date,
    /// Points that replace those of the record, by criterion id.
    pub points: Vec<(String, f64)>,
    /// Page id of one record, and the scenario in which it is weighed.
    pub scenario: Option<(String, String)>,
}
