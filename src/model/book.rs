//! What holds for the whole log: the settings of `book.toml`, with our defaults.

use crate::model::{Appetite, CriteriaSpec, Currency, Drivers, Prices, Response, Status, Timing};
use crate::source::Span;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Who may read. A wider circle comes first: all is wider than exec, exec than board.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Everybody.
    #[default]
    All,
    /// Executives and board.
    Exec,
    /// The board alone.
    Board,
}

impl Audience {
    /// All circles, with their words.
    pub const ALL: [(&'static str, Self); 3] = [("all", Self::All), ("exec", Self::Exec), ("board", Self::Board)];

    /// Whether a build for `circle` may show a record with this audience.
    pub fn admits(self, circle: Self) -> bool {
        circle >= self
    }
}

/// Who may approve which sum.
#[derive(Clone, Debug, PartialEq)]
pub struct Authority {
    /// Up to this much money; `None` is without end.
    pub up_to: Option<f64>,
    /// Who.
    pub by: String,
}

/// What is done about something that concerns no single record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BookResponse {
    /// About what: a supplier over the limit, the log's loss over appetite.
    pub about: String,
    /// What is done.
    pub response: Response,
}

/// When a lead is called close.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CloseCall {
    /// First in less than this share of draws.
    pub share: f64,
    /// Or less than this many points of weight turn it.
    pub shift: f64,
}

/// The look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Organization's name in the header, instead of the book's title.
    pub name: Option<String>,
    /// Logo, a path relative to the root.
    pub logo: Option<String>,
    /// Color of accents, `#rrggbb`.
    pub accent: Option<String>,
    /// Marking on every page ("Board confidential").
    pub marking: Option<String>,
    /// Folder of template overrides, relative to the root.
    pub templates: Option<String>,
}

/// How loud a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LintLevel {
    /// Silent.
    Off,
    /// Note.
    Note,
    /// Warning.
    Warning,
    /// Error.
    Error,
}

/// A rule's level, perhaps for some paths alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LintSetting {
    /// The rule.
    pub rule: String,
    /// Its level.
    pub level: LintLevel,
    /// Path prefixes; empty means everywhere.
    pub paths: Vec<String>,
    /// Where it stands in `book.toml`.
    pub span: Span,
}

/// The log of another repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherSource {
    /// What its records are named by; a slug.
    pub name: String,
    /// Its folder, relative to the root.
    pub path: String,
    /// A revision; `None` reads what stands there.
    pub at: Option<String>,
    /// Where it is named.
    pub span: Span,
}

/// Settings of the whole log.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "docs/reference/book-toml.md describes each key under the same name")]
pub struct Book {
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub description: Option<String>,
    pub language: Option<String>,
    /// Record folders, relative to the root; empty: found by themselves.
    pub records: Vec<String>,
    /// Paths below the record folders that are no records.
    pub ignore: Vec<String>,
    /// Where `publish` writes, relative to the root.
    pub site: String,
    pub site_url: Option<String>,
    pub currency: Option<Currency>,
    pub horizon_years: u32,
    /// A fraction; `None` where nobody stated one.
    pub discount_rate: Option<f64>,
    pub prices: Prices,
    pub timing: Timing,
    /// 1 is January.
    pub fiscal_year_start: u8,
    pub draws: usize,
    pub seed: u64,
    pub criteria: CriteriaSpec,
    pub drivers: Drivers,
    /// Slug and name, in declared order.
    pub areas: Vec<(String, String)>,
    pub appetite: Appetite,
    /// Money by year.
    pub budget: BTreeMap<i16, f64>,
    /// Person-months by year.
    pub capacity: BTreeMap<i16, f64>,
    /// Money for a person-month, where a record states none.
    pub staff_rate: Option<f64>,
    /// In rising order.
    pub authority: Vec<Authority>,
    /// Slug and sentence.
    pub goals: Vec<(String, String)>,
    /// What is done about what concerns no single record.
    pub responses: Vec<BookResponse>,
    pub last_meeting: Option<Date>,
    pub next_meeting: Option<Date>,
    /// Mean total from which an option is good enough.
    pub acceptable: f64,
    pub close_call: CloseCall,
    pub theme: Theme,
    /// A folder that is copied into the site, relative to the root.
    pub static_folder: Option<String>,
    pub is_public: bool,
    pub lint: Vec<LintSetting>,
    /// Words for statuses, folded, beyond our table.
    pub status_words: Vec<(String, Status)>,
    /// Other repositories.
    pub sources: Vec<OtherSource>,
}

impl Default for Book {
    fn default() -> Self {
        Self {
            title: None,
            authors: Vec::new(),
            description: None,
            language: None,
            records: Vec::new(),
            ignore: Vec::new(),
            site: "site".to_owned(),
            site_url: None,
            currency: None,
            horizon_years: 5,
            discount_rate: None,
            prices: Prices::default(),
            timing: Timing::default(),
            fiscal_year_start: 1,
            draws: 10_000,
            seed: 1,
            criteria: CriteriaSpec::standard(),
            drivers: Vec::new(),
            areas: DEFAULT_AREAS.iter().map(|(slug, name)| ((*slug).to_owned(), (*name).to_owned())).collect(),
            appetite: Appetite::default(),
            budget: BTreeMap::new(),
            capacity: BTreeMap::new(),
            staff_rate: None,
            authority: Vec::new(),
            goals: Vec::new(),
            responses: Vec::new(),
            last_meeting: None,
            next_meeting: None,
            acceptable: 40.0,
            close_call: CloseCall { share: 0.6, shift: 5.0 },
            theme: Theme::default(),
            static_folder: None,
            is_public: false,
            lint: Vec::new(),
            status_words: Vec::new(),
            sources: Vec::new(),
        }
    }
}

/// The areas of a log that names none.
const DEFAULT_AREAS: [(&str, &str); 11] = [
    ("strategy", "Technology strategy"),
    ("architecture", "Architecture and technical direction"),
    ("engineering", "Engineering capability"),
    ("product", "Product and platform"),
    ("ai", "AI adoption and integration"),
    ("data", "Data and infrastructure"),
    ("security", "Security and resilience"),
    ("suppliers", "Suppliers and build-or-buy"),
    ("communication", "Executive communication"),
    ("innovation", "Innovation and experiments"),
    ("governance", "Technology risk and governance"),
];
