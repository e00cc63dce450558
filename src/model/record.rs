//! The decision record: one markdown file, as far as it was understood.

use crate::model::{
    AiUse, Audience, ConsideredOption, CriteriaSpec, Currency, Drivers, Estimate, Prices, Status, Timing,
};
use crate::source::Span;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One decision record. The default says nothing at all.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Path with `/`, relative to the root.
    pub path: String,
    /// The record folder that it belongs to, relative to the root.
    pub folder: String,
    /// The file name without its ending; of a folder with a README, the folder's name.
    pub stem: String,
    /// The stem without number, ID prefix or date, folded.
    pub slug: String,
    /// Its number.
    pub number: Option<u64>,
    /// Where the number was found.
    pub number_source: Option<FieldSource>,
    /// The ID as printed in the title or file name (`ADR-0005`).
    pub printed_id: Option<String>,
    /// Its title.
    pub title: StatedTitle,
    /// Its status; `None` where none is stated.
    pub status: Option<StatedStatus>,
    /// When the status was reached; `None` where no date is stated.
    pub date: Option<StatedDate>,
    /// Links as stated, in the order of the file.
    pub links: Vec<StatedLink>,
    /// How it is written.
    pub dialect: Dialect,

    /// People.
    pub roles: Roles,
    /// One of the book's areas.
    pub area: Option<String>,
    /// Free words.
    pub tags: Vec<String>,
    /// Goals that it serves, by slug.
    pub serves: Vec<String>,
    /// Systems that it concerns.
    pub systems: Vec<String>,
    /// How far an experiment is.
    pub stage: Option<Stage>,
    /// What an idea waits for.
    pub waits_for: Option<String>,
    /// What an experiment taught.
    pub lesson: Option<String>,
    /// Laws, contracts, standards that bind here.
    pub obligations: Vec<String>,
    /// What is done about it while it is off course.
    pub response: Option<Response>,
    /// What the board is asked to do.
    pub ask: Option<String>,
    /// What makes it urgent.
    pub why_now: Option<String>,
    /// The day by which it must be decided.
    pub decide_by: Option<Date>,
    /// The day on which it is looked at again.
    pub review_by: Option<Date>,
    /// On whose table, when.
    pub board: Option<BoardSlot>,
    /// Sum approved or asked for: cash over the horizon.
    pub limit: Option<f64>,
    /// Whether we can turn back.
    pub reversible: Option<Reversible>,
    /// What the authors propose: the option as named, and why.
    pub recommend: Option<(String, Option<String>)>,
    /// What was decided.
    pub decision: Option<Decision>,
    /// Who disagrees.
    pub dissent: Vec<Dissent>,
    /// What would make us reopen it.
    pub revisit: Vec<String>,
    /// First steps.
    pub next: Vec<NextStep>,
    /// When we stop.
    pub kill: Vec<KillCriterion>,
    /// What we expect.
    pub forecasts: Vec<Forecast>,
    /// What happened.
    pub actuals: Vec<Actual>,
    /// Former statuses.
    pub history: Vec<StatusChange>,
    /// The widest circle that may read it.
    pub audience: Audience,
    /// Where it concerns AI.
    pub ai: Option<AiUse>,
    /// What the analysis starts from.
    pub inputs: AnalysisInputs,
    /// Options: those of the front matter, else those of the body.
    pub options: Vec<ConsideredOption>,

    /// Front matter as text, without its fences; `None` where there is none.
    pub front_matter: Option<String>,
    /// Top-level keys that we do not know, with their text, in order.
    pub unknown_keys: Vec<(String, String)>,
    /// Where each key of the front matter stands, by path: `decide-by`, `options[1].cost.once`.
    pub places: BTreeMap<String, Span>,
    /// The body.
    pub body: Body,
    /// The whole file.
    pub text: Arc<str>,
}

impl Record {
    /// The place of a key of the front matter, or of the nearest block above it.
    pub fn place(&self, path: &str) -> Option<Span> {
        let mut path = path;
        loop {
            if let Some(span) = self.places.get(path) {
                return Some(*span);
            }
            path = &path[..path.rfind(['.', '['])?];
        }
    }

    /// The status, without where it comes from.
    pub fn status(&self) -> Option<Status> {
        self.status.as_ref().map(|stated| stated.status)
    }

    /// Whether it is in force: accepted and not replaced.
    pub fn is_in_force(&self) -> bool {
        self.status() == Some(Status::Accepted)
    }

    /// Whether it waits for a decision.
    pub fn is_open(&self) -> bool {
        matches!(self.status(), Some(Status::Draft | Status::Proposed))
    }

