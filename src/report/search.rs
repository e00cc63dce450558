//! What is found in a log: records with the line that holds what was asked.

use crate::log::{DecisionLog, LoggedRecord};
use crate::model::{Record, Status};
use crate::report::find::named;
use crate::report::list::{ListedRecord, listed};
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

/// One record that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FoundRecord {
    /// As in a list.
    #[serde(flatten)]
    pub record: ListedRecord,
    /// It holds all words that were asked for.
    pub holds_all: bool,
    /// The line of its file that holds most of them, from 1; `None` where they stand in no single line of text.
    pub line: Option<usize>,
    /// That line.
    pub text: Option<String>,
}

/// Texts of a record with their weights, as the page "Find" weighs them, and its file as it is written.
pub fn searched<'a>(logged: &'a LoggedRecord, file: &'a str) -> Vec<(u8, Cow<'a, str>)> {
    let record = &logged.record;
    let mut texts: Vec<(u8, Cow<'_, str>)> = vec![
        (5, record.title.text.as_str().into()),
        (4, record.slug.as_str().into()),
        (3, status(record).into()),
        (1, file.into()),
    ];
    texts.extend(record.number.map(|number| (7, number.to_string().into())));
    texts.extend(record.printed_id.as_deref().map(|id| (7, id.into())));
    texts.extend(record.area.as_deref().map(|area| (3, area.into())));
    texts.extend(named(record).map(|text| (4, text.into())));
    texts
}

fn status(record: &Record) -> &'static str {
    record.status().map_or("none", Status::as_str)
}

/// A record that was found; `best` gives the line of its file that shows why.
pub fn found_record(
    logged: &LoggedRecord,
    log: &DecisionLog,
    holds_all: bool,
    best: Option<(usize, &str)>,
) -> FoundRecord {
    FoundRecord {
        record: listed(logged, log),
        holds_all,
        line: best.map(|(line, _)| line),
        text: best.map(|(_, text)| text.trim().to_owned()),
    }
}

/// What a filter asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterKey {
    /// How it stands.
    Status,
    /// Its area.
    Area,
    /// One of its words.
    Tag,
    /// Who answers for it.
    Owner,
    /// Who decides.
    Decider,
    /// On whom one of its options rests.
    Supplier,
}

impl FilterKey {
    /// All, by the word that is typed.
    pub const ALL: [(&'static str, Self); 6] = [
        ("status", Self::Status),
        ("area", Self::Area),
        ("tag", Self::Tag),
        ("owner", Self::Owner),
        ("decider", Self::Decider),
        ("supplier", Self::Supplier),
    ];

    /// What a record says about it. `areas` gives the name of an area.
    pub fn said<'a>(self, record: &'a Record, areas: &'a [(String, String)]) -> Vec<&'a str> {
        let area = record.area.as_deref();
        match self {
            Self::Status => vec![status(record)],
            Self::Area => {
                let name = areas.iter().filter(|(slug, _)| Some(slug.as_str()) == area).map(|(_, name)| name.as_str());
                area.into_iter().chain(name).collect()
            }
            Self::Tag => record.tags.iter().map(String::as_str).collect(),
            Self::Owner => record.roles.owner.as_deref().into_iter().collect(),
            Self::Decider => record.roles.decision_makers.iter().map(String::as_str).collect(),
            Self::Supplier => {
                let suppliers = record.options.iter().filter_map(|option| option.supplier.as_ref());
                suppliers.flat_map(|one| std::iter::once(one.name.as_str()).chain(one.parent.as_deref())).collect()
            }
        }
    }
}
