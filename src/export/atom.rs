//! Atom (RFC 4287): the latest decisions as news.

use super::key::uuid;
use crate::report::{Feed, cleaned};
use jiff::civil::Date;
use std::fmt::Write as _;

/// The feed as a file.
pub fn atom(feed: &Feed) -> String {
    let mut xml =
        String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    let whose = feed.site.as_deref().unwrap_or(&feed.title);
    let _ = writeln!(xml, "  <id>urn:uuid:{}</id>", uuid(&["feed", whose]));
    let _ = writeln!(xml, "  <title>{}</title>", text(&feed.title));
    let _ = writeln!(xml, "  <updated>{}</updated>", instant(feed.updated));
    let _ = writeln!(xml, "  <author><name>{}</name></author>", text(&feed.title));
    if let Some(site) = &feed.site {
        let _ = writeln!(xml, "  <link rel=\"self\" href=\"{}/feed.atom\"/>", text(site.trim_end_matches('/')));
    }
    for entry in &feed.entries {
        let _ = writeln!(
            xml,
            "  <entry>\n    <id>urn:uuid:{}</id>\n    <title>{}</title>\n    <updated>{}</updated>\n    <link href=\"{}\"/>\n    \
             <summary>{}</summary>\n  </entry>",
            uuid(&["decision", whose, &entry.key]),
            text(&entry.title),
            instant(entry.updated),
            text(&entry.href),
            text(&entry.summary)
        );
    }
    xml + "</feed>\n"
}

fn instant(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

/// Text as XML 1.0 takes it, in elements and attributes.
fn text(raw: &str) -> String {
    let mut xml = String::with_capacity(raw.len());
    for c in cleaned(raw).chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => xml.push(' '),
            c => xml.push(c),
        }
    }
    xml
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::FeedEntry;
    use jiff::civil::date;

    #[test]
    fn titles_are_escaped_and_names_stay() {
        let entry = FeedEntry {
            key: "0001-a".to_owned(),
            title: "</title><script>\u{1}\u{202e}&\"".to_owned(),
            href: "brief/0001-a.html".to_owned(),
            updated: date(2026, 3, 1),
            summary: "Accepted.".to_owned(),
        };
        let feed = |updated| Feed {
            title: "Aldermoor".to_owned(),
            site: None,
            updated,
            entries: vec![FeedEntry { updated, ..entry.clone() }],
        };
        let xml = atom(&feed(date(2026, 3, 1)));
        assert!(xml.contains("<title>&lt;/title&gt;&lt;script&gt;&amp;&quot;</title>"), "{xml}");
        assert!(xml.contains("<updated>2026-03-01T00:00:00Z</updated>"), "{xml}");
        let ids = |xml: &str| xml.lines().filter(|line| line.contains("<id>")).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(ids(&xml), ids(&atom(&feed(date(2027, 3, 1)))), "a day moves no name");
        assert_eq!(ids(&xml).len(), 2);
    }
}
