//! Laws of options side by side, for any option that joins, leaves, changes its name or its price.

use super::mean_total;
use crate::analysis::analyze::analyze;
use crate::analysis::problem::lower;
use crate::analysis::ranking::simulate::simulate;
use crate::analysis::result::{Analysis, DecisionAnalysis, EstimateId, OptionResult};
use crate::analysis::testing::{
    analyzed, cost, criteria, estimate, levels, option, record, risk, settings, sign_in_record,
};
use crate::analysis::worlds::stats;
use crate::log::{LoggedRecord, join};
use crate::model::{
    Anchors, Book, ConsideredOption, Cost, EstimateKey, Exit, FieldSource, Record, Sourcing, StatedStatus, Status,
    ValueFunction, Yearly,
};
use crate::source::{History, Snapshot};
use proptest::prelude::*;

/// Any option that the sign-in example could have besides its own: good, bad, or worst of all.
fn stranger() -> impl Strategy<Value = ConsideredOption> {
    (0..3_000u32, 1..900u32, 0..15u32, 1..40u32, 1..30u32, 0..200u32).prop_map(
        |(once, yearly, growth, weeks, months, rate)| ConsideredOption {
            cost: Some(cost(&format!("{once}k"), &format!("{yearly}k to {}k", 2 * yearly), &format!("{growth}%"))),
            exit: Some(Exit { months: Some(estimate(&format!("{months} to {}", months + 9))), ..Exit::default() }),
            levels: levels(&[("flexibility", &format!("{weeks} to {}", weeks + 5))]),
            risks: Some(vec![risk("All of it", &format!("{}", f64::from(rate) / 100.0), "50k to 90k")]),
            ..option(Sourcing::Buy, "A stranger")
        },
    )
}

/// What belongs to an option alone.
fn own(option: &OptionResult) -> impl PartialEq + std::fmt::Debug + use<> {
    (option.total, option.cash, option.total_cost, option.annual_loss, option.levels.clone(), option.risks.clone())
}

