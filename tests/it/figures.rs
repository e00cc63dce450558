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

/// A part of what the terminal prints: the finding, the question that it answers, and what stands below.
struct Part<'t> {
    finding: String,
    question: &'t str,
    body: Vec<&'t str>,
}

/// The parts of a comparison or a brief: each has its question on a line of its own, right below its finding.
fn parts(terminal: &str) -> Vec<Part<'_>> {
    let lines: Vec<&str> = terminal.lines().collect();
    let is_indented = |line: &str| line.is_empty() || line.starts_with("  ");
    let mut parts = Vec::new();
    for (idx, line) in lines.iter().enumerate().skip(1) {
        if !line.ends_with('?') || is_indented(line) || is_indented(lines[idx - 1]) {
            continue;
        }
        let above = lines[..idx].iter().rev().take_while(|line| !is_indented(line)).copied();
        let finding: Vec<&str> = above.collect::<Vec<_>>().into_iter().rev().collect();
        let body = lines[idx + 1..].iter().take_while(|line| is_indented(line)).copied().collect();
        parts.push(Part { finding: fold(&finding.join(" ")), question: line, body });
    }
    parts
}

/// What a page says below a question, up to the next one that the terminal has too; a page names its questions in
/// its contents as well, so the longest counts.
fn section<'p>(page: &'p str, question: &str, questions: &[&str]) -> &'p str {
    let from = page.match_indices(question).map(|(at, _)| &page[at + question.len()..]);
    let ended = from.map(|rest| {
        let next = questions.iter().filter(|other| **other != question).filter_map(|other| rest.find(other)).min();
        &rest[..next.unwrap_or(rest.len())]
    });
    ended.max_by_key(|section| section.len()).unwrap_or_default()
}

/// Questions of the terminal, each with one more below which a page answers it.
const SEVERAL: [(&str, &str); 7] = [
    ("What does each option cost, and how does it bind us?", "Which option leads, and how clear is that?"),
    ("What does each option cost, and how does it bind us?", "What does each option cost?"),
    ("What does each option cost, and how does it bind us?", "How does each option bind us, and when is it ready?"),
    ("What does it cost over its life, and bring in?", "What does it cost each year, and when is it paid back?"),
    ("Why not the others?", "What do you recommend?"),
    ("On whom would we depend, and how do we leave?", "On what terms, and until when?"),
    ("What could go wrong, and is it within what we accept?", "Is that within what we accept?"),
];

/// Every part of the terminal stands on the page, with its finding and its figures in the same place.
fn assert_parts_alike(terminal: &str, page: &str, what: &str) -> Vec<String> {
    let parts = parts(terminal);
    let questions: Vec<&str> = parts.iter().map(|part| part.question).collect();
    for part in &parts {
        assert!(page.contains(&part.finding), "{what}: `{}` is not on the page", part.finding);
        // What the terminal has below one question, a page may have in several blocks.
        let asked: Vec<&str> = SEVERAL.iter().filter(|(one, _)| *one == part.question).map(|(_, more)| *more).collect();
        let others: Vec<&str> = questions.iter().chain(SEVERAL.iter().map(|(_, more)| more)).copied().collect();
        let said: String = asked.iter().chain([&part.question]).map(|one| section(page, one, &others)).collect();
        for figure in part.body.iter().flat_map(|line| figures(line)) {
            assert!(said.contains(&figure), "{what}: `{figure}` is not below `{}`: {said}", part.question);
        }
    }
    questions.into_iter().map(str::to_owned).collect()
}

#[test]
fn the_demo_says_the_same_below_every_question_on_page_and_in_the_terminal() {
    let sandbox = Sandbox::folder();
    sandbox.adr(&["init", "--demo", "demo", "--on", "2026-11-25"]).expect(0);
    let run = |args: &[&str]| {
        let all = [&["-C", "demo", "--on", "2026-11-25"][..], args].concat();
        sandbox.adr_with(&all, &[("COLUMNS", "120"), ("ADR_DRAWS", "1000")]).expect(0).stdout
    };
    run(&["publish", "--out", "out"]);
    let listed: Value = serde_json::from_str(&run(&["list", "--format", "json"])).expect("JSON");
    let mut asked = std::collections::BTreeMap::<String, usize>::new();
    for record in listed["records"].as_array().expect("records") {
        let (number, id) = (record["number"].to_string(), record["id"].as_str().expect("an id"));
        for (command, folder) in [("compare", "compare"), ("show", "brief")] {
            let page = format!("demo/out/{folder}/{id}.html");
            if !sandbox.path().join(&page).is_file() {
                continue;
            }
            let page = words(&sandbox.read(&page));
            for question in assert_parts_alike(&run(&[command, &number]), &page, &format!("{command} {number}")) {
                *asked.entry(question).or_default() += 1;
            }
        }
    }
    // Tornado, finding out, weights and deciders, scenarios, second opinions; losses and concentration in the briefs.
    for question in [
        "What moves the lead most?",
        "Is it worth finding out first?",
        "What if we weighed differently?",
        "What if the world changes?",
        "Does another method say the same?",
        "What could go wrong, and is it within what we accept?",
        "On whom would we depend, and how do we leave?",
    ] {
        assert!(asked.get(question).is_some_and(|count| *count > 8), "`{question}` was held against pages: {asked:?}");
    }
}
