//! Commits and trees as a walk over the history needs them, as cheap as they can be had: commits out of git's own
//! commit-graph where it has one, trees without taking every entry apart.

use super::objects::{EntryKind, Hash, Id, Tree, TreeEntry};
use super::store::Store;
use git2::Error;
use gix_commitgraph::Graph;
use std::cmp::Ordering;

/// What a walk needs of a commit.
#[derive(Clone)]
pub(super) struct Node {
    pub(super) id: Id,
    pub(super) tree: Id,
    pub(super) parents: Vec<Id>,
    /// Seconds since 1970.
    pub(super) time: i64,
}

/// Reads commits and trees.
pub(super) struct Commits<'r> {
    store: &'r dyn Store,
    graph: Option<Graph>,
}

impl<'r> Commits<'r> {
    /// Without the graph where it may differ from the commits: a shallow clone leaves parents out.
    pub(super) fn new(store: &'r dyn Store, with_graph: bool) -> Self {
        let open = || Graph::from_info_dir(&store.common_dir().join("objects/info"), gix_hash::Kind::Sha1).ok();
        let may_have_graph = with_graph && store.hash() == Hash::Sha1 && !store.is_shallow();
        Self { store, graph: if may_have_graph { open() } else { None } }
    }

    /// Whether commits come out of a graph.
    pub(super) fn has_graph(&self) -> bool {
        self.graph.is_some()
    }

    /// The commit of this name.
    pub(super) fn read(&self, id: Id) -> Result<Node, Error> {
        if let Some(node) = self.graph.as_ref().and_then(|graph| in_graph(graph, id)) {
            return Ok(node);
        }
        let commit = self.store.commit(id)?;
        Ok(Node { id, tree: commit.tree, parents: commit.parents, time: commit.committed.seconds() })
    }

    /// The folder of this name in a tree; `None` where there is none.
    pub(super) fn folder(&self, tree: Id, name: &str) -> Result<Option<Id>, Error> {
        let tree = self.store.tree(tree)?;
        Ok(tree.get(name.as_bytes()).filter(|entry| entry.kind == EntryKind::Folder).map(|entry| entry.id))
    }
}

/// An entry that two trees do not have alike.
pub(super) struct Differing {
    pub(super) name: String,
    /// Else a file.
    pub(super) is_folder: bool,
    pub(super) old: Option<Id>,
    pub(super) new: Option<Id>,
}

/// What two trees do not have alike. A folder and a file of one name are two entries.
pub(super) fn differing(store: &dyn Store, old: Option<Id>, new: Option<Id>) -> Result<Vec<Differing>, Error> {
    let read = |tree: Option<Id>| tree.map(|tree| store.tree(tree)).transpose();
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
        let is_folder = match entry.kind {
            EntryKind::Folder => true,
            EntryKind::File | EntryKind::Link => false,
            EntryKind::Other => continue,
        };
        let name = entry.name;
        let (old, new) = (old.map(|old| old.id), new.map(|new| new.id));
        if old != new {
            all.push(Differing { name: String::from_utf8_lossy(name).into_owned(), is_folder, old, new });
        }
    }
}

/// Git sorts a folder as if its name ended with `/`.
fn order(a: &TreeEntry<'_>, b: &TreeEntry<'_>) -> Ordering {
    let ending = |entry: &TreeEntry<'_>| (entry.kind == EntryKind::Folder).then_some(b'/');
    a.name.iter().copied().chain(ending(a)).cmp(b.name.iter().copied().chain(ending(b)))
}

/// `None` where the graph does not know the commit, or not all of it.
fn in_graph(graph: &Graph, id: Id) -> Option<Node> {
    let named = |id: &gix_hash::oid| Id::from_bytes(id.as_bytes());
    let commit = graph.commit_by_id(gix_hash::oid::try_from_bytes(id.as_bytes()).ok()?)?;
    let parents = commit.iter_parents().map(|parent| named(graph.id_at(parent.ok()?))).collect::<Option<_>>()?;
    let time = i64::try_from(commit.committer_timestamp()).ok()?;
    Some(Node { id, tree: named(commit.root_tree_id())?, parents, time })
}
