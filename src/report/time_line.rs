//! A line of time around a day: where days stand on it, in percent, and what its upright lines say.

use crate::number;
use crate::report::exhibits::Tick;
use jiff::ToSpan;
use jiff::civil::Date;

/// Months that a line shows before the month of today.
const BEFORE: i64 = 1;

/// A number of whole months, of which today lies in the second.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimeLine {
    /// Its first day.
    pub(super) from: Date,
    /// Its last day.
    pub(super) last: Date,
    days: f64,
}

impl TimeLine {
    /// So many months; `None` at the end of all dates.
    pub(super) fn around(day: Date, months: i64) -> Option<Self> {
        let from = day.first_of_month().checked_sub(BEFORE.months()).ok()?;
        let to = from.checked_add(months.months()).ok()?;
        Some(Self { from, last: to.yesterday().ok()?, days: f64::from(from.until(to).ok()?.get_days()) })
    }

    /// Where a day stands, in percent; what lies outside stands at the end.
    pub(super) fn at(&self, day: Date) -> f64 {
        let days = self.from.until(day).map_or(0, |span| span.get_days());
        (f64::from(days) / self.days * 1_000.0).round().clamp(0.0, 1_000.0) / 10.0
    }

    /// The first days of these months, with their places.
    pub(super) fn firsts(&self, months: &[i8]) -> Vec<(Date, f64)> {
        let all = (0..).map_while(|month: i64| self.from.checked_add(month.months()).ok());
        let all = all.take_while(|day| *day <= self.last).filter(|day| months.contains(&day.month()));
        all.map(|day| (day, self.at(day))).collect()
    }

    /// "Jan 2027", "Apr": the year stands with its first month.
    pub(super) fn ticks(firsts: &[(Date, f64)]) -> Vec<Tick> {
        let tick = |(day, at): &(Date, f64)| {
            let month = number::month_and_year(*day);
            let (name, year) = month.split_once('\u{a0}').unwrap_or((&month, ""));
            let name: String = name.chars().take(3).collect();
            Tick { at: *at, label: if day.month() == 1 { format!("{name}\u{a0}{year}") } else { name } }
        };
        firsts.iter().map(tick).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_line_begins_with_the_month_before_and_has_eight_quarters_in_two_years() {
        let line = TimeLine::around(date(2026, 11, 30), 24).expect("dates");
        assert_eq!((line.from, line.last), (date(2026, 10, 1), date(2028, 9, 30)));
        assert_eq!((line.at(line.from), line.at(date(2030, 1, 1)), line.at(date(2020, 1, 1))), (0.0, 100.0, 0.0));
        let quarters = line.firsts(&[1, 4, 7, 10]);
        assert_eq!(quarters.len(), 8);
        assert!(quarters.windows(2).all(|pair| pair[0].1 < pair[1].1));
        let labels: Vec<String> = TimeLine::ticks(&quarters).into_iter().take(3).map(|tick| tick.label).collect();
        assert_eq!(labels, ["Oct", "Jan\u{a0}2027", "Apr"]);
    }
}
