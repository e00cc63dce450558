//! From draws to what is said of a decision: options summed up, an order, a leader, a verdict.

use crate::analysis::doubt::sensitivity;
use crate::analysis::money::finance;
use crate::analysis::problem::{Criterion, DrawnEstimate, Level, Payee, Problem, Uplift};
use crate::analysis::ranking::option_block::Column;
use crate::analysis::ranking::rank::{self, Ranking};
use crate::analysis::ranking::simulate::Simulation;
use crate::analysis::ranking::{dominance, score};
use crate::analysis::result::{
    ChosenBy, ChosenDraws, CriterionResult, DecisionAnalysis, EstimateResult, OptionResult, RiskResult, Savings,
    Verdict, YearCash, money_per_point,
};
use crate::analysis::worlds::draws::BLOCK;
use crate::model::{Anchors, Distribution, Sourcing, Summary, ValueFunction};
use rayon::prelude::*;

/// Options whose mean totals lie this close to the leader's are named together.
const NAMED_TOGETHER_POINTS: f64 = 0.5;

/// Less than this share of what two totals vary by is no lead: equal estimates of two options are drawn apart, and their
/// means differ by as much.
const TIED_SHARE: f64 = 1e-3;

/// Less than this, in points, is no gain: the same draws summed in another order.
const LEAST_GAIN: f64 = 1e-9;

/// Sums up a drawn problem. What would change the answer and what concerns the whole log are added by others.
pub(crate) fn sum_up(problem: &Problem, simulation: &Simulation) -> DecisionAnalysis {
    let mut options: Vec<OptionResult> =
        (0..problem.options.len()).into_par_iter().map(|idx| option(problem, simulation, idx)).collect();
    let running: Vec<usize> = (0..options.len()).filter(|idx| options[*idx].is_running()).collect();
    let priced: Vec<usize> = (0..options.len())
        .filter(|idx| options[*idx].total_cost.is_some() && options[*idx].failed_musts.is_empty())
        .collect();
    let ranking = rank::rank(simulation, &running, &priced);
    add_ranking(&mut options, &ranking);
    add_savings(problem, simulation, &mut options);
    add_dominance(&mut options);

    let mut order = order(&options);
    let first = order.first().copied().filter(|idx| options[*idx].is_running());
    let Lead { leader, might_lead } = lead(&options, first);
    if let Some(leader) = leader {
        // One that leads whatever it lacks stands first.
        order.retain(|idx| *idx != leader);
        order.insert(0, leader);
    }
    let is_contested = leader.is_some() && leader == first;
    let runner_up = order.get(1).copied().filter(|idx| is_contested && options[*idx].is_running());
    let (chosen, chosen_by) = match (problem.decided, problem.recommended, leader) {
        (Some(decided), _, _) => (Some(decided), ChosenBy::Decision),
        (None, Some(recommended), _) => (Some(recommended), ChosenBy::Recommendation),
        (None, None, Some(leader)) => (Some(leader), ChosenBy::Numbers),
        (None, None, None) => (None, ChosenBy::Nothing),
    };
    let weights: Vec<f64> = problem.criteria.iter().map(|criterion| criterion.weight).collect();
    let rows = score_rows(&options);
    let stability = leader
        .filter(|_| is_contested)
        .map_or_else(|| vec![None; weights.len()], |leader| sensitivity::stability(&weights, &rows, leader, &running));
    let least_shift = (0..options.len())
        .map(|rival| {
            let leader = leader.filter(|leader| is_contested && *leader != rival && running.contains(&rival))?;
            sensitivity::least_shift(&weights, &rows[leader], &rows[rival])
        })
        .collect();
    let criteria = criteria(problem, simulation);
    let mut analysis = DecisionAnalysis {
        currency: problem.currency.clone(),
        horizon_years: problem.horizon_years,
        starts: problem.starts,
        discount_rate: problem.discount_rate,
        is_rate_stated: problem.is_rate_stated,
        prices: problem.prices,
        timing: problem.timing,
        due_months: problem.due_months,
        inputs: inputs(problem),
        draw_count: simulation.draw_count(),
        seed: problem.seed,
        order,
        leader,
        runner_up,
        recommended: problem.recommended,
        chosen,
        chosen_by,
        avoid: problem.avoid,
        verdict: Verdict::default(),
        stability,
        least_shift,
        all_weightings: None,
        flips: Vec::new(),
        evpi: leader.and_then(|leader| {
            let gain = ranking.mean_best_total - options[leader].total?.mean;
            let gain = if gain > LEAST_GAIN { gain } else { 0.0 };
            Some(gain * money_per_point(&criteria)?)
        }),
        criteria,
        input_worths: Vec::new(),
        study: None,
        tornado: Vec::new(),
        scenario: None,
        scenarios: Vec::new(),
        opinions: Vec::new(),
        deciders: Vec::new(),
        concentration: None,
        log_loss: None,
        over_time: None,
        put_off: None,
        inputs_hash: String::new(),
        chosen_draws: ChosenDraws::default(),
        options,
    };
    analysis.verdict = Verdict { might_lead, ..verdict(problem, &analysis, &running) };
    analysis
}

