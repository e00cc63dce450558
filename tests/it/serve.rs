//! The preview: a server of its own process on a free port, asked as a browser asks.

use crate::sandbox::Sandbox;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStderr, Stdio};
use std::time::Duration;

const RECORD: &str = "# Which queue do we use?\n\nDate: 2026-01-05\n\n## Status\n\nAccepted\n\n## Context\n\nNone yet.\n\n## Decision\n\nRabbit.\n\n## Consequences\n\nOne more.\n";

/// A preview, ended with the test.
struct Preview {
    child: Child,
    port: u16,
    stderr: BufReader<ChildStderr>,
}

/// What came back.
struct Answer {
    head: String,
    body: Vec<u8>,
}

impl Preview {
    fn of(sandbox: &Sandbox, args: &[&str]) -> Self {
        let mut command = sandbox.command(&[&["serve", "--port", "0", "--on", "2026-01-06"], args].concat(), &[]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("adr runs");
        let mut stderr = BufReader::new(child.stderr.take().expect("standard error"));
        let mut address = String::new();
        BufReader::new(child.stdout.take().expect("standard output")).read_line(&mut address).expect("a line");
        let port = address.trim().strip_prefix("http://127.0.0.1:").and_then(|rest| rest.strip_suffix('/'));
        let Some(port) = port.and_then(|port| port.parse().ok()) else {
            let mut talk = String::new();
            let _ = stderr.read_to_string(&mut talk);
            panic!("`{address}` is no address: {talk}");
        };
        Self { child, port, stderr }
    }

    fn connection(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a limit");
        stream
    }

    /// Sends a head as it stands.
    fn send(&self, head: &str) -> Answer {
        let mut stream = self.connection();
        stream.write_all(head.as_bytes()).expect("sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head and a body");
        Answer { head: String::from_utf8_lossy(&bytes[..end]).into_owned(), body: bytes[end + 4..].to_vec() }
    }

    fn get(&self, path: &str) -> Answer {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port))
    }

    /// Waits as an open page does until there is something newer than this page.
    fn wait_for_newer_than(&self, page: &Answer) {
        let state = page.state();
        let mut stream = self.connection();
        let head = format!("GET /__adr/news?{state} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port);
        stream.write_all(head.as_bytes()).expect("sent");
        let mut said = String::new();
        BufReader::new(stream).read_to_string(&mut said).expect("news, in a minute");
        assert!(said.contains("Content-Type: text/event-stream\r\n") && said.ends_with("data: newer\n\n"), "{said}");
    }

    /// Waits until a page is what a test waits for; every newer state of it is looked at once.
    fn wait_until(&self, path: &str, is_there: impl Fn(&Answer) -> bool) -> Answer {
        for _ in 0..20 {
            let page = self.get(path);
            if is_there(&page) {
                return page;
            }
            self.wait_for_newer_than(&page);
        }
        panic!("{path} never became what was waited for:\n{}", self.get(path).text());
    }

    /// The next line that it says.
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stderr.read_line(&mut line).expect("a line");
        line
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn status(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    fn has(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    fn state(&self) -> String {
        let text = self.text();
        let state = text.split("reload.js?").nth(1).and_then(|rest| rest.split('"').next());
        state.unwrap_or_else(|| panic!("no state in:\n{text}")).to_owned()
    }

    /// The page without what the preview adds to it.
    fn undressed(&self) -> String {
        let script = format!("<script src=\"/__adr/reload.js?{}\" defer></script>\n", self.state());
        let link = "<link rel=\"stylesheet\" href=\"/__adr/notice.css\">\n";
        let text = self.text().replacen(&script, "", 1).replacen(link, "", 1);
        match text.split_once("\n<p class=\"adr-notice\" role=\"alert\">") {
            Some((before, after)) => format!("{before}{}", after.split_once("</p>\n").expect("its end").1),
            None => text,
        }
    }
}

fn log() -> Sandbox {
    let mut sandbox = Sandbox::repository();
    sandbox.write("decisions/0001-queue.md", RECORD);
    sandbox.commit("A queue");
    sandbox
}

/// Every file below a folder, by its path within it.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(at).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below it").to_string_lossy().into_owned();
                files.push((name, std::fs::read(&path).expect("a file")));
            }
        }
    }
    files
}

