//! Findings of blocks that one figure each stands behind: who is left soonest and ready first, money by year, a bad
//! year, and what nobody has answered.

use super::reading::{holes, is_near, is_sum, months, printed};
use super::{Found, Told, plain};
use adr::report::{CalendarYearFigures, LossFigures, OptionFigures, SummaryFigures};

pub(super) fn check(told: &Told, found: &mut Found) {
    binding(told, found);
    years(told, found);
    losses(told, found);
    gaps(told, found);
}

/// "Building is left soonest; buying is ready first".
fn binding(told: &Told, found: &mut Found) {
    let Some(figures) = &told.figures else { return };
    let Some(binding) = &told.page.binding else {
        let is_any = figures.options.iter().any(|option| option.exit_months.is_some());
        return found.holds("binds: nothing is known", !is_any, &told.page.title);
    };
    // Today's way is not left, and what is there already is not ready first.
    let is_new = |option: &OptionFigures| {
        option.sourcing != Some("avoid") && option.ready_months.is_none_or(|ready| ready.p95 > 0.0)
    };
    let exit = |option: &OptionFigures| option.exit_months.filter(|_| is_new(option));
    let ready = |option: &OptionFigures| option.ready_months.filter(|_| is_new(option));
    let text = plain(&binding.block.finding);
    let (of_new, text) = match text.strip_prefix("Of the new ways, ") {
        Some(rest) => (true, rest.to_owned()),
        None => (false, text),
    };
    let has_today = figures.options.iter().any(|option| !is_new(option));
    found.holds("binds: of the new ways", text == "How each option binds us" || of_new == has_today, &text);
    let mut parts = (None, None);
    for part in text.split("; ") {
        if let Some((who, _)) = part.split_once(" left soonest and ready first") {
            parts = (Some(who), Some(who));
        } else if let Some((who, _)) = part.split_once(" left soonest") {
            parts.0 = Some(who);
        } else if let Some((who, _)) = part.split_once(" ready first") {
            parts.1 = Some(who);
        }
    }
    let is_known = parts.0.is_some() || parts.1.is_some() || text == "How each option binds us";
    found.holds("binds: finding", is_known, &text);
    soonest(told, parts.0, &exit, "binds: left soonest", &text, found);
    soonest(told, parts.1, &ready, "binds: ready first", &text, found);
}

fn soonest(
    told: &Told,
    who: Option<&str>,
    of: &dyn Fn(&OptionFigures) -> Option<SummaryFigures>,
    kind: &'static str,
    text: &str,
    found: &mut Found,
) {
    let known: Vec<(usize, f64)> =
        (0..told.names.len()).filter_map(|idx| Some((idx, of(told.figures_of(idx)?)?.p50))).collect();
    let least = known.iter().map(|(_, months)| *months).fold(f64::INFINITY, f64::min);
    // Months are printed whole from ten on, and to half a month below.
    let step = if least < 10.0 { 0.51 } else { 0.051 * least + 0.51 };
    let is_all_same = known.iter().all(|(_, months)| months - least <= 2.0 * step);
    let Some(who) = who else {
        let kind = if kind.ends_with("soonest") { "binds: none is left soonest" } else { "binds: none is ready first" };
        return found.holds(kind, known.len() < 2 || is_all_same, &format!("{text} {known:?}"));
    };
    let who = who.strip_suffix(" is").or(who.strip_suffix(" are")).unwrap_or(who);
    let named: Vec<Option<usize>> =
        who.split(", ").flat_map(|part| part.split(" and ")).map(|name| named(told, name)).collect();
    let is_named = |idx: &usize| named.contains(&Some(*idx));
    let is_so = named.iter().all(Option::is_some)
        && known.iter().filter(|(idx, _)| is_named(idx)).all(|(_, months)| months - least <= step)
        && known.iter().filter(|(idx, _)| is_named(idx)).count() == named.len()
        && known.iter().filter(|(idx, _)| !is_named(idx)).all(|(_, months)| *months >= least)
        && known.iter().any(|(idx, months)| !is_named(idx) && *months > least);
    found.holds(kind, is_so, &format!("{text} {known:?}"));
}

/// The option that a sentence names, with a capital at its start.
fn named(told: &Told, name: &str) -> Option<usize> {
    let is = |known: &str| plain(known) == name || adr::number::capitalized(&plain(known)) == name;
    told.names.iter().position(|known| is(&known.doing) || is(&known.subject()))
}

