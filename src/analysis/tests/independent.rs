//! The sign-in example, worked out a second time by other means: plain draws of other generators,
//! one world at a time, written from the description of the model and not from its code.
#![expect(clippy::disallowed_methods, reason = "other means than ours, on purpose")]

use super::close;
use crate::analysis::analyze::analyze_record;
use crate::analysis::result::{DecisionAnalysis, EstimateId};
use crate::analysis::settings::Settings;
use crate::analysis::testing::{analyzed, settings, sign_in_record, study};
use crate::model::{Book, EstimateKey};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Beta, Distribution, LogNormal};

const WORLDS: usize = 60_000;
const Z: f64 = 1.644_853_626_951_472_2;

struct Luck(ChaCha8Rng);

impl Luck {
    fn pert(&mut self, low: f64, likely: f64, high: f64) -> f64 {
        let shape = |way: f64| 1.0 + 4.0 * way / (high - low);
        let beta = Beta::new(shape(likely - low), shape(high - likely)).expect("sound");
        low + (high - low) * beta.sample(&mut self.0)
    }

    fn range(&mut self, low: f64, high: f64) -> f64 {
        let (low, high) = (low.ln(), high.ln());
        LogNormal::new(f64::midpoint(low, high), (high - low) / 2.0 / Z).expect("sound").sample(&mut self.0)
    }
}

fn mean_of_range(low: f64, high: f64) -> f64 {
    let sigma = (high / low).ln() / 2.0 / Z;
    (f64::midpoint(low.ln(), high.ln()) + sigma * sigma / 2.0).exp()
}

struct Outcome {
    cash: f64,
    total_cost: f64,
    total: f64,
}

/// Once, yearly, growth, months until ready, exit, annual loss, weeks per change, months to exit.
fn outcome(once: f64, yearly: f64, growth: f64, ready: f64, exit: f64, levels: [f64; 3]) -> Outcome {
    let mut cash = once + exit;
    let mut worth = once + exit / 1.06f64.powi(5);
    for year in 1..=5 {
        let paid = yearly * (1.0 + growth).powi(year - 1);
        cash += paid;
        worth += paid / 1.06f64.powi(year);
    }
    // From February to the end of September 2027 are eight months; four more end the first year.
    let late_in_first = (ready - 8.0).clamp(0.0, 4.0);
    let late_in_second = (ready - 12.0).clamp(0.0, 12.0);
    let total_cost = worth + 35e3 * (late_in_first / 1.06 + late_in_second / 1.06f64.powi(2));
    let score = |level: f64, worst: f64, best: f64| ((level - worst) / (best - worst)).clamp(0.0, 1.0);
    let [loss, weeks, months] = levels;
    let total = 100.0 * score(total_cost, 3e6, 1e6)
        + 60.0 * score(loss, 250e3, 0.0)
        + 50.0 * score(weeks, 16.0, 2.0)
        + 40.0 * score(months, 18.0, 1.0);
    Outcome { cash, total_cost, total: total / 2.5 }
}

/// What the study of the partner finds out: price a user, weeks per change, months to exit.
type Findings = [f64; 3];

fn world(luck: &mut Luck) -> [Outcome; 4] {
    let findings = findings(luck);
    world_where(luck, findings)
}

fn findings(luck: &mut Luck) -> Findings {
    [luck.pert(2.6, 4.4, 8.0), luck.pert(3.0, 6.0, 14.0), luck.pert(3.0, 7.0, 15.0)]
}

