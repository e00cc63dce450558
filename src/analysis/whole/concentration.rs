//! On whom the log rests: shares of yearly spend by parent company (docs/method/risk.md, "Concentration").
//!
//! Source: US Department of Justice and Federal Trade Commission, Merger Guidelines 2023 (the
//! Herfindahl-Hirschman index). Companies of one parent count as one, whoever names the parent.

pub use crate::analysis::problem::Owners;
use crate::analysis::problem::folded;
pub use crate::analysis::result::{Concentration, ConcentrationChange, SupplierShare};

/// Sum of squared percentage shares; shares run from 0 to 1.
pub fn hhi(shares: impl IntoIterator<Item = f64>) -> f64 {
    shares.into_iter().map(|share| (100.0 * share) * (100.0 * share)).sum()
}

impl Concentration {
    /// Of suppliers and what each gets a year. What is not above zero buys no share.
    pub fn of<'a>(spends: impl IntoIterator<Item = (&'a str, f64)>, owners: &'a Owners) -> Self {
        let mut shares: Vec<SupplierShare> = Vec::new();
        for (supplier, yearly) in spends {
            if !(yearly.is_finite() && yearly > 0.0) {
                continue;
            }
            let parent = owners.top(supplier);
            let known = shares.iter_mut().find(|share| folded(&share.parent) == folded(parent));
            match known {
                Some(share) => share.yearly += yearly,
                None => shares.push(SupplierShare { parent: parent.to_owned(), yearly, share: 0.0, record: None }),
            }
        }
        let whole: f64 = shares.iter().map(|share| share.yearly).sum();
        for share in &mut shares {
            share.share = share.yearly / whole;
        }
        shares.sort_by(|a, b| b.yearly.total_cmp(&a.yearly));
        Self { hhi: hhi(shares.iter().map(|share| share.share)), shares }
    }

    /// The parent with the largest share; the first one named where several are level.
    pub fn largest(&self) -> Option<&SupplierShare> {
        self.shares.first()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn companies_of_one_parent_count_as_one() {
        let mut owners = Owners::default();
        owners.add("CloudCo DB", "CloudCo");
        owners.add("CloudCo", "Holding");
        owners.add("Holding", "holding");
        let spends = [("CloudCo", 400.0), ("cloudco db", 200.0), ("MailCo", 100.0), ("Payments", 300.0), ("Free", 0.0)];
        let found = Concentration::of(spends, &owners);
        assert!((found.hhi - 4_600.0).abs() < 1e-9);
        let named: Vec<(&str, f64)> = found.shares.iter().map(|share| (share.parent.as_str(), share.yearly)).collect();
        assert_eq!(named, [("Holding", 600.0), ("Payments", 300.0), ("MailCo", 100.0)]);
    }

    #[test]
    fn owners_in_a_circle_end_somewhere() {
        let mut owners = Owners::default();
        owners.add("A", "B");
        owners.add("B", "A");
        assert!(["A", "B"].contains(&owners.top("A")));
        assert_eq!(Concentration::of([], &owners), Concentration::default());
    }

    proptest! {
        #[test]
        fn the_index_lies_between_even_shares_and_one_alone(yearly in prop::collection::vec(1.0..1e7f64, 1..12)) {
            let names: Vec<String> = (0..yearly.len()).map(|idx| format!("Supplier {idx}")).collect();
            let spends = names.iter().map(String::as_str).zip(yearly.iter().copied());
            let found = Concentration::of(spends, &Owners::default());
            let even = 10_000.0 / yearly.len() as f64;
            prop_assert!(found.hhi >= even - 1e-6 && found.hhi <= 10_000.0 + 1e-6, "{}", found.hhi);
            prop_assert!((found.shares.iter().map(|share| share.share).sum::<f64>() - 1.0).abs() < 1e-9);
        }
    }
}
