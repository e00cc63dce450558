//! A point in time as a person names it → the commit that stood there.

use super::deadline::guarded;
use super::error::Error;
use super::git;
use crate::source::Commit;
use git2::{BranchType, Repository};
use jiff::civil::Date;
use std::path::Path;

/// A point in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The end of a day, in the calendar of who committed.
    Day(Date),
    /// A commit, branch or tag.
    Revision(String),
}

/// The names that a repository has for its commits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Branches and tags, sorted.
    pub names: Vec<String>,
    /// It is a shallow clone: commits before its beginning are not there.
    pub is_cut: bool,
}

/// The commit that stood at a moment: of a day, the last of that day or before on the current branch, along first
/// parents, so that what a merge brought in counts from the day of the merge.
pub fn commit_of(dir: &Path, moment: &Moment) -> Result<Commit, Error> {
    commit_before(dir, moment, None)
}

/// The same, where a day is looked for on the way down from the revision that is `read`, else from the current branch.
pub fn commit_before(dir: &Path, moment: &Moment, read: Option<&str>) -> Result<Commit, Error> {
    let (dir, moment, read) = (dir.to_owned(), moment.clone(), read.map(str::to_owned));
    guarded(&dir.clone(), move || {
        let Some(repository) = git::discover(&dir)? else {
            let revision = match moment {
                Moment::Day(day) => day.to_string(),
                Moment::Revision(revision) => revision,
            };
            return Err(Error::NoRepository { path: dir, revision });
        };
        match moment {
            Moment::Day(day) => {
                let from = match read {
                    Some(read) => Some(git::commit_at(&repository, &read)?),
                    None => git::head(&repository)?,
                };
                commit_on(&repository, from, day)
            }
            Moment::Revision(revision) => git::commit_at(&repository, &revision).map(|commit| git::describe(&commit)),
        }
    })
}

fn commit_on(repository: &Repository, from: Option<git2::Commit<'_>>, day: Date) -> Result<Commit, Error> {
    let path = || git::path_of(repository);
    let mut commit = from.ok_or_else(|| Error::NoCommit { path: path() })?;
    loop {
        let described = git::describe(&commit);
        if described.date <= day {
            return Ok(described);
        }
        if commit.parent_count() == 0 {
            let (first, of) = (described.id[..7].to_owned(), described.date);
            let path = path();
            return Err(if repository.is_shallow() {
                Error::HistoryCut { path, day, first, of }
            } else {
                Error::NothingBefore { path, day, first, of }
            });
        }
        commit = commit.parent(0).map_err(|source| Error::WalkHistory { path: path(), source })?;
    }
}

/// The newest tag that begins like this and lies before a commit; `None` where there is none, and outside git.
pub fn newest_tag(dir: &Path, start: &str, before: &str) -> Option<String> {
    let repository = git::discover(dir).ok()??;
    let until = git::commit_at(&repository, before).ok()?;
    let names = repository.tag_names(Some(&format!("{start}*"))).ok()?;
    let tagged = names.iter().filter_map(|name| name.ok().flatten()).filter_map(|name| {
        let commit = git::commit_at(&repository, &format!("refs/tags/{name}")).ok()?;
        let is_before = commit.id() != until.id() && commit.time().seconds() <= until.time().seconds();
        is_before.then(|| (commit.time().seconds(), name.to_owned()))
    });
    tagged.max().map(|(_, name)| name)
}

/// What may be named in a repository; nothing outside git, and where it cannot be read.
pub fn revisions(dir: &Path) -> Known {
    let Ok(Some(repository)) = git::discover(dir) else { return Known::default() };
    let mut names: Vec<String> = Vec::new();
    for kind in [BranchType::Local, BranchType::Remote] {
        let branches = repository.branches(Some(kind)).into_iter().flatten().flatten();
        names.extend(branches.filter_map(|(branch, _)| branch.name().ok().flatten().map(str::to_owned)));
    }
    if let Ok(tags) = repository.tag_names(None) {
        names.extend(tags.iter().filter_map(|name| name.ok().flatten()).map(str::to_owned));
    }
    names.sort();
    names.dedup();
    Known { names, is_cut: repository.is_shallow() }
}
