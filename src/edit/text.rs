//! Lines of a text, and pieces put into it.

use std::ops::Range;

/// The line end that a text uses: that of its first line.
pub(super) fn line_end(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// First byte of the line that holds a byte.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// First byte after the line that holds a byte, its line end included.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}

/// A text with other words in the place of some.
pub(super) fn replaced(text: &str, range: Range<usize>, words: &str) -> String {
    let mut whole = String::with_capacity(text.len() + words.len());
    whole.push_str(&text[..range.start]);
    whole.push_str(words);
    whole.push_str(&text[range.end..]);
    whole
}

/// A text with lines put in before the line that starts at a byte; where the text ends without a line end, it gets one
/// before them and none behind.
pub(super) fn with_lines(text: &str, at: usize, lines: &[&str]) -> String {
    let end = line_end(text);
    let joined = lines.join(end);
    let is_open_end = at == text.len() && !text.is_empty() && !text.ends_with('\n');
    let block = if is_open_end { format!("{end}{joined}") } else { format!("{joined}{end}") };
    replaced(text, at..at, &block)
}

/// Bytes of a range without white space around them.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = &text[range.clone()];
    let start = range.start + (inside.len() - inside.trim_start().len());
    start..start + inside.trim().len()
}

/// The lines of a range, without line ends, with their places.
pub(super) fn lines_in(text: &str, range: Range<usize>) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = range.start;
    text[range].split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        (start..start + line.len(), line)
    })
}

/// Control characters and runs of white space are one space each.
pub(super) fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The day that a text begins with, as `2026-11-05`, and nothing glued to it.
pub(super) fn iso_day(text: &str) -> Option<jiff::civil::Date> {
    let day = text.get(..10)?;
    let shape = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let is_whole = !text[10..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
    (shape && is_whole).then(|| day.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_with_the_ends_that_the_text_has() {
        assert_eq!(with_lines("a\r\nb\r\n", 3, &["x"]), "a\r\nx\r\nb\r\n");
        assert_eq!(with_lines("a\nb", 3, &["x", "y"]), "a\nb\nx\ny");
        assert_eq!(with_lines("", 0, &["x"]), "x\n");
    }

    #[test]
    fn a_day_is_ten_signs() {
        assert_eq!(iso_day("2026-11-05 (x)").map(|day| day.to_string()).as_deref(), Some("2026-11-05"));
        assert_eq!(iso_day("2026-11-05T10:00"), None);
        assert_eq!(iso_day("2026-13-05"), None);
        assert_eq!(iso_day("20é6-11-05"), None);
    }
}
