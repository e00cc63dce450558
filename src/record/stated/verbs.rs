//! The verbs by which one record speaks of another, in the languages people write in.

use crate::model::LinkKind;
use crate::record::body::inline;
use crate::record::stated::fields;
use crate::record::stated::targets::starts_with_id;
use crate::record::stated::words_before;

/// Verbs, the longer before the shorter that begins alike; folded to lower case.
const VERBS: &[(&str, LinkKind)] = &[
    ("partially superseded by", LinkKind::AmendedBy),
    ("partly superseded by", LinkKind::AmendedBy),
    ("partially replaced by", LinkKind::AmendedBy),
    ("superseded by", LinkKind::SupersededBy),
    ("superceded by", LinkKind::SupersededBy),
    ("superceeded by", LinkKind::SupersededBy),
    ("superseeded by", LinkKind::SupersededBy),
    ("superseded in favor of", LinkKind::SupersededBy),
    ("superseded in favour of", LinkKind::SupersededBy),
    ("superseded with", LinkKind::SupersededBy),
    ("replaced by", LinkKind::SupersededBy),
    ("replaced with", LinkKind::SupersededBy),
    ("obsoleted by", LinkKind::SupersededBy),
    ("deprecated by", LinkKind::SupersededBy),
    ("deprecated in favor of", LinkKind::SupersededBy),
    ("deprecated in favour of", LinkKind::SupersededBy),
    ("rejected in favor of", LinkKind::SupersededBy),
    ("rejected in favour of", LinkKind::SupersededBy),
    ("abandoned in favor of", LinkKind::SupersededBy),
    ("abandoned in favour of", LinkKind::SupersededBy),
    ("in favor of", LinkKind::SupersededBy),
    ("in favour of", LinkKind::SupersededBy),
    ("ersetzt durch", LinkKind::SupersededBy),
    ("abgelöst durch", LinkKind::SupersededBy),
    ("remplacé par", LinkKind::SupersededBy),
    ("remplacée par", LinkKind::SupersededBy),
    ("reemplazada por", LinkKind::SupersededBy),
    ("reemplazado por", LinkKind::SupersededBy),
    ("sustituida por", LinkKind::SupersededBy),
    ("sostituito da", LinkKind::SupersededBy),
    ("sostituita da", LinkKind::SupersededBy),
    ("vervangen door", LinkKind::SupersededBy),
    ("zastąpione przez", LinkKind::SupersededBy),
    ("zastąpiona przez", LinkKind::SupersededBy),
    ("zastąpiony przez", LinkKind::SupersededBy),
    ("substituído por", LinkKind::SupersededBy),
    ("substituída por", LinkKind::SupersededBy),
    ("заменено на", LinkKind::SupersededBy),
    ("заменён на", LinkKind::SupersededBy),
    ("заменен на", LinkKind::SupersededBy),
    ("заменена на", LinkKind::SupersededBy),
    ("superseded", LinkKind::SupersededBy),
    ("superceded", LinkKind::SupersededBy),
    ("partially supersedes", LinkKind::Amends),
    ("supersedes", LinkKind::Supersedes),
    ("supercedes", LinkKind::Supersedes),
    ("superceeds", LinkKind::Supersedes),
    ("replaces", LinkKind::Supersedes),
    ("obsoletes", LinkKind::Supersedes),
    ("ersetzt", LinkKind::Supersedes),
    ("sostituisce", LinkKind::Supersedes),
    ("vervangt", LinkKind::Supersedes),
    ("zastępuje", LinkKind::Supersedes),
    ("заменяет", LinkKind::Supersedes),
    ("remplace", LinkKind::Supersedes),
    ("amended by", LinkKind::AmendedBy),
    ("extended by", LinkKind::AmendedBy),
    ("updated by", LinkKind::AmendedBy),
    ("complemented by", LinkKind::AmendedBy),
    ("clarified by", LinkKind::AmendedBy),
    ("refined by", LinkKind::AmendedBy),
    ("modified by", LinkKind::AmendedBy),
    ("overridden by", LinkKind::AmendedBy),
    ("amends", LinkKind::Amends),
    ("extends", LinkKind::Amends),
    ("updates", LinkKind::Amends),
    ("complements", LinkKind::Amends),
    ("clarifies", LinkKind::Amends),
    ("refines", LinkKind::Amends),
    ("modifies", LinkKind::Amends),
    ("depends on", LinkKind::DependsOn),
    ("relates to", LinkKind::Related),
    ("related to", LinkKind::Related),
    ("see also", LinkKind::Related),
];

