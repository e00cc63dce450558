//! What to type instead of a figure that cannot be read. Nothing is suggested that would not be read itself: each guess is
//! tried on a reader of its own.

use crate::model::Quantity;
use crate::record::values::spelled::{Bound, Joined, Period, split, split_bound, split_period};
use crate::record::values::written;
use crate::record::yaml::tolerant::Reader;
use crate::record::yaml::tree::{Tree, Value};
use crate::source::Span;

/// What belongs at a place where a figure stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub(super) quantity: Quantity,
    /// The length of time that it is for, where it is for one.
    pub(super) period: Option<Period>,
    /// One number without any doubt.
    pub(super) is_one: bool,
}

impl Wanted {
    /// A figure that fits, as people write it.
    pub(super) fn example(self) -> &'static str {
        if self.is_one { example(self.quantity) } else { range_example(self.quantity) }
    }
}

/// One number that fits.
pub(super) fn example(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Money | Quantity::Driver => "250k",
        Quantity::Months => "6",
        Quantity::Hours => "4",
        Quantity::Rate => "0.3",
        Quantity::Chance | Quantity::Percent => "12%",
        Quantity::Level => "70",
        Quantity::NaturalLevel => "12",
    }
}

/// A range that fits.
pub(super) fn range_example(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Money | Quantity::Driver => "120k to 250k",
        Quantity::Months => "6 to 9",
        Quantity::Hours => "2 to 8",
        Quantity::Rate => "0.1 to 0.3",
        Quantity::Chance | Quantity::Percent => "8% to 12%",
        Quantity::Level => "60 to 75",
        Quantity::NaturalLevel => "8 to 12",
    }
}

/// Three numbers that fit.
pub(super) fn points_example(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Money | Quantity::Driver => "120k / 160k / 250k",
        Quantity::Months => "6 / 7 / 9",
        Quantity::Hours => "2 / 4 / 8",
        Quantity::Rate => "0.1 / 0.2 / 0.3",
        Quantity::Chance | Quantity::Percent => "8% / 10% / 12%",
        Quantity::Level => "60 / 65 / 75",
        Quantity::NaturalLevel => "8 / 10 / 12",
    }
}

impl Reader<'_> {
    /// The first of these spellings that is read in this place without a finding.
    pub(super) fn accepted(&self, guesses: impl IntoIterator<Item = String>, wanted: Wanted) -> Option<String> {
        // A trial tells nobody what to type.
        if self.is_trial {
            return None;
        }
        guesses.into_iter().find(|guess| {
            let mut tree = Tree::default();
            let node = tree.push(Value::Scalar { text: guess.clone(), is_plain: true }, Span::default());
            let mut trial = Reader::new(self.path, &tree);
            trial.is_trial = true;
            trial.currency.borrow_mut().clone_from(&self.currency.borrow());
            let Wanted { quantity, period, is_one } = wanted;
            let is_read = if is_one {
                trial.number_of(node, quantity, period).is_some()
            } else {
                trial.estimate_of(node, quantity, period).is_some()
            };
            is_read && trial.finish().is_empty()
        })
    }

    /// The same, or a figure that fits.
    pub(super) fn suggested(&self, guesses: impl IntoIterator<Item = String>, wanted: Wanted) -> String {
        self.accepted(guesses, wanted).unwrap_or_else(|| wanted.example().to_owned())
    }

    /// What to type instead of `text`, in which a number cannot be read.
    pub(super) fn mending(&self, text: &str, wanted: Wanted) -> String {
        let Some(mended) = self.accepted(mended(text), wanted) else {
            let (one, range) = (example(wanted.quantity), range_example(wanted.quantity));
            return match (wanted.is_one, wanted.quantity) {
                (false, _) => format!("write a figure such as `{one}`, or a range such as `{range}`"),
                (true, Quantity::Money) => format!("write a sum such as `{one}`"),
                (true, _) => format!("write a number such as `{one}`"),
            };
        };
        if plainly(text).is_some() {
            format!("write `{mended}`; powers of ten are not read")
        } else if mended.contains('_') && !text.contains('_') {
            format!("group thousands by `_`: `{mended}`")
        } else if text.contains(',') {
            format!("a decimal point is a dot: `{mended}`")
        } else {
            format!("write `{mended}`")
        }
    }

    /// What a number says that tells how much at least, at most or about, and what to type instead.
    pub(super) fn bounding(&self, bound: Bound, number: &str, wanted: Wanted) -> (&'static str, String) {
        let (what, low, high) = match bound {
            Bound::Lower => ("says how much at least, and not how much at most", 1.0, 2.0),
            Bound::Upper => ("says how much at most, and not how much at least", 0.5, 1.0),
            Bound::About => ("says about how much, and not within what", 0.8, 1.2),
        };
        if wanted.is_one {
            let number = self.suggested([number.to_owned()], wanted);
            return (what, format!("one number belongs here: write the one that is meant, such as `{number}`"));
        }
        let range = |number: &str| scaled(number, low).zip(scaled(number, high));
        let guesses = [Some(number.to_owned()), mended_number(number), Some(format!("{number}%"))];
        let ranges = guesses.into_iter().flatten().filter_map(|number| range(&number));
        let range = self.suggested(ranges.map(|(low, high)| format!("{low} to {high}")), wanted);
        (what, format!("write from where to where it may go, such as `{range}`"))
    }

    /// What to type instead of a figure that a comma cut inside of braces: it needs quotes, and may need mending.
    pub(super) fn quoting(&self, text: &str, wanted: Wanted) -> String {
        if self.accepted([text.to_owned()], wanted).is_some() {
            return format!("put the figure in quotes: `\"{text}\"`");
        }
        let (bare, _) = split_period(text);
        if let Some((bound, number)) = split_bound(bare) {
            let (what, help) = self.bounding(bound, number, wanted);
            return format!("it {what}; {help}, and put a figure with a comma in quotes");
        }
        let mended = self.suggested(mended(text), wanted);
        format!("write `{mended}`, and put a figure with a comma in quotes")
    }
}

