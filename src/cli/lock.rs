//! One run at a time where two would trip over each other: a lock that the system lets go of
//! when a process ends, however it ends.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// A lock that is held until it is dropped. Its file goes away with it.
#[derive(Debug)]
pub(crate) struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Waits for the lock at `path`.
    pub(crate) fn wait(path: &Path) -> io::Result<Self> {
        // A try is unlucky where another run ended its work meanwhile; so many do not run at once.
        Self::acquire(path, 1000, File::lock)
    }

    /// Takes the lock at `path`; `None` where another run has it.
    pub(crate) fn take(path: &Path) -> io::Result<Option<Self>> {
        let take = |file: &File| file.try_lock().map_err(io::Error::from);
        match Self::acquire(path, 2, take) {
            Ok(lock) => Ok(Some(lock)),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn acquire(path: &Path, tries: usize, lock: impl Fn(&File) -> io::Result<()>) -> io::Result<Self> {
        for _ in 0..tries {
            let file = open(path)?;
            lock(&file)?;
            // Whoever held it may have taken the file away while we waited: then ours locks nothing.
            if is_same_file(&file, path) {
                return Ok(Self { path: path.to_owned(), file });
            }
        }
        Err(io::Error::other("others take the lock away, again and again; try again"))
    }
}

/// Opens the lock's file, and no other that stands there under its name.
fn open(path: &Path) -> io::Result<File> {
    let refuse = |reason| Err(io::Error::new(io::ErrorKind::InvalidInput, reason));
    if fs::symlink_metadata(path).is_ok_and(|there| !there.is_file()) {
        return refuse("a link or a folder stands there, and no lock; remove it");
    }
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).read(true).write(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        // Neither a link nor a pipe that came since is gone through.
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    let file = options.open(path)?;
    match file.metadata()? {
        metadata if metadata.is_file() && metadata.len() == 0 => Ok(file),
        _ => refuse("a file with content stands there, and no lock; rename it"),
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Where the system refuses (Windows, while it is open), an empty file stays behind and does no harm.
        let _ = fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

#[cfg(unix)]
fn is_same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(held), Ok(there)) => held.dev() == there.dev() && held.ino() == there.ino(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_same_file(_file: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_and_nothing_left_behind() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("lock");
        let held = Lock::wait(&path).expect("free");
        assert!(Lock::take(&path).expect("asked").is_none());
        drop(held);
        assert!(Lock::take(&path).expect("asked").is_some());
        assert!(!path.exists());
    }

    #[test]
    fn nobodys_file_is_taken_for_a_lock() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("lock");
        fs::write(&path, "years of work").expect("a file");
        assert!(Lock::wait(&path).is_err() && Lock::take(&path).is_err());
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "years of work");
        fs::remove_file(&path).expect("removed");
        fs::create_dir(&path).expect("a folder");
        assert!(Lock::wait(&path).is_err() && path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (path, target) = (folder.path().join("lock"), folder.path().join("target"));
        for there in [false, true] {
            std::os::unix::fs::symlink(&target, &path).expect("a link");
            assert!(Lock::wait(&path).is_err() && Lock::take(&path).is_err());
            assert_eq!(target.exists(), there, "nothing is made behind a link");
            fs::write(&target, "").expect("a file");
            fs::remove_file(&path).expect("removed");
        }
    }
}
