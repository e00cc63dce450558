//! Chances, shares and rates, in words and as numbers.

use super::digits::{Digits, Rounding, digits, leading, rounded, short_digits};
use super::quantity::quantity;

/// How likely something is, as far as a word can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeliness {
    /// 97% and over.
    AlmostCertain,
    /// 90% to under 97%.
    VeryLikely,
    /// 60% to under 90%.
    Likely,
    /// 40% to under 60%.
    Even,
    /// 12% to under 40%: no board calls what happens one time in six unlikely.
    Possible,
    /// 5% to under 12%.
    Unlikely,
    /// Under 5%.
    VeryUnlikely,
}

/// Where each begins, from the highest down; fixed on the method page.
const LEAST: [(f64, Likeliness); 7] = [
    (0.97, Likeliness::AlmostCertain),
    (0.90, Likeliness::VeryLikely),
    (0.60, Likeliness::Likely),
    (0.40, Likeliness::Even),
    (0.12, Likeliness::Possible),
    (0.05, Likeliness::Unlikely),
    (0.0, Likeliness::VeryUnlikely),
];

impl Likeliness {
    /// Of a chance as it is printed, so that word and number agree.
    pub fn of(chance: f64) -> Self {
        let printed = match odds(chance) {
            Odds::Under => 0.0,
            Odds::Over => 1.0,
            Odds::In(many, of) => many / of,
        };
        LEAST.iter().find(|(least, _)| printed >= *least).map_or(Self::VeryUnlikely, |(_, likeliness)| *likeliness)
    }

    /// After "is": `very likely`.
    pub fn word(self) -> &'static str {
        match self {
            Self::AlmostCertain => "almost certain",
            Self::VeryLikely => "very likely",
            Self::Likely => "likely",
            Self::Even => "as likely as not",
            Self::Possible => "possible",
            Self::Unlikely => "unlikely",
            Self::VeryUnlikely => "very unlikely",
        }
    }

    /// Before what is so likely: `almost certainly`.
    pub fn adverb(self) -> &'static str {
        match self {
            Self::AlmostCertain => "almost certainly",
            Self::Possible => "possibly",
            other => other.word(),
        }
    }
}

/// A chance as it is printed: so many in so many.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Odds {
    Under,
    Over,
    In(f64, f64),
}

fn odds(chance: f64) -> Odds {
    let chance = chance.clamp(0.0, 1.0);
    if chance < 0.01 {
        Odds::Under
    } else if chance > 0.99 {
        Odds::Over
    } else if chance < 0.275 {
        let times = 1.0 / chance;
        let step = match times {
            times if times < 20.0 => 1.0,
            times if times < 50.0 => 5.0,
            _ => 10.0,
        };
        Odds::In(1.0, (times / step).round() * step)
    } else if chance < 0.925 {
        Odds::In((chance * 10.0).round(), 10.0)
    } else {
        Odds::In((chance * 100.0).round(), 100.0)
    }
}

/// `8 in 10`, `1 in 80`, `under 1 in 100`.
pub fn chance_number(chance: f64) -> String {
    match odds(chance) {
        _ if chance.is_nan() => "unknown".to_owned(),
        Odds::Under => "under\u{a0}1\u{a0}in\u{a0}100".to_owned(),
        Odds::Over => "over\u{a0}99\u{a0}in\u{a0}100".to_owned(),
        Odds::In(many, of) => format!("{many}\u{a0}in\u{a0}{of}"),
    }
}

/// `likely`: the word for the number as printed.
pub fn chance_word(chance: f64) -> &'static str {
    Likeliness::of(chance).word()
}

/// The fixed words with the chances that they stand for, for the method page: `likely`, `6 to 9 in 10`.
pub fn chance_in_words() -> Vec<(&'static str, String)> {
    let mut above = 1.0;
    LEAST
        .iter()
        .map(|(least, likeliness)| {
            let range = if *least == 0.0 {
                format!("under {}%", whole_percent(above))
            } else if above == 1.0 {
                format!("{}% and over", whole_percent(*least))
            } else {
                format!("{}% to under {}%", whole_percent(*least), whole_percent(above))
            };
            above = *least;
            (likeliness.word(), range)
        })
        .collect()
}

fn whole_percent(share: f64) -> String {
    digits(share * 100.0, 0, Rounding::Nearest)
}

/// `likely, about 7 in 10`; at the ends `very unlikely, under 1 in 100`.
pub fn chance(chance: f64) -> String {
    format!("{}, {}", chance_word(chance), about_chance(chance))
}

/// The number alone beside such a word: `about 7 in 10`, `under 1 in 100`.
pub fn about_chance(chance: f64) -> String {
    let about = if matches!(odds(chance), Odds::In(..)) { "about " } else { "" };
    format!("{about}{}", chance_number(chance))
}

