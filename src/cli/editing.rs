//! Files of the log that are changed: read anew under a lock, replaced whole in one rename, keeping their mode.

use crate::cli::context::{Context, On};
use crate::cli::journey::{self, Journey};
use crate::cli::lock::Lock;
use crate::cli::outcome::Failure;
use crate::cli::{outside, write};
use crate::edit::{self, Page, Refusal, Target};
use crate::model::{Audience, Record};
use crate::record::{self, Depth, FolderContext};
use crate::repo;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A log of which records are changed. Its folders are locked until it is dropped.
pub(crate) struct Editing {
    /// The log, as deep as a list.
    pub(crate) journey: Journey,
    /// By the folder that a file lies in: its record folder, and what the files there say together.
    contexts: BTreeMap<String, (String, FolderContext)>,
    locks: Vec<Lock>,
}

impl Editing {
    /// Reads the log, for a command of this name.
    pub(crate) fn begin(command: &str, context: &Context) -> anyhow::Result<Self> {
        if context.at.is_some() {
            let message = format!("`{command}` writes files, and cannot write them to a commit: leave out `--at`");
            return Err(Failure::Arguments(message).into());
        }
        let journey = journey::read(context, &context.request_of_texts(), Depth::Listed, Audience::Board)?;
        if journey.is_from_commit {
            let message = format!("a bare repository has no files to write: run `{command}` in a clone of it");
            return Err(Failure::Arguments(message).into());
        }
        Ok(Self { journey, contexts: BTreeMap::new(), locks: Vec::new() })
    }

    /// Locks the folders of some records, always in the same order.
    pub(crate) fn lock(&mut self, records: &[usize]) -> anyhow::Result<()> {
        let folders: BTreeSet<PathBuf> = records.iter().map(|idx| self.lock_folder(*idx)).collect();
        for folder in folders {
            outside::refuse_elsewhere(&folder, &folder.display().to_string(), &self.journey.root)?;
            let path = folder.join(".adr-lock");
            let lock = Lock::wait(&path)
                .map_err(|error| Failure::Writing(format!("could not lock `{}`: {error}", path.display())))?;
            write::clear_leftovers(&folder);
            self.locks.push(lock);
        }
        Ok(())
    }

    /// The record folder that `adr new` locks, too.
    fn lock_folder(&self, idx: usize) -> PathBuf {
        self.journey.root.join(&self.record(idx).folder)
    }

    /// A record as it was listed.
    pub(crate) fn record(&self, idx: usize) -> &Record {
        &self.journey.log.records[idx].record
    }

