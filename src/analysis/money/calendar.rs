//! Years of a horizon, which begin in the month of the start, as calendar or fiscal years.
//!
//! Money of the start falls in month 0; yearly money, and amounts of which only the year is known,
//! evenly over the twelve months; what waits for the option to be ready in its own months; leaving in
//! the last month. When in a year money is discounted changes none of it
//! (docs/method/money.md, "By year").

use crate::analysis::result::YearCash;
use jiff::civil::Date;

/// How years of the horizon lie in calendar or fiscal years.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Calendar {
    /// The calendar year in which the first one begins.
    first_year: i16,
    /// Months of each year of the horizon before the next one begins, 1 to 12.
    early_months: u8,
}

impl Calendar {
    /// Of a start, and of the month in which a fiscal year begins.
    pub(crate) fn new(starts: Date, fiscal_year_start: u8) -> Self {
        let turn = i16::from(fiscal_year_start.clamp(1, 12));
        let gone = i16::from(starts.month()) - turn;
        let first_year = if gone < 0 { starts.year().saturating_sub(1) } else { starts.year() };
        Self { first_year, early_months: 12 - gone.rem_euclid(12) as u8 }
    }

    /// Months of each year of the horizon that lie in the earlier of its two calendar years.
    pub(crate) fn early_months(self) -> f64 {
        f64::from(self.early_months)
    }

    /// Whether both kinds of year begin together.
    pub(crate) fn is_even(self) -> bool {
        self.early_months >= 12
    }

    /// How many calendar years a horizon touches.
    pub(crate) fn year_count(self, horizon_years: u32) -> usize {
        horizon_years as usize + usize::from(!self.is_even())
    }

    /// The calendar year at a position.
    pub(crate) fn year(self, idx: usize) -> i16 {
        self.first_year.saturating_add(i16::try_from(idx).unwrap_or(i16::MAX))
    }

    /// Months from the start to the begin and the end of the calendar year at a position.
    pub(crate) fn months(self, idx: usize) -> (f64, f64) {
        let ends = f64::from(self.early_months) + 12.0 * idx as f64;
        ((ends - 12.0).max(0.0), ends)
    }

    /// The parts of a year of the horizon: position and share of its months. Year 0 is a moment.
    pub(crate) fn parts(self, year: usize) -> impl Iterator<Item = (usize, f64)> {
        let early = if year == 0 { 1.0 } else { self.early_months() / 12.0 };
        let first = year.saturating_sub(1);
        [(first, early), (first + 1, 1.0 - early)].into_iter().filter(|(_, share)| *share > 0.0)
    }

    /// Means by year of the horizon as means by calendar year.
    pub(crate) fn spread(self, years: &[YearSums]) -> Vec<(i16, YearCash)> {
        let Some(horizon) = years.len().checked_sub(1) else { return Vec::new() };
        let mut spread = vec![YearCash::default(); self.year_count(horizon as u32)];
        for (year, sums) in years.iter().enumerate() {
            let even = sums.running - sums.until_ready;
            for (part, (idx, share)) in self.parts(year).enumerate() {
                let is_early = part == 0;
                let own = |early: f64, whole: f64| if is_early { early } else { whole - early };
                spread[idx].one_off += share * sums.one_off;
                spread[idx].running += share * even + own(sums.early_until_ready, sums.until_ready);
                spread[idx].benefit += own(sums.early_benefit, sums.benefit);
                // At the horizon, leaving falls in the last month.
                spread[idx].exit += if year < horizon { share * sums.exit } else { 0.0 };
            }
        }
        if let Some(last) = spread.last_mut() {
            last.exit += years[horizon].exit;
        }
        spread.into_iter().enumerate().map(|(idx, cash)| (self.year(idx), cash)).collect()
    }
}

/// What flows in a year, summed over draws, undiscounted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct YearSums {
    pub(crate) one_off: f64,
    pub(crate) running: f64,
    pub(crate) exit: f64,
    pub(crate) benefit: f64,
    pub(crate) late: f64,
    /// Of what runs: today's way until the option is ready.
    pub(crate) until_ready: f64,
    /// Of that, what falls in the earlier of the two calendar years that the year touches.
    pub(crate) early_until_ready: f64,
    /// The same of benefits.
    pub(crate) early_benefit: f64,
    /// Of what is paid at once and of what runs: our own people.
    pub(crate) people: f64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_fiscal_year_is_named_by_the_year_in_which_it_begins() {
        let calendar = Calendar::new(date(2027, 2, 1), 1);
        assert_eq!((calendar.year(0), calendar.early_months(), calendar.year_count(5)), (2027, 11.0, 6));
        let april = Calendar::new(date(2027, 2, 1), 4);
        assert_eq!((april.year(0), april.early_months()), (2026, 2.0));
        let even = Calendar::new(date(2027, 4, 1), 4);
        assert_eq!((even.year(0), even.early_months(), even.year_count(5)), (2027, 12.0, 5));
        assert_eq!(calendar.months(0), (0.0, 11.0));
        assert_eq!(calendar.months(2), (23.0, 35.0));
    }

    #[test]
    fn money_keeps_its_sum_and_leaves_in_the_last_month() {
        let year = |one_off, running, exit| YearSums { one_off, running, exit, ..YearSums::default() };
        let years = [year(600.0, 0.0, 0.0), year(0.0, 120.0, 0.0), year(24.0, 240.0, 50.0)];
        let spread = Calendar::new(date(2027, 10, 1), 1).spread(&years);
        let parts: Vec<(i16, f64, f64, f64)> =
            spread.iter().map(|(year, cash)| (*year, cash.one_off, cash.running, cash.exit)).collect();
        assert_eq!(parts, [(2027, 600.0, 30.0, 0.0), (2028, 6.0, 150.0, 0.0), (2029, 18.0, 180.0, 50.0)]);
    }
}
