//! Records built by hand, for tests of this room alone, which does not know how records are read.

use crate::analysis::{DecisionAnalysis, Settings, analyze_record};
use crate::finding::Finding;
use crate::log::LoggedRecord;
use crate::model::{
    Anchors, Body, Book, ConsideredOption, Cost, CostFlows, CriteriaSpec, CriterionSpec, Dialect, Estimate,
    FieldSource, Form, Record, Risk, Sourcing, StatedTitle, ValueFunction, WeightSpec, Yearly,
};
use crate::source::Span;
use jiff::civil::date;
use std::collections::BTreeMap;

/// An estimate out of `3`, `120k to 250k` or `1 / 2 / 3`.
pub(crate) fn estimate(written: &str) -> Estimate {
    let number = |text: &str| -> f64 {
        let text = text.trim();
        let (digits, factor) = match text.chars().last() {
            Some('k') => (&text[..text.len() - 1], 1e3),
            Some('m') => (&text[..text.len() - 1], 1e6),
            Some('%') => (&text[..text.len() - 1], 0.01),
            _ => (text, 1.0),
        };
        digits.parse::<f64>().expect("a number") * factor
    };
    let pair = written.split_once(" to ");
    let points: Vec<&str> = written.split('/').collect();
    let form = match (pair, points.as_slice()) {
        (Some((low, high)), _) => Form::Range { low: number(low), high: number(high) },
        (_, [low, likely, high]) => Form::Points { low: number(low), likely: number(likely), high: number(high) },
        _ => Form::Certain(number(written)),
    };
    Estimate { form, written: written.to_owned(), ..Estimate::certain(0.0) }
}

/// An option with nothing but a name.
pub(crate) fn option(sourcing: Sourcing, title: &str) -> ConsideredOption {
    ConsideredOption { sourcing: Some(sourcing), title: title.to_owned(), ..ConsideredOption::default() }
}

/// Flows; an empty text is absent.
pub(crate) fn cost(once: &str, yearly: &str, growth: &str) -> Cost {
    let known = |text: &str| (!text.is_empty()).then(|| estimate(text));
    Cost::Flows(CostFlows {
        once: known(once),
        yearly: known(yearly).map(Yearly::Sum),
        growth: known(growth),
        at: Vec::new(),
    })
}

/// Levels by criterion.
pub(crate) fn levels(written: &[(&str, &str)]) -> Vec<(String, Estimate)> {
    written.iter().map(|(id, level)| ((*id).to_owned(), estimate(level))).collect()
}

/// A risk.
pub(crate) fn risk(name: &str, per_year: &str, loss: &str) -> Risk {
    Risk {
        name: name.to_owned(),
        per_year: Some(estimate(per_year)),
        is_at_most_once: false,
        loss: Some(estimate(loss)),
        owner: None,
        mitigation: None,
        span: Span::default(),
    }
}

/// Criteria with points and anchors; equal anchors are none.
pub(crate) fn criteria(written: &[(&str, f64, f64, f64)]) -> CriteriaSpec {
    let spec = |(id, points, worst, best): &(&str, f64, f64, f64)| CriterionSpec {
        id: (*id).to_owned(),
        name: (*id).to_owned(),
        points: Some(*points),
        value: ValueFunction::linear(Anchors { worst: *worst, best: *best }).ok(),
        better: None,
        unit: None,
        measure: None,
        must: None,
        span: Span::default(),
    };
    CriteriaSpec { criteria: written.iter().map(spec).collect(), weights: WeightSpec::Points }
}

/// A record with these options.
pub(crate) fn record(options: Vec<ConsideredOption>) -> LoggedRecord {
    let record = Record {
        path: "decisions/0001-a-decision.md".to_owned(),
        folder: "decisions".to_owned(),
        stem: "0001-a-decision".to_owned(),
        slug: "a-decision".to_owned(),
        number: Some(1),
        printed_id: None,
        title: StatedTitle { text: "A decision".to_owned(), source: FieldSource::Heading, span: None },
        status: None,
        date: None,
        links: Vec::new(),
        dialect: Dialect::Sourcing,
        roles: crate::model::Roles::default(),
        area: None,
        tags: Vec::new(),
        serves: Vec::new(),
        systems: Vec::new(),
        stage: None,
        waits_for: None,
        lesson: None,
        obligations: Vec::new(),
        response: None,
        ask: None,
        why_now: None,
        decide_by: None,
        review_by: None,
        board: None,
        limit: None,
        reversible: None,
        recommend: None,
        decision: None,
        dissent: Vec::new(),
        revisit: Vec::new(),
        next: Vec::new(),
        kill: Vec::new(),
        forecasts: Vec::new(),
        actuals: Vec::new(),
        history: Vec::new(),
        audience: crate::model::Audience::default(),
        ai: None,
        inputs: crate::model::AnalysisInputs::default(),
        options,
        front_matter: None,
        unknown_keys: Vec::new(),
        places: BTreeMap::new(),
        body: Body::default(),
        text: "".into(),
    };
    LoggedRecord {
        stream_name: record.slug.clone(),
        page_id: record.stem.clone(),
        record,
        links: Vec::new(),
        resolutions: Vec::new(),
        history: None,
    }
}

/// Settings for a test: as many draws as asked for, seed 1.
pub(crate) fn settings(draw_count: usize) -> Settings {
    Settings { draw_count, seed: 1, as_of: date(2026, 11, 25), points: Vec::new() }
}

/// The analysis of a record by an empty book.
pub(crate) fn analyzed(logged: &LoggedRecord, draw_count: usize) -> (DecisionAnalysis, Vec<Finding>) {
    let (analysis, findings) = analyze_record(logged, &Book::default(), &settings(draw_count));
    (analysis.expect("it has figures"), findings)
}

/// The short record of the manual: card payments, with every default in force.
pub(crate) fn short_record() -> LoggedRecord {
    record(vec![
        ConsideredOption {
            cost: Some(cost("120k to 250k", "210k to 320k", "")),
            levels: levels(&[("risk", "30"), ("flexibility", "50 to 65"), ("dependency", "55 to 70")]),
            ..option(Sourcing::Buy, "A payments platform")
        },
        ConsideredOption {
            cost: Some(cost("900k to 1.9m", "180k to 260k", "")),
            levels: levels(&[("risk", "40 to 65"), ("flexibility", "85"), ("dependency", "5")]),
            ..option(Sourcing::Build, "In-house service")
        },
        ConsideredOption {
            cost: Some(cost("", "240k to 330k", "6%")),
            levels: levels(&[("risk", "80"), ("flexibility", "20"), ("dependency", "40")]),
            ..option(Sourcing::Avoid, "Keep today's gateway")
        },
    ])
}
