//! What decisions have in common: a status, an area, who answers, a supplier. Each has a list of its own.

use crate::model::{Status, slug};
use crate::number;
use crate::report::decisions::row::{Listing, area_name};
use crate::report::narrate::{clean, with_article};
use crate::report::{Input, link};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The longest name of a list's file, in characters.
const LONGEST: usize = 60;

/// What decisions may have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FacetKind {
    /// How they stand.
    Status,
    /// The area that they belong to.
    Area,
    /// Who answers for them.
    Owner,
    /// A supplier whom an option would bind us to.
    Supplier,
}

impl FacetKind {
    /// All, in the order in which pages name them.
    pub const ALL: [Self; 4] = [Self::Status, Self::Area, Self::Owner, Self::Supplier];

    /// "Who answers", before the list of them.
    pub fn label(self) -> &'static str {
        match self {
            Self::Status => "Status",
            Self::Area => "Area",
            Self::Owner => "Who answers",
            Self::Supplier => "Supplier",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Area => "area",
            Self::Owner => "owner",
            Self::Supplier => "supplier",
        }
    }
}

/// Decisions with one thing in common.
#[derive(Clone, Debug)]
pub struct Facet {
    /// What sort of thing.
    pub kind: FacetKind,
    /// "Product and platform".
    pub name: String,
    /// The name of its page, without ending: `area-product`.
    pub file: String,
    /// Record indices, newest first.
    pub idxs: Vec<usize>,
}

impl Facet {
    /// The file of one of its pages, from the site's first folder; `page` counts from 0.
    pub fn path(&self, page: usize) -> String {
        // No slug holds two hyphens.
        let part = if page == 0 { String::new() } else { format!("--{}", page + 1) };
        format!("decisions/{}{part}.html", self.file)
    }

    /// The same as an address.
    pub fn href(&self, page: usize) -> String {
        self.path(page).split('/').map(link::encode).collect::<Vec<_>>().join("/")
    }

    /// The finding of its page.
    pub(super) fn title(&self, listing: &Listing) -> String {
        let count = self.idxs.len();
        let counted = number::count(count, "decision", "decisions");
        let open = self.idxs.iter().filter(|idx| listing.rows[**idx].is_open).count();
        let open = match open {
            0 => String::new(),
            open if open == count => format!(", {} open", if count == 1 { "still" } else { "all" }),
            open => format!(", {} of them open", number::count_word(open)),
        };
        let text = match self.kind {
            FacetKind::Status => format!("{counted} {}", standing(&self.name, count)),
            FacetKind::Area => format!("{}: {counted}{open}", self.name),
            FacetKind::Owner => {
                let answer = if crate::report::narrate::is_plural(&self.name) { "answer" } else { "answers" };
                format!("{} {answer} for {counted}{open}", with_article(&self.name))
            }
            FacetKind::Supplier => format!("{} is considered in {counted}{open}", self.name),
        };
        number::capitalized(&text)
    }

    /// What its page asks.
    pub(super) fn question(&self) -> &'static str {
        match self.kind {
            FacetKind::Status => "Which ones are they?",
            FacetKind::Area => "What was decided here, and what is open?",
            FacetKind::Owner => "What does one role answer for?",
            FacetKind::Supplier => "Where does this supplier come up?",
        }
    }
}

fn standing(word: &str, count: usize) -> String {
    let (one, many) = match word {
        "Proposed" => ("is proposed", "are proposed"),
        "Draft" => ("is a draft", "are drafts"),
        "In force" => ("is in force", "are in force"),
        "Replaced" => ("has been replaced", "have been replaced"),
        "Deprecated" => ("is deprecated", "are deprecated"),
        "Turned down" => ("was turned down", "were turned down"),
        OTHER => ("has a status of its own", "have a status of their own"),
        _ => ("states no status", "state no status"),
    };
    number::plural(count, one, many).to_owned()
}

const OTHER: &str = "Another status";
const NONE: &str = "No status";

/// All lists of a log.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// By kind, then the status in the order of a life, else the most decisions first.
    pub facets: Vec<Facet>,
    places: BTreeMap<(FacetKind, String), usize>,
}

