//! `adr new` in the form of the log at hand, with what is known said by flags, on standard input or in answers.

use crate::corpus;
use crate::sandbox::{Run, Sandbox};
use serde_json::Value;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// A log that has no record yet.
fn begun() -> Sandbox {
    let sandbox = Sandbox::folder();
    sandbox.write("book.toml", "[output.board]\nrecords = [\"docs/adr\"]\n");
    fs::create_dir_all(sandbox.path().join("docs/adr")).expect("a folder");
    sandbox
}

fn log(records: &[(&str, &str)]) -> Sandbox {
    let sandbox = begun();
    for (name, text) in records {
        sandbox.write(&format!("docs/adr/{name}"), text);
    }
    sandbox
}

/// What a new record says in a log.
fn written(records: &[(&str, &str)], args: &[&str]) -> String {
    let sandbox = log(records);
    let whole: Vec<&str> = ["new", "--on", "2026-11-05", "Use: C"].iter().chain(args).copied().collect();
    let path = sandbox.adr(&whole).expect(0).stdout;
    sandbox.read(path.trim_end())
}

fn listed(sandbox: &Sandbox) -> Vec<Value> {
    let list: Value = serde_json::from_str(&sandbox.adr(&["list", "--format", "json"]).expect(0).stdout).expect("JSON");
    list["records"].as_array().expect("records").clone()
}

#[test]
fn keys_and_headings_go_on_as_they_are() {
    let text = |number: u8| {
        format!(
            "---\nid: \"ADR-{number:04}\"\ntitle: \"A\"\nstatus: accepted\ndeciders: [Ada]\n---\n\n# ADR-{number:04}: A\n\n\
             ## Context\n\nA.\n\n## Decision\n\nB.\n"
        )
    };
    let new = written(&[("ADR-0001-a.md", &text(1)), ("ADR-0002-b.md", &text(2))], &[]);
    assert!(
        new.starts_with(
            "---\nid: \"ADR-0003\"\ntitle: \"Use: C\"\nstatus: proposed\ndate: 2026-11-05\ndeciders: []\n---\n\
             # ADR-0003: Use: C\n\n## Context\n"
        ),
        "{new}"
    );
}

#[test]
fn lines_below_the_title_go_on_as_they_are() {
    let text = "# A\n\n- Status: accepted\n- Deciders: Ada\n- Tags: mail\n\n## Context and Problem Statement\n\nA.\n\n## Considered Options\n\n* A\n* B\n";
    let sandbox = log(&[("20260203-a.md", text), ("20260520-b.md", text)]);
    let path = sandbox.adr(&["new", "--on", "2026-11-05", "Use C"]).expect(0).stdout;
    assert_eq!(path, "docs/adr/20261105-use-c.md\n");
    let new = sandbox.read(path.trim_end());
    assert!(
        new.starts_with("# Use C\n\n- Status: proposed\n- Deciders:\n\n## Context and Problem Statement\n"),
        "{new}"
    );
    assert!(!new.contains("---"), "{new}");
}

#[test]
fn a_section_of_status_goes_on_as_it_is() {
    let text = |number: u8| {
        format!("# {number}. A\n\nDate: 2026-01-05\n\n## Status\n\nAccepted\n\n## Context\n\nA.\n\n## Decision\n\nB.\n")
    };
    let new = written(&[("0001-a.md", &text(1)), ("0002-b.md", &text(2))], &[]);
    assert!(new.starts_with("# 3. Use: C\n\nDate: 2026-11-05\n\n## Status\n\nProposed\n\n## Context\n\n"), "{new}");
}

#[test]
fn no_template_says_anything_that_looks_like_another_heading() {
    for template in ["sourcing", "madr", "madr-minimal", "nygard", "ai", "pilot"] {
        let new = written(&[], &["--template", template]);
        let first = new.lines().find(|line| line.trim_start().starts_with("# ")).expect("a heading");
        assert!(first.ends_with("Use: C"), "{template}: {first}");
        assert_eq!(new.lines().filter(|line| line.trim_start().starts_with("# ")).count(), 1, "{template}");
        let sandbox = begun();
        sandbox.adr(&["new", "--template", template, "Use C"]).expect(0);
        let checked = sandbox.adr(&["check"]).expect(0);
        assert!(!checked.stdout.contains("error") && !checked.stdout.contains("warning"), "{}", checked.stdout);
    }
}

