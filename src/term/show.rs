//! `adr show` in the terminal: the brief, or what a plain record says of itself.

use crate::report::{Ask, Block, BriefPage, Pair, RecordPage};
use crate::term::evidence::evidence as table_of;
use crate::term::prose::{INDENT, below, color_marks, finding, indented, option, plain, range};
use crate::term::{Align, Column, Fit, Paint, clean, table, wrap};
use std::fmt::Write as _;

/// Columns of a range bar.
const BAR_WIDTH: usize = 24;

/// A record's brief where it has one; else what is known of it.
pub fn show(record: &RecordPage, brief: Option<&BriefPage>, paint: Paint, width: usize) -> String {
    let mut output = match brief {
        Some(page) => as_brief(page, paint, width),
        None => as_record(record, paint, width),
    };
    if !record.links.is_empty() {
        let _ = writeln!(output, "\n{}", paint.bold(&clean(&record.links_title)));
        for link in &record.links {
            output.push_str(&indented(&format!("{}: {}", link.kind, link.text), INDENT, width));
        }
    }
    output
}

fn as_record(record: &RecordPage, paint: Paint, width: usize) -> String {
    let mut output = title(&record.title, paint, width);
    for fact in &record.facts {
        let note = fact.note.as_deref().map_or_else(String::new, |note| format!(" ({note})"));
        output.push_str(&indented(&format!("{}: {}{note}", fact.term, fact.text), INDENT, width));
    }
    output
}

fn as_brief(page: &BriefPage, paint: Paint, width: usize) -> String {
    let mut output = title(&page.title, paint, width);
    let since = page.status_since.as_deref().map_or_else(String::new, |since| format!(" {since}"));
    let meeting = page.meeting.as_deref().map_or_else(String::new, |meeting| format!(". {meeting}"));
    let question = page.question.as_deref().map_or_else(String::new, |question| format!(": {question}"));
    let line = format!("{}{question} ({}{since}{meeting})", page.label, page.status);
    for line in indented(&line, 0, width).lines() {
        let _ = writeln!(output, "{}", paint.dim(line));
    }
    if let Some(banner) = &page.banner {
        output.push('\n');
        output.push_str(&indented(&banner.text, 0, width));
    }
    for ask in page.decided.iter().chain([&page.ask]) {
        output.push_str(&as_ask(ask, paint, width));
    }
    for block in page.blocks().into_iter().chain([&page.next]) {
        if block.finding.is_empty() {
            continue;
        }
        output.push_str(&finding(block, paint, width));
        output.push_str(&evidence(page, block, width));
        output.push_str(&tables(page, block, paint, width));
        output.push_str(&below(block, paint, width));
        if std::ptr::eq(block, &raw const page.risk) {
            output.push_str(&pairs(&page.risk_pairs, width));
            output.push_str(&ai(page, paint, width));
        }
    }
    output.push_str(&foot(page, paint, width));
    color_marks(&output, paint)
}

fn title(text: &str, paint: Paint, width: usize) -> String {
    wrap(&clean(text), width).into_iter().map(|line| format!("{}\n", paint.bold(&line))).collect()
}

fn as_ask(ask: &Ask, paint: Paint, width: usize) -> String {
    if ask.line.pieces.is_empty() {
        return String::new();
    }
    let mut output = format!("\n{}\n", paint.dim(&clean(&ask.heading)));
    for line in indented(&plain(&ask.line), INDENT, width).lines() {
        let _ = writeln!(output, "{}", paint.bold(line));
    }
    for note in &ask.notes {
        output.push_str(&super::prose::paragraph(note, paint, width));
    }
    for fact in &ask.facts {
        let note = fact.note.as_ref().map_or_else(String::new, |note| format!(" ({})", plain(note)));
        output.push_str(&indented(&format!("{} {}{note}", fact.term, fact.text), INDENT, width));
    }
    output
}

/// The table, or the list, that stands below a block's finding.
fn evidence(page: &BriefPage, block: &crate::report::Block, width: usize) -> String {
    let is = |other: &crate::report::Block| std::ptr::eq(block, other);
    if is(&page.cost) {
        let Some(costs) = &page.cost_table else { return String::new() };
        let rows = costs
            .rows
            .iter()
            .map(|row| {
                vec![
                    option(&row.option),
                    range(row.bar.as_ref(), BAR_WIDTH),
                    clean(&row.cash.plain()),
                    clean(&row.present_value.plain()),
                ]
            })
            .collect();
        return lines(&["Option", "", "Cash", "Present value"], rows, width);
    }
    if is(&page.ready) {
        let Some(ready) = &page.ready_table else { return String::new() };
        let rows = ready
            .rows
            .iter()
            .map(|row| vec![option(&row.option), clean(&row.ready.plain()), clean(&row.late.plain())])
            .collect();
        return lines(&["Option", "Ready after", ready.late_label.as_deref().unwrap_or_default()], rows, width);
    }
    if is(&page.dependence) {
        let Some(exits) = &page.exit_table else { return String::new() };
        let rows = exits
            .rows
            .iter()
            .map(|row| {
                vec![
                    option(&row.option),
                    clean(&row.depends_on.plain()),
                    clean(&row.months.plain()),
                    clean(&row.cost.plain()),
                ]
            })
            .collect();
        return lines(&["Option", "We depend on", "Leaving takes", "Leaving costs"], rows, width);
    }
    if is(&page.risk) {
        let Some(risks) = &page.risk_table else { return String::new() };
        let rows = risks
            .rows
            .iter()
            .map(|row| {
                let before = row.before.as_ref().map_or_else(String::new, |before| format!(" (before: {before})"));
                let expected = format!("{}{before}", row.expected);
                let cells = [Some(row.name.as_str()), Some(&row.how_often), Some(&row.loss), Some(&expected)];
                let done = risks.has_done.then(|| row.done.as_deref().unwrap_or("not said"));
                cells.into_iter().chain([done]).flatten().map(clean).collect()
            })
            .collect();
        let heads = ["Risk", "About how often", "Loss if it happens", "Expected a year", "What is done"];
        return lines(&heads[..if risks.has_done { 5 } else { 4 }], rows, width);
    }
    listed(page, block, width)
}

