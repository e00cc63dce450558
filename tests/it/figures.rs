//! Terminal, pages and programs tell the same figures of the same record.

use crate::commands::SHORT;
use crate::sandbox::Sandbox;
use serde_json::Value;

/// A page's words, tags gone and white space folded.
fn words(html: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for c in html.chars() {
        match c {
            '<' => is_tag = true,
            '>' if is_tag => {
                is_tag = false;
                text.push(' ');
            }
            c if !is_tag => text.push(c),
            _ => {}
        }
    }
    let text = text.replace("&nbsp;", " ").replace("&#x27;", "'").replace("&#39;", "'").replace("&quot;", "\"");
    fold(&text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
}

/// Runs of white space and parentheses, which the page draws as small print, as one space.
fn fold(text: &str) -> String {
    let folded = text.split(|c: char| c.is_whitespace() || "()".contains(c)).filter(|word| !word.is_empty());
    folded.collect::<Vec<_>>().join(" ")
}

/// The cells of a row that say a number, bars taken off: "1.6m (1.4 to 1.9)", "90%", "33".
fn cells(row: &str) -> Vec<String> {
    let plain: String = row.chars().filter(|c| !('\u{2500}'..='\u{259f}').contains(c) && !"·*".contains(*c)).collect();
    let cells = plain.split("  ").map(fold);
    cells.filter(|cell| cell.chars().any(|c| c.is_ascii_digit())).collect()
}

/// Every number of a text with its unit, in order: "£1.6m", "9", "−28%", "0.072".
fn figures(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || "()·;:,•–".contains(c))
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| word.chars().any(|c| c.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

/// The rows of the terminal's tables that begin with this option's mark.
fn rows_of<'t>(terminal: &'t str, mark: &str) -> Vec<&'t str> {
    terminal.lines().filter(|line| line.trim_start().starts_with(mark)).collect()
}

struct Told {
    terminal: String,
    shown: String,
    compare: String,
    brief: String,
    json: Value,
}

fn told(files: &[(&str, &str)], id: &str, page: &str) -> Told {
    let sandbox = Sandbox::folder();
    for (path, text) in files {
        sandbox.write(path, text);
    }
    let day = ["--on", "2026-11-25"];
    let run = |args: &[&str]| {
        let all: Vec<&str> = args.iter().chain(&day).copied().collect();
        sandbox.adr_with(&all, &[("COLUMNS", "120")]).expect(0).stdout
    };
    run(&["publish", "--out", "out"]);
    Told {
        terminal: run(&["compare", id]),
        shown: run(&["show", id]),
        json: serde_json::from_str(&run(&["compare", id, "--format", "json"])).expect("JSON"),
        compare: words(&sandbox.read(&format!("out/compare/{page}.html"))),
        brief: words(&sandbox.read(&format!("out/brief/{page}.html"))),
    }
}

/// Sentences and figures of the terminal stand on the page.
fn assert_told_alike(told: &Told) {
    let Told { terminal, shown, compare, brief, json } = told;
    for mark in ["● ", "■ ", "◆ ", "✕ "] {
        for row in rows_of(terminal, mark) {
            for cell in &cells(row) {
                assert!(compare.contains(cell.as_str()), "`{cell}` of `{row}` is not on the page: {compare}");
            }
        }
        for row in rows_of(shown, mark) {
            let told = if row.contains(": ") { figures(row) } else { cells(row) };
            for cell in told {
                assert!(brief.contains(&cell), "`{cell}` of `{row}` is not in the brief: {brief}");
            }
        }
    }
    // The headline, and each sentence below it, word for word.
    let headline = fold(terminal.lines().next().unwrap_or_default());
    assert!(compare.contains(&headline), "{headline}");
    let lead = fold(terminal.split("\n\n").nth(1).unwrap_or_default());
    for sentence in lead.split(". ") {
        assert!(compare.contains(sentence.trim_end_matches('.')), "`{sentence}` is not on the page");
    }
    // Programs get the same, unrounded.
    let options = json["decision"]["options"].as_array().expect("options");
    for option in options {
        let total = option["total"]["mean"].as_f64().expect("a total");
        let rounded = format!("{total:.0}");
        let mark = match option["sourcing"].as_str() {
            Some("buy") => "● ",
            Some("build") => "■ ",
            Some("partner") => "◆ ",
            _ => "✕ ",
        };
        let rows = rows_of(terminal, mark);
        assert!(rows.iter().any(|row| figures(row).contains(&rounded)), "{rounded} is not in {rows:?}");
        let first = option["rank_shares"][0].as_f64().expect("how often it comes first");
        let told = [format!("{:.0}%", first * 100.0)];
        let is_told = |row: &&str| told.iter().any(|told| fold(row).contains(told.as_str())) || first < 0.01;
        assert!(rows.iter().any(is_told), "first in {first} is not in {rows:?}");
    }
    // What would turn it: every row of the page's table is there.
    let flips = terminal.split("What must be true?").nth(1).and_then(|rest| rest.split("\n\n").next());
    for figure in figures(flips.unwrap_or_default()) {
        assert!(compare.contains(&figure), "`{figure}` of what must be true is not on the page");
    }
    let turns = shown.split("How wrong must we be?").nth(1).and_then(|rest| rest.split("\n\n").next());
    for figure in figures(turns.expect("the brief says what would change our mind")) {
        assert!(brief.contains(&figure), "`{figure}` of what would change our mind is not in the brief");
    }
}

#[test]
fn the_short_record_has_one_set_of_figures() {
    let told = told(&[("decisions/0001-card-payments.md", SHORT)], "1", "0001-card-payments");
    assert_told_alike(&told);
    assert!(fold(&told.terminal).contains("9 of 10") && told.compare.contains("9 of 10"), "{}", told.terminal);
}

#[test]
fn the_long_example_has_one_set_of_figures() {
    let text = include_str!("../examples/sign-in.md");
    let told = told(&[("decisions/0012-sign-in.md", text)], "12", "0012-sign-in");
    assert_told_alike(&told);
    let chosen = told.json["decision"]["chosen"].as_str().expect("one is chosen");
    assert!(
        told.json["decision"]["ranking"].as_array().is_some_and(|ranking| ranking.iter().any(|name| name == chosen))
    );
}
