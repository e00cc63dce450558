//! What a glance reads of a front matter is what the whole reading says of the same keys.

use crate::model::{Book, Record};
use crate::record::testing::empty;
use crate::record::yaml::fence::{self, Found};
use crate::record::yaml::front_matter::{read, read_listed};
use crate::record::yaml::glance::glance;
use proptest::prelude::*;
use std::path::Path;

const SHOWN: [&str; 6] = ["status", "date", "title", "number", "links", "supersedes"];

fn is_shown(key: &str) -> bool {
    SHOWN.contains(&key)
}

/// What both readings say of the keys that a list shows, with the places.
fn both(text: &str) -> (String, String) {
    let said = |record: &Record, reading: crate::record::yaml::front_matter::FrontMatterReading| {
        let is_kept = |key: &str| is_shown(key.split('.').next().unwrap_or_default());
        let stated: Vec<_> = reading.stated.into_iter().filter(|stated| is_kept(&stated.key)).collect();
        format!(
            "{:?}\n{stated:#?}\n{:?} {:?} {:?}",
            reading.body_start,
            record.tags,
            record.audience,
            record.place("tags")
        )
    };
    let (mut whole, mut listed) = (empty(text), empty(text));
    let whole_reading = read("a.md", text, &Book::default(), &mut whole, |_| false);
    let listed_reading = read_listed("a.md", text, &mut listed, is_shown);
    (said(&whole, whole_reading), said(&listed, listed_reading))
}

fn is_glanced(front: &str) -> bool {
    let text = format!("---\n{front}\n---\n");
    let Found::Fenced(fenced) = fence::find(&text) else { return false };
    glance("a.md", &text, fenced.content, is_shown).is_some()
}

#[test]
fn every_sample_is_read_alike() {
    let mut folders = vec![Path::new("tests").to_owned(), Path::new("decisions").to_owned()];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of ours").filter_map(Result::ok) {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
                let (whole, listed) = both(&text);
                assert_eq!(listed, whole, "{}", entry.path().display());
                count += 1;
            }
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
fn entries_that_stand_for_themselves_are_passed_over() {
    assert!(is_glanced(include_str!("../../../tests/examples/sign-in.md").split("---").nth(1).unwrap_or_default()));
    for front in [
        "status: accepted # 'til [May]\noptions:\n- name: it's \"A\"\n  pros: [a, {b: \"]\"}]\n  text: |\n    a: b",
        "status: 'it''s'\r\n\r\noptions:\r\n  - \"a\\\"\": [1]\r\n",
        "options: {}} no YAML\nstatus: accepted",
    ] {
        assert!(is_glanced(front), "{front}");
    }
}

#[test]
fn entries_that_may_reach_into_others_are_read_whole() {
    for front in [
        "status: *a\n",
        "options: [\n  1]\nstatus: accepted",
        "options: \"a\n  b\"\nstatus: accepted",
        "options: &a [1]\nstatus: accepted",
        "\tstatus: accepted",
        "- status: accepted",
        "status: accepted\n...\ndate: 2020-01-31",
        "a b: c\nstatus: accepted",
        "x: [a:\"], b\n  ]\nstatus: accepted",
    ] {
        assert!(!is_glanced(front), "{front}");
        let (whole, listed) = both(&format!("---\n{front}\n---\n"));
        assert_eq!(listed, whole, "{front}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn odd_front_matters_are_read_alike(parts in proptest::collection::vec(prop::sample::select(vec![
        "status: ", "Status:", "\nstatus: accepted\n", "\ndate: 2020-01-31\n", "\nlinks: ", "\ntags: ", "\naudience: exec\n",
        "options:", "\noptions:\n", "\n", "\n  ", "\n- ", "\n  - ", "  - a: ", "name: ", "x: ", ": ", ":", ", ", ",", "[", "]", "{", "}",
        "\"", "'", "''", "\\\"", "\\", "# ", " #", "#", "|", "|\n    text\n", ">-\n", "&a ", "*a", "<<: *a", "!t ", "? ", "- ", "%",
        "@", "`", "\t", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{a0}", "\u{feff}", "ü", "a", "b c", "it's", "1", "null", "~", "\n...\n", "\n--- \n",
        "\u{1}", "accepted", "https://a.b", "a:b", "{a: 1}", "[1, 2]", "\"a b\"", "'a: b'",
    ]), 0..40)) {
        let text = format!("---\nstatus: draft\n{}\n---\n# A\n", parts.concat());
        let (whole, listed) = both(&text);
        prop_assert_eq!(listed, whole, "{}", text);
    }
}
