//! The only place that rounds: numbers → what a reader is told, with as many digits as they deserve.
//!
//! Money carries its sign and `k`, `m` or `bn`, one unit a column. Digits stop where a step
//! (1, 2 or 5 times a power of ten) is at least a tenth of the range's width. Chances come in words and as a number.
//! Spaces inside a figure do not break.

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
    of_futures_by, once_in, percent, percent_by, percent_over, stated_percent,
};
pub use digits::{Digits, Figure, Rounding, Spread, whole};
pub use money::{Money, MoneyColumn};
pub use precise::{Ledger, fixed, percent_fixed, significant};
pub use quantity::{
    Threshold, bare_at, change_percent, months, months_between, months_in_words, months_plain, one_of, points,
    points_alone, quantity, quantity_ends, score, threshold, with_unit,
};
pub use words::{
    Ratio, capitalized, count, count_word, date, date_iso, date_short, day_and_month, days, listed, listed_or,
    month_and_year, ordinal, plural, quoted, ratio_in_words, sentence,
};
