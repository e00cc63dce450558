//! Number, printed ID and title, settled from name, heading, lines and front matter.

use crate::finding::Finding;
use crate::model::{FieldSource, Record, StatedTitle};
use crate::record::body::inline;
use crate::record::body::outline::{self, Heading, Outline};
use crate::record::stated::fields::Key;
use crate::record::stated::identity;
use crate::record::stated::section_names::is_placeholder;
use crate::record::stated::statement::Statement;
use crate::source::Span;

/// Fills number, printed ID and title.
pub(crate) fn settle(
    record: &mut Record,
    name: &identity::Name,
    statements: &[Statement],
    title_idx: Option<usize>,
    outline: &Outline<'_>,
    findings: &mut Vec<Finding>,
) {
    let heading = title_idx.map(|idx| &outline.headings[idx]);
    let read = heading.map(|heading| read_heading(heading, name.number));
    let in_front_matter =
        |statement: &&Statement| statement.key == Key::Number && statement.source == FieldSource::FrontMatter;
    let stated_number = statements.iter().find(in_front_matter).and_then(|statement| {
        let plain = inline::plain(&statement.text);
        // `2.5` and `-1` are no numbers of records; `ADR-0002` is one.
        let digits = &plain[plain.len() - plain.bytes().rev().take_while(u8::is_ascii_digit).count()..];
        let is_id = !plain.starts_with('-')
            && !plain[..plain.len() - digits.len()].contains(|c: char| c.is_ascii_digit() || c == '.');
        let digits = if is_id { digits } else { "" };
        (digits.len() <= 6 && plain.len() < 40).then(|| digits.parse::<u64>().ok()).flatten()
    });
    let heading_number = read.as_ref().and_then(|read| read.number);
    let in_title = statements
        .iter()
        .find(|statement| statement.key == Key::Title)
        .and_then(|statement| identity::read_heading(&inline::plain(&statement.text), name.number).number);
    let numbers = [
        (name.number, FieldSource::FileName),
        (heading_number, FieldSource::Heading),
        (in_title, FieldSource::Line),
        (stated_number, FieldSource::FrontMatter),
    ];
    let number = numbers.into_iter().find_map(|(number, source)| Some((number?, source)));
    record.number = number.map(|(number, _)| number);
    record.number_source = number.map(|(_, source)| source);
    record.printed_id = read.as_ref().and_then(|read| read.printed_id.clone()).or_else(|| name.printed_id.clone());
    if let (Some(file), Some(heading_number), Some(heading)) = (name.number, heading_number, heading)
        && file != heading_number
    {
        let span = Span::locate(outline.text, heading.words.start, heading.words.end);
        findings.push(
            Finding::warning(
                "number-conflict",
                &record.path,
                span,
                format!("the heading says {heading_number}, the file name {file}"),
            )
            .with_help(format!("write {file} in the heading, or rename the file; the file name counts")),
        );
    }
    record.title = settle_title(&record.stem, name, statements, read, heading, outline);
    if record.title.source == FieldSource::FileName {
        findings.push(
            Finding::note(
                "no-title",
                &record.path,
                None,
                format!("no title is stated; the file name gives `{}`", record.title.text),
            )
            .with_help("begin the text with a heading: `# How should we …?`"),
        );
    }
}

fn read_heading(heading: &Heading, file_number: Option<u64>) -> identity::Heading {
    let read = identity::read_heading(&heading.text, file_number);
    if heading.is_verbatim_behind_number
        && let Some((number, title)) = outline::past_number(&heading.text)
        && read.printed_id.as_deref().is_none_or(|id| id == number)
    {
        let number = read.printed_id.as_ref().map_or_else(|| number.parse().ok(), |_| read.number);
        identity::Heading { number, title: title.to_owned(), printed_id: read.printed_id }
    } else if heading.is_verbatim {
        identity::Heading { title: heading.text.clone(), ..identity::Heading::default() }
    } else {
        read
    }
}

fn settle_title(
    stem: &str,
    name: &identity::Name,
    statements: &[Statement],
    read: Option<identity::Heading>,
    heading: Option<&Heading>,
    outline: &Outline<'_>,
) -> StatedTitle {
    let of_heading = heading.zip(read).map(|(heading, read)| StatedTitle {
        text: read.title,
        source: FieldSource::Heading,
        span: Some(Span::locate(outline.text, heading.words.start, heading.words.end)),
    });
    if let Some(title) = of_heading.as_ref().filter(|_| heading.is_some_and(|heading| heading.level == 1)) {
        return title.clone();
    }
    let field = statements.iter().filter(|statement| statement.key == Key::Title).find_map(|statement| {
        // YAML has no markup: what looks like it is meant.
        let is_plain = statement.source == FieldSource::FrontMatter;
        let plain = if is_plain { inline::collapse(&statement.text) } else { inline::plain_value(&statement.text) };
        let read = identity::read_heading(&plain, name.number);
        let is_other = read.number.is_some() && name.number.is_some() && read.number != name.number;
        let text = if is_other { plain } else { read.title };
        let is_usable = !text.is_empty() && !is_placeholder(&text);
        is_usable.then_some(StatedTitle { text, source: statement.source, span: Some(statement.span) })
    });
    field.or(of_heading).unwrap_or_else(|| {
        let words = name.rest.replace(['-', '_'], " ");
        let words = inline::collapse(&words);
        let text = if words.is_empty() { stem.to_owned() } else { capitalized(&words) };
        StatedTitle { text, source: FieldSource::FileName, span: None }
    })
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
