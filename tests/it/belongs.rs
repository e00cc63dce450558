//! Only what belongs to the log is read: no link, no setting and no leftover of a build machine
//! carries anything else into a site.
#![cfg(unix)]

use crate::sandbox::Sandbox;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

/// What must never be seen.
const TOKEN: &str = "ghs_16C7e42F292c6912E7710c838347Ae178B4a";

/// A log in a repository whose configuration a build machine left a token in, and a file with another beside it.
fn log() -> Sandbox {
    let mut sandbox = Sandbox::repository();
    sandbox.write("decisions/0001-a.md", "# 1. Use tea\n\n## Status\n\nAccepted\n");
    sandbox.write(".gitignore", "*.env\n");
    sandbox.commit("the log");
    let config = sandbox.path().join(".git/config");
    let settings = fs::read_to_string(&config).expect("the settings");
    fs::write(config, format!("{settings}[http]\n\textraheader = AUTHORIZATION: basic {TOKEN}\n")).expect("written");
    sandbox.write("machine.env", format!("# 9. Token\n\n{TOKEN}\n"));
    sandbox.write("left.md", format!("# 9. Left\n\n{TOKEN}\n"));
    sandbox
}

/// Publishes, and fails where anything in the site or on the terminal holds the token.
fn publish(sandbox: &Sandbox) -> String {
    let out = tempfile::tempdir().expect("a temporary folder");
    let site = out.path().join("site");
    let run = sandbox.adr(&["publish", "--out", site.to_str().expect("a plain path")]);
    assert!(!run.stdout.contains(TOKEN) && !run.stderr.contains(TOKEN), "{run:?}");
    if site.exists() {
        assert_clean(&site);
    }
    let check = sandbox.adr(&["check"]);
    assert!(!check.stdout.contains(TOKEN) && !check.stderr.contains(TOKEN), "{check:?}");
    assert!(!sandbox.adr(&["list"]).stdout.contains("Token"));
    format!("{}{}", run.stderr, check.stdout)
}

fn assert_clean(folder: &Path) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            assert_clean(&path);
        } else {
            let text = String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned();
            assert!(!text.contains(TOKEN), "{} holds the token", path.display());
        }
    }
}

#[test]
fn no_link_is_a_record_of_what_is_none() {
    let mut sandbox = log();
    let outside = tempfile::tempdir().expect("a temporary folder");
    fs::write(outside.path().join("0001-x.md"), format!("# Token\n\n{TOKEN}\n")).expect("a file");
    let decisions = sandbox.path().join("decisions");
    for (name, target) in [
        ("0002-config.md", Path::new("../.git/config")),
        ("0003-ignored.md", Path::new("../machine.env")),
        ("0004-left.md", Path::new("../left.md")),
        ("0005-outside.md", &outside.path().join("0001-x.md")),
        ("folder", outside.path()),
        ("git", Path::new("../.git")),
    ] {
        symlink(target, decisions.join(name)).expect("a link");
    }
    fs::remove_file(sandbox.path().join("left.md")).expect("removed");
    sandbox.commit("links");
    sandbox.write("left.md", format!("# 9. Left\n\n{TOKEN}\n"));
    let told = publish(&sandbox);
    for name in ["0002-config.md", "0003-ignored.md", "0004-left.md", "0005-outside.md"] {
        assert!(told.contains(name), "{name} is lost without a word:\n{told}");
    }
    assert!(told.contains("file-left-out"), "{told}");
}

#[test]
fn what_git_ignores_is_no_record_and_what_is_new_is_one() {
    let sandbox = log();
    sandbox.write(".gitignore", "*.env\n*-private.md\n/decisions/drafts/\n");
    sandbox.write("decisions/0002-private.md", format!("# Token\n\n{TOKEN}\n"));
    sandbox.write("decisions/drafts/0003-x.md", format!("# Token\n\n{TOKEN}\n"));
    sandbox.write("decisions/0004-new.md", "# 4. Use coffee\n");
    let told = publish(&sandbox);
    assert!(told.contains("decisions/0002-private.md") && told.contains("git ignores it"), "{told}");
    let listed = sandbox.adr(&["list"]).expect(0).stdout;
    assert!(listed.contains("Use coffee") && listed.contains("Use tea"), "{listed}");
    sandbox.adr(&["new", "Which cups?"]).expect(0);
    assert!(sandbox.adr(&["list"]).expect(0).stdout.contains("Which cups?"));
}

