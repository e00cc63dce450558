//! A drawn decision under all weightings.

use crate::analysis::doubt::shared::SharedDraws;
use crate::analysis::doubt::smaa::{self, Acceptability, Scores};
use crate::analysis::problem::Problem;
use crate::analysis::ranking::simulate::{self, Simulation};
use crate::analysis::result::DecisionAnalysis;
use crate::analysis::worlds::world::World;

/// Ranks the options in the running under all weights of the criteria that count. By option of the
/// record; who is not in the running has no shares.
pub(crate) fn all(
    problem: &Problem,
    simulation: &Simulation,
    shared: &SharedDraws,
    analysis: &DecisionAnalysis,
) -> Option<Acceptability> {
    let running: Vec<usize> = (0..analysis.options.len()).filter(|idx| analysis.options[*idx].is_running()).collect();
    let criteria: Vec<usize> = (0..problem.criteria.len()).filter(|idx| problem.criteria[*idx].weight > 0.0).collect();
    if running.len() < 2 || criteria.len() < 2 {
        return None;
    }
    let block_count = smaa::BLOCKS.min(simulation.blocks.len());
    let worlds = simulation.worlds(problem, block_count);
    let blocks: Vec<Scores> =
        (0..block_count).map(|idx| scores(problem, simulation, &running, &criteria, &worlds[idx], idx)).collect();
    let weights = shared.weights(criteria.len(), problem.is_ranked);
    let found = smaa::acceptability_of(&weights[..block_count], &|idx| &blocks[idx]);
    let mut whole = Acceptability {
        rank_shares: vec![Vec::new(); analysis.options.len()],
        central_weights: vec![None; analysis.options.len()],
        confidence: vec![None; analysis.options.len()],
    };
    for (place, option) in running.iter().enumerate() {
        whole.rank_shares[*option].clone_from(&found.rank_shares[place]);
        whole.confidence[*option] = found.confidence[place];
        whole.central_weights[*option] = found.central_weights[place].as_ref().map(|central| {
            let mut weights = vec![0.0; problem.criteria.len()];
            for (criterion, weight) in criteria.iter().zip(central) {
                weights[*criterion] = *weight;
            }
            weights
        });
    }
    Some(whole)
}

fn scores(
    problem: &Problem,
    simulation: &Simulation,
    running: &[usize],
    criteria: &[usize],
    world: &World,
    block_idx: usize,
) -> Scores {
    let view = world.view();
    let column = |option: usize, criterion: usize| {
        let level = problem.options[option].levels[criterion]?;
        let block = &simulation.blocks[block_idx].options[option];
        Some(simulate::scores(&simulation.values[criterion], simulate::level_column(block, level, &view)))
    };
    running
        .iter()
        .map(|option| criteria.iter().map(|criterion| column(*option, *criterion).unwrap_or_default()).collect())
        .collect()
}
