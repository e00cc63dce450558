//! Folders and files, whether they stand on a disk or in a commit's tree: what discovery and the
//! walk over record folders need of either.

use super::belongs::is_gits_own;
use super::decode::{MAX_BYTES, decode};
use super::error::Error;
use super::objects::{EntryKind, Id};
use super::store::Store;
use crate::source::joined;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The root of what is read.
pub(super) enum Place<'r> {
    /// A folder on disk, as the system spells it.
    Disk(PathBuf),
    /// A tree of a commit.
    Tree {
        /// Where it stands.
        store: &'r dyn Store,
        /// The tree.
        tree: Id,
        /// The commit's id, for errors.
        commit: String,
    },
}

/// What an entry of a folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    Link,
    Other,
}

/// Where an entry's bytes are.
#[derive(Clone, Debug)]
pub(super) enum Handle {
    Disk(PathBuf),
    Object(Id),
}

/// One entry of a folder.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) handle: Handle,
}

impl Place<'_> {
    /// The root folder itself.
    pub(super) fn top(&self) -> Handle {
        match self {
            Self::Disk(root) => Handle::Disk(root.clone()),
            Self::Tree { tree, .. } => Handle::Object(*tree),
        }
    }

    /// The entries of a folder, sorted by name.
    pub(super) fn list(&self, folder: &Handle) -> Result<Vec<Entry>, Error> {
        let mut entries = match (self, folder) {
            (Self::Tree { store, commit, .. }, Handle::Object(id)) => list_tree(*store, *id, commit)?,
            (_, Handle::Disk(folder)) => list_disk(folder)?,
            (Self::Disk(_), Handle::Object(_)) => Vec::new(),
        };
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    /// What stands at a clean path (`""` is the root), links followed within the root.
    pub(super) fn find(&self, path: &str) -> Result<Option<(Kind, Handle)>, Error> {
        if path.is_empty() {
            return Ok(Some((Kind::Folder, self.top())));
        }
        match self {
            Self::Disk(root) => Ok(find_on_disk(root, &root.join(path))),
            Self::Tree { store, tree, commit } => find_in_tree(*store, *tree, path, commit),
        }
    }

    /// The file that a link at `path` means, where it is one and stands within the root.
    pub(super) fn follow(&self, path: &str, link: &Handle) -> Result<Option<Handle>, Error> {
        let target = match (self, link) {
            (Self::Disk(root), Handle::Disk(link)) => find_on_disk(root, link),
            (Self::Tree { .. }, _) => self.find(path)?,
            _ => None,
        };
        Ok(target.and_then(|(kind, handle)| (kind == Kind::File).then_some(handle)))
    }

    /// The bytes of a small file by its path; `None` where there is none.
    pub(super) fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some((Kind::File, handle)) = self.find(path)? else { return Ok(None) };
        match (self, &handle) {
            (Self::Tree { store, commit, .. }, Handle::Object(id)) => read_object(*store, *id, path, commit).map(Some),
            (_, Handle::Disk(file)) => {
                let mut bytes = Vec::new();
                read_disk(file, &mut bytes).map(|()| Some(bytes))
            }
            _ => Ok(None),
        }
    }
}

impl Place<'_> {
    /// The beginning of a file as text; `None` where it cannot be read.
    pub(super) fn head(&self, file: &Handle, length: usize) -> Option<Arc<str>> {
        let mut bytes = Vec::with_capacity(length);
        match (self, file) {
            (Self::Tree { store, .. }, Handle::Object(id)) => bytes = store.blob(*id, length).ok()?,
            (_, Handle::Disk(path)) => {
                File::open(path).ok()?.take(length as u64).read_to_end(&mut bytes).ok()?;
            }
            (Self::Disk(_), Handle::Object(_)) => return None,
        }
        Some(decode(&bytes).text)
    }
}

/// The bytes of a blob, cut one past what is read.
pub(super) fn read_object(store: &dyn Store, id: Id, path: &str, commit: &str) -> Result<Vec<u8>, Error> {
    store.blob(id, MAX_BYTES + 1).map_err(|source| object_error(store, path, commit, source))
}

