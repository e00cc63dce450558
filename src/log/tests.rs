//! Records in a line, for the tests of this room.

use crate::finding::{self, Finding};
use crate::log::{DecisionLog, join};
use crate::model::{FieldSource, LinkKind, Record, StatedLink, StatedStatus, StatedTitle, Status, slug};
use crate::source::{History, Snapshot};

/// A record that is being made up.
pub(super) struct Builder(pub(super) Record);

/// An accepted record at this path, with the number that its name starts with.
pub(super) fn record(path: &str) -> Builder {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.strip_suffix(".md").unwrap_or(file);
    let digits = stem.split('-').next().unwrap_or_default();
    let title = StatedTitle { text: stem.to_owned(), source: FieldSource::FileName, span: None };
    Builder(Record {
        path: path.to_owned(),
        folder: folder.to_owned(),
        stem: stem.to_owned(),
        slug: slug(stem.trim_start_matches(digits)),
        number: digits.parse().ok(),
        title,
        ..Record::default()
    })
    .status(Status::Accepted)
}

impl Builder {
    pub(super) fn status(mut self, status: Status) -> Self {
        let raw = status.as_str().to_owned();
        self.0.status = Some(StatedStatus { status, raw, source: FieldSource::FrontMatter, span: None });
        self
    }

    pub(super) fn superseded(self) -> Self {
        self.status(Status::Superseded)
    }

    pub(super) fn links(mut self, links: &[(LinkKind, &str)]) -> Self {
        self.0.links = links
            .iter()
            .map(|(kind, target)| StatedLink {
                kind: *kind,
                target: (*target).to_owned(),
                text: None,
                source: FieldSource::FrontMatter,
                span: None,
            })
            .collect();
        self
    }
}

/// Joins made-up records that stand in an otherwise empty repository; findings come sorted.
pub(super) fn joined(records: Vec<Builder>) -> (DecisionLog, Vec<Finding>) {
    let records = records.into_iter().map(|builder| builder.0).collect();
    let (log, mut findings) = join(records, &Snapshot::default(), History::default());
    finding::sort(&mut findings);
    (log, findings)
}

#[test]
fn links_are_known_at_both_ends_and_once() {
    let links =
        [(LinkKind::Supersedes, "1"), (LinkKind::Supersedes, "0001-a.md"), (LinkKind::Related, "../e/0001-z.md")];
    let (log, findings) =
        joined(vec![record("d/0001-a.md").superseded(), record("d/0002-b.md").links(&links), record("e/0001-z.md")]);
    assert_eq!(findings, []);
    assert_eq!(log.successors(0).collect::<Vec<_>>(), [1]);
    assert_eq!(log.predecessors(1).collect::<Vec<_>>(), [0]);
    assert_eq!(log.linked(2, LinkKind::Related).collect::<Vec<_>>(), [1]);
    assert!(log.records[1].links.iter().all(|link| link.is_stated) && log.records[1].links.len() == 2);
    assert!(!log.records[2].links[0].is_stated);
}

#[test]
fn a_number_is_looked_up_at_home_first() {
    let links = [(LinkKind::DependsOn, "7"), (LinkKind::Related, "9"), (LinkKind::Amends, "8")];
    let (log, findings) = joined(vec![
        record("a/0001-x.md").links(&links),
        record("a/0007-y.md"),
        record("b/0007-y.md"),
        record("b/0009-z.md"),
        record("b/0008-p.md"),
        record("c/0008-q.md"),
    ]);
    assert_eq!(log.linked(0, LinkKind::DependsOn).collect::<Vec<_>>(), [1]);
    assert_eq!(
        log.records[log.linked(0, LinkKind::Related).next().expect("unique elsewhere")].record.path,
        "b/0009-z.md"
    );
    let [ambiguous] = findings.try_into().expect("one finding");
    assert_eq!((ambiguous.rule, ambiguous.message.as_str()), ("ambiguous-link", "`8` fits several records"));
    assert_eq!(ambiguous.help.as_deref(), Some("name the file: `b/0008-p.md`, `c/0008-q.md`"));
}

#[test]
fn what_leads_nowhere_or_to_itself_is_said() {
    let links = [(LinkKind::Related, "99"), (LinkKind::Related, "1"), (LinkKind::Related, "https://example.org/x")];
    let (log, findings) = joined(vec![record("a/0001-x.md").links(&links)]);
    let rules: Vec<&str> = findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["dangling-link", "self-link"]);
    assert!(log.records[0].links.is_empty());
}

#[test]
fn a_renamed_file_is_found_by_its_number_in_its_folder() {
    let links = [(LinkKind::Related, "./0002-old-name.md"), (LinkKind::Related, "../other/0003-gone.md")];
    let (log, findings) =
        joined(vec![record("a/0001-x.md").links(&links), record("a/0002-new-name.md"), record("a/0003-another.md")]);
    assert_eq!(log.linked(0, LinkKind::Related).collect::<Vec<_>>(), [1]);
    assert_eq!(findings.len(), 1, "a number does not reach into a folder that is not named");
}

#[test]
fn a_number_that_repeats_in_a_folder_is_noted_and_one_in_another_is_not() {
    let (log, findings) = joined(vec![record("a/0001-x.md"), record("a/0001-y.md"), record("b/0001-x.md")]);
    let [repeated] = findings.try_into().expect("one finding");
    assert_eq!(
        (repeated.path.as_str(), repeated.message.as_str()),
        ("a/0001-y.md", "the number 1 is taken by `a/0001-x.md`")
    );
    assert_eq!(log.find("1"), [0, 1, 2]);
    assert_eq!(log.find("a/0001-y.md"), [1]);
    // Equal slugs draw from streams of their own.
    let streams: Vec<&str> = log.records.iter().map(|logged| logged.stream_name.as_str()).collect();
    assert_eq!(streams, ["0001-x", "y", "b-0001-x"]);
}

#[test]
fn a_record_to_which_ten_thousand_point_is_joined_in_a_moment() {
    let others =
        (1..10_000).map(|number| record(&format!("d/{number:05}-r{number}.md")).links(&[(LinkKind::DependsOn, "0")]));
    let (log, findings) = joined(std::iter::once(record("d/00000-hub.md")).chain(others).collect());
    assert_eq!(findings, []);
    assert_eq!(log.records[0].links.len(), 9_999);
}
