//! Where we stand: what is committed, what it may lose, on whom we rest, how we got it, and how our forecasts did; on
//! the board view and in the terminal's table of years.

use super::boards::whole_loss;
use super::reading::{count, holes, is_chance_number, is_estimate, is_near, is_percent, is_sum, printed};
use super::{Found, Told, Whole, plain, prose};
use adr::model::Sourcing;
use adr::report::{self, Input, PortfolioFigures, StandingBlock};

pub(super) fn check(whole: &Whole, input: &Input, found: &mut Found) {
    if let Some(standing) = whole.board.as_ref().and_then(|board| board.standing.as_ref()) {
        lines(whole, standing, found);
    }
    // Of the whole, no part is larger than what it is a part of.
    for year in whole.figures.portfolios.iter().flat_map(|portfolio| &portfolio.years) {
        let Some((all, running)) = year.in_force.zip(year.running_spread) else { continue };
        let slack = 1e-6 * all.p95.abs() + 1e-6;
        let is_so = running.p5 <= all.p5 + slack && running.p50 <= all.p50 + slack && running.p95 <= all.p95 + slack;
        found.holds("years: a part is no larger than its whole", is_so, &format!("{year:?}"));
        let mean = year.one_off + year.running;
        found.holds("years: parts add up", (mean - all.mean).abs() <= 1e-6 * mean.abs() + 1e-6, &format!("{year:?}"));
    }
    let Some(log) = report::whole_log(input) else { return };
    let tables: Vec<&PortfolioFigures> =
        whole.figures.portfolios.iter().filter(|portfolio| !portfolio.years.is_empty()).collect();
    for (table, portfolio) in log.years.iter().zip(tables) {
        found.holds("years: rows", table.rows.len() == portfolio.years.len(), &table.caption);
        for (row, year) in table.rows.iter().zip(&portfolio.years) {
            for (shown, figures) in [(&row.in_force, year.in_force), (&row.asked, year.asked)] {
                let is_so = match (shown, figures) {
                    (Some(shown), Some(figures)) => {
                        is_estimate(&plain(&shown.line()), figures.p50, figures.p5, figures.p95)
                    }
                    (shown, figures) => shown.is_none() && figures.is_none(),
                };
                found.holds("years: cash", is_so, &format!("{shown:?} {figures:?}"));
            }
            found.holds("years: budget", row.budget.is_some() == year.budget.is_some(), &row.year);
            if let (Some(budget), Some(stated)) = (&row.budget, year.budget) {
                found.holds("years: budget", is_sum(budget, stated), budget);
            }
            if let (Some(part), Some(all)) = (&row.running, &row.in_force) {
                let value = |text: &str| printed(&plain(text), &plain(&all.figure)).map(|printed| printed.value);
                let is_so = value(part).zip(value(&all.figure)).is_some_and(|(part, all)| part <= all * (1.0 + 1e-9));
                found.holds("years: a part is printed no larger", is_so, &format!("{part} of {}", all.figure));
                let running = year.running_spread.expect("what is printed is known");
                // Its digits are those of the whole.
                let width = year.in_force.map_or(0.0, |all| all.p95 - all.p5).max(running.p50);
                let is_so =
                    printed(&plain(part), &plain(&all.figure)).is_some_and(|found| is_near(found, running.p50, width));
                found.holds("years: running", is_so, &format!("{part} {running:?}"));
            }
        }
    }
    let code = whole.book.currency.as_ref().map(adr::model::Currency::code);
    let portfolio = whole.figures.portfolios.iter().find(|portfolio| portfolio.currency.as_deref() == code);
    for line in log.lines.iter().filter(|line| line.term == "Bad years") {
        let text = prose(&line.text);
        let inner = holes(&text, "The chance that a year loses more than {} is {}, {} the {} that we accept.");
        let is_so =
            inner.zip(portfolio.and_then(|portfolio| portfolio.loss_curve.as_ref())).is_some_and(|(inner, curve)| {
                curve.against.iter().any(|point| {
                    let word = if point.breached { "more than" } else { "within" };
                    is_sum(inner[0], point.loss)
                        && is_chance_number(inner[1], point.chance)
                        && inner[2] == word
                        && is_percent(inner[3], point.accepted)
                        && point.breached == (point.chance > point.accepted)
                })
            });
        found.holds("whole: bad years", is_so, &text);
    }
}

