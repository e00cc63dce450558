//! Words as they are compared: small letters without accents, one space between them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a text; `Kündigungs-Frist` is `kundigungs frist`.
pub(super) fn folded(text: &str) -> String {
    let letters = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let spaced: String = letters
        .flat_map(|c| {
            let c = if c == 'ß' { "ss".to_owned() } else { c.to_string() };
            c.chars().collect::<Vec<_>>()
        })
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Control characters and runs of white space are one space each.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_marks_do_not_count() {
        assert_eq!(folded("  Kündigungs-FRIST (Tage) "), "kundigungs frist tage");
        assert_eq!(folded("Coût annuel / €"), "cout annuel");
        assert_eq!(folded("Größe"), "grosse");
    }
}
