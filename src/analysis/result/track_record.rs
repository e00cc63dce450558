//! What came of forecasts.

use jiff::civil::Date;

/// What came of the forecasts of a log.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrackRecord {
    /// Each forecast with what came of it, in the order of the log.
    pub outcomes: Vec<Outcome>,
    /// What came against the middle of what was expected; `None` without any.
    pub ratios: Option<Ratios>,
    /// How many ranges held; `None` without any.
    pub coverage: Option<Coverage>,
    /// How good yes-or-no forecasts were; `None` without any.
    pub brier: Option<Brier>,
}

/// Ratios of what came to what was expected.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ratios {
    /// One by one.
    pub each: Vec<f64>,
    /// The middle one.
    pub median: f64,
    /// The root of their product.
    pub geometric_mean: f64,
    /// Share above one: more came than was expected.
    pub share_over: f64,
}

/// How many ranges held.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Coverage {
    /// All.
    pub count: usize,
    /// Those that held, ends included.
    pub hits: usize,
    /// The share that held.
    pub share: f64,
    /// The chance that so few hold, or fewer, if each holds as often as it is meant to.
    pub chance_of_so_few: f64,
}

/// How good yes-or-no forecasts were.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brier {
    /// One by one: the squared distance of the chance from what came, 0 or 1.
    pub each: Vec<f64>,
    /// Their mean: 0 is perfect, 0.25 is what saying 50% gets.
    pub score: f64,
}

/// A forecast and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Record index.
    pub record: usize,
    /// What was forecast, as written; `cash` and `ready` where the tool froze it.
    pub what: String,
    /// What it is about.
    pub subject: Subject,
    /// What was expected.
    pub expected: Expected,
    /// What came; 1 and 0 for yes and no.
    pub actual: f64,
    /// When that was known.
    pub on: Option<Date>,
    /// Whether the record chose a build.
    pub is_build: bool,
}

/// What was expected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expected {
    /// A range that holds nine times in ten, and its middle.
    Range {
        /// 5% lie below.
        low: f64,
        /// Half lie below.
        middle: f64,
        /// 5% lie above.
        high: f64,
    },
    /// That it happens, with this chance.
    Chance(f64),
}

/// What a forecast is about, by the words of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Money that is spent.
    Cost,
    /// How long something takes.
    Time,
    /// Anything else.
    Other,
}
