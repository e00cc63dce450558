//! `adr check --fix`: what can be mended without asking is, in the files of the log alone.

use crate::cli::context::Context;
use crate::cli::editing::{self, Editing};
use crate::cli::journey::Weighed;
use crate::cli::{print, retire};
use crate::edit::{self, MENDED_RULES};
use crate::finding::Finding;
use crate::log::{self, HalfLink};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// Mends what these findings tell of, and says what it changed; whether it changed anything.
///
/// A finding that the book silences is nothing to mend. What an edit cannot do safely is said, and left.
pub(crate) fn fix(weighed: &Weighed, context: &Context) -> anyhow::Result<bool> {
    let slips = slips(&weighed.findings);
    let halves = halves(weighed);
    if slips.is_empty() && halves.is_empty() {
        return Ok(false);
    }
    let mut editing = Editing::begin("check --fix", context)?;
    let by_path: BTreeMap<String, usize> =
        editing.journey.log.records.iter().enumerate().map(|(idx, logged)| (logged.record.path.clone(), idx)).collect();
    let found = |path: &str| by_path.get(path).copied();
    let path_of = |idx: usize| weighed.journey.log.records[idx].record.path.as_str();
    let slips: Vec<(usize, Vec<&str>)> =
        slips.into_iter().filter_map(|(path, rules)| Some((found(path)?, rules.into_iter().collect()))).collect();
    let halves: Vec<(usize, usize, HalfLink)> = halves
        .into_iter()
        .filter_map(|half| Some((found(path_of(half.lacked_by))?, found(path_of(half.stated_by))?, half)))
        .collect();
    let touched: Vec<usize> = slips.iter().map(|(idx, _)| *idx).chain(halves.iter().map(|(idx, ..)| *idx)).collect();
    editing.lock(&touched)?;
    let has_changed = Cell::new(false);
    // On stderr: results of a check go to programs, too.
    let tell = |text: &str| {
        has_changed.set(true);
        print::say(context, &format!("mended: {text}"));
        Ok(())
    };
    for (idx, rules) in slips {
        let mut changes = Vec::new();
        let done = editing.change(idx, |page, text| {
            Ok(edit::mend(page, text, &rules).map(|mended| {
                changes = mended.changes;
                mended.text
            }))
        });
        if is_done(done, context) {
            let path = editing.record(idx).path.clone();
            for (line, before, after) in changes {
                tell(&format!("{path}:{line}: `{before}` became `{after}`"))?;
            }
        }
    }
    let day = editing::day(context);
    for (lacking, stating, half) in halves {
        if half.is_to_retire {
            if let Err(error) = retire::retire(&mut editing, (lacking, None, stating), day, &tell) {
                print::say(context, &format!("not mended: {error}"));
            }
            continue;
        }
        let target = editing.target(lacking, stating);
        let done =
            editing.change(lacking, |page, text| edit::add_link(page, text, half.lacks, &target.as_target(), None));
        if is_done(done, context) {
            let (path, other) = (&editing.record(lacking).path, &editing.record(stating).path);
            tell(&format!("{path}: {} {other}", half.lacks.as_str()))?;
        }
    }
    Ok(has_changed.get())
}

/// By file: the rules of its slips that can be mended.
fn slips(findings: &[Finding]) -> BTreeMap<&str, BTreeSet<&'static str>> {
    let mut slips = BTreeMap::<&str, BTreeSet<&'static str>>::new();
    for finding in findings.iter().filter(|finding| MENDED_RULES.contains(&finding.rule)) {
        slips.entry(&finding.path).or_default().insert(finding.rule);
    }
    slips
}

/// Links that lack their other side, where that is told.
fn halves(weighed: &Weighed) -> Vec<HalfLink> {
    let told: BTreeSet<(&str, &str)> =
        weighed.findings.iter().map(|finding| (finding.rule, finding.path.as_str())).collect();
    let log = &weighed.journey.log;
    let is_told = |half: &HalfLink| {
        let path = |idx: usize| log.records[idx].record.path.as_str();
        if half.is_to_retire {
            told.contains(&("status-not-superseded", path(half.lacked_by)))
        } else {
            told.contains(&("one-sided-link", path(half.stated_by)))
        }
    };
    log::half_links(log).into_iter().filter(is_told).collect()
}

/// Whether a file was changed; where it could not be, says why.
fn is_done(done: anyhow::Result<bool>, context: &Context) -> bool {
    done.unwrap_or_else(|error| {
        print::say(context, &format!("not mended: {error}"));
        false
    })
}
