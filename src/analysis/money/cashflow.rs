//! Dated money of one option over one block of draws (docs/method/money.md, "Flows").
//!
//! Column by column: what is paid in a year is worked out for all draws of the block at once, and
//! its sum is kept for the mean by year.

use crate::analysis::money::calendar::{Calendar, YearSums};
use crate::analysis::money::discount::Discount;
use crate::analysis::money::price::{Growth, PricePath};
use crate::analysis::problem::{
    BenefitModel, EstimateIdx, Money, OptionModel, Payee, Problem, Replacement, RunningTerm, Stop, Uplift,
};
use crate::analysis::worlds::draws::BLOCK;
use crate::analysis::worlds::stats::sum;
use crate::analysis::worlds::world::View;

/// Flows of one option in one block; columns that would hold zeroes alone are empty.
#[derive(Clone, Debug, Default)]
pub(crate) struct FlowBlock {
    pub(crate) cash: Vec<f64>,
    pub(crate) present_value: Vec<f64>,
    pub(crate) total_cost: Vec<f64>,
    pub(crate) benefits: Vec<f64>,
    pub(crate) until_ready: Vec<f64>,
    pub(crate) exit: Vec<f64>,
    /// By year from 0 to the horizon.
    pub(crate) by_year: Vec<YearSums>,
    pub(crate) late: LateSums,
}

/// Moments of lateness, summed over draws.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LateSums {
    pub(crate) draws: f64,
    pub(crate) months: f64,
    pub(crate) months_squared: f64,
    pub(crate) cost: f64,
    pub(crate) cost_squared: f64,
}

/// The flows of an option; `None` where its money is not known.
pub(crate) fn flows(problem: &Problem, option: &OptionModel, view: &View<'_>) -> Option<FlowBlock> {
    flows_in(Frame::of(problem), option, view)
}

/// The same in a frame that need not be a record's.
pub(crate) fn flows_in(frame: Frame<'_>, option: &OptionModel, view: &View<'_>) -> Option<FlowBlock> {
    let money = option.money.as_ref()?;
    let mut flow = Flow::new(frame, option, view);
    flow.costs(option, money);
    flow.out.total_cost.clone_from(&flow.out.present_value);
    if let Some(benefit) = &money.benefit {
        flow.benefits(benefit);
    }
    flow.lateness();
    Some(flow.out)
}

/// Cash of an option by calendar year, in each draw; `None` where its money is not known.
pub(crate) fn by_calendar_year(problem: &Problem, option: &OptionModel, view: &View<'_>) -> Option<Vec<Vec<f64>>> {
    let money = option.money.as_ref()?;
    let mut flow = Flow::new(Frame::of(problem), option, view);
    flow.calendar_years = vec![vec![0.0; view.draw_count()]; problem.calendar.year_count(problem.horizon_years)];
    flow.costs(option, money);
    Some(flow.calendar_years)
}

/// Of that, what runs.
pub(crate) fn running_by_calendar_year(
    problem: &Problem,
    option: &OptionModel,
    view: &View<'_>,
) -> Option<Vec<Vec<f64>>> {
    let money = option.money.as_ref()?;
    let mut flow = Flow::new(Frame::of(problem), option, view);
    flow.calendar_years = vec![vec![0.0; view.draw_count()]; problem.calendar.year_count(problem.horizon_years)];
    flow.running(money);
    flow.until_ready(money);
    Some(flow.calendar_years)
}

/// What an option brings in by calendar year, in each draw; `None` where nothing is said of it.
pub(crate) fn benefit_by_calendar_year(
    problem: &Problem,
    option: &OptionModel,
    view: &View<'_>,
) -> Option<Vec<Vec<f64>>> {
    let benefit = option.money.as_ref()?.benefit.as_ref()?;
    let mut flow = Flow::new(Frame::of(problem), option, view);
    flow.benefit_years = vec![vec![0.0; view.draw_count()]; problem.calendar.year_count(problem.horizon_years)];
    flow.out.total_cost = vec![0.0; view.draw_count()];
    flow.benefits(benefit);
    Some(flow.benefit_years)
}

