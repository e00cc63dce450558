//! What people write around the numbers of an estimate: `5-10k`, `100k ± 20%`, `at least 50k`, `7/10`, `10k/month`.
//!
//! Takes texts apart and puts numbers together; knows nothing of findings.

use crate::model::Quantity;
use crate::record::values::written::{self, Number, NumberFault};

/// How the numbers of an estimate are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joined {
    /// `a`
    Alone,
    /// `a to b`
    Range,
    /// `a / m / b`
    Points,
    /// `[a, b]` or `[a, m, b]`
    List,
    /// `a ± b`
    Around,
}

/// What one number alone leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    /// `50k+`: how far it may go.
    Lower,
    /// `up to 50k`: how little it may be.
    Upper,
    /// `~50k`: both.
    About,
}

/// For how long a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Period {
    /// A year.
    Year,
    /// Three months.
    Quarter,
    /// A month.
    Month,
    /// A week.
    Week,
    /// A day.
    Day,
}

impl Period {
    /// How many of them make a year.
    fn in_a_year(self) -> f64 {
        match self {
            Self::Year => 1.0,
            Self::Quarter => 4.0,
            Self::Month => 12.0,
            Self::Week => 52.0,
            Self::Day => 365.0,
        }
    }

    /// What a figure for this long is multiplied by to be one for `other`.
    pub(crate) fn as_one_for(self, other: Self) -> f64 {
        self.in_a_year() / other.in_a_year()
    }

    /// "a month"
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Year => "a year",
            Self::Quarter => "a quarter",
            Self::Month => "a month",
            Self::Week => "a week",
            Self::Day => "a day",
        }
    }
}

/// Names of a length of time, and what stands before one. Both are looked for in lower case.
const PERIODS: [(Period, &[&str]); 5] = [
    (Period::Year, &["year", "annum", "yr", "y", "a"]),
    (Period::Quarter, &["quarter", "qtr", "q"]),
    (Period::Month, &["month", "mth", "mo", "m"]),
    (Period::Week, &["week", "wk", "w"]),
    (Period::Day, &["day", "d"]),
];
const ADVERBS: [(Period, &[&str]); 5] = [
    (Period::Year, &["yearly", "annually", "p.a.", "p.a", "pa"]),
    (Period::Quarter, &["quarterly"]),
    (Period::Month, &["monthly", "p.m."]),
    (Period::Week, &["weekly"]),
    (Period::Day, &["daily"]),
];

/// `10k/month`, `10k a month`, `10k monthly`: the figure, and for how long it is.
pub(crate) fn split_period(text: &str) -> (&str, Option<Period>) {
    let lower = text.to_ascii_lowercase();
    let before = |ending: &str| {
        let rest = lower.strip_suffix(ending)?;
        let stands_apart = rest.ends_with(|c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '+' | '%'));
        (stands_apart && rest.contains(|c: char| c.is_ascii_digit())).then(|| text[..rest.len()].trim_end())
    };
    for (period, adverbs) in ADVERBS {
        if let Some(rest) = adverbs.iter().find_map(|adverb| before(adverb)) {
            return (rest, Some(period));
        }
    }
    for (period, names) in PERIODS {
        for name in names {
            let Some(rest) = lower.strip_suffix(name) else { continue };
            let of = rest.trim_end();
            let is_word = name.len() > 2 && rest.len() > of.len();
            let cut = of.strip_suffix('/').or_else(|| {
                let words = [" per", " a", " each", " every", " an"];
                words.iter().filter(|_| is_word).find_map(|word| of.strip_suffix(word))
            });
            if let Some(figure) = cut.filter(|figure| figure.contains(|c: char| c.is_ascii_digit())) {
                return (text[..figure.len()].trim_end(), Some(period));
            }
        }
    }
    (text, None)
}