#[test]
fn settings_are_no_link_to_what_is_none_of_the_log() {
    for target in [".git/config", "machine.env", "/etc/hostname"] {
        let mut sandbox = log();
        symlink(target, sandbox.path().join("book.toml")).expect("a link");
        sandbox.commit("a link");
        let told = publish(&sandbox);
        assert!(target.starts_with('/') || target.starts_with(".git") || told.contains("book.toml"), "{told}");
    }
}

#[test]
fn settings_that_are_no_file_are_told() {
    let sandbox = log();
    let pipe = sandbox.path().join("book.toml");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().expect("mkfifo").success());
    let told = publish(&sandbox);
    assert!(told.contains("book.toml") && told.contains("it is no plain file"), "{told}");
}

#[test]
fn a_records_folder_is_never_gits_own() {
    let mut sandbox = log();
    fs::create_dir(sandbox.path().join(".git/log")).expect("a folder");
    fs::write(sandbox.path().join(".git/log/0001-x.md"), format!("# Token\n\n{TOKEN}\n")).expect("a file");
    for folder in [".git/log", ".GIT/log", "x/../.git/log", "/etc", "..", "../elsewhere"] {
        sandbox.write("book.toml", format!("[output.board]\nrecords = \"{folder}\"\n"));
        publish(&sandbox);
        let run = sandbox.adr(&["list", "--records", folder]);
        assert!(run.code != 0 && !run.stdout.contains("Token"), "{folder}: {run:?}");
    }
    symlink(".git/log", sandbox.path().join("log")).expect("a link");
    sandbox.write("book.toml", "[output.board]\nrecords = \"log\"\n");
    sandbox.commit("a link");
    publish(&sandbox);
}

/// A folder that holds the site or the records would publish what a site is made of, and itself.
#[test]
fn static_is_a_folder_of_its_own_below_the_root() {
    for folder in
        [".git", ".", "..", "/", "decisions", "site", "site/x", "x/../decisions", "link", "away", "none", "a/.."]
    {
        let mut sandbox = log();
        symlink(".git", sandbox.path().join("link")).expect("a link");
        symlink("/etc", sandbox.path().join("away")).expect("a link");
        sandbox.write("book.toml", format!("[output.board]\nstatic = \"{folder}\"\n"));
        sandbox.write("site/x/y", "");
        sandbox.commit("settings");
        fs::remove_dir_all(sandbox.path().join("site")).expect("removed");
        let run = sandbox.adr(&["publish"]).expect(3);
        assert!(run.stderr.contains("`static` in book.toml"), "{folder}: {}", run.stderr);
        assert!(!sandbox.path().join("site").exists(), "{folder}");
    }
}

#[test]
fn of_static_only_tracked_files_come_along() {
    let mut sandbox = log();
    sandbox.write("book.toml", "[output.board]\nstatic = \"extra\"\n");
    sandbox.write("extra/CNAME", "adr.example.org");
    sandbox.write("extra/.well-known/security.txt", "x");
    sandbox.write("shared/logo.svg", "<svg/>");
    for (name, target) in [
        ("config", "../.git/config"),
        ("env", "../machine.env"),
        ("host", "/etc/hostname"),
        ("logo.svg", "../shared/logo.svg"),
    ] {
        symlink(target, sandbox.path().join("extra").join(name)).expect("a link");
    }
    sandbox.commit("static");
    sandbox.write("extra/left.txt", TOKEN);
    sandbox.write("extra/x.env", TOKEN);
    let told = publish(&sandbox);
    assert!(!told.contains("error"), "{told}");
    sandbox.adr(&["publish"]).expect(0);
    let copied = |name: &str| sandbox.path().join("site").join(name).exists();
    assert!(copied("CNAME") && copied(".well-known/security.txt") && copied("logo.svg"));
    for name in ["config", "env", "host", "left.txt", "x.env"] {
        assert!(!copied(name), "{name}");
        // What git ignores is a note, since somebody wanted it so.
        let is_told = sandbox.read("site/findings.html").contains(&format!("extra/{name}"));
        assert!(is_told || name.contains("env"), "{name} is lost without a word");
    }
}

