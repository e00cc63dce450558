//! Reads printed words back: sums, chances, shares, months and counts, each as exact as it was printed.

/// What stands in the holes `{}` of a pattern, where a text follows it from end to end.
pub(super) fn holes<'a>(text: &'a str, pattern: &str) -> Option<Vec<&'a str>> {
    let mut parts = pattern.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        let at = match (part, is_last) {
            ("", true) => rest.len(),
            (part, true) => rest.strip_suffix(part)?.len(),
            (part, false) => rest.find(part)?,
        };
        found.push(&rest[..at]);
        rest = &rest[at + part.len()..];
    }
    rest.is_empty().then_some(found)
}

/// A printed number: its value, half of its last step, and how often that may be ten times as large, for its zeros.
#[derive(Clone, Copy, Debug)]
pub(super) struct Printed {
    pub(super) value: f64,
    half: f64,
    zeros: i32,
}

impl Printed {
    /// Half of its step, which may be as wide as this.
    fn half_within(self, width: f64) -> f64 {
        let halves = (0..=self.zeros).map(|zeros| self.half * 10f64.powi(zeros));
        halves.filter(|half| 2.0 * half <= width.abs() * 1.01).fold(self.half, f64::max)
    }
}

/// `€1.4m`, `−£5k`, `8.6p`, `12`, with the unit of `like` where it has none of its own.
pub(super) fn printed(text: &str, like: &str) -> Option<Printed> {
    let text = text.trim().replace(',', "");
    let is_negative = text.starts_with(['−', '-']);
    let digits: String = text.chars().skip_while(|c| !c.is_ascii_digit()).collect();
    let end = digits.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(digits.len());
    let (number, suffix) = digits.split_at(end);
    let own = unit(suffix.trim());
    let is_bare = text.trim_start_matches(['−', '-']).starts_with(|c: char| c.is_ascii_digit());
    let borrowed = || {
        unit(
            like.trim_start_matches(|c: char| !c.is_ascii_digit())
                .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ','),
        )
    };
    let unit = own
        .or_else(|| (suffix.is_empty() && is_bare).then(borrowed).flatten())
        .or((suffix.is_empty()).then_some(1.0))?;
    let value: f64 = number.parse().ok()?;
    let places = number.split_once('.').map_or(0, |(_, places)| length(places));
    let zeros = if places > 0 { 0 } else { length(number) - length(number.trim_end_matches('0')) };
    let sign = if is_negative { -1.0 } else { 1.0 };
    Some(Printed { value: sign * value * unit, half: 0.5 * 10f64.powi(-places) * unit, zeros })
}

fn unit(suffix: &str) -> Option<f64> {
    Some(match suffix {
        "k" => 1e3,
        "m" => 1e6,
        "bn" => 1e9,
        "p" | "¢" | "c" => 0.01,
        _ => return None,
    })
}

/// Whether a printed number is this value: right to its last step, or where it ends in zeros to two digits or to the
/// width of its range.
pub(super) fn is_near(found: Printed, value: f64, width: f64) -> bool {
    let apart = (found.value - value).abs();
    apart <= found.half_within(width).max(0.0505 * value.abs()) * 1.001 + 1e-9
}

/// Whether a text is the difference of two sums as a table beside it prints them.
pub(super) fn is_difference(text: &str, of: Printed, base: Printed) -> bool {
    let apart = of.value - base.value;
    printed(text, "").is_some_and(|found| {
        let step = found.half_within(found.value).max(0.0505 * apart.abs());
        apart > 0.0 && (found.value - apart).abs() <= step * 1.001 + 1e-9
    })
}

/// Whether a text is this sum of money.
pub(super) fn is_sum(text: &str, value: f64) -> bool {
    let text = if text.trim() == "nothing" { "0" } else { text };
    printed(text, "").is_some_and(|found| is_near(found, value, 0.0))
}

/// Whether `€1.4m (1.1 to 1.8)`, or the figure alone, is this middle with this range.
pub(super) fn is_estimate(text: &str, middle: f64, low: f64, high: f64) -> bool {
    let (figure, range) = match text.split_once(" (") {
        Some((figure, range)) => (figure, Some(range.trim_end_matches(')'))),
        None => (text, None),
    };
    let width = high - low;
    let is = |text: &str, value: f64| printed(text, figure).is_some_and(|found| is_near(found, value, width));
    let ends = range.map_or(Some(true), |range| {
        let (from, to) = range.split_once(" to ")?;
        Some(is(from, low) && is(to, high))
    });
    // A figure stands alone where its range is no wider than its last step.
    let may_be_alone = || {
        printed(figure, "")
            .is_some_and(|found| width <= 0.15 * middle.abs() + 4.0 * found.half_within(f64::INFINITY) + 1e-9)
    };
    if figure == "nothing" {
        return low == 0.0 && high == 0.0;
    }
    is(figure, middle) && ends == Some(true) && (range.is_some() || may_be_alone())
}

/// The chance that `about 1 in 25`, `8 in 10` or `under 1 in 100` says: lowest and highest.
fn chance_span(text: &str) -> Option<(f64, f64)> {
    let text = text.trim_start_matches("about ");
    if text == "under 1 in 100" {
        return Some((0.0, 0.01));
    }
    if text == "over 99 in 100" {
        return Some((0.99, 1.0));
    }
    let (many, of) = text.split_once(" in ")?;
    let (many, of): (f64, f64) = (many.parse().ok()?, of.parse().ok()?);
    Some(match (many, of) {
        (1.0, of) if of > 1.0 => {
            let half = if of < 20.0 {
                0.5
            } else if of < 50.0 {
                2.5
            } else {
                5.0
            };
            (1.0 / (of + half), 1.0 / (of - half))
        }
        _ => ((many - 0.5) / of, (many + 0.5) / of),
    })
}

