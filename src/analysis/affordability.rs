//! Open asks against budget and people: which sets fit, and what putting one off costs (ANALYSIS 4).

mod put_off;
mod sets;
mod years;

pub(crate) use put_off::{months_between_meetings, put_off};
pub(crate) use sets::afford;
pub(crate) use years::{YearSums, cash_by_year, person_months};

use crate::analysis::Summary;

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
    /// Mean benefits of accepted records, positive.
    pub benefit: f64,
    /// The book's budget.
    pub budget: Option<f64>,
}

/// What can be afforded together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Affordability {
    /// All sets up to six asks, else the whole and each alone; the largest first, then in the order of the log.
    pub sets: Vec<AskSet>,
    /// By open ask that can be put off.
    pub deferrals: Vec<Deferral>,
}

/// Some of the open asks, on top of what is in force.
#[derive(Clone, Debug, PartialEq)]
pub struct AskSet {
    /// Record indices.
    pub records: Vec<usize>,
    /// By year with a budget or capacity.
    pub years: Vec<AgainstBudget>,
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

impl AgainstBudget {
    /// The median of money fits, and that of people.
    pub fn does_fit(&self) -> bool {
        self.budget.is_none_or(|budget| self.cash.p50 <= budget)
            && self.capacity.is_none_or(|capacity| self.person_months <= capacity)
    }
}

impl AskSet {
    /// It fits when the median of every year does.
    pub fn does_fit(&self) -> bool {
        self.years.iter().all(AgainstBudget::does_fit)
    }
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
}

/// What starting later costs a decision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PutOff {
    /// How far `starts` moves.
    pub months: u32,
    /// Rise of mean total-cost of the chosen option, which is the recommended one where there is
    /// one; below 0 where waiting saves.
    pub extra_cost: f64,
}
