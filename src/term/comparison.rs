//! `adr compare` in the terminal: the page's figures in 80 columns.

use crate::report::{Cell, ComparisonPage, ContributionTable, OptionRow, OptionTable, TableBlock};
use crate::term::evidence::{BAR_WIDTH, caption, ends, evidence, inset};
use crate::term::prose::{INDENT, below, color_marks, finding, indented, option, paragraph, range};
use crate::term::{Align, Column, Fit, Paint, clean, contribution_bar, table};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// Columns of a contribution bar.
const CONTRIBUTION_WIDTH: usize = 8;

/// Headline, options with their ranges, contributions, and what would change the answer.
pub fn comparison(page: &ComparisonPage, paint: Paint, width: usize) -> String {
    let mut output = String::new();
    for line in crate::term::wrap(&clean(&page.title), width) {
        let _ = writeln!(output, "{}", paint.bold(&line));
    }
    let since = page.status_since.as_deref().map_or_else(String::new, |since| format!(" {since}"));
    let below_title = format!("{}: {} ({}{since})", page.label, page.record_title, page.status);
    for line in indented(&below_title, 0, width).lines() {
        let _ = writeln!(output, "{}", paint.dim(line));
    }
    output.push('\n');
    for lead in &page.lead {
        output.push_str(&paragraph(lead, paint, width));
    }
    if let Some(options) = &page.options {
        output.push_str(&option_table(options, page, paint, width));
    }
    if let Some(contributions) = &page.contributions {
        output.push_str(&contribution_table(contributions, paint, width));
    }
    for shown in [&page.turns, &page.tornado, &page.finding_out, &page.stability].into_iter().flatten() {
        output.push_str(&table_block(shown, paint, width));
    }
    if let Some(deciders) = &page.deciders {
        output.push('\n');
        output.push_str(&evidence(deciders, paint, width));
    }
    if let Some(scenarios) = &page.scenarios {
        output.push_str(&table_block(scenarios, paint, width));
    }
    if let Some(opinions) = &page.opinions {
        output.push_str(&finding(opinions, paint, width));
        output.push_str(&below(opinions, paint, width));
    }
    output.push_str(&arguments(page, paint, width));
    color_marks(&output, paint)
}

fn option_table(options: &OptionTable, page: &ComparisonPage, paint: Paint, width: usize) -> String {
    let mut output = finding(&options.block, paint, width);
    let axis = options.axis.as_ref().map_or_else(String::new, |axis| ends(&axis.low_label, &axis.high_label));
    let mut money = Columns::new();
    money.add("Option", Align::Left, Fit::Whole, |row: &OptionRow| option(&row.option));
    if options.axis.is_some() {
        money.add(&axis, Align::Left, Fit::Picture, |row| range(row.bar.as_ref(), BAR_WIDTH));
        money.add(&options.cash_label, Align::Left, Fit::Whole, |row| cell(&row.cash));
    }
    if page.has_totals {
        money.add("Total of 100", Align::Left, Fit::Wrapped, |row| cell(&row.total));
    }
    if options.has_first {
        money.add("First in", Align::Left, Fit::Wrapped, |row| row.first.clone().unwrap_or_else(|| "–".to_owned()));
    }
    output.push_str(&money.draw(&options.rows, width));
    let mut ties = Columns::new();
    ties.add("Option", Align::Left, Fit::Whole, |row: &OptionRow| option(&row.option));
    if options.axis.is_some() {
        ties.add("Present value", Align::Left, Fit::Wrapped, |row| cell(&row.present_value));
        if let Some(label) = options.income_label {
            ties.add(label, Align::Left, Fit::Wrapped, |row| cell(&row.income));
        }
        ties.add("Cheapest in", Align::Left, Fit::Wrapped, |row| cell(&row.cheapest));
    }
    if page.has_ready {
        ties.add("Ready", Align::Left, Fit::Wrapped, |row| cell(&row.ready));
    }
    if options.has_losses {
        ties.add("Loss a year", Align::Left, Fit::Wrapped, |row| cell(&row.loss));
    }
    if options.has_exit {
        ties.add("To leave", Align::Left, Fit::Wrapped, |row| cell(&row.exit));
    }
    if ties.columns.len() > 1 {
        output.push('\n');
        output.push_str(&ties.draw(&options.rows, width));
    }
    let star = options.chosen_by.map_or_else(String::new, |reason| format!("* {reason}. "));
    output.push_str(&caption(&format!("{star}{}", options.caption), paint, width));
    output.push_str(&below(&options.block, paint, width));
    output
}

fn contribution_table(contributions: &ContributionTable, paint: Paint, width: usize) -> String {
    let mut output = finding(&contributions.block, paint, width);
    let abreast = criteria_abreast(contributions, width);
    for first in (0..contributions.criteria.len()).step_by(abreast) {
        let mut columns = Columns::new();
        columns.add("Option", Align::Left, Fit::Whole, |row: &crate::report::ContributionRow| option(&row.option));
        for (idx, criterion) in contributions.criteria.iter().enumerate().skip(first).take(abreast) {
            columns.add(&clean(&criterion.label), Align::Left, Fit::Whole, move |row| {
                row.cells.get(idx).map_or_else(String::new, contribution)
            });
        }
        if first + abreast >= contributions.criteria.len() {
            columns.add("Total", Align::Right, Fit::Whole, |row| {
                row.total.figure.as_ref().map_or_else(|| cell(&row.total), |figure| figure.figure.clone())
            });
        }
        if first > 0 {
            output.push('\n');
        }
        output.push_str(&columns.draw(&contributions.rows, width));
    }
    output.push_str(&below(&contributions.block, paint, width));
    output
}

