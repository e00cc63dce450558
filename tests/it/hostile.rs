//! Text that wants to be more than text: in every place where an author's words appear, they are
//! published as words.

use crate::sandbox::Sandbox;
use std::path::Path;

/// HTML, an attribute's end, template syntax, and what terminals and readers obey.
const ATTACK: &str =
    "<script>alert(1)</script><img src=x onerror=alert(2)>' onmouseover=alert(3) x='{{ 7 * 191 }}{% raw %}";

/// Publishes these files and hands every page to the check of this module.
fn publish(files: &[(&str, String)]) -> Vec<(String, String)> {
    let sandbox = Sandbox::folder();
    for (path, text) in files {
        sandbox.write(path, text);
    }
    sandbox.adr(&["publish", "--out", "out"]).expect(0);
    let mut pages = Vec::new();
    collect(&sandbox.path().join("out"), "", &mut pages);
    assert!(pages.iter().any(|(path, _)| path.starts_with("log/")), "no record was published");
    pages
}

fn collect(folder: &Path, prefix: &str, pages: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), pages);
        } else if name.ends_with(".html") {
            pages.push((name, std::fs::read_to_string(entry.path()).expect("a page is UTF-8")));
        }
    }
}

/// No page has a tag, an attribute or an address that an author could have put there.
fn assert_harmless(pages: &[(String, String)]) {
    for (path, page) in pages {
        assert!(!page.contains('\u{1b}'), "{path} carries an escape sequence");
        assert!(!page.contains("1337"), "{path} carries a computed template");
        // Our own scripts, each once, and from our own folder.
        let page = page.replacen(r#"<script src="../assets/what-if.js" defer></script>"#, "", 1);
        let page = page.replacen(r#"<script src="assets/search.js" defer></script>"#, "", 1);
        let page = page.replacen(r#"<script src="assets/lists.js" defer></script>"#, "", 1);
        let page = page.replacen(r#"<script src="../assets/lists.js" defer></script>"#, "", 1);
        for tag in tags(&page) {
            let name =
                tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            let name = name.to_ascii_lowercase();
            let forbidden = ["script", "iframe", "object", "embed", "form", "style", "base", "img"];
            assert!(!forbidden.contains(&name.as_str()), "{path} has <{tag}>");
            for (attribute, value) in attributes(tag) {
                assert!(!attribute.starts_with("on"), "{path} has {attribute} in <{tag}>");
                let value = value.to_ascii_lowercase();
                if matches!(attribute.as_str(), "src" | "srcset" | "data" | "action" | "background") {
                    panic!("{path} fetches something by <{tag}>");
                }
                if attribute == "href" && name == "a" {
                    let is_known = ["http://", "https://", "mailto:"].iter().any(|scheme| value.starts_with(scheme));
                    assert!(is_known || !value.contains(':'), "{path} leads to {value}");
                    assert!(!value.contains("../../"), "{path} leads out of the site: {value}");
                }
                if attribute == "href" && name == "link" {
                    assert!(value == "data:," || value.ends_with("assets/adr.css"), "{path} fetches {value}");
                }
                assert!(attribute != "style" || name == "html", "{path} has a style of its own: <{tag}>");
            }
        }
    }
}

/// The insides of all tags, quotes respected.
fn tags(page: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        let mut is_quoted = false;
        let end = rest[start..].find(|c| {
            is_quoted ^= c == '"';
            c == '>' && !is_quoted
        });
        let Some(end) = end else { panic!("a tag never ends: {:.80}", &rest[start..]) };
        tags.push(&rest[start + 1..start + end]);
        rest = &rest[start + end + 1..];
    }
    tags
}

fn attributes(tag: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = tag.split_once(char::is_whitespace).map_or("", |(_, rest)| rest);
    while let Some((before, after)) = rest.split_once('=') {
        let name = before.split_whitespace().last().unwrap_or_default().to_ascii_lowercase();
        let value = match after.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next().unwrap_or_default(),
            None => after.split_whitespace().next().unwrap_or_default(),
        };
        found.push((name, value.to_owned()));
        rest = after[value.len() + usize::from(after.starts_with('"'))..].trim_start_matches('"');
    }
    found
}

fn record(title: &str, front: &str, body: &str) -> (&'static str, String) {
    ("decisions/0001-a.md", format!("---\nstatus: proposed\n{front}---\n# {title}\n\n{body}\n"))
}

const OPTIONS: &str = "options:\n  - buy: A thing\n    cost: 1m to 2m\n  - avoid: Keep it\n    cost: 2m\n";

#[test]
fn a_title_is_words() {
    let pages = publish(&[record(ATTACK, OPTIONS, "Text.")]);
    assert_harmless(&pages);
    assert!(pages.iter().any(|(_, page)| page.contains("alert(")), "the title is shown");
}

#[test]
fn an_option_is_words() {
    let quoted = ATTACK.replace('\'', "''");
    let front = format!(
        "recommend: buy\noptions:\n  - buy: '{quoted}'\n    cost: 1m to 2m\n    ready: 3\n    supplier: {{ name: '{quoted}' }}\n    risks: [{{ name: '{quoted}', per-year: 0.5, loss: 1k to 2k, owner: '{quoted}' }}]\n  - avoid: '{quoted}'\n    cost: 2m\n    why-not: '{quoted}'\n"
    );
    let pages = publish(&[record("A title", &front, "Text.")]);
    assert_harmless(&pages);
    assert!(pages.iter().any(|(path, page)| path.starts_with("brief/") && page.contains("&lt;script&gt;")));
}

#[test]
fn a_body_is_sanitized() {
    let body = format!(
        "{ATTACK}\n\n<script>alert(4)</script>\n\n<a href=\"javascript:alert(5)\">x</a> <iframe src=\"https://example.org\"></iframe>\n\n<a title=\"<img src=x onerror=alert(6)>\" href=\"x.md\">y</a>\n\n<table title=\"<script>\"><tr><td>z</td></tr></table>\n\n```html\n<script>alert(7)</script>\n```\n\n<style>body{{display:none}}</style><form action=\"https://example.org\"><input></form>\n\n\u{1b}[31mred\u{1b}[0m \u{f8ff}0\u{f8ff}"
    );
    let pages = publish(&[record("A title", OPTIONS, &body)]);
    assert_harmless(&pages);
}

#[test]
fn front_matter_is_words() {
    let quoted = ATTACK.replace('\'', "''");
    let front = format!(
        "owner: '{quoted}'\ndecision-makers: ['{quoted}']\nconsulted: ['{quoted}']\nask: '{quoted}'\nwhy-now: '{quoted}'\ntags: ['{quoted}']\narea: '{quoted}'\nresponse: {{ what: '{quoted}', who: '{quoted}' }}\ndissent: [{{ who: '{quoted}', why: '{quoted}' }}]\nrevisit: ['{quoted}']\nnext: [{{ what: '{quoted}', who: '{quoted}', by: 2026-12-01 }}]\nkill: [{{ metric: '{quoted}', below: 4, by: 2026-12-01, then: '{quoted}' }}]\nunknown-{quoted}: x\n{OPTIONS}"
    );
    assert_harmless(&publish(&[record("A title", &front, "Text.")]));
}

#[test]
fn a_link_leads_nowhere_else() {
    let body = "[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](data:text/html,x) [d](../../../etc/passwd) \
                [e](https://example.org/?a=1&b=\"><script>) ![f](https://example.org/x.png) ![g](x.png) \
                [h](vbscript:x) [i](//example.org/x) <https://example.org> [j](0002-b.md) [k](#x) [l](file:///etc/passwd)";
    let front = "links:\n  - related: javascript:alert(1)\n  - supersedes: ../../../etc/passwd\n  - related: 2\n";
    let second = ("decisions/0002-b.md", "# B\n\nText.\n".to_owned());
    let pages = publish(&[record("A title", &format!("{front}{OPTIONS}"), body), second]);
    assert_harmless(&pages);
    let log = &pages.iter().find(|(path, _)| path == "log/0001-a.html").expect("the record").1;
    assert!(log.contains("<a href=\"../log/0002-b.html\">j</a>"), "a link to a record leads to its page");
    assert!(log.contains("rel=\"noopener noreferrer external\""), "a link out of the site says so");
}

#[test]
fn a_file_name_is_words() {
    let name = "decisions/0001-<img src=x onerror=alert(1)> & 'x' {{ 7 * 191 }}.md";
    let pages = publish(&[(name, "# A title\n\nText.\n".to_owned()), ("decisions/0002-b.md", "# B\n".to_owned())]);
    assert_harmless(&pages);
}

#[test]
fn settings_are_words() {
    let toml = "[book]\ntitle = \"<script>alert(1)</script>'; } body { background: url(https://example.org)\"\n\
                authors = [\"<img src=x onerror=alert(1)>\"]\n[output.board]\nrecords = [\"decisions\"]\n\
                [output.board.theme]\nmarking = \"'; background: url(https://example.org) '\\\\\"\n";
    let pages = publish(&[record("A title", OPTIONS, "Text."), ("book.toml", toml.to_owned())]);
    assert_harmless(&pages);
    for (path, page) in &pages {
        // What stands at the edge of a sheet comes out of attributes: nothing is styled in place.
        assert!(!page.contains(" style="), "{path} is styled in place");
        assert!(page.contains("Content-Security-Policy"), "{path} has no policy");
    }
}

/// Text that turns its direction is shown as such to whoever reads closely, and as plain words to everybody else.
#[test]
fn turned_text_is_named_or_straight() {
    let turned = "Pay \u{202e}\u{2066}lliB\u{200f} now\u{9b}31m\u{7f}";
    let sandbox = Sandbox::folder();
    let (path, text) = record(turned, &format!("csot: 1\nowner: 'A{turned}'\n{OPTIONS}"), &format!("Body {turned}."));
    sandbox.write(path, text);
    sandbox.write("decisions/0002-b.md", format!("# B\n\nSee [x](0001-{turned}.md).\n"));
    sandbox.adr(&["publish", "--out", "out"]).expect(0);
    let mut pages = Vec::new();
    collect(&sandbox.path().join("out"), "", &mut pages);
    for (path, page) in &pages {
        let odd = |c: &char| {
            (c.is_control() && *c != '\n')
                || matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert_eq!(page.chars().find(odd), None, "{path}");
        let is_technical = path.starts_with("log/0001");
        assert!(page.contains("[U+202E RIGHT-TO-LEFT OVERRIDE]") || !is_technical, "{path}");
        assert!(
            is_technical || path.starts_with("log/") || path == "findings.html" || !page.contains("U+202E"),
            "{path}"
        );
    }
    for args in [&["list"][..], &["show", "1"], &["check"], &["agenda"], &["compare", "1"], &["show", "1", "--explain"]]
    {
        let run = sandbox.adr(args);
        for text in [run.stdout, run.stderr] {
            let odd = |c: &char| c.is_control() && *c != '\n' || ('\u{202a}'..='\u{202e}').contains(c);
            assert_eq!(text.chars().find(odd), None, "{args:?}");
        }
    }
    assert!(
        sandbox.adr(&["list"]).stdout.replace(char::is_whitespace, " ").contains("[U+202E"),
        "the terminal names it"
    );
    for args in [
        &["list", "--format", "json"][..],
        &["check", "--format", "json"],
        &["compare", "1", "--format", "json"],
        &["new", turned, "--format", "json"],
    ] {
        let json = sandbox.adr(args).stdout;
        assert!(json.starts_with('{') && !json.contains(|c: char| c.is_control() && c != '\n'), "{args:?}: {json}");
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{args:?}: {json}");
    }
    let json = sandbox.adr(&["list", "--format", "json"]).stdout;
    assert!(json.contains("\\u009b") && json.contains("\\u202e") && json.contains("\\u007f"), "{json}");
}

#[test]
fn a_title_in_full_width_is_no_formula() {
    let sandbox = Sandbox::folder();
    for (number, sign) in ["＝", "＋", "－", "＠", "=", "@"].into_iter().enumerate() {
        sandbox.write(&format!("decisions/000{}-a.md", number + 1), format!("# {sign}Use tea\n"));
    }
    let csv = sandbox.adr(&["list", "--format", "csv"]).expect(0).stdout;
    assert_eq!(csv.matches(",'").count(), 6, "{csv}");
}

#[test]
fn a_template_without_end_is_stopped_at_its_line() {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-a.md", "# A\n");
    sandbox.write("book.toml", "[output.board.theme]\ntemplates = \"look\"\n");
    let body = "all work and no play ".repeat(200);
    let text = format!(
        "{{# x #}}\n\n{{% for a in range(end=100000) %}}{{% for b in range(end=100000) %}}{body}{{{{ b }}}}{{% endfor %}}{{% endfor %}}"
    );
    sandbox.write("look/site/method.html", text);
    let run = sandbox.adr(&["publish"]).expect(3);
    assert!(run.stderr.contains("200 MB") && run.stderr.contains("site/method.html:3"), "{}", run.stderr);
    assert!(!sandbox.path().join("site").exists());
}

/// The most memory that `adr publish` takes in a log of one record, bytes.
fn peak(text: &str) -> (usize, Sandbox) {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-a.md", text);
    let plain = sandbox.command(&["publish"], &[]);
    let run = std::process::Command::new("/usr/bin/time")
        .args(["-f", "%M"])
        .arg(plain.get_program())
        .args(plain.get_args())
        .current_dir(sandbox.path())
        .output()
        .expect("it runs");
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "{told}");
    let kilobytes: usize = told.lines().last().and_then(|line| line.parse().ok()).expect("what time measured");
    (kilobytes << 10, sandbox)
}

/// Measured where there is GNU time: a record of 8 MiB, of whatever sort, takes at most eighteen times as much, beside what
/// the program itself takes.
#[test]
fn a_record_needs_at_most_eighteen_times_its_size() {
    if !std::process::Command::new("/usr/bin/time").args(["-v", "true"]).output().is_ok_and(|run| run.status.success())
    {
        crate::sandbox::tell("SKIPPED: hostile, memory: this machine has no /usr/bin/time");
        return;
    }
    let size: usize = 8 << 20;
    let (program, _) = peak("# A\n\nab\n");
    for line in [
        "ab\n",
        "- a\n",
        "# a\n\n",
        "**a** [b](c)\n",
        "a|b\n",
        "&lt;",
        "some words on a line of the usual length, with *one* of them stressed\n",
    ] {
        let (taken, sandbox) = peak(&format!("# A\n\n{}", line.repeat(size / line.len() - 2)));
        let own = taken.saturating_sub(program);
        assert!(own <= 18 * size, "{line:?}: {} MiB beside {} MiB", own >> 20, program >> 20);
        assert!(sandbox.read("site/log/0001-a.html").len() > size / 2, "{line:?}: nothing is lost");
    }
}
