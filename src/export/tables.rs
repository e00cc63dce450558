//! The tables of a site as CSV, a row a thing: figures as they are, dates as ISO.

use super::csv::{OPTION_FIGURES, number, of, option_figures, table};
use crate::report::{self, Figures, Input};

/// The columns that say which decision a row belongs to.
const WHICH: [&str; 3] = ["decision_number", "decision_id", "decision"];

/// The figures of every decision that has some, in the order of paths.
fn figures<'a>(input: &'a Input) -> impl Iterator<Item = (usize, Figures)> + 'a {
    let records = input.log.records.iter().zip(&input.analysis.decisions).enumerate();
    records.filter_map(|(idx, (logged, analysis))| Some((idx, report::figures(logged, analysis.as_ref()?, input.book))))
}

/// What stands in them.
fn which(input: &Input, idx: usize) -> [String; 3] {
    let logged = &input.log.records[idx];
    let number = logged.record.number.map(|number| number.to_string()).unwrap_or_default();
    [number, logged.page_id.clone(), logged.record.title.text.clone()]
}

/// A row an option.
pub(super) fn options(input: &Input) -> String {
    let own = ["currency", "option", "sourcing", "title", "chosen"];
    let header = [&WHICH[..], &own, &OPTION_FIGURES].concat();
    let rows = figures(input).flat_map(|(idx, figures)| {
        let which = which(input, idx);
        let currency = figures.currency.unwrap_or_default();
        let chosen = figures.chosen;
        figures.options.into_iter().map(move |option| {
            let is_chosen = chosen.as_ref() == Some(&option.name);
            let known = option_figures(&option);
            let mut row = which.to_vec();
            row.extend([
                currency.clone(),
                option.name,
                option.sourcing.unwrap_or_default().to_owned(),
                option.title,
                is_chosen.to_string(),
            ]);
            row.extend(known);
            row
        })
    });
    table(&header, rows)
}

/// A row a risk of an option.
pub(super) fn risks(input: &Input) -> String {
    let own = [
        "currency",
        "option",
        "risk",
        "per_year",
        "per_year_p5",
        "per_year_p95",
        "loss",
        "loss_p5",
        "loss_p95",
        "annual_loss",
        "owner",
    ];
    let header = [&WHICH[..], &own].concat();
    let rows = figures(input).flat_map(|(idx, figures)| {
        let which = which(input, idx);
        let currency = figures.currency.clone().unwrap_or_default();
        let written = &input.log.records[idx].record.options;
        figures.options.into_iter().enumerate().flat_map(move |(option_idx, option)| {
            let (which, currency, name) = (which.clone(), currency.clone(), option.name);
            let risks = written.get(option_idx).and_then(|option| option.risks.as_ref());
            option.risks.into_iter().enumerate().map(move |(risk_idx, risk)| {
                // Figures keep the order of the record; a name that differs would be another risk.
                let owner = risks.and_then(|risks| risks.get(risk_idx)).filter(|written| written.name == risk.name);
                let mut row = which.to_vec();
                row.extend([
                    currency.clone(),
                    name.clone(),
                    risk.name.clone(),
                    of(risk.per_year, |s| s.mean),
                    of(risk.per_year, |s| s.p5),
                    of(risk.per_year, |s| s.p95),
                    of(risk.loss, |s| s.mean),
                    of(risk.loss, |s| s.p5),
                    of(risk.loss, |s| s.p95),
                    number(risk.expected_annual_loss),
                    owner.and_then(|risk| risk.owner.clone()).unwrap_or_default(),
                ]);
                row
            })
        })
    });
    table(&header, rows)
}

/// A row a year and currency.
pub(super) fn years(input: &Input) -> String {
    let header = [
        "currency",
        "year",
        "in_force_p50",
        "in_force_p5",
        "in_force_p95",
        "one_off",
        "running",
        "benefit",
        "asked_p50",
        "asked_p5",
        "asked_p95",
        "together_p50",
        "together_p5",
        "together_p95",
        "budget",
        "over_budget_share",
    ];
    let whole = report::whole_figures(input.log, input.analysis);
    let rows = whole.portfolios.into_iter().flat_map(|portfolio| {
        let currency = portfolio.currency.unwrap_or_default();
        portfolio.years.into_iter().map(move |year| {
            vec![
                currency.clone(),
                year.year.to_string(),
                of(year.in_force, |s| s.p50),
                of(year.in_force, |s| s.p5),
                of(year.in_force, |s| s.p95),
                number(Some(year.one_off)),
                number(Some(year.running)),
                number(Some(year.benefit)),
                of(year.asked, |s| s.p50),
                of(year.asked, |s| s.p5),
                of(year.asked, |s| s.p95),
                of(year.together, |s| s.p50),
                of(year.together, |s| s.p5),
                of(year.together, |s| s.p95),
                number(year.budget),
                number(year.over_budget_share),
            ]
        })
    });
    table(&header, rows)
}

/// A row a supplier and currency.
pub(super) fn suppliers(input: &Input) -> String {
    let header = ["currency", "supplier", "yearly", "share"];
    let whole = report::whole_figures(input.log, input.analysis);
    let rows = whole.portfolios.into_iter().flat_map(|portfolio| {
        let currency = portfolio.currency.unwrap_or_default();
        let suppliers = portfolio.concentration.into_iter().flat_map(|shares| shares.suppliers);
        suppliers.map(move |one| vec![currency.clone(), one.parent, number(Some(one.yearly)), number(Some(one.share))])
    });
    table(&header, rows)
}

/// A row an outcome.
pub(super) fn outcomes(input: &Input) -> String {
    let own = ["what", "low", "middle", "high", "chance", "actual", "on", "held"];
    let header = [&WHICH[..], &own].concat();
    let rows = report::outcome_figures(&input.analysis.track_record).into_iter().map(|outcome| {
        let mut row = which(input, outcome.record).to_vec();
        row.push(outcome.what);
        row.extend([
            number(outcome.range.map(|range| range.0)),
            number(outcome.range.map(|range| range.1)),
            number(outcome.range.map(|range| range.2)),
            number(outcome.chance),
            number(Some(outcome.actual)),
            outcome.on.unwrap_or_default(),
            outcome.held.map(|held| held.to_string()).unwrap_or_default(),
        ]);
        row
    });
    table(&header, rows)
}

/// A row a thing to do.
pub(super) fn agenda(input: &Input) -> String {
    let header = ["list", "kind", "on", "days_left", "what", "decision_number", "decision_id", "decision", "who"];
    let agenda = report::agenda(input);
    let rows = agenda.groups.into_iter().flat_map(|group| {
        group.items.into_iter().map(move |item| {
            vec![
                group.title.clone(),
                item.kind.to_owned(),
                item.on.unwrap_or_default(),
                item.days_left.map(|days| days.to_string()).unwrap_or_default(),
                item.what,
                item.number.map(|number| number.to_string()).unwrap_or_default(),
                item.id,
                item.title,
                item.who.unwrap_or_default(),
            ]
        })
    });
    table(&header, rows)
}
