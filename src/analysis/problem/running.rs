//! Money each year: a sum, a rate times what it scales with, or a graduated price.

use super::EstimateIdx;

/// Money each year.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RunningTerm {
    pub(crate) price: Price,
    /// What it scales with, multiplied; nothing where it is a sum.
    pub(crate) drivers: Vec<EstimateIdx>,
    /// Share of it that falls on one year: 1, or one over the horizon.
    pub(crate) share: f64,
    pub(crate) payee: Payee,
}

/// What one unit costs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Price {
    /// The same for each.
    Rate(EstimateIdx),
    /// Each rate for the units between its bounds.
    Tiers(Vec<PriceTier>),
}

/// One step of a graduated price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PriceTier {
    pub(crate) from: f64,
    /// Infinite in the last step.
    pub(crate) to: f64,
    pub(crate) rate: EstimateIdx,
}

/// Who is paid: a supplier's minimum and the shocks of its price concern what is paid to the supplier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Payee {
    /// Whoever the cost of the option is paid to.
    Supplier,
    /// What we do about risks; it grows as the option's cost does.
    Mitigation,
    /// Our own people, at a rate that does not grow.
    People,
}

impl PriceTier {
    /// How many of so many units lie between its bounds.
    pub(crate) fn units(&self, units: f64) -> f64 {
        (units.min(self.to) - self.from).max(0.0)
    }
}

impl RunningTerm {
    /// A sum each year.
    pub(crate) fn sum(rate: EstimateIdx, payee: Payee) -> Self {
        Self { price: Price::Rate(rate), drivers: Vec::new(), share: 1.0, payee }
    }

    /// Every input of it.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = EstimateIdx> {
        let (rate, tiers) = match &self.price {
            Price::Rate(rate) => (Some(*rate), &[][..]),
            Price::Tiers(tiers) => (None, tiers.as_slice()),
        };
        rate.into_iter().chain(tiers.iter().map(|tier| tier.rate)).chain(self.drivers.iter().copied())
    }

    pub(crate) fn has(&self, input: EstimateIdx) -> bool {
        self.inputs().any(|own| own == input)
    }

    /// Whether it rises in proportion to an input of it: not where that is multiplied by itself, or meets tiers.
    pub(crate) fn is_proportional_to(&self, input: EstimateIdx) -> bool {
        let times = self.drivers.iter().filter(|driver| **driver == input).count();
        times == 0 || (times == 1 && matches!(self.price, Price::Rate(_)))
    }

    /// What one unit of an input of it, to which it is proportional, costs a year; `column` gives what was drawn. `None`
    /// where that is 1 in every draw.
    pub(crate) fn slope<'a>(
        &self,
        input: EstimateIdx,
        column: impl Fn(EstimateIdx) -> &'a [f64],
        draw_count: usize,
    ) -> Option<Vec<f64>> {
        let others = self.drivers.iter().filter(|driver| **driver != input).copied();
        match &self.price {
            Price::Rate(rate) => {
                let rate = Some(*rate).filter(|rate| *rate != input);
                let mut factors = rate.into_iter().chain(others);
                let mut slope = column(factors.next()?).to_vec();
                for factor in factors {
                    multiply(&mut slope, column(factor));
                }
                Some(slope)
            }
            Price::Tiers(tiers) => {
                let units = product(others.map(column), draw_count);
                let own = tiers.iter().filter(|tier| tier.rate == input);
                let mut slope = vec![0.0; draw_count];
                for tier in own {
                    slope.iter_mut().zip(&units).for_each(|(slope, units)| *slope += tier.units(*units));
                }
                Some(slope)
            }
        }
    }

    /// Adds what it comes to in each draw.
    pub(crate) fn add_to<'a>(&self, sums: &mut [f64], column: impl Fn(EstimateIdx) -> &'a [f64]) {
        match (&self.price, self.drivers.as_slice()) {
            (Price::Rate(rate), []) => {
                sums.iter_mut().zip(column(*rate)).for_each(|(sum, rate)| *sum += rate * self.share);
            }
            (Price::Rate(rate), drivers) => {
                let units = product(drivers.iter().map(|driver| column(*driver)), sums.len());
                for ((sum, rate), units) in sums.iter_mut().zip(column(*rate)).zip(units) {
                    *sum += rate * units * self.share;
                }
            }
            (Price::Tiers(tiers), drivers) => {
                let units = product(drivers.iter().map(|driver| column(*driver)), sums.len());
                for tier in tiers {
                    for ((sum, rate), units) in sums.iter_mut().zip(column(tier.rate)).zip(&units) {
                        *sum += rate * tier.units(*units) * self.share;
                    }
                }
            }
        }
    }

    /// About what it comes to: with every input at its mean.
    pub(crate) fn at_means(&self, mean: impl Fn(EstimateIdx) -> f64) -> f64 {
        let units: f64 = self.drivers.iter().map(|driver| mean(*driver)).product();
        let price = match &self.price {
            Price::Rate(rate) => mean(*rate) * units,
            Price::Tiers(tiers) => tiers.iter().map(|tier| mean(tier.rate) * tier.units(units)).sum(),
        };
        price * self.share
    }
}

/// Columns multiplied, draw by draw; 1 where there is none.
fn product<'a>(columns: impl Iterator<Item = &'a [f64]>, draw_count: usize) -> Vec<f64> {
    columns
        .fold(Vec::new(), |product: Vec<f64>, column| {
            if product.is_empty() {
                return column.to_vec();
            }
            let mut product = product;
            multiply(&mut product, column);
            product
        })
        .into_iter()
        .chain(std::iter::repeat(1.0))
        .take(draw_count)
        .collect()
}

fn multiply(column: &mut [f64], factors: &[f64]) {
    column.iter_mut().zip(factors).for_each(|(value, factor)| *value *= factor);
}
