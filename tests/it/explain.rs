//! `compare --explain`: what is printed adds up, and points to where it is stated.

use crate::sandbox::Sandbox;
use serde_json::Value;

const SIGN_IN: &str = include_str!("../examples/sign-in.md");

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-sign-in.md", SIGN_IN);
    sandbox
}

fn trace(sandbox: &Sandbox, about: &str) -> Value {
    let args = ["compare", "1", "--explain", about, "--format", "json", "--on", "2026-11-25"];
    serde_json::from_str(&sandbox.adr(&args).expect(0).stdout).expect("JSON")
}

/// A printed figure, and what its last digit is worth: `€1,784.7k` is 1784700, to 100.
fn printed(text: &str) -> (f64, f64) {
    let unit = match text.chars().last() {
        Some('k') => 1e3,
        Some('m') => 1e6,
        Some('%') => 0.01,
        _ => 1.0,
    };
    let sign = if text.starts_with('\u{2212}') { -1.0 } else { 1.0 };
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| i32::try_from(decimals.len()).unwrap_or(0));
    let value: f64 = digits.parse().unwrap_or_else(|_| panic!("`{text}` is a figure"));
    (sign * value * unit, unit * 10f64.powi(-decimals))
}

#[test]
fn the_terms_of_every_figure_add_up_to_it() {
    let sandbox = sandbox();
    let whole = trace(&sandbox, "");
    let mut summed = 0;
    for part in whole["trace"]["parts"].as_array().expect("parts") {
        let Some(sum) = part["sum"]["value"].as_str() else { continue };
        let rows = part["rows"].as_array().expect("rows");
        let is_study = part["topics"].as_array().is_some_and(|topics| topics.contains(&"study".into()));
        let terms = rows.iter().filter(|row| !is_study || !row["what"].as_str().unwrap_or("").starts_with("resolves"));
        let (mut total, mut doubt) = (0.0, 0.0);
        for term in terms {
            let (value, last) = printed(term["value"].as_str().expect("a value"));
            total += value;
            doubt += last;
        }
        let (sum, last) = printed(sum);
        assert!((total - sum).abs() <= f64::midpoint(doubt, last) + 1e-9, "{total} is not {sum}: {part:#}");
        summed += 1;
    }
    // Weights; a total, a total-cost, cash and losses of each of four options; three shifts; the study.
    assert!(summed >= 20, "only {summed} figures have a sum");
}

#[test]
fn the_figures_are_those_of_the_analysis() {
    let sandbox = sandbox();
    let args = ["compare", "1", "--format", "json", "--on", "2026-11-25"];
    let figures: Value = serde_json::from_str(&sandbox.adr(&args).expect(0).stdout).expect("JSON");
    for option in figures["decision"]["options"].as_array().expect("options") {
        let name = option["name"].as_str().expect("a name");
        let traced = trace(&sandbox, &format!("{name}.total"));
        let value = traced["trace"]["parts"][0]["value"].as_str().expect("a total");
        assert_eq!(value, format!("{:.2}", option["total"]["mean"].as_f64().expect("a mean")), "{name}");
        let traced = trace(&sandbox, &format!("{name}.total-cost"));
        let (value, last) = printed(traced["trace"]["parts"][0]["value"].as_str().expect("a cost"));
        let mean = option["total_cost"]["mean"].as_f64().expect("a mean");
        assert!((value - mean).abs() <= last / 2.0 + 1e-6, "{name}: {value} is not {mean}");
    }
}

#[test]
fn places_are_where_the_numbers_stand() {
    let sandbox = sandbox();
    let traced = trace(&sandbox, "build.inputs");
    let rows = traced["trace"]["parts"][0]["rows"].as_array().expect("rows");
    let once = rows.iter().find(|row| row["what"] == "cost.once").expect("what it costs once");
    let (line, column) = once["place"].as_str().and_then(|place| place.split_once(':')).expect("a place");
    let (line, column): (usize, usize) = (line.parse().expect("a line"), column.parse().expect("a column"));
    let text = SIGN_IN.lines().nth(line - 1).expect("that line");
    assert!(text[column - 1..].starts_with("450k / 600k / 1.1m"), "{text}");
}

#[test]
fn a_trace_fits_a_terminal_and_a_wrong_word_is_told() {
    let sandbox = sandbox();
    let whole = sandbox.adr(&["compare", "--explain", "1", "--on", "2026-11-25"]).expect(0).stdout;
    for line in whole.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let refused = sandbox.adr(&["compare", "1", "--explain", "bild"]).expect(2);
    assert!(refused.stderr.contains("total-cost"), "{}", refused.stderr);
}

#[test]
fn a_log_is_compared_line_by_line() {
    let sandbox = sandbox();
    sandbox.write("decisions/0002-plain.md", "# A plain record\n\nNo figures.\n");
    let run = |format: &str| sandbox.adr(&["compare", "--all", "--format", format, "--on", "2026-11-25"]).expect(0);
    let document: Value = serde_json::from_str(&run("json").stdout).expect("JSON");
    let decisions = document["decisions"].as_array().expect("decisions");
    assert_eq!(decisions.len(), 1);
    assert_eq!((&decisions[0]["leader"], &decisions[0]["runner_up"]), (&"build".into(), &"partner".into()));
    assert!(decisions[0]["lead"].as_f64().is_some_and(|lead| (3.0..5.0).contains(&lead)), "{document}");
    assert!(run("csv").stdout.starts_with("number,id,path,title,status,leader"));
    assert!(run("md").stdout.contains("| Build |"));
    let table = run("table").stdout;
    assert!(table.contains("■ Build") && table.contains("1 of 2 records have figures"), "{table}");
    assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
    sandbox.adr(&["compare"]).expect(2);
}
