//! Which status a text names, by the table of words that `book.toml` extends.
//!
//! Words first, exactly; then slips of the pen within two edits; emoji last. A list of choices
//! that a template left behind is no status.

use crate::finding::{self, are_near};
use crate::model::Status;
use crate::record::body::inline;
use crate::record::stated::status_marks;
use crate::record::stated::status_table::{EMOJI, LONGEST, WORDS, is_real_word};
use crate::record::stated::unaccented::{unaccented, written_out};
use crate::record::stated::unspaced::{self, Said};
use crate::record::stated::words_before::{self, Before};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a text says about a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A word of the table.
    Exact(Status),
    /// A slip of the pen, read as this.
    Misspelled(Status),
    /// A template's list of choices.
    Choices,
    /// No word that we know.
    Unknown,
}

/// Reads the status that a text begins with, or one of its clauses; the book's own words come first. Where marks say
/// which of several words holds, that one.
pub(crate) fn read(text: &str, own: &[(String, Status)]) -> Reading {
    let text = status_marks::unstruck(&text[..inline::floor(text, 2_000)]);
    let boxes = status_marks::boxes(&text);
    if boxes.len() > 1 || boxes.iter().any(|(is_ticked, _)| !is_ticked) {
        let ticked = boxes.iter().rev().filter(|(is_ticked, _)| *is_ticked);
        let said = ticked.map(|(_, words)| read_words(words, own)).find(|reading| *reading != Reading::Unknown);
        return said.unwrap_or(Reading::Choices);
    }
    let stages = status_marks::behind_arrows(&text);
    let said = stages.iter().map(|part| read_words(part, own)).find(|reading| *reading != Reading::Unknown);
    said.or_else(|| bold(&text, own)).unwrap_or_else(|| read_words(&text, own))
}

/// The one bold status among others.
fn bold(text: &str, own: &[(String, Status)]) -> Option<Reading> {
    let parts = status_marks::bold(text);
    let mut stated = parts.iter().filter(|part| is_status_alone(part, own));
    let (only, None) = (stated.next()?, stated.next()) else { return None };
    let is_one_of_several = text.split(['|', '/', ',', '·', '•', '、', ' ']).filter(|part| !part.contains(*only));
    (is_one_of_several.filter(|part| is_status_alone(part, own)).count() > 0).then(|| read_words(only, own))
}

fn read_words(text: &str, own: &[(String, Status)]) -> Reading {
    let plain = fold(text);
    let clauses = clauses(&plain);
    if is_choice_list(text, &clauses, own) {
        return Reading::Choices;
    }
    let is_short = clauses.iter().map(|clause| clause.words.len()).sum::<usize>() <= 3;
    let mut before = None;
    let mut is_elsewhere = false;
    let said = clauses.iter().enumerate().find_map(|(nth, Clause { words, is_continued })| {
        // A sentence that began with something else goes on with it.
        is_elsewhere = (is_elsewhere && *is_continued) || is_foreign(words, own);
        let said = if is_elsewhere { None } else { read_clause(words, before, nth == 0, is_short, own) };
        // "Previously: accepted".
        before = words_before::phrase(words).filter(|(_, length)| *length == words.len()).map(|(before, _)| before);
        said
    });
    said.unwrap_or_else(|| {
        let emoji = EMOJI.iter().filter_map(|(sign, status)| Some((text.find(sign)?, *status)));
        emoji.min_by_key(|(at, _)| *at).map_or(Reading::Unknown, |(_, status)| Reading::Exact(status))
    })
}

