//! One row → what it says, and what of it could not be read. Nothing that stands in a cell is lost: what has no key, and what
//! could not be read for its key, is kept in words.

use super::column::{Column, currency, name};
use super::day::{day, order};
use super::folded::{folded, one_line};
use super::key::Key;
use super::money::{Decimals, Fault, decimals, named_currency, sum};
use super::settings::Settings;
use super::table::{Cell, Row, Table};
use super::terms::{notice, renews};
use crate::finding::Finding;
use crate::model::{Currency, slug};
use crate::record::{DayOrder, names_nothing};
use crate::source::Span;
use jiff::civil::Date;

/// A longer name is none.
const LONGEST_NAME: usize = 200;

/// What a row says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entry {
    pub(super) supplier: String,
    pub(super) product: String,
    pub(super) parent: Option<String>,
    pub(super) functions: Vec<String>,
    pub(super) owner: Option<String>,
    pub(super) area: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) currency: Option<Currency>,
    pub(super) yearly: Option<String>,
    pub(super) once: Option<String>,
    pub(super) minimum: Option<String>,
    pub(super) starts: Option<Date>,
    pub(super) ends: Option<Date>,
    pub(super) notice: Option<String>,
    pub(super) renews: Option<String>,
    /// What the row is known by, where a column says so.
    pub(super) id: Option<String>,
    pub(super) notes: Vec<String>,
    /// Everything else, under the heads of its columns.
    pub(super) kept: Vec<(String, String)>,
}

/// What all rows of a register say together.
pub(super) struct Sheet<'a> {
    pub(super) text: &'a str,
    pub(super) settings: &'a Settings<'a>,
    pub(super) columns: &'a [Column],
    orders: Vec<DayOrder>,
    decimals: Decimals,
}

impl<'a> Sheet<'a> {
    /// Looks at every row.
    pub(super) fn new(text: &'a str, settings: &'a Settings<'a>, columns: &'a [Column], table: &'a Table) -> Self {
        let rows = table.rows.get(1..).unwrap_or_default();
        let cells = |idx: usize| rows.iter().filter_map(move |row| row.cells.get(idx)).map(|cell| cell.text.as_str());
        let is_money = |idx: &usize| columns[*idx].key.is_some_and(Key::is_money);
        let decimals = decimals((0..columns.len()).filter(is_money).flat_map(cells), table.separator);
        Self { text, settings, columns, orders: (0..columns.len()).map(|idx| order(cells(idx))).collect(), decimals }
    }

    /// The text of the first cell that holds a key.
    fn text_of<'r>(&self, row: &'r Row, key: Key) -> Option<&'r Cell> {
        let holds = |column: &Column| column.key == Some(key);
        let cells = self.columns.iter().zip(&row.cells).filter(|(column, _)| holds(column));
        cells.map(|(_, cell)| cell).find(|cell| !cell.text.is_empty())
    }

    /// A finding at a cell.
    pub(super) fn place(&self, cell: &Cell) -> Span {
        Span::locate(self.text, cell.at.start, cell.at.end)
    }
}

/// Reads a row; `None` where it names no supplier or nothing that is bought.
pub(super) fn read(sheet: &Sheet<'_>, row: &Row) -> (Option<Entry>, Vec<Finding>) {
    let mut reading = Reading { sheet, row, entry: Entry::default(), findings: Vec::new() };
    let (Some(supplier), Some(product)) = (reading.name(Key::Supplier), reading.name(Key::Product)) else {
        return (None, reading.findings);
    };
    reading.entry.supplier = supplier;
    reading.entry.product = product;
    reading.entry.currency = reading.currency();
    for (idx, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty()) {
        match sheet.columns.get(idx) {
            Some(column) if column.is_left_out => {}
            Some(column) => reading.cell(idx, column, cell),
            None => reading.surplus(idx, cell),
        }
    }
    (Some(reading.entry), reading.findings)
}

/// A row while it is read.
struct Reading<'a> {
    sheet: &'a Sheet<'a>,
    row: &'a Row,
    entry: Entry,
    findings: Vec<Finding>,
}