/// A share of simulated futures: `8 of 10`, `97 of 100`, `fewer than 1 of 100`.
pub fn of_futures(share: f64) -> String {
    if share.is_nan() {
        return "an unknown share".to_owned();
    }
    let text = match share {
        share if share < 0.01 => "fewer than 1 of 100".to_owned(),
        share if share > 0.99 => "more than 99 of 100".to_owned(),
        share if !(0.075..=0.925).contains(&share) => format!("{} of 100", whole_percent(share)),
        share => format!("{} of 10", digits(share * 10.0, 0, Rounding::Nearest)),
    };
    text.replace(" of ", "\u{a0}of\u{a0}")
}

/// The same beside what depends on whether it reaches a line: a percent where so many of ten would seem to lie on its
/// other side: `59% of`, or `just under 60% of`.
pub fn of_futures_by(share: f64, line: f64) -> String {
    let tenths = (share * 10.0).round() / 10.0;
    if !(0.075..=0.925).contains(&share) || (tenths >= line) == (share >= line) {
        return of_futures(share);
    }
    if rounds_truly(share, line) {
        return format!("{}\u{a0}of", percent(share));
    }
    format!("just\u{a0}{}\u{a0}{}\u{a0}of", if share < line { "under" } else { "over" }, stated_percent(line))
}

/// Whether a share in whole percents lies on its own side of a line.
fn rounds_truly(share: f64, line: f64) -> bool {
    let percents = (share * 100.0).round() / 100.0;
    share.is_nan() || (percents >= line) == (share >= line)
}

/// A share that was counted in draws, in a table beside what depends on whether it reaches a line: `77%`, `59.7%`.
pub fn percent_by(share: f64, line: f64) -> String {
    if rounds_truly(share, line) {
        return percent(share);
    }
    let rounding = if share < line { Rounding::Down } else { Rounding::Up };
    format!("{}%", digits(share * 100.0, -1, rounding))
}

/// A share that was counted in draws: `77%`, `under 1%`, `over 99%`.
pub fn percent(share: f64) -> String {
    if share.is_nan() {
        "unknown".to_owned()
    } else if share < 0.005 {
        "under\u{a0}1%".to_owned()
    } else if share > 0.995 {
        "over\u{a0}99%".to_owned()
    } else {
        format!("{}%", whole_percent(share))
    }
}

/// A share against a limit that it must not pass: `54%`, and `just over 50%` where rounding would hide that it does.
pub fn percent_over(share: f64, limit: f64) -> String {
    let percents = (share * 100.0).round() / 100.0;
    if (percents > limit) == (share > limit) {
        return percent(share);
    }
    format!("just\u{a0}{}\u{a0}{}", if share > limit { "over" } else { "under" }, stated_percent(limit))
}

/// A percent that somebody stated: `6%`, `6.5%`.
pub fn stated_percent(fraction: f64) -> String {
    format!("{}%", short_digits(fraction * 100.0, -2, Rounding::Nearest))
}

/// A percent with its fraction rounded to an exponent, for a value and its turn: `3.25%`.
pub fn percent_at(fraction: f64, last: i32) -> String {
    format!("{}%", short_digits(fraction * 100.0, last + 2, Rounding::Nearest))
}

/// From so many a year on, times a year are easier to take in than the wait between them.
const OFTEN: f64 = 4.0;

/// Whether a rate is said as times a year: `15 times a year` instead of `once in less than a month`.
pub fn is_often(per_year: f64) -> bool {
    per_year > OFTEN * 1.05
}

/// A rate a year in words that fit after "how often": `once in 8 years`, `once a year`, `15 times a year`; `None` where
/// it never happens.
pub fn how_often(per_year: f64) -> Option<String> {
    if is_often(per_year) && per_year.is_finite() {
        return Some(format!("{}\u{a0}times a year", quantity(per_year, Digits::Prose)));
    }
    once_in(per_year).map(|wait| match wait.as_str() {
        "1\u{a0}year" => "once a year".to_owned(),
        wait => format!("once in {wait}"),
    })
}

/// The wait between two of a rate a year: `8 years`, `3 months`.
pub fn once_in(per_year: f64) -> Option<String> {
    if !per_year.is_finite() || per_year <= 0.0 {
        return None;
    }
    let years = 1.0 / per_year;
    let text = if years >= 0.95 {
        let years = rounded(years, (leading(years) - 1).max(0), Rounding::Nearest);
        if years <= 1.0 { "1 year".to_owned() } else { format!("{} years", digits(years, 0, Rounding::Nearest)) }
    } else {
        let months = 12.0 * years;
        if months >= 1.5 {
            format!("{} months", digits(months, 0, Rounding::Nearest))
        } else if months >= 0.75 {
            "1 month".to_owned()
        } else {
            "less than a month".to_owned()
        }
    };
    Some(text.replace(' ', "\u{a0}"))
}
