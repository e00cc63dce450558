//! Who brought each record in, and who changed it last.
//!
//! Files are followed from the newest commit down, each along the first parent that has it as it is: what a merge took
//! over from one side is no change of its own. Files of one folder go together until they part, so that most commits
//! cost a look at one tree; and nothing below the commit that brought the last of them in is looked at. Where a file
//! has no past under its name, [`moves`] says under which other name it had one.

use super::commits::{self, Commits, Differing, Node};
use super::deadline::guarded;
use super::error::Error;
use super::git::{day, path_of};
use super::moves::{self, Move};
use crate::source::{Change, FileHistory, History};
use git2::{Oid, Repository};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};
use std::path::PathBuf;

/// The commit that was read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tip {
    pub(super) repository: PathBuf,
    pub(super) commit: Oid,
    /// The root below the top of the repository.
    pub(super) prefix: String,
}

/// Who brought files in and who changed them last, down to the commit that brought the last of them in. Files that are
/// not committed are not told of.
pub fn history(tip: &Tip, paths: Vec<String>) -> Result<History, Error> {
    let tip = tip.clone();
    guarded(&tip.repository.clone(), move || {
        let repository = Repository::open(&tip.repository)
            .map_err(|source| Error::OpenRepository { path: tip.repository.clone(), source })?;
        let _lean = Lean::begin();
        walk(&repository, tip.commit, &tip.prefix, paths)
    })
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
fn walk(repository: &Repository, tip: Oid, prefix: &str, paths: Vec<String>) -> Result<History, Error> {
    let follow = |with_graph| -> Result<_, git2::Error> {
        let mut walker = Walker::new(repository, paths.len(), with_graph)?;
        let ended = walker.start(tip, paths.iter().map(|path| join(prefix, path))).and_then(|()| walker.run());
        Ok((walker, ended))
    };
    let with = |source| Error::WalkHistory { path: path_of(repository), source };
    let (mut walker, mut ended) = follow(true).map_err(with)?;
    if ended.is_err() && walker.commits.has_graph() {
        // A graph that leads astray is none.
        (walker, ended) = follow(false).map_err(with)?;
    }
    let is_cut = match ended {
        Ok(()) => walker.is_shallow,
        // A partial clone lacks trees. What was seen until then is right; the beginning is not there.
        Err(source) if source.code() == git2::ErrorCode::NotFound && is_partial(repository) => true,
        Err(source) => return Err(with(source)),
    };
    let pasts = walker.pasts;
    let files = paths.into_iter().zip(pasts).filter(|(_, past)| past.is_committed);
    let files = files.map(|(path, past)| {
        let first = past.first.filter(|_| !is_cut);
        (path, FileHistory { first, last: past.last, commit_count: past.commit_count })
    });
    Ok(History { files: files.collect(), is_cut })
}

/// Whether objects are left with the repository that this one was cloned from, to be fetched when they are asked for.
fn is_partial(repository: &Repository) -> bool {
    let Ok(config) = repository.config() else { return false };
    let Ok(mut promises) = config.entries(Some("(remote\\..*\\.promisor|extensions\\.partialclone)")) else {
        return false;
    };
    promises.next().is_some()
}

/// What was found of one file so far.
#[derive(Default)]
struct Past {
    is_committed: bool,
    first: Option<Change>,
    last: Option<Change>,
    commit_count: usize,
}

impl Past {
    /// The walk runs from the newest: the first change seen is a file's last, and the last one its first.
    fn add(&mut self, change: &Change) {
        self.last.get_or_insert_with(|| change.clone());
        self.first = Some(change.clone());
        self.commit_count += 1;
    }
}

/// Files of one folder that are to be followed from a commit down.
struct Group {
    /// As the repository spells it.
    folder: String,
    /// The trees from the top to the folder.
    trees: Vec<Oid>,
    /// By path below the folder: the index of the file.
    files: BTreeMap<String, usize>,
}

/// Where a folder stands in another commit.
enum Found {
    Same,
    Other(Vec<Oid>),
    Missing,
}

struct Walker<'r> {
    repository: &'r Repository,
    commits: Commits<'r>,
    is_shallow: bool,
    /// Commits that are still to be looked at. No file waits at two of them.
    waiting: HashMap<Oid, (Node, Vec<Group>)>,
    /// The same, newest first, so that what parted at a merge meets again at its base.
    order: BinaryHeap<(i64, Oid)>,
    /// By index of the file.
    pasts: Vec<Past>,
}

impl<'r> Walker<'r> {
    fn new(repository: &'r Repository, file_count: usize, with_graph: bool) -> Result<Self, git2::Error> {
        Ok(Self {
            repository,
            commits: Commits::new(repository, with_graph)?,
            is_shallow: repository.is_shallow(),
            waiting: HashMap::new(),
            order: BinaryHeap::new(),
            pasts: (0..file_count).map(|_| Past::default()).collect(),
        })
    }

    fn start(&mut self, tip: Oid, paths: impl Iterator<Item = String>) -> Result<(), git2::Error> {
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
        let mut changed = BTreeSet::new();
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
                        changed.insert(idx);
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
        changed.extend(born.into_values());
        // In a shallow clone, a commit without parents may be one whose parents were left out.
        let is_end = self.is_shallow && parents.is_empty();
        if !changed.is_empty() && !is_end {
            let change = describe(&self.repository.find_commit(commit.id)?);
            for idx in changed {
                self.pasts[idx].add(&change);
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
        changed: &mut BTreeSet<usize>,
    ) -> Result<(), git2::Error> {
        for parent in parents {
            let moves = moves::find(self.repository, parent.tree, commit.tree, born.keys())?;
            for Move { from, to, is_same } in moves {
                let (folder, name) = from.rsplit_once('/').unwrap_or(("", &from));
                let (Some(idx), Found::Other(trees)) = (born.remove(&to), self.find(parent, folder, &[])?) else {
                    continue;
                };
                if !is_same {
                    changed.insert(idx);
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
    fn find(&self, commit: &Node, folder: &str, known: &[Oid]) -> Result<Found, git2::Error> {
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
        old: Option<Oid>,
        new: Oid,
        files: &BTreeMap<String, usize>,
    ) -> Result<BTreeMap<String, bool>, git2::Error> {
        let mut differing = BTreeMap::new();
        self.compare(old, new, "", files, &mut differing)?;
        Ok(differing)
    }

    fn compare(
        &self,
        old: Option<Oid>,
        new: Oid,
        at: &str,
        files: &BTreeMap<String, usize>,
        into: &mut BTreeMap<String, bool>,
    ) -> Result<(), git2::Error> {
        for Differing { name, is_folder, old, new } in commits::differing(self.repository, old, Some(new))? {
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

fn describe(commit: &git2::Commit<'_>) -> Change {
    let author = commit.author();
    Change {
        commit: commit.id().to_string(),
        author: String::from_utf8_lossy(author.name_bytes()).trim().to_owned(),
        date: day(author.when()),
        subject: String::from_utf8_lossy(commit.message_bytes()).trim().lines().next().unwrap_or_default().to_owned(),
    }
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
