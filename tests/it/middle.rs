//! The pure middle on texts in memory: markdown in; log, figures and findings out.

use adr::analysis::{self, Analysis, Settings};
use adr::check;
use adr::finding::{self, Finding};
use adr::log::{self, DecisionLog};
use adr::model::{Audience, Book};
use adr::record::{self, Depth};
use adr::report::Input;
use adr::source::{Attachments, History, Snapshot, SourceFile};
use jiff::civil::Date;

/// What the middle makes of a few files.
pub(crate) struct Middle {
    pub(crate) log: DecisionLog,
    pub(crate) analysis: Analysis,
    /// Everything found on the way, sorted.
    pub(crate) findings: Vec<Finding>,
}

/// Reads records under `decisions/` and the book, as every command does, and weighs them.
pub(crate) fn run(files: &[(&str, &str)], book: &Book, settings: &Settings) -> Middle {
    let mut files: Vec<SourceFile> = files
        .iter()
        .map(|(name, text)| SourceFile { path: format!("decisions/{name}"), text: (*text).into(), decoding: None })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let snapshot = Snapshot { files, folders: vec!["decisions".to_owned()], ..Snapshot::default() };
    let (records, mut findings) = record::parse_all(&snapshot, book, Depth::Whole);
    let (log, joined) = log::join(records, &snapshot, History::default());
    findings.extend(joined);
    let (analysis, weighed) = analysis::analyze(&log, book, settings);
    findings.extend(weighed);
    findings.extend(check::check(&log, &analysis, book, settings.as_of));
    let mut findings = check::apply_levels(findings, book);
    finding::sort(&mut findings);
    Middle { log, analysis, findings }
}

impl Middle {
    /// What pages are composed of, for everybody.
    pub(crate) fn input<'a>(&'a self, book: &'a Book, settings: &Settings) -> Input<'a> {
        Input {
            log: &self.log,
            analysis: &self.analysis,
            book,
            attachments: Attachments::EMPTY,
            findings: &[],
            due: &[],
            as_of: settings.as_of,
            audience: Audience::All,
            left_out_count: 0,
            draw_count: settings.draw_count,
            seed: settings.seed,
            changes: None,
        }
    }
}

/// Settings for tests that look at words rather than figures.
pub(crate) fn settings(as_of: Date) -> Settings {
    Settings { draw_count: 1_000, seed: 1, as_of, points: Vec::new(), scenario: None }
}