#[test]
fn logs_of_other_tools_go_on_in_their_form() {
    let Some(tools) = corpus::folder().and_then(|samples| Some(samples.parent()?.join("cases/tools"))) else { return };
    let Ok(folders) = fs::read_dir(&tools) else { return };
    let mut names: Vec<_> = folders.map(|folder| folder.expect("a folder").path()).collect();
    names.sort();
    for folder in names {
        let sandbox = Sandbox::folder();
        copy(&folder, sandbox.path());
        let tool = folder.file_name().expect("a name").to_string_lossy().into_owned();
        // One file of many decisions is no log of records.
        if tool == "mitos-adr" {
            continue;
        }
        let before = listed(&sandbox);
        let Run { stdout, .. } = sandbox.adr(&["new", "--on", "2026-11-05", "Use a quieter fax"]).expect(0);
        let path = stdout.trim_end();
        let after = listed(&sandbox);
        let new = after.iter().find(|record| record["path"] == path).unwrap_or_else(|| panic!("{tool}: {path}"));
        assert_eq!(new["title"], "Use a quieter fax", "{tool}");
        assert!(
            ["proposed", "draft", "accepted"].contains(&new["status"].as_str().expect("a status")),
            "{tool}: {new}"
        );
        assert_eq!(after.len(), before.len() + 1, "{tool}");
        for record in &before {
            assert!(after.contains(record), "{tool}: {record}");
        }
        let statuses = |records: &[Value]| -> Vec<bool> {
            let text = |record: &Value| {
                let bytes = fs::read(sandbox.path().join(record["path"].as_str().expect("a path"))).expect("a record");
                String::from_utf8_lossy(&bytes).into_owned()
            };
            let is_front = |record: &Value| text(record).lines().next().is_some_and(|line| line.starts_with("---"));
            records.iter().filter(|record| record["number"] != 0).map(is_front).collect()
        };
        // No front matter comes to a log that has none.
        if statuses(&before).iter().all(|has_front| !has_front) && tool != "adrpy-ai" && tool != "label-rejected" {
            assert!(!sandbox.read(path).starts_with("---"), "{tool}:\n{}", sandbox.read(path));
        }
        if std::env::var_os("ADR_SHOW").is_some() {
            crate::sandbox::tell(&format!("== {tool}: {path}\n{}", sandbox.read(path)));
        }
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).expect("a folder");
            copy(&entry.path(), &target);
        } else if entry.file_name() != "expected.json" {
            fs::copy(entry.path(), &target).expect("a file");
        }
    }
}

#[test]
fn what_is_known_is_said_by_flags() {
    let new = written(
        &[],
        &[
            "--owner",
            "Head of: Mail",
            "--area",
            "data",
            "--tag",
            "mail,fax",
            "--tag",
            "no",
            "--decide-by",
            "2026-12-15",
        ],
    );
    assert!(
        new.contains("\nowner: \"Head of: Mail\"\narea: data\ntags: [mail, fax, \"no\"]\ndecide-by: 2026-12-15\n"),
        "{new}"
    );
    let sandbox = begun();
    let run = sandbox.adr(&["new", "--decide-by", "soon", "A"]).expect(2);
    assert!(run.stderr.contains("`soon` is no day; write it as 2026-11-05"), "{}", run.stderr);
    let run = sandbox.adr(&["new", "--template", "nygard", "--owner", "CTO", "A"]).expect(2);
    assert!(run.stderr.contains("add `--template madr`"), "{}", run.stderr);
    let run = sandbox.adr(&["new", "--template", "mader", "A"]).expect(2);
    assert!(run.stderr.contains("did you mean `madr`?"), "{}", run.stderr);
    assert_eq!(fs::read_dir(sandbox.path().join("docs/adr")).expect("the folder").count(), 0, "nothing was written");
}

#[test]
fn the_role_that_may_decide_is_named_before_a_person() {
    let sandbox = Sandbox::folder();
    sandbox
        .write("book.toml", "[output.board]\nauthority = [{ up-to = \"250k\", by = \"CTO\" }, { by = \"Board\" }]\n");
    sandbox.write("decisions/0001-a.md", "# A\n");
    let path = sandbox.adr(&["new", "B"]).expect(0).stdout;
    assert!(sandbox.read(path.trim_end()).contains("\ndecision-makers: [CTO]\n"));
}