    /// How option `idx` is named elsewhere: its sourcing where that is unique, else its key, else its title.
    pub fn option_name(&self, idx: usize) -> &str {
        let option = &self.options[idx];
        let is_unique = self.options.iter().filter(|other| other.sourcing == option.sourcing).count() == 1;
        match (option.sourcing, &option.key) {
            (Some(sourcing), _) if is_unique => sourcing.as_str(),
            (_, Some(key)) => key,
            _ => &option.title,
        }
    }

    /// Whether it has a brief and a comparison of its own (SITE 3).
    pub fn has_brief(&self) -> bool {
        self.options.iter().any(|option| option.front_matter_idx.is_some())
            || self.ask.is_some()
            || self.board.is_some()
            || self.decide_by.is_some()
            // A choice that only the body tells makes no board paper of a plain record.
            || (self.recommend.is_some() && self.places.contains_key("recommend"))
            || (self.decision.is_some() && self.places.contains_key("decision"))
    }
}

/// How a record is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Dialect {
    /// Ours: options in the front matter.
    Sourcing,
    /// Michael Nygard's sections.
    Nygard,
    /// MADR 2, 3 or 4.
    Madr,
    /// log4brains: bullets under the title.
    Log4brains,
    /// A heading and text.
    #[default]
    Plain,
}

impl Dialect {
    /// A word for people.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sourcing => "sourcing",
            Self::Nygard => "nygard",
            Self::Madr => "madr",
            Self::Log4brains => "log4brains",
            Self::Plain => "plain",
        }
    }
}

/// Where a field was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum FieldSource {
    /// Front matter.
    FrontMatter,
    /// The heading.
    Heading,
    /// A section of its own.
    Section,
    /// A `key: value` line.
    Line,
    /// A row of a table.
    Table,
    /// A notice under the title.
    Notice,
    /// A change log in the text.
    Changelog,
    /// Tags.
    Tags,
    /// The file's or folder's name.
    #[default]
    FileName,
    /// Running text.
    Text,
}

impl FieldSource {
    /// The word in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FrontMatter => "front-matter",
            Self::Heading => "heading",
            Self::Section => "section",
            Self::Line => "line",
            Self::Table => "table",
            Self::Notice => "notice",
            Self::Changelog => "changelog",
            Self::Tags => "tags",
            Self::FileName => "file-name",
            Self::Text => "text",
        }
    }
}

/// A title and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct StatedTitle {
    /// Plain text without number, ID prefix and markup.
    pub text: String,
    /// Where it was found.
    pub source: FieldSource,
    /// Its place; `None` for a file name.
    pub span: Option<Span>,
}

/// A status and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedStatus {
    /// What it means.
    pub status: Status,
    /// As written.
    pub raw: String,
    /// Where it was found.
    pub source: FieldSource,
    /// Its place.
    pub span: Option<Span>,
}

/// How exact a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// A day.
    Day,
    /// A month; the day is 1.
    Month,
    /// A year; month and day are 1.
    Year,
}

/// A date and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedDate {
    /// The day, or the first day of the month or year.
    pub date: Date,
    /// How exact.
    pub precision: Precision,
    /// As written.
    pub raw: String,
    /// Where it was found.
    pub source: FieldSource,
    /// Its place.
    pub span: Option<Span>,
}

impl StatedDate {
    /// ISO, as exact as stated: `2026-11-05`, `2026-11`, `2026`.
    pub fn iso(&self) -> String {
        match self.precision {
            Precision::Day => self.date.to_string(),
            Precision::Month => format!("{:04}-{:02}", self.date.year(), self.date.month()),
            Precision::Year => format!("{:04}", self.date.year()),
        }
    }
}

/// How two records hang together. Each kind has its reverse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// Takes the place of the target.
    Supersedes,
    /// The target takes its place.
    SupersededBy,
    /// Changes a part of the target.
    Amends,
    /// The target changes a part of it.
    AmendedBy,
    /// Rests on the target.
    DependsOn,
    /// The target rests on it.
    Enables,
    /// Says something about the same matter.
    Related,
}

impl LinkKind {
    /// All.
    pub const ALL: [Self; 7] = [
        Self::Supersedes,
        Self::SupersededBy,
        Self::Amends,
        Self::AmendedBy,
        Self::DependsOn,
        Self::Enables,
        Self::Related,
    ];

