//! Front matter that is no YAML: every entry around the fault is saved.
//!
//! A text that fails is cut into its entries by their indentation, and each is tried by itself, down
//! to single lines; of a line that fails alone, the key and the text after it count.

use crate::finding::Finding;
use crate::record::yaml::locate::{Locator, Stop};
use crate::record::yaml::tree::{NodeId, Value};
use std::ops::Range;

/// How often a piece is cut into smaller ones.
const MAX_CUTS: usize = 8;

/// The longest text that a line alone is believed to mean.
const LONGEST_LINE: usize = 2_000;

impl Locator<'_> {
    /// Reads these bytes, as YAML or entry by entry.
    pub(crate) fn read_or_rescue(&mut self, range: Range<usize>) -> Option<NodeId> {
        let stop = match self.read(range.clone()) {
            Ok(Some(root)) if self.tree.is_map(root) => return Some(root),
            Ok(None) => return None,
            // A text such as `tag:Web Client` is one scalar to YAML.
            Ok(Some(root)) => {
                let span = self.tree.span(root);
                Stop::Syntax(span.start as usize..span.start as usize, "this is no `key: value`".to_owned())
            }
            Err(stop) => stop,
        };
        let finding_count = self.findings.len();
        if self.mend_tabs(range.clone())
            && let Ok(Some(root)) = self.read(range.clone())
            && self.tree.is_map(root)
        {
            return Some(root);
        }
        self.aliases_lost = matches!(stop, Stop::Limit(..));
        let root = self.rescue(range, 0);
        if self.findings.len() == finding_count {
            self.report(&stop, None);
        }
        root
    }

    /// Replaces tabs that indent by a space each, and says so once.
    fn mend_tabs(&mut self, range: Range<usize>) -> bool {
        let mut tabs = Vec::new();
        let mut at = range.start;
        for line in self.scratch[range].split_inclusive('\n') {
            let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
            tabs.extend(line[..indent].match_indices('\t').map(|(idx, _)| at + idx));
            at += line.len();
        }
        let Some(first) = tabs.first().copied() else { return false };
        let mut bytes = std::mem::take(&mut self.scratch).into_bytes();
        for tab in tabs {
            bytes[tab] = b' ';
        }
        // One ASCII byte took the place of another, so this is still text.
        self.scratch = String::from_utf8(bytes).unwrap_or_default();
        let message = "a tab indents this line, and YAML knows spaces only";
        let finding = Finding::warning("tab", self.path, self.lines.span(first..first + 1), message);
        self.say(finding.with_help("indent by two spaces instead of the tab"));
        true
    }

    fn rescue(&mut self, range: Range<usize>, cuts: usize) -> Option<NodeId> {
        let (is_list, pieces) = cut(&self.scratch, range.clone());
        let mut items = Vec::new();
        let mut pairs = Vec::new();
        for piece in pieces {
            match self.read(piece.clone()) {
                Ok(None) => {}
                Ok(Some(id)) if is_list && !self.tree.items(id).is_empty() => {
                    items.extend_from_slice(self.tree.items(id));
                }
                Ok(Some(id)) if !is_list && self.tree.is_map(id) => pairs.extend_from_slice(self.tree.entries(id)),
                Ok(Some(_)) if is_list => items.extend(self.rescue_item(piece, cuts, None)),
                Ok(Some(_)) => pairs.extend(self.rescue_pair(piece, cuts, None)),
                Err(stop @ Stop::Limit(..)) => {
                    self.report(&stop, None);
                    if self.is_full() {
                        break;
                    }
                }
                Err(stop) if is_list => items.extend(self.rescue_item(piece, cuts, Some(stop))),
                Err(stop) => pairs.extend(self.rescue_pair(piece, cuts, Some(stop))),
            }
        }
        if items.is_empty() && pairs.is_empty() {
            return None;
        }
        let span = self.lines.span(range);
        let value = if is_list { Value::List(items) } else { Value::Map(self.drop_duplicates(pairs)) };
        Some(self.tree.push(value, span))
    }

    /// `- …` that fails: what stands after the dash may still be cut.
    fn rescue_item(&mut self, piece: Range<usize>, cuts: usize, stop: Option<Stop>) -> Option<NodeId> {
        let text = &self.scratch[piece.clone()];
        let dash = piece.start + text.find('-')?;
        let rest = self.scratch[dash + 1..piece.end].trim();
        if cuts < MAX_CUTS && rest.contains('\n') && key_of(rest.lines().next().unwrap_or_default()).is_some() {
            // With the dash a space, the item is an indented block whose offsets are unchanged.
            self.scratch.replace_range(dash..=dash, " ");
            return self.rescue(piece, cuts + 1);
        }
        let start = dash + 1 + self.scratch[dash + 1..].find(|c: char| !c.is_whitespace()).unwrap_or(0);
        self.plain_value(start.min(piece.end)..piece.end, None, stop)
    }

    /// `key: …` that fails: its block may still be cut, else the rest of its line is its value.
    fn rescue_pair(&mut self, piece: Range<usize>, cuts: usize, stop: Option<Stop>) -> Option<(NodeId, NodeId)> {
        let text = &self.scratch[piece.clone()];
        let line_end = piece.start + text.find('\n').map_or(text.len(), |at| at + 1);
        let line = &self.scratch[piece.start..line_end];
        let Some((key, value_at)) = key_of(line) else {
            self.report(&stop.unwrap_or(Stop::Syntax(piece, "this is no `key: value`".to_owned())), None);
            return None;
        };
        let key_start = piece.start + (line.len() - line.trim_start().len());
        let key_span = self.lines.span(key_start..key_start + key.len());
        let key = key.trim_matches(['"', '\'']).to_owned();
        let value_start = piece.start + value_at;
        let below = line_end..piece.end;
        let has_block =
            self.scratch[value_start..line_end].trim().is_empty() && !self.scratch[below.clone()].trim().is_empty();
        let value = if has_block && cuts < MAX_CUTS {
            self.rescue(below, cuts + 1)?
        } else {
            self.plain_value(value_start..line_end, Some(&key), stop)?
        };
        let key = self.tree.push(Value::Scalar { text: key, is_plain: true }, key_span);
        Some((key, value))
    }

    /// The text of a line, taken as it stands, with a finding that shows how to write it.
    fn plain_value(&mut self, range: Range<usize>, key: Option<&str>, stop: Option<Stop>) -> Option<NodeId> {
        let line = self.scratch[range.clone()].lines().next().unwrap_or_default();
        let written = line.split(" #").next().unwrap_or_default().trim();
        // A link of markdown is one text, though YAML takes its beginning for a list.
        let is_structure = written.starts_with(['[', '{']) && !written.contains("](");
        if written.is_empty() || is_structure || written.len() > LONGEST_LINE {
            let at = range.start..range.start;
            self.report(&stop.unwrap_or(Stop::Syntax(at, "this is no YAML".to_owned())), None);
            return None;
        }
        let start = range.start + (line.len() - line.trim_start().len());
        let (text, written) = (unquoted(written), written.to_owned());
        let span = self.lines.span(start..start + written.len());
        self.report(&stop.unwrap_or(Stop::Syntax(start..start, String::new())), Some((key, &text, &written, start)));
        Some(self.tree.push(Value::Scalar { text, is_plain: false }, span))
    }

    /// Says what stopped the reading; `saved` is what was understood all the same.
    fn report(&mut self, stop: &Stop, saved: Option<(Option<&str>, &str, &str, usize)>) {
        let (rule, at, said) = match stop {
            Stop::Syntax(at, said) => ("front-matter-syntax", at.clone(), said.as_str()),
            Stop::Limit(at, said) => ("front-matter-limit", at.clone(), said.as_str()),
        };
        let Some((key, text, written, start)) = saved else {
            let finding = Finding::error(rule, self.path, self.lines.span(at), said.trim_end_matches('.').to_owned());
            self.say(finding.with_help("mend this entry; the others were read"));
            return;
        };
        let quoted = format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        let is_glued = key.is_some() && said.is_empty();
        let (message, help) = match key {
            Some(key) if is_glued => {
                (format!("no space stands after the colon of `{key}:`"), format!("write `{key}: {text}`"))
            }
            Some(key) => (why(written, said), format!("write `{key}: {quoted}`")),
            None => (why(written, said), format!("write `- {quoted}`")),
        };
        let span = self.lines.span(start..start + written.len());
        self.say(Finding::warning(rule, self.path, span, message).with_help(help));
    }
}

