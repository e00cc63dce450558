//! What is sent back: a status, a few headers that let a page do no more than a published one, and bytes.

use std::io::{self, Write};

/// One answer.
#[derive(Debug)]
pub(super) struct Answer {
    /// Code and reason.
    pub(super) status: &'static str,
    /// The type of its content.
    pub(super) content_type: &'static str,
    /// Its content.
    pub(super) body: Vec<u8>,
}

/// As strict as the pages themselves, but for the line through which the preview is told of changes. Nobody may frame a page.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

impl Answer {
    /// A page.
    pub(super) fn page(status: &'static str, html: String) -> Self {
        Self { status, content_type: PAGE, body: html.into_bytes() }
    }

    /// A file that is there.
    pub(super) fn file(path: &str, body: Vec<u8>) -> Self {
        Self { status: "200 OK", content_type: content_type(path), body }
    }

    /// Sends it; `is_head`: without its content.
    pub(super) fn send(&self, to: &mut impl Write, is_head: bool) -> io::Result<()> {
        let allow = if self.status.starts_with("405") { "Allow: GET, HEAD\r\n" } else { "" };
        let head = head(self.status, self.content_type);
        let mut bytes = format!("{head}{allow}Content-Length: {}\r\n\r\n", self.body.len()).into_bytes();
        if !is_head {
            bytes.extend_from_slice(&self.body);
        }
        to.write_all(&bytes)?;
        to.flush()
    }
}

/// The head of an answer, but for how long it is.
pub(super) fn head(status: &str, content_type: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nCache-Control: no-store\r\n\
         Content-Security-Policy: {POLICY}\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\nCross-Origin-Opener-Policy: same-origin\r\nConnection: close\r\n"
    )
}

const PAGE: &str = "text/html; charset=utf-8";

/// Whether a file is a page, by its name.
pub(super) fn is_page(path: &str) -> bool {
    content_type(path) == PAGE
}

/// What a browser is told that a file is, by the ending of its name.
fn content_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "html" | "htm" => PAGE,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "bmp" => "image/bmp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "txt" | "md" | "yaml" | "yml" | "toml" | "tsv" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "atom" => "application/atom+xml",
        "xml" => "application/xml",
        "pdf" => "application/pdf",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_say_what_a_file_is() {
        assert_eq!(content_type("log/0001-a.b.HTML"), PAGE);
        assert_eq!(content_type("decisions.ics"), "text/calendar; charset=utf-8");
        assert_eq!(content_type("a.html/page"), "application/octet-stream");
    }

    #[test]
    fn a_head_says_how_long_the_content_would_be() {
        let mut sent = Vec::new();
        let answer = Answer::file("a.csv", b"a,b\n".to_vec());
        answer.send(&mut sent, true).expect("into memory");
        let sent = String::from_utf8(sent).expect("text");
        assert!(sent.starts_with("HTTP/1.1 200 OK\r\n") && sent.ends_with("Content-Length: 4\r\n\r\n"), "{sent}");
        assert!(sent.lines().all(|line| line.is_empty() || line.starts_with("HTTP/") || line.contains(": ")), "{sent}");
    }
}
