//! Names that stay: the same for the same words, on every machine.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// A UUID of version 8 (RFC 9562) made of words.
pub(super) fn uuid(words: &[&str]) -> String {
    let mut hash = Sha256::new();
    for word in words {
        hash.update((word.len() as u64).to_le_bytes());
        hash.update(word.as_bytes());
    }
    let mut bytes: Vec<u8> = hash.finalize().iter().take(16).copied().collect();
    bytes[6] = 0x80 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    bytes.iter().enumerate().fold(String::with_capacity(36), |mut uuid, (at, byte)| {
        if matches!(at, 4 | 6 | 8 | 10) {
            uuid.push('-');
        }
        let _ = write!(uuid, "{byte:02x}");
        uuid
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ_by_where_words_end() {
        let name = uuid(&["decision", "0001-a"]);
        assert_eq!(name.len(), 36);
        assert_eq!((&name[14..15], name.matches('-').count()), ("8", 4));
        assert_ne!(name, uuid(&["decision0", "001-a"]));
        assert_eq!(name, uuid(&["decision", "0001-a"]));
    }
}
