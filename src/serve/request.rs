//! What a browser asks for: the head of a request, read with suspicion.
//!
//! A page of any other site may send requests to this machine. So a request must name this machine as its host (else a
//! name that was pointed here would read the site), and what another site's page wants to have inside itself it does not
//! get.

use percent_encoding::percent_decode_str;

/// The largest head that is read, in bytes.
pub(super) const MOST_BYTES: usize = 16 << 10;

/// Header lines that are read; no browser sends half as many.
const MOST_LINES: usize = 100;

/// A request that is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// Only the head of the answer is wanted.
    pub(super) is_head: bool,
    /// What is asked for.
    pub(super) target: Target,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A file of the site, by its path from the first folder.
    File(String),
    /// One of our own files, which are in no site, by its name.
    Own(String),
    /// To be told when there is something newer than this.
    News(String),
    /// What no site can have.
    Nowhere,
}

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It is no request.
    Odd,
    /// It wants more than to read.
    Method,
    /// It is meant for another host.
    Host,
    /// A page of another site wants to have it.
    Elsewhere,
}

/// The folder of our own files.
pub(super) const OWN: &str = "__adr/";

/// Reads a head, up to and with its empty line; `None` where that is still missing.
pub(super) fn read(head: &[u8], port: u16) -> Option<Result<Request, Refused>> {
    let mut lines = [httparse::EMPTY_HEADER; MOST_LINES];
    let mut parsed = httparse::Request::new(&mut lines);
    match parsed.parse(head) {
        Ok(httparse::Status::Complete(_)) => Some(judged(&parsed, port)),
        Ok(httparse::Status::Partial) => None,
        Err(_) => Some(Err(Refused::Odd)),
    }
}

fn judged(parsed: &httparse::Request<'_, '_>, port: u16) -> Result<Request, Refused> {
    let values = |name: &str| {
        let lines = parsed.headers.iter().filter(|line| line.name.eq_ignore_ascii_case(name));
        lines.map(|line| line.value.trim_ascii()).collect::<Vec<_>>()
    };
    match values("host").as_slice() {
        [host] if is_here(host, port) => {}
        _ => return Err(Refused::Host),
    }
    // Browsers say who asks. To follow a link to a page is anybody's right; to load it into another page is not.
    let is_stranger = values("sec-fetch-site").iter().any(|site| !matches!(*site, b"same-origin" | b"none"));
    let is_visit = values("sec-fetch-mode") == [b"navigate"] && values("sec-fetch-dest") == [b"document"];
    if is_stranger && !is_visit {
        return Err(Refused::Elsewhere);
    }
    let is_head = match parsed.method {
        Some("GET") => false,
        Some("HEAD") => true,
        _ => return Err(Refused::Method),
    };
    let target = parsed.path.filter(|path| path.starts_with('/')).ok_or(Refused::Odd)?;
    Ok(Request { is_head, target: self::target(target) })
}

/// Whether a `Host` is one of the names of this machine for itself.
fn is_here(host: &[u8], port: u16) -> bool {
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| {
        let with_port = format!("{name}:{port}");
        host.eq_ignore_ascii_case(with_port.as_bytes()) || (port == 80 && host.eq_ignore_ascii_case(name.as_bytes()))
    })
}

fn target(asked: &str) -> Target {
    let (path, query) = asked.split_once('?').unwrap_or((asked, ""));
    match path_in_site(path) {
        None => Target::Nowhere,
        Some(path) => match path.strip_prefix(OWN) {
            Some("news") => Target::News(query.to_owned()),
            Some(own) => Target::Own(own.to_owned()),
            None => Target::File(path),
        },
    }
}

