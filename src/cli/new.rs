//! `adr new`: a record with the right skeleton, number, date and people.

mod answers;
mod births;
mod details;
mod draft;
mod editor;
mod folder;
mod form;
mod name;
mod scalar;
mod skeleton;

pub(crate) use births::found;
pub(crate) use folder::{LockedFolder, names_in};
pub(crate) use name::{Name, next_name, padded, short};
pub(crate) use scalar::yaml_text;

use crate::cli::context::{Context, On};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::{drop_in, outside, print};
use crate::export;
use crate::model::{Book, slug};
use crate::record::{self, FolderContext};
use crate::repo::{self, Reading};
use crate::source::SourceFile;
use births::{Births, Born};
use clap::{Args, ValueEnum};
use details::{DetailArgs, Details};
use draft::{Draft, Fills};
use form::{Form, Place};
use jiff::civil::Date;
use scalar::one_line;
use serde_json::json;
use skeleton::{Asked, Template};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Write a new decision record
///
/// Takes the next number, which no other branch has taken either, the form that the log uses, the day, and the role that the
/// book lets decide, else the person that git knows; prints the path, and opens `$VISUAL` or `$EDITOR` on a terminal.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  adr new \"How should we take card payments?\"\n  adr new -s 9 -l \"7:Amends:Amended by\" Use a queue\n  adr new --interactive\n  adr new --stdin --tag queue \"Use a queue\" < text.md"
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
    ///
    /// sourcing (build, buy, partner or avoid, with costs and levels), madr, madr-minimal, nygard, ai (a use of AI, with
    /// the questions that a board asks), pilot (to be tried out first), or the path of a file of your own, in which
    /// {{title}}, {{number}}, {{day}} and {{people}} are filled in.
    #[arg(short, long, value_name = "NAME")]
    template: Option<String>,
    #[command(flatten)]
    details: DetailArgs,
    /// Take the text below the heading from standard input
    #[arg(long, conflicts_with = "interactive")]
    stdin: bool,
    /// Ask for what is known, question by question
    #[arg(short, long)]
    interactive: bool,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: NewFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum NewFormat {
    /// The path
    Text,
    /// For programs: adr-new/1
    Json,
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
    let disk_folder = reading.root.join(&folder);
    outside::refuse_elsewhere(&disk_folder, &folder, &reading.root)?;
    let book = reading.snapshot.book.as_ref().map_or_else(Book::default, |file| record::book::parse(file).0);
    let mut shape = Shape::find(args, context, &reading, &folder, &book)?;
    let mut title = one_line(&args.title.join(" "));
    let mut details = Details { args: args.details.clone(), ..Details::default() };
    if args.interactive {
        answers::ask(context, &mut title, &mut shape.template, &mut details, &book)?;
        shape.settle();
    }
    if title.is_empty() {
        return if shape.is_drop_in { drop_in::refuse_no_title() } else { Err(no_title().into()) };
    }
    let title_slug = short(&slug(&title));
    if title_slug.is_empty() {
        return Err(Failure::Arguments(format!("`{title}` has no letter or digit to name a file by")).into());
    }
    if args.stdin {
        details.body = Some(details::body(context, &title)?);
    }
    shape.refuse_what_has_no_place(&details)?;
    let (day, date) = day(context, shape.is_drop_in)?;
    let people = people(&reading, &book);
    let births = Births::find(context, &args.supersedes, &args.link, shape.is_drop_in)?;
    let within = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let elsewhere = numbers_elsewhere(context, &reading.root, &folder);
    let next = |names: &[String]| next_name(names, &elsewhere, &title_slug, day);
    let Shape { template, own, form, place, is_drop_in, .. } = shape;
    let draft = Draft {
        template,
        own,
        form: &form,
        place,
        title: &title,
        day,
        date: &date,
        people: &people,
        details: &details,
        is_drop_in,
    };
    let created = create(&disk_folder, next, |name, number| {
        let text = draft.text(number);
        let path = within(name);
        if draft.own.is_none() {
            reads_back(&path, &folder, &text, (&title, number), &book)?;
        }
        births.as_ref().map_or(Ok(text.clone()), |births| births.said(&path, text))
    })?;
    let path = within(&created.name);
    if let Some(births) = births {
        let born = Born { path: &path, number: created.number, title: &title, is_decided: is_drop_in };
        births.tell(context, &born, day)?;
    }
    let file = disk_folder.join(&created.name);
    let edited = if args.stdin { Ok(()) } else { editor::open(context, &near(context, &file), is_drop_in) };
    print::out(&match args.format {
        NewFormat::Text => format!("{}\n", near(context, &file)),
        NewFormat::Json => {
            let whole = json!({ "schema": "adr-new/1", "number": created.number, "path": path, "title": title,
                                "template": draft.template_name() });
            export::pretty(&whole)
        }
    })?;
    edited?;
    Ok(Outcome::Clean)
}

