//! As much of a line as fits, around the words that were looked for.

use crate::term::Paint;
use unicode_width::UnicodeWidthStr;

/// Cuts a clean line to `width` columns around the first word that `emphasized` says yes to, and makes all such words
/// bold. What is left out shows as "…".
pub fn excerpt(line: &str, width: usize, paint: Paint, emphasized: &dyn Fn(&str) -> bool) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let first = words.iter().position(|word| emphasized(word)).unwrap_or(0);
    // Some words before it say what it is about.
    let lead = |from: usize| words[from..first].iter().map(|word| word.width() + 1).sum::<usize>();
    let from = (0..=first).find(|from| lead(*from) <= width / 3).unwrap_or(first);
    let mut output = if from > 0 { "… ".to_owned() } else { String::new() };
    let mut used = output.width();
    for (at, word) in words.iter().enumerate().skip(from) {
        let last = at + 1 == words.len();
        if used + word.width() + if last { 0 } else { 2 } > width && at > first {
            output.push('…');
            break;
        }
        output.push_str(&if emphasized(word) { paint.bold(word) } else { (*word).to_owned() });
        used += word.width() + 1;
        if !last {
            output.push(' ');
        }
    }
    output
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_that_was_asked_for_stays_in_sight() {
        let plain = Paint { is_colored: false };
        let line = "one two three four five six seven eight nine ten eleven twelve";
        assert_eq!(excerpt(line, 30, plain, &|word| word == "nine"), "… eight nine ten eleven twelve");
        assert_eq!(excerpt(line, 20, plain, &|word| word == "two"), "one two three four …");
        assert_eq!(excerpt("short", 20, plain, &|_| false), "short");
        assert_eq!(excerpt("", 20, plain, &|_| true), "");
        let bold = excerpt("a queue", 20, Paint { is_colored: true }, &|word| word == "queue");
        assert_eq!(bold, "a \u{1b}[1mqueue\u{1b}[0m");
    }
}
