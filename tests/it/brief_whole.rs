//! Nothing that an author wrote goes missing from a brief: it stands there, or the last line names it.

use crate::middle;
use adr::analysis::Settings;
use adr::model::Book;
use adr::report::{self, BriefPage};
use jiff::civil::date;

/// A key, what stands there, and what a brief then says: the fact, or its name in the last line.
struct Key {
    text: &'static str,
    says: &'static [&'static str],
}

const fn key(text: &'static str, says: &'static [&'static str]) -> Key {
    Key { text, says }
}

/// The keys of a whole record, at the top, whatever its status.
const TOP: &[Key] = &[
    key("decision-makers: [Decider Ann]", &["Decider Ann"]),
    key("consulted: [Asked Bob]", &["Asked Bob"]),
    key("informed: [Told Cid]", &["Told Cid", "ho was told"]),
    key("owner: Dora Nye", &["Dora Nye"]),
    key("area: suppliers", &["Suppliers and build-or-buy", "ts area"]),
    key("tags: [identity]", &["identity", "tags"]),
    key("links: [{ depends-on: 2 }]", &["The other canary"]),
    key("serves: [trade-with-councils]", &["trade-with-councils"]),
    key("systems: [Canary checkout]", &["Canary checkout", "ystems and who"]),
    key("stage: pilot", &["Pilot"]),
    key("waits-for: Labeled canaries", &["Labeled canaries"]),
    key("lesson: Ask the canary first", &["Ask the canary first"]),
    key("obligations: [Canary data law]", &["Canary data law"]),
    key(
        "response: { what: Feed the canary, who: Keeper Eve, by: 2027-05-06 }",
        &["Feed the canary (Keeper Eve, by 6 May 2027)"],
    ),
    key("ask: Approve a canary for the login service", &["Approve a canary for the login service"]),
    key("why-now: The old canary retires in September", &["The old canary retires in September"]),
    key("decide-by: 2027-02-27", &["27 Feb 2027", "27 February 2027"]),
    key("review-by: 2028-01-31", &["31 Jan 2028", "31 January 2028"]),
    key("board: { for: decision, meeting: 2026-12-15 }", &["15 December 2026"]),
    key("limit: 2.2m", &["2.2m"]),
    key("reversible: costly", &["At a cost"]),
    key("recommend: { option: buy, because: Canaries like it, by: Proposer Finn }", &["Canaries like it"]),
    key("dissent: [{ who: Critic Gus, why: Cats are cheaper }]", &["Cats are cheaper"]),
    key("revisit: The canary asks for more", &["The canary asks for more"]),
    key("next: [{ by: 2027-03-04, what: Cage in place, who: Builder Hal }]", &["Cage in place", "ater steps"]),
    key("resolution: The board keeps a canary", &["The board keeps a canary"]),
    key("kill: [{ metric: Songs a day, below: 12, by: 2027-12-31, then: buy a parrot }]", &["buy a parrot"]),
    key("forecasts: [{ what: Eggs laid, range: 3 to 9, by: 2027-06-07 }]", &["Eggs laid", "ore forecasts"]),
    key("actuals: [{ what: Feathers lost, value: 17, on: 2026-10-11 }]", &["Feathers lost", "ore forecasts"]),
    key("history: [{ on: 2026-05-01, status: draft, by: Writer Ida }]", &["by Writer Ida", "ow its status changed"]),
    key("currency: EUR", &["€"]),
    key("horizon: 4", &["four years"]),
    key("starts: 2027-03", &["March 2027"]),
    key("discount-rate: 7%", &["7%"]),
    key("prices: nominal", &["in the prices of each year"]),
    key("timing: mid", &["hen in a year money flows"]),
    key("needed-by: 2027-09-30", &["30 September 2027"]),
    key("late-cost: 35k", &["35k", "hat lateness costs"]),
    key("until-ready: 1k to 2k", &["Today’s way costs €1,000 to €2,000 a month", "hat today’s way costs until then"]),
    key("drivers: { users: 30k / 45k / 80k }", &["users, 30k / 45k / 80k", "hat costs scale with"]),
    key(
        "criteria:\n  cost: { points: 100, worst: 3m, best: 0.5m }\n  risk: { points: 60, worst: 250k, best: 0 }\n  \
         flexibility: { points: 50, worst: 16, best: 2, unit: weeks per change }",
        &["Flexibility counts nothing", "ow each criterion counts"],
    ),
    key(
        "deciders: { CTO: { cost: 10, risk: 50 }, CFO: { cost: 80, risk: 5 } }",
        &["CFO 94, 6, 0", "hat each decider weighs"],
    ),
    key("appetite: { annual-loss: 260k, exceedance: [{ loss: 1.3m, per-year: 5% }] }", &["260k"]),
    key(
        "study: { option: buy, resolves: [buy.cost.once], cost: 8k, weeks: 2, delay-cost: 9k, quality: 80% }",
        &["tudy"],
    ),
    key("scenarios: [{ name: Prices rise, option: buy, yearly: +40%, from-year: 2 }]", &["Prices rise", "ne scenario"]),
    key(
        "ai: { use: Sings on request, class: limited, classified-by: Vet Jo, human-review: Every song, \
         stop: { who: Keeper Kim, within: 1 hour }, if-wrong: A false note, model: Tweet 2 }",
        &["Sings on request"],
    ),
];

/// The keys of the option that is recommended.
const OPTION: &[Key] = &[
    key("summary: A bird in the hand", &["A bird in the hand", "hat each option is"]),
    key(
        "cost: { once: 100k / 150k / 280k, yearly: { per: users, rate: 3.7 / 4.5 / 6.4 }, growth: 2% to 7% }",
        &["Running"],
    ),
    key("benefit: { yearly: 90k to 120k }", &["brings in"]),
    key("ready: 3 to 6", &["Months from"]),
    key("people: { months: 9, can-run: 4 }", &["9 person-months", "eople and repair"]),
    key("recover: 1 / 4 / 24", &["works again after 4", "eople and repair"]),
    key(
        "exit: { months: 6 / 9 / 15, cost: 150k / 300k / 700k, tested: 2026-04-05 }",
        &["Leaving was tried on 5 April 2026"],
    ),
    key("optimism-bias: { upper: 200%, lower: 10%, mitigated: 90% }", &["for overrun"]),
    key("flexibility: 6 / 9 / 14", &["Flexibility counts nothing", "ow each criterion counts"]),
    key(
        "risks: [{ name: The cat comes in, per-year: 0.2, loss: 30k to 300k, owner: Guard Lea, \
         mitigation: { what: A bell for the cat, yearly: 2k, per-year: 0.05 } }]",
        &["The cat comes in"],
    ),
    key(
        "supplier: { name: BirdCo, parent: Aviary Group, alternatives: 2, functions: [customer songs] }",
        &["BirdCo belongs to Aviary Group", "ystems and who"],
    ),
    key(
        "contract: { starts: 2027-01-02, ends: 2030-01-31, notice: 90 days, price-cap: 7%, minimum: 44k, \
         break-fee: 55k, renews: 12 months, given: { by: supplier, on: 2026-11-03 } }",
        &["31 Jan 2030"],
    ),
    key("terms: { exclusive: yes, owner-of-result: the choir, exit-notice: 5 months }", &["the choir"]),
];

/// A whole record without one of its keys.
fn record(status: &str, without: Option<&str>) -> String {
    let kept = |key: &&Key| Some(key.text) != without;
    let top: String = TOP.iter().filter(kept).map(|key| format!("{}\n", key.text)).collect();
    let option: String = OPTION.iter().filter(kept).map(|key| format!("    {}\n", key.text)).collect();
    format!(
        "---\nstatus: {status}\ndate: 2026-11-24\n{top}options:\n  - buy: A canary\n{option}  - avoid: No bird\n    \
         why-not: Nobody sings\n    cost: {{ yearly: 300k to 520k }}\n    ready: 0\n    flexibility: 10 / 13 / 16\n    \
         risks: [{{ name: Silence, per-year: 0.15, loss: 200k to 4m }}]\n---\n# Should we keep a canary?\n"
    )
}

fn brief(text: &str) -> (BriefPage, String) {
    let book = Book::default();
    let settings = Settings { draw_count: 300, ..middle::settings(date(2026, 11, 25)) };
    let files = [("0001-a.md", text), ("0002-b.md", "---\nstatus: accepted\n---\n# The other canary\n")];
    let middle = middle::run(&files, &book, &settings);
    let input = middle.input(&book, &settings);
    let brief = report::brief(&input, 0);
    let html = std::sync::Mutex::new(String::new());
    adr::site::render(&input, &adr::theme::Theme::default(), &|path, bytes| {
        if path == brief.head.path {
            *html.lock().expect("nobody panics") = String::from_utf8_lossy(bytes).replace('\u{a0}', " ");
        }
        Ok(())
    })
    .expect("the site is rendered");
    (brief, text_of(&html.into_inner().expect("nobody panics")))
}

/// What a reader sees of a page.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => is_tag = true,
            '>' => is_tag = false,
            letter if !is_tag => text.push(letter),
            _ => {}
        }
    }
    text
}

