//! The cover with its contents, and the words that are used.

use super::subjects::{PackShows, PackSubject};
use crate::number;
use crate::report::method::{Group, sourcings, used_groups};
use crate::report::narrate::{Prose, clean};
use crate::report::{AskRow, BoardPage, Day, Fit, Head, Input, Mark, Part, label};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Where the chapter of words stands.
const WORDS: &str = "words";

/// The board pack.
#[derive(Clone, Debug, Serialize)]
pub struct PackPage {
    /// Of itself.
    pub head: Head,
    /// "Board pack for the meeting of 15 December 2026".
    pub title: String,
    /// What needs the board, in one sentence.
    pub ask: String,
    /// The same with its sums.
    pub lead: Vec<Prose>,
    /// The meeting, the day, for whom.
    pub facts: Vec<PackFact>,
    /// What stands where.
    pub contents: Vec<PackPart>,
    /// What stands elsewhere, in a sentence.
    pub elsewhere: Option<String>,
    /// Made for paper: its page numbers are known.
    pub is_paper: bool,
    /// The chapters, rendered.
    pub chapters: Vec<PackChapter>,
    /// The words that they use.
    pub words: Vec<Group>,
    /// The four ways to get what is needed.
    pub sourcings: Vec<(Mark, &'static str)>,
}

/// A fact on the cover.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PackFact {
    /// "Meeting".
    pub term: &'static str,
    /// In words.
    pub text: String,
    /// The day, where it is one.
    pub iso: Option<String>,
}

/// Lines of the contents that belong together.
#[derive(Clone, Debug, Serialize)]
pub struct PackPart {
    /// "For decision on 15 December"; `None` for chapters about the whole.
    pub title: Option<String>,
    /// In the order of the pack.
    pub lines: Vec<PackLine>,
}

/// A chapter in the contents.
#[derive(Clone, Debug, Serialize)]
pub struct PackLine {
    /// "Card payments".
    pub name: String,
    /// "Decision 1: Approve up to €400k".
    pub note: Option<String>,
    /// To its chapter, or to a page of its own.
    pub href: String,
    /// Its page; `None` where that is not known.
    pub page: Option<u32>,
}

/// A chapter as it was rendered.
#[derive(Clone, Debug, Serialize)]
pub struct PackChapter {
    /// Where it is found.
    pub id: String,
    /// The kind of page that it is elsewhere, for the style sheet.
    pub kind: &'static str,
    /// How large its letters are.
    pub fit: Fit,
    /// Its content.
    pub html: String,
}

/// The page on which each chapter begins, by its id: those of a pack that goes to paper.
pub type Paper = BTreeMap<String, u32>;

/// Composes all but the chapters. `here` are the chapters of this page, `terms` the sorts of numbers that they link to.
pub fn pack(
    input: &Input,
    board: &BoardPage,
    subjects: &[PackSubject],
    here: &BTreeSet<String>,
    terms: &BTreeSet<String>,
    paper: Option<&Paper>,
) -> PackPage {
    let title = title(input);
    let words = used_groups(input, terms);
    let description = format!("{}.", board.title);
    let line = |id: &str, path: &str, name: String, note: Option<String>| PackLine {
        name,
        note,
        href: if here.contains(id) { format!("#{id}") } else { path.to_owned() },
        page: paper
            .filter(|_| here.contains(id) || id == WORDS)
            .map(|pages| pages.get(id).copied().unwrap_or_default()),
    };
    let of = |subject: &PackSubject, name: &str| line(&subject.id, &subject.path, name.to_owned(), None);
    let mut contents = Vec::new();
    let first = subjects.iter().filter_map(|subject| match subject.shows {
        PackShows::Board => Some(of(subject, "What needs the board")),
        PackShows::Changes => Some(of(subject, "What changed")),
        _ => None,
    });
    contents.push(whole(first.collect()));
    for group in board.decide.iter().flat_map(|decide| &decide.groups) {
        let lines = group.rows.iter().filter_map(|row| {
            let subject = subjects.iter().find(|subject| subject.shows == PackShows::Matter(row.record_idx))?;
            Some(line(&subject.id, &subject.path, row.name.clone(), note(input, row)))
        });
        contents.push(PackPart { title: Some(group.title.clone()), lines: lines.collect() });
    }
    let rest = subjects.iter().filter_map(|subject| Some(of(subject, name_of_whole(subject.shows)?)));
    let mut rest: Vec<PackLine> = rest.collect();
    if !words.is_empty() {
        rest.push(PackLine { href: format!("#{WORDS}"), ..line(WORDS, "", "Words and signs".to_owned(), None) });
    }
    contents.push(whole(rest));
    contents.retain(|part| !part.lines.is_empty());
    PackPage {
        head: Head::new(input, "pack", Part::Board, "pack.html".to_owned(), &title, description),
        title,
        ask: format!("{}.", board.title),
        lead: board.lead.clone(),
        facts: facts(input),
        contents,
        elsewhere: elsewhere(subjects, here, paper),
        is_paper: paper.is_some(),
        chapters: Vec::new(),
        sourcings: if words.is_empty() { Vec::new() } else { sourcings() },
        words,
    }
}

