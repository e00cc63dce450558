//! One chain: its members old to new, what it comes to in a sentence, and where it branches what a drawing needs.

use crate::log::Chain;
use crate::number;
use crate::report::decisions::{Listing, Row, State};
use crate::report::narrate::shortened;
use crate::report::{Day, Input};
use serde::Serialize;
use std::collections::BTreeMap;

/// A drawing of more decisions than this shows nothing.
const DRAWN: usize = 24;

/// How many names a sentence carries.
const TOLD: usize = 2;

/// A chain of decisions, or a part of a long one.
#[derive(Clone, Debug, Serialize)]
pub struct ChainBlock {
    /// "Product search stands in the place of Own product search".
    pub title: String,
    /// What the title leaves open.
    pub note: Option<&'static str>,
    /// Old to new.
    pub members: Vec<ChainMember>,
    /// It branches or merges.
    pub is_branching: bool,
    /// The branching drawn: filled in by `site` out of `tree`.
    pub drawing: String,
    /// What that drawing is made of; `None` where the list says it all.
    #[serde(skip)]
    pub tree: Option<Tree>,
}

/// Decisions as points and successions as lines between them.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Name, and whether it stands.
    pub points: Vec<(String, bool)>,
    /// From old to new, by position in `points`.
    pub lines: Vec<(usize, usize)>,
}

/// One decision of a chain.
#[derive(Clone, Debug, Serialize)]
pub struct ChainMember {
    /// From the site's first folder.
    pub href: String,
    /// Its short name.
    pub name: String,
    /// The language of the name, where it is not the page's.
    pub lang: Option<String>,
    /// "Decision 12".
    pub number: Option<String>,
    /// How it stands.
    pub state: State,
    /// It is in force.
    pub is_current: bool,
    /// Its day as stated.
    pub day: Option<Day>,
    /// Where a chain branches or merges: "in the place of A and B".
    pub replaces: Option<String>,
}

/// A chain on as many blocks as it takes.
pub(super) fn blocks(input: &Input, listing: &Listing, chain: &Chain, rows: usize) -> Vec<ChainBlock> {
    let members: Vec<ChainMember> = chain.members.iter().map(|idx| member(input, listing, chain, *idx)).collect();
    let title = title(listing, chain);
    let note = chain.current.is_empty().then_some("They replace one another in a circle: one of these links is wrong.");
    let parts = members.len().div_ceil(rows);
    let block = |(at, members): (usize, &[ChainMember])| ChainBlock {
        title: if parts == 1 { title.clone() } else { format!("{title}, part {} of {parts}", at + 1) },
        note,
        members: members.to_vec(),
        is_branching: chain.is_branching,
        drawing: String::new(),
        tree: tree(input, listing, chain),
    };
    members.chunks(rows).enumerate().map(block).collect()
}

fn member(input: &Input, listing: &Listing, chain: &Chain, idx: usize) -> ChainMember {
    let row = &listing.rows[idx];
    let before: Vec<&str> = input.log.predecessors(idx).map(|before| name(&listing.rows[before])).collect();
    ChainMember {
        href: row.href.clone(),
        name: row.name.clone(),
        lang: row.lang.clone(),
        number: row.number.as_ref().map(|number| format!("Decision {number}")),
        state: row.state.clone(),
        is_current: row.state.class == "a",
        day: input.log.records[idx].record.date.as_ref().map(Day::stated),
        replaces: (chain.is_branching && !before.is_empty()).then(|| format!("in the place of {}", told(&before))),
    }
}

fn name(row: &Row) -> &str {
    &row.name
}

/// Two names, or one and how many more.
fn told(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| shortened(name)).collect();
    match names.as_slice() {
        [first, rest @ ..] if names.len() > TOLD => {
            format!("{first} and {}", number::count(rest.len(), "other", "others"))
        }
        names => number::listed(names),
    }
}

fn title(listing: &Listing, chain: &Chain) -> String {
    let of = |class: &str| -> Vec<&str> {
        let rows = chain.members.iter().map(|idx| &listing.rows[*idx]);
        rows.filter(|row| row.state.class == class).map(name).collect()
    };
    let open: Vec<&str> =
        chain.members.iter().map(|idx| &listing.rows[*idx]).filter(|row| row.is_open).map(name).collect();
    let (stand, ended) = (of("a"), of("e"));
    match (stand.as_slice(), open.as_slice(), ended.as_slice()) {
        ([], [], _) => "Nothing of this is in force any more".to_owned(),
        ([], open, []) => format!("{} would follow one another", told(open)),
        ([], open, ended) => {
            format!("{} {} to take the place of {}", told(open), number::plural(open.len(), "is", "are"), told(ended))
        }
        (stand, [], []) => format!(
            "{} {} in force although one replaced another",
            told(stand),
            number::plural(stand.len(), "is", "are")
        ),
        (stand, open, []) => format!("{} would take the place of {}", told(open), told(stand)),
        (stand, _, ended) => {
            format!(
                "{} {} in the place of {}",
                told(stand),
                number::plural(stand.len(), "stands", "stand"),
                told(ended)
            )
        }
    }
}

/// What a drawing needs, of a chain that branches, is small enough to be seen, and does not run in a circle.
fn tree(input: &Input, listing: &Listing, chain: &Chain) -> Option<Tree> {
    if !chain.is_branching || chain.members.len() > DRAWN || chain.current.is_empty() {
        return None;
    }
    let at: BTreeMap<usize, usize> = chain.members.iter().enumerate().map(|(at, idx)| (*idx, at)).collect();
    let lines: Vec<(usize, usize)> = chain
        .members
        .iter()
        .flat_map(|idx| input.log.successors(*idx).map(move |to| (*idx, to)))
        .map(|(from, to)| (at[&from], at[&to]))
        .collect();
    // Members come old before new; what runs back is part of a circle.
    let points = chain.members.iter().map(|idx| &listing.rows[*idx]);
    lines
        .iter()
        .all(|(from, to)| from < to)
        .then(|| Tree { points: points.map(|row| (row.name.clone(), row.state.class == "a")).collect(), lines })
}
