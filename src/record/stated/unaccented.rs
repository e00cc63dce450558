//! Words as people type them whose keyboard has no accents: `décidé` and `decide`, `gelöst` and `geloest` are one word.

/// Lower case, every letter without its accent.
pub(crate) fn unaccented(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            // Marks that stand for themselves behind their letter.
            '\u{300}'..='\u{36F}' => {}
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            _ => plain.push(letter(c)),
        }
    }
    plain
}

fn letter(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' => 'd',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ё' => 'е',
        _ => c,
    }
}

/// The same with umlauts written out, where there are any: `ü` as `ue`.
pub(crate) fn written_out(text: &str) -> Option<String> {
    let umlauts = [('ä', "ae"), ('ö', "oe"), ('ü', "ue")];
    if !text.contains(umlauts.map(|(umlaut, _)| umlaut)) {
        return None;
    }
    let spelled = umlauts.iter().fold(text.to_owned(), |text, (umlaut, letters)| text.replace(*umlaut, letters));
    Some(unaccented(&spelled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_go_and_letters_stay() {
        for (text, expected) in
            [("Décidé", "decide"), ("PRZYJĘTE", "przyjete"), ("e\u{301}tat", "etat"), ("Größe", "grosse")]
        {
            assert_eq!(unaccented(text), expected);
        }
        assert_eq!(written_out("überholt"), Some("ueberholt".to_owned()));
        assert_eq!(written_out("accepté"), None);
    }
}
