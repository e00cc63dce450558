//! A text as the words that are looked for: small letters without accents; signs of a script without spaces one by one.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// So many letters tell a word; what is longer, a key or an address, is known by its beginning.
const LONGEST: usize = 30;

/// Hands each word of a text to `each`; the same buffer again and again.
pub fn words(text: &str, each: &mut dyn FnMut(&str)) {
    let mut word = String::new();
    if text.is_ascii() {
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                word.push(char::from(byte.to_ascii_lowercase()));
            } else {
                end(&mut word, each);
            }
        }
    } else {
        for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
            if is_sign(c) {
                end(&mut word, each);
                word.push(c);
                each(&word);
                word.clear();
            } else if c.is_alphanumeric() {
                word.push(c);
            } else {
                end(&mut word, each);
            }
        }
    }
    end(&mut word, each);
}

/// Letters alone say nothing; digits alone may be a number.
fn end(word: &mut String, each: &mut dyn FnMut(&str)) {
    let is_long_enough = word.len() > 1 || word.bytes().all(|byte| byte.is_ascii_digit());
    if !word.is_empty() && is_long_enough {
        if let Some((end, _)) = word.char_indices().nth(LONGEST) {
            word.truncate(end);
        }
        each(word);
    }
    word.clear();
}

/// A sign of Chinese, Japanese, Korean or Thai, where no space parts the words.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{2fa1f}')
        && c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    fn told(text: &str) -> String {
        let mut told = Vec::new();
        super::words(text, &mut |word| told.push(word.to_owned()));
        told.join(" ")
    }

    #[test]
    fn words_are_folded_and_signs_stand_alone() {
        assert_eq!(told("Use PostgreSQL-16, a C++ `café`: 7"), "use postgresql 16 cafe 7");
        assert_eq!(told("Größe der Bilder"), "große der bilder");
        assert_eq!(told("采用 Kafka"), "采 用 kafka");
        assert_eq!(told(&format!("{} ok", "x".repeat(31))), format!("{} ok", "x".repeat(30)));
        assert_eq!(told("<script>alert(1)</script>"), "script alert 1 script");
    }
}