#[test]
fn what_publish_writes_is_served() {
    let mut sandbox = Sandbox::repository();
    let figures = include_str!("../examples/sign-in.md");
    sandbox.write("decisions/0001-queue.md", RECORD.replace("None yet.", "![Plan](plan.png) and [notes](notes.csv)"));
    sandbox.write("decisions/0002-größe-100%.md", figures);
    sandbox.write("decisions/0003-later.md", "---\nstatus: proposed\nsupersedes: 1\n---\n# Which queue later?\n");
    sandbox.write("decisions/plan.png", b"\x89PNG\r\n\x1a\n\xff\xfe");
    sandbox.write("decisions/notes.csv", "a,b\n");
    sandbox.write("extra/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    sandbox.write("book.toml", "[output.board]\nstatic = \"extra\"\ncurrency = \"EUR\"\ndraws = 1000\n");
    sandbox.commit("All");
    let out = Sandbox::folder();
    let out = out.path().join("site");
    let to = out.to_string_lossy().into_owned();
    sandbox.adr(&["publish", "--on", "2026-01-06", "--out", &to]).expect(0);
    let preview = Preview::of(&sandbox, &[]);
    let published = files(&out);
    assert!(published.len() > 30, "{}", published.len());
    for (path, bytes) in published {
        if path == "manifest.json" {
            continue;
        }
        let encoded = path.replace('%', "%25").replace('ö', "%C3%B6").replace('ß', "%c3%9f");
        let answer = preview.get(&format!("/{encoded}"));
        assert_eq!(answer.status(), "200", "{path}");
        assert!(answer.head.contains("\r\nCache-Control: no-store\r\n"), "{}", answer.head);
        if path.ends_with(".html") {
            assert!(
                answer.undressed() == String::from_utf8_lossy(&bytes),
                "{path} is another page:\n{}",
                answer.undressed()
            );
        } else {
            assert!(answer.body == bytes, "{path} is another file");
        }
    }
    for (path, is) in
        [("/", "text/html; charset=utf-8"), ("/logo.svg", "image/svg+xml"), ("/decisions.ics", "text/calendar")]
    {
        assert!(preview.get(path).head.contains(&format!("\r\nContent-Type: {is}")), "{path}");
    }
}

#[test]
fn a_save_is_shown() {
    let mut sandbox = log();
    let preview = Preview::of(&sandbox, &[]);
    let page = preview.get("/log/0001-queue.html");
    assert!(page.has("None yet.") && page.has("connect-src 'self'"), "{}", page.text());
    let missing = preview.get("/log/0002-cache.html");
    assert_eq!(missing.status(), "404");
    assert!(missing.has("<a href=\"/\">"), "it leads home");

    // An editor that writes beside the file, and puts the new one in its place.
    sandbox.write("decisions/.0001-queue.md.tmp", RECORD.replace("None yet.", "Orders get lost."));
    let (beside, file) = ("decisions/.0001-queue.md.tmp", "decisions/0001-queue.md");
    std::fs::rename(sandbox.path().join(beside), sandbox.path().join(file)).expect("renamed");
    preview.wait_for_newer_than(&page);
    let page = preview.wait_until("/log/0001-queue.html", |page| page.has("Orders get lost."));
    assert!(page.has("with uncommitted changes"));

    // A page that did not exist.
    sandbox.write("decisions/0002-cache.md", "# Which cache?\n\n## Status\n\nProposed\n");
    preview.wait_until("/log/0002-cache.html", |page| page.status() == "200");
    // A folder that did not exist, and what is in it.
    sandbox.write("decisions/later/0003-index.md", "# Which index?\n\n## Status\n\nProposed\n");
    preview.wait_until("/log/0003-index.html", |page| page.status() == "200");
    sandbox.write("decisions/later/0003-index.md", "# Which index?\n\n## Status\n\nProposed\n\n## Context\n\nSlow.\n");
    preview.wait_until("/log/0003-index.html", |page| page.has("Slow."));

    let id = sandbox.commit("More");
    let page = preview.wait_until("/", |page| page.has(&id[..7]));
    assert!(!page.has("with uncommitted changes"));
    std::fs::remove_file(sandbox.path().join("decisions/0002-cache.md")).expect("removed");
    preview.wait_until("/log/0002-cache.html", |page| page.status() == "404");
}

