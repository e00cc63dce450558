//! Which folder is the root, and which folders in it hold records: as named, as configured, or as
//! the ecosystem calls them. Folders that nobody named are looked for in `search`.

use super::error::Error;
use super::place::{Kind, Place, join_clean};
use super::walk::{self, Depth, Listed, Walked, walk};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A record folder, and why it was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderChoice {
    /// Path with `/`, relative to the root; `""` is the root itself.
    pub path: String,
    /// In words: "named by `--records`", "named in `.adr-dir`", …
    pub reason: &'static str,
}

/// What discovery found in one root.
#[derive(Default)]
pub(super) struct Found {
    pub(super) choices: Vec<(FolderChoice, Depth)>,
    pub(super) records: BTreeMap<String, Listed>,
    pub(super) others: BTreeMap<String, Listed>,
    /// Paths of markdown that cannot be read.
    pub(super) refused: BTreeSet<String>,
    pub(super) notes: Vec<String>,
    /// A file at the root says that it is one.
    pub(super) is_configured: bool,
    /// Folders that such a file names, there or not.
    pub(super) configured: Vec<String>,
    /// Those of them that are not there, as they are named, and by which file.
    pub(super) missing: Vec<(String, &'static str)>,
}

/// Folders that people keep records in, as they are usually called.
const WELL_KNOWN: [&str; 23] = [
    "decisions",
    "docs/adr",
    "doc/adr",
    "docs/decisions",
    "docs/architecture/decisions",
    "doc/architecture/decisions",
    "adr",
    "doc/arch",
    "docs/arch",
    "doc/decisions",
    "docs/adrs",
    "doc/adrs",
    "adrs",
    "docs/architecture/adr",
    "docs/architecture/adrs",
    "docs/architecture-decisions",
    "docs/architecture-decision-records",
    "docs/decision-records",
    "architecture/decisions",
    "architecture-decision-records",
    "architecture-decision-record",
    "decision-records",
    "decision-record",
];

/// The folders that someone named; one that is not there, or leaves the root, is an error.
pub(super) fn named(place: &Place<'_>, root: &Path, folders: &[String]) -> Result<Found, Error> {
    let mut found = Found::default();
    for folder in folders {
        let named_by = "`--records`";
        let error = || Error::OutsideRoot { folder: folder.clone(), root: root.to_owned(), named_by };
        let path = clean(root, folder).ok_or_else(error)?;
        let Some(walked) = walk(place, &path, Depth::Named)? else {
            return Err(Error::NoSuchFolder { folder: folder.clone(), root: root.to_owned(), named_by });
        };
        found.take(path, "named by `--records`", Depth::Named, walked);
    }
    Ok(found)
}

/// What makes this place a root: settings, an `.adr-dir`, or a record folder. `None`: it is none.
pub(super) fn find(place: &Place<'_>, root: &Path) -> Result<Option<Found>, Error> {
    let mut found = Found::default();
    let settings = settings(place)?;
    found.is_configured = settings.is_some();
    if let Some(folders) = settings.as_ref().filter(|folders| !folders.is_empty()) {
        found.take_configured(place, root, folders, "named in `book.toml`")?;
        return Ok(Some(found));
    }
    let adr_dir = adr_dir(place)?;
    if let Some(folder) = &adr_dir {
        found.is_configured = true;
        found.take_configured(place, root, std::slice::from_ref(folder), "named in `.adr-dir`")?;
    }
    for known in WELL_KNOWN {
        let Some(path) = resolve(place, known)? else { continue };
        if let Some(walked) = walk(place, &path, Depth::Nested)?
            && holds_records(&walked)
        {
            found.take(path, "a well-known folder", Depth::Nested, walked);
        }
    }
    let is_root = found.is_configured || !found.choices.is_empty();
    Ok(is_root.then_some(found))
}

/// Folders that are called like a log and hold markdown and nothing else, though none of it is a record yet: whoever
/// reads them is told so.
pub(super) fn begun(place: &Place<'_>) -> Result<Option<Found>, Error> {
    let mut found = Found::default();
    for known in WELL_KNOWN {
        let Some(path) = resolve(place, known)? else { continue };
        if let Some(walked) = walk(place, &path, Depth::Nested)?
            && !walked.records.is_empty()
            && walked.others.iter().all(|other| walk::is_markdown(&other.path))
        {
            found.take(path, "called like a log, and holds nothing but markdown", Depth::Nested, walked);
        }
    }
    Ok((!found.choices.is_empty()).then_some(found))
}

/// The folder itself as a record folder: it holds numbered records, or any text of its own.
pub(super) fn itself(place: &Place<'_>, only: impl Fn(&str) -> bool) -> Result<Option<Found>, Error> {
    let holds = place.list(&place.top())?.iter().any(|entry| entry.kind == Kind::File && only(&entry.name));
    if !holds {
        return Ok(None);
    }
    let mut found = Found::default();
    if let Some(walked) = walk(place, "", Depth::Named)? {
        found.take(String::new(), "records lie in the folder itself", Depth::Named, walked);
    }
    Ok(Some(found))
}

impl Found {
    /// Whether a path lies in one of the folders.
    pub(super) fn covers(&self, path: &str) -> bool {
        self.choices.iter().any(|(choice, _)| is_in(path, &choice.path))
    }

