//! `book.toml` → the settings of the whole log: docs/reference/book-toml.md.
//!
//! The file's tables are laid into the same located tree as front matter, so that figures, dates and
//! words are read, and mended, alike. Of mdBook's own tables only `[book]` is looked at.

mod board;
mod planter;

use crate::finding::Finding;
use crate::model::Book;
use crate::record::book::planter::Planter;
use crate::record::yaml::locate::{LineIndex, MAX_BYTES};
use crate::record::yaml::tolerant::Reader;
use crate::record::yaml::tree::{NodeId, Tree};
use crate::source::SourceFile;
use toml::de::DeTable;

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
    let mut planter = Planter::new(&mut tree, lines, text);
    let root = planter.table(table.get_ref(), 0..0);
    let reader = Reader::new(path, &tree);
    let mut book = Book::default();
    if let Some(node) = tree.get(root, "book") {
        own_table(&reader, node, &mut book);
    }
    if let Some(node) = tree.get(root, "output").and_then(|output| tree.get(output, "board")) {
        board::read(&reader, node, &mut book);
    }
    findings.extend(reader.finish());
    crate::finding::sort(&mut findings);
    (book, findings)
}

fn own_table(reader: &Reader<'_>, node: NodeId, book: &mut Book) {
    let tree = reader.tree;
    book.title = reader.text(tree.get(node, "title"));
    book.authors = reader.texts(tree.get(node, "authors"));
    book.description = reader.text(tree.get(node, "description"));
    book.language = reader.language(tree.get(node, "language"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Authority, Currency, Prices, Status};
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
may-change = ["status", "next.done"]
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
        assert_eq!((book.language.as_deref(), book.site.as_str()), (Some("de"), "public"));
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
        assert_eq!(book.may_change, ["status", "next.done"]);
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
