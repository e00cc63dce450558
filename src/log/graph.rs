//! Supersession: which record took whose place.

use crate::finding::Finding;
use crate::log::DecisionLog;
use crate::model::{LinkKind, Status};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

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
    let mut waits_for: BTreeMap<usize, usize> =
        members.iter().map(|member| (*member, log.predecessors(*member).count())).collect();
    let mut ready: BTreeSet<usize> = members.iter().copied().filter(|member| waits_for[member] == 0).collect();
    let mut ordered = Vec::with_capacity(members.len());
    while !waits_for.is_empty() {
        // In a cycle nobody is first: the lowest index breaks it.
        let Some(member) = ready.pop_first().or_else(|| waits_for.keys().next().copied()) else { break };
        waits_for.remove(&member);
        ordered.push(member);
        for successor in log.successors(member) {
            if let Some(count) = waits_for.get_mut(&successor) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    ready.insert(successor);
                }
            }
        }
    }
    Chain { members: ordered, current, is_branching }
}

/// Supersession cycles, one-sided supersessions and contradictions of status.
pub(super) fn findings(log: &DecisionLog) -> Vec<Finding> {
    let circles = |kind: LinkKind| cycles(log, kind).into_iter().map(move |cycle| cycle_finding(log, kind, &cycle));
    let mut findings: Vec<Finding> = circles(LinkKind::SupersededBy).chain(circles(LinkKind::DependsOn)).collect();
    for idx in 0..log.records.len() {
        let record = &log.records[idx].record;
        let replaced = log.successors(idx).next();
        // What is only proposed has taken nobody's place yet.
        let retired_by =
            log.successors(idx).find(|successor| log.records[*successor].record.status() == Some(Status::Accepted));
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
        if let Some(successor) = retired_by
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
                .with_help("write `superseded` as its status, or let `adr check --fix` do it"),
            );
        }
    }
    findings
}

/// How many members of a cycle are named.
const NAMED: usize = 6;

fn cycle_finding(log: &DecisionLog, kind: LinkKind, cycle: &[usize]) -> Finding {
    let record = &log.records[cycle[0]].record;
    let span = |kind: LinkKind| record.links.iter().find(|link| link.kind == kind).and_then(|link| link.span);
    let mut names: Vec<String> =
        cycle.iter().take(NAMED).map(|member| format!("`{}`", log.records[*member].record.path)).collect();
    if cycle.len() > NAMED {
        names.push(format!("{} more", cycle.len() - NAMED));
    }
    names.push(names[0].clone());
    let way = names.join(" → ");
    let place = |kind: LinkKind| span(kind).or_else(|| span(kind.reverse()));
    if kind == LinkKind::DependsOn {
        let message = format!("records depend on one another in a circle: {way}");
        return Finding::warning("dependency-cycle", &record.path, place(kind), message)
            .with_help("take out the link without which the other still stands, or make it `related`");
    }
    let message = format!("records replace one another in a circle: {way}");
    Finding::error("supersession-cycle", &record.path, place(LinkKind::Supersedes), message)
        .with_help("take out the link that points back in time")
}

/// A shortest cycle of links of one kind in each knot of records, through its member with the lowest index.
fn cycles(log: &DecisionLog, kind: LinkKind) -> Vec<Vec<usize>> {
    let mut cycles: Vec<Vec<usize>> =
        knots(log, kind).iter().filter_map(|knot| shortest_cycle(log, kind, knot)).collect();
    cycles.sort_unstable();
    cycles
}

