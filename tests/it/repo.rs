//! Reading: from the working tree, from commits, from bare repositories and plain folders.

use crate::sandbox::Sandbox;
use adr::repo::{self, Error, Reading, Request};
use adr::source::History;
use std::path::Path;

const RECORD: &str = "# A record\n";

fn read(dir: &Path) -> Reading {
    try_read(dir, |_| {}).expect("it reads")
}

fn try_read(dir: &Path, change: impl FnOnce(&mut Request)) -> Result<Reading, Error> {
    let mut request = Request { dir: dir.to_owned(), with_history: true, with_changes: true, ..Request::default() };
    change(&mut request);
    repo::read(&request)
}

fn history(reading: &Reading) -> History {
    let paths = reading.snapshot.files.iter().map(|file| file.path.clone()).collect();
    repo::history(reading.tip.as_ref().expect("a commit"), paths).expect("a history")
}

fn paths(reading: &Reading) -> Vec<&str> {
    reading.snapshot.files.iter().map(|file| file.path.as_str()).collect()
}

#[test]
fn well_known_folders_are_found_and_several_of_them() {
    let sandbox = Sandbox::folder();
    sandbox.write("docs/adr/0001-a.md", RECORD);
    sandbox.write("docs/adr/web/0001-b.MD", RECORD);
    sandbox.write("decisions/0002-c.markdown", RECORD);
    sandbox.write("decisions/assets/picture.png", "x");
    sandbox.write("decisions/templates/template.md", RECORD);
    sandbox.write("decisions/node_modules/x/readme.md", RECORD);
    sandbox.write("src/notes.md", RECORD);
    let reading = read(sandbox.path());
    assert_eq!(reading.snapshot.folders, ["decisions", "docs/adr"]);
    assert_eq!(paths(&reading), ["decisions/0002-c.markdown", "docs/adr/0001-a.md", "docs/adr/web/0001-b.MD"]);
    assert_eq!(reading.snapshot.other_paths, ["decisions/assets/picture.png", "decisions/templates/template.md"]);
    assert!(reading.snapshot.commit.is_none());
    assert_eq!(reading.notes, ["not in a git repository, so there is no history"]);
}

#[test]
fn a_folder_with_a_readme_alone_is_no_record_folder() {
    let sandbox = Sandbox::folder();
    sandbox.write("adr/README.md", "# The adr package\n");
    sandbox.write("doc/adr/0001-a.md", RECORD);
    assert_eq!(read(sandbox.path()).snapshot.folders, ["doc/adr"]);
}

#[test]
fn settings_name_folders_and_win() {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001-a.md", RECORD);
    sandbox.write("why/0001-b.md", RECORD);
    sandbox.write("web/why/0001-c.md", RECORD);
    sandbox.write("book.toml", "[output.board]\nrecords = [\"why\", \"web/why\", \"later\"]\n");
    let reading = read(&sandbox.path().join("web"));
    assert_eq!(reading.root, sandbox.path().canonicalize().expect("it is there"));
    assert_eq!(reading.snapshot.folders, ["web/why", "why"]);
    assert_eq!(reading.missing, [("later".to_owned(), "`book.toml`")]);
    sandbox.write("book.toml", "[output.board]\nrecords = \"../elsewhere\"\n");
    assert!(matches!(try_read(sandbox.path(), |_| {}), Err(Error::OutsideRoot { .. })));
}

#[test]
fn adr_tools_folder_is_honored() {
    let sandbox = Sandbox::folder();
    sandbox.write(".adr-dir", "documents/why\n");
    sandbox.write("documents/why/0001-a.md", RECORD);
    let reading = read(sandbox.path());
    assert_eq!(reading.folders[0].reason, "named in `.adr-dir`");
    assert_eq!(paths(&reading), ["documents/why/0001-a.md"]);
}

#[test]
fn the_root_is_the_nearest_and_not_above_the_repository() {
    let mut sandbox = Sandbox::repository();
    sandbox.write("decisions/0001-a.md", RECORD);
    sandbox.write("team/docs/adr/0001-b.md", RECORD);
    sandbox.write("team/src/main.rs", "");
    sandbox.commit("both");
    let top = sandbox.path().canonicalize().expect("it is there");
    assert_eq!(read(&sandbox.path().join("team/src")).root, top.join("team"));
    assert_eq!(read(&sandbox.path().join("decisions")).root, top);

    let inner = sandbox.path().join("inner");
    git2::Repository::init(&inner).expect("a repository within");
    assert!(matches!(try_read(&inner, |_| {}), Err(Error::NoRecords { .. })));
}

