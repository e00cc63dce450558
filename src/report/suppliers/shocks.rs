//! Which shocks would hurt most: a price that jumps, a supplier that stops.

use super::index::{Company, Index, Use};
use crate::analysis::scenario::{ScenarioResult, Shock};
use crate::report::Input;
use crate::report::exhibits::{DecisionLink, Heading, plain};
use crate::report::narrate::{Case, Holds, Sign, shock_event, shock_sentence};
use serde::Serialize;

/// How many are told.
const ROWS: usize = 6;

/// Shocks.
#[derive(Clone, Debug, Serialize)]
pub struct ShocksBlock {
    /// Finding and question.
    pub finding: Heading,
    /// What the figures mean.
    pub caption: &'static str,
    /// The dearest first.
    pub rows: Vec<ShockRow>,
}

/// One shock.
#[derive(Clone, Debug, Serialize)]
pub struct ShockRow {
    /// "Keyhaven stops in year 3, and building takes its place".
    pub what: String,
    /// The decision that it hits.
    pub decision: DecisionLink,
    /// It is asked for, and not in force.
    pub is_asked: bool,
    /// What it costs more.
    pub extra: String,
    /// Whether the choice holds.
    pub holds: Sign,
}

/// Composes the block, of one company or of all; `None` where no shock costs anything.
pub(super) fn block(input: &Input, index: &Index, company: Option<&Company>) -> Option<ShocksBlock> {
    let uses: Vec<&Use> = match company {
        Some(company) => index.uses_of(company).collect(),
        None => index.uses.iter().collect(),
    };
    let mut found: Vec<(f64, &Use, &ScenarioResult)> = Vec::new();
    for one in uses {
        let Some(decision) = input.analysis.decisions.get(one.idx).and_then(Option::as_ref) else { continue };
        let is_of_supplier = |scenario: &&ScenarioResult| {
            let hits = scenario.hits.contains(&one.option_idx);
            hits && matches!(scenario.shock, Shock::PriceRise { .. } | Shock::Discontinued { .. } | Shock::Stated(_))
        };
        for scenario in decision.scenarios.iter().filter(is_of_supplier) {
            let extra = scenario.extra_cost.get(one.option_idx).copied().flatten();
            if let Some(extra) = extra.filter(|extra| *extra > 0.0) {
                found.push((extra, one, scenario));
            }
        }
    }
    // Sums in several currencies cannot be held against each other: each decision's worst comes first there.
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.idx.cmp(&b.1.idx)));
    found.truncate(ROWS);
    let rows: Vec<ShockRow> = found
        .iter()
        .map(|(extra, one, scenario)| {
            let case = Case::new(input, one.idx);
            ShockRow {
                what: shock_sentence(&case, scenario),
                decision: DecisionLink::of(input, one.idx),
                is_asked: one.is_asked,
                extra: plain(&case.money, *extra),
                holds: Holds::of(scenario).sign(),
            }
        })
        .collect();
    let (first, (_, one, scenario)) = (rows.first()?, found.first()?);
    // What takes a supplier's place is told in its row.
    let event = shock_event(&Case::new(input, one.idx), scenario);
    Some(ShocksBlock {
        finding: Heading {
            title: format!("The dearest shock that was tried costs {} more: {event}", first.extra),
            question: "Which shocks would hurt most?",
            lead: Vec::new(),
        },
        caption: "What the cost that options are compared on rises by, on average, and whether the option stays first.",
        rows,
    })
}