fn lines(whole: &Whole, standing: &StandingBlock, found: &mut Found) {
    let committed: Vec<&PortfolioFigures> =
        whole.figures.portfolios.iter().filter(|portfolio| portfolio.cash.is_some()).collect();
    let mut money = committed.iter();
    for line in &standing.lines {
        let text = prose(&line.text);
        match line.term {
            "Money" => {
                let inner =
                    holes(&text, "{} in cash over the years looked at, for {} decision{} in force with a cost.");
                let is_so = inner.zip(money.next()).is_some_and(|(inner, portfolio)| {
                    let cash = portfolio.cash.expect("committed");
                    is_estimate(inner[0], cash.p50, cash.p5, cash.p95) && count(inner[1]) == Some(portfolio.records)
                });
                found.holds("standing: money", is_so, &text);
            }
            "Risk" => risk(whole, &text, found),
            "Suppliers" => suppliers(whole, &text, found),
            "Sourcing" => sourcing(whole, &text, &standing.title, found),
            "Forecasts" => {
                let record = &whole.figures.track_record;
                if let Some(inner) = holes(&text, "{} of {} outcome{} came within what was expected{}.") {
                    let is_so = count(inner[0]) == Some(record.held) && count(inner[1]) == Some(record.ranges);
                    // Of fewer than ten no share is told.
                    let few = !inner[3].contains('%') || record.ranges >= 10;
                    found.holds("standing: outcomes", is_so && few, &format!("{text} {record:?}"));
                } else {
                    found.holds("standing: no outcome", record.ranges == 0, &text);
                }
            }
            other => found.holds("standing: other", false, other),
        }
    }
    found.holds("standing: one line a currency", money.next().is_none(), &standing.title);
    let title = plain(&standing.title);
    if let Some(rest) = title.strip_prefix("We have committed ") {
        let sums = rest.split(", and ").next().unwrap_or(rest);
        let sums: Vec<&str> = sums.split(", ").flat_map(|sum| sum.split(" and ")).collect();
        let is_so = sums.len() == committed.len()
            && sums.iter().zip(&committed).all(|(sum, portfolio)| {
                let cash = portfolio.cash.expect("committed");
                printed(sum, "").is_some_and(|sum| is_near(sum, cash.p50, cash.p95 - cash.p5))
            });
        found.holds("standing: committed", is_so, &title);
    }
}

/// "What we have decided is expected to lose £330k a year (240 to 430); we accept £750k."
fn risk(whole: &Whole, text: &str, found: &mut Found) {
    let accepted = whole.book.appetite.annual_loss;
    let Some(loss) = whole_loss(whole) else { return found.holds("standing: loss", false, text) };
    let (told, end) = text.split_once("; ").unwrap_or((text.trim_end_matches('.'), ""));
    let inner = holes(told, "{} is expected to lose {} a year{}");
    let is_so =
        inner.is_some_and(|inner| is_estimate(&format!("{}{}", inner[1], inner[2]), loss.mean, loss.p5, loss.p95));
    found.holds("standing: loss", is_so, &format!("{text} {loss:?}"));
    let is_so = match (accepted, end) {
        (Some(accepted), end) => holes(end, "we accept {}.").is_some_and(|inner| is_sum(inner[0], accepted)),
        (None, "") => !whole.book.appetite.exceedance.is_empty(),
        (None, end) => end == "no appetite has been set." && whole.book.appetite.exceedance.is_empty(),
    };
    found.holds("standing: appetite", is_so, text);
    // As printed, it lies on its own side of what we accept.
    if let (Some(inner), Some(accepted)) = (holes(told, "{} is expected to lose {} a year{}"), accepted) {
        let side = |value: f64| value.partial_cmp(&accepted);
        let is_so = printed(inner[1], "").is_some_and(|printed| {
            side(printed.value) == side(loss.mean) || (loss.mean - accepted).abs() < 1e-3 * accepted
        });
        found.holds("standing: side of what we accept", is_so, &format!("{text} {}", loss.mean));
    }
}

