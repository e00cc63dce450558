//! Sums over a log are sums of draws.

use super::close;
use crate::analysis::analyze::{analyze, analyze_one, analyze_record, analyze_whole, chosen_options, examine};
use crate::analysis::result::{Analysis, DecisionAnalysis};
use crate::analysis::testing::{estimate, settings, sign_in_record};
use crate::analysis::whole::exceedance::LossCurve;
use crate::analysis::worlds::stats;
use crate::log::join;
use crate::model::{
    Book, Cost, CostFlows, Estimate, Exceedance, FieldSource, LinkKind, People, Record, StatedLink, StatedStatus,
    Status, Supplier, Yearly,
};
use crate::source::{History, Snapshot};
use proptest::prelude::*;

pub(super) fn numbered(number: u64, status: Status) -> Record {
    let mut record = sign_in_record().record;
    record.number = Some(number);
    record.stem = format!("{number:04}-a-decision-{number}");
    record.slug = format!("a-decision-{number}");
    record.path = format!("decisions/{}.md", record.stem);
    record.status =
        Some(StatedStatus { status, raw: status.to_string(), source: FieldSource::FrontMatter, span: None });
    record
}

fn analyzed(records: Vec<Record>) -> Analysis {
    analyzed_by(records, &Book::default())
}

fn analyzed_by(records: Vec<Record>, book: &Book) -> Analysis {
    let (log, _) = join(records, &Snapshot::default(), History::default());
    analyze(&log, book, &settings(1_000)).0
}

pub(super) fn supersedes(target: &str) -> StatedLink {
    StatedLink {
        kind: LinkKind::Supersedes,
        target: target.to_owned(),
        text: None,
        source: FieldSource::FrontMatter,
        span: None,
    }
}

#[test]
fn a_proposal_is_asked_for_and_takes_no_place_before_it_is_accepted() {
    let mut proposal = numbered(3, Status::Proposed);
    proposal.links.push(supersedes("1"));
    let analysis = analyzed(vec![numbered(1, Status::Accepted), numbered(2, Status::Accepted), proposal]);
    let draws: Vec<_> = analysis.decisions.iter().map(|one| &one.as_ref().expect("figures").chosen_draws).collect();
    let sum = |parts: &[&[f64]]| -> Vec<f64> {
        (0..parts[0].len()).map(|idx| parts.iter().map(|part| part[idx]).sum()).collect()
    };
    let [portfolio] = &analysis.portfolios[..] else { panic!("one currency") };
    assert_eq!((portfolio.record_count, portfolio.asked_count), (2, 1));
    let committed = stats::summary(&[&sum(&[&draws[0].cash, &draws[1].cash])]);
    close(portfolio.cash.expect("known").p95, committed.p95, 1e-6);
    close(portfolio.asked.expect("known").mean, stats::summary(&[&draws[2].cash]).mean, 1e-6);
    // The proposal takes the first record's place: the risk of that one goes when its own comes.
    let risk = analysis.decisions[2].as_ref().and_then(|one| one.log_loss.as_ref()).expect("the log has risks");
    let before = sum(&[&draws[0].annual_loss, &draws[1].annual_loss]);
    let after = sum(&[&draws[1].annual_loss, &draws[2].annual_loss]);
    close(risk.before.p95, stats::summary(&[&before]).p95, 1e-6);
    close(risk.after.p95, stats::summary(&[&after]).p95, 1e-6);
    // A record in force is left out of its own "before".
    let own = analysis.decisions[0].as_ref().and_then(|one| one.log_loss.as_ref()).expect("the log has risks");
    close(own.before.mean, stats::summary(&[&draws[1].annual_loss]).mean, 1e-6);
}

#[test]
fn decisions_that_are_let_go_leave_the_same_sums_behind() {
    let mut records =
        vec![numbered(1, Status::Accepted), numbered(2, Status::Superseded), numbered(3, Status::Proposed)];
    records[2].links.push(supersedes("1"));
    let mut euros = numbered(4, Status::Accepted);
    euros.inputs.currency = crate::model::Currency::parse("USD");
    records.push(euros);
    let book = Book { budget: [(2027, 1e6)].into(), currency: crate::model::Currency::parse("EUR"), ..Book::default() };
    let (log, _) = join(records, &Snapshot::default(), History::default());
    let (kept, _) = analyze(&log, &book, &settings(1_000));
    let mut seen = Vec::new();
    let whole = analyze_whole(&log, &book, &settings(1_000), |idx, decision, _| {
        seen.push((idx, decision.as_ref().and_then(|decision| decision.leader)));
    });
    assert_eq!(format!("{:?}", whole.portfolios), format!("{:?}", kept.portfolios));
    assert_eq!(whole.portfolios.len(), 2);
    let leaders = kept.decisions.iter().map(|decision| decision.as_ref().and_then(|decision| decision.leader));
    assert!(seen.into_iter().eq(leaders.enumerate()));
    let is_kept: Vec<bool> = whole.decisions.iter().map(Option::is_some).collect();
    assert_eq!(is_kept, [false, false, true, false]);
}

