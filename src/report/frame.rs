//! What stands around every page: who, for whom, from which version, and where one can go.

use crate::finding::Severity;
use crate::number;
use crate::report::narrate::clean;
use crate::report::{Day, Input, Pages};
use crate::source::{Attachment, joined};
use serde::Serialize;

/// The part of the site that a page belongs to; its entry in the header is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The board view.
    Board,
    /// Decisions: the list, briefs, comparisons and records.
    Decisions,
    /// What changed.
    Changes,
    /// Looking for one.
    Find,
    /// Money.
    Money,
    /// Risks and suppliers.
    Risk,
    /// Reached from the footer.
    Other,
}

/// How large the letters of a page are on paper, so that it stays within its sides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// As those of every other page.
    #[default]
    Common,
    /// A little smaller, and closer together.
    Snug,
    /// As small as is still read with ease.
    Tight,
}

/// What a page says of itself.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// For tabs and search engines, without the organization; differs from page to page.
    pub title: String,
    /// One sentence.
    pub description: String,
    /// Its kind, for the style sheet: `board-view`, `brief`, `compare`, `decisions`, ….
    pub kind: &'static str,
    /// Its part of the site.
    pub part: Part,
    /// Path in the site, percent-encoded.
    pub path: String,
    /// What stands at the top of every sheet of paper.
    pub sheet: String,
    /// How large its letters are on paper.
    pub fit: Fit,
}

impl Head {
    /// A page's head. `path` is percent-encoded already.
    pub fn new(input: &Input, kind: &'static str, part: Part, path: String, title: &str, description: String) -> Self {
        let sheet = format!("{} · {}", cut(title, SHEET), cut(&organization(input), SHEET));
        Self { title: title.to_owned(), description, kind, part, path, sheet, fit: Fit::Common }
    }

    /// A title and what the page shows of it: "Buy card payments, decision 12", "Which queue? Decision 3".
    pub fn joined(title: &str, what: &str) -> String {
        if title.ends_with(['?', '!', '.', '…']) {
            format!("{title} {}", number::capitalized(what))
        } else {
            format!("{title}, {what}")
        }
    }
}

/// One link of header or footer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// From the site's first folder.
    pub href: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// The part of the site that it stands for.
    pub part: Part,
}

/// What all pages share.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// Who.
    pub organization: String,
    /// Its picture, from the site's first folder.
    pub logo: Option<String>,
    /// "Board confidential".
    pub marking: Option<String>,
    /// At the bottom of every sheet of paper: when, from which version, where.
    pub imprint: String,
    /// The day on which figures stand.
    pub as_of: Day,
    /// At most six.
    pub nav: Vec<Place>,
    /// The rest.
    pub more: Vec<Place>,
    /// "commit 4f2c91a, with uncommitted changes; 10,000 simulated futures, seed 1".
    pub made_from: String,
    /// How many records were left out for their audience, in a sentence.
    pub left_out: Option<String>,
    /// How much is to be mended, in a sentence without its link.
    pub to_mend: Option<String>,
    /// Search engines may list it.
    pub is_public: bool,
}

