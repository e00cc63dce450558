//! Worked examples from papers, manuals and textbooks: our own in `tests/examples/methods`, always, and more from the
//! folder that `ADR_VECTORS` names.
//!
//! One JSON file an example; its `method` says which of our functions answers it. Each file gets one printed line: ok,
//! failed, or skipped with the name of a method that we do not have. What was not run is told even where the lines of a
//! passing test are hidden.

mod closed_form;
mod compare;
mod drawn;
mod neutral;
mod opinions;
mod whole_log;
mod worth;

use crate::sandbox::tell;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// What our functions say to an example: the same keys as its `expected`, as far as we have them.
type Answer = Result<Value, String>;

/// Answers an example, or `None` for a method that we do not have.
fn answer(method: &str, inputs: &Value) -> Option<Answer> {
    Some(match method {
        "weights.normalise" => closed_form::normalized_weights(inputs),
        "weights.ahp" => closed_form::compared_in_pairs(inputs),
        "smaa2" | "smaa2.exact3" => drawn::all_weightings(inputs),
        "weights.roc" => closed_form::rank_order(inputs),
        "value.function" => closed_form::values(inputs),
        "mavt.additive" => closed_form::additive(inputs),
        "dependency.shock" => closed_form::shocks(inputs),
        "topsis" => opinions::topsis(inputs),
        "promethee2" => opinions::promethee(inputs),
        "vikor" => opinions::vikor(inputs),
        "dominance" => closed_form::dominance(inputs),
        "finance.npv" => closed_form::npv(inputs),
        "finance.payback" => closed_form::payback(inputs),
        "finance.discount_factors" => closed_form::discount_factors(inputs),
        "finance.tco" => closed_form::total_cost_of_ownership(inputs),
        "finance.break_even" => closed_form::break_even(inputs),
        "sens.weight_stability" => closed_form::weight_stability(inputs),
        "sens.min_weight_shift" => closed_form::least_weight_shift(inputs),
        "sens.score_break_even" => closed_form::score_break_even(inputs),
        "risk.optimism_bias" => closed_form::optimism_bias(inputs),
        "risk.lec_lognormal" => whole_log::loss_exceedance(inputs),
        "dependency.hhi" => whole_log::concentration(inputs),
        "calibration.ratio" => whole_log::ratios(inputs),
        "calibration.coverage" => whole_log::coverage(inputs),
        "calibration.brier" => whole_log::brier(inputs),
        "risk.ale" => drawn::annual_loss(inputs),
        "dist.summary" => drawn::distribution(inputs),
        "mc.cost_model" => drawn::cost_model(inputs),
        "voi.normal_pair" => worth::normal_pair(inputs),
        "voi.lognormal_pair" => worth::lognormal_pair(inputs),
        "sens.tornado" => worth::tornado(inputs),
        "e2e.short_record" => drawn::short_record(inputs),
        _ => return None,
    })
}

#[test]
fn our_own_worked_examples() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("examples").join("methods");
    let run = run_all(&folder);
    assert!(run.passed.len() >= 25, "{} examples passed", run.passed.len());
    assert!(run.skipped.is_empty(), "our own examples are of methods that we have: {:?}", run.skipped);
}

#[test]
fn worked_examples() {
    let Some(folder) = std::env::var_os("ADR_VECTORS").map(PathBuf::from) else {
        tell("SKIPPED: worked_examples, the large set: ADR_VECTORS names no folder (our own examples did run)");
        return;
    };
    let run = run_all(&folder);
    if !run.skipped.is_empty() {
        let count = run.skipped.len();
        tell(&format!("SKIPPED: worked_examples, {count} of methods that we do not have: {}", run.skipped.join(", ")));
    }
}

/// What came of the examples of a folder; those that fail end the test.
#[derive(Default)]
struct Run {
    /// File names.
    passed: Vec<String>,
    /// Names of methods.
    skipped: Vec<String>,
}

fn run_all(folder: &Path) -> Run {
    let mut all = Run::default();
    let mut failures = Vec::new();
    for path in example_files(folder) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let example = read(&path);
        let method = example.as_ref().ok().and_then(|example| example["method"].as_str()).unwrap_or("?").to_owned();
        match example.and_then(|example| run(&example)) {
            Ok(Outcome::Passed { count, beyond }) => {
                let beyond =
                    if beyond.is_empty() { String::new() } else { format!(", beyond us: {}", beyond.join(", ")) };
                print_line(&format!("ok       {name}  {method} ({count} figures{beyond})"));
                all.passed.push(name);
            }
            Ok(Outcome::Skipped) => {
                print_line(&format!("skipped  {name}  {method}"));
                all.skipped.push(method);
            }
            Err(why) => failures.push(format!("failed   {name}  {method}: {why}")),
        }
    }
    let (passed, skipped) = (all.passed.len(), all.skipped.len());
    print_line(&format!("{passed} passed, {} failed, {skipped} skipped", failures.len()));
    assert!(failures.is_empty(), "{failures:#?}");
    assert!(passed + skipped > 0, "no example in {}", folder.display());
    all
}

enum Outcome {
    Passed { count: usize, beyond: Vec<String> },
    Skipped,
}

/// Runs one example and holds the answer against everything that it states.
fn run(example: &Value) -> Result<Outcome, String> {
    let method = example["method"].as_str().ok_or("no `method`")?;
    let Some(answer) = answer(method, &example["inputs"]) else { return Ok(Outcome::Skipped) };
    let answer = answer?;
    let is_simulated = example["simulated"].as_bool().unwrap_or(false);
    let tolerance = if is_simulated { &example["tolerance_simulated"] } else { &example["tolerance"] };
    let mut comparison = compare::Comparison::default();
    for (stated, tolerance) in [
        ("expected", tolerance),
        ("published", &example["published_tolerance"]),
        ("identity", &example["identity_tolerance"]),
    ] {
        comparison.compare(stated, &example[stated], &answer, tolerance);
    }
    comparison.outcome().map(|(count, beyond)| Outcome::Passed { count, beyond })
}

fn read(path: &Path) -> Result<Value, String> {
    let text = std::fs::read_to_string(path).map_err(|why| why.to_string())?;
    serde_json::from_str(&text).map_err(|why| why.to_string())
}

/// The JSON files of a folder, by name.
fn example_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    paths
}

#[expect(clippy::print_stdout, reason = "the lines are what a person runs this test for")]
fn print_line(line: &str) {
    println!("{line}");
}

#[test]
fn a_wrong_figure_fails_and_an_unknown_method_is_skipped() {
    let example = |expected: Value| serde_json::json!({ "method": "weights.roc", "inputs": { "n": 2 }, "expected": expected, "tolerance": 1e-9 });
    assert!(run(&example(serde_json::json!({ "weights": [0.75, 0.25] }))).is_ok());
    let wrong = run(&example(serde_json::json!({ "weights": [0.75, 0.26] }))).err().expect("it is wrong");
    assert_eq!(wrong, "expected.weights[1]: 0.26 expected, 0.25 found, tolerance 0.000000001");
    let absent = run(&example(serde_json::json!({ "entropy": 1.0 }))).err().expect("nothing to hold against");
    assert_eq!(absent, "nothing could be compared; beyond us: expected.entropy");
    let stranger = serde_json::json!({ "method": "electre1", "inputs": {}, "expected": {} });
    assert!(matches!(run(&stranger), Ok(Outcome::Skipped)));
}
