//! `manifest.json`: what a site consists of, so that the next run knows what is ours to replace.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The file's name in every site.
pub(super) const NAME: &str = "manifest.json";

const SCHEMA: &str = "adr-manifest/1";

/// One file of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) sha256: String,
    pub(super) size: u64,
}

impl Entry {
    /// Of these bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut sha256 = String::with_capacity(64);
        for byte in Sha256::digest(bytes) {
            let _ = write!(sha256, "{byte:02x}");
        }
        Self { sha256, size: bytes.len() as u64 }
    }
}

#[derive(Serialize, Deserialize)]
struct Written {
    schema: String,
    files: Vec<WrittenFile>,
}

#[derive(Serialize, Deserialize)]
struct WrittenFile {
    path: String,
    sha256: String,
    size: u64,
}

/// The manifest's text, sorted by path.
pub(super) fn write(files: &BTreeMap<String, Entry>) -> String {
    let files = files
        .iter()
        .map(|(path, entry)| WrittenFile { path: path.clone(), sha256: entry.sha256.clone(), size: entry.size })
        .collect();
    let written = Written { schema: SCHEMA.to_owned(), files };
    serde_json::to_string_pretty(&written).expect("texts and numbers are JSON") + "\n"
}

/// What a folder's manifest lists; `None` where it holds no manifest of ours.
pub(super) fn read(folder: &Path) -> Option<BTreeMap<String, Entry>> {
    let file = folder.join(NAME);
    // A pipe would block for ever, and a link is none that we wrote.
    if !fs::symlink_metadata(&file).is_ok_and(|metadata| metadata.is_file()) {
        return None;
    }
    let written: Written = serde_json::from_str(&fs::read_to_string(file).ok()?).ok()?;
    let is_ours = written.schema.split('/').next() == SCHEMA.split('/').next();
    let entry = |file: WrittenFile| (file.path, Entry { sha256: file.sha256, size: file.size });
    // Somebody else may have written a path that leads elsewhere.
    is_ours.then(|| written.files.into_iter().filter(|file| super::checked(&file.path).is_ok()).map(entry).collect())
}
