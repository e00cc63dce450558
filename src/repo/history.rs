//! Who brought each record in, and who changed it last, from one walk over the history.
//!
//! Only the trees of the record folders are compared with those of the parents; where they differ,
//! the differing entries are listed. Most commits touch no record, and cost two look-ups.

use super::error::Error;
use super::git::{day, path_of};
use crate::source::{Change, FileHistory, History};
use git2::{ObjectType, Oid, Repository, Sort, Tree, TreeEntry};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// Walks from `tip` to the beginning. The second value tells where the walk had to stop early.
pub(super) fn walk<'p>(
    repository: &Repository,
    tip: &git2::Commit<'_>,
    prefix: &str,
    folders: &[String],
    paths: impl Iterator<Item = &'p str>,
) -> Result<(History, Option<String>), Error> {
    let mut walker = Walker {
        repository,
        folders: outermost(folders).into_iter().map(|folder| (join(prefix, folder), folder.to_owned())).collect(),
        wanted: paths.collect(),
        trees: HashMap::new(),
        files: BTreeMap::new(),
    };
    let is_shallow = repository.is_shallow();
    let stopped = walker.run(tip);
    let files = walker.files;
    match stopped {
        Ok(()) => {
            let note = is_shallow.then(|| {
                "a shallow clone: first authors and dates are those of its oldest commit (`git fetch --unshallow` \
                 brings the rest)"
                    .to_owned()
            });
            Ok((History { files, is_shallow }, note))
        }
        // A partial clone lacks trees. What was seen until then is right; the beginning is not there.
        Err(source) if source.code() == git2::ErrorCode::NotFound && (is_shallow || is_partial(repository)) => {
            let note = format!("the history is incomplete, as in a partial clone: {}", source.message());
            Ok((History { files, is_shallow: true }, Some(note)))
        }
        Err(source) => Err(Error::WalkHistory { path: path_of(repository), source }),
    }
}

/// Whether objects are left with the repository that this one was cloned from, to be fetched when they are asked for.
fn is_partial(repository: &Repository) -> bool {
    let Ok(config) = repository.config() else { return false };
    let Ok(mut promises) = config.entries(Some("(remote\\..*\\.promisor|extensions\\.partialclone)")) else {
        return false;
    };
    promises.next().is_some()
}

struct Walker<'r, 'p> {
    repository: &'r Repository,
    /// Each record folder, as the repository and as the root spell it.
    folders: Vec<(String, String)>,
    wanted: BTreeSet<&'p str>,
    /// Trees of the record folders by commit; a parent's are looked up once, for its child and itself.
    trees: HashMap<Oid, Vec<Option<Oid>>>,
    files: BTreeMap<String, FileHistory>,
}

impl Walker<'_, '_> {
    fn run(&mut self, tip: &git2::Commit<'_>) -> Result<(), git2::Error> {
        let mut walk = self.repository.revwalk()?;
        walk.set_sorting(Sort::TOPOLOGICAL | Sort::TIME)?;
        walk.push(tip.id())?;
        for id in walk {
            let id = id?;
            let commit = self.repository.find_commit(id)?;
            let trees = match self.trees.remove(&id) {
                Some(trees) => trees,
                None => self.folder_trees(&commit)?,
            };
            let mut parents = Vec::with_capacity(commit.parent_count());
            for parent in commit.parents() {
                if !self.trees.contains_key(&parent.id()) {
                    let trees = self.folder_trees(&parent)?;
                    self.trees.insert(parent.id(), trees);
                }
                parents.push(self.trees[&parent.id()].clone());
            }
            let changed = self.changed(&trees, &parents)?;
            self.record(&commit, changed);
        }
        Ok(())
    }

    fn folder_trees(&self, commit: &git2::Commit<'_>) -> Result<Vec<Option<Oid>>, git2::Error> {
        let top = commit.tree()?;
        self.folders.iter().map(|(path, _)| subtree(&top, path)).collect()
    }

