//! What a row is made from: a record of the log, one of its options, and what is known of both.

use crate::analysis::{DecisionAnalysis, OptionResult};
use crate::log::LoggedRecord;
use crate::model::{ConsideredOption, Record};
use crate::report::Input;

/// A record of the log.
#[derive(Clone, Copy)]
pub(super) struct RecordRow<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) idx: usize,
    pub(super) logged: &'a LoggedRecord,
    /// `None` for a record without figures.
    pub(super) analysis: Option<&'a DecisionAnalysis>,
}

/// An option of a record.
#[derive(Clone, Copy)]
pub(super) struct OptionRow<'a> {
    pub(super) of: RecordRow<'a>,
    pub(super) idx: usize,
    pub(super) option: &'a ConsideredOption,
    pub(super) result: Option<&'a OptionResult>,
}

impl<'a> RecordRow<'a> {
    pub(super) fn of(input: &'a Input<'a>, idx: usize) -> Self {
        let analysis = input.analysis.decisions.get(idx).and_then(Option::as_ref);
        Self { input, idx, logged: &input.log.records[idx], analysis }
    }

    pub(super) fn record(&self) -> &'a Record {
        &self.logged.record
    }

    pub(super) fn currency(&self) -> Option<&'a str> {
        self.analysis?.currency.as_ref().map(crate::model::Currency::code)
    }

    pub(super) fn is_in_force(&self) -> bool {
        self.input.log.is_in_force(self.idx)
    }

    /// What an option of it is called.
    pub(super) fn name(&self, option: Option<usize>) -> Option<&'a str> {
        option.filter(|idx| *idx < self.record().options.len()).map(|idx| self.record().option_name(idx))
    }

    pub(super) fn options(&self) -> Vec<OptionRow<'a>> {
        let row = |(idx, option)| {
            let result = self.analysis.and_then(|analysis| analysis.options.get(idx));
            OptionRow { of: *self, idx, option, result }
        };
        self.record().options.iter().enumerate().map(row).collect()
    }
}

impl<'a> OptionRow<'a> {
    pub(super) fn name(&self) -> &'a str {
        self.of.record().option_name(self.idx)
    }

    /// Decided, else recommended, else the leader.
    pub(super) fn is_chosen(&self) -> Option<bool> {
        self.of.analysis.map(|analysis| analysis.chosen == Some(self.idx))
    }
}
