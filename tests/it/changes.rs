//! `adr changes`: what changed in meaning between two points, out of git, matched through renames and renumbering.

use crate::sandbox::Sandbox;
use serde_json::Value;

/// A decision with figures, as its parts are put together.
struct Decision<'a> {
    head: &'a str,
    points: (u32, u32),
    once: &'a str,
    partner: &'a str,
    ends: &'a str,
}

const FIRST: Decision<'_> = Decision {
    head: "status: proposed\nowner: CFO\nrecommend: buy\ndecide-by: 2026-12-01\n",
    points: (60, 40),
    once: "100k to 200k",
    partner: "700k to 900k",
    ends: "2029-01-31",
};

impl Decision<'_> {
    fn text(&self, title: &str, why: &str) -> String {
        let Self { head, points: (cost, flexibility), once, partner, ends } = self;
        format!(
            "---\n{head}currency: GBP\ncriteria:\n  cost: {{ points: {cost}, worst: 2m, best: 0 }}\n  \
             flexibility: {{ points: {flexibility}, worst: 0, best: 100 }}\noptions:\n  \
             - buy: PayCo\n    cost: {{ once: {once}, yearly: 50k }}\n    flexibility: 60\n    \
             contract: {{ ends: {ends} }}\n  \
             - partner: The bank\n    cost: {{ once: {partner}, yearly: 20k }}\n    flexibility: 80\n  \
             - avoid: Cash alone\n    cost: {{ yearly: 300k }}\n    flexibility: 10\n---\n# {title}\n\n{why}\n"
        )
    }
}

/// A record without figures.
fn plain(status: &str, title: &str, more: &str, why: &str) -> String {
    format!("---\nstatus: {status}\n{more}---\n# {title}\n\n## Context\n\n{why}\n")
}

const CARDS: &str = "Guests ask to pay by card at the counter, and every third of them leaves the queue.";
const HAY: &str = "The barn holds what two summers bring, and the roof above it leaks at the north end.";
const MILK: &str = "Churns are counted by hand each evening, and nobody trusts the count of the day before.";
const RAIN: &str = "Two tanks overflow in March while none is left by June, so that we buy water in July.";
const SEED: &str = "We order seed in autumn from one merchant, whose prices follow the exchange in Chicago.";

/// Every kind of change, on two days: 5 and 6 January 2026.
fn history() -> (Sandbox, String) {
    let mut sandbox = Sandbox::repository();
    sandbox.write("book.toml", "[output.board]\nlast-meeting = \"2026-01-05\"\n");
    let write = |sandbox: &Sandbox, name: &str, text: String| {
        sandbox.write(&format!("decisions/{name}.md"), text);
    };
    write(&sandbox, "0001-cards", FIRST.text("How do guests pay by card?", CARDS));
    write(&sandbox, "0002-hay", plain("draft", "Where do we keep hay?", "review-by: 2026-06-30\n", HAY));
    write(&sandbox, "0003-milk", plain("accepted", "How do we count milk?", "owner: Dairy\n", MILK));
    write(&sandbox, "0004-rain", plain("accepted", "How do we store rain?", "", RAIN));
    write(&sandbox, "0005-seed", plain("proposed", "Whose seed do we buy?", "", SEED));
    write(&sandbox, "0006-gate", plain("proposed", "Which gate do we hang?", "", "The old one fell off its post."));
    write(&sandbox, "0007-dogs", plain("draft", "Do we keep a second dog?", "", "One sleeps while foxes come."));
    write(&sandbox, "0008-same", plain("accepted", "Do we mow on Sundays?", "", "Neighbours like to sleep."));
    let first = sandbox.commit("5 January");
    let gone = |name: &str| std::fs::remove_file(sandbox.path().join(format!("decisions/{name}.md"))).expect("it was");
    // Weights, figures, the leader, the recommendation, the day, the contract and the owner.
    let second = Decision {
        head: "status: proposed\nowner: COO\nrecommend: partner\ndecide-by: 2027-01-31\n",
        points: (40, 60),
        once: "900k to 1.1m",
        partner: "300k to 400k",
        ends: "2028-01-31",
    };
    write(&sandbox, "0001-cards", second.text("How do guests pay by card?", CARDS));
    // Renumbered, proposed, and no longer to be looked at on the same day.
    gone("0002-hay");
    write(&sandbox, "0012-hay", plain("proposed", "Where do we keep hay?", "review-by: 2026-09-30\n", HAY));
    // Superseded by a new one.
    write(
        &sandbox,
        "0009-scale",
        plain(
            "accepted",
            "Do we weigh milk?",
            "date: 2026-01-06\nlinks: [{ supersedes: 3 }]\n",
            "A scale counts itself.",
        ),
    );
    write(&sandbox, "0003-milk", plain("superseded", "How do we count milk?", "owner: Dairy\n", MILK));
    // Reopened under another name.
    gone("0004-rain");
    write(&sandbox, "0004-water", plain("proposed", "How do we store water?", "", RAIN));
    write(&sandbox, "0005-seed", plain("rejected", "Whose seed do we buy?", "date: 2026-01-06\n", SEED));
    gone("0006-gate");
    write(
        &sandbox,
        "0007-dogs",
        plain("draft", "Do we keep a second dog?", "", "One sleeps while all the foxes come."),
    );
    write(&sandbox, "0010-bees", plain("draft", "Do we keep bees?", "owner: Ada\n", "The orchard is quiet in May."));
    sandbox.commit("6 January");
    (sandbox, first)
}

