//! What an author should know before trusting the figures: gaps, contradictions, things counted twice.

use super::lowering::{Lowering, placed};
use super::option::FEWEST_PAST_BUILDS;
use super::{Payee, Problem, RunningTerm};
use crate::finding::Finding;
use crate::model::{
    ConsideredOption, Contract, Cost, CostFlows, EstimateKey, ExitAt, Form, Measure, OptionKey, ReferenceClass,
    Sourcing,
};

/// Adds findings about the record as a whole and about each option.
pub(crate) fn add(lowering: &mut Lowering<'_>, problem: &Problem) {
    let record = lowering.record;
    let has_money = problem.options.iter().any(|option| option.money.is_some());
    if has_money && !problem.is_rate_stated && record.inputs.discount_rate.or(lowering.book.discount_rate).is_none() {
        let years = problem.horizon_years;
        let message = format!("no discount rate is stated, so money in {years} years counts like money today");
        warn(lowering, "no-discount-rate", "options", &message, "add one here or to book.toml: `discount-rate: 6%`");
    }
    exits(lowering);
    readiness(lowering, problem);
    for idx in 0..record.options.len() {
        let mut option = OptionAdvice { lowering, option: &record.options[idx], idx, problem };
        option.overruns();
        option.upkeep();
        option.people_twice();
        option.free_build();
        option.price_cap();
        option.minimum();
        option.risk_twice();
        option.risks_without_numbers();
    }
}

/// Whether two sums are the same but for rounding.
fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 0.02 * one.abs().max(other.abs())
}

fn warn(lowering: &mut Lowering<'_>, rule: &'static str, key: &str, message: &str, help: &str) {
    let record = lowering.record;
    lowering.findings.push(Finding::warning(rule, &record.path, record.place(key), message).with_help(help));
}

/// Leaving is counted for every option or for none.
fn exits(lowering: &mut Lowering<'_>) {
    let record = lowering.record;
    let with_exit: Vec<(usize, bool)> = record
        .options
        .iter()
        .enumerate()
        .filter_map(|(idx, option)| Some((idx, option.exit.as_ref()?.at == ExitAt::Never)))
        .collect();
    let Some((idx, _)) = with_exit.iter().find(|(_, is_never)| *is_never) else { return };
    if with_exit.iter().all(|(_, is_never)| *is_never) {
        return;
    }
    let option = &record.options[*idx];
    let key = format!("options[{}].exit", option.front_matter_idx.unwrap_or(*idx));
    let message =
        format!("`{}` never counts what leaving costs while others do, so they cannot be compared", option.title);
    warn(lowering, "mixed-exits", &key, &message, "write `at: end` for all options, or `at: never` for all");
}

fn readiness(lowering: &mut Lowering<'_>, problem: &Problem) {
    let record = lowering.record;
    let is_late_dear = problem.late_cost > 0.0;
    if is_late_dear && problem.due_months.is_none() && lowering.unread("needed-by").is_none() {
        let message = "being late costs something, but no day is stated by which it is needed";
        warn(lowering, "late-cost-without-date", "late-cost", message, "add the day: `needed-by: 2027-09-30`");
    }
    for (idx, option) in record.options.iter().enumerate() {
        if is_late_dear
            && problem.due_months.is_some()
            && option.ready.is_none()
            && option.unread_at(EstimateKey::Ready).is_none()
            && option.sourcing != Some(Sourcing::Avoid)
        {
            let key = format!("options[{}]", option.front_matter_idx.unwrap_or(idx));
            let message = format!("`{}` does not say when it is ready, so it counts as in time", option.title);
            warn(lowering, "late-cost-without-ready", &key, &message, "add months from the start: `ready: 3 to 6`");
        }
    }
    if let Some(needed_by) = record.inputs.needed_by.filter(|day| *day < lowering.starts) {
        let starts = lowering.starts.strftime("%Y-%m");
        let message = format!("this is needed by {needed_by}, before work on it starts in {starts}");
        warn(
            lowering,
            "needed-before-start",
            "needed-by",
            &message,
            "move `needed-by`, or say when work starts: `starts: 2027-01`",
        );
    }
    let has_running_avoid =
        problem.avoid.and_then(|avoid| problem.options[avoid].money.as_ref()).is_some_and(|money| {
            money.yearly.iter().any(|term| term.at_means(|input| problem.distribution(input).mean()) > 0.0)
        });
    let waits = problem.options.iter().any(|option| {
        let ready = option.ready.map_or(0.0, |ready| problem.distribution(ready).mean());
        option.sourcing != Some(Sourcing::Avoid) && option.money.is_some() && ready > 0.0
    });
    let is_silent = record.inputs.until_ready.is_none() && lowering.unread("until-ready").is_none();
    if has_running_avoid && waits && is_silent {
        let message = "what today's way costs until an option is live is counted nowhere";
        let help = "add money per month, or 0 where it costs nothing: `until-ready: 25k`";
        lowering
            .findings
            .push(Finding::note("until-ready", &record.path, record.place("options"), message).with_help(help));
    }
}

