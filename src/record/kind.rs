//! Which files of a record folder are records, as far as their names say.

use crate::model::slug;
use crate::record::stated::identity::{ID_WORDS, WORK_WORDS, is_open_word, read_name};

/// What a file below a record folder is, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A record, called like this: the file's name, or that of the folder whose README it is.
    Record(String),
    /// A record if its text says so; otherwise passed over for this reason.
    Doubtful(String, Why),
    /// Whatever it says, none.
    No(Why),
}

/// Why a markdown file of a record folder is no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// `book.toml` says so.
    Told,
    /// Nothing is in it.
    Empty,
    /// It stands for its folder, or leads to the records of it.
    Index,
    /// A paper of the house, as many folders have them.
    Paper,
    /// A template, or one that is called like one and states nothing of its own.
    Template,
    /// It lies in the folder of a record.
    BesideRecord,
    /// It lies deeper, has no number and states no status.
    Deep,
    /// The page of a folder that is not built like a record, or not like the folders beside it.
    Page,
    /// A text among numbered files that has no number itself, and nothing of a record.
    Loose,
}

impl Why {
    /// In words, after "it is passed over: ".
    pub fn describe(self) -> &'static str {
        match self {
            Self::Told => "`ignore` in book.toml names it",
            Self::Empty => "nothing is in it",
            Self::Index => "an index of its folder",
            Self::Paper => "called like a paper of the house",
            Self::Template => {
                "called like a template, without a number and a status of its own, or with places to fill in"
            }
            Self::BesideRecord => "it lies in the folder of a record",
            Self::Deep => "in a folder further down, without a number or a status",
            Self::Loose => "without the number that the files beside it have, and without anything of a record",
            Self::Page => "the page of a folder, built unlike a record or unlike the folders beside it",
        }
    }

    /// Whether its author may have meant a record, so that nothing is lost without a word.
    pub fn is_doubtful(self) -> bool {
        matches!(self, Self::Template | Self::Deep | Self::Page | Self::Loose)
    }
}

/// Decides by path, relative to its record folder, what a file is. `prefixes` are the letters that
/// stand before the numbers of that folder.
pub(super) fn kind(relative: &str, prefixes: &[String]) -> Kind {
    let (folders, file) = relative.rsplit_once('/').unwrap_or(("", relative));
    let Some((stem, ending)) = file.rsplit_once('.') else { return Kind::No(Why::Paper) };
    if !matches!(ending.to_ascii_lowercase().as_str(), "md" | "markdown" | "mdown") {
        return Kind::No(Why::Paper);
    }
    let numbered = |name: &str| {
        let read = read_name(name, prefixes);
        read.number.is_some() || read.date.is_some()
    };
    // A folder for each year holds records, and is none.
    let names_record = |name: &str| numbered(name) && !is_span_of_time(name);
    let parents: Vec<&str> = folders.split('/').filter(|part| !part.is_empty()).collect();
    if parents.iter().any(|parent| matches!(parent.to_lowercase().as_str(), "template" | "templates")) {
        return Kind::No(Why::Template);
    }
    if is_index(stem) {
        return match parents.as_slice() {
            [above @ .., own] if stem.eq_ignore_ascii_case("readme") => of_folder(own, above, true, names_record),
            [above @ .., own] if stem.eq_ignore_ascii_case("index") => of_folder(own, above, false, names_record),
            _ => Kind::No(Why::Index),
        };
    }
    if parents.iter().any(|parent| names_record(parent)) && parents.last() != Some(&stem) {
        return Kind::No(Why::BesideRecord);
    }
    let folded = slug(stem);
    if is_paper(&folded) || is_shouted(stem, prefixes) {
        return Kind::No(Why::Paper);
    }
    let name = read_name(stem, prefixes);
    let number = name.number;
    match suspicion(&folded) {
        Some(_) if number.is_some_and(|number| number > 0) || name.date.is_some() => {
            Kind::Doubtful(stem.to_owned(), Why::Template)
        }
        Some(Suspicion::Open) => Kind::Doubtful(stem.to_owned(), Why::Template),
        Some(Suspicion::Template) => Kind::No(Why::Template),
        None if number.is_none() && folded.split('-').any(is_template_word) => {
            Kind::Doubtful(stem.to_owned(), Why::Template)
        }
        None if is_called_index(&folded) => Kind::Doubtful(stem.to_owned(), Why::Index),
        None if !parents.is_empty() && number.is_none() && name.date.is_none() => {
            Kind::Doubtful(stem.to_owned(), Why::Deep)
        }
        None => Kind::Record(stem.to_owned()),
    }
}

