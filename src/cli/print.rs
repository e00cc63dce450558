//! Results to standard output, talk to standard error.

use crate::cli::context::{Context, Talk};
use crate::cli::outcome::Failure;
use crate::term::{Paint, clean};
use std::io::Write;

/// The widest that prose and tables get.
const WIDEST: usize = 120;

/// Prints a result. A closed pipe surfaces as an error that ends quietly.
pub(crate) fn out(text: &str) -> anyhow::Result<()> {
    let mut stdout = std::io::stdout().lock();
    let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    written.map_err(|error| match error.kind() {
        std::io::ErrorKind::BrokenPipe => error.into(),
        _ => Failure::Writing(format!("could not write to standard output: {error}")).into(),
    })
}

/// Prints one line of a result. Names of files come from outside: none moves the cursor.
pub(crate) fn line(text: &str) -> anyhow::Result<()> {
    out(&format!("{}\n", clean(text)))
}

/// Says something beside the result, unless the reader wants quiet.
pub(crate) fn say(context: &Context, text: &str) {
    if context.talk > Talk::Quiet {
        talk(text);
    }
}

/// Says what only a curious reader wants to know.
pub(crate) fn detail(context: &Context, text: &str) {
    if context.talk >= Talk::Verbose {
        talk(text);
    }
}

/// Says something whether or not the reader wants quiet: an error.
pub(crate) fn complain(text: &str) {
    talk(text);
}

/// Nobody listening on standard error is no reason to stop. Paths and arguments come from outside.
fn talk(text: &str) {
    let mut stderr = std::io::stderr().lock();
    for line in text.trim_end().lines() {
        let _ = writeln!(stderr, "{}", clean(line));
    }
}

/// How wide results may be: `COLUMNS`, else the terminal's width, else 80.
pub(crate) fn width(context: &Context) -> usize {
    let columns = context.environment.get("COLUMNS").and_then(|columns| columns.parse::<usize>().ok());
    columns.filter(|columns| *columns > 0).or(context.terminal.width).unwrap_or(80).clamp(40, WIDEST)
}

/// Color for results.
pub(crate) fn paint(context: &Context) -> Paint {
    Paint { is_colored: context.terminal.color }
}
