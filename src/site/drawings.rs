//! The drawings that templates call by name.

use crate::chart::{ContributionBar, RangeBar, Strip};
use crate::theme::{Drawing, Numbers};

/// All of them. Their argument is a `report::Bar`.
pub(super) const DRAWINGS: [Drawing; 3] = [
    Drawing { name: "range_bar", draw: range_bar },
    Drawing { name: "contribution_bar", draw: contribution_bar },
    Drawing { name: "strip", draw: strip },
];

fn range_bar(of: &Numbers) -> String {
    let get = |name: &str| of.get(name).copied();
    RangeBar {
        zero: get("zero").unwrap_or(0.0),
        range: get("low").zip(get("high")),
        mid: get("mid"),
        limit: get("limit"),
    }
    .svg()
}

fn contribution_bar(of: &Numbers) -> String {
    let get = |name: &str| of.get(name).copied().unwrap_or(0.0);
    ContributionBar { weight: get("limit"), earned: get("high") }.svg()
}

fn strip(of: &Numbers) -> String {
    let get = |name: &str| of.get(name).copied();
    Strip { low: get("low").unwrap_or(0.0), high: get("high").unwrap_or(100.0), now: get("mid").unwrap_or(0.0) }.svg()
}
