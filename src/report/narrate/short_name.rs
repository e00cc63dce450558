//! What a decision is called in lists, tables and sentences.

use crate::model::{Record, slug};
use crate::report::narrate::name::{clean, shortened};

/// A short name that is longer than this, in characters, is none.
const LONGEST: usize = 40;

/// Words of a file name that are written in capitals whatever the title says of them.
const INITIALS: &str = "ai api aws ci cli css crm db dns erp gdpr gui html http https id ide it json jwt llm ml oidc os pdf \
                        rest rpc saas sdk sms sql sso ssl svg tls ui uri url uuid ux vpn xml yaml";

/// One that is shorter says nothing.
const SHORTEST: usize = 3;

/// A file name that ends in one of these was cut off.
const UNFINISHED: &str = "a an and as at for from into of or our that the to with";

/// What a decision is called: its `short` key, else its file name as words, else its title. "Card payments".
pub fn short_name(record: &Record) -> String {
    stated(record).or_else(|| from_slug(record)).unwrap_or_else(|| shortened(&title(record)))
}

/// What its title says beyond its short name: the question, as a rule. `None` where they are the same.
pub fn question(record: &Record) -> Option<String> {
    let name = stated(record).or_else(|| from_slug(record))?;
    Some(title(record)).filter(|title| *title != name)
}

fn title(record: &Record) -> String {
    let title = clean(&record.title.text);
    if title.is_empty() { "A decision without a title".to_owned() } else { title }
}

fn stated(record: &Record) -> Option<String> {
    record.short.as_deref().map(|short| shortened(&clean(short))).filter(|short| !short.is_empty())
}

/// The words of the file name, where they say less than the title and still say something.
fn from_slug(record: &Record) -> Option<String> {
    let title = title(record);
    let words: Vec<&str> = record.slug.split('-').filter(|word| !word.is_empty()).collect();
    let length = record.slug.chars().count();
    // A name is a name where it is shorter by a fifth; else it is the title again, in other words.
    let is_shorter = length * 5 <= title.chars().count() * 4;
    // A key of a machine, or the middle of a title, names nothing.
    let is_code = |word: &str| word.chars().any(|c| c.is_ascii_digit()) && word.len() >= 8;
    if length > LONGEST
        || (record.slug.is_ascii() && length < SHORTEST)
        || !is_shorter
        || record.slug == slug(&title)
        || !words.first()?.chars().any(char::is_alphabetic)
        || words.iter().any(|word| is_code(word))
        || has(UNFINISHED, words.last()?)
    {
        return None;
    }
    let spelled: Vec<String> = words.iter().map(|word| spelled(word, &title)).collect();
    Some(crate::number::capitalized(&spelled.join(" ")))
}

/// A word of a file name as the title writes it: "ERP" for `erp`. The first word's capital is no spelling.
fn spelled(word: &str, title: &str) -> String {
    let mut written = title.split(|c: char| !c.is_alphanumeric()).filter(|written| !written.is_empty());
    let first = written.next().filter(|first| first.chars().skip(1).any(char::is_uppercase));
    match first.into_iter().chain(written).find(|written| slug(written) == word) {
        Some(written) => written.to_owned(),
        None if has(INITIALS, word) => word.to_uppercase(),
        None => word.to_owned(),
    }
}

fn has(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(short: Option<&str>, slug: &str, title: &str) -> String {
        let mut record = Record { slug: slug.to_owned(), short: short.map(str::to_owned), ..Record::default() };
        title.clone_into(&mut record.title.text);
        match question(&record) {
            Some(question) => format!("{} | {question}", short_name(&record)),
            None => short_name(&record),
        }
    }

    #[test]
    fn a_decision_is_called_as_it_calls_itself_else_as_its_file() {
        let ask = "What follows our ERP when its maker stops changing it?";
        assert_eq!(named(Some("ERP"), "erp-retirement", ask), format!("ERP | {ask}"));
        assert_eq!(named(None, "erp-retirement", ask), format!("ERP retirement | {ask}"));
        assert_eq!(named(Some(" "), "ai-helper", "Should a machine answer?"), "AI helper | Should a machine answer?");
        assert_eq!(
            named(None, "use-postgres", "Use Postgres"),
            "Use Postgres",
            "the same words, in the title's spelling"
        );
        assert_eq!(named(None, "sign-in", "How do customers sign in?"), "Sign in | How do customers sign in?");
        assert_eq!(named(None, "speicher", "Wo speichern wir Größen?"), "Speicher | Wo speichern wir Größen?");
    }

    #[test]
    fn a_file_name_that_says_nothing_leaves_the_title() {
        let title = "Use Postgres for the orders of all our shops";
        for slug in
            ["", "7f3c9a01b2", "2024-01-07", "use-postgres-for-the", "a-name-that-is-longer-than-the-title-ever-was"]
        {
            assert_eq!(named(None, slug, title), title);
        }
        let again = "Concise Parameters and Results";
        assert_eq!(named(None, "concise-parameters-results", again), again, "the same in other words");
        assert_eq!(named(None, "", ""), "A decision without a title");
    }

    #[test]
    fn a_long_title_is_cut_at_a_word_and_never_torn() {
        let name = named(None, "", &"long ".repeat(40));
        assert!(name.ends_with("long…") && name.chars().count() <= 61, "{name}");
        assert_eq!(named(Some("a\u{202e}b\nc"), "", "T"), "ab c | T");
    }
}
