//! Numbers across branches: the next one is free on all of them, and one that is taken twice is told.

use crate::sandbox::Sandbox;

const A: &str = "# A\n\n## Status\n\nAccepted\n\n## Context\n\n## Decision\n";

/// A log whose branch `other` has a second record, as `main` has.
fn forked() -> Sandbox {
    let mut sandbox = Sandbox::repository();
    sandbox.write("decisions/0001-a.md", A);
    let base = sandbox.commit("a log");
    sandbox.write("decisions/0002-theirs.md", A);
    sandbox.write("decisions/0007-far.md", A);
    let theirs = sandbox.commit("theirs");
    {
        let git = sandbox.git();
        let theirs = git.find_commit(git2::Oid::from_str(&theirs).expect("an id")).expect("theirs");
        git.branch("other", &theirs, false).expect("a branch");
        let base = git.find_object(git2::Oid::from_str(&base).expect("an id"), None).expect("the base");
        git.reset(&base, git2::ResetType::Hard, None).expect("back");
    }
    sandbox
}

#[test]
fn the_next_number_is_free_on_every_branch() {
    let sandbox = forked();
    assert_eq!(sandbox.adr(&["new", "Ours"]).expect(0).stdout, "decisions/0008-ours.md\n");
}

#[test]
fn a_branch_of_a_remote_counts_as_it_was_last_fetched() {
    let sandbox = forked();
    let git = sandbox.git();
    let tip = git.find_branch("other", git2::BranchType::Local).expect("there").get().target().expect("a tip");
    git.reference("refs/remotes/origin/theirs", tip, false, "fetched").expect("a reference");
    git.find_branch("other", git2::BranchType::Local).expect("there").delete().expect("gone");
    sandbox.write("decisions/0002-ours.md", A);
    let run = sandbox.adr(&["check"]);
    assert!(run.stdout.contains("number-on-branch") && run.stdout.contains("`origin/theirs`"), "{}", run.stdout);
    assert_eq!(sandbox.adr(&["new", "More"]).expect(0).stdout, "decisions/0008-more.md\n");
}

#[test]
fn a_number_that_another_branch_has_taken_is_told_with_the_branch() {
    let sandbox = forked();
    sandbox.write("decisions/0002-ours.md", A);
    let run = sandbox.adr(&["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let found: Vec<_> = json["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter(|found| found["rule"] == "number-on-branch")
        .collect();
    assert_eq!(found.len(), 1, "{}", run.stdout);
    assert_eq!(found[0]["path"], "decisions/0002-ours.md");
    let message = found[0]["message"].as_str().expect("a message");
    assert!(message.contains("`decisions/0002-theirs.md`") && message.contains("`other`"), "{message}");
    assert!(sandbox.adr(&["explain", "number-on-branch"]).expect(0).stdout.contains("merged"));
    sandbox.adr(&["renumber", "2", "8"]).expect(0);
    assert!(!sandbox.adr(&["check"]).stdout.contains("number-on-branch"));
}

#[test]
fn a_record_that_was_renamed_here_is_no_other() {
    let mut sandbox = forked();
    std::fs::rename(sandbox.path().join("decisions/0001-a.md"), sandbox.path().join("decisions/0001-b.md"))
        .expect("renamed");
    sandbox.commit("renamed");
    assert!(!sandbox.adr(&["check"]).stdout.contains("number-on-branch"));
}

#[test]
fn outside_git_and_before_the_first_commit_there_are_no_branches() {
    for sandbox in [Sandbox::folder(), Sandbox::repository()] {
        sandbox.write("decisions/0001-a.md", A);
        assert!(!sandbox.adr(&["check"]).stdout.contains("number-on-branch"));
        assert_eq!(sandbox.adr(&["new", "B"]).expect(0).stdout, "decisions/0002-b.md\n");
    }
}
