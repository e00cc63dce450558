//! Options: docs/reference/record.md, "Options".

use crate::finding::{Finding, nearest};
use crate::model::{
    ConsideredOption, Cost, CriteriaSpec, Estimate, EstimateKey, Exit, ExitAt, Form, Measure, OptimismBias, People,
    Quantity, ReferenceClass, RiskFigure, Sourcing, Tested, slug,
};
use crate::record::body::options::OPTION_LIMIT;
use crate::record::schema::money::{CostOrLevel, benefit, cost, highest};
use crate::record::schema::option_keys::{ExitSchema, OptimismBiasSchema, OptionSchema};
use crate::record::schema::supply::{contract, risk, supplier, terms};
use crate::record::schema::unread::{self, Unread};
use crate::record::values::spelled::Period;
use crate::record::yaml::tolerant::Reader;
use crate::record::yaml::tree::{NodeId, Value, same_key};

/// Reads `options`, judged by these criteria.
pub(crate) fn options(reader: &Reader<'_>, node: Option<NodeId>, criteria: &CriteriaSpec) -> Vec<ConsideredOption> {
    let Some(node) = node else { return Vec::new() };
    let Value::List(items) = reader.tree.value(node) else {
        let help = "start each option with `- `: `- buy: A payments platform`".to_owned();
        reader.error("wrong-shape", node, "`options` is a list", Some(help));
        return Vec::new();
    };
    if is_foreign(reader, items) {
        let message = "these options are written in another form; none is read";
        let help = "begin each with `build:`, `buy:`, `partner:` or `avoid:` and its title, if they are to be weighed";
        let span = reader.tree.span(items.first().copied().unwrap_or(node));
        reader.say(Finding::warning("foreign-options", reader.path, span, message).with_help(help));
        return Vec::new();
    }
    if let Some(first_over) = items.get(OPTION_LIMIT) {
        let message = format!("more than {OPTION_LIMIT} options; the rest is not read");
        let help = "nobody weighs so many: keep those that were seriously considered".to_owned();
        reader.error("too-many-options", *first_over, message, Some(help));
    }
    let mut options: Vec<_> = items
        .iter()
        .take(OPTION_LIMIT)
        .enumerate()
        .filter_map(|(idx, item)| option(reader, *item, idx, criteria))
        .collect();
    nothing_is_money(&mut options);
    twins(reader, &options);
    one_scale(reader, &options, criteria);
    options
}

/// Whether another tool's options stand there: none has one of our four keys, nor a slip of one.
fn is_foreign(reader: &Reader<'_>, items: &[NodeId]) -> bool {
    let is_ours = |item: &NodeId| {
        let keys = reader.tree.entries(*item).iter().filter_map(|(key, _)| reader.tree.text(*key));
        keys.take(20).any(|key| nearest(key, Sourcing::ALL.map(Sourcing::as_str)).is_some())
    };
    !items.is_empty() && !items.iter().take(OPTION_LIMIT).any(is_ours)
}

/// Options that nobody could tell apart.
fn twins(reader: &Reader<'_>, options: &[ConsideredOption]) {
    let name = |option: &ConsideredOption| (option.sourcing, slug(&option.title));
    for (idx, option) in options.iter().enumerate() {
        if let Some(first) = options[..idx].iter().find(|other| name(other) == name(option)) {
            let line = first.span.line;
            let message = format!("`{}` is the title of the option in line {line} too", option.title);
            let help = "give one of them another title, which says how they differ";
            reader.say(Finding::error("duplicate-option", reader.path, option.span, message).with_help(help));
        }
    }
}

fn option(reader: &Reader<'_>, node: NodeId, idx: usize, criteria: &CriteriaSpec) -> Option<ConsideredOption> {
    if !reader.tree.is_map(node) {
        let text = reader.tree.text(node).unwrap_or("An option");
        let message = "an option names itself by build, buy, partner or avoid";
        reader.error("option-sourcing", node, message, Some(format!("write `- buy: {text}`")));
        return None;
    }
    reader.lost.borrow_mut().clear();
    let schema: OptionSchema = reader.read(node);
    let (sourcing, title_at) = sourcing(reader, node, &schema)?;
    let title = reader.scalar(title_at).map_or_else(|| sourcing.label().to_owned(), str::to_owned);
    let mut option = ConsideredOption {
        sourcing: Some(sourcing),
        title,
        key: reader.text(schema.key),
        summary: reader.text(schema.summary),
        why_not: reader.text(schema.why_not),
        benefit: schema.benefit.as_ref().map(|schema| benefit(reader, schema)),
        ready: reader.estimate(schema.ready, Quantity::Months),
        people: schema.people.as_ref().map(|people| People {
            months: reader.estimate(people.months, Quantity::Months),
            yearly: reader.estimate(people.yearly, Quantity::Months),
            rate: reader.money_a(Period::Month, people.rate),
            can_run: reader.estimate(people.can_run, Quantity::Driver),
        }),
        recover: reader.estimate(schema.recover, Quantity::Hours),
        exit: schema.exit.as_ref().map(|schema| exit(reader, schema)),
        optimism_bias: schema.optimism_bias.as_ref().and_then(|schema| optimism_bias(reader, node, schema)),
        reference_class: schema.reference_class.and_then(|node| reference_class(reader, node)),
        risks: schema.risks.as_ref().map(|risks| Vec::with_capacity(risks.len())),
        supplier: schema.supplier.and_then(|node| supplier(reader, node)),
        contract: schema.contract.as_ref().map(|schema| contract(reader, schema)),
        terms: schema.terms.as_ref().map(|schema| terms(reader, schema)),
        front_matter_idx: Some(idx),
        span: reader.tree.span(node),
        ..ConsideredOption::default()
    };
    levels(reader, node, schema.cost, criteria, &mut option);
    let mut unread = unread::of_keys(reader, node, &schema, &option);
    unread.extend(risks(reader, schema.risks.as_deref().unwrap_or_default(), &mut option));
    unread.extend(unread::of_slips(reader, &reader.lost.borrow()));
    option.unread.extend(unread.into_iter().map(|(key, at)| (key, reader.tree.span(at))));
    Some(option)
}

