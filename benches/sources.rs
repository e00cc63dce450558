//! How long one site over many repositories takes, how much memory it needs, and how that grows.
//!
//! `cargo bench --bench sources` makes 10, 25 and 50 repositories of 200 plain records each and a log that names them as
//! its sources, and publishes them warm. No test is timed by it.
#![expect(clippy::print_stdout, reason = "it prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]

mod common;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};

const COUNTS: [usize; 3] = [10, 25, 50];
const RECORDS: usize = 200;
const RUNS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = common::folder()?;
    for count in 0..COUNTS[2] {
        common::plain_log(&folder.path().join(format!("team-{count}")), RECORDS)?;
    }
    let board = folder.path().join("board");
    fs::create_dir_all(&board)?;
    println!("{:>8}  {:>8}  {:>10}  {:>12}", "sources", "records", "publish", "peak memory");
    let mut costs = Vec::new();
    for count in COUNTS {
        let mut book = String::from("[output.board]\n");
        for source in 0..count {
            writeln!(book, "[[output.board.sources]]\npath = \"../team-{source}\"")?;
        }
        fs::write(board.join("book.toml"), book)?;
        let mut runs = (0..=RUNS).map(|_| publish(&board)).collect::<Result<Vec<_>, _>>()?;
        runs.remove(0);
        runs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        let cost = runs.swap_remove(RUNS / 2);
        println!("{count:>8}  {:>8}  {:>8.3} s  {:>8.0} MiB", count * RECORDS, cost.seconds, cost.peak_mib);
        costs.push(cost);
    }
    let growth = COUNTS[2] as f64 / COUNTS[0] as f64;
    let time = common::exponent(costs[0].seconds, costs[2].seconds, growth);
    let memory = common::exponent(costs[0].peak_mib, costs[2].peak_mib, growth);
    println!("from 10 to 50 sources time grows as n^{time:.2}, memory as n^{memory:.2}");
    Ok(())
}

fn publish(board: &std::path::Path) -> Result<common::Cost, Box<dyn Error>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_adr"));
    command.arg("-C").arg(board).args(["publish", "--quiet"]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let (cost, status) = common::measure(&mut command)?;
    if status.success() { Ok(cost) } else { Err(format!("`adr publish` ended with {status}").into()) }
}
