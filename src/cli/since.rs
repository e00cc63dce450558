//! Two points of the history, and what changed between them: for the command, and for the pages of the site.

use crate::analysis;
use crate::changes::{self, Side};
use crate::cli::config;
use crate::cli::context::{Context, Talk};
use crate::cli::journey::{self, Journey, Weighed};
use crate::cli::outcome::{self, Failure};
use crate::cli::print;
use crate::finding::nearest;
use crate::log::DecisionLog;
use crate::model::Book;
use crate::number;
use crate::record::Depth;
use crate::repo::{self, Moment};
use crate::report::{self, ChangePoint, ChangesPage, Unread};
use crate::source::{Attachments, Commit};
use jiff::ToSpan;
use jiff::civil::Date;

/// The word for the day of the meeting before.
const LAST_MEETING: &str = "last-meeting";
/// What tags of meetings begin with.
const BOARD_TAG: &str = "board-";
/// How far a site looks back where nothing names a meeting, in days.
const LOOK_BACK: i64 = 90;

/// A moment that somebody asked for.
pub(crate) struct Found {
    asked: String,
    /// What it is called after "since".
    named: String,
    pub(crate) commit: Commit,
}

/// The log at the earlier point; empty where there was none yet.
struct Earlier {
    log: DecisionLog,
    book: Book,
    attachments: Attachments,
}

/// The commit that stood at a moment.
pub(crate) fn find(asked: &str, context: &Context) -> anyhow::Result<Found> {
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
fn earlier(context: &Context, since: &Commit, later: &Journey) -> anyhow::Result<Earlier> {
    let quiet = Context { talk: Talk::Quiet, ..context.clone() };
    let request = repo::Request { at: Some(since.id.clone()), ..quiet.request() };
    match journey::read_earlier(&quiet, &request, Depth::Fields, later.audience, later) {
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

/// What changed from a moment on, up to the log that was read; figures of both stand on the day of the settings.
pub(crate) fn compare(
    context: &Context,
    after: &Journey,
    settings: &analysis::Settings,
    (since, until): (Found, Option<Found>),
) -> anyhow::Result<ChangesPage> {
    let before = earlier(context, &since.commit, after)?;
    let old_settings = analysis::Settings { draw_count: before.book.draws, seed: before.book.seed, ..settings.clone() };
    let found = changes::compare(
        Side { log: &before.log, book: &before.book },
        Side { log: &after.log, book: &after.config.book },
        &old_settings,
        settings,
    );
    let input = after.input(&found.after, settings, &[], &[]);
    let old = report::Input { log: &before.log, book: &before.book, attachments: &before.attachments, ..input };
    let old = report::Input { analysis: &found.before, ..old };
    Ok(report::changes(&old, &input, &found, (point(Some(since), None), point(until, Some(after)))))
}

/// What a site tells of what changed: since `asked`, else the last meeting that the book names, else the newest tag
/// `board-…`, else 90 days ago. `None` where there is no history to look into, and, unless somebody asked for it, where
/// that cannot be read: a site is published whatever its past is like.
pub(crate) fn of_site(
    context: &Context,
    weighed: &Weighed,
    asked: Option<&str>,
) -> anyhow::Result<Option<ChangesPage>> {
    if let Some(asked) = asked {
        let since = find(asked, context)?;
        return compare(context, &weighed.journey, &weighed.settings, (since, None)).map(Some);
    }
    usual_changes(context, weighed).or_else(|error| {
        let why = outcome::sentence(&error);
        print::say(context, &format!("note: nothing is told of what changed: {why}"));
        Ok(None)
    })
}

fn usual_changes(context: &Context, weighed: &Weighed) -> anyhow::Result<Option<ChangesPage>> {
    let Weighed { journey, settings, .. } = weighed;
    let Some(read) = journey.snapshot.commit.as_ref().filter(|_| !journey.log.records.is_empty()) else {
        return Ok(None);
    };
    let (moment, named) = usual(context, journey, &read.id, settings.as_of);
    let found = match repo::commit_before(&context.dir, &moment, Some(&read.id)) {
        Ok(commit) => {
            let found = Found { asked: named.clone(), named, commit };
            return compare(context, journey, settings, (found, None)).map(Some);
        }
        Err(repo::Error::NothingBefore { of, .. }) => Unread::Begun(of),
        Err(repo::Error::HistoryCut { of, .. }) => Unread::Cut(of),
        Err(error) => return Err(error.into()),
    };
    let input = weighed.input();
    Ok(Some(report::unread_changes(&input, &named, found, point(None, Some(journey)))))
}

/// From when on a site tells what changed, and what that is called after "since".
fn usual(context: &Context, journey: &Journey, read: &str, day: Date) -> (Moment, String) {
    if let Some(meeting) = journey.config.book.last_meeting {
        return (Moment::Day(meeting), format!("the last meeting on {}", number::date(meeting)));
    }
    if let Some(tag) = repo::newest_tag(&context.dir, BOARD_TAG, read) {
        return (Moment::Revision(format!("refs/tags/{tag}")), tag);
    }
    let from = day.checked_sub(LOOK_BACK.days()).unwrap_or(day);
    (Moment::Day(from), number::date(from))
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