#[test]
fn figures_change_with_their_estimates() {
    let sandbox = Sandbox::folder();
    let record = include_str!("../examples/sign-in.md");
    sandbox.write("decisions/0001-sign-in.md", record);
    sandbox.write("decisions/0002-sign-in-too.md", record);
    let preview = Preview::of(&sandbox, &["--draws", "1000"]);
    let page = preview.get("/compare/0001-sign-in.html");
    sandbox.write("decisions/0001-sign-in.md", record.replace("450k / 600k", "450k / 700k"));
    let is_other = |now: &Answer| now.status() == "200" && now.undressed() != page.undressed();
    preview.wait_until("/compare/0001-sign-in.html", is_other);
    // Words, in the other record: no figure rests on them.
    sandbox.write("decisions/0002-sign-in-too.md", format!("{record}\nAnd so on.\n"));
    preview.wait_until("/log/0002-sign-in-too.html", |page| page.has("And so on."));
    // What was kept comes to the same as what is drawn anew.
    let again = Preview::of(&sandbox, &["--draws", "1000"]);
    for path in ["/", "/compare/0001-sign-in.html", "/compare/0002-sign-in-too.html", "/cost.html"] {
        assert!(preview.get(path).undressed() == again.get(path).undressed(), "{path} is another page");
    }
}

#[test]
fn what_is_broken_leaves_the_last_site_and_says_so() {
    let sandbox = log();
    sandbox.write("book.toml", "[output.board]\ntheme.name = \"Aldermoor\"\n");
    let mut preview = Preview::of(&sandbox, &[]);
    assert!(preview.line().starts_with("1 decision, shown until Ctrl-C"));
    let page = preview.get("/");
    assert!(page.has("Aldermoor") && !page.has("adr-notice"));

    sandbox.write("book.toml", "[output.board\ntheme.name = \"\u{1b}[2JElse\"\n");
    preview.wait_for_newer_than(&page);
    let broken = preview.get("/");
    assert!(broken.has("Aldermoor") && broken.has("class=\"adr-notice\""), "{}", broken.text());
    assert!(broken.has("The site stays as it was before the last change: book.toml:1: error:"), "{}", broken.text());
    let line = preview.line();
    assert!(line.starts_with("error: book.toml:1: error: ") && !line.contains('\u{1b}'), "{line}");

    sandbox.write("book.toml", "[output.board]\ntheme.name = \"Brackwater\"\n");
    preview.wait_until("/", |page| page.has("Brackwater") && !page.has("adr-notice"));
    assert!(preview.line().starts_with("book.toml: shown again after "));
}

#[test]
fn a_template_that_fails_leaves_the_last_page_and_says_so() {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-queue.md", RECORD);
    sandbox.write("book.toml", "[output.board]\ntheme.templates = \"look\"\n");
    sandbox.write("look/site/decisions.html", "<body>{% block content %}First{% endblock content %}");
    let preview = Preview::of(&sandbox, &[]);
    let page = preview.get("/");
    assert!(page.has("First"), "{}", page.text());
    // One that cannot be read, and one that asks for what is not there.
    for bad in ["<body>Second{% if %}", "<body>Second{{ page.nothing.at.all }}"] {
        let page = preview.get("/");
        sandbox.write("look/site/decisions.html", bad);
        preview.wait_for_newer_than(&page);
        let page = preview.wait_until("/", |page| page.has("adr-notice"));
        assert!(page.has("First") && page.has("decisions.html"), "{}", page.text());
    }
    assert_eq!(preview.get("/method.html").status(), "200", "other pages are made");
    sandbox.write("look/site/decisions.html", "<body>Third");
    preview.wait_until("/", |page| page.has("Third") && !page.has("adr-notice"));
}

#[test]
fn an_error_in_a_record_stands_over_its_page() {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-queue.md", "---\nstatus: accepted\n---\n# Which queue?\n");
    let preview = Preview::of(&sandbox, &[]);
    let page = preview.get("/log/0001-queue.html");
    assert!(!page.has("adr-notice"));
    sandbox.write(
        "decisions/0001-queue.md",
        "---\nstatus: accepted\noptions: [{ buy: <script>alert(1)</script> }\n---\n# Which queue?\n",
    );
    preview.wait_for_newer_than(&page);
    let page = preview.get("/log/0001-queue.html");
    assert!(page.has("<p class=\"adr-notice\" role=\"alert\">decisions/0001-queue.md:"), "{}", page.text());
    assert!(!page.has("<script>"), "{}", page.text());
}

