//! What a contract makes of the price: its minimum, and what waiting for the next meeting costs.

use super::close;
use crate::analysis::analyze::analyze_record;
use crate::analysis::testing::{analyzed, cost, criteria, estimate, option, record, settings, sign_in_record};
use crate::analysis::whole::affordability;
use crate::log::{LoggedRecord, join};
use crate::model::{BoardSlot, Book, Contract, EstimateKey, FieldSource, Sourcing, StatedStatus, Status, Yearly};
use crate::source::{History, Snapshot};
use jiff::civil::date;

fn bought(yearly: &str, growth: &str, contract: Contract) -> LoggedRecord {
    let mut buy = option(Sourcing::Buy, "Service");
    buy.cost = Some(cost("", yearly, growth));
    buy.contract = Some(contract);
    let mut logged = record(vec![buy]);
    logged.record.inputs.starts = Some(date(2027, 1, 1));
    logged.record.inputs.horizon_years = Some(3);
    logged
}

fn with_minimum(minimum: &str) -> Contract {
    Contract { ends: Some(date(2029, 1, 1)), minimum: Some(estimate(minimum)), ..Contract::default() }
}

fn running(logged: &LoggedRecord) -> Vec<f64> {
    analyzed(logged, 1_000).0.options[0].by_year.iter().map(|year| year.running).collect()
}

/// The third year begins on the day on which the contract ends: no minimum is owed in it.
#[test]
fn a_minimum_is_owed_in_every_year_that_begins_before_the_contract_ends() {
    assert_eq!(running(&bought("100k", "", with_minimum("130k"))), [0.0, 130e3, 130e3, 100e3]);
    // The price grows from what it is, not from the minimum.
    assert_eq!(running(&bought("100k", "50%", with_minimum("130k"))), [0.0, 130e3, 150e3, 225e3]);
    assert_eq!(running(&bought("100k", "", with_minimum("90k"))), [0.0, 100e3, 100e3, 100e3]);
    let mut nothing_used = bought("100k", "", with_minimum("40k"));
    nothing_used.record.options[0].cost = Some(cost("10k", "", ""));
    assert_eq!(running(&nothing_used), [0.0, 40e3, 40e3, 0.0]);
}

#[test]
fn a_minimum_counts_in_each_draw() {
    let logged = bought("80k to 160k", "", with_minimum("110k"));
    let plain = bought("80k to 160k", "", Contract::default());
    let cash = |logged: &LoggedRecord| analyzed(logged, 1_000).0.options[0].cash.expect("known");
    let (with, without) = (cash(&logged), cash(&plain));
    assert!(with.mean > without.mean && with.p5 > without.p5);
    close(with.p95, without.p95, 1e-6);
}

#[test]
fn a_minimum_without_an_end_is_said_and_left_out() {
    let (analysis, findings) = analyzed(&bought("100k", "", Contract { ends: None, ..with_minimum("500k") }), 1_000);
    close(analysis.options[0].cash.expect("known").mean, 300e3, 1e-6);
    assert!(findings.iter().any(|finding| finding.rule == "minimum-without-end"));
}

/// What flips it is sought with the minimum in force.
#[test]
fn a_price_below_the_minimum_turns_nothing() {
    let mut logged = sign_in_record();
    logged.record.options[1].contract = Some(Contract { minimum: Some(estimate("400k")), ..with_minimum("1") });
    logged.record.options[1].contract.as_mut().expect("one").ends = Some(date(2040, 1, 1));
    let flips = analyzed(&logged, 2_000).0.flips;
    let by_rate = flips.iter().find(|flip| {
        matches!(flip.input, crate::analysis::result::EstimateId::OfOption(1, EstimateKey::CostYearlyRate))
            && flip.at < flip.now
    });
    assert_eq!(by_rate, None, "{flips:?}");
}