/// Why a value without quotes is no YAML, in words for whoever wrote it.
fn why(written: &str, said: &str) -> String {
    match written.chars().next() {
        Some('"' | '\'') if said.contains("quote") || !closes(written) => "a quote is opened and not closed".to_owned(),
        Some('"' | '\'') => "text stands after the closing quote".to_owned(),
        Some(first @ ('@' | '`' | '%' | '&' | '*' | '!' | '|' | '>')) => {
            format!("a text that starts with `{first}` needs quotes")
        }
        Some('[') if written.contains("](") => "a link of markdown needs quotes".to_owned(),
        _ if written.contains(": ") => "a text with a colon and a space in it needs quotes".to_owned(),
        _ => said.trim_end_matches('.').to_owned(),
    }
}

fn closes(written: &str) -> bool {
    let quote = written.chars().next().unwrap_or('"');
    written.len() > 1 && written[1..].contains(quote)
}

/// A value without the quotes around it, closed or not.
fn unquoted(written: &str) -> String {
    let Some(quote) = written.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return written.to_owned();
    };
    let inner = &written[1..];
    inner.strip_suffix(quote).unwrap_or(inner).to_owned()
}

/// The key of a line such as `key: value` or `key:value`, and where its value starts.
pub(crate) fn key_of(line: &str) -> Option<(&str, usize)> {
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len();
    if trimmed.starts_with(['#', '-', '[', ']', '{', '}', ',', '&', '*', '!', '|', '>', '%', '@', '`', '?', ':']) {
        return None;
    }
    let colon = trimmed.find(':')?;
    let key = trimmed[..colon].trim_end();
    let is_key = !key.is_empty() && key.len() <= 60 && key.split(' ').count() <= 4;
    (is_key && !trimmed[colon + 1..].starts_with("//")).then_some((key, indent + colon + 1))
}

/// Cuts a block at its outermost entries: list items, or keys with what belongs to them.
fn cut(text: &str, range: Range<usize>) -> (bool, Vec<Range<usize>>) {
    let mut lines = Vec::new();
    let mut at = range.start;
    for line in text[range.clone()].split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() && !trimmed.starts_with('#') && !matches!(trimmed, "---" | "...") {
            lines.push((at, line.len() - line.trim_start().len(), line));
        }
        at += line.len();
    }
    let Some((_, _, first)) = lines.first() else { return (false, Vec::new()) };
    let is_list = first.trim_start().starts_with("- ");
    // What stands further out than the first line, as after a tab, is an entry beside it.
    let outermost = first.len() - first.trim_start().len();
    let starts: Vec<usize> = lines
        .iter()
        .filter(|(_, indent, line)| {
            let starts_entry = if is_list { line.trim_start().starts_with("- ") } else { key_of(line).is_some() };
            *indent <= outermost && starts_entry
        })
        .map(|(at, ..)| *at)
        .collect();
    if starts.is_empty() {
        return (is_list, vec![range]);
    }
    let ends = starts[1..].iter().copied().chain([range.end]);
    (is_list, starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect())
}
