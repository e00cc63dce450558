//! Headlines of cost, risks, suppliers and the track record against the figures of the whole log.

use super::reading::{count, holes, is_near, is_percent, is_sum, printed};
use super::{Found, Whole, plain};
use adr::number::count_word;
use adr::report::{self, Input, PortfolioFigures};

pub(super) fn check(whole: &Whole, input: &Input, found: &mut Found) {
    if let Some(page) = report::cost(input) {
        cost(whole, &plain(&page.title), found);
        sums(whole, &page.keys, found);
    }
    if let Some(page) = report::risks(input) {
        risks(whole, &plain(&page.title), found);
    }
    if let Some(page) = report::suppliers(input) {
        suppliers(whole, &plain(&page.title), found);
    }
    if let Some(page) = report::track_record(input) {
        track_record(whole, &plain(&page.title), found);
    }
}

/// Of the currencies, one for which it holds.
fn some(whole: &Whole, holds: impl Fn(&PortfolioFigures) -> bool) -> bool {
    whole.figures.portfolios.iter().any(holds)
}

fn is_count_of_asks(text: &str, asks: usize) -> bool {
    match text {
        "the one ask" => asks == 1,
        "both asks" => asks == 2,
        text => holes(text, "all {} asks").is_some_and(|inner| count(inner[0]) == Some(asks) && asks > 2),
    }
}

fn cost(whole: &Whole, title: &str, found: &mut Found) {
    let of = format!("{title} {:?}", whole.figures.portfolios);
    let is = |text: &str, cash: Option<report::SummaryFigures>| {
        cash.is_some_and(|cash| printed(text, "").is_some_and(|found| is_near(found, cash.p50, cash.p95 - cash.p5)))
    };
    let title = title.trim_end_matches(", other currencies apart");
    // How far each year is over, as far as it is not past.
    let over = |portfolio: &PortfolioFigures| -> Vec<(i16, f64)> {
        let middle =
            |year: &report::PlanYearFigures| year.together.or(year.in_force).or(year.asked).map(|cash| cash.p50);
        let is_to_come = |year: &&report::PlanYearFigures| whole.book.fiscal_year_start != 1 || year.year >= 2026;
        let years = portfolio.years.iter().filter(is_to_come);
        years
            .filter_map(|year| Some((year.year, middle(year)? - year.budget?)))
            .filter(|(_, over)| *over > 0.0)
            .collect()
    };
    let is_worst = |portfolio: &PortfolioFigures, year: &str, sum: &str| {
        let over = over(portfolio);
        let most = over.iter().map(|(_, over)| *over).fold(0.0, f64::max);
        let year = year.split('/').next().and_then(|year| year.parse::<i16>().ok());
        over.iter().any(|(name, over)| Some(*name) == year && *over >= most && is_sum(sum, *over))
    };
    if let Some(inner) = holes(title, "Approving {} puts {} about {} over its budget") {
        let is_so = some(whole, |portfolio| {
            is_count_of_asks(inner[0], portfolio.asks) && is_worst(portfolio, inner[1], inner[2])
        });
        found.holds("cost page: over its budget", is_so, &of);
    } else if let Some(inner) = holes(title, "What we have committed puts {} about {} over its budget") {
        let is_so = some(whole, |portfolio| portfolio.asked_cash.is_none() && is_worst(portfolio, inner[0], inner[1]));
        found.holds("cost page: committed over budget", is_so, &of);
    } else if let Some(inner) =
        holes(title, "{} fit the budget of every year").or(holes(title, "{} fits the budget of every year"))
    {
        let is_so = some(whole, |portfolio| {
            let asks = inner[0].to_lowercase();
            is_count_of_asks(&asks, portfolio.asks) && over(portfolio).is_empty()
        });
        found.holds("cost page: fits", is_so, &of);
    } else if let Some(inner) = holes(title, "{} decision{} commit{} {}; {} ask{} would add {}") {
        let is_so = some(whole, |portfolio| {
            count(inner[0]) == Some(portfolio.records)
                && is(inner[3], portfolio.cash)
                && count(inner[4]) == Some(portfolio.asks)
                && is(inner[6], portfolio.asked_cash)
        });
        found.holds("cost page: committed and asked", is_so, &of);
    } else if let Some(inner) = holes(title, "We have committed {} in {} decision{}") {
        let is_so = some(whole, |portfolio| {
            is(inner[0], portfolio.cash) && count(inner[1]) == Some(portfolio.records) && portfolio.asked_cash.is_none()
        });
        found.holds("cost page: committed", is_so, &of);
    } else if let Some(inner) = holes(title, "{} ask{} come{} to {}; nothing is committed yet") {
        let is_so = some(whole, |portfolio| {
            count(inner[0]) == Some(portfolio.asks) && is(inner[3], portfolio.asked_cash) && portfolio.cash.is_none()
        });
        found.holds("cost page: asked", is_so, &of);
    } else {
        found.holds("cost page: headline", title == "No decision in force has a cost", &of);
    }
}

