//! Records built by hand, for tests of this room alone, which does not know how records are read.

use crate::analysis::analyze::analyze_record;
use crate::analysis::result::DecisionAnalysis;
use crate::analysis::settings::Settings;
use crate::finding::Finding;
use crate::log::LoggedRecord;
use crate::model::{
    Anchors, Book, ConsideredOption, Contract, Cost, CostFlows, CriteriaSpec, CriterionSpec, Dialect, Estimate, Exit,
    FieldSource, Form, OptimismBias, Record, Risk, Sourcing, StatedTitle, Study, ValueFunction, WeightSpec, Yearly,
};
use crate::source::Span;
use jiff::civil::date;

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
        title: StatedTitle { text: "A decision".to_owned(), source: FieldSource::Heading, span: None },
        dialect: Dialect::Sourcing,
        options,
        ..Record::default()
    };
    LoggedRecord {
        stream_name: record.slug.clone(),
        page_id: record.stem.clone(),
        record,
        links: Vec::new(),
        resolutions: Vec::new(),
        history: None,
        past: None,
    }
}

/// Settings for a test: as many draws as asked for, seed 1.
pub(crate) fn settings(draw_count: usize) -> Settings {
    Settings { draw_count, seed: 1, as_of: date(2026, 11, 25), points: Vec::new(), scenario: None }
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

/// The study of the whole example.
pub(crate) fn study() -> Study {
    Study {
        option: Some("partner".to_owned()),
        resolves: ["partner.cost.yearly", "partner.flexibility", "partner.exit.months"].map(str::to_owned).to_vec(),
        cost: 8e3,
        weeks: 2.0,
        delay_cost: 9e3,
        quality: 0.8,
    }
}

/// The whole example of the manual: customer sign-in, with all that moves its figures.
pub(crate) fn sign_in_record() -> LoggedRecord {
    let per_user = |rate: &str| Yearly::Per { drivers: vec!["users".to_owned()], rate: estimate(rate) };
    let flows = |once: &str, yearly: Yearly, growth: &str| {
        let once = (!once.is_empty()).then(|| estimate(once));
        Some(Cost::Flows(CostFlows { once, yearly: Some(yearly), growth: Some(estimate(growth)), at: Vec::new() }))
    };
    let exit = |months: &str, cost: &str| {
        Some(Exit { months: Some(estimate(months)), cost: Some(estimate(cost)), ..Exit::default() })
    };
    let build = ConsideredOption {
        cost: flows("450k/600k/1.1m", Yearly::Sum(estimate("140k/180k/300k")), "3%"),
        optimism_bias: Some(OptimismBias { upper: 2.0, lower: 0.1, mitigated: 0.9 }),
        ready: Some(estimate("6/8/14")),
        exit: exit("1/2/3", "20k/50k/120k"),
        levels: levels(&[("flexibility", "2/3/5")]),
        risks: Some(vec![
            risk("Breach by a flaw of ours", "0.01/0.03/0.1", "200k to 3m"),
            risk("Two key people leave", "0.1", "50k to 200k"),
        ]),
        ..option(Sourcing::Build, "Our own login service")
    };
    let buy = ConsideredOption {
        cost: flows("100k/150k/280k", per_user("3.7/4.5/6.4"), "2%/4%/7%"),
        contract: Some(Contract { ends: Some(date(2030, 1, 31)), price_cap: Some(0.07), ..Contract::default() }),
        ready: Some(estimate("3 to 6")),
        exit: exit("6/9/15", "150k/300k/700k"),
        levels: levels(&[("flexibility", "6/9/14")]),
        risks: Some(vec![
            risk("Supplier outage", "0.2/0.3/0.8", "30k to 300k"),
            risk("Supplier changes terms", "0.12", "60k to 250k"),
        ]),
        ..option(Sourcing::Buy, "AuthCo")
    };
    let partner = ConsideredOption {
        cost: flows("200k/300k/520k", per_user("2.6/4.4/8"), "2%/3%/6%"),
        ready: Some(estimate("5 to 10")),
        exit: exit("3/7/15", "80k/160k/350k"),
        levels: levels(&[("flexibility", "3/6/14")]),
        risks: Some(vec![risk("Partner turns to other customers", "0.05/0.15/0.4", "100k to 500k")]),
        ..option(Sourcing::Partner, "Joint service with IdConsult")
    };
    let avoid = ConsideredOption {
        cost: flows("", Yearly::Sum(estimate("300k to 520k")), "4%/8%/15%"),
        ready: Some(estimate("0")),
        exit: exit("8/12/16", "60k/120k/250k"),
        levels: levels(&[("flexibility", "10/13/16")]),
        risks: Some(vec![risk("Breach of the old login", "0.15", "200k to 4m")]),
        ..option(Sourcing::Avoid, "Keep the present system")
    };
    let mut logged = record(vec![build, buy, partner, avoid]);
    let record = &mut logged.record;
    record.decide_by = Some(date(2027, 1, 31));
    record.limit = Some(2.2e6);
    record.recommend = Some(("build".to_owned(), Some("Login is where customers meet us".to_owned())));
    record.inputs.discount_rate = Some(0.06);
    record.inputs.needed_by = Some(date(2027, 9, 30));
    record.inputs.late_cost = Some(35e3);
    record.inputs.until_ready = Some(estimate("0"));
    record.inputs.drivers = vec![("users".to_owned(), estimate("30k/45k/80k"))];
    record.inputs.criteria = Some(criteria(&[
        ("cost", 100.0, 3e6, 1e6),
        ("risk", 60.0, 250e3, 0.0),
        ("flexibility", 50.0, 16.0, 2.0),
        ("dependency", 40.0, 18.0, 1.0),
    ]));
    logged
}
