//! `adr new`: a record with the right skeleton, number, date and people.

use crate::cli::context::{Context, On};
use crate::cli::lock::Lock;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::write;
use crate::cli::{print, templates};
use crate::export;
use crate::model::slug;
use crate::record;
use crate::repo::{self, Reading};
use crate::source::SourceFile;
use anyhow::Context as _;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Write a new decision record
///
/// Takes the next number, the form that the log uses, the day and the person that git knows;
/// prints the path, and opens `$VISUAL` or `$EDITOR` on a terminal.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  adr new \"How should we take card payments?\"")]
pub(crate) struct NewArgs {
    /// The question, or the decision, in a sentence
    #[arg(required = true, value_name = "TITLE")]
    title: Vec<String>,
    /// What to start from (default: what the log uses)
    #[arg(short, long, value_name = "NAME")]
    template: Option<Template>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: NewFormat,
}

/// What a new record starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Template {
    /// Build, buy, partner or avoid, with costs and levels
    Sourcing,
    /// MADR
    Madr,
    /// Nygard, as adr-tools writes it
    Nygard,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum NewFormat {
    /// The path
    Text,
    /// For programs: adr-new/1
    Json,
}

impl Template {
    fn name(self) -> &'static str {
        match self {
            Self::Sourcing => "sourcing",
            Self::Madr => "madr",
            Self::Nygard => "nygard",
        }
    }

    fn text(self) -> &'static str {
        templates::RECORDS.iter().find(|(name, _)| *name == self.name()).map_or("", |(_, text)| text)
    }
}

/// The longest slug of a file name, in bytes: names stay readable, and fit every system.
const SLUG_BYTES: usize = 72;

pub(crate) fn run(args: &NewArgs, context: &Context) -> anyhow::Result<Outcome> {
    if context.at.is_some() {
        return Err(Failure::Arguments(
            "`new` writes a file, and cannot write it to a commit: leave out `--at`".to_owned(),
        )
        .into());
    }
    let title = one_line(&args.title.join(" "));
    let title_slug = short(&slug(&title));
    if title_slug.is_empty() {
        return Err(Failure::Arguments(format!("`{title}` has no letter or digit to name a file by")).into());
    }
    let reading = repo::read(&context.request_of_texts())?;
    for note in &reading.notes {
        print::say(context, &format!("note: {note}"));
    }
    if reading.is_from_commit {
        return Err(Failure::Arguments(
            "a bare repository has no files to write: run `new` in a clone of it".to_owned(),
        )
        .into());
    }
    let folder = choose_folder(context, &reading)?;
    let template = args.template.unwrap_or_else(|| used_by(&reading.snapshot.files));
    let day = match context.on {
        Some(On::Day(day)) => day,
        _ => context.today,
    };
    let people = repo::person(&reading.root).map_or_else(String::new, |person| yaml_text(&person.name));
    let disk_folder = reading.root.join(&folder);
    refuse_elsewhere(&disk_folder, &folder, &reading.root)?;
    let created = create(&disk_folder, &title_slug, day, |number| {
        let number = number.map_or_else(String::new, |number| number.to_string());
        let has_number = !number.is_empty() && template.text().contains("# {{number}}. {{title}}");
        let words = record::heading_words(&title, &if has_number { format!("{number}. ") } else { String::new() });
        let text = templates::fill(
            template.text(),
            day,
            &[("title", words.as_str()), ("people", people.as_str()), ("number", number.as_str())],
        );
        // A log that is numbered by days has no number to print.
        if number.is_empty() { text.replacen("# . ", "# ", 1) } else { text }
    })?;
    let path = if folder.is_empty() { created.name.clone() } else { format!("{folder}/{}", created.name) };
    let file = disk_folder.join(&created.name);
    print::out(&match args.format {
        NewFormat::Text => format!("{}\n", near(context, &file)),
        NewFormat::Json => {
            let whole = json!({ "schema": "adr-new/1", "number": created.number, "path": path, "title": title,
                                "template": template.name() });
            export::pretty(&whole)
        }
    })?;
    open_editor(context, &file)?;
    Ok(Outcome::Clean)
}

/// The record folder to write to, relative to the root.
fn choose_folder(context: &Context, reading: &Reading) -> anyhow::Result<String> {
    let folders = &reading.snapshot.folders;
    let here = fs::canonicalize(&context.dir).unwrap_or_else(|_| context.dir.clone());
    let stands_in = folders.iter().filter(|folder| here.starts_with(reading.root.join(folder.as_str())));
    if let Some(folder) = stands_in.max_by_key(|folder| folder.len()) {
        return Ok(folder.clone());
    }
    match folders.as_slice() {
        [] => Ok(reading.configured.first().cloned().unwrap_or_else(|| "decisions".to_owned())),
        [only] => Ok(only.clone()),
        several => Err(Failure::Arguments(format!(
            "there are {} record folders; name one, as in `--records {}` ({})",
            several.len(),
            several[0],
            several.join(", ")
        ))
        .into()),
    }
}

