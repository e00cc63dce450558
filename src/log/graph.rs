//! Supersession: which record took whose place.

use crate::finding::Finding;
use crate::log::DecisionLog;
use crate::model::{LinkKind, Status};

/// Records that replaced one another, connected by supersession.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Record indices, old before new; in a cycle, by index.
    pub members: Vec<usize>,
    /// Members that nothing replaces.
    pub current: Vec<usize>,
    /// A member has more than one successor or predecessor.
    pub is_branching: bool,
}

/// All chains of two records or more, by their first member.
pub fn chains(log: &DecisionLog) -> Vec<Chain> {
    let mut group: Vec<Option<usize>> = vec![None; log.records.len()];
    let mut chains = Vec::new();
    for start in 0..log.records.len() {
        if group[start].is_some() {
            continue;
        }
        let mut members = vec![start];
        group[start] = Some(start);
        let mut next = 0;
        while next < members.len() {
            let member = members[next];
            for neighbor in log.successors(member).chain(log.predecessors(member)) {
                if group[neighbor].is_none() {
                    group[neighbor] = Some(start);
                    members.push(neighbor);
                }
            }
            next += 1;
        }
        if members.len() > 1 {
            members.sort_unstable();
            chains.push(chain(log, members));
        }
    }
    chains
}

fn chain(log: &DecisionLog, members: Vec<usize>) -> Chain {
    let is_branching =
        members.iter().any(|member| log.successors(*member).count() > 1 || log.predecessors(*member).count() > 1);
    let current = members.iter().copied().filter(|member| log.successors(*member).next().is_none()).collect();
    let mut ordered = Vec::with_capacity(members.len());
    let mut left = members;
    while !left.is_empty() {
        let ready = left
            .iter()
            .position(|member| log.predecessors(*member).all(|old| ordered.contains(&old) || old == *member));
        // In a cycle nobody is first: the lowest index breaks it.
        ordered.push(left.remove(ready.unwrap_or(0)));
    }
    Chain { members: ordered, current, is_branching }
}

/// Supersession cycles, one-sided supersessions and contradictions of status.
pub(super) fn findings(log: &DecisionLog) -> Vec<Finding> {
    let mut findings = Vec::new();
    for idx in 0..log.records.len() {
        let record = &log.records[idx].record;
        let span = |kind: LinkKind| record.links.iter().find(|link| link.kind == kind).and_then(|link| link.span);
        if let Some(path) = cycle_from(log, idx) {
            let names: Vec<String> =
                path.iter().map(|member| format!("`{}`", log.records[*member].record.path)).collect();
            findings.push(
                Finding::error(
                    "supersession-cycle",
                    &record.path,
                    span(LinkKind::Supersedes).or_else(|| span(LinkKind::SupersededBy)),
                    format!("records replace one another in a circle: {}", names.join(" → ")),
                )
                .with_help("take out the link that points back in time"),
            );
        }
        let replaced = log.successors(idx).next();
        if record.status() == Some(Status::Superseded)
            && replaced.is_none()
            && record.links.iter().all(|link| link.kind != LinkKind::SupersededBy)
        {
            findings.push(
                Finding::warning(
                    "superseded-by-nothing",
                    &record.path,
                    record.status.as_ref().and_then(|status| status.span),
                    "this record is superseded, and nothing says by which",
                )
                .with_help("add `links: [{ superseded-by: NUMBER }]`, or the line `Superseded by …` below the status"),
            );
        }
        if let Some(successor) = replaced
            && record.status() == Some(Status::Accepted)
        {
            findings.push(
                Finding::warning(
                    "status-not-superseded",
                    &record.path,
                    record.status.as_ref().and_then(|status| status.span),
                    format!(
                        "`{}` takes this record's place, and its status still says accepted",
                        log.records[successor].record.path
                    ),
                )
                .with_help("write `superseded` as its status"),
            );
        }
    }
    findings
}

/// A cycle of supersession through this record, told once: by its member with the lowest index.
fn cycle_from(log: &DecisionLog, start: usize) -> Option<Vec<usize>> {
    let mut came_from: Vec<Option<usize>> = vec![None; log.records.len()];
    let mut queue = vec![start];
    let mut next = 0;
    while next < queue.len() {
        let member = queue[next];
        next += 1;
        for successor in log.successors(member) {
            if successor == start {
                let mut path = vec![start];
                let mut back = member;
                let mut reversed = vec![];
                while back != start {
                    reversed.push(back);
                    back = came_from[back]?;
                }
                path.extend(reversed.into_iter().rev());
                path.push(start);
                return (path.iter().min() == Some(&start)).then_some(path);
            }
            if came_from[successor].is_none() {
                came_from[successor] = Some(member);
                queue.push(successor);
            }
        }
    }
    None
}
