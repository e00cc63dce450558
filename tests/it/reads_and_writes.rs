//! The table of what `publish` reads and writes, held to what it does under strace.
#![cfg(target_os = "linux")]

use crate::sandbox::{Sandbox, tell};
use std::collections::BTreeSet;
use std::process::Command;

const TABLE: &str = include_str!("../../docs/reference/reads-and-writes.md");

/// The paths of a row's first cell, and its second.
fn rows() -> impl Iterator<Item = (Vec<&'static str>, &'static str)> {
    TABLE.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.split(" | ");
        let paths = cells.next()?.trim_end_matches('`').split("`, `").collect();
        Some((paths, cells.next()?.trim()))
    })
}

fn fits(path: &str, row: &str) -> bool {
    match row.strip_suffix('…') {
        Some(folder) => path.starts_with(folder) || path == folder.trim_end_matches('/'),
        None => path == row,
    }
}

#[test]
fn publish_does_what_the_table_says_and_nothing_else() {
    if !Command::new("strace").args(["-o", "/dev/null", "true"]).status().is_ok_and(|status| status.success()) {
        tell("SKIPPED: reads_and_writes: this machine has no strace that may trace");
        return;
    }
    let mut sandbox = Sandbox::repository();
    sandbox.write("decisions/0001-a.md", "# 1. Use tea\n\n## Status\n\nAccepted\n");
    sandbox.write("book.toml", "[output.board]\nstatic = \"extra\"\n[output.board.theme]\ntemplates = \"look\"\n");
    sandbox.write("extra/CNAME", "adr.example.org");
    sandbox.write("look/site/method.html", "{# x #}{% extends \"builtin/site/method.html\" %}");
    sandbox.write("look/notes.txt", "not a template");
    sandbox.write(".gitignore", "*.env\n/site/\n");
    sandbox.commit("a log");
    sandbox.write("secret.env", "token");
    sandbox.write("left.txt", "token");
    sandbox.adr(&["publish"]).expect(0);
    let plain = sandbox.command(&["publish", "--on", "today"], &[]);
    let traced = Command::new("strace")
        .args(["-f", "-y", "-e", "trace=%file,%network,%process,getdents64", "-s", "4096", "-o", "trace"])
        .arg(plain.get_program())
        .args(plain.get_args())
        .current_dir(sandbox.path())
        .env_clear()
        .envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))))
        .status();
    assert!(traced.expect("strace runs").success());

    let root = sandbox.path().canonicalize().expect("the root").to_string_lossy().into_owned();
    let mut strange = BTreeSet::new();
    for line in sandbox.read("trace").lines() {
        let Some(call) = line.split_once(' ').map(|(_, call)| call.trim_start()) else { continue };
        let name = call.split('(').next().unwrap_or_default();
        let failed = call.contains(") = -1 ") || call.contains(" = ? ");
        let is_first = name == "execve" && call.contains("/adr\"");
        if matches!(name, "connect" | "socket" | "bind" | "fork" | "vfork") || (name == "execve" && !is_first) {
            strange.insert(call.to_owned());
        }
        // What only asks whether something is there, or what it is, says nothing of what is in it.
        let writes = matches!(
            name,
            "mkdir"
                | "mkdirat"
                | "rename"
                | "renameat"
                | "renameat2"
                | "unlink"
                | "unlinkat"
                | "rmdir"
                | "chmod"
                | "link"
                | "symlink"
        ) || ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].iter().any(|flag| call.contains(flag));
        if failed || !(writes || matches!(name, "open" | "openat")) {
            continue;
        }
        let how = if writes {
            "written"
        } else if call.contains("O_DIRECTORY") {
            "listed"
        } else {
            "read"
        };
        for path in call.split('"').skip(1).step_by(2) {
            // A name within a folder that is open: the folder stands before it, in angle brackets.
            let folder = call.split(['<', '>']).nth(1).filter(|folder| folder.starts_with('/'));
            let path =
                if path.starts_with('/') { path.to_owned() } else { format!("{}/{path}", folder.unwrap_or(&root)) };
            let below = path.strip_prefix(&root).map_or(path.as_str(), |below| below.trim_start_matches('/'));
            // Home is the sandbox, too.
            let spelled = [below.to_owned(), format!("~/{below}")];
            let is_told = how == "listed" && !path.starts_with("/usr") && (below.is_empty() || root.starts_with(&path))
                || rows().any(|(paths, row)| {
                    let is_row = row == how || (how == "listed" && row != "listed");
                    is_row && paths.iter().any(|row| spelled.iter().any(|path| fits(path, row)))
                });
            if !is_told {
                strange.insert(format!("{how}: {below}"));
            }
        }
    }
    assert!(strange.is_empty(), "docs/reference/reads-and-writes.md does not tell:\n{strange:#?}");
    let trace = sandbox.read("trace");
    let opened =
        |path: &str| trace.lines().any(|line| line.contains("open") && line.contains(path) && !line.contains("= -1"));
    assert!(opened("extra/CNAME") && opened("look/site/method.html") && opened(".site.adr-new/index.html"));
    for path in ["secret.env", "left.txt", "notes.txt"] {
        assert!(!opened(path), "{path} is opened");
    }
}