/// The form that most records of the log have; ours where there is nothing to go by.
fn used_by(files: &[SourceFile]) -> Template {
    let mut counts = [0_usize; 3];
    for file in files {
        let text = &file.text;
        let has_line = |wanted: &str| text.lines().any(|line| line.trim_end().eq_ignore_ascii_case(wanted));
        if has_line("options:") {
            counts[0] += 1;
        } else if has_line("## Considered Options") {
            counts[1] += 1;
        } else if has_line("## Status") && has_line("## Decision") {
            counts[2] += 1;
        }
    }
    let [sourcing, madr, nygard] = counts;
    // One MADR record is what `init` leaves; it is no habit yet.
    if sourcing > 0 || (madr <= 1 && nygard == 0) {
        Template::Sourcing
    } else if nygard > madr {
        Template::Nygard
    } else {
        Template::Madr
    }
}

/// A record that was written.
struct Created {
    name: String,
    number: Option<u64>,
}

/// Refuses a folder that leads out of the log, or into what git keeps for itself.
pub(crate) fn refuse_elsewhere(folder: &Path, shown: &str, root: &Path) -> Result<(), Failure> {
    let why = if repo::is_gits_own(folder) {
        "git keeps its own files there".to_owned()
    } else if !write::is_inside(folder, root) {
        format!("it leads out of `{}`", root.display())
    } else {
        return Ok(());
    };
    Err(Failure::Writing(format!(
        "will not write to `{shown}`: {why}; name a folder of the log, as in `--records DIR`"
    )))
}

/// Takes the next name under a lock, and writes the file.
fn create(folder: &Path, slug: &str, day: Date, text: impl Fn(Option<u64>) -> String) -> anyhow::Result<Created> {
    let could_not = || Failure::Writing(format!("could not write to `{}`", folder.display()));
    fs::create_dir_all(folder).with_context(could_not)?;
    let lock = folder.join(".adr-lock");
    let _lock =
        Lock::wait(&lock).map_err(|error| Failure::Writing(format!("could not lock `{}`: {error}", lock.display())))?;
    write::clear_leftovers(folder);
    let names: Vec<String> = fs::read_dir(folder)
        .with_context(could_not)?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    let (name, number) = next_name(&names, slug, day);
    write::create_file(&folder.join(&name), text(number).as_bytes())?;
    Ok(Created { name, number })
}

/// The next name, as the log names its files.
fn next_name(names: &[String], slug: &str, day: Date) -> (String, Option<u64>) {
    let read: Vec<Name> = names.iter().filter_map(|name| Name::read(name)).collect();
    let highest = read.iter().filter_map(|name| Some((name.number?, name))).max_by_key(|(number, _)| *number);
    match highest {
        Some((number, like)) => {
            let number = number.saturating_add(1);
            let digits = padded(number, like.width);
            (format!("{}{digits}{}{slug}.md", like.prefix, like.separator), Some(number))
        }
        None if !read.is_empty() => {
            let day = format!("{:04}{:02}{:02}", day.year(), day.month(), day.day());
            let plain = format!("{day}-{slug}.md");
            let is_taken = names.contains(&plain);
            (if is_taken { format!("{day}-{slug}-{}.md", names.len()) } else { plain }, None)
        }
        None => (format!("{}-{slug}.md", padded(1, 4)), Some(1)),
    }
}

/// How a record's file is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// `adr-`, or nothing.
    prefix: String,
    /// `None`: it starts with a day.
    number: Option<u64>,
    /// Digits, leading zeros included.
    width: usize,
    separator: char,
}

impl Name {
    /// Reads a file or folder name; `None` where it has neither number nor day.
    pub(crate) fn read(name: &str) -> Option<Self> {
        let stem = name.strip_suffix(".md").or_else(|| name.strip_suffix(".MD")).unwrap_or(name);
        let start = stem.find(|c: char| c.is_ascii_digit())?;
        let (prefix, rest) = stem.split_at(start);
        let is_prefix = prefix.len() <= 12 && prefix.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '_'));
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let separator = rest[digits..].chars().next();
        let is_separated = separator.is_none_or(|c| matches!(c, '-' | '_' | ' ' | '.'));
        // `utf-8-names.md` is no eighth record: a number after a prefix shows its zeros.
        let is_number = prefix.is_empty() && digits >= 2 || digits >= 3;
        if !is_prefix || !is_separated || !is_number || digits > 10 {
            return None;
        }
        let separator = separator.filter(|c| *c != '.').unwrap_or('-');
        let number = if is_day(rest) { None } else { Some(rest[..digits].parse().ok()?) };
        Some(Self { prefix: prefix.to_owned(), number, width: digits, separator })
    }
}

/// `20200131` or `2020-01-31`.
fn is_day(text: &str) -> bool {
    let digits: String = text.chars().filter(|c| !matches!(c, '-' | '_')).take(8).collect();
    let is_spelled = text.len() >= 8
        && (text.bytes().take(8).all(|byte| byte.is_ascii_digit())
            || (text.len() >= 10
                && matches!(text.as_bytes()[4], b'-' | b'_')
                && matches!(text.as_bytes()[7], b'-' | b'_')));
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<u16>().ok());
    is_spelled && matches!((part(0..4), part(4..6), part(6..8)), (Some(1970..=2100), Some(1..=12), Some(1..=31)))
}

