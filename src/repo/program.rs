//! A repository that the installed git reads, where libgit2 cannot open it: one whose names are SHA-256, or whose branches
//! are kept in reftables (decision 33).
//!
//! Only commands that read are run, and only what git prints for programs is understood. What a repository could make git
//! run is switched off in `command`.

mod batch;
mod command;
mod ignored;

use super::objects::{Commit, Hash, Id, Tree, odb_error, other_kind};
use super::store::Store;
use batch::Batch;
use command::Git;
use git2::{Error, ErrorClass, ErrorCode, Index, ObjectType, Oid};
use ignored::Ignored;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

/// A repository of the installed git's.
pub(super) struct Program {
    git: Git,
    git_dir: PathBuf,
    common_dir: PathBuf,
    work_dir: Option<PathBuf>,
    hash: Hash,
    is_partial: bool,
    /// Commits whose parents were left out.
    cut: HashSet<Id>,
    objects: RefCell<Batch>,
    ignored: RefCell<Ignored>,
    tracked: OnceCell<BTreeSet<Vec<u8>>>,
}

impl Program {
    /// The one that a folder stands in, or whose own folder it is.
    pub(super) fn open(folder: &Path) -> Result<Self, Error> {
        let git = Git::find().ok_or_else(|| error("there is no program `git`, which alone could read it"))?;
        let git = git.in_folder(folder);
        let asked = ["rev-parse", "--absolute-git-dir", "--is-bare-repository", "--show-object-format"];
        let said = git.ask(&asked)?;
        let mut lines = said.lines();
        let git_dir = PathBuf::from(lines.next().unwrap_or_default());
        let is_bare = lines.next() == Some("true");
        let hash = if lines.next() == Some("sha256") { Hash::Sha256 } else { Hash::Sha1 };
        let common_dir = common_dir(&git_dir);
        let work_dir = if is_bare { None } else { git.line(&["rev-parse", "--show-toplevel"]) }.map(PathBuf::from);
        let git = git.in_folder(work_dir.as_deref().unwrap_or(&git_dir));
        let promises = git.ask(&["config", "--get-regexp", r"^(remote\..*\.promisor|extensions\.partialclone)$"]);
        let cut = std::fs::read_to_string(common_dir.join("shallow")).unwrap_or_default();
        Ok(Self {
            is_partial: promises.is_ok_and(|promises| !promises.is_empty()),
            cut: cut.lines().filter_map(|line| Id::from_hex(line.as_bytes())).collect(),
            objects: RefCell::default(),
            ignored: RefCell::default(),
            tracked: OnceCell::new(),
            git,
            git_dir,
            common_dir,
            work_dir,
            hash,
        })
    }

    fn read(&self, id: Id, kind: ObjectType, limit: usize) -> Result<Vec<u8>, Error> {
        let (found, bytes) = self.objects.borrow_mut().read(&self.git, id, limit)?;
        if found == kind.str() { Ok(bytes) } else { Err(other_kind(id, kind)) }
    }

    fn tracked(&self) -> Result<&BTreeSet<Vec<u8>>, Error> {
        if let Some(tracked) = self.tracked.get() {
            return Ok(tracked);
        }
        let listed =
            if self.work_dir.is_some() { self.git.bytes(&["ls-files", "-z", "--full-name"])? } else { Vec::new() };
        Ok(self.tracked.get_or_init(|| paths(&listed)))
    }
}

/// Paths with a zero after each.
fn paths(listed: &[u8]) -> BTreeSet<Vec<u8>> {
    listed.split(|byte| *byte == 0).filter(|path| !path.is_empty()).map(<[u8]>::to_vec).collect()
}

/// An index that says what is tracked, and not what is in it.
fn index_of<'p>(paths: impl Iterator<Item = &'p Vec<u8>>) -> Result<Index, Error> {
    let mut index = Index::new()?;
    for path in paths {
        let nowhere = git2::IndexTime::new(0, 0);
        index.add(&git2::IndexEntry {
            ctime: nowhere,
            mtime: nowhere,
            dev: 0,
            ino: 0,
            mode: 0o100_644,
            uid: 0,
            gid: 0,
            file_size: 0,
            id: Oid::ZERO_SHA1,
            flags: 0,
            flags_extended: 0,
            path: path.clone(),
        })?;
    }
    Ok(index)
}

/// What a working tree shares with the others of its repository.
fn common_dir(git_dir: &Path) -> PathBuf {
    let named = std::fs::read_to_string(git_dir.join("commondir")).ok();
    let common = named.map(|named| git_dir.join(named.trim_end()));
    common.and_then(|common| std::fs::canonicalize(common).ok()).unwrap_or_else(|| git_dir.to_owned())
}

fn error(message: &str) -> Error {
    Error::new(ErrorCode::GenericError, ErrorClass::Repository, message)
}

impl Store for Program {
    fn git_dir(&self) -> &Path {
        &self.git_dir
    }

    fn common_dir(&self) -> &Path {
        &self.common_dir
    }

