use super::*;
use statrs::distribution::{ContinuousCDF, Normal};

fn shapes() -> Vec<Distribution> {
    let pert = |low, likely, high| Distribution::Pert { low, likely, high };
    vec![
        Distribution::Normal { mean: 3.0, sd: 2.0 },
        Distribution::TruncatedNormal { mean: 90.0, sd: 12.0, low: 0.0, high: 100.0 },
        Distribution::TruncatedNormal { mean: 0.02, sd: 0.02, low: 0.0, high: 1.0 },
        Distribution::Lognormal { mu: 12.0, sigma: 0.8, shift: 0.0 },
        Distribution::Lognormal { mu: 1.5, sigma: 0.3, shift: 6.0 },
        Distribution::Uniform { low: -1.0, high: 4.0 },
        Distribution::Triangular { low: 600.0, likely: 850.0, high: 1600.0 },
        Distribution::Triangular { low: 1.0, likely: 1.0, high: 2.0 },
        pert(600.0, 850.0, 1600.0),
        pert(0.0, 0.0, 1.0),
        pert(1.0, 5.0, 5.0),
        pert(2.0, 2.9, 3.0),
    ]
}

#[test]
fn quantile_and_share_below_are_inverse() {
    for shape in shapes() {
        for p in [1e-6, 0.003, 0.05, 0.31, 0.5, 0.77, 0.95, 0.9999] {
            let back = shape.below(shape.quantile(p));
            assert!((back - p).abs() < 1e-12 * p.max(0.01) * 100.0, "{shape:?} at {p}: {back}");
        }
    }
}

#[test]
fn tables_agree_with_the_exact_quantile_in_the_middle_and_in_the_tails() {
    for shape in shapes() {
        let table = QuantileTable::new(shape);
        let spread = shape.sd();
        for step in 1..20_000 {
            let p = f64::from(step) / 20_000.0;
            let (read, exact) = (table.at(p), shape.quantile(p));
            assert!((read - exact).abs() < 1e-5 * spread, "{shape:?} at {p}: {read} {exact}");
        }
        for p in [1e-12, 1e-7, 5e-5, 6.2e-5, 1.0 - 1e-9, 1.0 - 6.1e-5] {
            assert!((table.at(p) - shape.quantile(p)).abs() < 1e-5 * spread, "{shape:?} at {p}");
        }
    }
}

#[test]
fn moments_are_those_of_the_quantiles() {
    for shape in shapes() {
        let count = 400_000;
        let values = (0..count).map(|idx| shape.quantile((f64::from(idx) + 0.5) / f64::from(count)));
        let (mut sum, mut squares) = (0.0, 0.0);
        for value in values {
            sum += value - shape.mean();
            squares += (value - shape.mean()) * (value - shape.mean());
        }
        let (gap, sd) = (sum / f64::from(count), (squares / f64::from(count)).sqrt());
        assert!(gap.abs() < 1e-4 * shape.sd(), "{shape:?}: mean is off by {gap}");
        assert!((sd / shape.sd() - 1.0).abs() < 1e-3, "{shape:?}: sd {sd} {}", shape.sd());
    }
}

#[test]
fn a_second_opinion_agrees() {
    let normal = Normal::new(0.0, 1.0).expect("sound");
    let beta = statrs::distribution::Beta::new(2.0, 4.0).expect("sound");
    let standard = Distribution::Normal { mean: 0.0, sd: 1.0 };
    let pert = Distribution::Pert { low: 0.0, likely: 0.25, high: 1.0 };
    for p in [0.001, 0.05, 0.4, 0.5, 0.9, 0.999] {
        assert!((standard.below(standard.quantile(p)) - p).abs() < 1e-14);
        assert!((normal.cdf(standard.quantile(p)) - p).abs() < 1e-9);
        assert!((beta.cdf(pert.quantile(p)) - p).abs() < 1e-9);
    }
}