/// Composes what all pages share.
pub fn frame(input: &Input) -> Frame {
    let pages = Pages::of(input);
    let theme = &input.book.theme;
    let mut nav = Vec::new();
    if pages.has_board {
        nav.push(Place { href: "index.html", label: "Board view", part: Part::Board });
    }
    nav.push(Place { href: pages.decisions(), label: "Decisions", part: Part::Decisions });
    if pages.has_cost {
        nav.push(Place { href: "cost.html", label: "Money", part: Part::Money });
    }
    let risk = |href, label| Place { href, label, part: Part::Risk };
    match (pages.has_risks, pages.has_suppliers) {
        (true, true) => nav.push(risk("risk.html", "Risk and suppliers")),
        (true, false) => nav.push(risk("risk.html", "Risk")),
        (false, true) => nav.push(risk("suppliers.html", "Suppliers")),
        (false, false) => {}
    }
    if pages.has_changes {
        nav.push(Place { href: "changes.html", label: "Changes", part: Part::Changes });
    }
    if pages.has_records {
        nav.push(Place { href: "search.html", label: "Find", part: Part::Find });
    }
    let other = |href, label| Place { href, label, part: Part::Other };
    let mut more = Vec::new();
    if pages.has_risks && pages.has_suppliers {
        more.push(other("suppliers.html", "Suppliers"));
    }
    if pages.has_roles {
        more.push(other("accountability.html", "Who answers"));
    }
    if pages.has_areas {
        more.push(other("areas.html", "Areas"));
    }
    if pages.has_agenda {
        more.push(other("reviews.html", "Agenda"));
    }
    if pages.has_ai {
        more.push(other("ai.html", "AI register"));
    }
    if pages.has_track_record {
        more.push(other("track-record.html", "Track record"));
    }
    if pages.has_history {
        more.push(other("history.html", "What replaced what"));
    }
    if pages.has_board {
        more.push(other("pack.html", "Board pack"));
    }
    more.push(other("method.html", "How to read this"));
    if pages.has_findings {
        more.push(other("findings.html", "What needs mending"));
    }
    if pages.has_records {
        more.push(other("data.html", "Data"));
        more.push(other("log/index.html", "Technical log"));
    }
    more.push(other("accessibility.html", "Accessibility"));
    Frame {
        organization: organization(input),
        logo: logo(input),
        marking: theme.marking.as_deref().map(clean),
        imprint: imprint(input),
        as_of: Day::of(input.as_of),
        nav,
        more,
        made_from: made_from(input),
        left_out: left_out(input.left_out_count),
        to_mend: to_mend(input),
        is_public: input.book.is_public,
    }
}

/// "Made on 30 November 2026 from commit 4f2c91a. https://board.aldermoor.example".
fn imprint(input: &Input) -> String {
    let address = input.book.site_url.as_ref().map_or_else(String::new, |url| format!(". {}", cut(&clean(url), SHEET)));
    format!("Made on {} from {}{address}", number::date(input.as_of), version(input))
}

/// Who the site speaks for.
pub(super) fn organization(input: &Input) -> String {
    let book = input.book;
    let name = book.theme.name.as_deref().or(book.title.as_deref()).map(clean).filter(|name| !name.is_empty());
    name.unwrap_or_else(|| "Technology decisions".to_owned())
}

fn logo(input: &Input) -> Option<String> {
    let path = joined("", input.book.theme.logo.as_deref()?)?;
    match input.attachments.get(&path)? {
        Attachment::Copied { site_path, is_picture: true, .. } => Some(site_path.clone()),
        _ => None,
    }
}

fn made_from(input: &Input) -> String {
    let futures = if input.analysis.decisions.iter().any(Option::is_some) {
        format!("; {} simulated futures, seed {}", count_of(input.draw_count), input.seed)
    } else {
        String::new()
    };
    format!("{}{futures}", version(input))
}

/// "commit 4f2c91a, with uncommitted changes".
fn version(input: &Input) -> String {
    match &input.log.commit {
        Some(commit) => {
            let changes = if input.log.has_uncommitted_changes { ", with uncommitted changes" } else { "" };
            format!("commit {}{changes}", &commit.id[..commit.id.len().min(7)])
        }
        None => "a folder outside git".to_owned(),
    }
}

fn left_out(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("One record is meant for a narrower circle and left out.".to_owned()),
        count => Some(format!("{count} records are meant for a narrower circle and left out.")),
    }
}

fn to_mend(input: &Input) -> Option<String> {
    let count = input.findings.iter().filter(|finding| finding.severity > Severity::Note).count();
    match count {
        0 => None,
        1 => Some("One thing in the records needs mending".to_owned()),
        count => Some(format!("{} things in the records need mending", count_of(count))),
    }
}

/// A count in digits.
pub(super) fn count_of(count: usize) -> String {
    number::whole(count as f64)
}

/// The letters of one line at the edge of a sheet.
const SHEET: usize = 60;

/// Cut at so many letters, so that what stands beside it on a sheet keeps its place.
fn cut(text: &str, letters: usize) -> String {
    match text.char_indices().nth(letters) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