    /// Whether everything below a path is read already.
    pub(super) fn is_read_whole(&self, path: &str) -> bool {
        self.choices.iter().any(|(choice, depth)| *depth == Depth::Nested && is_in(path, &choice.path))
    }

    /// The folders taken so far.
    pub(super) fn choices(&self) -> impl Iterator<Item = &str> {
        self.choices.iter().map(|(choice, _)| choice.path.as_str())
    }

    pub(super) fn take(&mut self, path: String, reason: &'static str, depth: Depth, walked: Walked) {
        if self.choices.iter().any(|(choice, _)| choice.path == path) {
            return;
        }
        self.choices.push((FolderChoice { path, reason }, depth));
        self.refused.extend(walked.refused);
        for file in walked.records {
            self.others.remove(&file.path);
            self.records.insert(file.path.clone(), file);
        }
        for file in walked.others {
            if !self.records.contains_key(&file.path) {
                self.others.insert(file.path.clone(), file);
            }
        }
    }

    /// A folder that is not there may come, or be a slip of the pen: whoever asked judges.
    fn take_configured(
        &mut self,
        place: &Place<'_>,
        root: &Path,
        folders: &[String],
        reason: &'static str,
    ) -> Result<(), Error> {
        let named_by = reason.trim_start_matches("named in ");
        for folder in folders {
            let error = || Error::OutsideRoot { folder: folder.clone(), root: root.to_owned(), named_by };
            let path = clean(root, folder).ok_or_else(error)?;
            self.configured.push(path.clone());
            match walk(place, &path, Depth::Nested)? {
                Some(walked) => self.take(path, reason, Depth::Nested, walked),
                None => self.missing.push((folder.clone(), named_by)),
            }
        }
        Ok(())
    }
}

/// Whether a path is a folder, or lies in it.
fn is_in(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The `records` of `[output.board]`; `None` where there is no such table.
fn settings(place: &Place<'_>) -> Result<Option<Vec<String>>, Error> {
    let Some(bytes) = place.read("book.toml")? else { return Ok(None) };
    let text = String::from_utf8_lossy(&bytes);
    let Ok(table) = text.trim_start_matches('\u{feff}').parse::<toml::Table>() else {
        // Whoever reads the settings says what is wrong with them; here it only marks the root.
        return Ok(text.contains("[output.board").then(Vec::new));
    };
    let Some(board) = table.get("output").and_then(|output| output.get("board")) else { return Ok(None) };
    let folders = match board.get("records") {
        Some(toml::Value::String(folder)) => vec![folder.clone()],
        Some(toml::Value::Array(folders)) => {
            folders.iter().filter_map(|folder| folder.as_str().map(str::to_owned)).collect()
        }
        _ => Vec::new(),
    };
    Ok(Some(folders))
}

/// Whether adr-tools finds its log from a folder, without looking further up: an `.adr-dir`, or records in `doc/adr`.
pub(super) fn is_of_adr_tools(folder: &Path) -> bool {
    let is_record = |entry: std::fs::DirEntry| walk::is_numbered(&entry.file_name().to_string_lossy());
    folder.join(".adr-dir").is_file()
        || std::fs::read_dir(folder.join("doc").join("adr"))
            .is_ok_and(|entries| entries.filter_map(Result::ok).any(is_record))
}

/// The folder that adr-tools was told to use.
fn adr_dir(place: &Place<'_>) -> Result<Option<String>, Error> {
    let Some(bytes) = place.read(".adr-dir")? else { return Ok(None) };
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.lines().map(str::trim).find(|line| !line.is_empty()).map(str::to_owned))
}

/// A folder as typed → a clean path below the root.
pub(super) fn clean(root: &Path, folder: &str) -> Option<String> {
    let typed = Path::new(folder);
    if typed.is_absolute() {
        let real = std::fs::canonicalize(typed).ok()?;
        let inside = real.strip_prefix(root).ok()?;
        let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        return Some(parts.join("/"));
    }
    let folder = if cfg!(windows) { folder.replace('\\', "/") } else { folder.to_owned() };
    join_clean("", &folder)
}

/// A well-known path as this place spells it (`ADR`, `docs/ADR`).
fn resolve(place: &Place<'_>, known: &str) -> Result<Option<String>, Error> {
    let mut path = String::new();
    let mut handle = place.top();
    for part in known.split('/') {
        let entries = place.list(&handle)?;
        // A link to another record folder would list its records twice.
        let Some(entry) = entries
            .into_iter()
            .filter(|entry| entry.kind == Kind::Folder && is_called(&entry.name, part))
            .max_by_key(|entry| entry.name == part)
        else {
            return Ok(None);
        };
        path = if path.is_empty() { entry.name } else { format!("{path}/{}", entry.name) };
        match place.find(&path)? {
            Some((Kind::Folder, found)) => handle = found,
            _ => return Ok(None),
        }
    }
    Ok(Some(path))
}

fn is_called(name: &str, known: &str) -> bool {
    name.replace('_', "-").eq_ignore_ascii_case(known)
}

fn holds_records(walked: &Walked) -> bool {
    walked.records.iter().any(|file| {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        !walk::is_house_paper(name) || file.path.matches('/').count() > 1
    })
}
