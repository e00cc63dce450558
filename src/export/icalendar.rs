//! iCalendar (RFC 5545): every day that something falls due on.

use super::key::uuid;
use crate::report::{CalendarEntry, cleaned};
use jiff::civil::Date;

/// The octets of a line, its end not counted.
const LINE: usize = 75;

/// The calendar as a file; `stamp` is the day on which it stands.
pub fn icalendar(name: &str, stamp: Date, entries: &[CalendarEntry]) -> String {
    let mut file = String::new();
    let mut line = |text: String| folded(&mut file, &text);
    line("BEGIN:VCALENDAR".to_owned());
    line("VERSION:2.0".to_owned());
    // The default, said: some programs write another scale that does not exist where none stands (ics 0.7.2).
    line("CALSCALE:GREGORIAN".to_owned());
    line("PRODID:-//adr//decisions//EN".to_owned());
    line(format!("X-WR-CALNAME:{}", text(name)));
    for entry in entries {
        line("BEGIN:VEVENT".to_owned());
        line(format!("UID:{}", uuid(&["day", name, &entry.key])));
        line(format!("DTSTAMP:{}T000000Z", day(stamp)));
        line(format!("DTSTART;VALUE=DATE:{}", day(entry.on)));
        line(format!("SUMMARY:{}", text(&entry.summary)));
        line(format!("DESCRIPTION:{}", text(&entry.description)));
        if let Some(url) = &entry.url {
            line(format!("URL:{}", cleaned(url).replace(|c: char| c.is_control() || c.is_whitespace(), "")));
        }
        line("TRANSP:TRANSPARENT".to_owned());
        line("END:VEVENT".to_owned());
    }
    line("END:VCALENDAR".to_owned());
    file
}

fn day(day: Date) -> String {
    day.to_string().replace('-', "")
}

/// Text as a value; a line end is written out, so that no text begins a line of its own.
fn text(raw: &str) -> String {
    let mut value = String::with_capacity(raw.len());
    for c in cleaned(raw).chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            '\u{2028}' | '\u{2029}' => value.push(' '),
            c if c.is_control() => {}
            c => value.push(c),
        }
    }
    value
}

/// A line, folded at 75 octets and never inside a character.
fn folded(file: &mut String, text: &str) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > LINE {
            file.push_str("\r\n ");
            length = 1;
        }
        file.push(c);
        length += c.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn entry(on: Date, text: &str) -> CalendarEntry {
        CalendarEntry {
            key: "0001-a/review/0".to_owned(),
            on,
            summary: format!("Review: {text}"),
            description: text.to_owned(),
            url: None,
        }
    }

    #[test]
    fn nothing_that_somebody_wrote_begins_a_line() {
        let attack = "x\r\nEND:VEVENT\nBEGIN:VALARM;,\\ äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü";
        let file = icalendar("A", date(2026, 11, 30), &[entry(date(2026, 12, 24), attack)]);
        assert_eq!(file.matches("\r\nEND:VEVENT").count(), 1, "{file}");
        assert!(!file.contains("\nBEGIN:VALARM"), "{file}");
        assert!(file.split("\r\n").all(|line| line.len() <= LINE && !line.contains('\n')), "{file}");
        assert!(file.replace("\r\n ", "").contains("x\\nEND:VEVENT\\nBEGIN:VALARM\\;\\,\\\\ ä"), "{file}");
    }

    #[test]
    fn a_day_that_moves_keeps_its_name() {
        let uid = |on| {
            let file = icalendar("A", date(2026, 11, 30), &[entry(on, "a")]);
            let uid = file.lines().find(|line| line.starts_with("UID:")).expect("a name").to_owned();
            (uid, file.contains("DTSTART;VALUE=DATE:20261224"))
        };
        let (first, second) = (uid(date(2026, 12, 24)), uid(date(2027, 1, 1)));
        assert_eq!((first.0, first.1, second.1), (second.0, true, false));
    }
}
