//! Links that change how the other record is read, and that only one of both states.

use crate::log::DecisionLog;
use crate::model::{LinkKind, Status};
use crate::source::Span;

/// A link of which one side is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HalfLink {
    /// The record that states its side.
    pub stated_by: usize,
    /// Where it does.
    pub span: Option<Span>,
    /// The record that lacks the other side.
    pub lacked_by: usize,
    /// What that one should say.
    pub lacks: LinkKind,
    /// It should say so by its status, too: it still says that it is accepted.
    pub is_to_retire: bool,
}

/// Supersessions and amendments of which one side is written. Of the other kinds one side is enough: whoever opens the
/// other record alone is not misled.
pub fn half_links(log: &DecisionLog) -> Vec<HalfLink> {
    let mut halves = Vec::new();
    for (idx, logged) in log.records.iter().enumerate() {
        for link in logged.links.iter().filter(|link| link.is_stated) {
            let lacks = link.kind.reverse();
            let other = &log.records[link.to];
            match link.kind {
                LinkKind::SupersededBy | LinkKind::Amends | LinkKind::AmendedBy => {}
                // What is only proposed takes nobody's place yet.
                LinkKind::Supersedes
                    if !logged.record.is_open() && logged.record.status() != Some(Status::Rejected) => {}
                _ => continue,
            }
            let is_to_retire = link.kind == LinkKind::Supersedes
                && logged.record.status() == Some(Status::Accepted)
                && other.record.status() == Some(Status::Accepted);
            let is_whole = other.links.iter().any(|back| back.is_stated && back.kind == lacks && back.to == idx);
            if is_whole && !is_to_retire {
                continue;
            }
            let mut places = logged.record.links.iter().zip(&logged.resolutions);
            let stated =
                places.find(|(stated, to)| stated.kind == link.kind && **to == crate::log::Resolution::Record(link.to));
            let span = stated.and_then(|(stated, _)| stated.span);
            halves.push(HalfLink { stated_by: idx, span, lacked_by: link.to, lacks, is_to_retire });
        }
    }
    halves
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::tests::{joined, record};

    #[test]
    fn only_links_that_change_the_other_record_need_both_sides() {
        let (log, _) = joined(vec![
            record("d/0001-a.md").superseded().links(&[(LinkKind::SupersededBy, "2")]),
            record("d/0002-b.md").links(&[(LinkKind::DependsOn, "3"), (LinkKind::Amends, "3")]),
            record("d/0003-c.md").links(&[(LinkKind::AmendedBy, "2")]),
            record("d/0004-d.md").links(&[(LinkKind::Supersedes, "5")]),
            record("d/0005-e.md"),
            record("d/0006-f.md").status(Status::Proposed).links(&[(LinkKind::Supersedes, "4")]),
        ]);
        let told: Vec<_> = half_links(&log)
            .iter()
            .map(|half| (half.stated_by, half.lacked_by, half.lacks.as_str(), half.is_to_retire))
            .collect();
        assert_eq!(told, [(0, 1, "supersedes", false), (3, 4, "superseded-by", true)]);
    }
}
