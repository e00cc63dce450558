//! Report and findings → the terminal: tables, bars and diagnostics, complete without color.
//!
//! Text from records is shown without its control characters, so that no file can move the cursor.

mod agenda;
mod bars;
mod changes;
mod comparison;
mod diagnostic;
mod evidence;
mod excerpt;
mod explain;
mod imported;
mod overview;
mod paint;
mod prose;
mod show;
mod table;
mod trace;
mod whole;
mod wrap;

pub use agenda::agenda;
pub use bars::{Span as BarSpan, contribution_bar, range_bar};
pub use changes::{changes, changes_markdown};
pub use comparison::{comparison, comparison_markdown};
pub use diagnostic::{findings, summary_line};
pub use excerpt::excerpt;
pub use explain::explain;
pub use imported::imported;
pub use overview::{overview, overview_markdown};
pub use paint::{Paint, clean};
pub use show::show;
pub use table::{Align, Column, Fit, table, table_rows};
pub use trace::trace;
pub use whole::whole_log;
pub use wrap::wrap;
