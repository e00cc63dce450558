//! Opening repositories, naming commits and days, with errors that say what to do.

use super::belongs;
use super::error::Error;
use crate::source::{Commit, Home};
use git2::{ErrorClass, ErrorCode, Index, Repository};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// Who works in a repository, as git knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: Option<String>,
}

/// The person that git's settings name for a folder; `None` where they name nobody.
pub fn person(folder: &Path) -> Option<Person> {
    let config = match Repository::discover(folder) {
        Ok(repository) => repository.config(),
        Err(_) => git2::Config::open_default(),
    };
    let config = config.and_then(|mut config| config.snapshot()).ok()?;
    let name = config.get_string("user.name").ok().filter(|name| !name.trim().is_empty())?;
    Some(Person { name: name.trim().to_owned(), email: config.get_string("user.email").ok() })
}

/// The folders in which git keeps what a working tree stands on: the current branch, its commit, and the list of what is
/// tracked; whether their own folders belong to it. None outside git.
pub fn moving_parts(folder: &Path) -> Vec<(PathBuf, bool)> {
    let Ok(repository) = Repository::discover(folder) else { return Vec::new() };
    let refs = repository.commondir().join("refs");
    vec![(repository.path().to_owned(), false), (repository.commondir().to_owned(), false), (refs, true)]
}

/// Whether a folder is one of git's own, or lies in one: `.git`, wherever it is, or a bare repository.
pub fn is_gits_own(folder: &Path) -> bool {
    if belongs::is_gits_own(&folder.to_string_lossy()) {
        return true;
    }
    let Some(there) = folder.ancestors().find_map(|above| std::fs::canonicalize(above).ok()) else { return false };
    let own = Repository::discover(&there).ok().and_then(|own| std::fs::canonicalize(own.path()).ok());
    belongs::is_gits_own(&there.to_string_lossy()) || own.is_some_and(|own| there.starts_with(own))
}

/// The repository that a folder stands in; `None` where it stands in none.
pub(super) fn discover(folder: &Path) -> Result<Option<Repository>, Error> {
    match Repository::discover(folder) {
        Ok(repository) => Ok(Some(repository)),
        Err(error) if error.code() == ErrorCode::NotFound && error.class() == ErrorClass::Repository => Ok(None),
        Err(error) if error.code() == ErrorCode::Owner => Err(Error::AnotherOwner { path: owned_path(folder) }),
        Err(source) => Err(Error::OpenRepository { path: folder.to_owned(), source }),
    }
}

/// The folder that `safe.directory` must name: the nearest that holds `.git`.
fn owned_path(folder: &Path) -> PathBuf {
    top_around(folder).unwrap_or(folder).to_owned()
}

/// What git tracks in the working tree; where its list cannot be read, what its commit holds, if that may be asked.
pub(super) fn index(repository: &Repository, or_commit: bool) -> Result<Index, Error> {
    let in_head = || {
        let tree = repository.head()?.peel_to_tree()?;
        let mut index = Index::new()?;
        index.read_tree(&tree)?;
        Ok(index)
    };
    let error = |source| Error::ReadIndex { path: path_of(repository), source };
    match repository.index() {
        Err(unread) if or_commit => in_head().map_err(|_: git2::Error| unread),
        index => index,
    }
    .map_err(error)
}

/// What git tracks around a folder, in a repository that cannot be opened; with the folder that it stands in.
pub(super) fn index_around(folder: &Path) -> Option<(PathBuf, Index)> {
    let top = top_around(folder)?;
    let index = Index::open(&top.join(".git/index")).ok()?;
    Some((top.to_owned(), index))
}

/// Whether git passes over a folder of the working tree, and nothing in it is tracked all the same. The index is asked
/// first: it knows most folders, and rules are read folder by folder.
pub(super) fn is_ignored(repository: &Repository, path: &str) -> bool {
    let path = path.trim_start_matches('/');
    let is_tracked = repository.index().is_ok_and(|index| index.find_prefix(format!("{path}/")).is_ok());
    !is_tracked && repository.is_path_ignored(path).unwrap_or(false)
}

/// The nearest folder that holds a `.git`, whatever that is.
pub(super) fn top_around(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|above| above.join(".git").symlink_metadata().is_ok())
}

/// The commit that a revision names.
pub(super) fn commit_at<'r>(repository: &'r Repository, revision: &str) -> Result<git2::Commit<'r>, Error> {
    repository.revparse_single(revision).and_then(|object| object.peel_to_commit()).map_err(|source| {
        let (revision, path) = (revision.to_owned(), path_of(repository));
        match source.code() {
            ErrorCode::NotFound | ErrorCode::InvalidSpec | ErrorCode::Ambiguous => {
                Error::UnknownRevision { revision, path, source }
            }
            _ => Error::ReadRevision { revision, path, source },
        }
    })
}

/// The commit that the working tree stands on; `None` before the first.
pub(super) fn head(repository: &Repository) -> Result<Option<git2::Commit<'_>>, Error> {
    let error = |source| Error::ReadHead { path: path_of(repository), source };
    let head = match repository.head() {
        // A branch without a commit yet.
        Err(none) if matches!(none.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound) => return Ok(None),
        head => head.and_then(|head| head.resolve()).map_err(error)?,
    };
    let Some(id) = head.target() else { return Ok(None) };
    repository.find_commit(id).map(Some).map_err(error)
}

/// A commit as plain data.
pub(super) fn describe(commit: &git2::Commit<'_>) -> Commit {
    Commit { id: commit.id().to_string(), date: day(commit.time()) }
}

/// What a repository is called elsewhere; `prefix` is the root that is read, below its top.
pub(super) fn home(repository: &Repository, prefix: &str) -> Home {
    let names = repository.remotes();
    let names = names.iter().flat_map(|names| names.iter().filter_map(|name| name.ok().flatten()));
    let remotes = names
        .filter_map(|name| repository.find_remote(name).ok())
        .filter_map(|remote| Home::name_in(remote.url().ok()?))
        .collect();
    let folder = repository.workdir().unwrap_or_else(|| repository.path());
    let folder = folder.file_name().map(|name| name.to_string_lossy().trim_end_matches(".git").to_owned());
    Home { remotes, folder: folder.unwrap_or_default(), prefix: prefix.to_owned() }
}

/// Where a repository is, as people call it: the working folder, else the bare repository.
pub(super) fn path_of(repository: &Repository) -> PathBuf {
    repository.workdir().unwrap_or_else(|| repository.path()).to_owned()
}

/// The day of a moment in its own time zone; a clock beyond the calendar gives its nearest end.
pub(super) fn day(time: git2::Time) -> Date {
    let local = time.seconds().saturating_add(i64::from(time.offset_minutes()) * 60);
    match jiff::Timestamp::from_second(local) {
        Ok(moment) => jiff::tz::Offset::UTC.to_datetime(moment).date(),
        Err(_) if local < 0 => Date::MIN,
        Err(_) => Date::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_the_authors_own() {
        let late = 1_767_222_000; // 2025-12-31 23:00 UTC
        assert_eq!(day(git2::Time::new(late, 0)).to_string(), "2025-12-31");
        assert_eq!(day(git2::Time::new(late, 120)).to_string(), "2026-01-01");
        assert_eq!(day(git2::Time::new(i64::MAX, 0)), Date::MAX);
    }
}
