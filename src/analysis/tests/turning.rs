//! What turns the answer is on the side where another option leads.

use crate::analysis::result::{EstimateId, Flip};
use crate::analysis::testing::{analyzed, cost, criteria, levels, option, record};
use crate::log::LoggedRecord;
use crate::model::{EstimateKey, Sourcing};

/// Buying and leaving it alone, by cost and by days of dependency.
fn by_days(days: &str, once: [&str; 2]) -> LoggedRecord {
    let mut buy = option(Sourcing::Buy, "A platform");
    (buy.cost, buy.levels) = (Some(cost(once[0], "", "")), levels(&[("days", days)]));
    let mut avoid = option(Sourcing::Avoid, "Leave it");
    (avoid.cost, avoid.levels) = (Some(cost(once[1], "", "")), levels(&[("days", "21")]));
    let mut logged = record(vec![buy, avoid]);
    logged.record.inputs.criteria = Some(criteria(&[("cost", 20.0, 2e6, 0.0), ("days", 80.0, 100.0, 0.0)]));
    logged
}

fn of_days(flips: &[Flip], option: usize) -> &Flip {
    let is_it = |flip: &&Flip| flip.input == EstimateId::OfOption(option, EstimateKey::level("days"));
    flips.iter().find(is_it).expect("the days turn it")
}

/// The mean leads for the sake of the far end, while the median lies where the other leads.
#[test]
fn a_median_that_lies_beyond_its_turn_is_told_by_the_side_where_the_other_leads() {
    let (analysis, _) = analyzed(&by_days("8 to 48", ["500k", "550k"]), 10_000);
    assert_eq!(analysis.leader, Some(1));
    let flip = of_days(&analysis.flips, 0);
    assert!((flip.at - 21.625).abs() < 0.01 && flip.now < flip.at, "{flip:?}");
    assert_eq!((flip.is_above, flip.then_first), (false, 0));
    assert!((flip.likelihood.expect("a range") - 0.57).abs() < 0.01, "{flip:?}");
    assert_eq!(analysis.flips[0], *flip);
}

#[test]
fn certain_numbers_come_by_the_least_change_and_are_sought_up_to_three_times_themselves() {
    let (analysis, _) = analyzed(&by_days("20", ["590k", "600k"]), 1_000);
    assert_eq!(analysis.leader, Some(0));
    let change = |flip: &Flip| ((flip.at - flip.now) / flip.now).abs();
    assert!(analysis.flips.windows(2).all(|pair| change(&pair[0]) <= change(&pair[1]) + 1e-3), "{:?}", analysis.flips);
    assert!(analysis.flips.iter().all(|flip| flip.likelihood.is_none() && change(flip) <= 2.0));
    let far = analyzed(&by_days("2", ["100k", "110k"]), 1_000).0;
    let is_of_days = |flip: &Flip| flip.input == EstimateId::OfOption(0, EstimateKey::level("days"));
    assert!(!far.flips.iter().any(is_of_days), "more than three times itself: {:?}", far.flips);
}

/// Held on either side of its turn, an input has the first place where the flip says it is.
#[test]
fn on_both_sides_of_a_turn_the_first_place_is_as_told() {
    for days in ["8 to 48", "12 / 20 / 40", "15 to 28", "2 / 3 / 90"] {
        for once in [["500k", "550k"], ["300k to 900k", "550k"], ["100k / 200k / 1.5m", "480k to 700k"]] {
            let logged = by_days(days, once);
            let (analysis, _) = analyzed(&logged, 10_000);
            let leader = analysis.leader.expect("both are complete");
            for flip in &analysis.flips {
                let EstimateId::OfOption(option, key) = &flip.input else { panic!("no drivers here") };
                let first_at = |value: f64| {
                    let mut fixed = logged.clone();
                    let option = &mut fixed.record.options[*option];
                    match key {
                        EstimateKey::CostOnce => option.cost = Some(cost(&value.to_string(), "", "")),
                        _ => option.levels = levels(&[("days", &value.to_string())]),
                    }
                    analyzed(&fixed, 10_000).0.leader
                };
                let (beyond, before) = if flip.is_above { (1.02, 0.98) } else { (0.98, 1.02) };
                assert_eq!(first_at(flip.at * beyond), Some(flip.then_first), "{days} {once:?}: {flip:?}");
                assert_eq!(first_at(flip.at * before), Some(leader), "{days} {once:?}: {flip:?}");
            }
        }
    }
}

/// By points of cost 20 and days 80; a silent option lacks its days.
fn with_gap(once: &str, others: [&str; 2]) -> LoggedRecord {
    let mut logged = by_days("20", others);
    let mut build = option(Sourcing::Build, "Ours");
    build.cost = Some(cost(once, "", ""));
    logged.record.options.push(build);
    logged
}

#[test]
fn a_gap_leads_hinders_or_does_not_matter() {
    let of = |logged: &LoggedRecord| {
        let (analysis, _) = analyzed(logged, 1_000);
        assert_eq!(analysis.options[2].missing, [1]);
        assert!(analysis.options[2].rank_shares.is_empty() && analysis.flips.is_empty() || analysis.leader == Some(0));
        (analysis.leader, analysis.runner_up, analysis.verdict.might_lead.clone(), analysis.order[0])
    };
    // Its days weigh 80: whatever its cost, it may lead, so nobody does.
    assert_eq!(of(&with_gap("400k", ["500k", "550k"])), (None, None, vec![2], 0));
    let mut little = with_gap("0", ["1.9m", "1.95m"]);
    little.record.inputs.criteria = Some(criteria(&[("cost", 90.0, 2e6, 0.0), ("days", 10.0, 100.0, 0.0)]));
    assert_eq!(of(&little), (Some(2), None, Vec::new(), 2));
    let mut hopeless = with_gap("2m", ["100k", "150k"]);
    hopeless.record.inputs.criteria = little.record.inputs.criteria.clone();
    assert_eq!(of(&hopeless), (Some(0), Some(1), Vec::new(), 0));
}

#[test]
fn equal_estimates_of_two_options_tie_although_they_are_drawn_apart() {
    let mut logged = by_days("15 to 30", ["300k to 600k", "300k to 600k"]);
    logged.record.options[1].levels = levels(&[("days", "15 to 30")]);
    let (analysis, _) = analyzed(&logged, 10_000);
    assert_eq!((analysis.verdict.tied.as_slice(), analysis.leader), ([0, 1].as_slice(), Some(0)));
    logged.record.options[1].levels = levels(&[("days", "15 to 29")]);
    assert_eq!(analyzed(&logged, 10_000).0.verdict.tied, [1]);
}
