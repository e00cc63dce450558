//! The words of the sliders. Their numbers stand in the table of contributions.

use super::page::WhatIf;
use crate::model::Audience;
use crate::number::{Rounding, points};
use crate::report::narrate::{Case, least_shift};

/// What the sliders say; `None` where no weight can be moved, and for a board, which they would invite to steer.
pub(super) fn what_if(case: &Case) -> Option<WhatIf> {
    let analysis = case.analysis?;
    analysis.runner_up?;
    let weighed = analysis.criteria.iter().filter(|criterion| criterion.weight > 0.0).count();
    if case.input.audience == Audience::Board || weighed < 2 {
        return None;
    }
    let out = case.order.iter().any(|idx| !case.result(*idx).is_some_and(crate::analysis::OptionResult::is_running));
    let mut note = "Move a weight: the others keep their proportions, and totals, order and this line follow. Ranges \
                    stay those of the record. The address keeps the setting, so that it can be sent."
        .to_owned();
    if out {
        note.push_str(" Options that cannot be ranked take no part.");
    }
    Some(WhatIf {
        finding: finding(case),
        note,
        without_script: "The sliders that stand here need a script, and none runs. The strips above say how far each \
                         weight may move before the first place changes. Any other weighing can be worked out from \
                         the table of contributions: what an option earns on a criterion grows and shrinks with its \
                         weight.",
        leads: "{} leads {}, {} to {}",
        level: "{} and {} come out level, {} to {}",
        below: "{} below {}",
        above: "{} above {}",
        no_switch: "no switch",
        back: "Back to the record’s weights",
    })
}

/// "Moving fewer than 16 points does not change the first place": the figure of the sentence that names the shift.
fn finding(case: &Case) -> String {
    match least_shift(case) {
        Some((_, shift)) if shift.weight < 0.05 => {
            format!("Moving {} of weight changes the first place", points(shift.weight * 100.0, Rounding::Up))
        }
        Some((_, shift)) => {
            let points = points(shift.weight * 100.0, Rounding::Up);
            format!("Moving fewer than {points} of weight does not change the first place")
        }
        None if case.analysis.is_some_and(|analysis| analysis.verdict.tied.len() > 1) => {
            "No weighing of these criteria tells the first two apart".to_owned()
        }
        None => "No weighing of these criteria changes the first place".to_owned(),
    }
}
