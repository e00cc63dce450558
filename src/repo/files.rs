//! **I/O.** The one door to files that are no records: pictures, `static`, templates.
//!
//! It stands where the log was read: at a commit, at the working tree, or outside git. Which files
//! pass is ruled in `belongs`.

use super::belongs::{Facts, Refusal, Standing, Want, is_gits_own, judge};
use super::place::{Handle, Kind, Place, join_clean};
use super::{deadline, git};
use git2::{Index, Oid, Repository};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The files that belong to a log.
///
/// Paths are relative to the root and have `/`. Links are followed as long as they end at a file that
/// belongs to the log itself. Any number of threads may read at once.
#[derive(Default)]
pub struct Files {
    root: PathBuf,
    side: Side,
    /// Files of other logs, below a name each.
    others: BTreeMap<String, Arc<Files>>,
}

#[derive(Default)]
enum Side {
    #[default]
    OutsideGit,
    /// Nothing can be asked.
    Closed,
    WorkTree {
        /// Paths of the index, relative to the root.
        tracked: BTreeSet<String>,
        /// The root below the top of the repository.
        prefix: String,
        /// Says what git ignores; `None` where it cannot be opened.
        repository: Option<Mutex<Repository>>,
    },
    Commit(Arc<AtCommit>),
}

/// The tree that the root is at a commit.
struct AtCommit {
    repository: Mutex<Repository>,
    tree: Oid,
    commit: String,
    /// A reading was given up, and still holds the repository.
    is_lost: AtomicBool,
}

impl AtCommit {
    /// What `ask` finds in the tree, in the time that is given to a reading.
    fn within<T: Send + 'static>(
        self: &Arc<Self>,
        ask: impl FnOnce(&Place<'_>) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        if self.is_lost.load(Ordering::Relaxed) {
            return Err(Refusal::Unreadable("an object before it is damaged".to_owned()));
        }
        let (folder, at) = (lock(&self.repository).path().to_owned(), Arc::clone(self));
        let asked = deadline::within(&folder, move || {
            let repository = lock(&at.repository);
            Ok(ask(&Place::Tree { repository: &repository, tree: at.tree, commit: at.commit.clone() }))
        });
        asked.unwrap_or_else(|error| {
            self.is_lost.store(true, Ordering::Relaxed);
            Err(unreadable(error))
        })
    }
}

impl Files {
    /// Of a folder outside git.
    pub(super) fn outside_git(root: &Path) -> Self {
        Self { root: root.to_owned(), side: Side::OutsideGit, others: BTreeMap::new() }
    }

    /// Of a working tree; `prefix` is the root below the top of the repository.
    ///
    /// A repository that cannot be opened still has an index that says what is tracked.
    pub(super) fn of_working_tree(root: &Path, prefix: &str, index: &Index, repository: Option<&Repository>) -> Self {
        let below = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
        let tracked = index
            .iter()
            .filter_map(|entry| String::from_utf8_lossy(&entry.path).strip_prefix(&below).map(str::to_owned))
            .collect();
        let repository = repository.and_then(|repository| Repository::open(repository.path()).ok()).map(Mutex::new);
        Self {
            root: root.to_owned(),
            side: Side::WorkTree { tracked, prefix: prefix.to_owned(), repository },
            others: BTreeMap::new(),
        }
    }

    /// Of a working tree whose repository cannot be opened: what its index lists is tracked, and of the
    /// rest nobody knows. Without an index either, it is a folder whose links lead nowhere.
    pub(super) fn of_closed_repository(root: &Path) -> Self {
        match git::index_around(root) {
            Some((top, index)) => {
                let prefix = root.strip_prefix(&top).map(slashed).unwrap_or_default();
                Self::of_working_tree(root, &prefix, &index, None)
            }
            None => Self { root: root.to_owned(), side: Side::Closed, others: BTreeMap::new() },
        }
    }

    /// Of the tree that the root is at a commit.
    pub(super) fn of_commit(
        root: &Path,
        repository: &Repository,
        tree: Oid,
        commit: &str,
    ) -> Result<Self, git2::Error> {
        let repository = Mutex::new(Repository::open(repository.path())?);
        let at = AtCommit { repository, tree, commit: commit.to_owned(), is_lost: AtomicBool::new(false) };
        Ok(Self { root: root.to_owned(), side: Side::Commit(Arc::new(at)), others: BTreeMap::new() })
    }

    /// Lays the files of another log below a name.
    pub fn lay_below(&mut self, root: String, other: Arc<Self>) {
        self.others.insert(root, other);
    }

    /// The bytes of a file that a record, the settings or a link name.
    pub fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, Refusal> {
        let path = join_clean("", path).ok_or(Refusal::Outside)?;
        if let Some((root, rest)) = path.split_once('/')
            && let Some(other) = self.others.get(root)
        {
            return other.read(rest, limit);
        }
        match &self.side {
            Side::Commit(at) => at.within(move |place| read_object(place, &path, limit)),
            _ => {
                let disk = self.root.join(&path);
                self.admit(&disk)?;
                read_disk(&disk, limit)
            }
        }
    }

    /// Whether [`Files::read`] would read a file, its size aside.
    pub fn admits(&self, path: &str) -> Result<(), Refusal> {
        match self.read(path, 0) {
            Ok(_) | Err(Refusal::TooLarge { .. }) => Ok(()),
            Err(refusal) => Err(refusal),
        }
    }

    /// Whether a folder of the log is there.
    pub fn has_folder(&self, path: &str) -> Result<(), Refusal> {
        let path = join_clean("", path).ok_or(Refusal::Outside)?;
        match &self.side {
            Side::Commit(at) => at.within(move |place| find_folder(place, &path).map(|_| ())),
            _ => self.find_on_disk(&path).map(|_| ()),
        }
    }

