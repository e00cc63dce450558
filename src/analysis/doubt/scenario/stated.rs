//! The record's own scenarios, and what their author should mend in them.

use super::effect::{self, Effect};
use super::{Scenario, Shock, cheapest_other, has_yearly};
use crate::analysis::money::discount::PriceShock;
use crate::analysis::problem::find_option;
use crate::analysis::problem::{EstimateIdx, Problem, Replacement, Stop, resting_together};
use crate::analysis::result::{DecisionAnalysis, EstimateId};
use crate::finding::{Finding, nearest};
use crate::model::{EstimateKey, Record, ScenarioKind, ScenarioSpec, slug};

/// Reads them all; one that cannot be played is told and left out.
pub(super) fn read(record: &Record, problem: &Problem, analysis: &DecisionAnalysis) -> (Vec<Scenario>, Vec<Finding>) {
    let mut scenarios = Vec::new();
    let mut findings = Vec::new();
    for (idx, spec) in record.inputs.scenarios.iter().enumerate() {
        let mut reading = Reading { record, problem, analysis, spec, idx, findings: &mut findings };
        if record.inputs.scenarios[..idx].iter().any(|other| slug(&other.name) == slug(&spec.name)) {
            let message = format!("another scenario is called `{}` too", spec.name);
            let _: Option<()> =
                reading.fault("duplicate-scenario", "name", message, "give one of them another name".into());
        }
        scenarios.extend(reading.scenario());
    }
    (scenarios, findings)
}

struct Reading<'a> {
    record: &'a Record,
    problem: &'a Problem,
    analysis: &'a DecisionAnalysis,
    spec: &'a ScenarioSpec,
    idx: usize,
    findings: &'a mut Vec<Finding>,
}

