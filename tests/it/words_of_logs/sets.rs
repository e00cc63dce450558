//! What fits budgets and people together, told by names, and what putting an ask off costs.

use super::reading::{count, holes, is_share_of_futures, is_sum, months};
use super::{Found, Told, Whole};
use adr::report::{AskSetFigures, PortfolioFigures};

/// Which asks fit budgets and people together, and what putting off costs.
pub(super) fn check(whole: &Whole, line: &str, found: &mut Found) {
    let Some(portfolio) =
        whole.figures.portfolios.iter().find(|portfolio| !portfolio.sets.is_empty() || !portfolio.put_off.is_empty())
    else {
        return found.holds("board: affordability", false, line);
    };
    let sets = &portfolio.sets;
    let names = Names::of(whole, sets);
    let fits = |wanted: &[&str]| names.set(sets, wanted).map(|set| set.fits);
    if line.starts_with("If ") {
        let all = &sets[0];
        let asked = match &line[..line.find(" approved").unwrap_or(0)] {
            "If it is" | "If the one that has an estimate is" => Some(1),
            text if text.starts_with("If the one that has an estimate in") => Some(1),
            "If both are" => Some(2),
            text => text.split(' ').find_map(|word| count(word).filter(|count| *count > 0)),
        };
        found.holds("board: asks that are held against a budget", asked == Some(all.records.len()), line);
        let fiscal = whole.book.fiscal_year_start != 1;
        for year in &all.years {
            let name = if fiscal {
                format!("{}/{:02} is ", year.year, (year.year + 1) % 100)
            } else {
                format!("{} is ", year.year)
            };
            let over = year.budget.map(|budget| year.cash.p50 - budget).filter(|over| *over > 0.0);
            let short = year.capacity.map(|capacity| year.person_months - capacity).filter(|short| *short > 0.0);
            let Some((_, rest)) = line.split_once(&name) else {
                found.holds("board: a year that fits", over.is_none() && short.is_none(), &format!("{line} {year:?}"));
                continue;
            };
            let clause = rest.split(", 20").next().unwrap_or_default().split(" and 20").next().unwrap_or_default();
            let said_over = clause.split_once(" over budget").map(|(sum, _)| sum);
            found.holds(
                "board: over budget by",
                match (said_over, over) {
                    (Some(sum), Some(over)) => is_sum(sum, over),
                    (said, over) => said.is_none() && over.is_none(),
                },
                &format!("{line} {over:?}"),
            );
            let said_short = clause
                .split_once(" person-month")
                .and_then(|(number, _)| number.rsplit(' ').next()?.parse::<f64>().ok());
            found.holds("board: short of people", said_short == short.map(f64::ceil), &format!("{line} {short:?}"));
        }
        found.holds("board: all fit", line.contains("every year stays within") == all.fits, line);
    } else if let Some((fitting, rest)) = line.split_once(" fit together") {
        fit_together(sets, &names, fitting, rest, line, found);
    } else if line.starts_with("None of them fits") {
        let none = sets.iter().filter(|set| set.records.len() == 1).all(|set| !set.fits);
        found.holds("board: none fits", none && line == "None of them fits, not even alone.", line);
    } else if let Some(rest) = line.strip_prefix("Of them, ") {
        let (fit, left) = rest.split_once("; ").unwrap_or((rest.trim_end_matches('.'), ""));
        let (fit, how) = fit.split_once(" fits").unwrap_or((fit, "?"));
        let (fit, left) = (names.split(fit), names.split(left.split(" do").next().unwrap_or_default()));
        let fit_alone = fit.iter().all(|name| fits(&[*name]) == Some(true));
        let not_alone = left.iter().all(|name| fits(&[*name]) == Some(false));
        let are_all = fit.len() + left.len() == sets[0].records.len();
        let is_no_more = sets.iter().all(|set| set.records.len() < 2 || !set.fits);
        let is_told = (how == ", one at a time") == (fit.len() > 1);
        found.holds("board: fit alone", fit_alone && not_alone && are_all && is_no_more && is_told, line);
    } else if let Some(inner) = holes(line, "Putting it off by one meeting, {}, {}.") {
        put_off(portfolio, &names, &inner, found);
    } else {
        found.holds("board: affordability", false, line);
    }
}

/// "Honey and Ice fit together; Kale does not, not beside them", ", or Honey and Kale", ", as do two other pairs".
fn fit_together(sets: &[AskSetFigures], names: &Names, fitting: &str, rest: &str, line: &str, found: &mut Found) {
    let fitting = names.split(fitting);
    let fits = |wanted: &[&str]| names.set(sets, wanted).map(|set| set.fits);
    found.holds("board: fit together", fits(&fitting) == Some(true), line);
    let widest: Vec<&AskSetFigures> =
        sets.iter().filter(|set| set.fits && set.records.len() >= fitting.len()).collect();
    let is_widest = widest.iter().all(|set| set.records.len() == fitting.len());
    found.holds("board: no larger set fits", is_widest && fitting.len() > 1, line);
    let rest = rest.trim_end_matches('.');
    if let Some(other) = rest.strip_prefix(", or ") {
        let other = names.split(other);
        found.holds("board: or these", widest.len() == 2 && other != fitting && fits(&other) == Some(true), line);
    } else if let Some(others) = rest.strip_prefix(", as do ") {
        let number = count(others.split(' ').next().unwrap_or_default());
        let is_word = others.ends_with(if fitting.len() == 2 { " other pairs" } else { " other sets as large" });
        found.holds("board: as do others", number == Some(widest.len() - 1) && is_word && widest.len() > 2, line);
    } else {
        let left = rest.strip_prefix("; ").unwrap_or_default().trim_end_matches(", not beside them");
        let left = names.split(left.trim_end_matches(" does not").trim_end_matches(" do not"));
        let none_fits = left.iter().all(|left| {
            let more: Vec<&str> = fitting.iter().copied().chain([*left]).collect();
            fits(&more) != Some(true)
        });
        let are_all = left.len() + fitting.len() == sets[0].records.len() && widest.len() == 1;
        found.holds("board: does not fit beside them", none_fits && are_all && !left.is_empty(), line);
    }
}

