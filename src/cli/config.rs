//! What is in force, and where each value comes from: flag, environment, `book.toml`, our default.
//!
//! A record's own settings stand between environment and book: what the environment says of horizon
//! and rate is written over each record's own ([`Config::impose`]). A currency cannot come from there,
//! since another name for money would not change its amount.

use crate::cli::context::{Context, Environment, On};
use crate::finding::Finding;
use crate::model::{Book, Record};
use crate::repo::{FolderChoice, Reading};
use crate::source::Snapshot;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// An option on the command line.
    Flag(&'static str),
    /// An environment variable.
    Environment(&'static str),
    /// `book.toml`.
    Book,
    /// The commit that is read.
    Commit,
    /// The clock.
    Clock,
    /// Our default.
    Default,
}

impl Origin {
    /// In words.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::Flag(name) | Self::Environment(name) => name,
            Self::Book => "book.toml",
            Self::Commit => "commit",
            Self::Clock => "clock",
            Self::Default => "default",
        }
    }
}

/// Everything that is in force for a log.
#[derive(Clone, Debug, Default)]
pub(crate) struct Config {
    /// The settings.
    pub(crate) book: Book,
    /// The record folders, and why they were taken.
    pub(crate) folders: Vec<FolderChoice>,
    /// Where a setting comes from, by its key in `book.toml`; absent: our default.
    origins: BTreeMap<String, Origin>,
    /// Years that hold for every record.
    horizon_years: Option<u32>,
    /// A rate that holds for every record, a fraction.
    discount_rate: Option<f64>,
}

impl Config {
    /// Where a setting comes from.
    pub(crate) fn origin(&self, key: &str) -> Origin {
        self.origins.get(key).copied().unwrap_or(Origin::Default)
    }

    /// Writes what wins over a record's own settings into each record.
    pub(crate) fn impose(&self, records: &mut [Record]) {
        for record in records {
            record.inputs.horizon_years = self.horizon_years.or(record.inputs.horizon_years);
            record.inputs.discount_rate = self.discount_rate.or(record.inputs.discount_rate);
        }
    }
}

/// Settles the settings of what was read.
pub(crate) fn settle(context: &Context, reading: &Reading) -> (Config, Vec<Finding>) {
    let mut config = Config { folders: reading.folders.clone(), ..Config::default() };
    let mut findings = Vec::new();
    if let Some(file) = &reading.snapshot.book {
        let (book, faults) = crate::record::book::parse(file);
        config.book = book;
        findings = faults;
        for key in stated_keys(&file.text) {
            config.origins.insert(key, Origin::Book);
        }
    }
    if !context.records.is_empty() {
        config.origins.insert("records".to_owned(), Origin::Flag("--records"));
    } else if context.environment.get("ADR_RECORDS").is_some() {
        config.origins.insert("records".to_owned(), Origin::Environment("ADR_RECORDS"));
    }
    let mut environment = Overrides { environment: &context.environment, config: &mut config, findings: &mut findings };
    environment.apply("site", "ADR_SITE", "a folder", |config, text| {
        text.clone_into(&mut config.book.site);
        true
    });
    environment.apply("horizon", "ADR_HORIZON", "1 to 50 years", |config, text| {
        config.horizon_years = text.parse().ok().filter(|years| (1..=50).contains(years));
        config.horizon_years.map(|years| config.book.horizon_years = years).is_some()
    });
    environment.apply("discount-rate", "ADR_DISCOUNT_RATE", "a percent above -100, such as 6%", |config, text| {
        config.discount_rate = crate::record::percent(text).filter(|rate| *rate > -1.0);
        config.book.discount_rate = config.discount_rate.or(config.book.discount_rate);
        config.discount_rate.is_some()
    });
    environment.apply("draws", "ADR_DRAWS", "a whole number from 1 to 1000000", |config, text| {
        let draws = text.parse().ok().filter(|draws| (1..=1_000_000).contains(draws));
        draws.map(|draws| config.book.draws = draws).is_some()
    });
    environment.apply("seed", "ADR_SEED", "a whole number", |config, text| {
        text.parse().map(|seed| config.book.seed = seed).is_ok()
    });
    if let Some(epoch) = context.environment.get("SOURCE_DATE_EPOCH")
        && epoch_day(epoch).is_none()
    {
        findings.push(bad_variable(
            "SOURCE_DATE_EPOCH",
            epoch,
            "the seconds since 1970-01-01, as `git log -1 --format=%ct` prints them",
        ));
    }
    (config, findings)
}

struct Overrides<'a> {
    environment: &'a Environment,
    config: &'a mut Config,
    findings: &'a mut Vec<Finding>,
}

impl Overrides<'_> {
    fn apply(&mut self, key: &str, variable: &'static str, wanted: &str, set: impl Fn(&mut Config, &str) -> bool) {
        let Some(text) = self.environment.get(variable) else { return };
        if set(self.config, text) {
            self.config.origins.insert(key.to_owned(), Origin::Environment(variable));
        } else {
            self.findings.push(bad_variable(variable, text, wanted));
        }
    }
}

fn bad_variable(variable: &str, text: &str, wanted: &str) -> Finding {
    let message = format!("the environment variable {variable} is `{text}`, and is passed over");
    Finding::warning("bad-environment", "", None, message).with_help(format!("set it to {wanted}"))
}

/// Which day a command takes without `--on`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DefaultDay {
    /// The clock's.
    Today,
    /// That of the version that is read.
    Version,
}

