//! The front matter of a record: found, located, lowered.
//!
//! Title, number, status, date and links are left to the body side, which gets every value at the top
//! as stated and settles them with what the body says.

use crate::finding::{Finding, nearest};
use crate::model::{Book, LinkKind, Record};
use crate::record::schema;
use crate::record::yaml::fence::{self, Fenced, Language};
use crate::record::yaml::glance::glance;
use crate::record::yaml::locate::{LineIndex, MAX_BYTES, locate};
use crate::record::yaml::rescue::key_of;
use crate::record::yaml::tolerant::Reader;
use crate::record::yaml::tree::{NodeId, Tree, Value, fold, kebab};
use crate::source::Span;
use std::ops::Range;

/// A value at the top of a front matter, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stated {
    /// The key in lower case, without `-`, `_` and space. In a list of blocks: of the block's key.
    pub(crate) key: String,
    /// The value as written.
    pub(crate) value: String,
    /// Where the value stands.
    pub(crate) span: Span,
    /// Its place in a list, where it stands in one.
    pub(crate) list_idx: Option<usize>,
}

/// What a front matter says besides what it filled in.
#[derive(Clone, Debug, Default)]
pub(crate) struct FrontMatterReading {
    /// The byte at which the body starts.
    pub(crate) body_start: usize,
    /// Every value at the top, and those inside of `links`.
    pub(crate) stated: Vec<Stated>,
    /// What is to be mended.
    pub(crate) findings: Vec<Finding>,
}

/// Keys of other formats that are no slips of ours.
const FOREIGN: [&str; 23] = [
    "author",
    "authors",
    "tag",
    "id",
    "adr",
    "state",
    "slug",
    "topics",
    "version",
    "created",
    "updated",
    "summary",
    "category",
    "reviewers",
    "approvers",
    "data",
    "informs",
    "consults",
    "review",
    "decideurs",
    "owners",
    "labels",
    "supersededby",
];

/// How many strange keys are looked at for slips.
const MAX_GUESSES: usize = 40;

/// Reads the front matter of `text`, if it has one, into the fields of `record` that are its alone.
///
/// A key that `is_read` by somebody else is no slip.
pub(crate) fn read(
    path: &str,
    text: &str,
    book: &Book,
    record: &mut Record,
    is_read: impl Fn(&str) -> bool,
) -> FrontMatterReading {
    let fenced = match yaml_of(path, text) {
        Ok(fenced) => fenced,
        Err((content, other)) => {
            record.front_matter = content;
            return other;
        }
    };
    record.front_matter = Some(fenced.content.clone());
    let (tree, root, mut findings) = locate(path, text, fenced.content);
    let mut stated = Vec::new();
    if let Some(root) = root {
        let reader = Reader::new(path, &tree);
        schema::fill(&reader, root, book, record);
        stated = stated_values(&tree, root);
        strangers(&reader, text, record, is_read);
        record.places = tree.places(root);
        findings.extend(reader.finish());
    }
    crate::finding::sort(&mut findings);
    FrontMatterReading { body_start: fenced.body_start, stated, findings }
}

/// Reads the keys that a list of records shows and no others: what is stated at the top, tags and audience. What is to
/// be mended in a front matter is not said.
pub(crate) fn read_listed(
    path: &str,
    text: &str,
    record: &mut Record,
    is_shown: impl Fn(&str) -> bool,
) -> FrontMatterReading {
    let fenced = match yaml_of(path, text) {
        Ok(fenced) => fenced,
        Err((_, other)) => return other,
    };
    let is_wanted = |key: &str| is_shown(key) || schema::LISTED.contains(&key);
    let (tree, root) = match glance(path, text, fenced.content.clone(), is_wanted) {
        Some((tree, root)) => (tree, Some(root)),
        None => {
            let (tree, root, _) = locate(path, text, fenced.content);
            (tree, root)
        }
    };
    let mut stated = Vec::new();
    if let Some(root) = root {
        schema::fill_listed(&Reader::new(path, &tree), root, record);
        stated = stated_values(&tree, root);
    }
    FrontMatterReading { body_start: fenced.body_start, stated, findings: Vec::new() }
}

/// The front matter that is read as YAML; else its bytes, if there is one, and what is read of it.
fn yaml_of(path: &str, text: &str) -> Result<Fenced, (Option<Range<usize>>, FrontMatterReading)> {
    let fenced = match fence::find(text) {
        fence::Found::None => return Err((None, FrontMatterReading::default())),
        fence::Found::Unclosed(line) => {
            let span = LineIndex::new(text, line.end).span(line);
            let finding =
                Finding::warning("front-matter-unclosed", path, span, "this front matter has no closing `---`");
            let findings = vec![finding.with_help("add a line `---` after the last key")];
            return Err((None, FrontMatterReading { findings, ..FrontMatterReading::default() }));
        }
        fence::Found::Fenced(fenced) => fenced,
    };
    let content = fenced.content.clone();
    if content.len() > MAX_BYTES {
        return Err((Some(content), too_large(path, text, &fenced)));
    }
    if fenced.language == Language::Toml {
        let stated = plain_lines(text, content.clone(), '=');
        let reading = FrontMatterReading { body_start: fenced.body_start, stated, findings: Vec::new() };
        return Err((Some(content), reading));
    }
    Ok(fenced)
}

