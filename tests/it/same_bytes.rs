//! The same commit gives the same bytes: twice, and with one thread or two.

use crate::commands::SHORT;
use crate::sandbox::Sandbox;

#[test]
fn the_same_commit_gives_the_same_site() {
    let mut sandbox = Sandbox::repository();
    sandbox.write("decisions/0001-card-payments.md", SHORT);
    sandbox.write("decisions/0002-sign-in.md", include_str!("../examples/sign-in.md"));
    for number in 3..40 {
        let text = format!(
            "# Record {number}\n\nDate: 2026-01-02\n\n## Status\n\nAccepted\n\n## Context\n\nSee [1](0001-card-payments.md) and {number}.\n"
        );
        sandbox.write(&format!("decisions/00{number:02}-record.md"), text);
    }
    sandbox.commit("all");
    let manifest = |out: &str, threads: &str| {
        sandbox.adr_with(&["publish", "--at", "HEAD", "--out", out], &[("RAYON_NUM_THREADS", threads)]).expect(0);
        sandbox.read(&format!("{out}/manifest.json"))
    };
    let one = manifest("one", "1");
    assert!(one.contains("brief/0002-sign-in.html"), "{one}");
    assert_eq!(one, manifest("two", "2"));
    assert_eq!(one, manifest("two", "2"), "published over itself");
    let compare = |threads: &str| {
        let args = ["compare", "2", "--format", "json", "--at", "HEAD", "--draws", "20000"];
        sandbox.adr_with(&args, &[("RAYON_NUM_THREADS", threads)]).expect(0).stdout
    };
    assert_eq!(compare("1"), compare("2"));
}
