//! The board view: what needs us, what is off course, where do we stand?
//!
//! `decide` gathers what waits for a decision, `watch` what is off course, `standing` what is
//! committed; `compose` says it in one paragraph and a headline, `page` holds it ready to print, and `paper` decides how
//! large its letters are on a sheet.

mod afford;
mod budget_year;
mod compose;
mod decide;
mod page;
mod paper;
mod stake;
mod standing;
mod watch;

pub use afford::FitLine;
pub(super) use afford::lines as affordable;
pub use budget_year::{BudgetYear, Part as YearPart, PartRow};
pub use compose::board;
pub use decide::{AskGroup, AskRow, Decide, OtherList, OtherMatter};
pub use page::{BoardPage, Calm};
pub(super) use standing::standing;
pub use standing::{StandingBlock, StandingLine};
pub use watch::{Watch, WatchResponse, WatchRow};
pub(super) use watch::{concentrations, whole_loss};
