//! Text in lines of at most so many columns of the terminal.
//!
//! Lines break at spaces, and between the characters of scripts that write none. A space that must
//! not break holds its words together as long as there is room.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The space between a number and its unit.
const NO_BREAK: char = '\u{a0}';
/// Joins two characters into one.
const JOINER: char = '\u{200d}';

/// What may be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breaks {
    /// Spaces; words that are too long stand alone, so that an address or a command stays whole.
    Spaces,
    /// Spaces, and words longer than a line.
    LongWords,
    /// Also the spaces between a number and its unit.
    Units,
}

/// Breaks a text into lines of at most `width` columns, at spaces; longer words stand alone.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    fill(text, width, Breaks::Spaces)
}

/// Breaks a text into lines of at most `width` columns.
pub(super) fn fill(text: &str, width: usize, breaks: Breaks) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for (word, gap) in words(text, breaks) {
        let length = word.width();
        let gap = if line.is_empty() { "" } else { gap };
        if !line.is_empty() && used + gap.len() + length > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        } else {
            line.push_str(gap);
            used += gap.len();
        }
        if length > width && breaks != Breaks::Spaces {
            for piece in split(word, width) {
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                used = piece.width();
                line.push_str(piece);
            }
        } else {
            line.push_str(word);
            used += length;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Columns of the longest word.
pub(super) fn longest_word(text: &str, breaks: Breaks) -> usize {
    words(text, breaks).map(|(word, _)| word.width()).max().unwrap_or(0)
}

/// What must stand together, each with what stands before it on the same line.
fn words(text: &str, breaks: Breaks) -> impl Iterator<Item = (&str, &'static str)> {
    let is_space = move |c: char| matches!(c, ' ' | '\n') || c == NO_BREAK && breaks == Breaks::Units;
    text.split(is_space).filter(|word| !word.is_empty()).flat_map(|word| {
        let mut rest = word;
        let mut gap = " ";
        // No line ends inside an English word, and looking at every letter takes time.
        let is_whole = word.is_ascii();
        std::iter::from_fn(move || {
            let mut pairs = rest.char_indices().zip(rest.chars().skip(1));
            let end = if is_whole { None } else { pairs.find(|((_, c), next)| may_break(*c, *next)) };
            let end = end.map_or(rest.len(), |((at, c), _)| at + c.len_utf8());
            let (piece, after) = rest.split_at(end);
            rest = after;
            (!piece.is_empty()).then(|| (piece, std::mem::take(&mut gap)))
        })
    })
}

/// Whether a line may end between two characters of one word: scripts that write no spaces have wide characters.
fn may_break(c: char, next: char) -> bool {
    const OPENING: &str = "（「『【《〈［｛";
    const CLOSING: &str = "）」』】》〉］｝、。，．：；！？ー…";
    let columns = |c: char| c.width().unwrap_or(0);
    (columns(c) == 2 || columns(next) == 2)
        && columns(next) > 0
        && c != JOINER
        && !('\u{1f3fb}'..='\u{1f3ff}').contains(&next)
        && !OPENING.contains(c)
        && !CLOSING.contains(next)
        && !(next.is_ascii_punctuation() || c.is_ascii_punctuation())
}

/// A word that is longer than a line, in lines.
fn split(word: &str, width: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut used = 0;
    for (at, c) in word.char_indices() {
        let columns = c.width().unwrap_or(0);
        if used + columns > width.max(2) && at > from {
            pieces.push(&word[from..at]);
            (from, used) = (at, 0);
        }
        used += columns;
    }
    pieces.push(&word[from..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("unbreakable", 4), ["unbreakable"]);
        assert_eq!(fill("a unbreakable b", 4, Breaks::LongWords), ["a", "unbr", "eaka", "ble", "b"]);
    }

    #[test]
    fn a_number_keeps_its_unit_while_there_is_room() {
        assert_eq!(fill("about 9\u{a0}months", 8, Breaks::LongWords), ["about", "9\u{a0}months"]);
        assert_eq!(fill("about 9\u{a0}months", 7, Breaks::Units), ["about 9", "months"]);
    }

    #[test]
    fn scripts_without_spaces_break_between_characters() {
        assert_eq!(wrap("支払いはどうする？次は", 10), ["支払いはど", "うする？次", "は"]);
        assert_eq!(wrap("支払いする？次", 10), ["支払いす", "る？次"]);
        assert_eq!(wrap("👩\u{200d}👩 ok", 2), ["👩\u{200d}👩", "ok"]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_wide(text in ".{0,80}", width in 2_usize..30) {
            let text = crate::term::clean(&text);
            let bare = |text: &str| text.chars().filter(|c| ![' ', NO_BREAK].contains(c)).collect::<String>();
            for breaks in [Breaks::Spaces, Breaks::LongWords, Breaks::Units] {
                let lines = fill(&text, width, breaks);
                proptest::prop_assert_eq!(bare(&lines.concat()), bare(&text));
            }
        }
    }
}