/// A number with leading zeros.
pub(crate) fn padded(number: u64, width: usize) -> String {
    format!("{number:0width$}")
}

/// A slug cut at a word's end.
fn short(slug: &str) -> String {
    if slug.len() <= SLUG_BYTES {
        return slug.to_owned();
    }
    let end = (0..=SLUG_BYTES).rev().find(|end| slug.is_char_boundary(*end)).unwrap_or(0);
    let cut = &slug[..end];
    let word_end =
        if slug[end..].starts_with('-') { end } else { cut.rfind('-').filter(|at| *at > end / 2).unwrap_or(end) };
    cut[..word_end].trim_end_matches('-').to_owned()
}

/// Control characters and runs of white space are one space each.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as a YAML scalar within a flow list: plain where that is safe, else quoted.
pub(crate) fn yaml_text(text: &str) -> String {
    let text = one_line(text);
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '\'');
    let starts_plain = text.chars().next().is_some_and(char::is_alphabetic);
    let is_keyword =
        ["yes", "no", "true", "false", "null", "on", "off", "y", "n"].contains(&text.to_lowercase().as_str());
    if starts_plain && !is_keyword && text.chars().all(is_word) {
        return text;
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The file as seen from where the command runs.
fn near(context: &Context, file: &Path) -> String {
    let here = fs::canonicalize(&context.dir).unwrap_or_else(|_| context.dir.clone());
    let shown: PathBuf = file.strip_prefix(&here).map_or_else(|_| file.to_owned(), Path::to_owned);
    shown.display().to_string()
}

/// Opens the file in the person's editor, where a person sits there.
fn open_editor(context: &Context, file: &Path) -> anyhow::Result<()> {
    if !(context.terminal.stdin && context.terminal.stdout) {
        return Ok(());
    }
    let Some(editor) = context.environment.get("VISUAL").or_else(|| context.environment.get("EDITOR")) else {
        return Ok(());
    };
    let mut words = editor.split_whitespace();
    let Some(program) = words.next() else { return Ok(()) };
    let status =
        Command::new(program).args(words).arg(file).status().map_err(|error| {
            Failure::Reading(format!("the record is written, but `{editor}` did not start: {error}"))
        })?;
    if !status.success() {
        print::say(context, &format!("`{editor}` ended with {status}; the record is written"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn next(names: &[&str]) -> String {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        next_name(&names, "x", date(2026, 11, 5)).0
    }

    #[test]
    fn numbers_go_on_as_the_log_writes_them() {
        assert_eq!(next(&[]), "0001-x.md");
        assert_eq!(next(&["0009-a.md", "0003-b.md", "README.md", "template.md"]), "0010-x.md");
        assert_eq!(next(&["adr-099-a.md"]), "adr-100-x.md");
        assert_eq!(next(&["001_a.md", "img"]), "002_x.md");
        assert_eq!(next(&["0042-folder"]), "0043-x.md");
        assert_eq!(next(&["20260101-a.md", "20260203-b.md"]), "20261105-x.md");
        assert_eq!(next(&["utf-8-names.md"]), "0001-x.md");
    }

    #[test]
    fn long_titles_make_sane_names() {
        let long = slug(&"How should we take card payments in the EU and elsewhere ".repeat(4));
        let name = short(&long);
        assert!(name.len() <= SLUG_BYTES && long.starts_with(&name) && !name.ends_with('-'), "{name}");
        assert_eq!(name, "how-should-we-take-card-payments-in-the-eu-and-elsewhere-how-should-we");
        assert!(short(&slug(&"ü".repeat(300))).len() <= SLUG_BYTES);
    }

    #[test]
    fn people_are_quoted_where_yaml_would_trip() {
        assert_eq!(yaml_text("Ada O'Hara-Smith"), "Ada O'Hara-Smith");
        assert_eq!(yaml_text("Smith, Ada: #1"), "\"Smith, Ada: #1\"");
        assert_eq!(yaml_text("no"), "\"no\"");
        assert_eq!(yaml_text("a\"]\nstatus: accepted"), "\"a\\\"] status: accepted\"");
    }

    #[test]
    fn the_form_follows_the_log() {
        let file = |text: &str| SourceFile { path: String::new(), text: text.into(), decoding: None };
        let nygard = file("# 1. A\n\n## Status\n\nAccepted\n\n## Context\n\n## Decision\n");
        let madr = file("# A\n\n## Considered Options\n");
        let sourcing = file("---\noptions:\n  - buy: X\n---\n# A\n");
        assert_eq!(used_by(&[]), Template::Sourcing);
        assert_eq!(used_by(std::slice::from_ref(&nygard)), Template::Nygard);
        assert_eq!(used_by(std::slice::from_ref(&madr)), Template::Sourcing);
        assert_eq!(used_by(&[madr.clone(), madr.clone()]), Template::Madr);
        assert_eq!(used_by(&[nygard, madr, sourcing]), Template::Sourcing);
    }
}
