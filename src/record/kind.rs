//! Which files of a record folder are records, as far as their names say.

use crate::model::slug;
use crate::record::stated::identity::{ID_WORDS, is_open_word, read_name};

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
            Self::Page => "the page of a folder, built unlike a record or unlike the folders beside it",
        }
    }

    /// Whether its author may have meant a record, so that nothing is lost without a word.
    pub fn is_doubtful(self) -> bool {
        matches!(self, Self::Template | Self::Deep | Self::Page)
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
        let name = read_name(name, prefixes);
        name.number.is_some() || name.date.is_some()
    };
    let parents: Vec<&str> = folders.split('/').filter(|part| !part.is_empty()).collect();
    if parents.iter().any(|parent| matches!(parent.to_lowercase().as_str(), "template" | "templates")) {
        return Kind::No(Why::Template);
    }
    if is_index(stem) {
        return match parents.as_slice() {
            [above @ .., own] if stem.eq_ignore_ascii_case("readme") => of_folder(own, above, true, numbered),
            [above @ .., own] if stem.eq_ignore_ascii_case("index") => of_folder(own, above, false, numbered),
            _ => Kind::No(Why::Index),
        };
    }
    if parents.iter().any(|parent| numbered(parent)) {
        return Kind::No(Why::BesideRecord);
    }
    if is_paper(stem) || is_shouted(stem, prefixes) {
        return Kind::No(Why::Paper);
    }
    let number = read_name(stem, prefixes).number;
    match suspicion(stem) {
        Some(_) if number.is_some_and(|number| number > 0) => Kind::Doubtful(stem.to_owned(), Why::Template),
        Some(Suspicion::Open) => Kind::Doubtful(stem.to_owned(), Why::Template),
        Some(Suspicion::Template) => Kind::No(Why::Template),
        None if number.is_none() && slug(stem).split('-').any(is_template_word) => {
            Kind::Doubtful(stem.to_owned(), Why::Template)
        }
        None if is_called_index(stem) => Kind::Doubtful(stem.to_owned(), Why::Index),
        None if !parents.is_empty() && !numbered(stem) => Kind::Doubtful(stem.to_owned(), Why::Deep),
        None => Kind::Record(stem.to_owned()),
    }
}

/// A record that is a folder, by the folder's name. A README in a numbered folder is one; what is called
/// `index` may as well be a page of a site.
fn of_folder(own: &str, above: &[&str], is_readme: bool, numbered: impl Fn(&str) -> bool) -> Kind {
    let has_words = own.chars().any(|c| c.is_ascii_digit() && c != '0') || slug(own).split('-').any(is_own_word);
    if above.iter().any(|above| numbered(above)) {
        Kind::No(Why::BesideRecord)
    } else if suspicion(own).is_some() || (numbered(own) && !has_words) {
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
fn is_called_index(stem: &str) -> bool {
    let folded = slug(stem);
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
fn is_paper(stem: &str) -> bool {
    matches!(
        slug(stem).as_str(),
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

/// `PHASE3_PLAN`, `P0_FIXES`: whoever writes so means a paper that stands out, not one of a row.
fn is_shouted(stem: &str, prefixes: &[String]) -> bool {
    let words: Vec<&str> = stem.split(['-', '_', ' ', '.']).filter(|word| !word.is_empty()).collect();
    let bare = |word: &str| word.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase();
    let is_of_series =
        words.iter().any(|word| ID_WORDS.contains(&bare(word).as_str()) || prefixes.contains(&bare(word)));
    let ends_in_word = words.last().is_some_and(|word| word.chars().all(|c| c.is_ascii_uppercase()));
    let is_loud = !stem.chars().any(char::is_lowercase) && stem.is_ascii();
    // A number in front is a number, however loud the rest.
    words.len() >= 2 && is_loud && ends_in_word && !is_of_series && !stem.starts_with(|c: char| c.is_ascii_digit())
}

/// What makes a name look like no record's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Suspicion {
    /// Its number is still to be filled in, and there are words beside it.
    Open,
    /// A template's.
    Template,
}

fn suspicion(stem: &str) -> Option<Suspicion> {
    let folded = slug(stem);
    let words: Vec<&str> = folded.split('-').collect();
    let says_template = words.iter().any(|word| is_template_word(word));
    let own_words = words.iter().filter(|word| is_own_word(word)).count();
    if words.iter().take(3).any(|word| is_open_word(word)) {
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
