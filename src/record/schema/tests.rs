//! Keys of the course of a decision and of contracts, as they arrive in the model.

use crate::model::{Contract, Done, FieldSource, GivenNotice, Notice, Party, Record, Renewal, StatedStatus, Status};
use crate::record::testing::{findings, record_from};
use insta::assert_snapshot;
use jiff::civil::date;

fn clean(front: &str) -> Record {
    assert_eq!(findings(front), "", "{front}");
    record_from(&format!("---\n{front}\n---\n# A decision\n")).0
}

fn contract(keys: &str) -> Contract {
    let record = clean(&format!("options: [{{ buy: AuthCo, contract: {{ ends: 2027-06-30, {keys} }} }}]"));
    record.options[0].contract.clone().expect("a contract")
}

#[test]
fn a_contract_says_whether_and_for_how_long_it_renews() {
    assert_eq!(contract("renews: yes").renews, Some(Renewal::Yes));
    assert_eq!(contract("renews: no").renews, Some(Renewal::No));
    assert_eq!(contract("notice: 90 days").renews, None, "what is not said is not renewed");
    for text in ["12 months", "1 year", "P1Y", "P12M", "12-month"] {
        assert_eq!(contract(&format!("renews: {text}")).renews, Some(Renewal::For(Notice::Months(12))), "{text}");
    }
    for (text, notice) in [("P3M", Notice::Months(3)), ("p90d", Notice::Days(90)), ("2 weeks", Notice::Days(14))] {
        assert_eq!(contract(&format!("notice: {text}")).notice, Some(notice), "{text}");
    }
}

#[test]
fn notice_that_was_given() {
    let given = |by, on| Some(GivenNotice { by, on });
    let day = Some(date(2027, 1, 15));
    assert_eq!(contract("given: { by: us, on: 2027-01-15 }").given, given(Some(Party::Us), day));
    assert_eq!(contract("given: { by: supplier }").given, given(Some(Party::Supplier), None));
    assert_eq!(contract("given: 2027-01-15").given, given(None, day));
    assert_eq!(contract("given: no").given, None);
}

#[test]
fn slips_in_a_contract_are_told() {
    let of = |keys: &str| findings(&format!("options: [{{ buy: AuthCo, contract: {{ {keys} }} }}]"));
    let slips = ["renews: maybe", "renews: 0 days", "given: { by: them, on: 15.1.2027 }", "notice: a quarter"];
    assert_snapshot!(slips.map(of).join("\n"), @r"
    2: error[unknown-word]: `maybe` says neither whether the contract renews nor for how long; write `yes`, `no` or `12 months`
    2: error[unknown-word]: `0 days` says neither whether the contract renews nor for how long; write `yes`, `no` or `12 months`
    2: error[unknown-word]: `them` is not among the words that stand here; write one of: us, supplier
    2: error[bad-date]: `15.1.2027` is no date; write year, month and day: `2026-11-05`
    2: error[bad-notice]: `a quarter` is no length of notice; write `90 days` or `6 months`
    ");
}

#[test]
fn steps_rules_and_words_for_the_minutes() {
    let record = clean(
        "recommend: { option: build, because: Ours, by: CTO }\nowner: Head of Platform\nresolution: Approved\n\
         next: [{ what: Team, done: 2027-02-01 }, { what: Test, done: no }, Launch]\n\
         kill: [{ metric: Success, below: 97%, now: 90%, from: 2027-06-01 }, { metric: Cost, above: 2m, now: 3m }]",
    );
    assert_eq!(record.recommend, Some(("build".to_owned(), Some("Ours".to_owned()))));
    assert_eq!((record.proposer(), record.resolution.as_deref()), (Some("CTO"), Some("Approved")));
    let done: Vec<Option<Done>> = record.next.iter().map(|step| step.done).collect();
    assert_eq!(done, [Some(Done::On(date(2027, 2, 1))), None, None]);
    assert_eq!(record.kill[0].from, Some(date(2027, 6, 1)));
    assert_snapshot!(findings("next: [{ what: Team, done: yes }]"), @"2: warning[bad-date]: nobody can see when this was done; write the day on which it was done: `done: 2026-11-05`");
}

#[test]
fn a_stop_rule_is_met_from_its_day_in_an_accepted_record() {
    let mut record = clean(
        "kill: [{ metric: Success, below: 97%, now: 90%, from: 2027-06-01 }, { metric: Cost, above: 2m, now: 3m }]",
    );
    let met = |record: &Record, day| [0, 1].map(|idx| record.is_met(&record.kill[idx], day));
    let (before, after) = (date(2027, 5, 31), date(2027, 6, 1));
    assert_eq!(met(&record, after), [Some(false); 2], "nobody accepted it");
    record.status = Some(StatedStatus {
        status: Status::Accepted,
        raw: "accepted".to_owned(),
        source: FieldSource::FrontMatter,
        span: None,
    });
    assert_eq!(met(&record, before), [Some(false), Some(true)]);
    assert_eq!(met(&record, after), [Some(true), Some(true)]);
    record.decision = Some(crate::model::Decision { on: Some(date(2027, 6, 15)), ..Default::default() });
    assert_eq!(met(&record, after), [Some(true), Some(false)], "before the day of acceptance");
}
