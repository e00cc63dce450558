//! Counts, lists, dates and ratios in words.

use super::digits::{Rounding, digits, whole};
use jiff::civil::Date;

const COUNTS: [&str; 13] =
    ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `three`, and digits from 13 on; 0 is `none`.
pub fn count_word(count: usize) -> String {
    COUNTS.get(count).map_or_else(|| whole(count as f64), |word| (*word).to_owned())
}

/// `one option`, `three options`, `no options`.
pub fn count(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => format!("no {many}"),
        _ => format!("{} {}", count_word(count), plural(count, one, many)),
    }
}

/// The word for so many.
pub fn plural<'a>(count: usize, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}

/// `first`, `second`, …, `13th`.
pub fn ordinal(position: usize) -> String {
    const WORDS: [&str; 9] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
    if let Some(word) = position.checked_sub(1).and_then(|idx| WORDS.get(idx)) {
        return (*word).to_owned();
    }
    let suffix = match (position % 10, position % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{position}{suffix}")
}

/// `a`, `a and b`, `a, b and c`.
pub fn listed<S: AsRef<str>>(items: &[S]) -> String {
    joined(items, "and")
}

/// `a`, `a or b`, `a, b or c`.
pub fn listed_or<S: AsRef<str>>(items: &[S]) -> String {
    joined(items, "or")
}

fn joined<S: AsRef<str>>(items: &[S], word: &str) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [head @ .., last] => format!("{} {word} {last}", head.join(", ")),
    }
}

/// The first letter large.
pub fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The text as a sentence: first letter large, one full stop (or what it ends with) at the end.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let is_closed = text.ends_with(['.', '!', '?', '…', '”', '"', ':']);
    format!("{}{}", capitalized(text), if is_closed || text.is_empty() { "" } else { "." })
}

/// In quotation marks.
pub fn quoted(text: &str) -> String {
    format!("“{}”", text.trim())
}

fn month(date: Date) -> &'static str {
    MONTHS[usize::from(date.month().unsigned_abs()).clamp(1, 12) - 1]
}

/// `15 December 2026`.
pub fn date(date: Date) -> String {
    format!("{}\u{a0}{}\u{a0}{}", date.day(), month(date), date.year())
}

/// `15 Dec 2026`.
pub fn date_short(date: Date) -> String {
    format!("{}\u{a0}{}\u{a0}{}", date.day(), &month(date)[..3], date.year())
}

/// `15 Dec`.
pub fn day_short(date: Date) -> String {
    format!("{}\u{a0}{}", date.day(), &month(date)[..3])
}

/// `15 December`.
pub fn day_and_month(date: Date) -> String {
    format!("{}\u{a0}{}", date.day(), month(date))
}

/// `December 2026`.
pub fn month_and_year(date: Date) -> String {
    format!("{}\u{a0}{}", month(date), date.year())
}

/// `2026-12-15`, for machines.
pub fn date_iso(date: Date) -> String {
    date.to_string()
}

/// `12 days`, `1 day`.
pub fn days(count: i32) -> String {
    format!("{}\u{a0}{}", whole(f64::from(count)), if count == 1 { "day" } else { "days" })
}

/// Fractions that ratios are named by, with their words.
const FRACTIONS: [(f64, &str); 9] = [
    (0.1, "a tenth"),
    (0.2, "a fifth"),
    (0.25, "a quarter"),
    (1.0 / 3.0, "a third"),
    (0.4, "two fifths"),
    (0.5, "half"),
    (0.6, "three fifths"),
    (2.0 / 3.0, "two thirds"),
    (0.75, "three quarters"),
];

/// What a number is of another, by the word that goes on from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ratio {
    /// About the same.
    Same,
    /// "twice as much", which goes on with "as".
    As(String),
    /// "a fifth more", "two thirds less", which goes on with "than".
    Than(String),
}

impl Ratio {
    /// The ratio alone.
    pub fn words(self) -> String {
        match self {
            Self::Same => "about the same".to_owned(),
            Self::As(words) | Self::Than(words) => words,
        }
    }
}

/// What a number is of another; `None` where there is no such ratio.
pub fn ratio_in_words(of: f64, base: f64) -> Option<Ratio> {
    if !(of.is_finite() && base.is_finite()) || of < 0.0 || base <= 0.0 {
        return None;
    }
    let change = of / base - 1.0;
    // Nearer to nothing than to a tenth is no fraction at all.
    if change.abs() < 0.07 {
        return Some(Ratio::Same);
    }
    if change >= 0.875 {
        let times = of / base;
        return Some(Ratio::As(match times {
            times if times < 2.25 => "twice as much".to_owned(),
            times if times < 2.75 => "two and a half times as much".to_owned(),
            times if times < 12.5 => {
                let whole = times.round();
                format!("{} times as much", COUNTS[whole as usize])
            }
            times => format!("{} times as much", digits(times, 0, Rounding::Nearest)),
        }));
    }
    let word = nearest(change.abs());
    Some(if change > 0.0 {
        Ratio::Than(format!("{word} more"))
    } else if change < -0.8 {
        Ratio::As(format!("{} as much", nearest(of / base)))
    } else {
        Ratio::Than(format!("{word} less"))
    })
}

fn nearest(share: f64) -> &'static str {
    FRACTIONS
        .iter()
        .min_by(|a, b| (a.0 - share).abs().total_cmp(&(b.0 - share).abs()))
        .map_or("a part", |(_, word)| word)
}
