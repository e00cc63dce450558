//! Open asks against budget and people: which sets fit, and what putting one off costs
//! (docs/method/money.md, "What fits").

mod put_off;
mod sets;
mod years;

pub use crate::analysis::result::{Affordability, AgainstBudget, AskSet, Deferral, PortfolioYear, PutOff};
pub(crate) use put_off::{months_between_meetings, put_off};
pub(crate) use sets::afford;
pub(crate) use years::{YearSums, add, benefit_by_year, cash_by_year, person_months, running_by_year};

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
