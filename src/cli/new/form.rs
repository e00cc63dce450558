//! How the last records of a log are written, as far as a new one has to follow: the keys that name a record, what stands
//! before the title, and where the status stands.

use super::name::Name;
use super::scalar::{quoted, yaml_text};
use super::skeleton::Template;
use crate::model::{Book, FieldSource, Record};
use crate::record::{self, FieldKind, Layout};
use crate::source::{Snapshot, SourceFile};

/// So many of the last records show what the habit is.
const LAST: usize = 10;

/// The form of a log; what no habit says is left to the template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    /// What most records start from.
    pub(super) template: Option<Template>,
    /// Keys of the front matter that name a record, in their order.
    pub(super) keys: Vec<NamingKey>,
    /// What stands before the title in the heading.
    pub(super) lead: Option<Numbered>,
    /// Where the status stands.
    pub(super) place: Option<Place>,
    /// How the people who decide are called in front matter.
    pub(super) people_key: Option<String>,
}

/// A text that may hold the number of its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numbered {
    before: String,
    /// Digits of the number, zeros included; `None`: there is none.
    width: Option<usize>,
    after: String,
}

/// A key that names a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamingKey {
    key: &'static str,
    /// What it is besides the title.
    number: Option<Numbered>,
    is_quoted: bool,
}

/// Where a record says its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In front matter.
    FrontMatter,
    /// In a section of its own.
    Section,
    /// In a line below the title, among others.
    Lines(Vec<FieldLine>),
}

/// A line below the title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FieldLine {
    /// Up to the value.
    pub(super) before: String,
    /// What it says.
    pub(super) says: Said,
    /// Its value begins with a capital.
    pub(super) is_capital: bool,
}

/// What a line below the title says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// The status.
    Status,
    /// The day of it.
    Date,
    /// Who decides.
    People,
}

impl Numbered {
    /// The text with another number.
    pub(super) fn with(&self, number: Option<u64>) -> String {
        match (self.width, number) {
            (Some(width), Some(number)) => format!("{}{number:0width$}{}", self.before, self.after),
            (Some(_), None) => String::new(),
            (None, _) => self.before.clone(),
        }
    }

    /// Reads a text in which a number may stand; `None` where another one does.
    fn read(text: &str, number: Option<u64>) -> Option<Self> {
        let Some(start) = text.find(|c: char| c.is_ascii_digit()) else {
            return Some(Self { before: text.to_owned(), width: None, after: String::new() });
        };
        let width = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        let (digits, after) = text[start..].split_at(width);
        let is_its = number.is_some() && digits.parse().ok() == number && !after.contains(|c: char| c.is_ascii_digit());
        is_its.then(|| Self { before: text[..start].to_owned(), width: Some(width), after: after.to_owned() })
    }
}

impl NamingKey {
    /// The line for a new record.
    pub(super) fn line(&self, number: Option<u64>, title: &str) -> Option<String> {
        let value = match (&self.number, number) {
            (None, _) => title.to_owned(),
            (Some(shape), Some(_)) => shape.with(number),
            (Some(_), None) => return None,
        };
        let is_quoted = self.is_quoted || (self.number.is_none() && yaml_text(&value).starts_with('"'));
        let value = if is_quoted { quoted(&value) } else { value };
        Some(format!("{}: {value}\n", self.key))
    }
}

impl Form {
    /// Looks at the last records of a folder.
    pub(super) fn learn(snapshot: &Snapshot, folder: &str, book: &Book) -> Self {
        let is_record = |file: &&SourceFile| {
            let (of, name) = file.path.rsplit_once('/').unwrap_or(("", file.path.as_str()));
            of == folder && Name::read(name).is_some()
        };
        let mut last: Vec<SourceFile> = snapshot.files.iter().rev().filter(is_record).take(LAST).cloned().collect();
        last.reverse();
        let small = Snapshot { files: last, folders: snapshot.folders.clone(), ..Snapshot::default() };
        let known: Vec<Known> = small.files.iter().filter_map(|file| Known::read(file, &small, book)).collect();
        let place = usual(known.iter().filter_map(Known::place));
        Self {
            template: used_by(&small.files, place.as_ref()),
            keys: ["id", "number", "title"]
                .into_iter()
                .filter_map(|key| usual(known.iter().map(|known| known.key(key)))?)
                .collect(),
            lead: usual(known.iter().filter_map(Known::lead)),
            place,
            people_key: usual(known.iter().filter_map(Known::people_key)),
        }
    }
}

