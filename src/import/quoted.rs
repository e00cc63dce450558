//! A text as YAML takes it for a text.

/// A text as a YAML scalar anywhere: plain where that is safe, else in quotes.
pub(super) fn quoted(text: &str) -> String {
    let is_word =
        |c: char| c.is_ascii_alphanumeric() || (c.is_alphabetic() && c > '\u{a0}') || matches!(c, ' ' | '.' | '-');
    let starts_plain = text.chars().next().is_some_and(char::is_alphabetic);
    let is_keyword =
        ["yes", "no", "true", "false", "null", "on", "off", "y", "n"].contains(&text.to_lowercase().as_str());
    if starts_plain && !is_keyword && text.chars().all(is_word) {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
