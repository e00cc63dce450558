//! How far each estimate alone moves the lead.

use crate::analysis::DecisionAnalysis;
use crate::analysis::tornado::TornadoBar;
use crate::model::Sourcing;
use crate::number::{Money, capitalized, whole};
use crate::report::narrate::{Case, input_name, input_subject, value_range};
use crate::report::parts::Block;
use crate::report::{
    Axis, Bar, CaptionStands, Content, Drawing, Set, Table, TableBlock, TableCell, TableHead, TableRow,
};

/// How many estimates are listed.
const ROWS: usize = 7;

const QUESTION: &str = "What moves the lead most?";

/// The estimates that move the lead most; `None` where there is no lead.
pub(super) fn tornado(case: &Case) -> Option<TableBlock> {
    let analysis = case.analysis?;
    let (leader, second) = (analysis.leader?, analysis.runner_up?);
    if let Some(why) = case.no_doubt() {
        let finding = format!("{}, so nobody can say how sure this is", capitalized(why));
        let block = Block { finding, question: QUESTION, lead: Vec::new(), paragraphs: Vec::new() };
        return Some(TableBlock { block, table: None });
    }
    let shown: Vec<&TornadoBar> = analysis.tornado.iter().filter(|bar| is_worth_a_row(bar)).take(ROWS).collect();
    if shown.is_empty() {
        return None;
    }
    let total = |idx: usize| case.result(idx)?.total.as_ref().map(|total| total.mean);
    let now = total(leader)? - total(second)?;
    let axis = lead_axis(shown.iter().flat_map(|bar| [bar.lead_low, bar.lead_high]).chain([now]))?;
    let rows = shown.iter().map(|bar| row(case, (leader, second), bar, &axis, now)).collect();
    let table = Table {
        caption: format!(
            "Lead of {} over {}, in points of 100: with this one estimate at the low end of its range, then at the \
             high end, the others as they are. Tick: the lead now, {}. Thin line: no lead; on its \
             left {} comes first.",
            case.name(leader).doing,
            case.name(second).doing,
            whole(now),
            case.name(second).doing
        ),
        caption_stands: CaptionStands::Below,
        has_cards: true,
        look: "stack fix torn",
        heads: vec![
            TableHead::new("What we assume"),
            TableHead::new("Its range").terminal("From, to"),
            TableHead::bars(axis, Drawing::Lead),
            TableHead::new("Lead").explained("tornado").held().set(Set::Whole),
        ],
        rows,
    };
    let block =
        Block { finding: finding(case, analysis), question: QUESTION, lead: Vec::new(), paragraphs: Vec::new() };
    Some(TableBlock { block, table: Some(table) })
}

/// Two colors meet in one bar only where the first place changes hands: those of the two options.
fn hue(case: &Case, option: usize) -> Option<Sourcing> {
    case.record.options[option].sourcing
}

/// It moves the lead by as much as can be printed.
fn is_worth_a_row(bar: &TornadoBar) -> bool {
    whole(bar.lead_low) != whole(bar.lead_high) || bar.does_cross()
}

fn row(case: &Case, (leader, second): (usize, usize), bar: &TornadoBar, axis: &Axis, now: f64) -> TableRow {
    let (low, high) = (bar.lead_low.min(bar.lead_high), bar.lead_low.max(bar.lead_high));
    let drawn = Bar {
        zero: axis.at(0.0),
        low: Some(axis.at(low)),
        high: Some(axis.at(high)),
        mid: Some(axis.at(now)),
        hue: hue(case, leader),
        hue_below: hue(case, second),
        ..Bar::default()
    };
    let cells = [
        Content::Text(capitalized(&input_name(case, &bar.input))),
        Content::Text(value_range(case, &bar.input, bar.scale, bar.low, bar.high)),
        Content::Bar(Some(drawn)),
        Content::Text(format!("{}\u{a0}to\u{a0}{}", whole(bar.lead_low), whole(bar.lead_high))),
    ];
    TableRow { does_turn: bar.does_cross(), cells: cells.map(TableCell::from).to_vec() }
}

fn lead_axis(leads: impl Iterator<Item = f64>) -> Option<Axis> {
    let (mut low, mut high) = (0.0_f64, 0.0_f64);
    for lead in leads.filter(|lead| lead.is_finite()) {
        low = low.min(lead);
        high = high.max(lead);
    }
    if low >= high {
        return None;
    }
    let low = if low < 0.0 { -Money::scale_end(-low) } else { 0.0 };
    let high = if high > 0.0 { Money::scale_end(high) } else { 0.0 };
    Some(Axis { low, high, low_label: whole(low), high_label: whole(high) })
}

/// "IdKeep’s price per account moves the lead most", and whether anything takes it away.
fn finding(case: &Case, analysis: &DecisionAnalysis) -> String {
    let name = analysis.tornado.first().map(|bar| capitalized(&input_subject(case, &bar.input))).unwrap_or_default();
    match analysis.tornado.iter().filter(|bar| bar.does_cross()).count() {
        0 => format!("{name} moves the lead most, and does not take it away"),
        _ => format!("{name} moves the lead most"),
    }
}
