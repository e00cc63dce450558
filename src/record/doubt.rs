//! Which files are records where their names leave it open: the text has to say so, and the files
//! beside it.

use crate::model::{FieldSource, Record, slug};
use crate::record::body::outline::Outline;
use crate::record::candidates::Candidate;
use crate::record::kind::Why;
use crate::record::stated::identity::ID_WORDS;
use crate::record::stated::section_names::is_section_name;
use std::collections::BTreeMap;

/// What one file says, as far as it concerns whether it is a record.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "one fact each, none of which follows from another")]
pub(super) struct Said {
    states_status: bool,
    /// It states neither status nor day nor number.
    is_bare: bool,
    states_date: bool,
    /// One heading at least is a section of a record.
    has_section: bool,
    /// Something is still to be filled in.
    has_prompt: bool,
    /// Its text leads to files of its folder, and does little else.
    is_index: bool,
}

impl Said {
    /// Of a record as it was read.
    pub(super) fn of(candidate: &Candidate<'_>, record: &Record, outline: &Outline<'_>) -> Self {
        let states_status = record.status.is_some();
        let states_date = record.date.as_ref().is_some_and(|date| date.source != FieldSource::FileName);
        let is_numbered = record.number.is_some_and(|number| number > 0);
        // Most files leave nothing open, and their texts need not be looked through.
        let is_bare = !states_status && record.date.is_none() && record.number.is_none();
        let is_open = candidate.doubt.is_some() || is_bare;
        // The states in a table of links are those of other records.
        let in_table = record.status.as_ref().is_some_and(|status| status.source == FieldSource::Table);
        let may_be_index = !is_numbered && record.date.is_none() && (!states_status || in_table);
        Self {
            is_bare,
            states_status,
            states_date,
            has_section: is_open && outline.headings.iter().any(|heading| is_section_name(&heading.text)),
            has_prompt: is_open && outline.masked.lines().any(is_prompt),
            is_index: may_be_index && is_index(&outline.masked),
        }
    }
}

/// Why each file is no record after all; `None`: it is one.
pub(super) fn settle(files: &[(&Candidate<'_>, Said)]) -> Vec<Option<Why>> {
    let rows = rows(files);
    let why = |(candidate, said): &(&Candidate<'_>, Said)| {
        let is_record = match candidate.doubt {
            None if said.is_index => return Some(Why::Index),
            None if said.is_bare && !said.has_section && rows.are_numbered(candidate) => return Some(Why::Loose),
            None => true,
            Some(Why::Template) => said.states_status && !said.has_prompt,
            Some(Why::Index) => !said.is_index && (said.states_status || said.states_date),
            Some(Why::Page) => said.is_built() && rows.are_alike(candidate),
            Some(_) => said.states_status && !said.has_prompt && !said.is_index,
        };
        candidate.doubt.filter(|_| !is_record)
    };
    files.iter().map(why).collect()
}

impl Said {
    /// Whether it is built like a record: it states where it stands, in sections of one.
    fn is_built(&self) -> bool {
        self.states_status && self.has_section
    }
}

/// Folders that have a page each, and lie beside each other.
#[derive(Default)]
struct Row {
    /// Folders with a page.
    pages: usize,
    /// Those of them that are built like records.
    built: usize,
    /// Records that are files.
    files: usize,
    /// Those of them that have a number, a day or a status.
    marked: usize,
}

impl Row {
    /// Whether its folders are records each: most are built so, and most of its records are folders.
    fn is_alike(&self) -> bool {
        self.built * 2 >= self.pages && self.built >= self.files && self.built + self.files >= 2
    }
}

/// The rows of a log.
#[derive(Default)]
struct Rows<'a> {
    /// By the folder in which they lie.
    beside: BTreeMap<&'a str, Row>,
    /// By record folder and depth: those of all groups of it.
    level: BTreeMap<(&'a str, usize), Row>,
}

impl<'a> Rows<'a> {
    /// Whether a folder's page is one of a row of records. A group of one is judged with the other groups.
    fn are_alike(&self, candidate: &Candidate<'_>) -> bool {
        let place = row_of(&candidate.file.path);
        self.beside.get(place).is_some_and(|row| {
            let is_alone = row.pages == 1 && row.files == 0;
            row.is_alike() || (is_alone && self.level.get(&(candidate.folder, depth(place))).is_some_and(Row::is_alike))
        })
    }

    /// Whether most files beside one have what it has not. Everything in a folder that is called like a log was meant
    /// for it; elsewhere, records lie among other pages.
    fn are_numbered(&self, candidate: &Candidate<'_>) -> bool {
        let folder = slug(candidate.folder.rsplit('/').next().unwrap_or_default());
        if folder.split('-').any(|word| ID_WORDS.contains(&word)) {
            return false;
        }
        let row = self.beside.get(above(&candidate.file.path));
        row.is_some_and(|row| row.marked >= 3 && row.marked * 2 > row.files)
    }

    fn count(&mut self, folder: &'a str, place: &'a str, add: impl Fn(&mut Row)) {
        add(self.beside.entry(place).or_default());
        add(self.level.entry((folder, depth(place))).or_default());
    }
}

fn rows<'a>(files: &[(&Candidate<'a>, Said)]) -> Rows<'a> {
    let mut rows = Rows::default();
    for (candidate, said) in files {
        let path = candidate.file.path.as_str();
        let is_folder = candidate.doubt.is_none() && above(path).ends_with(&candidate.stem);
        match candidate.doubt {
            Some(Why::Page) => rows.count(candidate.folder, row_of(path), |row| {
                row.pages += 1;
                row.built += usize::from(said.is_built());
            }),
            None if is_folder => rows.count(candidate.folder, row_of(path), |row| {
                row.pages += 1;
                row.built += 1;
            }),
            None => rows.count(candidate.folder, above(path), |row| {
                row.files += 1;
                row.marked += usize::from(!said.is_bare);
            }),
            Some(_) => {}
        }
    }
    rows
}

