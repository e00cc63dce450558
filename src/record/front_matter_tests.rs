//! What authors write, and what they are told.

use crate::model::*;
use crate::record::testing::{findings, lines, record_from};
use insta::assert_snapshot;

const SIGN_IN: &str = include_str!("../../tests/examples/sign-in.md");
const ACCEPTED: &str = include_str!("../../tests/examples/sign-in-accepted.md");

#[test]
fn the_whole_examples_have_no_finding() {
    for text in [SIGN_IN, ACCEPTED] {
        let (record, findings) = record_from(text);
        assert_eq!(lines(&findings), "");
        assert_eq!(record.options.len(), 4);
        assert_eq!(record.unknown_keys, []);
    }
}
