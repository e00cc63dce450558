//! What the board is asked for: what it comes to, what fits together, and what putting it off costs.

use super::boards::matters;
use super::reading::{count, holes, is_estimate, is_share_of_futures, is_sum, numbers, printed};
use super::{Found, Told, Whole, plain};
use adr::number::{capitalized, count_word, days};
use adr::report::{AskRow, AskSetFigures, Decide, SummaryFigures};

type Costed<'a> = (&'a Told<'a>, SummaryFigures);

pub(super) fn at_stake(whole: &Whole, asked: &[&Told], costed: &[Costed], sentence: &str, found: &mut Found) {
    let start = match asked.len() {
        1 => "The ask comes to ".to_owned(),
        count => format!("The {} asks come to ", count_word(count)),
    };
    let limits: Vec<f64> = asked.iter().filter_map(|told| told.record.limit).collect();
    let Some(rest) = sentence.strip_prefix(&start) else {
        return found.holds("board: sum at stake", false, sentence);
    };
    let (rest, unknown) = match rest.split_once("; one has no estimate").map(|(rest, _)| (rest, 1)) {
        Some(split) => split,
        None => match rest
            .rsplit_once("; ")
            .and_then(|(rest, end)| Some((rest, count(end.strip_suffix(" have no estimate of cost.")?)?)))
        {
            Some(split) => split,
            None => (rest.trim_end_matches('.'), 0),
        },
    };
    found.holds("board: asks without a cost", unknown == asked.len() - costed.len(), sentence);
    let code = costed.first().and_then(|(told, _)| told.figures.as_ref()).map(|figures| figures.currency.clone());
    let portfolio = whole.figures.portfolios.iter().find(|portfolio| Some(&portfolio.currency) == code.as_ref());
    let expected = match costed {
        [(_, cash)] => Some(*cash),
        _ => portfolio.and_then(|portfolio| portfolio.asked_cash),
    };
    let is_expected = |text: &str| expected.is_some_and(|cash| is_estimate(text, cash.p50, cash.p5, cash.p95));
    if let Some(rest) = rest.strip_prefix("at most ") {
        let (limit, expects) = rest.split_once("; we expect ").unwrap_or((rest, ""));
        let does_hold = limits.len() == asked.len() && is_sum(limit, limits.iter().sum());
        found.holds("board: limits", does_hold, sentence);
        found.holds("board: sum expected", expects.is_empty() || is_expected(expects), sentence);
    } else if let Some(expects) = rest.strip_prefix("about ") {
        found.holds("board: sum without limits", limits.len() < asked.len() && is_expected(expects), sentence);
    } else {
        found.holds("board: sum at stake", false, sentence);
    }
}

pub(super) fn rows(whole: &Whole, decide: &Decide, found: &mut Found) {
    let asks: Vec<&AskRow> = decide.asks().collect();
    let overdue = asks.iter().filter(|row| row.on.is_some_and(|on| on < whole.as_of)).count();
    let waiting = capitalized(&matters(asks.len(), "decision waits", "decisions wait"));
    let those = asks.iter().filter(|row| row.meeting.is_some() && row.meeting == whole.book.next_meeting).count();
    let title = plain(&decide.title);
    let is_so = match (overdue, those) {
        _ if asks.is_empty() => title.starts_with("Nothing is to be decided"),
        // What else is before the board may be told behind it.
        _ if title.starts_with(&waiting) && title.contains("; ") => true,
        (0, 0) => title == waiting,
        (0, those) if those == asks.len() => title == format!("{waiting} for the meeting of 15 December"),
        (0, those) => title == format!("{waiting}, {} of them for the meeting of 15 December", count_word(those)),
        (overdue, _) if asks.len() == 1 => overdue == 1 && title.ends_with("and its day has passed"),
        (overdue, _) if overdue == asks.len() => title.ends_with("; the day of all has passed"),
        (overdue, _) => title.ends_with(&format!("; the day of {} has passed", count_word(overdue))),
    };
    found.holds("board: title of asks", is_so, &title);
    for row in &asks {
        let told = &whole.told[row.record_idx];
        found.holds("board: day of an ask", row.on == whole.day(told.record).1, &row.name);
        let late =
            row.on.filter(|on| *on < whole.as_of).map(|on| format!("{} overdue", days((whole.as_of - on).get_days())));
        found.holds("board: days overdue", row.day_note == late, &format!("{:?} {late:?}", row.day_note));
        let cash = told.chosen().and_then(|(_, option)| option.cash);
        match (&row.cash, cash) {
            (Some(figure), Some(cash)) => {
                let text = plain(&figure.line());
                found.holds(
                    "board: cash of an ask",
                    is_estimate(&text, cash.p50, cash.p5, cash.p95),
                    &format!("{text} {cash:?}"),
                );
            }
            (shown, cash) => found.holds("board: cash of an ask", shown.is_none() && cash.is_none(), &row.name),
        }
    }
}

