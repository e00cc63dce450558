//! Criteria as used: measure, direction, scale and weight of each.

use super::Criterion;
use super::lowering::Lowering;
use crate::analysis::ranking::pairwise::{self, Consistency, Pairwise, PairwiseFault};
use crate::analysis::ranking::weights::{WeightFault, Weights};
use crate::analysis::result::Scale;
use crate::finding::{Finding, nearest};
use crate::model::{
    Anchors, Better, ConsideredOption, CriteriaSpec, CriterionSpec, Measure, ValueFunction, WeightSpec,
};

/// Criteria, and what was stated of their weights.
pub(crate) struct Weighed {
    pub(crate) criteria: Vec<Criterion>,
    /// Whether the points make weights; where they do not, all weights are 0 and nothing is scored.
    pub(crate) is_weighted: bool,
    /// Each decider's own weights; empty where one set of points holds for all.
    pub(crate) deciders: Vec<(String, Weights)>,
}

/// Lowers the criteria of the record, else of the book.
pub(crate) fn lower(lowering: &mut Lowering<'_>, overrides: &[(String, f64)]) -> Weighed {
    let (record, book) = (lowering.record, lowering.book);
    let spec = record.inputs.criteria.as_ref().unwrap_or(&book.criteria);
    let deciders = deciders(lowering, spec);
    let weights = weights(lowering, spec, overrides, deciders.as_deref());
    let is_weighted = weights.is_some();
    let weights = weights.unwrap_or_else(|| vec![0.0; spec.criteria.len()]);
    let is_own = record.inputs.criteria.is_some();
    let has_points = spec.weights == WeightSpec::Points && record.inputs.deciders.is_empty();
    let criterion = |(spec, weight): (&CriterionSpec, f64)| {
        let replaced = overrides.iter().rev().find(|(id, _)| *id == spec.id).map(|(_, points)| *points);
        let stated_points = replaced.or(spec.points.filter(|_| has_points));
        Criterion { stated_points, ..criterion(spec, weight, &record.options, is_own) }
    };
    let criteria = spec.criteria.iter().zip(weights).map(criterion).collect();
    let deciders = deciders.ok().filter(|deciders| deciders.len() > 1).unwrap_or_default();
    Weighed { criteria, is_weighted, deciders }
}

fn criterion(spec: &CriterionSpec, weight: f64, options: &[ConsideredOption], is_own: bool) -> Criterion {
    let measure = spec.measure.unwrap_or_else(|| default_measure(&spec.id, options));
    let has_anchors = spec.value.is_some();
    let scale = match measure {
        Measure::TotalCost => Scale::Money,
        Measure::AnnualLoss => Scale::MoneyPerYear,
        Measure::ExitMonths | Measure::Ready => Scale::Months,
        Measure::Own if has_anchors => Scale::Natural,
        Measure::Own => Scale::OutOf100,
    };
    let better = direction(spec, measure);
    let out_of_100 = match better {
        Better::Less => Anchors { worst: 100.0, best: 0.0 },
        Better::More => Anchors { worst: 0.0, best: 100.0 },
    };
    let value = match (&spec.value, scale) {
        (Some(value), _) => Some(value.clone()),
        (None, Scale::OutOf100) => Some(ValueFunction::Linear(out_of_100)),
        (None, _) => None,
    };
    Criterion {
        id: spec.id.clone(),
        name: spec.name.clone(),
        weight,
        stated_points: None,
        unit: spec.unit.clone(),
        measure,
        scale,
        value,
        better,
        has_anchors,
        must: spec.must,
        span: is_own.then_some(spec.span),
    }
}

fn default_measure(id: &str, options: &[ConsideredOption]) -> Measure {
    let has_level = options.iter().any(|option| option.levels.iter().any(|(level, _)| level == id));
    let has_exit = options.iter().any(|option| option.exit.as_ref().is_some_and(|exit| exit.months.is_some()));
    match id {
        "cost" if options.iter().any(|option| option.cost.is_some()) => Measure::TotalCost,
        "risk" if !has_level && options.iter().any(|option| option.risks.is_some()) => Measure::AnnualLoss,
        "dependency" if !has_level && has_exit => Measure::ExitMonths,
        _ => Measure::Own,
    }
}

