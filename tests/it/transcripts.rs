//! What a person types and sees, from beginning to end: the pages in `tests/transcripts` are played in a shell, command
//! after command in one folder, and compared word for word. `SNAPSHOTS=overwrite` writes them anew; read the difference.
#![cfg(unix)]

use crate::sandbox::Sandbox;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

/// Plays a page: whatever stands in its console blocks is typed again, and what comes takes the place of what stood there.
/// As in trycmd, `$ ` begins a command, `> ` goes on with it, and `? 2` says how it ended.
fn played(page: &str, sandbox: &Sandbox) -> String {
    let mut said = String::new();
    let mut lines = page.lines().peekable();
    let mut is_console = false;
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            is_console = line == "```console";
        }
        let Some(typed) = line.strip_prefix("$ ").filter(|_| is_console) else {
            if !is_console || line.starts_with("```") {
                writeln!(said, "{line}").expect("a string");
            }
            continue;
        };
        let mut command = typed.to_owned();
        writeln!(said, "{line}").expect("a string");
        while let Some(more) = lines.next_if(|line| line.starts_with('>')) {
            writeln!(said, "{more}").expect("a string");
            command += "\n";
            command += more.strip_prefix("> ").unwrap_or_default();
        }
        said += &typed_in(&command, sandbox);
    }
    said
}

fn typed_in(command: &str, sandbox: &Sandbox) -> String {
    let folder = Path::new(env!("CARGO_BIN_EXE_adr")).parent().expect("the folder of the binary");
    let path = std::env::var("PATH").unwrap_or_default();
    let run = Command::new("sh")
        .arg("-c")
        .arg(format!("exec 2>&1\n{command}"))
        .current_dir(sandbox.path())
        .env_clear()
        .env("PATH", format!("{}:{path}", folder.display()))
        .envs([("HOME", "."), ("XDG_CONFIG_HOME", "."), ("TZ", "UTC"), ("COLUMNS", "80"), ("ADR_DATE", "2026-11-02")])
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("a shell runs");
    let mut said = String::from_utf8_lossy(&run.stdout).into_owned();
    if !said.is_empty() && !said.ends_with('\n') {
        said.push('\n');
    }
    match run.status.code() {
        Some(0) => {}
        code => writeln!(said, "? {}", code.unwrap_or(-1)).expect("a string"),
    }
    said
}

#[track_caller]
fn play(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("transcripts").join(name);
    let page = std::fs::read_to_string(&path).expect("a transcript");
    let sandbox = Sandbox::folder();
    sandbox.write(".gitconfig", "[user]\n\tname = Ada Byron\n\temail = ada@example.org\n");
    let said = played(&page, &sandbox);
    assert!(!said.contains(&*sandbox.path().to_string_lossy()), "a path of this machine is told:\n{said}");
    snapbox::Assert::new().action_env("SNAPSHOTS").eq(said, snapbox::Data::read_from(&path, None).raw());
}

#[test]
fn the_whole_life_of_a_decision() {
    play("life_of_a_decision.md");
}

#[test]
fn a_day_of_somebody_who_uses_adr_tools() {
    play("a_day_with_adr_tools.md");
}
