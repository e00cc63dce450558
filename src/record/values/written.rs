//! Numbers as authors write them: `250k`, `1.9m`, `£1.2m`, `12%`, `1_200_000`, `"1,200,000"`.
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
    /// A comma stands elsewhere than before exactly three digits.
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
            Self::Comma => format!("a comma in `{text}` does not stand before exactly three digits"),
            Self::Dots => format!("`{text}` has more than one decimal point"),
            Self::NotFinite => format!("`{text}` is not a finite number"),
        }
    }

    /// What to type instead.
    pub(crate) fn help(self, text: &str) -> String {
        match self {
            Self::NoNumber => match plainly(text) {
                Some(plain) => format!("write `{plain}`; powers of ten are not read"),
                None => "write a number such as `250k`, `1.9m` or `12%`".to_owned(),
            },
            Self::Comma => format!("a decimal point is a dot: `{}`", text.replace(',', ".")),
            Self::Dots => format!("group thousands by `_`: `{}`", text.replace('.', "_")),
            Self::NotFinite if text.to_lowercase().contains("nan") => {
                "write a number, or leave the key out as long as nobody knows".to_owned()
            }
            Self::NotFinite => "write the largest number that you mean, such as `10m`".to_owned(),
        }
    }
}

/// `1.2e6` without its power of ten: `1.2m`.
fn plainly(text: &str) -> Option<String> {
    let value: f64 = text.trim().parse().ok().filter(|_| text.contains(['e', 'E']))?;
    let (unit, suffix) = match value.abs() {
        size if (1e9..1e15).contains(&size) => (1e9, "bn"),
        size if (1e6..1e9).contains(&size) => (1e6, "m"),
        size if (1e3..1e6).contains(&size) => (1e3, "k"),
        size if (1e-4..1e3).contains(&size) => (1.0, ""),
        _ => return None,
    };
    Some(format!("{}{suffix}", value / unit))
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
    let digits_end = rest.find(|c: char| !matches!(c, '0'..='9' | '.' | ',' | '_')).unwrap_or(rest.len());
    let (digits, tail) = rest.split_at(digits_end);
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
    let suffixes = [("bn", 1e9), ("Bn", 1e9), ("BN", 1e9), ("k", 1e3), ("K", 1e3), ("m", 1e6), ("M", 1e6)];
    for (suffix, factor) in suffixes {
        let Some(rest) = tail.strip_prefix(suffix) else { continue };
        if rest.trim().is_empty() {
            return Ok((factor, false, true, None));
        }
        if currency(rest).is_some() {
            return Ok((factor, false, true, Some(rest.trim())));
        }
    }
    Err(NumberFault::NoNumber)
}

/// Digits without `_` and `,`, which group thousands.
fn ungrouped(digits: &str) -> Result<String, NumberFault> {
    if !digits.contains(|c: char| c.is_ascii_digit()) {
        return Err(NumberFault::NoNumber);
    }
    if digits.matches('.').count() > 1 {
        return Err(NumberFault::Dots);
    }
    let whole = digits.split('.').next().unwrap_or_default();
    if digits[whole.len()..].contains(',') {
        return Err(NumberFault::Comma);
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let is_grouped = whole.contains(',');
    let has_good_groups = groups.all(|group| group.len() == 3 && !group.contains('_'));
    if is_grouped && !(has_good_groups && (1..=3).contains(&first.len())) {
        return Err(NumberFault::Comma);
    }
    Ok(digits.replace([',', '_'], ""))
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
    }

    #[test]
    fn what_is_no_number_says_why() {
        assert_eq!(number("1,2"), Err(NumberFault::Comma));
        assert_eq!(number("1,2000"), Err(NumberFault::Comma));
        assert_eq!(number("1.200.000"), Err(NumberFault::Dots));
        assert_eq!(number(".inf"), Err(NumberFault::NotFinite));
        assert_eq!(number("NaN"), Err(NumberFault::NotFinite));
        assert_eq!(number(&"9".repeat(400)), Err(NumberFault::NotFinite));
        assert_eq!(NumberFault::NoNumber.help("1.2e6"), "write `1.2m`; powers of ten are not read");
        assert_eq!(NumberFault::NoNumber.help("1e308"), NumberFault::NoNumber.help("five"));
        for text in ["", "k", "five", "1e6", "5 apples", "€1m EUR", "--5", "1__k2", "%"] {
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
