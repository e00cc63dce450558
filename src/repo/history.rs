//! Who brought each record in, and who changed it last.
//!
//! Files are followed from the newest commit down, each along the first parent that has it as it is: what a merge took
//! over from one side is no change of its own. Files of one folder go together until they part, so that most commits
//! cost a look at one tree; and nothing below the commit that brought the last of them in is looked at. Where a file
//! has no past under its name, [`moves`] says under which other name it had one.

use super::commits::{self, Commits, Differing, Node};
use super::deadline::guarded;
use super::decode::{MAX_BYTES, text_of};
use super::error::Error;
use super::git::day;
use super::moves::{self, Move};
use super::objects::{Commit, Id};
use super::open;
use super::store::Store;
use crate::source::{Change, Cut, FileHistory, History, Version};
use std::collections::{BTreeMap, BinaryHeap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

/// The commit that was read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tip {
    pub(super) repository: PathBuf,
    pub(super) commit: Id,
    /// The root below the top of the repository.
    pub(super) prefix: String,
}

/// Who brought files in and who changed them last, down to the commit that brought the last of them in. Files that are
/// not committed are not told of.
pub fn history(tip: &Tip, paths: Vec<String>) -> Result<History, Error> {
    let tip = tip.clone();
    guarded(&tip.repository.clone(), move || {
        let store = open::open(&tip.repository)
            .map_err(|source| Error::OpenRepository { path: tip.repository.clone(), source })?;
        let _lean = Lean::begin();
        walk(&*store, tip.commit, &tip.prefix, paths)
    })
}

/// The same, with the texts of the files as each commit left them that changed them, newest first; none of files that are
/// not committed.
///
/// Beside its path comes each file's text of today, which is kept once where it stands in a commit, too. A last version
/// without a commit is what stood there before history is cut.
pub fn versions(tip: &Tip, files: Vec<(String, Arc<str>)>) -> Result<(History, BTreeMap<String, Vec<Version>>), Error> {
    let tip = tip.clone();
    guarded(&tip.repository.clone(), move || {
        let store = open::open(&tip.repository)
            .map_err(|source| Error::OpenRepository { path: tip.repository.clone(), source })?;
        let _lean = Lean::begin();
        let paths: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
        let (walker, cut) = follow_all(&*store, tip.commit, &tip.prefix, &paths)?;
        let mut history = History { cut, ..History::default() };
        let mut versions = BTreeMap::new();
        for ((path, today), past) in files.into_iter().zip(walker.pasts).filter(|(_, past)| past.is_committed) {
            versions.insert(path.clone(), texts(&*store, &past.seen, cut, &today));
            history.files.insert(path, past.ends(cut));
        }
        Ok((history, versions))
    })
}

/// The texts that a file had, as far as they are here.
fn texts(store: &dyn Store, seen: &[Seen], cut: Option<Cut>, today: &Arc<str>) -> Vec<Version> {
    let mut all: Vec<Version> = Vec::with_capacity(seen.len());
    let mut is_whole = cut != Some(Cut::Partial);
    for Seen { change, tree, path } in seen {
        let blob = store.entry_at(*tree, path).ok().flatten().and_then(|(_, id)| store.blob(id, MAX_BYTES + 1).ok());
        let Some(bytes) = blob else {
            is_whole = false;
            break;
        };
        let text = text_of(&bytes).0;
        let text = if text == *today { Arc::clone(today) } else { text };
        all.push(Version { change: change.clone(), text });
    }
    // Nobody saw what the oldest changed.
    if let Some(oldest) = all.last_mut().filter(|_| !is_whole) {
        oldest.change = None;
    }
    all
}

/// While it lives, libgit2 reads objects as git itself does, whose names are not summed up again, and keeps none of them:
/// a walk needs each once, and there may be millions.
struct Lean;

impl Lean {
    fn begin() -> Self {
        git2::opts::strict_hash_verification(false);
        git2::opts::enable_caching(false);
        Self
    }
}

impl Drop for Lean {
    fn drop(&mut self) {
        git2::opts::strict_hash_verification(true);
        git2::opts::enable_caching(true);
    }
}

