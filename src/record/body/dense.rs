//! A body of so many marks that it is no text of a person's: what a machine wrote, or an attack. Markdown keeps a node for
//! each mark, a hundred times the size of the text; such a body is shown as it is written.

use crate::finding::Finding;
use crate::model::Body;

/// Fewer marks of markdown are read whatever stands between them: four times what the longest of thousands of records
/// from everywhere has.
const FEW: usize = 20_000;

/// More are read where they are as rare as in prose: one in so many bytes, half a line.
const BYTES_A_MARK: usize = 40;

/// Which bytes begin or end something in markdown.
const MARKS: [bool; 256] = {
    let marks = b"\n*_~|&<[]`\\!";
    let mut table = [false; 256];
    let mut idx = 0;
    while idx < marks.len() {
        table[marks[idx] as usize] = true;
        idx += 1;
    }
    table
};

/// Whether a text has too many places where markdown begins or ends something.
pub(crate) fn is_dense(text: &str) -> bool {
    let most = FEW.max(text.len() / BYTES_A_MARK);
    // No text that is shorter can have so many.
    text.len() > most && text.bytes().filter(|byte| MARKS[usize::from(*byte)]).count() > most
}

/// Fills in the text as it is written.
pub(crate) fn fill(body: &mut Body, text: &str, path: &str) -> Finding {
    const AROUND: [&str; 2] = ["<pre><code>", "</code></pre>\n"];
    let mut html = String::with_capacity(text.len() + text.len() / 8 + 32);
    html.push_str(AROUND[0]);
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>']) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&gt;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
    html.push_str(AROUND[1]);
    body.html = html;
    let message = "the text has more marks of markdown than anybody writes, and is shown as it is written";
    Finding::warning("dense-text", path, None, message)
        .with_help("put what a machine wrote into a file beside the record")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_writes_is_dense() {
        let prose = "A sentence with *stress*, a [link](x.md) and `code`, as people write them.\n";
        assert!(!is_dense(&prose.repeat(2_000)));
        assert!(!is_dense(&"A sentence of words alone, as people write them on many lines.\n".repeat(100_000)));
        for text in ["a\n", "- a\n", "**a**", "a|b\n", "&lt;", "[a](b) "] {
            assert!(is_dense(&text.repeat(1 << 18)), "{text}");
        }
    }

    #[test]
    fn it_is_shown_word_for_word() {
        let mut body = Body::default();
        let finding = fill(&mut body, "a < b & c > d\n<script>", "a.md");
        assert_eq!(body.html, "<pre><code>a &lt; b &amp; c &gt; d\n&lt;script&gt;</code></pre>\n");
        assert_eq!(finding.rule, "dense-text");
    }
}
