//! This decision in its log, traced: what the log risks and on whom it rests before and after, and
//! what waiting costs.

use super::page::{TracePart, TraceRow};
use super::risk;
use super::tracing::{Tracing, place};
use crate::analysis::concentration::Concentration;
use crate::analysis::exceedance::LossCurve;
use crate::analysis::{DecisionAnalysis, Summary, around, spend};
use crate::number::{Ledger, count, fixed, percent_fixed};
use crate::report::narrate::clean;

/// Losses and suppliers of the log, before and after, and the cost of waiting.
pub(super) fn parts(tracing: &Tracing<'_>) -> Vec<TracePart> {
    let mut parts = losses(tracing);
    parts.extend(suppliers(tracing));
    parts.extend(put_off(tracing));
    parts
}

/// A decision that counts, with its index.
type Counted<'a> = (usize, &'a DecisionAnalysis);

/// Decisions in the same currency that count before this one and after it.
fn counted<'a>(tracing: &Tracing<'a>) -> [Vec<Counted<'a>>; 2] {
    let (log, idx) = (tracing.case.input.log, tracing.case.idx);
    let counts = around(log, idx, |record| log.is_in_force(record));
    let decisions = tracing.case.input.analysis.decisions.iter().enumerate();
    let known: Vec<Counted<'a>> = decisions
        .filter_map(|(record, decision)| Some((record, decision.as_ref()?)))
        .filter(|(_, decision)| decision.currency == tracing.analysis.currency)
        .collect();
    let before = known.iter().copied().filter(|(record, _)| counts(*record).0).collect();
    [before, known.iter().copied().filter(|(record, _)| counts(*record).1).collect()]
}

/// "decision 7, buy".
fn named(tracing: &Tracing<'_>, record: usize, decision: &DecisionAnalysis) -> String {
    let logged = &tracing.case.input.log.records[record];
    let id = logged.record.number.map_or_else(|| logged.page_id.clone(), |number| number.to_string());
    let chosen = decision.chosen.map_or("", |chosen| logged.record.option_name(chosen));
    format!("decision {id}, {}", clean(chosen))
}

/// A row at `decisions/0007.md:34:19`, where a key of the chosen option stands.
fn at_chosen(row: TraceRow, tracing: &Tracing<'_>, record: usize, decision: &DecisionAnalysis, key: &str) -> TraceRow {
    let record = &tracing.case.input.log.records[record].record;
    let stated = decision.chosen.and_then(|chosen| {
        let front = record.options.get(chosen)?.front_matter_idx.unwrap_or(chosen);
        place(record.place(&format!("options[{front}].{key}")))
    });
    row.in_file(&record.path, stated)
}

fn losses(tracing: &Tracing<'_>) -> Vec<TracePart> {
    let Some(found) = &tracing.analysis.log_loss else { return Vec::new() };
    let [before, after] = counted(tracing);
    vec![
        expected(tracing, "before", &before, found.before),
        expected(tracing, "after", &after, found.after),
        curve(tracing, "before", &found.curve_before),
        curve(tracing, "after", &found.curve_after),
    ]
}

/// The sum of what each decision in force expects to lose.
fn expected(tracing: &Tracing<'_>, when: &str, counted: &[Counted<'_>], summary: Summary) -> TracePart {
    let title = format!("Expected loss of the whole log, {when} this decision");
    let mut part = TracePart::new(&["log", "loss", "losses", when], title);
    let ledger = Ledger::new(&tracing.case.money, summary.mean);
    part.value = Some(ledger.sum(summary.mean));
    part.formula =
        Some("sum over the chosen options of decisions in force, this one added, what it replaces left out".to_owned());
    for (record, decision) in counted {
        let Some(loss) = decision.chosen.and_then(|chosen| decision.options[chosen].annual_loss) else { continue };
        let row = TraceRow::new(named(tracing, *record, decision), "", ledger.sum(loss.mean));
        part.rows.push(at_chosen(row, tracing, *record, decision, "risks"));
    }
    part.sum = Some(TraceRow::new("loss a year", "", ledger.sum(summary.mean)));
    part
}

