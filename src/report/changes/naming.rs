//! What records and options of both logs are called.

use crate::changes::{Changes, RecordChange};
use crate::log::LoggedRecord;
use crate::report::Input;
use crate::report::changes::page::ChangeItem;
use crate::report::narrate::{Case, clean, short_name};

/// One record that changed, in both logs.
pub(super) struct Changed<'a> {
    pub(super) before: Option<Case<'a>>,
    pub(super) after: Option<Case<'a>>,
}

impl<'a> Changed<'a> {
    pub(super) fn new(before: &'a Input<'a>, after: &'a Input<'a>, change: &RecordChange) -> Self {
        Self {
            before: change.before.map(|idx| Case::new(before, idx)),
            after: change.after.map(|idx| Case::new(after, idx)),
        }
    }

    /// As it is now, or was before it went.
    fn logged(&self) -> Option<&'a LoggedRecord> {
        self.after.as_ref().or(self.before.as_ref()).map(|case| case.logged)
    }

    /// What it is called in lists.
    pub(super) fn name(&self) -> String {
        self.logged().map(|logged| short_name(&logged.record)).unwrap_or_default()
    }

    /// An entry about it that says nothing yet.
    pub(super) fn item(&self, change: &'static str, sentence: String) -> ChangeItem {
        let Some(logged) = self.logged() else { return ChangeItem::default() };
        let was = self.before.as_ref().map(|case| case.record.path.clone());
        ChangeItem {
            number: logged.record.number,
            id: logged.page_id.clone(),
            was_path: was.filter(|was| *was != logged.record.path),
            path: logged.record.path.clone(),
            title: logged.record.title.text.clone(),
            change,
            sentence,
            record_idx: self.after.as_ref().map(|case| case.idx),
            ..ChangeItem::default()
        }
    }
}

/// An option inside a sentence: `buying`.
pub(super) fn doing(case: &Case<'_>, option: usize) -> String {
    clean(&case.name(option).doing)
}

/// Whether anything was weighed at all.
pub(super) fn is_weighed(changes: &Changes) -> bool {
    let all = [&changes.before, &changes.after];
    all.into_iter().flat_map(|analysis| &analysis.decisions).any(Option::is_some)
}