#[test]
fn of_a_commit_and_of_a_bare_repository_its_own_files_are_taken() {
    let mut sandbox = log();
    sandbox.write("book.toml", "[output.board]\nstatic = \"extra\"\n");
    sandbox.write("extra/CNAME", "then");
    sandbox.commit("static");
    sandbox.write("extra/CNAME", "now");
    let (out, bare) = (sandbox.path().join("out"), tempfile::tempdir().expect("a temporary folder"));
    let out = out.to_str().expect("a plain path");
    sandbox.adr(&["publish", "--at", "HEAD", "--out", out]).expect(0);
    assert_eq!(sandbox.read("out/CNAME"), "then");
    let source = sandbox.path().join(".git");
    git2::build::RepoBuilder::new().bare(true).clone(source.to_str().expect("a path"), bare.path()).expect("a clone");
    sandbox.adr(&["publish", "-C", bare.path().to_str().expect("a path"), "--out", out]).expect(0);
    assert_eq!(sandbox.read("out/CNAME"), "then");
}

#[test]
fn of_templates_only_those_that_are_needed_are_read() {
    let base = "{# x #}{% extends \"builtin/site/method.html\" %}{% block content %}{% include \"mine/a.html\" %}{% endblock content %}";
    let mut sandbox = log();
    sandbox.write("book.toml", "[output.board.theme]\ntemplates = \"look\"\n");
    sandbox.write("look/site/method.html", base);
    sandbox.write("look/mine/a.html", "Our very own");
    sandbox.write("look/other.html", "{% broken");
    sandbox.commit("templates");
    sandbox.adr(&["publish"]).expect(0);
    assert!(sandbox.read("site/method.html").contains("Our very own"), "an included template is read");

    let refused = |sandbox: &Sandbox, why: &str| {
        let run = sandbox.adr(&["publish"]).expect(3);
        assert!(run.stderr.contains("look/") && run.stderr.contains(why), "{}", run.stderr);
        assert!(!run.stderr.contains(TOKEN));
    };
    sandbox.write("look/site/board.html", "untracked");
    refused(&sandbox, "git does not track it");
    fs::remove_file(sandbox.path().join("look/site/board.html")).expect("removed");
    symlink("../../.git/config", sandbox.path().join("look/site/board.html")).expect("a link");
    sandbox.commit("a link");
    refused(&sandbox, "git's own");
    fs::remove_file(sandbox.path().join("look/site/board.html")).expect("removed");
    sandbox.write("look/site/board.html", " ".repeat((1 << 20) + 1));
    sandbox.commit("a giant");
    refused(&sandbox, "larger than 1 MiB");

    for folder in ["/", "..", ".git", "/etc", "none"] {
        sandbox.write("book.toml", format!("[output.board.theme]\ntemplates = \"{folder}\"\n"));
        let run = sandbox.adr(&["publish"]).expect(3);
        assert!(run.stderr.contains("`theme.templates` in book.toml"), "{folder}: {}", run.stderr);
    }
}

#[test]
fn a_repository_does_not_choose_a_site_elsewhere() {
    let mut sandbox = log();
    let away = tempfile::tempdir().expect("a temporary folder");
    let path = away.path().join("site");
    symlink(away.path(), sandbox.path().join("link")).expect("a link");
    for site in [path.to_str().expect("a path"), "../elsewhere", "link/site", ".git/site", ".GIT/site"] {
        sandbox.write("book.toml", format!("[output.board]\nsite = \"{site}\"\n"));
        sandbox.commit("settings");
        let run = sandbox.adr(&["publish"]).expect(4);
        assert!(run.stderr.contains("will not replace"), "{site}: {}", run.stderr);
    }
    assert!(!path.exists() && !sandbox.path().join(".git/site").exists());
    sandbox.adr(&["publish", "--out", path.to_str().expect("a path")]).expect(0);
    assert!(path.join("index.html").exists(), "a person may");
}

/// Git's own folder is there and is no repository: nobody can say what is tracked, so nothing but records is read.
#[test]
fn a_repository_that_is_none_any_more_publishes_no_leftovers() {
    let mut sandbox = log();
    sandbox.write("book.toml", "[output.board]\nstatic = \"extra\"\n");
    sandbox.write("extra/CNAME", "adr.example.org");
    symlink("../machine.env", sandbox.path().join("decisions/0002-token.md")).expect("a link");
    sandbox.commit("static");
    sandbox.write("extra/left.txt", TOKEN);
    fs::remove_file(sandbox.path().join(".git/HEAD")).expect("removed");
    let told = publish(&sandbox);
    assert!(told.contains("is no repository") && told.contains("extra/left.txt") == told.contains("CNAME"), "{told}");
    assert!(sandbox.adr(&["list"]).expect(0).stdout.contains("Use tea"));
    // The index still says what is tracked.
    sandbox.adr(&["publish"]).expect(0);
    assert!(sandbox.path().join("site/CNAME").exists());
    fs::remove_file(sandbox.path().join(".git/index")).expect("removed");
    publish(&sandbox);
}
