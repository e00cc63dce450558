//! What `check` says to records as people write them: markdown in, findings out.

use crate::middle::{self, settings};
use adr::check::RULES;
use adr::finding::Finding;
use adr::model::{Authority, Book};
use jiff::civil::date;

/// The findings of this room's own rules, a line each.
fn checked_with(text: &str, book: &Book) -> String {
    let middle = middle::run(&[("0001-sign-in.md", text)], book, &settings(date(2026, 11, 25)));
    let own = |finding: &&Finding| RULES.iter().any(|rule| rule.name == finding.rule);
    let line = |finding: &Finding| {
        format!("{}: {}[{}]: {}", finding.line(), finding.severity.as_str(), finding.rule, finding.message)
    };
    middle.findings.iter().filter(own).map(line).collect::<Vec<_>>().join("\n")
}

fn checked(text: &str) -> String {
    checked_with(text, &Book::default())
}

/// A record that leaves no question open, with a block of more keys.
fn whole(more: &str) -> String {
    format!(
        "---
status: proposed
date: 2026-11-24
decide-by: 2027-01-31
review-by: 2028-01-31
owner: Head of Platform
decision-makers: [CTO, Board]
why-now: The present system loses support in September 2027
board: {{ for: decision, meeting: 2026-12-15 }}
appetite: {{ annual-loss: 250k }}
revisit: We expect fewer than 39,000 users
recommend: {{ option: buy, because: Nobody here wants to run it }}
{more}options:
  - buy: AuthCo
    supplier: AuthCo
    cost: {{ once: 100k to 280k, yearly: 140k to 300k }}
    exit: {{ months: 6 to 15, cost: 150k to 700k, tested: no }}
    flexibility: 50
    dependency: 60
    risks: [{{ name: Outage, per-year: 0.3, loss: 30k to 300k, owner: Head of Platform }}]
  - avoid: Keep the present system
    cost: {{ yearly: 300k to 520k }}
    flexibility: 20
    dependency: 40
    risks: []
---
# How should our customers sign in?
"
    )
}

#[test]
fn a_whole_record_leaves_no_question_open() {
    assert_eq!(checked(&whole("")), "");
}

#[test]
fn plain_records_are_asked_nothing() {
    assert_eq!(checked("# 1. Use Rust\n\n## Status\n\nAccepted\n\n## Context\n\nWe need speed.\n"), "");
    let madr = "---\nstatus: proposed\n---\n# Use Rust\n\n## Considered Options\n\n* Rust\n* Go\n\n## Decision Outcome\n\nChosen option: \"Rust\".\n";
    assert_eq!(checked(madr), "");
}

