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

/// Every sum is that of its rows, as printed; at least so many there are.
fn assert_sums(parts: &[Value], at_least: usize) {
    let mut summed = 0;
    for part in parts {
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
    assert!(summed >= at_least, "only {summed} figures have a sum");
}

#[test]
fn the_terms_of_every_figure_add_up_to_it() {
    let whole = trace(&sandbox(), "");
    // Weights; a total, a total-cost, cash, years, savings and losses of each option; three shifts; the study.
    assert_sums(whole["trace"]["parts"].as_array().expect("parts"), 25);
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
    assert!(refused.stderr.contains("did you mean `build`?"), "{}", refused.stderr);
    let refused = sandbox.adr(&["compare", "1", "--explain", "weather"]).expect(2);
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

/// A decision of the example company, as it is published.
struct Example {
    sandbox: Sandbox,
}

impl Example {
    fn new() -> Self {
        let sandbox = Sandbox::folder();
        sandbox.adr(&["init", "--demo", "demo", "--on", "2026-11-25"]).expect(0);
        Self { sandbox }
    }

    fn json(&self, args: &[&str]) -> Value {
        let all = ["-C", "demo", "compare", "12", "--format", "json", "--on", "2026-11-25"];
        serde_json::from_str(&self.sandbox.adr(&[&all[..], args].concat()).expect(0).stdout).expect("JSON")
    }

    /// The parts about these topics.
    fn parts(&self, about: &str) -> Vec<Value> {
        let traced = self.json(&["--explain", about]);
        traced["trace"]["parts"].as_array().expect("parts").clone()
    }
}

fn values(part: &Value) -> Vec<(String, f64)> {
    let rows = part["rows"].as_array().expect("rows");
    let value = |row: &Value| {
        (row["what"].as_str().expect("what").to_owned(), printed(row["value"].as_str().expect("a value")).0)
    };
    rows.iter().map(value).collect()
}

#[test]
fn what_the_log_comes_to_stands_below_its_decisions() {
    let example = Example::new();
    let run = |format: &str| {
        let args = ["-C", "demo", "compare", "--all", "--format", format, "--on", "2026-11-25"];
        example.sandbox.adr(&args).expect(0).stdout
    };
    let document: Value = serde_json::from_str(&run("json")).expect("JSON");
    let [portfolio] = &document["whole"]["portfolios"].as_array().expect("portfolios")[..] else {
        panic!("one currency")
    };
    let median = |summary: &Value| summary["p50"].as_f64().expect("a median");
    let years = portfolio["years"].as_array().expect("years");
    let by_year: f64 = years.iter().filter_map(|year| year["in_force"]["mean"].as_f64()).sum();
    let cash = portfolio["cash"]["mean"].as_f64().expect("a mean");
    assert!((by_year / cash - 1.0).abs() < 1e-9, "{by_year} is not {cash}");
    let sets = portfolio["sets"].as_array().expect("sets");
    assert_eq!((portfolio["asks"].as_u64(), sets.len()), (Some(3), 7));
    let all = &sets[0];
    let over = all["years"].as_array().expect("years").iter().find(|year| year["fits"] == false).expect("one is over");
    let beyond = median(&over["cash"]) - over["budget"].as_f64().expect("a budget");

    let table = run("table");
    assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
    let plain = table.replace('\u{a0}', " ");
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in [
        format!("We have committed £{:.1}m", median(&portfolio["cash"]) / 1e6),
        format!("{} is £{:.0}k over budget", over["year"], (beyond / 1e4).round() * 10.0),
        format!("index (HHI) of {:.0}", portfolio["concentration"]["hhi"].as_f64().expect("an index"))
            .replace("3637", "3,637"),
        "The chance that a year loses more than £2m is under 1 in 100, within the 5% that we accept.".to_owned(),
        format!(
            "in the middle {:.2} times",
            document["whole"]["track_record"]["median_ratio"].as_f64().expect("a ratio")
        ),
        format!("score {:.2} (Brier)", document["whole"]["track_record"]["brier"].as_f64().expect("a score")),
    ] {
        assert!(plain.contains(&told), "`{told}` is not in {plain}");
    }
}

#[test]
fn each_sort_of_figure_of_a_comparison_is_traced() {
    let example = Example::new();
    let whole = example.parts("");
    assert_sums(&whole, 30);
    let topics: Vec<&str> =
        whole.iter().flat_map(|part| part["topics"].as_array().expect("topics")).filter_map(Value::as_str).collect();
    for topic in [
        "weights",
        "decider",
        "values",
        "unit",
        "stability",
        "shift",
        "weightings",
        "total",
        "score",
        "cost",
        "cash",
        "inputs",
        "ready",
        "late",
        "years",
        "limit",
        "savings",
        "exit",
        "loss",
        "loss-curve",
        "rank",
        "flip",
        "tornado",
        "scenario",
        "opinion",
        "evpi",
        "log",
        "concentration",
        "put-off",
    ] {
        assert!(topics.contains(&topic), "nothing traces `{topic}`");
    }
}

#[test]
fn scenarios_curves_and_suppliers_are_those_of_the_analysis() {
    let example = Example::new();
    let figures = example.json(&[]);
    let decision = &figures["decision"];

    let scenarios = decision["scenarios"].as_array().expect("scenarios");
    let parts = example.parts("scenarios");
    assert_eq!(parts.len(), scenarios.len());
    for (part, scenario) in parts.iter().zip(scenarios) {
        let totals = scenario["totals"].as_object().expect("totals");
        let mut known: Vec<String> =
            totals.values().filter_map(Value::as_f64).map(|total| format!("{total:.2}")).collect();
        let mut shown: Vec<String> = values(part).iter().map(|(_, total)| format!("{total:.2}")).collect();
        known.sort();
        shown.sort();
        assert_eq!(known, shown, "{part:#}");
    }

    for when in ["before", "after"] {
        let concentration = &example.parts(&format!("hhi.{when}"))[0];
        let squares: f64 = values(concentration).iter().map(|(_, square)| square).sum();
        let hhi = decision["concentration"][when]["hhi"].as_f64().expect("an index");
        assert!((squares - hhi).abs() < 0.5, "{squares} is not {hhi}");
    }

    let build = &example.parts("build.loss-curve")[0];
    let against = decision["options"]
        .as_array()
        .and_then(|options| options.iter().find(|option| option["name"] == "build"))
        .and_then(|option| option["loss_curve"]["against"].as_array())
        .expect("an appetite");
    let rows = values(build);
    for point in against {
        let loss = point["loss"].as_f64().expect("a loss");
        let traced = rows.iter().find(|(what, _)| what.starts_with("more than") && printed(what).0 == loss);
        let chance = point["chance"].as_f64().expect("a chance");
        assert!(traced.is_some_and(|(_, found)| (found - chance).abs() < 0.000_51), "{loss}: {build:#}");
    }
}
