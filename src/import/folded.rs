//! Words as they are compared: small letters without accents, one space between them.

use crate::record::unaccented;

/// Folds a text; `Kündigungs-Frist` is `kundigungs frist`.
pub(super) fn folded(text: &str) -> String {
    one_line(&unaccented(text).replace(|c: char| !c.is_alphanumeric(), " "))
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