/// Cash so far by year of the horizon, 0 to its end, benefits taken off and leaving not counted, in each draw; `None`
/// where the option's money is not known.
pub(crate) fn so_far(problem: &Problem, option: &OptionModel, view: &View<'_>) -> Option<Vec<Vec<f64>>> {
    let money = option.money.as_ref()?;
    let mut flow = Flow::new(Frame::of(problem), option, view);
    flow.horizon_years = vec![vec![0.0; view.draw_count()]; problem.horizon_years as usize + 1];
    flow.costs(option, money);
    if let Some(benefit) = &money.benefit {
        flow.out.total_cost = vec![0.0; view.draw_count()];
        flow.benefits(benefit);
    }
    let mut years = flow.horizon_years;
    for year in 1..years.len() {
        let (before, from_here) = years.split_at_mut(year);
        add(&mut from_here[0], &before[year - 1], 1.0);
    }
    Some(years)
}

/// Cash of an option in each draw, nothing else of it; `None` where its money is not known.
pub(crate) fn cash(problem: &Problem, option: &OptionModel, view: &View<'_>) -> Option<Vec<f64>> {
    let mut flow = Flow::new(Frame::of(problem), option, view);
    flow.costs(option, option.money.as_ref()?);
    Some(flow.out.cash)
}

/// What an option's supplier gets in the first year, in each draw: what runs, without our own people; `None` where its
/// money is not known.
pub(crate) fn supplier_year(problem: &Problem, option: &OptionModel, view: &View<'_>) -> Option<Vec<f64>> {
    let money = option.money.as_ref()?;
    let mut flow = Flow::new(Frame { horizon_years: 1, ..Frame::of(problem) }, option, view);
    flow.running(money);
    let mut paid = flow.out.cash;
    if has_payee(money, Payee::People) {
        add(&mut paid, &paid_to(money, view, |payee| payee == Payee::People), -1.0);
    }
    Some(paid)
}

/// What an option costs in its first year, as drawn, before anything moves its price: of it what grows.
pub(crate) fn first_year(money: &Money, view: &View<'_>) -> Vec<f64> {
    paid_to(money, view, |payee| payee != Payee::People)
}

/// The same of what is paid to some.
fn paid_to(money: &Money, view: &View<'_>, is_meant: impl Fn(Payee) -> bool) -> Vec<f64> {
    let mut running = vec![0.0; view.draw_count()];
    for term in money.yearly.iter().filter(|term| is_meant(term.payee)) {
        add_term(&mut running, view, term);
    }
    running
}

/// Expected annual loss in each draw: drawn rates times mean losses. `None` where unknown.
pub(crate) fn annual_loss(option: &OptionModel, view: &View<'_>) -> Option<Vec<f64>> {
    let mut column = vec![0.0; BLOCK];
    for risk in option.risks.as_ref()? {
        let loss = risk.loss.as_ref()?.mean();
        for (sum, rate) in column.iter_mut().zip(view.column(risk.per_year?)) {
            *sum += rate * loss;
        }
    }
    Some(column)
}

/// Late months of an option that is ready then, by year from 0 to the horizon, where the result is due in that month.
pub(crate) fn late_months(due: f64, horizon_years: u32, ready: f64) -> impl Iterator<Item = f64> {
    (0..=horizon_years).map(move |year| {
        let ends = 12.0 * f64::from(year);
        let from = if year == 0 { due } else { due.max(ends - 12.0) };
        (ready.min(ends) - from).max(0.0)
    })
}

/// What flows are dated and discounted by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame<'a> {
    pub(crate) horizon_years: u32,
    pub(crate) discount: &'a Discount,
    pub(crate) calendar: Calendar,
    /// Months from the start to the day by which the result is needed.
    pub(crate) due_months: Option<f64>,
    /// Money for each late month.
    pub(crate) late_cost: f64,
}

