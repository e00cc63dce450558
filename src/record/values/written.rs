//! Numbers as authors write them: `250k`, `1.9m`, `US$1.2m`, `12%`, `1_200_000`, `"1,200,000"`, `1'200'000`, `1 200 000`.
//!
//! Knows spelling only; what a number may be is the business of whoever asked for it.

use crate::model::Currency;

/// A number and what stood around it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Number {
    /// Its value; percents are fractions.
    pub(crate) value: f64,
    /// A `%` stood behind it.
    pub(crate) is_percent: bool,
    /// `k`, `m` or `bn` stood behind it.
    pub(crate) has_suffix: bool,
    /// The currency sign or code beside it, as written.
    pub(crate) currency: Option<String>,
    /// What the spelling may be taken for.
    pub(crate) doubt: Option<Doubt>,
}

/// A spelling that another reader takes for another number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// `1.900`: 1.9, or a thousand and nine hundred?
    ThousandsDot,
    /// `0012`: 12, or octal 10?
    LeadingZeros,
}

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberFault {
    /// It is none at all.
    NoNumber,
    /// A comma, or another sign that groups, stands elsewhere than before exactly three digits.
    Comma,
    /// More than one dot.
    Dots,
    /// Infinite, or not a number by name.
    NotFinite,
}

impl NumberFault {
    /// What is wrong with `text`.
    pub(crate) fn message(self, text: &str) -> String {
        match self {
            Self::NoNumber => format!("`{text}` is no number"),
            Self::Comma if !text.contains(',') => format!("the digits of `{text}` are not grouped by three"),
            Self::Comma => format!("a comma in `{text}` does not stand before exactly three digits"),
            Self::Dots => format!("`{text}` has more than one decimal point"),
            Self::NotFinite => format!("`{text}` is not a finite number"),
        }
    }
}

/// Reads one number.
pub(crate) fn number(text: &str) -> Result<Number, NumberFault> {
    let text = text.trim();
    let bare = text.trim_start_matches(['+', '-', '\u{2212}', '.']).to_lowercase();
    if matches!(bare.as_str(), "inf" | "infinity" | "nan") {
        return Err(NumberFault::NotFinite);
    }
    let (sign, rest) = split_sign(text);
    let (before, rest) = split_currency_before(rest);
    let (inner_sign, rest) = if before.is_some() { split_sign(rest) } else { (None, rest) };
    let (digits, tail) = rest.split_at(digits_end(rest));
    let doubt = doubt(digits);
    let plain = ungrouped(digits)?;
    let (factor, is_percent, has_suffix, after) = split_tail(tail.trim())?;
    if before.is_some() && after.is_some() {
        return Err(NumberFault::NoNumber);
    }
    let value: f64 = plain.parse().map_err(|_| NumberFault::NoNumber)?;
    let sign = sign.unwrap_or(1.0) * inner_sign.unwrap_or(1.0);
    let value = sign * if is_percent { value / 100.0 } else { value * factor };
    if !value.is_finite() {
        return Err(NumberFault::NotFinite);
    }
    Ok(Number { value, is_percent, has_suffix, currency: before.or(after).map(str::to_owned), doubt })
}

/// A number of any sort, for thresholds and actuals; `None` for words.
pub(crate) fn loose_number(text: &str) -> Option<f64> {
    number(text).ok().map(|number| number.value)
}

/// The number that a text starts with, whatever unit stands behind it: `1 200 users`.
pub(crate) fn leading_number(text: &str) -> Option<f64> {
    let ends = text.char_indices().rev().filter(|(_, letter)| letter.is_whitespace()).map(|(at, _)| at);
    [text.len()].into_iter().chain(ends).take(20).find_map(|end| loose_number(&text[..end]))
}

fn split_sign(text: &str) -> (Option<f64>, &str) {
    match text.chars().next() {
        Some('+') => (Some(1.0), text[1..].trim_start()),
        Some(minus @ ('-' | '\u{2212}')) => (Some(-1.0), text[minus.len_utf8()..].trim_start()),
        _ => (None, text),
    }
}