/// Reads `risks`; gives those of their figures that could not be read.
fn risks(reader: &Reader<'_>, nodes: &[NodeId], option: &mut ConsideredOption) -> Vec<Unread> {
    let mut unread = Vec::new();
    for node in nodes {
        let Some((risk, lost)) = risk(reader, *node) else { continue };
        let risks = option.risks.get_or_insert_default();
        let key = |figure: RiskFigure| EstimateKey::Risk(risks.len(), figure).into();
        unread.extend(lost.into_iter().map(|(figure, at)| (key(figure), at)));
        risks.push(risk);
    }
    unread
}

fn sourcing(reader: &Reader<'_>, node: NodeId, schema: &OptionSchema) -> Option<(Sourcing, NodeId)> {
    // A key without a title is still a sourcing, and serde takes `build:` for absent.
    let stated: Vec<(Sourcing, NodeId)> = [schema.build, schema.buy, schema.partner, schema.avoid]
        .into_iter()
        .zip(Sourcing::ALL)
        .filter_map(|(title, sourcing)| Some((sourcing, title.or_else(|| reader.tree.get(node, sourcing.as_str()))?)))
        .collect();
    let example = "write one of `build:`, `buy:`, `partner:`, `avoid:`, with the option's title after it".to_owned();
    match stated.as_slice() {
        [one] => Some(*one),
        [] => {
            let message = "this option has none of build, buy, partner and avoid";
            reader.error("option-sourcing", node, message, Some(example));
            None
        }
        [first, second, ..] => {
            let message = format!("this option is `{}` and `{}`; the first counts", first.0, second.0);
            reader.error("option-sourcing", second.1, message, Some(example));
            Some(*first)
        }
    }
}

/// Levels on the criteria, and cost, which may be one.
fn levels(
    reader: &Reader<'_>,
    node: NodeId,
    cost_at: Option<NodeId>,
    criteria: &CriteriaSpec,
    option: &mut ConsideredOption,
) {
    for (key, value) in reader.tree.entries(node) {
        let Some(name) = reader.tree.text(*key) else { continue };
        let criterion = criteria.criteria.iter().find(|criterion| same_key(&criterion.id, name));
        let is_natural = criterion.is_some_and(|criterion| criterion.value.is_some());
        let quantity = if is_natural { Quantity::NaturalLevel } else { Quantity::Level };
        if same_key(name, "cost") {
            let is_own = criterion.is_some_and(|criterion| criterion.measure == Some(Measure::Own));
            let read = if is_own {
                reader.estimate(cost_at, quantity).map(CostOrLevel::Level)
            } else {
                cost(reader, cost_at, quantity)
            };
            match read {
                Some(CostOrLevel::Cost(cost)) => option.cost = Some(cost),
                Some(CostOrLevel::Level(level)) => option.levels.push(("cost".to_owned(), level)),
                None => option.unread.extend(cost_at.map(|at| (EstimateKey::Cost.into(), reader.tree.span(at)))),
            }
            continue;
        }
        // Keys that options have anyhow are no levels, whatever a criterion is called.
        let is_taken = ["ready", "exit", "benefit", "people", "recover", "risks", "supplier", "contract", "terms"];
        if let Some(criterion) = criterion
            && !is_taken.iter().any(|taken| same_key(taken, name))
            && !reader.tree.is_null(*value)
        {
            match reader.estimate(Some(*value), quantity) {
                Some(level) => option.levels.push((criterion.id.clone(), level)),
                None => option.unread.push((EstimateKey::level(&criterion.id).into(), reader.tree.span(*value))),
            }
        }
    }
}