/// How many criteria stand side by side: as many as fit, at least one.
fn criteria_abreast(contributions: &ContributionTable, width: usize) -> usize {
    const GAP: usize = 2;
    let options = contributions.rows.iter().map(|row| option(&row.option).width()).max().unwrap_or(0);
    let word = |label: &str| clean(label).split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0);
    let labels = contributions.criteria.iter().map(|criterion| word(&criterion.label)).max().unwrap_or(0);
    let column = labels.max("24 ".len() + CONTRIBUTION_WIDTH) + GAP;
    let taken = INDENT + options + GAP + "Total".len();
    (width.saturating_sub(taken) / column).max(1)
}

/// `24 ██████··`
fn contribution(cell: &crate::report::ContributionCell) -> String {
    let share = |percent: Option<f64>| percent.map_or(0.0, |percent| percent / 100.0);
    let points = cell.points.as_deref().unwrap_or("–");
    match &cell.bar {
        Some(bar) => format!("{points:>2} {}", contribution_bar(share(bar.high), share(bar.limit), CONTRIBUTION_WIDTH)),
        None => format!("{points:>2}"),
    }
}

/// A finding, its table, and what stands below that.
fn table_block(shown: &TableBlock, paint: Paint, width: usize) -> String {
    let table = shown.table.as_ref().map_or_else(String::new, |table| evidence(table, paint, width));
    format!("{}{table}{}", finding(&shown.block, paint, width), below(&shown.block, paint, width))
}

fn arguments(page: &ComparisonPage, paint: Paint, width: usize) -> String {
    if page.arguments.is_empty() {
        return String::new();
    }
    let mut output = format!("\n{}\n", paint.bold(&clean(&page.arguments_finding)));
    for row in &page.arguments {
        let detail = row.option.detail.as_deref().map_or_else(String::new, |detail| format!(" {detail}"));
        output.push_str(&indented(&format!("{}{detail}", option(&row.option)), INDENT, width));
        for (sign, texts) in [("+", &row.pros), ("-", &row.cons), ("·", &row.neutral)] {
            for text in texts {
                let mut lines = crate::term::wrap(&clean(text), width.saturating_sub(6).max(20)).into_iter();
                let _ = writeln!(output, "    {sign} {}", lines.next().unwrap_or_default());
                lines.for_each(|line| {
                    let _ = writeln!(output, "      {line}");
                });
            }
        }
    }
    output
}

/// The same figures as markdown, for a pull request.
pub fn comparison_markdown(page: &ComparisonPage) -> String {
    let mut output = format!("**{}**\n\n", markdown(&page.title));
    for lead in &page.lead {
        let sentences: Vec<String> = lead.sentences.iter().map(|prose| markdown(&prose.plain())).collect();
        let _ = writeln!(output, "{}\n", sentences.join(" "));
    }
    if let Some(options) = &page.options {
        let income = options.income_label.map_or_else(String::new, |label| format!(" {label} |"));
        let _ =
            writeln!(output, "| Option | {} | Present value |{income} Ready | Total | First in |", options.cash_label);
        let rule = if options.income_label.is_some() { " --- |" } else { "" };
        let _ = writeln!(output, "| --- | --- | --- |{rule} --- | --- | --- |");
        for row in &options.rows {
            let mut cells = vec![option(&row.option), cell(&row.cash), cell(&row.present_value)];
            cells.extend(options.income_label.map(|_| cell(&row.income)));
            cells.extend([cell(&row.ready), cell(&row.total), row.first.clone().unwrap_or_default()]);
            let cells: Vec<String> = cells.iter().map(|text| markdown(text)).collect();
            let _ = writeln!(output, "| {} |", cells.join(" | "));
        }
        let _ = writeln!(output, "\n{}", markdown(&options.caption));
    }
    color_marks(&output, Paint::default())
}

/// Text that stays text in markdown.
pub(super) fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in clean(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '&' | '~') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn cell(cell: &Cell) -> String {
    clean(&cell.plain())
}

/// A cell of a row.
type Draw<'a, R> = Box<dyn Fn(&R) -> String + 'a>;

/// Columns that are only there when they have something to say.
struct Columns<'a, R> {
    columns: Vec<(String, Align, Fit, Draw<'a, R>)>,
}

impl<'a, R> Columns<'a, R> {
    fn new() -> Self {
        Self { columns: Vec::new() }
    }

    fn add(&mut self, head: &str, align: Align, fit: Fit, draw: impl Fn(&R) -> String + 'a) {
        self.columns.push((head.to_owned(), align, fit, Box::new(draw)));
    }

    fn draw(&self, rows: &[R], width: usize) -> String {
        let columns: Vec<Column<'_>> =
            self.columns.iter().map(|(head, align, fit, _)| Column { head, align: *align, fit: *fit }).collect();
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| self.columns.iter().map(|(.., draw)| draw(row)).collect()).collect();
        inset(&table(&columns, &rows, width.saturating_sub(INDENT)))
    }
}
