//! One option: its total, its score on each criterion, time, losses and ranks.

use super::page::{TracePart, TraceRow};
use super::tracing::{One, Tracing};
use super::{money, risk, spending};
use crate::analysis::{CriterionResult, EstimateId};
use crate::model::{Anchors, EstimateKey, Measure, ValueFunction};
use crate::number::{Ledger, date, fixed, listed, percent_fixed, significant, whole};
use crate::report::narrate::clean;
use crate::report::stated::{Stated, change_of};

/// Every part of one option.
pub(super) fn parts(tracing: &Tracing<'_>, option: usize) -> Vec<TracePart> {
    let one = One {
        tracing,
        option,
        result: &tracing.analysis.options[option],
        name: tracing.case.record.option_name(option).to_owned(),
        doing: tracing.case.name(option).doing.clone(),
    };
    let mut parts = vec![one.total()];
    for idx in 0..tracing.analysis.criteria.len() {
        parts.extend(one.score(idx));
    }
    parts.extend(money::parts(&one));
    parts.extend(one.time());
    parts.extend(spending::parts(&one));
    parts.extend(risk::parts(&one));
    parts.extend(one.ranks());
    parts.extend(one.authors());
    parts
}

impl One<'_> {
    fn total(&self) -> TracePart {
        let mut part = self.part(&["total"], format!("Total of {}", self.doing));
        part.formula = Some("sum of weight × mean score".to_owned());
        let criteria = &self.tracing.analysis.criteria;
        for (idx, criterion) in criteria.iter().enumerate() {
            let name = clean(&criterion.name);
            let row = match (&self.result.scores[idx], self.result.contributions[idx]) {
                (Some(score), Some(points)) => {
                    let from = format!("{} × {}", percent_fixed(criterion.weight), fixed(score.mean, 2));
                    TraceRow::new(name, from, fixed(points, 2))
                }
                _ => TraceRow::new(name, "nothing is known", "–"),
            };
            part.rows.push(row);
        }
        if let Some(total) = &self.result.total {
            part.value = Some(fixed(total.mean, 2));
            part.sum = Some(TraceRow::new("total", "of 100", fixed(total.mean, 2)));
            part.notes.push(format!(
                "Nine draws in ten lie from {} to {}; standard deviation {}, so the mean is known to about {}.",
                fixed(total.p5, 1),
                fixed(total.p95, 1),
                fixed(total.sd, 1),
                significant(total.sd / (self.tracing.analysis.draw_count as f64).sqrt(), 1)
            ));
        }
        if !self.result.dominated_by.is_empty() {
            let names = self.result.dominated_by.iter().map(|idx| self.tracing.case.name(*idx).doing.clone());
            let names: Vec<String> = names.collect();
            part.notes
                .push(format!("Its mean scores are nowhere above those of {}, and somewhere below.", listed(&names)));
        }
        if let Some((low, high)) = self.result.total_span {
            part.value = Some(format!("{} to {}", fixed(low, 2), fixed(high, 2)));
            let missing: Vec<String> = self.result.missing.iter().map(|idx| clean(&criteria[*idx].name)).collect();
            part.notes
                .push(format!("Nothing is known of {}: at worst it scores 0 there, at best 100.", listed(&missing)));
        }
        part
    }

    /// Who stated which estimate, by git; `None` where no history was read.
    fn authors(&self) -> Option<TracePart> {
        let case = self.tracing.case;
        let past = case.logged.past.as_ref()?;
        let unknown = if case.input.log.history_cut.is_some() { "not known here" } else { "not in a commit yet" };
        let mut part = self.part(&["estimates"], format!("Who estimated {}", self.doing));
        for input in &self.tracing.analysis.inputs {
            let EstimateId::OfOption(option, key) = &input.id else { continue };
            if *option != self.option {
                continue;
            }
            let by = change_of(&input.id, case.record, past).map_or_else(
                || unknown.to_owned(),
                |change| format!("{}, {}, commit {}", clean(&change.author), date(change.date), change.short()),
            );
            let written = Stated::of(&input.id, case.record, case.input.book).written.map(clean).unwrap_or_default();
            let row = TraceRow::new(self.tracing.input_name(&input.id), written, by);
            part.rows.push(row.at(self.tracing.option_place(*option, key.clone())));
        }
        part.notes.push("The last commit that changed each figure; one that only moved it is none.".to_owned());
        (!part.rows.is_empty()).then_some(part)
    }

    fn score(&self, idx: usize) -> Option<TracePart> {
        let criterion = &self.tracing.analysis.criteria[idx];
        let (level, score) = (self.result.levels[idx]?, self.result.scores[idx]?);
        let name = clean(&criterion.name);
        let mut part = self.part(&["score", &criterion.id], format!("Score of {} on {name}", self.doing));
        part.value = Some(fixed(score.mean, 2));
        part.formula = Some(formula(self.tracing, criterion, level.mean));
        part.rows.extend(self.level_row(criterion, level.mean));
        let at_mean = 100.0 * criterion.value.score(level.mean);
        part.notes.push(if (at_mean - score.mean).abs() < 0.005 {
            format!("The mean over the draws is {}, and so it is at the mean level.", fixed(score.mean, 2))
        } else {
            format!(
                "The mean over the draws is {}; at the mean level it is {}, as the line is not straight or draws \
                 beyond its ends are held there.",
                fixed(score.mean, 2),
                fixed(at_mean, 2)
            )
        });
        Some(part)
    }

    fn level_row(&self, criterion: &CriterionResult, mean: f64) -> Option<TraceRow> {
        let key = match criterion.measure {
            Measure::TotalCost => {
                return Some(TraceRow::new("total-cost", "below", self.tracing.level(criterion, mean)));
            }
            Measure::AnnualLoss => {
                return Some(TraceRow::new("loss a year", "below", self.tracing.level(criterion, mean)));
            }
            Measure::ExitMonths => EstimateKey::ExitMonths,
            Measure::Ready => EstimateKey::Ready,
            Measure::Own => EstimateKey::level(&criterion.id),
        };
        self.input_row(key)
    }

    /// An estimate of this option, named by its path.
    pub(super) fn input_row(&self, key: EstimateKey) -> Option<TraceRow> {
        let id = EstimateId::OfOption(self.option, key);
        self.tracing.input_row(&id, &id.path())
    }

    fn time(&self) -> Option<TracePart> {
        let ready = self.result.ready?;
        let mut part = self.part(&["ready", "late", "time"], format!("Months until {} is ready", self.doing));
        part.value = Some(fixed(ready.mean, 2));
        part.rows.extend(self.input_row(EstimateKey::Ready));
        if let Some(due) = self.tracing.analysis.due_months {
            let row = TraceRow::new("needed by", "months from the start to the end of that day", fixed(due, 2));
            part.rows.push(row.at(self.tracing.key_place("needed-by")));
        }
        if let (Some(due), Some(chance), Some(late)) =
            (self.tracing.analysis.due_months, self.result.late_chance, self.result.late_months)
        {
            part.rows.push(TraceRow::new("late", "share of its range beyond that", percent_fixed(chance)));
            part.rows.push(TraceRow::new("months late", "mean of what lies beyond", fixed(late.mean, 3)));
            let at_mean = (ready.mean - due).max(0.0);
            if (at_mean - late.mean).abs() >= 0.0005 {
                part.notes.push(format!(
                    "The mean over the draws is {} months late; at the mean it is {}, as being early does not make up for \
                     being late.",
                    fixed(late.mean, 3),
                    fixed(at_mean, 3)
                ));
            }
        }
        if let Some(cost) = self.result.late_cost {
            let ledger = Ledger::new(&self.tracing.case.money, cost.mean);
            let rate = self.tracing.case.record.inputs.late_cost.unwrap_or_default();
            let rate = Ledger::new(&self.tracing.case.money, rate).sum(rate);
            let months = self.result.late_months.map_or(0.0, |late| late.mean);
            let row =
                TraceRow::new("cost of that", format!("{} × {rate} a month", fixed(months, 3)), ledger.sum(cost.mean));
            part.rows.push(row.at(self.tracing.key_place("late-cost")));
        }
        Some(part)
    }

    fn ranks(&self) -> Option<TracePart> {
        let first = *self.result.rank_shares.first()?;
        let count = self.tracing.analysis.draw_count as f64;
        let mut part = self.part(&["rank", "share"], format!("How often {} comes first", self.doing));
        part.value = Some(percent_fixed(first));
        part.formula = Some("draws in which its total is the highest / all draws; ties count in part".to_owned());
        for (place, share) in self.result.rank_shares.iter().enumerate() {
            let from = format!("{} of {} draws", fixed(share * count, 0), whole(count));
            let what = crate::number::ordinal(place + 1);
            part.rows.push(TraceRow::new(what, from, percent_fixed(*share)));
        }
        if let Some(cheapest) = self.result.cheapest_share {
            let from = format!("lowest total-cost in {} draws", fixed(cheapest * count, 0));
            part.rows.push(TraceRow::new("cheapest", from, percent_fixed(cheapest)));
        }
        if let Some(regret) = self.result.regret {
            let sum = Ledger::new(&self.tracing.case.money, regret).sum(regret);
            part.rows.push(TraceRow::new("regret", "mean of its total-cost less the lowest in each draw", sum));
        }
        let error = (first * (1.0 - first) / count).sqrt();
        part.notes.push(format!(
            "Seed {}; the standard error of the first share is at most {} points.",
            self.tracing.analysis.seed,
            fixed(error * 100.0, 1)
        ));
        Some(part)
    }
}

/// `(€3,000.0k − €1,784.7k) / (€3,000.0k − €1,000.0k)`.
fn formula(tracing: &Tracing<'_>, criterion: &CriterionResult, mean: f64) -> String {
    let level = |value: f64| tracing.level(criterion, value);
    match &criterion.value {
        ValueFunction::Linear(Anchors { worst, best }) if worst > best => {
            format!("({} − {}) / ({} − {})", level(*worst), level(mean), level(*worst), level(*best))
        }
        ValueFunction::Linear(Anchors { worst, best }) => {
            format!("({} − {}) / ({} − {})", level(mean), level(*worst), level(*best), level(*worst))
        }
        ValueFunction::Piecewise(points) => {
            let around = points.windows(2).find(|pair| mean <= pair[1].0).unwrap_or(&points[points.len() - 2..]);
            let point = |(at, score): (f64, f64)| format!("{} scores {}", level(at), fixed(score * 100.0, 0));
            format!("on the line from {} to {}", point(around[0]), point(around[1]))
        }
        ValueFunction::Exponential { rho, .. } => {
            format!("(1 − e^(−d/{0})) / (1 − e^(−D/{0}))", significant(*rho, 4))
        }
    }
}
