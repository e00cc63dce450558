use crate::analysis::analyze::analyze_record;
use crate::analysis::result::{DecisionAnalysis, EstimateId, OptionResult};
use crate::analysis::testing::{
    analyzed, cost, criteria, estimate, levels, option, record, risk, settings, short_record, sign_in_record,
};
use crate::log::LoggedRecord;
use crate::model::{
    Book, ConsideredOption, Contract, Distribution, EstimateKey, Exit, ExitAt, Must, MustRelation, RiskFigure,
    Sourcing, Yearly,
};
use jiff::civil::date;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

mod contract;
mod independent;
mod laws;
mod laws_of_options;
mod plan;
mod settled;
mod turning;
mod unread;
mod whole_log;
mod years;

#[track_caller]
fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected} within {tolerance}");
}

fn mean_total(option: &OptionResult) -> f64 {
    option.total.expect("complete").mean
}

/// Reference: the mean of 100 runs of 1,000,000 plain draws, made elsewhere.
#[test]
fn the_short_record_comes_to_what_plain_draws_say() {
    let (analysis, findings) = analyzed(&short_record(), 20_000);
    let [buy, build, avoid] = &analysis.options[..] else { panic!("three options") };
    close(mean_total(buy), 67.488, 0.25);
    close(mean_total(build), 59.981, 0.25);
    close(mean_total(avoid), 46.642, 0.25);
    close(buy.total.expect("complete").p5, 62.416, 0.35);
    close(build.total.expect("complete").p95, 68.597, 0.35);
    close(buy.rank_shares[0], 0.8865, 0.01);
    close(build.cash.expect("known").p95, 3_021_717.0, 25_000.0);
    close(avoid.cash.expect("known").p50, 1_586_392.0, 8_000.0);
    assert_eq!(analysis.leader, Some(0));
    assert!(!analysis.verdict.is_close_call);
    close(analysis.stability[3].expect("a range").high, 0.2482, 0.01);
    close(analysis.least_shift[1].as_ref().expect("a shift").weight, 0.075, 0.005);
    let rules: Vec<&str> = findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["no-discount-rate", "build-at-its-word", "scale-from-options"]);
    insta::assert_snapshot!(findings[2].help.as_deref().unwrap_or_default(), @r"
    fix it with anchors of your own, for example
    criteria:
      cost: { points: 35, worst: 3.4m, best: 1.1m }
      risk: { points: 30 }
      flexibility: { points: 20 }
      dependency: { points: 15 }
    ");
}

/// Everything that is found, to the last bit.
fn hash(analysis: &DecisionAnalysis) -> String {
    let digest = Sha256::digest(format!("{analysis:?}"));
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// A change here is a change of every published figure, and belongs into the changelog.
#[test]
fn the_same_record_gives_the_same_bytes_on_one_thread_and_two() {
    let with_threads = |count| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build().expect("threads");
        pool.install(|| hash(&analyzed(&sign_in_record(), 3_000).0))
    };
    assert_eq!(with_threads(1), with_threads(2));
    assert_eq!(with_threads(1), "ddb958dc30f74b4c");
}

#[test]
fn draws_are_rounded_up_to_whole_blocks() {
    assert_eq!(analyzed(&short_record(), 1_001).0.draw_count, 2_000);
    assert_eq!(analyzed(&short_record(), 0).0.draw_count, 1_000);
}

#[test]
fn renaming_removing_or_adding_an_option_leaves_the_others_draws_alone() {
    let plain = analyzed(&sign_in_record(), 2_000).0;
    let mut renamed = sign_in_record();
    renamed.record.options[0].title = "Something else".to_owned();
    let mut fewer = sign_in_record();
    fewer.record.options.remove(2);
    let renamed = analyzed(&renamed, 2_000).0;
    let fewer = analyzed(&fewer, 2_000).0;
    assert_ne!(renamed.options[0].cash, plain.options[0].cash);
    assert_eq!(renamed.options[1].total, plain.options[1].total);
    assert_eq!(fewer.options[1].total_cost, plain.options[1].total_cost);
    assert_eq!(fewer.options[2].total, plain.options[3].total);
}