/// Which asks fit budgets and people together, and what putting off costs.
pub(super) fn affordable(whole: &Whole, line: &str, found: &mut Found) {
    let Some(portfolio) =
        whole.figures.portfolios.iter().find(|portfolio| !portfolio.sets.is_empty() || !portfolio.put_off.is_empty())
    else {
        return found.holds("board: affordability", false, line);
    };
    let sets = &portfolio.sets;
    let number = |id: &String| {
        whole
            .told
            .iter()
            .find(|told| &whole.middle.log.records[told.idx].page_id == id)
            .and_then(|told| told.record.number)
            .unwrap_or(0)
    };
    let records = |set: &AskSetFigures| {
        let mut records: Vec<u64> = set.records.iter().map(number).collect();
        records.sort_unstable();
        records
    };
    let fits = |wanted: &[u64]| {
        let mut wanted = wanted.to_vec();
        wanted.sort_unstable();
        sets.iter().find(|set| records(set) == wanted).map(|set| set.fits)
    };
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
    } else if let Some((fitting, rest)) =
        line.split_once(" fit together").filter(|(names, _)| !numbers(names).is_empty())
    {
        let fitting = numbers(fitting);
        found.holds("board: fit together", fits(&fitting) == Some(true), line);
        if let Some(left) = rest.strip_prefix("; ") {
            for left in numbers(left) {
                let more: Vec<u64> = fitting.iter().copied().chain([left]).collect();
                found.holds("board: does not fit beside them", fits(&more) != Some(true), line);
            }
        }
    } else if line.starts_with("None of them fits") {
        let none = sets.iter().filter(|set| set.records.len() == 1).all(|set| !set.fits);
        found.holds("board: none fits", none, line);
    } else if let Some(rest) = line.strip_prefix("Of them, ") {
        let (fit, left) = rest.split_once("; ").unwrap_or((rest, ""));
        let fit_alone = numbers(fit).iter().all(|number| fits(&[*number]) == Some(true));
        let not_alone = numbers(left).iter().all(|number| fits(&[*number]) == Some(false));
        found.holds("board: fit alone", fit_alone && not_alone, line);
    } else if let Some(inner) = holes(line, "Putting it off by one meeting, {}, {}.") {
        put_off(portfolio, inner[1], &number, found);
    } else {
        found.holds("board: affordability", line.contains(" fit together"), line);
    }
}

/// "costs £30k for decision 12 (late in 8 of 10 futures, not 2 of 10) and £8k for decision 13"
fn put_off(portfolio: &adr::report::PortfolioFigures, text: &str, number: &dyn Fn(&String) -> u64, found: &mut Found) {
    let mut does_save = false;
    for part in text.split("decision ").collect::<Vec<_>>().windows(2) {
        let (before, after) = (part[0], part[1]);
        let named = after.split(|c: char| !c.is_ascii_digit()).next().and_then(|number| number.parse::<u64>().ok());
        let put_off = portfolio.put_off.iter().find(|put_off| Some(number(&put_off.record)) == named);
        let verbs = before.rsplit(')').next().unwrap_or(before);
        if verbs.contains("saves ") {
            does_save = true;
        } else if verbs.contains("costs ") {
            does_save = false;
        }
        let sum = before.trim_end_matches(" for ").rsplit(' ').next().unwrap_or_default();
        let is_so = put_off.is_some_and(|put_off| {
            let signed = if does_save { -put_off.extra_cost } else { put_off.extra_cost };
            sum == "nothing" && printed(sum, "").is_none() || is_sum(sum, signed)
        });
        found.holds("board: what putting off costs", is_so, &format!("{text} {put_off:?}"));
        if let (Some(late), Some(put_off)) =
            (after.split_once(" (late in ").filter(|(number, _)| number.len() < 4), put_off)
        {
            let inner = late.1.split(')').next().and_then(|late| late.split_once(" futures, not "));
            let is_so = inner.zip(put_off.late_chance.zip(put_off.late_chance_after)).is_some_and(
                |((then, now), (before, after))| is_share_of_futures(then, after) && is_share_of_futures(now, before),
            );
            found.holds("board: late if put off", is_so, &format!("{text} {put_off:?}"));
        }
    }
}