fn world_where(luck: &mut Luck, [price, weeks, months]: Findings) -> [Outcome; 4] {
    let users = luck.pert(30e3, 45e3, 80e3);
    let build_loss = luck.pert(0.01, 0.03, 0.1) * mean_of_range(200e3, 3e6) + 0.1 * mean_of_range(50e3, 200e3);
    let build = outcome(
        luck.pert(450e3, 600e3, 1.1e6) * 1.29,
        luck.pert(140e3, 180e3, 300e3),
        0.03,
        luck.pert(6.0, 8.0, 14.0),
        luck.pert(20e3, 50e3, 120e3),
        [build_loss, luck.pert(2.0, 3.0, 5.0), luck.pert(1.0, 2.0, 3.0)],
    );
    let buy_loss = luck.pert(0.2, 0.3, 0.8) * mean_of_range(30e3, 300e3) + 0.12 * mean_of_range(60e3, 250e3);
    let buy = outcome(
        luck.pert(100e3, 150e3, 280e3),
        users * luck.pert(3.7, 4.5, 6.4),
        luck.pert(0.02, 0.04, 0.07),
        luck.range(3.0, 6.0),
        luck.pert(150e3, 300e3, 700e3),
        [buy_loss, luck.pert(6.0, 9.0, 14.0), luck.pert(6.0, 9.0, 15.0)],
    );
    let partner = outcome(
        luck.pert(200e3, 300e3, 520e3),
        users * price,
        luck.pert(0.02, 0.03, 0.06),
        luck.range(5.0, 10.0),
        luck.pert(80e3, 160e3, 350e3),
        [luck.pert(0.05, 0.15, 0.4) * mean_of_range(100e3, 500e3), weeks, months],
    );
    let avoid = outcome(
        0.0,
        luck.range(300e3, 520e3),
        luck.pert(0.04, 0.08, 0.15),
        0.0,
        luck.pert(60e3, 120e3, 250e3),
        [0.15 * mean_of_range(200e3, 4e6), luck.pert(10.0, 13.0, 16.0), luck.pert(8.0, 12.0, 16.0)],
    );
    [build, buy, partner, avoid]
}

#[test]
fn the_sign_in_record_comes_to_what_plain_draws_say() {
    let (analysis, _) = analyzed(&sign_in_record(), 20_000);
    let mut luck = Luck(ChaCha8Rng::seed_from_u64(99));
    let worlds: Vec<[Outcome; 4]> = (0..WORLDS).map(|_| world(&mut luck)).collect();
    let count = WORLDS as f64;
    for (idx, option) in analysis.options.iter().enumerate() {
        let mut cash: Vec<f64> = worlds.iter().map(|world| world[idx].cash).collect();
        cash.sort_by(f64::total_cmp);
        let found = option.cash.expect("known");
        close(found.mean, cash.iter().sum::<f64>() / count, 5.0 * found.sd / count.sqrt());
        close(found.p5, cash[WORLDS / 20], 0.1 * found.sd);
        close(found.p95, cash[WORLDS - WORLDS / 20], 0.1 * found.sd);
        let over = cash.iter().filter(|cash| **cash > 2.2e6).count() as f64 / count;
        close(option.over_limit_share.expect("a limit"), over, 0.015);
        let found = option.total.expect("complete");
        let mean = worlds.iter().map(|world| world[idx].total).sum::<f64>() / count;
        close(found.mean, mean, 5.0 * found.sd / count.sqrt());
        let first = worlds.iter().filter(|world| world.iter().all(|other| other.total <= world[idx].total)).count();
        close(option.rank_shares[0], first as f64 / count, 0.015);
        let least = |world: &[Outcome; 4]| world.iter().map(|one| one.total_cost).fold(f64::INFINITY, f64::min);
        let regret = worlds.iter().map(|world| world[idx].total_cost - least(world)).sum::<f64>() / count;
        close(option.regret.expect("priced"), regret, 0.02 * regret + 2e3);
    }
    let best = |world: &[Outcome; 4]| world.iter().map(|one| one.total).fold(0.0, f64::max);
    let leader = analysis.leader.expect("one leads");
    let gain = worlds.iter().map(|world| best(world) - world[leader].total).sum::<f64>() / count;
    let evpi = gain / 100.0 * 2e6 / 0.4;
    close(analysis.evpi.expect("anchors"), evpi, 0.05 * evpi);
}

/// Money of a point: two million between the anchors, at 40 points of 100.
const MONEY_PER_POINT: f64 = 2e6 / 0.4 / 100.0;

