//! Single values of the schema: text, roles, dates, words, yes and no.
//!
//! Each takes a node and gives what it means, or a finding that shows what to write.

use crate::finding::nearest;
use crate::record::placeholder::names_nothing;
use crate::record::yaml::tolerant::Reader;
use crate::record::yaml::tree::{NodeId, Value};
use jiff::civil::Date;

impl Reader<'_> {
    /// The text of a scalar. A template's `{ text }` is a map with nothing in it, and means its key.
    pub(crate) fn scalar(&self, node: NodeId) -> Option<&str> {
        let tree = self.tree;
        if tree.is_null(node) {
            return None;
        }
        if let Some(text) = tree.text(node) {
            return Some(text.trim()).filter(|text| !text.is_empty());
        }
        match self.in_braces(node).as_deref() {
            Some([]) => return None,
            Some([only]) => return tree.text(*only),
            _ => {}
        }
        let message = format!("one value belongs here, and {} stands here", tree.kind(node));
        self.error("wrong-shape", node, message, Some("write one text or number".to_owned()));
        None
    }

    /// What stands in a template's braces, `{ A, B }`: to YAML a block whose keys have no values.
    pub(crate) fn in_braces(&self, node: NodeId) -> Option<Vec<NodeId>> {
        let tree = self.tree;
        let is_bare = tree.is_map(node) && tree.entries(node).iter().all(|(_, value)| tree.is_null(*value));
        is_bare.then(|| tree.entries(node).iter().map(|(key, _)| *key).collect())
    }

    /// A text in the author's words.
    pub(crate) fn text(&self, node: Option<NodeId>) -> Option<String> {
        let node = node?;
        let text = self.scalar(node)?;
        if self.tree.is_cut(node) {
            let message = format!("`{text}` reads as several entries, since a comma ends a text inside braces");
            self.error("unknown-key", node, message, Some("put the whole text in quotes".to_owned()));
        }
        let is_plain = matches!(self.tree.value(node), Value::Scalar { is_plain: true, .. });
        if is_plain && truth(text).is_some() {
            let message = format!("`{text}` stands where a text belongs, and YAML takes it for yes or no");
            self.warning("yes-no", node, message, Some(format!("write a text, or `\"{text}\"` if that is the text")));
        }
        Some(text.to_owned())
    }

    /// A text for which yes and no are words like any other.
    pub(crate) fn any_text(&self, node: Option<NodeId>) -> Option<String> {
        self.scalar(node?).map(str::to_owned)
    }

    /// A tag of a language (BCP 47, RFC 5646, section 2.1, as far as people write them): `de`, `pt-BR`; `no` is Norwegian.
    pub(crate) fn language(&self, node: Option<NodeId>) -> Option<String> {
        let tag = self.any_text(node)?.trim().replace('_', "-");
        let mut parts = tag.split('-');
        let is_first =
            |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_next =
            |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if parts.next().is_some_and(is_first) && parts.all(is_next) {
            return Some(tag);
        }
        let help = Some("write a tag such as `en`, `de` or `pt-BR`".to_owned());
        self.warning("unknown-word", node?, format!("`{tag}` is no tag of a language"), help);
        None
    }

    /// A list of texts; one text is a list of one.
    pub(crate) fn texts(&self, node: Option<NodeId>) -> Vec<String> {
        let Some(node) = node else { return Vec::new() };
        match self.tree.value(node) {
            Value::List(items) => items.iter().filter_map(|item| self.text(Some(*item))).collect(),
            _ => match self.in_braces(node) {
                Some(keys) => keys.iter().filter_map(|key| self.text(Some(*key))).collect(),
                None => self.text(Some(node)).into_iter().collect(),
            },
        }
    }

    /// Roles or people: a list, or one text with commas.
    pub(crate) fn roles(&self, node: Option<NodeId>) -> Vec<String> {
        let Some(node) = node else { return Vec::new() };
        let mut texts = self.texts(Some(node));
        if self.tree.text(node).is_none() {
            texts.retain(|text| !names_nothing(text));
            return texts;
        }
        if texts.iter().all(|text| names_nothing(text)) {
            return Vec::new();
        }
        let names = texts.iter().flat_map(|text| text.split(',')).map(str::trim);
        names.filter(|name| !names_nothing(name)).map(str::to_owned).collect()
    }

    /// A day.
    pub(crate) fn date(&self, node: Option<NodeId>) -> Option<Date> {
        let node = node?;
        let text = self.scalar(node)?;
        let day = day(text);
        if day.is_none() {
            let message = format!("`{text}` is no date");
            self.error("bad-date", node, message, Some("write year, month and day: `2026-11-05`".to_owned()));
        }
        day
    }

    /// The first day of a month: `2027-01`, or any day in it.
    pub(crate) fn month(&self, node: Option<NodeId>) -> Option<Date> {
        let node = node?;
        let text = self.scalar(node)?;
        let day = day(text).or_else(|| (text.len() == 7).then(|| day(&format!("{text}-01")))?);
        if day.is_none() {
            let message = format!("`{text}` is no month");
            self.error("bad-date", node, message, Some("write year and month: `2027-01`".to_owned()));
        }
        day.map(Date::first_of_month)
    }

    /// Yes or no.
    pub(crate) fn yes_no(&self, node: Option<NodeId>) -> Option<bool> {
        let node = node?;
        let text = self.scalar(node)?;
        let answer = truth(text);
        if answer.is_none() {
            self.error(
                "unknown-word",
                node,
                format!("`{text}` is neither yes nor no"),
                Some("write `yes` or `no`".to_owned()),
            );
        }
        answer
    }

    /// One of a few words.
    pub(crate) fn word<T: Copy>(&self, node: Option<NodeId>, words: &[(&'static str, T)]) -> Option<T> {
        let node = node?;
        let text = self.scalar(node)?;
        let found = words.iter().find(|(word, _)| crate::record::yaml::tree::same_key(word, text));
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let help = match nearest(text, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write one of: {}", known.join(", ")),
            };
            self.error("unknown-word", node, format!("`{text}` is not among the words that stand here"), Some(help));
        }
        found.map(|(_, value)| *value)
    }

    /// A whole number from `low` to `high`.
    pub(crate) fn whole(&self, node: Option<NodeId>, low: u64, high: u64) -> Option<u64> {
        let node = node?;
        let text = self.scalar(node)?;
        let plain: String = text.chars().filter(|c| !matches!(c, '_' | ',')).collect();
        let found = plain.parse().ok().filter(|count| (low..=high).contains(count));
        if found.is_none() {
            let message = format!("`{text}` is no whole number from {low} to {high}");
            self.error("bad-number", node, message, Some(format!("write a number such as `{}`", low.max(1))));
        }
        found
    }
}

/// A day as `2026-11-05`, a time after it passed over.
pub(crate) fn day(text: &str) -> Option<Date> {
    let (day, rest) = text.split_at_checked(10)?;
    let is_spelled = day.bytes().enumerate().all(|(idx, byte)| match idx {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let ends = rest.is_empty() || rest.starts_with(['T', 't', ' ']);
    if is_spelled && ends { day.parse().ok() } else { None }
}

/// What people write for yes and no.
pub(crate) fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "true" | "on" => Some(true),
        "no" | "false" | "off" => Some(false),
        _ => None,
    }
}
