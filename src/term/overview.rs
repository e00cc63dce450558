//! `adr compare --all` in the terminal: a line a decision.

use crate::report::ComparedRecord;
use crate::term::prose::color_marks;
use crate::term::{Align, Column, Paint, clean, table};

/// A table as wide as the terminal.
pub fn overview(records: &[ComparedRecord], paint: Paint, width: usize) -> String {
    let column = |head, align, is_fixed| Column { head, align, is_fixed };
    let columns = [
        column("No", Align::Right, true),
        column("Decision", Align::Left, false),
        column("First", Align::Left, true),
        column("By", Align::Left, true),
        column("In", Align::Left, true),
        column("Weight", Align::Left, true),
        column("Turns first", Align::Left, false),
    ];
    let rows: Vec<Vec<String>> = records
        .iter()
        .map(|record| {
            let told = &record.told;
            vec![
                record.number.map_or_else(|| "–".to_owned(), |number| number.to_string()),
                clean(&record.title),
                format!("{}{}", shape(told.mark), clean(&told.leader)),
                told.lead.clone(),
                told.first.clone(),
                told.shift.clone(),
                clean(&told.flip),
            ]
        })
        .collect();
    color_marks(&table(&columns, &rows, width), paint)
}

/// The same for a pull request.
pub fn overview_markdown(records: &[ComparedRecord]) -> String {
    let mut output = "| No | Decision | First | By | In | Weight that turns it | Turns first |\n".to_owned();
    output.push_str("| --- | --- | --- | --- | --- | --- | --- |\n");
    for record in records {
        let told = &record.told;
        let number = record.number.map(|number| number.to_string()).unwrap_or_default();
        let cells = [&number, &record.title, &told.leader, &told.lead, &told.first, &told.shift, &told.flip];
        let cells: Vec<String> = cells.into_iter().map(|text| super::comparison::markdown(text)).collect();
        output.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    output
}

fn shape(mark: Option<&str>) -> &'static str {
    match mark {
        Some("build") => "■ ",
        Some("buy") => "● ",
        Some("partner") => "◆ ",
        Some("avoid") => "✕ ",
        _ => "",
    }
}
