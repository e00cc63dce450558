//! Record and an intent → the new text of its file: touches the lines it means, and keeps every other byte.
//!
//! Every change is tried on the text and read back: what does not read as it was meant, or takes something else along,
//! is not made. So no form of a record needs to be foreseen to be safe, only to be changed.

mod absent;
mod day;
mod decision;
mod encoded;
mod entries;
mod history;
mod link_text;
mod links;
mod mend;
mod page;
mod renumber;
mod status;
mod text;
mod value;

pub use decision::{Decided, decide};
pub use encoded::encode;
pub use link_text::Target;
pub use links::{add_link, add_words};
pub use mend::{MENDED_RULES, Mended, mend};
pub use page::{NewStatus, Page, Refusal};
pub use renumber::{Renumbering, renumber_links, renumber_record, renumbered_name};
pub use status::set_status;