impl<'a> Frame<'a> {
    fn of(problem: &'a Problem) -> Self {
        Self {
            horizon_years: problem.horizon_years,
            discount: &problem.discount,
            calendar: problem.calendar,
            due_months: problem.due_months,
            late_cost: problem.late_cost,
        }
    }
}

struct Flow<'a> {
    frame: Frame<'a>,
    view: &'a View<'a>,
    /// Months until ready; an option that does not say is ready at once.
    ready: Option<&'a [f64]>,
    out: FlowBlock,
    /// Cash by calendar year; empty where nobody asks.
    calendar_years: Vec<Vec<f64>>,
    /// What comes in by calendar year; empty where nobody asks.
    benefit_years: Vec<Vec<f64>>,
    /// Cash by year of the horizon less what comes in, without leaving; empty where nobody asks.
    horizon_years: Vec<Vec<f64>>,
}

impl<'a> Flow<'a> {
    fn new(frame: Frame<'a>, option: &OptionModel, view: &'a View<'_>) -> Self {
        let out = FlowBlock {
            cash: vec![0.0; view.draw_count()],
            present_value: vec![0.0; view.draw_count()],
            by_year: vec![YearSums::default(); frame.horizon_years as usize + 1],
            ..FlowBlock::default()
        };
        let ready = option.ready.map(|ready| view.column(ready));
        let (calendar_years, benefit_years, horizon_years) = Default::default();
        Self { frame, view, ready, out, calendar_years, benefit_years, horizon_years }
    }

    fn costs(&mut self, option: &OptionModel, money: &Money) {
        self.once(money);
        self.people_once(money);
        self.running(money);
        self.scheduled(money);
        self.until_ready(money);
        if let Some(stop) = &money.stop {
            self.stop(stop, &option.exit_cost);
        } else if option.is_exit_counted {
            self.exit(&option.exit_cost);
        }
    }

    /// Adds what flows evenly over a year of the horizon, or at the start.
    fn spread(&mut self, year: usize, column: &[f64]) {
        if let Some(sum) = self.horizon_years.get_mut(year) {
            add(sum, column, 1.0);
        }
        if self.calendar_years.is_empty() {
            return;
        }
        for (idx, share) in self.frame.calendar.parts(year) {
            add(&mut self.calendar_years[idx], column, share);
        }
    }

    fn once(&mut self, money: &Money) {
        let Some(once) = money.once else { return };
        let column = self.uplifted(once, money.uplift);
        self.out.by_year[0].one_off += pay(&mut self.out, &column, 1.0);
        self.spread(0, &column);
    }

    /// Our own people are paid for their months at the start, on a line of their own.
    fn people_once(&mut self, money: &Money) {
        let Some(term) = &money.people_once else { return };
        let mut column = vec![0.0; self.view.draw_count()];
        add_term(&mut column, self.view, term);
        let paid = pay(&mut self.out, &column, 1.0);
        self.out.by_year[0].one_off += paid;
        self.out.by_year[0].people += paid;
        self.spread(0, &column);
    }

    fn uplifted(&self, once: EstimateIdx, uplift: Uplift) -> Vec<f64> {
        let mut column = self.view.column(once).to_vec();
        match uplift {
            Uplift::None => {}
            Uplift::Factor(factor) => column.iter_mut().for_each(|value| *value *= factor),
            Uplift::Drawn(ratio) => multiply(&mut column, self.view.column(ratio)),
        }
        column
    }

