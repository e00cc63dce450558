//! What would change the answer, traced: the least shift, flips, the worth of knowing, the study.

use super::decision::{Tracing, place};
use super::page::{TracePart, TraceRow};
use crate::analysis::information::StudyVerdict;
use crate::model::Measure;
use crate::report::narrate::clean;
use crate::report::number::{Ledger, chance_number, fixed, percent_fixed, significant};

/// Least shifts, flips, worth of knowing everything, and the study.
pub(super) fn parts(tracing: &Tracing<'_>) -> Vec<TracePart> {
    let mut parts: Vec<TracePart> = tracing.case.order.iter().filter_map(|rival| shift(tracing, *rival)).collect();
    parts.extend(flips(tracing));
    parts.extend(evpi(tracing));
    parts.extend(study(tracing));
    parts
}

/// Each shifted point moves the lead by the difference that is lost and the one that is won.
fn shift(tracing: &Tracing<'_>, rival: usize) -> Option<TracePart> {
    let analysis = tracing.analysis;
    let leader = analysis.leader?;
    let shift = analysis.least_shift.get(rival)?.as_ref()?;
    let lead = analysis.options[leader].total?.mean - analysis.options[rival].total?.mean;
    let ahead = |idx: usize| -> Option<f64> {
        let score = |option: usize| analysis.options[option].scores.get(idx)?.map(|score| score.mean / 100.0);
        Some(score(leader)? - score(rival)?)
    };
    let (leading, following) = (&tracing.case.name(leader).doing, &tracing.case.name(rival).doing);
    let name = tracing.case.record.option_name(rival);
    let mut part = TracePart::new(&["shift", "weights", name], format!("Least shift of weight to {following}"));
    part.value = Some(format!("{} points", fixed(shift.weight * 100.0, 2)));
    part.formula = Some(format!(
        "points moved × (how far {leading} is ahead where they come from − where they go), until the lead is gone"
    ));
    let to = clean(&analysis.criteria[shift.to].name);
    for (from, weight) in &shift.from {
        let points = weight * 100.0;
        let (own, other) = (ahead(*from)?, ahead(shift.to)?);
        let what = format!("{} → {to}", clean(&analysis.criteria[*from].name));
        let terms = format!("{} × ({} − {})", fixed(points, 2), signed(own), signed(other));
        part.rows.push(TraceRow::new(what, terms, fixed(points * (own - other), 2)));
    }
    part.sum = Some(TraceRow::new("lead", "of mean totals", fixed(lead, 2)));
    Some(part)
}

fn signed(value: f64) -> String {
    if value < 0.0 { format!("({})", fixed(value, 4)) } else { fixed(value, 4) }
}

fn flips(tracing: &Tracing<'_>) -> Option<TracePart> {
    let analysis = tracing.analysis;
    if analysis.flips.is_empty() {
        return None;
    }
    let leader = &tracing.case.name(analysis.leader?).doing;
    let mut part = TracePart::new(&["flip", "flips"], "What must be true");
    part.formula = Some(format!(
        "the value at which the mean lead of {leader} is 0: that input fixed in every draw, the rest as drawn"
    ));
    for flip in &analysis.flips {
        let stated = crate::report::stated::Stated::of(&flip.input, tracing.case.record, tracing.case.input.book);
        let likelihood = match flip.likelihood {
            None => "certain, so no chance is given".to_owned(),
            Some(0.0) => "outside its own range".to_owned(),
            Some(chance) => format!("chance of that or farther {}", chance_number(chance)),
        };
        let from = format!(
            "{} now, then {} is first; {likelihood}",
            tracing.in_scale(flip.scale, flip.now),
            tracing.case.name(flip.then_first).doing
        );
        let row = TraceRow::new(tracing.input_name(&flip.input), from, tracing.in_scale(flip.scale, flip.at));
        part.rows.push(row.at(place(stated.span)));
    }
    Some(part)
}