#[test]
fn records_share_the_drivers_of_the_book_and_nothing_else() {
    let mut book = Book { drivers: vec![("users".to_owned(), estimate("30k/45k/80k"))], ..Book::default() };
    let mut one = sign_in_record();
    one.record.inputs.drivers.clear();
    let mut other = one.clone();
    other.stream_name = "another".to_owned();
    for logged in [&mut one, &mut other] {
        // With all else certain, only the driver moves.
        logged.record.options.truncate(2);
        let buy = &mut logged.record.options[1];
        buy.contract = None;
        buy.cost = cost("", "", "").into();
        if let Some(crate::model::Cost::Flows(flows)) = &mut buy.cost {
            flows.yearly = Some(Yearly::Per { drivers: vec!["users".to_owned()], rate: estimate("4") });
        }
    }
    let cash = |logged: &LoggedRecord, book: &Book| {
        let mut logged = logged.clone();
        logged.record.recommend = Some(("buy".to_owned(), None));
        analyze_record(&logged, book, &settings(1_000)).0.expect("figures").chosen_draws.cash
    };
    let spread = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    for logged in [&mut one, &mut other] {
        logged.record.options[1].exit = None;
    }
    assert!(spread(&cash(&one, &book), &cash(&other, &book)) < 1e-6);
    let own = std::mem::take(&mut book.drivers);
    one.record.inputs.drivers.clone_from(&own);
    other.record.inputs.drivers = own;
    assert!(spread(&cash(&one, &book), &cash(&other, &book)) > 1e4);
}

#[test]
fn an_incomplete_option_is_named_spanned_and_left_out() {
    let mut logged = short_record();
    logged.record.options[1].levels.retain(|(id, _)| id != "flexibility");
    let (analysis, findings) = analyzed(&logged, 1_000);
    let build = &analysis.options[1];
    assert_eq!(build.missing, [2]);
    assert_eq!((build.total, build.rank_shares.len()), (None, 0));
    let (low, high) = build.total_span.expect("a span");
    close(high - low, 20.0, 1e-9);
    assert_eq!(analysis.order, [0, 2, 1]);
    assert_eq!(analysis.runner_up, Some(2));
    assert!(findings.iter().any(|finding| finding.rule == "incomplete-option"
        && finding.message == "`In-house service` says nothing on `flexibility`, so it cannot be ranked"));
    // The scale is that of every option with an estimate on it, whatever else it lacks.
    let with = analyzed(&short_record(), 1_000).0;
    assert_eq!(analysis.criteria[0].value.anchors(), with.criteria[0].value.anchors());
}

#[test]
fn an_option_that_fails_a_must_is_out() {
    let mut logged = sign_in_record();
    if let Some(spec) = &mut logged.record.inputs.criteria {
        spec.criteria[3].must = Some(Must { relation: MustRelation::AtMost, bound: 10.0 });
    }
    let (analysis, _) = analyzed(&logged, 1_000);
    assert_eq!(analysis.options[3].failed_musts, [3]);
    assert!(analysis.options[3].rank_shares.is_empty() && analysis.options[3].total.is_some());
    assert_eq!(analysis.order.last(), Some(&3));
}

#[test]
fn equal_options_tie_and_split_every_draw() {
    let twin = |title: &str| ConsideredOption { levels: levels(&[("fit", "60")]), ..option(Sourcing::Buy, title) };
    let mut logged = record(vec![twin("A"), twin("B"), twin("C")]);
    logged.record.inputs.criteria = Some(criteria(&[("fit", 10.0, 0.0, 0.0)]));
    let (analysis, _) = analyzed(&logged, 1_000);
    assert_eq!(analysis.verdict.tied, [0, 1, 2]);
    assert_eq!(analysis.order, [0, 1, 2]);
    for option in &analysis.options {
        option.rank_shares.iter().for_each(|share| close(*share, 1.0 / 3.0, 1e-12));
    }
}

