//! Where the parts of a record stand that an edit may touch: entries of its front matter, fields, sections.
//!
//! Nothing is settled here. What a part means together with the others is told by [`super::reread`].

use crate::model::{FieldSource, LinkKind};
use crate::record::body::outline::Outline;
use crate::record::parse::{head, title_heading};
use crate::record::stated::fields::{self, DateRole, Key};
use crate::record::yaml::fence::{self, Fenced, Language};
use crate::record::yaml::locate::{MAX_BYTES, locate};
use crate::record::yaml::tree::{NodeId, Tree, Value, fold};
use std::ops::Range;

/// The parts of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Its front matter, where it has one.
    pub front_matter: Option<FrontMatter>,
    /// The first byte of the body.
    pub body_start: usize,
    /// The heading that is the title.
    pub title: Option<SectionPlace>,
    /// Fields around the title and in sections of metadata, in the order of the text.
    pub fields: Vec<FieldPlace>,
    /// The other headings and what stands below each, up to the next.
    pub sections: Vec<SectionPlace>,
}

/// A front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatter {
    /// Bytes between the fences.
    pub content: Range<usize>,
    /// Written between `+++` lines, as TOML: its entries are not looked at.
    pub is_toml: bool,
    /// Its entries at the top, in order.
    pub entries: Vec<Entry>,
}

/// An entry of a block of YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key in lower case, without `-`, `_` and space.
    pub key: String,
    /// Bytes of the key.
    pub key_at: Range<usize>,
    /// Bytes of the value; where nothing stands, an empty range.
    pub value_at: Range<usize>,
    /// What the value is.
    pub shape: Shape,
}

/// What a value of YAML is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Nothing at all, or `null`.
    Nothing,
    /// A text.
    Scalar,
    /// A list: bytes of its items.
    List(Vec<Range<usize>>),
    /// A block of entries.
    Block(Vec<Entry>),
}

/// What a field is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// The status.
    Status,
    /// The day of the status, under the plain word for it.
    Date,
    /// A link.
    Link(LinkKind),
    /// The number or ID.
    Number,
    /// Something else.
    Other,
}

/// A field of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldPlace {
    /// What it is about.
    pub kind: FieldKind,
    /// Bytes of its line, without the line's end.
    pub line: Range<usize>,
    /// Bytes of its value.
    pub value: Range<usize>,
    /// A line or a table.
    pub source: FieldSource,
}

/// A heading and the text right below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionPlace {
    /// 1 to 6.
    pub level: u8,
    /// Its words without markup, folded.
    pub name: String,
    /// Bytes of its words.
    pub words: Range<usize>,
    /// From the first byte of the heading's line to the first of what follows it.
    pub heading: Range<usize>,
    /// From there to the next heading of any level.
    pub content: Range<usize>,
    /// It is called "Status", in any language.
    pub is_status: bool,
    /// It is where a record lists its links.
    pub is_links: bool,
}

/// Looks over a text; `number` is what its file name says.
pub fn layout(path: &str, text: &str, number: Option<u64>) -> Layout {
    let (front_matter, body_start) = match fence::find(text) {
        fence::Found::Fenced(fenced) => (Some(front_matter(path, text, &fenced)), fenced.body_start),
        _ => (None, 0),
    };
    let outline = Outline::read(text, body_start);
    let title_idx = title_heading(&outline, number);
    let head = head(&outline, title_idx);
    let mut found = fields::read(&outline, 0, head.start.saturating_sub(1).min(60));
    found.extend(fields::read(&outline, head.start, head.end));
    for (idx, heading) in outline.headings.iter().enumerate().take(200) {
        if fields::is_metadata(&fields::fold_key(heading.text.trim_end_matches([':', ' ']))) {
            let end = outline.next_heading_line(idx).min(heading.end_line + 40);
            found.extend(fields::read(&outline, heading.end_line, end));
        }
    }
    let mut fields: Vec<FieldPlace> = found
        .into_iter()
        .map(|field| FieldPlace {
            kind: field_kind(field.key),
            line: outline.lines[field.line_idx].clone(),
            value: field.value,
            source: field.source,
        })
        .collect();
    fields.sort_by_key(|field| field.value.start);
    fields.dedup();
    let mut sections: Vec<SectionPlace> = (0..outline.headings.len()).map(|idx| section(&outline, idx)).collect();
    let title = title_idx.map(|idx| sections.remove(idx));
    Layout { front_matter, body_start, title, fields, sections }
}

