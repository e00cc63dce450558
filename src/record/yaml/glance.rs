//! A few keys of a front matter, without reading the others.
//!
//! A list of records asks for status, date and links, and a front matter may hold pages of figures beside them. Where
//! every line stands for itself, so that no quote, bracket or anchor reaches from one entry into the next, an entry
//! that nobody asks for can be passed over, whether it is YAML or not: the rest would be rescued around it.

use crate::record::yaml::locate::Locator;
use crate::record::yaml::tree::{NodeId, Tree, Value};
use std::ops::Range;

/// More bytes might hold more values than a front matter may have, and then it matters which come first.
const MAX_BYTES: usize = 16 * 1024;

/// The entries at the top whose folded key is wanted, as `locate` would read them. `None` where all of the front
/// matter must be read to know them.
pub(crate) fn glance(
    path: &str,
    text: &str,
    range: Range<usize>,
    is_wanted: impl Fn(&str) -> bool,
) -> Option<(Tree, NodeId)> {
    let pieces = pieces(text, range.clone(), is_wanted)?;
    let range = range.start..pieces.last().map_or(range.start, |piece| piece.end);
    let mut locator = Locator::new(path, text, range.end);
    let mut entries = Vec::new();
    for piece in pieces {
        if let Some(lines) = plain_lines(&text[piece.clone()], piece.start) {
            for (key, value) in lines {
                entries.push((plain(&mut locator, text, key), plain(&mut locator, text, value)));
            }
        } else {
            let root = locator.read(piece).ok()??;
            entries.extend_from_slice(locator.tree.entries(root));
        }
    }
    let entries = locator.drop_duplicates(entries);
    let span = locator.lines.span(range);
    let root = locator.tree.push(Value::Map(entries), span);
    Some((locator.tree, root))
}

/// A text without quotes and its place.
fn plain(locator: &mut Locator<'_>, text: &str, at: Range<usize>) -> NodeId {
    let span = locator.lines.span(at.clone());
    locator.tree.push(Value::Scalar { text: text[at].to_owned(), is_plain: true }, span)
}

/// Keys and values of a piece whose lines are all `key: words`, of letters, digits and signs that mean nothing to YAML:
/// most status and dates are written so, and no parser is needed.
fn plain_lines(piece: &str, start: usize) -> Option<Vec<(Range<usize>, Range<usize>)>> {
    let mut lines = Vec::new();
    let mut at = start;
    for line in piece.split_inclusive('\n') {
        // A no-break space is text, and goes on the entry above.
        if line.trim_matches([' ', '\t', '\r', '\n']).is_empty() {
            at += line.len();
            continue;
        }
        let (key, value) = key_and_value(line.trim_end_matches(['\n', '\r']))?;
        let words = value.trim_matches(' ');
        let is_plain = words.bytes().next()?.is_ascii_alphanumeric()
            && words
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'.' | b'/' | b'_'));
        if !is_plain {
            return None;
        }
        let value_start = at + key.len() + 1 + (value.len() - value.trim_start_matches(' ').len());
        lines.push((at..at + key.len(), value_start..value_start + words.len()));
        at += line.len();
    }
    Some(lines)
}

/// Where the wanted entries stand, neighbors in one piece.
fn pieces(text: &str, range: Range<usize>, is_wanted: impl Fn(&str) -> bool) -> Option<Vec<Range<usize>>> {
    if range.len() > MAX_BYTES {
        return None;
    }
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut wanted: Option<bool> = None;
    let mut folded = String::new();
    let mut end = range.start;
    for line in text[range].split_inclusive('\n') {
        let start = end;
        end += line.len();
        let line = match line.as_bytes() {
            [.., b'\r', b'\n'] => &line[..line.len() - 2],
            [.., b'\n'] => &line[..line.len() - 1],
            _ => line,
        };
        let content = line.trim_start_matches(' ');
        let signs = signs_in(content);
        if signs & ODD_SPACE != 0 || (signs & FOREIGN != 0 && content.contains(LINE_ENDS)) {
            return None;
        }
        // Blank lines and remarks belong to the entry above them.
        if !matches!(content.as_bytes(), [] | [b'#', ..]) {
            let mut value = content;
            if content.len() == line.len() && !matches!(content.as_bytes(), [b'-'] | [b'-', b' ', ..]) {
                let key;
                (key, value) = key_and_value(content)?;
                let is_beside = wanted == Some(true);
                folded.clear();
                folded
                    .extend(key.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()));
                wanted = Some(is_wanted(&folded));
                if wanted == Some(true) && !is_beside {
                    pieces.push(start..end);
                }
            }
            // What an alias means stands in another entry.
            if (signs & OPENER != 0 && !closes(value)) || (wanted? && signs & STAR != 0) {
                return None;
            }
        }
        if wanted == Some(true)
            && let Some(piece) = pieces.last_mut()
        {
            piece.end = end;
        }
    }
    Some(pieces)
}