fn proposed(mut logged: LoggedRecord) -> LoggedRecord {
    let source = FieldSource::FrontMatter;
    logged.record.status =
        Some(StatedStatus { status: Status::Proposed, raw: "proposed".to_owned(), source, span: None });
    logged.record.recommend = Some((logged.record.option_name(0).to_owned(), None));
    logged
}

#[test]
fn waiting_a_month_costs_a_month_of_lateness() {
    let mut build = option(Sourcing::Build, "Own");
    build.cost = Some(cost("100k", "10k", ""));
    build.ready = Some(estimate("10"));
    let mut logged = proposed(record(vec![build]));
    logged.record.inputs.starts = Some(date(2027, 1, 1));
    logged.record.inputs.needed_by = Some(date(2027, 9, 30));
    logged.record.inputs.late_cost = Some(20e3);
    let put_off = |logged: &LoggedRecord| {
        let analysis = analyze_record(logged, &Book::default(), &settings(1_000)).0.expect("figures");
        analysis.put_off.expect("it is proposed")
    };
    let found = put_off(&logged);
    assert_eq!(found.months, 1);
    close(found.extra_cost, 20e3, 1e-6);
    // The same through the whole model, which a contract with dates asks for.
    let dated = Contract { ends: Some(date(2040, 1, 1)), break_fee: Some(estimate("0")), ..Contract::default() };
    logged.record.options[0].contract = Some(dated);
    close(put_off(&logged).extra_cost, 20e3, 1e-6);
    logged.record.options[0].ready = Some(estimate("5"));
    close(put_off(&logged).extra_cost, 0.0, 1e-9);
}

/// A later start has one year less under the cap.
#[test]
fn waiting_may_outlast_a_price_cap() {
    let capped = Contract { ends: Some(date(2029, 1, 15)), price_cap: Some(0.0), ..Contract::default() };
    let logged = proposed(bought("100k", "10%", capped));
    let found = analyze_record(&logged, &Book::default(), &settings(1_000)).0.expect("figures").put_off;
    // 100 + 100 + 100 with the cap in the third year, 100 + 100 + 110 without.
    close(found.expect("proposed").extra_cost, 10e3, 1e-6);
}

#[test]
fn meetings_are_those_that_book_and_records_name() {
    let months = |book: &Book, meetings: &[jiff::civil::Date]| {
        let records = meetings.iter().enumerate().map(|(idx, meeting)| {
            let mut one = record(Vec::new()).record;
            one.path = format!("decisions/{idx}.md");
            one.board = Some(BoardSlot { meeting: Some(*meeting), ..BoardSlot::default() });
            one
        });
        let (log, _) = join(records.collect(), &Snapshot::default(), History::default());
        affordability::months_between_meetings(&log, book, date(2026, 11, 25))
    };
    let book = Book { next_meeting: Some(date(2026, 12, 15)), ..Book::default() };
    assert_eq!(months(&Book::default(), &[]), 1);
    assert_eq!(months(&book, &[]), 1);
    assert_eq!(months(&book, &[date(2026, 3, 1), date(2026, 12, 15), date(2027, 3, 16)]), 3);
    let book = Book { last_meeting: Some(date(2026, 10, 13)), ..book };
    assert_eq!(months(&book, &[]), 2);
}

#[test]
fn a_driver_may_fall_below_the_minimum() {
    let mut logged = sign_in_record();
    logged.record.options.truncate(2);
    let buy = &mut logged.record.options[1];
    buy.contract = Some(Contract { ends: Some(date(2050, 1, 1)), ..with_minimum("900k") });
    if let Some(crate::model::Cost::Flows(flows)) = &mut buy.cost {
        flows.yearly = Some(Yearly::Per { drivers: vec!["users".to_owned()], rate: estimate("4") });
        flows.growth = None;
    }
    logged.record.inputs.criteria = Some(criteria(&[("cost", 100.0, 9e6, 0.0)]));
    let (analysis, _) = analyzed(&logged, 1_000);
    // 80,000 users at 4 stay below 900,000 a year in every world.
    close(analysis.options[1].by_year[3].running, 900e3, 1e-6);
}