/// What a clause says whose status word stands at its start, or behind words that turn it. Sentences that name a status
/// further on speak of something else.
fn read_clause(
    words: &[&str],
    mut before: Option<Before>,
    is_first: bool,
    is_short: bool,
    own: &[(String, Status)],
) -> Option<Reading> {
    let mut position = 0;
    while position < words.len() {
        let rest = &words[position..];
        let is_own = own.iter().any(|(entry, _)| unaccented(entry) == rest[0]);
        if let Some(said) = unspaced::read(rest).filter(|_| !is_own) {
            return match said {
                Said::Status(status) => Some(Reading::Exact(status)),
                Said::Nothing => None,
            };
        } else if let Some((status, length)) = longest(rest, own) {
            let after = &rest[length..];
            let is_limited = words_before::is_partly(after) && status != Status::Accepted;
            let turn = match before {
                None if words_before::is_outstanding(after) => Some(Before::NotYet),
                None if is_limited => Some(Before::Partly),
                Some(Before::Not) if words_before::is_of_today(after) => Some(Before::NotYet),
                before => before,
            };
            if let Some(status) = words_before::turned(turn, status, &rest[..length].join(" ")) {
                let is_by = words[position] == "deprecated" && after.first() == Some(&"by");
                return Some(Reading::Exact(if is_by { Status::Superseded } else { status }));
            }
            before = None;
            position += length;
        } else if let Some(status) = without_un(rest[0], own) {
            return Some(Reading::Exact(status));
        } else if let Some((turn, length)) = words_before::phrase(rest) {
            before = before.filter(|former| *former == Before::Partly).or(Some(turn));
            position += length;
        } else if words_before::is_vote_to_come(before, rest) {
            return Some(Reading::Exact(Status::Proposed));
        } else if words_before::is_filler(rest[0]) {
            position += 1;
        } else if is_first
            && before.is_none()
            && is_near_enough(rest)
            && let Some(status) = misspelled(rest[0])
        {
            return Some(Reading::Misspelled(status));
        } else if is_short && before.is_none() {
            position += 1;
        } else {
            return None;
        }
    }
    None
}

/// `undecided`, `unentschieden`: what is still to come.
fn without_un(word: &str, own: &[(String, Status)]) -> Option<Status> {
    let (status, _) = words_before::without_un(word).and_then(|rest| longest(&[rest], own))?;
    words_before::turned(Some(Before::NotYet), status, word).filter(|_| status == Status::Accepted)
}

/// Whether a text is one word of the table, alone.
pub(crate) fn is_status_alone(text: &str, own: &[(String, Status)]) -> bool {
    let plain = fold(text);
    let words: Vec<&str> = plain.split(|c: char| !is_word(c)).filter(|word| !word.is_empty()).take(6).collect();
    !words.is_empty() && longest(&words, own).is_some_and(|(_, length)| length == words.len())
}

fn fold(text: &str) -> String {
    unaccented(&inline::plain(&text[..inline::floor(text, 2_000)]))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Words between two marks.
struct Clause<'a> {
    words: Vec<&'a str>,
    /// A comma stands before it: the sentence goes on.
    is_continued: bool,
}

/// The words of a folded text, at most sixty, by clause.
fn clauses(plain: &str) -> Vec<Clause<'_>> {
    let joins = |c: char| matches!(c, ' ' | '-' | '_' | '\'' | '’' | '"' | '“' | '”' | '#' | '@' | '*');
    let is_comma = |c: char| matches!(c, ',' | '，' | '、');
    let ends = |c: char| !is_word(c) && !joins(c) && !is_comma(c);
    let mut left = 60_usize;
    let mut clauses = Vec::new();
    for sentence in plain.split(" - ").flat_map(|part| part.split(ends)) {
        for (nth, clause) in sentence.split(is_comma).enumerate() {
            let words = clause.split(|c: char| !is_word(c)).filter(|word| !word.is_empty());
            let words: Vec<&str> = words.take(left).collect();
            left -= words.len();
            if !words.is_empty() {
                clauses.push(Clause { words, is_continued: nth > 0 });
            }
        }
    }
    clauses
}

/// Whether a clause speaks of something else from its start.
fn is_foreign(words: &[&str], own: &[(String, Status)]) -> bool {
    let start = words.iter().position(|word| !words_before::is_filler(word)).unwrap_or(words.len());
    let rest = &words[start..];
    rest.len() > 3
        && longest(rest, own).is_none()
        && words_before::phrase(rest).is_none()
        && !(is_near_enough(rest) && misspelled(rest[0]).is_some())
}

