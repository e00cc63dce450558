//! `book.toml` → the settings of the whole log: docs/reference/book-toml.md.
//!
//! The file's tables are laid into the same located tree as front matter, so that figures, dates and
//! words are read, and mended, alike. Of mdBook's own tables only `[book]` is looked at.

use crate::finding::Finding;
use crate::model::{Authority, Book, CloseCall, LintLevel, LintSetting, Quantity, Status, Theme};
use crate::record::schema::{AppetiteSchema, appetite, criteria, currency, drivers, horizon, names, prices, timing};
use crate::record::yaml::locate::{LineIndex, MAX_BYTES};
use crate::record::yaml::tolerant::Reader;
use crate::record::yaml::tree::{NodeId, Tree, Value, fold, same_key};
use crate::source::SourceFile;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct BoardSchema {
    records: Option<NodeId>,
    ignore: Option<NodeId>,
    site: Option<NodeId>,
    site_url: Option<NodeId>,
    currency: Option<NodeId>,
    horizon: Option<NodeId>,
    discount_rate: Option<NodeId>,
    prices: Option<NodeId>,
    timing: Option<NodeId>,
    fiscal_year_start: Option<NodeId>,
    draws: Option<NodeId>,
    seed: Option<NodeId>,
    criteria: Option<NodeId>,
    drivers: Option<NodeId>,
    areas: Option<NodeId>,
    appetite: Option<AppetiteSchema>,
    budget: Option<NodeId>,
    capacity: Option<NodeId>,
    authority: Option<Vec<AuthoritySchema>>,
    goals: Option<NodeId>,
    last_meeting: Option<NodeId>,
    next_meeting: Option<NodeId>,
    acceptable: Option<NodeId>,
    close_call: Option<CloseCallSchema>,
    theme: Option<ThemeSchema>,
    r#static: Option<NodeId>,
    public: Option<NodeId>,
    lint: Option<NodeId>,
    status_words: Option<NodeId>,
    sources: Option<NodeId>,
    // mdBook's own.
    #[serde(rename = "command")]
    _command: Option<NodeId>,
    #[serde(rename = "optional")]
    _optional: Option<NodeId>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct AuthoritySchema {
    up_to: Option<NodeId>,
    by: Option<NodeId>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct CloseCallSchema {
    share: Option<NodeId>,
    shift: Option<NodeId>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct ThemeSchema {
    name: Option<NodeId>,
    logo: Option<NodeId>,
    accent: Option<NodeId>,
    marking: Option<NodeId>,
    templates: Option<NodeId>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct LintSchema {
    level: Option<NodeId>,
    paths: Option<NodeId>,
}

const LEVELS: [(&str, LintLevel); 4] =
    [("off", LintLevel::Off), ("note", LintLevel::Note), ("warning", LintLevel::Warning), ("error", LintLevel::Error)];

/// Reads `book.toml`; what is wrong or missing keeps our default.
pub fn parse(file: &SourceFile) -> (Book, Vec<Finding>) {
    let (path, text) = (file.path.as_str(), &*file.text);
    if text.len() > MAX_BYTES {
        let message = format!("this file is larger than {} KiB, and was not read", MAX_BYTES / 1024);
        return (Book::default(), vec![Finding::error("book-syntax", path, None, message)]);
    }
    let mut lines = LineIndex::new(text, text.len());
    let (table, faults) = DeTable::parse_recoverable(text);
    let mut findings: Vec<Finding> = faults
        .iter()
        .map(|fault| {
            let at = fault.span().unwrap_or(0..0);
            let at = at.start.min(text.len())..at.end.min(text.len());
            let message = fault.message().lines().next().unwrap_or("this is no TOML").to_lowercase();
            Finding::error("book-syntax", path, lines.span(at), message)
                .with_help("mend this line; the others were read")
        })
        .collect();
    let mut tree = Tree::default();
    let mut planter = Planter { tree: &mut tree, lines, text };
    let root = planter.table(table.get_ref(), 0..0);
    let reader = Reader::new(path, &tree);
    let mut book = Book::default();
    if let Some(node) = tree.get(root, "book") {
        own_table(&reader, node, &mut book);
    }
    if let Some(node) = tree.get(root, "output").and_then(|output| tree.get(output, "board")) {
        board(&reader, node, &mut book);
    }
    findings.extend(reader.finish());
    crate::finding::sort(&mut findings);
    (book, findings)
}

/// Lays TOML into a tree.
struct Planter<'a> {
    tree: &'a mut Tree,
    lines: LineIndex<'a>,
    text: &'a str,
}

impl Planter<'_> {
    fn table(&mut self, table: &DeTable<'_>, at: std::ops::Range<usize>) -> NodeId {
        let mut entries: Vec<_> = table.iter().collect();
        // The parser sorts by name; people mean the order in which they write.
        entries.sort_by_key(|(key, _)| key.span().start);
        let pairs = entries
            .into_iter()
            .map(|(key, value)| {
                let span = self.lines.span(key.span());
                let text = key.get_ref().to_string();
                (self.tree.push(Value::Scalar { text, is_plain: false }, span), self.value(value))
            })
            .collect();
        let span = self.lines.span(at);
        self.tree.push(Value::Map(pairs), span)
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>) -> NodeId {
        let at = value.span();
        let text = match value.get_ref() {
            DeValue::Table(table) => return self.table(table, at),
            DeValue::Array(items) => {
                let items = items.iter().map(|item| self.value(item)).collect();
                let span = self.lines.span(at);
                return self.tree.push(Value::List(items), span);
            }
            DeValue::String(text) => text.to_string(),
            // Numbers and days as they are spelled.
            _ => self.text.get(at.clone()).unwrap_or_default().to_owned(),
        };
        let span = self.lines.span(at);
        self.tree.push(Value::Scalar { text, is_plain: false }, span)
    }
}

fn own_table(reader: &Reader<'_>, node: NodeId, book: &mut Book) {
    let tree = reader.tree;
    book.title = reader.text(tree.get(node, "title"));
    book.authors = reader.texts(tree.get(node, "authors"));
    book.description = reader.text(tree.get(node, "description"));
    if let Some(language) = reader.text(tree.get(node, "language")) {
        book.language = language;
    }
}

/// Puts a value in its place where one was read.
fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

fn board(reader: &Reader<'_>, node: NodeId, book: &mut Book) {
    book.currency = currency(reader, reader.tree.get(node, "currency"));
    reader.currency.borrow_mut().clone_from(&book.currency);
    let schema: BoardSchema = reader.read(node);
    book.records = reader.texts(schema.records);
    book.ignore = reader.texts(schema.ignore);
    set(&mut book.site, reader.text(schema.site));
    book.site_url = reader.text(schema.site_url);
    set(&mut book.horizon_years, horizon(reader, schema.horizon));
    book.discount_rate = reader.number(schema.discount_rate, Quantity::Percent);
    set(&mut book.prices, prices(reader, schema.prices));
    set(&mut book.timing, timing(reader, schema.timing));
    set(&mut book.fiscal_year_start, reader.whole(schema.fiscal_year_start, 1, 12).map(|month| month as u8));
    set(&mut book.draws, reader.whole(schema.draws, 1, 10_000_000).map(|draws| draws as usize));
    set(&mut book.seed, reader.whole(schema.seed, 0, u64::MAX));
    set(&mut book.criteria, criteria(reader, schema.criteria));
    book.drivers = drivers(reader, schema.drivers);
    book.appetite = schema.appetite.map(|schema| appetite(reader, schema)).unwrap_or_default();
    book.budget = by_year(reader, schema.budget, "budget", Quantity::Money);
    book.capacity = by_year(reader, schema.capacity, "capacity", Quantity::Months);
    book.authority = authority(reader, schema.authority.unwrap_or_default());
    if schema.areas.is_some() {
        book.areas = sentences(reader, schema.areas, "areas", "data = \"Data and infrastructure\"");
    }
    book.goals = sentences(reader, schema.goals, "goals", "eu-sales = \"Sell in the EU from 2027\"");
    book.last_meeting = reader.date(schema.last_meeting);
    book.next_meeting = reader.date(schema.next_meeting);
    set(&mut book.acceptable, reader.number(schema.acceptable, Quantity::Level));
    if let Some(close_call) = &schema.close_call {
        book.close_call = close(reader, close_call, book.close_call);
    }
    if let Some(theme) = &schema.theme {
        book.theme = look(reader, theme);
    }
    book.static_folder = reader.text(schema.r#static);
    set(&mut book.is_public, reader.yes_no(schema.public));
    book.lint = lint(reader, schema.lint);
    book.status_words = status_words(reader, schema.status_words);
    book.sources = reader.texts(schema.sources);
}

fn by_year(reader: &Reader<'_>, node: Option<NodeId>, key: &str, quantity: Quantity) -> BTreeMap<i16, f64> {
    let example = "2027 = 1_200_000";
    let read = |(year, value): (String, NodeId)| {
        let Ok(year) = year.parse::<i16>() else {
            let message = format!("`{year}` is no year");
            reader.error("bad-number", value, message, Some(format!("write `{key} = {{ {example} }}`")));
            return None;
        };
        Some((year, reader.number(Some(value), quantity)?))
    };
    names(reader, node, key, example).into_iter().filter_map(read).collect()
}

/// Slugs and what they stand for, in the order of the file.
fn sentences(reader: &Reader<'_>, node: Option<NodeId>, key: &str, example: &str) -> Vec<(String, String)> {
    let read = |(slug, value): (String, NodeId)| Some((slug, reader.text(Some(value))?));
    names(reader, node, key, example).into_iter().filter_map(read).collect()
}

/// Who may approve which sum. Steps must rise, and one without a bound is the last.
fn authority(reader: &Reader<'_>, schemas: Vec<AuthoritySchema>) -> Vec<Authority> {
    let mut steps: Vec<Authority> = Vec::new();
    for schema in schemas {
        let up_to = reader.number(schema.up_to, Quantity::Money);
        let Some(at) = schema.by.or(schema.up_to) else { continue };
        let Some(by) = reader.text(schema.by) else {
            let help = "write `{ up-to = \"250k\", by = \"CTO\" }`".to_owned();
            reader.error("missing-key", at, "this step of `authority` names nobody", Some(help));
            continue;
        };
        if up_to.is_none() && schema.up_to.is_some() {
            continue;
        }
        let rises = match steps.last().map(|step| step.up_to) {
            None => true,
            Some(None) => false,
            Some(Some(former)) => up_to.is_none_or(|up_to| up_to > former),
        };
        if !rises {
            let message = format!("the sum that `{by}` may approve does not rise above the one before");
            let help = "order the steps by `up-to`; the last has none".to_owned();
            reader.error("authority-order", at, message, Some(help));
            continue;
        }
        steps.push(Authority { up_to, by });
    }
    steps
}

fn close(reader: &Reader<'_>, schema: &CloseCallSchema, default: CloseCall) -> CloseCall {
    CloseCall {
        share: reader.number(schema.share, Quantity::Chance).unwrap_or(default.share),
        shift: reader.number(schema.shift, Quantity::Level).unwrap_or(default.shift),
    }
}

fn look(reader: &Reader<'_>, schema: &ThemeSchema) -> Theme {
    let accent = reader.text(schema.accent).filter(|accent| {
        let digits = accent.strip_prefix('#').unwrap_or_default();
        let is_color = matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if let (false, Some(at)) = (is_color, schema.accent) {
            let message = format!("`{accent}` is no color");
            reader.error("bad-color", at, message, Some("write `accent = \"#0b5394\"`".to_owned()));
        }
        is_color
    });
    Theme {
        name: reader.text(schema.name),
        logo: reader.text(schema.logo),
        accent,
        marking: reader.text(schema.marking),
        templates: reader.text(schema.templates),
    }
}

/// `rule = "off"`, or `rule = { level = "off", paths = ["decisions/old"] }`.
fn lint(reader: &Reader<'_>, node: Option<NodeId>) -> Vec<LintSetting> {
    let read = |(rule, value): (String, NodeId)| {
        let span = reader.tree.span(value);
        if !reader.tree.is_map(value) {
            return Some(LintSetting { rule, level: reader.word(Some(value), &LEVELS)?, paths: Vec::new(), span });
        }
        let schema: LintSchema = reader.read(value);
        let paths = reader.texts(schema.paths);
        Some(LintSetting { rule, level: reader.word(schema.level, &LEVELS)?, paths, span })
    };
    names(reader, node, "lint", "small-levels = \"off\"").into_iter().filter_map(read).collect()
}

/// `"on hold" = "proposed"`, or a status with all its words: `accepted = ["live", "in force"]`.
fn status_words(reader: &Reader<'_>, node: Option<NodeId>) -> Vec<(String, Status)> {
    let known: Vec<(&'static str, Status)> = Status::ALL.iter().map(|status| (status.as_str(), *status)).collect();
    let mut words = Vec::new();
    for (name, value) in names(reader, node, "status-words", "live = \"accepted\"") {
        let status = known.iter().find(|(word, _)| same_key(word, &name)).map(|(_, status)| *status);
        match (reader.tree.value(value), status) {
            (Value::List(_), Some(status)) => {
                words.extend(reader.texts(Some(value)).iter().map(|word| (fold(word), status)));
            }
            _ => words.extend(reader.word(Some(value), &known).map(|status| (fold(&name), status))),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Currency, Prices};
    use crate::record::testing::lines;
    use insta::assert_snapshot;
    use jiff::civil::date;

    fn read(text: &str) -> (Book, Vec<Finding>) {
        parse(&SourceFile { path: "book.toml".to_owned(), text: text.into(), decoding: None })
    }

    /// Settings of every sort, as a log would have them.
    const WHOLE: &str = r##"
[book]
title = "Technology decisions"
authors = ["Office of the CTO"]
language = "de"
src = "docs"

[output.html]
anything = "goes"

[output.board]
command = "adr mdbook render"
records = "decisions"
site = "public"
currency = "GBP"
horizon = 7
discount-rate = "8%"
prices = "nominal"
next-meeting = 2026-12-15
last-meeting = 2026-08-24
draws = 20_000
seed = 7
criteria = { risk = 30, cost = 35, flexibility = 20, dependency = 15 }
authority = [{ up-to = "250k", by = "CTO" }, { up-to = "£1m", by = "CEO" }, { by = "Board" }]
goals = { eu-sales = "Sell in the EU from 2027" }
budget = { 2027 = "1.2m" }
capacity = { 2027 = 120 }
close-call = { share = "70%", shift = 4 }
acceptable = 45
public = true
lint = { small-levels = "off", due = { level = "note", paths = ["decisions/old"] } }
status-words = { "On hold" = "proposed", accepted = ["live"] }
theme = { accent = "#0b5394", name = "Aldermoor" }

[output.board.appetite]
annual-loss = "750k"
supplier-share = "40%"
"##;

    #[test]
    fn every_setting_arrives() {
        let (book, findings) = read(WHOLE);
        assert_eq!(lines(&findings), "");
        assert_eq!(book.title.as_deref(), Some("Technology decisions"));
        assert_eq!((book.language.as_str(), book.site.as_str()), ("de", "public"));
        assert_eq!(book.records, ["decisions"]);
        assert_eq!(book.currency, Currency::parse("GBP"));
        assert_eq!((book.horizon_years, book.discount_rate), (7, Some(0.08)));
        assert_eq!(book.prices, Prices::Nominal);
        assert_eq!(book.next_meeting, Some(date(2026, 12, 15)));
        assert_eq!((book.draws, book.seed), (20_000, 7));
        let ids: Vec<&str> = book.criteria.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
        assert_eq!(ids, ["risk", "cost", "flexibility", "dependency"], "in the order of the file");
        assert_eq!(book.authority.len(), 3);
        assert_eq!(book.authority[1], Authority { up_to: Some(1e6), by: "CEO".to_owned() });
        assert_eq!(book.budget.get(&2027), Some(&1_200_000.0));
        assert_eq!(book.appetite.annual_loss, Some(750_000.0));
        assert_eq!(book.appetite.supplier_share, Some(0.4));
        assert_eq!((book.close_call.share, book.close_call.shift, book.acceptable), (0.7, 4.0, 45.0));
        assert!(book.is_public);
        assert_eq!(book.lint[1].paths, ["decisions/old"]);
        let words = [("onhold".to_owned(), Status::Proposed), ("live".to_owned(), Status::Accepted)];
        assert_eq!(book.status_words, words);
    }

    #[test]
    fn slips_are_shown_and_the_rest_is_read() {
        let (book, findings) = read(
            "[output.board]\nhorizn = 3\nhorizon = 80\ndiscount-rate = 8\ncurrency = \"GBP\"\n\
             authority = [{ up-to = \"1m\", by = \"CEO\" }, { up-to = \"250k\", by = \"CTO\" }]\n\
             appetite = { anual-loss = \"1m\" }\ntheme = { accent = \"blue\" }\nseed = 3\n",
        );
        assert_eq!(book.seed, 3);
        assert_eq!(book.horizon_years, 5);
        assert_snapshot!(lines(&findings), @r##"
        2: error[unknown-key]: no key is called `horizn` here; did you mean `horizon`?
        3: error[bad-number]: `80` is no horizon from 1 to 50 years; write `horizon: 5`
        4: error[bad-estimate]: `8` without a percent sign would be 800%; write `8%`
        6: error[authority-order]: the sum that `CTO` may approve does not rise above the one before; order the steps by `up-to`; the last has none
        7: error[unknown-key]: no key is called `anual-loss` here; did you mean `annual-loss`?
        8: error[bad-color]: `blue` is no color; write `accent = "#0b5394"`
        "##);
    }

    #[test]
    fn a_syntax_fault_keeps_what_can_be_read() {
        let (book, findings) = read("[book]\ntitle = \"Ours\"\n[output.board]\nsite = \nhorizon = 3\n");
        assert_eq!(book.title.as_deref(), Some("Ours"));
        assert_eq!(book.horizon_years, 3);
        assert_snapshot!(lines(&findings), @"4: error[book-syntax]: string values must be quoted, expected literal string; mend this line; the others were read");
    }
}
