//! Figures of an option that stand there and were not read, by key: none of them counts as nothing.

use crate::finding::nearest;
use crate::model::{ConsideredOption, EstimateKey, OptionKey};
use crate::record::placeholder::asks_for_a_figure;
use crate::record::schema::option_keys::OptionSchema;
use crate::record::values::spelled::numbers_in;
use crate::record::yaml::tolerant::{Lost, OPTION, Reader};
use crate::record::yaml::tree::{NodeId, Value};

/// A key of the option, and where its figure stands.
pub(crate) type Unread = (OptionKey, NodeId);

/// Blocks whose figures make up a cost, and what a figure without a key there is taken for.
static BLOCKS: [(&str, OptionKey); 7] = [
    ("CostSchema", OptionKey::Estimate(EstimateKey::Cost)),
    ("BenefitSchema", OptionKey::Benefit),
    ("ExitSchema", OptionKey::Estimate(EstimateKey::ExitCost)),
    ("ContractSchema", OptionKey::Estimate(EstimateKey::ContractMinimum)),
    ("OptimismBiasSchema", OptionKey::OptimismBias),
    ("MitigationSchema", OptionKey::Risks),
    ("PeopleSchema", OptionKey::Estimate(EstimateKey::PeopleYearly)),
];

/// Keys of options whose figures make up a cost, the same way.
static KEYS: [(&str, OptionKey); 7] = [
    ("cost", OptionKey::Estimate(EstimateKey::Cost)),
    ("benefit", OptionKey::Benefit),
    ("exit", OptionKey::Estimate(EstimateKey::ExitCost)),
    ("contract", OptionKey::Estimate(EstimateKey::ContractMinimum)),
    ("optimism-bias", OptionKey::OptimismBias),
    ("reference-class", OptionKey::Estimate(EstimateKey::ReferenceClass)),
    ("ready", OptionKey::Estimate(EstimateKey::Ready)),
];

/// Figures at keys of the schema that did not become part of the option. Levels and `cost` are told by who reads them.
pub(crate) fn of_keys(
    reader: &Reader<'_>,
    node: NodeId,
    schema: &OptionSchema,
    option: &ConsideredOption,
) -> Vec<Unread> {
    let mut found = Vec::new();
    let mut lost = |key: OptionKey, at: Option<NodeId>, is_read: bool| {
        found.extend(at.filter(|_| !is_read).map(|at| (key, at)));
    };
    let uplift = schema.optimism_bias.as_ref().map(|_| reader.tree.get(node, "optimism-bias").unwrap_or(node));
    lost(OptionKey::OptimismBias, uplift, option.optimism_bias.is_some());
    lost(EstimateKey::ReferenceClass.into(), schema.reference_class, option.reference_class.is_some());
    lost(EstimateKey::Ready.into(), schema.ready, option.ready.is_some());
    if let (Some(schema), Some(exit)) = (&schema.exit, &option.exit) {
        lost(EstimateKey::ExitMonths.into(), schema.months, exit.months.is_some());
        lost(EstimateKey::ExitCost.into(), schema.cost, exit.cost.is_some());
    }
    if let (Some(schema), Some(people)) = (&schema.people, &option.people) {
        lost(EstimateKey::PeopleMonths.into(), schema.months, people.months.is_some());
        lost(EstimateKey::PeopleYearly.into(), schema.yearly, people.yearly.is_some());
        lost(EstimateKey::PeopleRate.into(), schema.rate, people.rate.is_some());
    }
    if let (Some(schema), Some(contract)) = (&schema.contract, &option.contract) {
        lost(OptionKey::ContractEnds, schema.ends, contract.ends.is_some());
        lost(OptionKey::ContractPriceCap, schema.price_cap, contract.price_cap.is_some());
        lost(EstimateKey::ContractMinimum.into(), schema.minimum, contract.minimum.is_some());
        lost(EstimateKey::ContractBreakFee.into(), schema.break_fee, contract.break_fee.is_some());
    }
    let benefit = schema.benefit.as_ref().zip(option.benefit.as_ref());
    lost(OptionKey::Benefit, benefit.and_then(|(schema, benefit)| schema.unread(benefit)), false);
    found
}

/// Figures at keys that nobody knows, and in the place of a block: a slip in a key is no sum of nothing.
pub(crate) fn of_slips(reader: &Reader<'_>, slips: &[Lost]) -> Vec<Unread> {
    let key = |slip: &Lost| {
        if let Some((_, key)) = BLOCKS.iter().find(|(schema, _)| *schema == slip.schema) {
            return is_figure(reader, slip.value).then(|| key.clone());
        }
        let name = slip.key.and_then(|key| reader.tree.text(key)).filter(|_| slip.schema == OPTION)?;
        let near = nearest(name, KEYS.iter().map(|(name, _)| *name))?;
        KEYS.iter().find(|(name, _)| *name == near).map(|(_, key)| key.clone())
    };
    slips.iter().filter_map(|slip| Some((key(slip)?, slip.key.unwrap_or(slip.value)))).collect()
}

/// Whether an author put a figure here.
fn is_figure(reader: &Reader<'_>, node: NodeId) -> bool {
    let tree = reader.tree;
    let at = |key: &str| tree.get(node, key).is_some_and(|at| is_figure(reader, at));
    match tree.value(node) {
        Value::Map(_) => at("range") || at("rate") || at("tiers"),
        Value::List(items) => items.iter().any(|item| is_figure(reader, *item)),
        Value::Scalar { text, .. } => tree.is_cut(node) || asks_for_a_figure(text) || !numbers_in(text).is_empty(),
    }
}
