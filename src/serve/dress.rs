//! A page as the preview sends it: the same page, with the script that loads it again, and with a bar where something is
//! wrong. What is published has neither.

use super::request::OWN;
use std::fmt::Write;

/// Our own files, by name.
pub(super) fn own_file(name: &str) -> Option<&'static str> {
    match name {
        "reload.js" => Some(include_str!("reload.js")),
        "notice.css" => Some(include_str!("notice.css")),
        _ => None,
    }
}

/// The page in the state that is called so, with a bar where there is a notice.
pub(super) fn dressed(page: &str, state: &str, notice: Option<&str>) -> String {
    let script = format!("<script src=\"/{OWN}reload.js?{}\" defer></script>\n", escape(state));
    let mut head = String::new();
    let mut bar = String::new();
    if let Some(notice) = notice {
        let _ = writeln!(head, "<link rel=\"stylesheet\" href=\"/{OWN}notice.css\">");
        let _ = writeln!(bar, "\n<p class=\"adr-notice\" role=\"alert\">{}</p>", escape(notice));
    }
    head.push_str(&script);
    let page = let_it_listen(page);
    let (before, after) = split_at(&page, page.find("</head>"));
    let (within, rest) = split_at(after, body_start(after));
    format!("{before}{head}{within}{bar}{rest}")
}

/// A page of ours, for what the site does not have.
pub(super) fn plain(title: &str, sentence: &str) -> String {
    let (title, sentence) = (escape(title), escape(sentence));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n<p>{sentence}</p>\n<p><a href=\"/\">To the first page</a></p>\n</main>\n</body>\n</html>\n"
    )
}

/// The page with a policy that lets it ask its own server for news.
fn let_it_listen(page: &str) -> String {
    const POLICY: &str = "http-equiv=\"Content-Security-Policy\" content=\"";
    let head = &page[..page.find("</head>").unwrap_or(0)];
    let Some(start) = head.find(POLICY).map(|at| at + POLICY.len()) else { return page.to_owned() };
    let policy = head[start..].split('"').next().unwrap_or_default();
    if policy.contains("connect-src") {
        return page.to_owned();
    }
    format!("{}connect-src 'self'; {}", &page[..start], &page[start..])
}

/// Where the content of the body begins.
fn body_start(html: &str) -> Option<usize> {
    let tag = html.find("<body")?;
    Some(tag + html[tag..].find('>')? + 1)
}

/// Nowhere is before everything.
fn split_at(text: &str, at: Option<usize>) -> (&str, &str) {
    text.split_at(at.unwrap_or(0))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    const PAGE: &str = "<!doctype html>\n<html>\n<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n</head>\n<body data-page=\"x\">\n<h1>A</h1>\n</body>\n</html>\n";

    #[test]
    fn a_page_gets_a_script_and_may_listen() {
        assert_snapshot!(dressed(PAGE, "7-1", None), @r#"
        <!doctype html>
        <html>
        <head>
        <meta http-equiv="Content-Security-Policy" content="connect-src 'self'; default-src 'none'">
        <script src="/__adr/reload.js?7-1" defer></script>
        </head>
        <body data-page="x">
        <h1>A</h1>
        </body>
        </html>
        "#);
    }

    #[test]
    fn a_notice_stands_over_the_page_as_text() {
        let page = dressed(PAGE, "7-1", Some("`<b>` is \"no\" page & ends"));
        assert!(page.contains("<body data-page=\"x\">\n<p class=\"adr-notice\" role=\"alert\">`&lt;b&gt;` is &quot;no&quot; page &amp; ends</p>\n\n<h1>"), "{page}");
        assert!(page.contains("<link rel=\"stylesheet\" href=\"/__adr/notice.css\">\n<script"), "{page}");
    }

    #[test]
    fn a_page_of_an_odd_build_is_dressed_all_the_same() {
        let script = "<script src=\"/__adr/reload.js?7-1\" defer></script>\n";
        assert_eq!(dressed("<h1>A</h1>", "7-1", None), format!("{script}<h1>A</h1>"));
        assert_eq!(dressed("", "7-1", None), script);
        let policy = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"connect-src 'none'\"></head>";
        assert!(dressed(policy, "7-1", None).contains("content=\"connect-src 'none'\""), "what somebody wrote stays");
    }
}