const BEFORE: [(Bound, &[&str]); 3] = [
    (Bound::Lower, &[">=", "=>", ">", "\u{2265}", "at least", "more than", "minimum", "min.", "min", "over", "from"]),
    (Bound::Upper, &["<=", "=<", "<", "\u{2264}", "at most", "less than", "up to", "maximum", "max.", "max", "under"]),
    (
        Bound::About,
        &[
            "~",
            "\u{2248}",
            "about",
            "around",
            "roughly",
            "approximately",
            "approx.",
            "approx",
            "circa",
            "ca.",
            "ca",
            "c.",
        ],
    ),
];
const BEHIND: [(Bound, &[&str]); 3] = [
    (Bound::Lower, &["+", "or more", "and up", "and more", "at least", "minimum", "min", "plus"]),
    (Bound::Upper, &["or less", "at most", "maximum", "max"]),
    (Bound::About, &["or so", "approx.", "approx", "roughly"]),
];

/// `50k+`, `up to 50k`, `~50k`: the number, and what it leaves open.
pub(crate) fn split_bound(text: &str) -> Option<(Bound, &str)> {
    let lower = text.to_ascii_lowercase();
    let is_number = |rest: &str| written::number(rest).is_ok();
    let before = BEFORE.iter().flat_map(|(bound, words)| words.iter().map(move |word| (*bound, *word)));
    let behind = BEHIND.iter().flat_map(|(bound, words)| words.iter().map(move |word| (*bound, *word)));
    let cut_before = |(bound, word): (Bound, &str)| {
        let rest = text[text.len() - lower.strip_prefix(word)?.len()..].trim_start();
        is_number(rest).then_some((bound, rest))
    };
    let cut_behind = |(bound, word): (Bound, &str)| {
        let rest = text[..lower.strip_suffix(word)?.len()].trim_end();
        is_number(rest).then_some((bound, rest))
    };
    before.into_iter().find_map(cut_before).or_else(|| behind.into_iter().find_map(cut_behind))
}

/// Nobody writes a longer figure, and every way to cut a text is tried.
const LONGEST: usize = 200;

/// Cuts `a to b`, `a–b`, `a / m / b` and `a ± b` into their numbers.
pub(crate) fn split<'a>(text: &'a str) -> (Joined, Vec<&'a str>) {
    let parts = |joined, separator: &str| (joined, text.split(separator).map(str::trim).collect());
    if text.len() > LONGEST {
        return (Joined::Alone, vec![text]);
    }
    for sign in ["\u{b1}", "+/-", "+-", " plus or minus "] {
        if text.contains(sign) {
            // `100k (± 20%)`
            let bare = |part: &'a str| part.trim_matches(['(', ')', ' ']);
            return (Joined::Around, text.split(sign).map(bare).collect());
        }
    }
    // Words and long dashes only ever join; in `between a and b` and `from a to b` the first word says nothing more.
    let bare = ["from ", "between "].iter().find_map(|word| strip_prefix_ignoring_case(text, word));
    if let Some((low, high)) = bare.and_then(|bare| bare.split_once(" to ").or_else(|| bare.split_once(" and "))) {
        return (Joined::Range, vec![low.trim(), high.trim()]);
    }
    for separator in [" to ", "\u{2013}", "\u{2014}", "...", "\u{2026}", "..", " bis "] {
        if text.contains(separator) {
            return parts(Joined::Range, separator);
        }
    }
    if let Some((low, high)) = hyphen(text) {
        return (Joined::Range, vec![low, high]);
    }
    if text.contains('/') { parts(Joined::Points, "/") } else { (Joined::Alone, vec![text]) }
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// `5-10k`: a hyphen between two numbers, where it is no sign of either.
fn hyphen(text: &str) -> Option<(&str, &str)> {
    let cuts = text.match_indices('-').map(|(at, _)| (text[..at].trim(), text[at + 1..].trim()));
    let is_number = |text: &str| written::number(text).is_ok() || out_of(text).is_some();
    let mut cuts = cuts.filter(|(low, high)| is_number(low) && is_number(high));
    cuts.next()
}

/// `7/10`, `7 out of 10`: a level on a scale that ends elsewhere than at 100.
pub(crate) fn out_of(text: &str) -> Option<f64> {
    let (share, scale) =
        text.split_once('/').or_else(|| text.split_once(" out of ")).or_else(|| text.split_once(" of "))?;
    let (share, scale) = (written::number(share).ok()?, written::number(scale).ok()?);
    let is_plain = |number: &Number| !number.is_percent && !number.has_suffix && number.currency.is_none();
    let is_scale = [5.0, 10.0, 100.0].contains(&scale.value) && (0.0..=scale.value).contains(&share.value);
    (is_plain(&share) && is_plain(&scale) && is_scale).then(|| 100.0 * share.value / scale.value)
}

/// `6 to 8 months`: without the unit that the key has anyhow.
pub(crate) fn without_unit(text: &str, quantity: Quantity) -> &str {
    let units: &[&str] = match quantity {
        Quantity::Months => &["months", "month"],
        Quantity::Hours => &["hours", "hour", "h"],
        Quantity::Rate | Quantity::Chance => &["times a year", "times"],
        _ => &[],
    };
    let bare = units.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text);
    bare.trim_end()
}

