//! One site over the logs of several repositories: records named by source, links across, money over all; one that is
//! broken is told and the others are published; and no source reads what is not its own.

use crate::sandbox::Sandbox;
use serde_json::Value;

/// A record that was accepted: a service that we buy.
fn bought(title: &str, yearly: &str, more: &str) -> String {
    format!(
        "---\nstatus: accepted\ndate: 2026-01-20\ndecision: {{ option: buy, on: 2026-01-20 }}\n{more}options:\n  \
         - buy: {title}\n    supplier: Acme\n    cost: {{ yearly: {yearly} }}\n  \
         - avoid: As it is\n    cost: {{ yearly: 1k }}\n---\n# {title}\n\n![A picture](secret.png)\n\n\
         ![Another](../../../top.png)\n"
    )
}

/// A folder with a board's own log, one source that is a repository, one that is bare, and one that is not there.
fn company() -> Sandbox {
    let company = Sandbox::folder();
    company.write("board/top.png", b"\x89PNG top");
    company.write("top.png", b"\x89PNG top");
    company.write(
        "board/decisions/0001-gateway.md",
        bought("Our own gateway", "100k", "links: [depends-on: payments/1]\n"),
    );
    company.write(
        "board/book.toml",
        "[output.board]\ncurrency = \"GBP\"\n[[output.board.sources]]\npath = \"../payments\"\n\
         [[output.board.sources]]\nname = \"people\"\npath = \"../bare.git\"\nat = \"v1\"\n\
         [[output.board.sources]]\npath = \"../gone\"\n",
    );
    company.write(
        "payments/docs/adr/0001-gateway.md",
        bought("A gateway", "200k", "links: [depends-on: 1, related: 2]\n"),
    );
    company.write("payments/docs/adr/secret.png", b"\x89PNG theirs");
    company.write("payments/book.toml", "[output.board]\ncurrency = \"GBP\"\nhorizon = 2\n");
    let mut people = Sandbox::repository();
    people.write("decisions/0002-payroll.md", bought("A payroll", "300k", "currency: GBP\n"));
    people.commit("payroll");
    let git = people.git();
    let head = git.head().expect("a head").peel(git2::ObjectType::Commit).expect("a commit");
    git.tag_lightweight("v1", &head, false).expect("a tag");
    std::fs::remove_file(people.path().join("decisions/0002-payroll.md")).expect("it was there");
    people.commit("away with it");
    git2::build::RepoBuilder::new()
        .bare(true)
        .clone(people.path().to_str().expect("a path"), &company.path().join("bare.git"))
        .expect("a bare clone");
    company
}

#[test]
fn one_site_over_several_repositories() {
    let company = company();
    let run = company.adr(&["-C", "board", "publish", "--out", "site", "--on", "2026-02-01"]).expect(0);
    assert!(run.stderr.contains("index.html"), "{}", run.stderr);
    let page = |path: &str| company.read(&format!("board/site/{path}"));
    // Our own addresses stay as they are, whatever others call theirs.
    for own in ["brief/0001-gateway.html", "brief/payments-0001-gateway.html", "brief/people-0002-payroll.html"] {
        assert!(company.path().join("board/site").join(own).is_file(), "{own}");
    }
    assert!(page("brief/0001-gateway.html").contains("payments-0001-gateway.html"), "a link across");
    assert!(page("findings.html").contains("the source `gone` is left out"), "{}", page("findings.html"));
    let data: Value = serde_json::from_str(&page("decisions.json")).expect("JSON");
    let shares = &data["whole"]["portfolios"][0]["concentration"]["suppliers"];
    let shares = shares.as_array().expect("suppliers");
    assert_eq!(shares.len(), 1);
    assert!((shares[0]["yearly"].as_f64().expect("money") - 600_000.0).abs() < 1.0, "{shares:?}");
    let horizon = |id: &str| {
        let decision = data["decisions"].as_array().expect("decisions").iter().find(|decision| decision["id"] == id);
        decision.unwrap_or_else(|| panic!("no {id}")).clone()
    };
    horizon("payments-0001-gateway");
    let compared = company.adr(&["-C", "board", "compare", "payments/1", "--format", "json"]).expect(0);
    let compared: Value = serde_json::from_str(&compared.stdout).expect("JSON");
    assert_eq!(compared["decision"]["horizon_years"], 2, "its own book says so");
    let list: Value = serde_json::from_str(&company.adr(&["-C", "board", "list", "--format", "json"]).expect(0).stdout)
        .expect("JSON");
    let links = &list["records"][1]["links"];
    assert_eq!(list["records"][1]["path"], "payments:/docs/adr/0001-gateway.md");
    assert_eq!(links[1]["path"], Value::Null, "a number is one of its own log: {links}");
}

#[test]
fn no_source_shows_what_is_not_its_own() {
    let company = company();
    company.adr(&["-C", "board", "publish", "--out", "site"]).expect(0);
    let files = std::fs::read_dir(company.path().join("board/site/files")).expect("attachments");
    let bytes: Vec<Vec<u8>> =
        files.map(|file| std::fs::read(file.expect("an entry").path()).expect("a file")).collect();
    assert!(bytes.iter().any(|bytes| bytes.ends_with(b"theirs")), "a picture beside its record comes along");
    assert!(!bytes.iter().any(|bytes| bytes.ends_with(b"top")), "one above the source does not");
}

#[test]
fn a_source_is_what_is_named_and_nothing_above_it() {
    let company = company();
    company.write("payments/docs/adr/deep/empty/notes.txt", "nothing");
    let book = |source: &str| {
        company.write("board/book.toml", format!("[output.board]\n[[output.board.sources]]\n{source}\n"));
        let run = company.adr(&["-C", "board", "check", "--format", "json"]);
        let findings: Value = serde_json::from_str(&run.stdout).expect("JSON");
        let found =
            findings["findings"].as_array().expect("a list").iter().find(|one| one["rule"] == "source-not-read");
        found
            .map(|one| (one["message"].as_str().unwrap_or_default().to_owned(), one["line"].as_u64()))
            .unwrap_or_default()
    };
    let absolute = book(&format!("name = \"x\"\npath = \"{}\"", company.path().join("payments").display()));
    assert!(absolute.0.contains("does not begin at the folder of book.toml") && absolute.1.is_some(), "{absolute:?}");
    assert!(book("path = \".\"\nname = \"x\"").0.contains("this log itself"));
    assert!(book("path = \"../bare.git\"\nat = \"nowhere\"").0.contains("nowhere"));
    assert_eq!(book("path = \"../payments\"").0, "");
}
