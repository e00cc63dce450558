//! One record, as deep as it is asked for: everything, the line that it takes among others, or what its chosen option
//! comes to.

use crate::analysis::doubt::shared::SharedDraws;
use crate::analysis::doubt::{decider, flip, information, lever, opinion, scenario, tornado, weightings};
use crate::analysis::examine;
use crate::analysis::problem::{self, Problem};
use crate::analysis::ranking::simulate::{self, Simulation};
use crate::analysis::ranking::{decision, weights};
use crate::analysis::remarks;
use crate::analysis::result::DecisionAnalysis;
use crate::analysis::settings::Settings;
use crate::analysis::whole::{affordability, chosen, exceedance, over_time, swings, track_record};
use crate::finding::Finding;
use crate::log::LoggedRecord;
use crate::model::{Book, Currency, Exceedance, Status};

/// A record with its book, and what it needs to know of the log around it.
#[derive(Clone, Copy)]
pub(super) struct Weighing<'a> {
    pub(super) logged: &'a LoggedRecord,
    pub(super) book: &'a Book,
    pub(super) settings: &'a Settings,
    /// Past ratios of what builds cost to what they were expected to.
    pub(super) past_builds: &'a [f64],
    /// Months by which putting it off moves the start.
    pub(super) months_between_meetings: u32,
    /// Draws that belong to no record.
    pub(super) shared: &'a SharedDraws,
    /// Sums over the log take its chosen option, draw by draw and year by year.
    pub(super) is_summed: bool,
    /// What makes such a sum uncertain is asked of it.
    pub(super) is_swung: bool,
}

/// A decision with its draws, before anything is asked of them.
struct Drawn {
    problem: Problem,
    simulation: Simulation,
    analysis: DecisionAnalysis,
}