/// Money that is certain comes to what a person can work out on paper.
#[test]
fn certain_flows_are_exact() {
    let mut own = option(Sourcing::Build, "Own");
    own.cost = Some(cost("100k", "50k", "10%"));
    own.ready = Some(estimate("18"));
    own.exit = Some(Exit { cost: Some(estimate("20k")), ..Exit::default() });
    own.optimism_bias = Some(crate::model::OptimismBias { upper: 0.5, lower: 0.5, mitigated: 0.0 });
    let mut keep = option(Sourcing::Avoid, "Keep");
    keep.cost = Some(cost("", "200k", ""));
    keep.ready = Some(estimate("0"));
    let mut logged = record(vec![own, keep]);
    logged.record.inputs.horizon_years = Some(3);
    logged.record.inputs.discount_rate = Some(0.10);
    logged.record.inputs.starts = Some(date(2027, 1, 1));
    logged.record.inputs.needed_by = Some(date(2027, 10, 31));
    logged.record.inputs.late_cost = Some(1e3);
    logged.record.inputs.until_ready = Some(estimate("10k"));
    let (analysis, _) = analyzed(&logged, 1_000);
    let own = &analysis.options[0];
    let running = [50e3 + 120e3, 55e3 + 60e3, 60.5e3];
    let cash = 150e3 + running.iter().sum::<f64>() + 20e3;
    close(own.cash.expect("known").mean, cash, 1e-6);
    let present = 150e3 + running[0] / 1.1 + running[1] / 1.21 + (running[2] + 20e3) / 1.331;
    close(own.present_value.expect("known").mean, present, 1e-6);
    // Due after ten months: two late months in the first year, six in the second.
    close(own.total_cost.expect("known").mean, present + 2e3 / 1.1 + 6e3 / 1.21, 1e-6);
    assert_eq!((own.late_chance, own.late_months.expect("known").p50), (Some(1.0), 8.0));
    close(own.late_cost.expect("known").mean, 8e3, 1e-9);
    let savings = own.savings.expect("avoid is there");
    let kept = 200e3 / 1.1 + 200e3 / 1.21 + 200e3 / 1.331;
    close(savings.npv, kept - present - 2e3 / 1.1 - 6e3 / 1.21, 1e-6);
    // The start is not discounted, so it may cost more by what is saved.
    close(savings.break_even_at_start.expect("money moves something"), 150e3 + savings.npv, 1e-6);
    // Behind by 150k, then ahead of avoid by 28k and 79k a year: never before the third year ends.
    let (first, second, third) = (200e3 - running[0] - 2e3, 200e3 - running[1] - 6e3, 200e3 - running[2]);
    close(savings.simple_payback_years.expect("pays back"), 2.0 + (150e3 - first - second) / third, 1e-9);
}

#[test]
fn a_price_cap_holds_until_the_contract_ends_and_a_break_fee_falls_due_while_it_runs() {
    let mut buy = option(Sourcing::Buy, "Service");
    buy.cost = Some(cost("", "100k", "20%"));
    buy.contract = Some(Contract {
        ends: Some(date(2029, 1, 1)),
        price_cap: Some(0.05),
        break_fee: Some(estimate("7k")),
        ..Contract::default()
    });
    let mut logged = record(vec![buy]);
    logged.record.inputs.starts = Some(date(2027, 1, 1));
    logged.record.inputs.horizon_years = Some(3);
    let cash = |logged: &LoggedRecord| analyzed(logged, 1_000).0.options[0].cash.expect("known").mean;
    // The third year begins on the day on which the contract ends: its price is free.
    close(cash(&logged), 100e3 + 105e3 + 126e3, 1e-6);
    // So is leaving on the day on which it ends.
    let ends = |logged: &mut LoggedRecord, day| {
        logged.record.options[0].contract.as_mut().expect("it has one").ends = Some(day);
    };
    ends(&mut logged, date(2030, 1, 1));
    close(cash(&logged), 100e3 + 105e3 + 110.25e3, 1e-6);
    ends(&mut logged, date(2030, 6, 1));
    close(cash(&logged), 100e3 + 105e3 + 110.25e3 + 7e3, 1e-6);
    logged.record.options[0].exit = Some(Exit { at: ExitAt::Never, ..Exit::default() });
    close(cash(&logged), 100e3 + 105e3 + 110.25e3, 1e-6);
}