#[test]
fn no_key_hides_another() {
    let mut missing = Vec::new();
    for status in ["proposed", "accepted"] {
        let all: Vec<&Key> = TOP.iter().chain(OPTION).collect();
        let without = all.iter().map(|key| Some(key.text)).chain([None]);
        for without in without {
            let (page, shown) = brief(&record(status, without));
            assert!(page.word_count() <= report::WORD_BUDGET, "{status}: {} words", page.word_count());
            for key in all.iter().filter(|key| Some(key.text) != without && !is_moot(status, key.text, without)) {
                if !key.says.iter().any(|said| shown.contains(said)) {
                    missing.push(format!("{status}: `{}` without `{without:?}`", key.text));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{} are missing:\n{}", missing.len(), missing[..missing.len().min(25)].join("\n"));
}

/// What a record says no more of itself: of a decision that was taken nobody asks which meeting it waits for, and where
/// nothing says what a figure is for, it is no figure.
fn is_moot(status: &str, text: &str, without: Option<&str>) -> bool {
    let key = |text: &str| text.split(':').next().unwrap_or_default().to_owned();
    let without = without.map(key).unwrap_or_default();
    let is_decided = status == "accepted";
    match key(text).as_str() {
        "decide-by" | "board" => is_decided,
        // Without drivers the yearly cost has no figure, without a cost nothing flows.
        "cost" | "benefit" | "starts" | "discount-rate" | "prices" | "horizon" | "limit" | "optimism-bias" => {
            ["drivers", "cost"].contains(&without.as_str())
        }
        _ => false,
    }
}

#[test]
fn where_the_sheet_has_room_the_rest_is_told_instead_of_named() {
    let text = "---\nstatus: proposed\ndate: 2026-11-24\ntags: [identity, songs]\nhistory: [{ on: 2026-05-01, status: draft, \
                by: Writer Ida }]\noptions:\n  - buy: A canary\n    summary: A bird in the hand\n    cost: { yearly: 90k to \
                120k }\n  - avoid: No bird\n    cost: { yearly: 300k to 520k }\n---\n# Should we keep a canary?\n";
    let (page, _) = brief(text);
    let told: Vec<(&str, &str)> = page.more.iter().map(|pair| (pair.term, pair.text.as_str())).collect();
    let told: Vec<_> = told.into_iter().map(|(term, text)| (term, text.replace('\u{a0}', " "))).collect();
    assert_eq!(
        told,
        [
            ("Options", "Buy: A bird in the hand.".to_owned()),
            ("So far", "Draft on 1 May 2026 by Writer Ida".to_owned()),
            ("Tags", "identity, songs".to_owned()),
        ]
    );
    assert!(page.left_out.is_empty(), "{:?}", page.left_out);
}

#[test]
fn facts_stand_in_tables() {
    let (page, shown) = brief(&record("proposed", None));
    let contract = page.contract_table.expect("a contract").texts();
    let says = |term: &str| contract.iter().find(|row| row[0] == term).map(|row| row[1].replace('\u{a0}', " "));
    assert_eq!(says("Ends").as_deref(), Some("31 Jan 2030, from 2 Jan 2027"));
    assert_eq!(says("Renews by itself").as_deref(), Some("no longer"));
    assert_eq!(says("Notice given").as_deref(), Some("by the supplier on 3 Nov 2026"));
    assert_eq!(says("At least to pay").as_deref(), Some("€44k a year"));
    assert_eq!(says("Leaving early costs").as_deref(), Some("€55k"));
    assert_eq!(says("Price rises at most").as_deref(), Some("7% a year"));
    let years = page.year_table.expect("money by year");
    assert!(years.rows.len() >= 4 && years.caption.contains("paid back"), "{}", years.caption);
    let losses = page.loss_table.expect("losses").texts();
    assert_eq!(losses[0][0], "This decision");
    assert!(losses[0][3].contains("€260k") && losses[0][3].contains("5% of years"), "{losses:?}");
    assert!(!shown.contains("No appetite has been set"), "an appetite is set");
    let risk = &page.risk_table.expect("risks").rows[0];
    assert_eq!(
        risk.done.as_deref().map(|done| done.replace('\u{a0}', " ")).as_deref(),
        Some("A bell for the cat, €2k a year")
    );
    assert!(risk.before.is_some(), "what it was before");
    assert!(page.ai_pairs.iter().any(|pair| pair.term == "Who stops it" && pair.text == "Keeper Kim, within 1 hour"));
    assert!(page.ai_pairs.iter().any(|pair| pair.term == "Not answered"));
    let proposes = page.ask.facts.iter().find(|fact| fact.term == "Proposes").expect("who proposes");
    assert_eq!(proposes.text, "Proposer Finn");
}

#[test]
fn an_owner_who_is_against_is_pointed_out_and_the_wording_is_put_together() {
    let text =
        record("proposed", Some("resolution: The board keeps a canary")).replace("who: Critic Gus", "who: Dora Nye");
    // Two sides have no room for everything and a wording that nobody wrote.
    let text: String = text.lines().filter(|line| !line.starts_with("ai:")).map(|line| format!("{line}\n")).collect();
    let (page, _) = brief(&text);
    assert_eq!(page.asked.finding, "Dora Nye, who answers for it, disagrees");
    let minutes = page.minutes.expect("a wording");
    let said: String = minutes.sentences.iter().map(|sentence| sentence.plain().replace('\u{a0}', " ") + " ").collect();
    assert!(
        said.starts_with(
            "Resolved: Approve a canary for the login service. The limit is €2.2m in cash over four years."
        ),
        "{said}"
    );
    assert!(said.contains("Stop rule: Songs a day below 12, seen by 31 December 2027: buy a parrot."), "{said}");
    assert!(said.contains("To be looked at again by 31 January 2028."), "{said}");
}

#[test]
fn what_came_stands_beside_what_was_expected() {
    let came = "actuals: [{ what: Eggs laid, value: 12, on: 2026-11-01 }]";
    let text = record("accepted", Some("actuals: [{ what: Feathers lost, value: 17, on: 2026-10-11 }]"));
    let (page, _) = brief(&text.replace("horizon: 4", &format!("horizon: 4\n{came}")));
    let block = page.outcome.expect("what came of it");
    assert_eq!((block.finding.as_str(), block.question), ("None of one range held", "What came of it?"));
    let rows = page.outcome_table.expect("a table").texts();
    let rows: Vec<Vec<String>> =
        rows.into_iter().map(|row| row.into_iter().map(|cell| cell.replace('\u{a0}', " ")).collect()).collect();
    assert_eq!(rows[0], ["Eggs laid", "3 to 9", "12 on 1 Nov 2026", "Outside"]);
    assert_eq!(block.paragraphs[0].plain(), "The lesson: Ask the canary first.");
}
