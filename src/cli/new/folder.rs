//! A record folder that nobody else writes to, for as long as files are made in it.

use crate::cli::lock::Lock;
use crate::cli::outcome::Failure;
use crate::cli::write;
use anyhow::Context as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A record folder under its lock.
pub(crate) struct LockedFolder {
    path: PathBuf,
    _lock: Lock,
}

impl LockedFolder {
    /// Makes the folder where it is missing, and waits for its lock.
    pub(crate) fn wait(path: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(path).with_context(|| could_not(path))?;
        let at = path.join(".adr-lock");
        let lock =
            Lock::wait(&at).map_err(|error| Failure::Writing(format!("could not lock `{}`: {error}", at.display())))?;
        write::clear_leftovers(path);
        Ok(Self { path: path.to_owned(), _lock: lock })
    }

    /// What lies in it.
    pub(crate) fn names(&self) -> anyhow::Result<Vec<String>> {
        names_in(&self.path)
    }

    /// Makes one file in it.
    pub(crate) fn create(&self, name: &str, text: &str) -> anyhow::Result<()> {
        Ok(write::create_file(&self.path.join(name), text.as_bytes())?)
    }
}

/// What lies in a folder.
pub(crate) fn names_in(path: &Path) -> anyhow::Result<Vec<String>> {
    let entries = fs::read_dir(path).with_context(|| could_not(path))?;
    Ok(entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned())).collect())
}

fn could_not(path: &Path) -> Failure {
    Failure::Writing(format!("could not write to `{}`", path.display()))
}
