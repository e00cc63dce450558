//! Options that the body names, with what speaks for and against each: MADR's sections and
//! their relatives. Options of the front matter keep their figures and gain these arguments.

use crate::model::{Argument, ConsideredOption, Decision, Record, Status, slug};
use crate::record::body::inline;
use crate::record::body::outline::Outline;
use crate::record::stated::fields;
use crate::source::Span;

/// No record considers more; the rest of such a list is text.
pub(crate) const OPTION_LIMIT: usize = 60;

/// Arguments that are kept of one option.
const ARGUMENT_LIMIT: usize = 60;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Pro,
    Con,
    Neutral,
}

/// Adds options, arguments and the outcome of the body to a record.
pub(crate) fn attach(record: &mut Record, outline: &Outline<'_>) {
    let mut of_body: Vec<ConsideredOption> = Vec::new();
    for (idx, heading) in outline.headings.iter().enumerate() {
        match slug(&heading.text).as_str() {
            "considered-options"
            | "options-considered"
            | "options"
            | "alternatives"
            | "alternatives-considered"
            | "considered-alternatives"
            | "betrachtete-optionen"
            | "options-envisagees"
            | "opciones-consideradas" => {
                listed(outline, idx, &mut of_body);
            }
            "pros-and-cons-of-the-options" | "pros-and-cons" | "option-analysis" | "vor-und-nachteile-der-optionen" => {
                sub_headings(outline, idx, &mut of_body);
            }
            _ => {}
        }
    }
    outcome(record, outline, &of_body);
    if record.options.is_empty() {
        record.options = of_body;
        return;
    }
    for found in of_body {
        if let Some(option) = record.options.iter_mut().find(|option| is_same(&option.title, &found.title)) {
            option.pros.extend(found.pros);
            option.cons.extend(found.cons);
            option.neutral.extend(found.neutral);
        }
    }
}

/// Bullets of a section are options; so are its sub-headings, which bring their arguments along.
fn listed(outline: &Outline<'_>, heading_idx: usize, options: &mut Vec<ConsideredOption>) {
    let heading = &outline.headings[heading_idx];
    let end = outline.next_heading_line(heading_idx);
    for idx in heading.end_line..end {
        let line = outline.line(idx);
        if item_depth(line) == Some(0) {
            let lead = fields::lead_length(line);
            let text = option_title(&inline::plain(&line[lead.min(line.len())..]));
            push(options, text, outline, idx);
        }
    }
    sub_headings(outline, heading_idx, options);
}

fn sub_headings(outline: &Outline<'_>, heading_idx: usize, options: &mut Vec<ConsideredOption>) {
    let level = outline.headings[heading_idx].level;
    let mut idx = heading_idx + 1;
    while idx < outline.headings.len() && outline.headings[idx].level > level {
        let heading = &outline.headings[idx];
        let is_deeper = outline.headings[heading_idx + 1].level < heading.level;
        if !is_deeper && side_of_label(&heading.text).is_none() && !heading.text.is_empty() {
            let at = push(options, option_title(&heading.text), outline, heading.line_idx);
            if let Some(at) = at {
                arguments(outline, idx, &mut options[at]);
            }
        }
        idx += 1;
    }
}

/// The option of this title, found or added.
fn push(options: &mut Vec<ConsideredOption>, title: String, outline: &Outline<'_>, line_idx: usize) -> Option<usize> {
    if title.is_empty() || title.starts_with(['{', '<']) {
        return None;
    }
    if let Some(at) = options.iter().position(|option| is_same(&option.title, &title)) {
        return Some(at);
    }
    if options.len() >= OPTION_LIMIT {
        return None;
    }
    let line = &outline.lines[line_idx];
    let span = Span::locate(outline.text, line.start, line.end);
    options.push(ConsideredOption { title, span, ..ConsideredOption::default() });
    Some(options.len() - 1)
}

