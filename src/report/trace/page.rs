//! What a trace is made of.

use schemars::JsonSchema;
use serde::Serialize;

/// How the figures of one decision come about.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Trace {
    /// The record's title.
    pub title: String,
    /// Its path, relative to the root.
    pub path: String,
    /// What holds for all parts.
    pub notes: Vec<String>,
    /// One figure each.
    pub parts: Vec<TracePart>,
}

/// One figure, traced.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct TracePart {
    /// Words that find it: the option, the criterion, the sort of figure.
    pub topics: Vec<String>,
    /// What it is: "Total of building".
    pub title: String,
    /// As printed.
    pub value: Option<String>,
    /// How it is worked out.
    pub formula: Option<String>,
    /// What it is made of.
    pub rows: Vec<TraceRow>,
    /// What the rows come to.
    pub sum: Option<TraceRow>,
    /// What is to be known beside it.
    pub notes: Vec<String>,
}

/// One term of a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TraceRow {
    /// What.
    pub what: String,
    /// From what.
    pub from: String,
    /// What it comes to.
    pub value: String,
    /// Where it is stated: line and column, with the file where that is another one.
    pub place: Option<String>,
    /// That is in another file than the record, and its place long.
    #[serde(skip)]
    pub is_elsewhere: bool,
}

impl TraceRow {
    pub(super) fn new(what: impl Into<String>, from: impl Into<String>, value: impl Into<String>) -> Self {
        Self { what: what.into(), from: from.into(), value: value.into(), ..Self::default() }
    }

    #[must_use]
    pub(super) fn at(mut self, place: Option<String>) -> Self {
        self.place = place;
        self
    }

    #[must_use]
    pub(super) fn in_file(self, path: &str, place: Option<String>) -> Self {
        Self { is_elsewhere: place.is_some(), ..self }.at(place.map(|place| format!("{path}:{place}")))
    }
}

impl TracePart {
    pub(super) fn new(topics: &[&str], title: impl Into<String>) -> Self {
        Self {
            topics: topics.iter().map(|topic| crate::model::slug(topic)).collect(),
            title: title.into(),
            ..Self::default()
        }
    }

    /// Whether every one of these words is a topic of it.
    pub(super) fn is_about(&self, words: &[String]) -> bool {
        words.iter().all(|word| self.topics.contains(word))
    }
}
