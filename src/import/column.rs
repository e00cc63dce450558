//! What a column is: by its name, or as somebody says.

use super::folded::{folded, one_line};
use super::key::Key;
use super::names::key_of;
use super::table::Cell;
use crate::finding::nearest;
use crate::model::Currency;
use std::ops::Range;

/// What somebody says about columns: `Vendor=supplier`, `Secret=`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(Vec<(String, Option<Key>)>);

/// What is wrong with that.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingFault {
    /// There is no `=` in it.
    #[error("`{0}` says no key; write `--map COLUMN=key`, or `--map COLUMN=` to leave a column out")]
    NoKey(String),
    /// The key is none.
    #[error("`{0}` is no key of a register; {1}")]
    UnknownKey(String, String),
    /// The column is not there.
    #[error("the register has no column `{0}`; {1}")]
    UnknownColumn(String, String),
    /// Two columns are to be the same.
    #[error("two columns are mapped to `{0}`; name one of them")]
    Twice(String),
}

impl Mapping {
    /// Reads what was typed after `--map`.
    pub fn parse(typed: &[String]) -> Result<Self, MappingFault> {
        let mut mapping = Vec::new();
        for text in typed {
            let (column, word) = text.rsplit_once('=').ok_or_else(|| MappingFault::NoKey(text.clone()))?;
            let key = match word.trim() {
                "" => None,
                word => {
                    Some(Key::parse(word).ok_or_else(|| MappingFault::UnknownKey(word.to_owned(), key_help(word)))?)
                }
            };
            let is_taken = |key: Key| !key.is_shared() && mapping.iter().any(|(_, other)| *other == Some(key));
            if key.is_some_and(is_taken) {
                return Err(MappingFault::Twice(word.trim().to_owned()));
            }
            mapping.push((column.trim().to_owned(), key));
        }
        Ok(Self(mapping))
    }

    /// What is said about a column, if anything: its key, or none to leave it out.
    fn of(&self, head: &str) -> Option<&(String, Option<Key>)> {
        self.0.iter().rev().find(|(column, _)| folded(column) == folded(head))
    }

    /// Fails where a column that is named is not there.
    fn check(&self, heads: &[String]) -> Result<(), MappingFault> {
        let is_there = |column: &str| heads.iter().any(|head| folded(head) == folded(column));
        let Some((column, _)) = self.0.iter().find(|(column, _)| !is_there(column)) else { return Ok(()) };
        let help = match nearest(column, heads.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its columns are: {}", heads.join(", ")),
        };
        Err(MappingFault::UnknownColumn(column.clone(), help))
    }
}

