//! Sentences, findings and option heads in the terminal.

use crate::model::Sourcing;
use crate::report::narrate::{Paragraph, Prose};
use crate::report::{Bar, Block, OptionHead};
use crate::term::{BarSpan, Paint, clean, range_bar, wrap};
use std::fmt::Write as _;

/// How far evidence stands in from its finding.
pub(super) const INDENT: usize = 2;

/// Prose as one clean line.
pub(super) fn plain(prose: &Prose) -> String {
    clean(&prose.plain())
}

/// Text, wrapped and indented.
pub(super) fn indented(text: &str, indent: usize, width: usize) -> String {
    wrap(&clean(text), width.saturating_sub(indent).max(20))
        .into_iter()
        .map(|line| format!("{:indent$}{line}\n", ""))
        .collect()
}

/// A paragraph with its sign.
pub(super) fn paragraph(paragraph: &Paragraph, paint: Paint, width: usize) -> String {
    let sign = paragraph.sign.map_or_else(String::new, |sign| format!("{}: ", sign.word));
    let sentences: Vec<String> = paragraph.sentences.iter().map(plain).collect();
    let text = indented(&format!("{sign}{}", sentences.join(" ")), INDENT, width);
    if !paragraph.is_gap {
        return text;
    }
    text.lines().map(|line| format!("{}\n", paint.alarm(line))).collect()
}

/// A finding, with its question beside it.
pub(super) fn finding(block: &Block, paint: Paint, width: usize) -> String {
    let mut output = "\n".to_owned();
    for line in wrap(&clean(&block.finding), width) {
        let _ = writeln!(output, "{}", paint.bold(&line));
    }
    if !block.question.is_empty() {
        for line in wrap(block.question, width) {
            let _ = writeln!(output, "{}", paint.dim(&line));
        }
    }
    for lead in &block.lead {
        output.push_str(&paragraph(lead, paint, width));
    }
    output
}

/// What stands below a finding's table.
pub(super) fn below(block: &Block, paint: Paint, width: usize) -> String {
    block.paragraphs.iter().map(|text| paragraph(text, paint, width)).collect()
}

/// `● Buy *`: shape, word, and a star where the option is chosen. Neither stands alone on a line.
pub(super) fn option(head: &OptionHead) -> String {
    format!("{}{}{}", shape(head.mark), clean(&head.label), if head.is_chosen { "\u{a0}*" } else { "" })
}

/// The shape of a sourcing, held to the word after it.
pub(super) fn shape(mark: Option<Sourcing>) -> &'static str {
    match mark {
        Some(Sourcing::Build) => "■\u{a0}",
        Some(Sourcing::Buy) => "●\u{a0}",
        Some(Sourcing::Partner) => "◆\u{a0}",
        Some(Sourcing::Avoid) => "✕\u{a0}",
        None => "",
    }
}

/// The range of a bar, drawn in characters.
pub(super) fn range(bar: Option<&Bar>, width: usize) -> String {
    let share = |percent: f64| percent / 100.0;
    match bar {
        Some(Bar { low: Some(low), high: Some(high), mid, limit, .. }) => {
            let middle = mid.unwrap_or(f64::midpoint(*low, *high));
            let span = BarSpan { low: share(*low), middle: share(middle), high: share(*high) };
            range_bar(span, limit.map(share), width)
        }
        _ => " ".repeat(width),
    }
}

/// Colors the shapes of options, once lines are broken.
pub(super) fn color_marks(text: &str, paint: Paint) -> String {
    let sourcings = [Sourcing::Build, Sourcing::Buy, Sourcing::Partner, Sourcing::Avoid];
    let colored = sourcings.into_iter().fold(text.to_owned(), |text, sourcing| {
        text.replace(shape(Some(sourcing)), &format!("{} ", paint.sourcing(Some(sourcing))))
    });
    plain_spaces(&colored)
}

/// Every space one that a search finds: what must stand together does by now.
pub(super) fn plain_spaces(text: &str) -> String {
    text.replace('\u{a0}', " ")
}
