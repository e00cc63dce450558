//! Numbers that cannot be meant: each is told with its line and a way to mend it, the record is
//! published all the same, and no figure that people see is made of it.

use crate::sandbox::Sandbox;
use serde_json::Value;
use std::fmt::Write as _;

const DAY: &str = "2026-11-25";

/// A record of which every number is sound.
const SOUND: &str = "---
status: proposed
date: 2026-11-24
currency: EUR
discount-rate: 5%
horizon: 5
needed-by: 2027-03-31
late-cost: 6k
until-ready: 2k
drivers: { users: 1k }
criteria:
  cost: { points: 30, worst: 3m, best: 0 }
  risk: 30
  flexibility: 20
options:
  - buy: AuthCo
    cost: { once: 100k, yearly: 200k }
    exit: { months: 3, cost: 20k }
    benefit: { yearly: 10k }
    risk: 40
    flexibility: 50
    ready: 5 to 8
    contract: { ends: 2040-01-31, minimum: 150k, break-fee: 7k }
    risks: [{ name: Outage, per-year: 0.1, loss: 9k, mitigation: { what: A spare, yearly: 3k } }]
  - avoid: Keep it
    cost: { yearly: 300k }
    risk: 70
    flexibility: 30
---
";
const CRITERIA: &str = "criteria:\n  cost: { points: 30, worst: 3m, best: 0 }\n  risk: 30\n  flexibility: 20\n";
const ESTIMATES: &str = "    cost: { once: 100k, yearly: 200k }\n    exit: { months: 3, cost: 20k }\n    benefit: { yearly: 10k }\n    risk: 40\n    flexibility: 50\n";