/// `Option 1: Name`, `[Name]`, `Name: what it is` → Name.
fn option_title(text: &str) -> String {
    let text = text.trim().trim_matches(['[', ']', '"']).trim();
    let lower = text.to_lowercase();
    let rest =
        ["option", "alternative", "variante"].iter().find_map(|word| lower.strip_prefix(word)).and_then(|rest| {
            let tail = &text[text.len() - rest.len().min(text.len())..];
            if tail.starts_with(char::is_alphabetic) {
                return None;
            }
            let tail = tail.trim_start().trim_start_matches('#');
            let name = tail.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
            let is_label = tail.len() - name.len() <= 2
                && tail.len() > name.len()
                && name.starts_with([':', ' ', '-', '.', ')', '–', '—']);
            let name = name.trim_start_matches([':', ' ', '-', '.', ')', '–', '—']);
            (is_label && !name.is_empty()).then(|| name.to_owned())
        });
    inline::shorten(&rest.unwrap_or_else(|| text.to_owned()), 160)
}

/// Whether two titles mean one option: equal when folded, or one begins with the other.
fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (slug(a), slug(b));
    let begins = |long: &str, short: &str| {
        short.len() >= 4 && long.strip_prefix(short).is_some_and(|rest| rest.starts_with('-'))
    };
    a == b || begins(&a, &b) || begins(&b, &a)
}

fn arguments(outline: &Outline<'_>, heading_idx: usize, option: &mut ConsideredOption) {
    let heading = &outline.headings[heading_idx];
    let mut under: Option<Side> = None;
    for idx in heading.end_line..outline.section_end(heading_idx) {
        let line = outline.line(idx);
        if line.trim().is_empty() {
            continue;
        }
        let lead = fields::lead_length(line).min(line.len());
        let plain = inline::plain(line[lead..].trim_start_matches(['#', ' ']));
        if let Some(side) = side_of_label(&plain) {
            under = Some(side);
            continue;
        }
        let Some(depth) = item_depth(line) else { continue };
        let (side, text) = match side_of_item(&plain, line) {
            Some((side, text)) => (side, text),
            None => match under.filter(|_| depth <= 4) {
                Some(side) => (side, plain.as_str()),
                None => continue,
            },
        };
        let text = text.trim_end_matches('.').trim();
        if text.is_empty() || option.pros.len() + option.cons.len() + option.neutral.len() >= ARGUMENT_LIMIT {
            continue;
        }
        let start = outline.lines[idx].start + lead;
        let argument = Argument {
            text: inline::shorten(text, 400),
            span: Span::locate(outline.text, start, outline.lines[idx].end),
        };
        match side {
            Side::Pro => option.pros.push(argument),
            Side::Con => option.cons.push(argument),
            Side::Neutral => option.neutral.push(argument),
        }
    }
}

/// A line that says which side follows: `Pros:`, `### Cons`, `Advantages`.
fn side_of_label(text: &str) -> Option<Side> {
    match slug(&text[..inline::floor(text, 60)]).as_str() {
        "pros" | "pro" | "advantages" | "benefits" | "good" | "positive" | "vorteile" | "strengths" | "ventajas"
        | "avantages" => Some(Side::Pro),
        "cons" | "con" | "disadvantages" | "drawbacks" | "bad" | "negative" | "nachteile" | "weaknesses"
        | "desventajas" | "inconvenients" => Some(Side::Con),
        "neutral" => Some(Side::Neutral),
        _ => None,
    }
}