/// Beside costs in money, `cost: 0` is no money rather than a level out of 100.
fn nothing_is_money(options: &mut [ConsideredOption]) {
    if options.iter().all(|option| option.cost.is_none()) {
        return;
    }
    let is_nothing = |(id, level): &(String, Estimate)| id == "cost" && level.form == Form::Certain(0.0);
    for option in options.iter_mut().filter(|option| option.cost.is_none()) {
        if let Some(at) = option.levels.iter().position(is_nothing) {
            option.cost = Some(Cost::Total(option.levels.remove(at).1));
        }
    }
}

/// One criterion has one scale: a level beside a cost block, or figures that look like marks out of 10.
fn one_scale(reader: &Reader<'_>, options: &[ConsideredOption], criteria: &CriteriaSpec) {
    let has_cost = options.iter().any(|option| option.cost.is_some());
    let cost_level = options.iter().flat_map(|option| &option.levels).find(|(id, _)| id == "cost");
    if let (true, Some((_, level))) = (has_cost, cost_level) {
        let message = format!("cost `{}` is a level out of 100, and other options state money", level.written);
        let finding = Finding::warning("mixed-scale", reader.path, level.span, message);
        reader.say(finding.with_help(format!("write money here too, such as `{}k`", level.written)));
    }
    for criterion in criteria.criteria.iter().filter(|criterion| criterion.value.is_none()) {
        let levels: Vec<_> =
            options.iter().flat_map(|option| &option.levels).filter(|(id, _)| *id == criterion.id).collect();
        let looks_small = levels.len() > 1 && levels.iter().all(|(_, level)| highest(level) < 10.0);
        let some_above_zero = levels.iter().any(|(_, level)| highest(level) > 0.0);
        if looks_small && some_above_zero {
            let message = format!("every level of `{}` is under 10, and levels are out of 100", criterion.name);
            let finding = Finding::warning("small-levels", reader.path, levels[0].1.span, message);
            reader.say(finding.with_help("write levels from 0 to 100, or give the criterion `worst` and `best`"));
        }
    }
}

fn exit(reader: &Reader<'_>, schema: &ExitSchema) -> Exit {
    let tested = schema.tested.and_then(|node| match reader.scalar(node)?.to_ascii_lowercase().as_str() {
        "no" | "false" => Some(Tested::No),
        text if text.starts_with(|c: char| c.is_ascii_digit()) => reader.date(Some(node)).map(Tested::On),
        text => {
            let message = format!("`{text}` says neither when leaving was tried nor that it was not");
            reader.error("unknown-word", node, message, Some("write the day, `2026-06-30`, or `no`".to_owned()));
            None
        }
    });
    Exit {
        months: reader.estimate(schema.months, Quantity::Months),
        cost: reader.estimate(schema.cost, Quantity::Money),
        tested,
        at: reader.word(schema.at, &[("end", ExitAt::End), ("never", ExitAt::Never)]).unwrap_or_default(),
    }
}

fn optimism_bias(reader: &Reader<'_>, node: NodeId, schema: &OptimismBiasSchema) -> Option<OptimismBias> {
    if schema.upper.is_none() {
        let message = "optimism bias needs its `upper` uplift";
        let help = "write `{ upper: 200%, lower: 10%, mitigated: 90% }`".to_owned();
        reader.error("missing-key", node, message, Some(help));
    }
    let upper = reader.number(schema.upper, Quantity::Percent)?;
    let lower = schema.lower.map_or(Some(0.0), |node| reader.number(Some(node), Quantity::Percent))?;
    if upper < lower || lower < 0.0 {
        let message = "optimism bias runs from a `lower` uplift of 0 or more to an `upper` one that is no less";
        let help = "write `{ upper: 200%, lower: 10%, mitigated: 90% }`".to_owned();
        reader.error("bad-estimate", schema.upper.unwrap_or(node), message, Some(help));
        return None;
    }
    let mitigated = schema.mitigated.map_or(Some(0.0), |node| reader.number(Some(node), Quantity::Chance))?;
    Some(OptimismBias { upper, lower, mitigated })
}

fn reference_class(reader: &Reader<'_>, node: NodeId) -> Option<ReferenceClass> {
    if reader.tree.text(node).is_some_and(|text| same_key(text, "log")) {
        return Some(ReferenceClass::Log);
    }
    let items = reader.tree.items(node);
    if items.is_empty() {
        let help = "write ratios of actual to estimate, `[1.1, 1.4, 0.9]`, or `log`".to_owned();
        reader.error("wrong-shape", node, "a reference class is a list of ratios, or `log`", Some(help));
        return None;
    }
    // Each of them is read, so that each fault is told.
    let ratios: Vec<Option<f64>> = items.iter().map(|item| reader.number(Some(*item), Quantity::Driver)).collect();
    ratios.into_iter().collect::<Option<_>>().map(ReferenceClass::Ratios)
}