/// What is wrong, and what is said of it.
struct Case {
    /// What stands in the sound record, and what stands there instead.
    swap: [&'static str; 2],
    level: &'static str,
    rule: &'static str,
    /// Part of the line that the finding points at.
    at: &'static str,
    /// Part of the help.
    help: &'static str,
    /// What the comparison must say, since nothing is made up in the place of what is unreadable.
    shown: &'static str,
}

const UNRANKED: &str = "Buying cannot be ranked: its cost is not estimated";
const UNWEIGHED: &str = "No option can be ranked yet: the criteria have no weights";
const RANKED: &str = "Buying beats leaving it alone";
const SHOWN: &str = "Present value";

const fn case(swap: [&'static str; 2], said: [&'static str; 4], shown: &'static str) -> Case {
    let [level, rule, at, help] = said;
    Case { swap, level, rule, at, help, shown }
}

const CASES: &[Case] = &[
    case(["once: 100k", "once: .nan"], ["error", "bad-estimate", "once: .nan", "write a number, or leave"], UNRANKED),
    case(["once: 100k", "once: .inf"], ["error", "bad-estimate", "once: .inf", "such as `10m`"], UNRANKED),
    case(["once: 100k", "once: [1k, -.inf]"], ["error", "bad-estimate", "-.inf", "write the"], UNRANKED),
    case(["cost: 20k", "cost: 5%"], ["error", "bad-estimate", "exit: {", "a sum such as `250k`"], UNRANKED),
    case(
        ["yearly: 10k", "yearly: .nan"],
        ["error", "bad-estimate", "yearly: .nan", "write a number, or leave"],
        UNRANKED,
    ),
    case(["yearly: 200k", "yearly: 1e999"], ["error", "bad-number", "1e999", "such as `250k`"], UNRANKED),
    case(
        ["200k }", "200k, growth: .nan }"],
        ["error", "bad-estimate", "growth: .nan", "write a number, or leave"],
        UNRANKED,
    ),
    case(["200k }", "200k, growth: -200% }"], ["error", "bad-estimate", "growth: -200%", "`3%` or `-5%`"], UNRANKED),
    case(["yearly: 200k", "yearly: 2e5"], ["error", "bad-number", "yearly: 2e5", "write `200k`"], UNRANKED),
    case(
        ["horizon: 5", "horizon: 5\ndeciders: { CTO: { cost: 10, speed: 20 } }"],
        ["error", "unknown-criterion", "speed: 20", "the criteria are"],
        RANKED,
    ),
    case(
        ["worst: 3m, best: 0", "value: { points: [[3m, 0], [2m, 80], [1m, 30], [0, 100]] }"],
        ["error", "bad-value-function", "points: [[", "scores that only rise or only fall"],
        RANKED,
    ),
    case(
        ["worst: 3m, best: 0", "worst: 0, best: 3m"],
        ["warning", "anchors-reversed", "worst: 0, best: 3m", "exchange them: `worst: 3m, best: 0`"],
        SHOWN,
    ),
    case(
        ["2027-03-31", "2020-03-31"],
        ["warning", "needed-before-start", "needed-by: 2020-03-31", "move `needed-by`"],
        SHOWN,
    ),
    case(
        ["horizon: 5", "horizon: 5\nscenarios: [{ name: Free, option: buy, yearly: -200% }]"],
        ["error", "bad-estimate", "yearly: -200%", "-100% at most"],
        RANKED,
    ),
    case(
        [
            "horizon: 5",
            "horizon: 5\nscenarios: [{ name: A, option: buy, ready: 2 }, { name: a, option: buy, ready: 3 }]",
        ],
        ["error", "duplicate-scenario", "name: a", "another name"],
        RANKED,
    ),
    case(["once: 100k", "once: 9k to 3k"], ["error", "bad-estimate", "9k to 3k", "lower number first"], UNRANKED),
    case(["once: 100k", "once: 5%"], ["error", "bad-estimate", "once: 5%", "a sum such as `250k`"], UNRANKED),
    case(["once: 100k", "once: $100k"], ["error", "currency-mismatch", "$100k", "figure in EUR"], UNRANKED),
    case(
        ["yearly: 200k", "yearly: { per: userz, rate: 4 }"],
        ["error", "unknown-driver", "per: userz", "did you mean `users`?"],
        UNRANKED,
    ),
    case(
        ["{ users: 1k }", "{ users: 1k, staff: { per: users, rate: 2 } }"],
        ["error", "bad-estimate", "staff: { per", "its own figure: `staff: 30k to 80k`"],
        RANKED,
    ),
    case(["ready: 5 to 8", "ready: 5q"], ["error", "bad-number", "ready: 5q", "such as `6`"], UNRANKED),
    case(["yearly: 200k", "yearly: 50,000+"], ["error", "grouped-number", "50,000+", "`50_000 to 100_000`"], UNRANKED),
    case(["once: 100k", "once: €5,000–10,000"], ["error", "grouped-number", "€5,000", "`\"€5,000–10,000\"`"], UNRANKED),
    case(["once: 100k", "once: 1,5m"], ["error", "grouped-number", "1,5m", "write `1.5m`"], UNRANKED),
    case(["late-cost: 6k", "late-cost: 6q"], ["error", "bad-number", "late-cost: 6q", "such as `250k`"], UNRANKED),
    case(
        ["late-cost: 6k", "late-cost: -6k"],
        ["error", "bad-estimate", "late-cost: -6k", "as positive numbers"],
        UNRANKED,
    ),
    case(["2027-03-31", "2027-13-31"], ["error", "bad-date", "needed-by:", "year, month and day"], UNRANKED),
    case(
        ["until-ready: 2k", "until-ready: 2q"],
        ["error", "bad-number", "until-ready: 2q", "such as `250k`"],
        UNRANKED,
    ),
    case(["minimum: 150k", "minimum: 150q"], ["error", "bad-number", "minimum: 150q", "such as `250k`"], UNRANKED),
    case(["break-fee: 7k", "break-fee: 7q"], ["error", "bad-number", "break-fee: 7q", "such as `250k`"], UNRANKED),
    case(["ends: 2040-01-31", "ends: soon"], ["error", "bad-date", "ends: soon", "year, month and day"], UNRANKED),
    case(["yearly: 3k", "yearly: 3q"], ["error", "bad-number", "yearly: 3q", "such as `250k`"], UNRANKED),
    case(["once: 100k", "onec: 100k"], ["error", "unknown-key", "onec: 100k", "did you mean `once`?"], UNRANKED),
    case(["exit: { months: 3, cost: 20k }", "exit: 20k"], ["error", "wrong-shape", "exit: 20k", "months"], UNRANKED),
    case(["    exit:", "    exti:"], ["error", "unknown-key", "exti:", "did you mean `exit`?"], UNRANKED),
    case(["rate: 5%", "rate: -100%"], ["error", "discount-rate-impossible", "-100%", "discount-rate: 6%"], RANKED),
    case(["horizon: 5", "horizon: 0"], ["error", "bad-number", "horizon: 0", "horizon: 5"], RANKED),
    case(["horizon: 5", "horizon: 1000"], ["error", "bad-number", "horizon: 1000", "horizon: 5"], RANKED),
    case(["risk: 30", "risk: -30"], ["error", "bad-estimate", "risk: -30", "write 0 or more"], UNWEIGHED),
    case(["points: 30", "points: .inf"], ["error", "bad-estimate", "points: .inf", "write the"], UNWEIGHED),
    case(
        [CRITERIA, "criteria: { cost: 0, risk: 0, flexibility: 0 }\n"],
        ["error", "weights", "criteria:", "one of them more than 0"],
        UNWEIGHED,
    ),
    case(
        [CRITERIA, "criteria:\n  pairwise: { cost/risk: 9, risk/flexibility: 9, cost/flexibility: 1 }\n"],
        ["error", "pairwise-weights", "pairwise:", "`cost/risk`, `risk/flexibility` and `cost/flexibility`"],
        UNWEIGHED,
    ),
    case(
        [CRITERIA, "criteria:\n  pairwise: { cost/risk: 3, risk/flexibility: 3, cost/flexibility: 3 }\n"],
        ["warning", "pairwise-weights", "pairwise:", "`cost/risk`, `risk/flexibility` and `cost/flexibility`"],
        RANKED,
    ),
    case(
        [ESTIMATES, ""],
        ["warning", "incomplete-option", "buy: AuthCo", "add `cost: {"],
        "Buying cannot be ranked: its cost, risk and flexibility are not estimated",
    ),
    case(
        ["worst: 3m, best: 0", "worst: 1.4m, best: 1.2m"],
        ["warning", "widen-anchors", "worst: 1.4m", "widen the anchors: `worst: "],
        RANKED,
    ),
];

impl Case {
    fn record(&self, number: usize) -> String {
        let [sound, bad] = self.swap;
        assert_eq!(SOUND.matches(sound).count(), 1, "{sound}");
        format!("{}# Case {number}: how should people sign in?\n", SOUND.replacen(sound, bad, 1))
    }
}

/// One log with a record a case.
fn log_of<'a>(cases: impl IntoIterator<Item = &'a Case>) -> Sandbox {
    let sandbox = Sandbox::folder();
    for (idx, case) in cases.into_iter().enumerate() {
        sandbox.write(&format!("log/{}", name(idx, "md")), case.record(idx + 1));
    }
    sandbox
}

