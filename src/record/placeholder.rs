//! What a template left behind where a name or a day belongs: it is nobody's and none.

/// Whether a text names nobody and nothing: a hint in brackets, or a word for what is not known yet.
pub(crate) fn names_nothing(text: &str) -> bool {
    let text = text.trim();
    let word = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.starts_with(['{', '<', '['])
        || matches!(
            word.as_str(),
            "" | "n/a"
                | "na"
                | "none"
                | "nobody"
                | "tbd"
                | "tba"
                | "tbc"
                | "todo"
                | "unknown"
                | "null"
                | "xxx"
                | "keine"
                | "unbekannt"
                | "aucun"
        )
}

/// Whether a text stands where a template asks for a figure: `???`, `…`.
pub(crate) fn asks_for_a_figure(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| matches!(c, '?' | '.' | '\u{2026}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_and_empty_words_name_nobody() {
        for text in ["{list everyone}", "<names>", "[unknown]", "N/A", "tbd", "TBD.", "-", "—", "?", " "] {
            assert!(names_nothing(text), "{text}");
        }
        for name in ["Ada", "Bo (CTO)", "Nona", "@cy", "Team TBX"] {
            assert!(!names_nothing(name), "{name}");
        }
    }
}