/// `2026`, `2026-01`.
fn is_span_of_time(name: &str) -> bool {
    let parts: Vec<&str> = name.split(['-', '_']).collect();
    let has_digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_year = |part: &str| has_digits(part, 4) && (part.starts_with("19") || part.starts_with("20"));
    match parts.as_slice() {
        [year] => is_year(year),
        [year, month] => is_year(year) && has_digits(month, 2),
        _ => false,
    }
}

/// A record that is a folder, by the folder's name. A README in a numbered folder is one; what is called
/// `index` may as well be a page of a site.
fn of_folder(own: &str, above: &[&str], is_readme: bool, numbered: impl Fn(&str) -> bool) -> Kind {
    let folded = slug(own);
    let has_words = own.chars().any(|c| c.is_ascii_digit() && c != '0') || folded.split('-').any(is_own_word);
    if above.iter().any(|above| numbered(above)) {
        Kind::No(Why::BesideRecord)
    } else if suspicion(&folded).is_some() || (numbered(own) && !has_words) {
        Kind::No(Why::Template)
    } else if numbered(own) && is_readme {
        Kind::Record(own.to_owned())
    } else {
        Kind::Doubtful(own.to_owned(), Why::Page)
    }
}

fn is_index(stem: &str) -> bool {
    matches!(stem.trim_start_matches('_').to_lowercase().as_str(), "readme" | "index" | "toc" | "summary" | "overview")
        || stem.to_lowercase().starts_with("readme.")
}

/// Names that tell of all records rather than of one.
fn is_called_index(folded: &str) -> bool {
    let is_of_all = |word: &str| {
        matches!(
            word,
            "adr"
                | "adrs"
                | "madr"
                | "rfcs"
                | "decision"
                | "decisions"
                | "architecture"
                | "architectural"
                | "record"
                | "records"
                | "log"
                | "logs"
                | "index"
                | "list"
                | "register"
                | "all"
                | "toc"
                | "contents"
                | "overview"
        )
    };
    !folded.is_empty() && folded.split('-').all(is_of_all)
}

/// Papers that stand in many folders and are never records, among them those that are written
/// for programs.
fn is_paper(folded: &str) -> bool {
    matches!(
        folded,
        "agents"
            | "claude"
            | "gemini"
            | "copilot-instructions"
            | "contributing"
            | "governance"
            | "code-of-conduct"
            | "changelog"
            | "change-log"
            | "license"
            | "licence"
            | "security"
            | "maintainers"
            | "owners"
            | "codeowners"
            | "authors"
            | "support"
            | "glossary"
            | "todo"
            | "notice"
            | "history"
            | "faq"
            | "process"
            | "guidelines"
    )
}

/// `PHASE3_PLAN`, `P0_FIXES`, `ROADMAP`: whoever writes so means a paper that stands out, not one of a row.
fn is_shouted(stem: &str, prefixes: &[String]) -> bool {
    let is_loud = stem.is_ascii() && !stem.chars().any(char::is_lowercase);
    let words: Vec<String> = stem.split(['-', '_', ' ', '.']).map(bare).filter(|word| !word.is_empty()).collect();
    // A number in front is a number, however loud the rest.
    if !is_loud || stem.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let is_of_series = words.iter().any(|word| ID_WORDS.contains(&word.as_str()) || prefixes.contains(word));
    let is_of_work = words.iter().any(|word| WORK_WORDS.contains(&word.as_str()));
    // `CQRS` is what a record is about; `HEN-001` may be one of a series.
    let ends_in_word = stem.ends_with(|c: char| c.is_ascii_uppercase()) && (words.len() >= 2 || stem.len() >= 6);
    !is_of_series && (is_of_work || ends_in_word)
}

/// A word without the number behind it, folded.
fn bare(word: &str) -> String {
    word.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase()
}

/// What makes a name look like no record's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Suspicion {
    /// Its number is still to be filled in, and there are words beside it.
    Open,
    /// A template's.
    Template,
}

