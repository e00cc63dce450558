//! A tree of lists, maps and scalars in which everything knows its place and its spelling.
//!
//! `locate` fills it from YAML, `book` from TOML; `tolerant` reads it. Nodes lie in one arena, so
//! that an alias costs one entry and a schema can hold a node by its id.

use crate::source::Span;

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
}

/// All nodes of one text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    pub(crate) fn push(&mut self, value: Value, span: Span) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(Node { value, span });
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

    /// Visits every path with its place: of a scalar its own, of a block that of its key.
    pub(crate) fn each_place(&self, root: NodeId, visit: &mut impl FnMut(&str, Span)) {
        let mut path = String::new();
        self.walk(root, &mut path, visit);
    }

    fn walk(&self, id: NodeId, path: &mut String, visit: &mut impl FnMut(&str, Span)) {
        let length = path.len();
        for (key, value) in self.entries(id) {
            let Some(name) = self.text(*key) else { continue };
            if length > 0 {
                path.push('.');
            }
            push_kebab(path, name);
            let is_block = !matches!(self.value(*value), Value::Scalar { .. }) || self.is_null(*value);
            visit(path, self.span(if is_block { *key } else { *value }));
            self.walk(*value, path, visit);
            path.truncate(length);
        }
        for (idx, item) in self.items(id).iter().enumerate() {
            path.push('[');
            path.push_str(&idx.to_string());
            path.push(']');
            visit(path, self.span(*item));
            self.walk(*item, path, visit);
            path.truncate(length);
        }
    }
}

/// Whether two keys are the same: case and `-`, `_`, space do not count.
pub(crate) fn same_key(a: &str, b: &str) -> bool {
    // Nearly all pairs differ in the first letter.
    if let (Some(a), Some(b)) = (a.bytes().next(), b.bytes().next())
        && a.is_ascii_alphanumeric()
        && b.is_ascii_alphanumeric()
        && !a.eq_ignore_ascii_case(&b)
    {
        return false;
    }
    letters(a).eq(letters(b))
}

/// A key without case, `-`, `_` and space.
pub(crate) fn fold(key: &str) -> String {
    letters(key).collect()
}

/// A key in kebab-case, as paths name it: `Decide_By` is `decide-by`.
pub(crate) fn kebab(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    push_kebab(&mut out, key);
    out
}

fn push_kebab(out: &mut String, key: &str) {
    for c in key.chars() {
        match c {
            '_' | ' ' => out.push('-'),
            c => out.extend(c.to_lowercase()),
        }
    }
}

fn letters(key: &str) -> impl Iterator<Item = char> {
    key.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).flat_map(char::to_lowercase)
}
