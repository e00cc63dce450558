//! How long `compare` takes on the example of the manual, as draws grow: cold processes, wall clock.
//!
//! `cargo bench --bench compare` lays the record of `tests/examples` into a folder of its own, runs the binary with
//! 10,000 to 1,000,000 draws, and prints the middle of several runs; then it compares a whole log of 1,000 copies of that
//! record, each under a name of its own, with everything on.
#![expect(clippy::print_stdout, reason = "it prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const DRAWS: [&str; 3] = ["10000", "100000", "1000000"];
const RUNS: usize = 9;
const RECORDS: usize = 1_000;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let decisions = folder.path().join("decisions");
    fs::create_dir_all(&decisions)?;
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("examples").join("sign-in.md");
    fs::copy(&example, decisions.join("0001-sign-in.md"))?;
    println!("{:>10}  {:>10}  {:>10}", "draws", "compare", "fastest");
    for draws in DRAWS {
        run(folder.path(), draws)?;
        let mut seconds = (0..RUNS).map(|_| run(folder.path(), draws)).collect::<Result<Vec<_>, _>>()?;
        seconds.sort_by(f64::total_cmp);
        println!("{draws:>10}  {:>7.1} ms  {:>7.1} ms", seconds[RUNS / 2] * 1e3, seconds[0] * 1e3);
    }
    let log = tempfile::tempdir()?;
    let decisions = log.path().join("decisions");
    fs::create_dir_all(&decisions)?;
    for number in 1..=RECORDS {
        fs::copy(&example, decisions.join(format!("{number:04}-sign-in-of-house-{number}.md")))?;
    }
    let seconds = adr(log.path(), &["compare", "--all"])?;
    println!("\n{RECORDS} records, 10,000 draws each: {seconds:.1} s");
    Ok(())
}

/// One cold process; its seconds.
fn run(folder: &Path, draws: &str) -> Result<f64, Box<dyn Error>> {
    adr(folder, &["compare", "1", "--draws", draws])
}

/// Seconds of one command.
fn adr(folder: &Path, args: &[&str]) -> Result<f64, Box<dyn Error>> {
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_adr"))
        .arg("-C")
        .arg(folder)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    let seconds = start.elapsed().as_secs_f64();
    if status.success() { Ok(seconds) } else { Err(format!("`adr {}` ended with {status}", args.join(" ")).into()) }
}
