//! The board view: what is asked, what it comes to, what fits together, what waiting costs, and what is off course.

use super::reading::{count, holes, is_estimate, is_share_of_futures, is_sum, numbers, printed};
use super::{Found, Told, Whole, due_of, is_asked, plain, prose, stops_met};
use adr::log::{Due, DueKind};
use adr::model::{BoardFor, Status};
use adr::number::{capitalized, count_word, date as in_words, day_and_month, days, plural};
use adr::report::{AskSetFigures, BoardPage, Decide, SummaryFigures, Watch};

pub(super) fn check(whole: &Whole, found: &mut Found) {
    let asked = whole.asked();
    let Some(board) = &whole.board else {
        found.holds("no board view", asked.is_empty(), "asks without a board view");
        return;
    };
    headline(whole, board, found);
    lead(whole, board, found);
    lists(whole, board, found);
    if let Some(decide) = &board.decide {
        rows(whole, decide, found);
        for line in &decide.lines {
            affordable(whole, &prose(line), found);
        }
    }
    found.holds(
        "board: rows of asks",
        board.decide.as_ref().map_or(0, |decide| decide.rows.len()) == asked.len(),
        &board.title,
    );
    if let Some(watch) = &board.watch {
        watched(whole, watch, found);
    }
}

fn near(whole: &Whole, day: jiff::civil::Date) -> String {
    if day.year() == whole.as_of.year() { day_and_month(day) } else { in_words(day) }
}

fn matters(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", count_word(count), if count == 1 { one } else { many })
}

/// "Three matters need a decision by 31 January; one supplier is outside what we accept"
fn headline(whole: &Whole, board: &BoardPage, found: &mut Found) {
    let asked = whole.asked();
    let last = asked.iter().filter_map(|told| whole.day(told.record).1).max().filter(|day| *day >= whole.as_of);
    let by = last.map_or_else(String::new, |day| format!(" by {}", near(whole, day)));
    let first = match asked.len() {
        0 => "Nothing needs a decision".to_owned(),
        count => format!(
            "{} {} a decision{by}",
            capitalized(&matters(count, "matter", "matters")),
            plural(count, "needs", "need")
        ),
    };
    let title = plain(&board.title);
    let rest = title.strip_prefix(&plain(&first));
    found.holds(
        "board: headline",
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("; ")),
        &format!("{title} | {first}"),
    );
    let off = Off::of(whole);
    let outside: Vec<String> = [(off.losses, "loss", "losses"), (off.loud_suppliers, "supplier", "suppliers")]
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| matters(count, one, many))
        .collect();
    let all = off.losses + off.loud_suppliers;
    let others = off.missed + off.reviews + off.steps + off.stops + off.checks + off.notices;
    let expected = match (all, others, off.before) {
        (0, 0, 0) => String::new(),
        (0, 0, before) => {
            format!("; {} {} before the meeting", matters(before, "date", "dates"), plural(before, "passes", "pass"))
        }
        (0, others, _) => {
            format!("; {} {} off course", matters(others, "thing we run", "things we run"), plural(others, "is", "are"))
        }
        _ => format!("; {} {} outside what we accept", outside.join(" and "), plural(all, "is", "are")),
    };
    found.holds("board: what is outside", rest.is_none_or(|rest| rest == expected), &format!("{title} | {expected}"));
}

/// What is off course, counted from records and figures.
struct Off {
    losses: usize,
    suppliers: usize,
    loud_suppliers: usize,
    missed: usize,
    reviews: usize,
    steps: usize,
    stops: usize,
    checks: usize,
    notices: usize,
    before: usize,
}

