//! A point in time as a person names it → the commit that stood there.

use super::deadline::guarded;
use super::error::Error;
use super::git;
use super::store::Store;
use crate::source;
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
pub fn commit_of(dir: &Path, moment: &Moment) -> Result<source::Commit, Error> {
    let (dir, moment) = (dir.to_owned(), moment.clone());
    guarded(&dir.clone(), move || {
        let Some(store) = git::discover(&dir)? else {
            let revision = match moment {
                Moment::Day(day) => day.to_string(),
                Moment::Revision(revision) => revision,
            };
            return Err(Error::NoRepository { path: dir, revision });
        };
        match moment {
            Moment::Day(day) => commit_on(&*store, day),
            Moment::Revision(revision) => git::commit_at(&*store, &revision).map(|commit| git::describe(&commit)),
        }
    })
}

fn commit_on(store: &dyn Store, day: Date) -> Result<source::Commit, Error> {
    let path = || store.path();
    let mut commit = git::head(store)?.ok_or_else(|| Error::NoCommit { path: path() })?;
    loop {
        let described = git::describe(&commit);
        if described.date <= day {
            return Ok(described);
        }
        let Some(parent) = commit.parents.first() else {
            let (first, of) = (described.id[..7].to_owned(), described.date);
            let path = path();
            return Err(if store.is_shallow() {
                Error::HistoryCut { path, day, first, of }
            } else {
                Error::NothingBefore { path, day, first, of }
            });
        };
        commit = store.commit(*parent).map_err(|source| Error::WalkHistory { path: path(), source })?;
    }
}

/// What may be named in a repository; nothing outside git, and where it cannot be read.
pub fn revisions(dir: &Path) -> Known {
    let Ok(Some(store)) = git::discover(dir) else { return Known::default() };
    let mut names = store.names();
    names.sort();
    names.dedup();
    Known { names, is_cut: store.is_shallow() }
}
