//! YAML → a [`Tree`] with places, within limits.
//!
//! Offsets count in the whole file. What a YAML reader would give up on is handed to `rescue`, which
//! saves every entry around the fault.

use crate::finding::Finding;
use crate::record::yaml::tolerant::MAX_FINDINGS;
use crate::record::yaml::tree::{NodeId, Tree, Value, fold, same_key};
use crate::source::Span;
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, StructureStyle};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Largest front matter, in bytes.
pub(crate) const MAX_BYTES: usize = 256 * 1024;
/// Deepest nesting, aliases followed.
pub(crate) const MAX_DEPTH: usize = 32;
/// Most values, aliases expanded.
const MAX_NODES: usize = 20_000;
/// Most aliases, since each may stand for many values.
const MAX_ALIASES: usize = 1_000;

/// Line starts of a text, and the last place looked up, so that a walk from front to back is linear.
pub(crate) struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<usize>,
    last: (usize, usize, u32),
}

impl<'t> LineIndex<'t> {
    /// The lines of `text` up to the byte `end`.
    pub(crate) fn new(text: &'t str, end: usize) -> Self {
        let newlines = text.as_bytes()[..end].iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let starts = std::iter::once(0).chain(newlines.map(|(idx, _)| idx + 1)).collect();
        Self { text, starts, last: (0, 0, 1) }
    }

    /// The place of these bytes.
    pub(crate) fn span(&mut self, range: Range<usize>) -> Span {
        let starts = |line: usize| self.starts.get(line).is_some_and(|start| *start <= range.start);
        let line = match self.last.0 {
            last if starts(last) && !starts(last + 1) => last,
            _ => self.starts.partition_point(|start| *start <= range.start) - 1,
        };
        let (from, column) = match self.last {
            (last_line, at, column) if last_line == line && at <= range.start => (at, column),
            _ => (self.starts[line], 1),
        };
        let column = column + self.text.get(from..range.start).map_or(0, |between| between.chars().count()) as u32;
        self.last = (line, range.start, column);
        let end = range.end.max(range.start);
        Span { line: line as u32 + 1, column, start: range.start as u32, end: end as u32 }
    }
}

/// Why reading a piece of YAML stopped.
pub(crate) enum Stop {
    /// It is no YAML, as the parser says.
    Syntax(Range<usize>, String),
    /// It is larger than anybody means it to be.
    Limit(Range<usize>, String),
}

/// Reads pieces of one text into one tree.
pub(crate) struct Locator<'t> {
    pub(crate) path: &'t str,
    pub(crate) tree: Tree,
    pub(crate) findings: Vec<Finding>,
    pub(crate) lines: LineIndex<'t>,
    /// The text; where it is mended, byte for byte, so that offsets stay.
    pub(crate) scratch: String,
    /// Unknown aliases go unsaid: their anchors were dropped for another reason.
    pub(crate) aliases_lost: bool,
    unsaid_count: usize,
    pub(crate) node_count: usize,
    alias_count: usize,
}

/// What is known of an anchored node.
#[derive(Clone, Copy)]
struct Anchored {
    id: NodeId,
    size: usize,
    height: usize,
}

/// A list or map that is still open.
struct Open {
    entries: Vec<NodeId>,
    is_map: bool,
    is_flow: bool,
    start: Span,
    end: usize,
    anchor: usize,
    size: usize,
    height: usize,
}

/// A value that is complete.
struct Done {
    id: NodeId,
    size: usize,
    height: usize,
    end: usize,
    /// How much of the size was not counted before.
    fresh: usize,
}

/// Reads the YAML in `range` of `text`; `None` where nothing stands there.
pub(crate) fn locate(path: &str, text: &str, range: Range<usize>) -> (Tree, Option<NodeId>, Vec<Finding>) {
    let mut locator = Locator::new(path, text, range.end);
    let root = locator.read_or_rescue(range);
    if locator.unsaid_count > 0 {
        let message = format!("{} more faults in this front matter are not listed", locator.unsaid_count);
        locator.findings.push(Finding::note("more-findings", path, None, message));
    }
    (locator.tree, root, locator.findings)
}

impl<'t> Locator<'t> {
    /// Nothing is read yet of the text up to the byte `end`.
    pub(crate) fn new(path: &'t str, text: &'t str, end: usize) -> Self {
        Self {
            path,
            tree: Tree::default(),
            findings: Vec::new(),
            lines: LineIndex::new(text, end),
            scratch: text[..end].to_owned(),
            aliases_lost: false,
            unsaid_count: 0,
            node_count: 0,
            alias_count: 0,
        }
    }
}