/// Anchors settle it; else the author; else less for whatever is measured and for cost, risk and
/// dependency.
fn direction(spec: &CriterionSpec, measure: Measure) -> Better {
    if let Some(Anchors { worst, best }) = spec.value.as_ref().map(ValueFunction::anchors) {
        return if best < worst { Better::Less } else { Better::More };
    }
    let is_less = measure != Measure::Own || matches!(spec.id.as_str(), "cost" | "risk" | "dependency");
    spec.better.unwrap_or(if is_less { Better::Less } else { Better::More })
}

fn weights(
    lowering: &mut Lowering<'_>,
    spec: &CriteriaSpec,
    overrides: &[(String, f64)],
    deciders: Result<&[(String, Weights)], &Told>,
) -> Option<Vec<f64>> {
    let known = || spec.criteria.iter().map(|criterion| criterion.id.as_str());
    let stated = match deciders {
        Err(Told) => return None,
        Ok([]) => stated_points(lowering, spec),
        Ok(deciders) => Ok(mean_points(deciders)),
    };
    let mut points = match stated {
        Ok(points) => points,
        Err(fault) => {
            report(lowering, spec, fault);
            return None;
        }
    };
    for (id, replaced) in overrides {
        match known().position(|known| known == id) {
            Some(idx) => points[idx] = Some(*replaced),
            None => unknown_criterion(lowering, id, known().collect(), "criteria"),
        }
    }
    match Weights::from_points(&points) {
        Ok(weights) => Some(weights.as_slice().to_vec()),
        Err(fault) => {
            report(lowering, spec, fault);
            None
        }
    }
}

/// Points as written; a rank order as points of 100.
fn stated_points(lowering: &mut Lowering<'_>, spec: &CriteriaSpec) -> Result<Vec<Option<f64>>, WeightFault> {
    match &spec.weights {
        WeightSpec::Points => Ok(spec.criteria.iter().map(|criterion| criterion.points).collect()),
        WeightSpec::Rank => {
            let weights = Weights::rank_order(spec.criteria.len())?;
            Ok(weights.as_slice().iter().map(|weight| Some(weight * 100.0)).collect())
        }
        WeightSpec::Pairwise(comparisons) => pairwise_points(lowering, spec, comparisons),
    }
}

/// Weights by comparison, as points of 100; contradictions are told, and too many of them give none.
fn pairwise_points(
    lowering: &mut Lowering<'_>,
    spec: &CriteriaSpec,
    comparisons: &[(usize, usize, f64)],
) -> Result<Vec<Option<f64>>, WeightFault> {
    let name = |idx: usize| spec.criteria[idx].name.as_str();
    let pairs =
        |[i, j, k]: [usize; 3]| format!("look again at `{0}/{1}`, `{1}/{2}` and `{0}/{2}`", name(i), name(j), name(k));
    let path = lowering.record.path.clone();
    let span = lowering.record.place("criteria.pairwise");
    let error = |message: String| Finding::error("pairwise-weights", &path, span, message);
    let (weights, finding) = match pairwise::weigh(spec.criteria.len(), comparisons) {
        Ok(Pairwise { weights, consistency_ratio, verdict, .. }) => {
            let ratio = format!("their consistency ratio is {consistency_ratio:.2}");
            match verdict {
                Consistency::Fine => (Some(weights), None),
                Consistency::Doubtful(triad) => {
                    let message = format!("these comparisons partly contradict one another: {ratio}, above 0.10");
                    let finding = Finding::warning("pairwise-weights", &path, span, message).with_help(pairs(triad));
                    (Some(weights), Some(finding))
                }
                Consistency::Useless(triad) => {
                    let message = format!("these comparisons contradict one another: {ratio}, above 0.20");
                    (None, Some(error(message).with_help(pairs(triad))))
                }
            }
        }
        Err(PairwiseFault::Missing(a, b)) => {
            let message = format!("`{}` and `{}` are not compared", name(a), name(b));
            (None, Some(error(message).with_help(format!("add `{}/{}: 1`, 1 to 9, or below 1", name(a), name(b)))))
        }
        Err(PairwiseFault::NotPositive(a, b)) => {
            let message = format!("the comparison of `{}` and `{}` is no number above 0", name(a), name(b));
            (None, Some(error(message).with_help("write 1 to 9, or 1/9 to 1")))
        }
        Err(PairwiseFault::CriterionCount) => {
            let message = format!("{} criteria are too many to compare in pairs", spec.criteria.len());
            (None, Some(error(message).with_help("give points instead: `criteria: { cost: 35, risk: 30 }`")))
        }
    };
    lowering.findings.extend(finding);
    let weights = weights.ok_or(WeightFault::NoCriteria)?;
    Ok(weights.into_iter().map(|weight| Some(weight * 100.0)).collect())
}

