//! The day on which something was decided, past those that mean something else: of a review, an end of validity, a
//! contract, in an address or in the name of another record.

use crate::record::body::inline;
use crate::record::stated::dates::{self, DayOrder, Found};
use crate::record::stated::unaccented::unaccented;

/// How words begin that speak of a day other than the decision's, without accents.
const OTHERS: &str = "review revisit reevaluat reassess reconsider recheck expir valid until till deadline due contract \
     lease licen warranty sunset eol ends ending renew support \
     uberpruf ueberpruf wiedervorlage gultig gueltig ablauf lauft laeuft bis vertrag frist kundig kuendig \
     revision reexam valable jusqu echeance expir contrat \
     revisar hasta vence vencim contrato caduc valido valida \
     revisione rived scade scadenza fino contratto \
     revisao revisit ate prazo \
     herzien herbeoord tot geldig verloop afloop \
     przegl wazn umow termin obowiazuje \
     пересмотр проверк действ до срок договор контракт \
     검토 만료 까지 계약 기한 見直し 期限 まで 契約 复审 有效期 截止 到期 合同";

/// Words of which only the whole one counts: what begins with them is another word.
const WHOLE: [&str; 9] = ["bis", "tot", "ate", "due", "till", "до", "ends", "eol", "fino"];

/// The day that a text states for a decision.
pub(crate) fn day(text: &str, order: DayOrder) -> Option<Found> {
    let text = &text[..inline::floor(text, 400)];
    // Most lines hold no day at all.
    dates::find(text, order).and_then(|_| dates::find(&without_others(text), order))
}

/// A text in which what holds other days is blank, places unchanged.
fn without_others(text: &str) -> String {
    let mut kept = without_names(text);
    let mut blanks = Vec::new();
    let mut start = 0;
    for clause in kept.split_inclusive([',', ';', '(', ')', '|', '–', '—', '\n']) {
        if let Some(at) = other_in(clause) {
            blanks.push(start + at..start + clause.len());
        }
        start += clause.len();
    }
    for range in blanks.into_iter().rev() {
        kept.replace_range(range.clone(), &" ".repeat(range.len()));
    }
    kept
}

/// Where a clause begins to speak of another day.
fn other_in(clause: &str) -> Option<usize> {
    let mut at = 0;
    let mut words = clause
        .split_inclusive(|c: char| !c.is_alphanumeric())
        .map(|word| {
            at += word.len();
            (at - word.len(), word.trim_end_matches(|c: char| !c.is_alphanumeric()))
        })
        .filter(|(_, word)| !word.is_empty())
        .peekable();
    while let Some((start, word)) = words.next() {
        let folded = unaccented(word);
        let is_other = OTHERS.split_whitespace().any(|other| {
            let is_script = other.chars().next().is_some_and(|c| c >= '\u{3000}');
            folded == other
                || (folded.starts_with(other) && !WHOLE.contains(&other))
                || (is_script && folded.contains(other))
        });
        // "valid from" and "gültig ab" name the day on which it was settled.
        let is_beginning = words.peek().is_some_and(|(_, next)| {
            matches!(
                unaccented(next).as_str(),
                "from" | "since" | "as" | "ab" | "seit" | "depuis" | "desde" | "dal" | "vanaf" | "od" | "с"
            )
        });
        if is_other && !is_beginning {
            return Some(start);
        }
    }
    None
}

/// A text in which addresses, targets of links and names of files are blank.
fn without_names(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for word in
        text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | '<' | '>' | '"' | '`'))
    {
        if is_name(word.trim_end_matches(|c: char| !c.is_alphanumeric())) || kept.ends_with("](") {
            kept.extend(std::iter::repeat_n(' ', word.len()));
        } else {
            kept.push_str(word);
        }
    }
    kept
}

/// `20240101-new-queue.md`, `adr/2024/01/01`, `ADR-2024-05-01`: digits that letters belong to.
fn is_name(word: &str) -> bool {
    if !word.bytes().any(|byte| byte.is_ascii_digit()) || !word.contains(['-', '_', '/', '.']) {
        return false;
    }
    let parts = word.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let is_foreign = |part: &str| {
        let is_word = part.chars().all(char::is_alphabetic) && part.is_ascii();
        is_word && !dates::is_month(part) && !matches!(part.to_lowercase().as_str(), "t" | "z" | "utc" | "de" | "of")
    };
    word.contains("://") || parts.into_iter().any(is_foreign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        day(text, DayOrder::Unknown).map_or("-".to_owned(), |found| found.date.to_string())
    }

    #[test]
    fn days_of_something_else_are_passed_over() {
        for (text, expected) in [
            ("Accepted, review on 2027-01-01", "-"),
            ("Accepted 2026-02-03 (review by 2027-01-01)", "2026-02-03"),
            ("Valid until 2030-12-31, accepted 2026-02-03", "2026-02-03"),
            ("Angenommen; gültig bis 31.12.2030", "-"),
            ("Gültig ab 01.02.2026", "2026-02-01"),
            ("Accepté, valable jusqu'au 31/12/2030", "-"),
            ("Accettato (scadenza 2030-01-31)", "-"),
            ("Принято 2026-02-03, пересмотр 2027-02-03", "2026-02-03"),
            ("The contract ends 2028-06-30", "-"),
            ("Accepted, see https://farm.example/2024/05/01/post", "-"),
            ("Superseded by [20240101-x](20240101-x.md)", "-"),
            ("Superseded by 2024-01-01-new-barn.md", "-"),
            ("Replaced by ADR-2024-05-01", "-"),
            ("superseded by [the new one](20240101-x.md) on 2024-02-02", "2024-02-02"),
            ("03-Feb-2026", "2026-02-03"),
            ("2020-01-31T10:00:00Z", "2020-01-31"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
