//! The parts of a text that can be told apart from one version to the next, by names that survive a change of order.
//!
//! A part is what an entry of the front matter holds, or what stands below a heading. How it is laid out counts for
//! nothing: comments of YAML, quotes, folding and blank lines are left out.

use crate::record::layout::{FieldKind, Layout, layout};
use crate::record::yaml::fence::{self, Found, Language};
use crate::record::yaml::locate::{MAX_BYTES, locate};
use crate::record::yaml::tree::{NodeId, Tree, Value, fold};
use crate::source::Span;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// What it is called in a message: the key, or the heading.
    pub(super) name: String,
    /// What stands there.
    pub(super) value: String,
    /// Where.
    pub(super) span: Option<Span>,
    /// Its place in the text, to sort by.
    at: usize,
}

/// By folded name.
pub(super) type Parts = BTreeMap<String, Part>;

/// A figure, or anything else that stands somewhere in an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    /// By position, as estimates are called: `options[0].risks[1].loss`.
    pub(super) place: String,
    /// What stands there.
    pub(super) value: String,
}

/// The keys by which an option says what it is, and its title.
const SOURCINGS: [&str; 4] = ["build", "buy", "partner", "avoid"];

/// The parts of a text, without those that `may_change`.
pub(super) fn parts(path: &str, text: &str, number: Option<u64>, may_change: &[String]) -> Parts {
    let free = Free::new(may_change);
    let mut parts = Parts::new();
    if let Some((tree, root)) = front_matter(path, text) {
        for (key, value) in tree.entries(root) {
            let Some(name) = tree.text(*key) else { continue };
            let options = Some(*value).filter(|_| fold(name) == "options").map(|list| named(&tree, list));
            match options.filter(|options| !options.is_empty()) {
                Some(options) => {
                    for (id, option) in options {
                        for (key, value) in tree.entries(option) {
                            let name = format!("{name}.{id}.{}", tree.text(*key).unwrap_or_default());
                            add(&mut parts, &free, &tree, name, *key, *value);
                        }
                    }
                }
                None => add(&mut parts, &free, &tree, name.to_owned(), *key, *value),
            }
        }
    }
    of_body(&layout(path, text, number), text, &free, &mut parts);
    parts
}

/// The parts in the order of the text.
pub(super) fn in_order(mut parts: Vec<Part>) -> Vec<Part> {
    parts.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.name.cmp(&b.name)));
    parts
}

fn add(parts: &mut Parts, free: &Free, tree: &Tree, name: String, key: NodeId, value: NodeId) {
    if free.has(&name) {
        return;
    }
    let mut said = String::new();
    spell(tree, value, &name, &|path| free.has(path), &mut said);
    let span = tree.span(key);
    parts.insert(folded(&name), Part { name, value: said, span: Some(span), at: span.start as usize });
}

/// What stands in every option, by a name that holds whatever the order: the option's key or sourcing, the risk's name.
pub(super) fn leaves(path: &str, text: &str) -> BTreeMap<String, Leaf> {
    let mut leaves = BTreeMap::new();
    let Some((tree, root)) = front_matter(path, text) else { return leaves };
    let Some(options) = tree.get(root, "options") else { return leaves };
    for (idx, (id, option)) in named(&tree, options).into_iter().enumerate() {
        gather(&tree, option, &format!("options.{id}"), &format!("options[{idx}]"), &mut leaves);
    }
    leaves
}

fn gather(tree: &Tree, node: NodeId, name: &str, place: &str, leaves: &mut BTreeMap<String, Leaf>) {
    let mut value = String::new();
    spell(tree, node, name, &|_| false, &mut value);
    leaves.entry(folded(name)).or_insert_with(|| Leaf { place: place.to_lowercase().replace(['_', ' '], "-"), value });
    for (key, value) in tree.entries(node) {
        let Some(key) = tree.text(*key) else { continue };
        gather(tree, *value, &format!("{name}.{key}"), &format!("{place}.{key}"), leaves);
    }
    for (idx, (id, item)) in named(tree, node).into_iter().enumerate() {
        gather(tree, item, &format!("{name}.{id}"), &format!("{place}[{idx}]"), leaves);
    }
}

