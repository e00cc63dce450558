//! Opening repositories, naming commits and days, with errors that say what to do.

use super::belongs;
use super::error::Error;
use super::library::Library;
use super::objects::Commit;
use super::open;
use super::program::Program;
use super::store::Store;
use crate::source::{self, Home};
use git2::{ErrorClass, ErrorCode, Index};
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
    let (name, email) = match discover(folder) {
        Ok(Some(store)) => (store.setting("user.name"), store.setting("user.email")),
        _ => {
            let config = git2::Config::open_default().and_then(|mut config| config.snapshot()).ok()?;
            (config.get_string("user.name").ok(), config.get_string("user.email").ok())
        }
    };
    let name = name.filter(|name| !name.trim().is_empty())?;
    Some(Person { name: name.trim().to_owned(), email })
}

/// The folders in which git keeps what a working tree stands on: the current branch, its commit, and the list of what is
/// tracked; whether their own folders belong to it. None outside git.
pub fn moving_parts(folder: &Path) -> Vec<(PathBuf, bool)> {
    let Ok(Some(store)) = discover(folder) else { return Vec::new() };
    let (own, common) = (store.git_dir().to_owned(), store.common_dir().to_owned());
    let tables = Some((common.join("reftable"), false)).filter(|(tables, _)| tables.is_dir());
    let refs = (common.join("refs"), true);
    [(own, false), (common, false), refs].into_iter().chain(tables).collect()
}

/// Whether a folder is one of git's own, or lies in one: `.git`, wherever it is, or a bare repository.
pub fn is_gits_own(folder: &Path) -> bool {
    if belongs::is_gits_own(&folder.to_string_lossy()) {
        return true;
    }
    let Some(there) = folder.ancestors().find_map(|above| std::fs::canonicalize(above).ok()) else { return false };
    let own = discover(&there).ok().flatten().and_then(|own| std::fs::canonicalize(own.git_dir()).ok());
    belongs::is_gits_own(&there.to_string_lossy()) || own.is_some_and(|own| there.starts_with(own))
}

/// The repository that a folder stands in; `None` where it stands in none.
pub(super) fn discover(folder: &Path) -> Result<Option<Box<dyn Store>>, Error> {
    let refused = match Library::discover(folder) {
        Ok(library) => return Ok(Some(Box::new(library))),
        Err(refused) if !open::is_for_git(&refused) => refused,
        Err(refused) => match Program::open(folder) {
            Ok(program) => return Ok(Some(Box::new(program))),
            Err(unread) if unread.code() == ErrorCode::Owner => unread,
            Err(unread) => return Err(Error::OpenByNobody { path: folder.to_owned(), refused, source: unread }),
        },
    };
    match refused.code() {
        ErrorCode::NotFound if refused.class() == ErrorClass::Repository => Ok(None),
        ErrorCode::Owner => Err(Error::AnotherOwner { path: owned_path(folder) }),
        _ => Err(Error::OpenRepository { path: folder.to_owned(), source: refused }),
    }
}

/// The folder that `safe.directory` must name: the nearest that holds `.git`, by its whole path.
fn owned_path(folder: &Path) -> PathBuf {
    let whole = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    top_around(&whole).unwrap_or(&whole).to_owned()
}

/// What git tracks in the working tree; where its list cannot be read, what its commit holds, if that may be asked.
pub(super) fn index(store: &dyn Store, or_commit: bool) -> Result<Index, Error> {
    match store.index() {
        Err(unread) if or_commit => store.index_of_head().map_err(|_| unread),
        index => index,
    }
    .map_err(|source| Error::ReadIndex { path: store.path(), source })
}

/// What git tracks around a folder, in a repository that cannot be opened; with the folder that it stands in.
pub(super) fn index_around(folder: &Path) -> Option<(PathBuf, Index)> {
    let top = top_around(folder)?;
    let index = Index::open(&top.join(".git/index")).ok()?;
    Some((top.to_owned(), index))
}

/// Whether git passes over a folder of the working tree, and nothing in it is tracked all the same. The index is asked
/// first: it knows most folders, and rules are read folder by folder.
pub(super) fn is_ignored(store: &dyn Store, path: &str) -> bool {
    let path = path.trim_start_matches('/');
    !store.tracks_below(path) && store.is_ignored(Path::new(path)).unwrap_or(false)
}

/// The nearest folder that holds a `.git`, whatever that is.
pub(super) fn top_around(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|above| above.join(".git").symlink_metadata().is_ok())
}

/// The commit that a revision names.
pub(super) fn commit_at(store: &dyn Store, revision: &str) -> Result<Commit, Error> {
    store.commit_named(revision).and_then(|id| store.commit(id)).map_err(|source| {
        let (revision, path) = (revision.to_owned(), store.path());
        match source.code() {
            // A name is unknown; an object that is not here was named, and is missing.
            ErrorCode::NotFound if source.class() == ErrorClass::Odb && store.is_partial() => {
                Error::NotFetched { what: format!("the revision `{revision}`"), path }
            }
            // Before the first commit nothing has a name.
            ErrorCode::NotFound if matches!(store.head(), Ok(None)) && store.names().is_empty() => {
                Error::NoCommit { path }
            }
            ErrorCode::NotFound | ErrorCode::InvalidSpec | ErrorCode::Ambiguous => {
                Error::UnknownRevision { revision, path, source }
            }
            _ => Error::ReadRevision { revision, path, source },
        }
    })
}

/// The commit that the working tree stands on; `None` before the first.
pub(super) fn head(store: &dyn Store) -> Result<Option<Commit>, Error> {
    let head = store.head().and_then(|head| head.map(|id| store.commit(id)).transpose());
    head.map_err(|source| Error::ReadHead { path: store.path(), source })
}

/// A commit as plain data.
pub(super) fn describe(commit: &Commit) -> source::Commit {
    source::Commit { id: commit.id.to_string(), date: day(commit.committed) }
}

/// What a repository is called elsewhere; `prefix` is the root that is read, below its top.
pub(super) fn home(store: &dyn Store, prefix: &str) -> Home {
    let remotes = store.remotes().iter().filter_map(|address| Home::name_in(address)).collect();
    let folder = store.path();
    let folder = folder.file_name().map(|name| name.to_string_lossy().trim_end_matches(".git").to_owned());
    Home { remotes, folder: folder.unwrap_or_default(), prefix: prefix.to_owned() }
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
