//! What the asks come to together: at most, and what is expected.

use super::decide::{Decide, asked_cash};
use crate::number::{self, Digits, Figure, Money, Spread};
use crate::report::narrate::Prose;
use crate::report::{Input, Key};

/// The sum of what is asked.
pub(super) struct Stake {
    /// How many are asked.
    count: usize,
    /// What is known of their sum.
    sum: Sum,
}

enum Sum {
    /// No cost is estimated.
    Unknown,
    /// Not added up.
    SeveralCurrencies,
    /// At most, where each has a limit; expected, where the sum was drawn; and how many have no estimate.
    Known { at_most: Option<String>, expected: Option<Figure>, unknown: usize },
}

impl Stake {
    /// Of all asks; `None` where there is none, or nothing that could be said of their sum.
    pub(super) fn of(input: &Input, decide: &Decide) -> Option<Self> {
        let records: Vec<usize> = decide.asks().map(|row| row.record_idx).collect();
        let count = records.len();
        let cash: Vec<_> = records.iter().map(|idx| asked_cash(input, *idx)).collect();
        let known = cash.iter().flatten().count();
        let Some((first, currency)) = cash.iter().flatten().next() else {
            return (count > 0).then_some(Self { count, sum: Sum::Unknown });
        };
        if cash.iter().flatten().any(|(_, other)| other != currency) {
            return Some(Self { count, sum: Sum::SeveralCurrencies });
        }
        let money = Money::new(*currency);
        let limits: Vec<f64> = records.iter().filter_map(|idx| input.log.records[*idx].record.limit).collect();
        let expected = if known == 1 {
            Some(**first)
        } else {
            let portfolio = input.analysis.portfolios.iter().find(|portfolio| portfolio.currency.as_ref() == *currency);
            portfolio.filter(|portfolio| portfolio.asked_count == known).and_then(|portfolio| portfolio.asked)
        };
        let expected = expected.map(|expected| money.estimate(Spread::median(&expected), Digits::Prose));
        let at_most = (limits.len() == count).then(|| money.stated(limits.iter().sum()));
        if at_most.is_none() && expected.is_none() {
            return None;
        }
        Some(Self { count, sum: Sum::Known { at_most, expected, unknown: count - known } })
    }

    /// "The three asks come to at most £2.58m; we expect £2.0m (1.7 to 2.4)."
    pub(super) fn sentence(&self) -> Prose {
        let subject = match self.count {
            1 => "The ask comes to".to_owned(),
            count => format!("The {} asks come to", number::count_word(count)),
        };
        let expect = |prose: Prose, figure: &Figure| {
            let range = figure.range.as_ref().map(|range| format!(" ({range})")).unwrap_or_default();
            prose.figure("cash", figure.figure.clone()).text(range)
        };
        match &self.sum {
            Sum::Unknown => Prose::of("No cost has been estimated for what is asked."),
            Sum::SeveralCurrencies => Prose::of("The asks are in several currencies and are not added up."),
            Sum::Known { at_most, expected, unknown } => {
                let sentence = match (at_most, expected) {
                    (Some(at_most), Some(expected)) => {
                        let start = Prose::of(format!("{subject} at most ")).figure("limit", at_most.clone());
                        expect(start.text("; we expect "), expected)
                    }
                    (Some(at_most), None) => Prose::of(format!("{subject} at most ")).figure("limit", at_most.clone()),
                    (None, Some(expected)) => expect(Prose::of(format!("{subject} about ")), expected),
                    (None, None) => Prose::of(format!("{subject} an unknown sum")),
                };
                match unknown {
                    0 => sentence.text("."),
                    unknown => sentence.text(format!("; {} no estimate of cost.", without(*unknown))),
                }
            }
        }
    }

    /// The same as one of three figures.
    pub(super) fn key(&self) -> Key {
        let key = |figure: String, term: &str, method, note| Key { figure, term: term.to_owned(), method, note };
        match &self.sum {
            Sum::Unknown => key("?".to_owned(), "asked; no cost is estimated", None, Prose::default()),
            Sum::SeveralCurrencies => {
                key(self.count.to_string(), "sums asked", None, Prose::of("In several currencies, not added up."))
            }
            Sum::Known { at_most, expected, unknown } => {
                let range = |figure: &Figure| match &figure.range {
                    Some(range) => format!(" ({range})"),
                    None => String::new(),
                };
                let note = match (at_most, expected) {
                    (Some(_), Some(expected)) => Prose::default()
                        .figure("cash", expected.figure.clone())
                        .text(format!(" expected{}", range(expected))),
                    (None, Some(expected)) => match &expected.range {
                        Some(range) => Prose::of(format!("Holds nine times in ten: {range}")),
                        None => Prose::default(),
                    },
                    _ => Prose::default(),
                };
                let note = match unknown {
                    0 => note,
                    unknown if note.pieces.is_empty() => {
                        Prose::of(format!("{} no estimate", number::capitalized(&without(*unknown))))
                    }
                    unknown => note.text(format!("; {} no estimate", without(*unknown))),
                };
                match (at_most, expected) {
                    (Some(at_most), _) => key(at_most.clone(), "asked, at most", Some("limit"), note),
                    (None, Some(expected)) => key(expected.figure.clone(), "asked, expected", Some("cash"), note),
                    (None, None) => key("?".to_owned(), "asked", None, note),
                }
            }
        }
    }
}

/// "two have", "one has".
fn without(count: usize) -> String {
    if count == 1 { "one has".to_owned() } else { format!("{} have", number::count_word(count)) }
}
