//! The drawings that templates call by name.

use crate::chart::{ContributionBar, PartBar, RangeBar, Strip, TotalBar, YearBar};
use crate::theme::{Drawing, Given};

/// All of them. Their argument is a `report::Bar`, but for totals, parts of a sum and years, which have types of their own.
pub(super) const DRAWINGS: [Drawing; 6] = [
    Drawing { name: "range_bar", draw: range_bar },
    Drawing { name: "contribution_bar", draw: contribution_bar },
    Drawing { name: "strip", draw: strip },
    Drawing { name: "total_bar", draw: total_bar },
    Drawing { name: "part_bar", draw: part_bar },
    Drawing { name: "year_bar", draw: year_bar },
];

fn range_bar(of: &Given) -> String {
    RangeBar {
        zero: of.number("zero").unwrap_or(0.0),
        range: range(of, "low", "high"),
        mid: of.number("mid"),
        limit: of.number("limit"),
        own_limit: of.number("own_limit"),
        was: of.number("was"),
        has_stem: of.is("has_stem"),
        hue: of.word("hue"),
    }
    .svg()
}

fn contribution_bar(of: &Given) -> String {
    ContributionBar {
        weight: of.number("limit").unwrap_or(0.0),
        earned: of.number("high").unwrap_or(0.0),
        hue: of.word("hue"),
    }
    .svg()
}

fn strip(of: &Given) -> String {
    Strip {
        low: of.number("low").unwrap_or(0.0),
        high: of.number("high").unwrap_or(100.0),
        now: of.number("mid").unwrap_or(0.0),
    }
    .svg()
}

fn total_bar(of: &Given) -> String {
    TotalBar {
        band: range(of, "band_low", "band_high"),
        range: range(of, "low", "high"),
        mid: of.number("mid"),
        hue: of.word("hue"),
        ends: of.word("low_text").zip(of.word("high_text")),
        total: of.word("total"),
    }
    .svg()
}

fn part_bar(of: &Given) -> String {
    PartBar {
        from: of.number("from").unwrap_or(0.0),
        to: of.number("to").unwrap_or(0.0),
        limit: of.number("limit"),
        hue: of.word("hue"),
    }
    .svg()
}

fn year_bar(of: &Given) -> String {
    let zero = of.number("zero").unwrap_or(0.0);
    YearBar {
        zero,
        once: of.number("once").unwrap_or(zero),
        all: of.number("all").unwrap_or(zero),
        income: of.number("income"),
        was: of.number("was"),
        hue: of.word("hue"),
    }
    .svg()
}

fn range(of: &Given, low: &str, high: &str) -> Option<(f64, f64)> {
    of.number(low).zip(of.number(high))
}