fn suspicion(folded: &str) -> Option<Suspicion> {
    let words: Vec<&str> = folded.split('-').collect();
    let says_template = words.iter().any(|word| is_template_word(word));
    let is_open = words.iter().take(3).any(|word| is_open_word(word));
    if !says_template && !is_open {
        return None;
    }
    let own_words = words.iter().filter(|word| is_own_word(word)).count();
    if is_open {
        let is_open = !says_template && own_words > 0;
        return Some(if is_open { Suspicion::Open } else { Suspicion::Template });
    }
    let is_zero = words.iter().take(2).any(|word| word.len() >= 3 && word.chars().all(|c| c == '0'));
    let ends = folded.ends_with("template") && own_words == 1;
    (says_template && (is_zero || own_words == 0 || ends)).then_some(Suspicion::Template)
}

fn is_template_word(word: &str) -> bool {
    matches!(
        word,
        "template" | "vorlage" | "plantilla" | "modele" | "modèle" | "sablon" | "şablon" | "模板" | "szablon"
    )
}

/// Whether a word of a name says what a record is about.
fn is_own_word(word: &str) -> bool {
    let is_filler = ID_WORDS.contains(&word)
        || is_template_word(word)
        || is_open_word(word)
        || word.len() == 2
        || word.chars().all(|c| c.is_ascii_digit())
        || matches!(
            word,
            "short"
                | "long"
                | "bare"
                | "minimal"
                | "full"
                | "simple"
                | "basic"
                | "default"
                | "new"
                | "the"
                | "architecture"
                | "architectural"
                | "title"
                | "slug"
                | "name"
                | "example"
                | "sample"
                | "grfc"
                | "gdr"
                | "nygard"
                | "lightweight"
                | "case"
                | "use"
                | "reference"
                | "technical"
                | "doc"
        );
    !word.is_empty() && !is_filler
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_record_by_its_name() {
        for path in [
            "0001-a.md",
            "a.MD",
            "2020-01-31-a/README.md",
            "0004-a/readme.md",
            "storage/0004-a/README.md",
            "old/0003-c.md",
            "0024-trigger-template-links.md",
            "20260131-a.md",
            "202601311530-a.md",
            "MS-01-a.md",
            "HEN-001.md",
            "CQRS.md",
            "2026/0003-c.md",
            "2026-01/0003-c.md",
            "0004-a/0004-a.md",
        ] {
            assert!(matches!(kind(path, &[]), Kind::Record(_)), "{path}");
        }
        for path in [
            "README.md",
            "index.md",
            "0000-template.md",
            "adr-template.md",
            "NNNN-adr-template.md",
            "20xx-xx-xx.TEMPLATE.md",
            "RFCNNNN-New-RFC-Template.md",
            "AGENTS.md",
            "CLAUDE.md",
            "0001-a/notes.md",
            "0001-a/img/readme.md",
            "ADRXXX-architecture-decision-record-template.md",
            "yyyymmdd-rfc-template.md",
            "templates/0001-x.md",
            "RFC-0000/README.md",
            "NNNN/index.md",
            "0000-template/README.md",
            "P0_FIXES.md",
            "PHASE3_PLAN.md",
            "SPRINT-02-REPORT.md",
            "SPRINT-02.md",
            "FIXES-P0.md",
            "ROADMAP.md",
        ] {
            assert!(matches!(kind(path, &[]), Kind::No(_)), "{path}");
        }
    }

    #[test]
    fn some_names_leave_it_to_the_text() {
        for (path, why) in [
            ("0002-adr-template.md", Why::Template),
            ("0001-use-own-template.md", Why::Template),
            ("0003-use-nn-for-search.md", Why::Template),
            ("0020-xxxx-year-names.md", Why::Template),
            ("XXXX-cool-room.md", Why::Template),
            ("ADR-NNNN-cool-room.md", Why::Template),
            ("decisions.md", Why::Index),
            ("Decision Log.md", Why::Index),
            ("drafts/DRAFT-cool-room.md", Why::Deep),
            ("cool-room/README.md", Why::Page),
            ("barn/cool-room/index.md", Why::Page),
            ("0004-a/index.md", Why::Page),
            ("2026/README.md", Why::Page),
            ("proxy-template-again.md", Why::Template),
        ] {
            assert!(
                matches!(kind(path, &[]), Kind::Doubtful(_, found) if found == why),
                "{path}: {:?}",
                kind(path, &[])
            );
        }
    }
}
