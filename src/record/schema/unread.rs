//! Figures of an option that stand there and were not read, by path: none of them counts as nothing.

use crate::finding::nearest;
use crate::model::ConsideredOption;
use crate::record::schema::option_keys::OptionSchema;
use crate::record::values::written;
use crate::record::yaml::tolerant::{Lost, OPTION, Reader};
use crate::record::yaml::tree::{NodeId, Value};

/// A path below the option, and where its figure stands.
pub(crate) type Unread = (String, NodeId);

/// Blocks whose figures make up a cost, and the path that a figure without a key there is taken for.
const BLOCKS: [(&str, &str); 6] = [
    ("CostSchema", "cost"),
    ("BenefitSchema", "benefit"),
    ("ExitSchema", "exit.cost"),
    ("ContractSchema", "contract.minimum"),
    ("OptimismBiasSchema", "optimism-bias"),
    ("MitigationSchema", "risks"),
];

/// Keys of options whose figures make up a cost, the same way.
const KEYS: [(&str, &str); 7] = [
    ("cost", "cost"),
    ("benefit", "benefit"),
    ("exit", "exit.cost"),
    ("contract", "contract.minimum"),
    ("optimism-bias", "optimism-bias"),
    ("reference-class", "reference-class"),
    ("ready", "ready"),
];

/// Figures at keys of the schema that did not become part of the option. Levels and `cost` are told by who reads them.
pub(crate) fn of_keys(
    reader: &Reader<'_>,
    node: NodeId,
    schema: &OptionSchema,
    option: &ConsideredOption,
) -> Vec<Unread> {
    let mut found = Vec::new();
    let mut lost = |path: &str, at: Option<NodeId>, is_read: bool| {
        found.extend(at.filter(|_| !is_read).map(|at| (path.to_owned(), at)));
    };
    let uplift = schema.optimism_bias.as_ref().map(|_| reader.tree.get(node, "optimism-bias").unwrap_or(node));
    lost("optimism-bias", uplift, option.optimism_bias.is_some());
    lost("reference-class", schema.reference_class, option.reference_class.is_some());
    lost("ready", schema.ready, option.ready.is_some());
    if let (Some(schema), Some(exit)) = (&schema.exit, &option.exit) {
        lost("exit.months", schema.months, exit.months.is_some());
        lost("exit.cost", schema.cost, exit.cost.is_some());
    }
    if let (Some(schema), Some(contract)) = (&schema.contract, &option.contract) {
        lost("contract.ends", schema.ends, contract.ends.is_some());
        lost("contract.price-cap", schema.price_cap, contract.price_cap.is_some());
        lost("contract.minimum", schema.minimum, contract.minimum.is_some());
        lost("contract.break-fee", schema.break_fee, contract.break_fee.is_some());
    }
    let benefit = schema.benefit.as_ref().zip(option.benefit.as_ref());
    lost("benefit", benefit.and_then(|(schema, benefit)| schema.unread(benefit)), false);
    found
}

/// Figures at keys that nobody knows, and in the place of a block: a slip in a key is no sum of nothing.
pub(crate) fn of_slips(reader: &Reader<'_>, slips: &[Lost]) -> Vec<Unread> {
    let path = |slip: &Lost| {
        if let Some((_, path)) = BLOCKS.iter().find(|(schema, _)| *schema == slip.schema) {
            return is_figure(reader, slip.value).then_some(*path);
        }
        let name = slip.key.and_then(|key| reader.tree.text(key)).filter(|_| slip.schema == OPTION)?;
        let near = nearest(name, KEYS.iter().map(|(key, _)| *key))?;
        KEYS.iter().find(|(key, _)| *key == near).map(|(_, path)| *path)
    };
    slips.iter().filter_map(|slip| Some((path(slip)?.to_owned(), slip.key.unwrap_or(slip.value)))).collect()
}

/// Whether an author put a figure here.
fn is_figure(reader: &Reader<'_>, node: NodeId) -> bool {
    let tree = reader.tree;
    let at = |key: &str| tree.get(node, key).is_some_and(|at| is_figure(reader, at));
    match tree.value(node) {
        Value::Map(_) => at("range") || at("rate"),
        Value::List(items) => items.iter().any(|item| is_figure(reader, *item)),
        Value::Scalar { text, .. } => {
            let parts = text.replace(" to ", "/").replace('\u{2013}', "/");
            parts.split('/').any(|part| written::number(part).is_ok())
        }
    }
}
