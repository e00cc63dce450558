//! Cost and benefit of an option.

use crate::model::{Benefit, Cost, CostFlows, Estimate, Form, Quantity, Scheduled, Tier, Yearly};
use crate::record::schema::json::Or;
use crate::record::values::estimates::EstimateSchema;
use crate::record::values::spelled::{Period, numbers_in, split_period};
use crate::record::yaml::tolerant::Reader;
use crate::record::yaml::tree::{NodeId, Value};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct CostSchema {
    #[schemars(with = "Option<Or<EstimateSchema>>")]
    once: Option<NodeId>,
    #[schemars(with = "Option<Or<RunningBlock>>")]
    yearly: Option<NodeId>,
    #[schemars(with = "Option<Or<RunningBlock>>")]
    monthly: Option<NodeId>,
    #[schemars(with = "Option<Or<EstimateSchema>>")]
    growth: Option<NodeId>,
    at: Option<Vec<ScheduledSchema>>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct ScheduledSchema {
    year: Option<NodeId>,
    amount: Option<NodeId>,
    what: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct BenefitSchema {
    #[schemars(with = "Option<Or<EstimateSchema>>")]
    once: Option<NodeId>,
    #[schemars(with = "Option<Or<RunningBlock>>")]
    yearly: Option<NodeId>,
    #[schemars(with = "Option<Or<RunningBlock>>")]
    monthly: Option<NodeId>,
    #[schemars(with = "Option<Or<EstimateSchema>>")]
    growth: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct PerDriverSchema {
    per: Option<NodeId>,
    #[schemars(with = "Option<Or<EstimateSchema>>")]
    rate: Option<NodeId>,
    tiers: Option<Vec<TierSchema>>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct TierSchema {
    to: Option<NodeId>,
    #[schemars(with = "Option<Or<EstimateSchema>>")]
    rate: Option<NodeId>,
}

/// What may stand in braces at `cost`.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "it only says what may stand there")]
pub(crate) enum CostBlock {
    Flows(CostSchema),
    Sum(EstimateSchema),
}

/// What may stand in braces at `yearly` and `monthly`.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "it only says what may stand there")]
pub(crate) enum RunningBlock {
    PerDriver(PerDriverSchema),
    Sum(EstimateSchema),
}

/// What stands at `cost`.
#[expect(clippy::large_enum_variant, reason = "it lives for one line")]
pub(crate) enum CostOrLevel {
    /// A sum of money, or how it comes about over the years.
    Cost(Cost),
    /// A level on the criterion `cost`.
    Level(Estimate),
}

/// Reads `cost`; `level` is the quantity of a level on the criterion, where it is one.
pub(crate) fn cost(reader: &Reader<'_>, node: Option<NodeId>, level: Quantity) -> Option<CostOrLevel> {
    let node = node?;
    let tree = reader.tree;
    let is_block = tree.is_map(node) && tree.get(node, "range").is_none();
    if is_block {
        let schema: CostSchema = reader.read(node);
        return flows(reader, node, schema).map(|flows| CostOrLevel::Cost(Cost::Flows(flows)));
    }
    let text = tree.text(node).unwrap_or_default();
    if let (bare, Some(period)) = split_period(text) {
        let key = if period == Period::Month { "monthly" } else { "yearly" };
        let message =
            format!("`{text}` is for a length of time ({}), and a sum over all years belongs here", period.words());
        reader.error("bad-estimate", node, message, Some(format!("write `{{ {key}: {bare} }}`")));
        return None;
    }
    if is_money(reader, node) {
        return reader.estimate(Some(node), Quantity::Money).map(|sum| CostOrLevel::Cost(Cost::Total(sum)));
    }
    reader.estimate(Some(node), level).map(CostOrLevel::Level)
}

/// The flows of a cost block; none where one of its figures cannot be read, since a sum without it would be too low.
fn flows(reader: &Reader<'_>, node: NodeId, schema: CostSchema) -> Option<CostFlows> {
    let stated = [schema.once.is_some(), schema.yearly.or(schema.monthly).is_some(), schema.growth.is_some()];
    let at = schema.at.unwrap_or_default();
    let at_count = at.len();
    let flows = CostFlows {
        once: reader.estimate(schema.once, Quantity::Money),
        yearly: running(reader, schema.yearly, schema.monthly),
        growth: growth(reader, schema.growth),
        at: at.into_iter().filter_map(|at| scheduled(reader, node, &at)).collect(),
    };
    let read = [flows.once.is_some(), flows.yearly.is_some(), flows.growth.is_some()];
    (stated == read && flows.at.len() == at_count).then_some(flows)
}

/// Money shows itself: by a suffix, a currency, or a figure above what a level can be.
fn is_money(reader: &Reader<'_>, node: NodeId) -> bool {
    let tree = reader.tree;
    match tree.value(node) {
        Value::Map(_) => tree.get(node, "range").is_some_and(|range| is_money(reader, range)),
        Value::List(items) => items.iter().any(|item| is_money(reader, *item)),
        Value::Scalar { text, .. } => {
            numbers_in(text).iter().any(|number| number.has_suffix || number.currency.is_some() || number.value > 100.0)
        }
    }
}

fn scheduled(reader: &Reader<'_>, node: NodeId, schema: &ScheduledSchema) -> Option<Scheduled> {
    let what = reader.text(schema.what);
    let year = reader.whole(schema.year, 0, 50);
    let amount = reader.estimate(schema.amount, Quantity::Money);
    if schema.year.is_none() || schema.amount.is_none() {
        let message = "an amount at a time needs `year` and `amount`";
        reader.error("missing-key", node, message, Some("write `at: [{ year: 2, amount: 150k }]`".to_owned()));
    }
    Some(Scheduled { year: year? as u32, amount: amount?, what })
}

/// Money each year, from `yearly` or from `monthly`.
fn running(reader: &Reader<'_>, yearly: Option<NodeId>, monthly: Option<NodeId>) -> Option<Yearly> {
    if let (Some(_), Some(at)) = (yearly, monthly) {
        let help = "write the whole of it in one of both; what comes once a year may stand in `at`".to_owned();
        reader.error("duplicate-key", at, "`monthly` stands beside `yearly`, and both say what runs", Some(help));
        return None;
    }
    match monthly {
        Some(node) => each_period(reader, node, Period::Month).map(|monthly| monthly.times(12.0)),
        None => each_period(reader, yearly?, Period::Year),
    }
}

/// Money for a length of time: a sum, or a rate per unit of drivers.
fn each_period(reader: &Reader<'_>, node: NodeId, period: Period) -> Option<Yearly> {
    let tree = reader.tree;
    if !tree.is_map(node) || tree.get(node, "range").is_some() {
        return reader.money_a(period, Some(node)).map(Yearly::Sum);
    }
    let schema: PerDriverSchema = reader.read(node);
    if schema.per.is_none() || schema.rate.is_some() == schema.tiers.is_some() {
        let message = "a cost per driver needs `per`, and either `rate` or `tiers`";
        reader.error("missing-key", node, message, Some("write `{ per: users, rate: 4.50 }`".to_owned()));
        return None;
    }
    let drivers = reader.roles(schema.per);
    if drivers.is_empty() {
        return None;
    }
    match schema.tiers {
        Some(tiers) => tiered(reader, node, tiers, period).map(|tiers| Yearly::Tiers { drivers, tiers }),
        None => Some(Yearly::Per { drivers, rate: reader.money_a(period, schema.rate)? }),
    }
}

/// The steps of a graduated price; none where one of them cannot be used.
fn tiered(reader: &Reader<'_>, node: NodeId, schemas: Vec<TierSchema>, period: Period) -> Option<Vec<Tier>> {
    let mut tiers: Vec<Tier> = Vec::new();
    let count = schemas.len();
    let mut faults = 0;
    for (idx, schema) in schemas.into_iter().enumerate() {
        let is_last = idx + 1 == count;
        let (to, rate) = (reader.number(schema.to, Quantity::Driver), reader.money_a(period, schema.rate));
        let former = tiers.last().and_then(|tier: &Tier| tier.to).unwrap_or(0.0);
        let fault = match (schema.to, to) {
            _ if schema.rate.is_none() => Some("a tier needs its `rate`"),
            (None, _) if !is_last => Some("every tier but the last says up `to` which unit it holds"),
            (Some(_), Some(_)) if is_last => Some("the last tier has no `to`: what lies beyond would cost nothing"),
            (Some(_), Some(to)) if to <= former => Some("the bounds of tiers rise"),
            _ => None,
        };
        if let Some(message) = fault {
            let at = schema.to.or(schema.rate).unwrap_or(node);
            let help = "write `tiers: [{ to: 10k, rate: 0 }, { to: 100k, rate: 0.03 }, { rate: 0.02 }]`".to_owned();
            reader.error("bad-tiers", at, message, Some(help));
        }
        match rate.filter(|_| fault.is_none() && schema.to.is_some() == to.is_some()) {
            Some(rate) => tiers.push(Tier { to, rate }),
            None => faults += 1,
        }
    }
    (faults == 0 && count > 0).then_some(tiers)
}

pub(crate) fn benefit(reader: &Reader<'_>, schema: &BenefitSchema) -> Benefit {
    Benefit {
        once: reader.estimate(schema.once, Quantity::Money),
        yearly: running(reader, schema.yearly, schema.monthly),
        growth: growth(reader, schema.growth),
    }
}

/// How a price grows; one that falls by all of itself leaves nothing to fall further.
fn growth(reader: &Reader<'_>, node: Option<NodeId>) -> Option<Estimate> {
    let estimate = reader.estimate(node, Quantity::Percent)?;
    if lowest(&estimate) > -1.0 {
        return Some(estimate);
    }
    let message = format!("`{}`: nothing is left of a price that falls by 100% a year", estimate.written);
    reader.error("bad-estimate", node?, message, Some("write what it changes by in a year: `3%` or `-5%`".to_owned()));
    None
}

impl BenefitSchema {
    /// The first figure that stands here and is not in what was read.
    pub(crate) fn unread(&self, read: &Benefit) -> Option<NodeId> {
        let once = self.once.filter(|_| read.once.is_none());
        let yearly = self.yearly.or(self.monthly).filter(|_| read.yearly.is_none());
        once.or(yearly).or_else(|| self.growth.filter(|_| read.growth.is_none()))
    }
}

/// The lowest number of an estimate.
fn lowest(estimate: &Estimate) -> f64 {
    match estimate.form {
        Form::Certain(value) => value,
        Form::Range { low, .. } | Form::Points { low, .. } => low,
    }
}

/// The highest number of an estimate.
pub(crate) fn highest(estimate: &Estimate) -> f64 {
    match estimate.form {
        Form::Certain(value) => value,
        Form::Range { high, .. } | Form::Points { high, .. } => high,
    }
}
