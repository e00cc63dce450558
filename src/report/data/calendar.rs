//! Every day that something falls due on, as an entry of a calendar.

use crate::number;
use crate::report::agenda::agenda;
use crate::report::narrate::{clean, short_name};
use crate::report::{Input, link};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A day of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    /// Stays the same while the thing to do does, on whatever day it falls.
    pub key: String,
    /// The day.
    pub on: Date,
    /// "Review: Monitoring".
    pub summary: String,
    /// What is to be done, and who answers.
    pub description: String,
    /// The decision's page, where the book says where the site stands.
    pub url: Option<String>,
}

/// The agenda's days, in its order.
pub fn calendar(input: &Input) -> Vec<CalendarEntry> {
    let by_id: BTreeMap<&str, usize> =
        input.log.records.iter().enumerate().map(|(idx, logged)| (logged.page_id.as_ref(), idx)).collect();
    let mut entries = Vec::new();
    for item in agenda(input).groups.iter().flat_map(|group| &group.items) {
        let (Some(on), Some(idx)) = (item.on.as_ref().and_then(|on| on.parse().ok()), by_id.get(item.id.as_str()))
        else {
            continue;
        };
        let logged = &input.log.records[*idx];
        let who = item.who.as_deref().map(clean).filter(|who| !who.is_empty());
        let who = who.map_or_else(|| "Nobody is named who answers.".to_owned(), |who| format!("{who} answers."));
        entries.push(CalendarEntry {
            key: format!("{}/{}/{}", item.id, item.kind, item.item_idx),
            on,
            summary: format!("{}: {}", word(item.kind), short_name(&logged.record)),
            description: format!("{} {who}", number::sentence(&clean(&item.what))),
            url: input.book.site_url.as_ref().map(|base| joined(base, &link::decision(logged))),
        });
    }
    entries
}

/// The address on the web of a page, which is given from the site's first folder; `None` where the book does not say
/// where the site stands, or says what is no address.
pub fn online(input: &Input, path: &str) -> Option<String> {
    let base = clean(input.book.site_url.as_deref()?);
    let is_address = (base.starts_with("https://") || base.starts_with("http://"))
        && !base.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | '&'));
    is_address.then(|| joined(&base, path))
}

/// An address in a site.
pub(super) fn joined(base: &str, path: &str) -> String {
    format!("{}/{path}", clean(base).trim_end_matches('/'))
}

fn word(kind: &str) -> &'static str {
    match kind {
        "decision" => "Decide",
        "discussion" => "Discuss",
        "information" => "Take note",
        "notice" => "Give notice",
        "contract-end" => "Contract ends",
        "kill" => "Check the stop rule",
        "review" => "Review",
        "outcome" => "Record what came",
        "response" => "Response due",
        "draft" => "Draft",
        "proposal" => "Proposed",
        _ => "Step due",
    }
}
