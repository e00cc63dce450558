//! A tree of lists, maps and scalars in which everything knows its place and its spelling.
//!
//! `locate` fills it from YAML, `book` from TOML; `tolerant` reads it. Nodes lie in one arena, so
//! that an alias costs one entry and a schema can hold a node by its id.

use crate::model::{PathHash, Places};
use crate::source::Span;
use std::borrow::Cow;

/// A node of a [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NodeId(pub(crate) u32);

/// What stands at a node.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Text exactly as spelled, quotes and escapes resolved.
    Scalar {
        /// The text.
        text: String,
        /// Written without quotes, so that other readers may take it for a number or a truth value.
        is_plain: bool,
    },
    /// A list.
    List(Vec<NodeId>),
    /// Key and value, in the order of the file.
    Map(Vec<(NodeId, NodeId)>),
}

/// A value and its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) span: Span,
    /// A comma inside braces cut it into entries, and it was put together again: it may be shown, and does not count.
    pub(crate) is_cut: bool,
}

/// All nodes of one text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    pub(crate) fn push(&mut self, value: Value, span: Span) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(Node { value, span, is_cut: false });
        id
    }

    pub(crate) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    pub(crate) fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.0 as usize]
    }

    pub(crate) fn value(&self, id: NodeId) -> &Value {
        &self.node(id).value
    }

    pub(crate) fn span(&self, id: NodeId) -> Span {
        self.node(id).span
    }

    pub(crate) fn is_cut(&self, id: NodeId) -> bool {
        self.node(id).is_cut
    }

    /// The text of a scalar.
    pub(crate) fn text(&self, id: NodeId) -> Option<&str> {
        match self.value(id) {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Nothing stands there: `key:`, `~` or `null`.
    pub(crate) fn is_null(&self, id: NodeId) -> bool {
        matches!(self.value(id), Value::Scalar { text, is_plain: true } if matches!(text.as_str(), "" | "~" | "null"))
    }

    pub(crate) fn is_map(&self, id: NodeId) -> bool {
        matches!(self.value(id), Value::Map(_))
    }

    /// The entries of a map; empty for anything else.
    pub(crate) fn entries(&self, id: NodeId) -> &[(NodeId, NodeId)] {
        match self.value(id) {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; empty for anything else.
    pub(crate) fn items(&self, id: NodeId) -> &[NodeId] {
        match self.value(id) {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The value of a key, matched as people write keys.
    pub(crate) fn get(&self, map: NodeId, key: &str) -> Option<NodeId> {
        let is_it = |id: NodeId| self.text(id).is_some_and(|text| same_key(text, key));
        self.entries(map).iter().find(|(id, _)| is_it(*id)).map(|(_, value)| *value)
    }

    /// What stands there, in a word.
    pub(crate) fn kind(&self, id: NodeId) -> &'static str {
        match self.value(id) {
            Value::Scalar { .. } if self.is_null(id) => "nothing",
            Value::Scalar { .. } => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a block",
        }
    }

    /// Every path with its place: of a scalar its own, of a block that of its key.
    pub(crate) fn places(&self, root: NodeId) -> Places {
        let mut spans = Vec::with_capacity(self.nodes.len());
        self.walk(root, PathHash::default(), &mut spans);
        Places::new(spans)
    }

    fn walk(&self, id: NodeId, path: PathHash, spans: &mut Vec<(PathHash, Span)>) {
        let lead = if path == PathHash::default() { path } else { path.then(".") };
        for (key, value) in self.entries(id) {
            let Some(name) = self.text(*key) else { continue };
            let path = lead.then(&kebab(name));
            let is_block = !matches!(self.value(*value), Value::Scalar { .. }) || self.is_null(*value);
            spans.push((path, self.span(if is_block { *key } else { *value })));
            self.walk(*value, path, spans);
        }
        for (idx, item) in self.items(id).iter().enumerate() {
            let path = path.then(&format!("[{idx}]"));
            spans.push((path, self.span(*item)));
            self.walk(*item, path, spans);
        }
    }
}

/// Whether two keys are the same: case and `-`, `_`, space do not count.
#[inline]
pub(crate) fn same_key(a: &str, b: &str) -> bool {
    // Nearly all pairs differ in the first letter, and most of the others in none.
    if let (Some(a), Some(b)) = (a.bytes().next(), b.bytes().next())
        && a.is_ascii_alphanumeric()
        && b.is_ascii_alphanumeric()
        && !a.eq_ignore_ascii_case(&b)
    {
        return false;
    }
    a == b || letters(a).eq(letters(b))
}

/// A key without case, `-`, `_` and space.
pub(crate) fn fold(key: &str) -> String {
    letters(key).collect()
}

/// A key in kebab-case, as paths name it: `Decide_By` is `decide-by`.
pub(crate) fn kebab(key: &str) -> Cow<'_, str> {
    // Nearly all keys are written so.
    if key.bytes().all(|byte| byte == b'-' || byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Cow::Borrowed(key);
    }
    let mut out = String::with_capacity(key.len());
    for c in key.chars() {
        match c {
            '_' | ' ' => out.push('-'),
            c => out.extend(c.to_lowercase()),
        }
    }
    Cow::Owned(out)
}

fn letters(key: &str) -> impl Iterator<Item = char> {
    key.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).flat_map(char::to_lowercase)
}