/// What a new record is made of.
struct Shape {
    template: Template,
    /// A template of the user's own.
    own: Option<(String, Fills)>,
    form: Form,
    place: Place,
    /// Somebody named the template.
    is_asked_for: bool,
    is_drop_in: bool,
}

impl Shape {
    fn find(args: &NewArgs, context: &Context, reading: &Reading, folder: &str, book: &Book) -> anyhow::Result<Self> {
        let asked = args.template.as_deref().map(|said| Asked::read(said, context)).transpose()?;
        let mut form = Form::learn(&reading.snapshot, folder, book);
        let is_new_log = reading.snapshot.files.is_empty() && reading.root.join(".adr-dir").is_file();
        let usual = match form.template {
            _ if drop_in::is_asked_for(context) || is_new_log => Template::Nygard,
            Some(known) => known,
            // No front matter comes to a log that has none.
            None => match form.place {
                Some(Place::Lines(_)) => Template::Madr,
                Some(Place::Section) => Template::Nygard,
                _ => Template::Sourcing,
            },
        };
        let template = match &asked {
            Some(Asked::Ours(template)) => *template,
            _ => usual,
        };
        let is_its_folder = drop_in::is_its_folder(context, &reading.root, folder);
        let is_drop_in = template == Template::Nygard
            && is_its_folder
            && (drop_in::is_asked_for(context) || !matches!(form.place, Some(Place::FrontMatter | Place::Lines(_))));
        // Who names another form means that one, and no single record makes a habit.
        if asked.is_some() && reading.snapshot.files.len() < 2 {
            form = Form::default();
        }
        let own = match asked {
            Some(Asked::Own(text)) => Some((text, Fills::Braces)),
            None if is_drop_in => {
                drop_in::template(context, &reading.root.join(folder), &reading.root).map(|text| (text, Fills::Words))
            }
            _ => None,
        };
        let is_asked_for = args.template.is_some();
        let mut shape = Self { template, own, form, place: Place::FrontMatter, is_asked_for, is_drop_in };
        shape.settle();
        Ok(shape)
    }

    /// Settles where the status stands.
    fn settle(&mut self) {
        let of_template = if self.template == Template::Nygard { Place::Section } else { Place::FrontMatter };
        self.place = match &self.form.place {
            _ if self.template.has_options() => Place::FrontMatter,
            _ if self.is_drop_in => Place::Section,
            Some(place) if !self.is_asked_for => place.clone(),
            _ => of_template,
        };
    }

    fn refuse_what_has_no_place(&self, details: &Details) -> Result<(), Failure> {
        let has_place = self.own.is_none() && self.place == Place::FrontMatter;
        if has_place || details.front_matter().is_empty() {
            return Ok(());
        }
        let message = "records of this form have no front matter, where owner, area, tags and decide-by would stand; add \
                       `--template madr`, or leave them out";
        Err(Failure::Arguments(message.to_owned()))
    }
}

/// Who decides: the role that the book lets decide least, else the person that git knows.
fn people(reading: &Reading, book: &Book) -> String {
    match book.authority.first() {
        Some(authority) => authority.by.clone(),
        None => repo::person(&reading.root).map_or_else(String::new, |person| person.name),
    }
}

/// Refuses a text that would be read as something else than was meant.
fn reads_back(
    path: &str,
    folder: &str,
    text: &str,
    (title, number): (&str, Option<u64>),
    book: &Book,
) -> Result<(), Failure> {
    let file = SourceFile { path: path.to_owned(), text: text.into(), decoding: None };
    let read = record::reread(&file, folder, &FolderContext::default(), book).map(|(record, _)| record);
    let what = match &read {
        None => "as no record".to_owned(),
        Some(record) if record.title.text != title => format!("under the title `{}`", record.title.text),
        Some(record) if number.is_some() && record.number != number => "under another number".to_owned(),
        Some(record) if record.status().is_none() => "without a status".to_owned(),
        Some(_) => return Ok(()),
    };
    Err(Failure::Arguments(format!("nothing is written: this would be read {what}; give other words")))
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
    fn paths_are_told_from_where_one_stands() {
        let told = |here: &str, file: &str| seen_from(Path::new(here), Path::new(file)).display().to_string();
        assert_eq!(told("/a", "/a/doc/adr/1.md"), "doc/adr/1.md");
        assert_eq!(told("/a/b/c", "/a/doc/adr/1.md"), "../../doc/adr/1.md");
        assert_eq!(told("/b", "/a/doc/adr/1.md"), "/a/doc/adr/1.md");
    }
}