impl Locator<'_> {
    /// Whether so many values were read that not even a short entry fits.
    pub(crate) fn is_full(&self) -> bool {
        self.node_count + 8 > MAX_NODES
    }

    /// Reads one document out of these bytes. Findings and values of a failed try are forgotten.
    pub(crate) fn read(&mut self, range: Range<usize>) -> Result<Option<NodeId>, Stop> {
        let scratch = std::mem::take(&mut self.scratch);
        let former = (self.unsaid_count, self.node_count, self.alias_count);
        let finding_count = self.findings.len();
        let result = self.events(&scratch[range.clone()], range.start);
        self.scratch = scratch;
        if result.is_err() {
            self.findings.truncate(finding_count);
            (self.unsaid_count, self.node_count, self.alias_count) = former;
        }
        result
    }

    fn events(&mut self, piece: &str, offset: usize) -> Result<Option<NodeId>, Stop> {
        // Our own limit on depth speaks first; the parser's only keeps its stacks small.
        let options = granit_parser::options! {
            emit_comments: false,
            emit_unresolved_aliases: true,
            flow_nesting_limit: MAX_DEPTH + 2,
            block_nesting_limit: MAX_DEPTH + 2,
        };
        let mut stack: Vec<Open> = Vec::new();
        let mut anchors: BTreeMap<usize, Anchored> = BTreeMap::new();
        let mut root = None;
        let mut is_over = false;
        for item in Parser::new_from_str_with_options(piece, options) {
            let (event, span) = match item {
                Ok(item) => item,
                Err(error) => {
                    let at = offset + error.marker().byte_offset().unwrap_or(0).min(piece.len());
                    return Err(match error.kind() {
                        ErrorKind::RecursionLimitExceeded => too_deep(at..at),
                        _ => Stop::Syntax(at..at, error.info()),
                    });
                }
            };
            let at = span.byte_range().map_or(offset..offset, |bytes| offset + bytes.start..offset + bytes.end);
            if is_over {
                if matches!(event, Event::DocumentStart(..)) {
                    let span = self.lines.span(at);
                    let message = "the front matter holds a second document, which is not read";
                    let finding = Finding::warning("front-matter-syntax", self.path, span, message);
                    self.say(finding.with_help("delete the line `...` or `---` before it"));
                    break;
                }
                continue;
            }
            let (done, anchor) = match event {
                Event::Scalar(text, style, anchor, _) => {
                    let span = self.lines.span(at.clone());
                    let is_plain = style == ScalarStyle::Plain;
                    let id = self.tree.push(Value::Scalar { text: text.into_owned(), is_plain }, span);
                    (Done { id, size: 1, height: 0, end: at.end, fresh: 1 }, anchor)
                }
                Event::SequenceStart(style, anchor, _) | Event::MappingStart(style, anchor, _)
                    if stack.len() < MAX_DEPTH =>
                {
                    let is_map = matches!(event, Event::MappingStart(..));
                    let start = self.lines.span(at);
                    stack.push(Open::new(is_map, style == StructureStyle::Flow, start, anchor));
                    continue;
                }
                Event::SequenceStart(..) | Event::MappingStart(..) => return Err(too_deep(at)),
                Event::SequenceEnd | Event::MappingEnd => match stack.pop() {
                    Some(open) => {
                        let anchor = open.anchor;
                        (self.close(open, at.end), anchor)
                    }
                    None => break,
                },
                Event::Alias(anchor) => {
                    let Some(target) = anchors.get(&anchor).copied() else {
                        return Err(Stop::Syntax(at, "an alias stands inside its own anchor".to_owned()));
                    };
                    self.alias_count += 1;
                    if self.alias_count > MAX_ALIASES {
                        let message = format!("more than {MAX_ALIASES} aliases in one front matter");
                        return Err(Stop::Limit(at, message));
                    }
                    if stack.len() + target.height > MAX_DEPTH {
                        return Err(too_deep(at));
                    }
                    let value = self.tree.value(target.id).clone();
                    let span = self.lines.span(at.clone());
                    let id = self.tree.push(value, span);
                    self.tree.node_mut(id).is_cut = self.tree.is_cut(target.id);
                    (Done { id, size: target.size, height: target.height, end: at.end, fresh: target.size }, 0)
                }
                Event::UnresolvedAlias(name) => (self.unknown_alias(&name, at), 0),
                Event::DocumentEnd => {
                    is_over = true;
                    continue;
                }
                _ => continue,
            };
            self.node_count += done.fresh;
            if self.node_count > MAX_NODES {
                let span = self.tree.span(done.id);
                let message = format!("more than {MAX_NODES} values in one front matter, aliases counted");
                return Err(Stop::Limit(span.start as usize..span.end as usize, message));
            }
            if anchor != 0 {
                anchors.insert(anchor, Anchored { id: done.id, size: done.size, height: done.height });
            }
            match stack.last_mut() {
                Some(open) => open.take(&done),
                None => root = Some(done.id),
            }
        }
        Ok(root)
    }

    fn unknown_alias(&mut self, name: &str, at: Range<usize>) -> Done {
        let span = self.lines.span(at.clone());
        let text = format!("*{name}");
        if !self.aliases_lost {
            let message = format!("`{text}` names an anchor, and there is none of this name");
            let finding = Finding::warning("front-matter-syntax", self.path, span, message);
            self.say(finding.with_help(format!("put it in quotes to keep the star: `\"{text}\"`")));
        }
        let id = self.tree.push(Value::Scalar { text, is_plain: false }, span);
        Done { id, size: 1, height: 0, end: at.end, fresh: 1 }
    }

    fn close(&mut self, open: Open, end: usize) -> Done {
        let end = if open.is_flow { end } else { open.end };
        let span = Span { end: (end as u32).max(open.start.start), ..open.start };
        let value = if open.is_map {
            let pairs = open.entries.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
            let pairs = if open.is_flow { self.mend_grouped_numbers(pairs) } else { pairs };
            let pairs = self.drop_duplicates(pairs);
            Value::Map(self.merge(pairs))
        } else {
            Value::List(open.entries)
        };
        let id = self.tree.push(value, span);
        Done { id, size: open.size + 1, height: open.height + 1, end, fresh: 1 }
    }

    /// `{ once: 1,200,000 }` is three entries to YAML: `once: 1`, `200` and `000`.
    fn mend_grouped_numbers(&mut self, pairs: Vec<(NodeId, NodeId)>) -> Vec<(NodeId, NodeId)> {
        let mut mended: Vec<(NodeId, NodeId)> = Vec::with_capacity(pairs.len());
        let mut rest = pairs.into_iter().peekable();
        while let Some((key, value)) = rest.next() {
            mended.push((key, value));
            let mut digits = match self.tree.value(value) {
                Value::Scalar { text, is_plain: true } if text.ends_with(|c: char| c.is_ascii_digit()) => text.clone(),
                _ => continue,
            };
            let length = digits.len();
            while let Some((group, _)) = rest.next_if(|(group, nothing)| self.is_digit_group(*group, *nothing)) {
                digits.push(',');
                digits.push_str(self.tree.text(group).unwrap_or_default());
            }
            let mut is_cut = false;
            let mut end = self.tree.span(value).start as usize + digits.len();
            let mut is_one_line = true;
            // `{ once: $5,000–10,000 }`, `{ once: 1,5m }`: what was meant can be shown, and not be counted.
            while let Some((piece, _)) = rest.next_if(|(piece, nothing)| self.is_piece(&digits, *piece, *nothing)) {
                let (start, text) = (self.tree.span(piece).start as usize, self.tree.text(piece).unwrap_or_default());
                digits.push_str(if start > end + 1 { ", " } else { "," });
                digits.push_str(text);
                is_one_line &= self.tree.span(piece).line == self.tree.span(value).line;
                (is_cut, end) = (true, start + text.len());
            }
            // `approx. 50,000` is no number that groups its digits alone.
            is_cut |=
                digits.len() > length && digits.contains(|c: char| c.is_lowercase() || matches!(c, '~' | '<' | '>'));
            if is_cut {
                let node = self.tree.node_mut(value);
                (node.value, node.is_cut) = (Value::Scalar { text: digits, is_plain: true }, true);
                if is_one_line {
                    node.span.end = node.span.end.max(end as u32);
                }
            } else if digits.len() > length {
                let name = self.tree.text(key).unwrap_or_default();
                let message = format!("`{name}: {digits}` inside braces reads as several entries");
                let help = format!("write `{name}: {}`, or put the number in quotes", digits.replace(',', "_"));
                let finding = Finding::warning("grouped-number", self.path, self.tree.span(value), message);
                self.say(finding.with_help(help));
                self.tree.node_mut(value).value = Value::Scalar { text: digits, is_plain: true };
            }
        }
        mended
    }

    /// Whether this key without a value is the rest of a figure that a comma cut after a digit.
    fn is_piece(&self, before: &str, key: NodeId, value: NodeId) -> bool {
        let starts_so = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let last = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | '\u{2013}' | ',')).next();
        // A figure has no more letters than a code of a currency; `version2, 3 of us` is a sentence.
        let is_number = last.is_some_and(|last| last.chars().filter(|c| c.is_alphabetic()).count() <= 3);
        before.ends_with(|c: char| c.is_ascii_digit())
            && is_number
            && self.tree.is_null(value)
            && self.tree.text(key).is_some_and(starts_so)
    }

    fn is_digit_group(&self, key: NodeId, value: NodeId) -> bool {
        let is_three_digits = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        self.tree.text(key).is_some_and(is_three_digits) && self.tree.is_null(value)
    }

    pub(crate) fn drop_duplicates(&mut self, pairs: Vec<(NodeId, NodeId)>) -> Vec<(NodeId, NodeId)> {
        // Most maps are short, and comparing a few keys is cheaper than folding them.
        let is_long = pairs.len() > 8;
        let mut seen: BTreeMap<String, NodeId> = BTreeMap::new();
        let mut kept: Vec<(NodeId, NodeId)> = Vec::with_capacity(pairs.len());
        for (key, value) in pairs {
            let name = self.tree.text(key).filter(|name| *name != "<<");
            let first = name.and_then(|name| {
                if is_long {
                    return Some(*seen.entry(fold(name)).or_insert(key)).filter(|first| *first != key);
                }
                let is_same = |other: NodeId| self.tree.text(other).is_some_and(|other| same_key(other, name));
                kept.iter().map(|(other, _)| *other).find(|other| is_same(*other))
            });
            let Some(first) = first else {
                kept.push((key, value));
                continue;
            };
            let (name, line) = (name.unwrap_or_default(), self.tree.span(first).line);
            let message = format!("`{name}` stands twice; the first, in line {line}, counts");
            let finding = Finding::error("duplicate-key", self.path, self.tree.span(key), message);
            self.say(finding.with_help("keep one of them"));
        }
        kept
    }

    /// Adds a finding, up to a number that people still read.
    pub(crate) fn say(&mut self, finding: Finding) {
        if self.findings.len() < MAX_FINDINGS {
            self.findings.push(finding);
        } else {
            self.unsaid_count += 1;
        }
    }

    /// Puts the entries of `<<` after a map's own, which win.
    fn merge(&self, pairs: Vec<(NodeId, NodeId)>) -> Vec<(NodeId, NodeId)> {
        let is_merge = |key: NodeId| self.tree.text(key) == Some("<<");
        if !pairs.iter().any(|(key, _)| is_merge(*key)) {
            return pairs;
        }
        let (merges, mut kept): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(key, _)| is_merge(*key));
        let names = kept.iter().filter_map(|(key, _)| self.tree.text(*key));
        let mut seen: BTreeSet<String> = names.map(fold).collect();
        for (_, source) in merges {
            let sources = if self.tree.is_map(source) { vec![source] } else { self.tree.items(source).to_vec() };
            for (key, value) in sources.iter().flat_map(|source| self.tree.entries(*source)) {
                if self.tree.text(*key).is_some_and(|name| seen.insert(fold(name))) {
                    kept.push((*key, *value));
                }
            }
        }
        kept
    }
}

impl Open {
    fn new(is_map: bool, is_flow: bool, start: Span, anchor: usize) -> Self {
        let end = start.end as usize;
        Self { entries: Vec::new(), is_map, is_flow, start, end, anchor, size: 0, height: 0 }
    }

    fn take(&mut self, done: &Done) {
        self.entries.push(done.id);
        self.size += done.size;
        self.height = self.height.max(done.height);
        self.end = self.end.max(done.end);
    }
}

fn too_deep(at: Range<usize>) -> Stop {
    Stop::Limit(at, format!("nested deeper than {MAX_DEPTH} levels"))
}
