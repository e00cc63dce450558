//! Earlier texts of a record → what git knows of them: when it was decided, what changed since, who stated which estimate.

use crate::model::{Book, ChangedPart, Past, Record, Status};
use crate::record::candidates::Candidate;
use crate::record::depth::Depth;
use crate::record::parse::parse_at;
use crate::record::parts::{Leaf, Part, Parts, in_order, leaves, parts};
use crate::record::stated::dates::DayOrder;
use crate::source::{Change, SourceFile, Version};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is known of a record by its versions, newest first.
pub fn past(record: &Record, versions: &[Version], book: &Book) -> Past {
    let Some(newest) = versions.first() else { return Past::default() };
    let statuses = statuses(record, versions, book);
    let kind = record.status().and_then(decided);
    let run = statuses.iter().take_while(|status| kind.is_some() && status.and_then(decided) == kind).count();
    let (standing, before) = versions.split_at(run);
    let proposed = statuses.iter().rposition(|status| *status == Some(Status::Proposed));
    let mut past = Past {
        proposed: proposed.and_then(|at| versions[at].change.clone()),
        decided: standing.last().and_then(|version| version.change.clone()),
        was_reopened: statuses[run..].iter().any(|status| status.and_then(decided) == Some(Decided::For)),
        ..Past::default()
    };
    debug_assert_eq!(standing.len() + before.len(), versions.len(), "a version is before or after");
    if kind == Some(Decided::For) && past.decided.is_some() {
        past.changed = changed(record, standing, book);
    }
    if record.options.iter().any(|option| option.front_matter_idx.is_some()) {
        past.estimates = match versions {
            [one] if *one.text == *record.text => one_author(record, newest.change.as_ref()),
            _ => estimates(record, versions),
        };
    }
    past
}

/// How a decision was decided.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decided {
    /// Accepted, whatever became of it.
    For,
    /// Rejected.
    Against,
}

fn decided(status: Status) -> Option<Decided> {
    match status {
        Status::Accepted | Status::Superseded | Status::Deprecated => Some(Decided::For),
        Status::Rejected => Some(Decided::Against),
        Status::Draft | Status::Proposed | Status::Other => None,
    }
}

/// The status that each version stated. A text that is the same as the one after it is not read again.
fn statuses(record: &Record, versions: &[Version], book: &Book) -> Vec<Option<Status>> {
    let mut after: (&Arc<str>, Option<Status>) = (&record.text, record.status());
    let mut statuses = Vec::with_capacity(versions.len());
    for version in versions {
        if version.text != *after.0 {
            after = (&version.text, status_of(record, &version.text, book));
        }
        statuses.push(after.1);
    }
    statuses
}

fn status_of(record: &Record, text: &Arc<str>, book: &Book) -> Option<Status> {
    let file = SourceFile { path: record.path.clone(), text: Arc::clone(text), decoding: None };
    let candidate = Candidate::of(&file, &record.folder, &[], book).ok()?;
    parse_at(Depth::Listed, &candidate, &[], DayOrder::default(), book).0.status()
}

/// What stands otherwise than in the oldest of the versions, and who changed it last.
fn changed(record: &Record, versions: &[Version], book: &Book) -> Vec<ChangedPart> {
    let Some(accepted) = versions.last() else { return Vec::new() };
    if *accepted.text == *record.text {
        return Vec::new();
    }
    let parts = |text: &str| parts(&record.path, text, record.number, &book.may_change);
    let (then, now) = (parts(&accepted.text), parts(&record.text));
    let value = |parts: &Parts, name: &str| parts.get(name).map(|part| part.value.clone());
    let mut differing: BTreeMap<&str, &Part> = BTreeMap::new();
    for (name, part) in now.iter().chain(&then) {
        if value(&now, name) != value(&then, name) {
            differing.entry(name).or_insert(part);
        }
    }
    if differing.is_empty() {
        return Vec::new();
    }
    let each: Vec<Parts> = versions.iter().map(|version| parts(&version.text)).collect();
    let by = |name: &str| {
        if value(&each[0], name) != value(&now, name) {
            return None;
        }
        let last = (1..each.len()).find(|at| value(&each[*at], name) != value(&each[at - 1], name))?;
        versions[last - 1].change.clone()
    };
    let changed = |part: Part| {
        let name = differing.iter().find(|(_, differing)| **differing == &part).map_or("", |(name, _)| name);
        let span = part.span.filter(|_| now.contains_key(name));
        ChangedPart { span, by: by(name), name: part.name }
    };
    in_order(differing.values().map(|part| (*part).clone()).collect()).into_iter().map(changed).collect()
}

/// Everything was stated by one commit.
fn one_author(record: &Record, change: Option<&Change>) -> BTreeMap<String, Change> {
    let Some(change) = change else { return BTreeMap::new() };
    leaves(&record.path, &record.text).into_values().map(|leaf| (leaf.place, change.clone())).collect()
}

