//! Color where it is wanted, and text that cannot move the cursor.

use crate::model::Sourcing;
use crate::report::named;

/// Paints text, or leaves it plain.
#[derive(Clone, Copy, Debug, Default)]
pub struct Paint {
    /// Whether the reader's terminal shows color.
    pub is_colored: bool,
}

impl Paint {
    /// Bold.
    pub fn bold(self, text: &str) -> String {
        self.paint("1", text)
    }

    /// Second ink.
    pub fn dim(self, text: &str) -> String {
        self.paint("2", text)
    }

    /// Something is off course.
    pub fn alarm(self, text: &str) -> String {
        self.paint("31", text)
    }

    /// Something comes near.
    pub fn caution(self, text: &str) -> String {
        self.paint("33", text)
    }

    /// Something is well.
    pub fn good(self, text: &str) -> String {
        self.paint("32", text)
    }

    /// The mark of a sourcing, its shape first, so that color is never the only sign.
    pub fn sourcing(self, sourcing: Option<Sourcing>) -> String {
        match sourcing {
            Some(Sourcing::Build) => self.paint("34", "■"),
            Some(Sourcing::Buy) => self.paint("33", "●"),
            Some(Sourcing::Partner) => self.paint("35", "◆"),
            Some(Sourcing::Avoid) => self.paint("2", "✕"),
            None => " ".to_owned(),
        }
    }

    fn paint(self, code: &str, text: &str) -> String {
        if self.is_colored && !text.is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// Text from outside, without control characters, and with the names of those that turn the direction of text; line
/// ends become spaces.
pub fn clean(text: &str) -> String {
    named(text).replace(['\n', '\r', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_move_the_cursor() {
        assert_eq!(clean("a\u{1b}[2Jb\nc\u{202e}d"), "a[2Jb c[U+202E RIGHT-TO-LEFT OVERRIDE]d");
    }
}
