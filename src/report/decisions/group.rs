//! Rows in the order in which they are read: the open ones by the day they are due, then years, over as many pages as
//! they take.

use crate::number;
use crate::report::decisions::row::{Listing, Row};
use crate::report::decisions::standing::counted;
use crate::report::frame::count_of;
use serde::Serialize;

/// How many rows stand on one page.
const ROWS: usize = 250;

/// Rows under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct Group<'a> {
    /// The name of its place on the page.
    pub id: String,
    /// "2026: seven, five of them in force".
    pub title: String,
    /// What it asks, or how it is sorted.
    pub question: &'static str,
    /// Which day of a row is shown.
    pub shows: Shows,
    /// "Decide by", the head of that column.
    pub day_label: &'static str,
    /// In order.
    pub rows: Vec<&'a Row>,
    /// "2026": what it is called in links.
    #[serde(skip)]
    pub label: String,
}

/// Which day of a row is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shows {
    /// The day by which it is to be decided.
    Due,
    /// Its own day.
    Day,
    /// The day on which git first saw it.
    Written,
}

/// A page of a long list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageLink {
    /// From the site's first folder.
    pub href: String,
    /// "2024", "2024, second page".
    pub label: String,
    /// It is the page that is shown.
    pub is_here: bool,
}

/// The groups of some records, in the order of the listing.
pub(super) fn groups<'a>(listing: &'a Listing, idxs: impl Iterator<Item = usize>) -> Vec<Group<'a>> {
    let (mut open, mut years): (Vec<&Row>, Vec<Group<'a>>) = (Vec::new(), Vec::new());
    for row in idxs.map(|idx| &listing.rows[idx]) {
        if row.is_open {
            open.push(row);
            continue;
        }
        let label = row.year.map_or_else(|| "No date is written down".to_owned(), |year| year.to_string());
        match years.last_mut() {
            Some(group) if group.label == label => group.rows.push(row),
            _ => years.push(year(label, row)),
        }
    }
    for group in &mut years {
        group.title = year_title(&group.label, &group.rows);
    }
    if !open.is_empty() {
        // A stable sort: the newest first among those that nobody waits for.
        open.sort_by_key(|row| (row.due_on.is_none(), row.due_on, row.due_on.and(row.record_number)));
        years.insert(0, of_open(open));
    }
    years
}

fn of_open(rows: Vec<&Row>) -> Group<'_> {
    let is_due = rows.iter().any(|row| row.due.is_some());
    let count = rows.len();
    let is = number::plural(count, "is", "are");
    Group {
        id: "open".to_owned(),
        title: format!("{} {is} open", number::capitalized(&number::count_word(count))),
        question: if is_due { "The next to be decided first" } else { "The newest first" },
        shows: if is_due { Shows::Due } else { Shows::Day },
        day_label: if is_due { "Decide by" } else { "Date" },
        rows,
        label: "Open".to_owned(),
    }
}

fn year(label: String, row: &Row) -> Group<'_> {
    let is_written = row.year.is_none() && row.first_written.is_some();
    Group {
        id: row.year.map_or_else(|| "undated".to_owned(), |year| format!("y{year}")),
        title: String::new(),
        question: "",
        shows: if is_written { Shows::Written } else { Shows::Day },
        day_label: if is_written { "First written" } else { "Date" },
        rows: vec![row],
        label,
    }
}

/// "2026: seven, five of them in force".
fn year_title(label: &str, rows: &[&Row]) -> String {
    let count = rows.len();
    let force = rows.iter().filter(|row| row.state.class == "a").count();
    let standing = match force {
        0 => String::new(),
        force if force == count => if count == 1 { ", in force" } else { ", all in force" }.to_owned(),
        force => format!(", {} of them in force", number::count_word(force)),
    };
    format!("{label}: {}{standing}", number::count_word(count))
}

/// A page's label, empty for the only one, and its groups.
pub(super) type Chunk<'a> = (String, Vec<Group<'a>>);

/// One page, or where there are many rows, one a group and 250 rows; the open ones share the first where they fit.
pub(super) fn split(groups: Vec<Group<'_>>) -> Vec<Chunk<'_>> {
    let total: usize = groups.iter().map(|group| group.rows.len()).sum();
    if total <= ROWS {
        return vec![(String::new(), groups)];
    }
    let mut pages: Vec<Chunk<'_>> = Vec::new();
    for group in groups {
        let parts = parts(group);
        for (idx, part) in parts.into_iter().enumerate() {
            match pages.last_mut() {
                Some((label, groups)) if idx == 0 && is_room(groups, &part) => {
                    *label = format!("{label} and {}", part.label);
                    groups.push(part);
                }
                _ => pages.push((part.label.clone(), vec![part])),
            }
        }
    }
    pages
}

/// The open ones alone take no page of their own where the next group still fits below them.
fn is_room(groups: &[Group<'_>], next: &Group<'_>) -> bool {
    matches!(groups, [open] if open.id == "open" && open.rows.len() + next.rows.len() <= ROWS)
}

fn parts<'a>(group: Group<'a>) -> Vec<Group<'a>> {
    let count = group.rows.len().div_ceil(ROWS);
    if count <= 1 {
        return vec![group];
    }
    let part = |(idx, rows): (usize, &[&'a Row])| {
        let label = format!("{}, part {} of {count}", group.label, idx + 1);
        Group {
            id: if idx == 0 { group.id.clone() } else { format!("{}-{}", group.id, idx + 1) },
            title: format!("{label}: {} of {}", count_of(rows.len()), counted(group.rows.len())),
            rows: rows.to_vec(),
            label,
            ..group.clone()
        }
    };
    group.rows.chunks(ROWS).enumerate().map(part).collect()
}
