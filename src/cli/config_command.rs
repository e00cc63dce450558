//! `adr config`: what is in force, and where each value comes from.

use crate::cli::config::DefaultDay;
use crate::cli::config::{self, Config, Origin};
use crate::cli::context::{Context, Talk};
use crate::cli::outcome::Outcome;
use crate::cli::print;
use crate::model::{Book, Prices, Timing, WeightSpec};
use crate::record::{self, Depth, Why};
use crate::repo::{self, Reading};
use crate::term::{Align, Column, Fit, clean, table};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Show the settings in force and where each comes from
///
/// A flag wins over the environment, that over a record's own front matter, that over book.toml,
/// that over the default.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  adr config --format json")]
pub(crate) struct ConfigArgs {
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: ConfigFormat,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ConfigFormat {
    /// For people
    Table,
    /// For programs: adr-config/1
    Json,
}

struct Row {
    key: &'static str,
    value: Value,
    origin: Origin,
}

pub(crate) fn run(args: &ConfigArgs, context: &Context) -> anyhow::Result<Outcome> {
    let reading = repo::read(&context.request())?;
    let (config, findings) = config::settle(context, &reading);
    let rows = rows(context, &reading, &config);
    print::out(&match args.format {
        ConfigFormat::Json => as_json(&reading, &rows),
        ConfigFormat::Table => {
            let passed_over = match context.talk {
                Talk::Verbose => record::parse_log(&reading.snapshot, &config.book, Depth::Listed).passed_over,
                Talk::Quiet | Talk::Normal => Vec::new(),
            };
            as_table(&reading, &passed_over, &rows, print::width(context))
        }
    })?;
    if !findings.is_empty() {
        print::say(context, "some settings could not be used; `adr check` says which, and why");
    }
    Ok(Outcome::Clean)
}

fn rows(context: &Context, reading: &Reading, config: &Config) -> Vec<Row> {
    let mut rows: Vec<Row> =
        settings(&config.book).into_iter().map(|(key, value)| Row { key, value, origin: config.origin(key) }).collect();
    for (key, default) in
        [("on (publish, compare)", DefaultDay::Version), ("on (agenda, check, new)", DefaultDay::Today)]
    {
        let (day, origin) = config::as_of_with_origin(context, &reading.snapshot, default);
        rows.push(Row { key, value: json!(day.to_string()), origin });
    }
    rows
}

/// Every setting by its key in `book.toml`, as it is in force.
fn settings(book: &Book) -> Vec<(&'static str, Value)> {
    let map = |pairs: Vec<(String, Value)>| Value::Object(pairs.into_iter().collect());
    let texts = |pairs: &[(String, String)]| map(pairs.iter().map(|(k, v)| (k.clone(), json!(v))).collect());
    let by_year = |pairs: &std::collections::BTreeMap<i16, f64>| {
        map(pairs.iter().map(|(year, amount)| (year.to_string(), json!(amount))).collect())
    };
    let criteria = book.criteria.criteria.iter().enumerate().map(|(idx, criterion)| {
        let said = match book.criteria.weights {
            WeightSpec::Rank => json!(format!("rank {}", idx + 1)),
            WeightSpec::Pairwise(_) => json!("by pairs"),
            WeightSpec::Points => json!(criterion.points),
        };
        (criterion.id.clone(), said)
    });
    let authority = book.authority.iter().map(|step| json!({ "up-to": step.up_to, "by": step.by }));
    vec![
        ("title", json!(book.title)),
        ("authors", json!(book.authors)),
        ("description", json!(book.description)),
        ("language", json!(book.language)),
        ("ignore", json!(book.ignore)),
        ("site", json!(book.site)),
        ("site-url", json!(book.site_url)),
        ("public", json!(book.is_public)),
        ("static", json!(book.static_folder)),
        ("currency", json!(book.currency.as_ref().map(crate::model::Currency::code))),
        ("horizon", json!(book.horizon_years)),
        ("discount-rate", json!(book.discount_rate)),
        ("prices", json!(if book.prices == Prices::Real { "real" } else { "nominal" })),
        ("timing", json!(if book.timing == Timing::End { "end" } else { "mid" })),
        ("fiscal-year-start", json!(book.fiscal_year_start)),
        ("draws", json!(book.draws)),
        ("seed", json!(book.seed)),
        ("criteria", map(criteria.collect())),
        ("drivers", json!(book.drivers.iter().map(|(name, _)| name).collect::<Vec<_>>())),
        ("areas", texts(&book.areas)),
        (
            "appetite",
            json!({ "annual-loss": book.appetite.annual_loss, "supplier-share": book.appetite.supplier_share }),
        ),
        ("budget", by_year(&book.budget)),
        ("capacity", by_year(&book.capacity)),
        ("authority", Value::Array(authority.collect())),
        ("goals", texts(&book.goals)),
        ("last-meeting", json!(book.last_meeting.map(|day| day.to_string()))),
        ("next-meeting", json!(book.next_meeting.map(|day| day.to_string()))),
        ("acceptable", json!(book.acceptable)),
        ("close-call", json!({ "share": book.close_call.share, "shift": book.close_call.shift })),
        (
            "theme",
            json!({ "name": book.theme.name, "logo": book.theme.logo, "accent": book.theme.accent,
                    "marking": book.theme.marking, "templates": book.theme.templates }),
        ),
        ("may-change", json!(book.may_change)),
        ("lint", json!(book.lint.iter().map(|setting| &setting.rule).collect::<Vec<_>>())),
    ]
}

fn as_json(reading: &Reading, rows: &[Row]) -> String {
    let folders: Vec<Value> =
        reading.folders.iter().map(|folder| json!({ "path": folder.path, "reason": folder.reason })).collect();
    let settings: Vec<Value> =
        rows.iter().map(|row| json!({ "key": row.key, "value": row.value, "origin": row.origin.describe() })).collect();
    let whole = json!({
        "schema": "adr-config/1",
        "root": reading.root.display().to_string(),
        "commit": reading.snapshot.commit.as_ref().map(|commit| &commit.id),
        "has_uncommitted_changes": reading.snapshot.has_uncommitted_changes,
        "folders": folders,
        "settings": settings,
    });
    crate::export::pretty(&whole)
}

fn as_table(reading: &Reading, passed_over: &[(String, Why)], rows: &[Row], width: usize) -> String {
    let mut output = format!("Root: {}\n", clean(&reading.root.display().to_string()));
    if let Some(commit) = reading.snapshot.short_commit() {
        let changed = if reading.snapshot.has_uncommitted_changes { ", with uncommitted changes" } else { "" };
        let _ = writeln!(output, "Commit: {commit}{changed}");
    }
    for folder in &reading.folders {
        let path = if folder.path.is_empty() { "." } else { &folder.path };
        let _ = writeln!(output, "Records: {} ({})", clean(path), folder.reason);
    }
    for (path, why) in passed_over {
        let _ = writeln!(output, "Passed over: {} ({})", clean(path), why.describe());
    }
    let column = |head, fit| Column { head, align: Align::Left, fit };
    let columns = [column("Setting", Fit::Whole), column("Value", Fit::Wrapped), column("From", Fit::Whole)];
    let cells: Vec<Vec<String>> =
        rows.iter().map(|row| vec![row.key.to_owned(), clean(&told(row)), row.origin.describe().to_owned()]).collect();
    let _ = write!(output, "\n{}", table(&columns, &cells, width));
    output
}

/// A row's value as a person reads it: shares as percents, long sentences by their names alone.
fn told(row: &Row) -> String {
    let percent = |value: &Value| {
        value.as_f64().map_or_else(|| in_words(value), |share| format!("{}%", (share * 1e6).round() / 1e4))
    };
    let names = |value: &Value| {
        let names: Vec<String> = value.as_object().map(|map| map.keys().cloned().collect()).unwrap_or_default();
        in_words(&json!(names))
    };
    let by_step = |step: &Value| match step["up-to"].as_f64() {
        Some(limit) => format!("{} up to {limit}", in_words(&step["by"])),
        None => format!("{} beyond", in_words(&step["by"])),
    };
    match (row.key, &row.value) {
        ("discount-rate", value @ Value::Number(_)) => percent(value),
        ("areas" | "goals", value) => names(value),
        ("authority", Value::Array(steps)) if !steps.is_empty() => {
            steps.iter().map(by_step).collect::<Vec<_>>().join(", ")
        }
        ("close-call", value) => {
            format!("share below {}, shift below {}", percent(&value["share"]), in_words(&value["shift"]))
        }
        ("appetite", value) => in_words(&json!({ "annual-loss": value["annual-loss"], "supplier-share":
            Some(&value["supplier-share"]).filter(|share| !share.is_null()).map(percent) })),
        (_, value) => in_words(value),
    }
}

/// A value on one line, `–` where there is none.
fn in_words(value: &Value) -> String {
    let nothing = || "–".to_owned();
    let joined = |parts: Vec<String>| if parts.is_empty() { nothing() } else { parts.join(", ") };
    match value {
        Value::Null => nothing(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string().trim_end_matches(".0").to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => joined(items.iter().map(in_words).collect()),
        Value::Object(entries) => joined(
            entries
                .iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(key, value)| format!("{key} {}", in_words(value)))
                .collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_like_words() {
        assert_eq!(in_words(&json!({ "cost": 35.0, "logo": null, "risk": 30 })), "cost 35, risk 30");
        assert_eq!(in_words(&json!([])), "–");
        assert_eq!(in_words(&json!(["CTO", "CFO"])), "CTO, CFO");
        let row = |key, value| told(&Row { key, value, origin: Origin::Default });
        assert_eq!(row("discount-rate", json!(0.07)), "7%");
        let steps = json!([{ "up-to": 250_000.0, "by": "CTO" }, { "up-to": null, "by": "Board" }]);
        assert_eq!(row("authority", steps), "CTO up to 250000, Board beyond");
    }
}
