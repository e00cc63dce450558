//! The page as a whole: headline, three figures, a section a currency.

use super::exposed::{Exposed, book_of, exposed};
use super::page::{CurrencyRisk, RiskPage};
use super::{appetite, curve, table};
use crate::analysis::Portfolio;
use crate::model::Currency;
use crate::number::{self, Digits, Money, Spread};
use crate::report::narrate::{Prose, Standing, short_name};
use crate::report::suppliers::has_suppliers;
use crate::report::{Head, Input, Key, Part};

/// Composes the page; `None` where no risk is written down for what is in force or asked for.
pub fn risks(input: &Input) -> Option<RiskPage> {
    if !exposed(input).any(|one| one.option.risks.as_ref().is_some_and(|risks| !risks.is_empty())) {
        return None;
    }
    let all: Vec<Exposed> = exposed(input).collect();
    let of = |currency: Option<&Currency>| -> Vec<Exposed> {
        all.iter().copied().filter(|one| one.analysis.currency.as_ref() == currency).collect()
    };
    let mut portfolios: Vec<&Portfolio> =
        input.analysis.portfolios.iter().filter(|portfolio| !of(portfolio.currency.as_ref()).is_empty()).collect();
    portfolios.sort_by_key(|portfolio| portfolio.currency != input.book.currency);
    let first = *portfolios.first()?;
    let is_alone = portfolios.len() == 1;
    let currencies = portfolios.iter().map(|portfolio| {
        let exposed = of(portfolio.currency.as_ref());
        CurrencyRisk {
            name: (!is_alone).then(|| match &portfolio.currency {
                Some(currency) => format!("In {}", currency.code()),
                None => "Without a currency".to_owned(),
            }),
            appetite: appetite::block(input, portfolio, &exposed),
            hazards: table::block(input, portfolio, &exposed),
            curve: curve::block(input, portfolio),
        }
    });
    let title = format!("Risks, {}", number::date(input.as_of));
    let description = "What could hurt us, and whether that is within what we said we would bear.".to_owned();
    Some(RiskPage {
        head: Head::new(input, "risk", Part::Risk, "risk.html".to_owned(), &title, description),
        meta: meta(&all),
        title: headline(input, first, &of(first.currency.as_ref())),
        keys: keys(input, first, &of(first.currency.as_ref())),
        has_suppliers: has_suppliers(input),
        currencies: currencies.collect(),
        apart: (!is_alone).then_some("There are losses in several currencies: they stand apart and are not added up."),
    })
}

fn meta(all: &[Exposed]) -> Vec<String> {
    let count: usize = all.iter().map(|one| one.option.risks.as_ref().map_or(0, Vec::len)).sum();
    let decisions = all.iter().filter(|one| one.option.risks.as_ref().is_some_and(|risks| !risks.is_empty())).count();
    let risks = number::capitalized(&number::count(count, "risk", "risks"));
    vec!["Risks".to_owned(), format!("{risks} in {}", number::count(decisions, "decision", "decisions"))]
}

/// The mean loss a year now, and after all asks.
pub(super) fn means(portfolio: &Portfolio) -> (Option<f64>, Option<f64>) {
    let now = portfolio.annual_loss.map(|loss| loss.mean);
    (now, portfolio.loss_after_asks.as_ref().map(|loss| loss.after.mean))
}

/// "Approving all five asks takes our yearly loss past the £750k we accept".
fn headline(input: &Input, portfolio: &Portfolio, exposed: &[Exposed]) -> String {
    let money = Money::new(portfolio.currency.as_ref());
    let accepted = book_of(input, portfolio).and_then(|book| book.appetite.annual_loss);
    let asks = exposed.iter().filter(|one| one.is_asked).count();
    let approving = match asks {
        1 => "the one ask".to_owned(),
        2 => "both asks".to_owned(),
        count => format!("all {} asks", number::count_word(count)),
    };
    let (now, then) = means(portfolio);
    match (now, then, accepted) {
        (Some(now), _, Some(accepted)) if now > accepted => {
            format!("What we run loses more in an average year than the {} we accept", money.stated(accepted))
        }
        (_, Some(then), Some(accepted)) if then > accepted && asks > 0 => {
            format!("Approving {approving} takes our yearly loss past the {} we accept", money.stated(accepted))
        }
        (_, then, Some(accepted)) => {
            let outside = appetite::own_outside(exposed);
            match outside.as_slice() {
                [] => {
                    let even =
                        if then.is_some() && asks > 0 { format!(", even with {approving}") } else { String::new() };
                    format!("The losses that we expect stay within the {} we accept{even}", money.stated(accepted))
                }
                [one] => {
                    format!(
                        "{} loses more than we accept for it; the whole stays inside",
                        short_name(&input.log.records[one.idx].record)
                    )
                }
                many => format!(
                    "{} decisions lose more than we accept for them; the whole stays inside",
                    number::capitalized(&number::count_word(many.len()))
                ),
            }
        }
        (Some(now), _, None) => format!("We expect to lose {} in an average year", money.prose(now)),
        (None, Some(then), None) => format!("What is asked for would lose {} in an average year", money.prose(then)),
        (None, None, None) => "What the risks cost is not written down".to_owned(),
    }
}

fn keys(input: &Input, portfolio: &Portfolio, exposed: &[Exposed]) -> Vec<Key> {
    let money = Money::new(portfolio.currency.as_ref());
    let accepted = book_of(input, portfolio).and_then(|book| book.appetite.annual_loss);
    let key = |spread: Spread, accepted: Option<f64>, term: String, whose: &str| {
        let figure = match accepted {
            Some(accepted) => money.against(spread, accepted, Digits::Prose),
            None => money.estimate(spread, Digits::Prose),
        };
        let standing = accepted.map(|accepted| {
            format!("{} {whose} {}", Standing::of(spread.middle, accepted).word(), money.stated(accepted))
        });
        let note: Vec<String> = figure.range.into_iter().chain(standing).collect();
        Key { figure: figure.figure, term, method: Some("annual-loss"), note: Prose::of(note.join(": ")) }
    };
    let mut keys = Vec::new();
    if let Some(now) = &portfolio.annual_loss {
        keys.push(key(Spread::mean(now), accepted, "expected loss a year, now".to_owned(), "the"));
    }
    if let Some(loss) = &portfolio.loss_after_asks {
        let count = exposed.iter().filter(|one| one.is_asked).count();
        let asks = match count {
            1 => "after the one ask".to_owned(),
            2 => "after both asks".to_owned(),
            count => format!("after all {} asks", number::count_word(count)),
        };
        keys.push(key(Spread::mean(&loss.after), accepted, asks, "the"));
    }
    let worst = exposed.iter().filter(|one| !one.is_asked).filter_map(|one| Some((one, one.result.annual_loss?)));
    if let Some((one, loss)) = worst.max_by(|a, b| a.1.mean.total_cmp(&b.1.mean).then(b.0.idx.cmp(&a.0.idx))) {
        let record = &input.log.records[one.idx].record;
        let own = record.inputs.appetite.as_ref().and_then(|appetite| appetite.annual_loss);
        keys.push(key(Spread::mean(&loss), own, format!("of it {}", short_name(record)), "its own"));
    }
    keys
}