/// How much a choice after learning beats a choice before it, among worlds of nearly the same
/// price: half of them choose, the other half say what the choice is worth, so that luck is not
/// taken for knowledge.
#[test]
fn knowing_the_partners_price_is_worth_what_plain_draws_say() {
    const ALIKE: usize = 3_000;
    // One run is good to a fourteenth, so many are asked.
    let runs = (1..=12).map(|seed| {
        let settings = Settings { seed, ..settings(10_000) };
        analyze_record(&sign_in_record(), &Book::default(), &settings).0.expect("figures")
    });
    let runs: Vec<DecisionAnalysis> = runs.collect();
    let leader = runs[0].leader.expect("one leads");
    let mut luck = Luck(ChaCha8Rng::seed_from_u64(7));
    let mut worlds: Vec<(f64, [f64; 4])> = (0..100 * ALIKE)
        .map(|_| {
            let findings = findings(&mut luck);
            (findings[0], world_where(&mut luck, findings).map(|outcome| outcome.total))
        })
        .collect();
    worlds.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut gain = 0.0;
    for alike in worlds.chunks(ALIKE) {
        let mut halves = [[0.0; 4]; 2];
        for (idx, (_, totals)) in alike.iter().enumerate() {
            for (sum, total) in halves[idx % 2].iter_mut().zip(totals) {
                *sum += total;
            }
        }
        for (choosing, telling) in [(0, 1), (1, 0)] {
            let best = (0..4).max_by(|a, b| halves[choosing][*a].total_cmp(&halves[choosing][*b])).expect("four");
            gain += (halves[telling][best] - halves[telling][leader]) / worlds.len() as f64;
        }
    }
    let price = EstimateId::OfOption(2, EstimateKey::CostYearlyRate);
    let worth = |run: &DecisionAnalysis| {
        run.input_worths.iter().find(|input| input.input == price).map_or(0.0, |input| input.worth)
    };
    let found = runs.iter().map(worth).sum::<f64>() / runs.len() as f64;
    let expected = gain * MONEY_PER_POINT;
    close(found, expected, 0.08 * expected);
}

/// The loss law by quadrature, on a variance put together from one line for each of what is found.
#[test]
fn the_study_is_worth_what_plain_draws_and_quadrature_say() {
    let mut logged = sign_in_record();
    logged.record.inputs.study = Some(study());
    let (analysis, _) = analyzed(&logged, 20_000);
    let found = analysis.study.expect("weighed");
    assert_eq!((analysis.leader, found.rival), (Some(0), 2));
    let mut luck = Luck(ChaCha8Rng::seed_from_u64(5));
    let drawn: Vec<(Findings, f64)> = (0..WORLDS)
        .map(|_| {
            let findings = findings(&mut luck);
            let outcomes = world_where(&mut luck, findings);
            (findings, (outcomes[0].total - outcomes[2].total) * MONEY_PER_POINT)
        })
        .collect();
    let mean = |of: &dyn Fn(&(Findings, f64)) -> f64| drawn.iter().map(of).sum::<f64>() / WORLDS as f64;
    let lead = mean(&|draw| draw.1);
    // What is found is independent, so its lines add up.
    let explained: f64 = (0..3)
        .map(|idx| {
            let middle = mean(&|draw| draw.0[idx]);
            let common = mean(&|draw| (draw.0[idx] - middle) * (draw.1 - lead));
            common * common / mean(&|draw| (draw.0[idx] - middle).powi(2))
        })
        .sum();
    let spread = (0.8 * explained).sqrt();
    let steps = 40_000;
    let gain: f64 = (0..steps)
        .map(|step| -8.0 + 16.0 * (f64::from(step) + 0.5) / f64::from(steps))
        .map(|z| (-(lead + spread * z)).max(0.0) * (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt())
        .sum::<f64>()
        * 16.0
        / f64::from(steps);
    close(found.worth.expect("anchors"), gain, 0.06 * gain);
}
