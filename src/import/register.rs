//! A whole register: its table, its columns, its rows.

use super::changed::hash;
use super::column::{Column, MappingFault, columns, guess};
use super::draft::{Draft, draft};
use super::folded::{folded, one_line};
use super::key::Key;
use super::row::{self, Entry, Sheet};
use super::settings::Settings;
use super::table::{self, Cell, Row, Table};
use crate::finding::Finding;
use crate::source::Span;
use std::collections::BTreeMap;

/// More rows are no register that somebody decides about.
const MOST_ROWS: usize = 5_000;

/// What a register became.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// One a row, in the order of rows.
    pub drafts: Vec<Draft>,
    /// How many rows stand below the heads.
    pub row_count: usize,
}

/// Reads a register.
pub fn read(text: &str, settings: &Settings<'_>) -> Result<(Register, Vec<Finding>), MappingFault> {
    let table = table::read(text, |head| guess(head).is_some());
    let Some(heads) = table.rows.first() else {
        let message = "the register is empty";
        let finding = Finding::error("register-column", settings.path, None, message);
        return Ok((Register::default(), vec![finding.with_help("write the names of its columns into its first row")]));
    };
    let columns = columns(&heads.cells, &settings.mapping)?;
    let mut findings = told_of_columns(text, settings, &columns, heads);
    findings.extend(open_quote(text, settings, &table));
    let rows = &table.rows[1..];
    let mut register = Register { drafts: Vec::new(), row_count: rows.len() };
    let has = |key: Key| columns.iter().any(|column| column.key == Some(key));
    if !(has(Key::Supplier) && has(Key::Product)) {
        return Ok((register, findings));
    }
    if let Some(first) = rows.get(MOST_ROWS) {
        let message = format!("the register has {} rows, and none after row {} is read", rows.len(), first.number - 1);
        let finding = Finding::error("register-row", settings.path, None, message);
        findings.push(finding.with_help(format!("part it into files of {MOST_ROWS} rows")));
    }
    let sheet = Sheet::new(text, settings, &columns, &table);
    let mut seen = Seen::default();
    for row in rows.iter().take(MOST_ROWS) {
        let (entry, told) = row::read(&sheet, row);
        let Some(entry) = entry else {
            findings.extend(told);
            continue;
        };
        let place = row.cells.first().map(|cell| sheet.place(cell));
        if seen.refuses(&entry, row.number, settings.path, place, &mut findings) {
            continue;
        }
        let mark = (hash(&known_by(&entry)), hash(&all_of(row, &columns)));
        let file = settings.path.rsplit(['/', '\\']).next().unwrap_or(settings.path);
        register.drafts.push(Draft { findings: told, ..draft(&entry, row.number, mark, settings.day, file) });
    }
    Ok((register, findings))
}

/// Columns that nobody knows, and those that are missing.
fn told_of_columns(text: &str, settings: &Settings<'_>, columns: &[Column], heads: &Row) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (key, word, example) in [(Key::Supplier, "supplier", "Vendor"), (Key::Product, "product", "Software")] {
        if columns.iter().all(|column| column.key != Some(key)) {
            let names: Vec<&str> = columns.iter().map(|column| column.head.as_str()).collect();
            let message = format!("no column says the {word}, so no row is imported; there are: {}", names.join(", "));
            let span = heads.cells.first().map(|cell| Span::locate(text, cell.at.start, cell.at.end));
            let help = format!("name the column, as in `--map \"{example}={word}\"`");
            findings.push(Finding::error("register-column", settings.path, span, message).with_help(help));
        }
    }
    for column in columns.iter().filter(|column| column.key.is_none() && !column.is_left_out) {
        let head = &column.head;
        let message =
            format!("column `{head}` is none that we know; what stands in it is kept in the text of each record");
        let is_cost = ["cost", "price", "fee", "amount", "kosten", "preis", "betrag", "cout", "prix", "montant"];
        let is_place = ["center", "centre", "stelle", "code"].iter().any(|word| folded(head).contains(word));
        let is_cost = !is_place && is_cost.iter().any(|word| folded(head).contains(word));
        let key = if is_cost { "yearly" } else { "text" };
        let help = format!("`--map \"{head}={key}\"` says what it is, `--map \"{head}=\"` leaves it out");
        let span = Span::locate(text, column.at.start, column.at.end);
        findings.push(Finding::note("register-column", settings.path, span, message).with_help(help));
    }
    findings
}

fn open_quote(text: &str, settings: &Settings<'_>, table: &Table) -> Option<Finding> {
    let at = table.open_quote?;
    let message = "nothing closes the quote that opens here, so everything behind it is one cell";
    let finding = Finding::error("register-cell", settings.path, Span::locate(text, at, at + 1), message);
    Some(finding.with_help("close it, or write it twice where it belongs to the text"))
}

/// Rows that were read before.
#[derive(Default)]
struct Seen {
    /// By what they are known by.
    known_by: BTreeMap<String, usize>,
    /// By supplier and product.
    contracts: BTreeMap<(String, String), usize>,
}

impl Seen {
    /// Whether this row is one that was read already; tells of rows that are alike.
    fn refuses(
        &mut self,
        entry: &Entry,
        row: usize,
        path: &str,
        at: Option<Span>,
        findings: &mut Vec<Finding>,
    ) -> bool {
        let contract = (folded(&entry.supplier), folded(&entry.product));
        let first = *self.contracts.entry(contract).or_insert(row);
        let same = *self.known_by.entry(known_by(entry)).or_insert(row);
        if same != row {
            let message = format!("row {row} is known by the same as row {same}, and is left out");
            let help =
                "give each contract a number in a column of its own (`--map COLUMN=id`), or make one row of both";
            findings.push(Finding::error("register-twice", path, at, message).with_help(help));
            return true;
        }
        if first != row {
            let (product, supplier) = (&entry.product, &entry.supplier);
            let message =
                format!("rows {first} and {row} both are `{product}` from `{supplier}`; each becomes a record");
            let help = "make one record of both where they are one decision";
            findings.push(Finding::warning("register-twice", path, at, message).with_help(help));
        }
        false
    }
}

/// By what a row is known again: its number in the register, else supplier and product.
fn known_by(entry: &Entry) -> String {
    match &entry.id {
        Some(id) => format!("id\u{1f}{}", folded(id)),
        None => format!("{}\u{1f}{}", folded(&entry.supplier), folded(&entry.product)),
    }
}

/// All that stands in a row but what is left out, in whatever order its columns are.
fn all_of(row: &Row, columns: &[Column]) -> String {
    let is_kept =
        |idx: usize, cell: &Cell| !cell.text.is_empty() && !columns.get(idx).is_some_and(|column| column.is_left_out);
    let head = |idx: usize| columns.get(idx).map_or_else(String::new, |column| folded(&column.head));
    let cells = row.cells.iter().enumerate().filter(|(idx, cell)| is_kept(*idx, cell));
    let mut cells: Vec<String> =
        cells.map(|(idx, cell)| format!("{}\u{1f}{}", head(idx), one_line(&cell.text))).collect();
    cells.sort();
    cells.join("\u{1e}")
}
