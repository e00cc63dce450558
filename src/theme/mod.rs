//! Our templates and the user's → one Tera; the only room that knows Tera.
//!
//! What comes in is text by relative name (`site/board.html`); what goes out is text. This room
//! knows neither disk nor decisions: values arrive serialized, drawings as plain functions.

mod accent;
mod builtin;
mod collect;
mod lookup;
mod output;

pub use builtin::{Builtin, builtin};
pub use collect::collect;
pub use lookup::{Drawing, Error, Given, Shared, Templates, Theme};
