//! What a pack shows, in the order of reading: the board view, what changed, the matters in the order of the agenda, then risk, money
//! and what falls due.

use crate::report::{BoardPage, Input, Pages};

/// What a chapter shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackShows {
    /// The board view.
    Board,
    /// What changed since the board last met.
    Changes,
    /// The brief of a record.
    Matter(usize),
    /// Risks.
    Risks,
    /// Money.
    Money,
    /// The agenda.
    Agenda,
}

/// A chapter, before it is rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackSubject {
    /// Its id on the page: `board`, `matter-1`, ….
    pub id: String,
    /// Its own page, from the site's first folder, percent-encoded.
    pub path: String,
    /// What it shows.
    pub shows: PackShows,
}

/// The chapters of a pack; what has nothing to say is none.
pub fn pack_subjects(input: &Input, board: &BoardPage) -> Vec<PackSubject> {
    let pages = Pages::of(input);
    let of = |id: &str, path: &str, shows| PackSubject { id: id.to_owned(), path: path.to_owned(), shows };
    let mut subjects = vec![of("board", &board.head.path, PackShows::Board)];
    if input.changes.is_some_and(|page| !page.groups.is_empty()) {
        subjects.push(of("changes", "changes.html", PackShows::Changes));
    }
    let rows = board.decide.iter().flat_map(|decide| decide.groups.iter().flat_map(|group| &group.rows));
    subjects.extend(
        rows.filter(|row| input.log.records[row.record_idx].record.has_brief())
            .enumerate()
            .map(|(idx, row)| of(&format!("matter-{}", idx + 1), &row.href, PackShows::Matter(row.record_idx))),
    );
    let rest = [
        (pages.has_risks, "risk", "risk.html", PackShows::Risks),
        (pages.has_cost, "money", "cost.html", PackShows::Money),
        (pages.has_agenda, "agenda", "reviews.html", PackShows::Agenda),
    ];
    subjects
        .extend(rest.into_iter().filter(|(is_there, ..)| *is_there).map(|(_, id, path, shows)| of(id, path, shows)));
    subjects
}
