//! `adr completions` and `adr man`: what shells offer, and the manual pages.

use crate::sandbox::Sandbox;
use std::process::Command;

fn log() -> Sandbox {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0007-queue.md", "# Which queue? \u{1b}[2J\n");
    sandbox.write("decisions/0012-cards.md", "# Cards\n");
    sandbox
}

/// What a shell is answered that asks for the last of these words.
fn offered(sandbox: &Sandbox, shell: &str, words: &[&str]) -> String {
    let index = words.len().to_string();
    let arguments: Vec<&str> = ["--", "adr"].into_iter().chain(words.iter().copied()).collect();
    let variables = [("ADR_COMPLETE", shell), ("_CLAP_COMPLETE_INDEX", &index), ("_CLAP_IFS", "\n")];
    sandbox.adr_with(&arguments, &variables).expect(0).stdout
}

#[test]
fn commands_values_and_records_are_offered() {
    let sandbox = log();
    assert!(offered(&sandbox, "bash", &["comp"]).lines().any(|word| word.trim() == "compare"));
    let formats = offered(&sandbox, "fish", &["check", "--format", ""]);
    assert!(formats.lines().any(|line| line.starts_with("sarif\t")), "{formats}");
    for command in ["show", "compare", "status"] {
        let records = offered(&sandbox, "zsh", &[command, ""]);
        assert!(records.contains("7:Which queue?") && records.contains("12:Cards"), "{command}: {records}");
        assert!(!records.contains('\u{1b}'), "no title moves the cursor");
    }
    let elsewhere = Sandbox::folder();
    let path = sandbox.path().to_str().expect("a path");
    assert!(offered(&elsewhere, "bash", &["-C", path, "show", ""]).contains("12"), "of the folder that is named");
    assert!(!offered(&elsewhere, "bash", &["show", ""]).contains("12"), "no log, no records, no complaint");
}

#[test]
fn bash_completes_a_line() {
    let sandbox = log();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = sandbox.adr(&["completions", shell]).expect(0).stdout;
        assert!(script.contains("ADR_COMPLETE"), "{shell}: {script}");
    }
    let script = sandbox.adr(&["completions", "bash"]).expect(0).stdout;
    let name = script.lines().find_map(|line| line.strip_suffix("() {")).expect("a function").trim();
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_adr")).parent().expect("a folder").display();
    let line = format!(
        "PATH=\"{folder}:$PATH\"; {script}\nCOMP_WORDS=(adr show 1); COMP_CWORD=2; COMP_TYPE=9; {name} adr 1 show; echo \"${{COMPREPLY[@]}}\""
    );
    let run = Command::new("bash").arg("-c").arg(line).current_dir(sandbox.path()).output().expect("bash runs");
    assert_eq!(String::from_utf8_lossy(&run.stdout).trim(), "12", "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn every_command_has_a_manual_page() {
    let sandbox = Sandbox::folder();
    let page = sandbox.adr(&["man", "compare"]).expect(0).stdout;
    assert!(page.contains(".TH adr-compare 1") && page.contains("--weights".replace('-', "\\-").as_str()), "{page}");
    assert!(page.contains("directory"), "options that every command takes stand on it");
    let written = sandbox.adr(&["man", "--out", "pages"]).expect(0).stdout;
    for command in ["adr", "adr-new", "adr-search", "adr-man"] {
        assert!(sandbox.read(&format!("pages/{command}.1")).contains(".SH NAME"), "{command} of {written}");
    }
    sandbox.adr(&["man", "--out", "pages"]).expect(0);
    let run = sandbox.adr(&["man", "comprae"]).expect(2);
    assert!(run.stderr.contains("did you mean `compare`?"), "{}", run.stderr);
}
