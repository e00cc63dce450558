//! Each decider's own weights, and what they lead to; never averaged as rankings.

use super::head::head;
use crate::analysis::decider::DeciderResult;
use crate::number::{count_word, listed, whole};
use crate::report::narrate::{Case, Prose, clean, is_plural, with_article};
use crate::report::{CaptionStands, Content, Set, Table, TableCell, TableHead, TableRow};

/// Their views side by side; `None` where one set of points holds for all.
pub(super) fn deciders(case: &Case) -> Option<Table> {
    let analysis = case.analysis?;
    if analysis.deciders.len() < 2 {
        return None;
    }
    let names: Vec<String> = analysis.criteria.iter().map(|criterion| clean(&criterion.name)).collect();
    let place = |label: &str| TableHead { nothing: Some("not ranked"), ..TableHead::new(label).set(Set::Whole) };
    Some(Table {
        caption: format!(
            "Each decider’s own weights for {}, and what they lead to, with totals of 100. The weights above are their \
             mean.",
            listed(&names)
        ),
        caption_stands: CaptionStands::Above,
        has_cards: true,
        heads: vec![
            TableHead::new("Who").terminal("Decider"),
            TableHead::new("Own weights").terminal("Weights").explained("deciders"),
            place("First"),
            place("Second").terminal("Next"),
        ],
        rows: analysis.deciders.iter().map(|decider| row(case, decider)).collect(),
        ..Table::default()
    })
}

fn row(case: &Case, decider: &DeciderResult) -> TableRow {
    let weights: Vec<String> = decider.weights.iter().map(|weight| whole(weight * 100.0)).collect();
    let [first, second] = first_two(case, decider);
    let placed = |place: Option<(usize, f64)>| {
        place.map_or(Content::Nothing, |(idx, total)| Content::Placed(head(case, idx), whole(total)))
    };
    let cells = [Content::Text(clean(&decider.role)), Content::Text(weights.join(", ")), placed(first), placed(second)];
    TableRow { does_turn: false, cells: cells.map(TableCell::from).to_vec() }
}

/// The leader by these points and the next, among options in the running, with their totals.
fn first_two(case: &Case, decider: &DeciderResult) -> [Option<(usize, f64)>; 2] {
    let total = |idx: usize| decider.totals.get(idx).copied().flatten();
    let Some(leader) = decider.leader else { return [None, None] };
    let mut second: Option<(usize, f64)> = None;
    for idx in case.order.iter().copied().filter(|idx| *idx != leader) {
        let is_running = case.result(idx).is_some_and(crate::analysis::OptionResult::is_running);
        if let Some(own) = total(idx).filter(|_| is_running)
            && second.is_none_or(|(_, best)| own > best)
        {
            second = Some((idx, own));
        }
    }
    [total(leader).map(|own| (leader, own)), second]
}

/// "By the CTO's own weights building comes first; the CFO and the CISO put buying first."
pub(super) fn deciders_sentence(case: &Case) -> Option<Prose> {
    let analysis = case.analysis?;
    let leader = analysis.leader?;
    if analysis.deciders.len() < 2 {
        return None;
    }
    let mut groups: Vec<(usize, Vec<String>)> = Vec::new();
    for decider in &analysis.deciders {
        let own = decider.leader?;
        match groups.iter_mut().find(|(idx, _)| *idx == own) {
            Some((_, roles)) => roles.push(clean(&decider.role)),
            None => groups.push((own, vec![clean(&decider.role)])),
        }
    }
    if let [(own, roles)] = groups.as_slice() {
        let which = if roles.len() == 2 { "Both".to_owned() } else { format!("All {}", count_word(roles.len())) };
        let joint = if *own == leader { "" } else { ", though their mean does not" };
        return Some(
            Prose::of(format!("{which} deciders put {} first by ", case.name(*own).doing))
                .figure("deciders", "their own weights")
                .text(format!("{joint}.")),
        );
    }
    let mut prose = Prose::of("By ").figure("deciders", "their own weights").text(", ");
    let count = groups.len();
    for (place, (own, roles)) in groups.into_iter().enumerate() {
        let joint = match place {
            0 => "",
            place if place + 1 == count => " and ",
            _ => ", ",
        };
        let the: Vec<String> = roles.iter().map(|role| with_article(role)).collect();
        let verb = if roles.len() > 1 || is_plural(&roles[0]) { "put" } else { "puts" };
        prose = prose.text(format!("{joint}{} {verb} {} first", listed(&the), case.name(own).doing));
    }
    Some(prose.text("."))
}
