//! Terms of a contract in cells: the length of notice, and whether it renews.

use super::column::unit;
use super::folded::folded;

/// A length of time as a record has it: `90 days`; `head` is the unit that the column's head names.
pub(super) fn notice(text: &str, head: Option<&'static str>) -> Option<String> {
    let text = folded(text);
    if let Some(iso) = text.strip_prefix('p') {
        let count = iso.strip_suffix(['d', 'w', 'm', 'y'])?;
        return length(count, unit(&iso[count.len()..])?);
    }
    let mut words = text.split(' ').flat_map(apart).filter(|word| !word.is_empty());
    let count = words.next()?;
    let named = words.next();
    let unit = named.map_or(head, unit)?;
    // `3 Monate zum Quartalsende` is another day than `3 Monate`.
    let says_more = words.any(|word| !matches!(word, "notice" | "s" | "prior" | "before" | "end" | "written"));
    if says_more { None } else { length(count, unit) }
}

/// `30d` is two words.
fn apart(word: &str) -> [&str; 2] {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    [&word[..digits], &word[digits..]]
}

fn length(count: &str, unit: &str) -> Option<String> {
    let count: u16 = count.parse().ok()?;
    Some(if count == 1 { format!("1 {}", unit.trim_end_matches('s')) } else { format!("{count} {unit}") })
}

/// Whether a contract renews, as a record has it: `yes`, `no` or `12 months`.
pub(super) fn renews(text: &str) -> Option<String> {
    let text = folded(text);
    let bare = ["yes ", "ja ", "oui ", "auto ", "automatic ", "for ", "um "]
        .iter()
        .fold(text.as_str(), |text, word| text.strip_prefix(word).unwrap_or(text));
    match text.as_str() {
        "yes" | "y" | "ja" | "j" | "oui" | "o" | "si" | "true" | "x" | "1" | "auto" | "automatic" | "automatically"
        | "auto renew" | "auto renews" | "auto renewal" | "automatisch" | "tacite" => Some("yes".to_owned()),
        "no" | "n" | "nein" | "non" | "false" | "0" | "manual" | "manually" | "manuell" | "fixed" | "fixed term"
        | "befristet" | "never" | "nie" => Some("no".to_owned()),
        "annual" | "annually" | "yearly" | "jahrlich" | "annuel" => Some("12 months".to_owned()),
        "monthly" | "monatlich" | "mensuel" => Some("1 month".to_owned()),
        _ => notice(bare, None).filter(|length| !length.starts_with("0 ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_notice() {
        for (text, head, expected) in [
            ("90 days", None, Some("90 days")),
            ("90", Some("days"), Some("90 days")),
            ("90", None, None),
            ("3 Monate", Some("days"), Some("3 months")),
            ("1 month", None, Some("1 month")),
            ("30 days' notice", None, Some("30 days")),
            ("30d", None, Some("30 days")),
            ("P3M", None, Some("3 months")),
            ("6 weeks", None, Some("6 weeks")),
            ("3 Monate zum Quartalsende", None, None),
            ("3 months before end", None, Some("3 months")),
            ("soon", None, None),
            ("", None, None),
            ("99999 days", None, None),
            ("2-3 months", None, None),
        ] {
            assert_eq!(notice(text, head).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn whether_it_renews() {
        for (text, expected) in [
            ("Yes", Some("yes")),
            ("ja", Some("yes")),
            ("x", Some("yes")),
            ("Nein", Some("no")),
            ("manual", Some("no")),
            ("12 months", Some("12 months")),
            ("Yes, 12 months", Some("12 months")),
            ("annually", Some("12 months")),
            ("perhaps", None),
            ("0 months", None),
        ] {
            assert_eq!(renews(text).as_deref(), expected, "{text}");
        }
    }
}