fn key_help(word: &str) -> String {
    let words = || Key::ALL.into_iter().map(|(word, _)| word);
    match nearest(word, words()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of: {}", words().collect::<Vec<_>>().join(", ")),
    }
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Column {
    /// Its head, in one line.
    pub(super) head: String,
    /// Where that stands.
    pub(super) at: Range<usize>,
    /// What it holds; `None` where nobody knows.
    pub(super) key: Option<Key>,
    /// Somebody wants it left out.
    pub(super) is_left_out: bool,
    /// The currency that its head names.
    pub(super) currency: Option<Currency>,
    /// The length of time that its head names: `days`.
    pub(super) unit: Option<&'static str>,
}

/// Columns by their heads, and by what somebody says.
pub(super) fn columns(heads: &[Cell], mapping: &Mapping) -> Result<Vec<Column>, MappingFault> {
    let names: Vec<String> = heads.iter().enumerate().map(|(idx, cell)| name(&cell.text, idx)).collect();
    mapping.check(&names)?;
    let guesses: Vec<Option<(Key, usize)>> = names.iter().map(|head| guess(head)).collect();
    let is_mapped = |key: Key| mapping.0.iter().any(|(_, mapped)| *mapped == Some(key));
    let best = |key: Key| {
        let there = (0..names.len()).filter(|idx| mapping.of(&names[*idx]).is_none());
        let ranked = there.filter_map(|idx| guesses[idx].filter(|guess| guess.0 == key).map(|(_, rank)| (rank, idx)));
        ranked.min().map(|(_, idx)| idx)
    };
    let column = |(idx, head): (usize, &String)| {
        let said = mapping.of(head).map(|(_, key)| key);
        let guessed = guesses[idx].map(|(key, _)| key);
        let guessed = guessed.filter(|key| key.is_shared() || (!is_mapped(*key) && best(*key) == Some(idx)));
        Column {
            head: head.clone(),
            at: heads[idx].at.clone(),
            key: said.map_or(guessed, |said| *said),
            is_left_out: said == Some(&None),
            currency: aside(head).find_map(currency),
            unit: folded(head).split(' ').find_map(unit),
        }
    };
    Ok(names.iter().enumerate().map(column).collect())
}

/// What a column without a head is called.
pub(super) fn name(head: &str, idx: usize) -> String {
    let head = one_line(head);
    if head.is_empty() { format!("Column {}", idx + 1) } else { head }
}

/// The key that a head stands for, with and without what stands aside in it: `Annual cost (EUR)`, `Frist in Tagen`.
pub(super) fn guess(head: &str) -> Option<(Key, usize)> {
    let whole = folded(head);
    let bare = head.split(['(', '[']).next().unwrap_or(head);
    let bare = match bare.rsplit_once(" in ") {
        Some((before, behind)) if currency(behind.trim()).is_some() || unit(&folded(behind)).is_some() => before,
        _ => bare,
    };
    let signless: String = bare.chars().filter(|c| !matches!(c, '€' | '$' | '£')).collect();
    key_of(&whole).or_else(|| key_of(&folded(&signless)))
}

/// Words of a head that stand in brackets or at its end.
fn aside(head: &str) -> impl Iterator<Item = &str> {
    let brackets = head.split(['(', '[']).skip(1).filter_map(|rest| rest.split([')', ']']).next());
    let words = brackets.flat_map(|inside| inside.split([' ', ',', '/']));
    words.chain(head.rsplit(' ').take(1))
}

/// Currencies that a head or a cell may name by their codes.
const CODES: &str = "EUR USD GBP CHF SEK NOK DKK ISK PLN CZK HUF RON BGN JPY CNY INR KRW AUD CAD NZD SGD HKD TWD MXN BRL \
                     ZAR TRY ILS AED SAR KWD THB MYR IDR PHP VND UAH";

/// A word that is a currency's sign or code.
pub(super) fn currency(word: &str) -> Option<Currency> {
    let word = word.trim();
    let is_known = CODES.split(' ').any(|code| code == word) || Currency::known_signs().any(|sign| sign == word);
    is_known.then(|| Currency::parse(word)).flatten()
}

/// A word for days, weeks, months or years.
pub(super) fn unit(word: &str) -> Option<&'static str> {
    match word {
        "d" | "day" | "days" | "tag" | "tage" | "tagen" | "jour" | "jours" | "dias" | "giorni" => Some("days"),
        "w" | "week" | "weeks" | "woche" | "wochen" | "semaine" | "semaines" | "semanas" => Some("weeks"),
        "m" | "month" | "months" | "monat" | "monate" | "monaten" | "mois" | "meses" | "mesi" => Some("months"),
        "y" | "year" | "years" | "jahr" | "jahre" | "jahren" | "an" | "ans" | "annee" | "annees" => Some("years"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(heads: &[&str], typed: &[&str]) -> Result<Vec<Option<Key>>, MappingFault> {
        let cells: Vec<Cell> = heads.iter().map(|head| Cell { text: (*head).to_owned(), at: 0..0 }).collect();
        let typed: Vec<String> = typed.iter().map(|text| (*text).to_owned()).collect();
        let columns = columns(&cells, &Mapping::parse(&typed)?)?;
        Ok(columns.into_iter().map(|column| column.key).collect())
    }

    #[test]
    fn columns_are_known_by_many_names() {
        for (head, key) in [
            ("VENDOR", Key::Supplier),
            ("Lieferant", Key::Supplier),
            ("Software", Key::Product),
            ("Annual cost (EUR)", Key::Yearly),
            ("Cost p.a.", Key::Yearly),
            ("Jährliche Kosten in €", Key::Yearly),
            ("Kosten / Jahr", Key::Yearly),
            ("Coût annuel", Key::Yearly),
            ("Auto-renew", Key::Renews),
            ("Kündigungsfrist (Monate)", Key::Notice),
            ("Notice in days", Key::Notice),
            ("Renewal Date", Key::Ends),
        ] {
            assert_eq!(keys(&[head], &[]), Ok(vec![Some(key)]), "{head}");
        }
        assert_eq!(keys(&["Cost"], &[]), Ok(vec![None]), "nothing says for how long that is");
    }

    #[test]
    fn of_two_columns_the_more_usual_name_counts_and_what_is_said_wins() {
        assert_eq!(keys(&["Name", "Software"], &[]), Ok(vec![None, Some(Key::Product)]));
        assert_eq!(keys(&["Name", "Software"], &["name=product"]), Ok(vec![Some(Key::Product), None]));
        assert_eq!(keys(&["Vendor", "Cost"], &["Vendor=", "Cost=cost.yearly"]), Ok(vec![None, Some(Key::Yearly)]));
        assert_eq!(keys(&["Type", "Category"], &[]), Ok(vec![Some(Key::Tags), Some(Key::Tags)]));
    }

    #[test]
    fn what_is_said_wrongly_is_told() {
        let told = |typed: &[&str]| keys(&["Vendor", "Cost"], typed).expect_err("a fault").to_string();
        assert!(told(&["Vendor"]).contains("--map COLUMN=key"));
        assert!(told(&["Vendor=suplier"]).ends_with("did you mean `supplier`?"));
        assert!(told(&["Vendr=supplier"]).ends_with("did you mean `Vendor`?"));
        assert!(told(&["Vendor=id", "Cost=id"]).contains("two columns"));
    }

    #[test]
    fn heads_name_units_and_currencies() {
        let head = |head: &str| {
            let cell = Cell { text: head.to_owned(), at: 0..0 };
            let column = columns(&[cell], &Mapping::default()).expect("columns").remove(0);
            (column.unit, column.currency.map(|currency| currency.code().to_owned()))
        };
        assert_eq!(head("Notice (days)"), (Some("days"), None));
        assert_eq!(head("Frist in Monaten"), (Some("months"), None));
        assert_eq!(head("Annual cost (USD)").1.as_deref(), Some("USD"));
        assert_eq!(head("Kosten p.a. in €").1.as_deref(), Some("EUR"));
        assert_eq!(head("Annual cost (net)"), (None, None));
    }
}