    /// Every file below a folder by its path within it, sorted; whether each is read, [`Files::read`] tells.
    ///
    /// Folders behind links are passed over, and so is what git and desktops keep in a folder.
    pub fn below(&self, folder: &str) -> Result<Vec<String>, Refusal> {
        let folder = join_clean("", folder).ok_or(Refusal::Outside)?;
        let mut found = match &self.side {
            Side::Commit(at) => at.within(move |place| list(place, find_folder(place, &folder)?))?,
            _ => list(&Place::Disk(self.root.clone()), self.find_on_disk(&folder)?)?,
        };
        found.sort();
        Ok(found)
    }

    /// Whether a plain file is read as a record: how it is called, and where it stands after all links.
    pub(super) fn admit_record(&self, path: &str, real: &Path) -> Result<(), Refusal> {
        self.judge(&self.root.join(path), real, true, Want::Record)
    }

    fn admit(&self, disk: &Path) -> Result<(), Refusal> {
        let real = fs::canonicalize(disk).map_err(refusal)?;
        let is_plain = fs::metadata(&real).map_err(refusal)?.is_file();
        self.judge(disk, &real, is_plain, Want::Named)
    }

    fn find_on_disk(&self, folder: &str) -> Result<Handle, Refusal> {
        let real = fs::canonicalize(self.root.join(folder)).map_err(refusal)?;
        let below = real.strip_prefix(&self.root).map(slashed).map_err(|_| Refusal::Outside)?;
        match fs::metadata(&real).map_err(refusal)?.is_dir() {
            _ if is_gits_own(&below) => Err(Refusal::GitsOwn),
            true => Ok(Handle::Disk(real)),
            false => Err(Refusal::NoFolder),
        }
    }

    fn judge(&self, disk: &Path, real: &Path, is_plain: bool, want: Want) -> Result<(), Refusal> {
        let below = real.strip_prefix(&self.root).ok().map(slashed);
        let standing = below.as_deref().map_or(Standing::Unknown, |path| self.standing(path));
        judge(Facts { real: below.as_deref(), is_linked: real != disk, is_plain, standing }, want)
    }

    fn standing(&self, path: &str) -> Standing {
        let (tracked, prefix, repository) = match &self.side {
            Side::WorkTree { tracked, prefix, repository } => (tracked, prefix, repository),
            Side::Closed => return Standing::New,
            Side::OutsideGit | Side::Commit(_) => return Standing::OutsideGit,
        };
        if tracked.contains(path) {
            return Standing::Tracked;
        }
        let Some(repository) = repository else { return Standing::Unknown };
        match lock(repository).is_path_ignored(Path::new(prefix).join(path)) {
            Ok(true) => Standing::Ignored,
            Ok(false) => Standing::New,
            Err(_) => Standing::Unknown,
        }
    }
}

impl std::fmt::Debug for Files {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Files").field("root", &self.root).finish_non_exhaustive()
    }
}

fn lock(repository: &Mutex<Repository>) -> std::sync::MutexGuard<'_, Repository> {
    repository.lock().unwrap_or_else(PoisonError::into_inner)
}

fn unreadable(error: super::Error) -> Refusal {
    Refusal::Unreadable(error.to_string())
}

fn find_folder(place: &Place<'_>, path: &str) -> Result<Handle, Refusal> {
    match place.find(path).map_err(unreadable)? {
        Some((Kind::Folder, handle)) => Ok(handle),
        Some(_) => Err(Refusal::NoFolder),
        None => Err(Refusal::Missing),
    }
}

fn list(place: &Place<'_>, top: Handle) -> Result<Vec<String>, Refusal> {
    let mut found = Vec::new();
    let mut folders = vec![(top, String::new())];
    while let Some((handle, prefix)) = folders.pop() {
        for entry in place.list(&handle).map_err(unreadable)? {
            let path = if prefix.is_empty() { entry.name.clone() } else { format!("{prefix}/{}", entry.name) };
            match entry.kind {
                _ if is_gits_own(&entry.name) || is_litter(&entry.name) => {}
                Kind::Folder => folders.push((entry.handle, path)),
                Kind::File | Kind::Link | Kind::Other => found.push(path),
            }
        }
    }
    Ok(found)
}

/// What desktops leave in every folder that they show.
fn is_litter(name: &str) -> bool {
    matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

fn read_object(place: &Place<'_>, path: &str, limit: u64) -> Result<Vec<u8>, Refusal> {
    let (Place::Tree { repository, .. }, Some((kind, Handle::Object(id)))) =
        (place, place.find(path).map_err(unreadable)?)
    else {
        return Err(Refusal::Missing);
    };
    if kind != Kind::File {
        return Err(Refusal::NotPlain);
    }
    let damaged = |error: git2::Error| Refusal::Unreadable(error.message().to_owned());
    let (size, _) = repository.odb().and_then(|objects| objects.read_header(id)).map_err(damaged)?;
    if size as u64 > limit {
        return Err(Refusal::TooLarge { limit });
    }
    Ok(repository.find_blob(id).map_err(damaged)?.content().to_vec())
}

fn read_disk(path: &Path, limit: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    // A file may grow between a look at its size and its reading.
    File::open(path).and_then(|file| file.take(limit.saturating_add(1)).read_to_end(&mut bytes)).map_err(refusal)?;
    if bytes.len() as u64 > limit { Err(Refusal::TooLarge { limit }) } else { Ok(bytes) }
}

fn refusal(error: std::io::Error) -> Refusal {
    match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => Refusal::Missing,
        _ => Refusal::Unreadable(error.to_string()),
    }
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests;