    /// The word in files and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Supersedes => "supersedes",
            Self::SupersededBy => "superseded-by",
            Self::Amends => "amends",
            Self::AmendedBy => "amended-by",
            Self::DependsOn => "depends-on",
            Self::Enables => "enables",
            Self::Related => "related",
        }
    }

    /// What the target says of us.
    #[must_use]
    pub fn reverse(self) -> Self {
        match self {
            Self::Supersedes => Self::SupersededBy,
            Self::SupersededBy => Self::Supersedes,
            Self::Amends => Self::AmendedBy,
            Self::AmendedBy => Self::Amends,
            Self::DependsOn => Self::Enables,
            Self::Enables => Self::DependsOn,
            Self::Related => Self::Related,
        }
    }
}

/// A link as a record states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedLink {
    /// How they hang together.
    pub kind: LinkKind,
    /// The target as written: a number, an ID, a file name, a path or an address.
    pub target: String,
    /// The text of the link, where it says more than the target.
    pub text: Option<String>,
    /// Where it was found.
    pub source: FieldSource,
    /// Its place.
    pub span: Option<Span>,
}

/// Who decided, was asked, was told, answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// Who decides.
    pub decision_makers: Vec<String>,
    /// Who was asked.
    pub consulted: Vec<String>,
    /// Who was told.
    pub informed: Vec<String>,
    /// The one role or person who answers for it.
    pub owner: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where those stand that are not the front matter's alone, by key.
    pub stated: BTreeMap<&'static str, (FieldSource, Span)>,
}

/// How far an experiment, or a use of AI, is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Thought of.
    Idea,
    /// Tried out.
    Experiment,
    /// With some users.
    Pilot,
    /// In use.
    Live,
    /// No longer.
    Stopped,
}

impl Stage {
    /// All, with their words.
    pub const ALL: [(&'static str, Self); 5] = [
        ("idea", Self::Idea),
        ("experiment", Self::Experiment),
        ("pilot", Self::Pilot),
        ("live", Self::Live),
        ("stopped", Self::Stopped),
    ];
}

/// What is done about a decision that is off course.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// What.
    pub what: String,
    /// Who.
    pub who: Option<String>,
    /// By when.
    pub by: Option<Date>,
}

/// What the board is to do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoardFor {
    /// Decide.
    Decision,
    /// Discuss.
    Discussion,
    /// Take note.
    Information,
}

/// A place on the board's agenda.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BoardSlot {
    /// What for.
    pub purpose: Option<BoardFor>,
    /// Which meeting.
    pub meeting: Option<Date>,
}

/// Whether we can turn back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reversible {
    /// Yes.
    Yes,
    /// At a cost.
    Costly,
    /// No.
    No,
}

/// What was decided.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// The option as named.
    pub option: Option<String>,
    /// When.
    pub on: Option<Date>,
    /// By whom.
    pub by: Vec<String>,
    /// Why.
    pub because: Option<String>,
    /// On what conditions.
    pub conditions: Vec<String>,
    /// What we expected then, frozen by the tool.
    pub forecast: Option<Forecasted>,
}

/// Three points of a distribution: P5, P50, P95.
pub type Points = (f64, f64, f64);

/// A frozen forecast.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forecasted {
    /// Hash of what it was computed from.
    pub inputs: Option<String>,
    /// Cash at P5, P50, P95.
    pub cash: Option<Points>,
    /// Months at P5, P50, P95.
    pub ready: Option<Points>,
    /// Share of draws in which it was first.
    pub first: Option<f64>,
}

/// A voice against.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dissent {
    /// Whose.
    pub who: Option<String>,
    /// What it says.
    pub why: String,
}

/// A first step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NextStep {
    /// By when.
    pub by: Option<Date>,
    /// What.
    pub what: String,
    /// Who.
    pub who: Option<String>,
}

/// The bound of a kill criterion, as a number and as written.
#[derive(Clone, Debug, PartialEq)]
pub enum KillThreshold {
    /// Stop below this.
    Below(f64, String),
    /// Stop above this.
    Above(f64, String),
}

/// When we stop.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KillCriterion {
    /// What is measured.
    pub metric: String,
    /// The bound.
    pub threshold: Option<KillThreshold>,
    /// Checked by.
    pub by: Option<Date>,
    /// Today's value, as a number and as written.
    pub now: Option<(f64, String)>,
    /// What we do then.
    pub then: Option<String>,
}

impl KillCriterion {
    /// Whether today's value meets the stop rule; `None` where one of both is not known.
    pub fn is_met(&self) -> Option<bool> {
        let (now, _) = self.now.as_ref()?;
        Some(match self.threshold.as_ref()? {
            KillThreshold::Below(bound, _) => now < bound,
            KillThreshold::Above(bound, _) => now > bound,
        })
    }
}