/// A sign such as `€`, or a code in capitals, and the rest.
fn split_currency_before(text: &str) -> (Option<&str>, &str) {
    let sign = Currency::known_signs().find(|sign| text.starts_with(sign)).map(str::len);
    let code = code_length(text)
        .filter(|length| text[*length..].trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '-'));
    match sign.or(code) {
        Some(length) => (Some(&text[..length]), text[length..].trim_start()),
        None => (None, text),
    }
}

/// The length of a currency code at the start of a text: three capitals, and no letter after them.
fn code_length(text: &str) -> Option<usize> {
    let is_code = text.len() >= 3 && text.bytes().take(3).all(|byte| byte.is_ascii_uppercase());
    let ends = is_code && !text[3..].starts_with(|c: char| c.is_alphabetic());
    ends.then_some(3)
}

/// Where the digits end, with what stands between them. A space or an apostrophe groups before exactly three digits.
pub(crate) fn digits_end(text: &str) -> usize {
    let mut end = 0;
    for (at, letter) in text.char_indices() {
        let is_grouping =
            is_loose_group(letter) && end == at && text[..at].ends_with(|c: char| c.is_ascii_digit()) && {
                let next = &text[at + letter.len_utf8()..];
                next.bytes().take_while(u8::is_ascii_digit).count() == 3
            };
        if !is_grouping && !matches!(letter, '0'..='9' | '.' | ',' | '_') {
            break;
        }
        end = at + letter.len_utf8();
    }
    end
}