fn with_text(sandbox: &Sandbox, args: &[&str], text: &[u8]) -> Run {
    let mut command = sandbox.command(args, &[]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("adr starts");
    child.stdin.take().expect("its input").write_all(text).expect("text");
    child.wait_with_output().expect("adr ends").into()
}

#[test]
fn a_text_comes_on_standard_input() {
    for template in ["sourcing", "madr", "nygard"] {
        let sandbox = begun();
        let args = ["new", "--stdin", "--template", template, "Use C"];
        let path = with_text(&sandbox, &args, b"## Context\n\nTwelve letters a day.\r\n").expect(0).stdout;
        let text = sandbox.read(path.trim_end());
        assert!(text.ends_with("\n\n## Context\n\nTwelve letters a day.\n"), "{text:?}");
        assert_eq!(listed(&sandbox)[0]["title"], "Use C");
        for bad in [&b"---\nstatus: accepted\n---\n"[..], b"# Another\n\nB.\n", b"\n", b"\xff\xfe\x00"] {
            let run = with_text(&sandbox, &args, bad);
            assert!(matches!(run.code, 2 | 3) && run.stderr.contains("standard input"), "{}", run.stderr);
        }
        assert_eq!(listed(&sandbox).len(), 1);
    }
}

#[test]
fn a_template_of_ones_own_is_filled() {
    let sandbox = Sandbox::folder();
    sandbox
        .write("mine.md", "---\nstatus: proposed\ndate: {{ day }}\n---\n# {{ title }}\n\nNo {{number}}, {{later}}.\n");
    let path = sandbox.adr(&["new", "--on", "2026-11-05", "--template", "mine.md", "Use {{x}}"]).expect(0).stdout;
    let text = sandbox.read(path.trim_end());
    assert!(text.contains("date: 2026-11-05\n---\n# Use {{x}}\n\nNo 1, {{later}}.\n"), "{text}");
}

#[test]
fn questions_need_a_terminal() {
    let sandbox = begun();
    let run = sandbox.adr(&["new", "--interactive"]).expect(2);
    assert!(run.stderr.contains("no terminal") && run.stderr.contains("--owner"), "{}", run.stderr);
    assert_eq!(fs::read_dir(sandbox.path().join("docs/adr")).expect("the folder").count(), 0);
}

/// Types the answers on a terminal of its own, as Python makes one.
#[cfg(unix)]
#[test]
fn questions_end_in_a_valid_record() {
    const TYPIST: &str = "import os, pty, select, sys, time
answers = sys.argv[1].split('|')
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
said = b''
deadline = time.time() + 60
while time.time() < deadline:
    if select.select([fd], [], [], 0.3)[0]:
        try:
            data = os.read(fd, 4096)
        except OSError:
            break
        if not data:
            break
        said += data
    elif answers:
        os.write(fd, answers.pop(0).encode() + b'\\r')
sys.stdout.buffer.write(said)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
";
    let sandbox = begun();
    let answers = "Which queue?||Head of Mail|infra|data|mail, letters|soon|2026-12-15|Queues Ltd|12k|1k to 2k|30|50 to 60|40|-|-||0|4k|plenty|80|20|30";
    let answers = answers.replace("|infra|data", "|dtaa|data");
    let adr = env!("CARGO_BIN_EXE_adr");
    let mut command = Command::new("python3");
    command.args(["-c", TYPIST, &answers, adr, "new", "--interactive", "--on", "2026-11-05"]);
    command.current_dir(sandbox.path()).env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    let run = Run::from(command.env("HOME", sandbox.path()).env("TERM", "xterm").output().expect("python3 runs"));
    let run = run.expect(0);
    assert!(
        run.stdout.contains("did you mean data?") && run.stdout.contains("write it as 2026-12-15"),
        "{}",
        run.stdout
    );
    let text = sandbox.read("docs/adr/0001-which-queue.md");
    assert_eq!(
        text.split("---\n").nth(1),
        Some(
            "status: draft\ndate: 2026-11-05\ndecision-makers: []\nowner: Head of Mail\narea: data\ntags: [mail, letters]\n\
             decide-by: 2026-12-15\noptions:\n  - buy: Queues Ltd\n    cost: { once: 12k, yearly: 1k to 2k }\n    risk: 30\n    \
             flexibility: 50 to 60\n    dependency: 40\n  - avoid: Keep what we have\n    cost: { once: 0, yearly: 4k }\n    \
             risk: 80\n    flexibility: 20\n    dependency: 30\n"
        ),
        "{text}\n{}",
        run.stdout
    );
    sandbox.adr(&["check", "--on", "2026-11-05", "--deny", "error"]).expect(0);
    assert!(sandbox.adr(&["compare", "1", "--on", "2026-11-05"]).expect(0).stdout.contains("Buying"));
}