/// The form that most of these records have; `None` where there is nothing to go by.
fn used_by(files: &[SourceFile], place: Option<&Place>) -> Option<Template> {
    let mut counts = [0_usize; 3];
    for file in files {
        let has_line = |wanted: &str| file.text.lines().any(|line| line.trim_end().eq_ignore_ascii_case(wanted));
        if has_line("options:") {
            counts[0] += 1;
        } else if has_line("## Considered Options") {
            counts[1] += 1;
        } else if has_line("## Decision") && (has_line("## Status") || has_line("## Context")) {
            counts[2] += 1;
        }
    }
    let [sourcing, madr, nygard] = counts;
    // One MADR record with front matter is what `init` leaves; it is no habit yet.
    let is_first = madr <= 1 && matches!(place, None | Some(Place::FrontMatter));
    if sourcing > 0 {
        Some(Template::Sourcing)
    } else if nygard > madr {
        Some(Template::Nygard)
    } else if madr == 0 || is_first {
        None
    } else {
        Some(Template::Madr)
    }
}

/// What most of them are; of as many, what came last.
fn usual<T: PartialEq>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for one in all {
        match counts.iter().position(|(known, _)| *known == one) {
            Some(at) => {
                let (known, count) = counts.remove(at);
                counts.push((known, count + 1));
            }
            None => counts.push((one, 1)),
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(one, _)| one)
}

/// A record of the log.
struct Known<'a> {
    text: &'a str,
    record: Record,
    layout: Layout,
}

impl<'a> Known<'a> {
    fn read(file: &'a SourceFile, snapshot: &Snapshot, book: &Book) -> Option<Self> {
        let (folder, context) = record::context_of(&file.path, snapshot)?;
        let (record, _) = record::reread(file, folder, &context, book)?;
        let layout = record::layout(&file.path, &file.text, record.number);
        Some(Self { text: &file.text, record, layout })
    }

    fn lead(&self) -> Option<Numbered> {
        let words = &self.text[self.layout.title.as_ref()?.words.clone()];
        let title = self.record.title.text.as_str();
        // A backslash belongs to the title that it spells.
        let lead = words.trim_end().strip_suffix(title)?.trim_end_matches('\\');
        Numbered::read(lead, self.record.number)
    }

    fn place(&self) -> Option<Place> {
        match self.record.status.as_ref()?.source {
            FieldSource::FrontMatter => Some(Place::FrontMatter),
            FieldSource::Section => Some(Place::Section),
            FieldSource::Line => Some(Place::Lines(self.lines())).filter(|place| *place != Place::Lines(Vec::new())),
            _ => None,
        }
    }

    fn lines(&self) -> Vec<FieldLine> {
        let fields = self.layout.fields.iter().filter(|field| field.source == FieldSource::Line);
        let line = |field: &record::FieldPlace| {
            let before = &self.text[field.line.start..field.value.start];
            let word = before.to_lowercase();
            let says = match field.kind {
                FieldKind::Status => Said::Status,
                FieldKind::Date => Said::Date,
                _ if ["decider", "decision-maker", "decision maker"].iter().any(|role| word.contains(role)) => {
                    Said::People
                }
                _ => return None,
            };
            let is_capital =
                says == Said::Status && self.text[field.value.clone()].chars().next().is_some_and(char::is_uppercase);
            let before = if before.ends_with(' ') { before.to_owned() } else { format!("{before} ") };
            Some(FieldLine { before, says, is_capital })
        };
        fields.filter_map(line).collect()
    }

    /// How a key of the front matter names the record; `None` where it does not.
    fn key(&self, key: &'static str) -> Option<NamingKey> {
        let value = self.entry(key)?;
        let plain = value.trim_matches(['"', '\'']);
        let is_quoted = plain.len() < value.len();
        if key == "title" {
            return Some(NamingKey { key, number: None, is_quoted });
        }
        let number = Numbered::read(plain, self.record.number).filter(|shape| shape.width.is_some())?;
        // An ID that goes on behind its number is made of something else, too.
        (number.after.is_empty()).then_some(NamingKey { key, number: Some(number), is_quoted })
    }