    fn running(&mut self, money: &Money) {
        if money.yearly.is_empty() && money.minimum.is_none() {
            return;
        }
        // A supplier's minimum and the shocks of its price concern what it is paid, not what we do about risks.
        let is_apart = (money.minimum.is_some() || !money.shocks.is_empty()) && has_payee(money, Payee::Mitigation);
        let with_us = |payee| payee == Payee::Supplier || (!is_apart && payee == Payee::Mitigation);
        let mut supplier = PricePath::new(money, paid_to(money, self.view, with_us));
        let mut ours =
            is_apart.then(|| PricePath::unshocked(paid_to(money, self.view, |payee| payee == Payee::Mitigation)));
        let people = has_payee(money, Payee::People).then(|| paid_to(money, self.view, |payee| payee == Payee::People));
        let growth = Growth::of(self.view, money.growth);
        let last = money.stop.as_ref().map_or(self.horizon(), |stop| (stop.year as usize).saturating_sub(1));
        for year in 1..=last.min(self.horizon()) {
            let growth = if year > 1 { &growth } else { &Growth::None };
            supplier.step(money, year, growth);
            let mut owed = self.owed(money, year, supplier.paid());
            if let Some(ours) = &mut ours {
                ours.step(money, year, growth);
                add(owed.get_or_insert_with(|| supplier.paid().to_vec()), ours.paid(), 1.0);
            }
            if let Some(people) = &people {
                add(owed.get_or_insert_with(|| supplier.paid().to_vec()), people, 1.0);
                self.out.by_year[year].people += sum(people);
            }
            let paid = owed.as_deref().unwrap_or(supplier.paid());
            let factor = self.frame.discount.running()[year];
            self.out.by_year[year].running += pay(&mut self.out, paid, factor);
            self.spread(year, paid);
        }
    }

    /// What the contract's minimum makes of a year's running cost; `None` where no minimum is owed.
    fn owed(&self, money: &Money, year: usize, running: &[f64]) -> Option<Vec<f64>> {
        let (minimum, years) = money.minimum?;
        let minimum = self.view.column(minimum);
        (year <= years as usize)
            .then(|| running.iter().zip(minimum).map(|(running, minimum)| running.max(*minimum)).collect())
    }

    fn scheduled(&mut self, money: &Money) {
        for (year, amount) in &money.at {
            let (year, column) = (*year as usize, self.view.column(*amount));
            self.out.by_year[year].one_off += pay(&mut self.out, column, self.frame.discount.running()[year]);
            self.spread(year, column);
        }
    }

    /// Today's way costs something in each month before the option is ready, a part of a month in part.
    fn until_ready(&mut self, money: &Money) {
        let (Some(monthly), Some(ready)) = (money.until_ready, self.ready) else { return };
        let monthly = self.view.column(monthly);
        if monthly.iter().all(|monthly| *monthly == 0.0) {
            return;
        }
        let mut whole = vec![0.0; self.view.draw_count()];
        for year in 1..=self.horizon() {
            let begins = 12.0 * (year - 1) as f64;
            let factor = self.frame.discount.running()[year];
            let mut column = vec![0.0; self.view.draw_count()];
            for ((value, ready), monthly) in column.iter_mut().zip(ready).zip(monthly) {
                *value = (ready - begins).clamp(0.0, 12.0) * monthly;
            }
            add(&mut whole, &column, 1.0);
            add(&mut self.out.present_value, &column, factor);
            let early_months = self.frame.calendar.early_months();
            let early = |(ready, monthly): (&f64, &f64)| (ready - begins).clamp(0.0, early_months) * monthly;
            let sums = &mut self.out.by_year[year];
            sums.running += sum(&column);
            sums.until_ready += sum(&column);
            sums.early_until_ready += ready.iter().zip(monthly).map(early).sum::<f64>();
            if let Some(sum) = self.horizon_years.get_mut(year) {
                add(sum, &column, 1.0);
            }
            if !self.calendar_years.is_empty() {
                let early: Vec<f64> = ready.iter().zip(monthly).map(early).collect();
                add(&mut self.calendar_years[year - 1], &early, 1.0);
                if let Some(next) = self.calendar_years.get_mut(year) {
                    add(next, &column, 1.0);
                    add(next, &early, -1.0);
                }
            }
        }
        add(&mut self.out.cash, &whole, 1.0);
        self.out.until_ready = whole;
    }

