//! Workbooks: their formulas say what the record says, follow a change as the program does, and hold nothing that an
//! author wrote as anything but text.

use crate::commands::SHORT;
use crate::sandbox::Sandbox;
use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

pub(crate) type Book = Xlsx<BufReader<File>>;

pub(crate) fn open(path: &Path) -> Book {
    open_workbook(path).expect("a workbook")
}

pub(crate) fn demo() -> Sandbox {
    let sandbox = Sandbox::folder();
    sandbox.adr(&["init", "--demo", "demo", "--on", "2026-11-25"]).expect(0);
    sandbox.adr(&["-C", "demo", "publish", "--on", "2026-11-25", "--out", "site"]).expect(0);
    sandbox
}

pub(crate) fn number(range: &Range<Data>, row: u32, column: u32) -> f64 {
    match range.get_value((row, column)) {
        Some(Data::Float(value)) => *value,
        Some(Data::Int(value)) => *value as f64,
        Some(Data::String(text)) => text.parse().unwrap_or(f64::NAN),
        other => panic!("no figure in row {row}, column {column}: {other:?}"),
    }
}

fn text(range: &Range<Data>, row: u32, column: u32) -> String {
    range.get_value((row, column)).map(ToString::to_string).unwrap_or_default()
}

/// The row of the first criterion, and the column of the first option.
pub(crate) const FIRST: u32 = 4;
pub(crate) const OPTION: u32 = 3;
/// More than any sheet of these has.
const ROWS: u32 = 1_000;

/// Names of criteria and options, as the sheet of weights has them.
pub(crate) fn heads(weights: &Range<Data>) -> (Vec<String>, Vec<String>) {
    let criteria = (FIRST..ROWS).map(|row| text(weights, row, 0)).take_while(|name| name != "Total").collect();
    let options = (OPTION..ROWS).map(|column| text(weights, FIRST - 1, column)).take_while(|name| !name.is_empty());
    (criteria, options.collect())
}

/// What the formula of a total comes to, for these points.
fn total(weights: &Range<Data>, points: &[f64], column: u32) -> f64 {
    let sum: f64 = points.iter().sum();
    (FIRST..).zip(points).map(|(row, points)| points / sum * number(weights, row, column)).sum()
}

pub(crate) fn compared(sandbox: &Sandbox, more: &[&str]) -> BTreeMap<String, (f64, f64)> {
    let args: Vec<&str> =
        ["-C", "demo", "--on", "2026-11-25", "compare", "1", "--format", "json"].iter().chain(more).copied().collect();
    let document: Value = serde_json::from_str(&sandbox.adr(&args).expect(0).stdout).expect("JSON");
    let options = document["decision"]["options"].as_array().expect("options").iter();
    let figure = |option: &Value, name: &str| option[name]["mean"].as_f64().expect("a figure");
    options
        .map(|option| {
            let name = option["name"].as_str().expect("a name").to_owned();
            (name, (figure(option, "total"), figure(option, "total_cost")))
        })
        .collect()
}

#[test]
fn a_workbook_says_what_the_record_says_and_follows_other_weights_as_the_program_does() {
    let sandbox = demo();
    let path = sandbox.path().join("demo/site/data/workbook/0001-card-payments.xlsx");
    let mut file = open(&path);
    let weights = file.worksheet_range("Weights").expect("a sheet");
    let formulas = file.worksheet_formula("Weights").expect("formulas");
    let (criteria, options) = heads(&weights);
    assert_eq!((criteria.len(), options.len()), (4, 4), "{criteria:?} {options:?}");
    let row = FIRST + criteria.len() as u32;
    let points: Vec<f64> = (FIRST..row).map(|row| number(&weights, row, 1)).collect();
    let stated = compared(&sandbox, &[]);
    let moved = compared(&sandbox, &["--weights", "cost=10,risk=20,flexibility=60,dependency=10"]);
    let other = criteria.iter().map(|name| match name.to_lowercase().as_str() {
        "risk" => 20.0,
        "flexibility" => 60.0,
        _ => 10.0,
    });
    let other: Vec<f64> = other.collect();
    for (column, option) in (OPTION..).zip(&options) {
        let name = option.split(':').next().expect("a name");
        let (expected, _) = stated[name];
        // What the formula says, what its result says, and what the program says.
        let letter = char::from(b'A' + column as u8);
        assert_eq!(
            formulas.get_value((row, column)).expect("a formula"),
            &format!("SUMPRODUCT($C$5:$C$8,{letter}5:{letter}8)")
        );
        for found in
            [total(&weights, &points, column), number(&weights, row, column), number(&weights, row + 2, column)]
        {
            assert!((found - expected).abs() < 1e-9, "{name}: {found} is not {expected}");
        }
        let (found, expected) = (total(&weights, &other, column), moved[name].0);
        assert!((found - expected).abs() < 1e-9, "{name} by other weights: {found} is not {expected}");
    }
    assert_eq!(formulas.get_value((FIRST, 2)).expect("a formula"), "B5/SUM($B$5:$B$8)");
    let places: Vec<f64> = (OPTION..).take(4).map(|column| number(&weights, row + 1, column)).collect();
    let mut sorted = places.clone();
    sorted.sort_by(f64::total_cmp);
    assert_eq!(sorted, [1.0, 2.0, 3.0, 4.0], "{places:?}");
}