fn suppliers(whole: &Whole, text: &str, found: &mut Found) {
    let inner = holes(text, "{} gets {} of the spend on suppliers{} that this log knows{}; {}.");
    let is_so = inner.is_some_and(|inner| {
        let code = inner[2].strip_prefix(" in ");
        let shares =
            whole.figures.portfolios.iter().filter(|portfolio| code.is_none() || portfolio.currency.as_deref() == code);
        let mut shares = shares.filter_map(|portfolio| portfolio.concentration.as_ref());
        let limit = whole.book.appetite.supplier_share;
        shares.any(|shares| {
            let largest = &shares.suppliers[0];
            let is_side = limit.is_none_or(|limit| {
                let said = inner[1]
                    .trim_start_matches("just over ")
                    .trim_start_matches("just under ")
                    .trim_end_matches('%')
                    .parse::<f64>();
                said.is_err()
                    || inner[1].starts_with("just")
                    || (said.unwrap_or(0.0) / 100.0 > limit) == (largest.share > limit)
            });
            let end = match limit {
                Some(limit) => inner[4].strip_prefix("we accept ").is_some_and(|percent| is_percent(percent, limit)),
                None => inner[4] == "no limit has been set",
            };
            largest.parent == inner[0]
                && is_percent(inner[1], largest.share)
                && is_side
                && end
                && (inner[3] == ", the largest share") == (shares.suppliers.len() > 1)
        })
    });
    found.holds("standing: largest supplier", is_so, text);
}

fn sourcing(whole: &Whole, text: &str, title: &str, found: &mut Found) {
    let sourcing = |told: &Told| told.record.options[told.chosen()?.0].sourcing;
    let in_force: Vec<Sourcing> =
        whole.told.iter().filter(|told| whole.is_in_force(told)).filter_map(sourcing).collect();
    let inner = holes(text, "Of {} decision{} with options, we {}.");
    let Some(inner) = inner else { return found.holds("standing: sourcing", false, text) };
    let mut is_so = count(inner[0]) == Some(in_force.len());
    let kinds = [
        (Sourcing::Buy, "buy "),
        (Sourcing::Build, "build "),
        (Sourcing::Partner, "share "),
        (Sourcing::Avoid, "leave "),
    ];
    for (kind, verb) in kinds {
        let number = in_force.iter().filter(|other| **other == kind).count();
        let said = inner[2].split_once(verb).and_then(|(_, rest)| count(rest.split([' ', ',']).next()?)).unwrap_or(0);
        is_so &= said == number;
        let word = match kind {
            Sourcing::Buy => "bought",
            Sourcing::Build => "built by us",
            Sourcing::Partner => "shared with partners",
            Sourcing::Avoid => "left alone",
        };
        if title.ends_with(&format!(" of what we run is {word}")) {
            let share = number as f64 / in_force.len() as f64;
            let title = title.to_lowercase();
            is_so &= match () {
                () if title.contains("nearly all of") => (0.83..1.0).contains(&share),
                () if title.contains("all of") => share == 1.0,
                () if title.contains("most of") => share > 0.5 && share < 0.9,
                () if title.contains("half of") => (0.5..0.59).contains(&share),
                () => false,
            };
        }
    }
    found.holds("standing: sourcing", is_so, &format!("{text} {title}"));
}