/// The order of the options of `plain` in an analysis in which each has another index.
fn order_of(analysis: &DecisionAnalysis, idx_in: impl Fn(usize) -> Option<usize>) -> Vec<usize> {
    let plain: Vec<(usize, usize)> = (0..4).filter_map(|idx| Some((idx_in(idx)?, idx))).collect();
    let named = |there: &usize| plain.iter().find(|(idx, _)| idx == there).map(|(_, idx)| *idx);
    analysis.order.iter().filter_map(named).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn who_joins_neither_moves_a_draw_of_the_others_nor_turns_two_of_them(extra in stranger(), at in 0..5usize) {
        let plain = analyzed(&sign_in_record(), 1_000).0;
        let mut more = sign_in_record();
        more.record.options.insert(at, extra);
        let more = analyzed(&more, 1_000).0;
        let there = |idx: usize| if idx < at { idx } else { idx + 1 };
        for idx in 0..4 {
            prop_assert_eq!(own(&more.options[there(idx)]), own(&plain.options[idx]));
        }
        prop_assert_eq!(order_of(&more, |idx| Some(there(idx))), plain.order);
    }

    #[test]
    fn who_leaves_or_changes_its_name_moves_no_draw_of_the_others(gone in 0..4usize, title in "[A-Z][a-z]{2,9}") {
        let plain = analyzed(&sign_in_record(), 1_000).0;
        let mut fewer = sign_in_record();
        fewer.record.options.remove(gone);
        let mut renamed = sign_in_record();
        renamed.record.options[gone].title = title.clone();
        let mut keyed = sign_in_record();
        keyed.record.options[gone].key = Some("it".to_owned());
        let with_key = analyzed(&keyed, 1_000).0;
        keyed.record.options[gone].title = title;
        let (fewer, renamed, both) = (analyzed(&fewer, 1_000).0, analyzed(&renamed, 1_000).0, analyzed(&keyed, 1_000).0);
        for idx in (0..4).filter(|idx| *idx != gone) {
            prop_assert_eq!(own(&fewer.options[idx - usize::from(idx > gone)]), own(&plain.options[idx]));
            prop_assert_eq!(own(&renamed.options[idx]), own(&plain.options[idx]));
        }
        // A name of its own keeps even its own draws.
        prop_assert_eq!(own(&both.options[gone]), own(&with_key.options[gone]));
    }

    #[test]
    fn what_makes_an_option_dearer_never_raises_its_total(
        option in 0..4usize,
        which in 0..5usize,
        by in 1.01..3.0f64,
        curve in 0..3usize,
    ) {
        let mut logged = sign_in_record();
        let anchors = Anchors { worst: 3e6, best: 1e6 };
        if let Some(spec) = &mut logged.record.inputs.criteria {
            spec.criteria[0].value = match curve {
                0 => ValueFunction::linear(anchors).ok(),
                1 => ValueFunction::exponential(anchors, 700e3).ok(),
                _ => ValueFunction::piecewise(vec![(0.5e6, 1.0), (1.5e6, 0.9), (2.5e6, 0.1), (5e6, 0.0)]).ok(),
            };
        }
        let total = |factor: f64| {
            let mut logged = logged.clone();
            let one = &mut logged.record.options[option];
            let Some(Cost::Flows(flows)) = &mut one.cost else { panic!("it has flows") };
            let times = |estimate: &mut crate::model::Estimate| match &mut estimate.form {
                crate::model::Form::Certain(value) => *value *= factor,
                crate::model::Form::Range { low, high } => (*low, *high) = (*low * factor, *high * factor),
                crate::model::Form::Points { low, likely, high } => {
                    (*low, *likely, *high) = (*low * factor, *likely * factor, *high * factor);
                }
            };
            match (which, &mut flows.once, &mut flows.yearly, &mut flows.growth, &mut one.exit) {
                (0, Some(once), ..) => times(once),
                (1, _, Some(Yearly::Sum(rate) | Yearly::Per { rate, .. }), ..) => times(rate),
                (2, .., Some(growth), _) => times(growth),
                (3, .., Some(exit)) => times(exit.cost.as_mut().expect("it costs something")),
                _ => one.ready.iter_mut().for_each(times),
            }
            mean_total(&analyzed(&logged, 1_000).0.options[option])
        };
        prop_assert!(total(by) <= total(1.0) + 1e-9);
    }

    #[test]
    fn totals_of_every_draw_lie_on_their_scale(
        ends in prop::collection::vec((-50.0..50.0f64, 0.5..60.0f64, any::<bool>()), 4),
        points in prop::collection::vec(0..90u32, 4),
    ) {
        prop_assume!(points.iter().any(|points| *points > 0));
        let mut logged = sign_in_record();
        let units = [1e5, 1e4, 1.0, 1.0];
        let spec = logged.record.inputs.criteria.as_mut().expect("it has criteria");
        for (idx, (low, width, does_fall)) in ends.into_iter().enumerate() {
            let (low, high) = (low * units[idx], (low + width) * units[idx]);
            let (worst, best) = if does_fall { (high, low) } else { (low, high) };
            spec.criteria[idx].value = ValueFunction::linear(Anchors { worst, best }).ok();
            spec.criteria[idx].points = Some(f64::from(points[idx]));
        }
        let (problem, _) = lower(&logged.record, "a-decision", &Book::default(), &settings(1_000), &[]);
        let simulation = simulate(&problem.expect("it has figures"));
        for option in simulation.blocks.iter().flat_map(|block| &block.options) {
            prop_assert_eq!(option.total.len(), 1_000);
            prop_assert!(option.total.iter().all(|total| (0.0..=100.0).contains(total)));
        }
    }

    /// Where one input carries all the doubt, knowing it is knowing everything.
    #[test]
    fn knowing_the_only_open_input_is_worth_knowing_everything(middle in 42..58u32, width in 10..25u32) {
        let rival = |title: &str, fit: &str| ConsideredOption {
            cost: Some(cost("100k", "", "")),
            levels: levels(&[("fit", fit)]),
            ..option(Sourcing::Buy, title)
        };
        let open = format!("{} to {}", middle - width, middle + width);
        let mut logged = record(vec![rival("A", "50"), rival("B", &open)]);
        logged.record.inputs.criteria = Some(criteria(&[("cost", 30.0, 1e6, 0.0), ("fit", 70.0, 0.0, 100.0)]));
        let (analysis, _) = analyzed(&logged, 10_000);
        let evpi = analysis.evpi.expect("anchors");
        let [worth] = &analysis.input_worths[..] else { panic!("one input: {:?}", analysis.input_worths) };
        prop_assert_eq!(&worth.input, &EstimateId::OfOption(1, EstimateKey::level("fit")));
        // In the bin where both are level it goes either way, which a mean of the bin cannot see.
        prop_assert!(worth.worth <= evpi && worth.worth > 0.98 * evpi, "{} of {evpi}", worth.worth);
    }

    #[test]
    fn what_a_log_comes_to_is_the_sum_of_its_draws(kinds in prop::collection::vec((0..4usize, 1..9u32), 1..4)) {
        let statuses = [Status::Accepted, Status::Proposed, Status::Accepted, Status::Rejected];
        let records = kinds.iter().enumerate().map(|(idx, (kind, horizon))| any_record(idx, statuses[*kind], *kind, *horizon));
        let (log, _) = join(records.collect(), &Snapshot::default(), History::default());
        let Analysis { decisions, portfolios, .. } = analyze(&log, &Book::default(), &settings(1_000)).0;
        let [portfolio] = &portfolios[..] else { panic!("one currency") };
        for (status, count, found) in [
            (Status::Accepted, portfolio.record_count, portfolio.cash),
            (Status::Proposed, portfolio.asked_count, portfolio.asked),
        ] {
            let of_status = |idx: &usize| statuses[kinds[*idx].0] == status;
            let parts: Vec<&[f64]> = (0..kinds.len())
                .filter(of_status)
                .map(|idx| decisions[idx].as_ref().expect("figures").chosen_draws.cash.as_slice())
                .collect();
            prop_assert_eq!(parts.len(), count);
            let sums: Vec<f64> = (0..1_000).map(|draw| parts.iter().map(|part| part[draw]).sum()).collect();
            prop_assert_eq!(found, (count > 0).then(|| stats::summary(&[&sums])));
        }
    }
}

/// A copy of the sign-in example with another name, chosen option and horizon.
fn any_record(idx: usize, status: Status, chosen: usize, horizon: u32) -> Record {
    let LoggedRecord { mut record, .. } = sign_in_record();
    record.number = Some(idx as u64 + 1);
    record.slug = format!("a-decision-{idx}");
    record.stem = format!("{:04}-{}", idx + 1, record.slug);
    record.path = format!("decisions/{}.md", record.stem);
    record.inputs.horizon_years = Some(horizon);
    record.recommend = Some((["build", "buy", "partner", "avoid"][chosen].to_owned(), Some("So it is".to_owned())));
    let source = FieldSource::FrontMatter;
    record.status = Some(StatedStatus { status, raw: status.to_string(), source, span: None });
    record
}
