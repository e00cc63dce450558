//! Money of a log by year, after all asks, and over time: parts sum to wholes, and one ask alone is what it is alone.

use super::close;
use super::whole_log::{numbered, supersedes};
use crate::analysis::analyze::analyze;
use crate::analysis::result::{Analysis, DecisionAnalysis, Portfolio, PortfolioYear, YearParts};
use crate::analysis::testing::{estimate, settings};
use crate::log::join;
use crate::model::{Benefit, Book, Cost, Estimate, Record, Status, Summary, Supplier, Yearly};
use crate::source::{History, Snapshot};
use proptest::prelude::*;

fn analyzed(records: Vec<Record>, book: &Book) -> Analysis {
    let (log, _) = join(records, &Snapshot::default(), History::default());
    analyze(&log, book, &settings(1_000)).0
}

fn portfolio(analysis: &Analysis) -> &Portfolio {
    let [portfolio] = &analysis.portfolios[..] else { panic!("one currency") };
    portfolio
}

/// Buying is chosen, from a supplier, and saves something each year.
fn bought(number: u64, status: Status, supplier: &str) -> Record {
    let mut record = numbered(number, status);
    record.decision = None;
    record.recommend = Some(("buy".to_owned(), None));
    for option in &mut record.options {
        option.supplier = Some(Supplier { name: supplier.to_owned(), ..Supplier::default() });
        option.benefit = Some(Benefit {
            yearly: Some(Yearly::Sum(estimate("20k to 60k"))),
            once: Some(estimate("5k to 9k")),
            growth: None,
        });
    }
    record
}

fn mean(summary: Option<Summary>) -> f64 {
    summary.map_or(0.0, |summary| summary.mean)
}

#[track_caller]
fn parts_sum(cash: Option<Summary>, parts: Option<YearParts>) {
    let parts = parts.unwrap_or_default();
    close(parts.one_off.mean + parts.running.mean, mean(cash), 1e-6 * mean(cash).abs().max(1.0));
}

fn of_years(portfolio: &Portfolio, of: impl Fn(&PortfolioYear) -> f64) -> f64 {
    portfolio.years.iter().map(of).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn parts_of_a_year_sum_to_it_and_years_to_the_whole(
        statuses in prop::collection::vec(any::<bool>(), 1..4),
        fiscal_year_start in 1..=12u8,
        budget in 1e5..2e6f64,
    ) {
        let status = |in_force: bool| if in_force { Status::Accepted } else { Status::Proposed };
        let records = statuses.iter().zip(1..).map(|(in_force, number)| bought(number, status(*in_force), "A")).collect();
        let book = Book { fiscal_year_start, budget: [(2027, budget)].into(), ..Book::default() };
        let analysis = analyzed(records, &book);
        let found = portfolio(&analysis);
        for year in &found.years {
            parts_sum(year.accepted, year.accepted_parts);
            parts_sum(year.proposed, year.proposed_parts);
            parts_sum(year.together, year.together_parts);
            close(mean(year.together), mean(year.accepted) + mean(year.proposed), 1e-3);
            let benefit = |parts: Option<YearParts>| parts.map_or(0.0, |parts| parts.benefit.mean);
            close(benefit(year.together_parts), benefit(year.accepted_parts) + benefit(year.proposed_parts), 1e-3);
            close(benefit(year.accepted_parts), year.benefit, 1e-3);
            prop_assert_eq!(year.over_budget_share.is_some(), year.budget.is_some());
            if let (Some(share), Some(budget), Some(both)) = (year.over_budget_share, year.budget, year.together) {
                prop_assert_eq!(share > 0.5, both.p50 > budget, "{} of {:?}", share, both);
            }
        }
        close(of_years(found, |year| mean(year.accepted)), mean(found.cash), 1e-2);
        close(of_years(found, |year| mean(year.proposed)), mean(found.asked), 1e-2);
        let one = |decision: &DecisionAnalysis| decision.options[decision.chosen.expect("it is named")].clone();
        let chosen: Vec<_> = analysis.decisions.iter().flatten().map(one).collect();
        let paid: f64 = found.parents.iter().map(|parent| mean(parent.in_force) + mean(parent.asked)).sum();
        close(paid, chosen.iter().filter_map(|option| option.yearly_spend).sum(), 1e-2);
        prop_assert_eq!(found.spends.len(), statuses.len());
        prop_assert!(found.drivers.windows(2).all(|pair| pair[0].share >= pair[1].share));
        prop_assert!(found.drivers.iter().map(|driver| driver.share).sum::<f64>() < 1.2);
    }
}