fn name(idx: usize, ending: &str) -> String {
    format!("{:04}-case.{ending}", idx + 1)
}

/// What our own formatting makes of numbers that are none; authors' text has a dot before it.
fn assert_finite(text: &str, what: &str) {
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '.');
    assert!(!words.any(|word| word == "NaN" || word == "inf"), "{what} shows no number:\n{text}");
}

#[test]
fn each_is_told_with_its_line_and_a_way_to_mend_it() {
    let sandbox = log_of(CASES);
    let found: Value = serde_json::from_str(&sandbox.adr(&["check", "--on", DAY, "--format", "json"]).expect(1).stdout)
        .expect("findings are JSON");
    let findings = found["findings"].as_array().expect("a list");
    let mut missed = String::new();
    for (idx, case) in CASES.iter().enumerate() {
        let text = case.record(idx + 1);
        let fits = |finding: &&Value| {
            let line = finding["line"].as_u64().unwrap_or_default() as usize;
            finding["path"] == format!("log/{}", name(idx, "md"))
                && finding["rule"] == case.rule
                && finding["severity"] == case.level
                && finding["help"].as_str().is_some_and(|help| help.contains(case.help))
                && text.lines().nth(line.wrapping_sub(1)).is_some_and(|line| line.contains(case.at))
        };
        if findings.iter().filter(fits).count() != 1 {
            let of_case = |finding: &&Value| finding["path"] == format!("log/{}", name(idx, "md"));
            let all: Vec<String> = findings.iter().filter(of_case).map(Value::to_string).collect();
            writeln!(missed, "{:?} is not told once:\n  {}", case.swap, all.join("\n  ")).expect("a string");
        }
    }
    assert_eq!(missed, "");
    log_of(CASES.iter().filter(|case| case.level == "warning")).adr(&["check", "--on", DAY]).expect(0);
}

#[test]
fn the_record_is_published_and_compared_with_what_can_be_computed() {
    let sandbox = log_of(CASES);
    sandbox.adr(&["publish", "--on", DAY, "--out", "out"]).expect(0);
    for (idx, case) in CASES.iter().enumerate() {
        for folder in ["log", "brief", "compare"] {
            let page = sandbox.read(&format!("out/{folder}/{}", name(idx, "html")));
            assert!(page.contains("how should people sign in?"), "{folder} of {:?}", case.swap);
            assert_finite(&page, &format!("{folder} of {:?}", case.swap));
        }
        let stdout = sandbox.adr(&["compare", &(idx + 1).to_string(), "--on", DAY]).expect(0).stdout;
        let flat = stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(case.shown), "{:?}:\n{stdout}", case.swap);
        assert!(flat.contains("Leaving it alone is not free: it costs €1.5m"), "{:?}:\n{stdout}", case.swap);
        assert_finite(&stdout, &format!("the comparison of {:?}", case.swap));
    }
}

#[test]
fn points_on_the_command_line_keep_the_others() {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-sound.md", format!("{SOUND}# Sign in\n"));
    let compare = |points: &str| sandbox.adr(&["compare", "1", "--on", DAY, "--weights", points]);
    let said = compare("cost=50").expect(0).stdout;
    for weight in ["Cost (50)", "Risk (30)", "Flexibility (20)"] {
        assert!(said.contains(weight), "{weight}:\n{said}");
    }
    for points in ["cost=nan", "cost=inf", "cost=-5", "cost=1e999", "cost=", "price=5"] {
        assert!(compare(points).expect(2).stderr.contains("error: "), "{points}");
    }
    assert!(compare("cost=0,risk=0,flexibility=0").expect(0).stdout.contains(UNWEIGHED));
}

#[test]
fn a_cost_that_scales_with_nothing_is_not_called_missing() {
    let sandbox = Sandbox::folder();
    let text = SOUND.replacen("yearly: 200k", "yearly: { per: seats, rate: 4 }", 1);
    sandbox.write("decisions/0001-sound.md", format!("{text}# Sign in\n"));
    let said = sandbox.adr(&["check", "--on", DAY]).expect(1).stdout;
    assert!(said.contains("warning[incomplete-option]: `AuthCo` cannot be ranked without its `cost`"), "{said}");
    assert!(!said.contains("says nothing on `cost`"), "{said}");
}
