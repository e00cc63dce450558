//! Sums of money in cells. Which sign stands before decimals is settled here; what the figure means, the reader of records
//! says, so that nothing is written that it would not read.

use super::column::currency;
use super::folded::folded;
use super::key::Key;
use super::quoted::quoted;
use crate::finding::Severity;
use crate::model::{Book, Cost, Currency, Estimate, Form, Record, Yearly};
use crate::record::{self, FolderContext};
use crate::source::SourceFile;

/// Which sign stands before decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decimals {
    /// A comma.
    Comma,
    /// A dot.
    Dot,
    /// Nothing says, but a semicolon parts cells, as where a comma is taken for decimals.
    CommaPerhaps,
    /// Nothing says.
    Unknown,
}

/// What the cells of a register say of it.
pub(super) fn decimals<'a>(cells: impl Iterator<Item = &'a str>, separator: char) -> Decimals {
    let (mut comma, mut dot) = (false, false);
    for text in cells.map(with_cents) {
        for run in runs(&text) {
            match decimal_sign(&text[run]) {
                Some(',') => comma = true,
                Some(_) => dot = true,
                None => {}
            }
        }
    }
    match (comma, dot) {
        (true, false) => Decimals::Comma,
        (false, true) => Decimals::Dot,
        (false, false) if separator == ';' => Decimals::CommaPerhaps,
        _ => Decimals::Unknown,
    }
}

/// A dash behind the decimal sign says that there are no cents: `12.000,- €`.
fn with_cents(text: &str) -> String {
    let mut spelled = text.to_owned();
    for mark in [",--", ",-", ",–", ",—", ".--", ".-", ".–", ".—"] {
        let ends = |at: usize| !spelled[at + mark.len()..].starts_with(|c: char| c.is_ascii_digit());
        if let Some(at) = spelled.find(mark).filter(|at| ends(*at)) {
            spelled.replace_range(at + 1..at + mark.len(), "00");
        }
    }
    spelled
}

/// Digits with what stands between them: `1.234,56`.
fn runs(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        match found.last_mut().filter(|run| run.end == at) {
            Some(run) if c.is_ascii_digit() || matches!(c, '.' | ',') => run.end = at + 1,
            None if c.is_ascii_digit() => found.push(at..at + 1),
            _ => {}
        }
    }
    for run in &mut found {
        run.end = run.start + text[run.clone()].trim_end_matches(['.', ',']).len();
    }
    found
}

/// The sign before the decimals of one figure, where the figure itself says so.
fn decimal_sign(run: &str) -> Option<char> {
    let last = run.rfind(['.', ','])?;
    let sign = if run[last..].starts_with('.') { '.' } else { ',' };
    let other = if sign == '.' { ',' } else { '.' };
    let behind = run.len() - last - 1;
    if run.matches(sign).count() > 1 {
        // It groups, so the other one is left for decimals.
        return Some(other);
    }
    let has_other = run.contains(other);
    (has_other || behind == 1 || behind == 2).then_some(sign)
}

/// A figure as our reader takes it, its decimals behind a dot; `None` where it may be a thousand times more or less.
fn respelled(run: &str, decimals: Decimals) -> Option<String> {
    let is_whole = run.bytes().all(|byte| byte.is_ascii_digit());
    if is_whole {
        return Some(run.to_owned());
    }
    let sign = decimal_sign(run).or(match (decimals, run.contains('.')) {
        _ if run.starts_with('0') => run.chars().find(|c| matches!(c, '.' | ',')),
        (Decimals::Comma | Decimals::CommaPerhaps, true) => Some(','),
        (Decimals::Dot | Decimals::Unknown, false) => Some('.'),
        // Nobody writes three decimals of a sum, and whoever meant them is asked.
        _ => None,
    })?;
    let group = if sign == ',' { '.' } else { ',' };
    let (whole, behind) = run.split_once(sign).map_or((run, None), |(whole, behind)| (whole, Some(behind)));
    let mut groups = whole.split(group);
    let first = groups.next().unwrap_or_default();
    let is_grouped = groups.all(|group| group.len() == 3) && (first.len() <= 3 || !whole.contains(group));
    if !is_grouped {
        // The reader says what is wrong with it.
        return Some(run.to_owned());
    }
    let whole = whole.replace(group, "");
    Some(behind.map_or_else(|| whole.clone(), |behind| format!("{whole}.{behind}")))
}

