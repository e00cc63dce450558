//! The board view counts what is asked, and shows what was missed.

use crate::middle;
use crate::sandbox::Sandbox;
use adr::analysis::Settings;
use adr::log;
use adr::model::Book;
use adr::report;
use jiff::civil::{Date, date};
use serde_json::Value;

const NEXT: Date = date(2026, 12, 15);

/// A small congruential generator: the same logs on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % count
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len() as u64) as usize]
    }
}

/// What a made-up record is, as its own text says it.
struct Made {
    text: String,
    is_asked: bool,
    has_cost: bool,
    limit: Option<u64>,
    is_for_next: bool,
}

fn made(dice: &mut Dice, number: usize) -> Made {
    let status = dice.one(&["draft", "proposed", "proposed", "proposed", "accepted", "rejected", "superseded"]);
    let purpose = dice.one(&["", "", "decision", "discussion", "information"]);
    let meeting = dice.one(&["", "2026-12-15", "2027-03-16"]);
    let by = dice.one(&["", "2026-12-01", "2027-01-31", "2027-06-30", "2026-10-01"]);
    let has_ask = dice.below(3) == 0;
    let has_cost = dice.below(4) > 0;
    let limit = (dice.below(2) == 0).then(|| 100 + dice.below(400));
    let mut text = format!("---\nstatus: {status}\n");
    let has_slot = !purpose.is_empty() || !meeting.is_empty();
    if has_slot {
        let parts: Vec<String> = [("for", purpose), ("meeting", meeting)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| format!("{key}: {value}"))
            .collect();
        text += &format!("board: {{ {} }}\n", parts.join(", "));
    }
    if !by.is_empty() {
        text += &format!("decide-by: {by}\n");
    }
    if has_ask {
        text += &format!("ask: Approve matter {number}\n");
    }
    if let Some(limit) = limit {
        text += &format!("limit: {limit}k\n");
    }
    text += "recommend: { option: buy, because: It is known }\noptions:\n  - buy: A platform\n";
    if has_cost {
        text += &format!("    cost: {{ yearly: {}k to {}k }}\n", 10 + number, 30 + number);
    }
    text += "  - avoid: Nothing\n";
    if has_cost {
        text += "    cost: { yearly: 5k to 9k }\n";
    }
    text += &format!("---\n# Matter {number}\n");
    let is_asked = status == "proposed"
        && match purpose {
            "decision" => true,
            "" => has_slot || has_ask || !by.is_empty(),
            _ => false,
        };
    // The meeting after the next is that of 16 March, where somebody names it; else a month later.
    let is_for_next = meeting == "2026-12-15" || (meeting.is_empty() && !by.is_empty() && by < "2027-01-15");
    Made { text, is_asked, has_cost, limit, is_for_next: is_asked && is_for_next }
}

fn words(count: usize) -> String {
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"][count].to_owned()
}

