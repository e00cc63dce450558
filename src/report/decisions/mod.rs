//! The list of all decisions, and the lists of those that have a status, an area, an owner or a supplier in common.
//!
//! `row` is one decision in a line, `group` the open ones and then the years, over as many pages as they take,
//! `standing` the sentences above, `facet` what decisions have in common, `page` what a template receives.

mod facet;
mod group;
mod page;
mod row;
mod standing;

pub use facet::{Facet, FacetKind, Facets};
pub use group::{Group, PageLink, Shows};
pub use page::{CountBar, DecisionsPage, FacetLine, YearCount, decisions, facet_pages};
pub use row::{Listing, Mark, Row, State, Successor, label, status_word};

pub(super) use row::{area_name, chosen_sourcing};
pub use standing::pace;