fn whole(lines: Vec<PackLine>) -> PackPart {
    PackPart { title: None, lines }
}

/// What a chapter about the whole is called in the contents; the board view stands first.
fn name_of_whole(shows: PackShows) -> Option<&'static str> {
    match shows {
        PackShows::Board | PackShows::Changes | PackShows::Matter(_) => None,
        PackShows::Risks => Some("Risks"),
        PackShows::Money => Some("Money"),
        PackShows::Agenda => Some("Agenda"),
    }
}

fn title(input: &Input) -> String {
    match input.book.next_meeting.filter(|meeting| *meeting >= input.as_of) {
        Some(meeting) => format!("Board pack for the meeting of {}", number::date(meeting)),
        None => format!("Board pack, {}", number::date(input.as_of)),
    }
}

/// "Decision 1: Approve up to €400k".
fn note(input: &Input, row: &AskRow) -> Option<String> {
    let label = label(&input.log.records[row.record_idx]);
    match (label, &row.question) {
        (Some(label), Some(question)) => Some(format!("{label}: {question}")),
        (label, question) => label.or_else(|| question.clone()),
    }
}

fn facts(input: &Input) -> Vec<PackFact> {
    let day = |term, day: Day| PackFact { term, text: day.text, iso: Some(day.iso) };
    let book = input.book;
    let next = book.next_meeting.filter(|meeting| *meeting >= input.as_of);
    let mut facts: Vec<PackFact> = next.map(|on| day("Meeting", Day::of(on))).into_iter().collect();
    facts.extend(book.last_meeting.map(|on| day("Last meeting", Day::of(on))));
    facts.push(day("As of", Day::of(input.as_of)));
    let marking = book.theme.marking.as_deref().map(clean);
    facts.extend(marking.map(|text| PackFact { term: "Marking", text, iso: None }));
    facts
}

/// "To keep this page light, two matters stand on pages of their own."
fn elsewhere(subjects: &[PackSubject], here: &BTreeSet<String>, paper: Option<&Paper>) -> Option<String> {
    let gone = || subjects.iter().filter(|subject| !here.contains(&subject.id));
    let matters = gone().filter(|subject| matches!(subject.shows, PackShows::Matter(_))).count();
    let mut parts = Vec::new();
    if matters > 0 {
        parts.push(number::count(matters, "matter", "matters"));
    }
    parts.extend(gone().filter_map(|subject| name_of_whole(subject.shows)).map(str::to_lowercase));
    if parts.is_empty() {
        return None;
    }
    let parts = number::listed(&parts);
    let verb = number::plural(gone().count(), "stands", "stand");
    Some(match paper {
        Some(_) => {
            format!("{} {verb} on the site alone: more than anybody reads for a meeting.", number::capitalized(&parts))
        }
        None => {
            let pages = number::plural(gone().count(), "a page of its own", "pages of their own");
            format!("To keep this page light, {parts} {verb} on {pages}.")
        }
    })
}
