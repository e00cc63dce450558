//! What record folders hold on other branches: local ones, and those of remotes as they were last fetched.

use super::deadline::guarded;
use super::error::Error;
use super::git;
use super::objects::{EntryKind, Id};
use super::store::Store;
use crate::source::Elsewhere;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Branches that are looked at.
const LIMIT: usize = 5_000;

/// The names in record folders below a root, on every other branch: folder, name, branch.
///
/// What cannot be read of a branch is passed over: it is asked for so that nobody takes a number twice, and not in order
/// to read it.
fn names(store: &dyn Store, prefix: &str, folders: &[String]) -> Result<Vec<(String, Branched)>, git2::Error> {
    let mut seen: BTreeSet<(usize, Id)> = BTreeSet::new();
    let mut found = Vec::new();
    let mut branches: Vec<(String, Id)> = store.other_branches()?.into_iter().take(LIMIT).collect();
    branches.sort();
    for (branch, tip) in branches {
        let Ok(commit) = store.commit(tip) else { continue };
        for (nth, folder) in folders.iter().enumerate() {
            let Some(tree) = folder_of(store, commit.tree, &slashed(&[prefix, folder])) else { continue };
            // Most branches have the folder as others have it.
            if seen.insert((nth, tree)) {
                let Ok(tree) = store.tree(tree) else { continue };
                let named = tree.iter().filter_map(|entry| str::from_utf8(entry.name).ok().map(str::to_owned));
                found.extend(named.map(|name| (folder.clone(), Branched { name, branch: branch.clone(), tip })));
            }
        }
    }
    Ok(found)
}

struct Branched {
    name: String,
    branch: String,
    tip: Id,
}

fn slashed(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty() && **part != ".").copied().collect::<Vec<_>>().join("/")
}

fn folder_of(store: &dyn Store, top: Id, path: &str) -> Option<Id> {
    let found = store.entry_at(top, path).ok()?;
    found.filter(|(kind, _)| *kind == EntryKind::Folder).map(|(_, id)| id)
}

struct Around {
    store: Box<dyn Store>,
    /// What the root is called below its top.
    prefix: String,
}

/// The repository around a root.
fn around(root: &Path) -> Result<Option<Around>, Error> {
    let Some(store) = git::discover(root)? else { return Ok(None) };
    let top = store.work_dir().and_then(|top| std::fs::canonicalize(top).ok());
    let here = std::fs::canonicalize(root).ok();
    let prefix = top.zip(here).and_then(|(top, here)| {
        let below = here.strip_prefix(top).ok()?.to_string_lossy().replace('\\', "/");
        Some(below)
    });
    Ok(prefix.map(|prefix| Around { store, prefix }))
}

/// Every name that a record folder holds on any other branch.
pub fn names_elsewhere(root: &Path, folder: &str) -> Result<Vec<String>, Error> {
    let (path, folders) = (root.to_owned(), vec![folder.to_owned()]);
    guarded(root, move || {
        let Some(Around { store, prefix }) = around(&path)? else { return Ok(Vec::new()) };
        let found = names(&*store, &prefix, &folders).map_err(|source| Error::OpenRepository { path, source })?;
        Ok(found.into_iter().map(|(_, found)| found.name).collect())
    })
}

/// Files of record folders on other branches whose names begin with a number that a file of the same folder has here under
/// another name; `here` are the paths of the folders' files.
///
/// A file that this branch had and renamed or took out is none: where both branches come from, it stood already.
pub fn numbers_elsewhere(root: &Path, folders: &[String], here: &BTreeSet<String>) -> Result<Vec<Elsewhere>, Error> {
    let (path, folders, here) = (root.to_owned(), folders.to_vec(), here.clone());
    guarded(root, move || {
        let Some(Around { store, prefix }) = around(&path)? else { return Ok(Vec::new()) };
        let error = |source| Error::OpenRepository { path: path.clone(), source };
        let found = names(&*store, &prefix, &folders).map_err(error)?;
        let own: BTreeSet<(&str, u64)> = here
            .iter()
            .filter_map(|path| {
                let (folder, name) =
                    folders.iter().filter_map(|folder| below(path, folder)).min_by_key(|(_, name)| name.len())?;
                Some((folder, number(name)?))
            })
            .collect();
        let head = store.head().ok().flatten();
        let mut bases: BTreeMap<Id, Option<Id>> = BTreeMap::new();
        let mut taken = Vec::new();
        for (folder, Branched { name, branch, tip }) in found {
            let path = slashed(&[&folder, &name]);
            let is_here = here.contains(&path) || here.iter().any(|own| own.starts_with(&format!("{path}/")));
            if is_here || number(&name).is_none_or(|number| !own.contains(&(folder.as_str(), number))) {
                continue;
            }
            let base = *bases.entry(tip).or_insert_with(|| store.merge_base(head?, tip));
            let whole = slashed(&[&prefix, &path]);
            let stood = base.is_some_and(|base| {
                let found = store.commit(base).and_then(|commit| store.entry_at(commit.tree, &whole));
                found.is_ok_and(|found| found.is_some())
            });
            if !stood {
                taken.push(Elsewhere { path, branch });
            }
        }
        taken.sort();
        Ok(taken)
    })
}

fn below<'a>(path: &'a str, folder: &'a str) -> Option<(&'a str, &'a str)> {
    let rest = if folder.is_empty() || folder == "." { path } else { path.strip_prefix(folder)?.strip_prefix('/')? };
    Some((folder, rest.split('/').next().unwrap_or(rest)))
}

/// The number that a name begins with, letters before it left aside.
fn number(name: &str) -> Option<u64> {
    let digits = name.trim_start_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, '-' | '_'));
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().ok().filter(|_| end <= 6 && name.len() - digits.len() <= 20)
}