/// Follows files, named relative to the root, from `tip` to where they came in. `prefix` is the root below the top of
/// the repository.
fn walk(store: &dyn Store, tip: Id, prefix: &str, paths: Vec<String>) -> Result<History, Error> {
    let (walker, cut) = follow_all(store, tip, prefix, &paths)?;
    let files = paths.into_iter().zip(walker.pasts).filter(|(_, past)| past.is_committed);
    Ok(History { files: files.map(|(path, past)| (path, past.ends(cut))).collect(), cut })
}

/// The whole walk, and why it could not reach the beginning.
fn follow_all<'r>(
    store: &'r dyn Store,
    tip: Id,
    prefix: &str,
    paths: &[String],
) -> Result<(Walker<'r>, Option<Cut>), Error> {
    let follow = |with_graph| {
        let mut walker = Walker::new(store, paths.len(), with_graph);
        let ended = walker.start(tip, paths.iter().map(|path| join(prefix, path))).and_then(|()| walker.run());
        (walker, ended)
    };
    let (mut walker, mut ended) = follow(true);
    if ended.is_err() && walker.commits.has_graph() {
        // A graph that leads astray is none.
        (walker, ended) = follow(false);
    }
    let cut = match ended {
        Ok(()) => walker.is_shallow.then_some(Cut::Shallow),
        // A partial clone lacks trees. What was seen until then is right; the beginning is not there.
        Err(source) if source.code() == git2::ErrorCode::NotFound && store.is_partial() => Some(Cut::Partial),
        Err(source) => return Err(Error::WalkHistory { path: store.path(), source }),
    };
    Ok((walker, cut))
}

/// What was found of one file so far.
#[derive(Default)]
struct Past {
    is_committed: bool,
    /// The walk runs from the newest: the first change seen is a file's last, and the last one its first.
    seen: Vec<Seen>,
}

impl Past {
    /// The first and the last change; the first is not known where history is cut.
    fn ends(&self, cut: Option<Cut>) -> FileHistory {
        let mut changes = self.seen.iter().filter_map(|seen| seen.change.as_ref());
        let last = changes.clone().next().cloned();
        let commit_count = changes.clone().count();
        let first = changes.next_back().filter(|_| cut.is_none()).cloned();
        FileHistory { first, last, commit_count }
    }
}

/// A change of a file.
struct Seen {
    /// `None` at the end of a shallow clone, where it stood before.
    change: Option<Change>,
    /// The tree of the commit.
    tree: Id,
    /// What the file was called then.
    path: String,
}

/// Files of one folder that are to be followed from a commit down.
struct Group {
    /// As the repository spells it.
    folder: String,
    /// The trees from the top to the folder.
    trees: Vec<Id>,
    /// By path below the folder: the index of the file.
    files: BTreeMap<String, usize>,
}

/// Where a folder stands in another commit.
enum Found {
    Same,
    Other(Vec<Id>),
    Missing,
}

struct Walker<'r> {
    store: &'r dyn Store,
    commits: Commits<'r>,
    is_shallow: bool,
    /// Commits that are still to be looked at. No file waits at two of them.
    waiting: HashMap<Id, (Node, Vec<Group>)>,
    /// The same, newest first, so that what parted at a merge meets again at its base.
    order: BinaryHeap<(i64, Id)>,
    /// By index of the file.
    pasts: Vec<Past>,
}

impl<'r> Walker<'r> {
    fn new(store: &'r dyn Store, file_count: usize, with_graph: bool) -> Self {
        Self {
            store,
            commits: Commits::new(store, with_graph),
            is_shallow: store.is_shallow(),
            waiting: HashMap::new(),
            order: BinaryHeap::new(),
            pasts: (0..file_count).map(|_| Past::default()).collect(),
        }
    }

