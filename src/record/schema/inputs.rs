//! What the analysis starts from: docs/reference/record.md, "The analysis".

use crate::model::{
    Appetite, Currency, Drivers, Exceedance, Prices, Quantity, ScenarioKind, ScenarioSpec, Study, Timing, slug,
};
use crate::record::schema::json::Or;
use crate::record::values::spelled::Period;
use crate::record::yaml::tolerant::Reader;
use crate::record::yaml::tree::{NodeId, Value, same_key};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct AppetiteSchema {
    annual_loss: Option<NodeId>,
    exceedance: Option<Vec<ExceedanceSchema>>,
    supplier_share: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct ExceedanceSchema {
    loss: Option<NodeId>,
    per_year: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct StudySchema {
    option: Option<NodeId>,
    resolves: Option<NodeId>,
    cost: Option<NodeId>,
    weeks: Option<NodeId>,
    delay_cost: Option<NodeId>,
    quality: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct ScenarioSchema {
    name: Option<NodeId>,
    option: Option<NodeId>,
    yearly: Option<NodeId>,
    from_year: Option<NodeId>,
    once: Option<NodeId>,
    discontinued: Option<NodeId>,
    #[schemars(with = "Option<Or<ReplacementSchema>>")]
    replacement: Option<NodeId>,
    driver: Option<NodeId>,
    ready: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct ReplacementSchema {
    once: Option<NodeId>,
    yearly: Option<NodeId>,
}

const PRICES: [(&str, Prices); 2] = [("real", Prices::Real), ("nominal", Prices::Nominal)];
const TIMINGS: [(&str, Timing); 2] = [("end", Timing::End), ("mid", Timing::Mid)];

pub(crate) fn currency(reader: &Reader<'_>, node: Option<NodeId>) -> Option<Currency> {
    let node = node?;
    let text = reader.scalar(node)?;
    let currency = Currency::parse(text);
    if currency.is_none() {
        let help = "write a code such as `EUR`, or a sign such as `€`".to_owned();
        reader.error("bad-currency", node, format!("`{text}` is no currency"), Some(help));
    }
    currency
}

/// A sum of money for a month.
pub(crate) fn a_month(reader: &Reader<'_>, node: Option<NodeId>) -> Option<f64> {
    reader.sum_a(Period::Month, node)
}

/// Reads `horizon`, 1 to 50 years.
pub(crate) fn horizon(reader: &Reader<'_>, node: Option<NodeId>) -> Option<u32> {
    let node = node?;
    let text = reader.scalar(node)?;
    let years = text.strip_suffix("years").or_else(|| text.strip_suffix("year")).unwrap_or(text).trim();
    let found = years.parse().ok().filter(|years| (1..=50).contains(years));
    if found.is_none() {
        let message = format!("`{text}` is no horizon from 1 to 50 years");
        reader.error("bad-number", node, message, Some("write `horizon: 5`".to_owned()));
    }
    found
}

pub(crate) fn prices(reader: &Reader<'_>, node: Option<NodeId>) -> Option<Prices> {
    reader.word(node, &PRICES)
}

pub(crate) fn timing(reader: &Reader<'_>, node: Option<NodeId>) -> Option<Timing> {
    reader.word(node, &TIMINGS)
}

pub(crate) fn drivers(reader: &Reader<'_>, node: Option<NodeId>) -> Drivers {
    let mut drivers = Drivers::new();
    for (name, value) in names(reader, node, "drivers", "users: 30k to 80k") {
        if reader.tree.is_map(value) && reader.tree.get(value, "per").is_some() {
            let message = format!("`{name}` is given per another driver, and every driver stands on its own");
            let help = format!("write its own figure: `{name}: 30k to 80k`");
            reader.error("bad-estimate", value, message, Some(help));
            continue;
        }
        drivers.extend(reader.estimate(Some(value), Quantity::Driver).map(|estimate| (name, estimate)));
    }
    drivers
}

/// The entries of a block whose keys are free names.
pub(crate) fn names(reader: &Reader<'_>, node: Option<NodeId>, key: &str, example: &str) -> Vec<(String, NodeId)> {
    let Some(node) = node else { return Vec::new() };
    if !reader.tree.is_map(node) {
        let help = format!("write `{key}: {{ {example} }}`");
        reader.error("wrong-shape", node, format!("`{key}` is a block of names"), Some(help));
    }
    let named = |(key, value): &(NodeId, NodeId)| Some((reader.tree.text(*key)?.to_owned(), *value));
    reader.tree.entries(node).iter().filter_map(named).collect()
}

/// Reads `deciders` where it is a block of roles and points.
pub(crate) fn deciders(reader: &Reader<'_>, node: NodeId) -> Vec<(String, Vec<(String, f64)>)> {
    let mut deciders = Vec::new();
    for (role, value) in names(reader, Some(node), "deciders", "CFO: { cost: 60, risk: 40 }") {
        let points = names(reader, Some(value), &role, "cost: 60, risk: 40");
        let read = |(name, value): (String, NodeId)| Some((slug(&name), reader.number(Some(value), Quantity::Rate)?));
        deciders.push((role, points.into_iter().filter_map(read).collect()));
    }
    deciders
}

pub(crate) fn appetite(reader: &Reader<'_>, schema: AppetiteSchema) -> Appetite {
    let point = |point: ExceedanceSchema| {
        let loss = reader.number(point.loss, Quantity::Money);
        let per_year = reader.number(point.per_year, Quantity::Chance);
        if let Some(at) = point.loss.xor(point.per_year) {
            let help = "write `{ loss: 1m, per-year: 5% }`".to_owned();
            reader.error("missing-key", at, "a point of the loss curve needs `loss` and `per-year`", Some(help));
        }
        Some(Exceedance { loss: loss?, per_year: per_year? })
    };
    Appetite {
        annual_loss: reader.sum_a(Period::Year, schema.annual_loss),
        exceedance: schema.exceedance.unwrap_or_default().into_iter().filter_map(point).collect(),
        supplier_share: reader.number(schema.supplier_share, Quantity::Chance),
    }
}

/// Reads `study`; `None` where a figure of it cannot be read, since a study that counts as free or as
/// perfect would seem to pay.
pub(crate) fn study(reader: &Reader<'_>, schema: &StudySchema) -> Option<Study> {
    let or = |node: Option<NodeId>, quantity, absent| match node {
        Some(_) => reader.number(node, quantity),
        None => Some(absent),
    };
    let cost = or(schema.cost, Quantity::Money, 0.0);
    let weeks = or(schema.weeks, Quantity::Months, 0.0);
    let delay_cost = match schema.delay_cost {
        Some(_) => reader.sum_a(Period::Week, schema.delay_cost),
        None => Some(0.0),
    };
    let quality = or(schema.quality, Quantity::Chance, 1.0);
    Some(Study {
        option: reader.text(schema.option),
        resolves: reader.texts(schema.resolves).into_iter().map(|path| yearly_path(&path)).collect(),
        cost: cost?,
        weeks: weeks?,
        delay_cost: delay_cost?,
        quality: quality?,
    })
}

/// `buy.cost.monthly` names the same estimate as `buy.cost.yearly`: one is kept.
fn yearly_path(path: &str) -> String {
    let part = |part: &str| if same_key(part, "monthly") { "yearly".to_owned() } else { part.to_owned() };
    path.split('.').map(part).collect::<Vec<_>>().join(".")
}

/// Reads one of `scenarios`; `None` where part of it cannot be read: half a shock would be another scenario.
pub(crate) fn scenario(reader: &Reader<'_>, schema: &ScenarioSchema) -> Option<ScenarioSpec> {
    let mut kinds: Vec<Option<ScenarioKind>> = Vec::new();
    if schema.yearly.is_some() {
        let change = reader.number(schema.yearly, Quantity::Percent);
        let from_year = schema.from_year.map_or(Some(1), |node| reader.whole(Some(node), 0, 50));
        kinds.push(change.zip(from_year).map(|(change, year)| ScenarioKind::Yearly(change, year as u32)));
    }
    if schema.once.is_some() {
        kinds.push(reader.number(schema.once, Quantity::Percent).map(ScenarioKind::Once));
    }
    if schema.discontinued.is_some() {
        let year = reader.whole(schema.discontinued, 0, 50);
        let replaced = replacement(reader, schema.replacement);
        kinds.push(
            year.zip(replaced).map(|(year, (option, flows))| ScenarioKind::Discontinued(year as u32, option, flows)),
        );
    }
    if schema.driver.is_some() {
        let changes: Option<Vec<_>> = names(reader, schema.driver, "driver", "users: +50%")
            .into_iter()
            .map(|(name, value)| Some((name, reader.number(Some(value), Quantity::Percent)?)))
            .collect();
        kinds.push(changes.filter(|changes| !changes.is_empty()).map(ScenarioKind::Driver));
    }
    if schema.ready.is_some() {
        kinds.push(reader.number(schema.ready, Quantity::NaturalLevel).map(ScenarioKind::Ready));
    }
    let option = reader.text(schema.option);
    let name = reader.text(schema.name).or_else(|| option.clone());
    Some(ScenarioSpec { name: name?, option, kinds: kinds.into_iter().collect::<Option<_>>()? })
}

/// An option by name, or what it costs once and a year; neither where nothing is stated.
type Replaced = (Option<String>, Option<(f64, f64)>);

fn replacement(reader: &Reader<'_>, node: Option<NodeId>) -> Option<Replaced> {
    let Some(node) = node else { return Some((None, None)) };
    if !matches!(reader.tree.value(node), Value::Map(_)) {
        return Some((Some(reader.text(Some(node))?), None));
    }
    let schema: ReplacementSchema = reader.read(node);
    let sum = |node: Option<NodeId>| node.map_or(Some(0.0), |node| reader.number(Some(node), Quantity::Money));
    let yearly = schema.yearly.map_or(Some(0.0), |node| reader.sum_a(Period::Year, Some(node)));
    let once = sum(schema.once);
    Some((None, Some((once?, yearly?))))
}
