//! Figures that moved, drawn from old to new: those of the option that is chosen or leads, where they moved by a tenth or
//! more.

use crate::number::{Figure, Money, capitalized, count};
use crate::report::changes::page::{ChangeItem, ChangesPage};
use crate::report::exhibits::{DecisionLink, Heading, Tick};
use crate::report::frame::count_of;
use crate::report::narrate::{Case, Sign, Standing, clean};
use crate::report::{Axis, Day, Input, SummaryFigures};
use serde::Serialize;
use std::collections::BTreeMap;

/// The share of what it was by which a figure must have moved to be drawn.
const STEP: f64 = 0.1;
/// How many rows a group has.
const ROWS: usize = 40;

/// Figures that moved.
#[derive(Clone, Debug, Serialize)]
pub struct MovedBlock {
    /// Finding and question.
    pub finding: Heading,
    /// What the marks mean.
    pub caption: String,
    /// By sort of figure.
    pub groups: Vec<MovedGroup>,
}

/// Figures of one sort, on one scale.
#[derive(Clone, Debug, Serialize)]
pub struct MovedGroup {
    /// "Cash".
    pub title: &'static str,
    /// Where the method page explains it.
    pub method: &'static str,
    /// The scale.
    pub ticks: Vec<Tick>,
    /// The largest move first.
    pub rows: Vec<MovedRow>,
    /// "12 more".
    pub more: Option<String>,
}

/// One figure.
#[derive(Clone, Debug, Serialize)]
pub struct MovedRow {
    /// Whose.
    pub decision: DecisionLink,
    /// Of which option.
    pub option: String,
    /// From old to new.
    pub arrow: Arrow,
    /// What it was.
    pub was: String,
    /// What it is.
    pub is: Figure,
    /// The commit that last touched the record.
    pub why: Option<Reason>,
    /// Where it stands against the record's limit.
    pub sign: Option<Sign>,
}

/// Who changed a record last, and what they said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The first line of the message.
    pub what: String,
    /// The author.
    pub who: String,
    /// When.
    pub on: Day,
}

/// A figure on its way from old to new; everything in percent of the cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Arrow {
    /// Zero.
    pub zero: f64,
    /// Both ends of its range now.
    pub low: f64,
    /// The high end.
    pub high: f64,
    /// Where it stood.
    pub was: f64,
    /// Where it stands.
    pub now: f64,
    /// The limit of this row.
    pub limit: Option<f64>,
}

/// A sort of figure: what `changes` calls it, its title, and its scale.
const SORTS: [(&str, &str, &str); 3] =
    [("annual-loss", "Loss a year", "annual-loss"), ("cash", "Cash", "cash"), ("ready", "Months until ready", "ready")];

/// A figure that is to be drawn.
struct Moved<'a> {
    item: &'a ChangeItem,
    idx: usize,
    case: Case<'a>,
    from: SummaryFigures,
    to: SummaryFigures,
    limit: Option<f64>,
}

/// Whether this is drawn, and stands nowhere else.
pub(super) fn is_drawn(item: &ChangeItem) -> bool {
    let is_sort = SORTS.iter().any(|(kind, ..)| *kind == item.change);
    is_sort && !item.is_minor && item.record_idx.is_some() && item.printed.is_some() && share(item) >= STEP
}

/// By how much it moved, as a share of what it was.
fn share(item: &ChangeItem) -> f64 {
    let (Some(from), Some(to)) = (&item.from_figure, &item.to_figure) else { return 0.0 };
    let (from, to) = (middle(item.change, from), middle(item.change, to));
    let share = (to - from).abs() / from.abs();
    if share.is_nan() { 0.0 } else { share }
}

/// Losses are told by their mean, all else by the middle.
fn middle(kind: &str, figure: &SummaryFigures) -> f64 {
    if kind == "annual-loss" { figure.mean } else { figure.p50 }
}

/// Composes the block; `None` where nothing moved that far.
pub(super) fn block(input: &Input<'_>, page: &ChangesPage) -> Option<MovedBlock> {
    let figures = page.groups.iter().find(|group| group.kind == "figures")?;
    let moved: Vec<Moved<'_>> =
        figures.items.iter().filter(|item| is_drawn(item)).filter_map(|item| Moved::of(input, item)).collect();
    // Different currencies stand on scales of their own.
    let mut sorts: BTreeMap<(usize, String), Vec<Moved<'_>>> = BTreeMap::new();
    let has_grown = moved.iter().filter(|moved| moved.is() > moved.was()).count();
    let (grown, shrunk) = (has_grown, moved.len() - has_grown);
    for found in moved {
        let sort = SORTS.iter().position(|(kind, ..)| *kind == found.item.change).unwrap_or_default();
        let currency = if found.item.change == "ready" { String::new() } else { found.case.money.stated(1.0) };
        sorts.entry((sort, currency)).or_default().push(found);
    }
    let groups: Vec<MovedGroup> = sorts.into_iter().filter_map(|((sort, _), rows)| group(page, sort, rows)).collect();
    if groups.is_empty() {
        return None;
    }
    let has_limit = groups.iter().flat_map(|group| &group.rows).any(|row| row.arrow.limit.is_some());
    Some(MovedBlock {
        finding: Heading {
            title: title(grown, shrunk),
            question: "What is different from what we were told?",
            lead: Vec::new(),
        },
        caption: caption(page, has_limit),
        groups,
    })
}

