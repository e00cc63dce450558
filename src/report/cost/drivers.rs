//! What makes the sum uncertain: the estimates that alone move it most.

use crate::analysis::{CashSwing, Portfolio, SumDriver};
use crate::number::{self, Digits, Money, Spread};
use crate::report::Input;
use crate::report::exhibits::{DecisionLink, Heading};
use crate::report::narrate::{Case, input_name, value_range};
use serde::Serialize;

/// How many are named.
const ROWS: usize = 5;
/// How far the widest swing reaches, in percent of the cell, so that its figure has room.
const REACH: f64 = 30.0;

/// What makes the sum uncertain.
#[derive(Clone, Debug, Serialize)]
pub struct DriverBlock {
    /// Heading and question.
    pub finding: Heading,
    /// What bars and figures mean.
    pub caption: String,
    /// The sum, at the middle of the scale.
    pub sum: String,
    /// The largest share first.
    pub rows: Vec<DriverRow>,
}

/// One estimate.
#[derive(Clone, Debug, Serialize)]
pub struct DriverRow {
    /// "One-off cost of buying".
    pub name: String,
    /// The decisions that hang on it.
    pub decisions: Vec<DecisionLink>,
    /// Its range.
    pub between: String,
    /// What it does to the sum.
    pub bar: SwingBar,
    /// "47%".
    pub share: String,
}

/// How far one estimate moves a sum down and up; in percent of the cell, with the sums at the ends.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SwingBar {
    /// Where it ends to the left.
    pub low: f64,
    /// Where it ends to the right.
    pub high: f64,
    /// "−£0.44m".
    pub low_text: String,
    /// "+£0.65m".
    pub high_text: String,
}

/// Composes the block; `None` where nothing that is known moves the sum.
pub(super) fn block(input: &Input, portfolio: &Portfolio) -> Option<DriverBlock> {
    let money = Money::new(portfolio.currency.as_ref());
    let drivers = &portfolio.drivers[..portfolio.drivers.len().min(ROWS)];
    let (sum, what) = match (&portfolio.asked, &portfolio.cash) {
        (Some(asked), _) => (asked, "that is asked for"),
        (None, Some(cash)) => (cash, "that is committed"),
        (None, None) => return None,
    };
    let widest = drivers.iter().flat_map(|driver| driver.swing.rises).map(f64::abs).fold(0.0, f64::max);
    let first = drivers.first().filter(|_| widest > 0.0)?;
    let sum = money.estimate(Spread::median(sum), Digits::Prose).figure;
    let column =
        money.column(drivers.iter().flat_map(|driver| driver.swing.rises).map(|rise| Spread::certain(rise.abs())));
    let rows: Vec<DriverRow> = drivers.iter().filter_map(|driver| row(input, driver, widest, &column)).collect();
    let share: f64 = drivers.iter().map(|driver| driver.share).sum();
    let together = match drivers.len() {
        1 => "It makes".to_owned(),
        count => format!("The {} make", number::count_word(count)),
    };
    let caption = format!(
        "What each estimate alone does to the {sum} {what}, between its low and its high end (nine times in ten), all others \
         as they are. Left: less. Right: more. Share: of the variance. {together} {} of it.",
        number::percent(share.min(1.0))
    );
    let whose = |row: &DriverRow| match &row.decisions[..] {
        [only] => format!(" ({})", only.name),
        _ => String::new(),
    };
    let name = rows.first().map(|row| format!("{}{}", lowered(&row.name), whose(row))).unwrap_or_default();
    Some(DriverBlock {
        finding: Heading {
            title: format!("One estimate makes {} of the doubt: {name}", part(first.share)),
            question: "What makes the sum uncertain?",
            lead: Vec::new(),
        },
        caption,
        sum,
        rows,
    })
}

/// A share in words where it is near one: "nearly half", "22%".
fn part(share: f64) -> String {
    match share {
        share if share > 0.95 => "nearly all".to_owned(),
        share if (0.51..=0.55).contains(&share) => "more than half".to_owned(),
        share if (0.49..0.51).contains(&share) => "half".to_owned(),
        share if (0.44..0.49).contains(&share) => "nearly half".to_owned(),
        share => number::percent(share),
    }
}

/// Inside a sentence, where the words at its beginning are ours.
fn lowered(name: &str) -> String {
    const OURS: [&str; 9] = ["One-off", "Yearly", "Price", "Time", "Cost", "Fee", "Overrun", "A", "Person-months"];
    let first = name.split(' ').next().unwrap_or_default();
    if OURS.contains(&first) { format!("{}{}", first.to_lowercase(), &name[first.len()..]) } else { name.to_owned() }
}

fn row(input: &Input, driver: &SumDriver, widest: f64, column: &number::MoneyColumn) -> Option<DriverRow> {
    let CashSwing { input: estimate, scale, ends, rises, .. } = &driver.swing;
    let case = Case::new(input, *driver.records.first()?);
    let low = rises.iter().copied().fold(0.0, f64::min);
    let high = rises.iter().copied().fold(0.0, f64::max);
    let at = |rise: f64| ((50.0 + REACH * rise / widest) * 10.0).round() / 10.0;
    let text = |rise: f64| {
        let sign = if rise < 0.0 { "\u{2212}" } else { "+" };
        if rise == 0.0 { String::new() } else { format!("{sign}{}", column.certain(rise.abs(), Digits::Prose)) }
    };
    Some(DriverRow {
        name: input_name(&case, estimate),
        decisions: driver.records.iter().take(4).map(|idx| DecisionLink::of(input, *idx)).collect(),
        between: value_range(&case, estimate, *scale, ends.0, ends.1),
        bar: SwingBar { low: at(low), high: at(high), low_text: text(low), high_text: text(high) },
        share: number::percent(driver.share),
    })
}

#[cfg(test)]
mod tests {
    use super::{lowered, part};

    #[test]
    fn shares_in_words_are_near_the_share() {
        assert_eq!([0.47, 0.5, 0.53, 0.22, 0.92].map(part), ["nearly half", "half", "more than half", "22%", "92%"]);
    }

    #[test]
    fn only_our_own_words_lose_their_capital() {
        assert_eq!(lowered("One-off cost of buying"), "one-off cost of buying");
        assert_eq!(lowered("Marlstone’s price per seat"), "Marlstone’s price per seat");
    }
}
