//! What the log as a whole comes to, as numbers.

use super::{LossFigures, ShareFigures, SummaryFigures};
use crate::analysis::affordability::{AgainstBudget, AskSet, PortfolioYear};
use crate::analysis::track_record::TrackRecord;
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
    /// What records in force bring in or save, positive; a mean.
    pub benefit: f64,
    /// Cash of open asks.
    pub asked: Option<SummaryFigures>,
    /// The book's budget.
    pub budget: Option<f64>,
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
    WholeFigures {
        portfolios: analysis.portfolios.iter().map(|portfolio| portfolio_figures(log, portfolio)).collect(),
        track_record: (&analysis.track_record).into(),
    }
}

fn portfolio_figures(log: &DecisionLog, portfolio: &Portfolio) -> PortfolioFigures {
    let id = |record: usize| log.records[record].page_id.clone();
    let affordability = portfolio.affordability.as_ref();
    let set = |set: &AskSet| AskSetFigures {
        records: set.records.iter().map(|record| id(*record)).collect(),
        fits: set.does_fit(),
        years: set.years.iter().map(Into::into).collect(),
    };
    PortfolioFigures {
        currency: portfolio.currency.as_ref().map(|currency| currency.code().to_owned()),
        records: portfolio.record_count,
        cash: portfolio.cash.map(Into::into),
        annual_loss: portfolio.annual_loss.map(Into::into),
        loss_curve: portfolio.loss_curve.as_ref().map(Into::into),
        asks: portfolio.asked_count,
        asked_cash: portfolio.asked.map(Into::into),
        years: portfolio.years.iter().map(Into::into).collect(),
        sets: affordability.iter().flat_map(|found| &found.sets).map(set).collect(),
        put_off: affordability
            .iter()
            .flat_map(|found| &found.deferrals)
            .map(|one| DeferralFigures { record: id(one.record), months: one.months, extra_cost: one.extra_cost })
            .collect(),
        concentration: portfolio.concentration.as_ref().map(Into::into),
    }
}

impl From<&PortfolioYear> for PlanYearFigures {
    fn from(year: &PortfolioYear) -> Self {
        Self {
            year: year.year,
            in_force: year.accepted.map(Into::into),
            one_off: year.one_off,
            running: year.running,
            benefit: year.benefit,
            asked: year.proposed.map(Into::into),
            budget: year.budget,
        }
    }
}

impl From<&AgainstBudget> for SetYearFigures {
    fn from(year: &AgainstBudget) -> Self {
        Self {
            year: year.year,
            cash: year.cash.into(),
            budget: year.budget,
            person_months: year.person_months,
            capacity: year.capacity,
            fits: year.does_fit(),
        }
    }
}

impl From<&TrackRecord> for TrackRecordFigures {
    fn from(record: &TrackRecord) -> Self {
        let (coverage, ratios) = (record.coverage, record.ratios.as_ref());
        Self {
            outcomes: record.outcomes.len(),
            ranges: coverage.map_or(0, |coverage| coverage.count),
            held: coverage.map_or(0, |coverage| coverage.hits),
            chance_of_so_few: coverage.map(|coverage| coverage.chance_of_so_few),
            median_ratio: ratios.map(|ratios| ratios.median),
            geometric_mean_ratio: ratios.map(|ratios| ratios.geometric_mean),
            share_over: ratios.map(|ratios| ratios.share_over),
            brier: record.brier.as_ref().map(|brier| brier.score),
        }
    }
}
