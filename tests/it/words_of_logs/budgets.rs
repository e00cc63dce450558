//! The picture of one year against its budget: its parts add up to its sum, and both are the figures'.

use super::reading::{is_near, is_sum, printed};
use super::{Found, Whole, plain};
use adr::number::{capitalized, count_word};
use adr::report::{BudgetYear, PartRow, SetYearFigures};

/// What is committed, what each ask adds and what all come to, in the year that is overrun the furthest.
pub(super) fn check(whole: &Whole, shown: Option<&BudgetYear>, found: &mut Found) {
    let portfolio =
        whole.figures.portfolios.iter().find(|portfolio| !portfolio.sets.is_empty() || !portfolio.put_off.is_empty());
    let all = portfolio.and_then(|portfolio| portfolio.sets.first());
    let (Some(portfolio), Some(all)) = (portfolio, all) else {
        return found.holds("budget: none without asks", shown.is_none(), "a year without asks");
    };
    let committed = |year: i16| {
        let of_year = portfolio.years.iter().find(|other| other.year == year);
        of_year.and_then(|year| year.in_force).map_or(0.0, |cash| cash.p50)
    };
    let over = |year: &SetYearFigures| year.budget.map_or(f64::NEG_INFINITY, |budget| year.cash.p50 - budget);
    let most = all.years.iter().map(over).fold(0.0, f64::max);
    let overrun = all.years.iter().rfind(|year| most > 0.0 && over(year) == most);
    let adds = |year: &&SetYearFigures| year.budget.is_some() && year.cash.p50 > committed(year.year);
    let Some(year) = overrun.or_else(|| all.years.iter().find(adds)) else {
        return found.holds("budget: no year to show", shown.is_none(), &format!("{all:?}"));
    };
    let (Some(shown), Some(budget)) = (shown, year.budget) else {
        return found.holds("budget: a year is shown", false, &format!("{year:?}"));
    };
    let fiscal = whole.book.fiscal_year_start != 1;
    let name = if fiscal { format!("{}/{:02}", year.year, (year.year + 1) % 100) } else { format!("{}", year.year) };
    let title = plain(&shown.title);
    let subject = match all.records.len() {
        1 => "It".to_owned(),
        2 => "Both".to_owned(),
        count => format!("All {}", count_word(count)),
    };
    let is_so = match title.strip_prefix(&format!("{subject}: ")).and_then(|rest| rest.split_once(" over the ")) {
        Some((sum, end)) => {
            found.holds("budget: over by", is_sum(sum, over(year)) && over(year) > 0.0, &format!("{title} {year:?}"));
            end == format!("{name} budget")
        }
        None if !year.fits => title == format!("{subject}: within the {name} budget, and too much work for {name}"),
        None if !all.fits => title == format!("{subject}: within the {name} budget, not within every year’s"),
        None if all.records.len() == 1 => title == format!("It stays within the {name} budget"),
        None => title == capitalized(&format!("{} stay within the {name} budget", subject.to_lowercase())),
    };
    found.holds(
        "budget: title",
        is_so && title.contains(" over the ") == (over(year) > 0.0),
        &format!("{title} {year:?}"),
    );
    found.holds("budget: head", plain(&shown.head) == format!("In {name}"), &shown.head);
    let caption = plain(&shown.caption);
    let said = caption.split_once("the budget, ").map(|(_, rest)| rest.split(". ").next().unwrap_or(rest));
    let is_so = said.is_some_and(|sum| is_sum(sum.trim_end_matches('.'), budget));
    let is_hatched = caption.contains("Hatched") == (over(year) > 0.0);
    found.holds("budget: the budget", is_so && is_hatched, &format!("{caption} {budget}"));
    parts(whole, shown, (all.records.as_slice(), year.cash.p50, budget), committed(year.year), found);
    for record in &all.records {
        // What each adds to those before it is known as far as every set is.
        let end = all.records.iter().position(|other| other == record).unwrap_or(0) + 1;
        let cash = |end: usize| match end {
            0 => Some(committed(year.year)),
            end => {
                let set = portfolio.sets.iter().find(|set| set.records == all.records[..end])?;
                set.years.iter().find(|other| other.year == year.year).map(|year| year.cash.p50)
            }
        };
        let (Some(before), Some(after), Some(row)) = (cash(end - 1), cash(end), shown.rows.get(end)) else { continue };
        if shown.rows.len() != all.records.len() + 2 {
            continue;
        }
        let text = plain(&row.cash);
        let is_so =
            printed(&text, "").is_some_and(|found| is_near(found, after - before, after.abs().max(before) * 0.01));
        found.holds("budget: what an ask adds", is_so, &format!("{} {text} {}", row.name, after - before));
    }
}

