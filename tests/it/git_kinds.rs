//! Repositories of every kind that git makes, made by the installed git: read, or refused with what to do.

use crate::sandbox::{Run, Sandbox, tell};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder in which git makes repositories, with none of the machine's settings.
struct Place(Sandbox);

fn text(title: &str) -> String {
    format!(
        "# {title}\n\n## Status\n\nAccepted\n\n## Context\n\nThe {title} of our dairy is counted by hand every \
         evening.\n\n## Decision\n\nA scale under the {title}.\n"
    )
}

impl Place {
    fn new() -> Self {
        Self(Sandbox::folder())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn try_git(&self, day: &str, arguments: &[&str]) -> Output {
        let when = format!("{day}T12:00:00Z");
        Command::new("git")
            .args(["-c", "protocol.file.allow=always"])
            .args(arguments)
            .current_dir(self.0.path())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .envs([("HOME", "/nonexistent"), ("GIT_CONFIG_NOSYSTEM", "1"), ("LC_ALL", "C")])
            .envs([("GIT_AUTHOR_NAME", "Ada"), ("GIT_AUTHOR_EMAIL", "ada@example.org"), ("GIT_AUTHOR_DATE", &when)])
            .envs([("GIT_COMMITTER_NAME", "Ada"), ("GIT_COMMITTER_EMAIL", "a@example.org")])
            .env("GIT_COMMITTER_DATE", &when)
            .output()
            .expect("git runs")
    }

    #[track_caller]
    fn git(&self, day: &str, arguments: &[&str]) -> String {
        let output = self.try_git(day, arguments);
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
    }

    /// A repository without commits; false where this git makes none of the sort.
    fn can_make(&self, name: &str, how: &[&str]) -> bool {
        if !self.try_git("2026-01-05", &[&["init", "-q", "-b", "main"], how, &[name]].concat()).status.success() {
            let version = self.git("2026-01-05", &["--version"]);
            tell(&format!("SKIPPED: git_kinds: {version} makes no repository with {how:?}"));
            return false;
        }
        self.git("2026-01-05", &["-C", name, "config", "uploadpack.allowFilter", "true"]);
        true
    }

    /// Two records on two days; false where this git makes no repository of the sort.
    fn make(&self, name: &str, how: &[&str]) -> bool {
        if !self.can_make(name, how) {
            return false;
        }
        self.record(name, "0001-milk.md", "milk", "2026-01-05");
        self.0.write(&format!("{name}/decisions/0001-milk.md"), format!("{}\nMore.\n", text("milk")));
        self.record(name, "0002-hay.md", "hay", "2026-01-06");
        true
    }

    fn record(&self, name: &str, file: &str, title: &str, day: &str) {
        self.0.write(&format!("{name}/decisions/{file}"), text(title));
        self.git(day, &["-C", name, "add", "-A"]);
        self.git(day, &["-C", name, "commit", "-q", "-m", title]);
    }

    fn clone(&self, from: &str, to: &str, how: &[&str]) {
        let address = format!("file://{}", self.path(from).display());
        self.git("2026-01-07", &[&["clone", "-q"], how, &[&address, to]].concat());
    }

    /// What it says, with plain spaces in its days.
    fn adr(&self, name: &str, arguments: &[&str]) -> Run {
        let run = self.0.adr(&[&["-C", name], arguments].concat());
        Run { stdout: run.stdout.replace('\u{a0}', " "), ..run }
    }

    /// Everything that is known of two records on two days is known.
    #[track_caller]
    fn is_read_whole(&self, name: &str) {
        let list = self.adr(name, &["list"]).expect(0);
        assert!(list.stdout.contains("milk") && list.stdout.contains("hay"), "{name}: {}", list.stdout);
        assert!(!list.stderr.contains("plain folder"), "{name}: {}", list.stderr);
        let earlier = self.adr(name, &["list", "--at", "HEAD~1"]).expect(0).stdout;
        assert!(earlier.contains("milk") && !earlier.contains("hay"), "{name}: {earlier}");
        let milk = self.adr(name, &["show", "1"]).expect(0).stdout;
        assert!(milk.contains("First written: 5 January 2026, Ada"), "{name}: {milk}");
        let hay = self.adr(name, &["show", "2", "--at", "HEAD"]).expect(0).stdout;
        assert!(hay.contains("First written: 6 January 2026, Ada"), "{name}: {hay}");
        let changes = self.adr(name, &["changes", "--since", "2026-01-05", "--until", "HEAD"]).expect(0).stdout;
        assert!(changes.contains("hay") && !changes.contains("milk"), "{name}: {changes}");
        let unknown = self.adr(name, &["list", "--at", "nowhere"]).expect(2).stderr;
        assert!(unknown.contains("no revision is called `nowhere`"), "{name}: {unknown}");
        let option = self.adr(name, &["list", "--at=--all"]).expect(2).stderr;
        assert!(option.contains("no revision is called `--all`"), "{name}: {option}");
    }
}

/// The two forms that libgit2 does not open, and both together.
const NEWER: [(&str, &[&str]); 3] = [
    ("reftable", &["--ref-format=reftable"]),
    ("sha256", &["--object-format=sha256"]),
    ("both", &["--object-format=sha256", "--ref-format=reftable"]),
];

#[test]
fn what_libgit2_does_not_open_is_read_by_git() {
    for (name, how) in NEWER {
        let place = Place::new();
        if !place.make(name, how) {
            continue;
        }
        place.is_read_whole(name);
        place.adr(name, &["check"]).expect(0);
        place.adr(name, &["publish", "--quiet", "--out", "site"]).expect(0);
        let bare = format!("{name}.git");
        let same: &[&str] = if name == "sha256" { &["--bare"] } else { &["--bare", "--ref-format=reftable"] };
        place.clone(name, &bare, same);
        place.is_read_whole(&bare);
    }
}

#[test]
fn what_git_knows_of_a_working_tree_is_known_without_libgit2() {
    let place = Place::new();
    if !place.make("log", &["--object-format=sha256"]) {
        return;
    }
    let reading = || {
        let request = adr::repo::Request { dir: place.path("log"), with_changes: true, ..Default::default() };
        adr::repo::read(&request).expect("it reads")
    };
    assert!(!reading().snapshot.has_uncommitted_changes);
    place.0.write("log/decisions/0002-hay.md", text("straw"));
    assert!(reading().snapshot.has_uncommitted_changes);
    place.0.write("log/.gitignore", "*.tmp\nprivate/\n!kept.tmp\n");
    for (path, is_read) in [("decisions/private/0003-a.md", false), ("decisions/shared/0004-b.md", true)] {
        place.0.write(&format!("log/{path}"), text("sheep"));
        assert_eq!(reading().snapshot.files.iter().any(|file| file.path == path), is_read, "{path}");
    }
    let files = reading().files;
    place.0.write("log/a.tmp", "a");
    place.0.write("log/kept.tmp", "a");
    assert_eq!(files.admits("a.tmp"), Err(adr::repo::Refusal::Ignored));
    assert_eq!(files.admits("kept.tmp"), Err(adr::repo::Refusal::Untracked));
    assert_eq!(files.admits("decisions/0001-milk.md"), Ok(()));
}

#[test]
fn numbers_on_branches_are_known_without_libgit2() {
    for (name, how) in NEWER {
        let place = Place::new();
        if !place.make(name, how) {
            continue;
        }
        place.git("2026-01-07", &["-C", name, "checkout", "-q", "-b", "side", "HEAD"]);
        place.record(name, "0003-side.md", "side", "2026-01-07");
        place.git("2026-01-07", &["-C", name, "checkout", "-q", "main"]);
        place.record(name, "0003-here.md", "here", "2026-01-07");
        let check = place.adr(name, &["check"]).expect(0).stdout;
        assert!(check.contains("number-on-branch") && check.contains("0003-side.md"), "{name}: {check}");
        let merged = place.try_git("2026-01-08", &["-C", name, "merge", "-q", "--no-edit", "side"]);
        assert!(merged.status.success());
        let shown = place.adr(name, &["show", "decisions/0003-side.md"]).expect(0).stdout;
        assert!(shown.contains("First written: 7 January 2026"), "{name}: {shown}");
    }
}

/// Whatever a repository may name for git to run, named.
fn trap(place: &Place, name: &str, script: &Path) {
    let run = script.display().to_string();
    let remote = format!("ext::{run}");
    for (key, value) in [
        ("core.fsmonitor", run.as_str()),
        ("core.hooksPath", "hooks-of-mine"),
        ("core.pager", &run),
        ("core.editor", &run),
        ("core.askPass", &run),
        ("core.sshCommand", &run),
        ("core.gitProxy", &run),
        ("core.alternateRefsCommand", &run),
        ("credential.helper", &run),
        ("pager.cat-file", &run),
        ("pager.rev-parse", &run),
        ("pager.for-each-ref", &run),
        ("pager.ls-files", &run),
        ("alias.cat-file", &format!("!{run}")),
        ("alias.rev-parse", &format!("!{run}")),
        ("alias.ls-files", &format!("!{run}")),
        ("diff.external", &run),
        ("diff.trap.command", &run),
        ("diff.trap.textconv", &run),
        ("filter.trap.clean", &run),
        ("filter.trap.smudge", &run),
        ("filter.trap.process", &run),
        ("gpg.program", &run),
        ("gpg.ssh.program", &run),
        ("log.showSignature", "true"),
        ("interactive.diffFilter", &run),
        ("sequence.editor", &run),
        ("merge.trap.driver", &run),
        ("submodule.recurse", "true"),
        ("protocol.ext.allow", "always"),
        ("remote.origin.url", &remote),
        ("remote.origin.uploadpack", &run),
        ("remote.origin.promisor", "true"),
        ("uploadpack.packObjectsHook", &run),
        ("trace2.eventTarget", &run),
    ] {
        place.git("2026-01-07", &["-C", name, "config", key, value]);
    }
    for hook in ["post-index-change", "reference-transaction", "post-checkout", "fsmonitor-watchman", "pre-auto-gc"] {
        for folder in ["hooks-of-mine", ".git/hooks"] {
            let hook = place.0.write(&format!("{name}/{folder}/{hook}"), "");
            std::fs::copy(script, hook).expect("a hook");
        }
    }
    place.0.write(&format!("{name}/.gitattributes"), "* diff=trap filter=trap merge=trap\n");
}

/// A script that can be run.
#[cfg(unix)]
fn program(place: &Place, name: &str, line: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let script = place.0.write(name, format!("#!/bin/sh\n{line}\n"));
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).expect("a program");
    script
}

