//! What was chosen, when, and what was expected of it then.

use super::entries::{after, with_inner, with_key, with_value, yaml_text};
use super::page::{Page, Refusal, keeps_but_links};
use super::text::line_end;
use crate::model::{Forecasted, Points, Record};
use crate::record::Shape;
use jiff::civil::Date;

/// The outcome of a decision.
#[derive(Clone, Copy, Debug)]
pub struct Decided<'a> {
    /// The option, as the record names it.
    pub option: Option<&'a str>,
    /// When.
    pub on: Date,
    /// What is expected of it.
    pub forecast: Option<&'a Forecasted>,
}

/// The text with the outcome in its `decision`.
pub fn decide(page: &Page<'_>, text: &str, decided: &Decided<'_>) -> Result<String, Refusal> {
    let record = page.read_whole(text)?;
    let changed = changed(page, text, &record, decided);
    let holds =
        |changed: &String| page.read(changed).is_some_and(|after| says(&after, decided) && keeps(&record, &after));
    changed.filter(holds).ok_or_else(|| {
        let place = record.place("decision").or(record.place("status")).or(record.title.span);
        let help = format!("write `decision: {{ {} }}` into its front matter by hand", pairs(decided).join(", "));
        page.refusal(place, "no place for the outcome was found in its front matter", help)
    })
}

fn changed(page: &Page<'_>, text: &str, record: &Record, decided: &Decided<'_>) -> Option<String> {
    let layout = page.layout(text, record);
    let front = layout.front_matter.as_ref().filter(|front| !front.is_toml)?;
    let Some(entry) = front.entry("decision") else {
        let indented = pairs(decided).into_iter().map(|pair| format!("  {pair}"));
        let lines: Vec<String> = std::iter::once("decision:".to_owned()).chain(indented).collect();
        let beside = front.entry("recommend").map(|recommend| after(text, recommend));
        return Some(with_key(text, front, beside, &lines.join(line_end(text))));
    };
    if entry.shape == Shape::Nothing {
        return with_value(text, entry, &format!("{{ {} }}", pairs(decided).join(", ")));
    }
    let mut whole = text.to_owned();
    for pair in pairs(decided) {
        let (key, value) = pair.split_once(": ")?;
        let layout = page.layout(&whole, record);
        whole = with_inner(&whole, layout.front_matter.as_ref()?.entry("decision")?, key, value)?;
    }
    Some(whole)
}

/// `key: value`, for a block or for braces.
fn pairs(decided: &Decided<'_>) -> Vec<String> {
    let option = decided.option.map(|option| format!("option: {}", yaml_text(option)));
    let forecast = decided.forecast.map(|forecast| format!("forecast: {}", frozen(forecast)));
    option.into_iter().chain([format!("on: {}", decided.on)]).chain(forecast).collect()
}

/// A forecast in braces. Its digits are those that a reader can hold against what comes.
fn frozen(forecast: &Forecasted) -> String {
    let points = |(p5, p50, p95): Points, digits: usize| {
        format!("{{ p5: {p5:.digits$}, p50: {p50:.digits$}, p95: {p95:.digits$} }}")
    };
    let inputs = forecast.inputs.as_ref().map(|inputs| format!("inputs: \"{inputs}\""));
    let cash = forecast.cash.map(|cash| format!("cash: {}", points(cash, 0)));
    let ready = forecast.ready.map(|ready| format!("ready: {}", points(ready, 1)));
    let first = forecast.first.map(|first| format!("first: {first:.3}"));
    format!("{{ {} }}", inputs.into_iter().chain(cash).chain(ready).chain(first).collect::<Vec<_>>().join(", "))
}

fn says(record: &Record, decided: &Decided<'_>) -> bool {
    let Some(decision) = &record.decision else { return false };
    let is_frozen = match (decided.forecast, &decision.forecast) {
        (Some(wanted), Some(stated)) => {
            wanted.inputs == stated.inputs
                && wanted.cash.is_some() == stated.cash.is_some()
                && wanted.ready.is_some() == stated.ready.is_some()
        }
        (Some(_), None) => false,
        (None, _) => true,
    };
    is_frozen
        && decision.on == Some(decided.on)
        && decided.option.is_none_or(|option| decision.option.as_deref() == Some(option))
}

fn keeps(before: &Record, after: &Record) -> bool {
    let kept =
        |record: &Record| record.decision.clone().map(|decision| (decision.by, decision.because, decision.conditions));
    let default = Some((Vec::new(), None, Vec::new()));
    before.status() == after.status()
        && keeps_but_links(before, after)
        && before.links == shifted(after, before)
        && kept(before).or(default) == kept(after)
}

/// The links of one record at the places of the other: lines may have moved.
fn shifted(after: &Record, before: &Record) -> Vec<crate::model::StatedLink> {
    let mut links = after.links.clone();
    for (link, former) in links.iter_mut().zip(&before.links) {
        link.span = former.span;
    }
    links
}
