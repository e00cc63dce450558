//! Commits and trees as a walk over the history needs them, as cheap as they can be had: commits out of git's own
//! commit-graph where it has one, trees without taking every entry apart.

use git2::{ObjectType, Odb, Oid, Repository, Tree, TreeEntry};
use gix_commitgraph::Graph;
use std::cmp::Ordering;

/// What a walk needs of a commit.
#[derive(Clone)]
pub(super) struct Node {
    pub(super) id: Oid,
    pub(super) tree: Oid,
    pub(super) parents: Vec<Oid>,
    /// Seconds since 1970.
    pub(super) time: i64,
}

/// Reads commits and trees.
pub(super) struct Commits<'r> {
    repository: &'r Repository,
    odb: Odb<'r>,
    graph: Option<Graph>,
}

impl<'r> Commits<'r> {
    /// Without the graph where it may differ from the commits: a shallow clone leaves parents out.
    pub(super) fn new(repository: &'r Repository, with_graph: bool) -> Result<Self, git2::Error> {
        let open = || Graph::from_info_dir(&repository.commondir().join("objects/info"), gix_hash::Kind::Sha1).ok();
        let graph = if with_graph && !repository.is_shallow() { open() } else { None };
        Ok(Self { repository, odb: repository.odb()?, graph })
    }

    /// Whether commits come out of a graph.
    pub(super) fn has_graph(&self) -> bool {
        self.graph.is_some()
    }

    /// The commit of this name.
    pub(super) fn read(&self, id: Oid) -> Result<Node, git2::Error> {
        if let Some(node) = self.graph.as_ref().and_then(|graph| in_graph(graph, id)) {
            return Ok(node);
        }
        let commit = self.repository.find_commit(id)?;
        let parents = commit.parent_ids().collect();
        Ok(Node { id, tree: commit.tree_id(), parents, time: commit.time().seconds() })
    }

    /// The folder of this name in a tree; `None` where there is none.
    pub(super) fn folder(&self, tree: Oid, name: &str) -> Result<Option<Oid>, git2::Error> {
        let object = self.odb.read(tree)?;
        if object.kind() == ObjectType::Tree
            && let Ok(folder) = folder_in(object.data(), name.as_bytes())
        {
            return Ok(folder);
        }
        // What cannot be read says why.
        let tree = self.repository.find_tree(tree)?;
        let entry = tree.get_name(name).filter(|entry| entry.kind() == Some(ObjectType::Tree));
        Ok(entry.map(|entry| entry.id()))
    }
}

/// An entry that two trees do not have alike.
pub(super) struct Differing {
    pub(super) name: String,
    /// Else a file.
    pub(super) is_folder: bool,
    pub(super) old: Option<Oid>,
    pub(super) new: Option<Oid>,
}

/// What two trees do not have alike. A folder and a file of one name are two entries.
pub(super) fn differing(
    repository: &Repository,
    old: Option<Oid>,
    new: Option<Oid>,
) -> Result<Vec<Differing>, git2::Error> {
    let read = |tree: Option<Oid>| tree.map(|tree| repository.find_tree(tree)).transpose();
    let (old, new) = (read(old)?, read(new)?);
    let mut olds = old.iter().flat_map(Tree::iter).peekable();
    let mut news = new.iter().flat_map(Tree::iter).peekable();
    let mut all = Vec::new();
    loop {
        let order = match (olds.peek(), news.peek()) {
            (None, None) => return Ok(all),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(old), Some(new)) => order(old, new),
        };
        let old = if order == Ordering::Greater { None } else { olds.next() };
        let new = if order == Ordering::Less { None } else { news.next() };
        let Some(entry) = old.as_ref().or(new.as_ref()) else { return Ok(all) };
        let is_folder = match entry.kind() {
            Some(ObjectType::Tree) => true,
            Some(ObjectType::Blob) => false,
            _ => continue,
        };
        let (old, new) = (old.as_ref().map(TreeEntry::id), new.as_ref().map(TreeEntry::id));
        if old != new {
            all.push(Differing { name: String::from_utf8_lossy(entry.name_bytes()).into_owned(), is_folder, old, new });
        }
    }
}

/// Git sorts a folder as if its name ended with `/`.
fn order(a: &TreeEntry<'_>, b: &TreeEntry<'_>) -> Ordering {
    let ending = |entry: &TreeEntry<'_>| (entry.kind() == Some(ObjectType::Tree)).then_some(b'/');
    a.name_bytes().iter().copied().chain(ending(a)).cmp(b.name_bytes().iter().copied().chain(ending(b)))
}

/// `None` where the graph does not know the commit, or not all of it.
fn in_graph(graph: &Graph, id: Oid) -> Option<Node> {
    let oid = |id: &gix_hash::oid| Oid::from_bytes(id.as_bytes()).ok();
    let commit = graph.commit_by_id(gix_hash::oid::try_from_bytes(id.as_bytes()).ok()?)?;
    let parents = commit.iter_parents().map(|parent| oid(graph.id_at(parent.ok()?))).collect::<Option<_>>()?;
    let time = i64::try_from(commit.committer_timestamp()).ok()?;
    Some(Node { id, tree: oid(commit.root_tree_id())?, parents, time })
}

/// The bytes of a tree are no tree's.
#[derive(Debug, PartialEq, Eq)]
struct NoTree;

/// Finds a folder among entries of `40000 name\0` and twenty bytes.
fn folder_in(mut tree: &[u8], name: &[u8]) -> Result<Option<Oid>, NoTree> {
    while !tree.is_empty() {
        let space = tree.iter().position(|byte| *byte == b' ').ok_or(NoTree)?;
        let zero = space + 1 + tree[space + 1..].iter().position(|byte| *byte == 0).ok_or(NoTree)?;
        let id = tree.get(zero + 1..zero + 21).ok_or(NoTree)?;
        if tree[space + 1..zero] == *name {
            let is_folder = matches!(&tree[..space], b"40000" | b"040000");
            return if is_folder { Oid::from_bytes(id).map(Some).map_err(|_| NoTree) } else { Ok(None) };
        }
        tree = &tree[zero + 21..];
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(mode: &str, name: &str, id: u8) -> Vec<u8> {
        [mode.as_bytes(), b" ", name.as_bytes(), b"\0", &[id; 20]].concat()
    }

    #[test]
    fn a_folder_is_found_by_its_whole_name() {
        let tree = [entry("100644", "docs.md", 1), entry("40000", "docs-old", 2), entry("40000", "docs", 3)].concat();
        assert_eq!(folder_in(&tree, b"docs"), Ok(Some(Oid::from_bytes(&[3; 20]).expect("an id"))));
        assert_eq!(folder_in(&tree, b"doc"), Ok(None));
        assert_eq!(folder_in(&tree, b"docs.md"), Ok(None), "a file");
        assert_eq!(folder_in(&tree[..tree.len() - 1], b"docs"), Err(NoTree));
    }

    proptest! {
        #[test]
        fn bytes_that_are_no_tree_are_no_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = folder_in(&bytes, b"docs");
        }
    }
}
