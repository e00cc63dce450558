//! Money over time, to whom it goes, and what makes it uncertain.

use super::{ScaleWord, SummaryFigures, input_path};
use crate::analysis::{Band, BreakEven, CashSwing, OverTime, ParentSpend, SumDriver, SupplierSpend, YearParts};
use crate::log::DecisionLog;
use crate::model::Record;
use schemars::JsonSchema;
use serde::Serialize;

/// Of a year's money: what is paid once, what runs, and what comes in.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct YearPartsFigures {
    /// Paid once, leaving included.
    pub one_off: SummaryFigures,
    /// Running.
    pub running: SummaryFigures,
    /// Brought in or saved, positive.
    pub benefit: SummaryFigures,
}

/// What one decision's chosen option pays its supplier a year.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SpendFigures {
    /// Page id of its record.
    pub record: String,
    /// Who is paid.
    pub supplier: String,
    /// The company at the top that owns it, else the supplier itself.
    pub parent: String,
    /// Running cash of the first full year.
    pub yearly: SummaryFigures,
    /// It is asked for, and not in force.
    pub asked: bool,
}

/// What one parent company gets a year.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ParentFigures {
    /// Its name.
    pub parent: String,
    /// From decisions in force.
    pub in_force: Option<SummaryFigures>,
    /// From open asks.
    pub asked: Option<SummaryFigures>,
}

/// What one estimate alone does to a sum over decisions.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DriverFigures {
    /// Page ids of the decisions that hang on it.
    pub records: Vec<String>,
    /// The estimate, as its record names it.
    pub input: String,
    /// What it is in.
    pub scale: ScaleWord,
    /// Its P5.
    pub low: f64,
    /// Its P95.
    pub high: f64,
    /// How far the sum rises with it at its P5.
    pub rise_at_low: f64,
    /// The same at its P50.
    pub rise_at_middle: f64,
    /// The same at its P95.
    pub rise_at_high: f64,
    /// Its share of the sum's variance, 0 to 1.
    pub share: f64,
}

/// Cash so far of two options, benefits taken off, leaving not counted.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OverTimeFigures {
    /// The option that is chosen.
    pub chosen: String,
    /// The one that comes next, or leads in its stead.
    pub rival: String,
    /// By year, 0 (at once) to the horizon: P5, P50 and P95 of the chosen option.
    pub chosen_bands: Vec<[f64; 3]>,
    /// The same of the rival.
    pub rival_bands: Vec<[f64; 3]>,
    /// Share of draws in which the chosen option has cost no more for good within the horizon.
    pub break_even_share: f64,
    /// Share of draws in which that is so from the start.
    pub break_even_share_at_once: f64,
    /// Years by which it has happened in 5%, 25%, 50%, 75% and 95% of draws; null behind the horizon.
    pub break_even_years: [Option<f64>; 5],
}

impl From<YearParts> for YearPartsFigures {
    fn from(parts: YearParts) -> Self {
        let YearParts { one_off, running, benefit } = parts;
        Self { one_off: one_off.into(), running: running.into(), benefit: benefit.into() }
    }
}

impl SpendFigures {
    /// Of a spend; `id` names its record.
    pub(super) fn of(spend: &SupplierSpend, id: impl Fn(usize) -> String) -> Self {
        let SupplierSpend { record, supplier, parent, yearly, is_asked } = spend;
        Self {
            record: id(*record),
            supplier: supplier.clone(),
            parent: parent.clone(),
            yearly: (*yearly).into(),
            asked: *is_asked,
        }
    }
}

impl From<&ParentSpend> for ParentFigures {
    fn from(spend: &ParentSpend) -> Self {
        let ParentSpend { parent, in_force, asked } = spend;
        Self { parent: parent.clone(), in_force: in_force.map(Into::into), asked: asked.map(Into::into) }
    }
}

/// Of a driver; there is at least one decision that hangs on it.
pub(super) fn driver_figures(log: &DecisionLog, driver: &SumDriver) -> DriverFigures {
    let SumDriver { records, swing, share } = driver;
    let CashSwing { input, scale, is_shared: _, ends, rises } = swing;
    let path = records.first().map(|record| input_path(input, &log.records[*record].record));
    DriverFigures {
        records: records.iter().map(|record| log.records[*record].page_id.clone()).collect(),
        input: path.unwrap_or_default(),
        scale: (*scale).into(),
        low: ends.0,
        high: ends.1,
        rise_at_low: rises[0],
        rise_at_middle: rises[1],
        rise_at_high: rises[2],
        share: *share,
    }
}

/// Of money so far.
pub(super) fn over_time_figures(over_time: &OverTime, record: &Record) -> OverTimeFigures {
    let OverTime { chosen, rival, chosen_bands, rival_bands, break_even } = over_time;
    let BreakEven { share, share_at_once, years } = *break_even;
    let bands = |bands: &[Band]| bands.iter().map(|Band { p5, p50, p95 }| [*p5, *p50, *p95]).collect();
    OverTimeFigures {
        chosen: record.option_name(*chosen).to_owned(),
        rival: record.option_name(*rival).to_owned(),
        chosen_bands: bands(chosen_bands),
        rival_bands: bands(rival_bands),
        break_even_share: share,
        break_even_share_at_once: share_at_once,
        break_even_years: years,
    }
}
