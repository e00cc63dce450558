//! Several deciders side by side, each with points of their own; never averaged as rankings
//! (docs/method/weighing.md, "Several deciders").

use crate::analysis::problem::Problem;
use crate::analysis::ranking::{decision, score};
pub use crate::analysis::result::DeciderResult;
use crate::analysis::result::DecisionAnalysis;

/// Each decider's view of the same mean scores.
pub(crate) fn views(problem: &Problem, analysis: &DecisionAnalysis) -> Vec<DeciderResult> {
    let rows = decision::score_rows(&analysis.options);
    let view = |(role, weights): &(String, crate::analysis::ranking::weights::Weights)| {
        let total = |idx: usize| {
            // A level that is missing where nothing weighs on it counts for nothing.
            let scores: Vec<f64> = rows[idx].iter().map(|score| score.unwrap_or(0.0)).collect();
            analysis.options[idx].is_complete().then(|| 100.0 * score::total(weights.as_slice(), &scores))
        };
        let totals: Vec<Option<f64>> = (0..rows.len()).map(total).collect();
        let leader = leader(analysis, &totals);
        DeciderResult { role: role.clone(), weights: weights.as_slice().to_vec(), totals, leader }
    };
    problem.deciders.iter().map(view).collect()
}

/// The highest total among options in the running, ties in declared order.
fn leader(analysis: &DecisionAnalysis, totals: &[Option<f64>]) -> Option<usize> {
    let running = (0..totals.len()).filter(|idx| analysis.options[*idx].is_running());
    let (options, totals): (Vec<usize>, Vec<f64>) = running.filter_map(|idx| Some((idx, totals[idx]?))).unzip();
    score::order(&totals).first().map(|place| options[*place])
}

#[cfg(test)]
mod tests {
    use crate::analysis::testing::{analyzed, short_record};

    #[test]
    fn deciders_who_disagree_stand_side_by_side() {
        let mut logged = short_record();
        let points = |cost, dependency| vec![("cost".to_owned(), cost), ("dependency".to_owned(), dependency)];
        logged.record.inputs.deciders =
            vec![("CFO".to_owned(), points(90.0, 10.0)), ("CTO".to_owned(), points(10.0, 30.0))];
        let (analysis, _) = analyzed(&logged, 1_000);
        let leaders: Vec<Option<usize>> = analysis.deciders.iter().map(|view| view.leader).collect();
        assert_eq!(leaders, [Some(0), Some(1)]);
        assert_eq!(analysis.deciders[1].weights, [0.25, 0.0, 0.0, 0.75]);
        // The whole is the mean of both.
        for idx in 0..3 {
            let mean = analysis.deciders.iter().filter_map(|view| view.totals[idx]).sum::<f64>() / 2.0;
            assert!((mean - analysis.options[idx].total.expect("complete").mean).abs() < 1e-9);
        }
    }

    #[test]
    fn one_set_of_points_has_no_views() {
        assert!(analyzed(&short_record(), 1_000).0.deciders.is_empty());
    }
}
