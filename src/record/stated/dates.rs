//! Days as people write them, and which of day and month comes first in a folder.

use crate::model::Precision;
use jiff::civil::Date;
use std::ops::Range;

/// A day found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The day, or the first of the month or year.
    pub date: Date,
    /// How exact.
    pub precision: Precision,
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Day and month could be the other way round, and nothing in the folder says which.
    pub is_ambiguous: bool,
    /// The day stands where the month belongs, as in 2024-27-03.
    pub is_swapped: bool,
}

/// Which comes first in numeric dates with a slash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayOrder {
    /// Nothing says.
    #[default]
    Unknown,
    /// 31/1/2020.
    DayFirst,
    /// 1/31/2020.
    MonthFirst,
}

/// Months in English, German, French, Spanish, Portuguese, Italian, Turkish, Dutch, Polish, Russian and Danish.
const MONTHS: [&[&str]; 12] = [
    &[
        "january",
        "jan",
        "januar",
        "jänner",
        "janvier",
        "janv",
        "enero",
        "ene",
        "janeiro",
        "gennaio",
        "ocak",
        "januari",
        "styczeń",
        "stycznia",
        "январь",
        "января",
        "gen",
    ],
    &[
        "february",
        "feb",
        "februar",
        "février",
        "fevrier",
        "févr",
        "febrero",
        "fevereiro",
        "fev",
        "febbraio",
        "şubat",
        "februari",
        "luty",
        "lutego",
        "февраль",
        "февраля",
    ],
    &[
        "march",
        "mar",
        "märz",
        "maerz",
        "mrz",
        "mars",
        "marzo",
        "março",
        "marco",
        "mart",
        "maart",
        "marts",
        "marzec",
        "marca",
        "март",
        "марта",
    ],
    &["april", "apr", "avril", "avr", "abril", "abr", "aprile", "nisan", "kwiecień", "kwietnia", "апрель", "апреля"],
    &["may", "mai", "mayo", "maio", "maggio", "mayıs", "mei", "maj", "maja", "май", "мая", "mag"],
    &[
        "june", "jun", "juni", "juin", "junio", "junho", "giugno", "haziran", "czerwiec", "czerwca", "июнь", "июня",
        "giu",
    ],
    &[
        "july", "jul", "juli", "juillet", "juil", "julio", "julho", "luglio", "temmuz", "lipiec", "lipca", "июль",
        "июля", "lug",
    ],
    &[
        "august",
        "aug",
        "août",
        "aout",
        "agosto",
        "ago",
        "ağustos",
        "augustus",
        "augusti",
        "sierpień",
        "sierpnia",
        "август",
        "августа",
    ],
    &[
        "september",
        "sept",
        "sep",
        "septembre",
        "septiembre",
        "setembro",
        "set",
        "settembre",
        "eylül",
        "wrzesień",
        "września",
        "сентябрь",
        "сентября",
    ],
    &[
        "october",
        "oct",
        "oktober",
        "okt",
        "octobre",
        "octubre",
        "outubro",
        "out",
        "ottobre",
        "ekim",
        "październik",
        "października",
        "октябрь",
        "октября",
        "ott",
    ],
    &["november", "nov", "novembre", "noviembre", "novembro", "kasım", "listopad", "listopada", "ноябрь", "ноября"],
    &[
        "december",
        "dec",
        "dezember",
        "dez",
        "décembre",
        "decembre",
        "diciembre",
        "dic",
        "dezembro",
        "dicembre",
        "aralık",
        "grudzień",
        "grudnia",
        "декабрь",
        "декабря",
    ],
];

