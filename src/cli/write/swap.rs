//! A whole site: written beside the old one, exchanged with it at the end.

use super::manifest::{self, Entry};
use super::staged::{self, Staged, beside};
use super::{Error, checked, contents};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Takes a site's files, from any number of threads, and puts them in place at once.
///
/// Dropped before [`SiteWriter::finish`], it leaves the old site as it was, and nothing else.
#[derive(Debug)]
pub(crate) struct SiteWriter {
    out: PathBuf,
    /// The new site, beside the old one.
    staged: Staged,
    files: Mutex<BTreeMap<String, Entry>>,
    folders: Mutex<BTreeSet<PathBuf>>,
}

impl SiteWriter {
    /// Prepares to replace `out`: absent, empty, or a site of ours.
    pub(crate) fn begin(out: &Path, root: &Path) -> Result<Self, Error> {
        let root = fs::canonicalize(root).map_err(Error::disk("open the root", root))?;
        refuse_root(out, &root)?;
        let out = settle(out)?;
        refuse_root(&out, &root)?;
        let staged = Staged::begin(&out, bring_back).map_err(|error| error.of_site(&out))?;
        refuse_foreign(&out)?;
        Ok(Self { out, staged, files: Mutex::default(), folders: Mutex::default() })
    }

    /// Writes one file of the site; a second one of the same path is an error.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let file = self.staged.path().join(checked(path)?);
        self.make_folder(file.parent().unwrap_or(self.staged.path()))?;
        OpenOptions::new().write(true).create_new(true).open(&file)?.write_all(bytes)?;
        let entry = Entry::of(bytes);
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), entry);
        Ok(())
    }

    /// Writes one of the user's own files (CNAME, robots.txt) into the site, where it hides no page.
    pub(crate) fn add(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        let taken = || Error::Taken { path: path.to_owned() };
        if path == manifest::NAME {
            return Err(taken());
        }
        match self.write(path, bytes) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(taken()),
            written => written.map_err(Error::disk("write the static file", Path::new(path))),
        }
    }

    /// Writes the manifest and puts the new site in the place of the old one. Returns what a person
    /// wants to know of how that went.
    pub(crate) fn finish(self) -> Result<Vec<String>, Error> {
        let Self { out, staged, files, .. } = self;
        let files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let file = staged.path().join(manifest::NAME);
        fs::write(&file, manifest::write(&files)).map_err(Error::disk("write", &file))?;
        staged.complete()?;
        // Someone may have put a file there while we wrote.
        refuse_foreign(&out)?;
        let mut notes = Vec::new();
        match put_in_place(staged.path(), &out) {
            Err(error) if stays_where_it_is(&error) => {
                contents::replace(staged.path(), &out, &files).map_err(|error| error.of_site(&out))?;
                notes.push(format!(
                    "`{}` cannot be moved ({error}), as a mount or a folder of a lower layer cannot: its files were \
                     replaced one by one, `manifest.json` last",
                    out.display()
                ));
            }
            done => done.map_err(Error::disk("put the new site in the place of", &out))?,
        }
        notes.extend(staged.clear());
        Ok(notes)
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

/// The folder as the system spells it, its parent made where it is missing.
pub(crate) fn settle(out: &Path) -> Result<PathBuf, Error> {
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
    } else if out.components().any(|part| part.as_os_str().eq_ignore_ascii_case(".git")) {
        "git keeps its own files there"
    } else {
        return Ok(());
    };
    Err(Error::NotOurs { path: out.to_owned(), reason: reason.to_owned() })
}

fn refuse_foreign(out: &Path) -> Result<(), Error> {
    match staged::why_not_ours(out)? {
        Some(reason) => Err(Error::NotOurs { path: out.to_owned(), reason }),
        None => Ok(()),
    }
}

/// Puts right what a kill left between two renames.
fn bring_back(out: &Path) -> Result<(), Error> {
    let old = beside(out, ".adr-old");
    if fs::symlink_metadata(&old).is_err() {
        return Ok(());
    }
    if fs::symlink_metadata(out).is_ok() {
        return staged::remove(&old);
    }
    if let Some(reason) = staged::why_not_ours(&old)? {
        return Err(staged::not_ours(&old, reason));
    }
    fs::rename(&old, out).map_err(Error::disk("bring back the site from", &old))
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

/// A mount is busy as long as it is one, and a folder of an overlay's lower layer would have to cross over.
fn stays_where_it_is(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices)
}

/// A kill between the two leaves `out` absent, and [`bring_back`] does what it says.
fn rename_twice(staged: &Path, out: &Path) -> io::Result<()> {
    let old = beside(out, ".adr-old");
    fs::rename(out, &old)?;
    if let Err(error) = fs::rename(staged, out) {
        fs::rename(&old, out)?;
        return Err(error);
    }
    fs::rename(&old, staged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kill_between_two_renames_is_mended() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().join("site");
        let (old, new) = (beside(&out, ".adr-old"), beside(&out, ".adr-new"));
        let site = |folder: &Path| {
            fs::create_dir(folder).expect("a folder");
            let files = BTreeMap::from([("index.html".to_owned(), Entry::of(b"old"))]);
            fs::write(folder.join("index.html"), "old").expect("a file");
            fs::write(folder.join(manifest::NAME), manifest::write(&files)).expect("a file");
        };
        site(&old);
        fs::create_dir(&new).expect("a folder");
        bring_back(&out).expect("mended");
        drop(Staged::begin(&out, bring_back).expect("mended"));
        assert_eq!(fs::read_to_string(out.join("index.html")).expect("it is back"), "old");
        assert!(!old.exists() && !new.exists());

        // Killed after the second rename, before the old site was gone.
        site(&old);
        bring_back(&out).expect("mended");
        assert!(out.join("index.html").exists() && !old.exists());

        // Somebody's folder of that name stays.
        fs::create_dir(&old).expect("a folder");
        fs::write(old.join("thesis.txt"), "years of work").expect("a file");
        assert!(matches!(bring_back(&out), Err(Error::NotOurs { .. })));
        fs::remove_dir_all(&out).expect("removed");
        assert!(matches!(bring_back(&out), Err(Error::NotOurs { .. })));
        assert!(old.join("thesis.txt").exists());
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
        assert_eq!(fs::read_to_string(staged.join("index.html")).expect("it is there"), "old");
    }
}
