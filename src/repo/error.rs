//! What the world said no to: git or disk, with the path and what we were doing.

use super::loose::Damaged;
use jiff::civil::Date;
use std::path::PathBuf;

impl Error {
    /// Git's own files say no, and those in the working tree may be read all the same.
    pub(super) fn is_of_objects(&self) -> bool {
        matches!(
            self,
            Self::ReadObject { .. }
                | Self::NotFetched { .. }
                | Self::DamagedObject(_)
                | Self::ReadIndex { .. }
                | Self::ReadHead { .. }
                | Self::ReadRevision { .. }
                | Self::WalkHistory { .. }
        )
    }
}

/// Why nothing could be read, or no repository created.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder of `-C` is not there.
    #[error("could not open the folder `{}`", path.display())]
    OpenFolder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file or folder cannot be read.
    #[error("could not read `{}`", path.display())]
    ReadFile {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// An object of the repository cannot be read.
    #[error("could not read {what} at commit {commit} (`git fsck` lists what is damaged)")]
    ReadObject {
        /// What, by its path in the repository.
        what: String,
        /// The commit.
        commit: String,
        /// Why.
        source: git2::Error,
    },
    /// An object was left with the repository that this one was cloned from.
    #[error(
        "{what} is not here: `{}` is a partial clone, and nothing is fetched for it; to bring what it lacks, type \
         `git -C {0} fetch --refetch --no-filter`", path.display()
    )]
    NotFetched {
        /// What, and of which commit.
        what: String,
        /// The repository.
        path: PathBuf,
    },
    /// The file of an object is no object, or half of one.
    #[error(
        "could not read the object {} of the repository: {} (`{}`); `git fsck` lists what is damaged, and a fresh clone \
         has it whole", .0.id, .0.fault, .0.path.display()
    )]
    DamagedObject(Damaged),
    /// The system gives no thread to read on.
    #[error("could not start to read")]
    StartThread {
        /// Why.
        source: std::io::Error,
    },
    /// libgit2 refuses a repository of another owner.
    #[error(
        "the repository `{0}` belongs to another user; to trust it, type `git config --global --add safe.directory {0}`",
        path.display()
    )]
    AnotherOwner {
        /// The repository.
        path: PathBuf,
    },
    /// The repository cannot be opened.
    #[error("could not open the git repository of `{}`", path.display())]
    OpenRepository {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: git2::Error,
    },
    /// The repository can be opened neither by libgit2 nor by git.
    #[error(
        "could not open the git repository of `{}`: libgit2 says \"{}\"; a git on the search path that knows its form would \
         be asked in its place", path.display(), refused.message()
    )]
    OpenByNobody {
        /// The folder.
        path: PathBuf,
        /// Why not by libgit2.
        refused: git2::Error,
        /// Why not by git.
        source: git2::Error,
    },
    /// The commit that the working tree stands on cannot be read.
    #[error("could not read the commit that `{}` stands on (`git fsck` lists what is damaged)", path.display())]
    ReadHead {
        /// The repository.
        path: PathBuf,
        /// Why.
        source: git2::Error,
    },
    /// The revision is there, and cannot be read.
    #[error("could not read the revision `{revision}` of `{}` (`git fsck` lists what is damaged)", path.display())]
    ReadRevision {
        /// The revision.
        revision: String,
        /// The repository.
        path: PathBuf,
        /// Why.
        source: git2::Error,
    },
    /// Git's list of tracked files cannot be read, nor the commit in its place.
    #[error("could not read which files git tracks in `{}` (`git reset` writes its index anew)", path.display())]
    ReadIndex {
        /// The repository.
        path: PathBuf,
        /// Why.
        source: git2::Error,
    },
    /// A revision was named, and there is no repository.
    #[error("`{}` is in no git repository, so there is no revision `{revision}` to read", path.display())]
    NoRepository {
        /// The folder.
        path: PathBuf,
        /// The revision.
        revision: String,
    },
    /// The revision is not there.
    #[error("no revision is called `{revision}` in `{}`", path.display())]
    UnknownRevision {
        /// The revision.
        revision: String,
        /// The repository.
        path: PathBuf,
        /// Why.
        source: git2::Error,
    },
    /// Nothing was committed by that day.
    #[error("nothing was committed in `{}` by {day}: its first commit, {first}, is of {of}", path.display())]
    NothingBefore {
        /// The repository.
        path: PathBuf,
        /// The day.
        day: Date,
        /// The first commit, in short.
        first: String,
        /// Its day.
        of: Date,
    },
    /// The history that is here begins after that day.
    #[error(
        "the history of `{}` does not reach back to {day}: it is a shallow clone that begins with commit {first} of {of}; \
         `git fetch --unshallow` brings the rest", path.display()
    )]
    HistoryCut {
        /// The repository.
        path: PathBuf,
        /// The day.
        day: Date,
        /// The first commit that is here, in short.
        first: String,
        /// Its day.
        of: Date,
    },
    /// A bare repository without commits, or the like.
    #[error("the repository `{}` has no commit to read yet", path.display())]
    NoCommit {
        /// The repository.
        path: PathBuf,
    },
    /// Neither record folder nor settings.
    #[error(
        "no decision records in or above `{}`; to start a log, type `adr init`, \
         or name a folder that has some: `--records DIR`", path.display()
    )]
    NoRecords {
        /// Where we looked.
        path: PathBuf,
    },
    /// A folder was named that is not there.
    #[error(
        "there is no folder `{folder}` in `{}` (named by {named_by}); mend the name, or write the first record: `adr new`",
        root.display()
    )]
    NoSuchFolder {
        /// The folder.
        folder: String,
        /// The root.
        root: PathBuf,
        /// Who named it.
        named_by: &'static str,
    },
    /// A folder was named that leaves the root.
    #[error("the folder `{folder}` lies outside `{}` (named by {named_by}), and nothing outside is read", root.display())]
    OutsideRoot {
        /// The folder.
        folder: String,
        /// The root.
        root: PathBuf,
        /// Who named it.
        named_by: &'static str,
    },
    /// The history cannot be walked.
    #[error("could not walk the history of `{}`", path.display())]
    WalkHistory {
        /// The repository.
        path: PathBuf,
        /// Why.
        source: git2::Error,
    },
    /// A repository of our own cannot be made.
    #[error("could not create the git repository `{}`", path.display())]
    Create {
        /// The repository.
        path: PathBuf,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}