impl Reading<'_> {
    fn error(&mut self, rule: &'static str, cell: Option<&Cell>, message: String, help: String) {
        let span = cell.or(self.row.cells.first()).map(|cell| self.sheet.place(cell));
        let message = format!("row {}{message}", self.row.number);
        self.findings.push(Finding::error(rule, self.sheet.settings.path, span, message).with_help(help));
    }

    /// The name of the supplier, or of what is bought.
    fn name(&mut self, key: Key) -> Option<String> {
        let cell = self.sheet.text_of(self.row, key);
        let text = cell.map(|cell| one_line(&cell.text)).unwrap_or_default();
        let what = if key == Key::Supplier { "supplier" } else { "product" };
        if names_nothing(&text) || slug(&text).is_empty() {
            let message = format!(" names no {what}, and is left out");
            self.error("register-row", cell, message, format!("name the {what}, and import again"));
            return None;
        }
        if text.chars().count() > LONGEST_NAME {
            let message = format!(" names its {what} in more than {LONGEST_NAME} letters, and is left out");
            self.error("register-row", cell, message, "shorten the name, and import again".to_owned());
            return None;
        }
        Some(text)
    }

    /// That of its column, else of the first sum that names one, else of the command.
    fn currency(&mut self) -> Option<Currency> {
        if let Some(cell) = self.sheet.text_of(self.row, Key::Currency) {
            let code = currency(&cell.text).or_else(|| currency(&cell.text.to_uppercase()));
            if code.is_some() {
                return code;
            }
            let message = format!(", column `{}`: `{}` is no currency", self.head(Key::Currency), one_line(&cell.text));
            self.error("register-cell", Some(cell), message, "write a code such as `EUR`".to_owned());
            self.entry.kept.push((self.head(Key::Currency), cell.text.clone()));
        }
        let sums = self.sheet.columns.iter().zip(&self.row.cells);
        let mut sums = sums.filter(|(column, cell)| column.key.is_some_and(Key::is_money) && !cell.text.is_empty());
        let named = sums.find_map(|(column, cell)| named_currency(&cell.text).or_else(|| column.currency.clone()));
        named.or_else(|| self.sheet.settings.currency.clone())
    }

    fn head(&self, key: Key) -> String {
        self.sheet
            .columns
            .iter()
            .find(|column| column.key == Some(key))
            .map_or_else(String::new, |column| column.head.clone())
    }

    /// What stands in a cell, under its key where that takes it, else under the column's own name.
    fn cell(&mut self, idx: usize, column: &Column, cell: &Cell) {
        let line = one_line(&cell.text);
        let Some(key) = column.key else { return self.keep(column, cell) };
        let is_none = names_nothing(&cell.text);
        match key {
            Key::Supplier | Key::Product | Key::Currency => {}
            Key::Notes => self.entry.notes.push(cell.text.clone()),
            Key::Text => self.keep(column, cell),
            // For a renewal, "none" says something.
            _ if is_none && key != Key::Renews => self.keep(column, cell),
            Key::Owner => self.entry.owner = Some(line),
            Key::Parent => self.entry.parent = Some(line),
            Key::Id => self.entry.id = Some(line),
            Key::Area => self.area(line),
            Key::Tags | Key::Functions => self.list(column, key, cell),
            Key::Starts | Key::Ends => match day(&line, self.sheet.orders[idx]) {
                Ok(day) if key == Key::Starts => self.entry.starts = Some(day),
                Ok(day) => self.entry.ends = Some(day),
                Err(fault) => self.unread(column, cell, fault),
            },
            Key::Notice => match notice(&line, column.unit) {
                Some(notice) => self.entry.notice = Some(notice),
                None => {
                    let fault =
                        (format!("`{line}` is no length of notice"), "write `90 days` or `3 months`".to_owned());
                    self.unread(column, cell, fault);
                }
            },
            Key::Renews => match renews(&line) {
                Some(renews) => self.entry.renews = Some(renews),
                None if is_none => self.keep(column, cell),
                None => {
                    let message = format!("`{line}` does not say whether the contract renews");
                    self.unread(column, cell, (message, "write `yes`, `no` or `12 months`".to_owned()));
                }
            },
            Key::Yearly | Key::Monthly | Key::Once | Key::Minimum => self.sum(column, key, cell, &line),
        }
    }

    fn sum(&mut self, column: &Column, key: Key, cell: &Cell, line: &str) {
        // A sum a year and one a month say the same, or contradict each other.
        if key == Key::Monthly && self.entry.yearly.is_some() {
            return self.keep(column, cell);
        }
        let settings = self.sheet.settings;
        let own = named_currency(line).is_none().then_some(column.currency.as_ref()).flatten();
        let own = own.filter(|own| Some(*own) != self.entry.currency.as_ref());
        let text = own.map_or_else(|| line.to_owned(), |own| format!("{line} {}", own.code()));
        match sum(&text, key, self.entry.currency.as_ref(), self.sheet.decimals, settings.book) {
            Ok(None) => self.keep(column, cell),
            Ok(Some(sum)) => match key {
                Key::Once => self.entry.once = Some(sum.written),
                Key::Minimum => self.entry.minimum = Some(sum.written),
                _ => self.entry.yearly = Some(sum.written),
            },
            Err(fault) => self.unread(column, cell, fault),
        }
    }

    /// `CRM; Sales`: several in one cell. Words for nothing among them are kept with the rest of the cell.
    fn list(&mut self, column: &Column, key: Key, cell: &Cell) {
        let parts: Vec<String> =
            cell.text.split([',', ';', '\n']).map(one_line).filter(|part| !part.is_empty()).collect();
        if parts.iter().any(|part| names_nothing(part)) {
            self.keep(column, cell);
        }
        let parts = parts.into_iter().filter(|part| !names_nothing(part));
        let list = if key == Key::Tags { &mut self.entry.tags } else { &mut self.entry.functions };
        list.extend(parts);
    }

    /// An area of the book by its slug or its name; else a tag.
    fn area(&mut self, text: String) {
        let areas = &self.sheet.settings.book.areas;
        let fits = |(area, name): &&(String, String)| *area == slug(&text) || folded(name) == folded(&text);
        match areas.iter().find(fits) {
            Some((area, _)) => self.entry.area = Some(area.clone()),
            None => self.entry.tags.push(text),
        }
    }

    fn unread(&mut self, column: &Column, cell: &Cell, (message, help): Fault) {
        let message = format!(", column `{}`: {message}", column.head);
        self.error("register-cell", Some(cell), message, help);
        self.keep(column, cell);
    }

    fn keep(&mut self, column: &Column, cell: &Cell) {
        self.entry.kept.push((column.head.clone(), cell.text.clone()));
    }

    /// A cell behind the last head.
    fn surplus(&mut self, idx: usize, cell: &Cell) {
        let message = format!(" has more cells than there are heads: `{}` stands under none", one_line(&cell.text));
        self.error(
            "register-cell",
            Some(cell),
            message,
            "put quotes around a cell that holds what parts cells".to_owned(),
        );
        self.entry.kept.push((name("", idx), cell.text.clone()));
    }
}
