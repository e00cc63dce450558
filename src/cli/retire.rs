//! A record that takes the place of others: they become superseded by it.

use crate::cli::editing::{Editing, TargetOf};
use crate::edit;
use crate::log::Resolution;
use crate::model::{LinkKind, Status};
use jiff::civil::Date;

/// The records that this one says it supersedes, and that do not say so yet.
pub(crate) fn superseded_by(editing: &Editing, idx: usize) -> Vec<usize> {
    let logged = &editing.journey.log.records[idx];
    let mut retired: Vec<usize> = logged
        .record
        .links
        .iter()
        .zip(&logged.resolutions)
        .filter(|(link, _)| link.kind == LinkKind::Supersedes)
        .filter_map(|(_, resolution)| match resolution {
            Resolution::Record(other) if *other != idx => Some(*other),
            _ => None,
        })
        .filter(|other| !says_so(editing, *other, idx))
        .collect();
    retired.sort_unstable();
    retired.dedup();
    retired
}

fn says_so(editing: &Editing, other: usize, by: usize) -> bool {
    let logged = &editing.journey.log.records[other];
    let links = logged.links.iter();
    logged.record.status() == Some(Status::Superseded)
        && links.into_iter().any(|link| link.is_stated && link.kind == LinkKind::SupersededBy && link.to == by)
}

/// Writes into one record that another took its place, in these words where it is not ours, and says so.
pub(crate) fn retire(
    editing: &mut Editing,
    (other, spelled, by): (usize, Option<&str>, usize),
    day: Date,
    tell: &dyn Fn(&str) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let target = TargetOf { verb: spelled.map(str::to_owned), ..editing.target(other, by) };
    let is_changed = editing.change(other, |page, text| {
        edit::add_link(page, text, LinkKind::SupersededBy, &target.as_target(), Some(day))
    })?;
    if is_changed {
        let (path, by) = (&editing.record(other).path, &editing.record(by).path);
        tell(&format!("{path}: superseded by {by}"))?;
    }
    Ok(())
}