#[test]
fn everything_counts_the_same_asks() {
    let mut dice = Dice(20_261_130);
    let mut seen = [0; 4];
    for nth in 0..200 {
        let records: Vec<Made> = (1..=1 + dice.below(8) as usize).map(|number| made(&mut dice, number)).collect();
        let names: Vec<String> = (1..=records.len()).map(|number| format!("{number:04}-matter.md")).collect();
        let files: Vec<(&str, &str)> =
            names.iter().zip(&records).map(|(name, made)| (name.as_str(), made.text.as_str())).collect();
        let mut book = Book { next_meeting: Some(NEXT), ..Book::default() };
        book.budget.insert(2027, 1e6);
        let settings = Settings { draw_count: 200, ..middle::settings(date(2026, 11, 25)) };
        let middle = middle::run(&files, &book, &settings);
        let input = middle.input(&book, &settings);
        let told = || records.iter().map(|made| made.text.as_str()).collect::<String>();

        let asked: Vec<&Made> = records.iter().filter(|made| made.is_asked).collect();
        let with_cost = asked.iter().filter(|made| made.has_cost).count();
        let board = report::board(&input).expect("papers make a board view");
        let rows = board.decide.as_ref().map_or(0, |decide| decide.asks().count());
        assert_eq!(rows, asked.len(), "log {nth}: {}", told());
        let headline = match asked.len() {
            0 => "Nothing needs a decision".to_owned(),
            // They are named.
            1 => "“Matter” needs a decision".to_owned(),
            2 => "“Matter” and “Matter” need a decision".to_owned(),
            count => format!("{} matters need a decision", capitalized(&words(count))),
        };
        assert!(board.title.starts_with(&headline), "log {nth}: {}", board.title);
        let lead: String = board.lead.iter().map(|prose| prose.plain().replace('\u{a0}', " ") + " ").collect();
        let start =
            if asked.len() == 1 { "The ask comes".to_owned() } else { format!("The {} asks come", words(asked.len())) };
        assert_eq!(lead.contains(&start), with_cost > 0, "log {nth}: {lead}");
        if with_cost > 0 && asked.iter().all(|made| made.limit.is_some()) {
            let sum: u64 = asked.iter().filter_map(|made| made.limit).sum();
            let sum = if sum < 1_000 { format!("at most {sum}k") } else { "at most 1.".to_owned() };
            assert!(lead.contains(&sum) || lead.contains("at most 2"), "log {nth}: {lead} is not {sum}");
        }

        // The meeting after the next may be named by any record, and then reaches further.
        let is_march_named = records.iter().any(|made| made.text.contains("meeting: 2027-03-16"));
        let for_next = asked.iter().filter(|made| made.is_for_next || (is_march_named && is_by_january(made))).count();
        let found = board.decide.iter().flat_map(report::Decide::asks).filter(|row| row.meeting == Some(NEXT)).count();
        assert_eq!(found, for_next, "log {nth}: {}", told());

        let agenda =
            report::agenda(&report::Input { due: &log::due(&middle.log, &book, settings.as_of, &[]), ..input });
        let to_decide = agenda.groups.iter().filter(|group| group.title.starts_with("To decide"));
        assert_eq!(to_decide.map(|group| group.items.len()).sum::<usize>(), asked.len(), "log {nth}: {}", told());

        let figures = serde_json::to_value(report::whole_figures(&middle.log, &middle.analysis)).expect("JSON");
        let portfolios = figures["portfolios"].as_array().expect("portfolios");
        let count = |value: &Value| value.as_u64().unwrap_or_default() as usize;
        assert_eq!(portfolios.iter().map(|one| count(&one["asks"])).sum::<usize>(), with_cost, "log {nth}: {}", told());
        let largest = portfolios.iter().filter_map(|one| one["sets"].as_array()?.first()?["records"].as_array());
        assert_eq!(largest.map(Vec::len).sum::<usize>(), with_cost, "log {nth}: {}", told());
        seen[asked.len().min(3)] += 1;
    }
    assert!(seen.iter().all(|count| *count > 5), "every count of asks occurs: {seen:?}");
}

/// By 31 January, and no meeting of its own.
fn is_by_january(made: &Made) -> bool {
    made.text.contains("decide-by: 2027-01-31") && !made.text.contains("meeting:")
}