/// Each part begins where the one before it ended, and the sum is that of all.
fn parts(
    whole: &Whole,
    shown: &BudgetYear,
    (records, sum, budget): (&[String], f64, f64),
    committed: f64,
    found: &mut Found,
) {
    let Some((last, parts)) = shown.rows.split_last() else { return found.holds("budget: rows", false, &shown.title) };
    let text = |row: &PartRow| plain(&row.cash);
    let told = || {
        shown.rows.iter().map(|row| format!("{} {} {:?}", row.name, row.cash, row.bar)).collect::<Vec<_>>().join("; ")
    };
    let is_sum_row = last.is_sum && parts.iter().all(|row| !row.is_sum);
    let name = if records.len() == 1 { "If it is approved" } else { "If all are approved" };
    let is_so =
        is_sum_row && last.name == name && printed(&text(last), "").is_some_and(|found| is_near(found, sum, 0.0));
    found.holds("budget: the sum", is_so, &format!("{} {sum}", told()));
    let first = parts.first();
    let is_so = first.is_some_and(|row| {
        row.name == "Committed" && printed(&text(row), "").is_some_and(|found| is_near(found, committed, sum * 0.01))
    });
    found.holds("budget: committed", is_so, &format!("{} {committed}", told()));
    let printed_sum: Option<f64> = parts.iter().map(|row| printed(&text(row), "").map(|found| found.value)).sum();
    // Each is rounded once; how far all of them are off together depends on the unit of the column.
    let step = last.cash.split('.').nth(1).map_or(0.005, |_| 0.002);
    let is_so = printed_sum.is_some_and(|parts| {
        (parts - sum).abs() <= (0.011 + step * shown.rows.len() as f64) * sum.abs().max(committed) + 0.51
    });
    found.holds("budget: parts add up", is_so, &format!("{} {sum} {printed_sum:?}", told()));
    let mut at = 0.0;
    let mut are_joined = true;
    for row in parts {
        are_joined &= (row.bar.from - at).abs() < 0.11;
        at = row.bar.to;
    }
    let limit = shown.axis.at(budget);
    let is_so = are_joined
        && (at - last.bar.to).abs() < 0.11
        && last.bar.from == shown.axis.at(0.0)
        && (last.bar.to - shown.axis.at(sum)).abs() < 0.11
        && shown.rows.iter().all(|row| row.bar.limit == Some(limit))
        && budget <= shown.axis.high;
    found.holds("budget: bars", is_so, &format!("{} {:?}", told(), shown.axis));
    let names: Vec<&str> = parts.iter().skip(1).map(|row| row.name.as_str()).collect();
    let titles: Vec<&str> = records
        .iter()
        .filter_map(|id| whole.told.iter().find(|told| &whole.middle.log.records[told.idx].page_id == id))
        .map(|told| told.record.title.text.as_str())
        .collect();
    let is_one = names.len() == 1 && names[0] == format!("All {} asks", count_word(records.len()));
    let is_so =
        is_one || names.len() == titles.len() && names.iter().zip(&titles).all(|(name, title)| name.starts_with(title));
    found.holds("budget: names of asks", is_so, &format!("{names:?} {titles:?}"));
}