impl Off {
    fn of(whole: &Whole) -> Self {
        let in_force: Vec<&Told> = whole.told.iter().filter(|told| whole.is_in_force(told)).collect();
        let own = in_force.iter().filter(|told| {
            let accepted = told.record.inputs.appetite.as_ref().and_then(|appetite| appetite.annual_loss);
            let loss = told.chosen().and_then(|(_, option)| option.annual_loss);
            accepted.zip(loss).is_some_and(|(accepted, loss)| loss.mean > accepted)
        });
        let is_over =
            whole.book.appetite.annual_loss.zip(whole_loss(whole)).is_some_and(|(accepted, loss)| loss.mean > accepted);
        let shares = || whole.figures.portfolios.iter().filter_map(|portfolio| portfolio.concentration.as_ref());
        let limit = whole.book.appetite.supplier_share.unwrap_or(f64::INFINITY);
        let suppliers = shares().flat_map(|shares| &shares.suppliers).filter(|supplier| supplier.share > limit).count();
        let is_loud = in_force.len() >= 5 && shares().any(|shares| shares.suppliers.len() > 1);
        let unread = |due: &&Due| whole.told[due.record_idx].record.kill[due.item_idx].now.is_none();
        let is_past = |due: &&Due| due.on < whole.as_of;
        let meeting = whole.book.next_meeting;
        let is_before = |due: &&Due| due.on >= whole.as_of && meeting.is_some_and(|meeting| due.on < meeting);
        let is_near = |due: &&Due| due.on >= whole.as_of && (due.on - whole.as_of).get_days() <= 90;
        let ends = || due_of(whole, DueKind::Notice).chain(due_of(whole, DueKind::ContractEnd));
        Self {
            losses: own.count() + usize::from(is_over),
            suppliers,
            loud_suppliers: if is_loud { suppliers } else { 0 },
            missed: whole.told.iter().filter(|told| is_notice_missed(whole, told)).count(),
            reviews: in_force.iter().filter(|told| told.record.review_by.is_some_and(|by| by < whole.as_of)).count(),
            steps: in_force
                .iter()
                .flat_map(|told| &told.record.next)
                .filter(|step| step.done.is_none() && step.by.is_some_and(|by| by < whole.as_of))
                .count(),
            stops: whole.told.iter().map(|told| stops_met(told.record, whole.as_of)).sum(),
            checks: due_of(whole, DueKind::Kill).filter(unread).filter(is_past).count(),
            notices: ends().filter(|due| is_near(due) && !is_before(due)).count(),
            before: ends().chain(due_of(whole, DueKind::Review)).filter(is_before).count()
                + due_of(whole, DueKind::Kill).filter(unread).filter(is_before).count(),
        }
    }
}

/// The last day for notice has passed, and nobody wrote down what holds since.
fn is_notice_missed(whole: &Whole, told: &Told) -> bool {
    use adr::model::{Notice, Renewal};
    let Some((idx, _)) = told.chosen().filter(|_| whole.is_in_force(told)) else { return false };
    let Some(contract) = &told.record.options[idx].contract else { return false };
    let (Some(mut end), Some(Notice::Months(months))) = (contract.ends, contract.notice) else { return false };
    if contract.given.is_some() || contract.renews == Some(Renewal::No) {
        return false;
    }
    let span = |months: i64| jiff::Span::new().months(months);
    while let (Some(Renewal::For(_)), true) = (contract.renews, end < whole.as_of) {
        end = end.checked_add(span(12)).expect("a day");
    }
    end.checked_sub(span(months.into())).expect("a day") < whole.as_of
}

/// "The three asks come to at most £2.58m; we expect £2.0m (1.7 to 2.4). Two are for 15 December. Of what we run, …"
fn lead(whole: &Whole, board: &BoardPage, found: &mut Found) {
    let asked = whole.asked();
    let lead: Vec<String> = board.lead.iter().map(prose).collect();
    let costed: Vec<(&Told, _)> = asked.iter().filter_map(|told| Some((*told, told.chosen()?.1.cash?))).collect();
    for sentence in &lead {
        if sentence.starts_with("The ask comes to ") || sentence.contains(" asks come to ") {
            at_stake(whole, &asked, &costed, sentence, found);
        } else if sentence == "No cost has been estimated for what is asked." {
            found.holds("board: no cost", costed.is_empty(), sentence);
        } else if sentence.starts_with("The asks are in several currencies") {
            let mut codes: Vec<_> =
                costed.iter().map(|(told, _)| told.figures.as_ref().map(|figures| &figures.currency)).collect();
            codes.dedup();
            found.holds("board: several currencies", codes.len() > 1, sentence);
        } else if sentence.contains("for the meeting of") || sentence.contains("at the meeting of") {
            for_meeting(whole, &asked, sentence, found);
        } else if let Some(inner) = holes(sentence, "Of what we run, {}.") {
            off_course(whole, inner[0], found);
        } else if let Some(inner) = holes(sentence, "{} before the meeting.") {
            let number = count(inner[0].split(' ').next().unwrap_or_default());
            found.holds("board: dates before the meeting", number == Some(Off::of(whole).before), sentence);
        } else if sentence == "Nothing that we run is off course." {
            found.holds("board: nothing off course", board.watch.is_none(), sentence);
        } else {
            let is_known = sentence.starts_with("Nothing that is in force has");
            found.holds("board: other leads", is_known, sentence);
        }
    }
    let off = Off::of(whole);
    let is_any =
        off.missed + off.reviews + off.steps + off.stops + off.checks + off.notices + off.losses + off.suppliers > 0;
    let is_said = lead.iter().any(|sentence| sentence.starts_with("Of what we run"));
    found.holds("board: off course is said", is_any == is_said, &lead.join(" "));
}

