//! What a record is called: number, printed ID, stem, slug, and its title without them.

use crate::model::slug;
use crate::record::stated::dates::{self, DayOrder};
use jiff::civil::Date;

/// Words that stand before a record's number.
pub(crate) const ID_WORDS: &[&str] = &[
    "adr",
    "adrs",
    "madr",
    "rfc",
    "rfcs",
    "tep",
    "kep",
    "rfd",
    "dr",
    "ad",
    "pep",
    "lep",
    "ddr",
    "tdr",
    "edr",
    "mdr",
    "pdr",
    "sdr",
    "dep",
    "ep",
    "bip",
    "eip",
    "oep",
    "sip",
    "record",
    "decision",
    "proposal",
    "adl",
    "lofi",
    "gep",
    "design",
    "decisionrecord",
    "decisions",
    "entscheidung",
    "décision",
    "decisão",
    "karar",
];

/// Words before the number of what is to be done, which is no record's.
pub(crate) const WORK_WORDS: &[&str] = &[
    "phase",
    "sprint",
    "task",
    "step",
    "stage",
    "session",
    "epic",
    "story",
    "ticket",
    "bug",
    "fix",
    "fixes",
    "issue",
    "plan",
    "report",
    "week",
    "day",
    "milestone",
    "chapter",
    "part",
    "draft",
    "todo",
];

/// What a file's or folder's name says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Name {
    /// The number.
    pub number: Option<u64>,
    /// `ADR-0005`, where letters stand before the number.
    pub printed_id: Option<String>,
    /// A date at its start.
    pub date: Option<Date>,
    /// Folded, without number, ID and date; the whole stem where nothing is left.
    pub slug: String,
    /// What remains, as written.
    pub rest: String,
}

/// Reads the stem of a file, or the name of a folder.
pub(crate) fn read_name(stem: &str, folder_prefixes: &[String]) -> Name {
    let (date, rest) = leading_date(stem);
    let (number, id, rest) = leading_number(rest, folder_prefixes);
    let rest = if number.is_none() && date.is_none() { past_open(rest) } else { rest };
    let rest = rest.trim_start_matches(['-', '_', '.', ' ', ',', ':', '#']);
    let folded = slug(rest);
    let slug = if folded.is_empty() { slug(stem) } else { folded };
    Name { number, printed_id: id, date, slug, rest: rest.to_owned() }
}

/// Whether a word stands where a number or a day is still to be filled in: `XXXX`, `NNN`, `ADRNNNN`, `YYYYMMDD`.
pub(crate) fn is_open_word(word: &str) -> bool {
    // All of them have a letter twice, and few others do.
    if !word.as_bytes().windows(2).any(|pair| pair[0].eq_ignore_ascii_case(&pair[1]) && pair[0].is_ascii_alphabetic()) {
        return false;
    }
    let word = word.to_lowercase();
    let open = ID_WORDS.iter().find_map(|id| word.strip_prefix(id).filter(|rest| !rest.is_empty())).unwrap_or(&word);
    open.len() >= 2
        && (open.chars().all(|c| c == 'n')
            || open.chars().all(|c| c == 'x')
            || matches!(open, "yyyymmdd" | "20xx" | "yyyy"))
        || open.starts_with("nnnn")
}

/// Past what stands in the place of a number that a proposal has not been given yet: `XXXX-`, `ADR-NNNN-`, `DRAFT-`.
fn past_open(stem: &str) -> &str {
    let first_word = |text: &str| text.find(['-', '_', ' ', '.']).map(|end| (text[..end].to_lowercase(), end + 1));
    let Some((word, end)) = first_word(stem) else { return stem };
    let rest = &stem[end..];
    if is_open_word(&word) || word == "draft" {
        return rest;
    }
    match first_word(rest) {
        Some((next, end)) if ID_WORDS.contains(&word.as_str()) && is_open_word(&next) => &rest[end..],
        _ => stem,
    }
}

/// `20200131-`, `2020-01-31-`, `2020_01_31_`; with hour and minute `202001311530-`.
fn leading_date(stem: &str) -> (Option<Date>, &str) {
    let digits = stem.bytes().take_while(u8::is_ascii_digit).count();
    // Fourteen have seconds.
    if matches!(digits, 12 | 14)
        && is_clock(&stem[8..12])
        && let (Some(day), _) = leading_date(&stem[..8])
    {
        return (Some(day), &stem[digits..]);
    }
    for length in [10, 8] {
        let Some(head) = stem.get(..length) else { continue };
        let is_whole = stem[length..].chars().next().is_none_or(|c| !c.is_ascii_digit());
        let spelled = head.replace('_', "-");
        let all_digits = head.bytes().all(|byte| byte.is_ascii_digit());
        if is_whole
            && head.starts_with(|c: char| c.is_ascii_digit())
            && (length == 10) != all_digits
            && let Some(found) = dates::find(&spelled, DayOrder::Unknown)
            && found.range.len() == length
        {
            return (Some(found.date), &stem[length..]);
        }
    }
    (None, stem)
}