/// The bytes of a file, cut one past what is read, in the place of what `bytes` held. Most files fit what it holds
/// after the first, and are read without asking for their size.
pub(super) fn read_disk(file: &Path, bytes: &mut Vec<u8>) -> Result<(), Error> {
    bytes.clear();
    bytes.reserve(64 << 10);
    let read = File::open(file).and_then(|opened| opened.take(MAX_BYTES as u64 + 1).read_to_end(bytes));
    read.map(|_| ()).map_err(|source| Error::ReadFile { path: file.to_owned(), source })
}

fn list_disk(folder: &Path) -> Result<Vec<Entry>, Error> {
    let error = |source| Error::ReadFile { path: folder.to_owned(), source };
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(error)? {
        let entry = entry.map_err(error)?;
        let kind = entry.file_type().map_or(Kind::Other, kind_of);
        let name = entry.file_name().to_string_lossy().into_owned();
        entries.push(Entry { name, kind, handle: Handle::Disk(entry.path()) });
    }
    Ok(entries)
}

fn kind_of(file_type: fs::FileType) -> Kind {
    if file_type.is_file() {
        Kind::File
    } else if file_type.is_dir() {
        Kind::Folder
    } else if file_type.is_symlink() {
        Kind::Link
    } else {
        // A pipe or socket would block for ever.
        Kind::Other
    }
}

fn find_on_disk(root: &Path, path: &Path) -> Option<(Kind, Handle)> {
    let real = fs::canonicalize(path).ok()?;
    if is_gits_own(&real.strip_prefix(root).ok()?.to_string_lossy()) {
        return None;
    }
    let kind = kind_of(fs::metadata(&real).ok()?.file_type());
    Some((kind, Handle::Disk(real)))
}

fn list_tree(store: &dyn Store, id: Id, commit: &str) -> Result<Vec<Entry>, Error> {
    let tree = store.tree(id).map_err(|source| object_error(store, "", commit, source))?;
    let entries = tree.iter().map(|entry| Entry {
        name: String::from_utf8_lossy(entry.name).into_owned(),
        kind: kind_of_entry(entry.kind),
        handle: Handle::Object(entry.id),
    });
    Ok(entries.collect())
}

fn kind_of_entry(kind: EntryKind) -> Kind {
    match kind {
        EntryKind::Folder => Kind::Folder,
        EntryKind::Link => Kind::Link,
        EntryKind::File => Kind::File,
        EntryKind::Other => Kind::Other,
    }
}

fn find_in_tree(store: &dyn Store, tree: Id, path: &str, commit: &str) -> Result<Option<(Kind, Handle)>, Error> {
    let mut path = path.to_owned();
    // A chain of links longer than this is a loop.
    for _ in 0..8 {
        let found = store.entry_at(tree, &path).map_err(|source| object_error(store, "", commit, source))?;
        let Some((kind, id)) = found else { return Ok(None) };
        if kind != EntryKind::Link {
            return Ok(Some((kind_of_entry(kind), Handle::Object(id))));
        }
        let target = read_object(store, id, &path, commit)?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let Some(next) = join_clean(folder, &String::from_utf8_lossy(&target)) else { return Ok(None) };
        if next.is_empty() {
            return Ok(Some((Kind::Folder, Handle::Object(tree))));
        }
        path = next;
    }
    Ok(None)
}

fn object_error(store: &dyn Store, path: &str, commit: &str, source: git2::Error) -> Error {
    let commit = commit[..commit.len().min(7)].to_owned();
    let what = if path.is_empty() { "a folder".to_owned() } else { format!("`{path}`") };
    if source.code() == git2::ErrorCode::NotFound && store.is_partial() {
        return Error::NotFetched { what: format!("{what} at commit {commit}"), path: store.path() };
    }
    Error::ReadObject { what, commit, source }
}

/// `folder/relative` without `.` and `..`; `None` where it is absolute or leaves the root.
pub(super) fn join_clean(folder: &str, relative: &str) -> Option<String> {
    if relative.starts_with('/') || relative.contains('\0') {
        return None;
    }
    joined(folder, relative)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_paths_stay_inside() {
        assert_eq!(join_clean("", "./docs//adr/").as_deref(), Some("docs/adr"));
        assert_eq!(join_clean("docs/adr", "../img/a.png").as_deref(), Some("docs/img/a.png"));
        assert_eq!(join_clean("", ".").as_deref(), Some(""));
        assert_eq!(join_clean("docs", "../../etc"), None);
        assert_eq!(join_clean("docs", "/etc/passwd"), None);
    }
}
