use crate::analysis::testing::{analyzed, short_record};

fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} is not {expected} within {tolerance}");
}

/// Reference: the mean of 100 runs of 1,000,000 plain draws, made elsewhere.
#[test]
fn the_short_record_comes_to_what_plain_draws_say() {
    let (analysis, _) = analyzed(&short_record(), 20_000);
    let [buy, build, avoid] = &analysis.options[..] else { panic!("three options") };
    let total = |option: &crate::analysis::OptionResult| option.total.expect("complete");
    close(total(buy).mean, 67.488, 0.25);
    close(total(build).mean, 59.981, 0.25);
    close(total(avoid).mean, 46.642, 0.25);
    close(total(buy).p5, 62.416, 0.35);
    close(total(build).p95, 68.597, 0.35);
    close(buy.rank_shares[0], 0.8865, 0.01);
    close(build.cash.expect("known").p95, 3_021_717.0, 25_000.0);
    close(avoid.cash.expect("known").p50, 1_586_392.0, 8_000.0);
    assert_eq!(analysis.leader, Some(0));
    assert!(!analysis.verdict.is_close_call);
    close(analysis.stability[3].expect("a range").high, 0.2482, 0.01);
    close(analysis.least_shift[1].as_ref().expect("a shift").weight, 0.075, 0.005);
}
