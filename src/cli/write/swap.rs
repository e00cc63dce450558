//! A whole site: written beside the old one, exchanged with it at the end.

use super::manifest::{self, Entry};
use super::{Error, checked, files_below, is_litter};
use crate::cli::lock::Lock;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Takes a site's files, from any number of threads, and puts them in place at once.
///
/// Dropped before [`SiteWriter::finish`], it leaves the old site as it was, and nothing else.
#[derive(Debug)]
pub(crate) struct SiteWriter {
    /// The repository's or folder's root: nothing outside it is copied.
    root: PathBuf,
    out: PathBuf,
    /// The new site, beside the old one.
    staged: PathBuf,
    files: Mutex<BTreeMap<String, Entry>>,
    folders: Mutex<BTreeSet<PathBuf>>,
    _lock: Lock,
}

impl SiteWriter {
    /// Prepares to replace `out`: absent, empty, or a site of ours.
    pub(crate) fn begin(out: &Path, root: &Path) -> Result<Self, Error> {
        let root = fs::canonicalize(root).map_err(Error::disk("open the root", root))?;
        refuse_root(out, &root)?;
        let out = settle(out)?;
        refuse_root(&out, &root)?;
        let lock_path = beside(&out, ".adr-lock");
        let lock = Lock::take(&lock_path)
            .map_err(Error::disk("lock", &lock_path))?
            .ok_or_else(|| Error::Busy { path: out.clone() })?;
        mend(&out)?;
        refuse_foreign(&out)?;
        let staged = beside(&out, ".adr-new");
        fs::create_dir(&staged).map_err(Error::disk("create the folder", &staged))?;
        Ok(Self { root, out, staged, files: Mutex::default(), folders: Mutex::default(), _lock: lock })
    }

    /// Writes one file of the site; a second one of the same path is an error.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let file = self.staged.join(checked(path)?);
        let folder = file.parent().unwrap_or(&self.staged);
        self.make_folder(folder)?;
        OpenOptions::new().write(true).create_new(true).open(&file)?.write_all(bytes)?;
        let entry = Entry::of(bytes);
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), entry);
        Ok(())
    }

    /// Copies the user's own files (CNAME, robots.txt) into the site.
    pub(crate) fn copy_static(&self, folder: &Path) -> Result<(), Error> {
        let real = fs::canonicalize(folder).map_err(Error::disk("open the static folder", folder))?;
        if !real.starts_with(&self.root) {
            let reason = io::Error::new(io::ErrorKind::PermissionDenied, "it lies outside the root");
            return Err(Error::disk("copy the static folder", folder)(reason));
        }
        for file in files_below(&real).map_err(Error::disk("read the static folder", folder))? {
            let bytes = fs::read(&file.disk).map_err(Error::disk("read the static file", &file.disk))?;
            if file.path == manifest::NAME {
                return Err(Error::Taken { path: file.path });
            }
            match self.write(&file.path, &bytes) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    return Err(Error::Taken { path: file.path });
                }
                written => written.map_err(Error::disk("copy the static file", &file.disk))?,
            }
        }
        Ok(())
    }

    /// Writes the manifest and puts the new site in the place of the old one.
    pub(crate) fn finish(self) -> Result<(), Error> {
        let text = manifest::write(&self.files.lock().unwrap_or_else(PoisonError::into_inner));
        let file = self.staged.join(manifest::NAME);
        fs::write(&file, text).map_err(Error::disk("write", &file))?;
        // Someone may have put a file there while we wrote.
        refuse_foreign(&self.out)?;
        put_in_place(&self.staged, &self.out).map_err(Error::disk("put the new site in the place of", &self.out))
    }

    /// Each folder is asked for once, not once a file.
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if !folders.contains(folder) {
            fs::create_dir_all(folder)?;
            folders.insert(folder.to_owned());
        }
        Ok(())
    }
}

impl Drop for SiteWriter {
    fn drop(&mut self) {
        // What stands there now is an unfinished site, or the old one that was exchanged for the new.
        let _ = fs::remove_dir_all(&self.staged);
    }
}

/// The folder as the system spells it, its parent made where it is missing.
fn settle(out: &Path) -> Result<PathBuf, Error> {
    if let Ok(real) = fs::canonicalize(out) {
        return Ok(real);
    }
    let nameless = || Error::NotOurs { path: out.to_owned(), reason: "it has no name of its own".to_owned() };
    let name = out.file_name().ok_or_else(nameless)?;
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(Error::disk("create the folder", parent))?;
    let parent = fs::canonicalize(parent).map_err(Error::disk("open the folder", parent))?;
    Ok(parent.join(name))
}

