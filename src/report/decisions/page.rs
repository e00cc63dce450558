//! The pages of the list, and of the lists of what decisions have in common.

use crate::model;
use crate::report::decisions::facet::{Facet, FacetKind, Facets};
use crate::report::decisions::group::{Group, PageLink, groups, split};
use crate::report::decisions::row::{Listing, Row};
use crate::report::decisions::standing::{counted, headline, pace};
use crate::report::frame::count_of;
use crate::report::{Head, Input, Pages, Part};
use crate::source::Cut;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many links of one kind stand above the list; the rest stand on the page "Find".
const LINKS: usize = 8;

/// How many years are drawn.
const YEARS: usize = 20;

/// Why those without a day show none.
fn is_cut(cut: Cut) -> String {
    let (words, command) = (cut.words(), cut.command());
    format!("When those without a day were written is not known: {words} ({command} brings the rest).")
}

const TEACHES: &str = "Write the first one down, and it is listed here.";

/// One page of a list of decisions.
#[derive(Clone, Debug, Serialize)]
pub struct DecisionsPage<'a> {
    /// Of itself.
    pub head: Head,
    /// Where the whole list stands; `None` on that list.
    pub whole: Option<&'static str>,
    /// "16 in the log".
    pub count: String,
    /// The finding.
    pub title: String,
    /// What the page answers.
    pub question: &'static str,
    /// What to do where nothing is written down yet.
    pub teaches: Option<&'static str>,
    /// That nobody knows when what states no day was written, and how to find out.
    pub cut: Option<String>,
    /// Lists of what decisions have in common.
    pub facets: Vec<FacetLine>,
    /// How fast we decide, else which year has the most, as a finding.
    pub pace: Option<String>,
    /// What that answers.
    pub pace_question: &'static str,
    /// How many a year, newest first.
    pub years: Vec<YearCount>,
    /// The open ones, then years, newest first.
    pub groups: Vec<Group<'a>>,
    /// The pages of a list that stands on several, this one without an address.
    pub pages: Vec<PageLink>,
    /// Some row says how what is needed is got.
    pub has_options: bool,
    /// Some row names who answers.
    pub has_owners: bool,
    /// Some row has a number.
    pub has_numbers: bool,
}

/// Links to lists of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct FacetLine {
    /// What sort of thing.
    pub kind: FacetKind,
    /// "Who answers".
    pub label: &'static str,
    /// Address, name and how many.
    pub links: Vec<(String, String, String)>,
    /// "27 more".
    pub more: Option<String>,
}

impl FacetLine {
    /// The lists of a log by kind, at most so many of each.
    pub fn all(facets: &Facets, at_most: usize) -> Vec<Self> {
        let line = |kind: FacetKind| {
            let count = facets.of_kind(kind).count();
            // One link less is no reason for another line.
            let shown = if count <= at_most + 1 { count } else { at_most };
            let link = |facet: &Facet| (facet.href(0), facet.name.clone(), count_of(facet.idxs.len()));
            Self {
                kind,
                label: kind.label(),
                links: facets.of_kind(kind).take(shown).map(link).collect(),
                more: (count > shown).then(|| format!("{} more", count_of(count - shown))),
            }
        };
        FacetKind::ALL.into_iter().map(line).filter(|line| !line.links.is_empty()).collect()
    }
}

/// The decisions of one year, counted.
#[derive(Clone, Debug, Serialize)]
pub struct YearCount {
    /// Where its rows stand.
    pub href: String,
    /// "2026".
    pub label: String,
    /// In force, then those that ended and, hollow, the open ones, on one scale for all years.
    pub bar: CountBar,
    /// "13".
    pub count: String,
    /// "5 in force, 2 ended, 6 open".
    pub of_which: String,
}

/// Lengths in percent of the scale.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CountBar {
    /// In force.
    pub solid: f64,
    /// Replaced, deprecated, turned down, or of unknown standing.
    pub faint: f64,
    /// Open.
    pub hollow: f64,
}

/// Composes all pages of the list: one, or where it is long one a year and 250 rows.
pub fn decisions<'a>(input: &Input, listing: &'a Listing, facets: &Facets) -> Vec<DecisionsPage<'a>> {
    let home = Pages::of(input).decisions();
    let total = listing.rows.len();
    let path = |label: &str, idx: usize| {
        if idx == 0 { home.to_owned() } else { format!("decisions-{}.html", model::slug(label)) }
    };
    let is_undated = input.log.records.iter().any(|logged| logged.record.date.is_none());
    let mut pages = pages(input, groups(listing, listing.order.iter().copied()), "Decisions", &path);
    let years = years(listing, &pages);
    for (here, page) in pages.iter_mut().enumerate() {
        page.title = headline(input, &listing.rows);
        page.question = "Where is the one about …, and how fast do we decide?";
        page.count = format!("{} in the log", count_of(total));
        page.head.description = format!("All {}, newest first.", counted(total));
        page.teaches = (total == 0).then_some(TEACHES);
        page.cut = input.log.history_cut.filter(|_| is_undated).map(is_cut);
        if here == 0 {
            page.facets = FacetLine::all(facets, LINKS);
            let pace = pace(input);
            page.pace_question = if pace.is_some() { "How fast do we decide?" } else { "How many a year?" };
            page.pace = pace.or_else(|| fullest(&years));
            page.years.clone_from(&years);
        }
    }
    pages
}