/// A fault that its finding has told already.
struct Told;

/// Each decider's own points as weights; a criterion that a decider leaves out counts for nothing there.
fn deciders(lowering: &mut Lowering<'_>, spec: &CriteriaSpec) -> Result<Vec<(String, Weights)>, Told> {
    let record = lowering.record;
    let known: Vec<&str> = spec.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
    let mut deciders = Vec::new();
    let mut is_sound = true;
    for (role, stated) in &record.inputs.deciders {
        let mut points = vec![Some(0.0); known.len()];
        for (id, value) in stated {
            match known.iter().position(|known| known == id) {
                Some(idx) => points[idx] = Some(*value),
                None => unknown_criterion(lowering, id, known.clone(), &format!("deciders.{role}.{id}")),
            }
        }
        match Weights::from_points(&points) {
            Ok(weights) => deciders.push((role.clone(), weights)),
            Err(fault) => {
                let span = record.place(&format!("deciders.{role}")).or_else(|| record.place("deciders"));
                let message = format!("the points of `{role}` make no weights: {fault}");
                let help = format!(
                    "give points of 0 or more, and one of them more than 0: `{role}: {{ {}: 60 }}`",
                    known.first().unwrap_or(&"cost")
                );
                lowering.findings.push(Finding::error("weights", &record.path, span, message).with_help(help));
                is_sound = false;
            }
        }
    }
    if is_sound { Ok(deciders) } else { Err(Told) }
}

/// The mean of the deciders' weights, as points of 100.
fn mean_points(deciders: &[(String, Weights)]) -> Vec<Option<f64>> {
    let count = deciders.first().map_or(0, |(_, weights)| weights.as_slice().len());
    let mean =
        |idx: usize| deciders.iter().map(|(_, weights)| weights.as_slice()[idx] * 100.0 / deciders.len() as f64).sum();
    (0..count).map(|idx| Some(mean(idx))).collect()
}

fn unknown_criterion(lowering: &mut Lowering<'_>, id: &str, known: Vec<&str>, key: &str) {
    let help = match nearest(id, known.iter().copied()) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("the criteria are {}", known.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")),
    };
    let path = lowering.record.path.clone();
    let span = lowering.record.place(key);
    let message = format!("no criterion is called `{id}`, so its points count for nothing");
    lowering.findings.push(Finding::error("unknown-criterion", &path, span, message).with_help(help));
}

fn report(lowering: &mut Lowering<'_>, spec: &CriteriaSpec, fault: WeightFault) {
    let idx = match fault {
        WeightFault::Missing(idx) | WeightFault::NotFinite(idx) | WeightFault::Negative(idx) => Some(idx),
        WeightFault::NoCriteria | WeightFault::AllZero => None,
    };
    let named = idx.and_then(|idx| spec.criteria.get(idx));
    if matches!((&spec.weights, fault), (WeightSpec::Pairwise(_), WeightFault::NoCriteria)) {
        return;
    }
    let record = lowering.record;
    let (path, span) = match (&record.inputs.criteria, named) {
        (Some(_), Some(named)) => (record.path.as_str(), Some(named.span)),
        (Some(_), None) => (record.path.as_str(), record.place("criteria")),
        (None, named) => ("book.toml", named.map(|named| named.span)),
    };
    let message = match named {
        Some(named) if matches!(fault, WeightFault::Missing(_)) => {
            format!("`{}` has no points that can be used, so nothing is scored", named.name)
        }
        Some(named) => format!("`{}` cannot be weighed: {fault}", named.name),
        None => fault.to_string(),
    };
    let help = "give every criterion points of 0 or more, and one of them more than 0: `cost: { points: 35 }`";
    lowering.findings.push(Finding::error("weights", path, span, message).with_help(help));
}
