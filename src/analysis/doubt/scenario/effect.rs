//! What a scenario does: inputs that move in every draw, and options whose price or supply changes.

use crate::analysis::money::discount::PriceShock;
use crate::analysis::problem::{EstimateIdx, OptionModel, Problem, Replacement, RunningTerm, Stop};
use crate::analysis::result::EstimateId;
use crate::analysis::worlds::world::Move;
use crate::model::EstimateKey;

/// One effect of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Effect {
    /// An input moves in every draw.
    Estimate(Move),
    /// The running price of an option moves.
    Price(usize, PriceShock),
    /// The supplier of an option stops.
    Stop(usize, Stop),
}

impl Effect {
    /// An input times a factor.
    pub(super) fn scaled(input: EstimateIdx, by: f64) -> Self {
        Self::Estimate(Move { input, factor: (1.0 + by).max(0.0), offset: 0.0 })
    }

    /// An input so much higher.
    pub(super) fn shifted(input: EstimateIdx, offset: f64) -> Self {
        Self::Estimate(Move { input, factor: 1.0, offset })
    }
}

/// A supplier who stops, replaced by another option as it starts.
pub(super) fn stop_for(problem: &Problem, year: u32, other: usize) -> Option<Stop> {
    let money = problem.options[other].money.as_ref()?;
    let replacement = Replacement::Option {
        once: money.once,
        uplift: money.uplift,
        people_once: money.people_once.clone(),
        yearly: money.yearly.clone(),
    };
    Some(Stop { year, replacement })
}

/// The inputs that move.
pub(super) fn moves(effects: &[Effect]) -> Vec<Move> {
    let moves = effects.iter().filter_map(|effect| match effect {
        Effect::Estimate(one) => Some(*one),
        Effect::Price(..) | Effect::Stop(..) => None,
    });
    moves.collect()
}

/// An option with its price and supply changed; `None` where they stay.
pub(super) fn changed(problem: &Problem, effects: &[Effect], option: usize) -> Option<OptionModel> {
    let concerns = |effect: &Effect| match effect {
        Effect::Price(idx, _) | Effect::Stop(idx, _) => *idx == option,
        Effect::Estimate(_) => false,
    };
    if !effects.iter().any(concerns) {
        return None;
    }
    let mut model = problem.options[option].clone();
    let money = model.money.as_mut()?;
    for effect in effects.iter().filter(|effect| concerns(effect)) {
        match effect {
            Effect::Price(_, shock) => money.shocks.push(*shock),
            Effect::Stop(_, stop) => money.stop = Some(stop.clone()),
            Effect::Estimate(_) => {}
        }
    }
    if money.stop.is_some() {
        model.is_exit_counted = true;
        // A break fee is owed by those who leave, not by those who are left.
        model.exit_cost.retain(|input| !is_break_fee(&problem.inputs[*input].id));
    }
    Some(model)
}

fn is_break_fee(id: &EstimateId) -> bool {
    matches!(id, EstimateId::OfOption(_, EstimateKey::ContractBreakFee))
}

/// Whether moved inputs change what an option costs.
pub(super) fn is_paid_anew(model: &OptionModel, moves: &[Move]) -> bool {
    let Some(money) = &model.money else { return false };
    let benefit = money.benefit.as_ref();
    let has = |input: EstimateIdx| moves.iter().any(|one| one.input == input);
    let uses = |term: &RunningTerm| term.inputs().any(has);
    money.once.is_some_and(has)
        || money.people_once.iter().any(uses)
        || model.ready.is_some_and(has)
        || money.yearly.iter().any(uses)
        || benefit.is_some_and(|benefit| benefit.yearly.iter().any(uses))
}