type Costed<'a> = (&'a Told<'a>, SummaryFigures);

fn at_stake(whole: &Whole, asked: &[&Told], costed: &[Costed], sentence: &str, found: &mut Found) {
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

fn for_meeting(whole: &Whole, asked: &[&Told], sentence: &str, found: &mut Found) {
    let Some(meeting) = whole.book.next_meeting else { return found.holds("board: for the meeting", false, sentence) };
    let those = asked.iter().filter(|told| whole.day(told.record).0 == Some(meeting)).count();
    let day = day_and_month(meeting);
    let expected = match (asked.len(), those) {
        (_, 0) => format!("None must be decided at the meeting of {day}."),
        (1, _) => format!("It is for the meeting of {day}."),
        (all, those) if all == those => format!("All are for the meeting of {day}."),
        (_, those) => {
            format!("{} {} for the meeting of {day}.", capitalized(&count_word(those)), plural(those, "is", "are"))
        }
    };
    found.holds("board: for the meeting", sentence == plain(&expected), &format!("{sentence} | {expected}"));
}

fn off_course(whole: &Whole, text: &str, found: &mut Found) {
    let off = Off::of(whole);
    let kinds = [
        (off.losses, "outside appetite"),
        (off.stops, "stop rule"),
        (off.missed, "missed"),
        (off.reviews, "review"),
        (off.steps, "step"),
        (off.checks, "check"),
        (off.suppliers, "over our limit"),
        (off.notices, "near"),
    ];
    let parts: Vec<&str> = text.split(", ").flat_map(|part| part.split(" and ")).collect();
    for (number, word) in kinds {
        // A check of a stop rule is no stop rule that is met.
        let is_part = |part: &&&str| part.contains(word) && (word != "stop rule" || part.ends_with("met"));
        let said = parts.iter().find(is_part).and_then(|part| count(part.split(' ').next()?)).unwrap_or(0);
        let kind = match word {
            "stop rule" => "board: stop rules met",
            "missed" => "board: notice days missed",
            "over our limit" => "board: suppliers over the limit",
            "outside appetite" => "board: losses outside appetite",
            _ => "board: overdue or near",
        };
        found.holds(kind, said == number, &format!("{text}: {number} {word}"));
    }
}

/// The board's other lists hold what is neither counted nor summed.
fn lists(whole: &Whole, board: &BoardPage, found: &mut Found) {
    let purpose = |told: &&Told, purpose: BoardFor| {
        told.record.status() == Some(Status::Proposed)
            && told.record.board.and_then(|slot| slot.purpose) == Some(purpose)
    };
    let status = |told: &&Told, status| told.record.status() == Some(status);
    let of = |is_on: &dyn Fn(&&Told) -> bool| whole.told.iter().filter(is_on).count();
    let expected = [
        ("For discussion", of(&|told| purpose(told, BoardFor::Discussion))),
        ("For information", of(&|told| purpose(told, BoardFor::Information))),
        ("Not yet before the board", of(&|told| status(told, Status::Draft))),
        (
            "Proposed, and not put to the board",
            of(&|told| status(told, Status::Proposed) && told.record.board.is_none() && !is_asked(told.record)),
        ),
    ];
    for (title, number) in expected {
        let shown = board.others.iter().find(|list| list.title == title).map_or(0, |list| list.items.len());
        found.holds("board: other lists", shown == number, &format!("{title}: {shown} of {number}"));
    }
}

fn rows(whole: &Whole, decide: &Decide, found: &mut Found) {
    let overdue = decide.rows.iter().filter(|row| row.on.is_some_and(|on| on < whole.as_of)).count();
    let waiting = capitalized(&matters(decide.rows.len(), "decision waits", "decisions wait"));
    let those =
        decide.rows.iter().filter(|row| row.meeting.is_some() && row.meeting == whole.book.next_meeting).count();
    let title = plain(&decide.title);
    let is_so = match (overdue, those) {
        (0, 0) => title == waiting,
        (0, those) if those == decide.rows.len() => title == format!("{waiting} for the meeting of 15 December"),
        (0, those) => title == format!("{waiting}, {} of them for the meeting of 15 December", count_word(those)),
        (overdue, _) if decide.rows.len() == 1 => overdue == 1 && title.ends_with("and its day has passed"),
        (overdue, _) if overdue == decide.rows.len() => title.ends_with("; the day of all has passed"),
        (overdue, _) => title.ends_with(&format!("; the day of {} has passed", count_word(overdue))),
    };
    found.holds("board: title of asks", is_so, &title);
    for row in &decide.rows {
        let told = &whole.told[row.record_idx];
        found.holds("board: day of an ask", row.on == whole.day(told.record).1, &row.ask);
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
            (shown, cash) => found.holds("board: cash of an ask", shown.is_none() && cash.is_none(), &row.ask),
        }
        let ask = told.record.ask.as_ref().map_or_else(|| plain(&told.brief.ask.undated), |ask| plain(ask));
        found.holds("board: ask as on its brief", plain(&row.ask) == ask, &row.ask);
    }
}

