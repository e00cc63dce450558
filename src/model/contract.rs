//! Contracts: their days, what they bind us to, and whether they go on by themselves.

use crate::model::Estimate;
use jiff::civil::Date;

/// A length of time as contracts count it: of notice, or of a renewal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Days.
    Days(u32),
    /// Calendar months.
    Months(u32),
}

/// What happens to a contract on its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// It ends.
    No,
    /// It renews by itself, nobody says for how long.
    Yes,
    /// It renews by itself for this long.
    For(Notice),
}

/// One of the two sides of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// We.
    Us,
    /// The supplier.
    Supplier,
}

/// Notice that was given: nothing renews after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GivenNotice {
    /// By whom.
    pub by: Option<Party>,
    /// When.
    pub on: Option<Date>,
}

/// A contract.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contract {
    /// First day.
    pub starts: Option<Date>,
    /// Last day.
    pub ends: Option<Date>,
    /// Notice, as a span of days or months before `ends`.
    pub notice: Option<Notice>,
    /// Highest growth of the price before `ends`, a fraction.
    pub price_cap: Option<f64>,
    /// Money a year owed until `ends`.
    pub minimum: Option<Estimate>,
    /// Money owed when leaving before `ends`.
    pub break_fee: Option<Estimate>,
    /// What happens on the last day; `None` is not said, which never means that it renews.
    pub renews: Option<Renewal>,
    /// Notice that was given.
    pub given: Option<GivenNotice>,
}

impl Notice {
    fn span(self) -> Option<jiff::Span> {
        match self {
            Self::Days(days) => jiff::Span::new().try_days(days).ok(),
            Self::Months(months) => jiff::Span::new().try_months(months).ok(),
        }
    }
}

impl Contract {
    /// The last day on which notice can be given: `ends` less `notice`.
    pub fn notice_date(&self) -> Option<Date> {
        self.notice_before(self.ends?)
    }

    /// The last day on which notice can be given before this end.
    pub fn notice_before(&self, end: Date) -> Option<Date> {
        end.checked_sub(self.notice?.span()?).ok()
    }

    /// Whether it renews by itself where nobody does anything; `None` where that is not said.
    pub fn renews_by_itself(&self) -> Option<bool> {
        match self.given {
            Some(_) => Some(false),
            None => self.renews.map(|renewal| renewal != Renewal::No),
        }
    }

    /// The last day that counts on a given day: `ends`, or, where it is past and the contract has renewed for a time
    /// that is known, the next end after it.
    pub fn end_on(&self, day: Date) -> Option<Date> {
        let ends = self.ends?;
        let (Some(Renewal::For(time)), None) = (self.renews, self.given) else { return Some(ends) };
        let term = time.span()?;
        // Each end is counted from the first, so that the 31st does not become the 28th for good.
        let mut times = 1_i64;
        let mut end = ends;
        while end < day {
            end = ends.checked_add(term.checked_mul(times).ok()?).ok().filter(|next| *next > end)?;
            times += 1;
        }
        Some(end)
    }

    /// The last day on which notice is needed and can be given, seen from a given day: none where notice was given or
    /// the contract ends by itself.
    pub fn notice_date_on(&self, day: Date) -> Option<Date> {
        if self.given.is_some() || self.renews == Some(Renewal::No) {
            return None;
        }
        self.notice_before(self.end_on(day)?)
    }

    /// Whether it has renewed by this day until an end that nobody wrote down.
    pub fn has_unknown_end(&self, day: Date) -> bool {
        let is_past = self.ends.is_some_and(|ends| ends < day);
        is_past && self.given.is_none() && self.renews == Some(Renewal::Yes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn renewing(renews: Option<Renewal>) -> Contract {
        let notice = Some(Notice::Months(3));
        Contract { ends: Some(date(2026, 1, 31)), notice, renews, ..Contract::default() }
    }

    #[test]
    fn a_contract_that_renewed_ends_later() {
        let today = date(2026, 11, 30);
        let yearly = renewing(Some(Renewal::For(Notice::Months(12))));
        assert_eq!(yearly.end_on(date(2026, 1, 31)), Some(date(2026, 1, 31)), "the last day is still of the old term");
        assert_eq!(yearly.end_on(today), Some(date(2027, 1, 31)));
        assert_eq!(yearly.notice_date_on(today), Some(date(2026, 10, 31)));
        let monthly = renewing(Some(Renewal::For(Notice::Months(1))));
        assert_eq!(monthly.end_on(date(2026, 3, 1)), Some(date(2026, 3, 31)), "not the 28th");
        assert!(!yearly.has_unknown_end(today));
        assert!(renewing(Some(Renewal::Yes)).has_unknown_end(today));
    }

    #[test]
    fn what_was_given_or_ends_by_itself_needs_no_notice() {
        let today = date(2026, 11, 30);
        let given = Contract { given: Some(GivenNotice::default()), ..renewing(Some(Renewal::For(Notice::Days(365)))) };
        assert_eq!(given.end_on(today), Some(date(2026, 1, 31)));
        assert_eq!((given.notice_date_on(today), given.renews_by_itself()), (None, Some(false)));
        assert_eq!(renewing(Some(Renewal::No)).notice_date_on(today), None);
        assert_eq!(renewing(None).renews_by_itself(), None);
        assert!(!renewing(None).has_unknown_end(today));
    }

    #[test]
    fn a_renewal_for_no_time_never_moves_the_end() {
        assert_eq!(renewing(Some(Renewal::For(Notice::Days(0)))).end_on(date(2030, 1, 1)), None);
    }
}