/// The items of a list, by what each calls itself; by position where it does not, or where two say the same.
fn named(tree: &Tree, list: NodeId) -> Vec<(String, NodeId)> {
    let called = |item: NodeId| {
        let by = |key: &str| tree.get(item, key).and_then(|value| tree.text(value)).filter(|text| !text.is_empty());
        let sourcing = || SOURCINGS.into_iter().find(|sourcing| tree.get(item, sourcing).is_some());
        by("key").or_else(|| by("name")).or_else(sourcing).map(str::to_owned)
    };
    let mut named: Vec<(String, NodeId)> = Vec::new();
    for (idx, item) in tree.items(list).iter().enumerate() {
        let name = called(*item).filter(|name| named.iter().all(|(other, _)| other != name));
        named.push((name.unwrap_or_else(|| (idx + 1).to_string()), *item));
    }
    named
}

/// Front matter of YAML, as a tree.
fn front_matter(path: &str, text: &str) -> Option<(Tree, NodeId)> {
    match fence::find(text) {
        Found::Fenced(fenced) if fenced.language == Language::Yaml && fenced.content.len() <= MAX_BYTES => {
            let (tree, root, _) = locate(path, text, fenced.content);
            Some((tree, root?))
        }
        _ => None,
    }
}

/// One spelling for everything that says the same. Aliases were counted when the tree was read, so this ends.
fn spell(tree: &Tree, node: NodeId, name: &str, is_free: &dyn Fn(&str) -> bool, into: &mut String) {
    match tree.value(node) {
        Value::Scalar { text, .. } => {
            let _ = write!(into, "{:?}", text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        Value::List(items) => {
            into.push('[');
            for item in items {
                spell(tree, *item, name, is_free, into);
                into.push(',');
            }
            into.push(']');
        }
        Value::Map(entries) => {
            into.push('{');
            for (key, value) in entries {
                let key = tree.text(*key).unwrap_or_default();
                let below = format!("{name}.{key}");
                if !is_free(&below) {
                    let _ = write!(into, "{}:", fold(key));
                    spell(tree, *value, &below, is_free, into);
                    into.push(',');
                }
            }
            into.push('}');
        }
    }
}

/// The title, and what stands below each heading, without the fields that may change.
fn of_body(layout: &Layout, text: &str, free: &Free, parts: &mut Parts) {
    let toml = layout.front_matter.as_ref().filter(|front| front.is_toml);
    if let Some(front) = toml.filter(|_| !free.has("front matter")) {
        let lines = text[front.content.clone()].lines();
        let kept = lines.filter(|line| line.split_once('=').is_none_or(|(key, _)| !free.has(key.trim())));
        put(parts, "front matter", &kept.collect::<Vec<_>>().join("\n"), text, front.content.start);
    }
    let mut lines: Vec<_> = layout
        .fields
        .iter()
        .filter(|field| match field.kind {
            FieldKind::Status | FieldKind::Date => free.has("status"),
            FieldKind::Link(_) => free.has("links"),
            FieldKind::Number => true,
            FieldKind::Other => free.has(text[field.line.start..field.value.start].trim_matches(MARKUP)),
        })
        .map(|field| field.line.clone())
        .collect();
    lines.sort_by_key(|line| line.start);
    lines.dedup();
    let without = |from: usize, to: usize| {
        let mut kept = String::new();
        let mut at = from;
        for line in lines.iter().filter(|line| line.start >= from && line.end <= to) {
            kept.push_str(&text[at.min(line.start)..line.start]);
            at = at.max(line.end);
        }
        kept.push_str(&text[at.min(to)..to]);
        kept
    };
    let title = layout.title.iter().map(|title| (title, true));
    let mut headings: Vec<_> = layout.sections.iter().map(|section| (section, false)).chain(title).collect();
    headings.sort_by_key(|(section, _)| section.heading.start);
    let first = headings.first().map_or(text.len(), |(section, _)| section.heading.start);
    if !free.has("text") {
        put(parts, "text", &without(layout.body_start.min(first), first), text, layout.body_start);
    }
    for (section, is_title) in headings {
        let words = text[section.words.clone()].trim();
        let (name, value) = if is_title {
            if !free.has("title") {
                let said = words.trim_start_matches(|c: char| !c.is_alphabetic());
                put(parts, "title", said, text, section.words.start);
            }
            ("text below the title", without(section.content.start, section.content.end))
        } else {
            (words, without(section.content.start, section.content.end))
        };
        let is_free = free.has("text")
            || free.has(name)
            || (section.is_status && free.has("status"))
            || (section.is_links && free.has("links"));
        if !is_free {
            put(parts, name, &value, text, section.words.start);
        }
    }
}

/// Marks around the name of a field.
const MARKUP: [char; 7] = ['*', '-', ' ', ':', '|', '_', '\t'];

fn put(parts: &mut Parts, name: &str, value: &str, text: &str, at: usize) {
    // Where a link leads changes with the folder and the number of its target, and says nothing new.
    let mut said = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("](") {
        said.push_str(before);
        said.push(']');
        rest = after.split_once(')').map_or("", |(_, after)| after);
    }
    said.push_str(rest);
    let value = said.split_whitespace().collect::<Vec<_>>().join(" ");
    if value.is_empty() {
        return;
    }
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let mut key = format!("# {}", folded(name));
    // A heading that stands twice.
    while parts.contains_key(&key) {
        key.push('+');
    }
    parts.insert(key, Part { name: name.to_owned(), value, span: Some(Span::locate(text, at, end)), at });
}

/// Names as people write them, told apart by letters and digits, and by the dots between them.
fn folded(name: &str) -> String {
    name.split('.').map(fold).collect::<Vec<_>>().join(".")
}

/// What may change.
struct Free(Vec<String>);

impl Free {
    fn new(names: &[String]) -> Self {
        Self(names.iter().map(|name| folded(name)).collect())
    }

    /// Whether a part, or what it is a part of, may change. The day goes with the status whose day it is.
    fn has(&self, name: &str) -> bool {
        let name = folded(name);
        let is_it = |free: &String| {
            name == *free || name.strip_prefix(free.as_str()).is_some_and(|below| below.starts_with('.'))
        };
        self.0.iter().any(|free| is_it(free) || (free == "status" && name == "date"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named_parts(text: &str, may_change: &[&str]) -> Vec<(String, String)> {
        let may_change: Vec<String> = may_change.iter().map(|name| (*name).to_owned()).collect();
        let parts = parts("d/0001-a.md", text, Some(1), &may_change).into_values().collect();
        in_order(parts).into_iter().map(|part| (part.name, part.value)).collect()
    }

    #[test]
    fn layout_says_nothing_and_words_do() {
        let plain =
            "---\nstatus: accepted\nowner: CTO\noptions:\n  - buy: X\n    cost: { once: 3k }\n---\n# 1. A\n\nHi.\n";
        let other =
            "---\nowner: 'CTO' # hers\noptions: [{ cost: {once: 3k}, buy: X }]\nstatus: proposed\n---\n# 2. A\nHi.\n";
        let sorted = |text: &str| {
            let mut parts = named_parts(text, &["status"]);
            parts.sort();
            parts
        };
        assert_eq!(sorted(plain), sorted(other));
        assert_ne!(sorted(plain), sorted(&plain.replace("3k", "4k")));
        assert_ne!(sorted(plain), sorted(&plain.replace("Hi", "Ho")));
        assert_ne!(sorted(plain), sorted(&plain.replace("# 1. A", "# 1. B")));
    }

    #[test]
    fn what_may_change_is_no_part() {
        let text = "---\nnext: [{ what: x, done: 2026-01-05 }]\noptions: [{ buy: X, cost: 3k, ready: 2 }]\n---\n# A\n\nDate: \
                    2026-01-05\n\n## Status\n\nAccepted\n\n## Context\n\nWhy [so](0002-b.md).\n";
        let may_change = ["status", "next.done", "options.buy.cost"];
        let names: Vec<String> = named_parts(text, &may_change).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["next", "options.buy.buy", "options.buy.ready", "title", "Context"]);
        assert_eq!(named_parts(text, &may_change)[0].1, r#"[{what:"x",},]"#);
        assert_eq!(named_parts(text, &may_change)[4].1, "Why [so].");
        assert_eq!(named_parts(text, &["text", "options", "next", "title"]), []);
    }

    #[test]
    fn figures_are_found_whatever_the_order() {
        let text = "---\noptions:\n  - buy: X\n    risks: [{ name: Fire, loss: 3k }, { name: Flood, loss: 2k }]\n---\n";
        let leaves = leaves("a.md", text);
        let flood = &leaves["options.buy.risks.flood.loss"];
        assert_eq!((flood.place.as_str(), flood.value.as_str()), ("options[0].risks[1].loss", "\"2k\""));
    }
}
