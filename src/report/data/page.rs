//! The page that shows which files there are.

use super::files::{DataFile, DataKind, data_files};
use crate::number;
use crate::report::{Head, Input, Part};
use serde::Serialize;

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
    /// Path and what is in it.
    pub files: Vec<(&'static str, &'static str)>,
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
    let lines = |files: Vec<&DataFile>| files.into_iter().map(|file| (file.path, file.says)).collect::<Vec<_>>();
    let count = number::count(tables.len(), "table", "tables");
    let mut machine = lines(programs);
    machine.push(("manifest.json", "Every file of this site with its SHA-256, to prove that nothing was changed"));
    let groups = vec![
        DataGroup {
            title: number::capitalized(&format!("{count} for a spreadsheet")),
            note: "CSV: UTF-8, one row of names, dates as 2026-11-30, plain numbers. A text that a spreadsheet would take for \
                   a formula begins with an apostrophe. Figures are not rounded.",
            files: lines(tables),
        },
        DataGroup {
            title: "The same for programs".to_owned(),
            note: "JSON. The number at the end of a schema’s name rises only when a reader of the file would break.",
            files: machine,
        },
        DataGroup {
            title: "News and days".to_owned(),
            note: "An entry keeps its name when its day moves, so that a calendar moves it too.",
            files: lines(days),
        },
    ];
    let title = format!("Taking it with you, {}", number::date(input.as_of));
    let description = "The figures of this site as files.".to_owned();
    let left_out = match input.left_out_count {
        0 => String::new(),
        _ => ", without what is meant for a narrower circle".to_owned(),
    };
    Some(DataPage {
        head: Head::new(input, "data", Part::Other, "data.html".to_owned(), &title, description),
        title: format!("Everything on these pages can be taken along as files{left_out}"),
        groups,
    })
}

fn is_table(kind: DataKind) -> bool {
    !matches!(kind, DataKind::Decisions | DataKind::Schema | DataKind::Feed | DataKind::Calendar)
}
