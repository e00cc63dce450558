//! The comparison of a decision's options: why this and not the others?
//!
//! `page` holds the types, `compose` puts it together, `options` and `criteria` fill the two big
//! tables, `turning` says what would turn the answer, `arguments` shows pros and cons as written.

mod arguments;
mod authors;
mod compose;
mod criteria;
mod deciders;
mod head;
mod opinions;
mod options;
mod page;
mod scenarios;
mod tornado;
mod turning;
mod what_if;
mod worth;

pub use compose::comparison;
pub(crate) use opinions::method_name;
pub use page::{
    ArgumentRow, Binding, ComparisonPage, ContributionCell, ContributionRow, ContributionTable, CriterionHead, GistRow,
    OptionRow, OptionTable, WhatIf,
};
