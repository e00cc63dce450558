//! Months, scores, points, and levels in units of their own.

use super::digits::{
    Digits, Figure, LastDigits, Rounding, Spread, Step, digits, leading, power, rounded, short_digits,
};

/// Where the digits of months stop: whole ones, tenths below two.
fn months_last(spread: Spread) -> Step {
    let whole = spread.middle == 0.0 || spread.middle.abs() >= 1.95;
    LastDigits::of(spread, Digits::Prose).at(spread.middle).coarser(Step::power(if whole { 0 } else { -1 }))
}

fn step_digits(value: f64, step: Step) -> String {
    short_digits(step.round(value), step.exponent, Rounding::Nearest)
}

/// `9 months`, `1 month`, `1.5 months`.
pub fn months_plain(value: f64) -> String {
    with_months(&step_digits(value, months_last(Spread::certain(value))))
}

fn with_months(text: &str) -> String {
    format!("{text}\u{a0}{}", if text == "1" { "month" } else { "months" })
}

/// Figure and range of months: `5 months`, `4 to 7`.
pub fn months(spread: Spread) -> Figure {
    let last = months_last(spread);
    let figure = with_months(&step_digits(spread.middle, last));
    let (low, high) = alike(step_digits(spread.low, last), step_digits(spread.high, last));
    Figure { figure, range: (low != high).then(|| format!("{low}\u{a0}to\u{a0}{high}")) }
}

/// Both ends with as many decimals as either needs: `1.0` to `1.5`; nothing stays `0`.
fn alike(low: String, high: String) -> (String, String) {
    let is_plain = |text: &str| text.trim_start_matches('\u{2212}').chars().all(|c| c.is_ascii_digit() || c == '.');
    let decimals = |text: &str| text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let most = decimals(&low).max(decimals(&high));
    if !(is_plain(&low) && is_plain(&high)) {
        return (low, high);
    }
    let padded = |text: String| {
        let missing = most - decimals(&text);
        if missing == 0 || text == "0" {
            return text;
        }
        format!("{text}{}{}", if text.contains('.') { "" } else { "." }, "0".repeat(missing))
    };
    (padded(low), padded(high))
}

/// How far two numbers of months stand apart as printed, and its text: `3 months`, `1.5 months` between 3 and 1.5.
pub fn months_between(a: Spread, b: Spread) -> (f64, String) {
    let last = Step::power(months_last(a).exponent.min(months_last(b).exponent));
    let printed = last.round(months_last(b).round(b.middle) - months_last(a).round(a.middle));
    (printed, with_months(&step_digits(printed.abs(), last)))
}

/// Figure and range of a score or total: whole points.
pub fn score(spread: Spread) -> Figure {
    let figure = digits(spread.middle, 0, Rounding::Nearest);
    let (low, high) = (digits(spread.low, 0, Rounding::Nearest), digits(spread.high, 0, Rounding::Nearest));
    Figure { figure, range: (low != high).then(|| format!("{low}\u{a0}to\u{a0}{high}")) }
}

/// `16 points`, rounded to the side where the sentence stays true.
pub fn points(value: f64, rounding: Rounding) -> String {
    let text = points_alone(value, rounding);
    format!("{text}\u{a0}{}", if text == "1" { "point" } else { "points" })
}

/// The same without its unit, where a head or an axis names it.
pub fn points_alone(value: f64, rounding: Rounding) -> String {
    digits(value, 0, rounding)
}

/// A number without a unit of its own: `2.6m`, `45k`, `97`, `0.03`.
pub fn quantity(value: f64, count: Digits) -> String {
    bare(value, LastDigits::of(Spread::certain(value), count).at(value).exponent, Rounding::Nearest)
}

/// Both ends of a range without a unit of their own: `370k`, `630k`; nothing finer than a tenth of its width.
pub fn quantity_ends(low: f64, high: f64) -> (String, String) {
    let last = LastDigits::of_ends(low, high, Digits::Table);
    let end = |value: f64| bare(last.at(value).round(value), last.at(value).exponent, Rounding::Nearest);
    alike(end(low), end(high))
}

