//! A place in a text.

/// A place in one source file: where it starts, as people count, and the bytes that it covers.
///
/// Lines and columns count from 1, columns in characters. A span does not name its file: whoever
/// keeps a span keeps the file's path beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Line in the whole file, from 1; 0 where a finding concerns the file as a whole.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The place of the bytes `start..end` of `text`. Positions past the end, or inside a
    /// character, are moved back to the nearest boundary.
    pub fn locate(text: &str, start: usize, end: usize) -> Self {
        let start = floor_boundary(text, start);
        let end = floor_boundary(text, end).max(start);
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: 1 + newline_count(before.as_bytes()),
            column: 1 + before[line_start..].chars().count() as u32,
            start: start as u32,
            end: end as u32,
        }
    }
}

/// Counts in pieces that fit a byte, which compilers turn into vectors: places are asked for often.
fn newline_count(bytes: &[u8]) -> u32 {
    let in_piece = |piece: &[u8]| piece.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>();
    bytes.chunks(255).map(|piece| u32::from(in_piece(piece))).sum()
}

fn floor_boundary(text: &str, position: usize) -> usize {
    let mut position = position.min(text.len());
    while !text.is_char_boundary(position) {
        position -= 1;
    }
    position
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_characters_from_one() {
        let text = "a\nüb c\n";
        let start = text.find('c').expect("it is there");
        let span = Span::locate(text, start, start + 1);
        assert_eq!((span.line, span.column, span.start), (2, 4, 6));
    }

    #[test]
    fn lines_are_counted_past_a_byte() {
        let text = "\n".repeat(700);
        assert_eq!(Span::locate(&text, 600, 601).line, 601);
    }

    #[test]
    fn a_position_inside_a_character_moves_back() {
        assert_eq!(Span::locate("ü", 1, 2), Span { line: 1, column: 1, start: 0, end: 2 });
    }
}