/// Sets of two records or more in which each leads to each other, by Tarjan's algorithm (SIAM J.
/// Computing 1, 1972) with a stack of its own, since chains may be long.
fn knots(log: &DecisionLog, kind: LinkKind) -> Vec<BTreeSet<usize>> {
    const UNSEEN: usize = usize::MAX;
    let count = log.records.len();
    let (mut seen_at, mut low, mut is_stacked) = (vec![UNSEEN; count], vec![UNSEEN; count], vec![false; count]);
    let (mut clock, mut stack, mut knots) = (0, Vec::new(), Vec::new());
    for start in 0..count {
        if seen_at[start] != UNSEEN || log.linked(start, kind).next().is_none() {
            continue;
        }
        let mut path: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut enter = Some(start);
        loop {
            if let Some(member) = enter.take() {
                (seen_at[member], low[member], is_stacked[member]) = (clock, clock, true);
                clock += 1;
                stack.push(member);
                path.push((member, log.linked(member, kind).collect()));
            }
            let Some((member, next)) = path.last_mut() else { break };
            let member = *member;
            if let Some(successor) = next.pop() {
                if seen_at[successor] == UNSEEN {
                    enter = Some(successor);
                } else if is_stacked[successor] {
                    low[member] = low[member].min(seen_at[successor]);
                }
                continue;
            }
            path.pop();
            if let Some((parent, _)) = path.last() {
                low[*parent] = low[*parent].min(low[member]);
            }
            if low[member] == seen_at[member] {
                let mut knot = BTreeSet::new();
                while let Some(top) = stack.pop() {
                    is_stacked[top] = false;
                    knot.insert(top);
                    if top == member {
                        break;
                    }
                }
                if knot.len() > 1 {
                    knots.push(knot);
                }
            }
        }
    }
    knots
}