    /// Paths that differ from every parent: what a merge took over from one side is no change of its own.
    fn changed(&self, trees: &[Option<Oid>], parents: &[Vec<Option<Oid>>]) -> Result<BTreeSet<String>, git2::Error> {
        let mut changed = BTreeSet::new();
        for (idx, new) in trees.iter().enumerate() {
            let Some(new) = new else { continue };
            let old: Vec<Option<Oid>> =
                if parents.is_empty() { vec![None] } else { parents.iter().map(|trees| trees[idx]).collect() };
            if old.contains(&Some(*new)) {
                continue;
            }
            let mut common: Option<BTreeSet<String>> = None;
            for old in old {
                let mut differing = BTreeSet::new();
                self.compare(old, *new, &self.folders[idx].1, &mut differing)?;
                common = Some(match common {
                    Some(common) => common.intersection(&differing).cloned().collect(),
                    None => differing,
                });
            }
            changed.extend(common.unwrap_or_default());
        }
        Ok(changed)
    }

    /// Collects the wanted files of `new` that `old` lacks or has otherwise.
    fn compare(&self, old: Option<Oid>, new: Oid, at: &str, into: &mut BTreeSet<String>) -> Result<(), git2::Error> {
        let new = self.repository.find_tree(new)?;
        let old = old.map(|old| self.repository.find_tree(old)).transpose()?;
        let mut old_entries = old.iter().flat_map(Tree::iter).peekable();
        for entry in &new {
            while old_entries.next_if(|old| order(old, &entry) == Ordering::Less).is_some() {}
            let before = old_entries.next_if(|old| order(old, &entry) == Ordering::Equal);
            if before.as_ref().is_some_and(|before| before.id() == entry.id()) {
                continue;
            }
            let path = join(at, &String::from_utf8_lossy(entry.name_bytes()));
            match entry.kind() {
                Some(ObjectType::Tree) => self.compare(before.map(|tree| tree.id()), entry.id(), &path, into)?,
                Some(ObjectType::Blob) if self.wanted.contains(path.as_str()) => {
                    into.insert(path);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The walk runs from the newest: the first change seen is a file's last, and the last one its first.
    fn record(&mut self, commit: &git2::Commit<'_>, changed: BTreeSet<String>) {
        if changed.is_empty() {
            return;
        }
        let author = commit.author();
        let change = Change {
            commit: commit.id().to_string(),
            author: String::from_utf8_lossy(author.name_bytes()).trim().to_owned(),
            date: day(author.when()),
        };
        for path in changed {
            self.files
                .entry(path)
                .and_modify(|file| {
                    file.first = change.clone();
                    file.commit_count += 1;
                })
                .or_insert_with(|| FileHistory { first: change.clone(), last: change.clone(), commit_count: 1 });
        }
    }
}

/// The id of a folder's tree; `None` where the folder is not there.
fn subtree(top: &Tree<'_>, path: &str) -> Result<Option<Oid>, git2::Error> {
    if path.is_empty() {
        return Ok(Some(top.id()));
    }
    match top.get_path(Path::new(path)) {
        Ok(entry) => Ok((entry.kind() == Some(ObjectType::Tree)).then(|| entry.id())),
        Err(error) if error.code() == git2::ErrorCode::NotFound && error.class() != git2::ErrorClass::Odb => Ok(None),
        Err(error) => Err(error),
    }
}

/// Git sorts a folder as if its name ended with `/`; two of one name but not one kind are different entries.
fn order(a: &TreeEntry<'_>, b: &TreeEntry<'_>) -> Ordering {
    let ending = |entry: &TreeEntry<'_>| (entry.kind() == Some(ObjectType::Tree)).then_some(b'/');
    a.name_bytes().iter().copied().chain(ending(a)).cmp(b.name_bytes().iter().copied().chain(ending(b)))
}

/// Folders that lie in none of the others.
fn outermost(folders: &[String]) -> Vec<&str> {
    let is_within = |inner: &str, outer: &str| {
        inner != outer && (outer.is_empty() || inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/')))
    };
    folders.iter().filter(|inner| !folders.iter().any(|outer| is_within(inner, outer))).map(String::as_str).collect()
}

fn join(folder: &str, name: &str) -> String {
    match (folder.is_empty(), name.is_empty()) {
        (true, _) => name.to_owned(),
        (_, true) => folder.to_owned(),
        _ => format!("{folder}/{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_within_another_is_walked_once() {
        let folders = ["docs/adr".to_owned(), "docs".to_owned(), "docs-old".to_owned()];
        assert_eq!(outermost(&folders), ["docs", "docs-old"]);
        assert_eq!(outermost(&[String::new(), "adr".to_owned()]), [""]);
    }
}