    /// Changes one file by what `change` makes of its text; whether anything changed.
    pub(crate) fn change(
        &mut self,
        idx: usize,
        change: impl FnOnce(&Page<'_>, &str) -> Result<Option<String>, Refusal>,
    ) -> anyhow::Result<bool> {
        let path = self.record(idx).path.clone();
        self.change_file(&path, change)
    }

    /// The same, of a file that need not be a record.
    pub(crate) fn change_file(
        &mut self,
        path: &str,
        change: impl FnOnce(&Page<'_>, &str) -> Result<Option<String>, Refusal>,
    ) -> anyhow::Result<bool> {
        let file = real_file(&self.journey.root, path)?;
        let bytes = fs::read(&file)
            .map_err(|error| Failure::Reading(format!("could not read `{}`: {error}", file.display())))?;
        let (text, is_whole) = repo::text_of(&bytes);
        if !is_whole {
            return Err(Failure::Reading(format!("`{path}` is larger than is read; it is not changed")).into());
        }
        let (folder, context) = self.context_of(path);
        let page = Page { path, folder: &folder, context: &context, book: &self.journey.config.book };
        let changed =
            change(&page, &text).map_err(|refusal| Failure::Writing(format!("nothing is changed: {refusal}")))?;
        let Some(changed) = changed.filter(|changed| **changed != *text) else { return Ok(false) };
        let encoded = edit::encode(&bytes, &text, &changed)
            .map_err(|reason| Failure::Writing(format!("`{path}` is not changed: {reason}; save it as UTF-8 first")))?;
        write::replace_file(&file, &encoded)?;
        Ok(true)
    }

    /// The record folder of a file, and what the files there say together.
    pub(crate) fn context_of(&mut self, path: &str) -> (String, FolderContext) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if let Some(known) = self.contexts.get(folder) {
            return known.clone();
        }
        let found = record::context_of(path, &self.journey.snapshot);
        let found = found.map_or_else(
            || (folder.to_owned(), FolderContext::default()),
            |(folder, context)| (folder.to_owned(), context),
        );
        self.contexts.insert(folder.to_owned(), found.clone());
        found
    }

    /// A record as the target of a link in another.
    pub(crate) fn target(&self, from: usize, to: usize) -> TargetOf {
        let (from, to) = (self.record(from), self.record(to));
        let is_shared = |number: u64| {
            let same = |record: &Record| record.number == Some(number) && record.folder == to.folder;
            self.journey.log.records.iter().filter(|logged| same(&logged.record)).count() > 1
        };
        TargetOf {
            number: to.number.filter(|number| !is_shared(*number)),
            printed_id: to.printed_id.clone(),
            title: to.title.text.clone(),
            relative: relative(&from.path, &to.path),
            verb: None,
        }
    }
}

/// What [`Target`] borrows from.
pub(crate) struct TargetOf {
    pub(crate) number: Option<u64>,
    pub(crate) printed_id: Option<String>,
    pub(crate) title: String,
    pub(crate) relative: String,
    /// How it is said, where not in our words.
    pub(crate) verb: Option<String>,
}

impl TargetOf {
    /// For the room that writes links.
    pub(crate) fn as_target(&self) -> Target<'_> {
        Target {
            number: self.number,
            printed_id: self.printed_id.as_deref(),
            title: &self.title,
            relative: &self.relative,
            verb: self.verb.as_deref(),
        }
    }
}

/// The day of a change: that of `--on`, else today.
pub(crate) fn day(context: &Context) -> Date {
    match context.on {
        Some(On::Day(day)) => day,
        _ => context.today,
    }
}

/// The way from one file to another, both relative to the root.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let folders = |path: &str| -> Vec<String> {
        path.rsplit_once('/').map_or_else(Vec::new, |(folder, _)| folder.split('/').map(str::to_owned).collect())
    };
    let (from, folder) = (folders(from), folders(to));
    let shared = from.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    let down = folder[shared..].iter().map(String::as_str);
    let name = to.rsplit('/').next().unwrap_or(to);
    up.chain(down).chain([name]).collect::<Vec<_>>().join("/")
}

/// The file behind a path, where that lies in the log and may be written.
fn real_file(root: &Path, path: &str) -> Result<PathBuf, Failure> {
    let file = root.join(path);
    let real = fs::canonicalize(&file)
        .map_err(|error| Failure::Reading(format!("could not read `{}`: {error}", file.display())))?;
    let folder = real.parent().unwrap_or(root);
    outside::refuse_elsewhere(folder, path, root)?;
    let metadata = fs::metadata(&real)
        .map_err(|error| Failure::Reading(format!("could not read `{}`: {error}", file.display())))?;
    if metadata.permissions().readonly() {
        let message = format!("will not change `{path}`: it may not be written; have its permissions changed");
        return Err(Failure::Writing(message));
    }
    Ok(real)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_between_folders() {
        assert_eq!(relative("doc/adr/0001-a.md", "doc/adr/0002-b.md"), "0002-b.md");
        assert_eq!(relative("web/adr/0001-a.md", "till/0002-b.md"), "../../till/0002-b.md");
        assert_eq!(relative("0001-a.md", "sub/0002-b.md"), "sub/0002-b.md");
    }
}
