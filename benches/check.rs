//! How long `adr check` takes of a log of plain records, whole process: 1,000 of them must be over within 150 ms.
//!
//! `cargo bench --bench check` prints the middle and the slowest of several runs. No test is timed by it.
#![expect(clippy::print_stdout, reason = "it prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const RUNS: usize = 15;
const LIMIT_MS: f64 = 150.0;

fn main() -> Result<(), Box<dyn Error>> {
    println!("{:>8}  {:>10}  {:>10}", "records", "middle", "slowest");
    for count in [100, 1_000] {
        let folder = tempfile::tempdir()?;
        write_log(folder.path(), count)?;
        let mut times = Vec::new();
        for _ in 0..RUNS {
            let start = Instant::now();
            let status = Command::new(env!("CARGO_BIN_EXE_adr"))
                .args(["check", "--quiet"])
                .current_dir(folder.path())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status()?;
            times.push(start.elapsed().as_secs_f64() * 1e3);
            assert_eq!(status.code(), Some(0), "plain records have no error");
        }
        times.sort_by(f64::total_cmp);
        let (middle, slowest) = (times[RUNS / 2], times[RUNS - 1]);
        let mark = if count == 1_000 && middle > LIMIT_MS { "  too long" } else { "" };
        println!("{count:>8}  {middle:>7.0} ms  {slowest:>7.0} ms{mark}");
    }
    Ok(())
}

/// Half of them by Nygard's template, half by MADR's, each tenth replaced by the next.
fn write_log(root: &Path, count: usize) -> std::io::Result<()> {
    let folder = root.join("decisions");
    fs::create_dir(&folder)?;
    for number in 1..=count {
        let status = if number % 10 == 0 && number < count {
            format!("Superseded by [{0}](./{0:04}-decision.md)", number + 1)
        } else {
            "Accepted".to_owned()
        };
        let mut text = if number % 2 == 0 {
            format!("# {number}. Decision {number}\n\nDate: 2026-01-05\n\n## Status\n\n{status}\n\n## Context\n\n")
        } else {
            format!(
                "---\nstatus: accepted\ndate: 2026-01-05\n---\n# Decision {number}\n\n## Considered Options\n\n* One\n* Two\n\n## Context and Problem Statement\n\n"
            )
        };
        for line in 0..20 {
            let _ = writeln!(
                text,
                "We looked at what it takes to read and to write, the {line}th time, and what a month of it costs."
            );
        }
        text.push_str("\n## Consequences\n\nThe old way stays until May.\n");
        fs::write(folder.join(format!("{number:04}-decision.md")), text)?;
    }
    Ok(())
}