fn curve(tracing: &Tracing<'_>, when: &str, curve: &LossCurve) -> TracePart {
    let title = format!("How likely a year of the whole log loses more than a sum, {when} this decision");
    let mut part = TracePart::new(&["log", "loss-curve", "exceedance", when], title);
    part.formula = Some("draws of a year’s losses added decision by decision; share of years above".to_owned());
    part.rows = risk::points(curve, &tracing.case.money, &|_| None);
    part.notes.push(risk::error_note(tracing.analysis.draw_count));
    part
}

fn suppliers(tracing: &Tracing<'_>) -> Vec<TracePart> {
    let Some(change) = &tracing.analysis.concentration else { return Vec::new() };
    let [before, after] = counted(tracing);
    vec![paid(tracing, &before, &after), hhi(tracing, "before", &change.before), hhi(tracing, "after", &change.after)]
}

/// What each supplier is paid, by decision.
fn paid(tracing: &Tracing<'_>, before: &[Counted<'_>], after: &[Counted<'_>]) -> TracePart {
    let mut part = TracePart::new(&["log", "concentration", "suppliers"], "What suppliers are paid a year");
    part.formula = Some("mean running cash of the chosen option’s first full year".to_owned());
    let log = tracing.case.input.log;
    let mut all: Vec<Counted<'_>> = before.to_vec();
    all.extend(after.iter().filter(|(record, _)| before.iter().all(|(known, _)| known != record)));
    for (record, decision) in all {
        let Some(spend) = spend(log, record, decision) else { continue };
        let owner = spend.parent.as_ref();
        let owned = owner.map_or(String::new(), |owner| format!("; owned by {}", clean(owner)));
        let when = match after.iter().any(|(known, _)| *known == record) {
            _ if record == tracing.case.idx => "; after alone",
            true => "",
            false => "; before alone",
        };
        let from = format!("{}{owned}{when}", named(tracing, record, decision));
        let sum = Ledger::new(&tracing.case.money, spend.yearly).sum(spend.yearly);
        let row = TraceRow::new(clean(&spend.supplier), from, sum);
        part.rows.push(at_chosen(row, tracing, record, decision, "supplier"));
    }
    part
}

/// Shares of each parent, squared and added.
fn hhi(tracing: &Tracing<'_>, when: &str, found: &Concentration) -> TracePart {
    let title = format!("Concentration of suppliers (HHI), {when} this decision");
    let mut part = TracePart::new(&["log", "concentration", "hhi", when], title);
    part.value = Some(fixed(found.hhi, 0));
    part.formula = Some("sum over companies, those of one parent as one, of (100 × share of yearly spend)²".to_owned());
    let whole: f64 = found.shares.iter().map(|share| share.yearly).sum();
    let ledger = Ledger::new(&tracing.case.money, whole);
    for share in &found.shares {
        let percent = 100.0 * share.share;
        let from = format!("({} / {} = {})²", ledger.sum(share.yearly), ledger.sum(whole), percent_fixed(share.share));
        part.rows.push(TraceRow::new(clean(&share.parent), from, fixed(percent * percent, 1)));
    }
    part.sum = Some(TraceRow::new("HHI", "of 10,000", fixed(found.hhi, 1)));
    part
}

/// The price of deciding one meeting later.
fn put_off(tracing: &Tracing<'_>) -> Option<TracePart> {
    let (put_off, chosen) = (tracing.analysis.put_off?, tracing.analysis.chosen?);
    let ledger = Ledger::new(&tracing.case.money, put_off.extra_cost);
    let doing = &tracing.case.name(chosen).doing;
    let mut part = TracePart::new(&["put-off", "waiting"], format!("What it costs to put {doing} off by one meeting"));
    part.value = Some(ledger.sum(put_off.extra_cost));
    part.formula = Some(format!(
        "mean total-cost with everything starting {} later, less mean total-cost as it stands; dates stay where they are",
        count(put_off.months as usize, "month", "months")
    ));
    let now = tracing.analysis.options[chosen].total_cost?.mean;
    let whole = Ledger::new(&tracing.case.money, now);
    part.rows = vec![
        TraceRow::new("then", "total-cost, mean", whole.sum(now + put_off.extra_cost)),
        TraceRow::new("now", "total-cost, mean", whole.sum(-now)),
    ];
    part.sum = Some(TraceRow::new("more", "", whole.sum(put_off.extra_cost)));
    Some(part)
}
