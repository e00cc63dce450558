//! Weights that moved when scores were in already: whoever moves them then knows whom it helps.

use crate::analysis::DecisionAnalysis;
use crate::changes::result::WeightMove;

/// Criteria that count otherwise, in the later order, then those that are none any more; nothing where no option had a
/// score before. Shares of a point are no move.
pub(super) fn moved(before: &DecisionAnalysis, after: &DecisionAnalysis) -> Vec<WeightMove> {
    if !before.options.iter().flat_map(|option| &option.scores).any(Option::is_some) {
        return Vec::new();
    }
    let points = |of: &DecisionAnalysis, id: &str| {
        of.criteria.iter().find(|criterion| criterion.id == id).map(|criterion| criterion.points)
    };
    let now = after.criteria.iter().map(|criterion| WeightMove {
        name: criterion.name.clone(),
        from: points(before, &criterion.id),
        to: Some(criterion.points),
    });
    let gone = before.criteria.iter().filter(|criterion| points(after, &criterion.id).is_none());
    let gone =
        gone.map(|criterion| WeightMove { name: criterion.name.clone(), from: Some(criterion.points), to: None });
    now.chain(gone).filter(is_move).collect()
}

fn is_move(weight: &WeightMove) -> bool {
    match (weight.from, weight.to) {
        (Some(from), Some(to)) => from.round() != to.round(),
        _ => true,
    }
}
