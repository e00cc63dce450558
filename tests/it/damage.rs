//! A damaged repository: an error that names the object, soon, and never a hang. What needs no history reads on.
//!
//! The damage here is of sorts that every git tells: objects that are missing, empty, or no object at all.

use crate::sandbox::Sandbox;
use std::fs;
use std::path::PathBuf;

/// A log of two commits, and where the loose objects lie.
fn log() -> (Sandbox, git2::Oid) {
    let mut sandbox = Sandbox::repository();
    sandbox.write("decisions/0001-a.md", "# 1. Use tea\n");
    sandbox.commit("one");
    sandbox.write("decisions/0002-b.md", "# 2. Use coffee\n");
    let head = sandbox.commit("two").parse().expect("an id");
    (sandbox, head)
}

fn object(sandbox: &Sandbox, id: git2::Oid) -> PathBuf {
    let id = id.to_string();
    sandbox.path().join(".git/objects").join(&id[..2]).join(&id[2..])
}

/// Makes an object's file hold this, or takes it away.
fn damage(sandbox: &Sandbox, id: git2::Oid, content: Option<&str>) {
    let file = object(sandbox, id);
    fs::remove_file(&file).expect("it was loose");
    if let Some(content) = content {
        fs::write(file, content).expect("written");
    }
}

#[test]
fn a_commit_that_cannot_be_read_is_named_and_the_working_tree_read() {
    for content in [None, Some(""), Some("no object at all")] {
        let (sandbox, head) = log();
        damage(&sandbox, head, content);
        let run = sandbox.adr(&["publish"]).expect(3);
        assert!(
            run.stderr.contains("git fsck") && run.stderr.contains(&head.to_string()),
            "{content:?}: {}",
            run.stderr
        );
        for args in [&["list"][..], &["check"], &["new", "Which cups?"]] {
            let run = sandbox.adr(args).expect(0);
            assert!(run.stderr.contains("without its commit"), "{args:?}: {}", run.stderr);
        }
        let listed = sandbox.adr(&["list"]).expect(0).stdout;
        assert!(listed.contains("Use coffee") && listed.contains("Which cups?"), "{listed}");
        // Of what is missing nobody knows whether it was ever there.
        let run = sandbox.adr(&["list", "--at", "HEAD"]).expect(if content.is_some() { 3 } else { 2 });
        assert!(run.stderr.contains(&head.to_string()), "{}", run.stderr);
    }
}

#[test]
fn an_object_of_the_history_that_is_missing_is_named() {
    let (sandbox, head) = log();
    let first = sandbox.git().find_commit(head).and_then(|commit| commit.parent_id(0)).expect("a parent");
    damage(&sandbox, first, None);
    let run = sandbox.adr(&["publish"]).expect(3);
    assert!(run.stderr.contains(&first.to_string()), "{}", run.stderr);
    sandbox.adr(&["check"]).expect(0);
}

#[test]
fn a_record_of_a_commit_that_is_missing_is_named() {
    let (sandbox, head) = log();
    let tree = sandbox.git().find_commit(head).and_then(|commit| commit.tree()).expect("a tree");
    let blob = tree.get_path(std::path::Path::new("decisions/0001-a.md")).expect("the record").id();
    damage(&sandbox, blob, None);
    let run = sandbox.adr(&["list", "--at", "HEAD"]).expect(3);
    assert!(run.stderr.contains("0001-a.md") && run.stderr.contains(&blob.to_string()), "{}", run.stderr);
}
