//! `adr new`: a record with the right skeleton, number, date and people.

mod births;
mod editor;
mod folder;
mod name;

pub(crate) use births::found;
pub(crate) use folder::{LockedFolder, names_in};
pub(crate) use name::{Name, next_name, padded, short};

use crate::cli::context::{Context, On};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::{drop_in, outside, print, templates};
use crate::export;
use crate::model::slug;
use crate::record;
use crate::repo::{self, Reading};
use crate::source::SourceFile;
use births::{Births, Born};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde_json::json;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Write a new decision record
///
/// Takes the next number, which no other branch has taken either, the form that the log uses, the day and the person that git knows;
/// prints the path, and opens `$VISUAL` or `$EDITOR` on a terminal.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  adr new \"How should we take card payments?\"\n  adr new -s 9 -l \"7:Amends:Amended by\" Use a queue"
)]
pub(crate) struct NewArgs {
    /// The question, or the decision, in a sentence
    #[arg(value_name = "TITLE")]
    title: Vec<String>,
    /// Take the place of a record, which then says so (repeatable)
    #[arg(short, long, value_name = "REF")]
    supersedes: Vec<String>,
    /// Link to a record, in both of them (repeatable)
    #[arg(short, long, value_name = "REF:LINK:REVERSE")]
    link: Vec<String>,
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

pub(crate) fn run(args: &NewArgs, context: &Context) -> anyhow::Result<Outcome> {
    if context.at.is_some() {
        return Err(Failure::Arguments(
            "`new` writes a file, and cannot write it to a commit: leave out `--at`".to_owned(),
        )
        .into());
    }
    let reading = read(context)?;
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
    let template = args.template.unwrap_or_else(|| usual(context, &reading));
    let is_drop_in = template == Template::Nygard && drop_in::is_its_folder(context, &reading.root, &folder);
    let title = one_line(&args.title.join(" "));
    if title.is_empty() {
        return if is_drop_in { drop_in::refuse_no_title() } else { Err(no_title().into()) };
    }
    let title_slug = short(&slug(&title));
    if title_slug.is_empty() {
        return Err(Failure::Arguments(format!("`{title}` has no letter or digit to name a file by")).into());
    }
    let (day, date) = day(context, is_drop_in)?;
    let people = repo::person(&reading.root).map_or_else(String::new, |person| yaml_text(&person.name));
    let disk_folder = reading.root.join(&folder);
    outside::refuse_elsewhere(&disk_folder, &folder, &reading.root)?;
    let own = if is_drop_in { drop_in::template(context, &disk_folder, &reading.root) } else { None };
    let births = Births::find(context, &args.supersedes, &args.link, is_drop_in)?;
    let within = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let elsewhere = numbers_elsewhere(context, &reading.root, &folder);
    let next = |names: &[String]| next_name(names, &elsewhere, &title_slug, day);
    let draft = Draft { template, own, title: &title, day, date: &date, people: &people, is_drop_in };
    let created = create(&disk_folder, next, |name, number| {
        let text = draft.text(number);
        births.as_ref().map_or(Ok(text.clone()), |births| births.said(&within(name), text))
    })?;
    let path = within(&created.name);
    if let Some(births) = births {
        let born = Born { path: &path, number: created.number, title: &title, is_decided: is_drop_in };
        births.tell(context, &born, day)?;
    }
    let file = disk_folder.join(&created.name);
    let edited = editor::open(context, &near(context, &file), is_drop_in);
    print::out(&match args.format {
        NewFormat::Text => format!("{}\n", near(context, &file)),
        NewFormat::Json => {
            let whole = json!({ "schema": "adr-new/1", "number": created.number, "path": path, "title": title,
                                "template": template.name() });
            export::pretty(&whole)
        }
    })?;
    edited?;
    Ok(Outcome::Clean)
}

fn no_title() -> Failure {
    Failure::Arguments(
        "no title is given; type what must be decided, as in `adr new \"How should we take card payments?\"`"
            .to_owned(),
    )
}

/// The day of a new record, and how it is written down: that of `--on`, else that of `ADR_DATE`, else today.
fn day(context: &Context, is_drop_in: bool) -> Result<(Date, String), Failure> {
    if let Some(On::Day(day)) = context.on {
        return Ok((day, day.to_string()));
    }
    let Some(date) = drop_in::date(context) else { return Ok((context.today, context.today.to_string())) };
    match date.parse::<Date>() {
        Ok(day) => Ok((day, day.to_string())),
        Err(_) if is_drop_in => Ok((context.today, date)),
        Err(_) => Err(Failure::Arguments(format!("ADR_DATE is `{date}`, which is no day; write it as 2026-11-05"))),
    }
}

/// The log to write to. Who asked for the form of adr-tools needs none: that tool makes the folder.
pub(crate) fn read(context: &Context) -> anyhow::Result<Reading> {
    match repo::read(&context.request_of_texts()) {
        Err(repo::Error::NoRecords { .. }) if drop_in::is_asked_for(context) => {
            let root = fs::canonicalize(&context.dir)
                .map_err(|source| repo::Error::OpenFolder { path: context.dir.clone(), source })?;
            Ok(Reading { root, ..Reading::default() })
        }
        reading => Ok(reading?),
    }
}

/// What a log starts a record from where nobody says it.
fn usual(context: &Context, reading: &Reading) -> Template {
    let is_new_log = reading.snapshot.files.is_empty() && reading.root.join(".adr-dir").is_file();
    if drop_in::is_asked_for(context) || is_new_log { Template::Nygard } else { used_by(&reading.snapshot.files) }
}

/// A record that is about to be written.
struct Draft<'a> {
    template: Template,
    /// A template of the user's own, as adr-tools has it.
    own: Option<String>,
    title: &'a str,
    day: Date,
    /// How the day is written down.
    date: &'a str,
    people: &'a str,
    is_drop_in: bool,
}

