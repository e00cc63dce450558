//! What would turn the answer: single estimates, and how the criteria are weighed.

use super::criteria::worth;
use super::deciders::deciders_sentence;
use super::head::head;
use crate::analysis::{Flip, WeightRange};
use crate::number::{Rounding, capitalized, count, count_word, listed, percent, plural, points_alone, whole};
use crate::report::narrate::{
    Case, Firmness, Paragraph, Prose, Turn, clean, least_shift, shift_sentence, weightings_sentence,
};
use crate::report::parts::Block;
use crate::report::{
    Axis, Bar, CaptionStands, Content, Drawing, Set, Table, TableBlock, TableCell, TableHead, TableRow, narrate,
};

/// How many values the table lists.
const ROWS: usize = 7;

/// Where all of them lie outside our own ranges, so many are listed all the same.
const OUTSIDE_ROWS: usize = 3;

/// As likely as this, a value lies within its own range and is worth a word in the finding.
const WORTH_A_WORD: f64 = 0.05;

/// Values that turn the answer; `None` where nothing can be turned.
pub(super) fn turns(case: &Case) -> Option<TableBlock> {
    let analysis = case.analysis?;
    analysis.runner_up?;
    let turns = narrate::turns(case);
    if turns.is_empty() && analysis.verdict.tied.len() > 1 {
        return None;
    }
    let flips = narrate::flips_of(case);
    let likely = flips.iter().filter(|flip| flip.likelihood.is_some_and(|chance| chance >= WORTH_A_WORD)).count();
    let finding = if analysis.verdict.tied.len() > 1 {
        "Whatever tells them apart would decide".to_owned()
    } else if let (Some(_), Some(first)) = (case.no_doubt(), turns.first()) {
        let change = first.change.as_ref().map_or_else(String::new, |change| format!(", {change}"));
        format!("The least change that turns it: {}{change}", first.heading())
    } else {
        finding_of_turns(Firmness::of(case) == Some(Firmness::Firm), turns.len(), likely, turns.first())
    };
    let outside = flips.iter().filter(|flip| flip.likelihood == Some(0.0)).count();
    let within = turns.len() - outside;
    let shown = if within == 0 { outside.min(OUTSIDE_ROWS) } else { within.min(ROWS) };
    let word = if case.no_doubt().is_some() { "farther" } else { "less likely" };
    let paragraphs = left_out(word, within.saturating_sub(shown), if within == 0 { outside - shown } else { outside });
    // Those outside our own ranges are the least likely, and stand last.
    let (inside, beyond): (Vec<_>, Vec<_>) =
        turns.into_iter().zip(&flips).partition(|(_, flip)| flip.likelihood != Some(0.0));
    let listed: Vec<_> = inside.into_iter().chain(beyond).take(shown).collect();
    let axis = distance_axis(listed.iter().filter_map(|(_, flip)| distance(case, flip)));
    let rows: Vec<TableRow> =
        listed.into_iter().map(|(turn, flip)| turn_row(case, turn, axis.as_ref(), flip)).collect();
    let bars = axis.map(|axis| TableHead::bars(axis, Drawing::Turn));
    let table = Table {
        caption: "Likeliest first, then by the least change. Each line moves one estimate and leaves the others where they are. Bar: our own range, as a distance from now, the tick; its colored end: there another option comes first.".to_owned(),
        caption_stands: CaptionStands::Nowhere,
        has_cards: true,
        look: "stack fix flip",
        heads: [TableHead::new("What we assume"), TableHead::new("Now")]
            .into_iter()
            .chain(bars)
            .chain([
                TableHead::new("Turns at").terminal("Turns").explained("flip"),
                TableHead::new("Then first").set(Set::Whole),
                TableHead::new("How likely"),
            ])
            .collect(),
        rows,
    };
    let block = Block { finding, question: "What must be true?", lead: Vec::new(), paragraphs };
    Some(TableBlock { block, table: Some(table).filter(|table| !table.rows.is_empty()) })
}

/// The ends of an estimate's own range and where it turns, each as a share of what it is now; `None` where that is nothing
/// or no range is known.
fn distance(case: &Case, flip: &Flip) -> Option<[f64; 3]> {
    let bar = case.analysis?.tornado.iter().find(|bar| bar.input == flip.input)?;
    let share = |value: f64| (value - flip.now) / flip.now.abs();
    let found = [share(bar.low), share(bar.high), share(flip.at)];
    found.iter().all(|share| share.is_finite()).then_some(found)
}

