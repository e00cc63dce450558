//! Whether a text is another one, moved and changed.
//!
//! What counts are the words below the headings: short records have all their headings in common, so that one which takes
//! another's place would pass for it.

use std::collections::HashMap;

/// How much of a text must be what it was.
pub const LIKENESS: f64 = 0.6;

/// How often each word stands below the headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(HashMap<String, usize>);

impl Words {
    /// Of a text.
    pub fn of(text: &str) -> Self {
        let mut words = HashMap::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            for word in line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
                *words.entry(word.to_lowercase()).or_default() += 1;
            }
        }
        Self(words)
    }

    /// The share of words that two texts have in common (Sørensen–Dice, 1 for the same words).
    pub fn likeness(&self, other: &Self) -> f64 {
        let (a, b) = (&self.0, &other.0);
        let common: usize = a.iter().map(|(word, count)| b.get(word).map_or(0, |other| *count.min(other))).sum();
        let all = a.values().sum::<usize>() + b.values().sum::<usize>();
        if all == 0 { 0.0 } else { 2.0 * common as f64 / all as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_below_the_headings_tells_texts_apart() {
        let text = |title: &str, context: &str| {
            Words::of(&format!("# {title}\n\n## Status\n\nAccepted\n\n## Context\n\n{context}\n"))
        };
        let hay = text("Hay", "The barn is full of last year's.");
        let same = text("Hay and straw", "The barn is still full of last year's hay.");
        let rain = text("Rain", "Two tanks overflow in March, and none is left by June.");
        assert!(hay.likeness(&same) > 0.8 && hay.likeness(&rain) < 0.3, "{}", hay.likeness(&rain));
        assert_eq!(Words::of("").likeness(&Words::of("# A\n")), 0.0);
    }
}
