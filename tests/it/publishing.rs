//! Publishing ends well: whatever stands where the site goes, an outcome is the new site or the old one and
//! a word about what to do, and nobody's file is lost.
#![cfg(unix)]

use crate::sandbox::{Run, Sandbox, tell};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

/// Puts something at a path.
type Make = fn(&Path);

fn log() -> Sandbox {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-a.md", "# 1. Use tea\n\n## Status\n\nAccepted\n");
    sandbox
}

/// Runs a script as root in a namespace of its own, so that what it mounts is gone with it; `None` where the
/// machine does not allow that.
fn in_namespace(sandbox: &Sandbox, what: &str, script: &str) -> Option<Run> {
    let allowed = Command::new("unshare").args(["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).output();
    if !allowed.is_ok_and(|output| output.status.success()) {
        tell(&format!("SKIPPED: publishing, {what}: this machine mounts nothing for us"));
        return None;
    }
    let output = Command::new("unshare")
        .args(["-m", "sh", "-e", "-c", script])
        .current_dir(sandbox.path())
        .env("ADR", env!("CARGO_BIN_EXE_adr"))
        .output();
    Some(Run::from(output.expect("a shell")))
}

#[test]
fn a_site_that_is_a_mount_is_replaced_by_contents() {
    let sandbox = log();
    let script = "mkdir site && mount -t tmpfs none site && $ADR publish && sha256sum site/manifest.json >&2 \
                  && rm decisions/0001-a.md && echo '# Other' > decisions/0002-b.md && $ADR publish \
                  && ls -A site/log && ls -A . site >&2 && echo foreign > site/thesis.txt && ! $ADR publish && cat site/thesis.txt";
    let Some(run) = in_namespace(&sandbox, "a mount", script) else { return };
    let run = run.expect(0);
    assert_eq!(run.stdout, "0002-b.html\nindex.html\nforeign\n", "{}", run.stderr);
    assert!(run.stderr.contains("were replaced one by one"), "{}", run.stderr);
    assert!(!run.stderr.contains(".adr-"), "nothing is left: {}", run.stderr);
}

#[test]
fn a_site_of_a_lower_layer_is_replaced_by_contents() {
    let sandbox = log();
    // As an image of a container holds last night's site.
    let script = "$ADR publish && mkdir layers && mount -t tmpfs none layers && cd layers && mkdir upper work all \
                  && (mount -t overlay overlay -o lowerdir=..,upperdir=upper,workdir=work,redirect_dir=off all || exit 77) \
                  && cd all && echo '# Other' > decisions/0002-b.md && rm decisions/0001-a.md && $ADR publish >&2 \
                  && ls -A site/log && ls -A >&2";
    let Some(run) = in_namespace(&sandbox, "an overlay", script) else { return };
    if run.code == 77 {
        tell("SKIPPED: publishing, an overlay: this machine lays none over the folder for temporary files");
        return;
    }
    let run = run.expect(0);
    assert_eq!(run.stdout, "0002-b.html\nindex.html\n", "{}", run.stderr);
    assert!(!run.stderr.contains(".adr-"), "nothing is left: {}", run.stderr);
}

#[test]
fn what_adr_did_not_write_is_never_replaced() {
    let strangers: [(&str, Make); 9] = [
        ("link", |at| symlink("/etc/hostname", at).expect("a link")),
        ("log/link", |at| symlink("nowhere", at).expect("a link")),
        ("folder-link", |at| symlink("log", at).expect("a link")),
        ("pipe", |at| assert!(Command::new("mkfifo").arg(at).status().expect("mkfifo").success())),
        ("empty", |at| fs::create_dir(at).expect("a folder")),
        ("log/.hidden", |at| fs::create_dir(at).expect("a folder")),
        ("nested/.git", |at| fs::create_dir_all(at).expect("folders")),
        (".git", |at| fs::write(at, "gitdir: elsewhere").expect("a file")),
        (".adr-new", |at| fs::create_dir(at).expect("a folder")),
    ];
    for (name, make) in strangers {
        let sandbox = log();
        for with_manifest in [true, false] {
            if with_manifest {
                sandbox.adr(&["publish"]).expect(0);
            } else {
                fs::remove_dir_all(sandbox.path().join("site")).expect("removed");
                fs::create_dir_all(sandbox.path().join("site/log")).expect("folders");
            }
            let stranger = sandbox.path().join("site").join(name);
            make(&stranger);
            let run = sandbox.adr(&["publish"]).expect(4);
            assert!(run.stderr.contains("will not replace the folder"), "{name}: {}", run.stderr);
            assert!(fs::symlink_metadata(&stranger).is_ok(), "{name} is gone");
            let names = ["decisions", "site"];
            assert_eq!(listed(sandbox.path()), names, "{name}: something is left");
        }
    }
}

#[test]
fn a_page_that_became_a_link_is_no_page_of_ours() {
    let sandbox = log();
    sandbox.adr(&["publish"]).expect(0);
    let page = sandbox.path().join("site/index.html");
    fs::remove_file(&page).expect("removed");
    symlink("method.html", &page).expect("a link");
    sandbox.adr(&["publish"]).expect(4);
    fs::remove_file(&page).expect("removed");
    sandbox.adr(&["publish"]).expect(0);
    assert!(page.is_file());
}

#[test]
fn folders_that_are_called_like_ours_stay() {
    for name in [".site.adr-new", ".site.adr-old"] {
        let sandbox = log();
        sandbox.write(&format!("{name}/thesis.txt"), "years of work");
        let run = sandbox.adr(&["publish"]).expect(4);
        assert!(run.stderr.contains("rename it") || run.stderr.contains("thesis.txt"), "{}", run.stderr);
        assert_eq!(sandbox.read(&format!("{name}/thesis.txt")), "years of work");
    }
    let sandbox = log();
    symlink("decisions", sandbox.path().join(".site.adr-new")).expect("a link");
    sandbox.adr(&["publish"]).expect(4);
    assert_eq!(listed(&sandbox.path().join("decisions")), ["0001-a.md"]);
}

#[test]
fn what_a_killed_run_left_is_mended() {
    let sandbox = log();
    sandbox.adr(&["publish"]).expect(0);
    // Killed while it wrote, and killed after the exchange.
    sandbox.write(".site.adr-new/.adr-unfinished", "");
    sandbox.write(".site.adr-new/log/half.html", "<p");
    sandbox.write(".site.adr-lock", "");
    sandbox.adr(&["publish"]).expect(0);
    assert_eq!(listed(sandbox.path()), ["decisions", "site"]);
    fs::rename(sandbox.path().join("site"), sandbox.path().join(".site.adr-new")).expect("moved");
    sandbox.adr(&["publish"]).expect(0);
    assert_eq!(listed(sandbox.path()), ["decisions", "site"]);

    sandbox.write("decisions/.adr-a1B2c3.tmp", "# Half");
    sandbox.write("decisions/.adr-lock", "");
    sandbox.adr(&["new", "Which cups?"]).expect(0);
    assert_eq!(listed(&sandbox.path().join("decisions")), ["0001-a.md", "0002-which-cups.md"]);

    sandbox.write(".demo.adr-new/.adr-unfinished", "");
    sandbox.write(".demo.adr-new/demo/README.md", "half");
    sandbox.adr(&["init", "--demo", "demo"]).expect(0);
    assert_eq!(listed(sandbox.path()), ["decisions", "demo", "site"]);
}

#[test]
fn a_site_that_is_read_only_is_replaced_or_says_why_not() {
    let sandbox = log();
    sandbox.adr(&["publish"]).expect(0);
    for path in ["site/log", "site"] {
        let folder = sandbox.path().join(path);
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).expect("read-only");
    }
    sandbox.adr(&["publish"]).expect(0);
    assert_eq!(listed(sandbox.path()), ["decisions", "site"]);

    let script = "mount --bind site site && mount -o remount,bind,ro site && ! $ADR publish && umount site \
                  && mkdir kept && mount --bind kept site/log && $ADR publish; echo; ls -A >&2";
    let Some(run) = in_namespace(&sandbox, "a read-only mount", script) else { return };
    assert!(run.stderr.contains("Read-only file system") && run.stderr.contains("--out"), "{}", run.stderr);
    assert!(run.stderr.contains("remove it by hand"), "{}", run.stderr);
}

#[test]
fn a_lock_is_no_link() {
    let sandbox = log();
    sandbox.write("precious", "");
    symlink("precious", sandbox.path().join(".site.adr-lock")).expect("a link");
    let run = sandbox.adr(&["publish"]).expect(4);
    assert!(run.stderr.contains("link") && run.stderr.contains("remove it"), "{}", run.stderr);
    symlink("/dev/full", sandbox.path().join("decisions/.adr-lock")).expect("a link");
    sandbox.adr(&["new", "Which cups?"]).expect(4);
    assert!(sandbox.path().join("precious").exists());
}

#[test]
fn nothing_new_is_written_elsewhere() {
    let away = tempfile::tempdir().expect("a temporary folder");
    let nowhere = away.path().join("nowhere");
    for (target, name) in [(away.path(), "decisions"), (&nowhere, "decisions"), (Path::new(".git/x"), "decisions")] {
        let sandbox = Sandbox::repository();
        sandbox.write("book.toml", "[output.board]\nrecords = \"decisions\"\n");
        symlink(target, sandbox.path().join(name)).expect("a link");
        let run = sandbox.adr(&["new", "Which cups?"]).expect(4);
        assert!(run.stderr.contains("will not write to `decisions`"), "{}", run.stderr);
        sandbox.adr(&["init"]).expect(4);
    }
    assert_eq!(listed(away.path()), [""; 0]);
    let sandbox = Sandbox::repository();
    for folder in [".git", ".git/log", ".GIT/log", "x/../.git/y"] {
        sandbox.adr(&["init", folder]).expect(4);
        sandbox.adr(&["init", "--demo", &format!("{folder}/new")]).expect(4);
    }
    sandbox.adr(&["-C", ".git", "init"]).expect(4);
    assert!(!sandbox.path().join(".git/log").exists() && !sandbox.path().join(".git/decisions").exists());
}

fn listed(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