/// Tabs and control characters.
const ODD_SPACE: u8 = 1;
/// What may begin something that ends in another line.
const OPENER: u8 = 2;
/// An alias, perhaps.
const STAR: u8 = 4;
/// A part of a longer character.
const FOREIGN: u8 = 8;

/// What some readers take for the end of a line.
const LINE_ENDS: [char; 4] = ['\u{85}', '\u{2028}', '\u{2029}', '\u{feff}'];

/// By byte: which of those it is.
const SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        signs[byte] = match byte as u8 {
            0..=0x1F => ODD_SPACE,
            b'"' | b'\'' | b'[' | b'{' | b'&' | b'!' => OPENER,
            b'*' => STAR,
            128.. => FOREIGN,
            _ => 0,
        };
        byte += 1;
    }
    signs
};

/// Which signs a line holds: most lines hold none, and are done.
fn signs_in(line: &str) -> u8 {
    line.bytes().fold(0, |signs, byte| signs | SIGNS[usize::from(byte)])
}

/// `key: value` and `key:`, of a key that nobody could read otherwise.
fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_plain = key.bytes().next()?.is_ascii_alphanumeric()
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    (is_plain && key.len() <= 60 && (value.is_empty() || value.starts_with(' '))).then_some((key, value))
}

/// Whether every quote and bracket that may open in a line closes in it, too. Where YAML says that a text goes on, none
/// opens, so that a doubt costs no more than reading all of it.
fn closes(line: &str) -> bool {
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches(' ');
        while let Some(next) = rest.strip_prefix("- ").or_else(|| rest.strip_prefix("? ")) {
            rest = next.trim_start_matches(' ');
        }
        let length = match rest.bytes().next() {
            None | Some(b'#' | b'|' | b'>') => return true,
            // Behind an anchor or a tag stands anything.
            Some(b'&' | b'!') => return false,
            Some(b'"' | b'\'') => quoted(rest),
            Some(b'[' | b'{') => bracketed(rest),
            Some(_) => match colon(rest) {
                Some(at) => Some(at),
                None => return true,
            },
        };
        let Some(after) = length.and_then(|length| rest.get(length..)) else { return false };
        // Behind a key anything opens again; behind a value nothing does.
        match after.trim_start_matches(' ').strip_prefix(':') {
            Some(value) => rest = value,
            None => return true,
        }
    }
}

/// The colon that ends a plain key.
fn colon(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let comment = text.find(" #").unwrap_or(text.len());
    (0..comment).find(|at| bytes[*at] == b':' && bytes.get(at + 1).is_none_or(|next| *next == b' '))
}

/// How long a text in quotes is; `None` where it does not end in this line.
fn quoted(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let quote = *bytes.first()?;
    let mut at = 1;
    loop {
        match *bytes.get(at)? {
            b'\\' if quote == b'"' => at += 2,
            byte if byte == quote && quote == b'\'' && bytes.get(at + 1) == Some(&quote) => at += 2,
            byte if byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// How long a list or block in brackets is; `None` where it does not end in this line.
fn bracketed(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    // Whether a value may start here, and whether one has ended that a colon may follow at once.
    let (mut is_start, mut is_ended) = (true, false);
    let mut at = 0;
    loop {
        let byte = *bytes.get(at)?;
        let next = bytes.get(at + 1).copied();
        match byte {
            b' ' => {}
            b'[' | b'{' => {
                depth += 1;
                (is_start, is_ended) = (true, false);
            }
            b']' | b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
                (is_start, is_ended) = (false, true);
            }
            b',' => (is_start, is_ended) = (true, false),
            b'?' if is_start && next == Some(b' ') => {}
            b'"' | b'\'' if is_start => {
                at += quoted(text.get(at..)?)?;
                (is_start, is_ended) = (false, true);
                continue;
            }
            b'"' | b'\'' if bytes[at - 1] == b':' => return None,
            b'&' | b'!' if is_start => return None,
            b'#' if bytes[at - 1] == b' ' => return None,
            b':' if is_ended || matches!(next, Some(b' ' | b',' | b']' | b'}' | b'[' | b'{')) => {
                (is_start, is_ended) = (true, false);
            }
            _ => (is_start, is_ended) = (false, false),
        }
        at += 1;
    }
}