    fn start(&mut self, tip: Id, paths: impl Iterator<Item = String>) -> Result<(), git2::Error> {
        let mut folders: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
        for (idx, path) in paths.enumerate() {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
            folders.entry(folder.to_owned()).or_default().insert(name.to_owned(), idx);
        }
        let tip = self.commits.read(tip)?;
        for (folder, mut files) in outermost(folders) {
            let Found::Other(trees) = self.find(&tip, &folder, &[])? else { continue };
            let committed = self.differing(None, trees[trees.len() - 1], &files)?;
            files.retain(|path, _| committed.contains_key(path));
            for idx in files.values() {
                self.pasts[*idx].is_committed = true;
            }
            self.wait(&tip, Group { folder, trees, files });
        }
        Ok(())
    }

    fn run(&mut self) -> Result<(), git2::Error> {
        while let Some((_, id)) = self.order.pop() {
            let Some((commit, groups)) = self.waiting.remove(&id) else { continue };
            let parents = commit.parents.iter().map(|id| self.commits.read(*id)).collect::<Result<Vec<_>, _>>()?;
            self.pass(&commit, &parents, groups)?;
        }
        Ok(())
    }

    /// Passes files on to the parents of a commit, and says of those that it changed that it did.
    fn pass(&mut self, commit: &Node, parents: &[Node], groups: Vec<Group>) -> Result<(), git2::Error> {
        let mut born = BTreeMap::new();
        let mut changed = BTreeMap::new();
        'groups: for group in groups {
            let mut before = Vec::with_capacity(parents.len());
            for parent in parents {
                match self.find(parent, &group.folder, &group.trees)? {
                    Found::Same => {
                        self.wait(parent, group);
                        continue 'groups;
                    }
                    Found::Other(trees) => before.push((parent, trees)),
                    Found::Missing => {}
                }
            }
            let now = group.trees[group.trees.len() - 1];
            let mut rest = group.files;
            let mut there: BTreeMap<String, usize> = BTreeMap::new();
            let mut passed: Vec<BTreeMap<String, usize>> = Vec::with_capacity(before.len());
            for (at, (_, trees)) in before.iter().enumerate() {
                let differing = self.differing(Some(trees[trees.len() - 1]), now, &rest)?;
                let (other, same) = rest.into_iter().partition(|(path, _)| differing.contains_key(path));
                rest = other;
                passed.push(same);
                // What no parent has as it is goes on along the first that has it at all.
                for (path, is_there) in differing {
                    if is_there {
                        there.entry(path).or_insert(at);
                    }
                }
            }
            for (path, idx) in rest {
                match there.get(&path) {
                    Some(at) => {
                        changed.insert(idx, join(&group.folder, &path));
                        passed[*at].insert(path, idx);
                    }
                    None => {
                        born.insert(join(&group.folder, &path), idx);
                    }
                }
            }
            for ((parent, trees), files) in before.into_iter().zip(passed) {
                self.wait(parent, Group { folder: group.folder.clone(), trees, files });
            }
        }
        self.follow_moves(commit, parents, &mut born, &mut changed)?;
        changed.extend(born.into_iter().map(|(path, idx)| (idx, path)));
        // In a shallow clone, a commit without parents may be one whose parents were left out.
        let is_end = self.is_shallow && parents.is_empty();
        if !changed.is_empty() {
            let change = if is_end { None } else { Some(describe(&self.store.commit(commit.id)?)) };
            for (idx, path) in changed {
                self.pasts[idx].seen.push(Seen { change: change.clone(), tree: commit.tree, path });
            }
        }
        Ok(())
    }

    /// Takes out of `born` what lay elsewhere before, and goes on there. A move that changes no letter is no change.
    fn follow_moves(
        &mut self,
        commit: &Node,
        parents: &[Node],
        born: &mut BTreeMap<String, usize>,
        changed: &mut BTreeMap<usize, String>,
    ) -> Result<(), git2::Error> {
        for parent in parents {
            let moves = moves::find(self.store, parent.tree, commit.tree, born.keys())?;
            for Move { from, to, is_same } in moves {
                let (folder, name) = from.rsplit_once('/').unwrap_or(("", &from));
                let (Some(idx), Found::Other(trees)) = (born.remove(&to), self.find(parent, folder, &[])?) else {
                    continue;
                };
                if !is_same {
                    changed.insert(idx, to);
                }
                let files = BTreeMap::from([(name.to_owned(), idx)]);
                self.wait(parent, Group { folder: folder.to_owned(), trees, files });
            }
        }
        Ok(())
    }

    fn wait(&mut self, commit: &Node, group: Group) {
        if group.files.is_empty() {
            return;
        }
        let (_, groups) = self.waiting.entry(commit.id).or_insert_with(|| {
            self.order.push((commit.time, commit.id));
            (commit.clone(), Vec::new())
        });
        match groups.iter_mut().find(|there| there.folder == group.folder) {
            Some(there) => there.files.extend(group.files),
            None => groups.push(group),
        }
    }

    /// Looks a folder up in a commit, no further down than where its trees are those that are `known`.
    fn find(&self, commit: &Node, folder: &str, known: &[Id]) -> Result<Found, git2::Error> {
        let mut trees = vec![commit.tree];
        for name in folder.split('/').filter(|name| !name.is_empty()) {
            let at = trees.len() - 1;
            if known.get(at) == Some(&trees[at]) {
                return Ok(Found::Same);
            }
            match self.commits.folder(trees[at], name)? {
                Some(folder) => trees.push(folder),
                None => return Ok(Found::Missing),
            }
        }
        Ok(if known.last() == trees.last() { Found::Same } else { Found::Other(trees) })
    }

    /// Those of `files` that `new` has otherwise than `old`, and whether `old` has them at all.
    fn differing(
        &self,
        old: Option<Id>,
        new: Id,
        files: &BTreeMap<String, usize>,
    ) -> Result<BTreeMap<String, bool>, git2::Error> {
        let mut differing = BTreeMap::new();
        self.compare(old, new, "", files, &mut differing)?;
        Ok(differing)
    }

    fn compare(
        &self,
        old: Option<Id>,
        new: Id,
        at: &str,
        files: &BTreeMap<String, usize>,
        into: &mut BTreeMap<String, bool>,
    ) -> Result<(), git2::Error> {
        for Differing { name, is_folder, old, new } in commits::differing(self.store, old, Some(new))? {
            let (path, Some(new)) = (join(at, &name), new) else { continue };
            if is_folder {
                self.compare(old, new, &path, files, into)?;
            } else if files.contains_key(&path) {
                into.insert(path, old.is_some());
            }
        }
        Ok(())
    }
}