fn too_large(path: &str, text: &str, fenced: &Fenced) -> FrontMatterReading {
    let start = fenced.content.start;
    let span = LineIndex::new(text, start).span(start..start);
    let message =
        format!("this front matter is larger than {} KiB; only plain lines of it were read", MAX_BYTES / 1024);
    let finding = Finding::error("front-matter-limit", path, span, message);
    FrontMatterReading {
        body_start: fenced.body_start,
        stated: plain_lines(text, start..start + MAX_BYTES, ':'),
        findings: vec![finding.with_help("move text into the body")],
    }
}

/// `key: value` lines that are not indented, read without YAML or TOML.
fn plain_lines(text: &str, range: Range<usize>, separator: char) -> Vec<Stated> {
    let mut end = range.end.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut lines = LineIndex::new(text, end);
    let mut stated = Vec::new();
    let mut at = range.start;
    for line in text[range.start..end].split_inclusive('\n') {
        let parts = match separator {
            ':' => key_of(line),
            _ => line.find('=').map(|equals| (line[..equals].trim(), equals + 1)),
        };
        if let Some((key, value_at)) = parts.filter(|(key, _)| !line.starts_with([' ', '\t']) && key.len() <= 60) {
            let value = line[value_at..].trim();
            if !value.is_empty() && value.len() <= 2_000 {
                let start = at + value_at + (line[value_at..].len() - line[value_at..].trim_start().len());
                let span = lines.span(start..start + value.len());
                let value = value.trim_matches(['"', '\'']).to_owned();
                stated.push(Stated { key: fold(key), value, span, list_idx: None });
            }
        }
        at += line.len();
    }
    stated
}

/// Every value at the top: a scalar, the items of a list, the entries of a block one level down.
fn stated_values(tree: &Tree, root: NodeId) -> Vec<Stated> {
    let mut stated = Vec::new();
    entries_of(tree, root, &mut stated);
    // What stands in a block of its own comes behind what stands at the top.
    for (key, block) in tree.entries(root) {
        if tree.is_map(*block) && tree.text(*key).is_some_and(|name| is_nest(&fold(name))) {
            entries_of(tree, *block, &mut stated);
        }
    }
    stated
}

/// Whether a block of this folded name holds what others state at the top.
pub(crate) fn is_nest(folded: &str) -> bool {
    matches!(folded, "adr" | "metadata" | "meta" | "madr" | "rfc" | "record" | "decisionrecord")
}

fn entries_of(tree: &Tree, root: NodeId, stated: &mut Vec<Stated>) {
    for (key, value) in tree.entries(root) {
        let Some(name) = tree.text(*key) else { continue };
        match tree.value(*value) {
            Value::List(items) => {
                for (idx, item) in items.iter().enumerate() {
                    state(tree, name, *item, Some(idx), stated);
                }
            }
            _ => state(tree, name, *value, None, stated),
        }
    }
}

fn state(tree: &Tree, name: &str, value: NodeId, list_idx: Option<usize>, stated: &mut Vec<Stated>) {
    let key = fold(name);
    if let Some(text) = tree.text(value) {
        if !tree.is_null(value) {
            stated.push(Stated { key, value: text.trim().to_owned(), span: tree.span(value), list_idx });
        }
        return;
    }
    for (inner, value) in tree.entries(value) {
        let Some(inner_name) = tree.text(*inner) else { continue };
        if tree.is_null(*value) {
            // `status: { accepted }` is a block to YAML, and a value to its author.
            let value = inner_name.to_owned();
            stated.push(Stated { key: key.clone(), value, span: tree.span(*inner), list_idx });
        } else if key == "links" {
            // Keys inside of other blocks state nothing that a body may state as well.
            let key = format!("{key}.{}", fold(inner_name));
            let items = match tree.value(*value) {
                Value::List(items) => items.as_slice(),
                _ => std::slice::from_ref(value),
            };
            for item in items {
                if let Some(text) = tree.text(*item) {
                    stated.push(Stated {
                        key: key.clone(),
                        value: text.trim().to_owned(),
                        span: tree.span(*item),
                        list_idx,
                    });
                }
            }
        }
    }
}

/// Keeps the keys that nobody knows, with their text; a slip of ours gets a note.
fn strangers(reader: &Reader<'_>, text: &str, record: &mut Record, is_read: impl Fn(&str) -> bool) {
    for (idx, (key, value)) in reader.strangers.take().into_iter().enumerate() {
        let Some(name) = reader.tree.text(key) else { continue };
        let span = reader.tree.span(value);
        let written = text.get(span.start as usize..span.end as usize).unwrap_or_default();
        record.unknown_keys.push((name.to_owned(), written.trim_end().to_owned()));
        // A front matter with this many strange keys is none of ours, and looking for near words takes time.
        let is_foreign = idx >= MAX_GUESSES || FOREIGN.contains(&fold(name).as_str()) || is_read(&fold(name));
        if !is_foreign
            && let Some(near) = nearest(name, schema::OURS.into_iter().chain(LinkKind::ALL.map(LinkKind::as_str)))
        {
            let message = format!("`{}` is none of our keys, and is kept as it is", kebab(name));
            let finding = Finding::note("unknown-key", reader.path, reader.tree.span(key), message);
            reader.say(finding.with_help(format!("did you mean `{near}`?")));
        }
    }
}
