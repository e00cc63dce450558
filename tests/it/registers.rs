//! The pages of what was promised and what came: agenda, AI register, track record. They tell what records say, in words,
//! and nothing that somebody wrote is more than words.

use crate::sandbox::Sandbox;

/// HTML, an attribute's end and template syntax.
const ATTACK: &str = "<script>alert(1)</script>\" onmouseover=alert(2) x=\" {{ 7 * 191 }}";

/// An accepted decision that buys, with more keys.
fn accepted(title: &str, more: &str) -> String {
    format!(
        "---\nstatus: accepted\ndate: 2026-01-10\nowner: Head of Data\noptions:\n  - buy: A service\n    supplier: {{ name: \
         Vendor }}\n    cost: {{ yearly: 20k to 30k }}\n  - avoid: Nothing\n    cost: 0\ndecision: {{ option: buy, on: \
         2026-01-10 }}\n{more}---\n# {title}\n\nText.\n"
    )
}

/// The text of a page between its tags, on one line.
fn words(html: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for c in html.chars() {
        match c {
            '<' => {
                is_tag = true;
                text.push(' ');
            }
            '>' => is_tag = false,
            c if !is_tag => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{a0}', " ")
}

fn published(records: &[String], book: &str) -> Sandbox {
    let sandbox = Sandbox::folder();
    for (record, number) in records.iter().zip(1..) {
        sandbox.write(&format!("decisions/{number:04}-record-{number}.md"), record);
    }
    sandbox.write("book.toml", book);
    sandbox.adr(&["publish", "--on", "2026-11-30", "--out", "site"]).expect(0);
    sandbox
}

fn page(sandbox: &Sandbox, name: &str) -> String {
    sandbox.read(&format!("site/{name}"))
}

/// So many forecasts with what came: the first ones inside, the others above.
fn forecasts(inside: usize, above: usize) -> String {
    let range = |idx: usize| format!("  - {{ what: Cost of part {idx}, range: 10 to 20, by: 2026-06-01 }}\n");
    let came = |idx: usize| {
        let value = if idx < inside { 16 } else { 25 };
        format!("  - {{ what: Cost of part {idx}, value: {value}, on: 2026-06-01 }}\n")
    };
    let all = 0..inside + above;
    let (ranges, actuals): (String, String) = (all.clone().map(range).collect(), all.map(came).collect());
    format!("forecasts:\n{ranges}actuals:\n{actuals}")
}

#[test]
fn under_ten_outcomes_there_are_counts_and_no_shares() {
    let few = published(&[accepted("Data", &forecasts(5, 3))], "");
    let text = words(&page(&few, "track-record.html"));
    assert!(text.contains("Five of eight outcomes came within our ranges; too few to judge by"), "{text}");
    assert!(text.contains("Three of eight outcomes fell outside what we had said, all above it"), "{text}");
    assert!(text.contains("sums above the middle of theirs 8 of 8"), "{text}");
    assert!(!text.contains('%') && !text.contains("If ours did"), "{text}");
    let home = page(&few, "index.html");
    assert!(home.contains(r#"<a href="track-record.html">Five of eight</a> outcomes came within"#), "{home}");

    let many = published(&[accepted("Data", &forecasts(5, 5))], "");
    let text = words(&page(&many, "track-record.html"));
    assert!(
        text.contains("We have been too sure: five of ten outcomes came within our ranges, where nine should have"),
        "{text}"
    );
    assert!(text.contains("50%; nine in ten should"), "{text}");
    assert!(text.contains("If ours did, five or fewer of ten would hold with a chance of"), "{text}");
    assert!(text.contains("Money 5 of 10 10 of 10 Typically"), "{text}");
}

#[test]
fn every_outcome_stands_where_it_fell() {
    let site = published(&[accepted("Data", &forecasts(1, 1))], "");
    let html = page(&site, "track-record.html");
    // Both ends of the range stand at 24% and 63%: 16 is six tenths of the way, 25 half a length beyond.
    assert!(html.contains(r##"<use class="in" href="#dot" x="47.4%""##), "{html}");
    assert!(html.contains(r##"<use class="gone" href="#out" x="82.5%""##), "{html}");
    assert!(html.contains("25, above the range") && html.contains("16, inside the range"), "{html}");
}

#[test]
fn what_has_not_come_yet_is_told_with_its_day_and_lessons_are_kept() {
    let due =
        "forecasts:\n  - { what: Users after a year, range: 100 to 200, by: 2027-01-10 }\nlesson: Ask before you buy\n";
    let site = published(&[accepted("Data", due)], "");
    let text = words(&page(&site, "track-record.html"));
    assert!(text.contains("No outcome is recorded yet; the first is due on 10 January 2027"), "{text}");
    assert!(text.contains("Users after a year, 100 to 200"), "{text}");
    assert!(text.contains("One decision taught us something"), "{text}");
    assert!(text.contains("Ask before you buy. Head of Data, on"), "{text}");
    assert!(!text.contains("We said"), "no empty table: {text}");
}

#[test]
fn plain_records_have_no_such_pages_and_no_links_to_them() {
    let plain = "# 1. Write it down\n\n## Status\n\nProposed\n\n## Context\n\nA.\n".to_owned();
    let site = published(&[plain], "");
    let home = page(&site, "index.html");
    for name in ["track-record.html", "ai.html", "reviews.html"] {
        assert!(!site.path().join("site").join(name).exists(), "{name}");
        assert!(!home.contains(name), "{name}");
    }
    assert!(home.contains("href=\"data.html\""), "what there is can be taken along");
}

const BOOK: &str = "[output.board]\nnext-meeting = 2026-12-15\n";

#[test]
fn the_agenda_is_that_of_the_terminal_with_days_in_lanes() {
    let proposed =
        "---\nstatus: proposed\nowner: CTO\nask: Buy a till\ndecide-by: 2026-12-10\noptions:\n  - buy: A till\n    \
                    cost: 10k to 20k\n  - avoid: None\n    cost: 0\n---\n# Tills\n"
            .to_owned();
    let more = "review-by: 2026-11-20\nnext:\n  - { by: 2027-06-01, what: Clean up, who: Steward }\nkill:\n  - { metric: \
                Uptime, below: 99%, now: 98%, by: 2027-01-05 }\n";
    let site = published(&[proposed, accepted("Data", more)], BOOK);
    let html = page(&site, "reviews.html");
    let text = words(&html);
    let told = site.adr(&["agenda", "--on", "2026-11-30"]).expect(0).stdout;
    let headline = told.lines().next().expect("a headline").trim_end_matches('.').to_owned();
    assert!(html.contains(&format!("<h1>{headline}</h1>")), "{headline}\n{text}");
    for row in [
        "To decide by the meeting of 15 December 2026 10 Dec 2026 Decide Tills : Buy a till CTO",
        "Stop rule met 5 Jan 2027 Stop rule met Record 2 : Uptime: 98% now, stop below 99% Head of Data",
        "Overdue 20 Nov 2026 10 days overdue Record 2 : Review Head of Data",
        "1 Jun 2027 Step Record 2 : Clean up Steward",
        "Reviews 1, one overdue",
        "Stop rules 1, one met",
        "Promised steps 1, first on 1 Jun",
        "matters off course 2 the longest 10 days overdue",
    ] {
        assert!(text.contains(row), "{row}\n{text}");
    }
    assert_eq!(html.matches("class=\"gone\"").count(), 2, "what passed and what is met is red");
}

#[test]
fn what_nobody_classified_comes_first_in_the_register_and_ideas_wait_apart() {
    let live = accepted(
        "Answers",
        "ai: { use: Answers questions, stage: live, class: limited, approved: { by: CEO, on: 2026-01-10 }, stop: { who: COO, \
         within: 5 minutes } }\n",
    );
    let wild = accepted("Scores", "ai: { use: Scores orders, stage: live }\n");
    let idea =
        "---\nstatus: draft\nowner: Head of Digital\nai: { use: Names plants, stage: idea, waits-for: Photographs \
                }\n---\n# Plants\n"
            .to_owned();
    let gone = accepted("Old", "ai: { use: Sorted letters, stage: stopped }\n");
    let site = published(&[live, wild, idea, gone], "");
    let html = page(&site, "ai.html");
    let text = words(&html);
    for told in [
        "Two AI systems are live; one of them is not classified or not approved",
        "None of two live systems answers all five duties",
        "Scores: nobody has classified or approved it",
        "Answers: the COO can stop it within 5 minutes",
        "One idea waits",
        "Plants Names plants Photographs Head of Digital",
        "One use has ended",
        "Old Sorted letters Stopped Head of Data",
        "This is a register, not legal advice.",
        "Open nothing is written down",
    ] {
        assert!(text.contains(told), "{told}\n{text}");
    }
    let at = |what: &str| html.find(what).expect("it is told");
    assert!(at("Scores: nobody") < at("Answers: the COO"), "what nobody classified comes first");
    let one = published(&[accepted("Scores", "ai: { use: Scores orders, stage: live }\n")], "");
    let text = words(&page(&one, "ai.html"));
    assert!(text.contains("One AI system is live, and nobody has classified or approved it"), "{text}");
}

#[test]
fn what_somebody_wrote_stays_words() {
    let quoted = ATTACK.replace('\'', "''");
    let more = format!(
        "lesson: '{quoted}'\nreview-by: 2026-11-20\nnext:\n  - {{ by: 2027-06-01, what: '{quoted}', who: '{quoted}' }}\nforecasts:\n  \
         - {{ what: '{quoted}', range: 1 to 2, by: 2026-06-01 }}\nactuals:\n  - {{ what: '{quoted}', value: 5, on: 2026-06-02 \
         }}\nai:\n  use: '{quoted}'\n  stage: live\n  class: '{quoted}'\n  model: '{quoted}'\n  stop: {{ who: '{quoted}', within: \
         '{quoted}' }}\n  incidents: [{{ on: 2026-05-01, what: '{quoted}' }}]\n  tests: [{{ what: '{quoted}', result: \
         '{quoted}' }}]\n"
    );
    let site = published(&[accepted(ATTACK, &more)], "");
    for name in ["track-record.html", "reviews.html", "ai.html", "data.html"] {
        let html = page(&site, name);
        assert!(!html.contains("<script>alert") && !html.contains("\" onmouseover"), "{name}");
        assert!(!html.contains("1337"), "{name} carries a computed template");
        assert!(name == "data.html" || html.contains("alert(1)"), "{name} shows it");
    }
}

#[test]
fn a_long_agenda_stays_light_and_says_where_the_rest_is() {
    let steps: String = (0..400).map(|day| format!("  - {{ by: 2027-06-01, what: Step {day} }}\n")).collect();
    let site = published(&[accepted("Data", &format!("next:\n{steps}"))], "");
    let html = page(&site, "reviews.html");
    assert!(words(&html).contains("and 300 more, all of them in the data"), "the rest is counted");
    assert_eq!(html.matches("<use class=\"day\"").count(), 1, "marks at one place are one");
    assert_eq!(page(&site, "data/agenda.csv").lines().count(), 401);
}

/// The dearest shock is told with all that its author wrote.
#[test]
fn a_shock_is_named_as_it_was_written() {
    let shock = "Prices double, and the discount goes";
    let scenarios = format!("horizon: 5\nscenarios: [{{ name: \"{shock}\", option: buy, yearly: +100% }}]\n");
    let sandbox = published(&[accepted("Use a service", &scenarios)], "");
    let suppliers = words(&page(&sandbox, "suppliers.html"));
    let title = suppliers.split("The dearest shock that was tried").nth(1).expect("a shock costs something");
    assert!(title.split("Which shocks").next().is_some_and(|title| title.ends_with(&format!("{shock} "))), "{title}");
}