impl Draft<'_> {
    fn text(&self, number: Option<u64>) -> String {
        let file_number = number;
        let number = number.map_or_else(String::new, |number| number.to_string());
        let template = self.own.as_deref().unwrap_or_else(|| self.template.text());
        let is_numbered = ["# {{number}}. {{title}}", "# NUMBER. TITLE"].iter().any(|head| template.contains(head));
        let lead = if number.is_empty() || !is_numbered { String::new() } else { format!("{number}. ") };
        let words = record::heading_words(self.title, &lead, file_number);
        if self.own.is_some() {
            let filled = [("NUMBER", number.as_str()), ("TITLE", &words), ("DATE", self.date), ("STATUS", "Accepted")];
            return drop_in::filled(template, &filled);
        }
        let filled =
            [("title", words.as_str()), ("day", self.date), ("people", self.people), ("number", number.as_str())];
        let text = templates::fill(template, self.day, &filled);
        // A log that is numbered by days has no number to print.
        let text = if number.is_empty() { text.replacen("# . ", "# ", 1) } else { text };
        if self.is_drop_in { text.replacen("\nProposed\n", "\nAccepted\n", 1) } else { text }
    }
}

/// The record folder to write to, relative to the root.
pub(crate) fn choose_folder(context: &Context, reading: &Reading) -> anyhow::Result<String> {
    let folders = &reading.snapshot.folders;
    let here = fs::canonicalize(&context.dir).unwrap_or_else(|_| context.dir.clone());
    let stands_in = folders.iter().filter(|folder| here.starts_with(reading.root.join(folder.as_str())));
    if let Some(folder) = stands_in.max_by_key(|folder| folder.len()) {
        return Ok(folder.clone());
    }
    match folders.as_slice() {
        [] => {
            let usual = if drop_in::is_asked_for(context) { "doc/adr" } else { "decisions" };
            Ok(reading.configured.first().cloned().unwrap_or_else(|| usual.to_owned()))
        }
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

/// Names that the folder has on other branches. Where git cannot tell, it is said, and those here count.
pub(crate) fn numbers_elsewhere(context: &Context, root: &Path, folder: &str) -> Vec<String> {
    repo::names_elsewhere(root, folder).unwrap_or_else(|error| {
        print::say(context, &format!("note: numbers of other branches are not looked at: {error}"));
        Vec::new()
    })
}

/// Takes the next name under a lock, and writes the file.
fn create(
    folder: &Path,
    next: impl Fn(&[String]) -> (String, Option<u64>),
    text: impl Fn(&str, Option<u64>) -> Result<String, Failure>,
) -> anyhow::Result<Created> {
    let folder = LockedFolder::wait(folder)?;
    let (name, number) = next(&folder.names()?);
    folder.create(&name, &text(&name, number)?)?;
    Ok(Created { name, number })
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
pub(crate) fn near(context: &Context, file: &Path) -> String {
    let here = fs::canonicalize(&context.dir).unwrap_or_else(|_| context.dir.clone());
    seen_from(&here, file).display().to_string()
}

/// The way from a folder to a file; where they have nothing but the top in common, the whole path.
fn seen_from(here: &Path, file: &Path) -> PathBuf {
    let shared = here.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    if shared <= 1 {
        return file.to_owned();
    }
    let up = here.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(file.components().skip(shared)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_quoted_where_yaml_would_trip() {
        assert_eq!(yaml_text("Ada O'Hara-Smith"), "Ada O'Hara-Smith");
        assert_eq!(yaml_text("Smith, Ada: #1"), "\"Smith, Ada: #1\"");
        assert_eq!(yaml_text("no"), "\"no\"");
        assert_eq!(yaml_text("a\"]\nstatus: accepted"), "\"a\\\"] status: accepted\"");
    }

    #[test]
    fn paths_are_told_from_where_one_stands() {
        let told = |here: &str, file: &str| seen_from(Path::new(here), Path::new(file)).display().to_string();
        assert_eq!(told("/a", "/a/doc/adr/1.md"), "doc/adr/1.md");
        assert_eq!(told("/a/b/c", "/a/doc/adr/1.md"), "../../doc/adr/1.md");
        assert_eq!(told("/b", "/a/doc/adr/1.md"), "/a/doc/adr/1.md");
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