/// `2 to 4%` means percents at both ends, `5-10k` thousands.
pub(crate) fn share_ending(texts: Vec<String>, quantity: Quantity) -> Vec<String> {
    let Some(last) = texts.last().cloned() else { return texts };
    let Ok(end) = written::number(&last) else { return texts };
    if end.is_percent {
        let has_percents = matches!(quantity, Quantity::Percent | Quantity::Chance | Quantity::Rate);
        let with_sign = |text: String| if text.ends_with('%') { text } else { format!("{text}%") };
        return if has_percents { texts.into_iter().map(with_sign).collect() } else { texts };
    }
    let digits_at = last.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let (mantissa, tail) = last[digits_at..].split_at(written::digits_end(&last[digits_at..]));
    let (Ok(mantissa), true) = (written::number(mantissa), end.has_suffix) else { return texts };
    // A first number that is larger before its suffix can only be meant as it stands: `500 to 2k`.
    let shares = |text: &str| {
        let first = written::number(text).ok()?;
        (!first.has_suffix && !first.is_percent && first.value > 0.0 && first.value <= mantissa.value).then_some(())
    };
    let suffix = tail.trim_matches(|c: char| c.is_whitespace() || !c.is_alphabetic());
    let suffix = suffix.split_whitespace().next().unwrap_or_default();
    let with_suffix = |text: String| match shares(&text) {
        Some(()) => {
            let at = text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
            let end = at + written::digits_end(&text[at..]);
            format!("{}{suffix}{}", &text[..end], &text[end..])
        }
        None => text,
    };
    texts.into_iter().map(with_suffix).collect()
}

/// The lowest and the highest number of `a ± b`; `None` where a percent of a percent may mean either.
pub(crate) fn around(middle: &Number, spread: &Number) -> Option<(f64, f64)> {
    let by = match (middle.is_percent, spread.is_percent) {
        (true, true) => return None,
        (false, true) => middle.value.abs() * spread.value,
        _ => spread.value,
    };
    Some((middle.value - by, middle.value + by))
}

/// Every number of a figure, however it is put together; none of a text.
pub(crate) fn numbers_in(text: &str) -> Vec<Number> {
    let (bare, _) = split_period(text);
    let bare = split_bound(bare).map_or(bare, |(_, number)| number);
    split(bare).1.into_iter().filter_map(|part| written::number(part).ok()).collect()
}

