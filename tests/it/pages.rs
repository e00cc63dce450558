//! The pages of the demo and of our own log: every link leads somewhere, every figure to its meaning, nothing is
//! heavy, and templates of one's own are used to the byte.

use crate::sandbox::Sandbox;
use crate::site::{plain, render};
use adr::model::Book;
use adr::theme::{Theme, builtin};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The files below a folder by their path in it, with `/`.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).expect("it stands below").to_string_lossy().replace('\\', "/");
            found.insert(name, std::fs::read(&path).expect("a file"));
        }
    }
    found
}

fn demo(sandbox: &Sandbox) -> BTreeMap<String, Vec<u8>> {
    sandbox.adr(&["-C", "demo", "publish", "--on", "2026-11-25", "--out", "site"]).expect(0);
    files(&sandbox.path().join("demo/site"))
}

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::folder();
    sandbox.adr(&["init", "--demo", "demo", "--on", "2026-11-25"]).expect(0);
    sandbox
}

fn own() -> BTreeMap<String, Vec<u8>> {
    let sandbox = Sandbox::folder();
    let out = sandbox.path().join("out");
    let out = out.to_str().expect("a path in UTF-8");
    sandbox.adr(&["-C", env!("CARGO_MANIFEST_DIR"), "publish", "--on", "2026-11-25", "--out", out]).expect(0);
    files(Path::new(out))
}

fn pages(files: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = (&str, &str)> {
    files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).expect("pages are UTF-8")))
}

/// The values of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Where a link on this page leads: a path in the site.
fn target(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    if !link.is_empty() {
        parts.pop();
    }
    for part in link.split('/').filter(|part| !part.is_empty()) {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[test]
fn every_link_leads_somewhere_and_every_figure_to_its_meaning() {
    for (name, files) in [("demo", demo(&sandbox())), ("own", own())] {
        let ids: BTreeMap<&str, BTreeSet<&str>> =
            pages(&files).map(|(path, html)| (path, values(html, "id").into_iter().collect())).collect();
        let mut figure_count = 0;
        for (path, html) in pages(&files) {
            for link in values(html, "href") {
                if link.contains(':') || link.starts_with("//") {
                    continue;
                }
                let (file, fragment) = link.split_once('#').map_or((link, None), |(file, id)| (file, Some(id)));
                let to = if link.starts_with('#') { path.to_owned() } else { target(path, file) };
                assert!(files.contains_key(&to), "{name}: {path} leads to {link}, which is not there");
                if let Some(id) = fragment {
                    let is_shape = !to.ends_with(".html");
                    assert!(is_shape || ids[to.as_str()].contains(id), "{name}: {path} leads to {link}: no such place");
                }
                figure_count += usize::from(to == "method.html" && fragment.is_some());
            }
        }
        assert!(figure_count > 100, "{name}: only {figure_count} figures lead to how they were worked out");
    }
}

#[test]
fn briefs_and_pages_are_light() {
    for (name, files) in [("demo", demo(&sandbox())), ("own", own())] {
        let brief_count = pages(&files).filter(|(path, _)| path.starts_with("brief/")).count();
        assert!(brief_count >= 8, "{name}: {brief_count} briefs");
        for (path, html) in pages(&files) {
            let most = if path.starts_with("brief/") { 60_000 } else { 200_000 };
            assert!(html.len() <= most, "{name}: {path} has {} bytes", html.len());
        }
    }
}

#[test]
fn a_page_of_250_rows_is_light() {
    let title = "Carry the messages between the shops and the warehouse over a queue that is kept on two machines";
    let records = (1..=300).map(|number| plain(number, &format!("{title} {number}"), "<p>x</p>")).collect();
    let files = render(records, &Book::default(), &Theme::default());
    let rows = |html: &str| html.matches("<th scope=\"row\">").count();
    let lists: Vec<&String> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(_, html)| html)
        .filter(|html| rows(html) > 40)
        .collect();
    assert_eq!(lists.iter().map(|html| rows(html)).max(), Some(250), "the longest list is cut at 250");
    for html in lists {
        assert!(html.len() <= 200_000, "a list of {} rows has {} bytes", rows(html), html.len());
    }
}

#[test]
fn copies_of_all_templates_give_the_same_demo() {
    let sandbox = sandbox();
    let book = sandbox.read("demo/book.toml");
    let start = "[output.board.theme]\n";
    assert!(book.contains(start), "the demo has a theme");
    for file in builtin() {
        sandbox.write(&format!("demo/look/{}", file.name), file.text);
    }
    let git = git2::Repository::open(sandbox.path().join("demo")).expect("the demo is a repository");
    let mut index = git.index().expect("the index");
    index.add_all(["look"], git2::IndexAddOption::DEFAULT, None).expect("added");
    index.write().expect("written");
    // Changed in both runs, so that both say so.
    sandbox.write("demo/book.toml", format!("{book}\n"));
    let ours = demo(&sandbox);
    sandbox.write("demo/book.toml", book.replace(start, "[output.board.theme]\ntemplates = \"look\"\n"));
    let theirs = demo(&sandbox);
    assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>());
    for (path, bytes) in &ours {
        assert!(*bytes == theirs[path], "{path} differs");
    }
}