fn inputs(problem: &Problem) -> Vec<EstimateResult> {
    let one = |input: &DrawnEstimate| EstimateResult {
        id: input.id.clone(),
        scale: input.scale,
        distribution: input.distribution,
    };
    problem.inputs.iter().map(one).collect()
}

/// By option, by criterion: mean score from 0 to 1.
pub(crate) fn score_rows(options: &[OptionResult]) -> Vec<Vec<Option<f64>>> {
    let row = |option: &OptionResult| option.scores.iter().map(|score| Some(score.as_ref()?.mean / 100.0)).collect();
    options.iter().map(row).collect()
}

fn criteria(problem: &Problem, simulation: &Simulation) -> Vec<CriterionResult> {
    let one = |(idx, criterion): (usize, &Criterion)| {
        let sums = (0..problem.options.len()).map(|option| simulation.score_sums(option, idx));
        let (clamped, draws) =
            sums.fold((0.0, 0.0), |(clamped, draws), sums| (clamped + sums.clamped, draws + sums.draws));
        CriterionResult {
            id: criterion.id.clone(),
            name: criterion.name.clone(),
            points: criterion.weight * 100.0,
            stated_points: criterion.stated_points,
            weight: criterion.weight,
            unit: criterion.unit.clone(),
            measure: criterion.measure,
            scale: criterion.scale,
            value: simulation.values[idx].clone(),
            has_anchors: criterion.has_anchors,
            clamped_share: if draws > 0.0 { clamped / draws } else { 0.0 },
            money_per_unit: None,
        }
    };
    problem.criteria.iter().enumerate().map(one).collect()
}

fn option(problem: &Problem, simulation: &Simulation, idx: usize) -> OptionResult {
    let model = &problem.options[idx];
    let mut result = OptionResult::default();
    scores(problem, simulation, idx, &mut result);
    money(problem, simulation, idx, &mut result);
    time(problem, simulation, idx, &mut result);
    losses(problem, simulation, idx, &mut result);
    let summary = |input: usize| problem.distribution(input).summary();
    result.exit_months = model.exit_months.map(summary);
    result.exit_cost = match model.exit_cost[..] {
        [] => None,
        [only] => Some(summary(only)),
        _ => simulation.summary(idx, Column::Exit),
    };
    result.exit_cash = result.exit_cost.filter(|_| model.is_exit_counted && model.money.is_some());
    result
}

fn scores(problem: &Problem, simulation: &Simulation, idx: usize, result: &mut OptionResult) {
    for (criterion_idx, criterion) in problem.criteria.iter().enumerate() {
        let level = level_summary(problem, simulation, idx, criterion_idx);
        let sums = simulation.score_sums(idx, criterion_idx);
        let value = &simulation.values[criterion_idx];
        let score =
            level.map(|level| score_summary(value, &level, sums.score / sums.draws, sums.score_squared / sums.draws));
        if level.is_none() && criterion.weight > 0.0 {
            result.missing.push(criterion_idx);
        }
        if sums.must_failed > sums.draws / 2.0 {
            result.failed_musts.push(criterion_idx);
        }
        result.levels.push(level);
        result.contributions.push(score.map(|score| criterion.weight * score.mean));
        result.scores.push(score);
    }
    if !problem.is_weighted {
        return;
    }
    if result.missing.is_empty() {
        result.total = simulation.total(idx);
    } else {
        let known: f64 = result.contributions.iter().flatten().sum();
        let open: f64 = result.missing.iter().map(|missing| problem.criteria[*missing].weight * 100.0).sum();
        result.total_span = Some((known, known + open));
    }
}