fn capitalized(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

fn log(records: &[(&str, &str)]) -> Sandbox {
    let mut sandbox = Sandbox::repository();
    let book = "[book]\ntitle = \"Farm\"\n[output.board]\ncurrency = \"EUR\"\nnext-meeting = 2026-12-15\n\
                responses = [{ about = \"Milkmate\", what = \"A second dairy is tried\", who = \"Head of Dairy\", by = 2027-02-01 }]\n\
                [output.board.appetite]\nsupplier-share = \"40%\"\n";
    sandbox.write("book.toml", book);
    for (name, text) in records {
        sandbox.write(&format!("decisions/{name}.md"), text);
    }
    sandbox.commit("all");
    sandbox
}

fn page(sandbox: &Sandbox, on: &str) -> String {
    sandbox.adr(&["publish", "--quiet", "--on", on]).expect(0);
    let page = sandbox.read("site/index.html").replace('\u{a0}', " ");
    let mut text = String::new();
    let mut is_tag = false;
    for c in page.chars() {
        match c {
            '<' => is_tag = true,
            '>' => {
                is_tag = false;
                text.push(' ');
            }
            c if !is_tag => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn bought(contract: &str, more: &str) -> String {
    format!(
        "---\nstatus: accepted\ndate: 2025-01-10\nowner: Head of Dairy\nreview-by: 2029-01-01\noptions:\n  - buy: Milk by the \
         tanker\n    supplier: {{ name: Milkmate }}\n    cost: {{ yearly: 50k to 60k }}\n    contract: {contract}\n  - avoid: \
         Churns\n    cost: {{ yearly: 20k to 30k }}\ndecision: {{ option: buy, on: 2025-01-10 }}\n{more}---\n# Who fetches our \
         milk?\n"
    )
}

#[test]
fn a_missed_notice_day_stays_until_the_new_end_is_written() {
    let missed = |contract: &str| page(&log(&[("0001-milk", &bought(contract, ""))]), "2026-11-30");
    let soon = missed("{ ends: 2026-12-31, notice: 3 months, renews: yes }");
    assert!(soon.contains("Missed 61 days ago"), "{soon}");
    assert!(soon.contains("renews on 31 December 2026; the last day for notice was 30 September 2026"), "{soon}");
    let renewed = missed("{ ends: 2026-06-30, notice: 3 months, renews: yes }");
    assert!(renewed.contains("renewed on 30 June 2026, until a day that nobody has written down"), "{renewed}");
    let unsaid = missed("{ ends: 2026-06-30, notice: 3 months }");
    assert!(unsaid.contains("ended on 30 June 2026, and nothing says what holds since"), "{unsaid}");
    for settled in [
        "{ ends: 2028-06-30, notice: 3 months, renews: yes }",
        "{ ends: 2026-12-31, notice: 3 months, renews: 24 months, given: { by: us, on: 2026-09-01 } }",
        "{ ends: 2024-12-31, notice: 3 months, renews: 48 months }",
    ] {
        assert!(!missed(settled).contains("Missed"), "{settled}");
    }
    let ends_itself = missed("{ ends: 2026-12-31, notice: 3 months, renews: no }");
    assert!(!ends_itself.contains("Missed") && ends_itself.contains("ends on 31 December 2026"), "{ends_itself}");
    let agenda = log(&[("0001-milk", &bought("{ ends: 2026-06-30, notice: 3 months, renews: yes }", ""))]);
    let agenda = agenda.adr(&["agenda", "--on", "2026-11-30"]).expect(0).stdout;
    assert!(agenda.contains("its new end is not") && agenda.contains("Overdue"), "{agenda}");
}

#[test]
fn steps_and_stop_rules_count_when_they_can() {
    let more = "next:\n  - { by: 2026-10-01, what: Buy a tank, who: Steward }\n  - { by: 2026-10-02, what: Dig a pit, who: \
                Steward, done: 2026-09-30 }\nkill:\n  - { metric: Litres a day, below: 900, now: 700, from: 2027-01-01 }\n  - { \
                metric: Complaints a month, above: 5, now: 9 }\n";
    let accepted = bought("{ ends: 2029-12-31 }", more);
    let text = page(&log(&[("0001-milk", &accepted)]), "2026-11-30");
    assert!(text.contains("“Buy a tank” was to be done by 1 October 2026"), "{text}");
    assert!(!text.contains("Dig a pit"), "it is done: {text}");
    assert!(text.contains("Complaints a month: 9"), "{text}");
    assert!(!text.contains("Litres a day"), "before its day a value is a starting point: {text}");
    let proposed = accepted
        .replace("status: accepted", "status: proposed")
        .replace("decision: { option: buy, on: 2025-01-10 }\n", "");
    let text = page(&log(&[("0001-milk", &proposed)]), "2026-11-30");
    assert!(!text.contains("Stop rule met"), "nothing runs yet: {text}");
    let asked = proposed.replace("owner: Head", "decide-by: 2026-12-10\nowner: Head");
    let brief = log(&[("0001-milk", &asked)]).adr(&["show", "1", "--on", "2026-11-30"]).expect(0).stdout;
    assert!(!brief.contains("stop rule is met") && !brief.contains("So it is today"), "{brief}");
}

#[test]
fn a_supplier_over_the_limit_is_said_of_what_the_log_knows() {
    let one = bought("{ ends: 2029-12-31 }", "");
    let text = page(&log(&[("0001-milk", &one)]), "2026-11-30");
    assert!(text.contains("of the spend on suppliers that this log knows"), "{text}");
    assert!(
        text.contains("A second dairy is tried") && text.contains("by 1 February 2027"),
        "the book answers: {text}"
    );
    assert!(!text.contains("outside what we accept"), "one supplier of one decision is no headline: {text}");
    let others: Vec<(String, String)> = (2..=5)
        .map(|n| {
            (
                format!("000{n}-milk"),
                one.replace("Milkmate", &format!("Farmhand {n}")).replace("50k to 60k", "1k to 2k"),
            )
        })
        .collect();
    let mut records = vec![("0001-milk", one.as_str())];
    records.extend(others.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let text = page(&log(&records), "2026-11-30");
    assert!(text.contains("one supplier is outside what we accept"), "{text}");
    assert!(text.contains("Head of Dairy"), "who answers where most is spent: {text}");
}

#[test]
fn several_currencies_are_never_one_sum() {
    let euro = bought("{ ends: 2029-12-31 }", "");
    let dollar = euro.replace("status: accepted", "status: accepted\ncurrency: USD").replace("Milkmate", "Haymaker");
    let ask = |cost: &str| {
        format!(
            "---\nstatus: proposed\nowner: COO\nask: Approve it\nboard: {{ for: decision, meeting: 2026-12-15 }}\n{cost}recommend: \
             {{ option: build, because: It is ours }}\noptions:\n  - build: Ours\n    cost: {{ yearly: 20k to 30k }}\n  - avoid: \
             None\n    cost: {{ yearly: 5k to 9k }}\n---\n# Do we?\n"
        )
    };
    let (in_euro, in_dollars) = (ask(""), ask("currency: USD\n"));
    let records = [
        ("0001-milk", euro.as_str()),
        ("0002-hay", dollar.as_str()),
        ("0003-euro", in_euro.as_str()),
        ("0004-dollar", in_dollars.as_str()),
    ];
    let sandbox = log(&records);
    sandbox.write("book.toml", sandbox.read("book.toml") + "[output.board.budget]\n2027 = \"30k\"\n");
    let text = page(&sandbox, "2026-11-30");
    assert!(text.contains("“Euro” and “Do we?” need a decision"), "{text}");
    assert!(text.contains("We have committed €270k and $270k"), "{text}");
    assert!(text.contains("Milkmate gets all of the spend on suppliers in EUR that this log knows"), "{text}");
    assert!(text.contains("Haymaker gets all of the spend on suppliers in USD that this log knows"), "{text}");
    assert!(text.contains("If the one that has an estimate in EUR is approved"), "{text}");
    assert!(!text.contains("None of them fits") && !text.contains("costs €0"), "{text}");
    assert!(text.contains("In several currencies, not added up"), "{text}");
}

#[test]
fn an_appetite_for_bad_years_is_an_appetite() {
    let risky = bought("{ ends: 2029-12-31 }", "").replace(
        "    contract:",
        "    risks: [{ name: Spilled, per-year: 0.2 / 0.3 / 0.5, loss: 10k to 20k, owner: COO }]\n    contract:",
    );
    let sandbox = log(&[("0001-milk", &risky)]);
    assert!(page(&sandbox, "2026-11-30").contains("no appetite has been set"));
    let book = sandbox.read("book.toml") + "exceedance = [{ loss = \"100k\", per-year = \"5%\" }]\n";
    sandbox.write("book.toml", book);
    let text = page(&sandbox, "2026-11-30");
    assert!(text.contains("is expected to lose") && !text.contains("no appetite has been set"), "{text}");
}
