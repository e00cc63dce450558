//! A record for a narrower circle is left out everywhere: no page, no list, no finding and no link tells of it.

use crate::commands::SHORT;
use crate::sandbox::Sandbox;
use std::path::Path;

/// Says nothing but what nobody else may read.
fn secret(circle: &str, word: &str) -> String {
    SHORT
        .replace(
            "status: proposed",
            &format!("status: proposed\naudience: {circle}\nowner: {word}owner\nbadkey{word}: x"),
        )
        .replace("A payments platform", &format!("{word}option"))
        .replace("# How should", &format!("# {word}title How should"))
}

fn texts(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            texts(&path, found);
        } else {
            let bytes = std::fs::read(&path).expect("a file");
            found.push((path.display().to_string(), String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
}

#[test]
fn a_narrower_circle_leaves_no_trace() {
    let mut sandbox = Sandbox::repository();
    let linking = SHORT.replace("status: proposed", "status: proposed\nlinks:\n  - related: 2\n  - depends-on: 3");
    sandbox.write("decisions/0001-card-payments.md", linking + "\nSee [the one before](0003-quokka.md).\n");
    sandbox.write("decisions/0002-axolotl.md", secret("exec", "Axolotl"));
    sandbox.write("decisions/0003-quokka.md", secret("board", "Quokka"));
    sandbox.commit("all");
    for (audience, hidden, shown) in [
        ("all", &["xolotl", "uokka"][..], &[][..]),
        ("exec", &["uokka"], &["Axolotltitle"]),
        ("board", &[], &["Axolotltitle", "Quokkatitle"]),
    ] {
        let run = sandbox.adr(&["publish", "--audience", audience, "--out", audience]).expect(0);
        let mut found = vec![("stderr".to_owned(), run.stderr)];
        texts(&sandbox.path().join(audience), &mut found);
        for (path, text) in &found {
            let told = path.strip_prefix(&sandbox.path().display().to_string()).unwrap_or(path);
            for word in hidden {
                // What the public record's own author wrote stays: the file name in its source.
                let own = text.matches("0003-quokka.md").count();
                let count = text.matches(word).count();
                assert!(
                    count == 0 || count == own && told.contains("log/0001-card-payments"),
                    "{told} tells of {word}"
                );
                assert!(!told.contains(word), "{told}");
            }
        }
        for word in shown {
            assert!(found.iter().any(|(_, text)| text.contains(word)), "{audience} misses {word}");
        }
    }
}
