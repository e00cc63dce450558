//! `adr pack`: what is said where nothing can be printed; and, where a browser is (`ADR_BROWSER`, named by `ADR_CHROMIUM`),
//! what it printed, read back out of the PDF's own text.

use crate::commands::SHORT;
use crate::sandbox::{Run, Sandbox};
use lopdf::{Document, Object};
use std::path::Path;

/// A log with one matter before the board.
fn log() -> Sandbox {
    let sandbox = Sandbox::folder();
    sandbox.write(
        "decisions/0001-card-payments.md",
        SHORT.replace("status: proposed", "status: proposed\nask: Approve it"),
    );
    std::fs::create_dir(sandbox.path().join("tmp")).expect("a folder");
    sandbox
}

/// Runs `adr pack` with a browser, and a folder for what is temporary that must be empty afterwards.
fn pack(sandbox: &Sandbox, args: &[&str], browser: &str) -> Run {
    let args: Vec<&str> = ["pack", "--on", "2026-11-25"].iter().chain(args).copied().collect();
    let tmp = sandbox.path().join("tmp");
    let run = sandbox.adr_with(&args, &[("CHROME", browser), ("TMPDIR", tmp.to_str().expect("a plain path"))]);
    let left: Vec<_> = std::fs::read_dir(&tmp).expect("the folder").collect();
    assert!(left.is_empty(), "{left:?} was left behind\n{}", run.stderr);
    run
}

/// A program that does what the script says.
#[cfg(unix)]
fn script(sandbox: &Sandbox, name: &str, text: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    let path = sandbox.write(name, format!("#!/bin/sh\n{text}\n"));
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("a program");
    path.to_str().expect("a plain path").to_owned()
}

#[test]
fn without_a_browser_it_says_what_to_do() {
    let sandbox = log();
    let run = sandbox.adr_with(&["pack"], &[("PATH", "/nowhere"), ("HOME", "/nowhere")]).expect(3);
    assert!(
        run.stderr.starts_with("error: no browser to print with was found; install Chromium, Chrome or Edge"),
        "{run:?}"
    );
    assert!(run.stderr.contains("`pack.html`"), "{run:?}");
    let run = pack(&sandbox, &[], "no-such-browser").expect(2);
    assert!(run.stderr.starts_with("error: CHROME is `no-such-browser`, and there is no such program"), "{run:?}");
    // What is no program is none, whatever it is called.
    let run = pack(&sandbox, &[], "decisions/0001-card-payments.md").expect(2);
    assert!(run.stderr.contains("there is no such program"), "{run:?}");
}

#[test]
#[cfg(unix)]
fn a_browser_that_does_not_print_is_told_and_stopped() {
    let sandbox = log();
    let broken = script(&sandbox, "broken", "echo 'it \u{1b}[31mbroke' >&2\nexit 7");
    let run = pack(&sandbox, &[], &broken).expect(4);
    assert!(run.stderr.contains("it wrote no PDF (exit status: 7); it said `it [31mbroke`"), "{run:?}");
    let jailed = script(&sandbox, "jailed", "echo 'No usable sandbox!' >&2\nexit 1");
    assert!(pack(&sandbox, &[], &jailed).expect(4).stderr.contains("could not start its sandbox"));
    let slow = script(&sandbox, "slow", "echo $$ > \"$(dirname \"$0\")/pid\"\nexec tail -f /dev/null");
    let run = pack(&sandbox, &["--timeout", "1"], &slow).expect(4);
    assert!(run.stderr.contains("it was not done after 1 seconds and was stopped"), "{run:?}");
    let process = format!("/proc/{}", sandbox.read("pid").trim());
    assert!(!Path::new(&process).exists(), "it still runs");
    let other = script(&sandbox, "other", "for a; do case $a in --print-to-pdf=*) echo no > \"${a#*=}\";; esac; done");
    assert!(pack(&sandbox, &[], &other).expect(4).stderr.contains("it wrote no PDF (exit status: 0)"));
}

