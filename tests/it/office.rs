//! Workbooks in LibreOffice: it comes to the same figures as we do, and follows other weights as the program does.
//!
//! `ADR_SOFFICE` names the program; without it these tests look at nothing.

use crate::sandbox::{Sandbox, tell};
use crate::workbook::{FIRST, OPTION, compared, demo, heads, number, open};
use calamine::{Data, Range, Reader};
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Command;

/// Has LibreOffice read these workbooks and write what it computed.
fn recalculated(sandbox: &Sandbox, files: &[(String, Vec<u8>)]) -> bool {
    let Some(office) = std::env::var_os("ADR_SOFFICE") else {
        tell("SKIPPED: office: ADR_SOFFICE names no LibreOffice");
        return false;
    };
    let folder = sandbox.path();
    let mut run = Command::new(office);
    run.arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()));
    run.args(["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]).arg(folder.join("computed"));
    for (name, bytes) in files {
        sandbox.write(name, bytes);
        run.arg(folder.join(name));
    }
    let output = run.output().expect("it can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    true
}

/// The workbook without any result that we computed, so that whoever opens it has to; `edit` may change a sheet.
fn without_results(path: &Path, edit: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).expect("a workbook")).expect("an archive");
    let mut bytes = Cursor::new(Vec::new());
    let mut written = zip::ZipWriter::new(&mut bytes);
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).expect("a part");
        let name = part.name().expect("a name in Unicode").into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("it can be read");
        if name.starts_with("xl/worksheets/sheet") {
            let sheet = edit(&name, String::from_utf8(content).expect("XML"));
            content = forgotten(&sheet).into_bytes();
        }
        written.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        written.write_all(&content).expect("it can be written");
    }
    written.finish().expect("an archive");
    bytes.into_inner()
}

/// A sheet whose formulas have no result.
fn forgotten(sheet: &str) -> String {
    let mut output = String::new();
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("</f><v>") {
        output.push_str(before);
        output.push_str("</f>");
        rest = after.split_once("</v>").expect("a value ends").1;
    }
    output + rest
}

fn has_figure(cells: &Range<Data>, row: u32, column: u32) -> bool {
    matches!(cells.get_value((row, column)), Some(Data::Float(_) | Data::Int(_)))
}

#[test]
fn an_office_computes_what_we_computed() {
    let sandbox = demo();
    let folder = sandbox.path().join("demo/site/data/workbook");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("workbooks")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let files: Vec<_> =
        names.iter().map(|name| (name.clone(), without_results(&folder.join(name), |_, sheet| sheet))).collect();
    if !recalculated(&sandbox, &files) {
        return;
    }
    let mut seen = 0;
    for name in &names {
        let (mut ours, mut theirs) = (open(&folder.join(name)), open(&sandbox.path().join("computed").join(name)));
        for sheet in ours.sheet_names() {
            let formulas = ours.worksheet_formula(&sheet).expect("formulas");
            let stated = ours.worksheet_range(&sheet).expect("a sheet");
            let computed = theirs.worksheet_range(&sheet).expect("the same sheet");
            let (top, left) = formulas.start().unwrap_or_default();
            for (row, column, _) in formulas.used_cells().filter(|(.., formula)| !formula.is_empty()) {
                let (row, column) = (top + row as u32, left + column as u32);
                if !has_figure(&stated, row, column) {
                    let said =
                        [&stated, &computed].map(|cells| cells.get_value((row, column)).map(ToString::to_string));
                    assert_eq!(said[0], said[1], "{name}, {sheet}, row {row}, column {column}");
                    continue;
                }
                let (expected, found) = (number(&stated, row, column), number(&computed, row, column));
                let near = (found - expected).abs() <= 1e-9 * expected.abs().max(1.0);
                assert!(near, "{name}, {sheet}, row {row}, column {column}: {found} is not {expected}");
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen} formulas");
}

#[test]
fn an_office_follows_other_weights_as_the_program_does() {
    let sandbox = demo();
    let name = "0001-card-payments.xlsx";
    let path = sandbox.path().join("demo/site/data/workbook").join(name);
    let weights = open(&path).worksheet_range("Weights").expect("a sheet");
    let (criteria, options) = heads(&weights);
    let other = [("cost", 10), ("risk", 20), ("flexibility", 60), ("dependency", 10)];
    let edited = without_results(&path, |part, mut sheet| {
        if part.ends_with("sheet1.xml") {
            for (row, criterion) in (FIRST..).zip(&criteria) {
                let points = other.iter().find(|(name, _)| *name == criterion.to_lowercase()).expect("one of four").1;
                let cell = format!("<c r=\"B{}\"", row + 1);
                let (before, after) = sheet.split_once(&cell).expect("the cell of its points");
                let (style, after) = after.split_once("<v>").expect("a figure");
                let after = after.split_once("</v>").expect("it ends").1;
                sheet = format!("{before}{cell}{style}<v>{points}</v>{after}");
            }
        }
        sheet
    });
    if !recalculated(&sandbox, &[(name.to_owned(), edited)]) {
        return;
    }
    let computed = open(&sandbox.path().join("computed").join(name)).worksheet_range("Weights").expect("a sheet");
    let stated = other.map(|(name, points)| format!("{name}={points}")).join(",");
    let moved = compared(&sandbox, &["--weights", &stated]);
    let row = FIRST + criteria.len() as u32;
    for (column, option) in (OPTION..).zip(&options) {
        let (found, expected) = (number(&computed, row, column), moved[option.split(':').next().expect("a name")].0);
        assert!((found - expected).abs() < 1e-9, "{option}: {found} is not {expected}");
    }
}