fn level_summary(problem: &Problem, simulation: &Simulation, option: usize, criterion: usize) -> Option<Summary> {
    match problem.options[option].levels[criterion]? {
        Level::Estimate(input) => Some(problem.distribution(input).summary()),
        Level::TotalCost => simulation.summary(option, Column::TotalCost),
        Level::AnnualLoss => simulation.summary(option, Column::AnnualLoss),
    }
}

/// Value functions are monotone, so percentiles of the score are scores of the percentiles.
fn score_summary(value: &ValueFunction, level: &Summary, mean: f64, mean_of_squares: f64) -> Summary {
    let score = |level: f64| 100.0 * value.score(level);
    let Anchors { worst, best } = value.anchors();
    let [p5, p10, p50, p90, p95] = [level.p5, level.p10, level.p50, level.p90, level.p95].map(score);
    // Nothing varies, and no rounding of sums should say that it does.
    let sd = if level.sd > 0.0 { 100.0 * (mean_of_squares - mean * mean).max(0.0).sqrt() } else { 0.0 };
    let mean = 100.0 * mean;
    if best > worst {
        Summary { mean, sd, p5, p10, p50, p90, p95 }
    } else {
        Summary { mean, sd, p5: p95, p10: p90, p50, p90: p10, p95: p5 }
    }
}

fn money(problem: &Problem, simulation: &Simulation, idx: usize, result: &mut OptionResult) {
    let Some(model) = &problem.options[idx].money else { return };
    result.cash = simulation.summary(idx, Column::Cash);
    result.present_value = simulation.summary(idx, Column::PresentValue);
    let is_whole = problem.options[idx].unread_cost.is_none();
    result.total_cost = simulation.summary(idx, Column::TotalCost).filter(|_| is_whole);
    result.benefits = simulation.summary(idx, Column::Benefits);
    let until_ready = simulation.summary(idx, Column::UntilReady);
    let is_free = model.until_ready.is_some() && problem.options[idx].ready.is_some();
    result.until_ready_cost = until_ready.or_else(|| is_free.then(Summary::default));
    result.over_limit_share = problem.limit.map(|_| simulation.over_limit_share(idx));
    let years = simulation.mean_by_year(idx);
    result.by_calendar_year = problem.calendar.spread(&years);
    // Our own people are nobody's supplier.
    result.yearly_spend = years.get(1).map(|first| first.running - first.until_ready - first.people);
    let has_people = model.people_once.is_some() || model.yearly.iter().any(|term| term.payee == Payee::People);
    result.people_cost = has_people.then(|| years.iter().map(|year| year.people).sum());
    result.by_year = years
        .into_iter()
        .map(|year| YearCash {
            one_off: year.one_off,
            running: year.running,
            exit: year.exit,
            benefit: year.benefit,
            late: year.late,
        })
        .collect();
    result.uplift = match model.uplift {
        Uplift::None => None,
        Uplift::Factor(factor) => Some(factor),
        Uplift::Drawn(ratio) => Some(problem.distribution(ratio).mean()),
    };
}

fn time(problem: &Problem, simulation: &Simulation, idx: usize, result: &mut OptionResult) {
    let Some(ready) = problem.options[idx].ready else { return };
    let ready = problem.distribution(ready);
    result.ready = Some(ready.summary());
    let Some(due) = problem.due_months else { return };
    result.late_chance = Some(chance_above(ready, due));
    let flows = simulation.blocks.iter().filter_map(|block| block.options[idx].flows.as_ref());
    let (mut months, mut months_squared, mut cost, mut cost_squared, mut count) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for flow in flows {
        months += flow.late.months;
        months_squared += flow.late.months_squared;
        cost += flow.late.cost;
        cost_squared += flow.late.cost_squared;
        count += BLOCK as f64;
    }
    if count == 0.0 {
        return;
    }
    let horizon_months = 12.0 * f64::from(problem.horizon_years);
    let late = |ready: f64| (ready - due).max(0.0);
    let counted = |ready: f64| (ready.min(horizon_months) - due).max(0.0) * problem.late_cost;
    result.late_months = Some(monotone(ready, late, months / count, months_squared / count));
    if problem.late_cost > 0.0 {
        result.late_cost = Some(monotone(ready, counted, cost / count, cost_squared / count));
    }
}

