//! All parts of a trace, in the order in which a reader asks.

use super::page::{Trace, TracePart};
use super::tracing::Tracing;
use super::{change, log, option, weighing, worth};
use crate::report::Input;
use crate::report::narrate::{Case, clean};

/// Traces the figures of a record that have these topics, all without any; `None` without figures.
/// Where nothing has them, the topics there are come back as the error.
pub fn trace(input: &Input, record_idx: usize, words: &[String]) -> Option<Result<Trace, Vec<String>>> {
    let case = Case::new(input, record_idx);
    let analysis = case.analysis?;
    let tracing = Tracing { case: &case, analysis };
    let mut parts = weighing::parts(&tracing);
    for option in &case.order {
        parts.extend(option::parts(&tracing, *option));
    }
    parts.extend(weighing::turning_parts(&tracing));
    parts.extend(change::parts(&tracing));
    parts.extend(worth::parts(&tracing));
    parts.extend(log::parts(&tracing));
    let topics = known(&parts);
    parts.retain(|part| part.is_about(words));
    if parts.is_empty() {
        return Some(Err(topics));
    }
    let (title, path) = (clean(&case.record.title.text), case.record.path.clone());
    Some(Ok(Trace { title, path, notes: tracing.notes(), parts }))
}

fn known(parts: &[TracePart]) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for topic in parts.iter().flat_map(|part| &part.topics) {
        if !known.contains(topic) {
            known.push(topic.clone());
        }
    }
    known
}
