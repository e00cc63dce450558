//! Is it worth finding out first, traced: knowing everything, one estimate, and the study.

use super::page::{TracePart, TraceRow};
use super::tracing::{Tracing, place};
use crate::analysis::information::StudyVerdict;
use crate::model::Measure;
use crate::number::{Ledger, fixed, percent_fixed, significant};
use crate::report::stated::Stated;

/// Worth of knowing everything, and of the study.
pub(super) fn parts(tracing: &Tracing<'_>) -> Vec<TracePart> {
    evpi(tracing).into_iter().chain(study(tracing)).collect()
}

/// What knowing everything is worth, and one estimate alone.
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
        let stated = Stated::of(&worth.input, tracing.case.record, tracing.case.input.book);
        let row = TraceRow::new(tracing.input_name(&worth.input), "known alone", ledger.sum(worth.worth));
        part.rows.push(row.at(place(stated.span)));
    }
    if !analysis.input_worths.is_empty() {
        part.notes.push(
            "Known alone (EVPPI): over 100 bins of its range, the mean of the best less the best of the means; what the \
             others do in proportion, and what chance alone gives, is taken off."
                .to_owned(),
        );
    }
    Some(part)
}

/// The record's study against its cost.
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
