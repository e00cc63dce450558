//! What two builds of `adr` take for the same work, one after the other on the same machine.
//!
//! `cargo bench --bench side_by_side -- OLD [NEW] [--adrs PATH]` makes its logs itself, runs OLD and NEW in turn (NEW
//! is this build where it is left out), and prints three tables in markdown: time and memory with what is asked of
//! them, how time grows with the log, and where the two print different bytes, which also ends the run with an error.
//! Whole runs take an hour, because an older build weighs a log of 1,000 decisions in half a minute, again and again;
//! `--records`, `--plain`, `--draws` and `--runs` make it shorter.
//!
//! `--adrs PATH` names `adrs` 0.13 (`cargo install adrs --version '^0.13' --root FOLDER`, then `FOLDER/bin/adrs`),
//! which lists the same folders (`adrs --cwd LOG list`; `.adr-dir` tells it where, and records to be listed carry
//! number and title in front matter, because it silently leaves out what it cannot read). What publishing costs at
//! least is measured with this program itself, started once more (`floor`): it reads and parses the same records and
//! writes files of the same names and sizes.
#![expect(clippy::print_stdout, reason = "it prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]

#[path = "../common/mod.rs"]
mod common;
mod contest;
mod floor;
mod logs;
mod table;
mod work;

use clap::Parser;
use contest::{Contest, Outcome};
use std::error::Error;
use std::path::PathBuf;

/// Run two builds of `adr` side by side
#[derive(Parser)]
struct Arguments {
    /// The build to compare with
    old: PathBuf,
    /// The build to judge
    #[arg(default_value = env!("CARGO_BIN_EXE_adr"))]
    new: PathBuf,
    /// `adrs` 0.13, to list the same records
    #[arg(long, value_name = "PATH")]
    adrs: Option<PathBuf>,
    /// Decisions in the larger log that is weighed; the smaller has a tenth
    #[arg(long, default_value_t = 1_000)]
    records: usize,
    /// Records in the largest log that is listed and published; the smaller have a tenth and a hundredth
    #[arg(long, default_value_t = 10_000)]
    plain: usize,
    /// Draws of the decision that is weighed alone
    #[arg(long, default_value_t = 1_000_000)]
    draws: usize,
    /// How often each build does each work; what takes longer than ten seconds is done three times at most
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// As `cargo bench` says
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().collect();
    if let [_, mode, log, manifest, out] = words.as_slice()
        && mode == floor::MODE
    {
        return floor::run(log.as_ref(), manifest.as_ref(), out.as_ref());
    }
    let arguments = Arguments::parse();
    let folder = common::folder()?;
    let contest = Contest {
        old: arguments.old.canonicalize()?,
        new: arguments.new.canonicalize()?,
        adrs: arguments.adrs.map(|adrs| adrs.canonicalize()).transpose()?,
        runs: arguments.runs.max(1),
        folder: folder.path().to_owned(),
    };
    println!("Old: {}\nNew: {}\nLogs: {}\n", contest.old.display(), contest.new.display(), contest.folder.display());
    table::print_head();
    let mut outcomes: Vec<Outcome> = Vec::new();
    for log in logs::all(arguments.records, arguments.plain) {
        let path = contest.folder.join("log");
        log.make(&path)?;
        for line in work::lines(&log, arguments.draws) {
            let outcome = contest.hold(line, log, &path)?;
            table::print_row(&outcome);
            outcomes.push(outcome);
        }
        std::fs::remove_dir_all(&path)?;
    }
    table::print_growth(&outcomes);
    table::print_differences(&outcomes)
}