/// A sum as it stands in a record.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sum {
    /// As it is written there.
    pub(super) written: String,
}

/// What is wrong with a cell, and what to write.
pub(super) type Fault = (String, String);

/// Reads a sum in a currency; `Ok(None)` where the cell says that nobody knows.
pub(super) fn sum(
    text: &str,
    key: Key,
    money: Option<&Currency>,
    decimals: Decimals,
    book: &Book,
) -> Result<Option<Sum>, Fault> {
    let cell = text;
    let text = &with_cents(cell);
    let mut plain = String::new();
    let mut at = 0;
    for run in runs(text) {
        let Some(figure) = respelled(&text[run.clone()], decimals) else {
            let run = &text[run];
            let (thousands, parts) = (run.replace(['.', ','], ""), run.replace(',', "."));
            let parts = parts.trim_end_matches('0').trim_end_matches('.');
            let message = format!("`{cell}` may be {thousands} or {parts}, and nothing in the register says which");
            return Err((message, format!("write `{thousands}` or `{parts}`")));
        };
        plain.push_str(&text[at..run.start]);
        plain.push_str(&figure);
        at = run.end;
    }
    plain.push_str(&text[at..]);
    read(&in_english(&plain), cell, key, money, book)
}

/// Words for a length of time as our reader knows them.
fn in_english(text: &str) -> String {
    let words = [
        ("pro jahr", "a year"),
        ("im jahr", "a year"),
        ("jahrlich", "a year"),
        ("jahr", "a year"),
        ("par an", "a year"),
        ("an", "a year"),
        ("pro monat", "a month"),
        ("im monat", "a month"),
        ("monatlich", "a month"),
        ("monat", "a month"),
        ("par mois", "a month"),
        ("mois", "a month"),
    ];
    let mut starts: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        let is_first = text[..at].ends_with(|before: char| before == '/' || before.is_whitespace());
        if is_first && c.is_alphabetic() {
            starts.push(at);
        }
    }
    // `€ pro Jahr` has two words behind it, `/ Monat` one.
    for start in starts.iter().rev().take(2).rev() {
        if let Some((_, english)) = words.iter().find(|(word, _)| *word == folded(&text[*start..])) {
            return format!("{} {english}", text[..*start].trim_end_matches(['/', ' ']));
        }
    }
    text.to_owned()
}

/// What the reader of records makes of a figure at its place in one.
fn read(plain: &str, cell: &str, key: Key, money: Option<&Currency>, book: &Book) -> Result<Option<Sum>, Fault> {
    let word = match key {
        Key::Once => "once",
        Key::Monthly => "monthly",
        _ => "yearly",
    };
    let currency = money.map_or_else(String::new, |currency| format!("currency: {}\n", currency.code()));
    let text = format!(
        "---\nstatus: draft\n{currency}options:\n  - buy: X\n    cost: {{ {word}: {} }}\n---\n# X\n",
        quoted(plain)
    );
    let file = SourceFile { path: "decisions/0001-x.md".to_owned(), text: text.into(), decoding: None };
    let (record, findings) = record::parse(&file, "decisions", &FolderContext::default(), book);
    if let Some(finding) = findings.iter().find(|finding| finding.severity >= Severity::Warning) {
        let message = if plain == cell { finding.message.clone() } else { format!("`{cell}`: {}", finding.message) };
        return Err((message, finding.help.clone().unwrap_or_else(|| "write `12000` or `12k`".to_owned())));
    }
    Ok(record.as_ref().and_then(|record| estimate(record, key)).map(|estimate| Sum { written: written(estimate) }))
}

fn estimate(record: &Record, key: Key) -> Option<&Estimate> {
    let Some(Cost::Flows(flows)) = &record.options.first()?.cost else { return None };
    match (key, &flows.yearly) {
        (Key::Once, _) => flows.once.as_ref(),
        (_, Some(Yearly::Sum(sum))) => Some(sum),
        _ => None,
    }
}

