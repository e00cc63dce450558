//! A repository that libgit2 reads. It runs nothing that the repository brings along.

use super::objects::{Commit, Hash, Id, Tree, other_kind};
use super::store::Store;
use git2::{BranchType, Error, ErrorCode, Index, ObjectType, Oid, Repository};
use std::path::{Path, PathBuf};

/// A repository of libgit2's.
pub(super) struct Library {
    repository: Repository,
    git_dir: PathBuf,
    common_dir: PathBuf,
    work_dir: Option<PathBuf>,
    is_shallow: bool,
}

impl Library {
    /// The one whose own folder this is.
    pub(super) fn open(place: &Path) -> Result<Self, Error> {
        Repository::open(place).map(Self::new)
    }

    /// The one that a folder stands in.
    pub(super) fn discover(folder: &Path) -> Result<Self, Error> {
        Repository::discover(folder).map(Self::new)
    }

    fn new(repository: Repository) -> Self {
        Self {
            git_dir: repository.path().to_owned(),
            common_dir: repository.commondir().to_owned(),
            work_dir: repository.workdir().map(Path::to_owned),
            is_shallow: repository.is_shallow(),
            repository,
        }
    }
}

fn oid(id: Id) -> Result<Oid, Error> {
    id.oid().ok_or_else(|| other_kind(id, ObjectType::Any))
}

impl Store for Library {
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
        &self.git_dir
    }

    fn is_shallow(&self) -> bool {
        self.is_shallow
    }

    fn is_partial(&self) -> bool {
        let Ok(config) = self.repository.config() else { return false };
        let Ok(mut promises) = config.entries(Some("(remote\\..*\\.promisor|extensions\\.partialclone)")) else {
            return false;
        };
        promises.next().is_some()
    }

    fn head(&self) -> Result<Option<Id>, Error> {
        match self.repository.head() {
            // A branch without a commit yet.
            Err(none) if matches!(none.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound) => Ok(None),
            head => Ok(head?.resolve()?.target().map(Id::from)),
        }
    }

    fn commit_named(&self, revision: &str) -> Result<Id, Error> {
        let commit = self.repository.revparse_single(revision)?.peel_to_commit()?;
        Ok(commit.id().into())
    }

    fn other_branches(&self) -> Result<Vec<(String, Id)>, Error> {
        let head = self.repository.head().ok().and_then(|head| head.name().map(str::to_owned).ok());
        let branches = self.repository.branches(None)?.filter_map(|branch| {
            let branch = branch.ok()?.0;
            let reference = branch.get();
            let is_own = head.is_some() && reference.name().ok() == head.as_deref();
            let name = branch.name().ok().flatten()?.to_owned();
            // Another name of a branch has no target of its own.
            reference.target().filter(|_| !is_own).map(|tip| (name, tip.into()))
        });
        Ok(branches.collect())
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for kind in [BranchType::Local, BranchType::Remote] {
            let branches = self.repository.branches(Some(kind)).into_iter().flatten().flatten();
            names.extend(branches.filter_map(|(branch, _)| branch.name().ok().flatten().map(str::to_owned)));
        }
        if let Ok(tags) = self.repository.tag_names(None) {
            names.extend(tags.iter().filter_map(|name| name.ok().flatten()).map(str::to_owned));
        }
        names
    }

    fn merge_base(&self, one: Id, other: Id) -> Option<Id> {
        self.repository.merge_base(one.oid()?, other.oid()?).ok().map(Id::from)
    }

    fn commit(&self, id: Id) -> Result<Commit, Error> {
        let commit = self.repository.find_commit(oid(id)?)?;
        let author = commit.author();
        Ok(Commit {
            id,
            tree: commit.tree_id().into(),
            parents: commit.parent_ids().map(Id::from).collect(),
            author: String::from_utf8_lossy(author.name_bytes()).trim().to_owned(),
            written: author.when(),
            committed: commit.time(),
        })
    }

    fn tree(&self, id: Id) -> Result<Tree, Error> {
        let objects = self.repository.odb()?;
        let object = objects.read(oid(id)?)?;
        if object.kind() != ObjectType::Tree {
            return Err(other_kind(id, ObjectType::Tree));
        }
        Tree::parse(id, object.data().to_vec())
    }

    fn blob(&self, id: Id, limit: usize) -> Result<Vec<u8>, Error> {
        let blob = self.repository.find_blob(oid(id)?)?;
        let content = blob.content();
        Ok(content[..content.len().min(limit)].to_vec())
    }

    fn size(&self, id: Id) -> Result<u64, Error> {
        let (size, _) = self.repository.odb()?.read_header(oid(id)?)?;
        Ok(size as u64)
    }

    fn hash(&self) -> Hash {
        Hash::Sha1
    }

    fn index(&self) -> Result<Index, Error> {
        self.repository.index()
    }

    fn index_of_head(&self) -> Result<Index, Error> {
        let tree = self.repository.head()?.peel_to_tree()?;
        let mut index = Index::new()?;
        index.read_tree(&tree)?;
        Ok(index)
    }

    fn is_ignored(&self, path: &Path) -> Result<bool, Error> {
        self.repository.is_path_ignored(path)
    }

    fn tracks_below(&self, folder: &str) -> bool {
        self.repository.index().is_ok_and(|index| index.find_prefix(format!("{folder}/")).is_ok())
    }

    fn remotes(&self) -> Vec<String> {
        let names = self.repository.remotes();
        let names = names.iter().flat_map(|names| names.iter().filter_map(|name| name.ok().flatten()));
        names
            .filter_map(|name| self.repository.find_remote(name).ok())
            .filter_map(|remote| remote.url().ok().map(str::to_owned))
            .collect()
    }

    fn setting(&self, key: &str) -> Option<String> {
        self.repository.config().and_then(|mut config| config.snapshot()).ok()?.get_string(key).ok()
    }
}