/// What groups digits only where three of them follow: elsewhere it separates or quotes.
fn is_loose_group(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// What multiplies a number, longer spellings before their beginnings.
const SUFFIXES: [(&str, f64); 17] = [
    ("thousand", 1e3),
    ("tsd.", 1e3),
    ("tsd", 1e3),
    ("millions", 1e6),
    ("million", 1e6),
    ("mio.", 1e6),
    ("mio", 1e6),
    ("mln", 1e6),
    ("mn", 1e6),
    ("billion", 1e9),
    ("mrd.", 1e9),
    ("mrd", 1e9),
    ("bln", 1e9),
    ("bn", 1e9),
    ("k", 1e3),
    ("m", 1e6),
    ("b", 1e9),
];

/// What stands behind the digits: a suffix, a percent sign, a currency.
fn split_tail(tail: &str) -> Result<(f64, bool, bool, Option<&str>), NumberFault> {
    let currency = |rest: &str| {
        let rest = rest.trim();
        let is_currency = Currency::known_signs().any(|sign| sign == rest) || code_length(rest) == Some(rest.len());
        is_currency.then_some(())
    };
    if tail.is_empty() {
        return Ok((1.0, false, false, None));
    }
    if let Some(rest) = tail.strip_prefix('%') {
        return if rest.trim().is_empty() { Ok((1.0, true, false, None)) } else { Err(NumberFault::NoNumber) };
    }
    if currency(tail).is_some() {
        return Ok((1.0, false, false, Some(tail)));
    }
    for (suffix, factor) in SUFFIXES {
        let Some((head, rest)) = tail.split_at_checked(suffix.len()) else { continue };
        // `Billion` is a thousand times more in German, so words count as they are written in English.
        let is_same = head.eq_ignore_ascii_case(suffix) && (suffix != "billion" || head == suffix);
        if !is_same {
            continue;
        }
        if rest.trim().is_empty() {
            return Ok((factor, false, true, None));
        }
        if currency(rest).is_some() {
            return Ok((factor, false, true, Some(rest.trim())));
        }
    }
    Err(NumberFault::NoNumber)
}

/// Digits without what groups thousands: `_` anywhere, anything else before exactly three digits and alone of its kind.
fn ungrouped(digits: &str) -> Result<String, NumberFault> {
    if !digits.contains(|c: char| c.is_ascii_digit()) {
        return Err(NumberFault::NoNumber);
    }
    if digits.matches('.').count() > 1 {
        return Err(NumberFault::Dots);
    }
    // Every space groups like any other.
    let digits: String = digits.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let whole = digits.split('.').next().unwrap_or_default();
    let is_sign = |c: char| c == ',' || is_loose_group(c);
    if digits[whole.len()..].contains(is_sign) {
        return Err(NumberFault::Comma);
    }
    if let Some(sign) = whole.chars().find(|c| is_sign(*c)) {
        let mut groups = whole.split(sign);
        let first = groups.next().unwrap_or_default();
        let is_plain = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
        let has_good_groups = groups.all(|group| group.len() == 3 && is_plain(group));
        if !(has_good_groups && (1..=3).contains(&first.len()) && is_plain(first)) {
            return Err(NumberFault::Comma);
        }
    }
    Ok(digits.chars().filter(|c| *c != '_' && !is_sign(*c)).collect())
}

fn doubt(digits: &str) -> Option<Doubt> {
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let is_whole = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    if is_whole && whole.len() > 1 && whole.starts_with('0') {
        return Some(Doubt::LeadingZeros);
    }
    let like_thousands = is_whole && whole.len() <= 3 && whole != "0" && decimals.len() == 3 && decimals.ends_with('0');
    like_thousands.then_some(Doubt::ThousandsDot)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(text: &str) -> f64 {
        number(text).expect("a number").value
    }

    #[test]
    fn every_spelling_of_the_format() {
        assert_eq!(value("250k"), 250_000.0);
        assert_eq!(value("1.9m"), 1_900_000.0);
        assert_eq!(value("2bn"), 2e9);
        assert_eq!(value("12%"), 0.12);
        assert_eq!(value("1_200_000"), 1_200_000.0);
        assert_eq!(value("1,200,000"), 1_200_000.0);
        assert_eq!(value("£1.2m"), 1_200_000.0);
        assert_eq!(value("EUR 250k"), 250_000.0);
        assert_eq!(value("250k EUR"), 250_000.0);
        assert_eq!(value("-€3.80"), -3.8);
        assert_eq!(value("+40%"), 0.4);
        assert_eq!(value(".5"), 0.5);
        assert_eq!(number("1.2m€").expect("a number").currency.as_deref(), Some("€"));
        for million in [
            "1'200'000",
            "1\u{2019}200\u{2019}000",
            "1 200 000",
            "1\u{a0}200\u{202f}000",
            "US$1.2m",
            "US$ 1.2 million",
            "1.2 Mio. €",
            "A$1.2M",
            "1.2 mn EUR",
            "1 200k",
            "1200 tsd",
            "0.0012bn",
            "1,200,000 eur",
        ] {
            assert_eq!(value(million), 1_200_000.0, "{million}");
        }
        assert_eq!(leading_number("1 200 users"), Some(1200.0));
        assert_eq!(leading_number("3 days a week"), Some(3.0));
        assert_eq!(leading_number("soon"), None);
    }

    #[test]
    fn what_is_no_number_says_why() {
        assert_eq!(number("1,2"), Err(NumberFault::Comma));
        assert_eq!(number("1,2000"), Err(NumberFault::Comma));
        assert_eq!(number("1.200.000"), Err(NumberFault::Dots));
        assert_eq!(number(".inf"), Err(NumberFault::NotFinite));
        assert_eq!(number("NaN"), Err(NumberFault::NotFinite));
        assert_eq!(number(&"9".repeat(400)), Err(NumberFault::NotFinite));
        assert_eq!(number("1,200'000"), Err(NumberFault::Comma));
        assert_eq!(number("1'20'000"), Err(NumberFault::NoNumber));
        let none = ["", "k", "five", "1e6", "5 apples", "€1m EUR", "--5", "1__k2", "%", "1 20", "1 2000", "5 Billion"];
        for text in none {
            assert_eq!(number(text), Err(NumberFault::NoNumber), "{text}");
        }
    }

    #[test]
    fn doubtful_spellings_are_told() {
        assert_eq!(number("1.900").expect("a number").doubt, Some(Doubt::ThousandsDot));
        assert_eq!(number("0012").expect("a number").doubt, Some(Doubt::LeadingZeros));
        assert_eq!(number("0.125").expect("a number").doubt, None);
        assert_eq!(number("1.9").expect("a number").doubt, None);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC*") {
            let _ = number(&text);
        }

        #[test]
        fn a_number_is_read_back(value in -1e12..1e12_f64) {
            prop_assert_eq!(number(&format!("{value}")).expect("a number").value, value);
        }
    }
}
