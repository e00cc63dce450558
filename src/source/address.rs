//! Paths as links write them: relative, and with characters as percent signs and digits.

/// `folder/relative` without `.` and `..`; `None` where it leaves the root.
pub fn joined(folder: &str, relative: &str) -> Option<String> {
    let mut parts = Vec::new();
    for part in folder.split('/').chain(relative.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The root that a path lies below: nothing of this log's own, `payments:` where it is another source's.
pub fn root_of(path: &str) -> &str {
    let first = path.split_once('/').map_or("", |(first, _)| first);
    if first.len() > 1 && first.ends_with(':') { first } else { "" }
}

/// `relative` from where a file of this log or another stands; what begins with `/` begins at the root of its own log.
/// No link of another source leads out of that.
pub fn linked(from: &str, relative: &str) -> Option<String> {
    let root = root_of(from);
    let here = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = match relative.strip_prefix('/') {
        Some(rest) => joined(root, rest),
        None => joined(here, relative),
    }?;
    (root.is_empty() || root_of(&path) == root).then_some(path)
}

/// With `%20` and the like read; what is no such sequence stays as it is.
pub fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_link_of_a_source_leaves_it() {
        let from = "payments:/docs/adr/1.md";
        assert_eq!(linked(from, "2.md").as_deref(), Some("payments:/docs/adr/2.md"));
        assert_eq!(linked(from, "/a.png").as_deref(), Some("payments:/a.png"));
        assert_eq!(linked(from, "../../a.png").as_deref(), Some("payments:/a.png"));
        for out in ["../../../a.png", "../../..", "../../../identity:/a.png", "../../../../a"] {
            assert_eq!(linked(from, out), None, "{out}");
        }
        assert_eq!(linked("docs/1.md", "../a.png").as_deref(), Some("a.png"));
        assert_eq!((root_of("docs/1.md"), root_of("1.md"), root_of(from)), ("", "", "payments:"));
    }

    #[test]
    fn paths_stay_inside_the_root() {
        assert_eq!(joined("docs/adr", "../adr/./1.md").as_deref(), Some("docs/adr/1.md"));
        assert_eq!(joined("", "./docs//adr/").as_deref(), Some("docs/adr"));
        assert_eq!(joined("", ".").as_deref(), Some(""));
        assert_eq!(joined("docs", "../../etc/passwd"), None);
    }

    #[test]
    fn what_is_no_sequence_stays() {
        assert_eq!(decoded("a%20b%zz%"), "a b%zz%");
        assert_eq!(decoded("100%+5"), "100%+5");
        assert_eq!(decoded("gr%C3%B6%C3%9Fe"), "größe");
    }

    proptest! {
        #[test]
        fn no_joined_path_climbs(folder in "[a-z/.]{0,12}", relative in "[a-z/.]{0,24}") {
            if let Some(path) = joined(&folder, &relative) {
                prop_assert!(!path.starts_with('/') && path.split('/').all(|part| part != "." && part != ".."), "{}", path);
            }
        }
    }
}
