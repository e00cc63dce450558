//! Which of several words a mark says to hold: a ticked box, what is not struck, the bold one, the end of an arrow.

use std::borrow::Cow;

/// Signs of a box, and whether it is ticked.
const BOXES: [(&str, bool); 17] = [
    ("[x]", true),
    ("[X]", true),
    ("[✓]", true),
    ("[✔]", true),
    ("[✅]", true),
    ("[*]", true),
    ("☑", true),
    ("☒", true),
    ("✅", true),
    ("✔", true),
    ("🗹", true),
    ("[ ]", false),
    ("[]", false),
    ("[_]", false),
    ("☐", false),
    ("⬜", false),
    ("◻", false),
];

/// Signs that lead from one status to the next.
const ARROWS: [&str; 10] = ["-->", "==>", "->", "=>", "→", "⇒", "➜", "➡", "⟶", "➔"];

/// Pairs of marks around what was struck out.
const STRUCK: [(&str, &str); 5] =
    [("~~", "~~"), ("<del>", "</del>"), ("<s>", "</s>"), ("<strike>", "</strike>"), ("<DEL>", "</DEL>")];

/// Pairs of marks around what is bold.
const BOLD: [(&str, &str); 4] = [("**", "**"), ("__", "__"), ("<b>", "</b>"), ("<strong>", "</strong>")];

/// A text without what was struck out.
pub(crate) fn unstruck(text: &str) -> Cow<'_, str> {
    let mut kept = Cow::Borrowed(text);
    if !text.bytes().any(|byte| matches!(byte, b'~' | b'<')) {
        return kept;
    }
    for (open, close) in STRUCK {
        // A list of struck words is short; what is left of a longer one is read as it stands.
        for _ in 0..8 {
            let Some((start, end)) = between(&kept, open, close) else { break };
            kept = Cow::Owned(format!("{} {}", &kept[..start - open.len()], &kept[end + close.len()..]));
        }
    }
    kept
}

/// Where the first text between two marks starts and ends.
fn between(text: &str, open: &str, close: &str) -> Option<(usize, usize)> {
    let start = text.find(open)? + open.len();
    let length = text[start..].find(close).filter(|length| *length > 0)?;
    Some((start, start + length))
}

/// The boxes of a text, each with the words that belong to it; none where a text has no box.
pub(crate) fn boxes(text: &str) -> Vec<(bool, &str)> {
    // Most texts have neither a bracket nor a sign of another script.
    if text.is_ascii() && !text.contains('[') {
        return Vec::new();
    }
    let mut signs: Vec<(usize, usize, bool)> = Vec::new();
    for (sign, is_ticked) in BOXES {
        let places = text.match_indices(sign).map(|(at, _)| (at, at + sign.len(), is_ticked));
        signs.extend(places.filter(|(_, end, _)| !text[*end..].starts_with(['(', '['])).take(20));
    }
    signs.sort_unstable();
    // `[✅]` holds `✅`.
    signs.dedup_by(|next, former| next.0 < former.1);
    let Some(first) = signs.first() else { return Vec::new() };
    let is_before = !text[..first.0].contains(char::is_alphabetic);
    let words = |nth: usize| match (is_before, nth) {
        (true, _) => &text[signs[nth].1..signs.get(nth + 1).map_or(text.len(), |next| next.0)],
        (false, 0) => &text[..signs[0].0],
        (false, _) => &text[signs[nth - 1].1..signs[nth].0],
    };
    signs.iter().enumerate().map(|(nth, (_, _, is_ticked))| (*is_ticked, words(nth))).collect()
}

/// What an empty cell of a table of stages may hold, and still be empty.
pub(crate) fn is_ticked(cell: &str) -> bool {
    let cell = cell.trim().trim_matches(['*', '`', ' ']);
    let is_box = BOXES.iter().any(|(sign, is_ticked)| *is_ticked && cell.starts_with(sign));
    is_box
        || matches!(
            cell.to_lowercase().as_str(),
            "x" | "yes" | "ja" | "oui" | "si" | "sí" | "✓" | "●" | "👍" | ":white_check_mark:" | ":heavy_check_mark:"
        )
}

/// The bold parts of a text.
pub(crate) fn bold(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for (open, close) in BOLD {
        let mut rest = text;
        while let Some((start, end)) = between(rest, open, close).filter(|_| parts.len() < 20) {
            parts.push(&rest[start..end]);
            rest = &rest[end + close.len()..];
        }
    }
    parts
}

/// What stands between arrows, from the last to the first; nothing where there is no arrow.
pub(crate) fn behind_arrows(text: &str) -> Vec<&str> {
    if text.is_ascii() && !text.contains('>') {
        return Vec::new();
    }
    let mut parts = vec![text];
    for arrow in ARROWS {
        parts = parts.into_iter().flat_map(|part| part.split(arrow)).collect();
    }
    if parts.len() < 2 { Vec::new() } else { parts.into_iter().rev().take(20).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_struck_goes() {
        assert_eq!(unstruck("~~Proposed~~ **Accepted**").trim(), "**Accepted**");
        assert_eq!(unstruck("<del>Draft</del>, <s>open</s> rejected").replace(' ', ""), ",rejected");
        assert_eq!(unstruck("~~~~ all"), "~~~~ all");
    }

    #[test]
    fn boxes_stand_before_or_behind_their_words() {
        assert_eq!(boxes("[ ] Draft [x] Final"), [(false, " Draft "), (true, " Final")]);
        assert_eq!(boxes("Draft ☑ Final ☐"), [(true, "Draft "), (false, " Final ")]);
        assert_eq!(boxes("[x](a.md)"), []);
    }
}
