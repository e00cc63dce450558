//! What is asked of a repository, whoever reads it: the library, or the installed git where the library cannot (decision 33).

use super::objects::{Commit, EntryKind, Hash, Id, Tree};
use git2::{Error, Index};
use std::path::{Path, PathBuf};

/// A repository that can be read.
pub(super) trait Store: Send {
    /// Its own folder (`.git`, or the bare repository).
    fn git_dir(&self) -> &Path;
    /// What it shares with its other working trees.
    fn common_dir(&self) -> &Path;
    /// The top of the working tree; `None` of a bare repository.
    fn work_dir(&self) -> Option<&Path>;
    /// Where it is opened again.
    fn place(&self) -> &Path;
    /// Commits were left out of it when it was cloned.
    fn is_shallow(&self) -> bool;
    /// Objects were left with the repository that it was cloned from.
    fn is_partial(&self) -> bool;

    /// The commit that is checked out; `None` before the first.
    fn head(&self) -> Result<Option<Id>, Error>;
    /// The commit that a revision names.
    fn commit_named(&self, revision: &str) -> Result<Id, Error>;
    /// Branches but for the one that is checked out, local ones and those of remotes, as people call them.
    fn other_branches(&self) -> Result<Vec<(String, Id)>, Error>;
    /// The names of branches and tags.
    fn names(&self) -> Vec<String>;
    /// Where two commits part.
    fn merge_base(&self, one: Id, other: Id) -> Option<Id>;

    /// A commit.
    fn commit(&self, id: Id) -> Result<Commit, Error>;
    /// A tree.
    fn tree(&self, id: Id) -> Result<Tree, Error>;
    /// The first bytes of a file, no more of them than `limit`.
    fn blob(&self, id: Id, limit: usize) -> Result<Vec<u8>, Error>;
    /// How many bytes a file has.
    fn size(&self, id: Id) -> Result<u64, Error>;
    /// How objects get their names.
    fn hash(&self) -> Hash;

    /// The paths that are tracked; who stands on disk may also say which blob a file was when.
    fn index(&self) -> Result<Index, Error>;
    /// The same of the commit that is checked out.
    fn index_of_head(&self) -> Result<Index, Error>;
    /// Whether a path below the top is passed over by the rules of the repository.
    fn is_ignored(&self, path: &Path) -> Result<bool, Error>;
    /// Whether anything below a folder is tracked.
    fn tracks_below(&self, folder: &str) -> bool;
    /// The addresses of its remotes.
    fn remotes(&self) -> Vec<String>;
    /// A setting, of the repository or of who works in it.
    fn setting(&self, key: &str) -> Option<String>;
}

impl dyn Store + '_ {
    /// Where a repository is, as people call it: the working folder, else the bare repository.
    pub(super) fn path(&self) -> PathBuf {
        self.work_dir().unwrap_or_else(|| self.git_dir()).to_owned()
    }

    /// The id of what stands at a clean path below a tree, and what it is; links are not followed.
    pub(super) fn entry_at(&self, tree: Id, path: &str) -> Result<Option<(EntryKind, Id)>, Error> {
        let mut at = (EntryKind::Folder, tree);
        for name in path.split('/').filter(|name| !name.is_empty()) {
            if at.0 != EntryKind::Folder {
                return Ok(None);
            }
            let tree = self.tree(at.1)?;
            let Some(entry) = tree.get(name.as_bytes()) else { return Ok(None) };
            at = (entry.kind, entry.id);
        }
        Ok(Some(at))
    }
}
