//! Slips that can be mended without asking: there is one text that was meant.

use super::page::{Page, keeps_but_links};
use super::text::replaced;
use crate::finding::Finding;
use crate::model::Record;

/// The rules of a single entry whose findings are mended.
pub const MENDED_RULES: [&str; 3] = ["on-became-true", "misspelled-status", "yes-no"];

/// A text without some of its slips.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The whole text.
    pub text: String,
    /// What was put in the place of what: line, before and after.
    pub changes: Vec<(u32, String, String)>,
}

/// Mends the slips of a record that these rules tell of; `None` where there is none.
///
/// Each is tried and read back: the finding is gone, no other came, and the record says what it said.
pub fn mend(page: &Page<'_>, text: &str, rules: &[&str]) -> Option<Mended> {
    let (mut record, mut findings) = page.read_with_findings(text)?;
    let mut mended = Mended { text: text.to_owned(), changes: Vec::new() };
    let mut left_alone = 0;
    loop {
        let mendable = |finding: &&Finding| rules.contains(&finding.rule) && MENDED_RULES.contains(&finding.rule);
        let Some(finding) = findings.iter().filter(mendable).nth(left_alone) else { break };
        let tried = better(&mended.text, &record, finding).and_then(|(before, after, changed)| {
            let (read, left) = page.read_with_findings(&changed)?;
            let holds = keeps_but_links(&record, &read)
                && record.links.len() == read.links.len()
                && record.status() == read.status()
                && is_one_less(&findings, &left);
            holds.then_some((before, after, changed, read, left))
        });
        let Some((before, after, changed, read, left)) = tried else {
            left_alone += 1;
            continue;
        };
        mended.changes.push((finding.line(), before, after));
        (mended.text, record, findings) = (changed, read, left);
    }
    (!mended.changes.is_empty()).then_some(mended)
}

/// What stands at the place of a finding, what was meant, and the text with that.
fn better(text: &str, record: &Record, finding: &Finding) -> Option<(String, String, String)> {
    let span = finding.span?;
    let range = span.start as usize..span.end as usize;
    let written = text.get(range.clone())?;
    let meant = match finding.rule {
        "on-became-true" if matches!(written.trim_matches(['"', '\'']), "true" | "True" | "TRUE") => "on".to_owned(),
        "misspelled-status" if written.chars().all(char::is_alphabetic) => {
            like(written, record.status.as_ref()?.status.as_str())
        }
        "yes-no" if written.chars().all(char::is_alphabetic) => format!("\"{written}\""),
        _ => return None,
    };
    let changed = replaced(text, range, &meant);
    Some((written.to_owned(), meant, changed))
}

/// A word in small or capital letters as another one is.
fn like(written: &str, word: &str) -> String {
    let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
    match written.chars().next() {
        Some(letter) if letter.is_uppercase() && written.chars().skip(1).all(char::is_uppercase) => word.to_uppercase(),
        Some(letter) if letter.is_uppercase() => format!("{}{rest}", first.to_uppercase()),
        _ => word.to_owned(),
    }
}

/// Whether nothing is told now that was not told before, and one thing is not any more.
fn is_one_less(before: &[Finding], after: &[Finding]) -> bool {
    let mut told: Vec<_> = before.iter().map(|finding| (finding.rule, &finding.message)).collect();
    let are_known = after.iter().all(|finding| {
        let found = told.iter().position(|known| *known == (finding.rule, &finding.message));
        found.map(|idx| told.swap_remove(idx)).is_some()
    });
    are_known && told.len() == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Book;
    use crate::record::FolderContext;

    fn mended(text: &str, rules: &[&str]) -> Option<Mended> {
        let (context, book) = (FolderContext::default(), Book::default());
        mend(&Page { path: "d/0001-a.md", folder: "d", context: &context, book: &book }, text, rules)
    }

    #[test]
    fn what_a_library_for_yaml_1_1_wrote_is_written_back_and_every_other_byte_stays() {
        let text = "\u{feff}---\r\nstatus: accepted\r\ndecision: {option: buy, true: 2026-01-20,  by: [Board]} # as is\r\nhistory:\r\n- true: 2026-01-01\r\n  status: proposed\r\noptions: [{ buy: A }]\r\n---\r\n# A  \r\n\r\ntrue: not this one";
        let mended = mended(text, &MENDED_RULES).expect("two slips");
        assert_eq!(mended.text, text.replace("true: 2026", "on: 2026"));
        let changes: Vec<_> = mended.changes.iter().map(|(line, before, after)| (*line, &**before, &**after)).collect();
        assert_eq!(changes, [(3, "true", "on"), (5, "true", "on")]);
    }

    #[test]
    fn only_what_is_asked_for_is_mended_and_only_where_one_text_can_be_meant() {
        let text = "---\nstatus: Acepted\nowner: yes\ndecision: { option: buy, on: 2026-01-20, true: x }\n---\n# A\n";
        let mended_text = mended(text, &["misspelled-status"]).expect("a slip").text;
        assert_eq!(mended_text, text.replace("Acepted", "Accepted"));
        let all = mended(text, &MENDED_RULES).expect("slips").text;
        assert_eq!(all, text.replace("Acepted", "Accepted").replace("owner: yes", "owner: \"yes\""));
        assert_eq!(mended(&all, &MENDED_RULES), None);
    }
}