/// One decision among others, the checks and the days of a log say what the analysis of all of it says.
#[test]
fn whoever_asks_for_less_gets_the_same_answer() {
    let mut by_recommendation = numbered(2, Status::Accepted);
    by_recommendation.recommend = Some(("buy".to_owned(), None));
    let mut by_numbers = numbered(3, Status::Accepted);
    (by_numbers.recommend, by_numbers.decision) = (None, None);
    let mut proposal = numbered(4, Status::Proposed);
    proposal.links.push(supersedes("2"));
    let records = vec![numbered(1, Status::Accepted), by_recommendation, by_numbers, proposal];
    let (log, _) = join(records, &Snapshot::default(), History::default());
    let (book, settings) = (Book::default(), settings(10_000));
    let (all, found) = analyze(&log, &book, &settings);
    // Draws by year are for sums over the log alone.
    let told = |decision: &DecisionAnalysis| {
        let mut decision = decision.clone();
        decision.chosen_draws = crate::analysis::ChosenDraws::default();
        format!("{decision:?}")
    };
    for idx in 0..log.records.len() {
        let (one, _) = analyze_one(&log, &book, &settings, idx);
        assert_eq!(told(chosen(&one, idx)), told(chosen(&all, idx)), "record {idx}");
    }
    for asks_for_flips in [true, false] {
        let (examined, findings) = examine(&log, &book, &settings, |_| asks_for_flips);
        assert_eq!(format!("{findings:?}"), format!("{found:?}"));
        for idx in 0..log.records.len() {
            let (little, much) = (chosen(&examined, idx), chosen(&all, idx));
            assert_eq!((little.leader, little.chosen), (much.leader, much.chosen));
            assert_eq!(little.flips, if asks_for_flips { much.flips.clone() } else { Vec::new() });
        }
    }
    let named = chosen_options(&log, &book, &settings);
    let in_force = |idx: &usize| log.is_in_force(*idx);
    assert!((0..log.records.len()).filter(in_force).count() >= 2);
    for idx in (0..log.records.len()).filter(in_force) {
        assert_eq!(named[idx], chosen(&all, idx).chosen, "record {idx}");
    }
}

#[test]
fn a_log_without_figures_has_no_sums() {
    let mut plain = numbered(1, Status::Accepted);
    plain.options.clear();
    let analysis = analyzed(vec![plain]);
    assert!(analysis.decisions[0].is_none() && analysis.portfolios.is_empty());
}

fn chosen(analysis: &Analysis, idx: usize) -> &DecisionAnalysis {
    analysis.decisions[idx].as_ref().expect("figures")
}

/// Records of one service each, whose price is a driver times a certain rate.
fn per_user(number: u64, drivers: &[(String, Estimate)]) -> Record {
    let mut one = numbered(number, Status::Accepted);
    one.options.truncate(2);
    one.recommend = Some(("buy".to_owned(), None));
    one.inputs.drivers = drivers.to_vec();
    let buy = &mut one.options[1];
    (buy.contract, buy.exit, buy.risks) = (None, None, Some(Vec::new()));
    buy.cost = Some(Cost::Flows(CostFlows {
        yearly: Some(Yearly::Per { drivers: vec!["users".to_owned()], rate: estimate("4") }),
        ..CostFlows::default()
    }));
    one
}

