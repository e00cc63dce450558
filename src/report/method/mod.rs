//! How to read the site: every sort of number, word and mark, each with a real figure of this log.

mod definition;
mod entries;
mod example;
mod groups;
mod shown;
mod specimen;

use crate::model::Sourcing;
use crate::number;
use crate::report::frame::count_of;
use crate::report::{Head, Input, Mark, Part};
use serde::Serialize;
use shown::Shown;
use specimen::Specimen;
use std::collections::BTreeSet;

/// How to read the site.
#[derive(Clone, Debug, Serialize)]
pub struct MethodPage {
    /// Of itself.
    pub head: Head,
    /// The finding.
    pub title: String,
    /// The page in two sentences.
    pub lead: String,
    /// A bar of this log, large, with its parts named.
    pub specimen: Option<Specimen>,
    /// Sorts of numbers, in groups.
    pub groups: Vec<Group>,
    /// Words for chances, with what they stand for.
    pub chances: Vec<(&'static str, String)>,
    /// The four ways to get what is needed.
    pub sourcings: Vec<(Mark, &'static str)>,
    /// Words for where a decision stands.
    pub statuses: Vec<(&'static str, &'static str)>,
    /// Commit, draws and seed in full.
    pub origin: Vec<(&'static str, String)>,
}

/// Entries that belong together.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// "Money".
    pub title: &'static str,
    /// The question that it answers.
    pub question: &'static str,
    /// Its entries.
    pub entries: Vec<Entry>,
}

/// One sort of number.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// What links end with: `method.html#cash`.
    pub id: &'static str,
    /// What it is called on pages.
    pub term: &'static str,
    /// What it is.
    pub definition: &'static str,
    /// How it is computed.
    pub formula: &'static str,
    /// What it is computed from.
    pub inputs: &'static str,
    /// With real figures of this site; `None` where it has none of this sort.
    pub example: Option<String>,
    /// What it does not say.
    pub limits: &'static str,
}

/// Composes the page. Sorts of numbers stand on it where the log has figures at all.
pub fn method(input: &Input) -> MethodPage {
    let has_figures = input.analysis.decisions.iter().any(Option::is_some);
    let shown = Shown::all(input);
    let groups = if has_figures { groups::groups(&shown) } else { Vec::new() };
    let title = if has_figures {
        "Every figure is a range, and every range says how sure we are"
    } else {
        "What the words on these pages mean"
    };
    let lead = if has_figures {
        "A range such as “1.1 to 1.8” holds nine times in ten: one time in twenty the truth lies below it, one time in \
         twenty above. Nothing here is more exact than the estimates that people wrote down."
    } else {
        "The decisions of this log carry no figures yet, so there is little to explain."
    };
    MethodPage {
        head: Head::new(
            input,
            "method",
            Part::Other,
            "method.html".to_owned(),
            "How to read this",
            "What every number, word and mark on these pages means, and how it was worked out.".to_owned(),
        ),
        title: title.to_owned(),
        lead: lead.to_owned(),
        specimen: specimen::specimen(&shown),
        groups,
        chances: if has_figures { number::chance_in_words() } else { Vec::new() },
        sourcings: if has_figures { sourcings() } else { Vec::new() },
        statuses: STATUSES.to_vec(),
        origin: origin(input, has_figures),
    }
}

/// The four ways to get what is needed, in words.
pub(super) fn sourcings() -> Vec<(Mark, &'static str)> {
    let what = |sourcing| match sourcing {
        Sourcing::Build => "we make it ourselves and look after it",
        Sourcing::Buy => "we pay a supplier for it",
        Sourcing::Partner => "we make or run it together with somebody",
        Sourcing::Avoid => "we do nothing, keep what we have, or stop",
    };
    Sourcing::ALL.into_iter().map(|sourcing| (Mark::of(sourcing), what(sourcing))).collect()
}

/// The entries of these sorts alone, in their groups; a log without figures has none.
pub(super) fn used_groups(input: &Input, used: &BTreeSet<String>) -> Vec<Group> {
    if used.is_empty() || input.analysis.decisions.iter().all(Option::is_none) {
        return Vec::new();
    }
    let mut groups = groups::groups(&Shown::all(input));
    for group in &mut groups {
        group.entries.retain(|entry| used.contains(entry.id));
    }
    groups.retain(|group| !group.entries.is_empty());
    groups
}

const STATUSES: [(&str, &str); 6] = [
    ("Draft", "being written"),
    ("Proposed", "on the table, not decided"),
    ("Accepted", "decided, and in force until another decision takes its place"),
    ("Rejected", "decided against"),
    ("Deprecated", "no longer in force, and nothing took its place"),
    ("Superseded", "no longer in force, since another decision took its place"),
];

fn origin(input: &Input, has_figures: bool) -> Vec<(&'static str, String)> {
    let mut origin = Vec::new();
    match &input.log.commit {
        Some(commit) => {
            origin.push(("Version", format!("commit {} of {}", commit.id, number::date(commit.date))));
            if input.log.has_uncommitted_changes {
                origin.push(("Changes", "files that were read differ from that commit".to_owned()));
            }
        }
        None => origin.push(("Version", "a folder outside git".to_owned())),
    }
    if has_figures {
        origin.push(("Simulated futures", count_of(input.draw_count)));
        origin.push(("Seed", input.seed.to_string()));
        let text = "the same version, settings and seed give the same figures on any machine";
        origin.push(("Repeatable", text.to_owned()));
    }
    origin
}

#[cfg(test)]
mod tests {
    use super::groups::GROUPS;
    use std::collections::BTreeSet;

    #[test]
    fn every_entry_has_a_name_of_its_own() {
        let all: Vec<&str> = GROUPS.iter().flat_map(|(.., definitions)| *definitions).map(|entry| entry.id).collect();
        let ids: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(ids.len(), all.len());
    }
}
