use super::*;
use crate::analysis::ranking::score;
use crate::analysis::testing::{analyzed, sign_in_record};
use proptest::prelude::*;

fn matrix<'a>(levels: &'a [Vec<f64>], weights: &'a [f64], better: &'a [Better]) -> Matrix<'a> {
    Matrix { levels, weights, better }
}

#[test]
fn columns_that_tell_nobody_apart_drop_out() {
    let better = [Better::More, Better::Less];
    let levels = [vec![0.0, 7.0], vec![0.0, 5.0]];
    let two = matrix(&levels, &[0.5, 0.5], &better);
    assert_eq!(closeness(two), [0.0, 1.0]);
    assert_eq!(compromise(two).set, [1]);
    let alike = [vec![0.0, 5.0], vec![0.0, 5.0]];
    let alike = matrix(&alike, &[0.5, 0.5], &better);
    assert_eq!(closeness(alike), [1.0, 1.0]);
    assert_eq!(net_flows(alike, &[Thresholds::of_range(0.0); 2]).net, [0.0, 0.0]);
    assert_eq!(compromise(alike).set, [0, 1]);
}

#[test]
fn small_differences_are_none_and_large_ones_count_wholly() {
    let levels = [vec![50.0], vec![54.0], vec![90.0]];
    let flows = net_flows(matrix(&levels, &[1.0], &[Better::More]), &[Thresholds::of_range(100.0)]);
    assert_eq!(flows.net, [-0.5, -0.5, 1.0]);
}

/// The first by Q leads by enough, and neither S nor R puts it first: the second stands beside it.
#[test]
fn an_unstable_first_shares_the_set() {
    let rest = |first: f64, others: f64| {
        let mut row = vec![others; 6];
        row[0] = first;
        row
    };
    let distances = [rest(1.0, 1.0), rest(1.0, 0.0), rest(0.7, 0.7), rest(0.71, 0.1), rest(0.0, 1.0)];
    let found = compromise(matrix(&distances, &[1.0 / 6.0; 6], &[Better::Less; 6]));
    assert_eq!((found.has_advantage, found.is_stable), (true, false));
    assert_eq!(found.set, [3, 2]);
}

#[test]
fn an_opinion_agrees_or_says_on_what_it_does_not() {
    let (analysis, _) = analyzed(&sign_in_record(), 2_000);
    let opinions = ask(&analysis);
    assert_eq!(opinions.len(), 3);
    for opinion in &opinions {
        assert!(!opinion.first.is_empty());
        assert_eq!(opinion.does_agree, opinion.first.contains(&analysis.leader.expect("somebody leads")));
        assert!(!opinion.does_agree || opinion.because.is_none());
        assert!(opinion.values.iter().all(Option::is_some));
    }
}

fn problems() -> impl Strategy<Value = (Vec<Vec<f64>>, Vec<f64>, Vec<Better>)> {
    (2..6usize, 1..6usize).prop_flat_map(|(options, criteria)| {
        let levels =
            prop::collection::vec(prop::collection::vec(prop_oneof![Just(0.0), -50.0..50.0f64], criteria), options);
        let points = prop::collection::vec(0.01..10.0f64, criteria);
        let better = prop::collection::vec(prop::sample::select(vec![Better::Less, Better::More]), criteria);
        let weights = points.prop_map(|points| {
            let sum: f64 = points.iter().sum();
            points.into_iter().map(|points| points / sum).collect()
        });
        (levels, weights, better)
    })
}

proptest! {
    #[test]
    fn figures_stay_on_their_scales_and_the_order_of_options_does_not_matter((levels, weights, better) in problems()) {
        let plain = matrix(&levels, &weights, &better);
        let thresholds = vec![Thresholds::of_range(100.0); weights.len()];
        let (close, flows, found) = (closeness(plain), net_flows(plain, &thresholds), compromise(plain));
        for value in close.iter().chain(&found.q).chain(&flows.leaving).chain(&flows.entering) {
            prop_assert!((-1e-12..=1.0 + 1e-12).contains(value), "{}", value);
        }
        prop_assert!(flows.net.iter().sum::<f64>().abs() < 1e-9);
        prop_assert!(found.set.contains(&score::order(&found.q.iter().map(|q| -q).collect::<Vec<_>>())[0]));

        let turned: Vec<Vec<f64>> = levels.iter().rev().cloned().collect();
        let turned = matrix(&turned, &weights, &better);
        let (their_close, their_flows, theirs) = (closeness(turned), net_flows(turned, &thresholds), compromise(turned));
        let last = levels.len() - 1;
        for idx in 0..levels.len() {
            prop_assert!((close[idx] - their_close[last - idx]).abs() < 1e-9);
            prop_assert!((flows.net[idx] - their_flows.net[last - idx]).abs() < 1e-9);
            prop_assert!((found.q[idx] - theirs.q[last - idx]).abs() < 1e-9);
        }
        let mut ours = found.set.clone();
        let mut theirs: Vec<usize> = theirs.set.iter().map(|idx| last - idx).collect();
        ours.sort_unstable();
        theirs.sort_unstable();
        // Two that tie at the very edge may fall to either side by the last digit.
        let on_edge = found.q.iter().any(|q| found.q.iter().any(|other| q != other && (q - other).abs() < 1e-9));
        prop_assert!(ours == theirs || on_edge);
    }

    #[test]
    fn who_is_better_on_everything_is_first_with_all((levels, weights, better) in problems()) {
        let mut levels = levels;
        let plain = matrix(&levels, &weights, &better);
        let ideal: Vec<f64> = (0..weights.len()).map(|idx| {
            let (_, best) = plain.ends(idx);
            if better[idx] == Better::Less { best - 1.0 } else { best + 1.0 }
        }).collect();
        levels.push(ideal);
        let best = levels.len() - 1;
        let plain = matrix(&levels, &weights, &better);
        prop_assert_eq!(highest(&closeness(plain)), [best]);
        prop_assert!(highest(&net_flows(plain, &vec![Thresholds::USUAL; weights.len()]).net).contains(&best));
        prop_assert!(compromise(plain).set.contains(&best));
    }
}