/// The scale of these distances: as far as the ranges reach, in tenths; `None` where none has one.
fn distance_axis(found: impl Iterator<Item = [f64; 3]>) -> Option<Axis> {
    let (mut low, mut high) = (0.0_f64, 0.0_f64);
    for [from, to, _] in found {
        low = low.min(from);
        high = high.max(to);
    }
    if low >= high {
        return None;
    }
    // What reaches further than threefold would leave no room for the others.
    let (low, high) = ((low * 10.0).floor() / 10.0, ((high * 10.0).ceil() / 10.0).min(3.0));
    let label = |share: f64| match percent(share.abs()) {
        text if share < 0.0 => format!("−{text}"),
        text if share > 0.0 => format!("+{text}"),
        _ => "now".to_owned(),
    };
    Some(Axis { low, high, low_label: label(low), high_label: label(high) })
}

fn distance_bar(case: &Case, axis: &Axis, flip: &Flip) -> Option<Bar> {
    let [low, high, at] = distance(case, flip)?;
    Some(Bar {
        zero: axis.at(0.0),
        low: Some(axis.at(low)),
        high: Some(axis.at(high)),
        limit: Some(axis.at(at)),
        is_above: flip.is_above,
        hue: case.record.options[flip.then_first].sourcing,
        ..Bar::default()
    })
}

fn turn_row(case: &Case, turn: Turn, axis: Option<&Axis>, flip: &Flip) -> TableRow {
    let at = match &turn.change {
        Some(change) => format!("{}, {change}", turn.at),
        None => turn.at,
    };
    let likelihood = turn.likelihood.unwrap_or_else(|| "no range given".to_owned());
    let bar = axis.map(|axis| Content::Bar(distance_bar(case, axis, flip)));
    let cells = [Content::Text(turn.input), Content::Text(turn.now)].into_iter().chain(bar).chain([
        Content::Text(at),
        Content::option(head(case, turn.then_first)),
        Content::Text(likelihood),
    ]);
    TableRow { does_turn: false, cells: cells.map(TableCell::from).collect() }
}

/// In the same words as the brief: what is unlikely to turn the choice there does not simply turn it here.
fn finding_of_turns(is_firm: bool, all: usize, likely: usize, first: Option<&Turn>) -> String {
    let together = if is_firm { "" } else { "; several together could" };
    match (all, likely, first) {
        (0, ..) => format!("No single estimate turns it, however wrong within reason{together}"),
        (_, 0, _) => format!("No single estimate is likely to be wrong enough to turn it{together}"),
        (_, 1, Some(first)) if is_firm => format!("One estimate could turn it, and is unlikely to: {}", first.input),
        (_, 1, Some(first)) => format!("One estimate could turn it: {}", first.input),
        (_, count, _) => {
            let unlikely = if is_firm { " and each unlikely" } else { "" };
            format!("{} estimates could turn it, each alone{unlikely}", capitalized(&count_word(count)))
        }
    }
}

/// "Two less likely values are left out (without ranges, farther ones); five more turn it only outside our own ranges."
fn left_out(word: &str, less_likely: usize, outside: usize) -> Vec<Paragraph> {
    let mut parts = Vec::new();
    if less_likely > 0 {
        let verb = plural(less_likely, "is", "are");
        parts.push(format!(
            "{} {verb} left out",
            count(less_likely, &format!("{word} value"), &format!("{word} values"))
        ));
    }
    if outside > 0 {
        let verb = plural(outside, "turns", "turn");
        let more = if parts.is_empty() { "other" } else { "more" };
        let values = plural(outside, "value", "values");
        parts.push(format!("{} {more} {values} {verb} it only outside our own ranges", count_word(outside)));
    }
    if parts.is_empty() {
        return Vec::new();
    }
    vec![Paragraph::of([Prose::of(format!("{}.", capitalized(&parts.join("; "))))])]
}

