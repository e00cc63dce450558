//! What if the world changes? Shocks, what they cost, and whether the choice holds.

use super::head::head;
use crate::analysis::DecisionAnalysis;
use crate::analysis::scenario::{ScenarioResult, Shock};
use crate::number::{Figure, MoneyColumn, Spread, capitalized, count_word, fixed, plural, whole};
use crate::report::narrate::{Case, Holds, is_level_already, shock_sentence};
use crate::report::parts::{Block, Cell};
use crate::report::{CaptionStands, Content, Set, Table, TableBlock, TableCell, TableHead, TableRow};

/// The table of shocks; `None` without one, or without a first place to lose.
pub(super) fn scenarios(case: &Case) -> Option<TableBlock> {
    let analysis = case.analysis?;
    let leader = analysis.leader?;
    analysis.runner_up?;
    let mut all: Vec<(Holds, &ScenarioResult)> =
        analysis.scenarios.iter().map(|scenario| (Holds::of(scenario), scenario)).collect();
    if all.is_empty() {
        return None;
    }
    let extra = |scenario: &ScenarioResult| extra_cost(scenario, leader);
    all.sort_by(|a, b| {
        let cost = |scenario| extra(scenario).unwrap_or(f64::NEG_INFINITY);
        a.0.cmp(&b.0).then(cost(b.1).total_cmp(&cost(a.1)))
    });
    let column = case.money.column(all.iter().filter_map(|(_, scenario)| extra(scenario)).map(Spread::certain));
    let count = |kind: Holds| all.iter().filter(|(holds, _)| *holds == kind).count();
    let doing = &case.name(leader).doing;
    let has_all = all.iter().any(|(_, scenario)| scenario.option.is_none());
    let block = Block {
        finding: if is_level_already(case) {
            let undone = count(Holds::No);
            let end = match undone {
                0 => String::new(),
                undone => format!("; {} of {} would put another first", count_word(undone), count_word(all.len())),
            };
            format!("The first two are level before any shock{end}")
        } else {
            finding(case, analysis, count(Holds::No), count(Holds::Level), all.len())
        },
        question: "What if the world changes?",
        lead: Vec::new(),
        paragraphs: Vec::new(),
    };
    let table = Table {
        caption: format!(
            "Extra cost: on average, in present value, lateness and benefits counted, for the option that it touches (of several: the first by the numbers){}. \
             Beside the answer: who is first then, and both totals.",
            if has_all { format!("; where it touches all, for {doing}") } else { String::new() }
        ),
        caption_stands: CaptionStands::Below,
        has_cards: true,
        heads: vec![
            TableHead::new("What happens"),
            TableHead { nothing: Some("all"), ..TableHead::new("To").set(Set::Whole) },
            TableHead::new("Extra cost").explained("scenario"),
            TableHead {
                in_card: Some("Stays first"),
                joined: vec![("Then first".to_owned(), Set::Whole), ("Totals".to_owned(), Set::Wrapped)],
                ..TableHead::new(format!("Does {doing} stay first?"))
            },
        ],
        rows: all.iter().map(|(holds, scenario)| row(case, analysis, *holds, scenario, &column)).collect(),
        ..Table::default()
    };
    Some(TableBlock { block, table: Some(table) })
}

/// For the option that it touches; where it touches all, for the leader.
fn extra_cost(scenario: &ScenarioResult, leader: usize) -> Option<f64> {
    scenario.extra_cost.get(scenario.option.unwrap_or(leader)).copied().flatten()
}

fn row(
    case: &Case,
    analysis: &DecisionAnalysis,
    holds: Holds,
    scenario: &ScenarioResult,
    column: &MoneyColumn,
) -> TableRow {
    let extra = analysis.leader.and_then(|leader| extra_cost(scenario, leader));
    let text = extra.map(|extra| column.aligned(extra));
    let extra = match (extra, text) {
        (Some(extra), Some(figure)) if extra != 0.0 => {
            Cell { figure: Some(Figure { figure, range: None }), word: None }
        }
        (Some(_), _) if scenario.shock == Shock::OnceDoubles => Cell::word("nothing to double"),
        (Some(_), _) => Cell::word("none"),
        (None, _) => Cell::word("not known"),
    };
    let option = |idx: Option<usize>| idx.map_or(Content::Nothing, |idx| Content::option(head(case, idx)));
    let hit = match &scenario.hits[..] {
        [] | [_] => option(scenario.option),
        several => Content::Options(several.iter().map(|idx| (head(case, *idx), None)).collect()),
    };
    let then =
        vec![(" ", option(scenario.leader)), (", ", totals(scenario, holds).map_or(Content::Nothing, Content::Held))];
    TableRow {
        does_turn: false,
        cells: vec![
            Content::Text(shock_sentence(case, scenario)).into(),
            hit.into(),
            Content::Measured(extra).into(),
            TableCell { holds: Content::Sign(holds.sign()), joined: then },
        ],
    }
}

/// "67 to 64": the total of who is first then, and of the next.
fn totals(scenario: &ScenarioResult, holds: Holds) -> Option<String> {
    let leader = scenario.leader?;
    let first = scenario.totals.get(leader).copied().flatten()?;
    let rest = scenario.totals.iter().enumerate().filter(|(idx, _)| *idx != leader).filter_map(|(_, total)| *total);
    let second = rest.max_by(f64::total_cmp)?;
    // Two that are not level do not read as if they were.
    let decimals = i32::from(holds != Holds::Level && whole(first) == whole(second));
    Some(format!("{}\u{a0}to\u{a0}{}", fixed(first, decimals), fixed(second, decimals)))
}

/// "One shock would undo the choice, one would draw level".
fn finding(case: &Case, analysis: &DecisionAnalysis, undone: usize, level: usize, all: usize) -> String {
    let what = if case.chosen == analysis.leader { "undo the choice" } else { "change who comes first" };
    let shocks = |count: usize| {
        if all == 1 {
            return "The one shock that we tried".to_owned();
        }
        format!("{} of {} {}", capitalized(&count_word(count)), count_word(all), plural(all, "shock", "shocks"))
    };
    match (undone, level) {
        (0, 0) if all == 1 => format!("The one shock that we tried does not {what}"),
        (0, 0) => format!("None of {} shocks would {what}", count_word(all)),
        (0, level) if all == 1 => format!("{} would bring two options level", shocks(level)),
        (0, level) => format!("{} would bring two options level; none would {what}", shocks(level)),
        (undone, 0) => format!("{} would {what}", shocks(undone)),
        (undone, level) => {
            format!("{} would {what}, {} would bring two options level", shocks(undone), count_word(level))
        }
    }
}
