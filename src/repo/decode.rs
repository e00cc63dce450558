//! Bytes → text, whatever they are, and what had to be done for it.

use crate::source::Decoding;
use std::sync::Arc;

/// The most of one file that is read.
pub(super) const MAX_BYTES: usize = 8 << 20;

/// A decoded text, and what decoding had to do.
pub(super) struct Decoded {
    /// The text, without byte order mark.
    pub(super) text: Arc<str>,
    /// `None` where nothing had to be done.
    pub(super) decoding: Option<Decoding>,
}

/// Decodes UTF-8, UTF-16 with a mark or by its look, and anything else with `U+FFFD` in the gaps.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let is_cut = bytes.len() > MAX_BYTES;
    let (text, how) = decode_whole(&bytes[..bytes.len().min(MAX_BYTES)]);
    Decoded { text, decoding: (is_cut || how.is_some()).then_some(Decoding { how, is_cut }) }
}

/// The text of a file as it is read everywhere, and whether that is all of it.
pub fn text_of(bytes: &[u8]) -> (Arc<str>, bool) {
    let Decoded { text, decoding } = decode(bytes);
    (text, !decoding.is_some_and(|decoding| decoding.is_cut))
}

fn decode_whole(bytes: &[u8]) -> (Arc<str>, Option<String>) {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => decode_utf8(rest),
        [0xFF, 0xFE, rest @ ..] => decode_utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => decode_utf16(rest, u16::from_be_bytes),
        // Latin text in UTF-16 without its mark: every other byte is zero.
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => decode_utf16(bytes, u16::from_le_bytes),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => decode_utf16(bytes, u16::from_be_bytes),
        _ => decode_utf8(bytes),
    }
}

fn decode_utf8(bytes: &[u8]) -> (Arc<str>, Option<String>) {
    match str::from_utf8(bytes) {
        Ok(text) => (text.into(), None),
        // Where no sign beyond ASCII is UTF-8, an older editor wrote all of them.
        Err(_) if bytes.utf8_chunks().all(|chunk| chunk.valid().is_ascii()) && !bytes.contains(&0) => {
            let text: String = bytes.iter().map(|byte| windows_1252(*byte)).collect();
            (text.into(), Some("this file is Windows-1252".to_owned()))
        }
        Err(_) => {
            let strange: usize = bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
            let told = if strange == 1 { "1 byte is".to_owned() } else { format!("{strange} bytes are") };
            (String::from_utf8_lossy(bytes).into(), Some(format!("{told} not UTF-8")))
        }
    }
}

/// A byte of Windows-1252 (the WHATWG's index): Latin-1, with other signs in the place of its controls.
fn windows_1252(byte: u8) -> char {
    const SIGNS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => SIGNS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (Arc<str>, Option<String>) {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    (text.into(), Some("this file is UTF-16".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Option<String>) {
        let decoded = decode(bytes);
        (decoded.text.to_string(), decoded.decoding.and_then(|decoding| decoding.how))
    }

    #[test]
    fn marks_go_and_line_ends_stay() {
        assert_eq!(read(b"\xEF\xBB\xBF# A\r\n"), ("# A\r\n".to_owned(), None));
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        let utf16 = Some("this file is UTF-16".to_owned());
        assert_eq!(read(b"\xFF\xFE#\0 \0A\0"), ("# A".to_owned(), utf16.clone()));
        assert_eq!(read(b"\xFE\xFF\0#\0 \0A"), ("# A".to_owned(), utf16.clone()));
        assert_eq!(read(b"#\0 \0A\0"), ("# A".to_owned(), utf16));
    }

    #[test]
    fn strange_bytes_are_counted_and_shown_as_gaps() {
        let text = "a\u{FFFD}b é".to_owned();
        assert_eq!(read(b"a\xE9b \xC3\xA9"), (text, Some("1 byte is not UTF-8".to_owned())));
        assert_eq!(read(b"\xC3\xA9\xFF\xFA\xFB").1, Some("3 bytes are not UTF-8".to_owned()));
    }

    #[test]
    fn what_an_older_editor_wrote_is_read() {
        let told = Some("this file is Windows-1252".to_owned());
        assert_eq!(read(b"Caf\xE9 \x80 5"), ("Café € 5".to_owned(), told.clone()));
        assert_eq!(read(b"\x93Gr\xF6\xDFe\x94 \x96 gut"), ("“Größe” – gut".to_owned(), told));
    }

    #[test]
    fn a_giant_is_cut() {
        let decoded = decode(&vec![b'a'; MAX_BYTES + 1]);
        assert_eq!(decoded.text.len(), MAX_BYTES);
        assert_eq!(decoded.decoding, Some(Decoding { how: None, is_cut: true }));
        assert_eq!(decode(&vec![b'a'; MAX_BYTES]).decoding, None);
    }
}
