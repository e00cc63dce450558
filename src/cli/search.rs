//! `adr search`: records by their words.

use crate::cli::context::Context;
use crate::cli::journey::{self, Journey};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::print;
use crate::export;
use crate::finding::nearest;
use crate::model::Audience;
use crate::record::Depth;
use crate::report::{self, FilterKey, FoundRecord};
use crate::search::{self, Hit};
use crate::term::{Align, Column, Fit, Paint, clean, excerpt, table_rows};
use clap::{Args, ValueEnum};
use std::collections::HashMap;
use std::sync::Arc;

/// Find records by words, a number, an area, a role or a supplier
///
/// Looks through everything that stands in a record. A word is found at the beginning of a word;
/// records that hold all of them come first, titles before texts, rare words before common ones.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  adr search card payments
  adr search status:proposed supplier:corvane
  adr search fraud \"owner:Head of Payments\"

Filters: status, area, tag, owner, decider, supplier.")]
pub(crate) struct SearchArgs {
    /// Words, and filters as in owner:cto
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// Show no more than N; 0 shows all
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: SearchFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SearchFormat {
    /// For people
    Table,
    /// For programs: adr-search/1
    Json,
}

/// What was asked for.
struct Query {
    words: Vec<String>,
    /// What must be said, and the words that it must be said with.
    filters: Vec<(FilterKey, Vec<String>)>,
}

pub(crate) fn run(args: &SearchArgs, context: &Context) -> anyhow::Result<Outcome> {
    let query = query(&args.words)?;
    // Filters ask for fields that a list does not show.
    let depth = if query.filters.is_empty() { Depth::Listed } else { Depth::Fields };
    let journey = journey::read_all(context, &context.request_of_texts(), depth, Audience::Board)?;
    let texts = texts(&journey);
    let mut hits = hits(&journey, &texts, &query);
    let whole = hits.iter().filter(|hit| hit.held == query.words.len()).count();
    if whole > 0 {
        hits.truncate(whole);
    }
    let count = hits.len();
    if args.limit > 0 {
        hits.truncate(args.limit);
    }
    let found: Vec<FoundRecord> = hits
        .iter()
        .map(|hit| {
            let logged = &journey.log.records[hit.document];
            let best = best_line(text_of(&texts, &logged.record.path), &query.words);
            report::found_record(logged, &journey.log, hit.held == query.words.len(), best)
        })
        .collect();
    match args.format {
        SearchFormat::Json => print::out(&export::found(&found, count))?,
        SearchFormat::Table => {
            print::out(&as_lines(&found, &query.words, print::paint(context), print::width(context)))?;
            print::say(context, &told(found.len(), count, whole, &query));
        }
    }
    Ok(Outcome::Clean)
}

fn query(arguments: &[String]) -> Result<Query, Failure> {
    let mut words = Vec::new();
    let mut filters = Vec::new();
    for argument in arguments {
        let split = argument.split_once(':').filter(|(_, value)| !value.is_empty() && !value.starts_with('/'));
        let Some((key, value)) = split else {
            words.push(argument.as_str());
            continue;
        };
        let known = || FilterKey::ALL.into_iter().map(|(name, _)| name);
        match FilterKey::ALL.into_iter().find(|(name, _)| *name == key) {
            Some((_, filter)) => filters.push((filter, search::asked(value))),
            // "PCI:DSS" is a word; a slip of a filter's name would find nothing, and nobody would know why.
            None => match nearest(key, known()) {
                Some(near) => {
                    let message = format!("no filter is called `{key}`; did you mean `{near}:{value}`?");
                    return Err(Failure::Arguments(message));
                }
                None => words.push(argument.as_str()),
            },
        }
    }
    let words = search::asked(&words.join(" "));
    if words.is_empty() && filters.is_empty() {
        return Err(Failure::Arguments("nothing to look for; write a word of two letters or more".to_owned()));
    }
    Ok(Query { words, filters })
}

/// The records that pass the filters, best first.
fn hits(journey: &Journey, texts: &Texts<'_>, query: &Query) -> Vec<Hit> {
    let records = &journey.log.records;
    let passing: Vec<usize> = (0..records.len()).filter(|idx| passes(journey, *idx, query)).collect();
    if query.words.is_empty() {
        return passing.into_iter().map(|document| Hit { document, held: 0, score: 0.0 }).collect();
    }
    let document = |at: usize| {
        let logged = &records[passing[at]];
        report::searched(logged, text_of(texts, &logged.record.path))
    };
    let ranked = search::rank(passing.len(), &document, &query.words);
    ranked.into_iter().map(|hit| Hit { document: passing[hit.document], ..hit }).collect()
}

fn passes(journey: &Journey, idx: usize, query: &Query) -> bool {
    let record = &journey.log.records[idx].record;
    query.filters.iter().all(|(key, asked)| {
        key.said(record, &journey.config.book.areas).into_iter().any(|said| {
            let said = search::asked(said);
            asked.iter().all(|start| said.iter().any(|word| word.starts_with(start.as_str())))
        })
    })
}

/// The text of every file, by its path.
type Texts<'a> = HashMap<&'a str, &'a Arc<str>>;

fn texts(journey: &Journey) -> Texts<'_> {
    journey.snapshot.files.iter().map(|file| (file.path.as_str(), &file.text)).collect()
}

