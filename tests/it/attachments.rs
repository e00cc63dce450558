//! Pictures and files beside the records: which come along into the site, and what is told of the others.

use crate::sandbox::Sandbox;
use std::collections::BTreeSet;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

fn record(body: &str) -> String {
    format!("# A\n\nStatus: accepted\n\nDate: 2026-01-01\n\n{body}\n")
}

/// Names of the files in `site/files`.
fn carried(sandbox: &Sandbox) -> BTreeSet<String> {
    let Ok(entries) = std::fs::read_dir(sandbox.path().join("site/files")) else { return BTreeSet::new() };
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

fn rules(sandbox: &Sandbox) -> Vec<String> {
    let run = sandbox.adr(&["check", "--format", "json"]);
    let whole: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let of = |finding: &serde_json::Value| {
        format!(
            "{}:{} {}",
            finding["rule"].as_str().unwrap_or_default(),
            finding["line"],
            finding["message"].as_str().unwrap_or_default()
        )
    };
    whole["findings"].as_array().expect("findings").iter().map(of).collect()
}

#[test]
fn what_git_tracks_comes_along_and_nothing_else() {
    let mut sandbox = Sandbox::repository();
    sandbox.write("decisions/0001-a.md", record("![The plan](img/plan.png) [figures](data/costs.csv) ![](../shared.png)\n\n![x](new.png)\n\n![y](secret.png) ![z](gone.png) [code](../src/main.rs) [folder](img/)"));
    sandbox.write("decisions/img/plan.png", PNG);
    sandbox.write("decisions/data/costs.csv", "a,b\n1,2\n");
    sandbox.write("shared.png", [PNG, b"2"].concat());
    sandbox.write("src/main.rs", "fn main() {}\n");
    sandbox.write(".gitignore", "secret.png\n");
    sandbox.commit("All");
    sandbox.write("decisions/new.png", [PNG, b"3"].concat());
    sandbox.write("decisions/secret.png", [PNG, b"4"].concat());
    sandbox.adr(&["publish", "--out", "site"]).expect(0);
    let files = carried(&sandbox);
    assert_eq!(files.len(), 3, "{files:?}");
    let page = sandbox.read("site/log/0001-a.html");
    let plan = files
        .iter()
        .find(|name| page.contains(&format!("<img src=\"../files/{name}\" alt=\"The plan\"")))
        .expect("the plan is shown");
    assert_eq!(std::fs::read(sandbox.path().join("site/files").join(plan)).expect("the plan"), PNG);
    assert!(page.contains(".csv\" download=\"costs.csv\">figures</a>"), "{page}");
    assert!(page.contains("alt=\"shared.png\""), "a picture without words has a name: {page}");
    for told in [
        "Picture: x (new.png, not on this site: git does not track it)",
        "Picture: y (secret.png, not on this site: git ignores it)",
        "Picture: z (gone.png, not on this site: there is no such file)",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(page.contains("<a>code</a>"), "code of the repository stays where it is: {page}");
    assert_eq!(
        rules(&sandbox),
        [
            "dead-link:9 `new.png` is not shown: git does not track it",
            "dead-link:11 `secret.png` is not shown: git ignores it",
            "dead-link:11 `gone.png` is not shown: there is no such file",
        ]
    );
}

#[test]
fn what_is_too_big_or_outside_is_named() {
    let sandbox = Sandbox::folder();
    sandbox.write(
        "log/decisions/0001-a.md",
        record("![big](big.png) [up](../../outside.pdf) [there](there.pdf) [dead](not-there.pdf)"),
    );
    sandbox.write("log/book.toml", "[output.board]\nrecords = \"decisions\"\n");
    sandbox.write("log/decisions/big.png", vec![0; (5 << 20) + 1]);
    sandbox.write("log/decisions/there.pdf", vec![0; 5 << 20]);
    sandbox.write("outside.pdf", "secret");
    sandbox.adr(&["-C", "log", "publish", "--out", "site"]).expect(0);
    let page = sandbox.read("log/site/log/0001-a.html");
    assert!(page.contains("Picture: big (big.png, not on this site: it is larger than 5 MiB)"), "{page}");
    assert!(page.contains("download=\"there.pdf\">there</a>"), "{page}");
    assert!(page.contains("<a>up</a>"), "{page}");
    assert!(page.contains("<a>dead</a> <span class=\"w\">(not on this site: there is no such file)</span>"), "{page}");
}

#[test]
fn nothing_that_comes_along_runs() {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-a.md", record("![d](d.svg) [page](p.html) [s](s.drawio) [b](b.exe) ![no](no.svg)"));
    sandbox.write(
        "decisions/d.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"a()\"><script>a()</script><path d=\"M0 0\"/></svg>",
    );
    sandbox.write("decisions/no.svg", "<html></html>");
    sandbox.write("decisions/p.html", "<script>a()</script>");
    sandbox.write("decisions/s.drawio", "<mxfile></mxfile>");
    sandbox.write("decisions/b.exe", b"MZ\0\0");
    sandbox.adr(&["publish", "--out", "site"]).expect(0);
    let files = carried(&sandbox);
    let endings: Vec<&str> = files
        .iter()
        .map(|name| name.rsplit('.').next().unwrap_or_default())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    assert_eq!((files.len(), endings), (4, vec!["bin", "svg", "txt"]), "{files:?}");
    let svg = files.iter().find(|name| name.ends_with("svg")).expect("the drawing");
    let svg = sandbox.read(&format!("site/files/{svg}"));
    assert!(svg.contains("<path d=\"M0 0\">") && !svg.contains("script") && !svg.contains("onload"), "{svg}");
    let page = sandbox.read("site/log/0001-a.html");
    assert!(page.contains("download=\"p.html\">page</a>"), "{page}");
    assert!(page.contains("Picture: no (no.svg, not on this site: it could not be read: it is no drawing)"), "{page}");
}

#[test]
fn a_record_for_a_narrower_circle_is_no_file_beside_another() {
    let sandbox = Sandbox::folder();
    sandbox.write(
        "decisions/0001-a.md",
        format!("---\nlinks: [{{ related: 0002-b.md }}]\n---\n{}", record("[b](0002-b.md) [c](plans/c.md)")),
    );
    sandbox.write("decisions/0002-b.md", format!("---\naudience: board\n---\n{}", record("Secret.")));
    // No record, for want of a status, and still for few.
    sandbox.write("decisions/plans/c.md", "---\naudience: board\n---\n# C\n\nSecret too.\n");
    sandbox.adr(&["publish", "--out", "site", "--audience", "all"]).expect(0);
    assert_eq!(carried(&sandbox), BTreeSet::new());
    let page = sandbox.read("site/log/0001-a.html");
    assert!(page.contains("<a>b</a>") && !page.contains("not on this site"), "{page}");
    assert!(page.contains("leads to no record") && !page.contains("a file beside the records"), "{page}");
}
