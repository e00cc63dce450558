//! The page as a whole: finding, three figures, drawn figures, blocks.

use super::lines::{ChangeBlock, blocks};
use super::moved::{MovedBlock, block};
use crate::number::{self, capitalized, count_word, listed};
use crate::report::changes::compose::finding;
use crate::report::changes::page::{ChangeGroup, ChangesPage};
use crate::report::frame::count_of;
use crate::report::narrate::Prose;
use crate::report::{Head, Input, Key, Part};
use serde::Serialize;

/// What is different from what we were told?
#[derive(Clone, Debug, Serialize)]
pub struct ChangesSitePage {
    /// Of itself.
    pub head: Head,
    /// "Since the last meeting on 31 August 2026".
    pub meta: Vec<String>,
    /// The finding.
    pub title: String,
    /// What was decided, what is new, what else moved.
    pub keys: Vec<Key>,
    /// Figures that moved.
    pub moved: Option<MovedBlock>,
    /// The rest, two by two.
    pub pairs: Vec<Vec<ChangeBlock>>,
    /// What was read, and what else is to be said.
    pub notes: Vec<String>,
}

/// The groups that a headline takes first, the weightiest first.
const WEIGHT: [&str; 9] =
    ["decided", "appetite", "leader", "reopened", "proposed", "weights", "dates", "figures", "suppliers"];

/// Composes the page; `None` where no history can be looked into.
pub fn changes_page(input: &Input<'_>) -> Option<ChangesSitePage> {
    let page = input.changes?;
    let title = title(page);
    let head_title = format!("Changes, {}", number::date(input.as_of));
    let description = "What is different from what we were told?".to_owned();
    let mut meta = vec!["Changes".to_owned()];
    if page.unread.is_none() {
        meta.push(format!("Since {}", page.since.named));
    }
    let mut blocks = blocks(input, page).into_iter().peekable();
    let mut pairs = Vec::new();
    while blocks.peek().is_some() {
        pairs.push(blocks.by_ref().take(2).collect());
    }
    Some(ChangesSitePage {
        head: Head::new(input, "changes", Part::Changes, "changes.html".to_owned(), &head_title, description),
        meta,
        title,
        keys: if page.groups.is_empty() { Vec::new() } else { keys(page) },
        moved: block(input, page),
        pairs,
        notes: notes(page),
    })
}

/// "Since the last meeting on 31 August 2026, three decisions were made, and one matter crossed what we accept".
fn title(page: &ChangesPage) -> String {
    let found = WEIGHT.iter().filter_map(|kind| Some((*kind, of(page, kind)?.told.len()))).take(2);
    let mut found: Vec<String> = found.map(|(kind, records)| finding(kind, records)).collect();
    if found.is_empty() {
        found.extend(page.groups.first().map(|group| finding(group.kind, group.told.len())));
    }
    match found.as_slice() {
        [] => page.headline.trim_end_matches('.').to_owned(),
        found => format!("Since {}, {}", page.since.named, found.join(", and ")),
    }
}

fn of<'a>(page: &'a ChangesPage, kind: &str) -> Option<&'a ChangeGroup> {
    page.groups.iter().find(|group| group.kind == kind)
}

fn keys(page: &ChangesPage) -> Vec<Key> {
    let count = |kind: &str| of(page, kind).map_or(0, |group| group.told.len());
    let key = |figure: usize, term: String, note: String| Key {
        figure: count_of(figure),
        term,
        method: None,
        note: Prose::of(note),
    };
    let (decided, proposed) = (count("decided"), count("proposed"));
    let (moved, crossed, dates) = (count("figures"), count("appetite"), count("dates"));
    let third = if crossed > 0 {
        let term = number::plural(crossed, "loss crossed what we accept", "losses crossed what we accept");
        key(crossed, term.to_owned(), format!("{} with other figures in all", matters(moved)))
    } else {
        let term = number::plural(moved, "matter has other figures", "matters have other figures");
        key(moved, term.to_owned(), format!("{} with other dates", matters(dates)))
    };
    vec![
        key(decided, number::plural(decided, "decision made", "decisions made").to_owned(), verdicts(page)),
        key(proposed, number::plural(proposed, "matter proposed", "matters proposed").to_owned(), names(page)),
        third,
    ]
}

fn matters(count: usize) -> String {
    if count == 0 { "none".to_owned() } else { number::count(count, "matter", "matters") }
}

/// "two accepted, one turned down".
fn verdicts(page: &ChangesPage) -> String {
    const WORDS: [(&str, &str); 4] = [
        ("accepted", "accepted"),
        ("rejected", "turned down"),
        ("superseded", "superseded"),
        ("deprecated", "no longer in force"),
    ];
    let items = || of(page, "decided").into_iter().flat_map(|group| &group.items);
    let parts: Vec<String> = WORDS
        .iter()
        .map(|(change, word)| (items().filter(|item| item.change == *change).count(), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{} {word}", count_word(count)))
        .collect();
    if parts.is_empty() { "nothing was settled".to_owned() } else { listed(&parts) }
}

/// The names of what was proposed, as far as they are few.
fn names(page: &ChangesPage) -> String {
    let Some(group) = of(page, "proposed") else { return "nothing new has come to the board".to_owned() };
    let names: Vec<String> = group.told.iter().take(3).map(|record| record.name.clone()).collect();
    match group.told.len() {
        0..=3 => listed(&names),
        more => format!("{} and {} more", names[..2].join(", "), count_word(more - 2)),
    }
}

fn notes(page: &ChangesPage) -> Vec<String> {
    let mut notes: Vec<String> = page.notes.clone();
    if page.unread.is_none() && page.groups.is_empty() {
        notes.insert(0, "No decision, figure, weight, date or owner is other than it was.".to_owned());
    }
    if !page.read.is_empty() {
        notes.push(page.read.clone());
    }
    notes.into_iter().map(|note| capitalized(&note)).collect()
}
