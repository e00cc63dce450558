use super::*;
use proptest::prelude::*;

#[test]
fn payback_waits_until_it_never_falls_behind_again() {
    assert_eq!(payback_years(&[-100.0, 10.0, 10.0, 10.0]), None);
    assert_eq!(payback_years(&[0.0, 5.0]), Some(0.0));
    assert_eq!(payback_years(&[]), Some(0.0));
    assert_eq!(payback_years(&[-10.0, 10.0, 5.0]), Some(1.0));
    // Ahead after a year, behind again after two: only the second crossing counts.
    assert_eq!(payback_years(&[-10.0, 20.0, -20.0, 20.0]), Some(2.5));
}

#[test]
fn growth_that_equals_the_rate_divides_by_nothing() {
    let terms = FlowTerms { yearly: 100.0, growth: 0.05, ..FlowTerms::default() };
    let worth = terms.flows(5).present_value(&Discount::new(0.05, Timing::End, 5));
    assert!((worth - 500.0 / 1.05).abs() < 1e-9);
}

#[test]
fn the_middle_of_the_year_moves_running_money_and_not_leaving() {
    let terms = FlowTerms { once: 10.0, yearly: 10.0, exit: 10.0, ..FlowTerms::default() };
    let worth = terms.flows(1).present_value(&Discount::new(0.21, Timing::Mid, 1));
    assert!((worth - (10.0 + 10.0 / 1.1 + 10.0 / 1.21)).abs() < 1e-12);
}

#[test]
fn amounts_beyond_the_horizon_fall_away() {
    let terms = FlowTerms { at: vec![(0, 1.0), (2, 3.0), (9, 100.0)], ..FlowTerms::default() };
    assert_eq!(terms.flows(2).by_year, [1.0, 0.0, 3.0]);
}

#[test]
fn a_crossing_is_found_on_bent_curves_and_not_where_there_is_none() {
    let root = crossing(|x| x * x * x - 2.0, 0.0, 50.0).expect("it crosses");
    assert!((root - libm::cbrt(2.0)).abs() < 1e-12);
    let step = crossing(|x| if x < 0.3 { -1.0 } else { 1.0 }, 0.0, 1.0).expect("it jumps");
    assert!((step - 0.3).abs() < 1e-9);
    assert_eq!(crossing(|x| x + 1.0, 0.0, 1.0), None);
    assert_eq!(crossing(|_| f64::NAN, 0.0, 1.0), None);
}

#[test]
fn a_term_that_moves_nothing_has_no_break_even() {
    let discount = Discount::new(0.0, Timing::End, 3);
    let terms = FlowTerms { once: 5.0, ..FlowTerms::default() };
    assert_eq!(break_even(&terms, Term::Growth, 9.0, &discount), None);
    assert_eq!(break_even(&terms, Term::Once, 9.0, &discount), Some(9.0));
}

proptest! {
    #[test]
    fn at_break_even_both_cost_the_same(
        once in 0.0..1e6f64, yearly in 1.0..1e6f64, growth in -0.05..0.2f64, exit in 0.0..1e6f64,
        rate in 0.0..0.2f64, rival in 1e5..1e7f64,
        term in prop::sample::select(vec![Term::Once, Term::Yearly, Term::Growth, Term::Exit]),
    ) {
        let discount = Discount::new(rate, Timing::End, 5);
        let terms = FlowTerms { once, yearly, growth, exit, ..FlowTerms::default() };
        if let Some(value) = break_even(&terms, term, rival, &discount) {
            let worth = terms.with(term, value).flows(5).present_value(&discount);
            prop_assert!((worth - rival).abs() < 1e-6 * rival, "{worth} against {rival}");
        }
    }

    #[test]
    fn payback_is_a_crossing_and_never_earlier_when_discounted(
        saved in prop::collection::vec(-100.0..100.0f64, 1..8),
        start in 0.0..300.0f64,
        rate in 0.0..0.3f64,
    ) {
        let mut saved = saved;
        saved[0] -= start;
        let sums: Vec<f64> = saved.iter().scan(0.0, |sum, flow| { *sum += flow; Some(*sum) }).collect();
        match payback_years(&saved) {
            None => prop_assert!(sums[sums.len() - 1] < 0.0),
            Some(years) => {
                let first_whole = libm::ceil(years) as usize;
                prop_assert!(sums[first_whole..].iter().all(|sum| *sum >= 0.0));
                if years > 0.0 {
                    let before = libm::ceil(years) as usize - 1;
                    prop_assert!(sums[before] < 0.0);
                }
            }
        }
        // With one outlay and returns after it, discounting only ever delays.
        let plain: Vec<f64> = saved.iter().enumerate().map(|(t, flow)| if t == 0 { -flow.abs() } else { flow.abs() }).collect();
        let discount = Discount::new(rate, Timing::End, plain.len() as u32 - 1);
        let discounted: Vec<f64> = plain.iter().zip(discount.running()).map(|(flow, factor)| flow * factor).collect();
        if let Some(later) = payback_years(&discounted) {
            let sooner = payback_years(&plain).expect("it pays back even when discounted");
            prop_assert!(sooner <= later + 1e-9);
        }
    }

    #[test]
    fn without_a_rate_present_value_is_cash(once in 0.0..1e6f64, yearly in 0.0..1e6f64, exit in 0.0..1e6f64) {
        let flows = FlowTerms { once, yearly, exit, ..FlowTerms::default() }.flows(7);
        let worth = flows.present_value(&Discount::new(0.0, Timing::Mid, 7));
        prop_assert!((worth - flows.cash()).abs() <= 1e-9 * worth.abs());
    }
}