fn bare(value: f64, last: i32, rounding: Rounding) -> String {
    let value = rounded(value, last, rounding);
    let (exponent, suffix) = match value.abs() {
        value if value >= 999.5e6 => (9, "bn"),
        value if value >= 999.5e3 => (6, "m"),
        value if value >= 9_999.5 => (3, "k"),
        _ => (0, ""),
    };
    format!("{}{suffix}", short_digits(value / power(exponent), last - exponent, Rounding::Nearest))
}

/// A number with a unit of its own: `2.5 weeks per change`, `1 week per change`.
pub fn with_unit(number: &str, unit: &str) -> String {
    let one = if number == "1" { one_of(unit) } else { None };
    format!("{number}\u{a0}{}", one.as_deref().unwrap_or(unit))
}

/// A unit that counts time or people, of one: "weeks per change" → "week per change"; `None` for any other.
pub fn one_of(unit: &str) -> Option<String> {
    const COUNTED: [&str; 9] = ["seconds", "minutes", "hours", "days", "weeks", "months", "years", "points", "steps"];
    let (first, rest) = unit.split_once(' ').map_or((unit, None), |(first, rest)| (first, Some(rest)));
    let one = COUNTED.contains(&first).then(|| first.trim_end_matches('s'))?;
    Some(rest.map_or_else(|| one.to_owned(), |rest| format!("{one} {rest}")))
}

/// A value now, and the value at which the choice turns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// Now, to the nearest.
    pub now: String,
    /// At the turn, to the nearest.
    pub at: String,
}

/// Prints a value and its turn with two digits at least, and with so many that they differ and that the way from one to
/// the other is right to a tenth: neither is moved past what was computed.
///
/// `print` turns a value rounded to an exponent into text (money, months, a unit).
pub fn threshold(now: f64, at: f64, print: impl Fn(f64, i32) -> String) -> Threshold {
    let nearest = |value: f64, last: i32| rounded(value, last, Rounding::Nearest);
    for count in 2..9 {
        let last = leading(at) - count + 1;
        // Where the turn lies far below, now keeps as many digits as the turn, and not its last place.
        let last_now = last.max(leading(now) - count + 1);
        let (at_printed, now_printed) = (nearest(at, last), nearest(now, last_now));
        let is_apart = at_printed != now_printed && (at_printed > now_printed) == (at > now);
        if is_apart && (at_printed - at).abs() <= 0.1 * (at - now).abs() {
            return Threshold { now: print(now_printed, last_now), at: print(at_printed, last) };
        }
    }
    let last = leading(now.abs().max(at.abs())) - 8;
    Threshold { now: print(now, last), at: print(at, last) }
}

/// A value rounded to an exponent, without unit, for [`threshold`].
pub fn bare_at(value: f64, last: i32) -> String {
    bare(value, last, Rounding::Nearest)
}

/// Months rounded to an exponent, for [`threshold`]: `9 months`, `8.6 months`.
pub fn months_at(value: f64, last: i32) -> String {
    with_months(&bare_at(value, last))
}

/// By how much a value changes, in whole percents or as fine as it takes to be seen: `+41%`, `−35%`, `+0.4%`,
/// `10 times as much`; `None` where now is zero.
pub fn change_percent(now: f64, at: f64) -> Option<String> {
    if now == 0.0 || !now.is_finite() || !at.is_finite() {
        return None;
    }
    if at / now >= 4.0 {
        return Some(format!("{}\u{a0}times as much", bare(at / now, 0, Rounding::Nearest)));
    }
    let change = (at - now) / now.abs() * 100.0;
    let text = digits(change, leading(change).min(0), Rounding::Nearest);
    Some(if change > 0.0 { format!("+{text}%") } else { format!("{text}%") })
}

/// Months inside a sentence, small whole ones in words: `three months`, `1.5 months`. A part of a month stays: what is
/// said here is stated, or the difference of two figures of a table.
pub fn months_in_words(value: f64) -> String {
    let text = with_months(&bare_at(value, -1));
    match text.split_once('\u{a0}') {
        Some((number, unit)) => match number.parse::<usize>() {
            Ok(count) if count > 0 => format!("{}\u{a0}{unit}", super::words::count_word(count)),
            _ => text,
        },
        None => text,
    }
}