/// `1530`.
fn is_clock(digits: &str) -> bool {
    digits[..2].parse::<u8>().is_ok_and(|hour| hour < 24) && digits[2..].parse::<u8>().is_ok_and(|minute| minute < 60)
}

fn leading_number<'a>(stem: &'a str, folder_prefixes: &[String]) -> (Option<u64>, Option<String>, &'a str) {
    let lead = stem.len() - stem.trim_start_matches(['-', '_', '.', ' ', '#', '[', '(']).len();
    let start = &stem[lead..];
    let letters = prefix_length(start);
    let digits = start[letters..].bytes().take_while(u8::is_ascii_digit).count();
    let after = past_version(&start[letters + digits..]);
    let ends = after.chars().next().is_none_or(|c| !c.is_alphanumeric());
    if digits == 0 || digits > 6 || !ends {
        return (None, None, stem);
    }
    let prefix = start[..letters].trim_end_matches(['-', '_', ' ', '.', '#']);
    if !prefix.is_empty() && !is_id_prefix(prefix, letters == prefix.len(), digits, folder_prefixes) {
        return (None, None, stem);
    }
    let number = start[letters..letters + digits].parse().ok();
    let id = (!prefix.is_empty()).then(|| start[..letters + digits].to_owned());
    (number, id, after)
}

/// `V01R02` right behind a number: the version and revision of that record.
fn past_version(after: &str) -> &str {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let part = |text: &'_ str, mark: char| {
        let rest = text.strip_prefix(mark)?;
        Some(text.len() - rest.len() + digits(rest)).filter(|_| digits(rest) > 0)
    };
    let Some(version) = part(after, 'V') else { return after };
    let rest = &after[version..];
    let rest = part(rest, 'R').map_or(rest, |revision| &rest[revision..]);
    // `--0001` at the end is the record that this one takes the place of.
    match rest.rsplit_once("--") {
        Some((words, replaced)) if !replaced.is_empty() && digits(replaced) == replaced.len() => words,
        _ => rest,
    }
}

/// Bytes of letters and marks before the first digit.
fn prefix_length(text: &str) -> usize {
    text.find(|c: char| !(c.is_alphabetic() || matches!(c, '-' | '_' | ' ' | '.' | '#'))).unwrap_or(text.len())
}

fn is_id_prefix(prefix: &str, touches: bool, digits: usize, folder_prefixes: &[String]) -> bool {
    let words: Vec<&str> = prefix.split(['-', '_', ' ', '.']).filter(|word| !word.is_empty()).collect();
    let Some(last) = words.last() else { return false };
    let folded = last.to_lowercase();
    // One letter is a series only where the folder is named so: `A31`, but not `L7-protocols`; and
    // one digit right behind a word is a part of that: `PHASE3`.
    let is_upper = last.chars().all(char::is_uppercase) && (2..=6).contains(&last.len()) && !(touches && digits == 1);
    // `FARM-ADR-Packing-0001`: a series within a series.
    let is_within = digits >= 3 && words.iter().any(|word| matches!(*word, "ADR" | "MADR" | "RFC" | "DR" | "TDR"));
    let is_upper = is_upper && !WORK_WORDS.contains(&folded.as_str());
    ID_WORDS.contains(&folded.as_str())
        || (is_upper && words.iter().all(|word| word.chars().all(char::is_uppercase)))
        || (touches && digits >= 3 && words.len() == 1)
        || is_within
        || folder_prefixes.iter().any(|known| extends(prefix, known))
}

