//! What a template writes, up to a limit: a loop over loops may write for hours.

use std::io::{self, Write};

/// The most that one page may have, in bytes.
pub(super) const LIMIT: usize = 200_000_000;

/// Pieces that are kept, to tell where a template was when it wrote too much.
const KEPT: usize = 32;

/// A piece of this size, in bytes, is a record's text.
const LARGE: usize = 1 << 20;

/// Takes a page.
pub(super) struct Output {
    page: Vec<u8>,
    limit: usize,
    /// The last pieces that say something, each cut short.
    pieces: Vec<Vec<u8>>,
}

impl Output {
    pub(super) fn new(limit: usize) -> Self {
        Self { page: Vec::with_capacity(16 << 10), limit, pieces: Vec::new() }
    }

    /// Whether the template was stopped.
    pub(super) fn is_full(&self) -> bool {
        !self.pieces.is_empty()
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.page
    }

    /// The line of the loop that wrote last, in one of these files (name, text); its name and line.
    pub(super) fn runaway<'a>(
        &self,
        files: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    ) -> Option<(&'a str, usize)> {
        let mut pieces: Vec<&str> = self.pieces.iter().filter_map(|piece| std::str::from_utf8(piece).ok()).collect();
        pieces.sort_by_key(|piece| std::cmp::Reverse(piece.len()));
        let of =
            |piece: &&str| files.clone().find_map(|(name, text)| Some((name, loop_around(text, text.find(*piece)?)?)));
        let first_loop = || files.clone().find_map(|(name, text)| Some((name, line_of(text, loops(text).next()?.0))));
        pieces.iter().find_map(of).or_else(first_loop)
    }
}

impl Write for Output {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if self.page.len() + piece.len() <= self.limit {
            // The text of a large record is most of its page: doubling what holds it would only hold air.
            if piece.len() >= LARGE && self.page.capacity() - self.page.len() < piece.len() {
                self.page.reserve_exact(piece.len() + LARGE);
            }
            self.page.extend_from_slice(piece);
            return Ok(piece.len());
        }
        // Past the limit it goes on for a few pieces, to see what it writes.
        let said = piece.trim_ascii();
        if !said.is_empty() || self.pieces.is_empty() {
            self.pieces.push(said[..said.len().min(200)].to_vec());
        }
        if self.pieces.len() < KEPT { Ok(piece.len()) } else { Err(io::Error::other("too much output")) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where loops begin and end in a template: byte of the tag, and whether it opens.
fn loops(text: &str) -> impl Iterator<Item = (usize, bool)> {
    text.match_indices("{%").filter_map(|(at, tag)| {
        let word = text[at + tag.len()..].trim_start_matches('-').trim_start();
        if word.starts_with("for ") { Some((at, true)) } else { word.starts_with("endfor").then_some((at, false)) }
    })
}

/// The line of the innermost loop around a byte.
fn loop_around(text: &str, byte: usize) -> Option<usize> {
    let mut open = Vec::new();
    for (at, opens) in loops(text).take_while(|(at, _)| *at < byte) {
        if opens {
            open.push(at);
        } else {
            open.pop();
        }
    }
    open.pop().map(|at| line_of(text, at))
}

fn line_of(text: &str, byte: usize) -> usize {
    text[..byte].matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{# x #}\n{% for a in b %}ab{% endfor %}\n{%- for c in d -%}\n{% for e in f %}cd{% endfor %}\n ef{% endfor %} gh";

    #[test]
    fn a_piece_is_found_in_its_loop() {
        let line = |piece: &str| loop_around(TEXT, TEXT.find(piece).expect("it is there"));
        assert_eq!((line("ab"), line("cd"), line("ef"), line("gh")), (Some(2), Some(4), Some(3), None));
    }

    #[test]
    fn it_stops_past_the_limit_and_knows_who_wrote() {
        let mut output = Output::new(10);
        let written = (0..1000).map(|_| output.write_all(b" cd ")).take_while(Result::is_ok).count();
        assert!(written < 100 && output.is_full());
        assert_eq!(
            output.runaway([("ours.html", "{% for x in y %}z{% endfor %}"), ("a.html", TEXT)].into_iter()),
            Some(("a.html", 4))
        );
        assert_eq!(output.runaway([("a.html", "no loop")].into_iter()), None);
        assert!(output.into_bytes().len() <= 10);
    }
}