/// The entry that the words begin with, the longest first, and how many words it has.
fn longest(words: &[&str], own: &[(String, Status)]) -> Option<(Status, usize)> {
    let most = LONGEST.min(words.len());
    let mut key = words[..most].join(" ");
    for length in (1..=most).rev() {
        let in_book = own.iter().find(|(entry, _)| unaccented(entry) == key).map(|(_, status)| *status);
        if let Some(status) = in_book.or_else(|| TABLE.get(&key).copied()) {
            return Some((status, length));
        }
        key.truncate(key.len() - words[length - 1].len());
        key.truncate(key.trim_end().len());
    }
    None
}

/// The table without accents, umlauts also written out.
static TABLE: LazyLock<HashMap<String, Status>> = LazyLock::new(|| {
    let mut table = HashMap::new();
    for (entry, status) in WORDS.iter() {
        for spelling in [Some(unaccented(entry)), written_out(entry)].into_iter().flatten() {
            table.entry(spelling).or_insert(*status);
        }
    }
    table
});

/// Whether a word may be a slip of the pen: of a few words, or before "by" or a day, but never in a sentence.
fn is_near_enough(words: &[&str]) -> bool {
    words.len() <= 3 || words[1] == "by" || words[1].starts_with(|c: char| c.is_ascii_digit())
}

fn misspelled(word: &str) -> Option<Status> {
    let length = word.chars().count();
    if !(6..=14).contains(&length) || is_real_word(word) || words_before::is_vote(word) {
        return None;
    }
    let limit = if length >= 8 { 2 } else { 1 };
    let letters = finding::letters(word);
    // Whoever slips gets the first letter right.
    WORDS
        .iter()
        .filter(|(entry, _)| entry.len() >= 6 && !entry.contains(' ') && entry.chars().next() == word.chars().next())
        .filter(|(entry, _)| are_near(finding::letters(entry), letters, limit))
        .map(|(entry, status)| (strsim::damerau_levenshtein(word, entry), *status))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, status)| status)
}

