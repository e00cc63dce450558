//! What the log as a whole comes to, as numbers.

use super::money::{DriverFigures, ParentFigures, SpendFigures, YearPartsFigures, driver_figures};
use super::{LossFigures, ShareFigures, SummaryFigures};
use crate::analysis::affordability::{Affordability, AgainstBudget, AskSet, Deferral, PortfolioYear};
use crate::analysis::track_record::{Brier, Coverage, Ratios, TrackRecord};
use crate::analysis::{Analysis, Portfolio};
use crate::log::DecisionLog;
use schemars::JsonSchema;
use serde::Serialize;

/// What the log as a whole comes to.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WholeFigures {
    /// One entry a currency.
    pub portfolios: Vec<PortfolioFigures>,
    /// What came of the log's forecasts.
    pub track_record: TrackRecordFigures,
}

/// Records in force and open asks in one currency.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PortfolioFigures {
    /// The currency of all money in it.
    pub currency: Option<String>,
    /// How many records in force stand behind `cash`.
    pub records: usize,
    /// Cash committed over each record's horizon.
    pub cash: Option<SummaryFigures>,
    /// Expected loss a year.
    pub annual_loss: Option<SummaryFigures>,
    /// How likely a year loses more than a sum.
    pub loss_curve: Option<LossFigures>,
    /// How many open asks stand behind `asked_cash`.
    pub asks: usize,
    /// Cash of the open asks together.
    pub asked_cash: Option<SummaryFigures>,
    /// Money by calendar or fiscal year.
    pub years: Vec<PlanYearFigures>,
    /// Sets of open asks on top of what is in force: all up to six asks, else the whole and each alone.
    pub sets: Vec<AskSetFigures>,
    /// What putting an ask off by one meeting costs.
    pub put_off: Vec<DeferralFigures>,
    /// Yearly spend by parent company.
    pub concentration: Option<ShareFigures>,
    /// The same once every open ask with a choice is approved.
    pub concentration_after_asks: Option<ShareFigures>,
    /// Expected loss a year once every open ask with a choice is approved.
    pub annual_loss_after_asks: Option<SummaryFigures>,
    /// How likely a year loses more than a sum now, over the same sums as after the asks.
    pub loss_curve_before_asks: Option<LossFigures>,
    /// The same after the asks.
    pub loss_curve_after_asks: Option<LossFigures>,
    /// What each supplier gets a year, by decision.
    pub spends: Vec<SpendFigures>,
    /// The same by parent company, draws added.
    pub parents: Vec<ParentFigures>,
    /// What makes the cash asked for uncertain, or where nothing is asked the cash committed; the largest share first.
    pub drivers: Vec<DriverFigures>,
}

/// Money of the log in one year.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlanYearFigures {
    /// Named by the calendar year in which it begins.
    pub year: i16,
    /// Cash of records in force.
    pub in_force: Option<SummaryFigures>,
    /// Of that, what is paid once, leaving included; a mean.
    pub one_off: f64,
    /// Of that, what runs; a mean.
    pub running: f64,
    /// The same as it is drawn: never more than `in_force`, world by world.
    pub running_spread: Option<SummaryFigures>,
    /// What records in force bring in or save, positive; a mean.
    pub benefit: f64,
    /// Parts of the cash of records in force, as drawn.
    pub in_force_parts: Option<YearPartsFigures>,
    /// Cash of open asks.
    pub asked: Option<SummaryFigures>,
    /// Parts of that.
    pub asked_parts: Option<YearPartsFigures>,
    /// Cash of both, world by world.
    pub together: Option<SummaryFigures>,
    /// Parts of that.
    pub together_parts: Option<YearPartsFigures>,
    /// The book's budget.
    pub budget: Option<f64>,
    /// Share of draws in which both together pass the budget.
    pub over_budget_share: Option<f64>,
}

/// Some of the open asks together.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AskSetFigures {
    /// Page ids of their records.
    pub records: Vec<String>,
    /// The median of money and of people fits in every year.
    pub fits: bool,
    /// By year with a budget or capacity.
    pub years: Vec<SetYearFigures>,
}

/// One year of a set, with what is in force.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SetYearFigures {
    /// The year.
    pub year: i16,
    /// Cash.
    pub cash: SummaryFigures,
    /// Money that is there.
    pub budget: Option<f64>,
    /// Median person-months.
    pub person_months: f64,
    /// Person-months that are there.
    pub capacity: Option<f64>,
    /// Both medians fit.
    pub fits: bool,
}

/// An ask put off by one meeting.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DeferralFigures {
    /// Page id of its record.
    pub record: String,
    /// How far its start moves.
    pub months: u32,
    /// Rise of mean total-cost; below 0 where waiting saves.
    pub extra_cost: f64,
    /// How likely it is late as it is; `null` where no day is named by which it is needed.
    pub late_chance: Option<f64>,
    /// The same once it is put off.
    pub late_chance_after: Option<f64>,
}

/// What came of forecasts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TrackRecordFigures {
    /// How many forecasts have an outcome.
    pub outcomes: usize,
    /// How many ranges were checked.
    pub ranges: usize,
    /// How many of them held.
    pub held: usize,
    /// The chance that so few hold, or fewer, if each holds nine times in ten.
    pub chance_of_so_few: Option<f64>,
    /// The middle one of what came over what was expected.
    pub median_ratio: Option<f64>,
    /// The geometric mean of these ratios.
    pub geometric_mean_ratio: Option<f64>,
    /// Share of them above one.
    pub share_over: Option<f64>,
    /// Mean squared distance of chances from what came: 0 is perfect, 0.25 is what saying 50% gets.
    pub brier: Option<f64>,
}

