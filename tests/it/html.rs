//! Every page is sound HTML: the parser of the standard has nothing to complain about, no id stands twice, nothing is
//! focusable inside something that is.

use crate::commands::SHORT;
use crate::corpus;
use crate::sandbox::Sandbox;
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::collections::BTreeSet;
use std::path::Path;

/// What a validator would say of a page.
fn faults(page: &str) -> Vec<String> {
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    let mut faults: Vec<String> = dom.errors.borrow().iter().map(ToString::to_string).collect();
    let mut walk = Walk::default();
    walk.visit(&dom.document, false);
    faults.append(&mut walk.faults);
    for target in walk.targets.difference(&walk.ids) {
        faults.push(format!("`#{target}` leads nowhere on this page"));
    }
    faults
}

/// The texts of a page's main part, a space between any two.
pub(crate) fn words_of(page: &str) -> String {
    fn visit(node: &Handle, is_main: bool, words: &mut String) {
        let is_main = is_main || matches!(&node.data, NodeData::Element { name, .. } if &*name.local == "main");
        if let NodeData::Text { contents } = &node.data
            && is_main
        {
            words.push(' ');
            words.push_str(&contents.borrow());
        }
        for child in node.children.borrow().iter() {
            visit(child, is_main, words);
        }
    }
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    let mut words = String::new();
    visit(&dom.document, false, &mut words);
    words
}

#[derive(Default)]
struct Walk {
    ids: BTreeSet<String>,
    targets: BTreeSet<String>,
    faults: Vec<String>,
}

impl Walk {
    fn visit(&mut self, node: &Handle, is_inside_link: bool) {
        let mut is_link = is_inside_link;
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let is_focusable = matches!(&*name.local, "a" | "button" | "summary" | "input");
            if is_focusable && is_inside_link {
                self.faults.push(format!("<{}> inside a link", name.local));
            }
            is_link |= is_focusable;
            for attribute in attrs.borrow().iter() {
                let value = attribute.value.to_string();
                match &*attribute.name.local {
                    "id" if value.is_empty() || value.contains(char::is_whitespace) => {
                        self.faults.push(format!("id `{value}`"));
                    }
                    "id" if !self.ids.insert(value.clone()) => self.faults.push(format!("id `{value}` stands twice")),
                    "href" if value.len() > 1 && value.starts_with('#') => {
                        self.targets.insert(value[1..].to_owned());
                    }
                    _ => {}
                }
            }
        }
        for child in node.children.borrow().iter() {
            self.visit(child, is_link);
        }
    }
}

/// Looks at every page below a folder; how many there are, and what is wrong with them.
fn look(folder: &Path, found: &mut Vec<String>) -> usize {
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            count += look(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "html") {
            let page = std::fs::read_to_string(&path).expect("a page is UTF-8");
            found.extend(faults(&page).into_iter().map(|fault| format!("{}: {fault}", path.display())));
            count += 1;
        }
    }
    count
}

#[track_caller]
fn assert_sound(folder: &Path, least: usize) {
    let mut found = Vec::new();
    let count = look(folder, &mut found);
    assert!(count >= least, "{count} pages");
    found.truncate(20);
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn faults_are_seen() {
    let page = |body: &str| {
        format!("<!doctype html><html lang=\"en\"><head><title>x</title></head><body>{body}</body></html>")
    };
    assert_eq!(faults(&page("<p id=\"a\"><a href=\"#a\">x</a></p>")), Vec::<String>::new());
    for body in [
        "<p><a href=\"x\">1<a href=\"y\">2</a></p>",
        "<p>x</p></div>",
        "<div><span>x</div>",
        "<table><p>x</p></table>",
        "<p id=\"a\">x</p><p id=\"a\">y</p>",
        "<a href=\"#nowhere\">x</a>",
        "<ul><li>x</ul></ul>",
    ] {
        assert!(!faults(&page(body)).is_empty(), "{body}");
    }
}

#[test]
fn pages_of_the_demo_are_sound() {
    let sandbox = Sandbox::folder();
    sandbox.adr(&["init", "--demo", "demo", "--on", "2026-11-25"]).expect(0);
    sandbox.adr(&["-C", "demo", "publish", "--on", "2026-11-25"]).expect(0);
    assert_sound(&sandbox.path().join("demo/site"), 40);
}

#[test]
fn pages_of_doubtful_records_are_sound() {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-card-payments.md", SHORT);
    let body = "<p>open <b>bold\n\n<a href=\"x.md\">one <a href=\"y.md\">two</a>\n\n</div></section>\n\n<table><tr><td>cell\n\n\
                [link [in](a.md) link](b.md) ![pic [x](y)](z.png)\n\n## Same\n\nA.\n\n## Same\n\nB[^1].\n\n[^1]: Note[^1].\n\n\
                <details><summary>more [x](a.md)</summary>\n\nText\n\n- [ ] task\n  - [x] done\n\n| a | b\n|---|\n| c\n\n\
                <span id=\"main\">taken</span> <h1>again</h1> <ul><p>x</ul>\n";
    sandbox.write("decisions/0002-a <b> & \"c\".md", format!("# A <b>&amp; \"c\"\n\n{body}"));
    sandbox.write("decisions/0003-broken.md", "---\nstatus: [proposed\noptions: {{{\n---\n\n<p>\n");
    sandbox.write("decisions/0004-empty.md", "");
    sandbox.adr(&["publish", "--out", "out"]).expect(0);
    assert_sound(&sandbox.path().join("out"), 8);
}

#[test]
fn logs_that_people_wrote_are_published_as_sound_pages() {
    let Some(corpus) = corpus::folder() else { return };
    let out = Sandbox::folder();
    for (repository, expected) in corpus::truth(&corpus) {
        let folders = corpus::folders(&expected);
        let root = corpus.join(&repository);
        let site = out.path().join(&repository);
        let (root, site) = (root.to_str().expect("a plain path"), site.to_str().expect("a plain path"));
        let mut args = vec!["-C", root, "publish", "--on", "2026-11-25", "--out", site];
        args.extend(folders.iter().flat_map(|folder| ["--records", folder.as_str()]));
        out.adr(&args).expect(0);
    }
    assert_sound(out.path(), 2_000);
}