fn evpi(tracing: &Tracing<'_>) -> Option<TracePart> {
    let analysis = tracing.analysis;
    let (evpi, leader) = (analysis.evpi?, analysis.leader?);
    let cost = analysis.criteria.iter().find(|criterion| criterion.measure == Measure::TotalCost)?;
    let anchors = cost.value.anchors();
    let span = (anchors.worst - anchors.best).abs();
    let point = span / cost.weight / 100.0;
    let total = analysis.options[leader].total?.mean;
    let ledger = Ledger::new(&tracing.case.money, evpi.max(point));
    let mut part = TracePart::new(&["evpi", "worth"], "What knowing everything is worth (EVPI)");
    part.value = Some(ledger.sum(evpi));
    part.formula =
        Some("(mean of the best total in each draw − the leader's mean total) × money of a point".to_owned());
    part.rows = vec![
        TraceRow::new("best in each draw", "mean", fixed(total + evpi / point, 3)),
        TraceRow::new(tracing.case.name(leader).doing.clone(), "mean total", fixed(total, 3)),
        TraceRow::new("gain", "points", fixed(evpi / point, 3)),
        TraceRow::new(
            "a point",
            format!(
                "{} between cost's ends / {} / 100",
                Ledger::new(&tracing.case.money, span).sum(span),
                percent_fixed(cost.weight)
            ),
            ledger.sum(point),
        ),
    ];
    for worth in &analysis.input_worths {
        let stated = crate::report::stated::Stated::of(&worth.input, tracing.case.record, tracing.case.input.book);
        let row = TraceRow::new(
            tracing.input_name(&worth.input),
            "knowing it alone: mean of the best by 100 bins of it, less the best of means, less noise",
            ledger.sum(worth.worth),
        );
        part.rows.push(row.at(place(stated.span)));
    }
    Some(part)
}

fn study(tracing: &Tracing<'_>) -> Option<TracePart> {
    let study = tracing.analysis.study.as_ref()?;
    let stated = tracing.case.record.inputs.study.as_ref()?;
    let ledger = Ledger::new(&tracing.case.money, study.worth.unwrap_or(study.cost).max(study.delay_cost));
    let mut part = TracePart::new(&["study", "worth"], "The study");
    part.formula = Some(format!(
        "EVSI: what a closer look resolves of the lead over {}, by regression over the draws, at quality {}",
        tracing.case.name(study.rival).doing,
        percent_fixed(stated.quality)
    ));
    if let Some(worth) = study.worth {
        part.value = Some(ledger.sum(worth - study.cost - study.delay_cost));
        part.rows.push(TraceRow::new("what it tells", "EVSI", ledger.sum(worth)));
        part.sum = Some(TraceRow::new("left over", "", ledger.sum(worth - study.cost - study.delay_cost)));
    }
    let cost = TraceRow::new("its cost", "as stated", format!("{}{}", "\u{2212}", ledger.sum(study.cost)));
    part.rows.push(cost.at(tracing.key_place("study.cost")));
    let weekly = Ledger::new(&tracing.case.money, stated.delay_cost).sum(stated.delay_cost);
    let delay = TraceRow::new(
        "waiting for it",
        format!("{} weeks × {weekly}", significant(study.weeks, 3)),
        format!("{}{}", "\u{2212}", ledger.sum(study.delay_cost)),
    );
    part.rows.push(delay.at(tracing.key_place("study.delay-cost")));
    for input in &study.resolves {
        part.rows.extend(tracing.input_row(input, &format!("resolves {}", tracing.input_name(input))));
    }
    part.notes.push(
        match study.verdict {
            StudyVerdict::Pays => "It tells more than it costs.",
            StudyVerdict::CostsMore => "It costs more than it tells.",
            StudyVerdict::NoStudyCanPay => "It costs more than knowing everything is worth, so no study can pay.",
            StudyVerdict::Unknown => "Nothing can be said in money.",
        }
        .to_owned(),
    );
    Some(part)
}