/// The share above a value; an estimate that is certain is above or not.
pub(crate) fn chance_above(distribution: &Distribution, value: f64) -> f64 {
    match distribution {
        Distribution::Certain(certain) => f64::from(u8::from(*certain > value)),
        _ => 1.0 - distribution.below(value),
    }
}

/// A rising function of one quantity has that function of its percentiles.
fn monotone(of: &Distribution, function: impl Fn(f64) -> f64, mean: f64, mean_of_squares: f64) -> Summary {
    let at = |share: f64| function(of.quantile(share));
    Summary {
        mean,
        sd: if of.sd() > 0.0 { (mean_of_squares - mean * mean).max(0.0).sqrt() } else { 0.0 },
        p5: at(0.05),
        p10: at(0.10),
        p50: at(0.50),
        p90: at(0.90),
        p95: at(0.95),
    }
}

fn losses(problem: &Problem, simulation: &Simulation, idx: usize, result: &mut OptionResult) {
    let Some(risks) = &problem.options[idx].risks else { return };
    result.annual_loss = simulation.summary(idx, Column::AnnualLoss);
    result.risks = risks
        .iter()
        .map(|risk| {
            let rate = risk.per_year.map(|rate| problem.distribution(rate));
            let expected = rate.zip(risk.loss.as_ref());
            RiskResult {
                per_year: rate.map(Distribution::summary),
                loss: risk.loss.as_ref().map(Distribution::summary),
                expected_annual_loss: expected
                    .map(|(rate, loss)| crate::analysis::ranking::risk::expected_annual_loss(rate.mean(), loss.mean())),
            }
        })
        .collect();
}

fn add_ranking(options: &mut [OptionResult], ranking: &Ranking) {
    for (idx, option) in options.iter_mut().enumerate() {
        option.rank_shares.clone_from(&ranking.rank_shares[idx]);
        option.cheapest_share = ranking.cheapest[idx];
        option.regret = ranking.regret[idx];
    }
}

/// Savings in total-cost: benefits count against costs, lateness counts, payback leaves leaving out.
fn add_savings(problem: &Problem, simulation: &Simulation, options: &mut [OptionResult]) {
    let Some(avoid) = problem.avoid else { return };
    let flows = |idx: usize| -> Option<finance::Flows> {
        problem.options[idx].whole_money()?;
        let years = simulation.mean_by_year(idx);
        let by_year = years.iter().map(|year| year.one_off + year.running - year.benefit + year.late).collect();
        Some(finance::Flows { by_year, exit: years.last()?.exit })
    };
    let Some(baseline) = flows(avoid) else { return };
    for (idx, option) in options.iter_mut().enumerate().filter(|(idx, _)| *idx != avoid) {
        let savings: Option<Savings> = flows(idx).map(|flows| flows.savings_against(&baseline, &problem.discount));
        option.savings = savings;
    }
}

fn add_dominance(options: &mut [OptionResult]) {
    let level = |option: usize, at: usize| -> Option<f64> {
        let own = options[option].scores[at].as_ref()?;
        // Scores that differ by no more than draws of equal estimates do are one.
        let same =
            options[..option].iter().filter_map(|other| other.scores[at].as_ref()).find(|other| is_tie(own, other));
        Some(same.unwrap_or(own).mean)
    };
    let rows: Vec<Option<Vec<f64>>> = (0..options.len())
        .map(|idx| {
            let row: Vec<f64> = (0..options[idx].scores.len()).filter_map(|at| level(idx, at)).collect();
            (options[idx].is_running() && row.len() == options[idx].scores.len()).then_some(row)
        })
        .collect();
    for (option, dominators) in options.iter_mut().zip(dominance::dominated_by(&rows)) {
        option.dominated_by = dominators;
    }
}

