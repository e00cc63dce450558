//! `adr publish`: the static site.

use crate::cli::check::Deny;
use crate::cli::config::{DefaultDay, Origin};
use crate::cli::context::Context;
use crate::cli::journey;
use crate::cli::outcome::Outcome;
use crate::cli::{attachments, look, print, progress, statics, write};
use crate::finding;
use crate::model::{Audience, Book};
use crate::record::Depth;
use crate::site;
use crate::{export, report};
use anyhow::Context as _;
use clap::Args;
use rayon::prelude::*;
use std::path::PathBuf;
use std::time::Duration;

/// Publish the board site
///
/// Writes a static site that needs no server and no script, beside the old one, and swaps the
/// two at the end. Findings never stop it, unless `--deny` says so.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  adr publish --out site --audience board")]
pub(crate) struct PublishArgs {
    /// Write the site to DIR instead of the folder that book.toml names (default: site)
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    edition: Edition,
    /// Write nothing and end with exit code 1 where there are findings from this level on
    #[arg(long, value_name = "LEVEL")]
    deny: Option<Deny>,
}

/// Which of the sites that a log can fill.
#[derive(Args, Debug)]
pub(crate) struct Edition {
    /// Who will read it: all, exec or board; records for a narrower circle are left out
    #[arg(long, value_name = "CIRCLE", default_value = "all", value_parser = circle)]
    pub(crate) audience: Audience,
    /// How many worlds to draw
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    draws: Option<u32>,
    /// Where the sequence of draws starts
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

impl Edition {
    /// Writes over the settings what the command line says otherwise.
    pub(crate) fn impose(&self, book: &mut Book) {
        if let Some(draws) = self.draws {
            book.draws = draws as usize;
        }
        if let Some(seed) = self.seed {
            book.seed = seed;
        }
    }
}

/// The circle that a word names.
pub(crate) fn circle(word: &str) -> Result<Audience, String> {
    Audience::ALL
        .into_iter()
        .find_map(|(name, circle)| (name == word).then_some(circle))
        .ok_or_else(|| "write all, exec or board".to_owned())
}

pub(crate) fn run(args: &PublishArgs, context: &Context, elapsed: &dyn Fn() -> Duration) -> anyhow::Result<Outcome> {
    let progress = progress::Progress::start(context, "reading records");
    let mut journey = journey::read_all(context, &context.request_with_history(), Depth::Whole, args.edition.audience)?;
    args.edition.impose(&mut journey.config.book);
    progress.next("weighing options");
    let day = journey.day(context, DefaultDay::Version);
    let mut weighed = journey::weigh(journey, day);
    if let Some(deny) = args.deny {
        let denied = weighed.findings.iter().filter(|finding| finding.severity >= deny.severity()).count();
        if denied > 0 {
            progress.end();
            print::say(context, &format!("not published: {denied} findings; adr check shows them"));
            return Ok(Outcome::Findings);
        }
    }
    progress.next("writing pages");
    let book = &weighed.journey.config.book;
    let root = &weighed.journey.root;
    let out = match &args.out {
        Some(out) => context.dir.join(out),
        None => root.join(&book.site),
    };
    // Who types a folder may mean one anywhere; a repository may not choose.
    let is_chosen_by_book = args.out.is_none() && weighed.journey.config.origin("site") == Origin::Book;
    if is_chosen_by_book {
        write::refuse_outside(&out, root)?;
    }
    let theme = look::theme(&weighed.journey.config.book, &weighed.journey.files)?;
    let statics = statics::find(&weighed.journey, &out)?;
    weighed.findings.extend(statics.left_out.iter().cloned());
    finding::sort(&mut weighed.findings);
    let writer = write::SiteWriter::begin(&out, root)?;
    let summary = site::render(&weighed.input(), &theme, &|path, bytes| writer.write(path, bytes))?;
    write_data(&weighed.input(), &writer)?;
    attachments::copy(&weighed.journey.attachments, &weighed.journey.files, &writer)?;
    statics.copy(&weighed.journey.files, &writer)?;
    let notes = writer.finish()?;
    progress.end();
    for note in notes {
        print::say(context, &format!("note: {note}"));
    }
    let pages = summary.page_count;
    let findings = weighed.findings.len();
    print::say(
        context,
        &format!(
            "{pages} page{}, {findings} finding{}, {:.1} s: open {}",
            if pages == 1 { "" } else { "s" },
            if findings == 1 { "" } else { "s" },
            elapsed().as_secs_f64(),
            out.join("index.html").display()
        ),
    );
    Ok(Outcome::Clean)
}

/// The files that carry what the pages say to where it is wanted.
fn write_data(input: &report::Input, writer: &write::SiteWriter) -> anyhow::Result<()> {
    report::data_files(input).into_par_iter().try_for_each(|file| {
        let text = export::site_file(input, file.kind);
        writer.write(file.path, text.as_bytes()).with_context(|| format!("could not write `{}`", file.path))
    })?;
    (0..input.log.records.len()).into_par_iter().try_for_each(|idx| {
        let Some(path) = report::workbook_path(input, idx) else { return Ok(()) };
        let Some(workbook) = export::site_workbook(input, idx) else { return Ok(()) };
        writer.write(&path, &workbook?).with_context(|| format!("could not write `{path}`"))
    })
}