#[test]
fn a_driver_of_the_book_moves_all_records_together() {
    let drivers = vec![("users".to_owned(), estimate("30k / 45k / 80k"))];
    let book = Book { drivers: drivers.clone(), ..Book::default() };
    let of = |drivers: &[(String, Estimate)]| analyzed_by(vec![per_user(1, drivers), per_user(2, drivers)], &book);
    let (shared, own) = (of(&[]), of(&drivers));
    let correlation = |analysis: &Analysis| {
        let (a, b) = (&chosen(analysis, 0).chosen_draws.cash, &chosen(analysis, 1).chosen_draws.cash);
        let mean = |draws: &[f64]| draws.iter().sum::<f64>() / draws.len() as f64;
        let (mean_a, mean_b) = (mean(a), mean(b));
        let product = |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(a, b)| (a - mean_a) * (b - mean_b)).sum() };
        product(a, b) / (product(a, a) * product(b, b)).sqrt()
    };
    assert!(correlation(&shared) > 0.999 && correlation(&own).abs() < 0.1);
    let sd = |analysis: &Analysis| analysis.portfolios[0].cash.expect("known").sd;
    let alone = chosen(&shared, 0).options[1].cash.expect("known").sd;
    close(sd(&shared), 2.0 * alone, 1e-6 * alone);
    close(sd(&own), 2f64.sqrt() * alone, 0.1 * alone);
}

#[test]
fn the_years_of_a_log_are_sums_of_draws() {
    let records = vec![numbered(1, Status::Accepted), numbered(2, Status::Accepted), numbered(3, Status::Proposed)];
    let (log, _) = join(records.clone(), &Snapshot::default(), History::default());
    let book = Book { budget: [(2028, 1e6), (2050, 1.0)].into_iter().collect(), ..Book::default() };
    let alone: Vec<DecisionAnalysis> =
        log.records.iter().map(|logged| analyze_record(logged, &book, &settings(1_000)).0.expect("figures")).collect();
    let analysis = analyzed_by(records, &book);
    let [portfolio] = &analysis.portfolios[..] else { panic!("one currency") };
    let years: Vec<i16> = portfolio.years.iter().map(|year| year.year).collect();
    assert_eq!(years, [2027, 2028, 2029, 2030, 2031, 2032, 2050]);
    for (idx, year) in portfolio.years[..6].iter().enumerate() {
        let column = |record: usize| &alone[record].chosen_draws.by_calendar_year[idx].1;
        let sum: Vec<f64> = column(0).iter().zip(column(1)).map(|(a, b)| a + b).collect();
        assert_eq!(year.accepted, Some(stats::summary(&[&sum])));
        assert_eq!(year.proposed, Some(stats::summary(&[column(2)])));
        close(year.one_off + year.running, stats::mean(&[&sum]), 1e-6 * stats::mean(&[&sum]));
    }
    assert_eq!(portfolio.years[1].budget, Some(1e6));
    assert_eq!((portfolio.years[6].accepted, portfolio.years[6].budget), (None, Some(1.0)));
    // What has been added up is let go; an open ask keeps its years.
    assert!(chosen(&analysis, 0).chosen_draws.by_calendar_year.is_empty());
    assert!(!chosen(&analysis, 2).chosen_draws.by_calendar_year.is_empty());
}

#[test]
fn losses_of_a_year_are_added_and_held_against_the_books_appetite() {
    let records = vec![numbered(1, Status::Accepted), numbered(2, Status::Accepted), numbered(3, Status::Proposed)];
    let mut book = Book::default();
    book.appetite.exceedance = vec![Exceedance { loss: 500e3, per_year: 0.04 }];
    let analysis = analyzed_by(records, &book);
    let draws = |idx: usize| &chosen(&analysis, idx).chosen_draws.year_loss;
    let above = |sum: &dyn Fn(usize) -> f64| (0..1_000).filter(|draw| sum(*draw) > 500e3).count() as f64 / 1e3;
    let change = chosen(&analysis, 2).log_loss.as_ref().expect("the log has risks");
    close(change.curve_before.against[0].chance, above(&|draw| draws(0)[draw] + draws(1)[draw]), 1e-12);
    let after = above(&|draw| draws(0)[draw] + draws(1)[draw] + draws(2)[draw]);
    close(change.curve_after.against[0].chance, after, 1e-12);
    let points = |curve: &LossCurve| curve.points.iter().map(|(loss, _)| *loss).collect::<Vec<_>>();
    assert_eq!(points(&change.curve_before), points(&change.curve_after));
    let own = chosen(&analysis, 0).log_loss.as_ref().expect("the log has risks");
    close(own.curve_before.against[0].chance, above(&|draw| draws(1)[draw]), 1e-12);
    let whole = analysis.portfolios[0].loss_curve.as_ref().expect("the log has risks");
    assert_eq!(whole.against, change.curve_before.against);
}