/// Running options by mean total, then those that are out, then incomplete ones by the middle of
/// their span; ties in declared order.
fn order(options: &[OptionResult]) -> Vec<usize> {
    let place = |option: &OptionResult| match (&option.total, option.total_span) {
        (Some(total), _) if option.failed_musts.is_empty() => (0, total.mean),
        (Some(total), _) => (1, total.mean),
        (None, Some((low, high))) => (2, f64::midpoint(low, high)),
        (None, None) => (3, 0.0),
    };
    let (groups, totals): (Vec<u8>, Vec<f64>) = options.iter().map(place).unzip();
    let mut order = score::order(&totals);
    order.sort_by_key(|idx| groups[*idx]);
    // Those that tie for the first place stand in declared order.
    let is_tied = |idx: &usize| groups[*idx] == 0 && ties(&options[order[0]], &options[*idx]);
    let tied = order.iter().take_while(|idx| is_tied(idx)).count();
    order[..tied].sort_unstable();
    order
}

/// Who leads once gaps are reckoned with.
struct Lead {
    leader: Option<usize>,
    might_lead: Vec<usize>,
}

/// A gap does not decide: what an option lacks may score anything. `first` is the best of the complete ones.
fn lead(options: &[OptionResult], first: Option<usize>) -> Lead {
    let best = first.and_then(|first| options[first].total).map_or(f64::NEG_INFINITY, |total| total.mean);
    let spans: Vec<(usize, (f64, f64))> = (0..options.len())
        .filter(|idx| options[*idx].failed_musts.is_empty())
        .filter_map(|idx| Some((idx, options[idx].total_span?)))
        .collect();
    let is_first = |(idx, (low, _)): &&(usize, (f64, f64))| {
        *low > best && spans.iter().all(|(other, (_, high))| other == idx || low > high)
    };
    if first.is_none() && spans.len() < 2 {
        // Nobody is there to come before.
        return Lead { leader: None, might_lead: Vec::new() };
    }
    if let Some((idx, _)) = spans.iter().find(is_first) {
        return Lead { leader: Some(*idx), might_lead: Vec::new() };
    }
    let might_lead: Vec<usize> = spans.iter().filter(|(_, (_, high))| *high > best).map(|(idx, _)| *idx).collect();
    Lead { leader: first.filter(|_| might_lead.is_empty()), might_lead }
}

/// Whether two totals differ by no more than draws of equal estimates do.
fn ties(a: &OptionResult, b: &OptionResult) -> bool {
    a.total.zip(b.total).is_some_and(|(a, b)| is_tie(&a, &b))
}

fn is_tie(a: &Summary, b: &Summary) -> bool {
    (a.mean - b.mean).abs() <= TIED_SHARE * a.sd.min(b.sd)
}

fn verdict(problem: &Problem, analysis: &DecisionAnalysis, running: &[usize]) -> Verdict {
    let Some(leader) = analysis.leader else { return Verdict::default() };
    let total = |idx: usize| analysis.options[idx].total.map_or(0.0, |total| total.mean);
    if analysis.is_led_whatever() {
        let most = analysis.options[leader].total_span.map_or(0.0, |(_, most)| most);
        return Verdict {
            is_none_good_enough: most < problem.acceptable,
            does_avoid_win: problem.options[leader].sourcing == Some(Sourcing::Avoid),
            named_together: vec![leader],
            tied: vec![leader],
            ..Verdict::default()
        };
    }
    let best = total(leader);
    let first_share = analysis.options[leader].rank_shares.first().copied().unwrap_or(1.0);
    let shifts = analysis.least_shift.iter().flatten().map(|shift| shift.weight * 100.0);
    let least_shift = shifts.fold(f64::INFINITY, f64::min);
    let is_contested = running.len() > 1;
    let with_leader = |test: &dyn Fn(f64) -> bool| -> Vec<usize> {
        let others = running.iter().copied().filter(|idx| *idx != leader && test(total(*idx)));
        std::iter::once(leader).chain(others).collect()
    };
    Verdict {
        is_close_call: is_contested
            && (first_share < problem.close_call.share || least_shift < problem.close_call.shift),
        is_none_good_enough: best < problem.acceptable,
        does_avoid_win: problem.options[leader].sourcing == Some(Sourcing::Avoid),
        named_together: with_leader(&|other| best - other <= NAMED_TOGETHER_POINTS),
        tied: running
            .iter()
            .copied()
            .filter(|idx| *idx == leader || ties(&analysis.options[leader], &analysis.options[*idx]))
            .collect(),
        might_lead: Vec::new(),
    }
}
