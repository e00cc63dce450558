//! `adr pack`: the board pack as a PDF, printed by the browser that is installed.

mod sheets;

use crate::cli::config::DefaultDay;
use crate::cli::context::Context;
use crate::cli::journey;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::{browser, look, print, progress, publish, write};
use crate::model::Audience;
use crate::record::Depth;
use crate::report::{self, Paper};
use crate::site;
use crate::theme::Theme;
use anyhow::Context as _;
use clap::{Args, ValueEnum};
use sheets::Sheets;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Print the board pack: one PDF with cover, contents and page numbers
///
/// The site's page `pack.html`, printed by the Chromium, Chrome or Edge that is installed, without
/// a window, a network or scripts: the board view, a brief for each matter before the board, risks,
/// money, agenda, and the words that they use. `CHROME` names another browser. As root on Linux the
/// browser runs without its sandbox, since it refuses to start with it.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  adr pack --audience board --out papers/board-pack.pdf")]
pub(crate) struct PackArgs {
    /// Write the pack to FILE instead of board-pack-DAY.pdf in the current folder
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Who will read it: all, exec or board; records for a narrower circle are left out
    #[arg(long, value_name = "CIRCLE", default_value = "all", value_parser = publish::circle)]
    audience: Audience,
    /// What it is printed on
    #[arg(long, value_name = "SIZE", default_value = "a4")]
    paper: Size,
    /// How many seconds the browser may take each time that it prints
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,
}

/// A size of paper.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Size {
    /// 210 by 297 mm
    A4,
    /// 8.5 by 11 inches
    Letter,
}

/// How often the pack is printed at most: once to learn its page numbers, once with them, and again if they moved.
const PASSES: usize = 5;

pub(crate) fn run(args: &PackArgs, context: &Context, elapsed: &dyn Fn() -> Duration) -> anyhow::Result<Outcome> {
    let browser = browser::find(&context.environment, std::env::consts::OS, &context.dir, &is_program)?;
    let progress = progress::Progress::start(context, "reading records");
    let journey = journey::read_all(context, &context.request_with_history(), Depth::Whole, args.audience)?;
    progress.next("weighing options");
    let day = journey.day(context, DefaultDay::Version);
    let out = match &args.out {
        Some(out) => context.dir.join(out),
        None => context.dir.join(format!("board-pack-{day}.pdf")),
    };
    refuse_other(&out)?;
    let weighed = journey::weigh(journey, day);
    let theme = look::theme(&weighed.journey.config.book, &weighed.journey.files)?;
    progress.next("printing pages");
    let press = Press { browser: &browser, size: args.paper, timeout: Duration::from_secs(args.timeout), elapsed };
    let (pdf, sheets) = press.print(&weighed.input(), &theme)?;
    refuse_other(&out)?;
    write::replace_file(&out, &sheets::dated(pdf, day))?;
    progress.end();
    say(context, &weighed, sheets.count, &out);
    Ok(Outcome::Clean)
}

fn say(context: &Context, weighed: &journey::Weighed, page_count: usize, out: &Path) {
    match weighed.journey.left_out_count {
        0 => {}
        1 => print::say(context, "note: one record is for a narrower circle and left out; see `--audience`"),
        count => print::say(
            context,
            &format!("note: {count} records are for a narrower circle and left out; see `--audience`"),
        ),
    }
    let plural = if page_count == 1 { "" } else { "s" };
    print::say(context, &format!("{page_count} page{plural}: open {}", out.display()));
}

/// Only a PDF is replaced: anything else under that name is somebody's.
fn refuse_other(out: &Path) -> Result<(), write::Error> {
    use std::io::Read;
    let refuse = |reason: &str| Err(write::Error::NotAPack { path: out.to_owned(), reason: reason.to_owned() });
    let Ok(found) = fs::metadata(out) else { return Ok(()) };
    if found.is_dir() {
        return refuse("it is a folder; name a file in it");
    }
    let mut start = [0; 5];
    let is_pdf = fs::File::open(out).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *b"%PDF-";
    if is_pdf { Ok(()) } else { refuse("it is no PDF; name another file, or remove it first") }
}

/// Whether a file can be started.
fn is_program(path: &Path) -> bool {
    let Ok(found) = fs::metadata(path) else { return false };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        found.is_file() && found.permissions().mode() & 0o111 != 0
    }
    #[cfg(not(unix))]
    {
        found.is_file()
    }
}

/// What prints.
struct Press<'a> {
    browser: &'a Path,
    size: Size,
    timeout: Duration,
    elapsed: &'a dyn Fn() -> Duration,
}

impl Press<'_> {
    /// The pack with the page numbers of its contents, in a folder that is gone afterwards.
    fn print(&self, input: &report::Input, theme: &Theme) -> anyhow::Result<(Vec<u8>, Sheets)> {
        let scratch = tempfile::Builder::new().prefix("adr-pack-").tempdir();
        let scratch =
            scratch.map_err(|error| Failure::Writing(format!("could not make a temporary folder: {error}")))?;
        let dir = scratch.path();
        write_into(dir, "assets/adr.css", &theme.sheet(input.book.theme.accent.as_deref()))?;
        write_into(dir, "assets/paper.css", self.size.style())?;
        let mut paper = Paper::new();
        for _ in 0..PASSES {
            let Some(page) = site::pack(input, theme, &paper)? else {
                return Err(Failure::Reading(NOTHING.to_owned()).into());
            };
            write_into(dir, "pack.html", &format!("{POLICY}{page}"))?;
            let (page, pdf) = (dir.join("pack.html"), dir.join("pack.pdf"));
            let (browser, timeout, elapsed) = (self.browser, self.timeout, self.elapsed);
            let pdf =
                browser::print(&browser::Job { browser, page: &page, pdf: &pdf, scratch: dir, timeout, elapsed })?;
            let sheets = sheets::read(&pdf).context("could not read the page numbers of what the browser printed")?;
            if sheets.places == paper {
                return Ok((pdf, sheets));
            }
            paper = sheets.places;
        }
        let browser = self.browser.display();
        Err(Failure::Writing(format!(
            "`{browser}` printed {PASSES} times and each time other pages, so that the contents would be wrong; try again, or \
             name another browser in CHROME"
        ))
        .into())
    }
}

/// Stands before the page, whatever templates a log brings along: no scripts, frames or pictures, and nothing from elsewhere.
/// What follows is read as if it stood alone: a second doctype and head are passed over.
const POLICY: &str = "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src \
                      'none'; style-src file:; img-src data:; base-uri 'none'; form-action 'none'\">\n";

/// Why there is no pack.
const NOTHING: &str = "there is nothing to put before a board: no record here asks for a decision or weighs options; `adr \
                       publish` makes a site of them";

impl Size {
    /// What tells the browser.
    fn style(self) -> &'static str {
        match self {
            Self::A4 => "@page { size: A4; }\n",
            Self::Letter => "@page { size: letter; }\n",
        }
    }
}

fn write_into(dir: &Path, name: &str, text: &str) -> Result<(), Failure> {
    let path = dir.join(name);
    let folder = path.parent().unwrap_or(dir);
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, text));
    written.map_err(|error| Failure::Writing(format!("could not write `{}`: {error}", path.display())))
}
