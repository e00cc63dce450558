//! Documents by how well they hold the words of a question, without an index: for one question asked once.
//!
//! The script of the site ranks by the same rule over its index (`templates/assets/search.js`).

use crate::search::{Document, words};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// A document that holds some of what was asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Its number.
    pub document: usize,
    /// How many of the words that were asked for it holds.
    pub held: usize,
    /// The sum over these words of the weight of the field that holds it, times how rare the word is; a whole word counts
    /// twice.
    pub score: f64,
}

/// The words of a question, folded as those of texts; each once.
pub fn asked(question: &str) -> Vec<String> {
    let mut all = Vec::new();
    words(question, &mut |word| {
        if !all.iter().any(|known| known == word) {
            all.push(word.to_owned());
        }
    });
    all
}

/// Documents that hold a word which begins as one of `asked`: those that hold more of them first, then by score, then by
/// their numbers. `document` is asked once for each number below `count`.
pub fn rank<'a>(count: usize, document: &(dyn Fn(usize) -> Document<'a> + Sync), asked: &[String]) -> Vec<Hit> {
    let found: Vec<HashMap<String, u8>> =
        (0..count).into_par_iter().map(|idx| matching(&document(idx), asked)).collect();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for word in found.iter().flat_map(HashMap::keys) {
        *places.entry(word).or_default() += 1;
    }
    let mut hits: Vec<Hit> = found
        .iter()
        .enumerate()
        .map(|(document, words)| hit(document, words, &|word| places[word] as f64 / count as f64, asked))
        .filter(|hit| hit.held > 0)
        .collect();
    hits.sort_by(|a, b| b.held.cmp(&a.held).then(b.score.total_cmp(&a.score)).then(a.document.cmp(&b.document)));
    hits
}

/// The words of a document that begin as one of those asked for, with the weight of its heaviest field that holds them.
fn matching(document: &Document<'_>, asked: &[String]) -> HashMap<String, u8> {
    let firsts: BTreeSet<u8> = asked.iter().filter_map(|word| word.bytes().next()).collect();
    let mut found: HashMap<String, u8> = HashMap::new();
    for (weight, text) in document {
        words(text, &mut |word| {
            let may_be = word.bytes().next().is_some_and(|first| firsts.contains(&first));
            if may_be && asked.iter().any(|start| word.starts_with(start.as_str())) {
                match found.get_mut(word) {
                    Some(heaviest) => *heaviest = (*heaviest).max(*weight),
                    None => {
                        found.insert(word.to_owned(), *weight);
                    }
                }
            }
        });
    }
    found
}

fn hit(document: usize, words: &HashMap<String, u8>, share: &dyn Fn(&str) -> f64, asked: &[String]) -> Hit {
    let worth = |start: &String| {
        let held = words.iter().filter(|(word, _)| word.starts_with(start.as_str()));
        let worth = held.map(|(word, weight)| {
            let whole = if word == start { 2.0 } else { 1.0 };
            f64::from(*weight) * whole * libm::log1p(1.0 / share(word))
        });
        worth.reduce(f64::max)
    };
    let worths: Vec<f64> = asked.iter().filter_map(worth).collect();
    Hit { document, held: worths.len(), score: worths.iter().sum() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [(&str, &str); 4] = [
        ("Which queue?", "We use Kafka."),
        ("Kafka or not", "Queues are slow."),
        ("Payments", "Card payments, not by the queue of the bank."),
        ("Nothing", "At all."),
    ];

    fn ranked(question: &str) -> Vec<(usize, usize)> {
        let document = |idx: usize| vec![(5, TEXTS[idx].0.into()), (1, TEXTS[idx].1.into())];
        rank(TEXTS.len(), &document, &asked(question)).iter().map(|hit| (hit.document, hit.held)).collect()
    }

    #[test]
    fn titles_before_bodies_and_all_words_before_some() {
        assert_eq!(ranked("kafka"), [(1, 1), (0, 1)]);
        assert_eq!(ranked("queue kafka"), [(0, 2), (1, 2), (2, 1)]);
        assert_eq!(ranked("paym bank"), [(2, 2)]);
        assert_eq!(ranked("zebra"), []);
        assert_eq!(ranked(""), []);
    }

    #[test]
    fn a_question_is_folded_as_texts_are() {
        assert_eq!(asked("Kafka, KAFKA & Größe"), ["kafka", "große"]);
    }
}