#[cfg(unix)]
#[test]
fn nothing_that_a_repository_names_is_run() {
    for (name, how) in every_form() {
        let place = Place::new();
        if !place.make(name, how) {
            continue;
        }
        let marker = place.path("it-ran");
        let script = program(&place, "trap.sh", &format!("echo \"$0 $*\" >> '{}'", marker.display()));
        // An object that is promised and missing makes git fetch it, by the remote that is a program.
        let blob = place.git("2026-01-07", &["-C", name, "rev-parse", "HEAD~1:decisions/0001-milk.md"]);
        let loose = place.path(name).join(".git/objects").join(&blob[..2]).join(&blob[2..]);
        std::fs::remove_file(loose).expect("a loose object");
        trap(&place, name, &script);
        // The trap is one: git itself walks into it.
        place.try_git("2026-01-07", &["-C", name, "status"]);
        let ran = std::fs::read_to_string(&marker).unwrap_or_default();
        assert!(ran.contains("trap.sh"), "{name}: the trap does not work: {ran}");
        place.try_git("2026-01-07", &["-C", name, "cat-file", "-p", &blob]);
        std::fs::remove_file(&marker).expect("it was there");
        for arguments in [
            &["list"][..],
            &["list", "--at", "HEAD"],
            &["list", "--at", "HEAD~1"],
            &["show", "1"],
            &["show", "2", "--at", "main"],
            &["check"],
            &["changes", "--since", "2026-01-05"],
            &["publish", "--quiet", "--out", "site"],
            &["agenda"],
            &["new", "--quiet", "Rain"],
        ] {
            let run = place.adr(name, arguments);
            assert!(!marker.exists(), "{name} {arguments:?}: {:?}", std::fs::read_to_string(&marker));
            let is_missing = arguments.contains(&"HEAD~1") || arguments[0] == "changes";
            assert_eq!(run.code > 1, is_missing, "{name} {arguments:?}: {}", run.stderr);
            assert!(!is_missing || run.stderr.contains("partial clone"), "{name} {arguments:?}: {}", run.stderr);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_git_out_of_the_repository_is_not_run() {
    let place = Place::new();
    if !place.make("log", &["--object-format=sha256"]) {
        return;
    }
    let marker = place.path("it-ran");
    program(&place, "log/git", &format!("touch '{}'", marker.display()));
    let log = place.path("log");
    let mut command = place.0.command(&["list", "--at", "HEAD"], &[("PATH", ".:bin:")]);
    let run = Run::from(command.current_dir(&log).output().expect("adr runs")).expect(3);
    assert!(run.stderr.contains("unknown object format") && run.stderr.contains("no program `git`"), "{}", run.stderr);
    let mut command = place.0.command(&["list"], &[("PATH", ".")]);
    let run = Run::from(command.current_dir(&log).output().expect("adr runs")).expect(0);
    assert!(run.stdout.contains("milk") && run.stderr.contains("plain folder, without history"), "{}", run.stderr);
    assert!(!marker.exists(), "the repository's own git was run");
}

/// What every git makes, and what libgit2 does not open.
fn every_form() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    std::iter::once(("plain", &[][..])).chain(NEWER)
}

#[test]
fn a_repository_without_commits_is_read_and_claims_no_day() {
    for (name, how) in every_form() {
        let place = Place::new();
        if !place.can_make(name, how) {
            continue;
        }
        place.0.write(&format!("{name}/decisions/0001-milk.md"), text("milk"));
        let list = place.adr(name, &["list"]).expect(0);
        assert!(list.stdout.contains("milk") && !list.stderr.contains("plain folder"), "{name}: {}", list.stderr);
        let shown = place.adr(name, &["show", "1"]).expect(0).stdout;
        assert!(!shown.contains("First written: 5"), "{name}: {shown}");
        place.adr(name, &["check"]).expect(0);
        place.adr(name, &["publish", "--quiet", "--out", "site"]).expect(0);
        let refused = place.adr(name, &["list", "--at", "HEAD"]).expect(3).stderr;
        assert!(refused.contains("no commit"), "{name}: {refused}");
        let refused = place.adr(name, &["changes", "--since", "2026-01-01"]).stderr;
        assert!(refused.contains("no commit"), "{name}: {refused}");
    }
}

#[test]
fn a_shallow_clone_says_that_history_is_cut() {
    for (name, how) in every_form() {
        let place = Place::new();
        if !place.make(name, how) {
            continue;
        }
        let form: &[&str] = if how.contains(&"--ref-format=reftable") { &["--ref-format=reftable"] } else { &[] };
        place.clone(name, "copy", &[&["--depth=1"], form].concat());
        place.adr("copy", &["list"]).expect(0);
        let shown = place.adr("copy", &["show", "1"]).expect(0).stdout;
        assert!(shown.contains("First written: not known") && shown.contains("--unshallow"), "{name}: {shown}");
        let check = place.adr("copy", &["check"]).expect(0).stdout;
        assert!(check.contains("history-cut") && check.contains("git fetch --unshallow"), "{name}: {check}");
        let refused = place.adr("copy", &["changes", "--since", "2026-01-05"]).expect(3).stderr;
        assert!(refused.contains("git fetch --unshallow"), "{name}: {refused}");
        // What is advised helps.
        place.git("2026-01-08", &["-C", "copy", "fetch", "-q", "--unshallow"]);
        place.is_read_whole("copy");
    }
}

#[test]
fn partial_clones_say_what_is_not_there_and_fetch_nothing() {
    let place = Place::new();
    assert!(place.make("whole", &[]));
    place.clone("whole", "blobless", &["--filter=blob:none"]);
    place.clone("whole", "treeless", &["--filter=tree:0"]);
    let objects = |name: &str| place.git("2026-01-07", &["-C", name, "count-objects", "-v"]);
    for name in ["blobless", "treeless"] {
        let before = objects(name);
        place.adr(name, &["list"]).expect(0);
        place.adr(name, &["list", "--at", "HEAD"]).expect(0);
        let earlier = place.adr(name, &["list", "--at", "HEAD~1"]).expect(3).stderr;
        assert!(earlier.contains("is not here") && earlier.contains("partial clone"), "{name}: {earlier}");
        assert!(earlier.contains("fetch --refetch --no-filter"), "{name}: {earlier}");
        let shown = place.adr(name, &["show", "1"]).expect(0).stdout;
        assert_eq!(shown.contains("First written: 5 January 2026"), name == "blobless", "{name}: {shown}");
        assert_eq!(shown.contains("First written: not known"), name == "treeless", "{name}: {shown}");
        assert!(!shown.contains("--unshallow"), "{name}: {shown}");
        assert_eq!(objects(name), before, "{name}: something was fetched");
        // What is advised helps.
        place.git("2026-01-08", &["-C", name, "fetch", "-q", "--refetch", "--no-filter"]);
        place.is_read_whole(name);
    }
}

#[test]
fn working_trees_submodules_and_heads_of_every_kind_are_read() {
    let place = Place::new();
    assert!(place.make("log", &[]));
    place.git("2026-01-07", &["-C", "log", "worktree", "add", "-q", "--detach", "../linked", "HEAD"]);
    place.is_read_whole("linked");
    place.clone("log", "bare.git", &["--bare"]);
    place.is_read_whole("bare.git");
    // Paths as git writes them with `worktree.useRelativePaths`, since 2.48.
    place.0.write("linked/.git", "gitdir: ../log/.git/worktrees/linked\n");
    place.0.write("log/.git/worktrees/linked/gitdir", "../../../../linked/.git\n");
    place.git("2026-01-07", &["-C", "log", "config", "core.repositoryFormatVersion", "1"]);
    place.git("2026-01-07", &["-C", "log", "config", "extensions.relativeWorktrees", "true"]);
    place.is_read_whole("linked");
    place.is_read_whole("log");
    assert!(place.make("source", &[]));
    assert!(place.make("super", &[]));
    let address = format!("file://{}", place.path("source").display());
    place.git("2026-01-07", &["-C", "super", "submodule", "--quiet", "add", &address, "sub"]);
    place.is_read_whole("super/sub");
    let list = place.adr("super", &["list"]).expect(0).stdout;
    assert_eq!(list.matches("milk").count(), 1, "those of a submodule are its own: {list}");
    place.git("2026-01-07", &["-C", "source", "checkout", "-q", "--detach", "HEAD~1"]);
    let list = place.adr("source", &["list"]).expect(0).stdout;
    assert!(list.contains("milk") && !list.contains("hay"), "{list}");
}

#[test]
fn a_repository_of_another_user_says_what_git_wants() {
    for (name, how) in [("plain", &[][..]), NEWER[0], NEWER[1]] {
        let place = Place::new();
        if !place.make(name, how) {
            continue;
        }
        let changed = Command::new("chown").args(["-R", "1234"]).arg(place.path(name)).output();
        if !changed.is_ok_and(|changed| changed.status.success()) {
            tell("SKIPPED: git_kinds: only root gives a repository to another user");
            return;
        }
        let refused = place.adr(name, &["list", "--at", "HEAD"]).expect(3).stderr;
        let whole = place.path(name).canonicalize().expect("a path");
        let advice = format!("git config --global --add safe.directory {}", whole.display());
        assert!(refused.contains(&advice), "{name}: {refused}");
        let read = place.adr(name, &["list"]).expect(0);
        assert!(read.stdout.contains("milk") && read.stderr.contains(&advice), "{name}: {}", read.stderr);
        place.0.write(".gitconfig", format!("[safe]\n\tdirectory = {}\n", whole.display()));
        place.is_read_whole(name);
    }
}

#[test]
fn a_damaged_object_ends_a_reading_by_git() {
    for (name, how) in NEWER {
        let place = Place::new();
        if !place.make(name, how) {
            continue;
        }
        let blob = place.git("2026-01-07", &["-C", name, "rev-parse", "HEAD:decisions/0001-milk.md"]);
        let loose = place.path(name).join(".git/objects").join(&blob[..2]).join(&blob[2..]);
        std::fs::remove_file(&loose).expect("git writes it read-only");
        std::fs::write(&loose, "no object").expect("written");
        place.adr(name, &["list"]).expect(0);
        let refused = place.adr(name, &["list", "--at", "HEAD"]).expect(3).stderr;
        assert!(refused.contains(&blob) && refused.contains("git fsck"), "{name}: {refused}");
        place.adr(name, &["list", "--at", "HEAD~1"]).expect(0);
    }
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_are_read_by_either() {
    use std::os::unix::ffi::OsStrExt;
    for (name, how) in [("plain", &[][..]), NEWER[1]] {
        let place = Place::new();
        if !place.make(name, how) {
            continue;
        }
        let odd = std::ffi::OsStr::from_bytes(b"0003-gr\xf6\xdfe.md");
        if std::fs::write(place.path(name).join("decisions").join(odd), text("size")).is_err() {
            tell("SKIPPED: git_kinds: this disk takes no names that are no text");
            return;
        }
        place.git("2026-01-07", &["-C", name, "add", "-A"]);
        place.git("2026-01-07", &["-C", name, "commit", "-q", "-m", "odd"]);
        for arguments in [&["list"][..], &["list", "--at", "HEAD"]] {
            let list = place.adr(name, arguments).expect(0).stdout;
            assert!(list.contains("size") && list.contains("milk"), "{name}: {list}");
        }
        place.adr(name, &["publish", "--quiet", "--out", "site"]).expect(0);
    }
}
