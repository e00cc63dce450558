//! `adr check`: everything that an author can mend.

use crate::cli::config::DefaultDay;
use crate::cli::context::Context;
use crate::cli::journey::{self, Journey};
use crate::cli::outcome::Outcome;
use crate::cli::print;
use crate::finding::Severity;
use crate::model::Audience;
use crate::record::Depth;
use crate::repo;
use crate::{check, export, term};
use clap::{Args, ValueEnum};
use std::collections::BTreeSet;

/// Find what is missing or contradictory before the meeting
///
/// Every finding names file, line and column, says what is wrong and how to mend it.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  adr check --deny warning")]
pub(crate) struct CheckArgs {
    /// End with exit code 1 from this level on
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    deny: Deny,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: CheckFormat,
}

/// From which level on findings fail a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Errors alone
    Error,
    /// Warnings too
    Warning,
    /// Everything
    Note,
}

impl Deny {
    pub(crate) fn severity(self) -> Severity {
        match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Note => Severity::Note,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum CheckFormat {
    /// For people
    Text,
    /// For programs: adr-findings/1
    Json,
    /// For code review sites: SARIF 2.1.0
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// Numbers that other branches have taken. A repository that cannot tell is told of, and checked all the same.
fn know_numbers_elsewhere(journey: &mut Journey, context: &Context) {
    if journey.is_from_commit {
        return;
    }
    let files = journey.snapshot.files.iter().map(|file| file.path.clone());
    let here: BTreeSet<String> = files.chain(journey.snapshot.other_paths.iter().cloned()).collect();
    match repo::numbers_elsewhere(&journey.root, &journey.snapshot.folders, &here) {
        Ok(elsewhere) => journey.log.elsewhere = elsewhere,
        Err(error) => print::say(context, &format!("note: numbers of other branches are not looked at: {error}")),
    }
}

pub(crate) fn run(args: &CheckArgs, context: &Context) -> anyhow::Result<Outcome> {
    let mut journey = journey::read_all(context, &context.request(), Depth::Whole, Audience::Board)?;
    know_numbers_elsewhere(&mut journey, context);
    let day = journey.day(context, DefaultDay::Today);
    let weighed = journey::examine(journey, day);
    let findings = &weighed.findings;
    match args.format {
        CheckFormat::Json => print::out(&export::findings(findings))?,
        CheckFormat::Sarif => {
            let explain = |rule: &str| check::explain(rule).unwrap_or_default();
            print::out(&export::findings_sarif(findings, &explain))?;
        }
        CheckFormat::Github => print::out(&export::findings_github(findings))?,
        CheckFormat::Text => {
            let text = |path: &str| weighed.journey.text(path);
            print::out(&term::findings(findings, &text, print::paint(context), print::width(context)))?;
            print::out(&format!("{}\n", term::summary_line(findings, weighed.journey.log.records.len())))?;
        }
    }
    let is_denied = findings.iter().any(|finding| finding.severity >= args.deny.severity());
    Ok(if is_denied { Outcome::Findings } else { Outcome::Clean })
}