/// Composes the pages of one list of what decisions have in common.
pub fn facet_pages<'a>(
    input: &Input,
    listing: &'a Listing,
    facet: &Facet,
    whole: &'static str,
) -> Vec<DecisionsPage<'a>> {
    let title = facet.title(listing);
    let path = |_: &str, idx: usize| facet.href(idx);
    let mut pages = pages(input, groups(listing, facet.idxs.iter().copied()), &title, &path);
    for page in &mut pages {
        page.title.clone_from(&title);
        page.question = facet.question();
        page.count = format!("{} of {}", count_of(facet.idxs.len()), count_of(listing.rows.len()));
        page.head.description = format!("{}: {}.", facet.kind.label(), facet.name);
        page.whole = Some(whole);
    }
    pages
}

/// What is the same on all lists; titles and sentences are still to come.
fn pages<'a>(
    input: &Input,
    groups: Vec<Group<'a>>,
    name: &str,
    path: &dyn Fn(&str, usize) -> String,
) -> Vec<DecisionsPage<'a>> {
    let chunks = split(groups);
    let links: Vec<PageLink> = chunks
        .iter()
        .enumerate()
        .map(|(idx, (label, _))| PageLink { href: path(label, idx), label: label.clone(), is_here: false })
        .collect();
    let page = |(here, (label, groups)): (usize, (String, Vec<Group<'a>>))| {
        let mut pages = if links.len() > 1 { links.clone() } else { Vec::new() };
        if let Some(page) = pages.get_mut(here) {
            page.is_here = true;
        }
        let title = if label.is_empty() || here == 0 { name.to_owned() } else { format!("{name}, {label}") };
        let has = |test: &dyn Fn(&Row) -> bool| groups.iter().any(|group| group.rows.iter().any(|row| test(row)));
        DecisionsPage {
            head: Head::new(input, "decisions", Part::Decisions, links[here].href.clone(), &title, String::new()),
            whole: None,
            count: String::new(),
            title: String::new(),
            question: "",
            teaches: None,
            cut: None,
            facets: Vec::new(),
            pace: None,
            pace_question: "",
            years: Vec::new(),
            has_options: has(&|row| row.sourcing.is_some()),
            has_owners: has(&|row| row.owner.is_some()),
            has_numbers: has(&|row| row.number.is_some()),
            groups,
            pages,
        }
    };
    chunks.into_iter().enumerate().map(page).collect()
}

/// How many a year; nothing where there are fewer than two years.
fn years(listing: &Listing, pages: &[DecisionsPage<'_>]) -> Vec<YearCount> {
    let mut counts: BTreeMap<i16, [usize; 3]> = BTreeMap::new();
    for row in &listing.rows {
        if let Some(year) = row.year {
            let sort = if row.is_open { 2 } else { usize::from(row.state.class != "a") };
            counts.entry(year).or_default()[sort] += 1;
        }
    }
    if counts.len() < 2 {
        return Vec::new();
    }
    let places: BTreeMap<&str, &str> = pages
        .iter()
        .rev()
        .flat_map(|page| page.groups.iter().map(|group| (group.id.as_str(), page.head.path.as_str())))
        .collect();
    let most = counts.values().map(|sorts| sorts.iter().sum::<usize>()).max().unwrap_or(1).max(1) as f64;
    let year = |(year, sorts): (&i16, &[usize; 3])| {
        let id = format!("y{year}");
        // A year whose decisions are all open has no heading of its own.
        let (path, id) = places.get(id.as_str()).map_or_else(
            || (places.get("open").copied().unwrap_or_default(), "open".to_owned()),
            |path| (*path, id.clone()),
        );
        let percent = |count: usize| count as f64 * 100.0 / most;
        let named = [(sorts[0], "in force"), (sorts[1], "ended"), (sorts[2], "open")];
        let of_which: Vec<String> =
            named.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
        YearCount {
            href: format!("{path}#{id}"),
            label: year.to_string(),
            bar: CountBar { solid: percent(sorts[0]), faint: percent(sorts[1]), hollow: percent(sorts[2]) },
            count: count_of(sorts.iter().sum()),
            of_which: of_which.join(", "),
        }
    };
    counts.iter().rev().take(YEARS).map(year).collect()
}

/// "2024 has the most: 13", where nothing is known of how fast they came.
fn fullest(years: &[YearCount]) -> Option<String> {
    let most = years.iter().max_by(|a, b| width(a).total_cmp(&width(b)))?;
    Some(format!("{} has the most: {}", most.label, most.count))
}

fn width(year: &YearCount) -> f64 {
    year.bar.solid + year.bar.faint + year.bar.hollow
}
