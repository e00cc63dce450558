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
