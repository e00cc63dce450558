//! Whatever tags an author writes, in whatever order: every word is on the page, and in order.

use crate::model::Book;
use crate::record::body::raw_html::letters;
use crate::record::{FolderContext, parse};
use crate::source::SourceFile;
use proptest::prelude::*;
use proptest::sample::select;

const ELEMENTS: &str = "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink \
    blockquote body br button canvas caption center cite code col colgroup command content data datalist dd del details \
    dfn dialog dir div dl dt element em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 \
    h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen label legend li link listing main map \
    mark marquee math menu menuitem meta meter multicol nav nextid nobr noembed noframes noscript object ol optgroup \
    option output p param picture plaintext portal pre progress q rb rp rt rtc ruby s samp script search section select \
    shadow slot small source spacer span strike strong style sub summary sup svg table tbody td template textarea tfoot \
    th thead time title tr track tt u ul var video wbr xmp foreignObject mtext T u8 my-element";

fn page(body: &str) -> String {
    let file = SourceFile { path: "adr/0001-a.md".to_owned(), text: format!("# A\n\n{body}").into(), decoding: None };
    let record = parse(&file, "adr", &FolderContext::default(), &Book::default()).0;
    record.map_or_else(String::new, |record| record.body.html)
}

/// Bodies of numbered words between pieces of markup.
fn bodies() -> impl Strategy<Value = (String, String)> {
    let names: Vec<&str> = ELEMENTS.split_whitespace().collect();
    let tags = (select(names), 0..9).prop_map(|(name, form)| match form {
        0 | 1 => format!("<{name}>"),
        2 | 3 => format!("</{name}>"),
        4 => format!("<{name}"),
        5 => format!("</{name}"),
        6 => format!("<{name}/>"),
        7 => format!("<{name} class=\"c\">"),
        _ => format!("List<{name}>"),
    });
    let other = select(vec![
        "\n",
        "\n\n",
        "\n- ",
        "\n> ",
        "\n\n## ",
        "<!--",
        "<!-- c -->",
        "<![CDATA[",
        "<?",
        "<!A",
        "{#x}",
        " | ",
        "**",
        "`",
        "](",
        "\n\n    ",
        "</",
        "<",
        ">",
        "/>",
        "\"",
        "='",
        "&",
    ])
    .prop_map(str::to_owned);
    let pieces = prop_oneof![3 => tags, 2 => other];
    proptest::collection::vec(pieces, 1..14).prop_map(|pieces| {
        let mut body = String::new();
        let mut words = String::new();
        for (idx, piece) in pieces.iter().enumerate() {
            let word = format!("w{idx}x");
            body.push_str(&format!(" {word} {piece}"));
            words.push_str(&word);
        }
        (body + " end\n", words + "end")
    })
}

/// The words in their order, without what stands between them: names of tags shown as text.
fn has_in_order(html: &str, words: &str) -> bool {
    let shown: String = letters(html).collect();
    let mut at = 0;
    words.split_inclusive('x').all(|word| match shown[at..].find(word) {
        Some(found) => {
            at += found + word.len();
            true
        }
        None => false,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]
    #[test]
    fn every_word_is_on_the_page((body, words) in bodies()) {
        let html = page(&body);
        prop_assert!(has_in_order(&html, &words), "{body}\n{html}");
    }
}

#[test]
fn tags_in_prose_swallow_nothing() {
    for body in [
        "Each page loads a <script> tag of the vendor.\n\n## Later\n\nThe end.\n",
        "<script> tags are loaded by each page.\n\n## Later\n\nThe end.\n",
        "Use `Vec<u8>` or Vec<style> here.\n\n## Later\n\nThe end.\n",
        "A lone <template> here.\n\n## Later\n\nThe end.\n",
        "<pre>\n\n## Later\n\nThe end.\n",
        "<!-- never closed\n\n## Later\n\nThe end.\n",
        "<!-- never closed\n\n## Later\n\nThe end. <!-- remark -->\n",
        "<textarea>\nis an element.\n\n## Later\n\nThe end.\n",
        "<div loads words\n\n## Later\n\nThe end.\n",
    ] {
        let html = page(body);
        assert!(html.contains("<h3 id=\"s-later\">Later</h3>\n<p>The end."), "{body}\n{html}");
    }
}

#[test]
fn what_is_no_markup_is_shown_as_it_stands() {
    for (body, html) in [
        ("a<b and c>d", "<p>a&lt;b and c&gt;d</p>\n"),
        ("Vec<u8> and Map<a, b>", "<p>Vec&lt;u8&gt; and Map&lt;a, b&gt;</p>\n"),
        ("<svg><path d=\"M0\"/></svg>", "<p>&lt;svg&gt;&lt;path d=\"M0\"/&gt;&lt;/svg&gt;</p>\n"),
        ("press <kbd>A</kbd><br>or <i>B</i>", "<p>press <kbd>A</kbd><br>or <i>B</i></p>\n"),
        ("opens <b>\n\nand ends </b> later", "<p>opens &lt;b&gt;</p>\n<p>and ends &lt;/b&gt; later</p>\n"),
        ("Use <li> and <td> and <table>", "<p>Use &lt;li&gt; and &lt;td&gt; and &lt;table&gt;</p>\n"),
        ("<ul><li>one<li>two</ul>", "<ul><li>one</li><li>two</li></ul>\n"),
        ("<table><tr><td>x</table>", "<table><tbody><tr><td>x</td></tr></tbody></table>\n"),
        ("<details>\n<summary>S</summary>\n\nfold *it*\n\n</details>", "\nS\n<p>fold <em>it</em></p>\n\n"),
        ("<a id=\"x\"/>here", "<p><a id=\"s-x\"></a>here</p>\n"),
        (
            "<https://example.org> <a@example.org>",
            "<p><a href=\"\u{f8ff}0\u{f8ff}\">https://example.org</a> <a href=\"\u{f8ff}1\u{f8ff}\">a@example.org</a></p>\n",
        ),
        (
            "> [!WARNING]\n> Hot\n",
            "<blockquote class=\"markdown-alert-warning\">\n<p><strong>Warning</strong></p>\n<p>Hot</p>\n</blockquote>",
        ),
        (
            "|a|b|\n|-|-|\n|1|2|3 *x*|4|\n",
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>\n<tr><td>1</td><td>2 | 3 *x*|4</td></tr>\n</tbody></table>",
        ),
        ("a \\<script> \\<b> \\<!-- c -->", "<p>a &lt;script&gt; &lt;b&gt; &lt;!-- c --&gt;</p>"),
        ("[a](<b c.md>)", "<p><a href=\"\u{f8ff}0\u{f8ff}\">a</a></p>\n"),
    ] {
        assert_eq!(page(body).trim_end(), html.trim_end(), "{body}");
    }
}
