//! What the benches of whole commands share: a folder in memory, logs in git, and what one process took.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const WORD_COUNT: usize = 800;
const WORDS: [&str; 48] = [
    "service", "because", "cost", "queue", "we", "the", "a", "team", "month", "customer", "store", "decide", "until",
    "read", "write", "network", "slow", "cheap", "data", "index", "cache", "and", "of", "to", "for", "with", "without",
    "partner", "supplier", "contract", "page", "old", "new", "version", "test", "build", "buy", "keep", "leave",
    "move", "risk", "year", "is", "was", "will", "not", "it", "that",
];

/// What one run took.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) seconds: f64,
    pub(crate) peak_mib: f64,
}

/// A folder that goes with the run, in memory where the system has `/dev/shm`.
pub(crate) fn folder() -> std::io::Result<TempDir> {
    let shared_memory = Path::new("/dev/shm");
    if shared_memory.is_dir() { tempfile::tempdir_in(shared_memory) } else { tempfile::tempdir() }
}

/// The power of n by which a figure grows while n grows by a factor.
pub(crate) fn exponent(smallest: f64, largest: f64, factor: f64) -> f64 {
    libm::log(largest / smallest) / libm::log(factor)
}

/// One process, from its start to its end.
pub(crate) fn measure(command: &mut Command) -> std::io::Result<(Cost, ExitStatus)> {
    let start = Instant::now();
    let mut child = command.spawn()?;
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
    Ok((Cost { seconds: start.elapsed().as_secs_f64(), peak_mib }, status))
}

/// In MiB; `None` where the system does not tell.
fn high_water_mark(status_file: &str) -> Option<f64> {
    let status = fs::read_to_string(status_file).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}

/// Plain records of 800 words with links to earlier ones, committed at once.
pub(crate) fn plain_log(log: &Path, size: usize) -> Result<(), Box<dyn Error>> {
    let decisions = log.join("decisions");
    fs::create_dir_all(&decisions)?;
    for number in 1..=size {
        fs::write(decisions.join(format!("{number:05}-decision-{number}.md")), record(number)?)?;
    }
    commit(log)
}

/// Makes a git repository of a folder, with all its files in one commit.
pub(crate) fn commit(log: &Path) -> Result<(), Box<dyn Error>> {
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