/// Whether a prefix is one that a folder defines, or goes on from it: `FARM-Packing` from `FARM`.
fn extends(prefix: &str, known: &str) -> bool {
    prefix.get(..known.len()).is_some_and(|head| head.eq_ignore_ascii_case(known))
        && prefix[known.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
}

fn ends_in_id_word(prefix: &str) -> bool {
    prefix.rsplit(['-', '_', ' ', '.']).next().is_some_and(|last| ID_WORDS.contains(&last.to_lowercase().as_str()))
}

/// The letters before the number in a name, for the majority of a folder.
pub(crate) fn letters_before_number(stem: &str) -> Option<&str> {
    let letters = prefix_length(stem);
    let digits = stem[letters..].bytes().take_while(u8::is_ascii_digit).count();
    let prefix = stem[..letters].trim_end_matches(['-', '_', ' ', '.', '#']);
    (digits > 0 && !prefix.is_empty()).then_some(prefix)
}

/// What a heading says besides its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Heading {
    /// The number.
    pub number: Option<u64>,
    /// The ID, where letters stand before the number.
    pub printed_id: Option<String>,
    /// The words that remain.
    pub title: String,
}

/// Takes number and ID off a title. A number without any mark behind it is taken off only where
/// it is written like one (`0023`) or is the file's own.
pub(crate) fn read_heading(text: &str, file_number: Option<u64>) -> Heading {
    let text = text.trim();
    let text = match leading_date(text) {
        (Some(_), rest) if rest.trim_start_matches([' ', ':', '-', '–', '—']).len() < rest.len() => {
            rest.trim_start_matches([' ', ':', '-', '–', '—'])
        }
        _ => text,
    };
    let text = strip_kind(text);
    let lead = text.len() - text.trim_start_matches(['[', '(', '#', ' ']).len();
    let start = &text[lead..];
    let letters = prefix_length(start);
    let digits = start[letters..].bytes().take_while(u8::is_ascii_digit).count();
    let whole = |text: &str| Heading { number: None, printed_id: None, title: text.to_owned() };
    if digits == 0 || digits > 6 || letters > 40 || !start.is_char_boundary(letters) {
        return whole(text);
    }
    let number: u64 = start[letters..letters + digits].parse().unwrap_or_default();
    let prefix = start[..letters].trim_end_matches(['-', '_', ' ', '.', '#']);
    let is_own = file_number == Some(number);
    let after = &start[letters + digits..];
    let (is_marked, rest) = past_mark(after, lead > 0);
    let accepts = if prefix.is_empty() {
        let is_padded = digits >= 3 && start[letters..].starts_with('0');
        (is_marked && !rest.is_empty()) || ((is_own || is_padded) && after.starts_with(char::is_whitespace))
    } else {
        let known = is_id_prefix(prefix, letters == prefix.len(), digits, &[]);
        (known || is_own)
            && (is_marked || rest.is_empty() || (ends_in_id_word(prefix) && after.starts_with(char::is_whitespace)))
    };
    if !accepts {
        return whole(text);
    }
    let printed_id = (!prefix.is_empty()).then(|| start[..letters + digits].trim().to_owned());
    let title = strip_kind(rest).to_owned();
    Heading { number: Some(number), printed_id, title: if title.is_empty() { text.to_owned() } else { title } }
}

/// Past `: `, ` - `, `. `, `) ` and the like behind a number.
fn past_mark(after: &str, was_bracketed: bool) -> (bool, &str) {
    let marks = [':', '.', ')', ']', '-', '–', '—', '|', '：', '、', '．', ',', '_', '/', '·', '\u{2011}', '•'];
    let trimmed = after.trim_start();
    let rest = trimmed.trim_start_matches(marks);
    let is_marked = rest.len() < trimmed.len();
    // `3.2 upgrade` and `2-step login` are words, not numbers.
    let is_glued = !rest.is_empty()
        && trimmed.len() == after.len()
        && !rest.starts_with(char::is_whitespace)
        && !was_bracketed
        && !trimmed.starts_with([':', ')', '：', '、', '．', '—'])
        && (!trimmed.starts_with('.') || !rest.starts_with(char::is_alphabetic));
    (is_marked && !is_glued, rest.trim_start())
}