/// What asks are called in sentences: their titles, which are short, and their numbers where two are called the same.
struct Names(Vec<(String, String)>);

impl Names {
    fn of(whole: &Whole, sets: &[AskSetFigures]) -> Self {
        let page_id = |told: &Told| &whole.middle.log.records[told.idx].page_id;
        let asked: Vec<&Told> = match sets.first() {
            Some(all) => whole.told.iter().filter(|told| all.records.contains(page_id(told))).collect(),
            None => whole.asked(),
        };
        let name = |told: &&Told| {
            let title = &told.record.title.text;
            let is_twin = |other: &&Told| other.idx != told.idx && other.record.title.text == *title;
            match told.record.number {
                Some(number) if asked.iter().any(is_twin) => format!("{title} ({number})"),
                _ => title.clone(),
            }
        };
        Self(asked.iter().map(|told| (name(told), page_id(told).clone())).collect())
    }

    /// "Honey, Ice and Kale" or "Honey or Ice", one by one.
    #[expect(clippy::unused_self, reason = "it is asked of the names")]
    fn split<'a>(&self, text: &'a str) -> Vec<&'a str> {
        text.split(", ")
            .flat_map(|part| part.split(" and "))
            .flat_map(|part| part.split(" or "))
            .filter(|name| !name.is_empty())
            .collect()
    }

    /// The record that is called so; `None` where none or several are.
    fn record(&self, name: &str) -> Option<&String> {
        let mut called = self.0.iter().filter(|(known, _)| known == name).map(|(_, record)| record);
        called.next().filter(|_| called.next().is_none())
    }

    /// The set of exactly these.
    fn set<'a>(&self, sets: &'a [AskSetFigures], wanted: &[&str]) -> Option<&'a AskSetFigures> {
        let wanted: Vec<&String> = wanted.iter().map(|name| self.record(name)).collect::<Option<_>>()?;
        let is_it = |set: &&AskSetFigures| {
            set.records.len() == wanted.len() && wanted.iter().all(|record| set.records.contains(record))
        };
        sets.iter().find(is_it)
    }
}

/// "three months" and "costs £30k for Honey (late in 8 of 10 futures, not 2 of 10) and £8k for Ice"
fn put_off(portfolio: &PortfolioFigures, names: &Names, inner: &[&str], found: &mut Found) {
    let text = inner[1];
    let said = months(inner[0]);
    let mut verb = "";
    let mut told = Vec::new();
    for (place, part) in text.split(" for ").collect::<Vec<_>>().windows(2).enumerate() {
        let (before, after) = (part[0], part[1]);
        let words: Vec<&str> = before.rsplit(' ').take(2).collect();
        let sum = words[0];
        match words.get(1) {
            Some(&"saves") => verb = "saves",
            Some(&"costs") => verb = "costs",
            _ => found.holds("board: costs or saves", place > 0 && !verb.is_empty(), text),
        }
        let name = names.0.iter().map(|(name, _)| name).filter(|name| after.starts_with(name.as_str()));
        let name = name.max_by_key(|name| name.len());
        let record = name.and_then(|name| names.record(name));
        let put_off = portfolio.put_off.iter().find(|put_off| Some(&put_off.record) == record);
        let Some((name, put_off)) = name.zip(put_off) else {
            found.holds("board: what putting off costs", false, text);
            continue;
        };
        told.push(put_off);
        found.holds(
            "board: by one meeting",
            said == Some(f64::from(put_off.months)),
            &format!("{inner:?} {put_off:?}"),
        );
        let signed = if verb == "saves" { -put_off.extra_cost } else { put_off.extra_cost };
        let is_so = if sum == "nothing" { signed.abs() < 0.5 } else { signed > 0.0 && is_sum(sum, signed) };
        let kind = if verb == "saves" { "board: what putting off saves" } else { "board: what putting off costs" };
        found.holds(kind, is_so, &format!("{text} {put_off:?}"));
        let late = after[name.len()..].strip_prefix(" (late in ").and_then(|rest| rest.split(')').next());
        let Some((then, now)) = late.and_then(|late| late.split_once(" futures, not ")) else {
            // Where nothing is said of lateness, nothing worth a word changes.
            let is_so = put_off
                .late_chance
                .zip(put_off.late_chance_after)
                .is_none_or(|(now, then)| (then - now).abs() <= 0.1 + 1e-9);
            found.holds("board: as late as before", is_so, &format!("{text} {put_off:?}"));
            continue;
        };
        let is_so = put_off
            .late_chance
            .zip(put_off.late_chance_after)
            .is_some_and(|(before, after)| is_share_of_futures(then, after) && is_share_of_futures(now, before));
        found.holds("board: late if put off", is_so, &format!("{text} {put_off:?}"));
    }
    // The dearest three are told, the dearest first.
    let least = told.iter().map(|put_off| put_off.extra_cost).fold(f64::INFINITY, f64::min);
    let is_sorted = told.is_sorted_by(|a, b| a.extra_cost >= b.extra_cost);
    let dearer = portfolio.put_off.iter().filter(|put_off| put_off.extra_cost > least.max(0.5)).count();
    let is_so = is_sorted && (1..=3).contains(&told.len()) && dearer < told.len();
    found.holds("board: which are put off", is_so, &format!("{text} {:?}", portfolio.put_off));
}
