//! Sites and files on a throw-away folder.

use super::*;
use rayon::prelude::*;

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().expect("a temporary folder"));
        fs::create_dir_all(desk.at("decisions")).expect("a folder");
        desk
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn begin(&self) -> Result<SiteWriter, Error> {
        SiteWriter::begin(&self.at("site"), self.0.path())
    }

    fn publish(&self, pages: &[(&str, &str)]) -> Result<(), Error> {
        let writer = self.begin()?;
        for (path, text) in pages {
            writer.write(path, text.as_bytes()).expect("a page");
        }
        writer.finish().map(|notes| assert_eq!(notes, [""; 0]))
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("it is there");
        let mut names: Vec<_> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

#[test]
fn a_new_site_replaces_the_old_one_whole() {
    let desk = Desk::new();
    desk.publish(&[("index.html", "one"), ("brief/a.html", "a")]).expect("published");
    desk.publish(&[("index.html", "two"), ("log/b.html", "b")]).expect("published");
    assert_eq!(desk.text("site/index.html"), "two");
    assert!(!desk.at("site/brief").exists(), "no page of the old site stays");
    assert_eq!(desk.names(), ["decisions", "site"], "nothing else is left");
}

#[test]
fn the_manifest_lists_every_file_sorted_with_its_hash() {
    let desk = Desk::new();
    let writer = desk.begin().expect("begun");
    (0..50).into_par_iter().for_each(|n| writer.write(&format!("log/{n:02}.html"), b"x").expect("a page"));
    writer.write("a.txt", b"abc").expect("a page");
    writer.finish().expect("published");
    let manifest: serde_json::Value = serde_json::from_str(&desk.text("site/manifest.json")).expect("JSON");
    assert_eq!(manifest["schema"], "adr-manifest/1");
    let paths: Vec<_> = manifest["files"].as_array().expect("a list").iter().map(|file| &file["path"]).collect();
    assert_eq!((paths.len(), paths[0].as_str(), paths[50].as_str()), (51, Some("a.txt"), Some("log/49.html")));
    let first = &manifest["files"][0];
    assert_eq!(first["sha256"], "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(first["size"], 3);
}

#[test]
fn an_unfinished_site_leaves_the_old_one() {
    let desk = Desk::new();
    desk.publish(&[("index.html", "one")]).expect("published");
    let writer = desk.begin().expect("begun");
    writer.write("index.html", b"two").expect("a page");
    assert!(matches!(desk.begin(), Err(Error::Busy { .. })), "one run at a time");
    drop(writer);
    assert_eq!(desk.text("site/index.html"), "one");
    assert_eq!(desk.names(), ["decisions", "site"]);
}

#[test]
fn nobodys_folder_is_eaten() {
    let desk = Desk::new();
    let refused = |out: &str| matches!(SiteWriter::begin(&desk.at(out), desk.0.path()), Err(Error::NotOurs { .. }));
    fs::write(desk.at("decisions/0001-a.md"), "# A").expect("a file");
    fs::write(desk.at("file"), "").expect("a file");
    assert!(refused("decisions") && refused("") && refused("..") && refused("file") && refused(".git/site"));
    assert!(!desk.at(".git").exists(), "refusing makes no folder");
    fs::create_dir(desk.at("empty")).expect("a folder");
    assert!(!refused("empty"));

    desk.publish(&[("index.html", "one")]).expect("published");
    fs::write(desk.at("site/thesis.txt"), "years of work").expect("a file");
    let error = desk.publish(&[]).expect_err("a stranger's file");
    assert!(error.to_string().contains("`thesis.txt`"), "{error}");
    fs::remove_file(desk.at("site/thesis.txt")).expect("removed");
    fs::write(desk.at("site/manifest.json"), "{\"name\": \"a web app\"}").expect("a file");
    assert!(matches!(desk.publish(&[]), Err(Error::NotOurs { .. })), "another tool's manifest");
    assert_eq!(desk.text("site/index.html"), "one");
}

#[test]
fn pages_cannot_leave_the_site() {
    let desk = Desk::new();
    let writer = desk.begin().expect("begun");
    for path in ["../x", "/x", "a/../../x", "", ".", "a/./b", "a\\b", "c:x", "a//b", "a/", "a\0b"] {
        assert!(writer.write(path, b"x").is_err(), "{path}");
    }
    writer.write("a.html", b"x").expect("a page");
    assert!(writer.write("a.html", b"y").is_err(), "twice");
}

#[test]
fn static_files_come_along_and_hide_no_page() {
    let desk = Desk::new();
    let writer = desk.begin().expect("begun");
    writer.write("index.html", b"x").expect("a page");
    writer.add("CNAME", b"adr.example.org").expect("copied");
    writer.add(".well-known/security.txt", b"x").expect("copied");
    for page in ["index.html", "manifest.json"] {
        assert!(matches!(writer.add(page, b"mine"), Err(Error::Taken { .. })), "{page}");
    }
    assert!(writer.add("../x", b"x").is_err());
    writer.finish().expect("published");
    assert_eq!(desk.text("site/CNAME"), "adr.example.org");
    assert_eq!(desk.text("site/.well-known/security.txt"), "x");
}

#[test]
fn what_a_kill_left_is_cleared_and_nothing_else() {
    let desk = Desk::new();
    for name in [".adr-a1B2c3.tmp", ".adr-mine.tmp", ".adr-lock", "0001-a.md", ".adr-a1B2c3.tmp.md"] {
        fs::write(desk.at("decisions").join(name), "x").expect("a file");
    }
    clear_leftovers(&desk.at("decisions"));
    assert!(!desk.at("decisions/.adr-a1B2c3.tmp").exists());
    assert_eq!(fs::read_dir(desk.at("decisions")).expect("it is there").count(), 4);
}

#[cfg(unix)]
#[test]
fn a_site_of_the_book_stays_inside() {
    let desk = Desk::new();
    let away = tempfile::tempdir().expect("a temporary folder");
    std::os::unix::fs::symlink(away.path(), desk.at("link")).expect("a link");
    let is_refused = |out: &str| refuse_outside(&desk.at(out), desk.0.path()).is_err();
    for out in ["..", "../x", "/tmp/x", "link", "link/site", "none/../../x"] {
        assert!(is_refused(out), "{out}");
    }
    for out in ["site", "build/site", "decisions/../site"] {
        assert!(!is_refused(out), "{out}");
    }
}

#[test]
fn a_file_is_made_once() {
    let desk = Desk::new();
    create_file(&desk.at("decisions/0001-a.md"), b"# A").expect("made");
    assert!(matches!(create_file(&desk.at("decisions/0001-a.md"), b"# B"), Err(Error::Exists { .. })));
    assert_eq!(desk.text("decisions/0001-a.md"), "# A");
}
