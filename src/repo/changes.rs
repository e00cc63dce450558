//! Whether what was read from disk differs from the commit that the working tree stands on.
//!
//! Only what is read counts. A file that git's index knows by size and time is not read again.

use super::error::Error;
use super::objects::{Commit, Hash, Id};
use super::place::{Handle, Kind, Place};
use super::store::Store;
use super::walk::{Depth, Listed, walk};
use git2::Index;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

/// What was read.
pub(super) struct Read<'a> {
    pub(super) root: &'a Path,
    /// The root below the top of the repository.
    pub(super) prefix: &'a str,
    pub(super) depths: Vec<(String, Depth)>,
    pub(super) records: Vec<Listed>,
    pub(super) others: Vec<Listed>,
}

/// Whether any of it differs from the commit.
pub(super) fn differ(store: &dyn Store, head: &Commit, read: &Read<'_>) -> Result<bool, Error> {
    let id = head.id.to_string();
    let top = Place::Tree { store, tree: head.tree, commit: id.clone() };
    let Some((Kind::Folder, Handle::Object(tree))) = top.find(read.prefix)? else { return Ok(true) };
    let place = Place::Tree { store, tree, commit: id };
    let committed = committed(&place, read)?;
    let read_paths = read.records.iter().chain(&read.others);
    let mut on_disk: BTreeMap<&str, &Listed> = read_paths.map(|file| (file.path.as_str(), file)).collect();
    let settings = settings(read.root);
    on_disk.extend(settings.iter().map(|file| (file.path.as_str(), file)));

    if committed.keys().any(|path| !on_disk.contains_key(path.as_str())) {
        return Ok(true);
    }
    let index = store.index().ok().and_then(Known::new);
    let mut unsure = Vec::new();
    for (path, file) in on_disk {
        let Some(id) = committed.get(path) else {
            if is_ignored(store, read, path) {
                continue;
            }
            return Ok(true);
        };
        let Handle::Disk(disk) = &file.handle else { continue };
        match index.as_ref().and_then(|index| index.id(read.prefix, path, disk)) {
            Some(known) if known == *id => {}
            Some(_) => return Ok(true),
            None => unsure.push((disk, *id)),
        }
    }
    let hash = store.hash();
    Ok(unsure.par_iter().any(|(disk, id)| !is_blob(disk, *id, hash)))
}

/// Every file that would be read from the commit, with its blob.
fn committed(place: &Place<'_>, read: &Read<'_>) -> Result<BTreeMap<String, Id>, Error> {
    let mut all = BTreeMap::new();
    let mut add = |file: Listed| {
        if let Handle::Object(id) = file.handle {
            all.insert(file.path, id);
        }
    };
    for (folder, depth) in &read.depths {
        if let Some(walked) = walk(place, folder, *depth)? {
            walked.records.into_iter().chain(walked.others).for_each(&mut add);
        }
    }
    for path in SETTINGS {
        if let Some((Kind::File, handle)) = place.find(path)? {
            add(Listed { path: path.to_owned(), handle });
        }
    }
    Ok(all)
}

const SETTINGS: [&str; 2] = ["book.toml", ".adr-dir"];

fn settings(root: &Path) -> Vec<Listed> {
    let on_disk = SETTINGS.into_iter().map(|path| (path, root.join(path))).filter(|(_, disk)| disk.is_file());
    on_disk.map(|(path, disk)| Listed { path: path.to_owned(), handle: Handle::Disk(disk) }).collect()
}

/// An attachment that git is told to pass over (`.DS_Store`) is no change; a record always is.
fn is_ignored(store: &dyn Store, read: &Read<'_>, path: &str) -> bool {
    read.records.binary_search_by(|record| record.path.as_str().cmp(path)).is_err()
        && store.is_ignored(&Path::new(read.prefix).join(path)).unwrap_or(false)
}

/// What git's index knows of files.
struct Known {
    index: Index,
    written: Duration,
}

impl Known {
    fn new(index: Index) -> Option<Self> {
        let written = written(&std::fs::metadata(index.path()?).ok()?)?;
        Some(Self { index, written })
    }

    /// The blob that a file is known to be, where size and time say that nobody touched it since.
    fn id(&self, prefix: &str, path: &str, disk: &Path) -> Option<Id> {
        let entry = self.index.get_path(&Path::new(prefix).join(path), 0)?;
        let metadata = std::fs::metadata(disk).ok()?;
        let written = written(&metadata)?;
        let is_same_time = written.as_secs() == u64::try_from(entry.mtime.seconds()).ok()?
            && (entry.mtime.nanoseconds() == 0 || entry.mtime.nanoseconds() == written.subsec_nanos());
        // Written when the index was, or later: it may have changed again unseen.
        let is_settled = if entry.mtime.nanoseconds() == 0 {
            written.as_secs() < self.written.as_secs()
        } else {
            written < self.written
        };
        let is_same_size = u64::from(entry.file_size) == metadata.len() & 0xffff_ffff;
        (is_same_time && is_settled && is_same_size).then(|| entry.id.into())
    }
}

fn written(metadata: &std::fs::Metadata) -> Option<Duration> {
    metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()
}

/// Whether a file's content is this blob, with its line ends as they are or as git stores them.
fn is_blob(disk: &Path, id: Id, hash: Hash) -> bool {
    let is = |bytes: &[u8]| hash.blob(bytes) == Some(id);
    let Ok(bytes) = std::fs::read(disk) else { return false };
    if is(&bytes) {
        return true;
    }
    let mut unix = Vec::with_capacity(bytes.len());
    for (idx, byte) in bytes.iter().enumerate() {
        if !(*byte == b'\r' && bytes.get(idx + 1) == Some(&b'\n')) {
            unix.push(*byte);
        }
    }
    unix.len() < bytes.len() && is(&unix)
}