/// Where each weight may move; `None` where nothing can be turned.
pub(super) fn stability(case: &Case) -> Option<TableBlock> {
    let analysis = case.analysis?;
    let leader = analysis.leader?;
    analysis.runner_up?;
    if analysis.stability.iter().all(Option::is_none) {
        return None;
    }
    let rows = analysis
        .criteria
        .iter()
        .zip(&analysis.stability)
        .map(|(criterion, range)| row(case, &criterion.name, criterion.weight, range.as_ref()))
        .collect();
    let mut paragraphs = Vec::new();
    let sentences: Vec<_> =
        [shift_sentence(case), weightings_sentence(case), deciders_sentence(case)].into_iter().flatten().collect();
    if !sentences.is_empty() {
        paragraphs.push(Paragraph::of(sentences));
    }
    paragraphs.extend(worth(case, analysis).map(|prose| Paragraph::of([prose])));
    let table = Table {
        caption: format!(
            "Thick line: {} stays first. Tick: the weight now. The other weights keep their proportions.",
            case.name(leader).doing
        ),
        caption_stands: CaptionStands::Nowhere,
        has_cards: false,
        heads: vec![
            TableHead {
                joined: vec![(String::new(), Set::Whole)],
                ..TableHead::new("Criterion").terminal("Weight of").set(Set::Whole)
            },
            TableHead::bars(Axis::hundred(), Drawing::Strip),
            TableHead::new(format!("{} stays first", case.name(leader).subject())).explained("stability").held(),
            TableHead::new("Beyond that"),
        ],
        rows,
        ..Table::default()
    };
    let block =
        Block { finding: finding(case), question: "What if we weighed differently?", lead: Vec::new(), paragraphs };
    Some(TableBlock { block, table: Some(table) })
}

fn finding(case: &Case) -> String {
    let Some(analysis) = case.analysis else { return String::new() };
    let named = least_shift(case).map(|(_, shift)| {
        let name = |idx: usize| analysis.criteria.get(idx).map(|criterion| clean(&criterion.name)).unwrap_or_default();
        let mut names: Vec<String> = shift.from.iter().map(|(idx, _)| name(*idx)).take(2).collect();
        names.push(name(shift.to));
        names
    });
    match named {
        Some(names) => format!("The answer rests on how much {} weigh", listed(&names)),
        None if analysis.least_shift.iter().flatten().next().is_some() => {
            "Any other weighing tells them apart".to_owned()
        }
        None if analysis.verdict.tied.len() > 1 => "No weighing tells them apart".to_owned(),
        None => "However we weigh, the answer stays the same".to_owned(),
    }
}

fn row(case: &Case, name: &str, weight: f64, range: Option<&WeightRange>) -> TableRow {
    let now = Content::Small(format!("now\u{a0}{}", whole(weight * 100.0)));
    let name = TableCell { holds: Content::Text(capitalized(&clean(name))), joined: vec![(" ", now)] };
    let row = |bar: Option<Bar>, stays: Content, beyond: Content| TableRow {
        does_turn: false,
        cells: vec![name.clone(), Content::Bar(bar).into(), stays.into(), beyond.into()],
    };
    let no_switch = || Content::Word("no switch".to_owned());
    let Some(range) = range else {
        return row(None, Content::Word("cannot be varied alone".to_owned()), no_switch());
    };
    // Rounded inwards, so that the first place surely stays within what is said.
    let (low, high) = (points_alone(range.low * 100.0, Rounding::Up), points_alone(range.high * 100.0, Rounding::Down));
    let stays = match (range.low > 0.0, range.high < 1.0) {
        (false, false) => Content::Word("at any weight".to_owned()),
        (true, false) => Content::Text(format!("from {low}")),
        (false, true) => Content::Text(format!("up to {high}")),
        (true, true) => Content::Text(format!("{low}\u{a0}to\u{a0}{high}")),
    };
    let both = range.rival_low.is_some() && range.rival_high.is_some();
    let below = range.rival_low.map(|idx| (head(case, idx), both.then_some("below")));
    let above = range.rival_high.map(|idx| (head(case, idx), both.then_some("above")));
    let percent = |share: f64| (share * 1_000.0).round() / 10.0;
    let beyond: Vec<_> = below.into_iter().chain(above).collect();
    let bar = Bar {
        low: Some(percent(range.low)),
        high: Some(percent(range.high)),
        mid: Some(percent(weight)),
        ..Bar::default()
    };
    row(Some(bar), stays, if beyond.is_empty() { no_switch() } else { Content::Options(beyond) })
}