/// A path of a site as it is asked for → the path from the first folder; `None` for what no site can have.
fn path_in_site(asked: &str) -> Option<String> {
    let path = percent_decode_str(asked.strip_prefix('/')?).decode_utf8().ok()?.into_owned();
    let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
    let is_plain = |part: &str| !matches!(part, "" | "." | "..");
    let is_clean = !path.contains(['\\', '\0']) && !path.contains(char::is_control);
    (is_clean && path.split('/').all(is_plain)).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(lines: &str) -> Option<Result<Request, Refused>> {
        read(lines.replace('\n', "\r\n").as_bytes(), 3017)
    }

    fn file(path: &str) -> Target {
        Target::File(path.to_owned())
    }

    #[test]
    fn a_path_leads_to_a_file_of_the_site_or_nowhere() {
        for (asked, expected) in [
            ("/", file("index.html")),
            ("/log/", file("log/index.html")),
            ("/log/0001-gr%C3%B6%C3%9Fe%20a.html?x=../..#y", file("log/0001-größe a.html")),
            ("/a%2Fb", file("a/b")),
            ("/__adr/reload.js?v=1", Target::Own("reload.js".to_owned())),
            ("/__adr/news?7-1", Target::News("7-1".to_owned())),
        ] {
            assert_eq!(target(asked), expected, "{asked}");
        }
        for asked in [
            "/../etc/passwd",
            "/a/../../b",
            "/%2e%2e/%2E%2e/etc/passwd",
            "/..%2f..%2fetc%2fpasswd",
            "/a%00.html",
            "/a%0d%0aSet-Cookie:%20a=b",
            "/a\\..\\b",
            "/%5c%5chost%5cshare",
            "//etc/passwd",
            "/./a",
            "/a//b",
            "/%ff",
        ] {
            assert_eq!(target(asked), Target::Nowhere, "{asked}");
        }
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let host = |line: &str| ask(&format!("GET / HTTP/1.1\n{line}\n\n")).expect("a whole head").err();
        for here in ["Host: 127.0.0.1:3017", "host:LOCALHOST:3017", "Host: [::1]:3017"] {
            assert_eq!(host(here), None, "{here}");
        }
        for other in [
            "Host: board.example:3017",
            "Host: 127.0.0.1",
            "Host: localhost:80",
            "Host: localhost.evil.example:3017",
            "Host: 127.0.0.1:3017\nHost: board.example",
            "Host:",
            "X-Host: localhost:3017",
        ] {
            assert_eq!(host(other), Some(Refused::Host), "{other}");
        }
    }

    #[test]
    fn another_sites_page_gets_nothing_into_itself() {
        let from = |lines: &str| ask(&format!("GET /a.js HTTP/1.1\nHost: localhost:3017\n{lines}\n\n")).expect("whole");
        let get = Ok(Request { is_head: false, target: file("a.js") });
        for own in ["Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: none", "Accept: */*"] {
            assert_eq!(from(own), get, "{own}");
        }
        let visit = "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document";
        assert_eq!(from(visit), get);
        for other in [
            "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors\nSec-Fetch-Dest: script",
            "Sec-Fetch-Site: same-site\nSec-Fetch-Mode: cors",
            "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: iframe",
        ] {
            assert_eq!(from(other), Err(Refused::Elsewhere), "{other}");
        }
    }

    #[test]
    fn what_only_reads_is_answered() {
        let ask = |line: &str| ask(&format!("{line} HTTP/1.1\nHost: localhost:3017\n\n")).expect("a whole head");
        assert_eq!(ask("HEAD /a"), Ok(Request { is_head: true, target: file("a") }));
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "get"] {
            assert_eq!(ask(&format!("{method} /a")), Err(Refused::Method), "{method}");
        }
        assert_eq!(ask("GET http://localhost:3017/a"), Err(Refused::Odd));
    }

    #[test]
    fn a_head_is_waited_for_to_its_end() {
        assert_eq!(ask("GET / HTTP/1.1\nHost: localhost"), None);
        assert_eq!(ask("\u{1b}[2J / HTTP/1.1\n\n"), Some(Err(Refused::Odd)));
        let many = format!("GET / HTTP/1.1\nHost: localhost:3017\n{}\n", "a: b\n".repeat(MOST_LINES));
        assert_eq!(ask(&many), Some(Err(Refused::Odd)));
    }
}
