//! `adr changes`: what changed in meaning between two points of the history.

use crate::analysis;
use crate::changes::{self, Side};
use crate::cli::config::{self, DefaultDay};
use crate::cli::context::{Context, Talk};
use crate::cli::journey::{self, Journey};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::print;
use crate::finding::nearest;
use crate::log::DecisionLog;
use crate::model::{Audience, Book};
use crate::number;
use crate::record::Depth;
use crate::repo::{self, Moment};
use crate::report::{self, ChangePoint};
use crate::source::{Attachments, Commit};
use crate::{export, term};
use clap::{Args, ValueEnum};
use jiff::civil::Date;

/// The word for the day of the meeting before.
const LAST_MEETING: &str = "last-meeting";

/// Say what changed since a day, a tag or a commit: decisions, figures, weights, dates, owners
///
/// Both logs are read out of git, each with its own `book.toml`; a record is found again though it
/// was renamed or renumbered. A day stands for the last commit of that day or before on this branch.
/// Figures of both points stand on one day (`--on`), so that they move for what was written alone.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  adr changes --since last-meeting
  adr changes --since 2026-08-24 --until v2.0
  adr changes --since origin/main --format md")]
pub(crate) struct ChangesArgs {
    /// From when on: a day, a tag, a commit, a branch, or last-meeting as book.toml names it
    #[arg(long, value_name = "WHEN")]
    since: String,
    /// Until when; else the files as they are now, or the commit of --at
    #[arg(long, value_name = "WHEN")]
    until: Option<String>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ChangesFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ChangesFormat {
    /// For people
    Text,
    /// For a pull request
    Md,
    /// For programs: adr-changes/1
    Json,
}

pub(crate) fn run(args: &ChangesArgs, context: &Context) -> anyhow::Result<Outcome> {
    if let (Some(until), Some(at)) = (&args.until, &context.at) {
        let message = format!("`--until {until}` and `--at {at}` both say until when; leave one out");
        return Err(Failure::Arguments(message).into());
    }
    let since = find(&args.since, context)?;
    let asked = args.until.as_ref().or(context.at.as_ref());
    let until = asked.map(|asked| find(asked, context)).transpose()?;
    let at = until.as_ref().map(|found| found.commit.id.clone());
    let after = journey::read(context, &repo::Request { at, ..context.request() }, Depth::Fields, Audience::Board)?;
    let before = earlier(context, &since)?;
    let day = after.day(context, DefaultDay::Version);
    print_changes(args, context, &Both { before, after, day }, (since, until))?;
    Ok(Outcome::Clean)
}

/// A moment that somebody asked for.
struct Found {
    asked: String,
    /// What it is called after "since".
    named: String,
    commit: Commit,
}

/// The log at the earlier point; empty where there was none yet.
struct Earlier {
    log: DecisionLog,
    book: Book,
    attachments: Attachments,
}

/// Both logs, and the day on which their figures stand.
struct Both {
    before: Earlier,
    after: Journey,
    day: Date,
}

/// The commit that stood at a moment.
fn find(asked: &str, context: &Context) -> anyhow::Result<Found> {
    let asked = asked.trim();
    let (moment, named) = if asked.eq_ignore_ascii_case(LAST_MEETING) {
        let day = last_meeting(context)?;
        (Moment::Day(day), format!("the last meeting on {}", number::date(day)))
    } else if let Some(day) = day(asked) {
        (Moment::Day(day), number::date(day))
    } else {
        (Moment::Revision(asked.to_owned()), asked.to_owned())
    };
    let commit = repo::commit_of(&context.dir, &moment).map_err(|error| explained(error, asked, context))?;
    Ok(Found { asked: asked.to_owned(), named, commit })
}

/// A day as we write it; digits alone are the beginning of a commit.
fn day(text: &str) -> Option<Date> {
    text.parse().ok().filter(|_| text.len() == 10 && text.matches('-').count() == 2)
}

/// The day of the last meeting, as the settings name it that are in force now.
fn last_meeting(context: &Context) -> anyhow::Result<Date> {
    let reading = repo::read(&context.request_of_texts())?;
    let (config, _) = config::settle(context, &reading);
    config.book.last_meeting.ok_or_else(|| {
        let help = "write `last-meeting = \"2026-09-15\"` below `[output.board]`, or name a day";
        Failure::Arguments(format!("book.toml names no last meeting; {help}")).into()
    })
}

/// A revision that is not there: what there is.
fn explained(error: repo::Error, asked: &str, context: &Context) -> anyhow::Error {
    if !matches!(error, repo::Error::UnknownRevision { .. }) {
        return error.into();
    }
    let known = repo::revisions(&context.dir);
    let mut help = match nearest(asked, known.names.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.names.is_empty() => "name a commit or a day, as in 2026-08-24".to_owned(),
        None => {
            let names: Vec<&str> = known.names.iter().take(8).map(String::as_str).collect();
            let more = if known.names.len() > names.len() { " and more" } else { "" };
            format!("there are {}{more}; a day is written 2026-08-24", names.join(", "))
        }
    };
    if known.is_cut {
        help.push_str("; this is a shallow clone, and `git fetch --unshallow` brings the commits that it lacks");
    }
    Failure::Arguments(format!("no commit, branch or tag is called `{asked}`: {help}")).into()
}

/// The log as it stood, read without talk: what is to be said of the files is said of those of now.
fn earlier(context: &Context, since: &Found) -> anyhow::Result<Earlier> {
    let quiet = Context { talk: Talk::Quiet, ..context.clone() };
    let request = repo::Request { at: Some(since.commit.id.clone()), ..quiet.request() };
    match journey::read_earlier(&quiet, &request, Depth::Fields, Audience::Board) {
        Ok(Journey { log, config, attachments, .. }) => Ok(Earlier { log, book: config.book, attachments }),
        Err(error) => match error.downcast_ref::<repo::Error>() {
            // Everything is new.
            Some(repo::Error::NoRecords { .. } | repo::Error::NoSuchFolder { .. }) => {
                Ok(Earlier { log: DecisionLog::default(), book: Book::default(), attachments: Attachments::default() })
            }
            _ => Err(error),
        },
    }
}

fn print_changes(
    args: &ChangesArgs,
    context: &Context,
    both: &Both,
    (since, until): (Found, Option<Found>),
) -> anyhow::Result<()> {
    let (before, after) = (&both.before, &both.after);
    let settings = after.settings(both.day, Vec::new());
    let old_settings = analysis::Settings { draw_count: before.book.draws, seed: before.book.seed, ..settings.clone() };
    let found = changes::compare(
        Side { log: &before.log, book: &before.book },
        Side { log: &after.log, book: &after.config.book },
        &old_settings,
        &settings,
    );
    let input = after.input(&found.after, &settings, &[], &[]);
    let old = report::Input { log: &before.log, book: &before.book, attachments: &before.attachments, ..input };
    let old = report::Input { analysis: &found.before, ..old };
    let points = (point(Some(since), None), point(until, Some(after)));
    let page = report::changes(&old, &input, &found, points);
    print::out(&match args.format {
        ChangesFormat::Json => export::changes(&page),
        ChangesFormat::Md => term::changes_markdown(&page),
        ChangesFormat::Text => term::changes(&page, print::paint(context), print::width(context)),
    })
}

/// A point in words: a moment that was asked for, else the files as they are now.
fn point(found: Option<Found>, now: Option<&Journey>) -> ChangePoint {
    let Some(Found { asked, named, commit }) = found else {
        let commit = now.and_then(|now| now.snapshot.commit.clone());
        return ChangePoint {
            asked: None,
            date: commit.as_ref().map(|commit| commit.date.to_string()),
            commit: commit.map(|commit| commit.id),
            uncommitted: now.is_some_and(|now| now.snapshot.has_uncommitted_changes),
            named: "now".to_owned(),
        };
    };
    let (date, commit) = (Some(commit.date.to_string()), Some(commit.id));
    ChangePoint { asked: Some(asked), commit, date, uncommitted: false, named }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_with_hyphens() {
        assert!(day("2026-08-24").is_some());
        assert_eq!((day("20260824"), day("2026-13-01"), day("v2026-08-24")), (None, None, None));
    }
}