/// What we expect.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forecast {
    /// Of what.
    pub what: String,
    /// Nine times in ten.
    pub range: Option<Estimate>,
    /// Or how likely, 0 to 1.
    pub chance: Option<f64>,
    /// Known by.
    pub by: Option<Date>,
}

/// What happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actual {
    /// Of what.
    pub what: String,
    /// The number; `None` for a word.
    pub value: Option<f64>,
    /// As written.
    pub written: String,
    /// When.
    pub on: Option<Date>,
}

/// A former status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusChange {
    /// When.
    pub on: Option<Date>,
    /// What.
    pub status: Status,
    /// By whom.
    pub by: Option<String>,
}

/// One point of an appetite for losses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exceedance {
    /// A loss of this much or more in a year …
    pub loss: f64,
    /// … may happen with this chance.
    pub per_year: f64,
}

/// What we are ready to bear.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Appetite {
    /// Expected loss a year, money.
    pub annual_loss: Option<f64>,
    /// Points of the loss curve.
    pub exceedance: Vec<Exceedance>,
    /// Largest share of yearly spend with one supplier, 0 to 1 (the book's only).
    pub supplier_share: Option<f64>,
}

/// A study before deciding.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Study {
    /// The option that it looks at.
    pub option: Option<String>,
    /// Paths of the estimates that it resolves.
    pub resolves: Vec<String>,
    /// Money.
    pub cost: f64,
    /// How long.
    pub weeks: f64,
    /// Money a week.
    pub delay_cost: f64,
    /// How much of the doubt it takes away, 0 to 1.
    pub quality: f64,
}

/// What happens in a scenario.
#[derive(Clone, Debug, PartialEq)]
pub enum ScenarioKind {
    /// Yearly cost changes by a fraction, from a year on.
    Yearly(f64, u32),
    /// One-off cost changes by a fraction.
    Once(f64),
    /// The supplier stops in a year, replaced by an option or by (once, yearly).
    Discontinued(u32, Option<String>, Option<(f64, f64)>),
    /// Drivers change by fractions.
    Driver(Vec<(String, f64)>),
    /// It is ready later, in months.
    Ready(f64),
}

/// A scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioSpec {
    /// Its name.
    pub name: String,
    /// The option that it concerns.
    pub option: Option<String>,
    /// What happens.
    pub kinds: Vec<ScenarioKind>,
}

/// What the analysis starts from, as the record states it; `None` falls back to the book.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnalysisInputs {
    /// Currency, stated or the one sign that is used.
    pub currency: Option<Currency>,
    /// Years, 1 to 50.
    pub horizon_years: Option<u32>,
    /// First day of the month in which it starts.
    pub starts: Option<Date>,
    /// A fraction.
    pub discount_rate: Option<f64>,
    /// Real or nominal.
    pub prices: Option<Prices>,
    /// When in a year money flows.
    pub timing: Option<Timing>,
    /// When the result must be live.
    pub needed_by: Option<Date>,
    /// Money for each month of lateness.
    pub late_cost: Option<f64>,
    /// Money a month until an option is live.
    pub until_ready: Option<Estimate>,
    /// Shared quantities.
    pub drivers: Drivers,
    /// What options are judged by.
    pub criteria: Option<CriteriaSpec>,
    /// Each decider's own points: (role, points by criterion id).
    pub deciders: Vec<(String, Vec<(String, f64)>)>,
    /// What we bear for this decision alone.
    pub appetite: Option<Appetite>,
    /// A study before deciding.
    pub study: Option<Study>,
    /// Scenarios.
    pub scenarios: Vec<ScenarioSpec>,
}

/// A section of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Level of its heading, 1 to 6.
    pub level: u8,
    /// Heading as plain text.
    pub heading: String,
    /// Bytes of the file from the heading's end to the next heading of the same or a higher level.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A link in the body that `site::links` fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyLink {
    /// As written.
    pub href: String,
    /// It shows an image.
    pub is_image: bool,
    /// Its place.
    pub span: Span,
}

/// The text below the front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// Sanitized HTML; where a link's address belongs stands the slot from [`Body::slot`].
    pub html: String,
    /// The links, by slot number.
    pub links: Vec<BodyLink>,
    /// Headings below the title.
    pub sections: Vec<Section>,
    /// The first paragraph of prose, plain text, at most 300 characters.
    pub summary: Option<String>,
}

impl Body {
    /// What stands in the HTML where the address of link `idx` belongs. It cannot occur in
    /// sanitized text by itself: the private-use character is stripped from bodies.
    pub fn slot(idx: usize) -> String {
        format!("\u{f8ff}{idx}\u{f8ff}")
    }
}
