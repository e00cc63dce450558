//! Texts of one line, as YAML has them.

/// Control characters and runs of white space are one space each.
pub(super) fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as a YAML scalar within a flow list: plain where that is safe, else quoted.
pub(crate) fn yaml_text(text: &str) -> String {
    let text = one_line(text);
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '\'');
    let starts_plain = text.chars().next().is_some_and(char::is_alphabetic);
    let is_keyword =
        ["yes", "no", "true", "false", "null", "on", "off", "y", "n"].contains(&text.to_lowercase().as_str());
    if starts_plain && !is_keyword && text.chars().all(is_word) {
        return text;
    }
    quoted(&text)
}

/// A text in double quotes, as YAML has them.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_quoted_where_yaml_would_trip() {
        assert_eq!(yaml_text("Ada O'Hara-Smith"), "Ada O'Hara-Smith");
        assert_eq!(yaml_text("Smith, Ada: #1"), "\"Smith, Ada: #1\"");
        assert_eq!(yaml_text("no"), "\"no\"");
        assert_eq!(yaml_text("a\"]\nstatus: accepted"), "\"a\\\"] status: accepted\"");
    }
}