/// "£12m committed, in four decisions", "£2m asked for, in two decisions".
fn sums(whole: &Whole, keys: &[report::Key], found: &mut Found) {
    for key in keys {
        let of = format!("{key:?} {:?}", whole.figures.portfolios);
        let figure = plain(&key.figure);
        let is = |cash: Option<report::SummaryFigures>| {
            cash.is_some_and(|cash| {
                printed(&figure, "").is_some_and(|found| is_near(found, cash.p50, cash.p95 - cash.p5))
                    || figure == "nothing" && cash.p95 == 0.0
            })
        };
        if let Some(inner) = holes(&key.term, "committed, in {} decision{}") {
            let is_so = some(whole, |own| is(own.cash) && count(inner[0]) == Some(own.records));
            found.holds("cost page: key of what is committed", is_so, &of);
        } else if let Some(inner) = holes(&key.term, "asked for, in {} decision{}") {
            let is_so = some(whole, |own| is(own.asked_cash) && count(inner[0]) == Some(own.asks));
            found.holds("cost page: key of what is asked", is_so, &of);
        }
    }
}

fn risks(whole: &Whole, title: &str, found: &mut Found) {
    let of = || {
        let losses = whole.figures.portfolios.iter().map(|own| (own.annual_loss, own.annual_loss_after_asks));
        format!("{title} {:?} {:?}", whole.book.appetite.annual_loss, losses.collect::<Vec<_>>())
    };
    let accepted = whole.book.appetite.annual_loss;
    let is_accepted = |text: &str| accepted.is_some_and(|accepted| is_sum(text, accepted));
    // What we accept is in the currency of the book.
    let book = whole.book.currency.as_ref().map(adr::model::Currency::code);
    let is_book = |own: &PortfolioFigures| own.currency.as_deref() == book;
    let some = |whole: &Whole, holds: &dyn Fn(&PortfolioFigures) -> bool| some(whole, holds);
    let now = |own: &PortfolioFigures| own.annual_loss.map(|loss| loss.mean);
    let then = |own: &PortfolioFigures| own.annual_loss_after_asks.map(|loss| loss.mean).or(now(own));
    let is_over = |loss: Option<f64>| loss.zip(accepted).is_some_and(|(loss, accepted)| loss > accepted);
    let outside = own_outside(whole, book);
    if let Some(inner) = holes(title, "What we run loses more in an average year than the {} we accept") {
        let is_so = is_accepted(inner[0]) && some(whole, &|own| is_book(own) && is_over(now(own)));
        found.holds("risks page: outside", is_so, &of());
    } else if let Some(inner) = holes(title, "Approving {} takes our yearly loss past the {} we accept") {
        let is_so =
            is_accepted(inner[1]) && some(whole, &|own| is_book(own) && is_over(then(own)) && !is_over(now(own)));
        found.holds("risks page: past what we accept", is_so, &of());
    } else if let Some(inner) = holes(title, "The losses that we expect stay within the {} we accept{}") {
        let is_so = is_accepted(inner[0])
            && some(whole, &|own| is_book(own) && !is_over(now(own)) && (inner[1].is_empty() || !is_over(then(own))))
            && outside.is_empty();
        found.holds("risks page: inside", is_so, &of());
    } else if title.ends_with("; the whole stays inside") {
        let is_so = match holes(title, "{} decisions lose more than we accept for them; the whole stays inside") {
            Some(inner) => count(inner[0]) == Some(outside.len()),
            None => outside.iter().any(|name| title.starts_with(&format!("{name} loses more than we accept for it"))),
        };
        found.holds(
            "risks page: one outside its own",
            is_so && some(whole, &|own| is_book(own) && !is_over(now(own))),
            &of(),
        );
    } else if let Some(inner) = holes(title, "We expect to lose {} in an average year") {
        let is_so = some(whole, &|own| {
            (accepted.is_none() || !is_book(own)) && now(own).is_some_and(|now| is_sum(inner[0], now))
        });
        found.holds("risks page: expected", is_so, &of());
    } else if let Some(inner) = holes(title, "What is asked for would lose {} in an average year") {
        let is_so = some(whole, &|own| {
            (accepted.is_none() || !is_book(own))
                && now(own).is_none()
                && then(own).is_some_and(|then| is_sum(inner[0], then))
        });
        found.holds("risks page: asked", is_so, &of());
    } else {
        let is_so = title == "What the risks cost is not written down";
        found.holds("risks page: headline", is_so, &of());
    }
}

