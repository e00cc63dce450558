//! `adr explain`: what a finding's name means.

use crate::check;
use crate::cli::context::Context;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::print;
use crate::term::{Align, Column, Fit, table, wrap};
use clap::Args;
use std::fmt::Write as _;

/// Say what a finding means and how to mend it
///
/// Without a name it lists every rule there is.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  adr explain no-exit")]
pub(crate) struct ExplainArgs {
    /// The name in brackets: no-exit, of warning[no-exit]
    rule: Option<String>,
}

pub(crate) fn run(args: &ExplainArgs, context: &Context) -> anyhow::Result<Outcome> {
    let width = print::width(context);
    let Some(rule) = &args.rule else {
        print::out(&listed(context, width))?;
        return Ok(Outcome::Clean);
    };
    let paragraphs = check::explain(rule.trim()).map_err(|near| {
        let help =
            near.map_or_else(|| "`adr explain` lists them all".to_owned(), |near| format!("did you mean `{near}`?"));
        Failure::Arguments(format!("no rule is called `{rule}`; {help}"))
    })?;
    let mut output = format!("{}\n", print::paint(context).bold(rule.trim()));
    for paragraph in paragraphs {
        output.push('\n');
        for line in paragraph.lines() {
            // What to type stays as it is.
            let lines = if line.starts_with(' ') { vec![line.to_owned()] } else { wrap(line, width) };
            for line in lines {
                let _ = writeln!(output, "{line}");
            }
        }
    }
    print::out(&output)?;
    Ok(Outcome::Clean)
}

fn listed(context: &Context, width: usize) -> String {
    let columns = [
        Column { head: "", align: Align::Left, fit: Fit::Whole },
        Column { head: "", align: Align::Left, fit: Fit::Wrapped },
    ];
    let row = |name: &str, means: &str| vec![format!("  {name}"), means.to_owned()];
    let of_board: Vec<_> =
        check::RULES.iter().map(|rule| row(rule.name, rule.page.checks.trim_end_matches('.'))).collect();
    let mut chapters = vec![("What a board would miss", of_board)];
    chapters.extend(
        check::KNOWN_RULES
            .into_iter()
            .map(|(title, rules)| (title, rules.iter().map(|rule| row(rule.name, rule.means)).collect())),
    );
    let told = chapters
        .into_iter()
        .map(|(title, rows)| format!("{}\n{}", print::paint(context).bold(title), table(&columns, &rows, width)));
    told.collect::<Vec<_>>().join("\n")
}
