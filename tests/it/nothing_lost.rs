//! Nothing that an author wrote goes missing: the words of every sample record stand on its published page.
//!
//! The words of a file are found here without a parser of markdown, so that a fault of the reader cannot hide itself. What
//! `docs/how-to/publish.md` says is left out is taken off first, and counted.

use crate::corpus;
use crate::html::words_of;
use crate::sandbox::Sandbox;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

#[expect(clippy::print_stdout, reason = "the figures are what this test is run for")]
#[test]
fn every_word_of_every_sample_is_on_its_page() {
    let Some(samples) = corpus::folder() else { return };
    let (mut record_count, mut word_count) = (0, 0);
    let mut left = BTreeMap::new();
    let mut missing = Vec::new();
    for (repository, expected) in &corpus::truth(&samples) {
        let root = samples.join(repository);
        let sandbox = Sandbox::folder();
        let adr = |command: &[&str]| {
            let mut args = vec!["-C", root.to_str().expect("a plain path")];
            args.extend(command);
            let folders = corpus::folders(expected);
            args.extend(folders.iter().flat_map(|folder| ["--records", folder.as_str()]));
            sandbox.adr(&args).expect(0).stdout
        };
        let site = sandbox.path().join("site");
        adr(&["publish", "--quiet", "--out", site.to_str().expect("a plain path")]);
        let list: Value = serde_json::from_str(&adr(&["list", "--format", "json"])).expect("it is JSON");
        for record in list["records"].as_array().expect("records") {
            let path = record["path"].as_str().expect("a path");
            let id = record["id"].as_str().expect("a page");
            let text = String::from_utf8_lossy(&fs::read(root.join(path)).expect("the record")).into_owned();
            let page = fs::read_to_string(site.join(format!("log/{id}.html"))).expect("its page");
            let wanted = Written::read(&text, &mut left);
            record_count += 1;
            word_count += wanted.values().sum::<usize>();
            let shown = counted(&words_of(&page));
            for (word, count) in wanted {
                let there = shown.get(&word).copied().unwrap_or_default();
                if there < count {
                    missing.push(format!("{repository}/{path}: `{word}` {} of {count} times", count - there));
                }
            }
        }
    }
    println!("{word_count} words of {record_count} records: {} missing; left out: {left:?}", missing.len());
    assert_eq!(missing, Vec::<String>::new());
}

/// How often each word stands in a text.
fn counted(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

/// A file of which what is left out of its page is taken off, sort by sort.
struct Written<'a> {
    text: String,
    left: &'a mut BTreeMap<&'static str, usize>,
}

const ELEMENTS: &str = "a abbr b blockquote br center code dd details div dl dt em figcaption figure font h1 h2 h3 h4 hr i \
    img kbd li mark ol p pre section small span strong sub summary sup table tbody td th thead tr u ul picture source";

impl<'a> Written<'a> {
    fn read(text: &str, left: &'a mut BTreeMap<&'static str, usize>) -> BTreeMap<String, usize> {
        let mut written = Self { text: text.to_owned(), left };
        written.take("comments", |rest| {
            let end = rest.strip_prefix("<!--")?.find("-->")? + 7;
            (!rest[4..end].contains("<!--")).then_some(end)
        });
        written.take("the languages of code, numbers of lists, ticks", of_line);
        written.take("addresses of references", |rest| {
            let inside = rest.strip_prefix("\n[")?;
            let close = inside.find(']').filter(|close| inside[*close..].starts_with("]:"))?;
            let end = inside[close..].find('\n').map_or(inside.len(), |length| close + length);
            (close < 200 && !inside.starts_with('^')).then_some(end + 2)
        });
        written.take("addresses", |rest| balanced(rest.strip_prefix("](")?).map(|length| length + 2));
        written.take("names of references and footnotes", |rest| {
            let inside = rest.strip_prefix("][").or_else(|| rest.strip_prefix("[^"))?;
            inside.find(']').map(|end| end + 2)
        });
        written.take("tags", |rest| {
            let name = rest.strip_prefix('<')?.trim_start_matches('/');
            let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
            let is_known = ELEMENTS.split(' ').any(|known| known.eq_ignore_ascii_case(name));
            if is_known { rest.find('>').map(|end| end + 1) } else { None }
        });
        written.take("character references", |rest| {
            let name = rest.strip_prefix('&')?;
            let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '#')?;
            name[end..].starts_with(';').then_some(end + 2)
        });
        counted(&written.text)
    }

    /// Takes off every part that begins where `length` finds its end.
    fn take(&mut self, sort: &'static str, length: impl Fn(&str) -> Option<usize>) {
        let mut kept = String::with_capacity(self.text.len());
        let mut rest = self.text.as_str();
        let mut words = 0;
        while let Some(first) = rest.chars().next() {
            match length(rest) {
                Some(length) => {
                    words += counted(&rest[..length]).values().sum::<usize>();
                    kept.push(' ');
                    rest = &rest[length..];
                }
                None => {
                    kept.push(first);
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
        *self.left.entry(sort).or_default() += words;
        self.text = kept;
    }
}

/// What a line begins with besides its words: the fence of code with its language, the number of an item, a tick.
fn of_line(rest: &str) -> Option<usize> {
    let line = rest.strip_prefix('\n')?;
    let line = &line[..line.find('\n').unwrap_or(line.len())];
    let lead = |text: &str| text.len() - text.trim_start_matches([' ', '\t', '>', '-', '*', '+']).len();
    let start = lead(line);
    let words = &line[start..];
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && words[digits..].starts_with(['.', ')']);
    let after = if numbered { digits + 1 } else { 0 };
    let inner = start + after + lead(&words[after..]);
    if line[inner..].starts_with("```") || line[inner..].starts_with("~~~") {
        return Some(line.len() + 1);
    }
    if line[inner..].starts_with("[x]") || line[inner..].starts_with("[X]") {
        return Some(inner + 4);
    }
    numbered.then_some(start + after + 1)
}

/// Bytes up to and with the parenthesis that closes.
fn balanced(text: &str) -> Option<usize> {
    let mut depth = 1;
    for (at, c) in text.char_indices().take(2_000) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}
