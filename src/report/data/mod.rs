//! Taking it with you: which files a site carries beside its pages, and what is in them that pages do not say.
//!
//! `files` says which there are, `calendar` and `feed` what stands in the two that are no tables, `page` shows them all.

mod calendar;
mod feed;
mod files;
mod page;
mod workbook;

pub use calendar::{CalendarEntry, calendar, online};
pub use feed::{Feed, FeedEntry, feed};
pub use files::{DataFile, DataKind, data_files};
pub use page::{DataGroup, DataLink, DataPage, data_page};
pub(super) use workbook::workbook_href;
pub use workbook::workbook_path;
