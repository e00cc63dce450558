//! What money of a later year is worth today, and a price that moves.
//!
//! Year 0 is the start and is not discounted; year t ends t years later.
//! Source: HM Treasury, The Green Book.

use crate::model::Timing;

/// Discount factors of one rate, by year from 0 to the horizon.
#[derive(Clone, Debug, PartialEq)]
pub struct Discount {
    running: Vec<f64>,
    at_end: Vec<f64>,
}

impl Discount {
    /// Factors (1 + rate)^-t; in the middle of the year, (1 + rate)^-(t - 0.5).
    pub fn new(rate: f64, timing: Timing, horizon_years: u32) -> Self {
        let factor = |years: f64| libm::pow(1.0 + rate, -years);
        let early = match timing {
            Timing::End => 0.0,
            Timing::Mid => 0.5,
        };
        Self {
            running: (0..=horizon_years).map(|t| if t == 0 { 1.0 } else { factor(f64::from(t) - early) }).collect(),
            at_end: (0..=horizon_years).map(|t| factor(f64::from(t))).collect(),
        }
    }

    /// By year: the factor of money that flows in it. Year 0 is the start itself.
    pub fn running(&self) -> &[f64] {
        &self.running
    }

    /// By year: the factor of money at its end, as for leaving.
    pub fn at_end(&self) -> &[f64] {
        &self.at_end
    }
}

/// The worth today of flows by year.
pub fn present_value(by_year: &[f64], discount: &Discount) -> f64 {
    by_year.iter().zip(discount.running()).map(|(flow, factor)| flow * factor).sum()
}

/// A price that moves once, beside its growth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriceShock {
    /// A fraction.
    pub by: f64,
    /// The first year with the new price.
    pub from_year: u32,
}