#[test]
#[cfg(unix)]
fn only_a_pdf_is_replaced() {
    let sandbox = log();
    let never = script(&sandbox, "never", "exit 9");
    sandbox.write("notes.txt", "mine");
    let run = pack(&sandbox, &["--out", "notes.txt"], &never).expect(4);
    assert!(run.stderr.contains("notes.txt`: it is no PDF; name another file, or remove it first"), "{run:?}");
    assert_eq!(sandbox.read("notes.txt"), "mine");
    let run = pack(&sandbox, &["--out", "decisions"], &never).expect(4);
    assert!(run.stderr.contains("it is a folder; name a file in it"), "{run:?}");
    sandbox.write("board-pack-2026-11-25.pdf", "%PDF-1.4 of last week");
    assert!(pack(&sandbox, &[], &never).expect(4).stderr.contains("it wrote no PDF"));
    assert_eq!(
        sandbox.read("board-pack-2026-11-25.pdf"),
        "%PDF-1.4 of last week",
        "the old one stays until there is a new one"
    );
}

#[test]
#[cfg(unix)]
fn plain_records_have_no_pack() {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-a.md", "# 1. Use tea\n\n## Status\n\nAccepted\n");
    std::fs::create_dir(sandbox.path().join("tmp")).expect("a folder");
    let never = script(&sandbox, "never", "exit 9");
    let run = pack(&sandbox, &[], &never).expect(3);
    assert!(run.stderr.contains("error: there is nothing to put before a board"), "{run:?}");
    sandbox.adr(&["publish", "--out", "out"]).expect(0);
    assert!(!sandbox.path().join("out/pack.html").exists());
    assert!(
        !sandbox.read("out/data.html").contains("pack.html") && !sandbox.read("out/index.html").contains("pack.html")
    );
}

/// The chapters of a page: their ids and the level of every heading in them.
fn chapters(page: &str) -> Vec<(&str, Vec<u32>)> {
    let level = |rest: &str| rest.chars().next().and_then(|level| level.to_digit(10));
    page.split("<article class=\"chapter\" id=\"")
        .skip(1)
        .map(|rest| {
            let (id, rest) = rest.split_once('"').expect("an id");
            let inside = rest.split("</article>").next().expect("its end");
            (id, inside.split("<h").skip(1).filter_map(level).collect())
        })
        .collect()
}

#[test]
fn the_page_has_its_chapters_in_order_and_leads_to_them() {
    let sandbox = Sandbox::folder();
    sandbox.adr(&["init", "--demo", "demo", "--on", "2026-11-25"]).expect(0);
    sandbox.adr(&["-C", "demo", "publish", "--on", "2026-11-25"]).expect(0);
    let page = sandbox.read("demo/site/pack.html");
    let chapters = chapters(&page);
    let ids: Vec<&str> = chapters.iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, ["board", "matter-1", "matter-2", "matter-3", "risk", "money", "agenda", "words"]);
    for (id, levels) in &chapters {
        assert_eq!(levels.first(), Some(&2), "{id} begins with its finding");
        assert!(levels[1..].iter().all(|level| *level > 2), "{id}: {levels:?}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{id} skips a level: {levels:?}");
        assert!(page.contains(&format!("<li><a href=\"#{id}\">")), "the contents lead to {id}");
    }
    assert_eq!(page.matches("<h1").count(), 1);
    // Those for which there is no room on a page lead to their own.
    assert!(
        page.contains("<p class=\"small\">To keep this page light, two matters stand on pages of their own.</p>"),
        "{page}"
    );
    assert!(page.contains("<li><a href=\"brief/0013-delivery-tracking.html\">"), "{page}");
    // The order is that of the agenda.
    let agenda = sandbox.adr(&["-C", "demo", "agenda", "--on", "2026-11-25", "--format", "json"]).expect(0).stdout;
    let names = ["0001-card-payments", "0012-customer-sign-in", "0015-erp-retirement", "0013-delivery-tracking"];
    let places = names.map(|name| agenda.find(&format!("\"{name}\"")).expect("it is on the agenda"));
    assert!(places.is_sorted(), "{places:?}");
    // Every figure leads to a word that stands below, and none stands there that nothing leads to.
    let main = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).expect("a main part");
    assert!(!main.contains("href=\"method.html#"), "a figure leads away from the words that explain it");
    let words: Vec<&str> = main.split("id=\"word-").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(words.len() > 10, "{words:?}");
    for word in words {
        assert!(main.contains(&format!("href=\"#word-{word}\"")), "nothing leads to {word}");
    }
    assert!(page.len() < 200_000, "{} bytes", page.len());
}

