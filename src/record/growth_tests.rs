//! What parsing makes of a text grows no faster than the text: counted, never timed (`benches/reader.rs` does that).

use super::{FolderContext, parse};
use crate::model::Book;
use crate::source::SourceFile;
use proptest::prelude::*;

/// Constructs that nest or repeat, in the body.
const BODY: [&str; 26] = [
    "[",
    "![",
    "](",
    "> ",
    "*a **b ",
    "_",
    "`",
    "<b>",
    "</div>",
    "<!-- a ",
    "- ",
    "1. ",
    "- a\n  - b\n",
    "|",
    "| a | b |\n|---|---|\n",
    "## Status\n\nAccepted\n\n",
    "##Tight\n",
    "Setext\n---\n\n",
    "```\ncode\n",
    "[a](b.md) ",
    "[^1]",
    "https://a.example ",
    "* Status: superseded by [ADR-0005](0005-a.md)\n",
    "Superseded by ADR-5, ",
    "## Considered Options\n\n* a\n",
    "Words.\n\n",
];

/// The same in the front matter.
const FRONT: [&str; 12] = [
    "k: v\n",
    "status: accepted\n",
    "{",
    "[",
    "- ",
    "a: &a [x, *a]\n",
    "\"",
    "  - b: {c: [",
    "supersedes: [1, 2]\n",
    "? ",
    "date: 2020-01-01\n",
    "options: [{a: A}]\n",
];

/// How much a text turns into: every field, place and finding, written out.
fn made_of(text: String) -> usize {
    let file = SourceFile { path: "adr/0001-a.md".to_owned(), text: text.into(), decoding: None };
    let (record, findings) = parse(&file, "adr", &FolderContext::default(), &Book::default());
    format!("{record:?}{findings:?}").len()
}

fn grows_in_proportion(make: impl Fn(usize) -> String, count: usize) -> Result<(), TestCaseError> {
    let (short, long) = (made_of(make(count)), made_of(make(4 * count)));
    // Places have more digits further down.
    prop_assert!(long <= short * 9 / 2 + 20_000, "{:?}: {short}, then {long}", make(1));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn bodies_grow_in_proportion(pieces in prop::collection::vec(prop::sample::select(BODY.as_slice()), 1..4)) {
        let piece = pieces.concat();
        grows_in_proportion(|count| format!("# A\n\n{}", piece.repeat(count)), 4_000 / piece.len() + 1)?;
    }

    #[test]
    fn front_matters_grow_in_proportion(pieces in prop::collection::vec(prop::sample::select(FRONT.as_slice()), 1..4)) {
        let piece = pieces.concat();
        grows_in_proportion(|count| format!("---\n{}\n---\n# A\n", piece.repeat(count)), 2_000 / piece.len() + 1)?;
    }

    #[test]
    fn keys_grow_in_proportion(count in 10_usize..80) {
        let make = |count: usize| -> String {
            let keys: String = (0..count).map(|nth| format!("key-{nth}: [a, b]\n")).collect();
            format!("---\n{keys}---\n# A\n")
        };
        grows_in_proportion(make, count)?;
    }
}

#[test]
fn an_alias_bomb_stays_small() {
    let levels: String = (1..40).map(|nth| format!("a{nth}: &a{nth} [*a{0}, *a{0}, *a{0}]\n", nth - 1)).collect();
    assert!(made_of(format!("---\na0: &a0 x\n{levels}---\n# A\n")) < 4_000_000);
}