fn shortest_cycle(log: &DecisionLog, kind: LinkKind, knot: &BTreeSet<usize>) -> Option<Vec<usize>> {
    let start = *knot.first()?;
    let mut came_from = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(member) = queue.pop_front() {
        for successor in log.linked(member, kind).filter(|successor| knot.contains(successor)) {
            if successor == start {
                let mut cycle = vec![member];
                while let Some(before) = came_from.get(cycle.last()?) {
                    cycle.push(*before);
                }
                cycle.reverse();
                return Some(cycle);
            }
            if let Entry::Vacant(entry) = came_from.entry(successor) {
                entry.insert(member);
                queue.push_back(successor);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::tests::{joined, record};
    use proptest::prelude::*;

    fn told(findings: &[Finding]) -> Vec<String> {
        findings.iter().map(|finding| format!("{} {}: {}", finding.path, finding.rule, finding.message)).collect()
    }

    #[test]
    fn a_chain_runs_from_old_to_new_whatever_the_order_of_paths() {
        let (log, findings) = joined(vec![
            record("d/0001-a.md").superseded(),
            record("d/0002-b.md").links(&[(LinkKind::Supersedes, "0003-c.md")]),
            record("d/0003-c.md").superseded().links(&[(LinkKind::Supersedes, "1")]),
            record("d/0004-d.md"),
        ]);
        assert_eq!(findings, []);
        assert_eq!(chains(&log), [Chain { members: vec![0, 2, 1], current: vec![1], is_branching: false }]);
    }

    #[test]
    fn a_merge_branches_and_has_one_current_member() {
        let (log, _) = joined(vec![
            record("d/0001-a.md").superseded(),
            record("d/0002-b.md").superseded(),
            record("d/0003-c.md").links(&[(LinkKind::Supersedes, "1"), (LinkKind::Supersedes, "2")]),
        ]);
        assert_eq!(chains(&log), [Chain { members: vec![0, 1, 2], current: vec![2], is_branching: true }]);
    }

    #[test]
    fn a_cycle_is_told_once_with_its_way() {
        let (log, findings) = joined(vec![
            record("d/0001-a.md").superseded().links(&[(LinkKind::Supersedes, "3")]),
            record("d/0002-b.md").superseded().links(&[(LinkKind::Supersedes, "1")]),
            record("d/0003-c.md").superseded().links(&[(LinkKind::Supersedes, "2")]),
        ]);
        let [cycle] = told(&findings).try_into().expect("one finding");
        assert_eq!(
            cycle,
            "d/0001-a.md supersession-cycle: records replace one another in a circle: \
             `d/0001-a.md` → `d/0002-b.md` → `d/0003-c.md` → `d/0001-a.md`"
        );
        assert_eq!(chains(&log)[0].members, [0, 1, 2]);
        assert_eq!(chains(&log)[0].current, [0; 0]);
    }

    #[test]
    fn a_circle_of_dependencies_is_told_whichever_side_states_it() {
        let (_, findings) = joined(vec![
            record("d/0001-a.md").links(&[(LinkKind::DependsOn, "2")]),
            record("d/0002-b.md").links(&[(LinkKind::DependsOn, "3")]),
            record("d/0003-c.md"),
            record("d/0004-d.md").links(&[(LinkKind::DependsOn, "1")]),
        ]);
        assert_eq!(findings, []);
        let (_, findings) = joined(vec![
            record("d/0001-a.md").links(&[(LinkKind::DependsOn, "2"), (LinkKind::Enables, "2")]),
            record("d/0002-b.md"),
        ]);
        let [cycle] = told(&findings).try_into().expect("one finding");
        assert_eq!(
            cycle,
            "d/0001-a.md dependency-cycle: records depend on one another in a circle: \
             `d/0001-a.md` → `d/0002-b.md` → `d/0001-a.md`"
        );
    }

    #[test]
    fn status_and_links_are_held_against_each_other() {
        let (_, findings) = joined(vec![
            record("d/0001-a.md"),
            record("d/0002-b.md").links(&[(LinkKind::Supersedes, "1")]),
            record("d/0003-c.md").superseded(),
        ]);
        assert_eq!(
            told(&findings),
            [
                "d/0001-a.md status-not-superseded: `d/0002-b.md` takes this record's place, and its status still says accepted",
                "d/0003-c.md superseded-by-nothing: this record is superseded, and nothing says by which",
            ]
        );
    }

    #[test]
    fn a_chain_of_ten_thousand_takes_no_stack() {
        let records = (1..=10_000).map(|number| {
            let old = format!("{}", number - 1);
            let links: &[(LinkKind, &str)] = if number == 1 { &[] } else { &[(LinkKind::Supersedes, &old)] };
            record(&format!("d/{number:05}-x{number}.md")).superseded().links(links)
        });
        let (log, _) = joined(records.collect());
        assert_eq!(chains(&log)[0].members.len(), 10_000);
    }

    proptest! {
        #[test]
        fn every_cycle_is_one_and_every_chain_keeps_its_members(
            edges in prop::collection::vec((1..8usize, 1..8usize), 0..14),
        ) {
            let target = |to: &usize| to.to_string();
            let records = (1..8usize).map(|number| {
                let targets: Vec<String> = edges.iter().filter(|(from, _)| *from == number).map(|(_, to)| target(to)).collect();
                let links: Vec<(LinkKind, &str)> = targets.iter().map(|to| (LinkKind::Supersedes, to.as_str())).collect();
                record(&format!("d/{number:04}-r{number}.md")).links(&links)
            });
            let (log, _) = joined(records.collect());
            for cycle in cycles(&log, LinkKind::SupersededBy) {
                for (idx, member) in cycle.iter().enumerate() {
                    let next = cycle[(idx + 1) % cycle.len()];
                    prop_assert!(log.successors(*member).any(|successor| successor == next));
                }
            }
            // Reaching oneself is being in a cycle, and each such record is in exactly one knot.
            let knotted: usize = knots(&log, LinkKind::SupersededBy).iter().map(BTreeSet::len).sum();
            let reaches_itself = (0..7).filter(|start| {
                let mut reached: BTreeSet<usize> = log.successors(*start).collect();
                loop {
                    let more: BTreeSet<usize> =
                        reached.iter().flat_map(|member| log.successors(*member)).chain(reached.iter().copied()).collect();
                    if more == reached {
                        break;
                    }
                    reached = more;
                }
                reached.contains(start)
            });
            prop_assert_eq!(knotted, reaches_itself.count());
            let mut members: Vec<usize> = chains(&log).into_iter().flat_map(|chain| chain.members).collect();
            let count = members.len();
            members.sort_unstable();
            members.dedup();
            prop_assert_eq!(members.len(), count);
        }
    }
}
