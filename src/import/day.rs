//! Days in cells; which of day and month comes first is settled by the other cells of a column.

use crate::record::{self, DayOrder};
use jiff::civil::Date;

/// Which comes first in a column, where any of its cells settles it and none says otherwise.
pub(super) fn order<'a>(cells: impl Iterator<Item = &'a str>) -> DayOrder {
    let mut settled = DayOrder::Unknown;
    for order in cells.map(record::day_order).filter(|order| *order != DayOrder::Unknown) {
        if settled != DayOrder::Unknown && settled != order {
            return DayOrder::Unknown;
        }
        settled = order;
    }
    settled
}

/// The day in a cell; else what is wrong with it, and what to write.
pub(super) fn day(text: &str, order: DayOrder) -> Result<Date, (String, String)> {
    match record::day_alone(text, order) {
        Some((date, false)) => Ok(date),
        Some((date, true)) => {
            let other = Date::new(date.year(), date.day(), date.month()).unwrap_or(date);
            let message = format!("`{text}` may be {date} or {other}, and no other row of the column says which");
            Err((message, format!("write `{date}` or `{other}`")))
        }
        None => Err((format!("`{text}` is no day"), "write year, month and day: `2027-06-30`".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_as_registers_have_them() {
        for text in [
            "2026-12-31",
            "31.12.2026",
            "31/12/2026",
            "12/31/2026",
            "31 Dec 2026",
            "31. Dezember 2026",
            "2026-12-31 00:00:00",
        ] {
            assert_eq!(day(text, DayOrder::Unknown), Ok(date(2026, 12, 31)), "{text}");
        }
        for text in ["2026", "12/2026", "end of 2026", "46387", "2026-31-12", "rolling", "31.12.2026 or later"] {
            assert!(day(text, DayOrder::Unknown).is_err(), "{text}");
        }
    }

    #[test]
    fn the_other_rows_settle_what_comes_first() {
        let order = |cells: &[&str]| order(cells.iter().copied());
        assert_eq!(order(&["03/04/2026", "31/12/2026"]), DayOrder::DayFirst);
        assert_eq!(order(&["03/04/2026", "12/31/2026"]), DayOrder::MonthFirst);
        assert_eq!(order(&["03/04/2026", "31/12/2026", "12/31/2026"]), DayOrder::Unknown);
        assert_eq!(day("03/04/2026", DayOrder::MonthFirst), Ok(date(2026, 3, 4)));
        let (message, help) = day("03/04/2026", DayOrder::Unknown).expect_err("nobody knows");
        assert_eq!(message, "`03/04/2026` may be 2026-04-03 or 2026-03-04, and no other row of the column says which");
        assert_eq!(help, "write `2026-04-03` or `2026-03-04`");
        assert_eq!(day("04/04/2026", DayOrder::Unknown), Ok(date(2026, 4, 4)));
    }
}
