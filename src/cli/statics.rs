//! The folder that `static` in `book.toml` names: which of its files come along into a site.

use crate::cli::journey::{self, Journey};
use crate::cli::outcome::Failure;
use crate::cli::write::SiteWriter;
use crate::finding::Finding;
use crate::repo::Files;
use crate::source::joined;
use std::path::{Path, PathBuf};

/// The largest file that is copied.
const FILE_BYTES: u64 = 256 << 20;

/// What comes along, and what does not.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Statics {
    folder: String,
    /// By their paths in the folder, which are those in the site.
    names: Vec<String>,
    /// Files that are none of the log's.
    pub(crate) left_out: Vec<Finding>,
}

/// Looks at the folder; one that would publish the site in itself, or every record's source, is an error.
pub(crate) fn find(journey: &Journey, out: &Path) -> Result<Statics, Failure> {
    let Some(folder) = &journey.config.book.static_folder else { return Ok(Statics::default()) };
    let refused =
        |why: String| Failure::Reading(format!("could not copy `{folder}`, the `static` in book.toml: {why}"));
    let files = &journey.files;
    let names = files.below(folder).map_err(|reason| refused(format!("{reason}; {}", reason.help())))?;
    let disk = real(&journey.root.join(joined("", folder).unwrap_or_default()));
    let site = real(out);
    if site.starts_with(&disk) || disk.starts_with(&site) {
        return Err(refused("the site is written there; name a folder of its own".to_owned()));
    }
    let holds = |records: &&String| real(&journey.root.join(records.as_str())).starts_with(&disk);
    if let Some(records) = journey.snapshot.folders.iter().find(holds) {
        let records = if records.is_empty() { "." } else { records };
        return Err(refused(format!("the records in `{records}` are in it; name a folder of its own")));
    }
    let mut statics = Statics { folder: folder.clone(), ..Statics::default() };
    for name in names {
        let path = format!("{folder}/{name}");
        match files.admits(&path) {
            Ok(()) => statics.names.push(name),
            Err(reason) => statics.left_out.push(journey::left_out(&path, &reason)),
        }
    }
    Ok(statics)
}

impl Statics {
    /// The bytes of one of them, by its path in the site; `None`: there is no such file.
    pub(crate) fn read(&self, files: &Files, name: &str) -> anyhow::Result<Option<Vec<u8>>> {
        if !self.names.iter().any(|known| known == name) {
            return Ok(None);
        }
        let path = format!("{}/{name}", self.folder);
        let read = files.read(&path, FILE_BYTES);
        Ok(Some(
            read.map_err(|reason| Failure::Reading(format!("could not read `{path}`: {reason}; {}", reason.help())))?,
        ))
    }

    /// Copies what comes along.
    pub(crate) fn copy(&self, files: &Files, writer: &SiteWriter) -> anyhow::Result<()> {
        for name in &self.names {
            let path = format!("{}/{name}", self.folder);
            let bytes = files
                .read(&path, FILE_BYTES)
                .map_err(|reason| Failure::Reading(format!("could not copy `{path}`: {reason}; {}", reason.help())))?;
            writer.add(name, &bytes)?;
        }
        Ok(())
    }
}

/// After all links, where there is such a path.
fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}
