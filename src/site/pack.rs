//! The board pack: the content of other pages as chapters of one, behind a cover.

use crate::report::{self, BoardPage, Head, Input, PackChapter, PackShows, PackSubject, Paper};
use crate::site::chapter::{chapter, ids, lead_links};
use crate::site::error::Error;
use crate::site::{drawings::DRAWINGS, long_words};
use crate::theme::{Shared, Templates, Theme};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeSet;

/// How much of a pack there is.
#[derive(Clone, Copy, Debug)]
struct Room {
    /// Bytes of its chapters.
    bytes: usize,
    /// Matters.
    matters: usize,
}

/// A page of the site; it must come down a slow line.
const PAGE: Room = Room { bytes: 180_000, matters: 20 };

/// What goes to paper: nobody reads more in a meeting.
const SHEETS: Room = Room { bytes: 20_000_000, matters: 100 };

/// The pack as a page of the site; `None` for a log of plain records.
pub(super) fn page(templates: &Templates, site: &Shared, input: &Input) -> Result<Option<String>, Error> {
    render(templates, site, input, PAGE, None, &|href| Some(href.to_owned()))
}

/// Renders the pack as it goes to paper, with the page on which each chapter begins: what leads elsewhere leads to the site
/// where the book says where that stands, and else nowhere. `None` for a log of plain records.
pub fn pack(input: &Input, theme: &Theme, paper: &Paper) -> Result<Option<String>, Error> {
    let site = Shared::new(&report::frame(input));
    let away = |href: &str| report::address::online(input, href);
    let text = render(&theme.templates(&DRAWINGS)?, &site, input, SHEETS, Some(paper), &away)?;
    Ok(text.map(|text| long_words::mark(&report::cleaned(&text)).into_owned()))
}

fn render(
    templates: &Templates,
    site: &Shared,
    input: &Input,
    room: Room,
    paper: Option<&Paper>,
    away: &dyn Fn(&str) -> Option<String>,
) -> Result<Option<String>, Error> {
    let Some(board) = report::board(input) else { return Ok(None) };
    let subjects = report::pack_subjects(input, &board);
    let chapters = Chapters { templates, site, input }.all(&subjects, &board, room)?;
    let here: BTreeSet<String> = chapters.iter().map(|chapter| chapter.id.clone()).collect();
    let mut page = report::pack(input, &board, &subjects, &here, &terms(&chapters), paper);
    page.chapters = chapters;
    let text = templates.render("site/pack.html", site, "", &page)?;
    Ok(Some(linked(&text, &subjects, away)))
}

/// The sorts of numbers that chapters link to.
fn terms(chapters: &[PackChapter]) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for chapter in chapters {
        lead_links(&chapter.html, |href| {
            terms.extend(href.strip_prefix("method.html#").map(str::to_owned));
            None
        });
    }
    terms
}

/// The page with the links of its main part: to its own chapters and words where these tell of it, and else where `away`
/// says.
fn linked(page: &str, subjects: &[PackSubject], away: &dyn Fn(&str) -> Option<String>) -> String {
    let own = ids(page);
    let lead = |href: &str| {
        let (path, place) = href.split_once('#').unwrap_or((href, ""));
        if path.is_empty() {
            return Some(href.to_owned());
        }
        if path == "pack.html" {
            return Some("#main".to_owned());
        }
        let word = (path == "method.html").then(|| format!("word-{place}"));
        let chapter = subjects.iter().find(|subject| subject.path == path).map(|subject| subject.id.as_str());
        let inside = chapter.filter(|_| !place.is_empty()).map(|id| format!("{id}-{place}"));
        let known = [word, inside, chapter.map(str::to_owned)].into_iter().flatten().find(|id| own.contains(id));
        known.map_or_else(|| away(href), |id| Some(format!("#{id}")))
    };
    // The ways to other pages around it stay what they are.
    match page.split_once("<main").and_then(|(head, rest)| Some((head, rest.rsplit_once("</main>")?))) {
        Some((head, (main, foot))) => format!("{head}<main{}</main>{foot}", lead_links(main, lead)),
        None => lead_links(page, lead),
    }
}

/// Takes out what does not fit: matters first, the last ones before the others; the board view stays.
fn keep_to(bytes: usize, chapters: &mut Vec<PackChapter>) {
    let size = |chapters: &[PackChapter]| chapters.iter().map(|chapter| chapter.html.len()).sum::<usize>();
    while size(chapters) > bytes && chapters.len() > 1 {
        let matter = chapters.iter().rposition(|chapter| chapter.kind == BRIEF);
        chapters.remove(matter.unwrap_or(chapters.len() - 1));
    }
}

/// The kind of page that a matter is elsewhere.
const BRIEF: &str = "brief";

struct Chapters<'a> {
    templates: &'a Templates,
    site: &'a Shared,
    input: &'a Input<'a>,
}

impl Chapters<'_> {
    /// As many as there is room for.
    fn all(&self, subjects: &[PackSubject], board: &BoardPage, room: Room) -> Result<Vec<PackChapter>, Error> {
        let mut matters = 0;
        let is_tried = |subject: &&PackSubject| {
            let is_matter = matches!(subject.shows, PackShows::Matter(_));
            matters += usize::from(is_matter);
            !is_matter || matters <= room.matters
        };
        let tried: Vec<&PackSubject> = subjects.iter().filter(is_tried).collect();
        let made: Result<Vec<Option<PackChapter>>, Error> =
            tried.par_iter().map(|subject| self.chapter(subject, board)).collect();
        let mut chapters = made?.into_iter().flatten().collect();
        keep_to(room.bytes, &mut chapters);
        Ok(chapters)
    }

    /// What a subject has to say; `None` where that is nothing.
    fn chapter(&self, subject: &PackSubject, board: &BoardPage) -> Result<Option<PackChapter>, Error> {
        let id = &subject.id;
        let input = self.input;
        Ok(match subject.shows {
            PackShows::Board => Some(self.of(id, "site/board.html", &board.head, board)?),
            PackShows::Changes => report::changes_page(input)
                .map(|page| self.of(id, "site/changes.html", &page.head, &page))
                .transpose()?,
            PackShows::Matter(idx) => {
                let brief = report::brief(input, idx);
                Some(self.of(id, "site/brief.html", &brief.head, &brief)?)
            }
            PackShows::Risks => {
                report::risks(input).map(|page| self.of(id, "site/risk.html", &page.head, &page)).transpose()?
            }
            PackShows::Money => {
                report::cost(input).map(|page| self.of(id, "site/cost.html", &page.head, &page)).transpose()?
            }
            PackShows::Agenda => {
                report::reviews(input).map(|page| self.of(id, "site/reviews.html", &page.head, &page)).transpose()?
            }
        })
    }

    fn of(&self, id: &str, template: &str, head: &Head, page: &impl Serialize) -> Result<PackChapter, Error> {
        let content = self.templates.block(template, "content", self.site, page)?;
        Ok(PackChapter { id: id.to_owned(), kind: head.kind, fit: head.fit, html: chapter(content.trim(), id) })
    }
}