/// Reads one part of an estimate.
pub(crate) fn part(text: &str, quantity: Quantity) -> Result<Number, NumberFault> {
    match out_of(text).filter(|_| quantity == Quantity::Level) {
        Some(value) => Ok(Number { value, is_percent: false, has_suffix: false, currency: None, doubt: None }),
        None => written::number(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_length_of_time_behind_a_figure() {
        for text in
            ["10k/month", "10k / month", "10k per month", "10k a month", "10k monthly", "10k/mo", "10k each month"]
        {
            assert_eq!(split_period(text), ("10k", Some(Period::Month)), "{text}");
        }
        assert_eq!(split_period("€120k p.a."), ("€120k", Some(Period::Year)));
        assert_eq!(split_period("5 to 10k a year"), ("5 to 10k", Some(Period::Year)));
        for text in ["10k", "7/10", "120k / 160k / 250k", "10m", "a year", "12 EUR", "6 months"] {
            assert_eq!(split_period(text), (text, None), "{text}");
        }
        assert_eq!(Period::Month.as_one_for(Period::Year), 12.0);
    }

    #[test]
    fn bounds_and_ranges() {
        for text in ["50k+", "> 50k", "\u{2265}50k", "at least 50k", "from 50k", "50k or more", "Min. 50k"] {
            assert_eq!(split_bound(text), Some((Bound::Lower, "50k")), "{text}");
        }
        assert_eq!(split_bound("up to €50k"), Some((Bound::Upper, "€50k")));
        assert_eq!(split_bound("~50k"), Some((Bound::About, "50k")));
        for text in ["50k", "+40%", "-5k", "<amount>", "from here", "a lot+"] {
            assert_eq!(split_bound(text), None, "{text}");
        }
        for text in
            ["5-10k", "5 - 10k", "5–10k", "5..10k", "5 to 10k", "from 5 to 10k", "between 5 and 10k", "5 bis 10k"]
        {
            assert_eq!(split(text), (Joined::Range, vec!["5", "10k"]), "{text}");
        }
        assert_eq!(split("-5--3"), (Joined::Range, vec!["-5", "-3"]));
        assert_eq!(split("-5"), (Joined::Alone, vec!["-5"]));
        assert_eq!(split("100k ± 20%"), (Joined::Around, vec!["100k", "20%"]));
        assert_eq!(split("1e-3"), (Joined::Alone, vec!["1e-3"]));
        assert_eq!(split(&"5-".repeat(1_000)).0, Joined::Alone);
    }

    #[test]
    fn what_stands_behind_the_last_counts_for_all() {
        let shared = |texts: &[&str], quantity| {
            share_ending(texts.iter().map(|text| (*text).to_owned()).collect(), quantity).join(" to ")
        };
        assert_eq!(shared(&["5", "10k"], Quantity::Money), "5k to 10k");
        assert_eq!(shared(&["€5", "10 million €"], Quantity::Money), "€5million to 10 million €");
        assert_eq!(shared(&["500", "2k"], Quantity::Money), "500 to 2k");
        assert_eq!(shared(&["0", "2k"], Quantity::Money), "0 to 2k");
        assert_eq!(shared(&["900k", "1.2m"], Quantity::Money), "900k to 1.2m");
        assert_eq!(shared(&["2", "4%"], Quantity::Percent), "2% to 4%");
        assert_eq!(shared(&["2", "4"], Quantity::Percent), "2 to 4");
    }

    #[test]
    fn a_level_on_another_scale() {
        assert_eq!((out_of("7/10"), out_of("3 out of 5"), out_of("70/100")), (Some(70.0), Some(60.0), Some(70.0)));
        for text in ["11/10", "40/60", "7k/10", "7%/10", "1/2/3", "7/10 "] {
            assert_eq!(out_of(text).is_some(), text == "7/10 ", "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC*", figure in "[~<>+ ]{0,2}[0-9.,' ]{0,6}(k|m|%|€)?( ?[-–/±] ?| to )?[0-9]{0,3}(/month| p.a.|\\+)?") {
            for text in [text, figure] {
                let (rest, _) = split_period(&text);
                let _ = (split_bound(rest), split(rest), out_of(rest));
                let parts = split(rest).1.into_iter().map(str::to_owned).collect();
                let _ = share_ending(parts, Quantity::Money);
            }
        }
    }
}