fn refuse_root(out: &Path, root: &Path) -> Result<(), Error> {
    let reason = if root.starts_with(out) {
        "the records are in it; name a folder of its own: `--out site`"
    } else if out.file_name().is_none() {
        "it has no name of its own"
    } else if out.components().any(|part| part.as_os_str() == ".git") {
        "git keeps its own files there"
    } else {
        return Ok(());
    };
    Err(Error::NotOurs { path: out.to_owned(), reason: reason.to_owned() })
}

/// A folder is ours where it is absent, empty, or holds our manifest and nothing that it does not list.
fn refuse_foreign(out: &Path) -> Result<(), Error> {
    let refuse = |reason: String| Err(Error::NotOurs { path: out.to_owned(), reason });
    match fs::symlink_metadata(out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::disk("look at", out)(error)),
        Ok(metadata) if !metadata.is_dir() => return refuse("it is a file".to_owned()),
        Ok(_) => {}
    }
    let mut entries = fs::read_dir(out).map_err(Error::disk("read the folder", out))?;
    let is_empty = entries.all(|entry| entry.is_ok_and(|entry| is_litter(&entry.file_name().to_string_lossy())));
    if is_empty {
        return Ok(());
    }
    let Some(listed) = manifest::read(out) else {
        return refuse("it is not empty and holds no `manifest.json` of a site of ours".to_owned());
    };
    let listed: BTreeSet<String> = listed.into_iter().collect();
    let is_foreign = |path: &str| path != manifest::NAME && !listed.contains(path);
    let there = files_below(out).map_err(Error::disk("read the folder", out))?;
    if let Some(foreign) = there.iter().find(|file| is_foreign(&file.path)) {
        return refuse(format!(
            "`{}` in it is not part of the site; move it to the folder that `static` in book.toml names, or away",
            foreign.path
        ));
    }
    if out.join(".git").exists() {
        return refuse("it is a git repository of its own; publish elsewhere and copy the site into it".to_owned());
    }
    Ok(())
}

/// Puts right what a kill left behind: the old site between two renames, or half a new one.
fn mend(out: &Path) -> Result<(), Error> {
    let (staged, old) = (beside(out, ".adr-new"), beside(out, ".adr-old"));
    if fs::symlink_metadata(&old).is_ok() {
        if fs::symlink_metadata(out).is_err() {
            fs::rename(&old, out).map_err(Error::disk("bring back the site from", &old))?;
        } else {
            fs::remove_dir_all(&old).map_err(Error::disk("remove the old site", &old))?;
        }
    }
    match fs::remove_dir_all(&staged) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::disk("remove", &staged)(error)),
        _ => Ok(()),
    }
}

fn put_in_place(staged: &Path, out: &Path) -> io::Result<()> {
    if fs::symlink_metadata(out).is_err() {
        return fs::rename(staged, out);
    }
    match exchange(staged, out) {
        Err(error) if is_unsupported(&error) => rename_twice(staged, out),
        done => done,
    }
}

/// Both names change their folders in one step.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(staged: &Path, out: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, staged, CWD, out, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_staged: &Path, _out: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Not every file system knows the exchange.
fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// A kill between the two leaves `out` absent, and [`mend`] brings the old site back.
fn rename_twice(staged: &Path, out: &Path) -> io::Result<()> {
    let old = beside(out, ".adr-old");
    fs::rename(out, &old)?;
    if let Err(error) = fs::rename(staged, out) {
        fs::rename(&old, out)?;
        return Err(error);
    }
    fs::remove_dir_all(&old)
}

/// A hidden name beside the site, in the same folder and so on the same disk.
fn beside(out: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(out.file_name().unwrap_or_default());
    name.push(ending);
    out.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kill_between_two_renames_is_mended() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().join("site");
        let old = beside(&out, ".adr-old");
        fs::create_dir(&old).expect("a folder");
        fs::write(old.join("index.html"), "old").expect("a file");
        fs::create_dir(beside(&out, ".adr-new")).expect("a folder");
        mend(&out).expect("mended");
        assert_eq!(fs::read_to_string(out.join("index.html")).expect("it is back"), "old");
        assert!(!old.exists() && !beside(&out, ".adr-new").exists());

        // Killed after the second rename, before the old site was gone.
        fs::create_dir(&old).expect("a folder");
        mend(&out).expect("mended");
        assert!(out.join("index.html").exists() && !old.exists());
    }

    #[test]
    fn two_renames_do_what_the_exchange_does() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (staged, out) = (folder.path().join("new"), folder.path().join("site"));
        for (folder, text) in [(&staged, "new"), (&out, "old")] {
            fs::create_dir(folder).expect("a folder");
            fs::write(folder.join("index.html"), text).expect("a file");
        }
        rename_twice(&staged, &out).expect("renamed");
        assert_eq!(fs::read_to_string(out.join("index.html")).expect("it is there"), "new");
        assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 1);
    }
}