/// The words for chances, as the method page fixes them, from the highest down.
const WORDS: [(&str, f64); 7] = [
    ("almost certain", 0.97),
    ("very likely", 0.90),
    ("likely", 0.60),
    ("as likely as not", 0.40),
    ("possible", 0.12),
    ("unlikely", 0.05),
    ("very unlikely", 0.0),
];

/// Whether `very unlikely, about 1 in 25` is this chance, and its word that of its number.
pub(super) fn is_chance(text: &str, chance: f64) -> bool {
    text.split_once(", ")
        .is_some_and(|(word, number)| is_chance_number(number, chance) && is_word(word, chance, number))
}

/// Whether a number of odds is this chance.
pub(super) fn is_chance_number(text: &str, chance: f64) -> bool {
    chance_span(text).is_some_and(|(low, high)| low - 1e-9 <= chance && chance <= high + 1e-9)
}

/// Whether a word is the one of a chance that is printed so.
pub(super) fn is_word(word: &str, chance: f64, number: &str) -> bool {
    let Some((low, high)) = chance_span(number) else { return false };
    let at = |chance: f64| WORDS.iter().find(|(_, least)| chance >= *least).map(|(word, _)| *word);
    // The word is that of the printed number; at its ends that of the next one.
    [Some(chance), Some(f64::midpoint(low, high)), Some(low.max(0.0)), Some(high)]
        .into_iter()
        .flatten()
        .any(|chance| at(chance) == Some(word))
}

/// Whether `8 of 10`, `97 of 100`, `59% of` or `just under 60% of` is this share.
pub(super) fn is_share_of_futures(text: &str, share: f64) -> bool {
    if let Some(percent) = text.strip_suffix(" of") {
        return is_percent(percent, share);
    }
    match text {
        "fewer than 1 of 100" => return share < 0.01 + 1e-9,
        "more than 99 of 100" => return share > 0.99 - 1e-9,
        _ => {}
    }
    let Some((many, of)) = text.split_once(" of ") else { return false };
    let (Ok(many), Ok(of)) = (many.parse::<f64>(), of.parse::<f64>()) else { return false };
    (many / of - share).abs() <= 0.5 / of + 1e-9
}

/// Whether `77%`, `all`, `under 1%` or `just over 50%` is this share.
pub(super) fn is_percent(text: &str, share: f64) -> bool {
    let number =
        |text: &str| text.strip_suffix('%').and_then(|text| text.parse::<f64>().ok()).map(|percent| percent / 100.0);
    if let Some(line) = text.strip_prefix("just over ").and_then(number) {
        return share > line && share < line + 0.0051;
    }
    if let Some(line) = text.strip_prefix("just under ").and_then(number) {
        return share <= line && share > line - 0.0051;
    }
    match text {
        "all" => share > 0.9999,
        "nothing" => share == 0.0,
        "under 1%" => share < 0.01,
        "over 99%" => share > 0.99,
        _ => number(text)
            .is_some_and(|percent| (percent - share).abs() <= if text.contains('.') { 0.0011 } else { 0.0051 }),
    }
}

/// `three months`, `1.5 months`, `14 months` as a number.
pub(super) fn months(text: &str) -> Option<f64> {
    let number = text.trim_end_matches(" months").trim_end_matches(" month");
    count(number).map(|count| count as f64).or_else(|| number.parse().ok())
}

/// `three` or `14` as a number.
pub(super) fn count(text: &str) -> Option<usize> {
    let text = text.to_lowercase();
    let is_it = |count: &usize| adr::number::count_word(*count) == text;
    (0..100).find(is_it).or_else(|| text.parse().ok())
}

/// All numbers in a text: of "decisions 2, 4 and 11" these three.
pub(super) fn numbers(text: &str) -> Vec<u64> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect()
}

#[test]
fn what_is_printed_is_read_back() {
    assert_eq!(holes("It takes Acme from 5% to 7%.", "It takes {} from {} to {}."), Some(vec!["Acme", "5%", "7%"]));
    assert_eq!(holes("It takes Acme.", "It takes {} from {}."), None);
    assert!(is_sum("€1.4m", 1.44e6) && !is_sum("€1.4m", 1.6e6) && is_sum("−£26.4k", -26_440.0));
    assert!(is_estimate("€1.4m (1.1 to 1.8)", 1.42e6, 1.08e6, 1.83e6));
    assert!(!is_estimate("€1.4m (1.1 to 1.8)", 1.42e6, 0.98e6, 1.83e6));
    assert!(!is_estimate("€1.4m", 1.42e6, 0.5e6, 1.83e6), "a range is told");
    assert!(is_chance("very unlikely, about 1 in 25", 0.04) && !is_chance("unlikely, about 1 in 6", 1.0 / 6.0));
    assert!(is_share_of_futures("8 of 10", 0.77) && !is_share_of_futures("8 of 10", 0.7));
    assert!(is_percent("just over 50%", 0.502) && !is_percent("54%", 0.56) && is_percent("all", 1.0));
    assert_eq!((months("three months"), months("1.5 months"), count("twelve")), (Some(3.0), Some(1.5), Some(12)));
}

fn length(text: &str) -> i32 {
    i32::try_from(text.len()).unwrap_or(i32::MAX)
}