fn depth(path: &str) -> usize {
    path.matches('/').count()
}

/// The folder in which the folder of a page lies.
fn row_of(path: &str) -> &str {
    above(above(path))
}

fn above(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(above, _)| above)
}

/// `{describe the problem}`, `[short title of it]`, `- <one line for each>`: a line that says what to write there.
fn is_prompt(line: &str) -> bool {
    if line.to_ascii_lowercase().contains("yyyy-mm-dd") {
        return true;
    }
    let text = line.trim().trim_start_matches(['#', '-', '*', '+', '>', ' ']).trim_end_matches(['*', ' ', '.']);
    let value = text.split_once(": ").map_or(text, |(_, value)| value.trim_matches(['*', ' ']));
    [text, value].iter().any(|text| {
        let is_closed = [('{', '}'), ('[', ']'), ('<', '>')].iter().any(|(open, close)| {
            text.strip_prefix(*open).and_then(|rest| rest.strip_suffix(*close)).is_some_and(|inner| {
                // Markup, links and maps say something else in such brackets.
                inner.split_whitespace().count() >= 2 && !inner.contains(['=', '[', ']', '/', '"'])
            })
        });
        is_closed || matches!(*text, "NNNN" | "XXXX")
    })
}

/// Whether a text is a list of links to files beside it.
fn is_index(text: &str) -> bool {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', '<']));
    let (mut links, mut words) = (0, 0);
    for line in lines.filter(|line| !line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '='))) {
        let is_entry = line.starts_with(['-', '*', '+', '|', '[']) || line.starts_with(|c: char| c.is_ascii_digit());
        let leads_beside = line.match_indices("](").any(|(at, _)| {
            let target = line[at + 2..].split([')', '#', ' ']).next().unwrap_or_default();
            let is_text = target.to_lowercase().ends_with(".md");
            is_text && !target.contains("://") && !target.starts_with("..") && !target.starts_with('/')
        });
        if is_entry && leads_beside { links += 1 } else { words += 1 }
    }
    links >= 2 && links >= words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_leads_to_the_files_beside_it() {
        for text in [
            "# Ours\n\n- [Tea](0001-tea.md)\n- [Cups](0002-cups.md)\n",
            "All of them:\n\n| No | What |\n|---|---|\n| 1 | [Tea](./tea.md) |\n| 2 | [Cups](cups.md#why) |\n",
            "1. [Tea](a/tea.md) accepted\n2. [Cups](b/cups.md) rejected\n3. [Milk](c/milk.md)\n",
        ] {
            assert!(is_index(text), "{text}");
        }
        for text in [
            "# Tea\n\nWe drink it.\n\nSo it was.\n\n- [Cups](cups.md)\n- [Milk](milk.md)\n\nAnd so on.\n",
            "- [Tea](https://example.org/tea.md)\n- [Cups](../cups.md)\n",
            "",
        ] {
            assert!(!is_index(text), "{text}");
        }
    }

    #[test]
    fn a_prompt_says_what_to_write() {
        for line in [
            "{what was decided}",
            "# [short words for it]",
            "* Date: [the day of it]",
            "- <one line each>",
            "Date: YYYY-MM-DD",
        ] {
            assert!(is_prompt(line), "{line}");
        }
        for line in [
            "[x] done",
            "{x}",
            "<br>",
            "<a href=\"x\">y z</a>",
            "[a b](c.md)",
            "- [ ] later",
            "status: { a: b }x",
            "[1, 2]: no",
        ] {
            assert!(!is_prompt(line), "{line}");
        }
    }
}