impl Reading<'_> {
    /// `None` where part of it cannot be played: half a shock would be another scenario.
    fn scenario(&mut self) -> Option<Scenario> {
        let option = match &self.spec.option {
            Some(name) => Some(self.option(name, "option")?),
            None => None,
        };
        if self.spec.kinds.is_empty() {
            let message = format!("nothing happens in the scenario `{}`", self.spec.name);
            let help = "add what happens: `yearly: +40%`, `once: +100%`, `discontinued: 3`, `driver: { users: +50% }` or `ready: +6`";
            return self.fault("scenario-without-effect", "name", message, help.to_owned());
        }
        let mut effects = Vec::new();
        let mut hits: Vec<usize> = option.into_iter().collect();
        for kind in &self.spec.kinds {
            self.leaves_something(kind)?;
            match kind {
                ScenarioKind::Driver(changes) => {
                    for (name, by) in changes {
                        effects.push(Effect::scaled(self.driver(name)?, *by));
                    }
                }
                ScenarioKind::Yearly(..)
                | ScenarioKind::Once(_)
                | ScenarioKind::Discontinued(..)
                | ScenarioKind::Ready(_) => {
                    let Some(option) = option else { return self.no_option() };
                    let found = self.of_option(option, kind)?;
                    let of_supplier = matches!(found, Effect::Price(..) | Effect::Stop(..));
                    effects.push(found.clone());
                    if of_supplier {
                        effects.extend(self.others_hit(option, &found, &mut hits));
                    }
                }
            }
        }
        let shock = Shock::Stated(self.spec.name.clone());
        Some(Scenario { name: self.spec.name.clone(), shock, option, hits, effects })
    }

    /// The same shock to the other options that rest on the supplier of one.
    fn others_hit(&self, option: usize, shock: &Effect, hits: &mut Vec<usize>) -> Vec<Effect> {
        let others = resting_together(&self.record.options, option).into_iter().filter(|idx| *idx != option);
        let mut effects = Vec::new();
        for other in others {
            let model = &self.problem.options[other];
            let effect = match shock {
                Effect::Price(_, shock) if has_yearly(model) => Effect::Price(other, *shock),
                Effect::Stop(_, stop) if model.money.is_some() => Effect::Stop(other, stop.clone()),
                Effect::Price(..) | Effect::Stop(..) | Effect::Estimate(_) => continue,
            };
            effects.push(effect);
            if !hits.contains(&other) {
                hits.push(other);
            }
        }
        effects
    }

    /// Nothing falls by more than all of it.
    fn leaves_something(&mut self, kind: &ScenarioKind) -> Option<()> {
        let (key, by) = match kind {
            ScenarioKind::Yearly(by, _) => ("yearly", *by),
            ScenarioKind::Once(by) => ("once", *by),
            ScenarioKind::Driver(changes) => ("driver", changes.iter().fold(0.0, |least, (_, by)| by.min(least))),
            ScenarioKind::Ready(_) | ScenarioKind::Discontinued(..) => return Some(()),
        };
        if by >= -1.0 {
            return Some(());
        }
        let message = format!("in the scenario `{}` something falls by more than all of it", self.spec.name);
        self.fault("bad-estimate", key, message, "write -100% at most, as in `yearly: -20%`".to_owned())
    }

    fn of_option(&mut self, option: usize, kind: &ScenarioKind) -> Option<Effect> {
        let model = &self.problem.options[option];
        match kind {
            ScenarioKind::Yearly(by, from_year) => {
                self.within_horizon(*from_year, "from-year")?;
                if !has_yearly(model) {
                    return self.lacks(option, "yearly", "yearly cost", "cost: { yearly: 40k to 60k }");
                }
                let shock = PriceShock { by: *by, from_year: (*from_year).max(1) };
                self.under_cap(option, shock);
                Some(Effect::Price(option, shock))
            }
            ScenarioKind::Once(by) => match model.money.as_ref().and_then(|money| money.once) {
                Some(once) => Some(Effect::scaled(once, *by)),
                None => self.lacks(option, "once", "one-off cost", "cost: { once: 120k to 250k }"),
            },
            ScenarioKind::Ready(months) => match model.ready {
                Some(ready) => Some(Effect::shifted(ready, *months)),
                None => self.lacks(option, "ready", "months until it is ready", "ready: 3 to 6"),
            },
            ScenarioKind::Discontinued(year, by_name, sums) => {
                self.within_horizon(*year, "discontinued")?;
                if model.money.is_none() {
                    return self.lacks(
                        option,
                        "discontinued",
                        "cost",
                        "cost: { once: 120k to 250k, yearly: 40k to 60k }",
                    );
                }
                self.stop(option, *year, by_name.as_deref(), *sums).map(|stop| Effect::Stop(option, stop))
            }
            ScenarioKind::Driver(_) => None,
        }
    }

    fn stop(&mut self, option: usize, year: u32, by_name: Option<&str>, sums: Option<(f64, f64)>) -> Option<Stop> {
        if let Some((once, yearly)) = sums {
            return Some(Stop { year, replacement: Replacement::Sums { once, yearly } });
        }
        let hit = resting_together(&self.record.options, option);
        let other = match by_name {
            Some(name) => Some(self.option(name, "replacement")?),
            None => cheapest_other(self.problem, self.analysis, &hit),
        };
        let stop =
            other.filter(|other| !hit.contains(other)).and_then(|other| effect::stop_for(self.problem, year, other));
        if stop.is_none() {
            let message = match other {
                Some(other) if other == option => format!("`{}` cannot take its own place", self.title(option)),
                Some(other) if hit.contains(&other) => format!(
                    "`{}` rests on the same supplier as `{}`, so it cannot take its place",
                    self.title(other),
                    self.title(option)
                ),
                Some(other) => {
                    format!("what `{}` costs is not known, so it cannot take the place of another", self.title(other))
                }
                None => format!("nothing is there to take the place of `{}`", self.title(option)),
            };
            let help = "name another option, or what the replacement costs: `replacement: { once: 200k, yearly: 90k }`";
            return self.fault("scenario-replacement", "replacement", message, help.to_owned());
        }
        stop
    }

    /// A shock that a contract's cap cuts is none to speak of.
    fn under_cap(&mut self, option: usize, shock: PriceShock) {
        let Some(money) = &self.problem.options[option].money else { return };
        let year = shock.from_year;
        let capped = |year: u32| money.caps.get(year as usize - 1).copied().flatten();
        let growth = money.growth.filter(|_| year > 1).map_or(0.0, |growth| self.problem.distribution(growth).mean());
        let rise = (1.0 + growth) * (1.0 + shock.by) - 1.0;
        let Some(cap) = capped(year).filter(|cap| rise > *cap && shock.by > 0.0) else { return };
        let percent = |share: f64| format!("{:.1}", 100.0 * share).trim_end_matches(".0").to_owned();
        let message = format!(
            "the contract of `{}` caps its price in year {year}, so the scenario `{}` raises it by no more than {}% then, \
             not by {}%",
            self.title(option),
            self.spec.name,
            percent(cap),
            percent(shock.by),
        );
        let free = (year..=self.problem.horizon_years).find(|year| capped(*year).is_none());
        let help = match free {
            Some(free) => format!("let it begin when the cap has ended: `from-year: {free}`"),
            None => "the cap holds to the end of the horizon: drop the scenario, or widen the horizon".to_owned(),
        };
        let place = |key: &str| self.record.place(&format!("scenarios[{}].{key}", self.idx));
        let span = place("from-year").or_else(|| place("yearly"));
        self.findings.push(Finding::warning("scenario-under-cap", &self.record.path, span, message).with_help(help));
    }

    fn title(&self, option: usize) -> &str {
        &self.problem.options[option].title
    }

    fn option(&mut self, name: &str, key: &str) -> Option<usize> {
        match find_option(&self.record.options, name) {
            Ok(idx) => Some(idx),
            Err(fault) => self.fault(fault.rule(), key, fault.to_string(), fault.help()),
        }
    }

    /// The input of a driver that some option uses.
    fn driver(&mut self, name: &str) -> Option<EstimateIdx> {
        let inputs = self.problem.inputs.iter();
        let known: Vec<(EstimateIdx, &str)> = inputs
            .enumerate()
            .filter_map(|(idx, input)| match &input.id {
                EstimateId::Driver(name) => Some((idx, name.as_str())),
                EstimateId::OfOption(..) | EstimateId::UntilReady => None,
            })
            .collect();
        if let Some((idx, _)) = known.iter().find(|(_, known)| *known == name) {
            return Some(*idx);
        }
        let help = match nearest(name, known.iter().map(|(_, known)| *known)) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None if known.is_empty() => format!("let a cost scale with it: `yearly: {{ per: {name}, rate: 4 to 6 }}`"),
            None => {
                let names: Vec<String> = known.iter().map(|(_, known)| format!("`{known}`")).collect();
                format!("costs scale with {}", names.join(", "))
            }
        };
        let message = format!("the scenario `{}` moves `{name}`, which no cost scales with", self.spec.name);
        self.fault("unknown-driver", "driver", message, help)
    }

    fn within_horizon(&mut self, year: u32, key: &str) -> Option<()> {
        let horizon = self.problem.horizon_years;
        if year <= horizon {
            return Some(());
        }
        let message = format!(
            "year {year} of the scenario `{}` lies behind the horizon of {horizon} year{}",
            self.spec.name,
            if horizon == 1 { "" } else { "s" }
        );
        self.fault(
            "scenario-after-horizon",
            key,
            message,
            format!("name a year up to {horizon}, or widen the horizon: `horizon: {year}`"),
        )
    }

    fn no_option<T>(&mut self) -> Option<T> {
        let message = format!("the scenario `{}` does not say which option it concerns", self.spec.name);
        let example = self
            .record
            .options
            .first()
            .and_then(|option| option.sourcing)
            .map_or("buy", crate::model::Sourcing::as_str);
        self.fault("scenario-without-option", "name", message, format!("name it: `option: {example}`"))
    }

    fn lacks<T>(&mut self, option: usize, key: &str, what: &str, example: &str) -> Option<T> {
        // What stands there and could not be read is told where it stands.
        let is_time_unread = self.record.options[option].unread_at(EstimateKey::Ready).is_some();
        if self.problem.options[option].unread_cost.is_some() || is_time_unread {
            return None;
        }
        let message =
            format!("the scenario `{}` moves the {what} of `{}`, which has none", self.spec.name, self.title(option));
        self.fault("scenario-without-effect", key, message, format!("add it to the option: `{example}`"))
    }

    fn fault<T>(&mut self, rule: &'static str, key: &str, message: String, help: String) -> Option<T> {
        let span = self.record.place(&format!("scenarios[{}].{key}", self.idx));
        self.findings.push(Finding::error(rule, &self.record.path, span, message).with_help(help));
        None
    }
}
