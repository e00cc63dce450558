//! The wording for the minutes: the author's, else put together from what is asked.

use super::page::{Ask, Minutes};
use crate::number::{date, sentence};
use crate::report::narrate::{Case, Prose, clean, stop_bound};

/// What the board resolves, if it does as asked; `None` where nothing is to be decided.
pub(super) fn minutes(case: &Case, ask: &Ask) -> Option<Minutes> {
    let record = case.record;
    if let Some(written) = record.resolution.as_deref().map(clean).filter(|text| !text.is_empty()) {
        let sentences = vec![Prose::of(sentence(&written))];
        return Some(Minutes {
            heading: "Wording for the minutes",
            is_generated: false,
            sentences,
            has_votes: record.is_open(),
        });
    }
    if !record.is_open() || ask.undated.is_empty() {
        return None;
    }
    let mut sentences = vec![Prose::of(format!("Resolved: {}.", ask.undated))];
    if let Some(limit) = record.limit.filter(|limit| *limit > 0.0 && !names_sum(&ask.undated, *limit)) {
        let limit = Prose::of("The limit is ").figure("limit", case.money.stated(limit));
        sentences.push(limit.text(format!(" in cash over {}.", case.horizon())));
    }
    let conditions = record.decision.as_ref().map_or(&[][..], |decision| &decision.conditions);
    if !conditions.is_empty() {
        let all: Vec<String> = conditions.iter().map(|text| clean(text)).collect();
        sentences.push(Prose::of(sentence(&format!("On condition: {}", all.join("; ")))));
    }
    sentences.extend(record.kill.iter().map(|kill| {
        let metric = clean(&kill.metric);
        let bound = match &kill.threshold {
            Some(threshold) => format!("{metric} {}", stop_bound(threshold)),
            None => metric,
        };
        let by = kill.by.map_or_else(String::new, |by| format!(", seen by {}", date(by)));
        let then = kill.then.as_deref().map_or_else(|| "we stop".to_owned(), clean);
        Prose::of(sentence(&format!("Stop rule: {bound}{by}: {then}")))
    }));
    if let Some(review) = record.review_by {
        sentences.push(Prose::of(format!("To be looked at again by {}.", date(review))));
    }
    if let Some(owner) = &record.roles.owner {
        sentences.push(Prose::of(format!("Answers for it: {}.", clean(owner))));
    }
    Some(Minutes {
        heading: "Wording for the minutes, put together from the record",
        is_generated: true,
        sentences,
        has_votes: true,
    })
}

/// Whether a text names this sum, however it is written: `£0.64m` is `£640k`.
fn names_sum(text: &str, sum: f64) -> bool {
    let is_it = |word: &str| {
        let word = word.trim_start_matches(|c: char| !c.is_ascii_digit()).replace(',', "");
        let end = word.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(word.len());
        let times = match &word[end..].trim_end_matches(|c: char| c.is_ascii_punctuation()).to_lowercase()[..] {
            "" => 1.0,
            "k" => 1e3,
            "m" => 1e6,
            "bn" => 1e9,
            _ => return false,
        };
        let number = word[..end].trim_end_matches('.').parse::<f64>();
        number.is_ok_and(|number| (number * times - sum).abs() <= 1e-9 * sum)
    };
    text.split(char::is_whitespace).any(is_it)
}

#[cfg(test)]
mod tests {
    use super::names_sum;

    #[test]
    fn a_sum_is_named_in_whatever_unit() {
        assert!(names_sum("Approve up to £0.64m in cash", 640e3));
        assert!(names_sum("Approve up to €640,000.", 640e3));
        assert!(names_sum("Approve 640k, once", 640e3));
        assert!(!names_sum("Approve up to £0.65m over 640 days", 640e3));
        assert!(!names_sum("Approve it", 640e3));
    }
}