#[test]
fn other_hosts_and_methods_are_refused() {
    let preview = Preview::of(&log(), &[]);
    let port = preview.port;
    for host in ["board.example", &format!("board.example:{port}"), "127.0.0.1", "localhost:1"] {
        let answer = preview.send(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        assert_eq!(answer.status(), "421", "{host}");
        assert!(!answer.has("queue"), "{}", answer.text());
    }
    let line = |line: &str| preview.send(&format!("{line} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"));
    assert_eq!(line("GET /").status(), "200");
    let head = line("HEAD /");
    assert!(head.status() == "200" && head.body.is_empty(), "{}", head.head);
    let post = line("POST /");
    assert!(post.status() == "405" && post.head.contains("\r\nAllow: GET, HEAD\r\n"), "{}", post.head);
    let script =
        format!("GET /search/records-0.js HTTP/1.1\r\nHost: localhost:{port}\r\nSec-Fetch-Site: cross-site\r\n\r\n");
    assert_eq!(preview.send(&script).status(), "403", "another site's page may not load it");
    assert_eq!(preview.send("\u{1b}[2J\r\n\r\n").status(), "400");
}

#[test]
fn nothing_outside_the_site_is_served() {
    let sandbox = log();
    sandbox.write("secret.txt", "secret");
    let preview = Preview::of(&sandbox, &[]);
    for path in [
        "/../secret.txt",
        "/secret.txt",
        "/%2e%2e/secret.txt",
        "/log/..%2f..%2fsecret.txt",
        "/decisions/0001-queue.md",
        "/.git/config",
        "/a%00",
        "/a%0d%0aX-A:%20b",
        "//etc/passwd",
        "/__adr/../secret.txt",
        "/__adr/mod.rs",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status(), "404", "{path}");
        assert!(!answer.has("secret") && !answer.head.contains("X-A"), "{path}");
    }
}

#[test]
fn a_port_that_is_taken_is_told_or_passed_over() {
    let sandbox = log();
    let preview = Preview::of(&sandbox, &[]);
    let run = sandbox.adr(&["serve", "--port", &preview.port.to_string()]).expect(2);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.starts_with("error: could not listen on port "), "{}", run.stderr);
    assert!(run.stderr.contains("another program listens there; name another, or none"), "{}", run.stderr);
    let run = sandbox.adr(&["serve", "--records", "nothing"]).expect(3);
    assert_eq!(run.stdout, "", "without a log there is no preview");
}

#[cfg(unix)]
#[test]
fn it_ends_quietly_and_leaves_nothing() {
    let sandbox = log();
    let before = files(sandbox.path());
    let mut preview = Preview::of(&sandbox, &[]);
    assert_eq!(preview.get("/").status(), "200");
    let pid = preview.child.id().to_string();
    // Not as Ctrl-C does it: what is started in the background of a script is told to pass that over.
    assert!(std::process::Command::new("kill").args(["-TERM", &pid]).status().expect("kill runs").success());
    let mut said = String::new();
    preview.stderr.read_to_string(&mut said).expect("its last words");
    assert_eq!(said.lines().count(), 1, "{said}");
    preview.child.wait().expect("it ended");
    assert!(files(sandbox.path()) == before, "something was written");
}

#[test]
fn a_page_follows_in_a_browser() {
    if std::env::var_os("ADR_BROWSER").is_none() {
        return;
    }
    let sandbox = log();
    let long = RECORD.replace("None yet.", &"Orders get lost, and nobody knows which.\n\n".repeat(60));
    let record = sandbox.write("decisions/0001-queue.md", long);
    let preview = Preview::of(&sandbox, &[]);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/preview.mjs");
    let chromium = std::env::var_os("ADR_CHROMIUM").unwrap_or_else(|| "chromium".into());
    let address = format!("http://127.0.0.1:{}/", preview.port);
    let mut command = std::process::Command::new("node");
    command.arg(script).arg(address).arg("log/0001-queue.html").arg(record).env("ADR_CHROMIUM", chromium);
    let output = command.output().expect("node can be started");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
}
