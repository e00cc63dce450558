//! What a record states of itself, as it was read: where each field stands, as written, and how it was taken.

use crate::model::Status;
use crate::source::Span;
use jiff::civil::Date;

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