/// Takes "Architecture Decision Record:" and the like off.
fn strip_kind(text: &str) -> &str {
    const KINDS: [&str; 13] = [
        "architecture decision record",
        "architectural decision record",
        "architecture design record",
        "any decision record",
        "design decision record",
        "decision record",
        "design decision",
        "design doc",
        "proposal",
        "adr",
        "madr",
        "rfc",
        "title",
    ];
    let mut text = text.trim();
    for kind in KINDS {
        if let Some(head) = text.get(..kind.len())
            && head.eq_ignore_ascii_case(kind)
        {
            let rest = text[kind.len()..].trim_start();
            let rest = rest.strip_prefix("(ADR)").map_or(rest, str::trim_start);
            let tail = rest.trim_start_matches([':', '-', '–', '—', '：']);
            if tail.len() < rest.len() && !tail.trim().is_empty() && (tail.starts_with(' ') || rest.starts_with(':')) {
                text = tail.trim_start();
            } else if kind.contains(' ') && rest.trim_start_matches('#').starts_with(|c: char| c.is_ascii_digit()) {
                text = rest;
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let name = |stem| {
            let name = read_name(stem, &[]);
            (name.number, name.printed_id.unwrap_or_default(), name.date.map(|day| day.to_string()), name.slug)
        };
        let day = |text: &str| Some(text.to_owned());
        assert_eq!(name("0012-card-payments"), (Some(12), String::new(), None, "card-payments".into()));
        assert_eq!(name("adr-012-a"), (Some(12), "adr-012".into(), None, "a".into()));
        assert_eq!(name("RFC0042-b"), (Some(42), "RFC0042".into(), None, "b".into()));
        assert_eq!(name("ODH-ADR-MS-0001-c"), (Some(1), "ODH-ADR-MS-0001".into(), None, "c".into()));
        assert_eq!(name("A31-d"), (None, String::new(), None, "a31-d".into()));
        let series = read_name("A31-d", &["a".to_owned()]);
        assert_eq!((series.number, series.slug.as_str()), (Some(31), "d"));
        assert_eq!(name("2020_03_03_e"), (None, String::new(), day("2020-03-03"), "e".into()));
        assert_eq!(name("2022-04-13_018-f"), (Some(18), String::new(), day("2022-04-13"), "f".into()));
        assert_eq!(name("20200131-g"), (None, String::new(), day("2020-01-31"), "g".into()));
        assert_eq!(name("202001311530-g"), (None, String::new(), day("2020-01-31"), "g".into()));
        assert_eq!(name("20200131153059_g"), (None, String::new(), day("2020-01-31"), "g".into()));
        assert_eq!(name("202013311530-g"), (None, String::new(), None, "202013311530-g".into()));
        assert_eq!(name("ADR0001V01R02-h"), (Some(1), "ADR0001".into(), None, "h".into()));
        assert_eq!(name("ADR0003V01R01-h--0001").3, "h");
        assert_eq!(name("RFC-0003V2-h"), (Some(3), "RFC-0003".into(), None, "h".into()));
        assert_eq!(name("FARM-ADR-Packing-0001-i").0, Some(1));
        for stem in ["XXXX-cool-room", "adr-NNN_cool room", "DRAFT-cool-room", "RFCXXXX-cool-room"] {
            assert_eq!((name(stem).0, name(stem).3.as_str()), (None, "cool-room"), "{stem}");
        }
        let below = read_name("Barn-Doors-04-j", &["barn".to_owned()]);
        assert_eq!((below.number, below.slug.as_str()), (Some(4), "j"), "a series of the folder's");
        for stem in ["PHASE3_PLAN", "SPRINT-02", "TASK-017-mend"] {
            assert_eq!(name(stem).0, None, "{stem}");
        }
        assert_eq!(name("use-http2-everywhere"), (None, String::new(), None, "use-http2-everywhere".into()));
        assert_eq!(name("2fa"), (None, String::new(), None, "2fa".into()));
        assert_eq!(name("0007"), (Some(7), String::new(), None, "0007".into()));
    }

    #[test]
    fn headings() {
        let title = |text, number| {
            let heading = read_heading(text, number);
            (heading.number, heading.printed_id.unwrap_or_default(), heading.title)
        };
        let plain = |number, text: &str| (number, String::new(), text.to_owned());
        assert_eq!(title("1. Record decisions", None), plain(Some(1), "Record decisions"));
        assert_eq!(title("ADR-0005: Use it", None), (Some(5), "ADR-0005".into(), "Use it".into()));
        assert_eq!(title("ADR 1 — Use it", None), (Some(1), "ADR 1".into(), "Use it".into()));
        assert_eq!(title("Some RFC 0193: Use it", None), (Some(193), "Some RFC 0193".into(), "Use it".into()));
        assert_eq!(title("Architecture Decision Record: Use it", None), plain(None, "Use it"));
        assert_eq!(title("24) Use it", None), plain(Some(24), "Use it"));
        assert_eq!(title("0079 - Use it", None), plain(Some(79), "Use it"));
        assert_eq!(title("23 Logging", Some(23)), plain(Some(23), "Logging"));
        assert_eq!(title("3 ways to log", Some(7)), plain(None, "3 ways to log"));
        assert_eq!(title("HTTP 2 everywhere", Some(7)), plain(None, "HTTP 2 everywhere"));
        assert_eq!(title("Phase 2: go on", Some(7)), plain(None, "Phase 2: go on"));
    }
}
