//! `adr compare` in the terminal: the page's figures in 80 columns.

use crate::report::{
    Bar, Cell, ComparisonPage, ContributionTable, DeciderRow, DeciderTable, FindingOut, OptionHead, OptionRow,
    OptionTable, ScenarioRow, ScenarioTable, StabilityRow, StabilityTable, TornadoRow, TornadoTable, TurnTable,
    WorthRow,
};
use crate::term::prose::{INDENT, below, color_marks, finding, indented, option, paragraph, range};
use crate::term::{Align, Column, Fit, Paint, clean, contribution_bar, table};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// Columns of a range bar.
const BAR_WIDTH: usize = 16;
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
    if let Some(turns) = &page.turns {
        output.push_str(&turn_table(turns, paint, width));
    }
    if let Some(tornado) = &page.tornado {
        output.push_str(&tornado_table(tornado, paint, width));
    }
    if let Some(finding_out) = &page.finding_out {
        output.push_str(&worth_table(finding_out, paint, width));
    }
    if let Some(stability) = &page.stability {
        output.push_str(&stability_table(stability, paint, width));
    }
    if let Some(deciders) = &page.deciders {
        output.push_str(&decider_table(deciders, paint, width));
    }
    if let Some(scenarios) = &page.scenarios {
        output.push_str(&scenario_table(scenarios, paint, width));
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
    let axis = options.axis.as_ref().map_or_else(String::new, |axis| {
        let gap = BAR_WIDTH.saturating_sub(axis.low_label.chars().count() + axis.high_label.chars().count());
        format!("{}{}{}", axis.low_label, " ".repeat(gap), axis.high_label)
    });
    let mut money = Columns::new();
    money.add("Option", Align::Left, Fit::Whole, |row: &OptionRow| option(&row.option));
    if options.axis.is_some() {
        money.add(&axis, Align::Left, Fit::Picture, |row| range(row.bar.as_ref(), BAR_WIDTH));
        money.add(&options.cash_label, Align::Left, Fit::Whole, |row| cell(&row.cash));
    }
    if page.has_totals {
        money.add("Total of 100", Align::Left, Fit::Wrapped, |row| cell(&row.total));
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
    for line in indented(&format!("{star}{}", options.caption), INDENT, width).lines() {
        let _ = writeln!(output, "{}", paint.dim(line));
    }
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

fn turn_table(turns: &TurnTable, paint: Paint, width: usize) -> String {
    let mut output = finding(&turns.block, paint, width);
    let mut columns = Columns::new();
    columns.add("What we assume", Align::Left, Fit::Wrapped, |row: &crate::report::TurnRow| clean(&row.input));
    columns.add("Now", Align::Left, Fit::Wrapped, |row| clean(&row.now));
    columns.add("Turns", Align::Left, Fit::Wrapped, |row| clean(&row.at));
    columns.add("Then first", Align::Left, Fit::Whole, |row| option(&row.then));
    columns.add("How likely", Align::Left, Fit::Wrapped, |row| clean(&row.likelihood));
    output.push_str(&columns.draw(&turns.rows, width));
    output.push_str(&below(&turns.block, paint, width));
    output
}

fn stability_table(stability: &StabilityTable, paint: Paint, width: usize) -> String {
    let mut output = finding(&stability.block, paint, width);
    let mut columns = Columns::new();
    columns.add("Weight of", Align::Left, Fit::Whole, |row: &StabilityRow| clean(&row.name));
    columns.add("", Align::Left, Fit::Whole, |row| clean(&row.now));
    columns.add("0            100", Align::Left, Fit::Picture, |row| range(row.bar.as_ref(), BAR_WIDTH));
    columns.add(&clean(&stability.stays_label), Align::Left, Fit::Wrapped, |row| clean(&row.stays));
    columns.add("Beyond that", Align::Left, Fit::Wrapped, |row| {
        let beyond: Vec<String> = row
            .beyond
            .iter()
            .map(|(head, side)| side.map_or_else(|| option(head), |side| format!("{} {side}", option(head))))
            .collect();
        if beyond.is_empty() { "no switch".to_owned() } else { beyond.join(", ") }
    });
    output.push_str(&columns.draw(&stability.rows, width));
    output.push_str(&below(&stability.block, paint, width));
    output
}

fn tornado_table(tornado: &TornadoTable, paint: Paint, width: usize) -> String {
    let mut output = finding(&tornado.block, paint, width);
    let axis = ends(&tornado.axis.low_label, &tornado.axis.high_label);
    let mut columns = Columns::new();
    columns.add("What we assume", Align::Left, Fit::Wrapped, |row: &TornadoRow| clean(&row.input));
    columns.add("From, to", Align::Left, Fit::Wrapped, |row| clean(&row.range));
    columns.add(&axis, Align::Left, Fit::Picture, |row| lead_bar(&row.bar, BAR_WIDTH));
    columns.add("Lead", Align::Left, Fit::Whole, |row| {
        format!("{}{}", clean(&row.lead), if row.does_cross { " turns" } else { "" })
    });
    output.push_str(&columns.draw(&tornado.rows, width));
    caption(&mut output, &tornado.caption, paint, width);
    output.push_str(&below(&tornado.block, paint, width));
    output
}

fn worth_table(finding_out: &FindingOut, paint: Paint, width: usize) -> String {
    let mut output = finding(&finding_out.block, paint, width);
    if let Some(axis) = &finding_out.axis {
        let axis = ends(&axis.low_label, &axis.high_label);
        let mut columns = Columns::new();
        columns.add("Knowing for sure", Align::Left, Fit::Wrapped, |row: &WorthRow| clean(&row.input));
        columns.add(&axis, Align::Left, Fit::Picture, |row| {
            contribution_bar(row.bar.high.unwrap_or(0.0) / 100.0, 0.0, BAR_WIDTH)
        });
        columns.add("is worth", Align::Right, Fit::Whole, |row| clean(&row.worth));
        output.push_str(&columns.draw(&finding_out.rows, width));
        caption(&mut output, &finding_out.caption, paint, width);
    }
    output.push_str(&below(&finding_out.block, paint, width));
    output
}

fn decider_table(deciders: &DeciderTable, paint: Paint, width: usize) -> String {
    let mut output = "\n".to_owned();
    caption(&mut output, &deciders.caption, paint, width);
    let place = |place: &Option<(OptionHead, String)>| {
        place.as_ref().map_or_else(|| "–".to_owned(), |(head, total)| format!("{} {}", option(head), clean(total)))
    };
    let mut columns = Columns::new();
    columns.add("Decider", Align::Left, Fit::Wrapped, |row: &DeciderRow| clean(&row.role));
    columns.add("Weights", Align::Left, Fit::Wrapped, |row| clean(&row.weights));
    columns.add("First", Align::Left, Fit::Whole, move |row| place(&row.first));
    columns.add("Next", Align::Left, Fit::Whole, move |row| place(&row.second));
    output.push_str(&columns.draw(&deciders.rows, width));
    output
}

fn scenario_table(scenarios: &ScenarioTable, paint: Paint, width: usize) -> String {
    let mut output = finding(&scenarios.block, paint, width);
    let head = |head: &Option<OptionHead>| head.as_ref().map_or_else(|| "–".to_owned(), option);
    let mut columns = Columns::new();
    columns.add("What happens", Align::Left, Fit::Wrapped, |row: &ScenarioRow| clean(&row.what));
    columns.add("To", Align::Left, Fit::Whole, move |row| head(&row.to));
    columns.add("Extra cost", Align::Left, Fit::Wrapped, |row| cell(&row.extra));
    columns.add(&clean(&scenarios.holds_label), Align::Left, Fit::Wrapped, |row| clean(row.holds.word));
    columns.add("Then first", Align::Left, Fit::Whole, move |row| head(&row.first));
    columns.add("Totals", Align::Left, Fit::Wrapped, |row| clean(row.totals.as_deref().unwrap_or("–")));
    output.push_str(&columns.draw(&scenarios.rows, width));
    caption(&mut output, &scenarios.caption, paint, width);
    output.push_str(&below(&scenarios.block, paint, width));
    output
}

/// A range on a scale with zero inside: `  ━━│━┿━ `.
fn lead_bar(bar: &Bar, width: usize) -> String {
    let at = |percent: f64| ((percent / 100.0).clamp(0.0, 1.0) * (width - 1) as f64).round() as usize;
    let (low, high) = (at(bar.low.unwrap_or(0.0)), at(bar.high.unwrap_or(0.0)));
    let (low, high) = (low.min(high), low.max(high));
    let (zero, now) = (at(bar.zero), bar.mid.map(at));
    (0..width)
        .map(|cell| match cell {
            cell if Some(cell) == now => '┿',
            cell if cell == zero => '│',
            cell if (low..=high).contains(&cell) => '━',
            _ => ' ',
        })
        .collect()
}

/// Both ends of a scale, a bar's width apart.
fn ends(low: &str, high: &str) -> String {
    let gap = BAR_WIDTH.saturating_sub(low.chars().count() + high.chars().count()).max(1);
    format!("{low}{}{high}", " ".repeat(gap))
}

fn caption(output: &mut String, text: &str, paint: Paint, width: usize) {
    for line in indented(text, INDENT, width).lines() {
        let _ = writeln!(output, "{}", paint.dim(line));
    }
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
        table(&columns, &rows, width.saturating_sub(INDENT))
            .lines()
            .map(|line| format!("{:INDENT$}{line}\n", ""))
            .collect()
    }
}
