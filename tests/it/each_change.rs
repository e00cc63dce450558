//! The workflow, the job and the hook of `docs/how-to/each-change.md`: their commands are run as they stand there.
#![cfg(unix)]

use crate::sandbox::Sandbox;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

const PAGE: &str = include_str!("../../docs/how-to/each-change.md");
const GOOD: &str = "# 1. A\n\nDate: 2026-01-05\n\n## Status\n\nAccepted\n\n## Context\n\nWords.\n\n## Decision\n\nA.\n";
const BAD: &str = "---\nstatus: [proposed\n---\n# B\n\nWords.\n";

/// The block of code behind a heading, the `nth` of its language.
fn block(heading: &str, language: &str) -> String {
    let (_, behind) = PAGE.split_once(heading).expect("the heading is there");
    let (_, code) = behind.split_once(&format!("```{language}\n")).expect("its code is there");
    code.split("\n```").next().expect("its end is there").to_owned()
}

/// A repository with a `main` of one record, as a clone has it, and another record on a branch.
fn clone_of_two_branches() -> Sandbox {
    let mut sandbox = Sandbox::repository();
    sandbox.write("doc/adr/0001-a.md", GOOD);
    let main = sandbox.commit("one");
    let id = git2::Oid::from_str(&main).expect("an id");
    sandbox.git().reference("refs/remotes/origin/main", id, true, "fetched").expect("a branch of the remote");
    sandbox.write("doc/adr/0002-b.md", GOOD.replace("# 1. A", "# 2. Buy B"));
    sandbox.commit("two");
    sandbox
}

/// Runs a line in a shell that finds this `adr`.
fn shell(sandbox: &Sandbox, line: &str, environment: &[(&str, &str)]) -> Output {
    let adr = Path::new(env!("CARGO_BIN_EXE_adr")).parent().expect("its folder").display().to_string();
    let path = format!("{adr}:{}", std::env::var("PATH").unwrap_or_default());
    Command::new("sh")
        .args(["-ec", line])
        .current_dir(sandbox.path())
        .env_clear()
        .env("HOME", sandbox.path())
        .env("PATH", path)
        .envs(environment.iter().copied())
        .output()
        .expect("a shell runs")
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn the_workflow_runs_and_stops_what_is_wrong() {
    let sandbox = clone_of_two_branches();
    let yaml = block("## GitHub", "yml");
    let steps: Vec<&str> = yaml.lines().filter_map(|line| line.trim().strip_prefix("run: ")).collect();
    assert_eq!(steps.len(), 3);
    let environment = [("BASE", "origin/main"), ("GITHUB_STEP_SUMMARY", "summary.md")];
    for step in &steps {
        let output = shell(&sandbox, step, &environment);
        assert!(output.status.success(), "{step}: {}", told(&output));
    }
    assert!(sandbox.read("summary.md").contains("Buy B"), "{}", sandbox.read("summary.md"));
    assert!(sandbox.path().join("site/index.html").is_file());
    sandbox.write("doc/adr/0003-b.md", BAD);
    let output = shell(&sandbox, steps[0], &environment);
    assert!(!output.status.success() && told(&output).contains("::error file=doc/adr/0003-b.md"), "{}", told(&output));
}

#[test]
fn the_job_runs_and_stops_what_is_wrong() {
    let sandbox = clone_of_two_branches();
    let yaml = block("## GitLab", "yml");
    let (_, script) = yaml.split_once("script:\n").expect("a script");
    let lines: Vec<&str> = script.lines().map_while(|line| line.trim_start().strip_prefix("- ")).collect();
    assert_eq!(lines.len(), 4);
    // The remote is the repository itself, which has the target under its own name.
    let setup = "git remote add origin . && git branch target HEAD~1";
    assert!(shell(&sandbox, setup, &[]).status.success());
    let environment = [("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "target")];
    let output = shell(&sandbox, &lines.join("\n"), &environment);
    assert!(output.status.success(), "{}", told(&output));
    assert!(sandbox.read("changes.md").contains("Buy B"));
    sandbox.write("doc/adr/0003-b.md", BAD);
    assert_eq!(shell(&sandbox, lines[3], &environment).status.code(), Some(1));
}

#[test]
fn the_hook_lets_no_broken_record_in() {
    let sandbox = clone_of_two_branches();
    let hook = sandbox.write(".git/hooks/pre-commit", block("## Before each commit", "bash") + "\n");
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).expect("it may be run");
    let commit = |line: &str| shell(&sandbox, &format!("git add -A && git {line}"), &[]);
    let whose = "-c user.name=Ada -c user.email=ada@example.org commit -q -m change";
    sandbox.write("src/main.c", "int main;\n");
    let output = commit(whose);
    assert!(output.status.success(), "{}", told(&output));
    sandbox.write("doc/adr/0003-b.md", BAD);
    let output = commit(whose);
    assert!(!output.status.success() && told(&output).contains("0003-b.md"), "{}", told(&output));
    sandbox.write("doc/adr/0003-b.md", GOOD.replace("# 1. A", "# 3. B"));
    let output = commit(whose);
    assert!(output.status.success(), "{}", told(&output));
}
