//! How long texts take that were written to take long: each must be over within 100 ms, whole process.
//!
//! `cargo bench --bench hostile` runs `adr check` on each and prints the middle of several runs. No test is timed by it.
#![expect(clippy::print_stdout, reason = "it prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]

use std::error::Error;
use std::fs;
use std::process::{Command, Stdio};
use std::time::Instant;

const RUNS: usize = 5;
const LIMIT_MS: f64 = 100.0;

fn main() -> Result<(), Box<dyn Error>> {
    println!("{:>20}  {:>9}  {:>9}", "text", "bytes", "check");
    for (name, text) in texts() {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("decisions"))?;
        fs::write(folder.path().join("decisions/0001-a.md"), &text)?;
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
            assert!(matches!(status.code(), Some(0 | 1)), "{name} ended with {status}");
        }
        times.sort_by(f64::total_cmp);
        let middle = times[RUNS / 2];
        println!(
            "{name:>20}  {:>9}  {middle:>6.0} ms{}",
            text.len(),
            if middle > LIMIT_MS { "  too long" } else { "" }
        );
    }
    Ok(())
}

/// Front matter and bodies that grow where readers are weak.
fn texts() -> Vec<(&'static str, String)> {
    let fenced = |content: &str| format!("---\n{content}\n---\n# A\n\nText.\n");
    let under = |text: String| format!("# A\n\n{text}\n");
    let bomb: String =
        (1..30).map(|i| format!("a{i}: &a{i} [{}]\n", vec![format!("*a{}", i - 1); 9].join(", "))).collect();
    vec![
        ("open brackets", fenced(&format!("title: A\na: {}", "[".repeat(100_000)))),
        ("open braces", fenced(&"{a: ".repeat(25_000))),
        ("dashes", fenced(&format!("a:\n  {}", "- ".repeat(50_000)))),
        ("alias bomb", fenced(&format!("a0: &a0 [x, x]\n{bomb}"))),
        ("300 kB", fenced(&"key: value\n".repeat(27_000))),
        ("50,000 duplicates", fenced(&"a: b\n".repeat(50_000))),
        ("5,000 slips", fenced(&format!("options:\n{}", "  - buy: A\n    csot: 5\n".repeat(5_000)))),
        ("5,000 broken options", fenced(&format!("options:\n{}", "  - buy: A: B\n    risk: 5: 6\n".repeat(5_000)))),
        ("5,000 options", fenced(&format!("options:\n{}", "  - buy: A\n    cost: 1k to 2k\n".repeat(5_000)))),
        ("25,000 small maps", fenced(&format!("a: [{}", "{b: c}, ".repeat(25_000)))),
        ("open quote", fenced(&format!("a: \"{}", "x ".repeat(100_000)))),
        ("tabs", fenced(&"\ta: b\n".repeat(40_000))),
        ("long line", under("x".repeat(200_000))),
        ("open links", under("[a](b ".repeat(33_000))),
        ("open pictures", under("![".repeat(100_000))),
        ("emphasis", under("*a_".repeat(66_000))),
        ("backticks", under("`".repeat(200_000))),
        ("quotes", under("> ".repeat(100_000))),
        ("open tags", under("<div>".repeat(40_000))),
        ("wide table", under(format!("{}\n{}\n", "| a ".repeat(50_000), "|-".repeat(50_000)))),
        ("statuses", under(format!("## Status\n\n{}", "Superseded by ".repeat(14_000)))),
    ]
}