/// The day that figures and dates stand on.
pub(crate) fn as_of(context: &Context, snapshot: &Snapshot, default: DefaultDay) -> Date {
    as_of_with_origin(context, snapshot, default).0
}

/// The day, and where it comes from.
pub(crate) fn as_of_with_origin(context: &Context, snapshot: &Snapshot, default: DefaultDay) -> (Date, Origin) {
    match (context.on, default) {
        (Some(On::Day(day)), _) => return (day, Origin::Flag("--on")),
        (Some(On::Today), _) => return (context.today, Origin::Flag("--on")),
        (None, DefaultDay::Today) => return (context.today, Origin::Clock),
        (None, DefaultDay::Version) => {}
    }
    if let Some(day) = context.environment.get("SOURCE_DATE_EPOCH").and_then(epoch_day) {
        return (day, Origin::Environment("SOURCE_DATE_EPOCH"));
    }
    match &snapshot.commit {
        Some(commit) if !snapshot.has_uncommitted_changes => (commit.date, Origin::Commit),
        _ => (context.today, Origin::Clock),
    }
}

/// The day of a number of seconds since 1970, in UTC.
fn epoch_day(seconds: &str) -> Option<Date> {
    let moment = jiff::Timestamp::from_second(seconds.trim().parse().ok()?).ok()?;
    Some(jiff::tz::Offset::UTC.to_datetime(moment).date())
}

/// Which settings a `book.toml` states, by our key for them.
fn stated_keys(text: &str) -> Vec<String> {
    let Ok(table) = text.parse::<toml::Table>() else { return Vec::new() };
    let book = table.get("book").and_then(toml::Value::as_table);
    let board = table.get("output").and_then(|output| output.get("board")).and_then(toml::Value::as_table);
    let keys = |table: Option<&toml::Table>| table.map(|table| table.keys().cloned().collect()).unwrap_or_default();
    let mut stated: Vec<String> = keys(book);
    stated.extend(keys(board));
    for key in &mut stated {
        *key = key.to_lowercase().replace(['_', ' '], "-");
    }
    stated
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::context::{Talk, Terminal};
    use crate::source::{Commit, SourceFile};
    use jiff::civil::date;

    fn context(on: Option<On>, environment: &[(&str, &str)]) -> Context {
        Context {
            dir: ".".into(),
            records: Vec::new(),
            at: None,
            on,
            today: date(2026, 11, 25),
            environment: Environment::new(environment.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))),
            terminal: Terminal::default(),
            talk: Talk::Normal,
        }
    }

    fn committed(has_uncommitted_changes: bool) -> Snapshot {
        let commit = Some(Commit { id: "abc".to_owned(), date: date(2026, 5, 1) });
        Snapshot { commit, has_uncommitted_changes, ..Snapshot::default() }
    }

    #[test]
    fn the_day_comes_from_flag_environment_commit_and_clock_in_this_order() {
        let epoch = [("SOURCE_DATE_EPOCH", "1767614400")];
        let day = |on, environment: &[_], snapshot: &Snapshot| {
            as_of(&context(on, environment), snapshot, DefaultDay::Version).to_string()
        };
        let clean = committed(false);
        assert_eq!(day(Some(On::Day(date(2027, 1, 1))), &epoch, &clean), "2027-01-01");
        assert_eq!(day(Some(On::Today), &epoch, &clean), "2026-11-25");
        assert_eq!(day(None, &epoch, &clean), "2026-01-05");
        assert_eq!(day(None, &[], &clean), "2026-05-01");
        assert_eq!(day(None, &[], &committed(true)), "2026-11-25");
        assert_eq!(day(None, &[], &Snapshot::default()), "2026-11-25");
        assert_eq!(as_of(&context(None, &epoch), &clean, DefaultDay::Today), date(2026, 11, 25));
    }

    #[test]
    fn the_environment_wins_over_the_book() {
        let text = "[output.board]\ndraws = 500\nseed = 3\n";
        let book = SourceFile { path: "book.toml".to_owned(), text: text.into(), decoding: None };
        let snapshot = Snapshot { book: Some(book), ..Snapshot::default() };
        let reading = Reading { snapshot, ..Reading::default() };
        let (config, findings) = settle(&context(None, &[("ADR_DRAWS", "900"), ("ADR_SEED", "x")]), &reading);
        assert_eq!((config.book.draws, config.origin("draws")), (900, Origin::Environment("ADR_DRAWS")));
        assert_eq!((config.book.seed, config.origin("seed")), (3, Origin::Book));
        assert_eq!(config.origin("currency"), Origin::Default);
        assert_eq!(findings.len(), 1, "{findings:?}");
    }

    #[test]
    fn the_environment_wins_over_a_record() {
        let years = [("ADR_HORIZON", "3"), ("ADR_DISCOUNT_RATE", "10%")];
        let (config, findings) = settle(&context(None, &years), &Reading::default());
        assert_eq!(findings, []);
        let mut records = [Record::default()];
        records[0].inputs.horizon_years = Some(7);
        config.impose(&mut records);
        assert_eq!((records[0].inputs.horizon_years, records[0].inputs.discount_rate), (Some(3), Some(0.1)));
        let (_, findings) = settle(&context(None, &[("ADR_DISCOUNT_RATE", "10")]), &Reading::default());
        assert_eq!(findings.len(), 1);
    }
}