pub(super) fn written(estimate: &Estimate) -> String {
    match estimate.form {
        Form::Certain(value) => tidy(value),
        Form::Range { low, high } => format!("{} to {}", tidy(low), tidy(high)),
        Form::Points { low, likely, high } => format!("{} / {} / {}", tidy(low), tidy(likely), tidy(high)),
    }
}

/// Twelve times 33.33 is 399.96.
fn tidy(value: f64) -> String {
    let cents = (value * 100.0).round() / 100.0;
    let is_close = (cents - value).abs() <= 1e-9 * value.abs();
    if is_close { cents.to_string() } else { value.to_string() }
}

/// The currency that a cell names by a sign or a code.
pub(super) fn named_currency(text: &str) -> Option<Currency> {
    let word = text.split(|c: char| !c.is_alphabetic()).find_map(currency);
    let is_sign = |sign: &&str| sign.chars().any(|c| !c.is_alphabetic()) && text.contains(*sign);
    let sign = Currency::known_signs().find(is_sign).and_then(Currency::parse);
    sign.or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_as(text: &str, key: Key, decimals: Decimals) -> String {
        let money = named_currency(text);
        match sum(text, key, money.as_ref(), decimals, &Book::default()) {
            Ok(Some(sum)) => sum.written,
            Ok(None) => "unknown".to_owned(),
            Err((message, help)) => format!("{message}; {help}"),
        }
    }

    #[test]
    fn sums_as_registers_have_them() {
        for (text, expected) in [
            ("€12,000", "12000"),
            ("12.000,50 €", "12000.5"),
            ("12k", "12000"),
            ("USD 4,500/month", "54000"),
            ("1.234.567 EUR", "1234567"),
            ("33.33 monthly", "399.96"),
            ("12.000,- €", "12000"),
            ("CHF 12'000.-", "12000"),
            ("4500,00 € / Monat", "54000"),
            ("1.200,00 € pro Jahr", "1200"),
            ("10k to 12k", "10000 to 12000"),
            ("0", "0"),
            ("n/a", "unknown"),
            ("€3.5m", "3500000"),
        ] {
            assert_eq!(read_as(text, Key::Yearly, Decimals::Unknown), expected, "{text}");
        }
        assert_eq!(read_as("€1,500", Key::Monthly, Decimals::Unknown), "18000");
        assert_eq!(read_as("£500", Key::Once, Decimals::Unknown), "500");
    }

    #[test]
    fn what_may_be_a_thousand_times_more_is_asked() {
        let told = read_as("12.000 €", Key::Yearly, Decimals::Unknown);
        assert_eq!(
            told,
            "`12.000 €` may be 12000 or 12, and nothing in the register says which; write `12000` or `12`"
        );
        assert_eq!(read_as("12.000 €", Key::Yearly, Decimals::Comma), "12000");
        assert_eq!(read_as("12.000 €", Key::Yearly, Decimals::CommaPerhaps), "12000");
        for decimals in [Decimals::CommaPerhaps, Decimals::Comma] {
            assert!(read_as("12,000", Key::Yearly, decimals).contains("may be"));
        }
        assert!(read_as("12.000", Key::Yearly, Decimals::Dot).contains("may be"));
        assert_eq!(decimals(["12.000", "1.234,56"].into_iter(), ','), Decimals::Comma);
        assert_eq!(decimals(["12,000", "99.90"].into_iter(), ';'), Decimals::Dot);
        assert_eq!(decimals(["12.000"].into_iter(), ';'), Decimals::CommaPerhaps);
        assert_eq!(decimals(["1,5", "1.5"].into_iter(), ','), Decimals::Unknown);
    }

    #[test]
    fn what_is_no_sum_is_not_written() {
        for text in ["about 12k", "see contract", "12k+", "€1m EUR", "12..5", "-500", "12,00,000", "50%", "1e6"] {
            assert!(read_as(text, Key::Yearly, Decimals::Unknown).contains("; "), "{text}");
        }
    }

    #[test]
    fn currencies_are_found_in_cells() {
        let code = |text: &str| named_currency(text).map(|currency| currency.code().to_owned());
        assert_eq!(code("US$ 12").as_deref(), Some("USD"));
        assert_eq!(code("12 €").as_deref(), Some("EUR"));
        assert_eq!(code("CHF 5").as_deref(), Some("CHF"));
        assert_eq!(code("4,500/month"), None);
    }
}
