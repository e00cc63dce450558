//! One decision with everything that its sentences and tables are made from.

use super::OptionName;
use crate::analysis::{ChosenBy, DecisionAnalysis, OptionResult, Summary, find_option};
use crate::log::LoggedRecord;
use crate::model::{Record, Sourcing, Status};
use crate::number::{Digits, Figure, Money, MoneyColumn, Spread, months, months_between};
use crate::report::Input;

/// One decision, its names and units settled once, so that every block prints the same figures.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// The log around it.
    pub input: &'a Input<'a>,
    /// Its index.
    pub idx: usize,
    /// The record in its log.
    pub logged: &'a LoggedRecord,
    /// The record.
    pub record: &'a Record,
    /// Its figures; `None` without any.
    pub analysis: Option<&'a DecisionAnalysis>,
    /// By option.
    pub names: Vec<OptionName>,
    /// Options in the order of their totals, as on every page.
    pub order: Vec<usize>,
    /// Decided, recommended or leading.
    pub chosen: Option<usize>,
    /// Why it is chosen.
    pub chosen_by: ChosenBy,
    /// Prints its money.
    pub money: Money,
    /// Prints cash and present value of all options in one unit.
    pub cash: MoneyColumn,
    /// Prints expected losses of all options in one unit.
    pub losses: MoneyColumn,
    /// Prints what leaving costs in one unit.
    pub leaving: MoneyColumn,
}

impl<'a> Case<'a> {
    /// Gathers a decision.
    pub fn new(input: &'a Input<'a>, idx: usize) -> Self {
        let logged = &input.log.records[idx];
        let record = &logged.record;
        let analysis = input.analysis.decisions.get(idx).and_then(Option::as_ref);
        let money = Money::new(
            analysis
                .and_then(|analysis| analysis.currency.as_ref())
                .or_else(|| record.inputs.currency.as_ref().or(input.book.currency.as_ref())),
        );
        let options: &[OptionResult] = analysis.map_or(&[], |analysis| &analysis.options);
        let column = |of: &dyn Fn(&OptionResult) -> Vec<Option<Spread>>| {
            money.column(options.iter().flat_map(|option| of(option).into_iter().flatten()))
        };
        let median = |summary: &Option<Summary>| summary.as_ref().map(Spread::median);
        let mean = |summary: &Option<Summary>| summary.as_ref().map(Spread::mean).map(Spread::computed);
        let (chosen, chosen_by) = match analysis {
            Some(analysis) => (analysis.chosen, analysis.chosen_by),
            None => stated_choice(record),
        };
        let order = match analysis {
            Some(analysis) if analysis.order.len() == record.options.len() => analysis.order.clone(),
            _ => (0..record.options.len()).collect(),
        };
        Self {
            input,
            idx,
            logged,
            record,
            analysis,
            names: OptionName::all(record),
            order,
            chosen,
            chosen_by,
            cash: column(&|option| vec![median(&option.cash), median(&option.present_value)]),
            losses: column(&|option| vec![mean(&option.annual_loss)]),
            leaving: column(&|option| vec![median(&option.exit_cost)]),
            money,
        }
    }

