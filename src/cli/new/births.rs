//! What a new record says of others, and they of it.

use crate::cli::context::Context;
use crate::cli::editing::{Editing, TargetOf, relative};
use crate::cli::outcome::Failure;
use crate::cli::print;
use crate::cli::relation::Words;
use crate::edit::{self, Page};
use crate::model::{Book, LinkKind};
use crate::record::FolderContext;
use jiff::civil::Date;

/// Records that a new one is linked to.
pub(crate) struct Births {
    editing: Editing,
    links: Vec<Birth>,
    /// As adr-tools spells it.
    is_drop_in: bool,
}

/// One link: how the new record says it, to which, and how that says it.
struct Birth {
    words: (Words, Words),
    other: usize,
}

/// A record that is there by now.
pub(crate) struct Born<'a> {
    /// Relative to the root.
    pub(crate) path: &'a str,
    /// Its number.
    pub(crate) number: Option<u64>,
    /// Its title.
    pub(crate) title: &'a str,
    /// It is decided already: what it supersedes is so from now on.
    pub(crate) is_decided: bool,
}

impl Births {
    /// Finds the records that are meant; `None` where there are none to find.
    pub(crate) fn find(
        context: &Context,
        supersedes: &[String],
        links: &[String],
        is_drop_in: bool,
    ) -> anyhow::Result<Option<Self>> {
        if supersedes.is_empty() && links.is_empty() {
            return Ok(None);
        }
        let editing = Editing::begin("new", context)?;
        let mut births = Vec::new();
        for name in supersedes {
            let words = (Words::Known(LinkKind::Supersedes), Words::Known(LinkKind::SupersededBy));
            births.push(Birth { words, other: found(&editing, name)? });
        }
        for link in links {
            births.push(parsed(&editing, link, is_drop_in)?);
        }
        Ok(Some(Self { editing, links: births, is_drop_in }))
    }

    /// The text of the new record with its sides of the links.
    pub(crate) fn said(&self, path: &str, text: String) -> Result<String, Failure> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (context, book) = (FolderContext::default(), Book::default());
        let page = Page { path, folder, context: &context, book: &book };
        self.links.iter().try_fold(text, |text, birth| {
            let other = self.editing.record(birth.other);
            let target = TargetOf {
                relative: relative(path, &other.path),
                verb: self.verb(&birth.words.0),
                ..self.editing.target(birth.other, birth.other)
            };
            let said = match &birth.words.0 {
                Words::Known(kind) => edit::add_link(&page, &text, *kind, &target.as_target(), None),
                Words::Own(words) => edit::add_words(&page, &text, words, &target.as_target()),
            };
            let said = said.map_err(|refusal| Failure::Arguments(format!("nothing is written: {refusal}")))?;
            Ok(said.unwrap_or(text))
        })
    }

    /// Writes the other sides.
    pub(crate) fn tell(mut self, context: &Context, born: &Born<'_>, day: Date) -> anyhow::Result<()> {
        let others: Vec<usize> = self.links.iter().map(|birth| birth.other).collect();
        self.editing.lock(&others)?;
        for birth in std::mem::take(&mut self.links) {
            let path = self.editing.record(birth.other).path.clone();
            let target = TargetOf {
                number: born.number,
                printed_id: None,
                title: born.title.to_owned(),
                relative: relative(&path, born.path),
                verb: self.verb(&birth.words.1),
            };
            let is_changed = self.editing.change(birth.other, |page, text| match &birth.words.1 {
                Words::Known(kind) => {
                    edit::add_link(page, text, *kind, &target.as_target(), born.is_decided.then_some(day))
                }
                Words::Own(words) => edit::add_words(page, text, words, &target.as_target()),
            })?;
            if is_changed {
                print::detail(context, &format!("{path}: linked to {}", born.path));
            }
        }
        Ok(())
    }

    fn verb(&self, words: &Words) -> Option<String> {
        match words {
            Words::Known(LinkKind::Supersedes) if self.is_drop_in => Some("Supercedes".to_owned()),
            Words::Known(LinkKind::SupersededBy) if self.is_drop_in => Some("Superceded by".to_owned()),
            _ => None,
        }
    }
}

/// `REF:LINK:REVERSE`; without the last, the reverse that the relation has.
fn parsed(editing: &Editing, link: &str, is_drop_in: bool) -> Result<Birth, Failure> {
    let mut parts = link.splitn(3, ':');
    let (Some(name), Some(words)) = (parts.next(), parts.next()) else {
        let message =
            format!("`{}` is no link; write REF:LINK:REVERSE, as in `12:Amends:Amended by`", link.escape_debug());
        return Err(Failure::Arguments(message));
    };
    let other = found(editing, name)?;
    let words = Words::read(words, is_drop_in)?;
    let reverse = match parts.next() {
        Some(reverse) => Words::read(reverse, is_drop_in)?,
        None => words.reverse("write it behind another colon, as in `12:Clarifies:Clarified by`")?,
    };
    Ok(Birth { words: (words, reverse), other })
}

/// A record by its ID, else by a part of its file's name that no other has.
pub(crate) fn found(editing: &Editing, name: &str) -> Result<usize, Failure> {
    let error = match editing.journey.find(name) {
        Ok(idx) => return Ok(idx),
        Err(error) => error,
    };
    let records = &editing.journey.log.records;
    let fits = |idx: &usize| {
        !name.is_empty() && records[*idx].record.path.rsplit('/').next().is_some_and(|file| file.contains(name))
    };
    let fitting: Vec<usize> = (0..records.len()).filter(fits).collect();
    match fitting.as_slice() {
        [only] => Ok(*only),
        _ => Err(error),
    }
}
