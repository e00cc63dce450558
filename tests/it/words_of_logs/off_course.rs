//! What is off course: counted from records and figures, and as the watch list tells it.

use super::boards::{matters, whole_loss};
use super::reading::{count, holes, is_estimate, is_sum};
use super::{Found, Told, Whole, due_of, plain, prose, stops_met};
use adr::log::{Due, DueKind};
use adr::number::{capitalized, count_word, date as in_words, plural};
use adr::report::Watch;

/// What is off course, counted from records and figures.
pub(super) struct Off {
    pub(super) losses: usize,
    pub(super) suppliers: usize,
    pub(super) loud_suppliers: usize,
    pub(super) missed: usize,
    pub(super) reviews: usize,
    pub(super) steps: usize,
    pub(super) stops: usize,
    pub(super) checks: usize,
    pub(super) notices: usize,
    pub(super) before: usize,
}

impl Off {
    /// Counts it.
    pub(super) fn of(whole: &Whole) -> Self {
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

pub(super) fn watched(whole: &Whole, watch: &Watch, found: &mut Found) {
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
            let far = inner[0].split(' ').next().and_then(count).and_then(|days| i32::try_from(days).ok()).unwrap_or(0);
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
            let of_record = |told: &Told| {
                let accepted = told.record.inputs.appetite.as_ref().and_then(|appetite| appetite.annual_loss);
                (told.chosen().and_then(|(_, option)| option.annual_loss), accepted)
            };
            let called = |told: &&Told| row.title.as_ref() == Some(&told.record.title.text);
            let pairs: Vec<_> = match &row.title {
                None => vec![(whole_loss(whole), whole.book.appetite.annual_loss)],
                Some(_) => whole.told.iter().filter(called).map(of_record).collect(),
            };
            let figure = format!("{}{}", inner[1], inner[2]);
            let is_so = pairs.into_iter().filter_map(|(loss, accepted)| loss.zip(accepted)).any(|(loss, accepted)| {
                is_estimate(&figure, loss.mean, loss.p5, loss.p95) && is_sum(inner[3], accepted) && loss.mean > accepted
            });
            found.holds("watch: loss outside appetite", is_so, &text);
        }
    }
}

/// Days in a row of the watch list are those of its record.
fn days_of(whole: &Whole, title: Option<&str>, text: &str, found: &mut Found) {
    // Where two are called the same, it may be of either.
    let called: Vec<&Told> = whole.told.iter().filter(|told| Some(told.record.title.text.as_str()) == title).collect();
    let mut told = called.iter().map(|told| {
        let mut own = Found::default();
        days_of_record(whole, told, text, &mut own);
        own
    });
    let Some(first) = told.next() else { return };
    let right = if first.faults.is_empty() { None } else { told.find(|own| own.faults.is_empty()) };
    found.add(right.unwrap_or(first));
}

fn days_of_record(whole: &Whole, told: &Told, text: &str, found: &mut Found) {
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
