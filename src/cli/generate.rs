//! `adr generate`: a table of contents and a graph, as adr-tools prints them.

use crate::cli::context::Context;
use crate::cli::journey::{self, Journey};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::print;
use crate::log::{LoggedRecord, Resolution};
use crate::model::{Audience, LinkKind};
use crate::record::Depth;
use crate::term::clean;
use clap::{Args, Subcommand};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Print a table of contents or a graph of the log
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  adr generate toc > doc/adr/README.md\n  adr generate graph | dot -Tsvg > graph.svg"
)]
pub(crate) struct GenerateArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// A list of links in markdown
    Toc(TocArgs),
    /// A graph of what follows and replaces what, in the language of Graphviz
    Graph(GraphArgs),
}

#[derive(Args, Debug)]
struct TocArgs {
    /// A file whose text stands before the list
    #[arg(short, long, value_name = "FILE")]
    intro: Option<PathBuf>,
    /// A file whose text stands behind it
    #[arg(short, long, value_name = "FILE")]
    outro: Option<PathBuf>,
    /// What stands before each address
    #[arg(short, long, value_name = "TEXT", default_value = "")]
    prefix: String,
}

#[derive(Args, Debug)]
struct GraphArgs {
    /// What stands before each address
    #[arg(short, long, value_name = "TEXT", default_value = "")]
    prefix: String,
    /// The ending of each address
    #[arg(short, long, value_name = "TEXT", default_value = ".html")]
    extension: String,
}

pub(crate) fn run(args: &GenerateArgs, context: &Context) -> anyhow::Result<Outcome> {
    let journey = journey::read(context, &context.request_of_texts(), Depth::Listed, Audience::Board)?;
    print::out(&match &args.what {
        What::Toc(toc) => contents(&journey, toc, context)?,
        What::Graph(graph) => drawn(&journey, graph),
    })?;
    Ok(Outcome::Clean)
}

fn contents(journey: &Journey, args: &TocArgs, context: &Context) -> anyhow::Result<String> {
    let read = |path: &Option<PathBuf>| -> Result<Option<String>, Failure> {
        let Some(path) = path else { return Ok(None) };
        let whole = context.dir.join(path);
        let text = std::fs::read_to_string(&whole)
            .map_err(|error| Failure::Reading(format!("could not read `{}`: {error}", path.display())))?;
        Ok(Some(text.trim_end().to_owned()))
    };
    let mut text = "# Architecture Decision Records\n\n".to_owned();
    if let Some(intro) = read(&args.intro)? {
        let _ = writeln!(text, "{intro}\n");
    }
    for logged in &journey.log.records {
        let title = titled(logged).replace('[', "\\[").replace(']', "\\]");
        let _ = writeln!(text, "* [{title}]({}{})", args.prefix, name(logged).replace(' ', "%20"));
    }
    if let Some(outro) = read(&args.outro)? {
        let _ = writeln!(text, "\n{outro}");
    }
    Ok(text)
}

/// Number and title, as the heading of such a record has them.
fn titled(logged: &LoggedRecord) -> String {
    let title = clean(&logged.record.title.text);
    match logged.record.number {
        Some(number) => format!("{number}. {title}"),
        None => title,
    }
}

/// The path below the record folder.
fn name(logged: &LoggedRecord) -> &str {
    let record = &logged.record;
    record.path.strip_prefix(record.folder.as_str()).map_or(record.path.as_str(), |rest| rest.trim_start_matches('/'))
}

fn drawn(journey: &Journey, args: &GraphArgs) -> String {
    let records = &journey.log.records;
    let key = |idx: usize| records[idx].record.number.map_or(idx as u64 + 1, |number| number);
    let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
    let mut text = "digraph {\n  node [shape=plaintext];\n  subgraph {\n".to_owned();
    for (idx, logged) in records.iter().enumerate() {
        let stem = name(logged).strip_suffix(".md").unwrap_or(name(logged));
        let (title, address) = (quoted(&titled(logged)), quoted(&format!("{}{stem}{}", args.prefix, args.extension)));
        let _ = writeln!(text, "    _{} [label=\"{title}\"; URL=\"{address}\"];", key(idx));
        if idx > 0 {
            let _ = writeln!(text, "    _{} -> _{} [style=\"dotted\", weight=1];", key(idx - 1), key(idx));
        }
    }
    text.push_str("  }\n");
    for (idx, logged) in records.iter().enumerate() {
        for (link, resolution) in logged.record.links.iter().zip(&logged.resolutions) {
            // One arrow for both sides of a link.
            let is_reverse = matches!(link.kind, LinkKind::SupersededBy | LinkKind::AmendedBy | LinkKind::Enables);
            if let (Resolution::Record(to), false) = (resolution, is_reverse) {
                let words = quoted(&words(logged, link.span, link.kind));
                let _ = writeln!(text, "  _{} -> _{} [label=\"{words}\", weight=0]", key(idx), key(*to));
            }
        }
    }
    text + "}\n"
}

/// The words before the link, as its author wrote them; else those of its kind.
fn words(logged: &LoggedRecord, span: Option<crate::source::Span>, kind: LinkKind) -> String {
    let text = &logged.record.text;
    let start = span.map_or(0, |span| span.start as usize);
    let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let before = text[line..start].trim().trim_start_matches(['*', '-', '+', ' ']);
    let is_plain = !before.is_empty() && before.len() <= 30 && before.chars().all(|c| c.is_alphabetic() || c == ' ');
    if is_plain {
        return before.to_owned();
    }
    let word = kind.as_str();
    word[..1].to_uppercase() + &word[1..].replace('-', " ")
}