const BUILT: &str = "# Use A\n\n## Status\n\nAccepted\n\n## Context\n\n## Decision\n";

fn choices(reading: &Reading) -> Vec<(&str, &str)> {
    reading.folders.iter().map(|folder| (folder.path.as_str(), folder.reason)).collect()
}

#[test]
fn folders_of_records_are_found_wherever_they_are_and_no_others() {
    let sandbox = Sandbox::folder();
    let page = "# Install\n\n## Requirements\n\n## Summary\n";
    for name in ["L1-a.md", "L2-b.md", "A3-c.md"] {
        sandbox.write(&format!("thoughts/{name}"), BUILT);
    }
    for name in ["lines.md", "words.md", "letters.md"] {
        sandbox.write(&format!("plans/{name}"), BUILT);
    }
    sandbox.write("plans/old/points.md", BUILT);
    for name in ["01-install.md", "02-use.md", "03-remove.md"] {
        sandbox.write(&format!("docs/guide/{name}"), page);
        sandbox.write(&format!("vendor/lib/adr/{name}"), BUILT);
        sandbox.write(&format!("tests/data/adr/{name}"), BUILT);
    }
    sandbox.write("src/adr/notes.md", page);
    sandbox.write("docs/about.md", BUILT);
    assert_eq!(
        choices(&read(sandbox.path())),
        [
            ("plans", "its files are built like records"),
            ("plans/old", "holds records, as the folders around it do"),
            ("thoughts", "its files are numbered and built like records"),
        ]
    );
    assert_eq!(read(&sandbox.path().join("tests/data/adr")).snapshot.files.len(), 3, "who stands in them means them");
}

#[test]
fn where_a_folder_is_called_like_a_log_no_other_is_one() {
    let sandbox = Sandbox::folder();
    sandbox.write("docs/adr/0001-a.md", RECORD);
    sandbox.write("web/site/adr/2020-01-31-b.md", RECORD);
    for name in ["0001-c.md", "0002-d.md", "0003-e.md"] {
        sandbox.write(&format!("thoughts/{name}"), BUILT);
        sandbox.write(&format!("web/site/adr/doors/{name}"), BUILT);
        sandbox.write(&format!("adr-archive/{name}"), BUILT);
    }
    assert_eq!(
        choices(&read(sandbox.path())),
        [
            ("adr-archive", "called like a folder of records, and holds some"),
            ("docs/adr", "a well-known folder"),
            ("web/site/adr", "called like a folder of records, and holds some"),
            ("web/site/adr/doors", "called like a folder of records, and holds some"),
        ]
    );
}

#[test]
fn a_folder_of_records_is_read_as_it_is() {
    let sandbox = Sandbox::folder();
    sandbox.write("README.md", RECORD);
    sandbox.write("card-payments.md", RECORD);
    assert!(matches!(try_read(sandbox.path(), |_| {}), Err(Error::NoRecords { .. })), "it might be any page");
    sandbox.write("card-payments.md", "# Card payments\n\n## Context\n\n## Decision\n");
    let reading = read(sandbox.path());
    assert_eq!(reading.snapshot.folders, [""]);
    assert_eq!(paths(&reading), ["README.md", "card-payments.md"]);
}

#[test]
fn named_folders_hold_records_and_folders_with_a_readme() {
    let sandbox = Sandbox::folder();
    sandbox.write("rfcs/0001-a/README.md", RECORD);
    sandbox.write("rfcs/0001-a/details.md", RECORD);
    sandbox.write("rfcs/0002-b.md", RECORD);
    let named = |folder: &str| try_read(sandbox.path(), |request| request.records = vec![folder.to_owned()]);
    let reading = named("./rfcs/").expect("it reads");
    assert_eq!(paths(&reading), ["rfcs/0001-a/README.md", "rfcs/0002-b.md"]);
    assert_eq!(reading.snapshot.other_paths, ["rfcs/0001-a/details.md"]);
    assert!(matches!(named("../x"), Err(Error::OutsideRoot { .. })));
    assert!(matches!(named("missing"), Err(Error::NoSuchFolder { .. })));
}