#[test]
fn benefits_start_in_the_month_in_which_the_option_is_ready() {
    let mut build = option(Sourcing::Build, "Own");
    build.cost = Some(cost("100k", "10k", ""));
    build.ready = Some(estimate("15"));
    build.benefit = Some(crate::model::Benefit {
        once: Some(estimate("5k")),
        yearly: Some(Yearly::Sum(estimate("40k"))),
        growth: Some(estimate("10%")),
    });
    let mut logged = record(vec![build]);
    logged.record.inputs.horizon_years = Some(3);
    logged.record.inputs.discount_rate = Some(0.05);
    let (analysis, _) = analyzed(&logged, 1_000);
    let option = &analysis.options[0];
    let worth = (0.75 * 44e3 + 5e3) / 1.1025 + 48.4e3 / 1.157_625;
    close(option.benefits.expect("known").mean, worth, 1e-6);
    let difference = option.present_value.expect("known").mean - option.total_cost.expect("known").mean;
    close(difference, worth, 1e-6);
    close(option.by_year[2].benefit, 0.75 * 44e3 + 5e3, 1e-6);
}

#[test]
fn bad_points_leave_the_money_standing() {
    let mut logged = sign_in_record();
    if let Some(spec) = &mut logged.record.inputs.criteria {
        spec.criteria[1].points = Some(-3.0);
    }
    let (analysis, findings) = analyzed(&logged, 1_000);
    assert!(findings.iter().any(|finding| finding.rule == "weights"));
    assert_eq!(analysis.leader, None);
    assert!(analysis.options.iter().all(|option| option.total.is_none() && option.cash.is_some()));
}

#[test]
fn points_given_at_the_command_line_replace_those_named() {
    let mut chosen = settings(1_000);
    chosen.points = vec![("cost".to_owned(), 0.0), ("csot".to_owned(), 1.0)];
    let (analysis, findings) = analyze_record(&sign_in_record(), &Book::default(), &chosen);
    let analysis = analysis.expect("figures");
    assert_eq!(analysis.criteria[0].weight, 0.0);
    close(analysis.criteria[1].weight, 0.4, 1e-12);
    assert_eq!(analysis.evpi, None);
    let unknown = findings.iter().find(|finding| finding.rule == "unknown-criterion").expect("a finding");
    assert_eq!(unknown.help.as_deref(), Some("did you mean `cost`?"));
}

#[test]
fn names_that_fit_nothing_or_two_are_findings() {
    let mut logged = short_record();
    logged.record.recommend = Some(("biuld".to_owned(), None));
    let (_, findings) = analyzed(&logged, 1_000);
    let unknown = findings.iter().find(|finding| finding.rule == "unknown-option").expect("a finding");
    assert_eq!(unknown.message, "no option is called `biuld`");
    assert_eq!(unknown.help.as_deref(), Some("did you mean `build`?"));
    logged.record.options[1].sourcing = Some(Sourcing::Buy);
    logged.record.recommend = Some(("buy".to_owned(), None));
    let (analysis, findings) = analyzed(&logged, 1_000);
    assert!(findings.iter().any(|finding| finding.rule == "ambiguous-option"));
    assert_eq!(analysis.recommended, None);
    logged.record.recommend = Some(("In-house Service".to_owned(), None));
    assert_eq!(analyzed(&logged, 1_000).0.recommended, Some(1));
}