fn describe(commit: &Commit) -> Change {
    Change { commit: commit.id.to_string(), author: commit.author.clone(), date: day(commit.written) }
}

/// The files of each folder with those of the folders in it.
fn outermost(folders: BTreeMap<String, BTreeMap<String, usize>>) -> BTreeMap<String, BTreeMap<String, usize>> {
    let mut outer: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    // By path, so that a folder comes before those in it.
    for (folder, files) in folders {
        let above = outer.keys().find_map(|above| {
            let below =
                if above.is_empty() { Some(folder.as_str()) } else { folder.strip_prefix(above)?.strip_prefix('/') };
            below.map(|below| (above.clone(), below.to_owned()))
        });
        let (above, below) = above.unwrap_or((folder, String::new()));
        let files = files.into_iter().map(|(name, idx)| (join(&below, &name), idx));
        outer.entry(above).or_default().extend(files);
    }
    outer
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
    fn a_folder_within_another_goes_with_it() {
        let files = |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), 0)).collect::<BTreeMap<_, _>>();
        let folders = |all: &[(&str, &[&str])]| {
            all.iter().map(|(folder, names)| ((*folder).to_owned(), files(names))).collect::<BTreeMap<_, _>>()
        };
        let together = outermost(folders(&[("docs", &["a"]), ("docs-old", &["b"]), ("docs/adr/old", &["c"])]));
        assert_eq!(together, folders(&[("docs", &["a", "adr/old/c"]), ("docs-old", &["b"])]));
        assert_eq!(outermost(folders(&[("", &["a"]), ("adr", &["b"])])), folders(&[("", &["a", "adr/b"])]));
    }
}
