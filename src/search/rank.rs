//! Documents by how well they hold the words of a question, without an index: for one question asked once.
//!
//! The script of the site ranks by the same rule over its index (`templates/assets/search.js`).

use crate::search::{Document, words};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// A document that holds some of what was asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Its number.
    pub document: usize,
    /// How many of the words that were asked for it holds.
    pub held: usize,
    /// The sum over these words of the weight of the field that holds it, twice where it is the whole word, times how rare
    /// words are that begin so: a rare longer word never passes the one that was typed.
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
    let found: Vec<Vec<Option<u8>>> = (0..count).into_par_iter().map(|idx| held(&document(idx), asked)).collect();
    let rarity: Vec<f64> = (0..asked.len())
        .map(|word| {
            let holders = found.iter().filter(|held| held[word].is_some()).count();
            libm::log1p(count as f64 / holders.max(1) as f64)
        })
        .collect();
    let mut hits: Vec<Hit> = found
        .iter()
        .enumerate()
        .map(|(document, held)| Hit {
            document,
            held: held.iter().flatten().count(),
            score: held.iter().zip(&rarity).filter_map(|(weight, rarity)| Some(f64::from((*weight)?) * rarity)).sum(),
        })
        .filter(|hit| hit.held > 0)
        .collect();
    hits.sort_by(|a, b| b.held.cmp(&a.held).then(b.score.total_cmp(&a.score)).then(a.document.cmp(&b.document)));
    hits
}

/// For each word that was asked for, the weight of the heaviest field that holds a word which begins so, twice where it is
/// the whole word.
fn held(document: &Document<'_>, asked: &[String]) -> Vec<Option<u8>> {
    let firsts: BTreeSet<u8> = asked.iter().filter_map(|word| word.bytes().next()).collect();
    let mut found = vec![None; asked.len()];
    for (weight, text) in document {
        words(text, &mut |word| {
            if !word.bytes().next().is_some_and(|first| firsts.contains(&first)) {
                return;
            }
            for (start, heaviest) in asked.iter().zip(&mut found) {
                if word.starts_with(start.as_str()) {
                    let weight = if word == start { 2 * *weight } else { *weight };
                    *heaviest = (*heaviest).max(Some(weight));
                }
            }
        });
    }
    found
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
        // Kafka is the rarer word.
        assert_eq!(ranked("queue kafka"), [(1, 2), (0, 2), (2, 1)]);
        assert_eq!(ranked("paym bank"), [(2, 2)]);
        assert_eq!(ranked("zebra"), []);
        assert_eq!(ranked(""), []);
    }

    #[test]
    fn the_word_that_was_typed_comes_before_a_rare_one_that_begins_so() {
        let texts = ["1612 services", "16", "On the 16th", "A 16", "16 more", "Since 16"];
        let document = |idx: usize| vec![(if idx == 1 { 7 } else { 5 }, texts[idx].into())];
        let hits = rank(texts.len(), &document, &asked("16"));
        assert_eq!(hits.iter().map(|hit| hit.document).collect::<Vec<_>>(), [1, 3, 4, 5, 0, 2]);
    }

    #[test]
    fn a_question_is_folded_as_texts_are() {
        assert_eq!(asked("Kafka, KAFKA & Größe"), ["kafka", "große"]);
    }
}
