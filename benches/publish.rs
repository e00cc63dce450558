//! How long `publish` and `list` take as a log grows, how much memory they need, and how that grows.
//!
//! `cargo bench --bench publish` makes logs of 100, 1,000 and 10,000 plain records of 800 words in git, in memory where
//! the system has `/dev/shm`, runs the binary warm, and prints the middle of several runs. No test is timed by it.
#![expect(clippy::print_stdout, reason = "it prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const SIZES: [usize; 3] = [100, 1_000, 10_000];
const RUNS: [usize; 3] = [7, 5, 3];
const WORD_COUNT: usize = 800;
const WORDS: [&str; 48] = [
    "service", "because", "cost", "queue", "we", "the", "a", "team", "month", "customer", "store", "decide", "until",
    "read", "write", "network", "slow", "cheap", "data", "index", "cache", "and", "of", "to", "for", "with", "without",
    "partner", "supplier", "contract", "page", "old", "new", "version", "test", "build", "buy", "keep", "leave",
    "move", "risk", "year", "is", "was", "will", "not", "it", "that",
];

/// What one run took.
struct Cost {
    seconds: f64,
    peak_mib: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let shared_memory = Path::new("/dev/shm");
    let folder = if shared_memory.is_dir() { tempfile::tempdir_in(shared_memory)? } else { tempfile::tempdir()? };
    println!("{} logs in {}", SIZES.len(), folder.path().display());
    println!("{:>8}  {:>10}  {:>12}  {:>10}  {:>12}", "records", "publish", "peak memory", "list", "peak memory");
    let mut publishes = Vec::new();
    let mut lists = Vec::new();
    for (size, runs) in SIZES.into_iter().zip(RUNS) {
        let log = folder.path().join(size.to_string());
        make_log(&log, size)?;
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
    for (name, costs) in [("publish", &publishes), ("list", &lists)] {
        let time = exponent(costs[0].seconds, costs[2].seconds);
        let memory = exponent(costs[0].peak_mib, costs[2].peak_mib);
        println!("{name}: from 100 to 10,000 records time grows as n^{time:.2}, memory as n^{memory:.2}");
    }
    Ok(())
}

/// The power of n by which a figure grows from the smallest to the largest log.
fn exponent(smallest: f64, largest: f64) -> f64 {
    libm::log(largest / smallest) / libm::log(SIZES[2] as f64 / SIZES[0] as f64)
}

/// One run to warm up, then the run of middle length.
fn middle(log: &Path, arguments: &[&str], runs: usize) -> Result<Cost, Box<dyn Error>> {
    run(log, arguments)?;
    let mut costs = (0..runs).map(|_| run(log, arguments)).collect::<Result<Vec<_>, _>>()?;
    costs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    Ok(costs.swap_remove(runs / 2))
}

fn run(log: &Path, arguments: &[&str]) -> Result<Cost, Box<dyn Error>> {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_adr"))
        .arg("-C")
        .arg(log)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    // The high-water mark only rises, so that the last look before the end is the peak, or just below it.
    let status_file = format!("/proc/{}/status", child.id());
    let mut peak_mib = 0.0_f64;
    let status = loop {
        peak_mib = peak_mib.max(high_water_mark(&status_file).unwrap_or_default());
        if let Some(status) = child.try_wait()? {
            break status;
        }
        sleep(Duration::from_micros(300));
    };
    let seconds = start.elapsed().as_secs_f64();
    if !status.success() {
        return Err(format!("`adr {}` ended with {status}", arguments.join(" ")).into());
    }
    Ok(Cost { seconds, peak_mib })
}

/// In MiB; `None` where the system does not tell.
fn high_water_mark(status_file: &str) -> Option<f64> {
    let status = fs::read_to_string(status_file).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}

/// Plain records with links to earlier ones, committed at once.
fn make_log(log: &Path, size: usize) -> Result<(), Box<dyn Error>> {
    let decisions = log.join("decisions");
    fs::create_dir_all(&decisions)?;
    for number in 1..=size {
        fs::write(decisions.join(format!("{number:05}-decision-{number}.md")), record(number)?)?;
    }
    for arguments in [&["init", "--quiet"][..], &["add", "."], &["commit", "--quiet", "--message", "All decisions"]] {
        let status = Command::new("git")
            .arg("-C")
            .arg(log)
            .args(["-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0"])
            .args(arguments)
            .status()?;
        if !status.success() {
            return Err(format!("`git {}` ended with {status}", arguments.join(" ")).into());
        }
    }
    Ok(())
}

fn record(number: usize) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    let (month, day) = (number % 12 + 1, number % 28 + 1);
    let year = 2015 + number % 11;
    writeln!(
        text,
        "# {number}. Decision number {number}\n\nDate: {year}-{month:02}-{day:02}\n\n## Status\n\nAccepted\n"
    )?;
    if number.is_multiple_of(7) {
        writeln!(text, "Amends [{0}. Decision number {0}]({0:05}-decision-{0}.md)\n", number - 5)?;
    }
    // A small congruential generator: the same words on every machine.
    let mut word = number;
    for (section, share) in [("Context", 3), ("Decision", 2), ("Consequences", 3)] {
        writeln!(text, "## {section}\n")?;
        for at in 0..WORD_COUNT * share / 8 {
            word = (word * 1_103 + 12_345) % 1_000_003;
            text.push_str(WORDS[word % WORDS.len()]);
            text.push_str(if at % 90 == 89 {
                ".\n\n"
            } else if at % 15 == 14 {
                "\n"
            } else {
                " "
            });
        }
        text.push_str("\n\n");
    }
    Ok(text)
}