#[test]
fn a_bare_request_to_a_board_misses_nearly_everything() {
    let bare = "---\nstatus: proposed\nask: Approve a login service\nowner: Platform team\noptions:\n  - buy: AuthCo\n---\n# Sign in\n";
    insta::assert_snapshot!(checked(bare), @r"
    3: error[ask-without-date]: nothing says by when this must be decided
    4: warning[no-owner]: `Platform team` reads like a group, and a group does not answer
    5: error[no-avoid]: leaving it alone is not among the options
    5: warning[no-costs]: no option says what it costs
    5: error[no-recommendation]: nobody recommends an option
    5: error[too-few-options]: there is only one option
    6: warning[no-exit]: nothing says how we would leave `AuthCo`
    6: warning[no-supplier]: nothing says who would supply `AuthCo`
    8: warning[no-decider]: nothing says who decides this
    8: error[no-review-date]: nothing says when this is looked at again
    8: error[no-why-now]: nothing says why this cannot wait
    ");
}

#[test]
fn a_short_record_gets_no_error() {
    let short = "---
status: proposed
date: 2026-11-05
decision-makers: [Board]
options:
  - buy: A payments platform
    cost: { once: 120k to 250k, yearly: 210k to 320k }
    risk: 30
    flexibility: 50 to 65
    dependency: 55 to 70
  - avoid: Keep today's gateway
    cost: { yearly: 240k to 330k, growth: 6% }
    risk: 80
    flexibility: 20
    dependency: 40
---
# How should we take card payments in the EU from 2027?
";
    insta::assert_snapshot!(checked(short), @r"
    5: warning[no-recommendation]: nobody recommends an option; the brief can only say that `A payments platform` comes first
    6: warning[no-exit]: nothing says how we would leave `A payments platform`
    6: note[no-risks]: no risks are written down for `A payments platform`
    6: warning[no-supplier]: nothing says who would supply `A payments platform`
    17: warning[ask-without-date]: nothing says by when this must be decided
    17: warning[no-owner]: nobody answers for this decision
    17: warning[no-review-date]: nothing says when this is looked at again
    17: warning[no-why-now]: nothing says why this cannot wait
    ");
}

#[test]
fn a_limit_is_held_against_who_may_approve_it() {
    let step = |up_to, by: &str| Authority { up_to, by: by.to_owned() };
    let authority = vec![step(Some(250e3), "CTO"), step(Some(1e6), "CFO and CEO"), step(None, "Supervisory board")];
    let book = Book { authority, ..Book::default() };
    let with = |limit: &str, deciders: &str| {
        let said = checked_with(&whole(&format!("limit: {limit}\n")).replace("[CTO, Board]", deciders), &book);
        said.lines().filter(|line| !line.contains("limit-below-cost")).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(with("250k", "[CTO]"), "");
    assert_eq!(with("900k", "[CEO, cfo]"), "");
    assert_eq!(with("900m", "[Supervisory Board]"), "");
    insta::assert_snapshot!(with("900k", "[CTO, CFO]"), @"13: error[limit-above-authority]: the limit is above what `CTO` and `CFO` may approve");
}

#[test]
fn a_limit_that_is_probably_not_enough_is_told() {
    insta::assert_snapshot!(checked(&whole("limit: 1.2m\n")), @"13: warning[limit-below-cost]: `AuthCo` is expected to cost more than the limit: 91 in 100 to need more");
    assert_eq!(checked(&whole("limit: 2.9m\n")), "");
    let unknown = whole("limit: 1.2m\n").replace("yearly: 140k to 300k", "yearly: unknown");
    assert!(!checked(&unknown).contains("limit-below-cost"));
}

/// The whole record, decided, with more keys.
fn decided(more: &str) -> String {
    whole(more).replace("status: proposed", "status: accepted").replace("recommend:", "decision:")
}

#[test]
fn what_falls_due_after_a_decision_is_told_until_somebody_answers() {
    let late = decided(
        "kill:
  - { metric: Sign-in success, below: 97%, now: 95%, by: 2026-10-31 }
  - { metric: Users, below: 1000, by: 2026-10-31 }
  - { metric: Tickets, above: 40, by: 2027-10-31 }
forecasts:
  - { what: First invoice, range: 0.9m to 1.5m, by: 2026-10-31 }
  - { what: Second invoice, range: 0.9m to 1.5m, by: 2027-10-31 }
next:
  - { what: Hire, by: 2026-10-31 }
  - { what: Tell everybody, by: 2026-10-31, done: 2026-10-30 }
",
    );
    let late = late.replace("date: 2026-11-24", "date: 2026-01-24");
    insta::assert_snapshot!(checked(&late), @r"
    14: warning[stop-rule-met]: the stop rule on `Sign-in success` is met, and nothing says what is done
    15: warning[stop-rule-unread]: the stop rule on `Users` was to be checked by 2026-10-31
    18: warning[outcome-due]: `First invoice` was to be known by 2026-10-31, and no outcome is recorded
    21: warning[step-overdue]: `Hire` was to be done by 2026-10-31
    ");
    let answered = late.replace("next:", "response: { what: Move to another, who: CTO, by: 2026-11-20 }\nnext:");
    insta::assert_snapshot!(checked(&answered), @r"
    15: warning[stop-rule-unread]: the stop rule on `Users` was to be checked by 2026-10-31
    18: warning[outcome-due]: `First invoice` was to be known by 2026-10-31, and no outcome is recorded
    20: warning[step-overdue]: the response `Move to another` was to be done by 2026-11-20
    22: warning[step-overdue]: `Hire` was to be done by 2026-10-31
    ");
}

#[test]
fn a_notice_date_is_told_when_it_is_near() {
    let with = |contract: &str, more: &str| {
        let supplier = format!("supplier: AuthCo\n    contract: {{ {contract} }}");
        checked(&decided(more).replace("supplier: AuthCo", &supplier))
    };
    insta::assert_snapshot!(with("ends: 2027-03-31, notice: 90 days, renews: 12 months", ""), @"16: warning[notice-near]: the last day for notice on `AuthCo` is 2026-12-31");
    for quiet in ["ends: 2028-03-31, notice: 90 days, renews: yes", "ends: 2027-03-31, notice: 90 days, renews: no"] {
        assert_eq!(with(quiet, ""), "", "{quiet}");
    }
    let answer = "response: { what: Give notice, who: CTO, by: 2026-12-15 }\n";
    assert_eq!(with("ends: 2027-03-31, notice: 90 days, renews: 12 months", answer), "");
}

#[test]
fn a_loss_over_appetite_is_told_until_somebody_accepts_it() {
    let over = whole("").replace("annual-loss: 250k", "annual-loss: 10k");
    insta::assert_snapshot!(checked(&over), @"10: warning[over-appetite]: `AuthCo` is expected to lose more a year than the appetite of this record, and nobody has accepted that");
    let accepted = over.replace("options:", "response: { what: Insure it, who: CFO }\noptions:");
    assert_eq!(checked(&accepted), "");
}

#[test]
fn a_year_over_its_budget_is_told_once() {
    let book = |budget: f64| Book { budget: [(2027, budget)].into(), ..Book::default() };
    insta::assert_snapshot!(checked_with(&whole(""), &book(100e3)), @"0: warning[over-budget]: what is in force and asked for is expected to cost more in 2027 than the budget of that year");
    assert_eq!(checked_with(&whole(""), &book(5e6)), "");
}

#[test]
fn what_a_template_left_in_the_text_is_told() {
    let text = "# 1. Use Rust\n\n## Status\n\nAccepted\n\n## Context\n\nTODO\n\n```\nTODO\n```\n\n## Decision\n\n{Describe what was decided, in two sentences}\n\n## Consequences\n\n<!-- later -->\n";
    insta::assert_snapshot!(checked(text), @r"
    9: note[placeholder-text]: 2 lines of the text are still to be written
    19: note[empty-section]: nothing stands below `Consequences`
    ");
    assert_eq!(checked(&text.replace("Accepted", "Rejected")), "");
}

#[test]
fn nobody_is_named_who_decides() {
    let text = whole("").replace("decision-makers: [CTO, Board]\n", "");
    insta::assert_snapshot!(checked(&text), @"26: warning[no-decider]: nothing says who decides this");
}

/// `check --board`: each of the twelve questions is found open by a record that answers none.
#[test]
fn a_board_asks_its_questions_of_what_is_proposed() {
    let bare = "---\nstatus: proposed\nask: Approve a login service\noptions:\n  - buy: AuthCo\n    risks: [{ name: Outage, per-year: 0.3, loss: 1k to 2k }]\n  - build: Our own\nrecommend: build\n---\n# Sign in\n";
    let ask = |text: &str| {
        let book = Book::default();
        let middle = middle::run(&[("0001-sign-in.md", text)], &book, &settings(date(2026, 11, 25)));
        adr::check::check_board(&middle.log, &middle.analysis, &book, date(2026, 11, 25), &middle.findings)
    };
    let (findings, paper_count) = ask(bare);
    assert_eq!(paper_count, 1);
    for (question, _) in adr::check::BOARD_QUESTIONS {
        assert!(findings.iter().any(|finding| finding.message.contains(question)), "{question}: {findings:#?}");
    }
    for finding in &findings {
        assert!(finding.message.starts_with("the board asks \"") && finding.help.is_some(), "{finding:?}");
    }
    let whole = whole("reversible: costly\ndiscount-rate: 6%\nuntil-ready: 0\nlimit: 3m\nconsulted: [CISO]\nforecasts: [{ what: Cost, range: 1m to 2m, by: 2029-01-31 }]\n")
        .replace("    supplier: AuthCo\n", "    supplier: AuthCo\n    ready: 3 to 6\n")
        .replace("avoid: Keep the present system\n", "avoid: Keep the present system\n    why-not: Unsupported from September\n");
    let told: Vec<String> =
        ask(&whole).0.into_iter().map(|finding| format!("{}: {}", finding.rule, finding.message)).collect();
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(ask(&decided("")).1, 0, "what is decided is no paper");
}

#[test]
fn a_contract_that_renewed_until_nobody_knows_when_is_told() {
    let accepted = |contract: &str| {
        let supplier = format!("supplier: AuthCo\n    contract: {{ {contract} }}");
        let text = whole("").replace("status: proposed", "status: accepted").replace("supplier: AuthCo", &supplier);
        checked(&text.replace("recommend:", "decision:"))
    };
    insta::assert_snapshot!(accepted("ends: 2026-06-30, notice: 90 days, renews: yes"), @r"
    16: warning[notice-near]: the last day for notice on `AuthCo` was 2026-04-01
    16: warning[contract-end-past]: the contract of `AuthCo` ended on 2026-06-30 and renewed: until when is not said
    ");
    for known in [
        "ends: 2026-06-30, renews: 12 months",
        "ends: 2026-06-30, renews: no",
        "ends: 2026-06-30, renews: yes, given: { by: us, on: 2026-01-15 }",
        "ends: 2026-12-31, renews: yes",
        "ends: 2026-06-30",
    ] {
        assert_eq!(accepted(known), "", "{known}");
    }
}

#[test]
fn words_that_the_book_does_not_know_are_named_with_the_nearest() {
    let text = whole("area: supplier\nserves: [eu-sale]\n");
    let book = Book { goals: vec![("eu-sales".to_owned(), "Sell in the EU".to_owned())], ..Book::default() };
    let middle = middle::run(&[("0001-a.md", &text)], &book, &settings(date(2026, 11, 25)));
    let said: Vec<String> = middle
        .findings
        .iter()
        .filter(|finding| finding.rule == "unknown-area")
        .map(|finding| format!("{}; {}", finding.message, finding.help.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        said,
        [
            "no area is called `supplier`; did you mean `suppliers`?",
            "no goal is called `eu-sale`; did you mean `eu-sales`?"
        ]
    );
}

#[test]
fn a_use_of_ai_is_asked_once_for_everything_that_is_open() {
    let text = whole(
        "ai:
  use: Suggests replies to support staff
  value: Tickets solved at first contact
  stage: pilot
  human-review: Every reply
  personal-data: yes
  stop: { who: Head of Support, within: 1 hour }
",
    );
    insta::assert_snapshot!(checked(&text), @r"
    13: warning[ai-unanswered]: questions about this use of AI are open (integration: where, data, data-trust, model; governance: approved, allowed-data, barred-data, tests, supplier-assessed, explainable, escalation, monitoring; risk: class, classified-by, trains-on-our-data, rights, fairness, if-wrong; adoption: affects, training, acceptable-use, feedback)
    16: warning[ai-without-forecast]: nobody measures what this pilot of AI is worth
    ");
}

/// What the finding advises is read: every question may be answered by `unknown`.
#[test]
fn unknown_is_an_answer_to_every_question_about_ai() {
    let open = checked(&whole("ai: { use: Suggests replies }\n"));
    let keys: Vec<&str> = open
        .split(['(', ')', ';', ',', ':'])
        .map(str::trim)
        .filter(|word| {
            word.contains('-')
                || ["value", "stage", "where", "data", "model", "approved", "tests", "class", "stop"].contains(word)
        })
        .filter(|word| !word.contains('['))
        .collect();
    assert!(keys.len() > 15 && keys.contains(&"stop") && keys.contains(&"personal-data"), "{open}");
    let answers: String = keys.iter().map(|key| format!("  {key}: unknown\n")).collect();
    let rest = "  explainable: unknown\n  escalation: unknown\n  monitoring: unknown\n  rights: unknown\n  fairness: unknown\n  affects: unknown\n  training: unknown\n  feedback: unknown\n";
    let text = whole(&format!("ai:\n  use: Suggests replies\n{answers}{rest}"));
    let middle = middle::run(&[("0001-sign-in.md", &text)], &Book::default(), &settings(date(2026, 11, 25)));
    let of_ai = |finding: &&Finding| {
        finding.rule.starts_with("ai-un")
            || (finding.rule.starts_with("unknown")
                || finding.rule.starts_with("wrong")
                || finding.rule == "duplicate-key")
    };
    let said: Vec<String> = middle.findings.iter().filter(of_ai).map(|finding| finding.message.clone()).collect();
    assert_eq!(said, Vec::<String>::new(), "{keys:?}");
}

#[test]
fn dates_are_held_against_each_other_and_the_day() {
    let late = whole("").replace("decide-by: 2027-01-31", "decide-by: 2026-11-20").replace("2028-01-31", "2026-11-10");
    insta::assert_snapshot!(checked(&late), @r"
    4: warning[overdue]: this was to be decided by 2026-11-20
    5: warning[meeting-after-decide-by]: this is looked at again on 2026-11-10, before it must be decided
    9: warning[meeting-after-decide-by]: the board meets on 2026-12-15, after the day by which this must be decided
    ");
}

#[test]
fn what_was_accepted_is_said() {
    let accepted = whole("").replace("status: proposed", "status: accepted");
    let accepted = accepted.replace("recommend: { option: buy, because: Nobody here wants to run it }\n", "");
    let accepted = accepted.replace("2028-01-31", "2026-01-31");
    insta::assert_snapshot!(checked(&accepted), @r"
    2: warning[no-choice]: this is accepted, and nothing says which option was chosen
    5: warning[overdue]: this was to be looked at again by 2026-01-31
    ");
}

#[test]
fn what_is_needed_by_a_day_says_when_it_is_ready() {
    let needed = whole("needed-by: 2027-09-30\n");
    insta::assert_snapshot!(checked(&needed), @"13: warning[no-ready]: a day is set, and nothing says when `AuthCo` would be live");
    assert_eq!(checked(&needed.replace("    supplier: AuthCo\n", "    supplier: AuthCo\n    ready: 3 to 6\n")), "");
}

#[test]
fn risks_have_owners_and_appetite_is_missed_once() {
    let text =
        whole("").replace(", owner: Head of Platform }]", " }]").replace("appetite: { annual-loss: 250k }\n", "");
    insta::assert_snapshot!(checked(&text), @r"
    19: warning[risk-without-owner]: nobody answers for `Outage` of `AuthCo`
    26: note[no-appetite]: no appetite is set for losses, so risks can only be ranked
    ");
}
