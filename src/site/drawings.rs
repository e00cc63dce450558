//! The drawings that templates call by name.

use crate::chart::{
    AmountBar, Arrow, Band, BeltMark, ContributionBar, CountBar, Lane, LeadBar, PartBar, RangeBar, Specimen, Strip,
    SwingBar, TimeBar, TotalBar, TurnBar, YearBar, line,
};
use crate::theme::{Drawing, Given};

/// All of them. Their argument is a `report::Bar`, but for totals, parts of a sum and years, which have types of their own.
pub(super) const DRAWINGS: [Drawing; 20] = [
    Drawing { name: "range_bar", draw: range_bar },
    Drawing { name: "specimen", draw: specimen },
    Drawing { name: "contribution_bar", draw: contribution_bar },
    Drawing { name: "strip", draw: strip },
    Drawing { name: "total_bar", draw: total_bar },
    Drawing { name: "part_bar", draw: part_bar },
    Drawing { name: "year_bar", draw: year_bar },
    Drawing { name: "count_bar", draw: count_bar },
    Drawing { name: "lead_bar", draw: lead_bar },
    Drawing { name: "turn_bar", draw: turn_bar },
    Drawing { name: "amount_bar", draw: amount_bar },
    Drawing { name: "arrow", draw: arrow },
    Drawing { name: "swing_bar", draw: swing_bar },
    Drawing { name: "time_bar", draw: time_bar },
    Drawing { name: "belt_mark", draw: belt_mark },
    Drawing { name: "lane", draw: lane },
    Drawing { name: "band", draw: |of| band(of, false) },
    Drawing { name: "dashed_band", draw: |of| band(of, true) },
    Drawing { name: "curve", draw: |of| line(of.list("x"), of.list("y"), false) },
    Drawing { name: "dashed_curve", draw: |of| line(of.list("x"), of.list("y"), true) },
];

fn range_bar(of: &Given) -> String {
    RangeBar {
        zero: of.number("zero").unwrap_or(0.0),
        range: range(of, "low", "high"),
        mid: of.number("mid"),
        limit: of.number("limit"),
        own_limit: of.number("own_limit"),
        was: of.number("was"),
        is_hollow: of.is("is_asked"),
        has_stem: of.is("has_stem"),
        hue: of.word("hue"),
    }
    .svg()
}

fn specimen(of: &Given) -> String {
    let at = |name| of.number(name).unwrap_or(0.0);
    let (zero, range, mid) = (at("zero"), (at("low"), at("high")), at("mid"));
    Specimen { zero, range, mid, limit: of.number("own_limit"), hue: of.word("hue") }.svg()
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
        once: of.number("low").unwrap_or(zero),
        all: of.number("high").unwrap_or(zero),
        income: of.number("limit"),
        was: of.number("was"),
        hue: of.word("hue"),
    }
    .svg()
}

fn lead_bar(of: &Given) -> String {
    let zero = of.number("zero").unwrap_or(0.0);
    LeadBar {
        zero,
        low: of.number("low").unwrap_or(zero),
        high: of.number("high").unwrap_or(zero),
        now: of.number("mid"),
        hue: of.word("hue"),
        below: of.word("hue_below"),
    }
    .svg()
}

fn turn_bar(of: &Given) -> String {
    let now = of.number("zero").unwrap_or(0.0);
    TurnBar {
        now,
        low: of.number("low").unwrap_or(now),
        high: of.number("high").unwrap_or(now),
        at: of.number("limit").unwrap_or(now),
        is_above: of.is("is_above"),
        hue: of.word("hue"),
    }
    .svg()
}

fn amount_bar(of: &Given) -> String {
    AmountBar {
        solid: of.number("solid").unwrap_or(0.0),
        hollow: of.number("hollow"),
        over: of.number("over"),
        range: range(of, "low", "high"),
        limit: of.number("limit"),
        is_for_all: of.is("is_for_all"),
        ring: of.number("ring"),
    }
    .svg()
}

fn arrow(of: &Given) -> String {
    let get = |name| of.number(name).unwrap_or(0.0);
    let (range, was, now) = ((get("low"), get("high")), get("was"), get("now"));
    Arrow { zero: get("zero"), range, was, now, limit: of.number("limit") }.svg()
}

fn swing_bar(of: &Given) -> String {
    SwingBar {
        low: of.number("low").unwrap_or(50.0),
        high: of.number("high").unwrap_or(50.0),
        ends: (of.word("low_text").unwrap_or_default(), of.word("high_text").unwrap_or_default()),
    }
    .svg()
}

fn time_bar(of: &Given) -> String {
    TimeBar {
        grid: of.list("grid"),
        today: of.number("today").unwrap_or(0.0),
        meeting: of.number("meeting"),
        from: of.number("from").unwrap_or(0.0),
        to: of.number("to").unwrap_or(0.0),
        notice: of.number("notice"),
        runs_on: of.is("runs_on"),
        is_hollow: of.is("is_asked"),
    }
    .svg()
}

fn belt_mark(of: &Given) -> String {
    let get = |name| of.number(name).unwrap_or(0.0);
    BeltMark {
        low: get("low"),
        high: get("high"),
        at: get("at"),
        words: of.word("words").unwrap_or_default(),
        is_inside: of.is("is_inside"),
        is_before: of.is("is_before"),
    }
    .svg()
}

fn lane(of: &Given) -> String {
    Lane {
        grid: of.list("grid"),
        today: of.number("today").unwrap_or(0.0),
        meeting: of.number("meeting"),
        days: of.list("days"),
        gone: of.list("gone"),
        shape: of.word("shape"),
    }
    .svg()
}

fn band(of: &Given, is_dashed: bool) -> String {
    Band { x: of.list("x"), low: of.list("low"), high: of.list("high"), mid: of.list("mid") }.svg(is_dashed)
}

fn count_bar(of: &Given) -> String {
    let get = |name| of.number(name).unwrap_or(0.0);
    CountBar { solid: get("solid"), faint: get("faint"), hollow: get("hollow") }.svg()
}

fn range(of: &Given, low: &str, high: &str) -> Option<(f64, f64)> {
    of.number(low).zip(of.number(high))
}
