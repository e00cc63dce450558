//! Where a decision stands: since when, for which meeting, and what counts instead.

use super::page::{Banner, Related};
use crate::log::{BoardList, board_matter};
use crate::model::{LinkKind, Status};
use crate::number::{capitalized, date};
use crate::report::narrate::{Case, short_name};
use crate::report::{link, status_word};

/// " on 24 November 2026".
pub(crate) fn since(case: &Case) -> Option<String> {
    let stated = case.record.date.as_ref()?;
    Some(match stated.precision {
        crate::model::Precision::Day => format!("on {}", date(stated.date)),
        _ => format!("in {}", stated.iso()),
    })
}

/// ", new since the last meeting", of what is open and came later.
pub(super) fn new_since(case: &Case) -> Option<String> {
    let stated = case.record.date.as_ref().filter(|_| case.record.is_open())?;
    case.input.book.last_meeting.filter(|last| stated.date > *last)?;
    Some(", new since the last meeting".to_owned())
}

/// "For decision on 15 December 2026".
pub(super) fn meeting(case: &Case) -> Option<String> {
    let matter = board_matter(case.input.log, case.input.book, case.input.as_of, case.idx)?;
    let purpose = match matter.list {
        BoardList::Decision => "For decision",
        BoardList::Discussion => "For discussion",
        BoardList::Information => "For information",
        BoardList::NotYet => return Some("Not yet before the board".to_owned()),
        BoardList::NotPut => return Some("Not put to the board".to_owned()),
    };
    Some(match matter.on {
        Some(on) if Some(on) == matter.meeting => format!("{purpose} on {}", date(on)),
        Some(by) => format!("{purpose} by {}", date(by)),
        None => format!("{purpose}, no meeting named"),
    })
}

/// What is to be known before anything else.
pub(super) fn banner(case: &Case) -> Option<Banner> {
    let successors = links(case, LinkKind::SupersededBy, "Replaced by");
    if !successors.is_empty() {
        return Some(Banner {
            text: "This decision no longer stands; another took its place:".to_owned(),
            links: successors,
        });
    }
    let text = match case.record.status()? {
        Status::Superseded => "This decision no longer stands. Nothing says what took its place.",
        Status::Deprecated => "This decision is no longer in force, and nothing took its place.",
        Status::Rejected => "This was not approved. It stands here for whoever asks again.",
        Status::Draft => "This is a draft: it is not before the board yet.",
        _ => return None,
    };
    Some(Banner { text: text.to_owned(), links: Vec::new() })
}

fn links(case: &Case, kind: LinkKind, word: &str) -> Vec<Related> {
    case.input
        .log
        .linked(case.idx, kind)
        .map(|to| {
            let other = &case.input.log.records[to];
            let text = format!("{}, {}", short_name(&other.record), status_word(other));
            Related { kind: word.to_owned(), href: link::decision(other), text }
        })
        .collect()
}

/// Other decisions that hang together with this one, the banner's left out.
pub(super) fn related(case: &Case) -> Vec<Related> {
    LinkKind::ALL
        .into_iter()
        .filter(|kind| *kind != LinkKind::SupersededBy)
        .flat_map(|kind| {
            let word = match kind {
                LinkKind::Supersedes => "Takes the place of".to_owned(),
                LinkKind::Enables => "Needed for".to_owned(),
                LinkKind::Related => "See also".to_owned(),
                kind => capitalized(&kind.as_str().replace('-', " ")),
            };
            links(case, kind, &word)
        })
        .collect()
}