    fn people_key(&self) -> Option<String> {
        let front = self.layout.front_matter.as_ref()?;
        let entry = front.entries.iter().find(|entry| matches!(entry.key.as_str(), "deciders" | "decisionmakers"))?;
        Some(self.text[entry.key_at.clone()].to_owned())
    }

    fn entry(&self, key: &str) -> Option<&'a str> {
        let front = self.layout.front_matter.as_ref().filter(|front| !front.is_toml)?;
        Some(&self.text[front.entry(key)?.value_at.clone()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learned(records: &[(&str, &str)]) -> Form {
        let file = |(name, text): &(&str, &str)| SourceFile {
            path: format!("docs/adr/{name}"),
            text: (*text).into(),
            decoding: None,
        };
        let files = records.iter().map(file).collect();
        let snapshot = Snapshot { files, folders: vec!["docs/adr".to_owned()], ..Snapshot::default() };
        Form::learn(&snapshot, "docs/adr", &Book::default())
    }

    #[test]
    fn the_form_follows_the_log() {
        let file = |text: &str| SourceFile { path: String::new(), text: text.into(), decoding: None };
        let nygard = file("# 1. A\n\n## Status\n\nAccepted\n\n## Context\n\n## Decision\n");
        let madr = file("# A\n\n## Considered Options\n");
        let sourcing = file("---\noptions:\n  - buy: X\n---\n# A\n");
        let front = Some(&Place::FrontMatter);
        assert_eq!(used_by(&[], None), None);
        assert_eq!(used_by(std::slice::from_ref(&nygard), Some(&Place::Section)), Some(Template::Nygard));
        assert_eq!(used_by(std::slice::from_ref(&madr), front), None);
        let lines = Place::Lines(Vec::new());
        assert_eq!(used_by(std::slice::from_ref(&madr), Some(&lines)), Some(Template::Madr));
        assert_eq!(used_by(&[madr.clone(), madr.clone()], front), Some(Template::Madr));
        assert_eq!(used_by(&[nygard, madr, sourcing], front), Some(Template::Sourcing));
    }

    #[test]
    fn keys_and_heading_are_those_of_the_log() {
        let text = |number: &str| {
            format!(
                "---\nid: \"ADR-{number}\"\ntitle: 'A: b'\nstatus: accepted\ndeciders: [Ada]\n---\n# ADR-{number}: A: b\n\n\
                 ## Context\n\nA.\n\n## Decision\n\nB.\n"
            )
        };
        let form = learned(&[("0001-a.md", &text("0001")), ("0002-b.md", &text("0002"))]);
        assert_eq!(form.place, Some(Place::FrontMatter));
        assert_eq!(form.template, Some(Template::Nygard));
        assert_eq!(form.lead.expect("a lead").with(Some(3)), "ADR-0003: ");
        assert_eq!(form.people_key.as_deref(), Some("deciders"));
        let lines: Vec<String> = form.keys.iter().filter_map(|key| key.line(Some(3), "Use \"c\"")).collect();
        assert_eq!(lines, ["id: \"ADR-0003\"\n", "title: \"Use \\\"c\\\"\"\n"]);
    }

    #[test]
    fn lines_below_the_title_are_those_of_the_log() {
        let form = learned(&[(
            "0001-a.md",
            "# A\n\n- Status: Accepted\n- Deciders: Ada\n- Date: 2026-01-05\n\n## Context and Problem Statement\n\nA.\n\n## Considered Options\n\n* A\n",
        )]);
        let Some(Place::Lines(lines)) = form.place else { panic!("{form:?}") };
        let told: Vec<_> = lines.iter().map(|line| (line.before.as_str(), line.says, line.is_capital)).collect();
        assert_eq!(
            told,
            [
                ("- Status: ", Said::Status, true),
                ("- Deciders: ", Said::People, false),
                ("- Date: ", Said::Date, false)
            ]
        );
        assert_eq!(form.template, Some(Template::Madr));
        assert_eq!(form.lead.expect("a lead").with(Some(2)), "");
    }

    #[test]
    fn what_most_do_is_the_habit() {
        assert_eq!(usual(["a", "b", "a"].into_iter()), Some("a"));
        assert_eq!(usual(["a", "b"].into_iter()), Some("b"));
        assert_eq!(usual(std::iter::empty::<u8>()), None);
    }
}
