//! Which files of a record folder are records, by their names.

use crate::model::slug;
use crate::record::stated::identity::{ID_WORDS, read_name};

/// What a file below a record folder is, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A record that is a file.
    File,
    /// A record that is a folder with a README; its name.
    Folder(String),
    /// An index, a README, a template, another paper.
    No,
}

/// Decides by path, relative to its record folder, whether a file is a record.
pub(super) fn kind(relative: &str) -> Kind {
    let (folders, file) = relative.rsplit_once('/').map_or(("", relative), |(folders, file)| (folders, file));
    let Some((stem, ending)) = file.rsplit_once('.') else { return Kind::No };
    if !matches!(ending.to_ascii_lowercase().as_str(), "md" | "markdown" | "mdown") {
        return Kind::No;
    }
    let numbered = |name: &str| {
        let name = read_name(name, &[]);
        name.number.is_some() || name.date.is_some()
    };
    let parents: Vec<&str> = folders.split('/').filter(|part| !part.is_empty()).collect();
    if is_index(stem) {
        return match parents.as_slice() {
            [.., own]
                if stem.eq_ignore_ascii_case("readme")
                    && numbered(own)
                    && !parents[..parents.len() - 1].iter().any(|above| numbered(above)) =>
            {
                Kind::Folder((*own).to_owned())
            }
            _ => Kind::No,
        };
    }
    let in_a_record = parents.iter().any(|parent| numbered(parent));
    let in_templates = parents.iter().any(|parent| matches!(parent.to_lowercase().as_str(), "template" | "templates"));
    let is_deep_and_plain = !parents.is_empty() && !numbered(stem);
    if in_a_record || in_templates || is_deep_and_plain || is_paper(stem) || is_template(stem) {
        return Kind::No;
    }
    Kind::File
}

fn is_index(stem: &str) -> bool {
    matches!(stem.trim_start_matches('_').to_lowercase().as_str(), "readme" | "index" | "toc" | "summary" | "overview")
        || stem.to_lowercase().starts_with("readme.")
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

/// A template: nothing but `template` and words of its kind is left of the name, or the number
/// is still to be filled in.
fn is_template(stem: &str) -> bool {
    let folded = slug(stem);
    let words: Vec<&str> = folded.split('-').collect();
    let is_open = |word: &str| {
        let word = ID_WORDS.iter().find_map(|id| word.strip_prefix(id).filter(|rest| !rest.is_empty())).unwrap_or(word);
        word.len() >= 2
            && (word.chars().all(|c| c == 'n')
                || word.chars().all(|c| c == 'x')
                || matches!(word, "yyyymmdd" | "20xx" | "yyyy"))
            || word.starts_with("nnnn")
    };
    if words.iter().take(3).any(|word| is_open(word)) {
        return true;
    }
    let is_zero = words.iter().take(2).any(|word| word.len() >= 3 && word.chars().all(|c| c == '0'));
    let says_template = words.iter().any(|word| {
        matches!(*word, "template" | "vorlage" | "plantilla" | "modele" | "modèle" | "sablon" | "şablon" | "模板")
    });
    let is_filler = |word: &&str| {
        ID_WORDS.contains(word)
            || word.len() == 2
            || word.chars().all(|c| c.is_ascii_digit())
            || matches!(
                *word,
                "template"
                    | "vorlage"
                    | "plantilla"
                    | "short"
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
                    | "example"
                    | "sample"
                    | "模板"
                    | "grfc"
                    | "gdr"
                    | "madr"
                    | "nygard"
                    | "lightweight"
                    | "case"
                    | "use"
                    | "reference"
                    | "technical"
                    | "doc"
            )
    };
    let own_words = words.iter().filter(|word| !is_filler(word)).count();
    let ends = folded.ends_with("template");
    says_template && (is_zero || own_words == 0 || (ends && own_words == 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_record() {
        for path in [
            "0001-a.md",
            "a.MD",
            "2020-01-31-a/README.md",
            "0004-a/readme.md",
            "old/0003-c.md",
            "0024-trigger-template-links.md",
        ] {
            assert_ne!(kind(path), Kind::No, "{path}");
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
            "img/readme.md",
            "img/a.md",
            "001-ADR-template.md",
            "ADRXXX-architecture-decision-record-template.md",
            "yyyymmdd-rfc-template.md",
            "a.png",
            "templates/0001-x.md",
        ] {
            assert_eq!(kind(path), Kind::No, "{path}");
        }
    }
}