/// A number as it is written, times something: `50k` twice is `100k`. Grouped digits come back grouped by `_`.
fn scaled(text: &str, by: f64) -> Option<String> {
    let text = text.trim();
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let end = at + written::digits_end(&text[at..]);
    let value = written::number(&text[at..end]).ok()?.value * by;
    let plain = format!("{value:.6}");
    let plain = plain.trim_end_matches('0').trim_end_matches('.');
    Some(format!("{}{}{}", &text[..at], grouped(plain), &text[end..]))
}

/// `1200000` as `1_200_000`.
fn grouped(plain: &str) -> String {
    let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    if whole.len() < 5 {
        return plain.to_owned();
    }
    let groups = whole.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned());
    format!("{}{rest}", groups.collect::<Vec<_>>().join("_"))
}

/// What a figure may have been meant as, spelled as it is read.
pub(super) fn mended(text: &str) -> Vec<String> {
    let text = text.trim();
    let (bare, _) = split_period(text);
    let behind = &text[bare.len()..];
    let (joined, parts) = split(bare);
    let between = match joined {
        Joined::Points => " / ",
        Joined::Around => " \u{b1} ",
        _ => " to ",
    };
    let parts: Option<Vec<String>> = parts.iter().map(|part| mended_number(part)).collect();
    let joined = parts.map(|parts| format!("{}{behind}", parts.join(between)));
    let guesses = [joined, loosely_joined(bare)].into_iter().flatten();
    guesses.filter(|guess| guess != text).collect()
}

/// `120k and 250k`, `120k ~ 250k`: what a range looks like elsewhere, as one is written here.
fn loosely_joined(text: &str) -> Option<String> {
    let separators = ["~", " and ", " or ", " until ", " through ", " a ", " - "];
    separators.iter().find_map(|separator| {
        let (low, high) = text.split_once(separator)?;
        Some(format!("{} to {}", mended_number(low)?, mended_number(high)?))
    })
}

/// One number, mended where it is none.
fn mended_number(text: &str) -> Option<String> {
    let text = text.trim();
    let is_clear = |text: &str| written::number(text).is_ok_and(|number| number.doubt.is_none());
    if is_clear(text) {
        return Some(text.to_owned());
    }
    if let Some(plain) = plainly(text) {
        return Some(plain);
    }
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let end = text[at..].find(|c: char| !matches!(c, '0'..='9' | '.' | ',' | '_' | '\'' | '\u{2019}'));
    let end = end.map_or(text.len(), |end| at + end);
    let digits = text[at..end].trim_end_matches(['.', ',', '\'']);
    let zeros = digits.trim_start_matches('0');
    let zeros = if zeros.starts_with(|c: char| c.is_ascii_digit()) { zeros.to_owned() } else { format!("0{zeros}") };
    let grouping = ['.', ',', '\'', '\u{2019}'];
    let groups_of = |digits: &str| {
        let sizes: Vec<usize> = digits.split(grouping).skip(1).map(str::len).collect();
        let is_grouped = sizes.last() == Some(&3) && sizes.iter().all(|size| matches!(size, 2 | 3));
        is_grouped.then(|| digits.replace(grouping, "_"))
    };
    // In 1.200,50 and in 1,5 the last sign is a decimal point.
    let decimal = digits.rfind([',', '.']).and_then(|point| {
        let whole = &digits[..point];
        let whole = if whole.contains(grouping) { groups_of(whole)? } else { whole.to_owned() };
        Some(format!("{whole}.{}", &digits[point + 1..]))
    });
    let decimal = decimal.filter(|decimal| decimal != digits);
    // 1.200.000 groups: one sign that comes twice is no decimal point.
    let signs: Vec<char> = digits.chars().filter(|c| grouping.contains(c)).collect();
    let groups = groups_of(digits);
    let does_group = signs.len() > 1 && signs.iter().all(|sign| *sign == signs[0]);
    let guesses = if does_group { [Some(zeros), groups, decimal] } else { [Some(zeros), decimal, groups] };
    let whole = |digits: String| format!("{}{digits}{}", &text[..at], &text[end..]);
    guesses.into_iter().flatten().map(whole).find(|guess| is_clear(guess))
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