#[test]
fn where_nothing_waits_it_says_so() {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-a.md", SHORT.replace("status: proposed", "status: accepted"));
    sandbox.adr(&["publish", "--on", "2026-11-25", "--out", "out"]).expect(0);
    let page = sandbox.read("out/pack.html");
    assert!(page.contains("<p class=\"ask-line\">Nothing needs a decision"), "{page}");
    assert!(chapters(&page).iter().all(|(id, levels)| !id.starts_with("matter") && !levels.is_empty()), "{page}");
    assert!(!page.contains("<h3>For decision"), "{page}");
}

/// What a printed pack says, page by page, with its ligatures taken apart.
struct Printed {
    document: Document,
    pages: Vec<String>,
}

fn printed(path: &Path) -> Printed {
    let document = Document::load(path).expect("a PDF");
    let text = |number: u32| document.extract_text(&[number]).expect("its text");
    let pages = document.get_pages().keys().map(|number| text(*number)).map(|text| plain(&text)).collect();
    Printed { document, pages }
}

/// One line, with ordinary spaces and letters.
fn plain(text: &str) -> String {
    let text = text.replace('ﬁ', "fi").replace('ﬂ', "fl").replace('ﬀ', "ff").replace('ﬃ', "ffi");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn browser() -> Option<String> {
    std::env::var_os("ADR_BROWSER")?;
    Some(std::env::var("ADR_CHROMIUM").unwrap_or_else(|_| "chromium".to_owned()))
}

#[test]
fn the_demo_is_printed_with_the_numbers_of_its_pages() {
    let Some(browser) = browser() else { return };
    let sandbox = Sandbox::folder();
    std::fs::create_dir(sandbox.path().join("tmp")).expect("a folder");
    sandbox.adr(&["init", "--demo", "demo", "--on", "2026-11-25"]).expect(0);
    let run = pack(&sandbox, &["-C", "demo"], &browser).expect(0);
    assert!(run.stderr.contains("board-pack-2026-11-25.pdf"), "{run:?}");
    let path = sandbox.path().join("demo/board-pack-2026-11-25.pdf");
    let Printed { document, pages } = printed(&path);
    // What each chapter begins with, in the order of the contents.
    let begins = [
        ("What needs the board", "Three matters need a decision by"),
        ("Card payments", "Decision 1 Proposed"),
        ("Customer sign-in", "Decision 12 Proposed"),
        ("ERP", "Decision 15 Proposed"),
        ("Delivery tracking", "Decision 13 Proposed"),
        ("Stolen cards", "Decision 16 Proposed"),
        ("Risks", "Risks 18 risks"),
        ("Money", "Money Six decisions"),
        ("Agenda", "Agenda Next meeting"),
        ("Words and signs", "Words and signs Every figure is a range"),
    ];
    let contents = pages[0].split("Contents").nth(1).expect("the contents");
    let mut rest = contents;
    let mut numbers = Vec::new();
    for (idx, (name, begin)) in begins.into_iter().enumerate() {
        rest = rest.split_once(name).unwrap_or_else(|| panic!("`{name}` in {contents}")).1;
        // The note may hold figures of its own: the page is the last number before the next line or head.
        let following = begins.get(idx + 1).map(|(next, _)| *next);
        let next =
            following.into_iter().chain(["For decision", "For information"]).filter_map(|next| rest.find(next)).min();
        let line = &rest[..next.unwrap_or(rest.len())];
        let number = line.split_whitespace().rev().find_map(|word| word.parse::<usize>().ok());
        let number = number.unwrap_or_else(|| panic!("`{name}` has no page in {contents}"));
        let page = &pages[number - 1];
        assert!(page.contains(begin), "`{name}` is said to begin on {number}, where stands: {page}");
        assert!(page.contains(&format!(" {number} of {} ", pages.len())), "the foot of {number}: {page}");
        numbers.push(number);
    }
    assert_eq!(numbers[0], 2);
    assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]), "{numbers:?}");
    // The board view takes one side, each brief its two.
    assert_eq!(numbers[1], 3);
    assert!(numbers[1..7].windows(2).all(|pair| pair[1] - pair[0] == 2), "{numbers:?}");
    for (idx, page) in pages.iter().enumerate().skip(1) {
        assert!(page.split_whitespace().count() > 80, "page {} is nearly empty: {page}", idx + 1);
        assert!(page.contains("Board confidential"), "page {} lacks its marking", idx + 1);
    }
    // Tagged, with title, language and outline; nothing in it leads to the folder in which it was made.
    let catalog = document.catalog().expect("a catalog");
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).expect("a language"), b"en");
    let marked = catalog.get_deref(b"MarkInfo", &document).and_then(Object::as_dict).expect("tags");
    assert!(marked.get(b"Marked").and_then(Object::as_bool).expect("tags"));
    assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"Outlines"));
    let bytes = std::fs::read(&path).expect("the file");
    let text = String::from_utf8_lossy(&bytes);
    assert!(!text.contains("/URI") && !text.contains("adr-pack") && !text.contains("file:"), "it leads into a folder");
    assert!(text.contains("/CreationDate (D:20261125000000"), "the day is that of the figures");
    // The same again, over the first.
    pack(&sandbox, &["-C", "demo"], &browser).expect(0);
    assert!(std::fs::read(&path).expect("the file") == bytes, "the same version prints other bytes");
}

