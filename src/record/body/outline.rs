//! The lines and headings of one file, with fenced code and comments blanked out.
//!
//! Everything that looks for fields works on this view, so that an example in a code block or the
//! remarks of a template are never taken for statements. Offsets are those of the whole file.

use crate::record::body::inline;
use crate::record::body::tags::comment_len;
use std::ops::Range;

/// Longer lines are looked at only so far: nobody states a field after 4,000 bytes.
const LINE_LIMIT: usize = 4_000;

/// Lines after this many are text and nothing else: nobody states a field or has a heading there.
const LINES: usize = 200_000;

/// A heading as it stands in the file.
#[derive(Clone, Debug)]
pub(crate) struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its first line.
    pub line_idx: usize,
    /// The line after it.
    pub end_line: usize,
    /// Bytes of its words.
    pub words: Range<usize>,
    /// Its words without markup.
    pub text: String,
    /// Its author writes its beginning so that it is no number, ID or placeholder: `3\. Third`, `\{{ x }}`, `&#65;DR 5`.
    pub is_verbatim: bool,
    /// The same of what stands behind a number or an ID: `7. Title\: the first`, `ADR-7: Title\: the first`.
    pub is_verbatim_behind_number: bool,
}

/// The view of one file.
#[derive(Debug)]
pub(crate) struct Outline<'a> {
    /// The whole file.
    pub text: &'a str,
    /// The same length, with front matter, fenced code and comments blank.
    pub masked: String,
    /// Bytes of each line of the body, without line end.
    pub lines: Vec<Range<usize>>,
    /// In order.
    pub headings: Vec<Heading>,
}

impl<'a> Outline<'a> {
    /// Reads the body of a file, which starts at `body_start`.
    pub(crate) fn read(text: &'a str, body_start: usize) -> Self {
        let masked = mask(text, body_start);
        let lines = lines(&masked, body_start);
        let headings = headings(&masked, &lines);
        Self { text, masked, lines, headings }
    }

    /// A line, blanked where it is code or comment, cut where it is very long.
    pub(crate) fn line(&self, idx: usize) -> &str {
        let range = &self.lines[idx];
        &self.masked[range.start..inline::floor(&self.masked, range.end.min(range.start + LINE_LIMIT))]
    }

    /// The line after the last one that belongs to heading `idx`: the next heading of any level.
    pub(crate) fn next_heading_line(&self, idx: usize) -> usize {
        self.headings.get(idx + 1).map_or(self.lines.len(), |next| next.line_idx)
    }

    /// The line after the last one of the whole section of heading `idx`, its parts included.
    pub(crate) fn section_end(&self, idx: usize) -> usize {
        let level = self.headings[idx].level;
        self.headings[idx + 1..].iter().find(|next| next.level <= level).map_or(self.lines.len(), |next| next.line_idx)
    }

    /// First byte of a line, or the end of the text.
    pub(crate) fn offset(&self, line_idx: usize) -> usize {
        self.lines.get(line_idx).map_or(self.text.len(), |line| line.start)
    }
}

/// Blanks front matter, fenced code and comments. A fence or comment that is never closed is taken for a slip and hides
/// nothing.
fn mask(text: &str, body_start: usize) -> String {
    let mut bytes = text.as_bytes().to_vec();
    blank(&mut bytes, 0..body_start);
    let mut open: Option<(usize, u8, usize)> = None;
    let mut start = body_start;
    for line in text[body_start..].split_inclusive('\n') {
        let unquoted = line.trim_start_matches([' ', '\t', '>']);
        let mark = unquoted.bytes().next().filter(|byte| matches!(byte, b'`' | b'~'));
        let trimmed = if mark.is_some() { unquoted.trim_end() } else { "" };
        let length = mark.map_or(0, |mark| trimmed.bytes().take_while(|byte| *byte == mark).count());
        match (open, mark) {
            (None, Some(mark)) if length >= 3 && !(mark == b'`' && trimmed[length..].contains('`')) => {
                open = Some((start, mark, length));
            }
            (Some((from, kind, least)), Some(mark)) if mark == kind && length >= least && trimmed.len() == length => {
                blank(&mut bytes, from..start + line.len());
                open = None;
            }
            _ => {}
        }
        start += line.len();
    }
    // Most texts hold no comment, and this way of looking is the quickest.
    if text[body_start..].contains("<!--") {
        blank_comments(&mut bytes, body_start);
    }
    String::from_utf8(bytes).unwrap_or_default()
}

fn blank_comments(bytes: &mut [u8], body_start: usize) {
    let mut position = body_start;
    while let Some(start) = find(bytes, b"<!--", position) {
        let is_escaped = start > 0 && bytes[start - 1] == b'\\';
        match comment_len(&bytes[start..]).filter(|_| !is_escaped) {
            Some(len) => {
                blank(bytes, start..start + len);
                position = start + len;
            }
            None => position = start + 4,
        }
    }
}

fn find(bytes: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    let mut position = from;
    while let Some(offset) = bytes.get(position..)?.iter().position(|byte| *byte == needle[0]) {
        position += offset;
        if bytes[position..].starts_with(needle) {
            return Some(position);
        }
        position += 1;
    }
    None
}

