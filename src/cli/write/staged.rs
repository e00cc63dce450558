//! A folder beside another, filled there and moved when it is whole. What a kill leaves of it, the
//! next run takes away, and nobody else's folder of the same name.

use super::{Error, foreign, manifest};
use crate::cli::lock::Lock;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The file that tells an unfinished folder of ours from somebody's own.
const UNFINISHED: &str = ".adr-unfinished";

/// A new folder beside the one that it will replace. Dropped, it is gone.
#[derive(Debug)]
pub(crate) struct Staged {
    path: PathBuf,
    _lock: Lock,
}

impl Staged {
    /// Makes the folder, for one run at a time. `mend` puts right what a kill left under the lock.
    pub(crate) fn begin(out: &Path, mend: impl FnOnce(&Path) -> Result<(), Error>) -> Result<Self, Error> {
        let lock_path = beside(out, ".adr-lock");
        let lock = Lock::take(&lock_path)
            .map_err(Error::disk("lock", &lock_path))?
            .ok_or_else(|| Error::Busy { path: out.to_owned() })?;
        mend(out)?;
        let path = beside(out, ".adr-new");
        remove(&path)?;
        fs::create_dir(&path).map_err(Error::disk("create the folder", &path))?;
        let staged = Self { path, _lock: lock };
        let mark = staged.path.join(UNFINISHED);
        fs::write(&mark, "").map_err(Error::disk("write", &mark))?;
        Ok(staged)
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Takes the mark off, before it is moved.
    pub(crate) fn complete(&self) -> Result<(), Error> {
        let mark = self.path.join(UNFINISHED);
        fs::remove_file(&mark).map_err(Error::disk("remove", &mark))
    }

    /// Takes away what stands here after the move. Says so where it cannot.
    pub(crate) fn clear(self) -> Option<String> {
        let error = remove_whole(&self.path).err()?;
        Some(format!("the old site is left in `{}` ({error}); remove it by hand", self.path.display()))
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // What stands there now is unfinished, or was exchanged for what we made. What cannot be taken away
        // was told, or the next run tells.
        let _ = remove_whole(&self.path);
    }
}

/// A hidden name beside a folder, in the same folder and so on the same disk.
pub(super) fn beside(out: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(out.file_name().unwrap_or_default());
    name.push(ending);
    out.with_file_name(name)
}

/// Takes away a folder that a killed run left, and nobody else's.
pub(super) fn remove(path: &Path) -> Result<(), Error> {
    let is_unfinished =
        || fs::symlink_metadata(path.join(UNFINISHED)).is_ok_and(|mark| mark.is_file() && mark.len() == 0);
    match fs::symlink_metadata(path) {
        Err(_) => return Ok(()),
        Ok(metadata) if metadata.is_dir() && is_unfinished() => {}
        Ok(_) => {
            if let Some(reason) = why_not_ours(path)? {
                return Err(not_ours(path, reason));
            }
        }
    }
    remove_whole(path).map_err(Error::disk("remove what an earlier run left, which now only you can remove,", path))
}

/// Somebody's folder stands where a name is needed.
pub(super) fn not_ours(path: &Path, reason: String) -> Error {
    Error::NotOurs { path: path.to_owned(), reason: format!("{reason}; `adr` needs the name, so rename it") }
}

/// A folder is ours where it is absent, empty, or holds our manifest and nothing that it does not list.
pub(super) fn why_not_ours(folder: &Path) -> Result<Option<String>, Error> {
    match fs::symlink_metadata(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::disk("look at", folder)(error)),
        Ok(metadata) if metadata.is_symlink() => return Ok(Some("it is a link".to_owned())),
        Ok(metadata) if !metadata.is_dir() => return Ok(Some("it is a file".to_owned())),
        Ok(_) => {}
    }
    let unreadable = || Error::disk("read the folder", folder);
    let Some(listed) = manifest::read(folder) else {
        let found = foreign::find(folder, []).map_err(unreadable())?;
        return Ok(found.map(|_| "it is not empty and holds no `manifest.json` of a site of ours".to_owned()));
    };
    let ours = listed.keys().map(String::as_str).chain([manifest::NAME, super::PART]);
    let found = foreign::find(folder, ours).map_err(unreadable())?;
    Ok(found.map(|path| match path.rsplit('/').next() {
        Some(".git") => {
            format!("`{path}` in it makes it a git repository of its own; publish elsewhere and copy the site into it")
        }
        _ => format!(
            "`{path}` in it is not part of the site; move it to the folder that `static` in book.toml names, or away"
        ),
    }))
}

/// A folder with everything in it. What was made read-only since is made writable: it is ours.
fn remove_whole(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            open_up(path)?;
            fs::remove_dir_all(path)
        }
        done => done,
    }
}

#[cfg(unix)]
fn open_up(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            open_up(&entry.path())?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn open_up(_folder: &Path) -> io::Result<()> {
    Ok(())
}
