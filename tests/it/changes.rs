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
    insta::assert_snapshot!(told.replace(&head[..7], "SECOND"));
}