/// "It has paid back in 2029", "Most goes out in 2027: £0.9m on average".
fn years(told: &Told, found: &mut Found) {
    let Some((_, chosen)) = told.chosen() else { return };
    let Some(text) = told.brief.years_finding.as_deref().map(plain) else { return };
    let spent = |year: &CalendarYearFigures| year.one_off + year.running + year.exit;
    let name = |text: &str| text.split('/').next().and_then(|year| year.parse::<i16>().ok());
    let mut so_far = 0.0;
    let sums: Vec<(i16, f64)> = chosen
        .by_calendar_year
        .iter()
        .map(|year| {
            so_far += year.benefit - spent(year);
            (year.year, so_far)
        })
        .collect();
    let of = format!("{text} {sums:?}");
    if let Some(inner) = holes(&text, "Most goes out in {}: {} on average") {
        let most = chosen.by_calendar_year.iter().map(spent).fold(0.0, f64::max);
        let year = chosen.by_calendar_year.iter().find(|year| Some(year.year) == name(inner[0]));
        let is_so = year.is_some_and(|year| spent(year) >= most * (1.0 - 1e-9) && is_sum(inner[1], spent(year)));
        found.holds("years finding: most goes out", is_so, &of);
    } else if let Some(inner) = holes(&text, "{} goes out each year, on average") {
        let all: Vec<f64> = chosen.by_calendar_year.iter().map(spent).filter(|sum| *sum != 0.0).collect();
        found.holds("years finding: as much each year", all.iter().all(|sum| is_sum(inner[0], *sum)), &of);
    } else if let Some(inner) = holes(&text, "At most {} goes out in a year, on average") {
        let most = chosen.by_calendar_year.iter().map(spent).fold(0.0, f64::max);
        found.holds("years finding: at most", is_sum(inner[0], most), &of);
    } else if let Some(inner) = holes(&text, "It has paid back in {}") {
        let year = name(inner[0]).unwrap_or(0);
        let behind = sums.iter().rposition(|(_, sum)| *sum < 0.0);
        let is_so = behind.and_then(|behind| sums.get(behind + 1)).is_some_and(|(first, _)| *first == year);
        found.holds("years finding: paid back", is_so, &of);
    } else if let Some(inner) = holes(&text, "More comes in than goes out from {} on") {
        let is_so = sums.iter().all(|(_, sum)| *sum >= 0.0) && sums.first().map(|(year, _)| *year) == name(inner[0]);
        found.holds("years finding: more comes in", is_so, &of);
    } else if let Some(inner) = holes(&text, "It has not paid back by the end of {}") {
        let flows = |year: &&CalendarYearFigures| spent(year) != 0.0 || year.benefit != 0.0;
        let last = chosen.by_calendar_year.iter().rfind(flows).map(|year| year.year);
        let is_so = sums.last().is_some_and(|(_, sum)| *sum < 0.0) && last == name(inner[0]);
        found.holds("years finding: not paid back", is_so, &of);
    } else if let Some(inner) = holes(&text, "Against leaving it alone, it pays back after about {}") {
        let is_so = chosen.simple_payback_years.is_some_and(|years| match inner[0].strip_suffix(" years") {
            Some(text) => printed(text, "").is_some_and(|found| is_near(found, years, 0.0)),
            None => months(inner[0]).is_some_and(|months| (months - 12.0 * years).abs() <= 1.0),
        });
        found.holds("years finding: against leaving it alone", is_so && chosen.savings_npv > Some(0.0), &of);
    } else {
        found.holds("years finding", false, &of);
    }
}

/// "A bad year would cost £0.9m": what one year in twenty passes, on the curve of its losses.
fn losses(told: &Told, found: &mut Found) {
    let (Some(text), Some(figures)) = (told.brief.losses_finding.as_deref().map(plain), &told.figures) else { return };
    let own = told.chosen().and_then(|(_, option)| option.loss_curve.as_ref());
    let all = figures.log_loss_curve_after.as_ref();
    let is_so = |curve: Option<&LossFigures>, sum: &str| {
        let Some(points) = curve.map(|curve| &curve.points) else { return false };
        let Some(behind) = points.iter().position(|(_, chance)| *chance <= 0.05) else { return false };
        let low = points[behind.saturating_sub(1)].0;
        let high = points[behind].0;
        printed(sum, "").is_some_and(|sum| sum.value >= low * 0.94 && sum.value <= high * 1.06)
    };
    if let Some(inner) = holes(&text, "A bad year would cost {}") {
        found.holds("losses finding: a bad year", is_so(own, inner[0]), &format!("{text} {own:?}"));
    } else if let Some(inner) = holes(&text, "A bad year of all that was decided would cost {}") {
        found.holds("losses finding: of all", is_so(all, inner[0]), &format!("{text} {all:?}"));
    } else if text == "Even a bad year would cost nothing" {
        let curve = own.or(all);
        let is_so = curve.is_none_or(|curve| curve.points.first().is_none_or(|(_, chance)| *chance <= 0.05));
        found.holds("losses finding: nothing", is_so, &format!("{text} {curve:?}"));
    } else {
        found.holds("losses finding", text == "An expected year and a bad one", &text);
    }
}

/// As many as blocks say that nobody has answered.
fn gaps(told: &Told, found: &mut Found) {
    use serde_json::Value;
    fn walk(value: &Value, count: &mut usize) {
        match value {
            Value::Array(list) => list.iter().for_each(|value| walk(value, count)),
            Value::Object(fields) => {
                let is_gap = fields.get("is_gap") == Some(&Value::Bool(true)) && fields.contains_key("sentences");
                *count += usize::from(is_gap);
                fields.values().for_each(|value| walk(value, count));
            }
            _ => {}
        }
    }
    let mut all = 0;
    let mut page = serde_json::to_value(&told.brief).expect("pages are data");
    if !told.brief.is_ask_shown {
        page["ask"].take();
    }
    walk(&page, &mut all);
    match &told.brief.gaps {
        None => found.holds("gaps: none", all == 0, &told.brief.title),
        Some((title, answers)) => {
            let title = plain(title).to_lowercase();
            let number = title.split(' ').next().and_then(super::reading::count);
            let is_so = number == Some(answers.len()) && answers.len() == all;
            found.holds("gaps: how many", is_so, &format!("{title} {all} {answers:?}"));
        }
    }
}
