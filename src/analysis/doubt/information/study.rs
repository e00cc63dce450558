//! What a study is worth (EVSI): how much of the doubt about the lead it takes away
//! (docs/method/finding-out.md, "A study").

use super::paths::IDLE;
use super::regression::{self, Column};
use super::{Knowing, Resolved, StudyVerdict, StudyWorth, expected_gain};
use crate::analysis::doubt::lever::Contest;
use crate::analysis::problem::{EstimateIdx, Problem, Rounding, number};
use crate::finding::Finding;
use crate::model::{Record, Study};

/// Weeks in a month: 365.25 days a year.
const WEEKS_PER_MONTH: f64 = 365.25 / 7.0 / 12.0;

/// Weighs a study; `None` where it resolves nothing.
///
/// A study before `decide-by` does not move the start: what waiting costs is `weeks` times
/// `delay-cost`, and no more.
pub(crate) fn weighed(
    resolved: &Resolved<'_>,
    contest: &Contest<'_>,
    money_per_point: Option<f64>,
    knowing: Option<&Knowing<'_>>,
) -> Option<StudyWorth> {
    let study = resolved.study;
    let inputs = resolved.inputs();
    if inputs.is_empty() {
        return None;
    }
    let rival = rival(contest, &inputs);
    let evpi = contest.analysis.evpi;
    let worth = money_per_point.zip(evpi).map(|(money_per_point, evpi)| {
        let mean = |idx: usize| contest.analysis.options[idx].total.map_or(0.0, |total| total.mean);
        let lead = mean(contest.leader) - mean(rival);
        let variance = study.quality.clamp(0.0, 1.0) * resolved_variance(contest, &inputs, rival);
        // A study tells at most what it resolves, and nothing where no value of that turns the choice.
        let most = knowing.map_or(0.0, |knowing| knowing.together(&inputs, rival));
        (expected_gain(lead, variance) * money_per_point).min(evpi).min(most)
    });
    let delay_cost = study.weeks * study.delay_cost;
    Some(StudyWorth {
        rival,
        resolves: inputs.iter().map(|input| contest.problem.inputs[*input].id.clone()).collect(),
        worth,
        cost: study.cost,
        weeks: study.weeks,
        delay_cost,
        verdict: verdict(worth, evpi, study.cost + delay_cost),
    })
}

fn verdict(worth: Option<f64>, evpi: Option<f64>, price: f64) -> StudyVerdict {
    match (worth, evpi) {
        (Some(_), Some(evpi)) if price > evpi => StudyVerdict::NoStudyCanPay,
        (Some(worth), _) if worth > price => StudyVerdict::Pays,
        (Some(_), _) => StudyVerdict::CostsMore,
        (None, _) => StudyVerdict::Unknown,
    }
}

/// Whom the leader is measured against: the best other option that the study can move; where it
/// moves the leader, or nobody, the best other option.
fn rival(contest: &Contest<'_>, inputs: &[EstimateIdx]) -> usize {
    let moved: Vec<usize> = inputs.iter().flat_map(|input| contest.touched(*input)).map(|(option, _)| option).collect();
    if moved.contains(&contest.leader) {
        return contest.runner_up;
    }
    let best = contest.analysis.order.iter().copied().find(|idx| moved.contains(idx));
    best.unwrap_or(contest.runner_up)
}

/// The variance of the lead over the rival that the inputs explain, in squared points.
fn resolved_variance(contest: &Contest<'_>, inputs: &[EstimateIdx], rival: usize) -> f64 {
    let blocks = &contest.simulation.blocks[..contest.worlds.len()];
    let leads: Vec<Vec<f64>> = blocks
        .iter()
        .map(|block| {
            let (leader, rival) = (&block.options[contest.leader].total, &block.options[rival].total);
            leader.iter().zip(rival).map(|(leader, rival)| leader - rival).collect()
        })
        .collect();
    let touches = |input: &&EstimateIdx| {
        contest.touched(**input).iter().any(|(option, _)| *option == contest.leader || *option == rival)
    };
    let views: Vec<_> = contest.worlds.iter().map(|world| world.view()).collect();
    let column = |input: &EstimateIdx| -> Column<'_> { views.iter().map(|view| view.column(*input)).collect() };
    let columns: Vec<Column<'_>> = inputs.iter().filter(touches).map(column).collect();
    regression::explained_variance(&columns, &leads.iter().map(Vec::as_slice).collect())
}

/// What its author left open or got wrong.
pub(crate) fn remarks(record: &Record, resolved: &Resolved<'_>, contest: &Contest<'_>) -> Vec<Finding> {
    let study = resolved.study;
    let mut findings = Vec::new();
    for (path_idx, (path, inputs)) in study.resolves.iter().zip(&resolved.by_path).enumerate() {
        if !inputs.is_empty() && inputs.iter().all(|input| contest.touched(*input).is_empty()) {
            let message = format!("`{path}` moves no total, so finding it out changes nothing");
            let help = "take it out of `resolves`, or give what it moves points".to_owned();
            let span = record.place(&format!("study.resolves[{path_idx}]"));
            findings.push(Finding::warning(IDLE, &record.path, span, message).with_help(help));
        }
    }
    findings.extend(cheap_delay(record, study, contest.problem));
    findings
}

/// Who waits loses at least what being late costs, unless there is time to spare.
fn cheap_delay(record: &Record, study: &Study, problem: &Problem) -> Option<Finding> {
    let late_cost = problem.late_cost / WEEKS_PER_MONTH;
    if study.weeks <= 0.0 || problem.due_months.is_none() || study.delay_cost >= late_cost {
        return None;
    }
    let written = |money| number(money, Rounding::Up);
    let message =
        format!("a week of the study costs {}, a week of being late {}", written(study.delay_cost), written(late_cost));
    let help = format!("write `delay-cost: {}`, unless there is time to spare", written(late_cost));
    let span = record.place("study.delay-cost");
    Some(Finding::note("study-delay-below-late-cost", &record.path, span, message).with_help(help))
}
