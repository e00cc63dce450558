//! One bar of this log, large, with its parts named.

use super::shown::Shown;
use crate::number::{Digits, Money, Spread};
use crate::report::{Axis, Bar};
use serde::Serialize;

/// A bar and what its parts say.
#[derive(Clone, Debug, Serialize)]
pub struct Specimen {
    /// Its place on a scale from nought.
    pub bar: Bar,
    /// Whose it is, and of what.
    pub about: String,
    /// Its parts from the left, numbered in the drawing: what it is, and what it says here.
    pub parts: Vec<(&'static str, String)>,
}

/// Parts closer than this, in percent of the scale, could not be told apart on a phone.
const APART: f64 = 5.0;

/// The first decision whose bar shows its parts apart.
pub(super) fn specimen(all: &[Shown]) -> Option<Specimen> {
    all.iter().find_map(of)
}

fn of(shown: &Shown) -> Option<Specimen> {
    let spread = Spread::median(shown.result.cash.as_ref()?);
    let limit = shown.logged.record.limit;
    let axis = Axis::money(&shown.money, [spread.low, spread.high].into_iter().chain(limit))?;
    let bar =
        Bar { own_limit: limit.map(|limit| axis.at(limit)), ..axis.range(spread, None) }.hued(shown.option.sourcing);
    let marks = [bar.zero, bar.low?, bar.mid?, bar.high?];
    // The limit stands on the other side than the end of the range.
    let is_apart = marks.windows(2).all(|pair| pair[1] - pair[0] >= APART);
    let is_beyond = bar.own_limit.is_none_or(|limit| limit >= marks[3] && limit - marks[2] >= APART);
    if spread.low <= 0.0 || !is_apart || !is_beyond {
        return None;
    }
    Some(Specimen {
        bar,
        about: format!("{}: cash over {}", shown.place(), shown.years()),
        parts: parts(&shown.money, spread, limit),
    })
}

fn parts(money: &Money, spread: Spread, limit: Option<f64>) -> Vec<(&'static str, String)> {
    let column = money.column([spread]);
    let said = |value: f64| column.certain(value, Digits::Table);
    let mut parts = vec![
        ("Nought", "All bars of a table start here, so that twice as long is twice as much.".to_owned()),
        ("Where the range begins", format!("{}: one time in twenty it is less.", said(spread.low))),
        ("The middle", format!("{}: as often more as less.", said(spread.middle))),
        ("Where the range ends", format!("{}: one time in twenty it is more.", said(spread.high))),
    ];
    parts.extend(limit.map(|limit| ("The limit", format!("{}: at most this much is asked for.", said(limit)))));
    parts
}