/// Whether a text says that the whole record was superseded.
pub(crate) fn says_superseded(text: &str) -> bool {
    let lower = text.to_lowercase();
    verbs(&lower).iter().any(|(at, _, kind)| {
        *kind == LinkKind::SupersededBy && {
            let verb = &lower[*at..];
            [" by", "in fav", " durch ", " par ", " por "].iter().any(|word| verb.contains(word))
                && !verb.starts_with("rejected")
                && !verb.starts_with("deprecated in")
                && !verb.starts_with("in fav")
                && !verb.starts_with("abandoned")
                && !verb.starts_with("replaced with")
                && has_target(&lower[*at..])
        }
    })
}

/// Something follows that can be meant, not the `XXX` of a template.
fn has_target(rest: &str) -> bool {
    !rest.contains("[xxx]") && !rest.contains("xxxx")
}

/// Whether a line is a link such as "Amends 4", which is no status.
pub(crate) fn begins_with_verb_other_than_superseded(line: &str) -> bool {
    let rest = line[fields::lead_length(line)..].to_lowercase();
    VERBS.iter().any(|(verb, kind)| *kind != LinkKind::SupersededBy && rest.starts_with(verb))
}

/// Every verb in a lower-case text: first byte, its end, its kind.
pub(crate) fn verbs(lower: &str) -> Vec<(usize, usize, LinkKind)> {
    let mut found: Vec<(usize, usize, LinkKind)> = Vec::new();
    let bytes = lower.as_bytes();
    let mut position = 0;
    while position < lower.len() {
        let begins_word =
            position == 0 || !(bytes[position - 1].is_ascii_alphanumeric() || bytes[position - 1] >= 0x80);
        let hit = (begins_word && begins_verb(bytes[position])).then(|| verb_at(&bytes[position..])).flatten();
        match hit {
            Some((verb, kind)) => {
                let from = inline::floor(lower, position.saturating_sub(60));
                let before = lower[from..position].rsplit(['.', ';', '\n']).next().unwrap_or_default();
                let after = &lower[position + verb.len()..];
                let of_parts = words_before::says_partly(before, after);
                let some_of_it = ["some", "part", "aspects"].iter().any(|word| after.trim_start().starts_with(word));
                let kind = match kind {
                    LinkKind::SupersededBy if of_parts => LinkKind::AmendedBy,
                    LinkKind::Supersedes if of_parts || some_of_it => LinkKind::Amends,
                    kind => *kind,
                };
                found.push((position, position + verb.len(), kind));
                position += verb.len();
            }
            None => position += 1,
        }
    }
    found
}

/// Whether some verb begins with this letter, either case.
fn begins_verb(letter: u8) -> bool {
    // The last is the first half of a Cyrillic letter.
    matches!(
        letter.to_ascii_lowercase(),
        b'a' | b'c' | b'd' | b'e' | b'i' | b'm' | b'o' | b'p' | b'r' | b's' | b'u' | b'v' | b'z' | 0xd0
    )
}

/// The verb that a lower-case text begins with.
fn verb_at(lower: &[u8]) -> Option<&'static (&'static str, LinkKind)> {
    let start = lower.first_chunk::<2>()?;
    VERBS.iter().find(|(verb, _)| verb.as_bytes().first_chunk() == Some(start) && lower.starts_with(verb.as_bytes()))
}

/// Whether a line begins with a verb and what it leads to, as in `Amends ADR-4`.
pub(crate) fn begins_with_verb_and_target(line: &str) -> bool {
    // Most lines begin with another word.
    if line.bytes().next().is_none_or(|first| first.is_ascii_alphabetic() && !begins_verb(first)) {
        return false;
    }
    let rest = &line[fields::lead_length(line)..];
    let begins = rest.as_bytes().first_chunk::<2>().map(|start| start.map(|byte| byte.to_ascii_lowercase()));
    let is_verb = |start: [u8; 2]| VERBS.iter().any(|(verb, _)| verb.as_bytes().first_chunk() == Some(&start));
    if !begins.is_some_and(|start| begins_verb(start[0]) && is_verb(start)) {
        return false;
    }
    // Of those that do not, most name nothing that could be a target.
    if !line.bytes().any(|byte| matches!(byte, b'[' | b'#' | b'0'..=b'9')) {
        return false;
    }
    let Some(head) = rest.get(..rest.len().min(40).min(inline::floor(rest, 40))) else { return false };
    let lower = head.to_lowercase();
    VERBS.iter().any(|(verb, kind)| {
        !matches!(kind, LinkKind::Related | LinkKind::DependsOn)
            && lower.strip_prefix(verb).is_some_and(|after| {
                let after = after.trim_start_matches([':', ' ', '*', '_']);
                after.starts_with('[') || starts_with_id(after)
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_begins_with_a_letter_that_is_looked_for() {
        for (verb, kind) in VERBS.iter().filter(|(_, kind)| !matches!(kind, LinkKind::Related | LinkKind::DependsOn)) {
            assert!(begins_with_verb_and_target(&format!("- {verb} [A](0002-a.md)")), "{verb} ({kind:?})");
        }
    }
}
