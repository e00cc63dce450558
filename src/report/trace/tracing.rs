//! A decision whose figures are traced: where things stand, and how inputs are told.

use super::page::{TracePart, TraceRow};
use crate::analysis::{CriterionResult, DecisionAnalysis, EstimateId, OptionResult, Scale};
use crate::model::{Distribution, EstimateKey, OptionKey, Timing};
use crate::number::{Ledger, count, fixed, month_and_year, significant, stated_percent, whole};
use crate::report::narrate::{Case, clean, input_name};
use crate::report::stated::Stated;
use crate::source::Span;

/// A decision whose figures are traced.
pub(super) struct Tracing<'a> {
    pub(super) case: &'a Case<'a>,
    pub(super) analysis: &'a DecisionAnalysis,
}

impl Tracing<'_> {
    pub(super) fn notes(&self) -> Vec<String> {
        let analysis = self.analysis;
        let rate = if analysis.is_rate_stated {
            format!("discounted at {} a year", stated_percent(analysis.discount_rate))
        } else {
            "not discounted".to_owned()
        };
        let timing = match analysis.timing {
            Timing::End => "at the end of each year",
            Timing::Mid => "in the middle of each year",
        };
        vec![
            format!(
                "Places are line:column of {}. Money over {} from {}, {rate}, running money {timing}; year 0 is the start.",
                self.case.record.path,
                count(analysis.horizon_years as usize, "year", "years"),
                month_and_year(analysis.starts),
            ),
            format!(
                "Means over {} draws, seed {}. Figures are rounded to the last digit shown, so a sum may differ from its \
                 terms by one there.",
                whole(analysis.draw_count as f64),
                analysis.seed
            ),
        ]
    }

    /// Where a criterion stands.
    pub(super) fn criterion_place(&self, criterion: &CriterionResult) -> Option<String> {
        let spec = self.case.record.inputs.criteria.as_ref()?;
        let span = spec.criteria.iter().find(|spec| spec.id == criterion.id)?.span;
        place(Some(span))
    }

    /// Where a key of the record stands.
    pub(super) fn key_place(&self, key: &str) -> Option<String> {
        place(self.case.record.place(key))
    }

    /// Where a key of an option stands.
    pub(super) fn option_place(&self, option: usize, key: impl Into<OptionKey>) -> Option<String> {
        let front = self.case.record.options[option].front_matter_idx.unwrap_or(option);
        self.key_place(&format!("options[{front}].{}", key.into()))
    }

    /// How far one option is ahead of another on a criterion, in scores of 0 to 1.
    pub(super) fn lead_on(&self, leader: usize, rival: usize, criterion: usize) -> Option<f64> {
        let score =
            |option: usize| self.analysis.options[option].scores.get(criterion)?.map(|score| score.mean / 100.0);
        Some(score(leader)? - score(rival)?)
    }

    /// The same, and how far it is ahead on all others, by their weights.
    pub(super) fn leads(&self, leader: usize, rival: usize, criterion: usize) -> Option<(f64, f64)> {
        let criteria = self.analysis.criteria.iter().enumerate();
        let others = criteria.filter(|(idx, other)| *idx != criterion && other.weight > 0.0);
        let (mut lead, mut weights) = (0.0, 0.0);
        for (idx, other) in others {
            lead += other.weight * self.lead_on(leader, rival, idx)?;
            weights += other.weight;
        }
        Some((self.lead_on(leader, rival, criterion)?, lead / weights))
    }

    /// A level of a criterion with its unit.
    pub(super) fn level(&self, criterion: &CriterionResult, value: f64) -> String {
        match criterion.scale {
            Scale::Money | Scale::MoneyPerYear | Scale::MoneyPerMonth => {
                let anchors = criterion.value.anchors();
                let largest = anchors.worst.abs().max(anchors.best.abs()).max(value.abs());
                Ledger::new(&self.case.money, largest).sum(value)
            }
            Scale::Months => fixed(value, 2),
            _ => significant(value, 4),
        }
    }

    /// A number in its scale.
    pub(super) fn in_scale(&self, scale: Scale, value: f64) -> String {
        match scale {
            Scale::Money | Scale::MoneyPerYear | Scale::MoneyPerMonth => {
                Ledger::new(&self.case.money, value).sum(value)
            }
            Scale::Percent => format!("{}%", significant(value * 100.0, 4)),
            Scale::Months => fixed(value, 2),
            _ => significant(value, 4),
        }
    }

    /// An input: as written, its shape, its mean, where it stands.
    pub(super) fn input_row(&self, id: &EstimateId, what: &str) -> Option<TraceRow> {
        let input = self.analysis.inputs.iter().find(|input| input.id == *id)?;
        let stated = Stated::of(id, self.case.record, self.case.input.book);
        let shape = shape(&input.distribution);
        let from = match stated.written {
            Some(written) if shape == "certain" => format!("{}, certain", clean(written)),
            Some(written) => format!("{}, {shape}; mean", clean(written)),
            None => "past ratios, one a draw; mean".to_owned(),
        };
        let row = TraceRow::new(what, from, self.in_scale(input.scale, input.distribution.mean()));
        let place = place(stated.span);
        Some(if stated.path == self.case.record.path { row.at(place) } else { row.in_file(stated.path, place) })
    }

    /// Mean of an input of an option.
    pub(super) fn mean(&self, option: usize, key: EstimateKey) -> Option<f64> {
        self.mean_of(&EstimateId::OfOption(option, key))
    }

    pub(super) fn mean_of(&self, id: &EstimateId) -> Option<f64> {
        self.analysis.inputs.iter().find(|input| input.id == *id).map(|input| input.distribution.mean())
    }

    /// An input in words.
    pub(super) fn input_name(&self, id: &EstimateId) -> String {
        input_name(self.case, id)
    }
}

/// A number as a term: `(−0.2)` in brackets below zero.
pub(super) fn bracketed(value: f64) -> String {
    if value < 0.0 { format!("({})", fixed(value, 4)) } else { fixed(value, 4) }
}

/// `34:19`.
pub(super) fn place(span: Option<Span>) -> Option<String> {
    span.filter(|span| span.line > 0).map(|span| format!("{}:{}", span.line, span.column))
}

fn shape(distribution: &Distribution) -> &'static str {
    match distribution {
        Distribution::Certain(_) => "certain",
        Distribution::Normal { .. } => "normal",
        Distribution::TruncatedNormal { .. } => "normal, cut at the scale",
        Distribution::Lognormal { .. } => "lognormal",
        Distribution::Uniform { .. } => "uniform",
        Distribution::Triangular { .. } => "triangular",
        Distribution::Pert { .. } => "PERT",
    }
}

/// One option being traced.
pub(super) struct One<'a> {
    pub(super) tracing: &'a Tracing<'a>,
    pub(super) option: usize,
    pub(super) result: &'a OptionResult,
    pub(super) name: String,
    pub(super) doing: String,
}

impl One<'_> {
    /// A part with this option among its topics.
    pub(super) fn part(&self, topics: &[&str], title: String) -> TracePart {
        let all: Vec<&str> = std::iter::once(self.name.as_str()).chain(topics.iter().copied()).collect();
        TracePart::new(&all, title)
    }
}
