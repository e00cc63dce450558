//! Text → cells with their places. What parts them is found out: a comma, a semicolon, a tab or a bar.

use std::ops::Range;

/// What may part cells.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// Rows that are looked at to find out what parts cells.
const LOOKED_AT: usize = 40;

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// What stands in it: trimmed, without control characters, line ends as `\n`.
    pub(super) text: String,
    /// Where, in bytes of the whole text.
    pub(super) at: Range<usize>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// As spreadsheets count: from 1, the empty ones too.
    pub(super) number: usize,
    /// Its cells.
    pub(super) cells: Vec<Cell>,
}

/// A table: every row that is not empty, the heads first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// What parts its cells.
    pub(super) separator: char,
    /// Its rows.
    pub(super) rows: Vec<Row>,
    /// Where a quote opens that nothing closes.
    pub(super) open_quote: Option<usize>,
}

/// Reads a table; `knows` says whether a head is one that we know.
pub(super) fn read(text: &str, knows: impl Fn(&str) -> bool) -> Table {
    // Spreadsheets write what parts cells into a line of its own: `sep=;`.
    let told = SEPARATORS.into_iter().find_map(|separator| {
        let line =
            text.lines().next().filter(|line| line.trim_matches('"').eq_ignore_ascii_case(&format!("sep={separator}")));
        line.map(|line| (separator, line))
    });
    if let Some((separator, line)) = told {
        let mut table = parsed(text, separator, usize::MAX);
        let is_told = |cells: &[Cell]| cells.first().is_some_and(|cell| cell.at.start < line.len());
        table.rows.retain(|row| !is_told(&row.cells));
        return table;
    }
    let score = |separator: &char| {
        let table = parsed(text, *separator, LOOKED_AT);
        let width = table.rows.first().map_or(0, |row| row.cells.len());
        let known = table.rows.first().map_or(0, |row| row.cells.iter().filter(|cell| knows(&cell.text)).count());
        let alike = table.rows.iter().filter(|row| row.cells.len() == width).count();
        (known, if width > 1 { alike } else { 0 }, width)
    };
    let mut best = SEPARATORS[0];
    for separator in &SEPARATORS[1..] {
        if score(separator) > score(&best) {
            best = *separator;
        }
    }
    parsed(text, best, usize::MAX)
}

/// Cells as RFC 4180 has them; a quote inside of a bare cell is a sign like any other.
fn parsed(text: &str, separator: char, most: usize) -> Table {
    let mut table = Table { separator, ..Table::default() };
    let (mut at, mut number) = (0, 0);
    while at < text.len() && table.rows.len() < most {
        number += 1;
        let mut cells = Vec::new();
        loop {
            let (cell, ends_at, is_open) = cell(text, at, separator);
            if is_open {
                table.open_quote.get_or_insert(cell.at.start);
            }
            cells.push(cell);
            at = ends_at;
            match text[at..].chars().next() {
                Some(next) if next == separator => at += next.len_utf8(),
                _ => break,
            }
        }
        at += if text[at..].starts_with("\r\n") { 2 } else { usize::from(at < text.len()) };
        if cells.iter().any(|cell| !cell.text.is_empty()) {
            table.rows.push(Row { number, cells });
        }
    }
    table
}

/// The cell that begins here, where it ends, and whether a quote was left open.
fn cell(text: &str, start: usize, separator: char) -> (Cell, usize, bool) {
    let is_end = |c: char| c == separator || c == '\n' || c == '\r';
    let rest = &text[start..];
    let blank = rest.len() - rest.trim_start_matches(' ').len();
    let mut written = String::new();
    let mut at = start;
    let mut is_open = false;
    if rest[blank..].starts_with('"') {
        at += blank + 1;
        is_open = true;
        while let Some(quote) = text[at..].find('"') {
            written.push_str(&text[at..at + quote]);
            at += quote + 1;
            if !text[at..].starts_with('"') {
                is_open = false;
                break;
            }
            written.push('"');
            at += 1;
        }
        if is_open {
            written.push_str(&text[at..]);
            at = text.len();
        }
    }
    let end = at + text[at..].find(is_end).unwrap_or(text.len() - at);
    written.push_str(&text[at..end]);
    (Cell { text: cleaned(&written), at: start..end }, end, is_open)
}

/// Without control characters but line ends, and without white space around it.
fn cleaned(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let signs = text.chars().filter_map(|c| match c {
        '\n' => Some('\n'),
        '\t' => Some(' '),
        '\u{feff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    });
    signs.collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let table = read(text, |head| matches!(head, "Vendor" | "Product"));
        table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect()).collect()
    }

    #[test]
    fn what_parts_cells_is_found_out() {
        for separator in SEPARATORS {
            let text = format!("Vendor{separator}Product{separator}x, y\nA{separator}B{separator}1,5\n");
            let text = if separator == ',' { text.replace("x, y", "z").replace("1,5", "2") } else { text };
            assert_eq!(cells(&text)[1][..2], ["A", "B"], "{separator:?}");
            assert_eq!(cells(&text)[1].len(), 3, "{separator:?}");
        }
        assert_eq!(cells("sep=;\nVendor;Product\nA, B, C;D\n")[1], ["A, B, C", "D"]);
    }

    #[test]
    fn quotes_hold_line_ends_and_separators() {
        let text = "Vendor,Product\r\n\r\n\"A, \"\"B\"\"\r\nC\",\"x\" y\r\n,\r\nD,5\" disk";
        let table = read(text, |_| false);
        let numbers: Vec<usize> = table.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 3, 5], "as a spreadsheet counts");
        assert_eq!(cells(text), [["Vendor", "Product"], ["A, \"B\"\nC", "x y"], ["D", "5\" disk"]]);
        assert_eq!(&text[table.rows[2].cells[1].at.clone()], "5\" disk");
        assert_eq!(read("Vendor,\"Product\nA,B\n", |_| false).open_quote, Some(7));
    }

    proptest! {
        #[test]
        fn what_is_quoted_is_read(cells in proptest::collection::vec("[a-z;,\"|=\\n{}#-]{0,8}", 1..6)) {
            prop_assume!(cells.iter().any(|cell| !cell.trim().is_empty()));
            let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            let table = parsed(&quoted.join(";"), ';', usize::MAX);
            let read: Vec<&str> = table.rows[0].cells.iter().map(|cell| cell.text.as_str()).collect();
            prop_assert_eq!(read, cells.iter().map(|cell| cell.trim()).collect::<Vec<_>>());
        }

        #[test]
        fn no_text_makes_it_panic(text in "[a,;\\t|\"\\r\\n é]{0,60}") {
            let _ = read(&text, |_| false);
        }
    }
}