#[test]
fn a_narrower_circle_is_not_printed() {
    let Some(browser) = browser() else { return };
    let sandbox = log();
    sandbox.write("book.toml", "[output.board]\nsite-url = \"https://board.example/d\"\n");
    let secret =
        SHORT.replace("status: proposed", "status: proposed\naudience: board\ntiming: mid\nask: Approve the quokka");
    sandbox.write("decisions/0002-quokka.md", secret.replace("# How should", "# Quokka: how should"));
    let text = |name: &str| printed(&sandbox.path().join(name)).pages.join(" ").to_lowercase();
    let run = pack(&sandbox, &["--out", "all.pdf"], &browser).expect(0);
    assert!(run.stderr.contains("note: one record is for a narrower circle and left out"), "{run:?}");
    let all = text("all.pdf");
    assert!(!all.contains("quokka"), "{all}");
    assert!(all.contains("one record is meant for a narrower circle and left out."), "the cover says so: {all}");
    let bytes = std::fs::read(sandbox.path().join("all.pdf")).expect("the file");
    assert!(!String::from_utf8_lossy(&bytes).to_lowercase().contains("quokka"));
    pack(&sandbox, &["--out", "board.pdf", "--audience", "board", "--paper", "letter"], &browser).expect(0);
    assert!(text("board.pdf").contains("quokka"));
    let bytes = std::fs::read(sandbox.path().join("board.pdf")).expect("the file");
    let raw = String::from_utf8_lossy(&bytes);
    assert!(raw.contains("/MediaBox [0 0 612 792]"), "it is Letter");
    // Other pages are those of the site, wherever the book says that it stands.
    assert!(raw.contains("(https://board.example/d/"), "links lead to the site");
}

#[test]
fn templates_of_a_log_are_those_of_its_pack() {
    let sandbox = log();
    sandbox.write("book.toml", "[output.board.theme]\ntemplates = \"look\"\n");
    sandbox.write(
        "look/site/board.html",
        "{# x #}{% extends \"builtin/site/board.html\" %}{% block watch %}<h2 id=\"own\">Ours</h2>{% endblock watch %}",
    );
    // A page that is wholly somebody's own has no block to take: the chapter is as ours.
    sandbox.write("look/site/brief.html", "{# x #}<!doctype html><html lang=\"en\"><title>x</title><p>Mine</p></html>");
    sandbox.adr(&["publish", "--out", "out"]).expect(0);
    let page = sandbox.read("out/pack.html");
    assert!(page.contains("<h3 id=\"board-own\">Ours</h3>"), "{page}");
    assert!(sandbox.read("out/brief/0001-card-payments.html").contains("<p>Mine</p>") && !page.contains("<p>Mine</p>"));
    assert!(page.contains("<h3 id=\"matter-1-ask\">"), "{page}");
}
