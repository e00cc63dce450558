//! Which `*`, `_` and `~~` of a short text mark words, and which are signs of their own (CommonMark 0.31, 6.2, without its
//! rule of three).

/// A run of one mark that may begin something.
struct Opener {
    mark: u8,
    end: usize,
    left: usize,
}

/// The places of marks that have their other half, in order: `*args` and `Mesh*Routes` have none.
pub(crate) fn marks(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut openers: Vec<Opener> = Vec::new();
    let mut places = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let mark = bytes[at];
        if mark == b'\\' {
            at += 2;
            continue;
        }
        let run = bytes[at..].iter().take_while(|byte| **byte == mark).count();
        if mark == b'`' {
            at = past_code(text, at, run);
            continue;
        }
        let end = at + run;
        let is_mark = matches!(mark, b'*' | b'_') || (mark == b'~' && run == 2);
        if !is_mark {
            at = end;
            continue;
        }
        let (opens, closes) = flanks(text, at, end);
        let mut left = run;
        while closes
            && left > 0
            && let Some(idx) = openers.iter().rposition(|opener| opener.mark == mark)
        {
            openers.truncate(idx + 1);
            let opener = &mut openers[idx];
            let paired = opener.left.min(left);
            places.extend(opener.end - paired..opener.end);
            places.extend(end - left..end - left + paired);
            left -= paired;
            opener.left -= paired;
            opener.end -= paired;
            if opener.left == 0 {
                openers.pop();
            }
        }
        if opens && left > 0 {
            openers.push(Opener { mark, end, left });
        }
        at = end;
    }
    places.sort_unstable();
    places
}

/// Past code, where it is closed.
fn past_code(text: &str, at: usize, run: usize) -> usize {
    let from = at + run;
    text[from..].find(&text[at..from]).map_or(from, |length| from + length + run)
}

/// Whether a run of marks can open and close: it stands before, or behind, a word.
fn flanks(text: &str, start: usize, end: usize) -> (bool, bool) {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let is_mark =
        |c: Option<char>| c.is_some_and(|c| c.is_ascii_punctuation() || (!c.is_alphanumeric() && !c.is_ascii()));
    let left = !is_space(after) && (!is_mark(after) || is_space(before) || is_mark(before));
    let right = !is_space(before) && (!is_mark(before) || is_space(after) || is_mark(after));
    if text.as_bytes()[start] == b'_' {
        (left && (!right || is_mark(before)), right && (!left || is_mark(after)))
    } else {
        (left, right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(text: &str) -> String {
        let places = marks(text);
        text.char_indices().filter(|(at, _)| places.binary_search(at).is_err()).map(|(_, c)| c).collect()
    }

    #[test]
    fn marks_with_their_other_half_go() {
        for (text, plain) in [
            ("**Use** _it_ ~~now~~", "Use it now"),
            ("***both***", "both"),
            ("**bold *and* more**", "bold and more"),
            ("Mesh*Routes*", "MeshRoutes"),
            ("**a**, _b_.", "a, b."),
        ] {
            assert_eq!(without(text), plain);
        }
    }

    #[test]
    fn signs_of_their_own_stay() {
        for text in [
            "*args",
            "*args and **kwargs",
            "Mesh*Routes",
            "snake_case_names",
            "__init__ed",
            "2 * 3 * 4",
            "a ~ b",
            "`*a*`",
            "\\*a\\*",
            "*",
            "5* or more",
            "SELECT * FROM",
        ] {
            assert_eq!(without(text), text);
        }
    }
}
