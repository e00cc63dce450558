//! Criteria: docs/reference/record.md, "Criteria".

use crate::model::{
    Anchors, Better, CriteriaSpec, CriterionSpec, Measure, Must, MustRelation, Quantity, ValueFunction,
    ValueFunctionFault as Fault, WeightSpec, slug,
};
use crate::record::values::written;
use crate::record::yaml::tolerant::Reader;
use crate::record::yaml::tree::{NodeId, Value, same_key};
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct CriterionSchema {
    points: Option<NodeId>,
    worst: Option<NodeId>,
    best: Option<NodeId>,
    better: Option<NodeId>,
    unit: Option<NodeId>,
    measure: Option<NodeId>,
    value: Option<NodeId>,
    must: Option<NodeId>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct ValueSchema {
    points: Option<NodeId>,
    exponential: Option<NodeId>,
}

const BETTER: [(&str, Better); 2] = [("less", Better::Less), ("more", Better::More)];
const MEASURES: [(&str, Measure); 5] = [
    ("total-cost", Measure::TotalCost),
    ("annual-loss", Measure::AnnualLoss),
    ("exit-months", Measure::ExitMonths),
    ("ready", Measure::Ready),
    ("own", Measure::Own),
];

/// Reads `criteria`; `None` where no criterion is left.
pub(crate) fn criteria(reader: &Reader<'_>, node: Option<NodeId>) -> Option<CriteriaSpec> {
    let node = node?;
    if !reader.tree.is_map(node) {
        let help = "write `criteria: { cost: 35, risk: 30 }`, or `{ rank: [cost, risk] }`".to_owned();
        reader.error("wrong-shape", node, "`criteria` is a block of names and points", Some(help));
        return None;
    }
    let mut rank = None;
    let mut pairwise = None;
    let mut declared: Vec<CriterionSpec> = Vec::new();
    for (key, value) in reader.tree.entries(node) {
        let Some(name) = reader.tree.text(*key) else { continue };
        match reader.tree.value(*value) {
            Value::List(items) if same_key(name, "rank") => rank = Some(items.clone()),
            Value::Map(entries) if same_key(name, "pairwise") => pairwise = Some(entries.clone()),
            _ => declared.extend(criterion(reader, *key, *value)),
        }
    }
    let spec = match (rank, pairwise) {
        (Some(items), _) => ranked(reader, &items, declared),
        (None, Some(entries)) => compared(reader, &entries, declared),
        (None, None) => CriteriaSpec { criteria: declared, weights: WeightSpec::Points },
    };
    if spec.criteria.is_empty() {
        let help = "write `criteria: { cost: 35, risk: 30 }`".to_owned();
        reader.error("wrong-shape", node, "no criterion is left here", Some(help));
        return None;
    }
    Some(spec)
}

fn criterion(reader: &Reader<'_>, key: NodeId, node: NodeId) -> Option<CriterionSpec> {
    let name = reader.tree.text(key)?;
    let mut spec = bare(reader, key, name)?;
    if !reader.tree.is_map(node) {
        spec.points = reader.number(Some(node), Quantity::Rate);
        if reader.tree.is_null(node) {
            let help = format!("write `{name}: 30`");
            reader.error("missing-key", key, format!("`{name}` has no points"), Some(help));
        }
        return Some(spec);
    }
    let schema: CriterionSchema = reader.read(node);
    spec.points = reader.number(schema.points, Quantity::Rate);
    spec.better = reader.word(schema.better, &BETTER);
    spec.unit = reader.text(schema.unit);
    spec.measure = reader.word(schema.measure, &MEASURES);
    spec.must = schema.must.and_then(|node| must(reader, node));
    spec.value = value_function(reader, node, &schema);
    if spec.value.is_some() && spec.better.is_some() {
        let message = "`better` is settled by the order of `worst` and `best`";
        reader.warning("wrong-shape", schema.better.unwrap_or(node), message, Some("leave out `better`".to_owned()));
    }
    Some(spec)
}

fn bare(reader: &Reader<'_>, key: NodeId, name: &str) -> Option<CriterionSpec> {
    let id = slug(name);
    if id.is_empty() {
        reader.error(
            "wrong-shape",
            key,
            format!("`{name}` is no name for a criterion"),
            Some("use letters".to_owned()),
        );
        return None;
    }
    Some(CriterionSpec {
        id,
        name: name.trim().to_owned(),
        points: None,
        value: None,
        better: None,
        unit: None,
        measure: None,
        must: None,
        span: reader.tree.span(key),
    })
}

fn value_function(reader: &Reader<'_>, node: NodeId, schema: &CriterionSchema) -> Option<ValueFunction> {
    if schema.worst.is_some() != schema.best.is_some() {
        let (missing, other) = if schema.worst.is_none() { ("worst", "best") } else { ("best", "worst") };
        let message = format!("`{other}` stands without `{missing}`");
        reader.error("missing-key", node, message, Some(format!("state both anchors: `{missing}: …`")));
    }
    let worst = reader.number(schema.worst, Quantity::NaturalLevel);
    let best = reader.number(schema.best, Quantity::NaturalLevel);
    let anchors = worst.zip(best).map(|(worst, best)| Anchors { worst, best });
    let is_linear = schema.value.is_none_or(|node| reader.tree.text(node).is_some_and(|text| same_key(text, "linear")));
    let function = match schema.value {
        Some(at) if !is_linear => curve(reader, at, anchors)?,
        _ => ValueFunction::linear(anchors?),
    };
    match function {
        Ok(function) => Some(function),
        Err(fault) => {
            let at = schema.value.or(schema.worst).unwrap_or(node);
            let help = match fault {
                Fault::EqualAnchors | Fault::NotFinite => "write two levels, as in `worst: 16, best: 2`",
                Fault::RhoZero => "write a curvature, as in `{ exponential: 5 }`, or `linear`",
                Fault::TooFewPoints | Fault::LevelsNotRising | Fault::NotMonotone | Fault::ScoreOutsideScale => {
                    "write levels that rise, each with its score out of 100, and scores that only rise or only fall: \
                     `points: [[0, 100], [10, 60], [24, 0]]`"
                }
            };
            reader.error("bad-value-function", at, fault.to_string(), Some(help.to_owned()));
            None
        }
    }
}

fn curve(reader: &Reader<'_>, node: NodeId, anchors: Option<Anchors>) -> Option<Result<ValueFunction, Fault>> {
    let help = "write `linear`, `{ points: [[0, 0], [10, 100]] }` or `{ exponential: 5 }`".to_owned();
    if !reader.tree.is_map(node) {
        let message = format!("`{}` is no value function", reader.tree.text(node).unwrap_or("a list"));
        reader.error("bad-value-function", node, message, Some(help));
        return None;
    }
    let schema: ValueSchema = reader.read(node);
    if let Some(points) = schema.points {
        let pairs: Option<Vec<(f64, f64)>> =
            reader.tree.items(points).iter().map(|pair| point(reader, *pair)).collect();
        let mut pairs = pairs?;
        // The same curve, written from its other end.
        if pairs.windows(2).all(|pair| pair[0].0 > pair[1].0) {
            pairs.reverse();
        }
        return Some(ValueFunction::piecewise(pairs));
    }
    let rho = reader.number(schema.exponential, Quantity::NaturalLevel);
    match (rho, anchors) {
        (Some(rho), Some(anchors)) => Some(ValueFunction::exponential(anchors, rho)),
        (Some(_), None) => {
            let message = "an exponential value function needs `worst` and `best`";
            reader.error("missing-key", node, message, Some("state both anchors".to_owned()));
            None
        }
        (None, _) => {
            if schema.exponential.is_none() {
                reader.error("bad-value-function", node, "this is no value function", Some(help));
            }
            None
        }
    }
}

/// `[x, score]`, the score out of 100.
fn point(reader: &Reader<'_>, node: NodeId) -> Option<(f64, f64)> {
    let [level, score] = reader.tree.items(node) else {
        reader.error("wrong-shape", node, "a point is a level and its score", Some("write `[4, 80]`".to_owned()));
        return None;
    };
    let level = reader.number(Some(*level), Quantity::NaturalLevel)?;
    Some((level, reader.number(Some(*score), Quantity::Level)? / 100.0))
}

fn must(reader: &Reader<'_>, node: NodeId) -> Option<Must> {
    let text = reader.scalar(node)?;
    // The longer signs first: `<=` starts with `<`.
    let relations = [
        ("<=", MustRelation::AtMost),
        ("\u{2264}", MustRelation::AtMost),
        (">=", MustRelation::AtLeast),
        ("\u{2265}", MustRelation::AtLeast),
        ("<", MustRelation::Less),
        (">", MustRelation::More),
    ];
    let must = relations.into_iter().find_map(|(sign, relation)| {
        let bound = written::number(text.strip_prefix(sign)?).ok()?.value;
        Some(Must { relation, bound })
    });
    if must.is_none() {
        let message = format!("`{text}` is no bound");
        reader.error("bad-must", node, message, Some("write `must: \"<= 12\"`, in quotes".to_owned()));
    }
    must
}

/// The criteria in their rank order; declared blocks give anchors and units.
fn ranked(reader: &Reader<'_>, items: &[NodeId], mut declared: Vec<CriterionSpec>) -> CriteriaSpec {
    let mut criteria = Vec::new();
    for item in items {
        let Some(name) = reader.scalar(*item) else { continue };
        if criteria.iter().any(|criterion: &CriterionSpec| same_key(&criterion.id, &slug(name))) {
            let message = format!("`{name}` stands twice in the order; the first counts");
            reader.error("duplicate-key", *item, message, Some("keep one of them".to_owned()));
            continue;
        }
        match declared.iter().position(|criterion| same_key(&criterion.id, &slug(name))) {
            Some(at) => criteria.push(declared.remove(at)),
            None => criteria.extend(bare(reader, *item, name)),
        }
    }
    criteria.extend(declared);
    CriteriaSpec { criteria, weights: WeightSpec::Rank }
}

/// Saaty's comparisons: `cost/risk: 3`.
fn compared(reader: &Reader<'_>, entries: &[(NodeId, NodeId)], declared: Vec<CriterionSpec>) -> CriteriaSpec {
    let mut criteria = declared;
    let mut comparisons = Vec::new();
    for (key, value) in entries {
        let name = reader.tree.text(*key).unwrap_or_default();
        let Some((row, column)) = name.split_once('/') else {
            let help = "write `cost/risk: 3`".to_owned();
            reader.error("wrong-shape", *key, format!("`{name}` compares no two criteria"), Some(help));
            continue;
        };
        let mut idx_of = |name: &str| {
            let id = slug(name);
            criteria.iter().position(|criterion| same_key(&criterion.id, &id)).or_else(|| {
                criteria.push(bare(reader, *key, name)?);
                Some(criteria.len() - 1)
            })
        };
        let (row, column) = (idx_of(row), idx_of(column));
        let Some(times) = saaty(reader, *value) else { continue };
        let (Some(row), Some(column)) = (row, column) else { continue };
        let is_same = |(a, b, _): &&(usize, usize, f64)| (*a, *b) == (row, column) || (*a, *b) == (column, row);
        match comparisons.iter().find(is_same) {
            None => comparisons.push((row, column, times)),
            Some(_) => {
                let message = format!("`{name}` compares two criteria that are compared already; the first counts");
                reader.error("duplicate-key", *key, message, Some("keep one of them".to_owned()));
            }
        }
    }
    CriteriaSpec { criteria, weights: WeightSpec::Pairwise(comparisons) }
}

/// 1 to 9, or one divided by it (`1/3`).
fn saaty(reader: &Reader<'_>, node: NodeId) -> Option<f64> {
    let text = reader.scalar(node)?;
    let times = match text.split_once('/') {
        Some((one, times)) => {
            written::number(one).ok().zip(written::number(times).ok()).map(|(a, b)| a.value / b.value)
        }
        None => written::number(text).ok().map(|number| number.value),
    };
    let found = times.filter(|times| (1.0 / 9.01..=9.0).contains(times));
    if found.is_none() {
        let message = format!("`{text}` is no comparison from 1 to 9");
        reader.error("bad-number", node, message, Some("write `3`, or `1/3` the other way round".to_owned()));
    }
    found
}