struct OptionAdvice<'l, 'a> {
    lowering: &'l mut Lowering<'a>,
    option: &'a ConsideredOption,
    idx: usize,
    problem: &'l Problem,
}

impl OptionAdvice<'_, '_> {
    fn warn(&mut self, rule: &'static str, key: impl Into<OptionKey>, message: &str, help: &str) {
        let idx = self.option.front_matter_idx.unwrap_or(self.idx);
        warn(self.lowering, rule, &format!("options[{idx}].{}", key.into()), message, help);
    }

    fn flows(&self) -> Option<&CostFlows> {
        match self.option.cost.as_ref()? {
            Cost::Flows(flows) => Some(flows),
            Cost::Total(_) => None,
        }
    }

    fn overruns(&mut self) {
        let title = &self.option.title;
        let is_build_with_start =
            self.option.sourcing == Some(Sourcing::Build) && self.flows().is_some_and(|flows| flows.once.is_some());
        match (&self.option.optimism_bias, &self.option.reference_class) {
            (None, None) if is_build_with_start => {
                let message = format!("`{title}` takes its own estimate at its word; builds run over");
                let help = "add what is usual, `optimism-bias: { upper: 200%, lower: 10%, mitigated: 60% }`, or your \
                            own past ratios of actual to estimate, `reference-class: [1.1, 1.6, 2.3]`";
                self.warn("build-at-its-word", EstimateKey::CostOnce, &message, help);
            }
            (Some(_), Some(_)) => {
                let message = format!(
                    "`{title}` counts running over twice, by optimism bias and by a reference class; the class is used"
                );
                self.warn("overrun-counted-twice", OptionKey::OptimismBias, &message, "keep one of them");
            }
            (None, Some(ReferenceClass::Log)) if self.lowering.past_builds.len() < FEWEST_PAST_BUILDS => {
                let message = format!(
                    "the log holds {} of builds before this record, fewer than three, so `{title}` takes its own \
                     estimate at its word",
                    match self.lowering.past_builds.len() {
                        0 => "no actual cost".to_owned(),
                        1 => "one actual cost".to_owned(),
                        count => format!("{count} actual costs"),
                    }
                );
                let help = "write the ratios out, `reference-class: [1.1, 1.6, 2.3]`, or add `forecasts` of cost and \
                            their `actuals` to the builds that came before";
                self.warn("reference-class-empty", EstimateKey::ReferenceClass, &message, help);
            }
            (_, Some(ReferenceClass::Ratios(ratios)))
                if ratios.is_empty() || ratios.iter().any(|ratio| !ratio.is_finite() || *ratio <= 0.0) =>
            {
                let message = format!("a reference class of `{title}` holds a ratio that is no number above 0");
                self.warn(
                    "reference-class",
                    EstimateKey::ReferenceClass,
                    &message,
                    "write ratios of actual to estimate: `[1.1, 1.6]`",
                );
            }
            _ => {}
        }
    }

    fn upkeep(&mut self) {
        let Some(money) = &self.problem.options[self.idx].money else { return };
        let Some(once) = money.once else { return };
        let mean = |input: usize| self.problem.distribution(input).mean();
        let yearly: f64 = money.yearly.iter().map(|term| term.at_means(mean)).sum();
        if self.option.sourcing == Some(Sourcing::Build) && yearly < 0.1 * mean(once) {
            let title = &self.option.title;
            let message =
                format!("upkeep of `{title}` is under a tenth of what building it costs, which is rarely enough");
            self.warn(
                "low-upkeep",
                EstimateKey::Cost,
                &message,
                "raise `yearly`, or say in `summary` why so little is enough",
            );
        }
    }

    /// People that a rate makes money of, and that the cost holds already.
    fn people_twice(&mut self) {
        let Some(money) = &self.problem.options[self.idx].money else { return };
        let mean = |input: usize| self.problem.distribution(input).mean();
        let is_people = |term: &&RunningTerm| term.payee == Payee::People;
        let at_start = money.people_once.as_ref().map(|term| term.at_means(mean));
        let a_year = money.yearly.iter().find(is_people).map(|term| term.at_means(mean));
        if at_start.is_none() && a_year.is_none() {
            return;
        }
        let once = money.once.map(mean);
        let others = money.yearly.iter().filter(|term| term.payee == Payee::Supplier);
        let yearly: f64 = others.map(|term| term.at_means(mean)).sum();
        let is_same = |people: Option<f64>, cost: f64| people.is_some_and(|people| people > 0.0 && near(people, cost));
        let is_held = is_same(at_start, once.unwrap_or_default()) || is_same(a_year, yearly);
        if !is_held && !self.says_staff_included() {
            return;
        }
        let title = &self.option.title;
        let message =
            format!("our own people are money by their rate, and the cost of `{title}` seems to hold them too");
        self.warn(
            "people-counted-twice",
            EstimateKey::PeopleRate,
            &message,
            "take them out of `cost`, or leave `rate` out",
        );
    }

