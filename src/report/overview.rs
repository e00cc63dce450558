//! One line a decision: who leads, by how much, how sure that is, and what would turn it first.

use crate::model::Sourcing;
use crate::number::{Rounding, fixed, listed, points_alone};
use crate::report::Input;
use crate::report::narrate::{Case, clean, first_share, least_shift, turns};
use schemars::JsonSchema;
use serde::Serialize;

/// One decision in a line.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ComparedRecord {
    /// Its number.
    pub number: Option<u64>,
    /// Its page id.
    pub id: String,
    /// Its path, relative to the root.
    pub path: String,
    /// Its title.
    pub title: String,
    /// draft, proposed, accepted, rejected, deprecated, superseded, other or none.
    pub status: &'static str,
    /// Highest mean total among complete options that keep the musts.
    pub leader: Option<String>,
    /// The next.
    pub runner_up: Option<String>,
    /// Decided, else recommended, else the leader.
    pub chosen: Option<String>,
    /// By how much the leader leads, in points of 100.
    pub lead: Option<f64>,
    /// Share of draws in which the leader comes first.
    pub first_share: Option<f64>,
    /// The leader is first in too few draws, or too little weight turns it.
    pub close_call: bool,
    /// The least weight that turns it, in points of 100.
    pub least_shift: Option<f64>,
    /// Who is first then.
    pub shift_to: Option<String>,
    /// Path of the input whose turn is the likeliest.
    pub flip_input: Option<String>,
    /// The value at which it turns.
    pub flip_at: Option<f64>,
    /// Whether it turns above that value, not below.
    pub flip_above: Option<bool>,
    /// How likely that is; null for a certain number.
    pub flip_likelihood: Option<f64>,
    /// Who is first then.
    pub flip_to: Option<String>,
    /// The same in words, for people.
    #[serde(skip)]
    pub told: ComparedLine,
}

/// A decision's line in words.
#[derive(Clone, Debug, Default)]
pub struct ComparedLine {
    /// Mark of the leader's sourcing.
    pub mark: Option<Sourcing>,
    /// The leader.
    pub leader: String,
    /// "4 close".
    pub lead: String,
    /// "63%".
    pub first: String,
    /// "8".
    pub shift: String,
    /// "Users below 39k: partnering, about 1 in 6".
    pub flip: String,
}

/// The line of a record; `None` without figures.
pub fn compared(input: &Input, record_idx: usize) -> Option<ComparedRecord> {
    let case = Case::new(input, record_idx);
    let analysis = case.analysis?;
    let name = |idx: usize| case.record.option_name(idx).to_owned();
    let total = |idx: Option<usize>| Some(analysis.options.get(idx?)?.total?.mean);
    let lead = total(analysis.leader).zip(total(analysis.runner_up)).map(|(first, second)| first - second);
    let shift = least_shift(&case);
    let flip = analysis.flips.first();
    Some(ComparedRecord {
        number: case.record.number,
        id: case.logged.page_id.clone(),
        path: case.record.path.clone(),
        title: case.record.title.text.clone(),
        status: case.record.status().map_or("none", crate::model::Status::as_str),
        leader: analysis.leader.map(name),
        runner_up: analysis.runner_up.map(name),
        chosen: analysis.chosen.map(name),
        lead,
        first_share: analysis.leader.and_then(|leader| analysis.options[leader].rank_shares.first().copied()),
        close_call: analysis.verdict.is_close_call,
        least_shift: shift.map(|(_, shift)| shift.weight * 100.0),
        shift_to: shift.map(|(rival, _)| name(rival)),
        flip_input: flip.map(|flip| super::figures::input_path(&flip.input, case.record)),
        flip_at: flip.map(|flip| flip.at),
        flip_above: flip.map(|flip| flip.is_above),
        flip_likelihood: flip.and_then(|flip| flip.likelihood),
        flip_to: flip.map(|flip| name(flip.then_first)),
        told: line(&case, lead),
    })
}

fn line(case: &Case, lead: Option<f64>) -> ComparedLine {
    let Some(analysis) = case.analysis else { return ComparedLine::default() };
    let none = || "–".to_owned();
    let leader = analysis.leader;
    let first = leader.and_then(|leader| analysis.options[leader].rank_shares.first().copied());
    ComparedLine {
        mark: leader.and_then(|leader| case.name(leader).mark),
        leader: leader.map_or_else(|| "nobody".to_owned(), |leader| clean(&case.name(leader).label)),
        lead: match lead {
            Some(_) if analysis.verdict.tied.len() > 1 => "tie".to_owned(),
            Some(lead) => {
                let close = if analysis.verdict.is_close_call { " close" } else { "" };
                format!("{}{close}", fixed(lead, i32::from(lead < 1.0)))
            }
            None => none(),
        },
        first: first
            .filter(|_| lead.is_some() && case.no_doubt().is_none())
            .map_or_else(none, |share| first_share(case, share)),
        shift: least_shift(case).map_or_else(none, |(_, shift)| points_alone(shift.weight * 100.0, Rounding::Up)),
        flip: turns(case).into_iter().next().map_or_else(
            || match analysis.leader {
                Some(leader) if analysis.is_led_whatever() => format!("whatever its {}", listed(&case.lacks(leader))),
                None if !analysis.verdict.might_lead.is_empty() => "figures are missing".to_owned(),
                _ => "no single estimate".to_owned(),
            },
            |turn| {
                let likelihood = turn.likelihood.as_ref().or(turn.change.as_ref());
                let likelihood = likelihood.map_or_else(String::new, |words| format!(", {words}"));
                format!("{}{likelihood}", turn.heading())
            },
        ),
    }
}
