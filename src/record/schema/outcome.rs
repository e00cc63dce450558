//! What was decided, what we expected, and what came of it.

use crate::model::{
    Actual, BoardFor, BoardSlot, Decision, Dissent, Done, Forecast, Forecasted, KillCriterion, KillThreshold, NextStep,
    Points, Quantity, Response, Status, StatusChange,
};
use crate::record::values::scalars::truth;
use crate::record::values::written::{leading_number, loose_number};
use crate::record::yaml::tolerant::Reader;
use crate::record::yaml::tree::{NodeId, Value};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct DecisionSchema {
    option: Option<NodeId>,
    on: Option<NodeId>,
    by: Option<NodeId>,
    because: Option<NodeId>,
    conditions: Option<NodeId>,
    forecast: Option<FrozenSchema>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct FrozenSchema {
    inputs: Option<NodeId>,
    cash: Option<PercentilesSchema>,
    ready: Option<PercentilesSchema>,
    first: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PercentilesSchema {
    p5: Option<NodeId>,
    p50: Option<NodeId>,
    p95: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RecommendSchema {
    option: Option<NodeId>,
    because: Option<NodeId>,
    by: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct BoardSchema {
    r#for: Option<NodeId>,
    meeting: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct DissentSchema {
    who: Option<NodeId>,
    why: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct ResponseSchema {
    what: Option<NodeId>,
    who: Option<NodeId>,
    by: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct StepSchema {
    what: Option<NodeId>,
    who: Option<NodeId>,
    by: Option<NodeId>,
    done: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct KillSchema {
    metric: Option<NodeId>,
    below: Option<NodeId>,
    above: Option<NodeId>,
    by: Option<NodeId>,
    from: Option<NodeId>,
    now: Option<NodeId>,
    then: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct ForecastSchema {
    what: Option<NodeId>,
    range: Option<NodeId>,
    chance: Option<NodeId>,
    by: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct ActualSchema {
    what: Option<NodeId>,
    value: Option<NodeId>,
    on: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct StatusChangeSchema {
    on: Option<NodeId>,
    status: Option<NodeId>,
    by: Option<NodeId>,
}

const PURPOSES: [(&str, BoardFor); 3] =
    [("decision", BoardFor::Decision), ("discussion", BoardFor::Discussion), ("information", BoardFor::Information)];

pub(crate) fn board(reader: &Reader<'_>, schema: &BoardSchema) -> BoardSlot {
    BoardSlot { purpose: reader.word(schema.r#for, &PURPOSES), meeting: reader.date(schema.meeting) }
}

/// What is proposed, why, and by whom.
type Proposal = (String, Option<String>, Option<String>);

/// Reads `recommend`: an option, or an option, why, and by which role.
pub(crate) fn recommend(reader: &Reader<'_>, node: Option<NodeId>) -> Option<Proposal> {
    let node = node?;
    if !is_block(reader, node) {
        return Some((reader.text(Some(node))?, None, None));
    }
    let schema: RecommendSchema = reader.read(node);
    if schema.option.is_none() {
        let help = "write `recommend: { option: buy, because: … }`".to_owned();
        reader.error("missing-key", node, "a recommendation names its `option`", Some(help));
    }
    Some((reader.text(schema.option)?, reader.text(schema.because), reader.text(schema.by)))
}

/// Reads `decision`; a text alone is the option.
pub(crate) fn decision(reader: &Reader<'_>, node: Option<NodeId>) -> Option<Decision> {
    let node = node?;
    if !is_block(reader, node) {
        return reader.text(Some(node)).map(|option| Decision { option: Some(option), ..Decision::default() });
    }
    let schema: DecisionSchema = reader.read(node);
    Some(Decision {
        option: reader.text(schema.option),
        on: reader.date(schema.on),
        by: reader.roles(schema.by),
        because: reader.text(schema.because),
        conditions: reader.texts(schema.conditions),
        forecast: schema.forecast.map(|frozen| Forecasted {
            inputs: reader.any_text(frozen.inputs),
            cash: frozen.cash.and_then(|points| percentiles(reader, &points, Quantity::NaturalLevel)),
            ready: frozen.ready.and_then(|points| percentiles(reader, &points, Quantity::Months)),
            first: reader.number(frozen.first, Quantity::Chance),
        }),
    })
}

fn percentiles(reader: &Reader<'_>, schema: &PercentilesSchema, quantity: Quantity) -> Option<Points> {
    let [p5, p50, p95] = [schema.p5, schema.p50, schema.p95].map(|node| reader.number(node, quantity));
    Some((p5?, p50?, p95?))
}

/// Reads `dissent`: a text, or a list of voices.
pub(crate) fn dissent(reader: &Reader<'_>, node: Option<NodeId>) -> Vec<Dissent> {
    each(reader, node, |item| {
        if !is_block(reader, item) {
            return Some(Dissent { who: None, why: reader.text(Some(item))? });
        }
        let schema: DissentSchema = reader.read(item);
        Some(Dissent { who: reader.text(schema.who), why: required(reader, item, schema.why, "why")? })
    })
}

pub(crate) fn response(reader: &Reader<'_>, node: Option<NodeId>) -> Option<Response> {
    let node = node?;
    if !is_block(reader, node) {
        return Some(Response { what: reader.text(Some(node))?, ..Response::default() });
    }
    let schema: ResponseSchema = reader.read(node);
    let (who, by) = (reader.text(schema.who), reader.date(schema.by));
    Some(Response { what: required(reader, node, schema.what, "what")?, who, by })
}

pub(crate) fn next(reader: &Reader<'_>, node: Option<NodeId>) -> Vec<NextStep> {
    each(reader, node, |item| step(reader, item))
}

fn step(reader: &Reader<'_>, node: NodeId) -> Option<NextStep> {
    if !is_block(reader, node) {
        return Some(NextStep { what: reader.text(Some(node))?, ..NextStep::default() });
    }
    let schema: StepSchema = reader.read(node);
    let (who, by) = (reader.text(schema.who), reader.date(schema.by));
    let done = schema.done.and_then(|node| done(reader, node));
    Some(NextStep { by, what: required(reader, node, schema.what, "what")?, who, done })
}

/// The day on which a step was taken; `yes` says that it was, and asks for the day.
fn done(reader: &Reader<'_>, node: NodeId) -> Option<Done> {
    match truth(reader.scalar(node)?) {
        Some(true) => {
            let help = "write the day on which it was done: `done: 2026-11-05`".to_owned();
            reader.warning("bad-date", node, "nobody can see when this was done", Some(help));
            Some(Done::Undated)
        }
        Some(false) => None,
        None => reader.date(Some(node)).map(Done::On),
    }
}

pub(crate) fn kill(reader: &Reader<'_>, node: Option<NodeId>) -> Vec<KillCriterion> {
    each(reader, node, |item| {
        if !is_block(reader, item) {
            return Some(KillCriterion { metric: reader.text(Some(item))?, ..KillCriterion::default() });
        }
        let schema: KillSchema = reader.read(item);
        if schema.below.is_some() == schema.above.is_some() {
            let help = "write one of both: `below: 97%`".to_owned();
            reader.error("missing-key", item, "a stop rule needs either `below` or `above`", Some(help));
        }
        let below = measured(reader, schema.below).map(|(bound, written)| KillThreshold::Below(bound, written));
        let above = measured(reader, schema.above).map(|(bound, written)| KillThreshold::Above(bound, written));
        Some(KillCriterion {
            threshold: below.or(above),
            by: reader.date(schema.by),
            from: reader.date(schema.from),
            now: measured(reader, schema.now),
            then: reader.text(schema.then),
            metric: required(reader, item, schema.metric, "metric")?,
        })
    })
}

/// A figure of any unit, and how it is written. The unit may stand behind it: `3 days`.
fn measured(reader: &Reader<'_>, node: Option<NodeId>) -> Option<(f64, String)> {
    let node = node?;
    let text = reader.scalar(node)?;
    let figure = leading_number(text);
    if figure.is_none() {
        let message = format!("`{text}` does not start with a number");
        reader.error("bad-number", node, message, Some("write a figure such as `97%` or `3 days`".to_owned()));
    }
    Some((figure?, text.to_owned()))
}

pub(crate) fn forecasts(reader: &Reader<'_>, node: Option<NodeId>) -> Vec<Forecast> {
    each(reader, node, |item| {
        let schema: ForecastSchema = reader.read(item);
        let range = reader.estimate(schema.range, Quantity::NaturalLevel);
        let chance = reader.number(schema.chance, Quantity::Chance);
        if schema.range.is_some() == schema.chance.is_some() {
            let help = "write one of both: `range: 0.9m to 1.5m` or `chance: 70%`".to_owned();
            reader.error("missing-key", item, "a forecast has either a `range` or a `chance`", Some(help));
        }
        Some(Forecast { range, chance, by: reader.date(schema.by), what: required(reader, item, schema.what, "what")? })
    })
}

pub(crate) fn actuals(reader: &Reader<'_>, node: Option<NodeId>) -> Vec<Actual> {
    each(reader, node, |item| {
        let schema: ActualSchema = reader.read(item);
        let written = reader.any_text(schema.value).unwrap_or_default();
        let value = loose_number(&written);
        Some(Actual { value, written, on: reader.date(schema.on), what: required(reader, item, schema.what, "what")? })
    })
}

pub(crate) fn history(reader: &Reader<'_>, node: Option<NodeId>) -> Vec<StatusChange> {
    each(reader, node, |item| {
        let schema: StatusChangeSchema = reader.read(item);
        let word = required(reader, item, schema.status, "status")?;
        let status = Status::from_word(&word.to_lowercase()).unwrap_or(Status::Other);
        Some(StatusChange { on: reader.date(schema.on), status, by: reader.text(schema.by) })
    })
}

/// Whether this is a block of keys rather than a text in a template's braces.
fn is_block(reader: &Reader<'_>, node: NodeId) -> bool {
    match reader.tree.entries(node) {
        [] => false,
        [(_, value)] => !reader.tree.is_null(*value),
        _ => true,
    }
}

/// Each entry of a list; what is no list is its only entry.
pub(crate) fn each<T>(reader: &Reader<'_>, node: Option<NodeId>, read: impl FnMut(NodeId) -> Option<T>) -> Vec<T> {
    let Some(node) = node else { return Vec::new() };
    match reader.tree.value(node) {
        Value::List(items) => {
            items.iter().copied().filter(|item| !reader.tree.is_null(*item)).filter_map(read).collect()
        }
        _ => [node].into_iter().filter_map(read).collect(),
    }
}

/// A text without which its entry says nothing.
fn required(reader: &Reader<'_>, node: NodeId, text: Option<NodeId>, key: &str) -> Option<String> {
    if text.is_none() {
        let help = format!("add `{key}: …`");
        reader.error("missing-key", node, format!("this entry has no `{key}`, and is passed over"), Some(help));
    }
    reader.text(text)
}