    /// The results of an option.
    pub fn result(&self, option_idx: usize) -> Option<&'a OptionResult> {
        self.analysis.and_then(|analysis| analysis.options.get(option_idx))
    }

    /// The name of an option.
    pub fn name(&self, option_idx: usize) -> &OptionName {
        &self.names[option_idx]
    }

    /// Cash of an option, its middle the median.
    pub fn cash_spread(&self, option_idx: usize) -> Option<Spread> {
        self.result(option_idx)?.cash.as_ref().map(Spread::median)
    }

    /// The color of an option's bars: only that which is chosen has one.
    pub fn hue(&self, option_idx: usize) -> Option<Sourcing> {
        self.record.options[option_idx].sourcing.filter(|_| self.chosen == Some(option_idx))
    }

    /// Whether an option needs no cash at all.
    pub fn is_free(&self, option_idx: usize) -> bool {
        self.cash_spread(option_idx).is_some_and(|cash| cash.low == 0.0 && cash.high == 0.0)
    }

    /// Cash of an option as printed.
    pub fn cash_figure(&self, option_idx: usize) -> Option<Figure> {
        self.cash_spread(option_idx).map(|spread| self.cash.figure(spread, Digits::Table))
    }

    /// How much more cash `other` needs than `base`, as printed: value and text.
    pub fn cash_difference(&self, base: usize, other: usize) -> Option<(f64, String)> {
        Some(self.cash.difference(self.cash_spread(base)?, self.cash_spread(other)?))
    }

    /// Where `other` needs less cash than `base` and is the dearer one all the same, or the other way round, since one
    /// brings in more: how much more `other` brings in, in present value, and its text.
    pub fn income_turns(&self, base: usize, other: usize) -> Option<(f64, String)> {
        let cash = self.cash_difference(base, other)?.0;
        let in_all = |idx: usize| Some(self.result(idx)?.total_cost.as_ref()?.mean);
        let income = |idx: usize| match self.record.options[idx].benefit {
            Some(_) => self.result(idx)?.benefits.as_ref().map(|benefits| benefits.p50),
            None => Some(0.0),
        };
        let dearer = in_all(other)? - in_all(base)?;
        let more = income(other)? - income(base)?;
        // What costs the same and brings in more is cheaper, too.
        let is_turned = dearer != 0.0 && (cash == 0.0 || (cash > 0.0) != (dearer > 0.0));
        (is_turned && more != 0.0 && (more > 0.0) == (dearer < 0.0)).then(|| (more, self.money.prose(more.abs())))
    }

    /// Whether any option brings in money.
    pub fn has_income(&self) -> bool {
        (0..self.record.options.len()).any(|idx| self.brings_in(idx))
    }

    /// Whether an option brings in money, or may.
    fn brings_in(&self, option_idx: usize) -> bool {
        let is_nothing =
            |result: &OptionResult| result.benefits.is_some_and(|income| income.p5 == 0.0 && income.p95 == 0.0);
        self.record.options[option_idx].benefit.is_some() && !self.result(option_idx).is_some_and(is_nothing)
    }

    /// Months until an option is ready, its middle the median; `None` where unknown.
    pub fn ready_spread(&self, option_idx: usize) -> Option<Spread> {
        self.result(option_idx)?.ready.as_ref().map(Spread::median)
    }

    /// Whether an option is there already.
    pub fn is_in_use(&self, option_idx: usize) -> bool {
        self.ready_spread(option_idx).is_some_and(|ready| ready.high == 0.0)
    }

    /// How many months later `other` is ready than `base`, as printed; 0 where it is not worth a word.
    pub fn ready_difference(&self, base: usize, other: usize) -> Option<f64> {
        Some(worth_saying(months_between(self.ready_spread(base)?, self.ready_spread(other)?).0))
    }

    /// Months to leave an option, its middle the median.
    pub fn exit_spread(&self, option_idx: usize) -> Option<Spread> {
        self.result(option_idx)?.exit_months.as_ref().map(Spread::median)
    }

    /// How many months longer `other` takes to leave than `base`, as printed; 0 where it is not worth a word.
    pub fn exit_difference(&self, base: usize, other: usize) -> Option<f64> {
        Some(worth_saying(months_between(self.exit_spread(base)?, self.exit_spread(other)?).0))
    }

    /// Expected loss a year, its middle the mean.
    pub fn loss_spread(&self, option_idx: usize) -> Option<Spread> {
        self.result(option_idx)?.annual_loss.as_ref().map(Spread::mean).map(Spread::computed)
    }

    /// How much more `other` loses a year than `base`, as printed: value and text.
    pub fn loss_difference(&self, base: usize, other: usize) -> Option<(f64, String)> {
        Some(self.losses.difference(self.loss_spread(base)?, self.loss_spread(other)?))
    }

    /// Months of leaving as printed; "at once" where it takes no time.
    pub fn exit_figure(&self, option_idx: usize) -> Option<Figure> {
        let exit = self.exit_spread(option_idx)?;
        Some(if exit.high <= 0.0 { Figure { figure: "at\u{a0}once".to_owned(), range: None } } else { months(exit) })
    }

    /// The horizon in words: `five years`.
    pub fn horizon(&self) -> String {
        let years = self.analysis.map_or(self.input.book.horizon_years, |analysis| analysis.horizon_years);
        crate::number::count(years as usize, "year", "years")
    }

    /// "Ask its owner, the Head of Platform.", where somebody answers for it.
    pub fn ask_owner(&self) -> String {
        match &self.record.roles.owner {
            Some(owner) => format!(" Ask its owner, {}.", super::with_article(owner)),
            None => String::new(),
        }
    }

    /// Whether another option than the chosen one leads.
    pub fn is_against_numbers(&self) -> bool {
        let leader = self.analysis.and_then(|analysis| analysis.leader);
        self.chosen.zip(leader).is_some_and(|(chosen, leader)| chosen != leader)
    }

    /// Why no share of futures is told; `None` where ranges move the totals.
    pub fn no_doubt(&self) -> Option<&'static str> {
        let analysis = self.analysis.filter(|analysis| analysis.runner_up.is_some() && !analysis.has_doubt())?;
        Some(if analysis.has_ranges() { "no range that was given moves a total" } else { "nobody gave a range" })
    }

    /// "in a tie", or "in a close call": how an option stands that the numbers do not tell from another.
    pub fn nearness(&self, option_idx: usize) -> &'static str {
        let is_tied = |analysis: &DecisionAnalysis| {
            analysis.verdict.tied.len() > 1 && analysis.verdict.tied.contains(&option_idx)
        };
        if self.analysis.is_some_and(is_tied) { "in a tie" } else { "in a close call" }
    }

    /// Whether the numbers do not tell an option from the leader: a tie, half a point, or a close call between the two.
    pub fn is_level_with_leader(&self, option_idx: usize) -> bool {
        let Some(analysis) = self.analysis.filter(|analysis| analysis.leader.is_some()) else { return false };
        let verdict = &analysis.verdict;
        let shift = analysis.least_shift.get(option_idx).and_then(Option::as_ref);
        let is_one_shift_away = shift.is_some_and(|shift| shift.weight * 100.0 < self.input.book.close_call.shift);
        verdict.tied.contains(&option_idx)
            || verdict.named_together.contains(&option_idx)
            || verdict.is_close_call && (analysis.runner_up == Some(option_idx) || is_one_shift_away)
    }

    /// What an option lacks, by name: "flexibility", "cost and risk".
    pub fn lacks(&self, option_idx: usize) -> Vec<String> {
        let criteria = self.analysis.map_or(&[][..], |analysis| &analysis.criteria);
        let missing = self.result(option_idx).map_or(&[][..], |result| &result.missing);
        missing.iter().filter_map(|idx| criteria.get(*idx)).map(|criterion| super::clean(&criterion.name)).collect()
    }

    /// How much more `other` costs than `base` all in: present value, lateness and income counted.
    pub fn all_in_difference(&self, base: usize, other: usize) -> Option<f64> {
        let all_in = |idx: usize| Some(self.result(idx)?.total_cost.as_ref()?.mean);
        Some(all_in(other)? - all_in(base)?)
    }

    /// What options are compared by beyond their cash, where that is anything.
    pub fn counted_all_in(&self) -> Vec<&'static str> {
        let options = self.analysis.map_or(&[][..], |analysis| &analysis.options);
        let is_late = options.iter().any(|option| option.late_cost.is_some_and(|late| late.mean > 0.0));
        let is_discounted = self.analysis.is_some_and(|analysis| analysis.discount_rate != 0.0);
        let all = [(self.has_income(), "income"), (is_late, "lateness"), (is_discounted, "present value")];
        all.into_iter().filter(|(is_counted, _)| *is_counted).map(|(_, word)| word).collect()
    }

    /// What to say behind a difference of cash that leaves something out: " before income" where one of both brings money
    /// in, " in cash" where all in the other one is cheaper.
    pub fn cash_words(&self, base: usize, other: usize) -> &'static str {
        if [base, other].into_iter().any(|idx| self.brings_in(idx)) {
            return " before income";
        }
        let cash = self.cash_difference(base, other).map_or(0.0, |(cash, _)| cash);
        let is_turned = self.all_in_difference(base, other).is_some_and(|all_in| cash * all_in < 0.0);
        if is_turned { " in cash" } else { "" }
    }

    /// Whether what was decided holds today.
    pub fn is_in_force(&self) -> bool {
        self.input.log.is_in_force(self.idx)
    }

    /// Whether it was decided for an option.
    pub fn is_decided(&self) -> bool {
        matches!(self.record.status(), Some(Status::Accepted | Status::Superseded | Status::Deprecated))
    }
}

/// Months, or 0 for less than half of one: days speak neither for an option nor against it
/// (docs/method/money.md, "Late").
fn worth_saying(months: f64) -> f64 {
    if months.abs() < 0.5 { 0.0 } else { months }
}

/// The option that a record without figures decides for or recommends.
fn stated_choice(record: &Record) -> (Option<usize>, ChosenBy) {
    let decided = record.decision.as_ref().and_then(|decision| decision.option.as_deref());
    let recommended = record.recommend.as_ref().map(|(option, _)| option.as_str());
    let find = |name: &str| find_option(&record.options, name).ok();
    if let Some(idx) = decided.and_then(find) {
        return (Some(idx), ChosenBy::Decision);
    }
    match recommended.and_then(find) {
        Some(idx) => (Some(idx), ChosenBy::Recommendation),
        None => (None, ChosenBy::Nothing),
    }
}