#[test]
fn money_adds_up_to_what_the_record_says() {
    let sandbox = demo();
    let mut file = open(&sandbox.path().join("demo/site/data/workbook/0001-card-payments.xlsx"));
    let (weights, money) =
        (file.worksheet_range("Weights").expect("a sheet"), file.worksheet_range("Money").expect("a sheet"));
    let means = file.worksheet_formula("At the means").expect("formulas");
    let stated = compared(&sandbox, &[]);
    let (_, options) = heads(&weights);
    let rate = number(&money, 2, 1);
    let mut top = FIRST;
    for (at, option) in (0..).zip(&options) {
        assert_eq!(&text(&money, top, 0), option);
        let years: Vec<u32> = (top + 2..ROWS).take_while(|row| text(&money, *row, 0) != "Sum").collect();
        let sum = top + 2 + years.len() as u32;
        let worth: f64 = years
            .iter()
            .map(|row| {
                let cell = |column| number(&money, *row, column);
                let factor = (1.0 + rate).powf(-cell(0));
                // Money of this record flows at the end of a year.
                (cell(1) + cell(2) + cell(3) - cell(4) + cell(5)) * factor
            })
            .sum();
        let expected = stated[option.split(':').next().expect("a name")].1;
        for found in [worth, number(&money, sum, 9)] {
            assert!((found - expected).abs() < 1e-6 * expected, "{option}: {found} is not {expected}");
        }
        // The level of what it costs follows this sum.
        assert_eq!(means.get_value((FIRST, 4 + at)).expect("a formula"), &format!("Money!$J${}", sum + 1));
        top = sum + 2;
    }
}

#[test]
fn what_an_author_wrote_is_text() {
    let attack = "=HYPERLINK(\"http://evil.example\")";
    let sandbox = Sandbox::folder();
    let record = SHORT
        .replace("A payments platform", &format!("'{attack}'"))
        .replace("# How should", &format!("# {attack} How should"));
    sandbox.write("decisions/0001-a.md", record);
    sandbox.adr(&["publish", "--on", "2026-11-25", "--out", "site"]).expect(0);
    let folder = sandbox.path().join("site/data/workbook");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("workbooks") {
        let mut file = open(&entry.expect("an entry").path());
        for name in file.sheet_names() {
            let formulas = file.worksheet_formula(&name).expect("formulas");
            assert!(formulas.used_cells().all(|(.., formula)| !formula.contains("HYPERLINK")), "{name}");
            let cells = file.worksheet_range(&name).expect("a sheet");
            seen += cells.used_cells().filter(|(.., cell)| cell.to_string().contains("HYPERLINK")).count();
        }
    }
    assert!(seen > 0, "it is shown");
}

#[test]
fn a_plain_record_has_no_workbook_and_the_same_figures_make_the_same_bytes() {
    let bytes = |sandbox: &Sandbox| {
        std::fs::read(sandbox.path().join("demo/site/data/workbook/0001-card-payments.xlsx")).expect("a workbook")
    };
    let sandbox = demo();
    let first = bytes(&sandbox);
    sandbox.adr(&["-C", "demo", "publish", "--on", "2026-11-25", "--out", "site"]).expect(0);
    assert!(first == bytes(&sandbox), "a second build differs");
    let page = sandbox.read("demo/site/compare/0001-card-payments.html");
    assert!(page.contains("href=\"../data/workbook/0001-card-payments.xlsx\""), "the comparison leads to it");
    assert!(!sandbox.path().join("demo/site/data/workbook/0004-personal-data-in-logs.xlsx").exists());
}