#[cfg(unix)]
#[test]
fn links_are_followed_within_the_root_alone() {
    use std::os::unix::fs::symlink;
    let outside = Sandbox::folder();
    outside.write("secret.md", "# Secret\n");
    let mut sandbox = Sandbox::repository();
    sandbox.write("decisions/0001-a.md", RECORD);
    sandbox.write("text/b.md", "# B\n");
    let decisions = sandbox.path().join("decisions");
    symlink(outside.path().join("secret.md"), decisions.join("0003-secret.md")).expect("a link");
    symlink(outside.path(), decisions.join("folder")).expect("a link");
    symlink("../text/b.md", decisions.join("0002-b.md")).expect("a link");
    symlink("0004-loop.md", decisions.join("0004-loop.md")).expect("a link");
    let id = sandbox.commit("links");
    let expected = ["decisions/0001-a.md", "decisions/0002-b.md"];
    assert_eq!(paths(&read(sandbox.path())), expected);
    let committed = try_read(sandbox.path(), |request| request.at = Some(id)).expect("it reads");
    assert_eq!(paths(&committed), expected);
    assert_eq!(&*committed.snapshot.files[1].text, "# B\n");
}

#[test]
fn history_tells_first_and_last_across_merges() {
    let mut sandbox = Sandbox::repository();
    sandbox.write("decisions/0001-a.md", "# A\n");
    let first = sandbox.commit_as("Ada", "a");
    sandbox.write("src/x", "1");
    sandbox.commit_as("Eve", "no record");
    sandbox.write("decisions/0001-a.md", "# A, changed\n");
    sandbox.write("decisions/0002-b.md", "# B\n");
    let last = sandbox.commit_as("Bob", "a and b");
    let reading = read(sandbox.path());
    let a = &history(&reading).files["decisions/0001-a.md"];
    let (Some(start), Some(end)) = (&a.first, &a.last) else { panic!("both are known: {a:?}") };
    assert_eq!((start.commit.as_str(), start.author.as_str()), (first.as_str(), "Ada"));
    assert_eq!((end.commit.as_str(), end.author.as_str(), a.commit_count), (last.as_str(), "Bob", 2));
    assert_eq!((start.date.to_string(), end.date.to_string()), ("2026-01-05".into(), "2026-01-07".into()));
    assert_eq!(history(&reading).files["decisions/0002-b.md"].commit_count, 1);
    assert!(history(&reading).cut.is_none());

    // A merge that only takes over both sides changes nothing of its own.
    let git = sandbox.git();
    let base = git.find_commit(first.parse().expect("an id")).expect("a commit");
    let head = git.find_commit(last.parse().expect("an id")).expect("a commit");
    let signature = head.author();
    let blob = git.blob(b"# C\n").expect("a blob");
    let with_c = |tree: &git2::Tree<'_>| {
        let folder = tree.get_name("decisions").expect("it is there").to_object(git).expect("a tree");
        let mut inner = git.treebuilder(folder.as_tree()).expect("a builder");
        inner.insert("0003-c.md", blob, 0o100_644).expect("inserted");
        let mut outer = git.treebuilder(Some(tree)).expect("a builder");
        outer.insert("decisions", inner.write().expect("written"), 0o040_000).expect("inserted");
        git.find_tree(outer.write().expect("written")).expect("a tree")
    };
    let side_tree = with_c(&base.tree().expect("a tree"));
    let side = git.commit(None, &signature, &signature, "c", &side_tree, &[&base]).expect("a commit");
    let merged = with_c(&head.tree().expect("a tree"));
    let side = git.find_commit(side).expect("a commit");
    let merge = git.commit(None, &signature, &signature, "merge", &merged, &[&head, &side]).expect("a commit");
    let reading = try_read(sandbox.path(), |request| request.at = Some(merge.to_string())).expect("it reads");
    assert_eq!(paths(&reading).len(), 3);
    assert_eq!(
        history(&reading).files["decisions/0003-c.md"].last.as_ref().map(|last| last.commit.clone()),
        Some(side.id().to_string())
    );
    assert_eq!(history(&reading).files["decisions/0001-a.md"].commit_count, 2);
}

