//! The technical log's list: every file that was read, for those who write it.

use crate::finding::Severity;
use crate::number;
use crate::report::controls::one_line as clean;
use crate::report::decisions::{Listing, PageLink, State};
use crate::report::frame::count_of;
use crate::report::{Day, Head, Input, Part, link};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many files stand on one page.
const ROWS: usize = 250;

/// One page of the technical log's list.
#[derive(Clone, Debug, Serialize)]
pub struct LogPage {
    /// Of itself.
    pub head: Head,
    /// "16 files".
    pub count: String,
    /// The finding.
    pub title: String,
    /// By path.
    pub files: Vec<LogRow>,
    /// Some file was changed in a known commit.
    pub has_changes: bool,
    /// The pages of a long list.
    pub pages: Vec<PageLink>,
}

/// One file.
#[derive(Clone, Debug, Serialize)]
pub struct LogRow {
    /// Its technical page, from the site's first folder.
    pub href: String,
    /// Its path.
    pub path: String,
    /// What it is called.
    pub name: String,
    /// The language of the name, where it is not the page's.
    pub lang: Option<String>,
    /// How it stands.
    pub state: State,
    /// "2 to mend".
    pub to_mend: Option<String>,
    /// When it was last changed, and by whom.
    pub changed: Option<(Day, String)>,
}

/// Composes the pages of the technical log's list; none for an empty log.
pub fn log_index(input: &Input, listing: &Listing) -> Vec<LogPage> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in input.findings.iter().filter(|finding| finding.severity > Severity::Note) {
        *counts.entry(finding.path.as_str()).or_default() += 1;
    }
    let records = &input.log.records;
    let faulty = records.iter().filter(|logged| counts.contains_key(logged.record.path.as_str())).count();
    let files = number::count(records.len(), "record", "records");
    let title = number::capitalized(&match faulty {
        0 => format!("{files}, and nothing in {} needs mending", number::plural(records.len(), "it", "them")),
        faulty => format!("{files}, {} with something to mend", number::count_word(faulty)),
    });
    let total = records.len().div_ceil(ROWS);
    // No page id holds a full stop.
    let path = |idx: usize| if idx == 0 { "log/index.html".to_owned() } else { format!("log/index.{}.html", idx + 1) };
    let row = |idx: usize| {
        let logged = &records[idx];
        let to_mend = counts.get(logged.record.path.as_str()).map(|count| format!("{} to mend", count_of(*count)));
        let last = logged.history.as_ref().and_then(|history| history.last.as_ref().or(history.first.as_ref()));
        LogRow {
            href: link::record(logged),
            path: clean(&logged.record.path),
            name: listing.rows[idx].name.clone(),
            lang: listing.rows[idx].lang.clone(),
            state: listing.rows[idx].state.clone(),
            to_mend,
            changed: last.map(|change| (short_day(change.date), clean(&change.author))),
        }
    };
    let page = |here: usize| {
        let files: Vec<LogRow> = (here * ROWS..records.len().min((here + 1) * ROWS)).map(row).collect();
        let link = |idx: usize| PageLink { href: path(idx), label: label(input, idx), is_here: idx == here };
        let name = if here == 0 { "Technical log".to_owned() } else { format!("Technical log, page {}", here + 1) };
        let description = "Every record as a file, with what is to be mended and who changed it last.".to_owned();
        LogPage {
            head: Head::new(input, "log", Part::Other, path(here), &name, description),
            count: format!("{} {}", count_of(records.len()), number::plural(records.len(), "file", "files")),
            title: title.clone(),
            has_changes: files.iter().any(|file| file.changed.is_some()),
            files,
            pages: if total > 1 { (0..total).map(link).collect() } else { Vec::new() },
        }
    };
    (0..total).map(page).collect()
}

fn short_day(date: jiff::civil::Date) -> Day {
    Day { iso: number::date_iso(date), text: number::date_short(date) }
}

/// "From 0251-use-kafka": the first file of a page.
fn label(input: &Input, page: usize) -> String {
    let stem = input.log.records.get(page * ROWS).map(|logged| clean(&logged.record.stem)).unwrap_or_default();
    format!("From {}", crate::report::narrate::shortened(&stem))
}