    fn exit(&mut self, exit_cost: &[EstimateIdx]) {
        if exit_cost.is_empty() {
            return;
        }
        let mut column = vec![0.0; self.view.draw_count()];
        for input in exit_cost {
            add(&mut column, self.view.column(*input), 1.0);
        }
        let horizon = self.horizon();
        self.out.by_year[horizon].exit += pay(&mut self.out, &column, self.frame.discount.at_end()[horizon]);
        if let Some(last) = self.calendar_years.last_mut() {
            add(last, &column, 1.0);
        }
        // One quantity alone has its distribution.
        if exit_cost.len() > 1 {
            self.out.exit = column;
        }
    }

    /// The year in which the supplier stops pays for leaving and for what takes its place.
    fn stop(&mut self, stop: &Stop, exit_cost: &[EstimateIdx]) {
        let year = stop.year as usize;
        if year > self.horizon() {
            return;
        }
        let (once, yearly) = self.replacement(&stop.replacement);
        let mut leaving = vec![0.0; self.view.draw_count()];
        for input in exit_cost {
            add(&mut leaving, self.view.column(*input), 1.0);
        }
        let factor = self.frame.discount.running()[year];
        self.out.by_year[year].exit += pay(&mut self.out, &leaving, factor);
        self.out.by_year[year].one_off += pay(&mut self.out, &once, factor);
        for column in [&leaving, &once] {
            self.spread(year, column);
        }
        self.out.exit = leaving;
        for later in year.max(1)..=self.horizon() {
            let factor = self.frame.discount.running()[later];
            self.out.by_year[later].running += pay(&mut self.out, &yearly, factor);
            self.spread(later, &yearly);
        }
    }

    /// What a replacement costs once, and each year.
    fn replacement(&self, replacement: &Replacement) -> (Vec<f64>, Vec<f64>) {
        let count = self.view.draw_count();
        match replacement {
            Replacement::Sums { once, yearly } => (vec![*once; count], vec![*yearly; count]),
            Replacement::Option { once, uplift, people_once, yearly } => {
                let mut running = vec![0.0; count];
                for term in yearly {
                    add_term(&mut running, self.view, term);
                }
                let mut at_start = once.map_or_else(|| vec![0.0; count], |once| self.uplifted(once, *uplift));
                if let Some(term) = people_once {
                    add_term(&mut at_start, self.view, term);
                }
                (at_start, running)
            }
        }
    }

    /// Benefits flow from the month in which the option is ready, in that year in part.
    fn benefits(&mut self, benefit: &BenefitModel) {
        let at_once = vec![0.0; self.view.draw_count()];
        let ready = self.ready.unwrap_or(&at_once);
        let mut worth = vec![0.0; self.view.draw_count()];
        let mut yearly = vec![0.0; self.view.draw_count()];
        if let Some(term) = &benefit.yearly {
            add_term(&mut yearly, self.view, term);
        }
        let growth = Growth::of(self.view, benefit.growth);
        let once = benefit.once.map(|once| self.view.column(once));
        for year in 0..=self.horizon() {
            let ends = 12.0 * year as f64;
            let factor = self.frame.discount.running()[year];
            let mut column = vec![0.0; self.view.draw_count()];
            if let Some(once) = once {
                for ((value, ready), once) in column.iter_mut().zip(ready).zip(once) {
                    let falls_here = *ready <= ends && (year == 0 || *ready > ends - 12.0);
                    *value += if falls_here { *once } else { 0.0 };
                }
            }
            if year > 0 {
                if year > 1 {
                    growth.apply(&mut yearly, 0.0, None);
                }
                for ((value, ready), yearly) in column.iter_mut().zip(ready).zip(&yearly) {
                    *value += (ends - ready).clamp(0.0, 12.0) / 12.0 * yearly;
                }
            }
            add(&mut worth, &column, factor);
            let early_ends = if year == 0 { 0.0 } else { ends - 12.0 + self.frame.calendar.early_months() };
            let mut early = 0.0;
            for (idx, ready) in ready.iter().enumerate() {
                let falls_here = *ready <= early_ends && (year == 0 || *ready > ends - 12.0);
                early += if falls_here { once.map_or(0.0, |once| once[idx]) } else { 0.0 };
                if year > 0 {
                    early += (early_ends - ready).clamp(0.0, self.frame.calendar.early_months()) / 12.0 * yearly[idx];
                }
            }
            let sums = &mut self.out.by_year[year];
            sums.benefit += sum(&column);
            sums.early_benefit += early;
            if let Some(sum) = self.horizon_years.get_mut(year) {
                add(sum, &column, -1.0);
            }
            if !self.benefit_years.is_empty() {
                let early_months = self.frame.calendar.early_months();
                let early = |idx: usize| {
                    let falls_here = ready[idx] <= early_ends && (year == 0 || ready[idx] > ends - 12.0);
                    let once = if falls_here { once.map_or(0.0, |once| once[idx]) } else { 0.0 };
                    let share = if year > 0 { (early_ends - ready[idx]).clamp(0.0, early_months) / 12.0 } else { 0.0 };
                    once + share * yearly[idx]
                };
                let early: Vec<f64> = (0..column.len()).map(early).collect();
                add(&mut self.benefit_years[year.saturating_sub(1)], &early, 1.0);
                if let Some(next) = self.benefit_years.get_mut(year.max(1)) {
                    add(next, &column, 1.0);
                    add(next, &early, -1.0);
                }
            }
        }
        add(&mut self.out.total_cost, &worth, -1.0);
        self.out.benefits = worth;
    }