impl Facets {
    /// Everything that decisions have in common. A kind in which all are alike says nothing.
    pub fn of(input: &Input, listing: &Listing) -> Self {
        let mut all = Self::default();
        for kind in FacetKind::ALL {
            let mut found: BTreeMap<String, Facet> = BTreeMap::new();
            let mut spelled: BTreeMap<String, usize> = BTreeMap::new();
            for idx in &listing.order {
                for name in names(input, listing, *idx, kind) {
                    *spelled.entry(name.clone()).or_default() += 1;
                    let facet = found.entry(slug(&name)).or_insert_with(|| Facet {
                        kind,
                        name,
                        file: String::new(),
                        idxs: Vec::new(),
                    });
                    if facet.idxs.last() != Some(idx) {
                        facet.idxs.push(*idx);
                    }
                }
            }
            // Of several spellings the most common, of equals the first.
            for (name, count) in &spelled {
                if let Some(facet) = found.get_mut(&slug(name))
                    && spelled.get(&facet.name).is_none_or(|best| count > best)
                {
                    facet.name.clone_from(name);
                }
            }
            let is_all = |facet: &Facet| facet.idxs.len() == listing.rows.len();
            if found.len() == 1 && found.values().all(is_all) {
                continue;
            }
            let mut found: Vec<(String, Facet)> = found.into_iter().collect();
            found.sort_by_key(|(_, facet)| (rank(facet), std::cmp::Reverse(facet.idxs.len())));
            let mut taken = BTreeSet::new();
            for (key, mut facet) in found {
                facet.file = file(kind, &key, &mut taken);
                all.places.insert((kind, key), all.facets.len());
                all.facets.push(facet);
            }
        }
        all
    }

    /// The lists of one kind.
    pub fn of_kind(&self, kind: FacetKind) -> impl Iterator<Item = &Facet> {
        self.facets.iter().filter(move |facet| facet.kind == kind)
    }

    /// The list of a status, an area, a role or a supplier by its name, however that is spelled; `None` where it has none.
    pub fn named(&self, kind: FacetKind, name: &str) -> Option<&Facet> {
        self.places.get(&(kind, slug(name))).map(|place| &self.facets[*place])
    }
}

/// Statuses in the order of a life; of others none comes first.
fn rank(facet: &Facet) -> usize {
    const LIFE: [&str; 8] = ["Proposed", "Draft", "In force", "Replaced", "Deprecated", "Turned down", OTHER, NONE];
    if facet.kind != FacetKind::Status {
        return 0;
    }
    LIFE.iter().position(|word| *word == facet.name).unwrap_or(LIFE.len())
}

fn names(input: &Input, listing: &Listing, idx: usize, kind: FacetKind) -> Vec<String> {
    let record = &input.log.records[idx].record;
    let names = match kind {
        FacetKind::Status => vec![match record.status() {
            None => NONE.to_owned(),
            Some(Status::Other) => OTHER.to_owned(),
            Some(_) => listing.rows[idx].state.word.clone(),
        }],
        FacetKind::Area => record.area.iter().map(|area| area_name(input, area)).collect(),
        FacetKind::Owner => record.roles.owner.iter().map(|owner| clean(owner)).collect(),
        FacetKind::Supplier => {
            record.options.iter().filter_map(|option| Some(clean(&option.supplier.as_ref()?.name))).collect()
        }
    };
    names.into_iter().filter(|name| !slug(name).is_empty()).collect()
}

/// A name that no other list of the site has; the number of a page follows two hyphens, which no slug holds.
fn file(kind: FacetKind, key: &str, taken: &mut BTreeSet<String>) -> String {
    let short: String = key.chars().take(LONGEST).collect();
    let short = format!("{}-{}", kind.word(), short.trim_end_matches('-'));
    let free = |name: &String| !taken.contains(name);
    let name = Some(short.clone())
        .filter(free)
        .or_else(|| (2..=taken.len() + 2).map(|count| format!("{short}-{count}")).find(free));
    let name = name.unwrap_or(short);
    taken.insert(name.clone());
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_lists_share_a_file() {
        let mut taken = BTreeSet::new();
        let long = "a".repeat(80);
        let names: Vec<String> =
            ["x", "x-2", &long, &format!("{long}b")].map(|key| file(FacetKind::Owner, key, &mut taken)).into();
        assert_eq!(names[..2], ["owner-x", "owner-x-2"]);
        assert_eq!(names[3], format!("{}-2", names[2]));
        assert!(names.iter().all(|name| name.len() < 80 && !name.contains("--")));
    }
}
