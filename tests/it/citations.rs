//! The repository stands alone: what a comment cites is a page that is here, under a heading that it has, or a book.

use std::path::{Path, PathBuf};

/// Papers that people once wrote beside the repository. Who reads it has none of them.
const ELSEWHERE: [&str; 5] = ["ANALYSIS", "FRONT-MATTER", "SITE", "DESIGN", "RECORDS"];

/// Every text of the repository, by its path from the root.
fn texts() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<PathBuf> = files(root, &|name| !name.starts_with('.') || name == ".ci" || name == ".github");
    paths.sort();
    let named = |path: PathBuf| {
        let name = path.strip_prefix(root).expect("a path below the root").to_string_lossy().replace('\\', "/");
        // Pictures and the like are no texts.
        Some((name, std::fs::read_to_string(&path).ok()?))
    };
    paths.into_iter().filter_map(named).collect()
}

fn files(folder: &Path, is_ours: &dyn Fn(&str) -> bool) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder of the repository").map(|entry| entry.expect("an entry"));
    let below = |entry: std::fs::DirEntry| {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        match path.is_dir() {
            // What is built and installed is not ours; records of others may cite what they like.
            true if ["target", "node_modules", "records"].contains(&name.as_str()) || !is_ours(&name) => Vec::new(),
            true => files(&path, is_ours),
            false => vec![path],
        }
    };
    entries.flat_map(below).collect()
}

/// The name of a paper that a line cites: one that is followed by its ending or by a number.
fn cited_paper(line: &str) -> Option<&'static str> {
    let is_cited = |name: &&'static str| {
        line.match_indices(*name).any(|(at, _)| {
            let is_whole = !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
            let rest = &line[at + name.len()..];
            let rest = rest.strip_prefix(" sections").or(rest.strip_prefix(" section")).unwrap_or(rest);
            let numbered = rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            is_whole && (rest.starts_with(".md") || numbered)
        })
    };
    ELSEWHERE.into_iter().find(is_cited)
}

#[test]
fn nothing_cites_a_paper_that_is_not_here() {
    let mut faults = Vec::new();
    for (name, text) in texts() {
        for (idx, line) in text.lines().enumerate() {
            faults.extend(cited_paper(line).map(|paper| format!("{name}:{}: {paper}", idx + 1)));
        }
    }
    assert!(faults.is_empty(), "these cite what is not in the repository:\n{}", faults.join("\n"));
}

#[test]
fn a_citation_is_told_from_a_word() {
    let paper = ELSEWHERE[0];
    for cited in [format!("({paper} 4)"), format!("see {paper}.md"), format!("{paper} sections 1 to 8")] {
        assert_eq!(cited_paper(&cited), Some(paper), "{cited}");
    }
    for word in [format!("const {paper}: usize = 1;"), format!("MY_{paper} 4"), "analysis 4".to_owned()] {
        assert_eq!(cited_paper(&word), None, "{word}");
    }
}

/// Pages of the manual that the source cites, each with the heading that it names, if any:
/// `docs/method/money.md, "Flows"`.
fn citations(line: &str) -> Vec<(&str, Option<&str>)> {
    let mut citations = Vec::new();
    for (at, _) in line.match_indices("docs/") {
        let Some(end) = line[at..].find(".md").map(|end| at + end + 3) else { continue };
        let path = &line[at..end];
        // Where others keep their records is an example, no page.
        if path.contains([' ', '"', '`', '{', '…']) || path.starts_with("docs/adr/") {
            continue;
        }
        let heading = line[end..].strip_prefix(", \"").and_then(|rest| rest.split('"').next());
        citations.push((path, heading));
    }
    citations
}

#[test]
fn cited_pages_are_there_with_their_headings() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut faults, mut count) = (Vec::new(), 0);
    for (name, text) in texts().into_iter().filter(|(name, _)| name.starts_with("src/")) {
        for (idx, line) in text.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with("//")) {
            for (page, heading) in citations(line) {
                count += 1;
                let Ok(text) = std::fs::read_to_string(root.join(page)) else {
                    faults.push(format!("{name}:{}: there is no {page}", idx + 1));
                    continue;
                };
                let headings = || text.lines().filter(|line| line.starts_with('#'));
                let has = |heading: &str| headings().any(|line| line.trim_start_matches('#').trim() == heading);
                if let Some(heading) = heading.filter(|heading| !has(heading)) {
                    faults.push(format!("{name}:{}: {page} has no part {heading:?}", idx + 1));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(count >= 20, "{count} citations");
}
