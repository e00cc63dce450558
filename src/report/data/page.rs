//! The page that shows which files there are.

use super::files::{DataFile, DataKind, data_files};
use super::workbook::workbook_href;
use crate::number;
use crate::report::frame::count_of;
use crate::report::narrate::{question, short_name};
use crate::report::{Head, Input, Pages, Part};
use serde::Serialize;

/// How many workbooks are listed.
const ROWS: usize = 100;

/// What of this can be taken along.
#[derive(Clone, Debug, Serialize)]
pub struct DataPage {
    /// Of itself.
    pub head: Head,
    /// The finding.
    pub title: String,
    /// Tables, then what programs read, then days and news.
    pub groups: Vec<DataGroup>,
}

/// Files of one sort.
#[derive(Clone, Debug, Serialize)]
pub struct DataGroup {
    /// "Nine tables, for a spreadsheet".
    pub title: String,
    /// How they are written.
    pub note: &'static str,
    /// File by file.
    pub files: Vec<DataLink>,
    /// "12 more, each on its comparison".
    pub more: Option<String>,
}

/// One file.
#[derive(Clone, Debug, Serialize)]
pub struct DataLink {
    /// From the site's first folder.
    pub href: String,
    /// Its path, or the decision.
    pub label: String,
    /// What is in it.
    pub says: String,
}

/// Composes the page; `None` for an empty log.
pub fn data_page(input: &Input) -> Option<DataPage> {
    let files = data_files(input);
    if files.is_empty() {
        return None;
    }
    let of = |test: fn(DataKind) -> bool| -> Vec<&DataFile> { files.iter().filter(|file| test(file.kind)).collect() };
    let tables = of(is_table);
    let programs = of(|kind| matches!(kind, DataKind::Decisions | DataKind::Schema));
    let days = of(|kind| matches!(kind, DataKind::Feed | DataKind::Calendar));
    let line =
        |path: &str, says: &str| DataLink { href: path.to_owned(), label: path.to_owned(), says: says.to_owned() };
    let lines = |files: Vec<&DataFile>| files.into_iter().map(|file| line(file.path, file.says)).collect::<Vec<_>>();
    let count = number::count(tables.len(), "table", "tables");
    let mut machine = lines(programs);
    machine.push(line("manifest.json", "Every file of this site with its SHA-256, to prove that nothing was changed"));
    let mut groups = vec![
        DataGroup {
            title: number::capitalized(&format!("{count} for a spreadsheet")),
            note: "CSV: UTF-8, one row of names, dates as 2026-11-30, plain numbers. A text that a spreadsheet would take for \
                   a formula begins with an apostrophe. Figures are not rounded.",
            files: lines(tables),
            more: None,
        },
        DataGroup {
            title: "The same for programs".to_owned(),
            note: "JSON. The number at the end of a schema’s name rises only when a reader of the file would break.",
            files: machine,
            more: None,
        },
        DataGroup {
            title: "News and days".to_owned(),
            note: "An entry keeps its name when its day moves, so that a calendar moves it too.",
            files: lines(days),
            more: None,
        },
    ];
    if Pages::of(input).has_board {
        groups.insert(0, papers());
    }
    groups.extend(workbooks(input));
    let title = format!("Taking it with you, {}", number::date(input.as_of));
    let description = "The figures of this site as files.".to_owned();
    let left_out = match input.left_out_count {
        0 => String::new(),
        _ => ", without what is meant for a narrower circle".to_owned(),
    };
    Some(DataPage {
        head: Head::new(input, "data", Part::Other, "data.html".to_owned(), &title, description),
        title: format!("Decisions, figures and dates of these pages can be taken along as files{left_out}"),
        groups,
    })
}

/// What goes to a meeting.
fn papers() -> DataGroup {
    let says = "Cover, contents, the board view, each matter before the board, risks, money and agenda";
    DataGroup {
        title: "The papers for a meeting".to_owned(),
        note: "One page that prints well; as a PDF with page numbers it comes from whoever makes this site.",
        files: vec![DataLink { href: "pack.html".to_owned(), label: "Board pack".to_owned(), says: says.to_owned() }],
        more: None,
    }
}

/// The decisions that have a workbook.
fn workbooks(input: &Input) -> Option<DataGroup> {
    let of = |idx: usize| {
        let record = &input.log.records[idx].record;
        Some(DataLink {
            href: workbook_href(input, idx)?,
            label: short_name(record),
            says: question(record).unwrap_or_default(),
        })
    };
    let files: Vec<DataLink> = (0..input.log.records.len()).filter_map(of).collect();
    let more = (files.len() > ROWS).then(|| format!("{} more, each on its comparison", count_of(files.len() - ROWS)));
    (!files.is_empty()).then(|| DataGroup {
        title: number::capitalized(&format!(
            "{} as {}",
            number::count(files.len(), "decision", "decisions"),
            number::plural(files.len(), "a workbook", "workbooks")
        )),
        note: "XLSX with live formulas: change a weight, a level or a price, and totals and order follow.",
        files: files.into_iter().take(ROWS).collect(),
        more,
    })
}

fn is_table(kind: DataKind) -> bool {
    !matches!(kind, DataKind::Decisions | DataKind::Schema | DataKind::Feed | DataKind::Calendar)
}