#[test]
fn one_ask_alone_does_to_the_log_what_it_does_alone() {
    let mut ask = bought(3, Status::Proposed, "C");
    ask.links.push(supersedes("1"));
    let records = || vec![bought(1, Status::Accepted, "A"), bought(2, Status::Accepted, "B"), ask.clone()];
    let analysis = analyzed(records(), &Book::default());
    let found = portfolio(&analysis);
    let own = analysis.decisions[2].as_ref().expect("figures");
    assert_eq!(found.loss_after_asks, own.log_loss);
    let after = own.concentration.as_ref().map(|change| &change.after);
    assert_eq!(found.concentration_after_asks.as_ref(), after);
    let shares: Vec<&str> = after.expect("paid").shares.iter().map(|share| share.parent.as_str()).collect();
    assert_eq!((shares.len(), shares.contains(&"A")), (2, false), "what it replaces is paid no more");
    // Two asks together do what both do.
    let mut both = records();
    both.push(bought(4, Status::Proposed, "D"));
    let both = analyzed(both, &Book::default());
    let rise = |analysis: &Analysis, idx: usize| {
        let loss = analysis.decisions[idx].as_ref().and_then(|one| one.log_loss.as_ref()).expect("risks");
        loss.after.mean - loss.before.mean
    };
    let loss = portfolio(&both).loss_after_asks.as_ref().expect("risks");
    close(loss.after.mean - loss.before.mean, rise(&both, 2) + rise(&both, 3), 1e-6);
    assert_eq!(analyzed(vec![bought(1, Status::Accepted, "A")], &Book::default()).portfolios[0].loss_after_asks, None);
}

#[test]
fn money_so_far_ends_at_what_is_paid_less_what_comes_in() {
    let analysis = analyzed(vec![bought(1, Status::Accepted, "A")], &Book::default());
    let decision = analysis.decisions[0].as_ref().expect("figures");
    let over_time = decision.over_time.as_ref().expect("money of both is known");
    assert_ne!(over_time.chosen, over_time.rival);
    for (option, bands) in [(over_time.chosen, &over_time.chosen_bands), (over_time.rival, &over_time.rival_bands)] {
        let option = &decision.options[option];
        assert_eq!(bands.len(), decision.horizon_years as usize + 1);
        let paid: f64 = option.by_year.iter().map(|year| year.one_off + year.running - year.benefit).sum();
        let last = bands.last().expect("a year");
        assert!(last.p5 < paid && paid < last.p95, "{paid} is not in {last:?}");
        assert!(bands.iter().all(|band| band.p5 <= band.p50 && band.p50 <= band.p95));
    }
    let years = over_time.break_even.years.into_iter().flatten().collect::<Vec<f64>>();
    assert!(years.windows(2).all(|pair| pair[0] <= pair[1]));
}

#[test]
fn an_estimate_that_alone_varies_makes_all_of_the_doubt() {
    let mut record = numbered(1, Status::Proposed);
    record.recommend = Some(("buy".to_owned(), None));
    for option in &mut record.options {
        let certain = |estimate: &mut Estimate| *estimate = super::estimate("3");
        option.exit = None;
        option.contract = None;
        option.ready.as_mut().map(certain);
        if let Some(Cost::Flows(flows)) = &mut option.cost {
            flows.once = Some(estimate("100k to 300k"));
            flows.yearly = Some(Yearly::Sum(estimate("10k")));
            flows.growth = None;
        }
    }
    record.inputs.until_ready = None;
    let analysis = analyzed(vec![record], &Book::default());
    let found = portfolio(&analysis);
    let [only] = &found.drivers[..] else { panic!("{:?}", found.drivers) };
    close(only.share, 1.0, 0.05);
    assert!(only.swing.rises[0] < 0.0 && only.swing.rises[2] > 0.0);
    close(only.swing.rises[2] - only.swing.rises[0], 200e3, 1.0);
}
