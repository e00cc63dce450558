//! TOML → a [`Tree`] with places, so that it is read as front matter is.

use crate::record::yaml::locate::LineIndex;
use crate::record::yaml::tree::{NodeId, Tree, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Lays TOML into a tree.
pub(super) struct Planter<'a> {
    tree: &'a mut Tree,
    lines: LineIndex<'a>,
    text: &'a str,
}

impl<'a> Planter<'a> {
    pub(super) fn new(tree: &'a mut Tree, lines: LineIndex<'a>, text: &'a str) -> Self {
        Self { tree, lines, text }
    }

    /// A table with everything in it.
    pub(super) fn table(&mut self, table: &DeTable<'_>, at: std::ops::Range<usize>) -> NodeId {
        let mut entries: Vec<_> = table.iter().collect();
        // The parser sorts by name; people mean the order in which they write.
        entries.sort_by_key(|(key, _)| key.span().start);
        let pairs = entries
            .into_iter()
            .map(|(key, value)| {
                let span = self.lines.span(key.span());
                let text = key.get_ref().to_string();
                (self.tree.push(Value::Scalar { text, is_plain: false }, span), self.value(value))
            })
            .collect();
        let span = self.lines.span(at);
        self.tree.push(Value::Map(pairs), span)
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>) -> NodeId {
        let at = value.span();
        let text = match value.get_ref() {
            DeValue::Table(table) => return self.table(table, at),
            DeValue::Array(items) => {
                let items = items.iter().map(|item| self.value(item)).collect();
                let span = self.lines.span(at);
                return self.tree.push(Value::List(items), span);
            }
            DeValue::String(text) => text.to_string(),
            // Numbers and days as they are spelled.
            _ => self.text.get(at.clone()).unwrap_or_default().to_owned(),
        };
        let span = self.lines.span(at);
        self.tree.push(Value::Scalar { text, is_plain: false }, span)
    }
}
