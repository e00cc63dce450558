//! How long `publish` and `list` take as a log grows, how much memory they need, and how that grows.
//!
//! `cargo bench --bench publish` makes logs of 100, 1,000 and 10,000 plain records of 800 words in git, in memory where
//! the system has `/dev/shm`, runs the binary warm, and prints the middle of several runs. No test is timed by it.
#![expect(clippy::print_stdout, reason = "it prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]

mod common;

use common::Cost;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const SIZES: [usize; 3] = [100, 1_000, 10_000];
const RUNS: [usize; 3] = [7, 5, 3];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = common::folder()?;
    println!("{} logs in {}", SIZES.len(), folder.path().display());
    println!("{:>8}  {:>10}  {:>12}  {:>10}  {:>12}", "records", "publish", "peak memory", "list", "peak memory");
    let mut publishes = Vec::new();
    let mut lists = Vec::new();
    for (size, runs) in SIZES.into_iter().zip(RUNS) {
        let log = folder.path().join(size.to_string());
        common::plain_log(&log, size)?;
        let publish = middle(&log, &["publish", "--quiet"], runs)?;
        let list = middle(&log, &["list", "--format", "json"], runs)?;
        println!(
            "{size:>8}  {:>8.3} s  {:>8.0} MiB  {:>8.3} s  {:>8.0} MiB",
            publish.seconds, publish.peak_mib, list.seconds, list.peak_mib
        );
        publishes.push(publish);
        lists.push(list);
        fs::remove_dir_all(&log)?;
    }
    let growth = SIZES[2] as f64 / SIZES[0] as f64;
    for (name, costs) in [("publish", &publishes), ("list", &lists)] {
        let time = common::exponent(costs[0].seconds, costs[2].seconds, growth);
        let memory = common::exponent(costs[0].peak_mib, costs[2].peak_mib, growth);
        println!("{name}: from 100 to 10,000 records time grows as n^{time:.2}, memory as n^{memory:.2}");
    }
    Ok(())
}

/// One run to warm up, then the run of middle length.
fn middle(log: &Path, arguments: &[&str], runs: usize) -> Result<Cost, Box<dyn Error>> {
    run(log, arguments)?;
    let mut costs = (0..runs).map(|_| run(log, arguments)).collect::<Result<Vec<_>, _>>()?;
    costs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    Ok(costs.swap_remove(runs / 2))
}

fn run(log: &Path, arguments: &[&str]) -> Result<Cost, Box<dyn Error>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_adr"));
    command.arg("-C").arg(log).args(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let (cost, status) = common::measure(&mut command)?;
    if status.success() { Ok(cost) } else { Err(format!("`adr {}` ended with {status}", arguments.join(" ")).into()) }
}
