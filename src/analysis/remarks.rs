//! What the author should know once the figures are there: cut-off levels, borrowed scales, gaps,
//! and a choice against the numbers that nobody explains.

use crate::analysis::problem::{OptionModel, Problem, Rounding, criteria_block, number};
use crate::analysis::result::DecisionAnalysis;
use crate::finding::Finding;
use crate::model::{Anchors, ConsideredOption, EstimateKey, Measure, OptionKey, Record, Risk};
use crate::source::Span;

/// Share of draws outside the anchors from which they should be widened.
pub(crate) const CLAMPED_SHARE: f64 = 0.05;

/// Findings about an analyzed record.
pub(crate) fn remarks(record: &Record, problem: &Problem, analysis: &DecisionAnalysis) -> Vec<Finding> {
    let remarks = Remarks { record, problem, analysis };
    let mut findings = Vec::new();
    findings.extend(remarks.reversed_anchors());
    findings.extend(remarks.cut_off_levels());
    findings.extend(remarks.borrowed_scales());
    findings.extend(remarks.no_ranges());
    findings.extend(remarks.incomplete_options());
    findings.extend(remarks.unexplained_choice());
    findings
}

struct Remarks<'a> {
    record: &'a Record,
    problem: &'a Problem,
    analysis: &'a DecisionAnalysis,
}

