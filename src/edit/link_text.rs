//! The other record of a link, as the forms name one.

use super::text::one_line;
use crate::model::LinkKind;

/// The record that a link leads to.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// Its number, where no other record of its folder has it.
    pub number: Option<u64>,
    /// Its ID as it is printed (`ADR-0005`), where it prints one.
    pub printed_id: Option<&'a str>,
    /// Its title.
    pub title: &'a str,
    /// The path from the folder of the record that is edited.
    pub relative: &'a str,
    /// How it is said, where not in our words: `Superceded by`.
    pub verb: Option<&'a str>,
}

impl Target<'_> {
    /// The verb at the beginning of a line.
    pub(super) fn verb(&self, kind: LinkKind) -> String {
        self.verb.map_or_else(|| verb(kind).to_owned(), one_line)
    }

    /// As `links` in a front matter name it: by its number, where both lie in one folder, else by its file.
    pub(super) fn key(&self) -> String {
        match self.number.filter(|_| !self.relative.contains('/')) {
            Some(number) => number.to_string(),
            None => super::entries::yaml_text(self.relative),
        }
    }

    /// `ADR-0005`, as MADR names it.
    pub(super) fn id(&self) -> Option<String> {
        let number = self.number.filter(|_| !self.relative.contains('/'))?;
        Some(self.printed_id.map_or_else(|| format!("ADR-{number:04}"), str::to_owned))
    }

    /// `[5. Use it](0005-use-it.md)`, as Nygard's records name it.
    pub(super) fn with_title(&self) -> String {
        let title = escaped(self.title);
        match self.number {
            Some(number) => format!("[{number}. {title}]({})", self.address()),
            None => format!("[{title}]({})", self.address()),
        }
    }

    /// `[ADR-0005](0005-use-it.md)`.
    pub(super) fn with_id(&self) -> String {
        match self.id() {
            Some(id) => format!("[{}]({})", escaped(&id), self.address()),
            None => self.with_title(),
        }
    }

    /// The path as the address of a link.
    pub(super) fn address(&self) -> String {
        let mut address = String::with_capacity(self.relative.len());
        for c in self.relative.chars() {
            match c {
                ' ' | '(' | ')' | '<' | '>' | '%' | '\\' | '#' | '?' | '"' | '\'' => {
                    address.push_str(&format!("%{:02X}", c as u32));
                }
                c if c.is_control() => {}
                c => address.push(c),
            }
        }
        address
    }
}

/// The verb of a link at the beginning of a line.
pub(super) fn verb(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Supersedes => "Supersedes",
        LinkKind::SupersededBy => "Superseded by",
        LinkKind::Amends => "Amends",
        LinkKind::AmendedBy => "Amended by",
        LinkKind::DependsOn => "Depends on",
        LinkKind::Enables => "Enables",
        LinkKind::Related => "Related to",
    }
}

/// Words within the brackets of a link.
fn escaped(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        if matches!(c, '\\' | '[' | ']' | '<' | '`') {
            words.push('\\');
        }
        words.push(c);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_title_stays_within_its_brackets() {
        let target = Target {
            number: Some(5),
            printed_id: None,
            title: "a](javascript:x) <b>\n## Status",
            relative: "0005-a (b).md",
            verb: None,
        };
        assert_eq!(target.with_title(), "[5. a\\](javascript:x) \\<b> ## Status](0005-a%20%28b%29.md)");
        assert_eq!(target.with_id(), "[ADR-0005](0005-a%20%28b%29.md)");
        assert_eq!(target.key(), "5");
    }
}