#[test]
fn nothing_is_said_to_be_on_course_that_promised_nothing() {
    let options = "options:\n  - buy: A\n    cost: { once: 10k to 20k }\n    risk: 30\n    flexibility: 50\n    dependency: 50\n  \
                   - avoid: B\n    cost: { yearly: 9k to 12k }\n    risk: 60\n    flexibility: 30\n    dependency: 20\n";
    let board = |records: &[(&str, &str)]| {
        let sandbox = Sandbox::folder();
        for (number, (status, more)) in records.iter().enumerate() {
            let name = format!("decisions/000{}-q.md", number + 1);
            let extra = if *status == "accepted" { "decision: { option: buy }\n" } else { "ask: Approve A\n" };
            let text = format!(
                "---\nstatus: {status}\ndate: 2026-01-01\n{extra}{more}{options}---\n# Question {name}\n\nText.\n"
            );
            sandbox.write(&name, text);
        }
        sandbox.adr(&["publish", "--on", "2026-11-25", "--out", "site"]).expect(0);
        sandbox.read("site/index.html")
    };
    let (on_course, nobody) = ("Nothing that we run is off course", "so nobody could see it off course");
    let page = board(&[("proposed", "")]);
    assert!(
        page.contains("Approve A") && !page.contains(on_course) && !page.contains(nobody),
        "nothing is in force: {page}"
    );
    let page = board(&[("proposed", ""), ("accepted", "")]);
    assert!(page.contains(nobody) && !page.contains(on_course), "nothing was promised: {page}");
    let page = board(&[("proposed", ""), ("accepted", "review-by: 2028-01-01\n")]);
    assert!(page.contains(on_course) && !page.contains(nobody), "a review is to come: {page}");
}

#[test]
fn a_text_is_marked_with_its_language() {
    let sandbox = Sandbox::folder();
    let record =
        |front_matter: &str, body: &str| format!("---\nstatus: accepted\ndate: 2026-01-01\n{front_matter}---\n{body}");
    sandbox.write("decisions/0001-a.md", record("", "# 采用消息队列\n\n## 背景\n\n我们需要一个队列。\n"));
    sandbox.write("decisions/0002-b.md", record("lang: pt-BR\n", "# Compramos\n\nSim.\n"));
    sandbox.write("decisions/0003-c.md", record("lang: no\n", "# Vi kjøper\n\nJa.\n"));
    sandbox.write("decisions/0004-d.md", record("", "# We buy\n\nYes.\n"));
    sandbox.adr(&["publish", "--out", "site"]).expect(0);
    let list = sandbox.read("site/index.html");
    assert!(list.starts_with("<!doctype html>\n<html lang=\"en\""), "our own words are English: {list}");
    for (name, lang) in [("0001-a", "zh"), ("0002-b", "pt-BR"), ("0003-c", "no")] {
        let page = sandbox.read(&format!("site/log/{name}.html"));
        assert!(
            page.contains(&format!("<h1 lang=\"{lang}\">"))
                && page.contains(&format!("<div class=\"prose\" lang=\"{lang}\">")),
            "{page}"
        );
        assert!(list.contains(&format!("log/{name}.html\" lang=\"{lang}\">")), "{list}");
    }
    assert!(sandbox.read("site/log/0004-d.html").contains("<h1>We buy</h1>"));
}
