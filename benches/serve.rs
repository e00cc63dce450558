//! How long it takes from a save until the page shows it, in a preview of a large log.
//!
//! `cargo bench --bench serve` makes a log of 1,000 plain records of 800 words in git, in memory where the system has
//! `/dev/shm`, starts the preview, and saves one record after the other: it waits for the news as an open page does, asks
//! for the page again, and looks whether the edit is on it. `cargo bench --bench serve -- figures` does the same with 50
//! and with 1,000 copies of a record with figures, of which a word and then an estimate is changed. No test is timed by it.
#![expect(clippy::print_stdout, reason = "it prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]

#[expect(dead_code, reason = "a preview does not end by itself, so that nothing is measured from start to end")]
mod common;

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

const SIZE: usize = 1_000;

const FIGURES: &str = include_str!("../tests/examples/sign-in.md");

fn main() -> Result<(), Box<dyn Error>> {
    let folder = common::folder()?;
    println!(
        "{:>8}  {:>8}  {:<10}  {:>10}  {:>10}  {:>10}",
        "records", "sort", "edit", "to start", "middle", "slowest"
    );
    if std::env::args().any(|argument| argument == "figures") {
        for size in [50, SIZE] {
            let log = folder.path().join(format!("figures-{size}"));
            figures_log(&log, size)?;
            case(&log, size, "figures", &[("word", 5), ("estimate", 3)])?;
            fs::remove_dir_all(&log)?;
        }
    } else {
        let log = folder.path().join("plain");
        common::plain_log(&log, SIZE)?;
        case(&log, SIZE, "plain", &[("word", 25)])?;
    }
    Ok(())
}

fn figures_log(log: &Path, size: usize) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(log.join("decisions"))?;
    for number in 1..=size {
        fs::write(log.join("decisions").join(format!("{number:05}-sign-in-{number}.md")), FIGURES)?;
    }
    common::commit(log)
}

/// One log, one preview, and edits of some sorts.
fn case(log: &Path, size: usize, sort: &str, edits: &[(&str, usize)]) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let preview = Preview::of(log)?;
    let to_start = start.elapsed().as_secs_f64();
    let mut records: Vec<PathBuf> =
        fs::read_dir(log.join("decisions"))?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    records.sort();
    for (edit, runs) in edits {
        let mut took = Vec::new();
        for run in 0..=*runs {
            let record = &records[run * 37 % records.len()];
            let seconds = preview.edit(record, edit, run)?;
            // The first warms up.
            if run > 0 {
                took.push(seconds * 1000.0);
            }
        }
        took.sort_by(f64::total_cmp);
        let (middle, slowest) = (took[took.len() / 2], took[took.len() - 1]);
        println!("{size:>8}  {sort:>8}  {edit:<10}  {to_start:>8.1} s  {middle:>7.0} ms  {slowest:>7.0} ms");
    }
    Ok(())
}

/// A preview, ended with the case.
struct Preview {
    child: Child,
    host: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn of(log: &Path) -> Result<Self, Box<dyn Error>> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_adr"));
        command.arg("-C").arg(log).args(["serve", "--port", "0", "--quiet"]);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut address = String::new();
        BufReader::new(child.stdout.take().ok_or("no standard output")?).read_line(&mut address)?;
        let host = address.trim().strip_prefix("http://").and_then(|rest| rest.strip_suffix('/'));
        let host = host.ok_or("it printed no address")?.to_owned();
        Ok(Self { child, host })
    }

    fn ask(&self, path: &str) -> Result<TcpStream, Box<dyn Error>> {
        let mut stream = TcpStream::connect(&self.host)?;
        stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host).as_bytes())?;
        Ok(stream)
    }

    fn get(&self, path: &str) -> Result<String, Box<dyn Error>> {
        let mut page = Vec::new();
        self.ask(path)?.read_to_end(&mut page)?;
        Ok(String::from_utf8_lossy(&page).into_owned())
    }

    /// Seconds from the save until the page with it is there.
    fn edit(&self, record: &Path, edit: &str, run: usize) -> Result<f64, Box<dyn Error>> {
        let stem = record.file_stem().ok_or("no record")?.to_string_lossy();
        let path = format!("/log/{stem}.html");
        let page = self.get(&path)?;
        let state = page.split("reload.js?").nth(1).and_then(|rest| rest.split('"').next()).ok_or("no state")?;
        let mut news = BufReader::new(self.ask(&format!("/__adr/news?{state}"))?);
        let word = format!("Edited{run}");
        let text = match edit {
            "estimate" => FIGURES.replacen("450k / 600k", &format!("450k / {}k", 600 + run), 1),
            _ => fs::read_to_string(record)?,
        };
        let text = format!("{text}\n{word}\n");
        let mut line = String::new();
        while !line.starts_with("retry:") {
            line.clear();
            news.read_line(&mut line)?;
        }
        let start = Instant::now();
        fs::write(record, text)?;
        while !line.starts_with("data:") {
            line.clear();
            if news.read_line(&mut line)? == 0 {
                return Err("the preview ended".into());
            }
        }
        let page = self.get(&path)?;
        let seconds = start.elapsed().as_secs_f64();
        if page.contains(&word) { Ok(seconds) } else { Err(format!("{path} does not show the edit").into()) }
    }
}