/// Decisions in force that lose more than is accepted for them, in this currency.
fn own_outside<'a>(whole: &'a Whole, code: Option<&str>) -> Vec<&'a str> {
    let is_it = |told: &&super::Told| {
        let accepted = told.record.inputs.appetite.as_ref().and_then(|appetite| appetite.annual_loss);
        let loss = told.chosen().and_then(|(_, option)| option.annual_loss);
        whole.is_in_force(told)
            && told.figures.as_ref().is_some_and(|figures| figures.currency.as_deref() == code)
            && accepted.zip(loss).is_some_and(|(accepted, loss)| loss.mean > accepted)
    };
    whole.told.iter().filter(is_it).map(|told| told.record.title.text.as_str()).collect()
}

fn suppliers(whole: &Whole, title: &str, found: &mut Found) {
    // The book's currency before others.
    let book = whole.book.currency.as_ref().map(adr::model::Currency::code);
    let of_all = |pick: &dyn Fn(&PortfolioFigures) -> Option<report::ShareFigures>| {
        let firsts = whole.figures.portfolios.iter().filter_map(|own| {
            let shares = pick(own)?;
            Some((own.currency.as_deref() == book, shares.suppliers.first()?.clone()))
        });
        firsts.max_by(|a, b| a.0.cmp(&b.0).then(a.1.share.total_cmp(&b.1.share))).map(|(_, largest)| largest)
    };
    let now = of_all(&|own| own.concentration.clone());
    let is_now = now.is_some();
    let largest = now.or_else(|| of_all(&|own| own.concentration_after_asks.clone()));
    let largest = largest.as_ref();
    let limit = whole.book.appetite.supplier_share;
    let of = format!("{title} {limit:?} {largest:?}");
    let is = |parent: &str, share: &str| {
        largest
            .is_some_and(|largest| parent == largest.parent && is_percent(share.trim_end_matches(" of"), largest.share))
    };
    let is_over = largest.zip(limit).is_some_and(|(largest, limit)| largest.share > limit);
    let bare = title.replace(" in its currency", "");
    if let Some(inner) = holes(&bare, "{} takes {} of what we pay suppliers; we accept {} with one") {
        let is_so =
            is_now && is(inner[0], inner[1]) && is_over && limit.is_some_and(|limit| is_percent(inner[2], limit));
        found.holds("suppliers page: over the limit", is_so, &of);
    } else if let Some(inner) = holes(&bare, "No supplier takes more than the {} that we accept; {} takes {}") {
        let is_so =
            is_now && is(inner[1], inner[2]) && !is_over && limit.is_some_and(|limit| is_percent(inner[0], limit));
        found.holds("suppliers page: within the limit", is_so, &of);
    } else if let Some(inner) = holes(&bare, "All that we pay suppliers goes to {}") {
        found.holds("suppliers page: all to one", is_now && is(inner[0], "all") && !is_over, &of);
    } else if let Some(inner) = holes(&bare, "{} takes {} of what we pay suppliers") {
        found.holds("suppliers page: the largest", is_now && is(inner[0], inner[1]) && limit.is_none(), &of);
    } else if let Some(inner) = holes(&bare, "{} would take {} of what is asked for suppliers{}") {
        let end = holes(inner[2], "; we accept {} with one").map(|inner| inner[0]);
        let is_limit = end.map_or(limit.is_none(), |end| limit.is_some_and(|limit| is_percent(end, limit)));
        found.holds("suppliers page: asked", !is_now && is(inner[0], inner[1]) && is_limit, &of);
    } else {
        let is_so = title.contains("what we pay them is not written down") && largest.is_none();
        found.holds("suppliers page: nothing is paid", is_so, &of);
    }
}

fn track_record(whole: &Whole, title: &str, found: &mut Found) {
    let record = &whole.figures.track_record;
    let of = format!("{title} {record:?}");
    if record.ranges == 0 {
        let is_so = title.starts_with("No outcome is recorded yet") || title.starts_with("Nothing was forecast");
        return found.holds("track record page: none yet", is_so, &of);
    }
    let counts = format!("{} of {} outcome", count_word(record.held), count_word(record.ranges));
    let is_so = title.to_lowercase().contains(&counts)
        && title.contains("too few to judge by") == (record.ranges < 10)
        && (!title.starts_with("We have been too sure") || record.chance_of_so_few.is_some_and(|chance| chance < 0.1));
    found.holds("track record page: ranges that held", is_so, &of);
}