fn title(grown: usize, shrunk: usize) -> String {
    let grew = |figures: usize| count(figures, "figure has grown", "figures have grown");
    let fell = |figures: usize| count(figures, "has fallen", "have fallen");
    capitalized(&match (grown, shrunk) {
        (0, shrunk) => count(shrunk, "figure has fallen", "figures have fallen"),
        (grown, 0) => grew(grown),
        (grown, shrunk) => format!("{}; {}", grew(grown), fell(shrunk)),
    })
}

fn caption(page: &ChangesPage, has_limit: bool) -> String {
    let limit = if has_limit { " Dashed tick: its limit." } else { "" };
    format!(
        "Circle: {}. Arrow: to where it stands now. Bar: holds nine times in ten now.{limit} Moves below a tenth, and those \
         of options that are neither chosen nor lead, are not drawn.",
        page.since.named
    )
}

fn group(page: &ChangesPage, sort: usize, mut rows: Vec<Moved<'_>>) -> Option<MovedGroup> {
    let (_, title, method) = SORTS[sort];
    rows.sort_by(|a, b| share(b.item).total_cmp(&share(a.item)).then(a.idx.cmp(&b.idx)));
    let values = rows.iter().flat_map(|row| [row.was(), row.is(), row.to.p5, row.to.p95].into_iter().chain(row.limit));
    let (axis, ticks) = if method == "ready" {
        let axis = Axis::months(values.fold(0.0, f64::max));
        let ticks = axis.few_ticks(|months| format!("{months}"));
        (axis, ticks)
    } else {
        let money: &Money = &rows.first()?.case.money;
        let axis = Axis::money(money, values)?;
        let ticks = axis.money_ticks(money);
        (axis, ticks)
    };
    let more = (rows.len() > ROWS).then(|| format!("{} more", count_of(rows.len() - ROWS)));
    let rows = rows.iter().take(ROWS).filter_map(|row| row.row(page, &axis)).collect();
    Some(MovedGroup { title, method, ticks, rows, more })
}

impl<'a> Moved<'a> {
    fn of(input: &'a Input<'a>, item: &'a ChangeItem) -> Option<Self> {
        let idx = item.record_idx?;
        let case = Case::new(input, idx);
        let limit = match item.change {
            "cash" => case.record.limit,
            "annual-loss" => case.record.inputs.appetite.as_ref().and_then(|appetite| appetite.annual_loss),
            _ => None,
        };
        Some(Self { item, idx, case, from: item.from_figure?, to: item.to_figure?, limit })
    }

    fn was(&self) -> f64 {
        middle(self.item.change, &self.from)
    }

    fn is(&self) -> f64 {
        middle(self.item.change, &self.to)
    }

    fn row(&self, page: &ChangesPage, axis: &Axis) -> Option<MovedRow> {
        let (was, is) = self.item.printed.clone()?;
        let option = self.item.option_idx.filter(|idx| *idx < self.case.record.options.len())?;
        Some(MovedRow {
            decision: DecisionLink::of(self.case.input, self.idx),
            option: clean(&self.case.name(option).label),
            arrow: Arrow {
                zero: axis.at(0.0),
                low: axis.at(self.to.p5),
                high: axis.at(self.to.p95),
                was: axis.at(self.was()),
                now: axis.at(self.is()),
                limit: self.limit.map(|limit| axis.at(limit)),
            },
            was: was.figure,
            is,
            why: reason(&self.case, page),
            sign: self.limit.map(|limit| Standing::of(self.is(), limit).sign()),
        })
    }
}

/// What was said when the record was last changed, if that was after the earlier point.
fn reason(case: &Case<'_>, page: &ChangesPage) -> Option<Reason> {
    let last = case.logged.history.as_ref()?.last.as_ref()?;
    let since = page.since.date.as_deref().and_then(|date| date.parse().ok())?;
    let is_later = last.date >= since && page.since.commit.as_deref() != Some(last.commit.as_str());
    let what = clean(&last.subject);
    (is_later && !what.is_empty()).then(|| Reason { what, who: clean(&last.author), on: Day::short(last.date) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grew_is_counted_beside_what_fell() {
        assert_eq!(title(2, 1), "Two figures have grown; one has fallen");
        assert_eq!(title(1, 0), "One figure has grown");
        assert_eq!(title(0, 3), "Three figures have fallen");
    }
}
