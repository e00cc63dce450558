//! A text as bytes in the encoding that its file has, so that lines which nobody touched keep theirs.

use std::collections::BTreeMap;

/// Why a text has no bytes in the encoding of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unencoded {
    /// Bytes that are no text stand in a line that changes.
    #[error("bytes that are no UTF-8 stand in a line that would change")]
    Gaps,
    /// A character is none of the encoding's.
    #[error("`{0}` cannot be written in the encoding of this file")]
    Character(char),
    /// The text was not read from these bytes.
    #[error("it is in an encoding that cannot be written back as it was")]
    Unknown,
}

/// The bytes of `new`, which was made out of `old`, which was read from `bytes`.
pub fn encode(bytes: &[u8], old: &str, new: &str) -> Result<Vec<u8>, Unencoded> {
    for mark in [&b""[..], b"\xEF\xBB\xBF"] {
        let Some(rest) = bytes.strip_prefix(mark) else { continue };
        if rest == old.as_bytes() {
            return Ok([mark, new.as_bytes()].concat());
        }
    }
    let units: [fn(u16) -> [u8; 2]; 2] = [u16::to_le_bytes, u16::to_be_bytes];
    for (to_bytes, mark) in units.into_iter().flat_map(|to_bytes| [(to_bytes, "\u{feff}"), (to_bytes, "")]) {
        let utf16 =
            |text: &str| -> Vec<u8> { mark.encode_utf16().chain(text.encode_utf16()).flat_map(to_bytes).collect() };
        if utf16(old) == bytes {
            return Ok(utf16(new));
        }
    }
    match one_byte_each(bytes, old, new) {
        Some(encoded) => encoded,
        None => with_gaps(bytes, old, new),
    }
}

/// An older encoding with a byte for every character, whichever it is: the old text says which byte stands for which.
fn one_byte_each(bytes: &[u8], old: &str, new: &str) -> Option<Result<Vec<u8>, Unencoded>> {
    let mut table: BTreeMap<char, u8> = BTreeMap::new();
    let mut characters = old.chars();
    for byte in bytes {
        let c = characters.next()?;
        let is_plain = c.is_ascii() == byte.is_ascii() && (!c.is_ascii() || c as u32 == u32::from(*byte));
        if !is_plain || *table.entry(c).or_insert(*byte) != *byte {
            return None;
        }
    }
    let byte = |c: char| {
        if c.is_ascii() { Ok(c as u8) } else { table.get(&c).copied().ok_or(Unencoded::Character(c)) }
    };
    characters.next().is_none().then(|| new.chars().map(byte).collect())
}

/// UTF-8 with pieces between that are none: each stands as one `U+FFFD` in the text.
fn with_gaps(bytes: &[u8], old: &str, new: &str) -> Result<Vec<u8>, Unencoded> {
    const GAP: char = char::REPLACEMENT_CHARACTER;
    let mark: &[u8] = if bytes.starts_with(b"\xEF\xBB\xBF") { b"\xEF\xBB\xBF" } else { b"" };
    let rest = &bytes[mark.len()..];
    if String::from_utf8_lossy(rest) != old {
        return Err(Unencoded::Unknown);
    }
    // A gap that is really written so is its own three bytes.
    let gaps: Vec<&[u8]> = rest
        .utf8_chunks()
        .flat_map(|chunk| {
            let written = chunk.valid().matches(GAP).map(str::as_bytes);
            written.chain(Some(chunk.invalid()).filter(|invalid| !invalid.is_empty()))
        })
        .collect();
    let lines = |text: &'_ str| -> Vec<String> {
        text.split('\n').filter(|line| line.contains(GAP)).map(str::to_owned).collect()
    };
    if lines(old) != lines(new) {
        return Err(Unencoded::Gaps);
    }
    let mut encoded = mark.to_vec();
    let mut gaps = gaps.into_iter();
    for (nth, piece) in new.split(GAP).enumerate() {
        if nth > 0 {
            encoded.extend_from_slice(gaps.next().ok_or(Unencoded::Gaps)?);
        }
        encoded.extend_from_slice(piece.as_bytes());
    }
    Ok(encoded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_and_gaps_stay() {
        assert_eq!(encode(b"\xEF\xBB\xBF# A\r\n", "# A\r\n", "# B\r\n").as_deref(), Ok(&b"\xEF\xBB\xBF# B\r\n"[..]));
        let old = String::from_utf8_lossy(b"a \xC3\xA9\xFF\nb\n\xFE\xEF\xBF\xBD").into_owned();
        let new = old.replace('b', "new");
        assert_eq!(
            encode(b"a \xC3\xA9\xFF\nb\n\xFE\xEF\xBF\xBD", &old, &new).as_deref(),
            Ok(&b"a \xC3\xA9\xFF\nnew\n\xFE\xEF\xBF\xBD"[..])
        );
        let touched = old.replace('a', "z");
        assert_eq!(encode(b"a \xC3\xA9\xFF\nb\n\xFE\xEF\xBF\xBD", &old, &touched), Err(Unencoded::Gaps));
    }

    #[test]
    fn older_encodings_are_written_as_they_were_read() {
        assert_eq!(encode(b"Caf\xE9 x", "Café x", "Café y é").as_deref(), Ok(&b"Caf\xE9 y \xE9"[..]));
        assert_eq!(encode(b"Caf\xE9 x", "Café x", "Café →"), Err(Unencoded::Character('→')));
        assert_eq!(encode(b"\xFF\xFE#\0 \0A\0", "# A", "# B").as_deref(), Ok(&b"\xFF\xFE#\0 \0B\0"[..]));
        assert_eq!(encode(b"\0#\0A", "#A", "#B").as_deref(), Ok(&b"\0#\0B"[..]));
        assert_eq!(encode(b"abc", "something else", "x"), Err(Unencoded::Unknown));
    }

    proptest! {
        #[test]
        fn the_same_text_is_the_same_bytes(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            prop_assert_eq!(encode(&bytes, text, text), Ok(bytes.clone()));
        }
    }
}