/// `Good, because …`, `Pro: …`, `+ …`, `✅ …`.
fn side_of_item<'a>(plain: &'a str, line: &str) -> Option<(Side, &'a str)> {
    const WORDS: [(&str, Side); 17] = [
        ("good, because", Side::Pro),
        ("good because", Side::Pro),
        ("bad, because", Side::Con),
        ("bad because", Side::Con),
        ("neutral, because", Side::Neutral),
        ("neutral because", Side::Neutral),
        ("gut, weil", Side::Pro),
        ("schlecht, weil", Side::Con),
        ("good:", Side::Pro),
        ("bad:", Side::Con),
        ("neutral:", Side::Neutral),
        ("pro:", Side::Pro),
        ("con:", Side::Con),
        ("pros:", Side::Pro),
        ("cons:", Side::Con),
        ("✅", Side::Pro),
        ("❌", Side::Con),
    ];
    for (word, side) in WORDS {
        if let Some(head) = plain.get(..word.len())
            && head.eq_ignore_ascii_case(word)
        {
            let rest = plain[word.len()..].trim_start_matches([',', ':', ' ']);
            return Some((side, rest));
        }
    }
    let sign = line.trim_start();
    if sign.starts_with("+ ") || sign.starts_with("- + ") || sign.starts_with("* + ") {
        return Some((Side::Pro, plain));
    }
    None
}

/// How far a list item is indented; `None` for other lines.
fn item_depth(line: &str) -> Option<usize> {
    let depth = line.len() - line.trim_start().len();
    let rest = line.trim_start();
    let is_bullet = ["- ", "* ", "+ "].iter().any(|mark| rest.starts_with(mark));
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_ordered =
        (1..=2).contains(&digits) && (rest[digits..].starts_with(". ") || rest[digits..].starts_with(") "));
    (is_bullet || is_ordered).then_some(if depth <= 1 { 0 } else { depth })
}

/// `Chosen option: "Name", because …` tells what was decided, or what is recommended.
fn outcome(record: &mut Record, outline: &Outline<'_>, of_body: &[ConsideredOption]) {
    for idx in 0..outline.lines.len() {
        let line = outline.line(idx);
        let Some(head) = line.get(..inline::floor(line, 40)) else { continue };
        if !(head.contains("hosen") || head.contains("ewählte")) {
            continue;
        }
        let plain = inline::plain(line);
        let lower = plain.to_lowercase();
        let Some(rest) = ["chosen option:", "chosen options:", "chosen option is", "gewählte option:"]
            .iter()
            .find_map(|label| lower.find(label).map(|at| at + label.len()))
            .and_then(|at| plain.get(at..))
        else {
            continue;
        };
        let (name, because) = split_reason(rest.trim());
        let name = name.trim_matches(['"', '“', '”', '\'', ' ', '.', ',', '‘', '’']);
        let options = if record.options.is_empty() { of_body } else { &record.options };
        let Some(option) = options.iter().find(|option| is_same(&option.title, name)) else { return };
        let title = option.title.clone();
        match record.status() {
            Some(Status::Draft | Status::Proposed) if record.recommend.is_none() => {
                record.recommend = Some((title, because));
            }
            Some(Status::Accepted | Status::Superseded | Status::Deprecated) => {
                let decision = record.decision.get_or_insert_with(Decision::default);
                if decision.option.is_none() {
                    decision.option = Some(title);
                    decision.because = decision.because.take().or(because);
                }
            }
            _ => {}
        }
        return;
    }
}

fn split_reason(text: &str) -> (&str, Option<String>) {
    for word in [", because", " because", ", since", ", weil", "weil"] {
        if let Some((name, reason)) = text.split_once(word) {
            let reason = reason.trim().trim_end_matches('.');
            return (name, (!reason.is_empty()).then(|| inline::shorten(reason, 400)));
        }
    }
    (text, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_their_labels() {
        assert_eq!(option_title("Option 1: Postgres"), "Postgres");
        assert_eq!(option_title("Option B - Do nothing"), "Do nothing");
        assert_eq!(option_title("Options everywhere"), "Options everywhere");
    }

    #[test]
    fn sides_are_told_apart() {
        assert!(matches!(side_of_item("Good, because fast", "* Good, because fast"), Some((Side::Pro, "fast"))));
        assert!(matches!(side_of_item("Bad, because dear", "* Bad, because dear"), Some((Side::Con, "dear"))));
        assert!(side_of_label("Pros:").is_some() && side_of_label("Prose").is_none());
    }
}
