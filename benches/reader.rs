//! How long reading takes: over a folder of real records, and as one record grows.
//!
//! `cargo bench --bench reader` parses texts of nested and repeated constructs at four sizes and prints how time grows
//! with them (1 is in proportion). Where `ADR_CORPUS` names a folder of repositories, their records are listed by one
//! cold process each, and parsed in one go.
#![expect(clippy::print_stdout, reason = "it prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]

use adr::model::Book;
use adr::record::{self, Depth, FolderContext};
use adr::repo::{self, Request};
use adr::source::SourceFile;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

const RUNS: usize = 5;
/// Bytes of the smallest text; each further one is four times as long.
const SMALLEST: usize = 16 << 10;
const SIZES: u32 = 4;

/// What is repeated, and what stands around each.
const PIECES: [(&str, &str); 18] = [
    ("paragraphs", "Words of a paragraph that says nothing.\n\n"),
    ("one line", "words "),
    ("headings", "## Status\n\nAccepted\n\n"),
    ("tight headings", "##Status\n"),
    ("setext", "Status\n---\n\n"),
    ("lists", "- a\n  - b\n"),
    ("deep lists", "- "),
    ("quotes", "> "),
    ("emphasis", "*a **b "),
    ("open links", "[a]("),
    ("brackets", "["),
    ("fences", "```\ncode\n"),
    ("comments", "<!-- a "),
    ("tags", "<b>"),
    ("tables", "| a | b |\n|---|---|\n"),
    ("fields", "* Status: superseded by [ADR-0005](0005-a.md)\n"),
    ("verbs", "Superseded by ADR-5, superseded by "),
    ("options", "## Considered Options\n\n* a\n* b\n"),
];

fn main() -> Result<(), Box<dyn Error>> {
    grow();
    if let Some(corpus) = std::env::var_os("ADR_CORPUS").map(PathBuf::from) {
        over(&corpus)?;
    }
    Ok(())
}

fn grow() {
    println!("{:16} {:>10}  {:>10}  growth", "repeated", "smallest", "largest");
    for (name, piece) in PIECES {
        let seconds: Vec<f64> = (0..SIZES).map(|step| parse_time(piece, SMALLEST << (2 * step))).collect();
        let last = seconds[SIZES as usize - 1];
        let growth = libm::log2(last / seconds[0]) / f64::from(2 * (SIZES - 1));
        println!("{name:16} {:>7.2} ms  {:>7.2} ms  {growth:>6.2}", seconds[0] * 1e3, last * 1e3);
    }
}

/// The fastest of several runs, in seconds.
fn parse_time(piece: &str, size: usize) -> f64 {
    let text = format!("# A record\n\n{}", piece.repeat(size / piece.len()));
    let file = SourceFile { path: "adr/0001-a.md".to_owned(), text: text.into(), decoding: None };
    let run = || {
        let start = Instant::now();
        std::hint::black_box(record::parse(&file, "adr", &FolderContext::default(), &Book::default()));
        start.elapsed().as_secs_f64()
    };
    (0..RUNS).map(|_| run()).fold(f64::INFINITY, f64::min)
}

/// Every folder of a corpus: as commands list it, and in memory.
fn over(corpus: &Path) -> Result<(), Box<dyn Error>> {
    let mut folders: Vec<PathBuf> = fs::read_dir(corpus)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir() && path.to_string_lossy().contains("__"))
        .collect();
    folders.sort();
    let listed = fastest(|| {
        for folder in &folders {
            list(folder)?;
        }
        Ok(())
    })?;
    let at_once = fastest(|| list(corpus))?;
    let mut snapshots = Vec::new();
    for folder in &folders {
        let request = Request { dir: folder.clone(), ..Request::default() };
        snapshots.extend(repo::read(&request).map(|reading| reading.snapshot));
    }
    let bytes: usize = snapshots.iter().flat_map(|snapshot| &snapshot.files).map(|file| file.text.len()).sum();
    println!(
        "{} folders, one process each: {:.0} ms; all in one: {:.0} ms",
        folders.len(),
        listed * 1e3,
        at_once * 1e3
    );
    for (name, depth) in [("listed", Depth::Listed), ("fields", Depth::Fields), ("whole", Depth::Whole)] {
        let seconds = fastest(|| {
            for snapshot in &snapshots {
                std::hint::black_box(record::parse_all(snapshot, &Book::default(), depth));
            }
            Ok(())
        })?;
        let megabytes = bytes as f64 / 1e6;
        println!("{name:8} {megabytes:.1} MB in {:.0} ms, {:.0} MB/s", seconds * 1e3, megabytes / seconds);
    }
    Ok(())
}

fn fastest(run: impl Fn() -> Result<(), Box<dyn Error>>) -> Result<f64, Box<dyn Error>> {
    let mut best = f64::INFINITY;
    for _ in 0..RUNS {
        let start = Instant::now();
        run()?;
        best = best.min(start.elapsed().as_secs_f64());
    }
    Ok(best)
}

/// One cold process.
fn list(folder: &Path) -> Result<(), Box<dyn Error>> {
    let status = Command::new(env!("CARGO_BIN_EXE_adr"))
        .arg("-C")
        .arg(folder)
        .args(["list", "--format", "json"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    if status.success() { Ok(()) } else { Err(format!("`adr list` ended with {status}").into()) }
}
