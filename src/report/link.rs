//! Addresses of pages, and where the links of a record's text lead.

use crate::log::{DecisionLog, LoggedRecord};
use crate::model::BodyLink;
use crate::source::{self, Attachment, Attachments};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Everything but the unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// One part of a path, percent-encoded (RFC 3986, unreserved characters stay).
pub fn encode(part: &str) -> String {
    percent_encoding::utf8_percent_encode(part, RESERVED).to_string()
}

/// The brief of a record, from the site's first folder.
pub fn brief(logged: &LoggedRecord) -> String {
    format!("brief/{}.html", encode(&logged.page_id))
}

/// The comparison of a record, from the site's first folder.
pub fn comparison(logged: &LoggedRecord) -> String {
    format!("compare/{}.html", encode(&logged.page_id))
}

/// The technical record, from the site's first folder.
pub fn record(logged: &LoggedRecord) -> String {
    format!("log/{}.html", encode(&logged.page_id))
}

/// Where a reader goes for a decision: to its brief, or where it has none to its record.
pub fn decision(logged: &LoggedRecord) -> String {
    if logged.record.has_brief() { brief(logged) } else { record(logged) }
}

/// Where a link of a record's text leads on the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a page of the site, from its first folder.
    Page(String),
    /// To a place on the same page.
    Here(Vec<String>),
    /// Out of the site: an address of the web, or of a mailbox.
    Away(String),
    /// To a file that came along.
    File {
        /// Where it stands, from the site's first folder.
        site_path: String,
        /// What it was called.
        name: String,
        /// It is shown as a picture.
        is_picture: bool,
    },
    /// To a file that did not come along.
    LeftOut {
        /// What it is called.
        name: String,
        /// Why, as the end of a sentence.
        why: String,
    },
    /// Nowhere: the text stays, the link does not.
    Nowhere,
}

/// An anchor as written, as a heading's slug, and as we count a heading's second occurrence, which is `-1` to others.
fn anchor_names(anchor: &str) -> Vec<String> {
    let again = anchor.rsplit_once('-').and_then(|(first, count)| {
        let count = count.parse::<u32>().ok()?.checked_add(1)?;
        Some(format!("{}--{count}", crate::model::slug(first)))
    });
    [anchor.to_owned(), crate::model::slug(anchor)].into_iter().chain(again).collect()
}

/// Records by path, so that links of texts are found without searching.
#[derive(Debug)]
pub struct Paths<'a> {
    log: &'a DecisionLog,
    attachments: &'a Attachments,
    by_path: BTreeMap<&'a str, usize>,
}

impl<'a> Paths<'a> {
    /// Indexes a log.
    pub fn new(log: &'a DecisionLog, attachments: &'a Attachments) -> Self {
        let by_path = log.records.iter().enumerate().map(|(idx, logged)| (logged.record.path.as_str(), idx)).collect();
        Self { log, attachments, by_path }
    }

    /// Where a link in the text of a record leads.
    pub fn target(&self, from: &LoggedRecord, link: &BodyLink) -> Target {
        let href = link.href.trim();
        let lower = href.get(..href.len().min(8)).unwrap_or_default().to_ascii_lowercase();
        if lower.starts_with("https://") || lower.starts_with("http://") || lower.starts_with("mailto:") {
            return web_address(href).map_or(Target::Nowhere, Target::Away);
        }
        if let Some(anchor) = href.strip_prefix('#') {
            return if anchor.is_empty() {
                Target::Nowhere
            } else {
                Target::Here(anchor_names(&source::decoded(anchor)))
            };
        }
        let Some(path) = file_path(&from.record.path, href) else { return Target::Nowhere };
        match (self.find(&path), self.attachments.get(&path)) {
            (Some(idx), _) => Target::Page(record(&self.log.records[idx])),
            (None, Some(Attachment::Copied { site_path, name, is_picture })) => {
                Target::File { site_path: site_path.clone(), name: name.clone(), is_picture: *is_picture }
            }
            (None, Some(Attachment::LeftOut { name, why })) => Target::LeftOut { name: name.clone(), why: why.clone() },
            (None, None) => Target::Nowhere,
        }
    }

    fn find(&self, path: &str) -> Option<usize> {
        let stem = path.strip_suffix(".html").unwrap_or(path);
        [path.to_owned(), format!("{stem}.md"), format!("{stem}/README.md"), format!("{stem}/index.md")]
            .iter()
            .find_map(|candidate| self.by_path.get(candidate.as_str()))
            .copied()
    }
}

/// The path, from the root, that an address in the text of a record names; `None` where it names no file of this log.
pub fn file_path(from: &str, href: &str) -> Option<String> {
    let path = href.trim().split(['#', '?']).next().unwrap_or_default();
    // A scheme that is neither web nor mail leads nowhere, however it is spelled.
    if path.is_empty() || path.split('/').next().is_some_and(|first| first.contains(':')) {
        return None;
    }
    source::linked(from, &source::decoded(path))
}

/// An address as a browser takes it, with what an address cannot hold percent-encoded; `None`
/// where it names no host or nobody, or holds spaces.
fn web_address(href: &str) -> Option<String> {
    if href.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return None;
    }
    let (scheme, rest) = href.split_once(':')?;
    let rest_start = if scheme.eq_ignore_ascii_case("mailto") { rest } else { rest.strip_prefix("//")? };
    if rest_start.is_empty() || rest_start.starts_with(['/', '?', '#', ':', '@']) {
        return None;
    }
    let mut address = format!("{scheme}:");
    let mut has_fragment = false;
    for (at, c) in rest.char_indices() {
        let is_escape = || rest.get(at + 1..at + 3).is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match c {
            '%' if !is_escape() => address.push_str("%25"),
            '#' if has_fragment => address.push_str("%23"),
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' => {
                let _ = write!(address, "%{:02X}", u32::from(c));
            }
            c => {
                has_fragment |= c == '#';
                address.push(c);
            }
        }
    }
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_paths_are_encoded() {
        assert_eq!(encode("0001-größe a/b?"), "0001-gr%C3%B6%C3%9Fe%20a%2Fb%3F");
    }

    #[test]
    fn addresses_hold_only_what_addresses_can() {
        let address = |href| web_address(href).unwrap_or_default();
        assert_eq!(address("https://example.org/?q=\"a\"]#x#y"), "https://example.org/?q=%22a%22%5D#x%23y");
        assert_eq!(address("https://example.org/100%/%20"), "https://example.org/100%25/%20");
        assert_eq!(address("MAILTO:a@example.org"), "MAILTO:a@example.org");
        for nothing in ["https://", "https:///x", "mailto:", "https:x", "https://a b"] {
            assert_eq!(web_address(nothing), None, "{nothing}");
        }
    }
}
