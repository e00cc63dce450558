//! The index: each word with the documents that hold it, in parts of equal size.

use crate::search::words;
use rayon::prelude::*;
use std::collections::HashMap;

/// How many documents are read at a time.
const CHUNK: usize = 256;

/// The weight of a field whose words say little each: in long logs, common ones are left out.
const FAINT: u8 = 2;

/// From how many documents on a common word is left out.
const LONG: usize = 400;

/// A word in more than one document in so many is common.
const COMMON: usize = 4;

/// How large a part grows, in bytes.
const PART: usize = 48 * 1024;

/// What is looked for in one document: texts with their weights, 1 to 7.
pub type Document<'a> = Vec<(u8, std::borrow::Cow<'a, str>)>;

/// Each word with document and weight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// Sorted by word; documents in order, each once with its heaviest field.
    pub words: Vec<(String, Vec<(u32, u8)>)>,
}

/// Words that follow each other, with where they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Its first word.
    pub first: String,
    /// Word and places: numbers to the base 36 with a space between, each eight times how many documents further, and the
    /// weight.
    pub entries: Vec<(String, String)>,
}

impl Index {
    /// Reads documents; `document` is asked once for each number below `count`.
    pub fn of<'a>(count: usize, document: &(dyn Fn(usize) -> Document<'a> + Sync)) -> Self {
        let starts: Vec<usize> = (0..count).step_by(CHUNK).collect();
        let chunks: Vec<HashMap<String, Vec<(u32, u8)>>> = starts
            .into_par_iter()
            .map(|start| {
                let mut found = HashMap::new();
                for idx in start..count.min(start + CHUNK) {
                    read(&mut found, idx, &document(idx));
                }
                found
            })
            .collect();
        let mut all: HashMap<String, Vec<(u32, u8)>> = HashMap::new();
        for chunk in chunks {
            #[expect(clippy::iter_over_hash_type, reason = "words are sorted below, and chunks come in order")]
            for (word, mut places) in chunk {
                all.entry(word).or_default().append(&mut places);
            }
        }
        let mut words: Vec<(String, Vec<(u32, u8)>)> = all.into_iter().collect();
        if count > LONG {
            for (_, places) in &mut words {
                if places.len() > count / COMMON {
                    places.retain(|(_, weight)| *weight > FAINT);
                }
            }
            words.retain(|(_, places)| !places.is_empty());
        }
        words.sort_unstable();
        Self { words }
    }

    /// The index in parts.
    pub fn parts(&self) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let mut size = PART;
        for (word, places) in &self.words {
            if size >= PART {
                parts.push(Part { first: word.clone(), entries: Vec::new() });
                size = 0;
            }
            let written = written(places);
            size += word.len() + written.len() + 6;
            if let Some(part) = parts.last_mut() {
                part.entries.push((word.clone(), written));
            }
        }
        parts
    }
}

fn read(found: &mut HashMap<String, Vec<(u32, u8)>>, idx: usize, document: &Document<'_>) {
    let number = u32::try_from(idx).unwrap_or(u32::MAX);
    for (weight, text) in document {
        words(text, &mut |word| {
            let Some(places) = found.get_mut(word) else {
                found.insert(word.to_owned(), vec![(number, *weight)]);
                return;
            };
            match places.last_mut() {
                Some((last, heaviest)) if *last == number => *heaviest = (*heaviest).max(*weight),
                _ => places.push((number, *weight)),
            }
        });
    }
}

fn written(places: &[(u32, u8)]) -> String {
    let mut text = String::with_capacity(places.len() * 4);
    let mut last = 0;
    for (number, weight) in places {
        if !text.is_empty() {
            text.push(' ');
        }
        base_36(u64::from(number - last) * 8 + u64::from(*weight), &mut text);
        last = *number;
    }
    text
}

fn base_36(mut number: u64, text: &mut String) {
    let mut digits = [0_u8; 13];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b"0123456789abcdefghijklmnopqrstuvwxyz"[(number % 36) as usize];
        number /= 36;
        if number == 0 {
            break;
        }
    }
    text.extend(digits[at..].iter().map(|digit| char::from(*digit)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(texts: &[&str]) -> Index {
        Index::of(texts.len(), &|idx| {
            vec![(1, texts[idx].into()), (5, texts[idx].split(' ').next().unwrap_or("").into())]
        })
    }

    #[test]
    fn a_word_knows_its_documents_and_its_heaviest_field() {
        let index = index(&["pay by card", "card fees", "fees fees"]);
        let told: Vec<String> = index.words.iter().map(|(word, places)| format!("{word} {places:?}")).collect();
        assert_eq!(told, ["by [(0, 1)]", "card [(0, 1), (1, 5)]", "fees [(1, 1), (2, 5)]", "pay [(0, 5)]"]);
        let parts = index.parts();
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].entries[1], ("card".to_owned(), "1 d".to_owned()));
    }

    #[test]
    fn a_long_log_stands_in_parts_and_leaves_out_what_is_everywhere() {
        let texts: Vec<String> = (0..3_000).map(|n| format!("title{n} same word{n} rare{}", n % 900)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let index = index(&texts);
        let parts = index.parts();
        assert!(parts.len() > 1);
        assert!(parts.windows(2).all(|pair| pair[0].first < pair[1].first));
        let sizes = parts.iter().map(|part| part.entries.iter().map(|(a, b)| a.len() + b.len() + 6).sum::<usize>());
        assert!(sizes.max() < Some(PART + 64 * 1024));
        assert!(index.words.iter().all(|(word, _)| word != "same"));
        let rare = index.words.iter().find(|(word, _)| word == "rare7").expect("a word");
        assert_eq!(rare.1, [(7, 1), (907, 1), (1807, 1), (2707, 1)]);
    }
}