#[test]
fn suppliers_of_one_parent_count_as_one_before_and_after() {
    let supplied = |number: u64, status: Status, name: &str, parent: Option<&str>| {
        let mut one = numbered(number, status);
        one.recommend = Some(("buy".to_owned(), None));
        one.options[1].supplier =
            Some(Supplier { name: name.to_owned(), parent: parent.map(str::to_owned), ..Supplier::default() });
        one
    };
    let mut newer = supplied(3, Status::Proposed, "Other", None);
    newer.links.push(supersedes("1"));
    let records = vec![
        supplied(1, Status::Accepted, "CloudCo", None),
        supplied(2, Status::Accepted, "CloudCo DB", Some("CloudCo")),
        newer,
        numbered(4, Status::Accepted),
    ];
    let analysis = analyzed_by(records, &Book::default());
    let whole = analysis.portfolios[0].concentration.as_ref().expect("suppliers");
    assert_eq!((whole.shares.len(), whole.shares[0].parent.as_str()), (1, "CloudCo"));
    close(whole.hhi, 10_000.0, 1e-6);
    close(whole.shares[0].yearly, 2.0 * chosen(&analysis, 0).options[1].by_year[1].running, 5_000.0);
    let change = chosen(&analysis, 2).concentration.as_ref().expect("suppliers");
    assert_eq!(&change.before, whole);
    // The first record goes when the third comes: one service each for two suppliers.
    assert_eq!(change.after.shares.len(), 2);
    assert!(change.after.hhi > 5_000.0 - 1e-6 && change.after.hhi < 5_100.0, "{}", change.after.hhi);
    let own = chosen(&analysis, 0).concentration.as_ref().expect("suppliers");
    close(own.before.shares[0].yearly, whole.shares[0].yearly / 2.0, 5_000.0);
    // A record without a supplier changes nothing, and says so.
    let without = chosen(&analysis, 3).concentration.as_ref().expect("the log has suppliers");
    assert_eq!(without.before, without.after);
}

#[test]
fn asks_are_held_against_budget_and_people() {
    let ask = |number: u64| {
        let mut one = numbered(number, Status::Proposed);
        one.options[0].people = Some(People { months: Some(estimate("20 to 30")), ..People::default() });
        one
    };
    let records = vec![numbered(1, Status::Accepted), ask(2), ask(3)];
    let mut book = Book::default();
    assert!(analyzed_by(records.clone(), &book).portfolios[0].affordability.is_none());
    book.capacity.insert(2027, 30.0);
    book.budget.insert(2027, 1e9);
    let analysis = analyzed_by(records, &book);
    let found = analysis.portfolios[0].affordability.as_ref().expect("a budget and two asks");
    let told: Vec<(Vec<usize>, bool)> = found.sets.iter().map(|set| (set.records.clone(), set.does_fit())).collect();
    // One ask needs about 25 person-months, nearly all of them in its first year.
    assert_eq!(told, [(vec![1, 2], false), (vec![1], true), (vec![2], true)]);
    let year = &found.sets[0].years[0];
    assert!(year.person_months > 40.0 && year.cash.p50 > found.sets[1].years[0].cash.p50);
    assert_eq!(found.deferrals.iter().map(|deferral| deferral.record).collect::<Vec<_>>(), [1, 2]);
    assert!(found.deferrals.iter().all(|deferral| deferral.months == 1 && deferral.extra_cost > 0.0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn where_a_set_fits_all_its_parts_fit(budget in 0.5e6..4e6f64, later in 0.1e6..1.5e6f64, capacity in 0.0..60.0f64) {
        let records: Vec<Record> = (1..=3)
            .map(|number| {
                let mut one = numbered(number, Status::Proposed);
                one.options[0].people = Some(People { months: Some(estimate("5 to 30")), ..People::default() });
                one
            })
            .collect();
        let book = Book {
            budget: [(2027, budget), (2029, later)].into_iter().collect(),
            capacity: [(2027, capacity)].into_iter().collect(),
            ..Book::default()
        };
        let analysis = analyzed_by(records, &book);
        let sets = &analysis.portfolios[0].affordability.as_ref().expect("asks").sets;
        prop_assert_eq!(sets.len(), 7);
        for whole in sets.iter().filter(|set| set.does_fit()) {
            for part in sets.iter().filter(|part| part.records.iter().all(|record| whole.records.contains(record))) {
                prop_assert!(part.does_fit(), "{:?} fits and {:?} does not", whole.records, part.records);
            }
        }
    }
}
