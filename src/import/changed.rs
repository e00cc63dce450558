//! Which rows are known already, and what changed in them since.
//!
//! A record carries `register: ID-STATE`: a hash of what the row is known by, and one of all that stood in it. A record that
//! somebody wrote by hand is known by its supplier and what is bought.

use super::draft::Draft;
use super::folded::folded;
use super::money::written;
use crate::finding::Finding;
use crate::model::{ConsideredOption, Contract, Cost, Estimate, Notice, Record, Renewal, Yearly};
use sha2::{Digest, Sha256};

/// Whether a row is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Known {
    /// No record has it.
    No,
    /// A record at this path has it, and nothing changed.
    Same(String),
    /// A record at this path has it, and the row says something else by now.
    Changed(String, Finding),
}

/// The first digits of a hash: two rows of a register that shared one would be one record, and none of thousands do.
pub(super) fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Looks for the row of a draft among records; `path` is that of the register.
pub fn known(draft: &Draft, records: &[Record], path: &str) -> Known {
    let mark = |record: &Record| {
        let key = record.unknown_keys.iter().find(|(key, _)| folded(key) == "register");
        key.and_then(|(_, value)| {
            value.trim_matches(['"', '\'', ' ']).split_once('-').map(|(id, state)| (id.to_owned(), state.to_owned()))
        })
    };
    let marked = records
        .iter()
        .find_map(|record| mark(record).filter(|(id, _)| *id == draft.id).map(|(_, state)| (record, state)));
    if let Some((record, state)) = marked {
        if state == draft.state {
            return Known::Same(record.path.clone());
        }
        return Known::Changed(record.path.clone(), change(draft, record, path));
    }
    let is_it = |option: &ConsideredOption| {
        let supplier = option.supplier.as_ref().map(|supplier| folded(&supplier.name));
        supplier == Some(folded(draft.supplier())) && folded(&option.title) == folded(draft.product())
    };
    let mut by_hand = records.iter().filter(|record| mark(record).is_none());
    by_hand.find(|record| record.options.iter().any(is_it)).map_or(Known::No, |record| Known::Same(record.path.clone()))
}

fn change(draft: &Draft, record: &Record, path: &str) -> Finding {
    let changes = differences(draft, record);
    let told = if changes.is_empty() { "nothing that the record has a key for".to_owned() } else { changes.join(", ") };
    let message = format!("row {} changed since it became `{}`: {told}", draft.row, record.path);
    let finding = if changes.is_empty() {
        Finding::note("register-changed", path, None, message)
    } else {
        Finding::warning("register-changed", path, None, message)
    };
    finding.with_help(format!(
        "change the record as you see fit, and write `register: {}-{}` in it",
        draft.id, draft.state
    ))
}

/// What the row says otherwise than the record.
fn differences(draft: &Draft, record: &Record) -> Vec<String> {
    let Some(new) = draft.record.options.first() else { return Vec::new() };
    let is_it = |option: &&ConsideredOption| folded(&option.title) == folded(&new.title);
    let old = record.options.iter().find(is_it).or(record.options.iter().find(|option| option.supplier.is_some()));
    let facts = |option: Option<&ConsideredOption>, record: &Record| {
        let contract = option.and_then(|option| option.contract.as_ref());
        let day = |day: fn(&Contract) -> Option<jiff::civil::Date>| contract.and_then(day).map(|day| day.to_string());
        [
            ("supplier", option.and_then(|option| option.supplier.as_ref()).map(|supplier| supplier.name.clone())),
            ("owner", record.roles.owner.clone()),
            ("starts", day(|contract| contract.starts)),
            ("ends", day(|contract| contract.ends)),
            ("notice", contract.and_then(|contract| contract.notice).map(length)),
            ("renews", contract.and_then(|contract| contract.renews).map(renewal)),
            ("minimum", contract.and_then(|contract| contract.minimum.as_ref()).map(written)),
            ("once", option.and_then(|option| sums(option).0).map(written)),
            ("yearly", option.and_then(|option| sums(option).1).map(written)),
        ]
    };
    let pairs = facts(Some(new), &draft.record).into_iter().zip(facts(old, record));
    let differ = pairs.filter(|((_, new), (_, old))| new.is_some() && new != old);
    differ
        .map(|((key, new), (_, old))| {
            let (new, old) = (new.unwrap_or_default(), old.unwrap_or_else(|| "nothing".to_owned()));
            format!("{key} is {new} there and {old} here")
        })
        .collect()
}

/// As a record has it: `90 days`.
fn length(notice: Notice) -> String {
    let (count, unit) = match notice {
        Notice::Days(count) => (count, "day"),
        Notice::Months(count) => (count, "month"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// As a record has it: `yes`, `no` or `12 months`.
fn renewal(renewal: Renewal) -> String {
    match renewal {
        Renewal::No => "no".to_owned(),
        Renewal::Yes => "yes".to_owned(),
        Renewal::For(time) => length(time),
    }
}

/// What an option costs once, and each year.
pub(super) fn sums(option: &ConsideredOption) -> (Option<&Estimate>, Option<&Estimate>) {
    let Some(Cost::Flows(flows)) = &option.cost else { return (None, None) };
    let yearly = match &flows.yearly {
        Some(Yearly::Sum(sum)) => Some(sum),
        _ => None,
    };
    (flows.once.as_ref(), yearly)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_told_as_a_record_has_them() {
        assert_eq!(
            [Notice::Days(1), Notice::Days(90), Notice::Months(3)].map(length),
            ["1 day", "90 days", "3 months"]
        );
        let all = [Renewal::No, Renewal::Yes, Renewal::For(Notice::Months(12))];
        assert_eq!(all.map(renewal), ["no", "yes", "12 months"]);
    }
}