    /// Whether an author says that a sum holds our own people.
    fn says_staff_included(&self) -> bool {
        let flows = self.flows();
        let amounts = flows.into_iter().flat_map(|flows| &flows.at).filter_map(|at| at.what.as_deref());
        let keys = [EstimateKey::Cost, EstimateKey::CostOnce, EstimateKey::CostYearly, EstimateKey::CostYearlyRate];
        let sources = keys.iter().filter_map(|key| key.of(self.option)?.basis.source.as_deref());
        let says = |text: &str| {
            let words = text.to_lowercase();
            ["staff", "people", "salaries", "team", "wages"].iter().any(|who| words.contains(who))
                && ["includ", "incl.", "with our", "inclusive"].iter().any(|word| words.contains(word))
        };
        amounts.chain(sources).chain(self.option.summary.as_deref()).any(says)
    }

    /// Our own time is not free.
    fn free_build(&mut self) {
        let Some(money) = &self.problem.options[self.idx].money else { return };
        let mean = |input: usize| self.problem.distribution(input).mean();
        let costs: f64 = money.once.map_or(0.0, mean)
            + money.at.iter().map(|(_, amount)| mean(*amount)).sum::<f64>()
            + money.yearly.iter().map(|term| term.at_means(mean)).sum::<f64>();
        if self.option.sourcing == Some(Sourcing::Build) && self.option.people.is_none() && costs <= 0.0 {
            let message = format!(
                "building `{}` costs nothing and takes nobody, and our own time is not free",
                self.option.title
            );
            let help = "say how many person-months it takes, and at what rate: `people: { months: 6 to 9, rate: 12k }`";
            self.warn("free-build", EstimateKey::Cost, &message, help);
        }
    }

    fn price_cap(&mut self) {
        let Some(Contract { price_cap: Some(cap), ends, .. }) = &self.option.contract else { return };
        if ends.is_none() && self.option.unread_at(OptionKey::ContractEnds).is_some() {
            return;
        }
        if ends.is_none() {
            let help = "add the last day of the contract: `ends: 2030-01-31`";
            self.warn(
                "price-cap-without-end",
                OptionKey::ContractPriceCap,
                "a price cap without the contract's end caps nothing",
                help,
            );
            return;
        }
        let high = self.flows().and_then(|flows| flows.growth.as_ref()).map(|growth| match growth.form {
            Form::Certain(value) => value,
            Form::Range { high, .. } | Form::Points { high, .. } => high,
        });
        if high.is_some_and(|high| high > *cap) {
            let message = format!(
                "growth of `{}` may pass its price cap; before the contract ends only the cap counts",
                self.option.title
            );
            self.warn(
                "growth-above-cap",
                EstimateKey::CostGrowth,
                &message,
                "keep the estimate at or below `price-cap`, or drop the cap",
            );
        }
    }

    fn minimum(&mut self) {
        if let Some(Contract { minimum: Some(_), ends: None, .. }) = &self.option.contract
            && self.option.unread_at(OptionKey::ContractEnds).is_none()
        {
            let message = "a minimum without the contract's end is owed for no known time and is left out";
            self.warn(
                "minimum-without-end",
                EstimateKey::ContractMinimum,
                message,
                "add the last day: `ends: 2030-01-31`",
            );
        }
    }

    /// Levels score, risks inform.
    fn risk_twice(&mut self) {
        let is_scored =
            self.problem.criteria.iter().any(|criterion| criterion.id == "risk" && criterion.measure == Measure::Own);
        let has_level = self.option.levels.iter().any(|(id, _)| id == "risk");
        if is_scored && has_level && self.option.risks.as_ref().is_some_and(|risks| !risks.is_empty()) {
            let message = format!(
                "`{}` has a level of `risk` beside its `risks`; the level scores, the risks only inform",
                self.option.title
            );
            self.warn(
                "risk-beside-risks",
                EstimateKey::level("risk"),
                &message,
                "drop `risk` on all options, so that their risks score",
            );
        }
    }

    fn risks_without_numbers(&mut self) {
        let risks = self.option.risks.as_deref().unwrap_or_default();
        for (idx, risk) in risks.iter().enumerate() {
            let has_rate =
                risk.per_year.is_some() || risk.mitigation.as_ref().is_some_and(|after| after.per_year.is_some());
            let has_loss = risk.loss.is_some() || risk.mitigation.as_ref().is_some_and(|after| after.loss.is_some());
            let lacks = match (has_rate, has_loss) {
                (true, true) => continue,
                (false, true) => "how often it happens",
                (true, false) => "what it costs when it happens",
                (false, false) => "how often it happens and what it costs",
            };
            let message = format!(
                "`{}` does not say {lacks}, so the annual loss of `{}` is unknown",
                risk.name, self.option.title
            );
            let help = "give both: `{ per-year: 0.1 to 0.3, loss: 50k to 200k }`";
            let record = self.lowering.record;
            let span = placed(risk.span).or_else(|| {
                record.place(&format!("options[{}].risks[{idx}]", self.option.front_matter_idx.unwrap_or(self.idx)))
            });
            self.lowering
                .findings
                .push(Finding::warning("risk-without-numbers", &record.path, span, message).with_help(help));
        }
    }
}