fn field_kind(key: Key) -> FieldKind {
    match key {
        Key::Status => FieldKind::Status,
        Key::Date(DateRole::Date) => FieldKind::Date,
        Key::Link(kind) => FieldKind::Link(kind),
        Key::Number => FieldKind::Number,
        _ => FieldKind::Other,
    }
}

fn section(outline: &Outline<'_>, idx: usize) -> SectionPlace {
    let heading = &outline.headings[idx];
    let name = fields::fold_key(heading.text.trim_start_matches(|c: char| !c.is_alphabetic()));
    let name = name.trim_end_matches([':', '.', '：', ' ']).to_owned();
    SectionPlace {
        level: heading.level,
        words: heading.words.clone(),
        heading: outline.offset(heading.line_idx)..outline.offset(heading.end_line),
        content: outline.offset(heading.end_line)..outline.offset(outline.next_heading_line(idx)),
        is_status: fields::meaning(&name) == Some(Key::Status),
        is_links: matches!(name.as_str(), "links" | "relateddecisions" | "relatedadrs" | "relationships"),
        name,
    }
}

fn front_matter(path: &str, text: &str, fenced: &Fenced) -> FrontMatter {
    let content = fenced.content.clone();
    let is_toml = fenced.language == Language::Toml;
    let entries = if is_toml || content.len() > MAX_BYTES {
        Vec::new()
    } else {
        let (tree, root, _) = locate(path, text, content.clone());
        root.map(|root| entries(&tree, root)).unwrap_or_default()
    };
    FrontMatter { content, is_toml, entries }
}

fn entries(tree: &Tree, block: NodeId) -> Vec<Entry> {
    let entry = |(key, value): &(NodeId, NodeId)| {
        let shape = match tree.value(*value) {
            _ if tree.is_null(*value) => Shape::Nothing,
            Value::Scalar { .. } => Shape::Scalar,
            Value::List(items) => Shape::List(items.iter().map(|item| range(tree, *item)).collect()),
            Value::Map(_) => Shape::Block(entries(tree, *value)),
        };
        let key_at = range(tree, *key);
        Some(Entry { key: fold(tree.text(*key)?), key_at, value_at: range(tree, *value), shape })
    };
    tree.entries(block).iter().filter_map(entry).collect()
}

fn range(tree: &Tree, id: NodeId) -> Range<usize> {
    let span = tree.span(id);
    span.start as usize..span.end as usize
}

impl FrontMatter {
    /// The first entry at the top of this folded key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_knows_its_place() {
        let text = "---\nstatus: draft\nlinks: [{ amends: 3 }]\nhistory:\n---\n# 1. A\n\nDate: 2026-01-05\n\n## Status\n\nAccepted\n\n## Context\n";
        let layout = layout("d/0001-a.md", text, Some(1));
        let at = |range: &Range<usize>| &text[range.clone()];
        let front = layout.front_matter.expect("a front matter");
        assert_eq!(at(&front.entry("status").expect("a status").value_at), "draft");
        let links = front.entry("links").expect("links");
        assert_eq!(at(&links.value_at), "[{ amends: 3 }]");
        assert!(matches!(&links.shape, Shape::List(items) if at(&items[0]) == "{ amends: 3 }"), "{links:?}");
        assert_eq!(front.entry("history").expect("history").shape, Shape::Nothing);
        assert_eq!(at(&layout.title.expect("a title").words), "1. A");
        assert_eq!((layout.fields[0].kind, at(&layout.fields[0].value)), (FieldKind::Date, "2026-01-05"));
        let status = &layout.sections[0];
        assert!(status.is_status && at(&status.heading) == "## Status\n" && at(&status.content) == "\nAccepted\n\n");
    }
}