/// The figures of a log.
pub fn whole_figures(log: &DecisionLog, analysis: &Analysis) -> WholeFigures {
    // Decisions have figures of their own.
    let Analysis { decisions: _, portfolios, track_record } = analysis;
    WholeFigures {
        portfolios: portfolios.iter().map(|portfolio| portfolio_figures(log, portfolio)).collect(),
        track_record: track_record.into(),
    }
}

fn portfolio_figures(log: &DecisionLog, portfolio: &Portfolio) -> PortfolioFigures {
    let id = |record: usize| log.records[record].page_id.clone();
    let Portfolio {
        currency,
        record_count,
        cash,
        annual_loss,
        loss_curve,
        asked,
        asked_count,
        years,
        affordability,
        concentration,
        loss_after_asks,
        concentration_after_asks,
        spends,
        parents,
        drivers,
    } = portfolio;
    let (sets, deferrals) = match affordability {
        Some(Affordability { sets, deferrals }) => (sets.as_slice(), deferrals.as_slice()),
        None => Default::default(),
    };
    let set = |set: &AskSet| {
        let AskSet { records, years } = set;
        AskSetFigures {
            records: records.iter().map(|record| id(*record)).collect(),
            fits: set.does_fit(),
            years: years.iter().map(Into::into).collect(),
        }
    };
    let deferral = |&Deferral { record, months, extra_cost, late_chance }: &Deferral| DeferralFigures {
        late_chance: late_chance.map(|(now, _)| now),
        late_chance_after: late_chance.map(|(_, then)| then),
        record: id(record),
        months,
        extra_cost,
    };
    PortfolioFigures {
        currency: currency.as_ref().map(|currency| currency.code().to_owned()),
        records: *record_count,
        cash: cash.map(Into::into),
        annual_loss: annual_loss.map(Into::into),
        loss_curve: loss_curve.as_ref().map(Into::into),
        asks: *asked_count,
        asked_cash: asked.map(Into::into),
        years: years.iter().map(Into::into).collect(),
        sets: sets.iter().map(set).collect(),
        put_off: deferrals.iter().map(deferral).collect(),
        concentration: concentration.as_ref().map(Into::into),
        concentration_after_asks: concentration_after_asks.as_ref().map(Into::into),
        annual_loss_after_asks: loss_after_asks.as_ref().map(|loss| loss.after.into()),
        loss_curve_before_asks: loss_after_asks.as_ref().map(|loss| (&loss.curve_before).into()),
        loss_curve_after_asks: loss_after_asks.as_ref().map(|loss| (&loss.curve_after).into()),
        spends: spends.iter().map(|spend| SpendFigures::of(spend, id)).collect(),
        parents: parents.iter().map(Into::into).collect(),
        drivers: drivers.iter().map(|driver| driver_figures(log, driver)).collect(),
    }
}

impl From<&PortfolioYear> for PlanYearFigures {
    fn from(of_year: &PortfolioYear) -> Self {
        let PortfolioYear {
            year,
            accepted,
            proposed,
            one_off,
            running,
            running_draws,
            benefit,
            accepted_parts,
            proposed_parts,
            together,
            together_parts,
            budget,
            over_budget_share,
        } = *of_year;
        Self {
            year,
            in_force: accepted.map(Into::into),
            one_off,
            running,
            running_spread: running_draws.map(Into::into),
            benefit,
            in_force_parts: accepted_parts.map(Into::into),
            asked: proposed.map(Into::into),
            asked_parts: proposed_parts.map(Into::into),
            together: together.map(Into::into),
            together_parts: together_parts.map(Into::into),
            budget,
            over_budget_share,
        }
    }
}

impl From<&AgainstBudget> for SetYearFigures {
    fn from(of_year: &AgainstBudget) -> Self {
        let AgainstBudget { year, cash, budget, person_months, capacity } = *of_year;
        Self { year, cash: cash.into(), budget, person_months, capacity, fits: of_year.does_fit() }
    }
}

impl From<&TrackRecord> for TrackRecordFigures {
    fn from(record: &TrackRecord) -> Self {
        let TrackRecord { outcomes, ratios, coverage, brier } = record;
        // The share is `held` of `ranges`; ratios and distances one by one are the page's.
        let (ranges, held, chance_of_so_few) = match *coverage {
            Some(Coverage { count, hits, share: _, chance_of_so_few }) => (count, hits, Some(chance_of_so_few)),
            None => (0, 0, None),
        };
        let (median_ratio, geometric_mean_ratio, share_over) = match ratios {
            Some(Ratios { each: _, median, geometric_mean, share_over }) => {
                (Some(*median), Some(*geometric_mean), Some(*share_over))
            }
            None => (None, None, None),
        };
        Self {
            outcomes: outcomes.len(),
            ranges,
            held,
            chance_of_so_few,
            median_ratio,
            geometric_mean_ratio,
            share_over,
            brier: brier.as_ref().map(|Brier { each: _, score }| *score),
        }
    }
}