/// By place, the commit since which the figure stands as it does.
fn estimates(record: &Record, versions: &[Version]) -> BTreeMap<String, Change> {
    let now = leaves(&record.path, &record.text);
    let each: Vec<BTreeMap<String, Leaf>> =
        versions.iter().map(|version| leaves(&record.path, &version.text)).collect();
    let mut estimates = BTreeMap::new();
    for (name, leaf) in now {
        let stood = each.iter().take_while(|then| then.get(&name).is_some_and(|then| then.value == leaf.value)).count();
        if let Some(change) = stood.checked_sub(1).and_then(|at| versions[at].change.clone()) {
            estimates.insert(leaf.place, change);
        }
    }
    estimates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{FolderContext, reread};
    use jiff::civil::date;

    fn version(day: i8, author: &str, text: &str) -> Version {
        let change = Change { commit: format!("{day:040}"), author: author.to_owned(), date: date(2026, 1, day) };
        Version { change: Some(change), text: text.into() }
    }

    fn read(text: &str) -> Record {
        let file = SourceFile { path: "d/0001-a.md".to_owned(), text: text.into(), decoding: None };
        reread(&file, "d", &FolderContext::default(), &Book::default()).expect("a record").0
    }

    fn text(status: &str, cost: &str, context: &str) -> String {
        format!(
            "---\nstatus: {status}\noptions:\n  - buy: X\n    cost: {{ once: {cost}, yearly: 2k }}\n---\n# A\n\n## \
             Context\n\n{context}\n"
        )
    }

    fn days(past: &Past) -> (Option<i8>, Option<i8>) {
        let day = |change: &Option<Change>| change.as_ref().map(|change| change.date.day());
        (day(&past.proposed), day(&past.decided))
    }

    #[test]
    fn what_changes_after_acceptance_is_named_with_who_did_it() {
        let versions = [
            version(9, "Cy", &text("superseded", "4k", "B.")),
            version(8, "Bo", &text("accepted", "4k", "B.")),
            version(7, "Ada", &text("accepted", "3k", "B.")),
            version(6, "Ada", &text("accepted", "3k", "A.")),
            version(5, "Ada", &text("proposed", "1k", "A.")),
        ];
        let book = Book::default();
        let past = past(&read(&text("superseded", "4k", "C.")), &versions, &book);
        assert_eq!(days(&past), (Some(5), Some(6)));
        let told = |part: &ChangedPart| {
            let by = part.by.as_ref().map(|change| (change.author.clone(), change.date.day()));
            (part.name.clone(), part.span.map(|span| span.line), by)
        };
        let told: Vec<_> = past.changed.iter().map(told).collect();
        let expected = [
            ("options.buy.cost".to_owned(), Some(5), Some(("Bo".to_owned(), 8))),
            ("Context".to_owned(), Some(9), None),
        ];
        assert_eq!(told, expected);
        let by = |key: &str| past.estimates.get(key).map(|change| (change.author.as_str(), change.date.day()));
        assert_eq!(by("options[0].cost.once"), Some(("Bo", 8)));
        assert_eq!(by("options[0].cost.yearly"), Some(("Ada", 5)));
    }

    #[test]
    fn what_is_taken_back_did_not_change_and_reopening_freezes_anew() {
        let book = Book::default();
        let versions = [
            version(8, "Bo", &text("accepted", "3k", "A.")),
            version(7, "Ada", &text("accepted", "4k", "A.")),
            version(6, "Ada", &text("accepted", "3k", "A.")),
        ];
        assert_eq!(past(&read(&text("accepted", "3k", "A.")), &versions, &book).changed, []);
        let versions = [
            version(8, "Bo", &text("accepted", "4k", "A.")),
            version(7, "Ada", &text("proposed", "4k", "A.")),
            version(6, "Ada", &text("accepted", "3k", "A.")),
        ];
        let found = past(&read(&text("accepted", "4k", "A.")), &versions, &book);
        assert_eq!((found.changed.len(), found.was_reopened, days(&found)), (0, true, (Some(7), Some(8))));
    }

    #[test]
    fn what_history_is_cut_before_is_not_known() {
        let mut versions =
            [version(8, "Bo", &text("accepted", "4k", "B.")), version(7, "", &text("accepted", "3k", "A."))];
        versions[1].change = None;
        let found = past(&read(&text("accepted", "4k", "B.")), &versions, &Book::default());
        assert_eq!((days(&found), found.changed.len()), ((None, None), 0));
        assert_eq!(found.estimates.get("options[0].cost.once").map(|change| change.author.as_str()), Some("Bo"));
        assert_eq!(found.estimates.get("options[0].cost.yearly"), None);
    }
}
