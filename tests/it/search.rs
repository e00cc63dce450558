//! `adr search`: what is found, in which order, and what a hostile text cannot do.

use crate::sandbox::Sandbox;
use serde_json::Value;

fn demo() -> Sandbox {
    let sandbox = Sandbox::folder();
    sandbox.adr(&["init", "--demo", "demo", "--on", "2026-11-25"]).expect(0);
    sandbox
}

/// Numbers of what is found, in order, and whether each holds all words.
fn found(sandbox: &Sandbox, words: &[&str]) -> Vec<(u64, bool)> {
    let arguments: Vec<&str> =
        ["-C", "demo", "search", "--limit", "0", "--format", "json"].into_iter().chain(words.iter().copied()).collect();
    let json: Value = serde_json::from_str(&sandbox.adr(&arguments).expect(0).stdout).expect("JSON");
    assert_eq!(json["schema"], "adr-search/1");
    let records = json["records"].as_array().expect("a list");
    assert_eq!(json["count"], records.len());
    let told = |one: &Value| (one["number"].as_u64().expect("a number"), one["holds_all"].as_bool().expect("a word"));
    records.iter().map(told).collect()
}

#[test]
fn titles_come_first_and_filters_narrow() {
    let sandbox = demo();
    assert_eq!(found(&sandbox, &["card", "payments"])[0], (1, true));
    assert_eq!(found(&sandbox, &["PARCEL"])[0], (13, true));
    assert_eq!(found(&sandbox, &["7"])[0], (7, true), "a number finds its decision");
    let open: Vec<u64> = found(&sandbox, &["status:proposed"]).iter().map(|(number, _)| *number).collect();
    assert_eq!(open, [1, 12, 13, 15, 16]);
    assert_eq!(found(&sandbox, &["status:proposed", "supplier:corvane"]), [(1, true)]);
    assert_eq!(found(&sandbox, &["owner:Head of Payments", "stolen"])[0], (16, true));
    assert_eq!(found(&sandbox, &["zzzzqqqq"]), []);
    let some = found(&sandbox, &["corvane", "parcelzzz"]);
    assert!(!some.is_empty() && some.iter().all(|(_, holds_all)| !holds_all), "{some:?}");
}

#[test]
fn people_see_the_line_that_holds_the_words() {
    let run = demo().adr(&["-C", "demo", "search", "gang", "orders"]).expect(0);
    assert!(run.stdout.contains("decisions/0016-stolen-cards.md:"), "{}", run.stdout);
    assert!(run.stdout.contains("A gang orders four grills"), "{}", run.stdout);
    assert!(run.stderr.contains("1 record"), "{}", run.stderr);
}

#[test]
fn slips_and_nothing_are_told() {
    let sandbox = demo();
    let run = sandbox.adr(&["-C", "demo", "search", "suplier:corvane"]).expect(2);
    assert!(run.stderr.contains("did you mean `supplier:corvane`?"), "{}", run.stderr);
    let run = sandbox.adr(&["-C", "demo", "search", "zzzzqqqq"]).expect(0);
    assert!(run.stdout.is_empty() && run.stderr.contains("nothing is found"), "{}{}", run.stdout, run.stderr);
    sandbox.adr(&["-C", "demo", "search"]).expect(2);
}

#[test]
fn no_text_moves_the_cursor() {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-a.md", "# A \u{1b}[2J queue\n\nThe \u{1b}]0;title\u{7} queue \u{202e}is slow.\n");
    let run = sandbox.adr(&["search", "queue"]).expect(0);
    assert!(run.stdout.contains("queue") && !run.stdout.contains('\u{1b}') && !run.stdout.contains('\u{202e}'));
}