#[test]
fn any_revision_is_read_out_of_the_database_bare_or_not() {
    let mut sandbox = Sandbox::repository();
    sandbox.write("team/decisions/0001-a.md", "# Old\n");
    sandbox.commit("old");
    sandbox.write("team/decisions/0001-a.md", "# New\n");
    sandbox.write("team/book.toml", "[output.board]\n");
    sandbox.commit("new");
    sandbox.write("team/decisions/0001-a.md", "# Not committed\n");

    let team = sandbox.path().join("team");
    let old = try_read(&team, |request| request.at = Some("HEAD~1".to_owned())).expect("it reads");
    assert_eq!(&*old.snapshot.files[0].text, "# Old\n");
    assert_eq!(old.snapshot.files[0].path, "decisions/0001-a.md");
    assert!(old.is_from_commit && !old.snapshot.has_uncommitted_changes && old.snapshot.book.is_none());
    assert_eq!(old.snapshot.commit.as_ref().map(|commit| commit.date.to_string()).as_deref(), Some("2026-01-05"));
    assert!(matches!(
        try_read(&team, |request| request.at = Some("nowhere".to_owned())),
        Err(Error::UnknownRevision { .. })
    ));

    let bare = Sandbox::folder();
    let source = sandbox.path().to_str().expect("a plain path");
    git2::build::RepoBuilder::new().bare(true).clone(source, bare.path()).expect("a clone");
    let reading =
        try_read(bare.path(), |request| request.records = vec!["team/decisions".to_owned()]).expect("it reads");
    assert_eq!(&*reading.snapshot.files[0].text, "# New\n");
    assert_eq!(history(&reading).files["team/decisions/0001-a.md"].commit_count, 2);
}

#[test]
fn only_what_is_read_counts_as_uncommitted() {
    let mut sandbox = Sandbox::repository();
    sandbox.write("decisions/0001-a.md", "# A\n");
    sandbox.write("decisions/picture.png", "1");
    sandbox.write("book.toml", "[output.board]\n");
    sandbox.write(".gitignore", "*.tmp\n");
    sandbox.write("src/x", "1");
    sandbox.commit("all");
    let differs = || read(sandbox.path()).snapshot.has_uncommitted_changes;
    assert!(!differs());
    sandbox.write("src/x", "2");
    sandbox.write("notes.md", "");
    sandbox.write("decisions/a.tmp", "");
    assert!(!differs(), "nobody reads these");
    sandbox.write("decisions/0001-a.md", "# A\r\n");
    assert!(!differs(), "line ends as git checks them out on Windows");
    for (path, before) in
        [("decisions/0001-a.md", "# A\n"), ("book.toml", "[output.board]\n"), ("decisions/picture.png", "1")]
    {
        sandbox.write(path, "# B\n");
        assert!(differs(), "{path}");
        sandbox.write(path, before);
        assert!(!differs(), "{path}");
    }
    sandbox.write("decisions/0002-b.md", "# B\n");
    assert!(differs(), "a record that git does not know yet");
    std::fs::remove_file(sandbox.path().join("decisions/0002-b.md")).expect("removed");
    std::fs::remove_file(sandbox.path().join("decisions/0001-a.md")).expect("removed");
    sandbox.write("decisions/0003-c.md", "# C\n");
    assert!(differs(), "a record that is gone");
}

#[test]
fn a_repository_without_commits_reads_its_files() {
    let sandbox = Sandbox::repository();
    sandbox.write("decisions/0001-a.md", RECORD);
    let reading = read(sandbox.path());
    assert_eq!(paths(&reading), ["decisions/0001-a.md"]);
    assert!(reading.snapshot.commit.is_none() && reading.tip.is_none());
}

#[test]
fn odd_bytes_and_odd_names_are_read() {
    let sandbox = Sandbox::folder();
    sandbox.write("decisions/0001 [Superseded] größe.md", b"\xEF\xBB\xBF# A\r\n");
    sandbox.write("decisions/0002-b.md", b"# B \xE9\n");
    let reading = read(sandbox.path());
    assert_eq!(&*reading.snapshot.files[0].text, "# A\r\n");
    let decoding = reading.snapshot.files[1].decoding.as_ref().expect("decoding had to do something");
    assert_eq!(decoding.how.as_deref(), Some("this file is Windows-1252"));
}
