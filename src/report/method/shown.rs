//! The decision that worked examples are taken from: one of this log that shows as much as any.

use crate::analysis::{DecisionAnalysis, OptionResult};
use crate::log::LoggedRecord;
use crate::model::ConsideredOption;
use crate::number::{self, Digits, Money, Spread};
use crate::report::narrate::clean;
use crate::report::{Input, label};

/// Works one example; `None` where this decision has no figure of the sort.
pub(super) type Example = fn(&Shown) -> Option<String>;

/// The decision that examples are taken from.
pub(super) struct Shown<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) record_idx: usize,
    pub(super) logged: &'a LoggedRecord,
    pub(super) analysis: &'a DecisionAnalysis,
    pub(super) option: &'a ConsideredOption,
    pub(super) result: &'a OptionResult,
    pub(super) money: Money,
}

impl<'a> Shown<'a> {
    /// Decisions by how much they have to show: first the one whose chosen option knows most figures.
    pub(super) fn all(input: &'a Input<'a>) -> Vec<Self> {
        let shown = |idx: usize| {
            let analysis = input.analysis.decisions[idx].as_ref()?;
            let chosen = analysis.chosen.or(analysis.leader)?;
            let logged = input.log.records.get(idx)?;
            Some(Shown {
                input,
                record_idx: idx,
                logged,
                analysis,
                option: logged.record.options.get(chosen)?,
                result: analysis.options.get(chosen)?,
                money: Money::new(analysis.currency.as_ref()),
            })
        };
        let mut all: Vec<Self> = (0..input.analysis.decisions.len()).filter_map(shown).collect();
        all.sort_by(|a, b| {
            b.richness().cmp(&a.richness()).then_with(|| a.logged.record.path.cmp(&b.logged.record.path))
        });
        all
    }

    fn richness(&self) -> usize {
        let result = self.result;
        [
            result.cash.is_some(),
            result.total.is_some(),
            result.ready.is_some(),
            result.exit_months.is_some(),
            result.annual_loss.is_some(),
            result.benefits.is_some(),
            result.late_chance.is_some(),
            self.logged.record.limit.is_some(),
            !self.analysis.flips.is_empty(),
        ]
        .into_iter()
        .map(usize::from)
        .sum()
    }

    /// "Decision 12, buying from PayCo": where the figure stands.
    pub(super) fn place(&self) -> String {
        let decision = label(self.logged).unwrap_or_else(|| clean(&self.logged.record.title.text));
        format!("{decision}, option “{}”", clean(&self.option.title))
    }

    pub(super) fn years(&self) -> String {
        let years = self.analysis.horizon_years as usize;
        format!("{} {}", number::count_word(years), number::plural(years, "year", "years"))
    }

    pub(super) fn median(&self, summary: Option<crate::analysis::Summary>) -> Option<String> {
        Some(self.money.estimate(Spread::median(&summary?), Digits::Table).line())
    }

    pub(super) fn mean(&self, summary: Option<crate::analysis::Summary>) -> Option<String> {
        Some(self.money.estimate(Spread::mean(&summary?), Digits::Table).line())
    }
}

pub(super) fn no_example(_: &Shown) -> Option<String> {
    None
}

/// "Decision 12", or the title of one without a number.
pub(super) fn name_of(shown: &Shown) -> String {
    label(shown.logged).unwrap_or_else(|| clean(&shown.logged.record.title.text))
}
