//! What a contract binds us to, said in one place for briefs, the board, the agenda and the method page.

use super::Prose;
use crate::model::{ConsideredOption, Contract, Form};
use crate::number::{Money, date};
use jiff::civil::Date;

/// "the contract ends on 31 December 2026; notice by 30 September 2026."
pub fn contract_in_short(contract: &Contract) -> Option<String> {
    Some(format!("the contract ends on {}; notice by {}.", date(contract.ends?), date(contract.notice_date()?)))
}

/// "renews on 31 December 2026, for £380k a year or more, unless we give notice by 1 December 2026." Of a day for notice
/// that was missed, what follows until somebody writes down the new end.
pub fn contract_notice(contract: &Contract, by: Date, today: Date, money: &Money) -> Option<Prose> {
    let end = contract.end_on(today)?;
    let sum = contract.minimum.as_ref().map(|minimum| stated_money(money, minimum.form));
    if by < today {
        let text = match (contract.renews_by_itself(), end < today) {
            (Some(true), true) => format!("renewed on {}, until a day that nobody has written down", date(end)),
            (Some(true), false) => format!("renews on {}", date(end)),
            (_, true) => format!("ended on {}, and nothing says what holds since", date(end)),
            (_, false) => format!("ends on {}; whether it renews is not said", date(end)),
        };
        let missed = Prose::of(format!("the contract {text}; the last day for notice was "));
        return Some(missed.figure("notice", date(by)).text("."));
    }
    let (ends, by) = (date(end), date(by));
    Some(match (contract.renews_by_itself(), sum) {
        (Some(true), Some(sum)) => Prose::of(format!("renews on {ends}, for "))
            .figure("notice", sum)
            .text(format!(" a year or more, unless we give notice by {by}.")),
        (Some(true), None) => {
            Prose::of(format!("renews on {ends}, unless we give notice by ")).figure("notice", by).text(".")
        }
        (renews, _) => {
            let verb = if renews.is_some() { "ends" } else { "runs out" };
            Prose::of(format!("{verb} on {ends}; the last day for notice is ")).figure("notice", by).text(".")
        }
    })
}

/// "the contract ends on 31 December 2026."
pub fn contract_end(on: Date) -> Prose {
    Prose::of(format!("the contract ends on {}.", date(on)))
}

/// "Last day to give Keyhaven notice, else the contract renews on 31 December 2026"
pub fn last_day_for_notice(option: &ConsideredOption, contract: &Contract, today: Date) -> String {
    let end = contract.end_on(today);
    let on = end.map_or_else(String::new, |day| format!(" on {}", date(day)));
    let is_past = end.is_some_and(|end| end < today);
    let then = match (contract.renews_by_itself(), is_past) {
        (Some(true), false) => format!(", else the contract renews{on}"),
        (Some(true), true) => format!("; the contract renewed{on}, and its new end is not written down"),
        (_, true) => format!("; the contract ended{on}, and nothing says what holds since"),
        (Some(false), false) => format!("; the contract ends{on}"),
        (None, false) => format!("; the contract ends{on}, and whether it renews is not said"),
    };
    format!("Last day to give {} notice{then}", partner(option))
}

/// "The contract with Keyhaven ends"
pub fn last_day_of_contract(option: &ConsideredOption) -> String {
    format!("The contract with {} ends", partner(option))
}

/// With whom it is made.
fn partner(option: &ConsideredOption) -> &str {
    option.supplier.as_ref().map_or(option.title.as_str(), |supplier| supplier.name.as_str())
}

/// A sum of money as its author stated it.
pub fn stated_money(money: &Money, form: Form) -> String {
    match form {
        Form::Certain(sum) => money.stated(sum),
        Form::Range { low, high } | Form::Points { low, high, .. } => money.range(low, high),
    }
}
