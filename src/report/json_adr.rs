//! JSON-ADR 1.0.0, in which `adrs` and other tools exchange decision records.
//!
//! Its schema: github.com/joshrotenberg/adrs, schema/json-adr/v1.json. It asks for a number of its own and a day of every
//! record; one that has none cannot be told in it.

use crate::log::{LoggedRecord, Resolution};
use crate::model::{ConsideredOption, LinkKind, Record, Section, Status};
use crate::report::Input;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A log as JSON-ADR.
pub struct JsonAdr<'a> {
    /// What is written.
    pub document: JsonAdrDocument<'a>,
    /// Paths of records that it cannot hold, and what they lack.
    pub left_out: Vec<(String, &'static str)>,
}

/// The document, as its schema wants it.
#[derive(Serialize)]
pub struct JsonAdrDocument<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    tool: Tool,
    repository: Repository<'a>,
    adrs: Vec<Adr<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Repository<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    adr_directory: Option<&'a str>,
}

#[derive(Serialize)]
struct Adr<'a> {
    number: u64,
    title: &'a str,
    status: &'a str,
    date: String,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    deciders: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    consulted: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    informed: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    #[serde(flatten)]
    parts: Parts<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    considered_options: Vec<Considered<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link<'a>>,
    path: &'a str,
}

/// What the text says, by section.
#[derive(Default, Serialize)]
struct Parts<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    decision_drivers: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    consequences: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmation: Option<&'a str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    custom_sections: BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
struct Considered<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pros: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cons: Vec<&'a str>,
}

#[derive(Serialize)]
struct Link<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    target: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

/// The log as JSON-ADR; `name` is what its repository is called.
pub fn json_adr<'a>(input: &'a Input<'a>, name: &'a str) -> JsonAdr<'a> {
    let mut left_out = Vec::new();
    let mut numbers = BTreeSet::new();
    let mut folders = BTreeSet::new();
    let mut adrs = Vec::new();
    for logged in &input.log.records {
        folders.insert(logged.record.folder.as_str());
        match adr(logged, input, &numbers) {
            Ok(adr) => {
                numbers.insert(adr.number);
                adrs.push(adr);
            }
            Err(lack) => left_out.push((logged.record.path.clone(), lack)),
        }
    }
    let only_folder = if folders.len() == 1 { folders.first().copied() } else { None };
    let document = JsonAdrDocument {
        schema: "https://raw.githubusercontent.com/joshrotenberg/adrs/main/schema/json-adr/v1.json",
        version: "1.0.0",
        tool: Tool { name: "adr", version: env!("CARGO_PKG_VERSION") },
        repository: Repository { name, adr_directory: only_folder },
        adrs,
    };
    JsonAdr { document, left_out }
}

fn adr<'a>(logged: &'a LoggedRecord, input: &'a Input, taken: &BTreeSet<u64>) -> Result<Adr<'a>, &'static str> {
    let record = &logged.record;
    let number = record.number.filter(|number| *number > 0).ok_or("has no number from 1")?;
    if taken.contains(&number) {
        return Err("has the number of another record");
    }
    if record.title.text.is_empty() {
        return Err("has no title");
    }
    let first_commit = || logged.history.as_ref()?.first.as_ref().map(|change| change.date);
    let day = record.date.as_ref().map(|date| date.date).or_else(first_commit).ok_or("has no date")?;
    let status = match record.status() {
        None => "none",
        Some(Status::Other) => record.status.as_ref().map_or("none", |status| status.raw.as_str()),
        Some(status) => status.as_str(),
    };
    let links = record.links.iter().zip(&logged.resolutions).filter_map(|(link, to)| {
        let Resolution::Record(to) = to else { return None };
        let target = input.log.records.get(*to)?.record.number.filter(|number| *number > 0)?;
        let kind = match link.kind {
            LinkKind::Related => "relates-to",
            kind => kind.as_str(),
        };
        Some(Link { kind, target, description: link.text.as_deref() })
    });
    Ok(Adr {
        number,
        title: &record.title.text,
        status,
        date: day.to_string(),
        deciders: &record.roles.decision_makers,
        consulted: &record.roles.consulted,
        informed: &record.roles.informed,
        tags: &record.tags,
        parts: parts(record),
        considered_options: record.options.iter().filter(|option| !option.title.is_empty()).map(considered).collect(),
        links: links.collect(),
        path: &record.path,
    })
}

fn considered(option: &ConsideredOption) -> Considered<'_> {
    Considered {
        name: &option.title,
        description: option.summary.as_deref(),
        pros: option.pros.iter().map(|argument| argument.text.as_str()).collect(),
        cons: option.cons.iter().map(|argument| argument.text.as_str()).collect(),
    }
}

/// Sections by their usual names; every other one under its own heading.
fn parts(record: &Record) -> Parts<'_> {
    let mut parts = Parts::default();
    let sections = &record.body.sections;
    // One that lies in another comes along with it.
    let is_inner = |section: &Section| {
        sections
            .iter()
            .any(|outer| outer.level < section.level && outer.start < section.start && section.end <= outer.end)
    };
    for section in sections.iter().filter(|section| !is_inner(section)) {
        let Some(text) = record.text.get(section.start..section.end).map(str::trim) else { continue };
        if text.is_empty() {
            continue;
        }
        match section.heading.trim().to_lowercase().as_str() {
            "status" | "date" | "considered options" => {}
            "context" | "context and problem statement" if parts.context.is_none() => parts.context = Some(text),
            "decision" | "decision outcome" if parts.decision.is_none() => parts.decision = Some(text),
            "decision drivers" => parts.decision_drivers.extend(points(text)),
            "consequences" => parts.consequences.extend(points(text)),
            "confirmation" if parts.confirmation.is_none() => parts.confirmation = Some(text),
            _ => {
                parts.custom_sections.entry(section.heading.trim()).or_insert(text);
            }
        }
    }
    parts
}

/// Items of a list, and paragraphs.
fn points(text: &str) -> Vec<String> {
    let mut points: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in text.lines() {
        let item = ["* ", "- ", "+ "].iter().find_map(|mark| line.strip_prefix(mark));
        match (item, line.trim()) {
            (_, "") => is_open = false,
            (Some(item), _) => {
                points.push(item.trim().to_owned());
                is_open = true;
            }
            (None, rest) => match points.last_mut().filter(|_| is_open) {
                Some(last) => {
                    last.push(' ');
                    last.push_str(rest);
                }
                None => {
                    points.push(rest.to_owned());
                    is_open = true;
                }
            },
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_items_and_paragraphs() {
        assert_eq!(
            points("* Good,\n  as it is\n* Bad\n\nAnd a\nparagraph.\n"),
            ["Good, as it is", "Bad", "And a paragraph."]
        );
        assert!(points(" \n").is_empty());
    }
}
