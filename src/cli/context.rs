//! Where a command runs: folder, revision, clock, environment and terminal, fetched once by the
//! front door and handed to every command, so that none of them asks the system itself.

use crate::repo;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The environment variables that we look at, and no others.
pub(crate) const VARIABLES: [&str; 22] = [
    "ADR_DATE",
    "ADR_FORMAT",
    "ADR_PAGER",
    "ADR_RECORDS",
    "ADR_SITE",
    "ADR_HORIZON",
    "ADR_DISCOUNT_RATE",
    "ADR_DRAWS",
    "ADR_SEED",
    "ADR_TEMPLATE",
    "SOURCE_DATE_EPOCH",
    "NO_COLOR",
    "PAGER",
    "COLUMNS",
    "VISUAL",
    "EDITOR",
    "CHROME",
    "PATH",
    "HOME",
    "PROGRAMFILES",
    "PROGRAMFILES(X86)",
    "LOCALAPPDATA",
];

/// The day that `--on` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum On {
    /// The word `today`.
    Today,
    /// A date.
    Day(Date),
}

impl std::str::FromStr for On {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.eq_ignore_ascii_case("today") {
            return Ok(Self::Today);
        }
        text.parse().map(Self::Day).map_err(|_| format!("`{text}` is no day; write 2026-11-05, or today"))
    }
}

/// How much a command talks on stderr.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Talk {
    /// Errors alone.
    Quiet,
    /// What a person wants to know.
    #[default]
    Normal,
    /// Also what was looked at, and why.
    Verbose,
}

/// Which streams are terminals.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "one fact for each stream, and color")]
pub(crate) struct Terminal {
    /// Standard input.
    pub(crate) stdin: bool,
    /// Standard output.
    pub(crate) stdout: bool,
    /// Standard error.
    pub(crate) stderr: bool,
    /// Standard output takes color.
    pub(crate) color: bool,
    /// Columns of the terminal that standard output is.
    pub(crate) width: Option<usize>,
}

/// The captured part of the environment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Environment(BTreeMap<String, String>);

impl Environment {
    /// Keeps the variables that we look at. Windows does not tell capitals from small letters in their names.
    pub(crate) fn new(variables: impl IntoIterator<Item = (String, String)>) -> Self {
        let is = |known: &str, name: &str| known == name || (cfg!(windows) && known.eq_ignore_ascii_case(name));
        let known = |name: String| VARIABLES.into_iter().find(|known| is(known, &name)).map(str::to_owned);
        Self(variables.into_iter().filter_map(|(name, value)| Some((known(name)?, value))).collect())
    }

    /// A variable's value; an empty one counts as absent.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }
}

/// Where a command runs.
#[derive(Clone, Debug)]
pub(crate) struct Context {
    /// The folder of `-C`, else the current one.
    pub(crate) dir: PathBuf,
    /// The folders of `--records`, relative to `dir`; empty: found by themselves.
    pub(crate) records: Vec<String>,
    /// The revision of `--at`.
    pub(crate) at: Option<String>,
    /// The day of `--on`.
    pub(crate) on: Option<On>,
    /// The day by the clock, in the system's time zone.
    pub(crate) today: Date,
    /// The captured environment.
    pub(crate) environment: Environment,
    /// Which streams are terminals.
    pub(crate) terminal: Terminal,
    /// How much to say.
    pub(crate) talk: Talk,
}

impl Context {
    /// What to read, for a command that shows texts alone: neither history nor days of the version.
    pub(crate) fn request_of_texts(&self) -> repo::Request {
        let mut records = self.records.clone();
        if records.is_empty()
            && let Some(folders) = self.environment.get("ADR_RECORDS")
        {
            records = std::env::split_paths(folders).map(|folder| folder.to_string_lossy().into_owned()).collect();
        }
        repo::Request { dir: self.dir.clone(), at: self.at.clone(), records, with_history: false, with_changes: false }
    }

    /// What to read, for a command that needs no history.
    pub(crate) fn request(&self) -> repo::Request {
        repo::Request { with_changes: true, ..self.request_of_texts() }
    }

    /// What to read, for a command that tells who changed which record when.
    pub(crate) fn request_with_history(&self) -> repo::Request {
        repo::Request { with_history: true, ..self.request() }
    }
}