#[test]
fn an_unknown_driver_makes_the_cost_unknown() {
    let mut logged = sign_in_record();
    logged.record.inputs.drivers[0].0 = "usres".to_owned();
    let (analysis, findings) = analyzed(&logged, 1_000);
    assert!(analysis.options[1].cash.is_none() && analysis.options[0].cash.is_some());
    assert_eq!(analysis.options[1].missing, [0]);
    let unknown = findings.iter().find(|finding| finding.rule == "unknown-driver").expect("a finding");
    assert_eq!(unknown.help.as_deref(), Some("did you mean `usres`?"));
}

/// At a flip, a run with the input written as that certain number is a tie.
#[test]
fn at_its_flip_an_input_makes_a_tie() {
    let logged = sign_in_record();
    let (analysis, _) = analyzed(&logged, 10_000);
    assert!(analysis.flips.len() > 5);
    let likelihoods: Vec<f64> = analysis.flips.iter().map(|flip| flip.likelihood.unwrap_or(-1.0)).collect();
    assert!(likelihoods.windows(2).all(|pair| pair[0] >= pair[1]), "{likelihoods:?}");
    let mut checked = 0;
    for flip in &analysis.flips {
        let mut fixed = logged.clone();
        let certain = Some(estimate(&format!("{}", flip.at)));
        let options = &mut fixed.record.options;
        let target = match &flip.input {
            EstimateId::Driver(_) => {
                fixed.record.inputs.drivers[0].1 = certain.clone().expect("a number");
                None
            }
            EstimateId::OfOption(idx, key) => match key {
                EstimateKey::Ready => Some(&mut options[*idx].ready),
                EstimateKey::CostOnce | EstimateKey::CostGrowth => match &mut options[*idx].cost {
                    Some(crate::model::Cost::Flows(flows)) if *key == EstimateKey::CostOnce => Some(&mut flows.once),
                    Some(crate::model::Cost::Flows(flows)) => Some(&mut flows.growth),
                    _ => None,
                },
                EstimateKey::ExitMonths => options[*idx].exit.as_mut().map(|exit| &mut exit.months),
                EstimateKey::Risk(0, RiskFigure::PerYear) => {
                    options[*idx].risks.as_mut().map(|risks| &mut risks[0].per_year)
                }
                EstimateKey::Level(id) if id == "flexibility" => {
                    options[*idx].levels[0].1 = certain.clone().expect("a number");
                    None
                }
                _ => continue,
            },
            EstimateId::UntilReady => continue,
        };
        if let Some(target) = target {
            *target = certain;
        }
        let (then, _) = analyzed(&fixed, 10_000);
        let gap = mean_total(&then.options[flip.then_first]) - mean_total(&then.options[analysis.leader.expect("one")]);
        assert!(gap.abs() < 1e-3, "{flip:?}: {gap}");
        assert_ne!(Some(flip.then_first), analysis.leader, "{flip:?}");
        checked += 1;
    }
    assert!(checked > 4, "{checked}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn laws_hold_for_any_levels(
        rows in prop::collection::vec(prop::collection::vec((0..100u8, 0..40u8), 3), 2..5),
        points in prop::collection::vec(1..100u8, 3),
        scale in 1..9u8,
    ) {
        let names = ["fit", "speed", "risk"];
        let options = rows.iter().enumerate().map(|(idx, row)| {
            let level = |(low, width): (u8, u8)| format!("{low} to {}", u16::from(low.min(99)) + u16::from(width.min(100 - low)));
            let row: Vec<(String, String)> =
                row.iter().zip(names).map(|(cell, name)| (name.to_owned(), level(*cell))).collect();
            let row: Vec<(&str, &str)> = row.iter().map(|(name, level)| (name.as_str(), level.as_str())).collect();
            ConsideredOption { levels: levels(&row), ..option(Sourcing::Buy, &format!("Option {idx}")) }
        });
        let mut logged = record(options.collect());
        let spec = |scale: f64| {
            let all: Vec<_> = names.iter().zip(&points).map(|(name, points)| (*name, f64::from(*points) * scale, 0.0, 0.0)).collect();
            Some(criteria(&all))
        };
        logged.record.inputs.criteria = spec(1.0);
        let (analysis, _) = analyzed(&logged, 1_000);
        prop_assert!((analysis.criteria.iter().map(|criterion| criterion.weight).sum::<f64>() - 1.0).abs() < 1e-12);
        for option in &analysis.options {
            let total = option.total.expect("complete");
            prop_assert!(total.p5 >= 0.0 && total.p95 <= 100.0 && total.p5 <= total.p50 && total.p50 <= total.p95);
            prop_assert!((option.rank_shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            for dominator in &option.dominated_by {
                prop_assert!(mean_total(&analysis.options[*dominator]) >= total.mean);
            }
        }
        for rank in 0..analysis.options.len() {
            let sum: f64 = analysis.options.iter().map(|option| option.rank_shares[rank]).sum();
            prop_assert!((sum - 1.0).abs() < 1e-9);
        }
        logged.record.inputs.criteria = spec(f64::from(scale));
        let (scaled, _) = analyzed(&logged, 1_000);
        prop_assert_eq!(&scaled.order, &analysis.order);
        for (a, b) in scaled.options.iter().zip(&analysis.options) {
            prop_assert!((mean_total(a) - mean_total(b)).abs() < 1e-9);
        }
    }

    #[test]
    fn with_fixed_anchors_a_dearer_option_never_gains(once in 100_000..900_000u32, more in 1..400_000u32) {
        let total = |once: u32| {
            let mut logged = sign_in_record();
            logged.record.options[1].cost = Some(cost(&once.to_string(), "200k", "3%"));
            mean_total(&analyzed(&logged, 1_000).0.options[1])
        };
        prop_assert!(total(once + more) <= total(once) + 1e-9);
    }
}

#[test]
fn a_new_option_never_reverses_two_others_under_fixed_anchors() {
    let plain = analyzed(&sign_in_record(), 2_000).0;
    let mut more = sign_in_record();
    let extra = ConsideredOption {
        cost: Some(cost("2.5m", "900k", "")),
        exit: Some(Exit { months: Some(estimate("30")), ..Exit::default() }),
        levels: levels(&[("flexibility", "40")]),
        risks: Some(vec![risk("All of it", "2", "1m")]),
        ..option(Sourcing::Buy, "The worst of all")
    };
    more.record.options.push(extra);
    let more = analyzed(&more, 2_000).0;
    let kept: Vec<usize> = more.order.iter().copied().filter(|idx| *idx < 4).collect();
    assert_eq!(kept, plain.order);
    assert_eq!(more.options[4].dominated_by, [0, 1, 2, 3]);
}

#[test]
fn annual_loss_is_mean_rate_times_mean_loss() {
    let (analysis, _) = analyzed(&sign_in_record(), 1_000);
    let loss = |low: f64, high: f64| {
        let (low, high) = (libm::log(low), libm::log(high));
        let sigma = (high - low) / (2.0 * crate::model::Z_95);
        Distribution::Lognormal { mu: f64::midpoint(low, high), sigma, shift: 0.0 }.mean()
    };
    close(analysis.options[3].annual_loss.expect("known").mean, 0.15 * loss(200e3, 4e6), 1e-6);
    let build = 0.23 / 6.0 * loss(200e3, 3e6) + 0.1 * loss(50e3, 200e3);
    close(analysis.options[0].annual_loss.expect("known").mean, build, 1e-3 * build);
}
