//! CSV: UTF-8, one header, ISO dates, plain numbers; cells that a spreadsheet would run are quoted as text.

use crate::report::{ComparedRecord, Figures, ListedRecord, OptionFigures, SummaryFigures, cleaned};

/// Every record, a row each.
pub fn list(records: &[ListedRecord]) -> String {
    let header = ["number", "id", "path", "title", "status", "status_raw", "date", "date_source"];
    let rows = records.iter().map(|record| {
        vec![
            record.number.map(|number| number.to_string()).unwrap_or_default(),
            record.id.clone(),
            record.path.clone(),
            record.title.clone(),
            record.status.to_owned(),
            record.status_raw.clone().unwrap_or_default(),
            record.date.clone().unwrap_or_default(),
            record.date_source.unwrap_or_default().to_owned(),
        ]
    });
    table(&header, rows)
}

/// What is known of an option, column by column.
pub(super) const OPTION_FIGURES: [&str; 15] = [
    "total",
    "total_p5",
    "total_p95",
    "first_share",
    "cash_p50",
    "cash_p5",
    "cash_p95",
    "present_value",
    "total_cost",
    "cheapest_share",
    "ready_p50",
    "late_chance",
    "annual_loss",
    "exit_months_p50",
    "exit_cost_p50",
];

/// The figures of an option in these columns.
pub(super) fn option_figures(option: &OptionFigures) -> [String; 15] {
    [
        of(option.total, |s| s.mean),
        of(option.total, |s| s.p5),
        of(option.total, |s| s.p95),
        number(option.rank_shares.first().copied()),
        of(option.cash, |s| s.p50),
        of(option.cash, |s| s.p5),
        of(option.cash, |s| s.p95),
        of(option.present_value, |s| s.mean),
        of(option.total_cost, |s| s.mean),
        number(option.cheapest_share),
        of(option.ready_months, |s| s.p50),
        number(option.late_chance),
        of(option.annual_loss, |s| s.mean),
        of(option.exit_months, |s| s.p50),
        of(option.exit_cost, |s| s.p50),
    ]
}

/// One decision: a row an option.
pub fn comparison(figures: &Figures) -> String {
    let header = [&["option", "sourcing", "title", "rank"][..], &OPTION_FIGURES].concat();
    let rows = figures.ranking.iter().enumerate().filter_map(|(rank, name)| {
        let option = figures.options.iter().find(|option| option.name == *name)?;
        let mut row = vec![
            option.name.clone(),
            option.sourcing.unwrap_or_default().to_owned(),
            option.title.clone(),
            if option.rank_shares.is_empty() { String::new() } else { (rank + 1).to_string() },
        ];
        row.extend(option_figures(option));
        Some(row)
    });
    table(&header, rows)
}

/// A row a decision.
pub fn comparisons(records: &[ComparedRecord]) -> String {
    let header = [
        "number",
        "id",
        "path",
        "title",
        "status",
        "leader",
        "runner_up",
        "chosen",
        "lead",
        "first_share",
        "close_call",
        "least_shift",
        "shift_to",
        "flip_input",
        "flip_at",
        "flip_likelihood",
        "flip_to",
    ];
    let name = |name: &Option<String>| name.clone().unwrap_or_default();
    let rows = records.iter().map(|record| {
        vec![
            record.number.map(|number| number.to_string()).unwrap_or_default(),
            record.id.clone(),
            record.path.clone(),
            record.title.clone(),
            record.status.to_owned(),
            name(&record.leader),
            name(&record.runner_up),
            name(&record.chosen),
            number(record.lead),
            number(record.first_share),
            record.close_call.to_string(),
            number(record.least_shift),
            name(&record.shift_to),
            name(&record.flip_input),
            number(record.flip_at),
            number(record.flip_likelihood),
            name(&record.flip_to),
        ]
    });
    table(&header, rows)
}

/// A plain number; an empty cell where nothing is known.
pub(super) fn number(value: Option<f64>) -> String {
    value.filter(|value| value.is_finite()).map(|value| value.to_string()).unwrap_or_default()
}

/// One statistic of a sum.
pub(super) fn of(summary: Option<SummaryFigures>, pick: fn(SummaryFigures) -> f64) -> String {
    number(summary.map(pick))
}

/// A header and its rows.
pub(super) fn table(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = writer.write_record(header).is_ok()
        && rows.into_iter().all(|row| writer.write_record(row.iter().map(|cell| defuse(cell))).is_ok());
    debug_assert!(written, "writing to memory cannot fail, and rows are as long as the header");
    writer.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

/// A cell that begins like a formula gets an apostrophe, unless it is a number.
fn defuse(cell: &str) -> String {
    let cell = cleaned(cell);
    // Some spreadsheets take signs in full width for the usual ones, and pass over what nobody sees before them.
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'];
    let seen = cell
        .trim_start_matches([' ', '\u{a0}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{3000}', '\u{feff}']);
    let is_formula = seen.starts_with(signs) && cell.parse::<f64>().is_err();
    if is_formula { format!("'{cell}") } else { cell.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_never_a_formula() {
        assert_eq!(defuse("=1+1"), "'=1+1");
        assert_eq!(defuse("-3.5"), "-3.5");
        assert_eq!(defuse("plain"), "plain");
        assert_eq!(defuse("\u{1b}=1+1"), "'=1+1");
        assert_eq!(defuse("\u{202e}@x"), "'@x");
        for text in ["＝1+1", "＋1", "－1", "＠SUM(A1)", " =1", "\u{feff}＝1", "\u{3000}=1", "\t=1", "-1+2"] {
            assert_eq!(defuse(text), format!("'{text}"), "{text}");
        }
        for text in ["1＋1", "a=b", "–", "+3", "-1e5", "〜"] {
            assert_eq!(defuse(text), text);
        }
    }
}