impl Remarks<'_> {
    fn warn(&self, rule: &'static str, span: Option<Span>, message: String, help: String) -> Finding {
        Finding::warning(rule, &self.record.path, span, message).with_help(help)
    }

    /// More cost, loss or time is never better, whatever an author's own criterion may be.
    fn reversed_anchors(&self) -> Vec<Finding> {
        let criteria = self.problem.criteria.iter().filter(|criterion| criterion.measure != Measure::Own);
        let reversed = criteria.filter_map(|criterion| {
            let Anchors { worst, best } = criterion.value.as_ref()?.anchors();
            let message = format!("by its anchors, more is better on `{}`", criterion.name);
            let (low, high) = (number(worst, Rounding::Down), number(best, Rounding::Up));
            let help = format!("exchange them: `worst: {high}, best: {low}`");
            (worst < best).then(|| self.warn("anchors-reversed", criterion.span, message, help))
        });
        reversed.collect()
    }

    fn cut_off_levels(&self) -> Vec<Finding> {
        let criteria = self.analysis.criteria.iter().enumerate();
        let cut = criteria.filter(|(_, criterion)| criterion.clamped_share > CLAMPED_SHARE);
        cut.map(|(idx, criterion)| {
            let Anchors { worst, best } = criterion.value.anchors();
            let levels = self.analysis.options.iter().filter_map(|option| option.levels[idx]);
            let (low, high) = levels.fold((worst.min(best), worst.max(best)), |(low, high), level| {
                (low.min(level.p5), high.max(level.p95))
            });
            let (low, high) = (number(low, Rounding::Down), number(high, Rounding::Up));
            let (worst, best) = if worst > best { (high, low) } else { (low, high) };
            let share = (criterion.clamped_share * 100.0).round();
            let message = format!(
                "{share}% of the levels of `{}` lie outside its anchors, where better and worse no longer count",
                criterion.name
            );
            let help = format!("widen the anchors: `worst: {worst}, best: {best}`, and think its points over");
            self.warn("widen-anchors", self.problem.criteria[idx].span, message, help)
        })
        .collect()
    }

    fn borrowed_scales(&self) -> Option<Finding> {
        let without: Vec<&str> = self
            .problem
            .criteria
            .iter()
            .filter(|criterion| criterion.value.is_none() && criterion.weight > 0.0)
            .map(|criterion| criterion.name.as_str())
            .collect();
        if without.is_empty() || self.analysis.leader.is_none() {
            return None;
        }
        let names: Vec<String> = without.iter().map(|name| format!("`{name}`")).collect();
        let message = format!(
            "the scale of {} comes from the options themselves, so an option that nobody wants can turn the ranking",
            names.join(" and ")
        );
        let values: Vec<_> = self.analysis.criteria.iter().map(|criterion| criterion.value.clone()).collect();
        let help = criteria_block(&self.problem.criteria, &values);
        let span = self.record.place("criteria").or_else(|| self.record.place("options"));
        Some(self.warn("scale-from-options", span, message, help))
    }

    /// Without a range on what moves a total, no share and no chance says anything.
    fn no_ranges(&self) -> Option<Finding> {
        if self.analysis.runner_up.is_none() || self.analysis.has_doubt() {
            return None;
        }
        let message = if self.analysis.has_ranges() {
            "no range that is given moves a total, so nobody can say how sure the answer is"
        } else {
            "no estimate has a range, so nobody can say how sure the answer is"
        };
        let help = "write what holds nine times in ten, as in `once: 450k to 700k`".to_owned();
        Some(self.warn("no-ranges", self.record.place("options"), message.to_owned(), help))
    }

    fn incomplete_options(&self) -> Vec<Finding> {
        let options = self.analysis.options.iter().enumerate().filter(|(_, option)| !option.missing.is_empty());
        options
            .map(|(idx, option)| {
                let names: Vec<String> = option
                    .missing
                    .iter()
                    .map(|missing| format!("`{}`", self.problem.criteria[*missing].name))
                    .collect();
                let stated = &self.record.options[idx];
                if let Some((names, span)) = self.unread(stated, &self.problem.options[idx], &option.missing) {
                    let message = format!("`{}` cannot be ranked without its {names}", stated.title);
                    return self.warn("incomplete-option", Some(span), message, "mend what stands here".to_owned());
                }
                let names = listed(&names);
                let message = format!("`{}` says nothing on {names}, so it cannot be ranked", stated.title);
                let first = &self.problem.criteria[option.missing[0]];
                let help = format!("add {}", example(first.measure, &first.id));
                let span = if stated.span.line > 0 { Some(stated.span) } else { None };
                self.warn("incomplete-option", span, message, help)
            })
            .collect()
    }

    /// Names of missing criteria, and the first's place, where figures of each stand there and could not be read.
    fn unread(&self, option: &ConsideredOption, model: &OptionModel, missing: &[usize]) -> Option<(String, Span)> {
        let is_of_risks =
            |key: &OptionKey| matches!(key, OptionKey::Risks | OptionKey::Estimate(EstimateKey::Risk(..)));
        let of_risks = || option.unread.iter().find(|(key, _)| is_of_risks(key)).map(|(_, span)| *span);
        let place = |idx: &usize| {
            let criterion = &self.problem.criteria[*idx];
            let span = match criterion.measure {
                Measure::TotalCost => model.unread_cost,
                Measure::AnnualLoss => of_risks().or_else(|| open_risk(option)),
                Measure::ExitMonths => option.unread_at(EstimateKey::ExitMonths),
                Measure::Ready => option.unread_at(EstimateKey::Ready),
                Measure::Own => option.unread_at(EstimateKey::level(&criterion.id)),
            };
            Some((format!("`{}`", criterion.name), span?))
        };
        let places: Vec<_> = missing.iter().map(place).collect::<Option<_>>()?;
        let names: Vec<&str> = places.iter().map(|(name, _)| name.as_str()).collect();
        Some((names.join(" and "), places.first()?.1))
    }

    /// "the numbers favor `Buy`"; in a close call, that they hardly do.
    fn lead_over(&self, chosen: usize, leader: usize) -> String {
        let verdict = &self.analysis.verdict;
        let title = &self.problem.options[leader].title;
        let is_near = verdict.named_together.contains(&chosen)
            || verdict.is_close_call && self.analysis.runner_up == Some(chosen);
        if is_near { format!("`{title}` is ahead of it by little") } else { format!("the numbers favor `{title}`") }
    }

    /// Against the numbers is allowed; without a reason it is not.
    fn unexplained_choice(&self) -> Option<Finding> {
        let leader = self.analysis.leader?;
        let tied = &self.analysis.verdict.tied;
        if self.analysis.chosen.is_some_and(|chosen| tied.contains(&chosen)) {
            // Between options that tie, any choice goes with the numbers.
            return None;
        }
        let title = |idx: usize| &self.problem.options[idx].title;
        let has_text = |text: Option<&String>| text.is_some_and(|text| !text.trim().is_empty());
        if let Some(decided) = self.problem.decided.filter(|decided| *decided != leader) {
            let because = self.record.decision.as_ref().and_then(|decision| decision.because.as_ref());
            if has_text(because) {
                return None;
            }
            let message = format!(
                "`{}` was decided while {}, and nothing says why",
                title(decided),
                self.lead_over(decided, leader)
            );
            let help = "add the reason to `decision`: `because: …`".to_owned();
            return Some(self.warn("unexplained-choice", self.record.place("decision"), message, help));
        }
        let recommended = self.problem.recommended.filter(|idx| *idx != leader && self.problem.decided.is_none())?;
        let (name, because) = self.record.recommend.as_ref()?;
        if has_text(because.as_ref()) {
            return None;
        }
        let message = format!(
            "`{}` is recommended while {}, and nothing says why",
            title(recommended),
            self.lead_over(recommended, leader)
        );
        let help = format!("add the reason: `recommend: {{ option: {name}, because: … }}`");
        Some(self.warn("unexplained-choice", self.record.place("recommend"), message, help))
    }
}

/// Where a risk stands that does not say how often it happens or what it costs.
fn open_risk(option: &ConsideredOption) -> Option<Span> {
    let is_open = |risk: &&Risk| risk.per_year.is_none() || risk.loss.is_none();
    option.risks.iter().flatten().find(is_open).map(|risk| risk.span).filter(|span| span.line > 0)
}

/// Names as a person would list them.
fn listed(names: &[String]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => names.concat(),
    }
}

/// What to type where a criterion is silent.
fn example(measure: Measure, id: &str) -> String {
    match measure {
        Measure::TotalCost => {
            "`cost: { once: 120k to 250k, yearly: 40k to 60k }`, or `cost: 0` where it is free".into()
        }
        Measure::AnnualLoss => {
            "`risks: [{ name: Outage, per-year: 0.1 to 0.3, loss: 50k to 200k }]`, or `risks: []`".into()
        }
        Measure::ExitMonths => "`exit: { months: 3 / 6 / 12, cost: 50k to 150k }`".into(),
        Measure::Ready => "`ready: 3 to 6`, months from the start".into(),
        Measure::Own => format!("`{id}: LOW to HIGH`"),
    }
}