fn blank(bytes: &mut [u8], range: Range<usize>) {
    for byte in &mut bytes[range] {
        if *byte != b'\n' && *byte != b'\r' {
            *byte = b' ';
        }
    }
}

fn lines(masked: &str, body_start: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::with_capacity(masked.len() / 40);
    let mut start = body_start;
    for line in masked[body_start..].split_inclusive('\n').take(LINES) {
        lines.push(start..start + line.trim_end_matches(['\n', '\r']).len());
        start += line.len();
    }
    lines
}

fn headings(masked: &str, lines: &[Range<usize>]) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    for (idx, range) in lines.iter().enumerate() {
        let line = &masked[range.clone()];
        if line.len() > LINE_LIMIT {
            continue;
        }
        if let Some((level, words)) = atx(line, headings.is_empty()) {
            let words = range.start + words.start..range.start + words.end;
            headings.push(heading(masked, level, idx, idx + 1, words));
        } else if let Some(level) = underline(line)
            && idx > 0
            && let above = lines[idx - 1].clone()
            && headings.last().is_none_or(|last| last.end_line < idx)
            && can_be_setext(&masked[above.clone()])
            && (idx == 1 || level == 1 || masked[lines[idx - 2].clone()].trim().is_empty())
        {
            let lead = masked[above.clone()].len() - masked[above.clone()].trim_start().len();
            headings.push(heading(masked, level, idx - 1, idx + 1, above.start + lead..above.end));
        }
    }
    headings
}

fn heading(masked: &str, level: u8, line_idx: usize, end_line: usize, words: Range<usize>) -> Heading {
    let written = &masked[words.clone()];
    Heading {
        level,
        line_idx,
        end_line,
        text: inline::plain(written),
        is_verbatim: is_verbatim(written),
        is_verbatim_behind_number: past_number(written).is_some_and(|(_, behind)| is_verbatim(behind)),
        words,
    }
}

/// The number or ID before the first mark of a heading, and what stands behind that.
pub(crate) fn past_number(words: &str) -> Option<(&str, &str)> {
    let is_of_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let behind = words.trim_start_matches(is_of_id);
    let number = &words[..words.len() - behind.len()];
    let is_plain = number.bytes().all(|byte| byte.is_ascii_digit());
    let behind = behind.strip_prefix(if is_plain { ". " } else { ": " })?;
    number.ends_with(|c: char| c.is_ascii_digit()).then_some((number, behind))
}

fn is_verbatim(written: &str) -> bool {
    let is_lead = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let rest = written.trim_start_matches(is_lead);
    let begins = rest.len() == written.len();
    let mut signs = rest.chars();
    written.starts_with("&#")
        || (signs.next() == Some('\\')
            && signs.next().is_some_and(|c| if begins { c.is_ascii_punctuation() } else { ":.)]-|,_/".contains(c) }))
}

/// `## Words ##`, also with a no-break space or, where it is plainly meant, without any.
fn atx(line: &str, is_first: bool) -> Option<(u8, Range<usize>)> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let rest = &line[indent..];
    let level = rest.bytes().take_while(|byte| *byte == b'#').count();
    if indent > 3 || level == 0 || level > 6 {
        return None;
    }
    let after = &rest[level..];
    let next = after.chars().next();
    let is_spaced = next.is_none_or(char::is_whitespace);
    let is_meant = next.is_some_and(char::is_alphabetic) && (is_first || level > 1);
    if !is_spaced && !is_meant {
        return None;
    }
    let lead = after.len() - after.trim_start().len();
    let mut words = after.trim();
    let without_tail = words.trim_end_matches('#');
    if without_tail.is_empty() || without_tail.ends_with([' ', '\t', '\u{a0}']) {
        words = without_tail.trim_end();
    }
    let start = indent + level + lead.min(after.len());
    Some((level as u8, start..start + words.len()))
}

fn underline(line: &str) -> Option<u8> {
    // Most lines begin with a letter.
    if line.bytes().next()?.is_ascii_alphanumeric() {
        return None;
    }
    let trimmed = line.trim();
    let mark = trimmed.bytes().next()?;
    let is_uniform = trimmed.len() >= 2 && trimmed.bytes().all(|byte| byte == mark) && !line.starts_with("    ");
    match mark {
        b'=' if is_uniform => Some(1),
        b'-' if is_uniform => Some(2),
        _ => None,
    }
}

fn can_be_setext(line: &str) -> bool {
    let trimmed = line.trim();
    !trimmed.is_empty() && line.len() <= LINE_LIMIT && !trimmed.starts_with(['#', '>', '|', '-', '*', '+', '=', '<'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u8, String)> {
        Outline::read(text, 0).headings.into_iter().map(|heading| (heading.level, heading.text)).collect()
    }

    #[test]
    fn headings_in_all_their_forms() {
        let text = "Title\n=====\n\n##\u{a0}Status\n###Tight ##\n\n```\n# code\n```\n<!-- # remark -->\n- a\n---\n";
        assert_eq!(read(text), [(1, "Title".into()), (2, "Status".into()), (3, "Tight".into())]);
    }

    #[test]
    fn an_unclosed_fence_hides_nothing() {
        assert_eq!(read("# A\n```\n## B\n"), [(1, "A".into()), (2, "B".into())]);
    }
}
