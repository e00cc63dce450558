//! What concerns the log: sums, affordability, suppliers, and what a year may lose.

use super::money::{ParentSpend, SumDriver, SupplierSpend, YearParts};
use crate::model::{Currency, Status, Summary};

/// What the log risks a year, in one currency.
#[derive(Clone, Debug, PartialEq)]
pub struct LogLoss {
    /// Chosen options of accepted records in force, without this decision.
    pub before: Summary,
    /// With the chosen option of this decision.
    pub after: Summary,
    /// How likely a year loses more than a sum, before, against the book's appetite.
    pub curve_before: LossCurve,
    /// The same after.
    pub curve_after: LossCurve,
}

/// What the chosen options of accepted records in force come to, in one currency.
#[derive(Clone, Debug)]
pub struct Portfolio {
    /// The currency.
    pub currency: Option<Currency>,
    /// How many records stand behind `cash`.
    pub record_count: usize,
    /// Cash committed over each record's horizon.
    pub cash: Option<Summary>,
    /// Expected annual loss.
    pub annual_loss: Option<Summary>,
    /// How likely a year loses more than a sum, against the book's appetite.
    pub loss_curve: Option<LossCurve>,
    /// Cash of the open asks together: what the board is asked to decide, where an option is chosen.
    pub asked: Option<Summary>,
    /// How many records stand behind `asked`.
    pub asked_count: usize,
    /// Money by calendar or fiscal year.
    pub years: Vec<PortfolioYear>,
    /// Open asks against budget and people; `None` without an open ask, a budget or capacity.
    pub affordability: Option<Affordability>,
    /// Yearly spend by parent; `None` without suppliers.
    pub concentration: Option<Concentration>,
    /// What the log risks a year now, and once every open ask with a choice is approved; `None` where no ask has one, or
    /// neither now nor then a risk is known.
    pub loss_after_asks: Option<LogLoss>,
    /// Yearly spend by parent once every open ask with a choice is approved; `None` where no ask has one, or nobody is
    /// paid then.
    pub concentration_after_asks: Option<Concentration>,
    /// What each supplier gets a year, by decision in force and by open ask; in the order of the log.
    pub spends: Vec<SupplierSpend>,
    /// The same by parent, in the order in which each is first paid.
    pub parents: Vec<ParentSpend>,
    /// What makes `asked` uncertain, or where nothing is asked `cash`; the largest share first, at most 16.
    pub drivers: Vec<SumDriver>,
}

impl Portfolio {
    /// Whether a record with this status counts as committed.
    pub fn counts(status: Option<Status>) -> bool {
        status == Some(Status::Accepted)
    }
}

/// Money of the log in one year.
#[derive(Clone, Debug, PartialEq)]
pub struct PortfolioYear {
    /// The calendar or fiscal year, named by the calendar year in which it begins.
    pub year: i16,
    /// Cash of accepted records in force; `None` without any.
    pub accepted: Option<Summary>,
    /// Cash of open asks; `None` without any.
    pub proposed: Option<Summary>,
    /// Mean one-off cash of accepted records, leaving included.
    pub one_off: f64,
    /// Mean running cash of accepted records.
    pub running: f64,
    /// The same as it is drawn, a part of `accepted` in each world.
    pub running_draws: Option<Summary>,
    /// Mean benefits of accepted records, positive.
    pub benefit: f64,
    /// Accepted records: of their cash what is paid once and what runs, and what comes in, as drawn; `None` without any.
    pub accepted_parts: Option<YearParts>,
    /// The same of open asks.
    pub proposed_parts: Option<YearParts>,
    /// Cash of both together, all asks approved, world by world; `None` without either.
    pub together: Option<Summary>,
    /// Parts of that.
    pub together_parts: Option<YearParts>,
    /// The book's budget.
    pub budget: Option<f64>,
    /// Share of worlds in which both together pass the budget; `None` without a budget.
    pub over_budget_share: Option<f64>,
}

/// What can be afforded together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Affordability {
    /// All sets up to six asks, else the whole and each alone; the largest first, then in the order of the log.
    pub sets: Vec<AskSet>,
    /// By open ask that can be put off.
    pub deferrals: Vec<Deferral>,
}

/// One year of a set.
#[derive(Clone, Debug, PartialEq)]
pub struct AgainstBudget {
    /// The year.
    pub year: i16,
    /// Drawn cash of what is in force and this set.
    pub cash: Summary,
    /// Money that is there.
    pub budget: Option<f64>,
    /// Median person-months.
    pub person_months: f64,
    /// Person-months that are there.
    pub capacity: Option<f64>,
}

/// Some of the open asks, on top of what is in force.
#[derive(Clone, Debug, PartialEq)]
pub struct AskSet {
    /// Record indices.
    pub records: Vec<usize>,
    /// By year with a budget or capacity.
    pub years: Vec<AgainstBudget>,
}

/// An ask put off by one meeting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Deferral {
    /// Record index.
    pub record: usize,
    /// How far `starts` moves.
    pub months: u32,
    /// Rise of mean total-cost of the recommended option; below 0 where waiting saves.
    pub extra_cost: f64,
    /// How likely it is late, as it is and put off; `None` where no day is named by which it is needed.
    pub late_chance: Option<(f64, f64)>,
}

/// What starting later costs a decision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PutOff {
    /// How far `starts` moves.
    pub months: u32,
    /// Rise of mean total-cost of the chosen option, which is the recommended one where there is
    /// one; below 0 where waiting saves.
    pub extra_cost: f64,
    /// How likely it is late, as it is and put off; `None` where no day is named by which it is needed.
    pub late_chance: Option<(f64, f64)>,
}

/// Yearly spend by parent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Concentration {
    /// Sum of squared percentage shares, 0 to 10,000 (US merger guidelines 2023).
    pub hhi: f64,
    /// Largest share first.
    pub shares: Vec<SupplierShare>,
}

/// What one parent gets.
#[derive(Clone, Debug, PartialEq)]
pub struct SupplierShare {
    /// The parent, else the supplier itself.
    pub parent: String,
    /// Mean running cash of a full year.
    pub yearly: f64,
    /// Of all spend on suppliers, 0 to 1.
    pub share: f64,
    /// The record that spends most there.
    pub record: Option<usize>,
}

/// Before a decision and after it.
#[derive(Clone, Debug, PartialEq)]
pub struct ConcentrationChange {
    /// Chosen options of accepted records in force, without this decision.
    pub before: Concentration,
    /// With the chosen option of this decision.
    pub after: Concentration,
}

/// A loss exceedance curve.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LossCurve {
    /// Loss, and the chance that a year loses more; losses rise. Empty where nothing is ever lost.
    pub points: Vec<(f64, f64)>,
    /// Against each point of the appetite.
    pub against: Vec<AgainstAppetite>,
}

/// The curve at one point of the appetite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgainstAppetite {
    /// Money.
    pub loss: f64,
    /// The chance a year that we are ready to bear.
    pub accepted: f64,
    /// The chance a year found.
    pub chance: f64,
}