impl Weighing<'_> {
    fn lowered(&self) -> (Option<Problem>, Vec<Finding>) {
        let Self { logged, book, settings, past_builds, .. } = *self;
        problem::lower(&logged.record, &logged.stream_name, book, settings, past_builds)
    }

    /// Everything that anybody may print of it; `None` where it carries no figures.
    pub(super) fn everything(&self) -> (Option<DecisionAnalysis>, Vec<Finding>) {
        let (problem, mut findings) = self.lowered();
        let Some(problem) = problem else { return (None, findings) };
        let Drawn { problem, simulation, mut analysis } = self.in_scenario(drawn(problem));
        let record = &self.logged.record;
        analysis.inputs_hash = track_record::inputs_hash(&problem);
        self.add_chosen_draws(&problem, &simulation, &mut analysis);
        analysis.all_weightings = weightings::all(&problem, &simulation, self.shared, &analysis);
        findings.extend(self.add_what_would_change(&problem, &simulation, &mut analysis));
        if analysis.scenario.is_none() {
            let (scenarios, found) = scenario::all(record, &problem, &analysis);
            findings.extend(found);
            analysis.scenarios = scenario::play_all(&scenarios, &problem, &simulation, &analysis);
        }
        analysis.opinions = opinion::ask(&analysis);
        analysis.deciders = decider::views(&problem, &analysis);
        weights::add_money_per_unit(&mut analysis.criteria);
        exceedance::add(&problem, &simulation, self.appetite(), &mut analysis);
        over_time::add(&problem, &simulation, &mut analysis);
        self.add_put_off(&problem, &simulation, &mut analysis);
        findings.extend(remarks::remarks(record, &problem, &analysis));
        (Some(analysis), findings)
    }

    /// What a line among others shows, and what sums over the log need; findings as with everything.
    pub(super) fn line(&self) -> (Option<DecisionAnalysis>, Vec<Finding>) {
        let (problem, mut findings) = self.lowered();
        let Some(problem) = problem else { return (None, findings) };
        let Drawn { problem, simulation, mut analysis } = self.in_scenario(drawn(problem));
        let record = &self.logged.record;
        self.add_chosen_draws(&problem, &simulation, &mut analysis);
        let (resolved, found) = information::resolved(record, &problem);
        findings.extend(found);
        if let Some(contest) = lever::Contest::new(&problem, &simulation, &analysis) {
            let flips = flip::flips(&contest, &contest.levers());
            findings.extend(resolved.iter().flat_map(|resolved| information::remarks(record, resolved, &contest)));
            analysis.flips = flips;
        }
        findings.extend(scenario::all(record, &problem, &analysis).1);
        exceedance::add_chosen(&problem, &simulation, self.appetite(), &mut analysis);
        self.add_put_off(&problem, &simulation, &mut analysis);
        findings.extend(remarks::remarks(record, &problem, &analysis));
        (Some(analysis), findings)
    }

    /// The chosen option alone, as far as the log rests on it: what it pays a supplier, what it may lose. Where the
    /// numbers choose, all options are drawn to see which it is.
    pub(super) fn chosen(&self) -> Option<DecisionAnalysis> {
        let mut problem = self.lowered().0?;
        if let Some(named) = problem.decided.or(problem.recommended) {
            problem = problem.of_option(named);
        }
        let Drawn { problem, simulation, mut analysis } = drawn(problem);
        if let Some(option) = analysis.chosen {
            analysis.chosen_draws = chosen::losses(&problem, &simulation, option);
        }
        exceedance::add_chosen(&problem, &simulation, &[], &mut analysis);
        Some(analysis)
    }

    /// What its figures are made of, in short, and their currency.
    pub(super) fn basis(&self) -> Option<(String, Option<Currency>)> {
        let problem = self.lowered().0?;
        Some((track_record::inputs_hash(&problem), problem.currency))
    }

    /// What each option comes to, and who leads.
    pub(super) fn ranked(&self) -> Option<DecisionAnalysis> {
        Some(drawn(self.lowered().0?).analysis)
    }

    /// What is wrong with it, and who is chosen; what would turn the answer where that is asked for.
    pub(super) fn examined(&self, asks_for_flips: bool) -> (Option<DecisionAnalysis>, Vec<Finding>) {
        let (problem, mut findings) = self.lowered();
        let Some(problem) = problem else { return (None, findings) };
        let (analysis, found) = examine::examined(&self.logged.record, &problem, asks_for_flips);
        findings.extend(found);
        (Some(analysis), findings)
    }

    /// In the scenario that the caller asks for, where it is this record's.
    fn in_scenario(&self, as_stated: Drawn) -> Drawn {
        let Self { logged, settings, .. } = self;
        let Some((_, name)) = settings.scenario.as_ref().filter(|(page_id, _)| *page_id == logged.page_id) else {
            return as_stated;
        };
        let Drawn { problem, simulation, analysis } = &as_stated;
        let Some((then, name)) = scenario::under(name, &logged.record, problem, simulation, analysis) else {
            return as_stated;
        };
        let mut then = drawn(then);
        then.analysis.scenario = Some(name);
        then
    }

    /// What its author is ready to lose.
    fn appetite(&self) -> &[Exceedance] {
        self.logged.record.inputs.appetite.as_ref().map_or(&[], |appetite| &appetite.exceedance)
    }

    fn add_chosen_draws(&self, problem: &Problem, simulation: &Simulation, analysis: &mut DecisionAnalysis) {
        let Some(option) = analysis.chosen else { return };
        analysis.chosen_draws = chosen::losses(problem, simulation, option);
        if self.is_summed {
            chosen::add_sums(problem, simulation, option, &mut analysis.chosen_draws);
            if self.logged.record.options[option].supplier.is_some() {
                chosen::add_supplier(problem, simulation, option, &mut analysis.chosen_draws);
            }
        }
        if self.is_swung {
            let own = &self.logged.record.inputs.drivers;
            analysis.chosen_draws.cash_swings = swings::of_cash(problem, simulation, option, own);
        }
    }

    fn add_put_off(&self, problem: &Problem, simulation: &Simulation, analysis: &mut DecisionAnalysis) {
        let Self { logged, book, settings, past_builds, months_between_meetings, .. } = *self;
        if logged.record.status() == Some(Status::Proposed) && analysis.scenario.is_none() {
            let of = (logged, book, settings, past_builds);
            analysis.put_off = affordability::put_off(of, problem, simulation, analysis, months_between_meetings);
        }
    }

    /// Adds what would change the answer, and what finding out is worth.
    fn add_what_would_change(
        &self,
        problem: &Problem,
        simulation: &Simulation,
        analysis: &mut DecisionAnalysis,
    ) -> Vec<Finding> {
        let record = &self.logged.record;
        let (resolved, mut findings) = information::resolved(record, problem);
        let Some(contest) = lever::Contest::new(problem, simulation, analysis) else { return findings };
        let money_per_point = analysis.money_per_point();
        let levers = contest.levers();
        let flips = flip::flips(&contest, &levers);
        let tornado = tornado::bars(&contest, &levers);
        let knowing = information::Knowing::new(&contest, self.shared, money_per_point);
        let input_worths = knowing.as_ref().map(information::Knowing::worths).unwrap_or_default();
        let study = resolved.and_then(|resolved| {
            findings.extend(information::remarks(record, &resolved, &contest));
            information::weighed(&resolved, &contest, money_per_point, knowing.as_ref())
        });
        (analysis.flips, analysis.tornado) = (flips, tornado);
        (analysis.input_worths, analysis.study) = (input_worths, study);
        findings
    }
}

fn drawn(problem: Problem) -> Drawn {
    let mut simulation = simulate::simulate(&problem);
    let analysis = decision::sum_up(&problem, &simulation);
    simulation.forget_compared();
    Drawn { problem, simulation, analysis }
}