/// Which asks fit budgets and people together, and what putting off costs.
fn affordable(whole: &Whole, line: &str, found: &mut Found) {
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
    } else if let Some((fitting, rest)) = line.split_once(" fit together") {
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
        found.holds("board: affordability", false, line);
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

fn watched(whole: &Whole, watch: &Watch, found: &mut Found) {
    let off = Off::of(whole);
    let total =
        off.losses + off.suppliers + off.missed + off.reviews + off.steps + off.stops + off.checks + off.notices;
    let title = plain(&watch.title);
    let is = |count: usize| plural(count, "is", "are");
    let expected = match (total, off.before) {
        (off, 0) => format!("{} {} off course", matters(off, "matter", "matters"), is(off)),
        (0, due) => format!("{} {} due before the meeting", matters(due, "matter", "matters"), is(due)),
        (off, due) => {
            format!("{} {} off course, {} {} due", matters(off, "matter", "matters"), is(off), count_word(due), is(due))
        }
    };
    found.holds("watch: title", title == capitalized(&expected), &format!("{title} | {expected}"));
    let all = total + off.before;
    found.holds("watch: rows", watch.rows.len() == all.min(7), &format!("{title}: {} of {all}", watch.rows.len()));
    let is_cut = plain(&watch.caption).ends_with(&format!("These are 7 of {all}."));
    found.holds("watch: caption", is_cut == (all > 7), &watch.caption);
    if all <= 7 {
        let silent = watch.rows.iter().filter(|row| row.response.is_none()).count();
        let expected = match (all, silent) {
            (1, 0) => "Somebody is on it.".to_owned(),
            (_, 0) => "Somebody is on each of them.".to_owned(),
            (1, _) => "No response is recorded.".to_owned(),
            (all, silent) if all == silent => "No response is recorded for any of them.".to_owned(),
            (_, silent) => format!(
                "{} of them {} no response recorded.",
                capitalized(&count_word(silent)),
                plural(silent, "has", "have")
            ),
        };
        found.holds("watch: without a response", watch.lead == expected, &format!("{} | {expected}", watch.lead));
    }
    let distance = |due: &Due| (due.on - whole.as_of).get_days();
    for row in &watch.rows {
        let said = plain(&row.how_far);
        let left = holes(&said, "{} left").or(holes(&said, "{} overdue")).or(holes(&said, "Missed {} ago"));
        if let Some(inner) = left {
            let far = inner[0].split(' ').next().and_then(|days| count(days)).unwrap_or(0) as i32;
            let far = if said.ends_with("left") { far } else { -far };
            let title = row.title.as_deref().unwrap_or_default();
            let of_record = |due: &&Due| whole.told[due.record_idx].record.title.text == title;
            found.holds(
                "watch: days",
                whole.due.iter().filter(of_record).any(|due| distance(due) == far),
                &format!("{said}: {title}"),
            );
        }
        let text = prose(&row.what);
        days_of(whole, row.title.as_deref(), &text, found);
        if let Some(inner) = holes(&text, "{}xpected loss {} a year{}, outside the {} accepted {}") {
            let (loss, accepted) = match &row.title {
                None => (whole_loss(whole), whole.book.appetite.annual_loss),
                Some(title) => {
                    let told = whole.told.iter().find(|told| &told.record.title.text == title).expect("of the log");
                    let accepted = told.record.inputs.appetite.as_ref().and_then(|appetite| appetite.annual_loss);
                    (told.chosen().and_then(|(_, option)| option.annual_loss), accepted)
                }
            };
            let figure = format!("{}{}", inner[1], inner[2]);
            let is_so = loss.zip(accepted).is_some_and(|(loss, accepted)| {
                is_estimate(&figure, loss.mean, loss.p5, loss.p95) && is_sum(inner[3], accepted) && loss.mean > accepted
            });
            found.holds("watch: loss outside appetite", is_so, &text);
        }
    }
}

/// What the log as a whole loses a year, in the book's currency.
pub(super) fn whole_loss(whole: &Whole) -> Option<SummaryFigures> {
    let code = whole.book.currency.as_ref().map(adr::model::Currency::code);
    whole.figures.portfolios.iter().find(|portfolio| portfolio.currency.as_deref() == code)?.annual_loss
}

/// Days in a row of the watch list are those of its record.
fn days_of(whole: &Whole, title: Option<&str>, text: &str, found: &mut Found) {
    let Some(told) = whole.told.iter().find(|told| Some(told.record.title.text.as_str()) == title) else { return };
    let contract = || told.record.options[told.chosen()?.0].contract.as_ref();
    let is_end = |day: &str| {
        contract().and_then(|contract| contract.end_on(whole.as_of)).is_some_and(|end| day == in_plain(end))
    };
    let is_notice = |day: &str| {
        let end = contract().and_then(|contract| contract.end_on(whole.as_of));
        let notice = end.and_then(|end| end.checked_sub(jiff::Span::new().months(3)).ok());
        notice.is_some_and(|notice| day == in_plain(notice))
    };
    let review = || told.record.review_by.map(in_plain).unwrap_or_default();
    if let Some(inner) = holes(text, "{}he contract {} on {}; the last day for notice was {}.") {
        let end = inner[2].split(',').next().unwrap_or_default();
        let end = end.split("; ").next().unwrap_or_default();
        found.holds("watch: a missed notice day", is_end(end) && is_notice(inner[3]), text);
    } else if let Some(inner) = holes(text, "{}enews on {}, unless we give notice by {}.") {
        found.holds("watch: a notice day", is_end(inner[1]) && is_notice(inner[2]), text);
    } else if let Some(inner) = holes(text, "{} on {}; the last day for notice is {}.") {
        found.holds("watch: a notice day", is_end(inner[1]) && is_notice(inner[2]), text);
    } else if let Some(inner) = holes(text, "{}he review {} due on {}.") {
        let is_tense = (inner[1] == "was") == told.record.review_by.is_some_and(|by| by < whole.as_of);
        found.holds("watch: review", inner[2] == review() && is_tense, text);
    } else if let Some(inner) = holes(text, "“{}” was to be done by {}.") {
        let step =
            told.record.next.iter().find(|step| step.what == inner[0] && step.done.is_none()).and_then(|step| step.by);
        found.holds("watch: step", step.is_some_and(|by| inner[1] == in_plain(by) && by < whole.as_of), text);
    } else if let Some(inner) = holes(text, "{}: {}; we said stop above {}.") {
        let rule = told.record.kill.iter().find(|rule| rule.metric == inner[0]);
        let is_so = rule.and_then(|rule| rule.now.as_ref()).is_some_and(|(_, now)| now == inner[1]);
        found.holds("watch: stop rule", is_so && stops_met(told.record, whole.as_of) > 0, text);
    }
}

/// A day as a sentence with common spaces says it.
fn in_plain(day: jiff::civil::Date) -> String {
    plain(&in_words(day))
}
