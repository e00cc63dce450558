//! How long `adr check` takes of a log of plain records in git, whole process: 1,000 of them must be over within 150 ms.
//!
//! `cargo bench --bench check` prints the middle and the slowest of several runs. No test is timed by it.
#![expect(clippy::print_stdout, reason = "it prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]

#[expect(dead_code, reason = "two sizes say nothing of growth")]
mod common;

use std::error::Error;
use std::process::{Command, Stdio};

const RUNS: usize = 15;
const LIMIT_MS: f64 = 150.0;

fn main() -> Result<(), Box<dyn Error>> {
    println!("{:>8}  {:>10}  {:>10}  {:>10}", "records", "middle", "slowest", "memory");
    for count in [100, 1_000] {
        let folder = common::folder()?;
        common::plain_log(folder.path(), count)?;
        let mut costs = Vec::new();
        for _ in 0..RUNS {
            let mut command = Command::new(env!("CARGO_BIN_EXE_adr"));
            command.args(["check", "--quiet"]).current_dir(folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
            let (cost, status) = common::measure(&mut command)?;
            assert_eq!(status.code(), Some(0), "plain records have no error");
            costs.push(cost);
        }
        costs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        let (middle, slowest) = (costs[RUNS / 2].seconds * 1e3, costs[RUNS - 1].seconds * 1e3);
        let memory = costs.iter().map(|cost| cost.peak_mib).fold(0.0, f64::max);
        let mark = if count == 1_000 && middle > LIMIT_MS { "  too long" } else { "" };
        println!("{count:>8}  {middle:>7.0} ms  {slowest:>7.0} ms  {memory:>6.0} MiB{mark}");
    }
    Ok(())
}
