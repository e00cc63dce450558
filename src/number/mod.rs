//! The only place that rounds: numbers → what a reader is told, with as many digits as they deserve.
//!
//! Money carries its sign and `k`, `m` or `bn`, one unit a column. Digits stop about
//! where a step would be less than a tenth of the range's width; what was typed comes back as typed. Chances come in words and as a number.
//! Spaces inside a figure do not break.
//!
//! Which call to use. `money` is `Money::new(currency)`, `column` is `money.column(…)` of everything that stands in one
//! column or is compared; `a` and `b` are [`Spread`]s of 1.1m to 1.8m around 1.4m and of 1.5m to 2.5m around 2m.
//! `tests.rs` holds every line to its word.
//!
//! | what you have | call | what it prints |
//! | --- | --- | --- |
//! | money that somebody stated | `money.stated(1.85e6)` | £1.85m |
//! | money in a sentence, without a range | `money.prose(1.85e6)` | £1.9m |
//! | money with a range | `money.estimate(a, Digits::Table).line()` | £1.4m (1.1 to 1.8) |
//! | a range of money alone | `money.range(0.2e6, 0.5e6)` | £200k to £500k |
//! | money in a column, with a range | `column.figure(a, Digits::Table).line()` | £1.4m (1.1 to 1.8) |
//! | money in a column, computed, without a range | `column.aligned(0.371e6)` | £0.37m |
//! | money in a column that adds up | `column.summed(0.371e6)` | £0.37m |
//! | a difference of two sums in a column | `column.difference(a, b).1` | £0.6m |
//! | sums that add up before the reader's eyes | `Ledger::new(&money, 2e6).sum(1.7847e6)` | £1,784.7k |
//! | a chance | `chance(0.7)` | likely, about 7 in 10 |
//! | a chance, beside its word | `chance_number(0.0125)` | 1 in 80 |
//! | a rate a year | `how_often(0.125)` | once in 8 years |
//! | a share of draws, in a table | `percent(0.774)` | 77% |
//! | a share of draws, in a sentence | `of_futures(0.774)` | 8 of 10 |
//! | a share of draws against a line, in a table | `percent_by(0.597, 0.6)` | 59.7% |
//! | a share of draws against a line, in a sentence | `of_futures_by(0.59, 0.6)` | 59% of |
//! | a share that must not pass a limit | `percent_over(0.502, 0.5)` | just over 50% |
//! | a percent that somebody stated | `stated_percent(0.065)` | 6.5% |
//! | months with a range | `months(Spread { middle: 5.2, low: 3.9, high: 7.1 }).line()` | 5 months (4 to 7) |
//! | months without a range | `months_plain(9.2)` | 9 months |
//! | months in a sentence | `months_in_words(3.0)` | three months |
//! | a difference of months | `months_between(Spread::certain(5.2), Spread::certain(9.1)).1` | 4 months |
//! | a score or a total | `score(Spread { middle: 61.4, low: 48.2, high: 70.9 }).line()` | 61 (48 to 71) |
//! | points of weight | `points(15.6, Rounding::Up)` | 16 points |
//! | a level or a driver | `quantity(45_340.0, Digits::Table)` | 45.3k |
//! | a level in a unit of its own | `with_unit("2.5", "weeks per change")` | 2.5 weeks per change |
//! | both ends of a level's range | `quantity_ends(2.0, 14.3).1` | 14.3 |
//! | the value at which a choice turns | `threshold(45e3, 51_340.0, bare_at).at` | 51k |
//! | how far that is from now | `change_percent(45e3, 51_340.0)` | +14% |
//! | how much more one is than another | `ratio_in_words(1.2, 1.0).map(Ratio::words)` | a fifth more |
//! | a count of things | `count(3, "option", "options")` | three options |
//! | a count in digits | `whole(10_000.0)` | 10,000 |
//! | a place in an order | `ordinal(2)` | second |
//! | a date | `date(day(2026, 12, 15))` | 15 December 2026 |
//! | a date in a table | `date_short(day(2026, 12, 15))` | 15 Dec 2026 |
//! | days | `days(12)` | 12 days |
//! | names one after another | `listed(&["cost", "risk", "time"])` | cost, risk and time |
//! | a factor in a reckoning | `significant(0.03834, 3)` | 0.0383 |

mod chance;
mod digits;
mod money;
mod precise;
mod quantity;
mod words;

#[cfg(test)]
mod tests;

pub use chance::{
    Likeliness, about_chance, chance, chance_in_words, chance_number, chance_word, how_often, is_often, of_futures,
    of_futures_by, once_in, percent, percent_at, percent_by, percent_over, stated_percent,
};
pub use digits::{Digits, Figure, Rounding, Spread, whole};
pub use money::{Money, MoneyColumn};
pub use precise::{Ledger, fixed, percent_fixed, significant};
pub use quantity::{
    Threshold, bare_at, change_percent, months, months_at, months_between, months_in_words, months_plain, one_of,
    points, points_alone, quantity, quantity_ends, score, threshold, with_unit,
};
pub use words::{
    Ratio, capitalized, count, count_word, date, date_iso, date_short, day_and_month, day_short, days, listed,
    listed_or, month_and_year, ordinal, plural, quoted, ratio_in_words, sentence,
};
