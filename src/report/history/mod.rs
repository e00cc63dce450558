//! What replaced what: chains of decisions, old to new, and which of them still stand.

mod chain;
mod pace;

pub use chain::{ChainBlock, ChainMember, Tree};

use crate::log::chains;
use crate::model::{LinkKind, Status};
use crate::number;
use crate::report::decisions::{Listing, PageLink};
use crate::report::frame::count_of;
use crate::report::{Head, Input, Part, TableBlock};
use serde::Serialize;

/// How many decisions stand on one page.
const ROWS: usize = 250;

/// How many that nobody names a successor of are named.
const NAMED: usize = 50;

/// One page of what replaced what.
#[derive(Clone, Debug, Serialize)]
pub struct HistoryPage {
    /// Of itself.
    pub head: Head,
    /// "2 chains".
    pub count: String,
    /// The finding.
    pub title: String,
    /// By the newest member, the latest first.
    pub chains: Vec<ChainBlock>,
    /// Those that are replaced by what nobody names.
    pub loose: Option<Loose>,
    /// How fast do we decide? On the first page, where a record tells.
    pub pace: Option<TableBlock>,
    /// The pages of a long list.
    pub pages: Vec<PageLink>,
}

/// Decisions that are said to be replaced, and nobody says by what.
#[derive(Clone, Debug, Serialize)]
pub struct Loose {
    /// "One is replaced by nobody knows what".
    pub title: String,
    /// Address and name.
    pub links: Vec<(String, String)>,
    /// "12 more".
    pub more: Option<String>,
}

/// Composes the pages of what replaced what; none where nothing was replaced.
pub fn history(input: &Input, listing: &Listing) -> Vec<HistoryPage> {
    let loose = loose(input, listing);
    let mut place = vec![0; listing.order.len()];
    for (at, idx) in listing.order.iter().enumerate() {
        place[*idx] = at;
    }
    let mut chains = chains(input.log);
    chains.sort_by_key(|chain| chain.members.iter().map(|member| place[*member]).min());
    if chains.is_empty() && loose.is_none() {
        return Vec::new();
    }
    let replaced: usize = listing.rows.iter().filter(|row| row.state.word == "Replaced").count();
    let title = match (replaced, chains.len()) {
        (0, 1) => "One decision is to give way to another".to_owned(),
        (0, count) => format!("{} may yet give way to others", number::capitalized(&number::count_word(count))),
        (count, _) => format!(
            "{} of {} {} given way to {}",
            number::capitalized(&number::count_word(count)),
            number::count(listing.rows.len(), "decision", "decisions"),
            number::plural(count, "has", "have"),
            number::plural(count, "another", "others")
        ),
    };
    let count = format!("{} {}", count_of(chains.len()), number::plural(chains.len(), "chain", "chains"));
    let blocks: Vec<ChainBlock> = chains.iter().flat_map(|chain| chain::blocks(input, listing, chain, ROWS)).collect();
    let sheets = sheets(blocks);
    let path = |idx: usize| if idx == 0 { "history.html".to_owned() } else { format!("history-{}.html", idx + 1) };
    let total = sheets.len();
    let page = |(here, chains): (usize, Vec<ChainBlock>)| {
        let label = |idx: usize| format!("Page {}", count_of(idx + 1));
        let link = |idx: usize| PageLink { href: path(idx), label: label(idx), is_here: idx == here };
        let name =
            if here == 0 { "What replaced what".to_owned() } else { format!("What replaced what, page {}", here + 1) };
        let description = "Which decisions gave way to which, and which still stand.".to_owned();
        HistoryPage {
            head: Head::new(input, "history", Part::Other, path(here), &name, description),
            count: count.clone(),
            title: title.clone(),
            chains,
            loose: loose.clone().filter(|_| here == 0),
            pace: if here == 0 { pace::block(input) } else { None },
            pages: if total > 1 { (0..total).map(link).collect() } else { Vec::new() },
        }
    };
    sheets.into_iter().enumerate().map(page).collect()
}

/// As many chains a page as make 250 rows; a page has at least one.
fn sheets(blocks: Vec<ChainBlock>) -> Vec<Vec<ChainBlock>> {
    let mut sheets: Vec<Vec<ChainBlock>> = vec![Vec::new()];
    let mut rows = 0;
    for block in blocks {
        rows += block.members.len();
        match sheets.last_mut() {
            Some(sheet) if sheet.is_empty() || rows <= ROWS => sheet.push(block),
            _ => {
                rows = block.members.len();
                sheets.push(vec![block]);
            }
        }
    }
    sheets
}

fn loose(input: &Input, listing: &Listing) -> Option<Loose> {
    let is_loose = |idx: &usize| {
        let record = &input.log.records[*idx].record;
        record.status() == Some(Status::Superseded) && input.log.linked(*idx, LinkKind::SupersededBy).next().is_none()
    };
    let found: Vec<usize> = listing.order.iter().copied().filter(is_loose).collect();
    if found.is_empty() {
        return None;
    }
    let link = |idx: &usize| (listing.rows[*idx].href.clone(), listing.rows[*idx].name.clone());
    Some(Loose {
        title: number::capitalized(&format!(
            "{} said to be replaced, and nobody says by what",
            number::count(found.len(), "decision is", "decisions are")
        )),
        links: found.iter().take(NAMED).map(link).collect(),
        more: (found.len() > NAMED).then(|| format!("{} more", count_of(found.len() - NAMED))),
    })
}
