//! Years against their budget and their people, said in one place for the board and its briefs.

use super::Prose;
use crate::analysis::affordability::AgainstBudget;
use crate::number::{Money, whole};
use crate::report::Input;

/// "2027", "2027/28" where the year of accounts does not begin in January.
pub fn year_name(input: &Input, year: i16) -> String {
    if input.book.fiscal_year_start == 1 {
        return year.to_string();
    }
    format!("{year}/{:02}", (year + 1).rem_euclid(100))
}

/// "2027 is £0.4m over budget and 12 person-months short"; `None` for a year that fits. `verb` is "is" or "would be".
pub fn over_budget(input: &Input, money: &Money, year: &AgainstBudget, verb: &str) -> Option<Prose> {
    let over = year.budget.map(|budget| year.cash.p50 - budget).filter(|over| *over > 0.0);
    let short = year.capacity.map(|capacity| year.person_months - capacity).filter(|short| *short > 0.0);
    let start = Prose::of(format!("{} {verb} ", year_name(input, year.year)));
    let people = |short: f64| {
        let text = whole(short.ceil());
        format!("{text}\u{a0}person-{}", if text == "1" { "month" } else { "months" })
    };
    let over = over.map(|over| Prose::default().figure("affordable", money.prose(over)).text(" over budget"));
    let short = short.map(|short| Prose::default().figure("affordable", people(short)).text(" short"));
    match (over, short) {
        (None, None) => None,
        (Some(one), None) | (None, Some(one)) => Some(start.join(one)),
        (Some(over), Some(short)) => Some(start.join(over).text(" and ").join(short)),
    }
}