fn text_of<'a>(texts: &Texts<'a>, path: &str) -> &'a str {
    texts.get(path).map_or("", |text| text)
}

/// The line that holds most of the words, with its number. Of equals text stands before front matter, and that before
/// headings, since a title is shown anyway; then the first.
fn best_line<'a>(text: &'a str, asked: &[String]) -> Option<(usize, &'a str)> {
    let held = |line: &str| {
        let words = search::asked(line);
        asked.iter().filter(|start| words.iter().any(|word| word.starts_with(start.as_str()))).count()
    };
    let mut lines = text.lines();
    let is_fence = |line: &str| line.trim_end() == "---";
    let front = if lines.next().is_some_and(is_fence) { lines.position(is_fence).map_or(0, |at| at + 2) } else { 0 };
    let kind = |at: usize, line: &str| match line {
        _ if line.starts_with('#') || (at < front && line.starts_with("title:")) => 0,
        _ if at < front => 1,
        _ => 2,
    };
    let lines = text.lines().enumerate().map(|(at, line)| (held(line), kind(at, line), at, line));
    let best = lines.filter(|(held, ..)| *held > 0).max_by_key(|(held, kind, at, _)| (*held, *kind, usize::MAX - at));
    best.map(|(_, _, at, line)| (at + 1, line))
}

fn as_lines(found: &[FoundRecord], asked: &[String], paint: Paint, width: usize) -> String {
    if found.is_empty() {
        return String::new();
    }
    let column = |head, align, fit| Column { head, align, fit };
    let columns = [
        column("No", Align::Right, Fit::Whole),
        column("Status", Align::Left, Fit::Whole),
        column("Title", Align::Left, Fit::Wrapped),
    ];
    let cells = |one: &FoundRecord| {
        let number = one.record.number.map_or_else(|| "–".to_owned(), |number| number.to_string());
        vec![number, one.record.status.to_owned(), clean(&one.record.title)]
    };
    let rows: Vec<Vec<String>> = found.iter().map(cells).collect();
    let mut drawn = table_rows(&columns, &rows, width).into_iter();
    let mut output = drawn.next().unwrap_or_default();
    for (row, one) in drawn.zip(found) {
        output.push_str(&row);
        if let (Some(line), Some(text)) = (one.line, &one.text) {
            let place = format!("{}:{line}", clean(&one.record.path));
            output.push_str(&format!("    {}\n", paint.dim(&place)));
            let emphasized = |word: &str| {
                search::asked(word).iter().any(|word| asked.iter().any(|start| word.starts_with(start.as_str())))
            };
            output.push_str(&format!("    {}\n", excerpt(&clean(text), width.saturating_sub(4), paint, &emphasized)));
        }
    }
    output
}

/// How many there are, and whether they hold everything.
fn told(shown: usize, count: usize, whole: usize, query: &Query) -> String {
    let records = if count == 1 { "record" } else { "records" };
    let rest = if shown < count { format!("; the best {shown} are shown, --limit 0 shows all") } else { String::new() };
    match (count, whole, query.words.len()) {
        (0, ..) => "nothing is found; try fewer letters, or fewer words".to_owned(),
        (_, _, 0) => format!("{count} {records}{rest}"),
        (_, 0, _) => format!("none holds all of these words; {count} hold some{rest}"),
        _ => format!("{count} {records}{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_told_from_words() {
        let of = |words: &[&str]| query(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        let asked = of(&["card", "owner:Head of Data", "https://example.org", "PCI:DSS"]).expect("a query");
        assert_eq!(asked.words, ["card", "https", "example", "org", "pci", "dss"]);
        let filter = (FilterKey::Owner, ["head", "of", "data"].map(str::to_owned).to_vec());
        assert_eq!(asked.filters, [filter]);
        let slip = of(&["onwer:cto"]).err().expect("a slip is told").to_string();
        assert!(slip.contains("did you mean `owner:cto`?"), "{slip}");
        assert!(of(&["?"]).is_err());
    }

    #[test]
    fn the_line_that_shows_why_is_no_title() {
        let asked = ["queue".to_owned(), "kafka".to_owned()];
        assert_eq!(best_line("# A queue\n\nqueues\n## Kafka queue\nno\n", &asked), Some((4, "## Kafka queue")));
        assert_eq!(best_line("# A queue\n\nA queue.\n", &asked[..1]), Some((3, "A queue.")));
        let front = "---\ntitle: Queue\ntags: [queue]\n---\n# Queue\n";
        assert_eq!(best_line(front, &asked[..1]), Some((3, "tags: [queue]")));
        assert_eq!(best_line(&format!("{front}A queue.\n"), &asked[..1]), Some((6, "A queue.")));
        assert_eq!(best_line("nothing", &asked), None);
    }
}
