//! Findings as a person reads them: the line, what is wrong with it, how to mend it.

use crate::finding::{Finding, Severity, alike};
use crate::term::{Paint, clean};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::fmt::Write as _;

/// Lines longer than this are told by line and column alone.
const LONGEST_LINE: usize = 400;

/// All findings, each with its place and, where the file's text is known, the line itself.
///
/// `text` gives the text of a file by its path.
pub fn findings<'a>(
    findings: &[Finding],
    text: &dyn Fn(&str) -> Option<&'a str>,
    paint: Paint,
    width: usize,
) -> String {
    let renderer = if paint.is_colored { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(width.max(60));
    let mut output = String::new();
    for (finding, others) in alike(findings) {
        let group = group(finding, text(&finding.path));
        let group = if others.is_empty() { group } else { group.element(Level::NOTE.message(elsewhere(&others))) };
        let _ = writeln!(output, "{}\n", renderer.render(&[group]));
    }
    output
}

fn group<'a>(finding: &'a Finding, text: Option<&'a str>) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(clean(&finding.message)).id(finding.rule);
    let mut group = Group::with_title(title);
    match finding.span.zip(text).and_then(|(span, text)| window(text, span.start as usize, span.end as usize)) {
        Some((line, start, end)) => {
            let line_no = finding.line() as usize;
            let annotation = AnnotationKind::Primary.span(start..end).label(finding.label.as_deref().map(clean));
            group = group.element(
                Snippet::source(line).line_start(line_no.max(1)).path(clean(&finding.path)).annotation(annotation),
            );
        }
        None if !finding.path.is_empty() => {
            let mut origin = annotate_snippets::Origin::path(clean(&finding.path));
            if let Some(span) = finding.span {
                origin = origin.line(span.line as usize).char_column(span.column as usize);
            }
            group = group.element(origin);
        }
        None => {}
    }
    match &finding.help {
        Some(help) => group.element(Level::HELP.message(clean_lines(help))),
        None => group,
    }
}

/// Where else the same is found: the first places, and how many there are.
fn elsewhere(others: &[&Finding]) -> String {
    let place = |finding: &&Finding| match finding.line() {
        0 => clean(&finding.path),
        line => format!("{}:{line}", clean(&finding.path)),
    };
    let places: Vec<String> = others.iter().take(3).map(place).collect();
    let rest = if others.len() > 3 { ", …" } else { "" };
    format!("the same in {} other places: {}{rest}", others.len(), places.join(", "))
}

/// What to type may take several lines.
fn clean_lines(text: &str) -> String {
    text.lines().map(clean).collect::<Vec<_>>().join("\n")
}

/// The line of a place, cleaned, and the place's bytes in it; `None` for lines too long to show.
fn window(text: &str, start: usize, end: usize) -> Option<(String, usize, usize)> {
    let before = text.get(..start)?;
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    if line_end - line_start > LONGEST_LINE {
        return None;
    }
    let end = end.clamp(start, line_end);
    let head = clean(text.get(line_start..start)?);
    let marked = clean(text.get(start..end)?);
    let tail = clean(text.get(end..line_end)?);
    let (from, to) = (head.len(), head.len() + marked.len());
    Some((format!("{head}{marked}{tail}"), from, to))
}

/// One line that counts: `2 errors, 1 warning in 14 records`.
pub fn summary_line(findings: &[Finding], record_count: usize) -> String {
    let count = |severity: Severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let parts: Vec<String> = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")]
        .into_iter()
        .map(|(severity, word)| (count(severity), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| plural(count, word))
        .collect();
    let records = plural(record_count, "record");
    if parts.is_empty() {
        format!("nothing to mend in {records}")
    } else {
        format!("{} in {records}", parts.join(", "))
    }
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn a_finding_shows_its_line_and_the_mending() {
        let text = "options:\n  - buy: AuthCo\n    csot: 10\n";
        let start = text.find("csot").expect("it is there");
        let finding = Finding::error(
            "unknown-key",
            "decisions/0001-a.md",
            Span::locate(text, start, start + 4),
            "no key of an option is called `csot`",
        )
        .with_help("did you mean `cost`?");
        let shown = findings(&[finding], &|_| Some(text), Paint::default(), 80);
        insta::assert_snapshot!(shown, @r"
        error[unknown-key]: no key of an option is called `csot`
         --> decisions/0001-a.md:3:5
          |
        3 |     csot: 10
          |     ^^^^
          |
          = help: did you mean `cost`?
        ");
    }

    #[test]
    fn a_giant_line_is_told_by_its_place() {
        let text = "x".repeat(200_000);
        let finding = Finding::warning("r", "a.md", Span::locate(&text, 150_000, 150_001), "too long");
        let shown = findings(&[finding], &|_| Some(&text), Paint::default(), 80);
        assert!(shown.len() < 500, "{shown}");
        assert!(shown.contains("a.md:1:150001"), "{shown}");
    }

    #[test]
    fn counts_have_plurals() {
        let error = Finding::error("r", "a.md", None, "m");
        assert_eq!(summary_line(&[error.clone(), error], 1), "2 errors in 1 record");
        assert_eq!(summary_line(&[], 3), "nothing to mend in 3 records");
    }
}