    /// Late months carry the factor of the year in which they lie; those behind the horizon fall
    /// away, those before the start are not discounted.
    fn lateness(&mut self) {
        let (Some(due), Some(ready)) = (self.frame.due_months, self.ready) else { return };
        let horizon = self.horizon();
        let late_cost = self.frame.late_cost;
        let latest = ready.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut counted = vec![0.0; self.view.draw_count()];
        let mut column = vec![0.0; self.view.draw_count()];
        for year in 0..=horizon {
            let ends = 12.0 * year as f64;
            let begins = if year == 0 { f64::NEG_INFINITY } else { ends - 12.0 };
            let from = begins.max(due);
            if from >= ends || from >= latest || late_cost <= 0.0 {
                continue;
            }
            let factor = self.frame.discount.running()[year];
            for (cost, ready) in column.iter_mut().zip(ready) {
                *cost = (ready.min(ends) - from).max(0.0) * late_cost;
            }
            for ((total, counted), cost) in self.out.total_cost.iter_mut().zip(&mut counted).zip(&column) {
                *total += cost * factor;
                *counted += cost;
            }
            self.out.by_year[year].late += sum(&column);
        }
        let late = &mut self.out.late;
        for (ready, cost) in ready.iter().zip(&counted) {
            let months = (ready - due).max(0.0);
            late.draws += f64::from(u8::from(months > 0.0));
            late.months += months;
            late.months_squared += months * months;
            late.cost += cost;
            late.cost_squared += cost * cost;
        }
    }

    fn horizon(&self) -> usize {
        self.frame.horizon_years as usize
    }
}

fn add_term(column: &mut [f64], view: &View<'_>, term: &RunningTerm) {
    term.add_to(column, |input| view.column(input));
}

fn has_payee(money: &Money, payee: Payee) -> bool {
    money.yearly.iter().any(|term| term.payee == payee)
}

/// Adds what is paid to cash and, times the factor, to present value; gives its sum.
fn pay(out: &mut FlowBlock, column: &[f64], factor: f64) -> f64 {
    for ((cash, worth), paid) in out.cash.iter_mut().zip(&mut out.present_value).zip(column) {
        *cash += paid;
        *worth += paid * factor;
    }
    sum(column)
}

fn add(to: &mut [f64], column: &[f64], factor: f64) {
    for (sum, value) in to.iter_mut().zip(column) {
        *sum += value * factor;
    }
}

fn multiply(column: &mut [f64], factors: &[f64]) {
    for (value, factor) in column.iter_mut().zip(factors) {
        *value *= factor;
    }
}
