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
        Self::acquire(path, File::lock)
    }

    /// Takes the lock at `path`; `None` where another run has it.
    pub(crate) fn take(path: &Path) -> io::Result<Option<Self>> {
        let take = |file: &File| file.try_lock().map_err(io::Error::from);
        match Self::acquire(path, take) {
            Ok(lock) => Ok(Some(lock)),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn acquire(path: &Path, lock: impl Fn(&File) -> io::Result<()>) -> io::Result<Self> {
        loop {
            let file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path)?;
            lock(&file)?;
            // Whoever held it may have taken the file away while we waited: then ours locks nothing.
            if is_same_file(&file, path) {
                return Ok(Self { path: path.to_owned(), file });
            }
        }
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
}