/// Whether a text lists choices instead of making one: several different statuses with nothing
/// between them but separators. `Proposed [Proposed, Accepted]` makes its choice first.
fn is_choice_list(text: &str, clauses: &[Clause<'_>], own: &[(String, Status)]) -> bool {
    let mut known: Vec<Status> = Vec::new();
    let mut foreign = 0_usize;
    let mut says_or = false;
    for Clause { words, .. } in clauses {
        let mut position = 0;
        while position < words.len() {
            let rest = &words[position..];
            let turning = words_before::phrase(rest).map_or(0, |(_, length)| length);
            if let Some((_, length)) = longest(&rest[turning..], own).filter(|_| turning > 0) {
                // What such words turn is no choice of its own.
                position += turning + length;
            } else if let Some((status, length)) = longest(rest, own) {
                known.push(status);
                position += length;
            } else {
                says_or |= matches!(words[position], "or" | "oder" | "ou" | "of" | "lub" | "или");
                foreign += usize::from(!matches!(words[position], "or" | "oder" | "ou" | "o" | "and" | "by" | "etc"));
                position += 1;
            }
        }
    }
    let is_varied = known.iter().any(|status| *status != known[0]);
    let known = known.len();
    if known < 2 || !(is_varied || says_or) {
        return false;
    }
    let text = text.trim();
    let opens = text.starts_with(['[', '{', '<', '(']) && !text.contains("](");
    let is_list = text.contains(['|', '/', ',', '、']);
    let lower = text.to_lowercase();
    let says_list =
        ["statuses are", "may be", "can be", "one of", "列表", "options:"].iter().any(|phrase| lower.contains(phrase));
    if known >= 3 && says_list {
        return true;
    }
    let bracket = text.find(['[', '{', '(']).filter(|at| *at > 2);
    if bracket.is_some_and(|at| is_status_alone(&text[..at], own)) {
        return false;
    }
    (known >= 3 && foreign <= known && (is_list || opens)) || (known == 2 && foreign == 0 && (says_or || opens))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Reading {
        read(text, &[])
    }

    #[test]
    fn words_in_every_dress() {
        for text in ["Accepted", "**APPROVED**.", "`accepted`", "✅ Accepted", "[ACCEPTED](/README.md#accepted)", "✅"]
        {
            assert_eq!(said(text), Reading::Exact(Status::Accepted), "{text}");
        }
        assert_eq!(said("![Accepted](https://img.example/x-green.svg)"), Reading::Exact(Status::Accepted));
        assert_eq!(said("Superceeded by 4"), Reading::Exact(Status::Superseded));
        assert_eq!(said("Depreciated."), Reading::Misspelled(Status::Deprecated));
        assert_eq!(said("APPRROVED."), Reading::Misspelled(Status::Accepted));
        assert_eq!(said("Aceptada – Agosto 2025"), Reading::Exact(Status::Accepted));
        assert_eq!(said("2017-11-24 完成"), Reading::Exact(Status::Accepted));
        assert_eq!(said("On hold until spring"), Reading::Exact(Status::Other));
    }

    #[test]
    fn choices_are_no_status() {
        for text in [
            "[ accepted | deprecated | superseded by [xxx](x.md)]",
            "{Draft, In Review, Accepted}",
            "provisional|implementable|implemented|deferred",
            "Accepted or Rejected",
            "Valid statuses are: draft, proposed, accepted",
        ] {
            assert_eq!(said(text), Reading::Choices, "{text}");
        }
        assert_eq!(said("Proposed [Proposed, Accepted, Rejected]"), Reading::Exact(Status::Proposed));
    }

    #[test]
    fn words_before_the_word_turn_it() {
        for (text, expected) in [
            ("Not yet accepted", Status::Proposed),
            ("To be approved by the guild", Status::Proposed),
            ("Awaiting sign-off", Status::Proposed),
            ("Needs the board's approval", Status::Proposed),
            ("Approval pending", Status::Proposed),
            ("Undecided", Status::Proposed),
            ("Unapproved", Status::Proposed),
            ("Has not been accepted yet", Status::Proposed),
            ("Not approved", Status::Rejected),
            ("No longer accepted", Status::Deprecated),
            ("Previously accepted, now deprecated", Status::Deprecated),
            ("Was proposed; accepted", Status::Accepted),
            ("Accepted, pending implementation", Status::Accepted),
            ("Accepted (previously proposed)", Status::Accepted),
            ("Accepted, not yet implemented, to be released", Status::Accepted),
            ("Noch nicht entschieden", Status::Proposed),
            ("Unentschieden", Status::Proposed),
            ("Nicht genehmigt", Status::Rejected),
            ("Nicht mehr in Kraft", Status::Deprecated),
            ("Pas encore validé", Status::Proposed),
            ("En attente de validation", Status::Proposed),
            ("N'est plus en vigueur", Status::Deprecated),
            ("Aún no aprobada", Status::Proposed),
            ("Non ancora approvato", Status::Proposed),
            ("Nog niet goedgekeurd", Status::Proposed),
            ("Jeszcze nie zatwierdzone", Status::Proposed),
            ("Ainda não aprovado", Status::Proposed),
            ("Ещё не принято", Status::Proposed),
            ("Не утверждено", Status::Rejected),
            ("Ikke godkendt", Status::Rejected),
            ("Endnu ikke vedtaget", Status::Proposed),
            ("未承認", Status::Proposed),
            ("승인 대기", Status::Proposed),
            ("已不再采纳", Status::Deprecated),
        ] {
            assert_eq!(said(text), Reading::Exact(expected), "{text}");
        }
    }

    #[test]
    fn where_nobody_can_tell_nothing_is_claimed() {
        for text in [
            "Never accepted",
            "Previously accepted",
            "Was approved in spring",
            "Not yet deprecated",
            "Partly superseded by 4",
            "Superseded in part by ADR-4",
            "Section 2 is superseded by 7",
            "Teilweise ersetzt durch 3",
            "Jamais accepté",
            "승인되지 않음",
        ] {
            assert_eq!(said(text), Reading::Unknown, "{text}");
        }
    }

    #[test]
    fn sentences_and_other_words_are_no_status() {
        for text in [
            "Everybody in the guild thinks it should be accepted",
            "We talked about what the draft rejected",
            "Reviewed by two teams",
            "Adapted from a former record",
            "Nous avons parlé de ce qui est accepté ailleurs",
            "Wir haben lange darüber geredet, was angenommen wird",
        ] {
            assert_eq!(said(text), Reading::Unknown, "{text}");
        }
        assert_eq!(said("Aproved by the guild"), Reading::Misspelled(Status::Accepted));
        assert_eq!(said("This record has been accepted"), Reading::Exact(Status::Accepted));
    }

    #[test]
    fn marks_say_which_word_holds() {
        for (text, expected) in [
            ("[ ] Proposed [x] Accepted [ ] Rejected", Status::Accepted),
            ("☐ Entwurf ☑ Abgelehnt", Status::Rejected),
            ("Proposed ✅ Accepted ⬜", Status::Proposed),
            ("~~Proposed~~ **Accepted**", Status::Accepted),
            ("<del>Accepted</del> deprecated", Status::Deprecated),
            ("Proposed | Accepted | **Rejected** | Superseded", Status::Rejected),
            ("brouillon / **proposé** / accepté", Status::Proposed),
            ("Draft → Proposed → Accepted", Status::Accepted),
            ("Proposed -> Rejected", Status::Rejected),
            ("Entwurf => Angenommen", Status::Accepted),
            ("Accepted -> changes nothing in the till", Status::Accepted),
        ] {
            assert_eq!(said(text), Reading::Exact(expected), "{text}");
        }
        assert_eq!(said("[ ] Proposed [ ] Accepted"), Reading::Choices);
        assert_eq!(said("~~Accepted~~"), Reading::Unknown);
    }

    #[test]
    fn seven_more_languages() {
        for (expected, words) in [
            (Status::Draft, "bozza, concept, szkic, rascunho, черновик, 초안, 下書き"),
            (Status::Proposed, "Proposto, voorgesteld, zaproponowane, em análise, предложено, 제안됨, 提案中"),
            (Status::Accepted, "accettata, aanvaard, przyjęte, Aprovada, Принято, 승인됨, 承認済み"),
            (Status::Rejected, "respinto, afgewezen, odrzucone, rejeitada, отклонено, 거부됨, 却下"),
            (Status::Deprecated, "deprecato, verouderd, przestarzałe, descontinuado, устарело, 폐기됨, 廃止"),
            (Status::Superseded, "sostituita, vervangen, zastąpione, substituída, заменено, 대체됨, 置き換え"),
        ] {
            for word in words.split(", ") {
                assert_eq!(said(word), Reading::Exact(expected), "{word}");
            }
        }
    }

    #[test]
    fn accents_may_be_missing() {
        for (text, expected) in [
            ("accepte", Status::Accepted),
            ("Remplace", Status::Superseded),
            ("deprecie", Status::Deprecated),
            ("ueberholt", Status::Deprecated),
            ("zurueckgezogen", Status::Rejected),
            ("odrzucone", Status::Rejected),
            ("Przyjete", Status::Accepted),
        ] {
            assert_eq!(said(text), Reading::Exact(expected), "{text}");
        }
    }

    #[test]
    fn the_book_adds_words() {
        let own = [("ratifiziert".to_owned(), Status::Accepted)];
        assert_eq!(read("Ratifiziert", &own), Reading::Exact(Status::Accepted));
    }
}