/// A part of a text: a number, a word, or one other character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'a> {
    Number(&'a str),
    Word(&'a str),
    Mark(char),
}

/// Reads one spelling at the start of some tokens.
type Reader<'a> = &'a dyn Fn(&[(Token<'_>, Range<usize>)]) -> Option<Found>;

/// The first day in a text: ISO before words before numbers, full days before months.
pub(crate) fn find(text: &str, order: DayOrder) -> Option<Found> {
    let text = &text[..crate::record::body::inline::floor(text, 400)];
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let tokens = tokens(text);
    let readers: [Reader<'_>; 7] =
        [&iso, &year_first, &day_word, &word_day, &|rest| numeric(rest, order), &word_year, &year_month];
    readers
        .iter()
        .find_map(|reader| (0..tokens.len()).filter(|idx| begins(&tokens, *idx)).find_map(|idx| reader(&tokens[idx..])))
}

/// The day that is all of a text but for a time behind it, and whether day and month could be the other way round.
pub fn alone(text: &str, order: DayOrder) -> Option<(Date, bool)> {
    let text = text.trim();
    let found = find(text, order)?;
    let is_time = |rest: &str| rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | ' ' | 'T' | 'Z'));
    let is_alone = found.range.start == 0 && text.get(found.range.end..).is_some_and(is_time);
    let is_day = found.precision == Precision::Day && !found.is_swapped;
    (is_alone && is_day).then_some((found.date, found.is_ambiguous))
}

/// Which of day and month comes first in a text with a slash date, where it can be told.
pub fn order(text: &str) -> DayOrder {
    let text = &text[..crate::record::body::inline::floor(text, 400)];
    if !has_triple(text.as_bytes()) {
        return DayOrder::Unknown;
    }
    let tokens = tokens(text);
    for idx in (0..tokens.len()).filter(|idx| begins(&tokens, *idx)) {
        if let Some((first, second, _, _)) = triple(&tokens[idx..]) {
            match (first > 12, second > 12) {
                (true, false) => return DayOrder::DayFirst,
                (false, true) => return DayOrder::MonthFirst,
                _ => {}
            }
        }
    }
    DayOrder::Unknown
}

/// Whether three numbers stand anywhere with one mark between them, as in 31/1/2020: most lines are done here.
fn has_triple(text: &[u8]) -> bool {
    let is_digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    let is_first_mark = |at: &usize| matches!(text[*at], b'/' | b'-' | b'.') && is_digit(at - 1) && is_digit(at + 1);
    (1..text.len()).filter(is_first_mark).any(|at| {
        let next = if is_digit(at + 2) { at + 3 } else { at + 2 };
        text.get(next) == Some(&text[at]) && is_digit(next + 1)
    })
}

/// Nothing that belongs to a longer number or name stands before it.
fn begins(tokens: &[(Token<'_>, Range<usize>)], idx: usize) -> bool {
    let Some((before, _)) = idx.checked_sub(1).map(|before| &tokens[before]) else { return true };
    match before {
        Token::Number(_) => false,
        Token::Word(word) => !word.is_ascii() || !matches!(tokens[idx].0, Token::Number(_)),
        Token::Mark(mark) => {
            !matches!(mark, '/' | '-' | '.') || idx < 2 || !matches!(tokens[idx - 2].0, Token::Number(_))
        }
    }
}

fn tokens(text: &str) -> Vec<(Token<'_>, Range<usize>)> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();
        let length = if first.is_ascii_digit() {
            rest.bytes().take_while(u8::is_ascii_digit).count()
        } else if first.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic() && c != '\u{307}').unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let part = &rest[..length];
        let token = match first {
            c if c.is_ascii_digit() => Token::Number(part),
            c if c.is_alphabetic() => Token::Word(part),
            c => Token::Mark(c),
        };
        tokens.push((token, start..start + length));
        rest = &rest[length..];
    }
    tokens
}

fn small(token: Token<'_>) -> Option<i8> {
    match token {
        Token::Number(digits) if digits.len() <= 2 => digits.parse().ok(),
        _ => None,
    }
}

fn year(token: Token<'_>) -> Option<i16> {
    match token {
        Token::Number(digits) if digits.len() == 4 => {
            digits.parse().ok().filter(|year: &i16| (1970..=2100).contains(year))
        }
        _ => None,
    }
}

fn month(token: Token<'_>) -> Option<i8> {
    let Token::Word(word) = token else { return None };
    let word = word.to_lowercase();
    MONTHS.iter().position(|names| names.contains(&word.as_str())).map(|idx| idx as i8 + 1)
}

/// Whether a word is the name of a month.
pub(crate) fn is_month(word: &str) -> bool {
    month(Token::Word(word)).is_some()
}

fn day(date: Option<Date>, tokens: &[(Token<'_>, Range<usize>)], length: usize) -> Option<Found> {
    let range = tokens[0].1.start..tokens[length - 1].1.end;
    Some(Found { date: date?, precision: Precision::Day, range, is_ambiguous: false, is_swapped: false })
}

/// `2020-01-31`, `2020/1/31`, `2020.01.31`, `2020年1月31日`, `20200131`, with or without a time.
fn iso(tokens: &[(Token<'_>, Range<usize>)]) -> Option<Found> {
    if let (Token::Number(digits), _) = tokens[0]
        && digits.len() == 8
        && digits.starts_with("20")
    {
        let date = Date::new(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?).ok();
        return day(date, tokens, 1);
    }
    let [(y, _), (first, _), (m, _), (second, _), (d, _), ..] = tokens else { return None };
    let is_separated = match (first, second) {
        (Token::Mark(a), Token::Mark(b)) => a == b && matches!(a, '-' | '/' | '.' | '‐' | '–' | '_'),
        (Token::Word("年"), Token::Word("月")) => true,
        _ => false,
    };
    if !is_separated {
        return None;
    }
    // A time may follow at once (`2020-01-31T10:00`), another digit not.
    let (y, m, d) = (year(*y)?, small(*m)?, small(*d)?);
    let is_swapped = m > 12 && d <= 12;
    let (m, d) = if is_swapped { (d, m) } else { (m, d) };
    Some(Found { is_swapped, ..day(Date::new(y, m, d).ok(), tokens, 5)? })
}

/// `8 Jun 2024`, `12-Feb-2022`, `3rd of August 2021`, `19. Juni 2018`, `5 de mayo de 2024`.
fn day_word(tokens: &[(Token<'_>, Range<usize>)]) -> Option<Found> {
    let number = small(tokens[0].0)?;
    let word = skip(tokens, 1, &["st", "nd", "rd", "th", "of", "de", "er"]);
    let name = month(tokens.get(word)?.0)?;
    let last = skip(tokens, word + 1, &["of", "de"]);
    let written = tokens.get(last)?.0;
    // `03-Feb-26`, but not `3 Feb 26`, where something else may begin.
    let short = small(written).filter(|_| tokens[last - 1].0 == Token::Mark('-')).map(|short| 2000 + i16::from(short));
    let date = Date::new(year(written).or(short)?, name, number).ok();
    day(date, tokens, last + 1)
}

/// `2026-Feb-03`, `2026 February 3`, `2026년 2월 3일`, `2026. 2. 3.`
fn year_first(tokens: &[(Token<'_>, Range<usize>)]) -> Option<Found> {
    let y = year(tokens[0].0)?;
    let name_at = skip(tokens, 1, &["년"]);
    let token = tokens.get(name_at)?.0;
    let is_spaced = tokens[1].0 == Token::Word("년") || (tokens[1].0 == Token::Mark('.') && name_at == 3);
    let name = month(token).or_else(|| small(token).filter(|_| is_spaced))?;
    let number_at = skip(tokens, name_at + 1, &["월"]);
    let date = Date::new(y, name, small(tokens.get(number_at)?.0)?).ok();
    day(date, tokens, number_at + 1)
}

/// `June 19, 2018`, `Aug 3rd 2021`.
fn word_day(tokens: &[(Token<'_>, Range<usize>)]) -> Option<Found> {
    let name = month(tokens[0].0)?;
    let number_at = skip(tokens, 1, &[]);
    let number = small(tokens.get(number_at)?.0)?;
    let last = skip(tokens, number_at + 1, &["st", "nd", "rd", "th", "of"]);
    let date = Date::new(year(tokens.get(last)?.0)?, name, number).ok();
    day(date, tokens, last + 1)
}

/// `Agosto 2025`, `January, 2026`, `Feb-2022`.
fn word_year(tokens: &[(Token<'_>, Range<usize>)]) -> Option<Found> {
    let name = month(tokens[0].0)?;
    let last = skip(tokens, 1, &["of", "de"]);
    let date = Date::new(year(tokens.get(last)?.0)?, name, 1).ok()?;
    let range = tokens[0].1.start..tokens[last].1.end;
    Some(Found { date, precision: Precision::Month, range, is_ambiguous: false, is_swapped: false })
}

/// `2022-05`.
fn year_month(tokens: &[(Token<'_>, Range<usize>)]) -> Option<Found> {
    let [(y, _), (Token::Mark('-' | '/' | '.'), _), (m, _), rest @ ..] = tokens else { return None };
    let Token::Number(digits) = m else { return None };
    if digits.len() != 2 || matches!(rest.first(), Some((Token::Mark('-' | '/' | '.'), _)) if rest.len() > 1) {
        return None;
    }
    let date = Date::new(year(*y)?, small(*m)?, 1).ok()?;
    Some(Found {
        date,
        precision: Precision::Month,
        range: tokens[0].1.start..tokens[2].1.end,
        is_ambiguous: false,
        is_swapped: false,
    })
}

/// `31/01/2020`, `1/31/20`, `31.01.2020`, `31-01-2020`.
fn numeric(tokens: &[(Token<'_>, Range<usize>)], order: DayOrder) -> Option<Found> {
    let (first, second, year, mark) = triple(tokens)?;
    let is_day_first = match (first > 12, second > 12, mark, order) {
        (true, false, ..) | (false, false, '.', _) | (false, false, _, DayOrder::DayFirst) => true,
        (false, true, ..) | (false, false, _, DayOrder::MonthFirst) => false,
        (true, true, ..) => return None,
        (false, false, _, DayOrder::Unknown) => true,
    };
    let (number, name) = if is_day_first { (first, second) } else { (second, first) };
    let mut found = day(Date::new(year, name, number).ok(), tokens, 5)?;
    found.is_ambiguous = first != second && first <= 12 && second <= 12 && mark != '.' && order == DayOrder::Unknown;
    Some(found)
}

/// Two small numbers and a year with one mark between them.
fn triple(tokens: &[(Token<'_>, Range<usize>)]) -> Option<(i8, i8, i16, char)> {
    let [(first, _), (Token::Mark(mark), _), (second, _), (Token::Mark(again), _), (last, _), ..] = tokens else {
        return None;
    };
    if mark != again || !matches!(mark, '/' | '-' | '.') {
        return None;
    }
    let year = year(*last).or_else(|| match last {
        Token::Number(digits) if digits.len() == 2 => digits.parse().ok().map(|short: i16| 2000 + short),
        _ => None,
    })?;
    Some((small(*first)?, small(*second)?, year, *mark))
}

/// Past marks and fillers, at most five tokens on.
fn skip(tokens: &[(Token<'_>, Range<usize>)], from: usize, fillers: &[&str]) -> usize {
    let mut idx = from;
    while idx < from + 5
        && let Some((token, _)) = tokens.get(idx)
        && match token {
            Token::Mark(mark) => matches!(mark, ' ' | ',' | '.' | '-' | '\u{a0}'),
            Token::Word(word) => fillers.contains(&word.to_lowercase().as_str()),
            Token::Number(_) => false,
        }
    {
        idx += 1;
    }
    idx
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        find(text, DayOrder::Unknown).map_or("-".to_owned(), |found| match found.precision {
            Precision::Month => found.date.to_string()[..7].to_owned(),
            _ => found.date.to_string(),
        })
    }

    #[test]
    fn spellings() {
        for (text, expected) in [
            ("2020-01-31", "2020-01-31"),
            ("2020-01-31T10:00:00Z", "2020-01-31"),
            ("2023-9-15", "2023-09-15"),
            ("2020/01/31", "2020-01-31"),
            ("20220413", "2022-04-13"),
            ("June 19, 2018", "2018-06-19"),
            ("8 Jun 2024", "2024-06-08"),
            ("3rd August 2021", "2021-08-03"),
            ("12-Feb-2022", "2022-02-12"),
            ("19. März 2018", "2018-03-19"),
            ("5 de mayo de 2024", "2024-05-05"),
            ("Agosto 2025", "2025-08"),
            ("January, 2026", "2026-01"),
            ("2022-05", "2022-05"),
            ("31/01/2020", "2020-01-31"),
            ("1/31/20", "2020-01-31"),
            ("31.01.2020", "2020-01-31"),
            ("2017年11月24日", "2017-11-24"),
            ("2021-01-27 (_Updated 2022-07-18_)", "2021-01-27"),
            ("2025-11019", "-"),
            ("2026-Feb-03", "2026-02-03"),
            ("03-Feb-26", "2026-02-03"),
            ("03-Feb-2026", "2026-02-03"),
            ("2024-27-03", "2024-03-27"),
            ("2026년 2월 3일", "2026-02-03"),
            ("2026. 2. 3.", "2026-02-03"),
            ("3 февраля 2026 г.", "2026-02-03"),
            ("3 lutego 2026", "2026-02-03"),
            ("3 mei 2026", "2026-05-03"),
            ("2020-09-31", "-"),
            ("2022-05-??", "-"),
            ("YYYY-MM-DD", "-"),
            ("version 1.2.3", "-"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn a_folder_settles_which_comes_first() {
        assert_eq!(order("13/2/2020"), DayOrder::DayFirst);
        let found = find("3/2/2020", DayOrder::MonthFirst).expect("a date");
        assert_eq!((found.date.to_string().as_str(), found.is_ambiguous), ("2020-03-02", false));
        assert!(find("3/2/2020", DayOrder::Unknown).expect("a date").is_ambiguous);
    }
}