    fn work_dir(&self) -> Option<&Path> {
        self.work_dir.as_deref()
    }

    fn place(&self) -> &Path {
        self.work_dir().unwrap_or(&self.git_dir)
    }

    fn is_shallow(&self) -> bool {
        !self.cut.is_empty()
    }

    fn is_partial(&self) -> bool {
        self.is_partial
    }

    fn head(&self) -> Result<Option<Id>, Error> {
        let said = self.git.ask(&["rev-parse", "--verify", "--quiet", "HEAD"]);
        match said {
            Ok(said) => Ok(Id::from_hex(said.trim_end().as_bytes())),
            // A branch without a commit yet.
            Err(none) if none.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn commit_named(&self, revision: &str) -> Result<Id, Error> {
        let find = |revision: &str| -> Result<Option<Id>, Error> {
            let said = self.git.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", revision])?;
            // Git repeats what it is told not to take for an option.
            Ok(said.lines().last().and_then(|line| Id::from_hex(line.as_bytes())))
        };
        let unknown = || Error::new(ErrorCode::NotFound, ErrorClass::Reference, "git knows no such revision");
        if revision.starts_with('-') || revision.contains(['\0', '\n']) {
            return Err(unknown());
        }
        let named = find(revision).ok().flatten().ok_or_else(unknown)?;
        match find(&format!("{revision}^{{commit}}")) {
            Ok(Some(commit)) => Ok(commit),
            // It names what is no commit, or what cannot be read: reading says which.
            _ => self.commit(named).map(|commit| commit.id),
        }
    }

    fn other_branches(&self) -> Result<Vec<(String, Id)>, Error> {
        let head = self.git.line(&["symbolic-ref", "--quiet", "HEAD"]);
        let format = "--format=%(objectname)%00%(symref)%00%(refname)%00%(refname:lstrip=2)";
        let listed = self.git.ask(&["for-each-ref", format, "refs/heads", "refs/remotes"])?;
        let branches = listed.lines().filter_map(|line| {
            let mut parts = line.split('\0');
            let (id, symbolic) = (Id::from_hex(parts.next()?.as_bytes())?, parts.next()?);
            let (whole, name) = (parts.next()?, parts.next()?);
            (symbolic.is_empty() && Some(whole) != head.as_deref()).then(|| (name.to_owned(), id))
        });
        Ok(branches.collect())
    }

    fn names(&self) -> Vec<String> {
        let asked = ["for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads", "refs/remotes", "refs/tags"];
        self.git.ask(&asked).unwrap_or_default().lines().map(str::to_owned).collect()
    }

    fn merge_base(&self, one: Id, other: Id) -> Option<Id> {
        let base = self.git.line(&["merge-base", &one.to_string(), &other.to_string()])?;
        Id::from_hex(base.as_bytes())
    }

    fn commit(&self, id: Id) -> Result<Commit, Error> {
        let bytes = self.read(id, ObjectType::Commit, usize::MAX)?;
        let damaged = || odb_error(ErrorCode::GenericError, format!("the commit {id} is damaged"));
        let mut commit = Commit::parse(id, &bytes).ok_or_else(damaged)?;
        if self.cut.contains(&id) {
            commit.parents.clear();
        }
        Ok(commit)
    }

    fn tree(&self, id: Id) -> Result<Tree, Error> {
        Tree::parse(id, self.read(id, ObjectType::Tree, usize::MAX)?)
    }

    fn blob(&self, id: Id, limit: usize) -> Result<Vec<u8>, Error> {
        self.read(id, ObjectType::Blob, limit)
    }

    fn size(&self, id: Id) -> Result<u64, Error> {
        let said = self.git.ask(&["cat-file", "-s", &id.to_string()])?;
        said.trim_end().parse().map_err(|_| error("git says no size"))
    }

    fn hash(&self) -> Hash {
        self.hash
    }

    fn index(&self) -> Result<Index, Error> {
        index_of(self.tracked()?.iter())
    }

    fn index_of_head(&self) -> Result<Index, Error> {
        index_of(paths(&self.git.bytes(&["ls-tree", "-r", "-z", "--name-only", "--full-tree", "HEAD"])?).iter())
    }

    fn is_ignored(&self, path: &Path) -> Result<bool, Error> {
        self.ignored.borrow_mut().ask(&self.git, path)
    }

    fn tracks_below(&self, folder: &str) -> bool {
        let folder = format!("{folder}/").into_bytes();
        let tracked = self.tracked();
        tracked.is_ok_and(|paths| paths.range(folder.clone()..).next().is_some_and(|path| path.starts_with(&folder)))
    }

    fn remotes(&self) -> Vec<String> {
        let listed = self.git.ask(&["config", "-z", "--get-regexp", r"^remote\..*\.url$"]).unwrap_or_default();
        listed.split('\0').filter_map(|entry| Some(entry.split_once('\n')?.1.to_owned())).collect()
    }

    fn setting(&self, key: &str) -> Option<String> {
        self.git.line(&["config", "--get", key])
    }
}