/// What stands below a block's own evidence, as data.
fn tables(page: &BriefPage, block: &Block, paint: Paint, width: usize) -> String {
    let is = |other: &Block| std::ptr::eq(block, other);
    let shown = match () {
        () if is(&page.cost) => &page.year_table,
        () if is(&page.dependence) => &page.contract_table,
        () if is(&page.risk) => &page.loss_table,
        () => &None,
    };
    shown.as_ref().map_or_else(String::new, |shown| format!("\n{}", table_of(shown, paint, width)))
}

fn pairs(pairs: &[Pair], width: usize) -> String {
    pairs.iter().map(|pair| indented(&format!("{}: {}", pair.term, pair.text), INDENT, width)).collect()
}

fn ai(page: &BriefPage, paint: Paint, width: usize) -> String {
    let Some(block) = &page.ai else { return String::new() };
    finding(block, paint, width) + &pairs(&page.ai_pairs, width)
}

/// Outcomes, what binds us, what else is said, the minutes, and what is left out.
fn foot(page: &BriefPage, paint: Paint, width: usize) -> String {
    let mut output = String::new();
    if let Some(block) = &page.outcome {
        output.push_str(&finding(block, paint, width));
        output.push_str(&page.outcome_table.as_ref().map_or_else(String::new, |shown| table_of(shown, paint, width)));
        output.push_str(&below(block, paint, width));
    }
    if !page.context_pairs.is_empty() {
        output.extend(page.context.iter().map(|block| finding(block, paint, width)));
        output.push_str(&pairs(&page.context_pairs, width));
    }
    if !page.more.is_empty() {
        output.push('\n');
        output.push_str(&title("What else the record says", paint, width));
        output.push_str(&pairs(&page.more, width));
    }
    if let Some(minutes) = &page.minutes {
        output.push('\n');
        output.push_str(&title(minutes.heading, paint, width));
        let sentences: Vec<String> = minutes.sentences.iter().map(plain).collect();
        output.push_str(&indented(&sentences.join(" "), INDENT, width));
    }
    if !page.left_out.is_empty() {
        output.push('\n');
    }
    for part in &page.left_out {
        output.push_str(&indented(&format!("{}: {}.", part.place, part.names), 0, width));
    }
    output
}

/// Blocks whose evidence is a list.
fn listed(page: &BriefPage, block: &crate::report::Block, width: usize) -> String {
    let is = |other: &crate::report::Block| std::ptr::eq(block, other);
    let items: Vec<String> = if is(&page.doubt) {
        page.flips.iter().map(|flip| format!("{}: {}", flip.heading, plain(&flip.text))).collect()
    } else if is(&page.others) {
        page.other_lines.iter().map(|line| format!("{}: {}", option(&line.option), plain(&line.text))).collect()
    } else if is(&page.asked) {
        page.asked_pairs.iter().map(|pair| format!("{}: {}", pair.term, pair.text)).collect()
    } else if is(&page.next) {
        let who = |who: Option<&String>| who.map_or_else(String::new, |who| format!(" ({who})"));
        page.steps.iter().map(|step| format!("{}: {}{}", step.by, step.what, who(step.who.as_ref()))).collect()
    } else {
        Vec::new()
    };
    items.iter().map(|item| indented(item, INDENT, width)).collect()
}

fn lines(heads: &[&str], rows: Vec<Vec<String>>, width: usize) -> String {
    let columns: Vec<Column<'_>> = heads
        .iter()
        .enumerate()
        .map(|(idx, head)| Column {
            head,
            align: Align::Left,
            fit: match *head {
                "" => Fit::Picture,
                "Option" if idx == 0 => Fit::Whole,
                _ => Fit::Wrapped,
            },
        })
        .collect();
    table(&columns, &rows, width.saturating_sub(INDENT)).lines().map(|line| format!("{:INDENT$}{line}\n", "")).collect()
}
