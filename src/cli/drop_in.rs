//! A log of adr-tools: where one is, and what that tool's users expect there.

use crate::cli::context::Context;
use crate::cli::outcome::Outcome;
use crate::cli::{print, write};
use crate::model::{Dialect, Record};
use std::fs;
use std::path::Path;

/// Whether somebody asked for that tool's form, with `ADR_FORMAT=nygard`.
pub(crate) fn is_asked_for(context: &Context) -> bool {
    context.environment.get("ADR_FORMAT").is_some_and(|format| format.eq_ignore_ascii_case("nygard"))
}

/// Whether a record folder is one of that tool's: it is asked for, stands in its place, or is named by `.adr-dir`.
pub(crate) fn is_its_folder(context: &Context, root: &Path, folder: &str) -> bool {
    is_asked_for(context) || folder == "doc/adr" || root.join(".adr-dir").is_file()
}

/// Whether a record is written in that tool's form.
pub(crate) fn is_its_record(record: &Record) -> bool {
    record.dialect == Dialect::Nygard && record.front_matter.is_none()
}

/// The day of a new record as `ADR_DATE` says it: that tool writes it down as it is, and it need be no date that we read.
pub(crate) fn date(context: &Context) -> Option<String> {
    let date = context.environment.get("ADR_DATE")?;
    Some(date.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned())
}

/// What that tool prints where somebody names no title, and how it ends.
pub(crate) fn refuse_no_title() -> anyhow::Result<Outcome> {
    print::line("ERROR: no title given")?;
    Ok(Outcome::Findings)
}

/// What that tool prints where there is no folder to list, and how it ends; of an empty one, nothing.
pub(crate) fn list_nothing(context: &Context) -> anyhow::Result<Outcome> {
    if context.dir.join("doc").join("adr").is_dir() {
        return Ok(Outcome::Clean);
    }
    print::line("The doc/adr directory does not exist")?;
    Ok(Outcome::Findings)
}

/// The record that begins such a log.
pub(crate) fn first_record(day: &str) -> String {
    format!(
        "# 1. Record architecture decisions\n\nDate: {day}\n\n## Status\n\nAccepted\n\n## Context\n\n\
         Whoever changes this system later has to know what was decided, and why.\n\n## Decision\n\n\
         Each decision gets a short record in this folder, with context, decision and consequences, as Michael Nygard\n\
         proposed.\n\n## Consequences\n\nRecords are numbered and stay; one that holds no more names the one that took \
         its place.\n"
    )
}

/// The template of a user's own: the file that `ADR_TEMPLATE` names, else `templates/template.md` in the folder.
pub(crate) fn template(context: &Context, folder: &Path, root: &Path) -> Option<String> {
    if let Some(path) = context.environment.get("ADR_TEMPLATE") {
        return fs::read_to_string(context.dir.join(path)).ok();
    }
    let path = folder.join("templates").join("template.md");
    // What a link leads to elsewhere is nobody's template.
    if !write::is_inside(&path, root) {
        return None;
    }
    fs::read_to_string(path).ok()
}

/// A template of that tool's with its four words filled in, each where it stands as a word; what is filled in is not looked
/// at again.
pub(crate) fn filled(template: &str, words: &[(&str, &str); 4]) -> String {
    let mut text = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some((at, word, value)) = words
        .iter()
        .filter_map(|(word, value)| Some((rest.find(word)?, *word, *value)))
        .min_by_key(|(at, word, _)| (*at, std::cmp::Reverse(word.len())))
    {
        text.push_str(&rest[..at]);
        text.push_str(value);
        rest = &rest[at + word.len()..];
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_filled_in_once() {
        let words = [("NUMBER", "7"), ("TITLE", "The DATE | & \\1"), ("DATE", "2026-11-05"), ("STATUS", "Accepted")];
        assert_eq!(
            filled("# NUMBER. TITLE\n\nDATE STATUS\n", &words),
            "# 7. The DATE | & \\1\n\n2026-11-05 Accepted\n"
        );
    }
}