fn json(text: &str) -> Value {
    crate::schemas::assert_valid(text)
}

#[test]
fn every_kind_of_change_is_told_in_words() {
    let (sandbox, first) = history();
    let told = sandbox.adr_with(&["changes", "--since", "last-meeting"], &[("COLUMNS", "100")]).expect(0).stdout;
    let told = told.replace(&first[..7], "FIRST");
    let head = sandbox.git().head().expect("a head").peel_to_commit().expect("a commit").id().to_string();
    insta::assert_snapshot!(told.replace(&head[..7], "SECOND"), @r#"
    Since the last meeting on 5 January 2026: three decisions were made, one was proposed, one was
    reopened or taken back, one has another answer, one has other figures and more stands below.
    Read at commit FIRST of 5 January 2026, and at commit SECOND of 6 January 2026. Figures of both
    stand on 6 January 2026, from 10,000 draws.

    Decided
       3  Milk
          It is superseded by decision 9, Scale.
       5  Seed
          Rejected on 6 January 2026.
       9  Scale
          Accepted on 6 January 2026. It is new in the log.

    Proposed
      12  Hay
          Proposed.

    Reopened, or taken back
       4  Water
          It was accepted, and is proposed again.

    Another answer
       1  Cards
          Partnering is recommended now; it was buying.
          Partnering leads at 79 (78 to 80) of 100 now; buying led at 72 (71 to 73) of 100.

    Figures that moved
       1  Cards
          Cash for buying: £1.24m (1.15 to 1.35); it was £0.39m (0.35 to 0.45).
          The total of buying: 51 (49 to 53) of 100; it was 72 (71 to 73) of 100.
          Cash for partnering: £0.45m (0.40 to 0.50); it was £0.89m (0.80 to 1.00).
          The total of partnering: 79 (78 to 80) of 100; it was 65 (62 to 68) of 100.
          Figures of leaving it alone moved as well.

    Weights that moved after the scores were in
       1  Cards
          Of 100 points: cost counts 40, it was 60; flexibility counts 60, it was 40.

    Dates that moved
       1  Cards
          The day to decide by is 31 January 2027, 61 days later; it was 1 December 2026.
          The end of the contract for buying is 31 January 2028, 366 days earlier; it was
          31 January 2029.
      12  Hay
          The day of its review is 30 September 2026, 92 days later; it was 30 June 2026.

    Who answers
       1  Cards
          COO answers for it now; it was CFO.

    New, not yet proposed
      10  Bees
          New, as a draft. Ada answers for it.

    No longer in the log
       6  Gate
          It is no longer in the log; it was proposed.

    Numbers and names
       4  Water
          Its title is “How do we store water?” now; it was “How do we store rain?”.
      12  Hay
          It is decision 12 now; it was decision 2.

    One record changed in text alone.
    "#);
}

#[test]
fn programs_and_pull_requests_get_the_same() {
    let (sandbox, first) = history();
    let document = json(&sandbox.adr(&["changes", "--since", &first, "--format", "json"]).expect(0).stdout);
    let changes = &document["changes"];
    let groups = changes["groups"].as_array().expect("groups");
    let kinds: Vec<&str> = groups.iter().map(|group| group["kind"].as_str().expect("a kind")).collect();
    let all = [
        "decided", "proposed", "reopened", "leader", "figures", "weights", "dates", "owners", "added", "removed",
        "names",
    ];
    assert_eq!(kinds, all);
    assert_eq!(changes["reworded"], 1, "the dogs");
    assert_eq!(changes["since"]["commit"], first.as_str());
    let of = |kind: &str| groups.iter().find(|group| group["kind"] == kind).expect("a group")["items"].clone();
    let choice = of("leader").as_array().expect("items").iter().find(|item| item["change"] == "choice").cloned();
    let choice = choice.expect("a choice");
    assert_eq!((&choice["from"], &choice["to"]), (&Value::from("buy"), &Value::from("partner")));
    let renumbered = of("names").as_array().expect("items").iter().find(|item| item["change"] == "number").cloned();
    assert_eq!(renumbered.expect("a number")["was_path"], "decisions/0002-hay.md");
    let cash = of("figures").as_array().expect("items").iter().find(|item| item["change"] == "cash").cloned();
    let cash = cash.expect("cash");
    assert!(cash["from_figure"]["p50"].as_f64() < cash["to_figure"]["p50"].as_f64(), "{cash}");
    let markdown = sandbox.adr(&["changes", "--since", &first, "--format", "md"]).expect(0).stdout;
    assert!(markdown.contains("### Decided\n\n- **"), "{markdown}");
    assert!(markdown.contains("Partnering is recommended now; it was buying."), "{markdown}");
}

#[test]
fn the_site_tells_the_same_on_a_page_on_the_board_view_and_in_the_feed() {
    let (sandbox, _) = history();
    sandbox.adr(&["publish", "--out", "site"]).expect(0);
    let page = sandbox.read("site/changes.html");
    assert!(
        page.contains("<h1>Since the last meeting on 5\u{a0}January\u{a0}2026, three decisions were made, and one matter has another answer</h1>"),
        "{page}"
    );
    for (kind, said) in [
        ("decided", "It is superseded by decision"),
        ("proposed", "Proposed."),
        ("reopened", "It was accepted, and is proposed again."),
        ("leader", "Partnering is recommended now; it was buying."),
        ("weights", "cost counts 40, it was 60"),
        ("dates", "61\u{a0}days later"),
        ("owners", "COO answers for it now; it was CFO."),
        ("removed", "It is no longer in the log; it was proposed."),
        ("names", "It is decision 12 now; it was decision 2."),
    ] {
        let block = page.split("<section").find(|block| block.contains(&format!("id=\"{kind}\"")));
        let block = block.unwrap_or_else(|| panic!("no block for {kind}:\n{page}"));
        let plain = block.replace('\u{a0}', " ");
        assert!(plain.contains(&said.replace('\u{a0}', " ")), "{kind}: {block}");
    }
    // Cash of the option that leads, as the terminal prints it, with the commit's own words.
    let drawn = page.split("</table>").next().expect("a table").replace('\u{a0}', " ");
    for said in ["£0.39m → <strong>£1.24m</strong>", "£0.89m → <strong>£0.45m</strong>", "6 January", "Ada, <time"]
    {
        assert!(drawn.contains(said), "{said}: {drawn}");
    }
    let board = sandbox.read("site/index.html").replace('\u{a0}', " ");
    let since = board.split("id=\"since\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("the block");
    assert!(since.contains("Since the last meeting on 5 January 2026, nine matters changed"), "{since}");
    assert_eq!(since.matches("<li>").count(), 5, "{since}");
    assert!(since.contains("<a href=\"changes.html\">"), "{since}");
    let feed = sandbox.read("site/feed.atom");
    assert!(feed.contains("COO answers. Partnering is recommended now; it was buying."), "{feed}");
    assert!(feed.contains("<updated>2026-01-06T00:00:00Z</updated>"), "{feed}");
}

#[test]
fn a_site_looks_back_to_what_it_is_told_else_to_a_tag_else_some_months() {
    let (mut sandbox, first) = history();
    sandbox.write("book.toml", "[output.board]\n");
    sandbox.commit("7 January: no meeting is named");
    let title = |sandbox: &Sandbox, args: &[&str]| {
        sandbox.adr(&[&["publish", "--out", "site"], args].concat()).expect(0);
        let page = sandbox.read("site/changes.html").replace('\u{a0}', " ");
        page.split("<h1>").nth(1).and_then(|rest| rest.split("</h1>").next()).expect("a title").to_owned()
    };
    let told = title(&sandbox, &[]);
    assert!(told.starts_with("The log was begun on 5 January 2026: everything is new"), "{told}");
    let told = title(&sandbox, &["--since", &first]);
    assert!(told.contains(", three decisions were made"), "{told}");
    let commit = sandbox.git().find_commit(git2::Oid::from_str(&first).expect("an id")).expect("a commit");
    for tag in ["v1", "board-2026-01"] {
        sandbox.git().tag_lightweight(tag, commit.as_object(), false).expect("a tag");
    }
    drop(commit);
    let told = title(&sandbox, &[]);
    assert!(told.starts_with("Since board-2026-01, three decisions were made"), "{told}");
    let refused = sandbox.adr(&["publish", "--out", "site", "--since", "mian"]).expect(2).stderr;
    assert!(refused.contains("did you mean `main`?"), "{refused}");
}

/// A record that is now for a narrower circle was open to all before: nothing of either is told to the wider one.
#[test]
fn what_a_circle_may_not_read_is_not_told_as_a_change() {
    let mut sandbox = Sandbox::repository();
    sandbox.write("book.toml", "[output.board]\nlast-meeting = \"2026-01-05\"\n");
    sandbox.write("decisions/0001-milk.md", plain("proposed", "How do we count milk?", "owner: Canary\n", MILK));
    sandbox.write("decisions/0002-hay.md", plain("proposed", "Where do we keep hay?", "", HAY));
    sandbox.commit("5 January");
    let narrow = plain("accepted", "How do we count milk?", "owner: Canary\naudience: board\n", MILK);
    sandbox.write("decisions/0001-milk.md", narrow);
    sandbox.write("decisions/0002-hay.md", plain("accepted", "Where do we keep hay?", "", HAY));
    sandbox.commit("6 January");
    sandbox.adr(&["publish", "--out", "site"]).expect(0);
    let page = sandbox.read("site/changes.html");
    assert!(page.contains("one decision was made") && page.contains("Hay"), "{page}");
    assert!(!page.contains("Milk") && !page.contains("milk") && !page.contains("Canary"), "{page}");
    sandbox.adr(&["publish", "--out", "site", "--audience", "board"]).expect(0);
    assert!(sandbox.read("site/changes.html").contains("two decisions were made"));
}

#[test]
fn outside_git_there_is_no_page_of_changes() {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-milk.md", plain("accepted", "How do we count milk?", "", MILK));
    sandbox.adr(&["publish", "--out", "site"]).expect(0);
    assert!(!sandbox.path().join("site/changes.html").exists());
    assert!(!sandbox.read("site/index.html").contains("changes.html"));
}

#[test]
fn nothing_changed_is_one_sentence() {
    let (sandbox, _) = history();
    let told = sandbox.adr(&["changes", "--since", "HEAD"]).expect(0).stdout;
    assert!(told.starts_with("Since HEAD, nothing changed that a board decides by.\nRead at commit "), "{told}");
    assert_eq!(told.trim_end().lines().filter(|line| line.is_empty()).count(), 0, "{told}");
}

#[test]
fn a_point_is_a_day_a_tag_or_a_branch_and_each_is_read_with_its_own_settings() {
    let (mut sandbox, first) = history();
    let commit = sandbox.git().find_commit(git2::Oid::from_str(&first).expect("an id")).expect("a commit");
    sandbox.git().tag_lightweight("told", commit.as_object(), false).expect("a tag");
    sandbox.git().branch("earlier", &commit, false).expect("a branch");
    drop(commit);
    sandbox.write("book.toml", "[output.board]\nlast-meeting = \"2026-01-06\"\ncurrency = \"EUR\"\n");
    sandbox.commit("7 January: other settings");
    for since in ["2026-01-05", "told", "earlier", &first[..10]] {
        let document = json(&sandbox.adr(&["changes", "--since", since, "--format", "json"]).expect(0).stdout);
        assert_eq!(document["changes"]["since"]["commit"], first.as_str(), "{since}");
        assert_eq!(document["changes"]["settings_changed"], true);
    }
    // The day that the settings of now name; nothing was written since.
    let told = sandbox.adr(&["changes", "--since", "last-meeting"]).expect(0).stdout;
    assert!(told.starts_with("Since the last meeting on 6 January 2026, nothing"), "{told}");
    let told = sandbox.adr(&["changes", "--since", "told", "--until", "2026-01-06"]).expect(0).stdout;
    assert!(told.starts_with("Between told and 6 January 2026: "), "{told}");
    let at = sandbox.adr(&["--at", "told", "changes", "--since", "told"]).expect(0).stdout;
    assert!(at.starts_with("Between told and told, nothing changed"), "{at}");
}

#[test]
fn what_is_not_there_is_said_with_what_there_is() {
    let (sandbox, _) = history();
    let early = sandbox.adr(&["changes", "--since", "2020-01-01"]).expect(2).stderr;
    assert!(early.contains("nothing was committed") && early.contains("2026-01-05"), "{early}");
    let unknown = sandbox.adr(&["changes", "--since", "mian"]).expect(2).stderr;
    assert!(unknown.contains("`mian`: did you mean `main`?"), "{unknown}");
    let twice = sandbox.adr(&["--at", "main", "changes", "--since", "main", "--until", "main"]).expect(2).stderr;
    assert!(twice.contains("leave one out"), "{twice}");
    let outside = Sandbox::folder();
    outside.write("decisions/0001-a.md", "# A\n");
    let refused = outside.adr(&["changes", "--since", "2026-01-05"]).expect(3).stderr;
    assert!(refused.contains("is in no git repository"), "{refused}");
    outside.write("book.toml", "");
    let unnamed = outside.adr(&["changes", "--since", "last-meeting"]).expect(2).stderr;
    assert!(unnamed.contains("names no last meeting"), "{unnamed}");
}

#[test]
fn a_shallow_clone_says_that_its_history_is_cut() {
    let (sandbox, _) = history();
    let folder = tempfile::tempdir().expect("a folder");
    let source = format!("file://{}", sandbox.path().display());
    let cloned = std::process::Command::new("git")
        .args(["clone", "--quiet", "--depth", "1", &source, "copy"])
        .current_dir(folder.path())
        .status();
    assert!(cloned.expect("git runs").success());
    let copy = folder.path().join("copy");
    let copy = copy.to_str().expect("a plain path");
    let refused = sandbox.adr(&["-C", copy, "changes", "--since", "2026-01-05"]).expect(3).stderr;
    assert!(refused.contains("git fetch --unshallow"), "{refused}");
}

#[test]
fn before_the_first_record_everything_is_new() {
    let mut sandbox = Sandbox::repository();
    sandbox.write("README.md", "A dairy.\n");
    let first = sandbox.commit("5 January");
    sandbox.write("decisions/0001-milk.md", plain("accepted", "How do we count milk?", "", MILK));
    sandbox.commit("6 January");
    let told = sandbox.adr(&["changes", "--since", &first]).expect(0).stdout;
    assert!(told.contains("one decision was made") && told.contains("It is new in the log."), "{told}");
}

#[test]
fn our_own_log_is_told() {
    let root = env!("CARGO_MANIFEST_DIR");
    let outside = Sandbox::folder();
    let document = json(&outside.adr(&["-C", root, "changes", "--since", "HEAD", "--format", "json"]).expect(0).stdout);
    assert!(document["changes"]["headline"].as_str().is_some_and(|told| told.starts_with("Since HEAD")), "{document}");
}

/// A book may name a folder before its first record is there.
#[test]
fn a_folder_that_came_later_makes_only_its_own_records_new() {
    let mut sandbox = Sandbox::repository();
    sandbox.write("book.toml", "[output.board]\nrecords = [\"decisions\", \"later\"]\n");
    sandbox.write("decisions/0001-a.md", plain("accepted", "An old one", "", "Why."));
    sandbox.commit("the first");
    sandbox.write("later/0002-b.md", plain("accepted", "A later one", "", "Why."));
    sandbox.commit("the second");
    let told = sandbox.adr(&["changes", "--since", "HEAD~1"]).expect(0).stdout;
    assert!(told.contains("one decision was made") && told.contains("A later one"), "{told}");
    assert!(!told.contains("An old one"), "{told}");
}
