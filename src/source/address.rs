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

/// With `%20` and the like read; what is no such sequence stays as it is.
pub fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
