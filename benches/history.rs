//! How long `publish` and `show --at` take in a repository of many commits, beside `git log` of the record folder.
//!
//! `cargo bench --bench history` has git's fast-import make a repository of 46,000 commits, every twelfth of them a
//! merge, in which 48 records without a date came in over the years; measures all three side by side, once as git left
//! it and once with a commit-graph; and looks at the memory of a history four times as long. A third command shows what
//! a log costs that states its dates. No test is timed by it.
#![expect(clippy::print_stdout, reason = "it prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]

#[expect(dead_code, reason = "the logs of the other benches are not needed here")]
mod common;

use common::Cost;
use std::error::Error;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};

const COMMITS: usize = 46_000;
const RECORDS: usize = 48;
const RUNS: usize = 5;
const FOLDER: &str = "docs/adr";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = common::folder()?;
    let log = folder.path().join("years");
    make(&log, COMMITS, false)?;
    println!("{COMMITS} commits in {}, {RECORDS} records; the middle of {RUNS} runs", log.display());
    println!("{:<22}  {:>10}  {:>8}  {:>8}", "", "seconds", "to git", "MiB");
    for graph in ["no commit-graph", "with a commit-graph"] {
        if graph.starts_with("with") {
            git(&log, &["commit-graph", "write", "--reachable"])?;
        }
        println!("{graph}");
        let floor = middle(|| git_log(&log))?;
        row("git log -- FOLDER", floor, floor);
        row("publish", middle(|| adr(&log, &["publish", "--quiet"]))?, floor);
        row("show 7 --at HEAD", middle(|| adr(&log, &["show", "7", "--at", "HEAD"]))?, floor);
    }
    let longer = folder.path().join("longer");
    make(&longer, 4 * COMMITS, false)?;
    println!("{} commits", 4 * COMMITS);
    let floor = middle(|| git_log(&longer))?;
    row("git log -- FOLDER", floor, floor);
    row("publish", middle(|| adr(&longer, &["publish", "--quiet"]))?, floor);
    let dated = folder.path().join("dated");
    make(&dated, COMMITS, true)?;
    println!("{COMMITS} commits, dates stated");
    let floor = middle(|| git_log(&dated))?;
    for arguments in [&["show", "7"][..], &["list"], &["check"], &["agenda"]] {
        row(arguments[0], middle(|| adr(&dated, arguments))?, floor);
    }
    Ok(())
}

fn row(name: &str, cost: Cost, floor: Cost) {
    let times = cost.seconds / floor.seconds;
    println!("  {name:<20}  {:>10.3}  {times:>8.2}  {:>8.0}", cost.seconds, cost.peak_mib);
}

/// One run to warm up, then the run of middle length.
fn middle(run: impl Fn() -> Result<Cost, Box<dyn Error>>) -> Result<Cost, Box<dyn Error>> {
    run()?;
    let mut costs = (0..RUNS).map(|_| run()).collect::<Result<Vec<_>, _>>()?;
    costs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    Ok(costs.swap_remove(RUNS / 2))
}

fn git_log(log: &Path) -> Result<Cost, Box<dyn Error>> {
    let mut command = Command::new("git");
    command.arg("-C").arg(log).args(["log", "--format=%H", "--", FOLDER]);
    measured(command)
}

fn adr(log: &Path, arguments: &[&str]) -> Result<Cost, Box<dyn Error>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_adr"));
    command.arg("-C").arg(log).args(arguments);
    measured(command)
}

fn measured(mut command: Command) -> Result<Cost, Box<dyn Error>> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let (cost, status) = common::measure(&mut command)?;
    // `check` ends with 1 where it finds something.
    if status.code().is_some_and(|code| code <= 1) { Ok(cost) } else { Err(format!("{command:?}: {status}").into()) }
}

fn git(log: &Path, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    let status = Command::new("git").arg("-C").arg(log).args(arguments).stderr(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err(format!("`git {}` ended with {status}", arguments.join(" ")).into()) }
}

/// A repository as companies have them: thirty things at the top, code in folders of folders, and a record now and then.
fn make(log: &Path, commits: usize, with_dates: bool) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(log)?;
    git(log, &["init", "--quiet", "--initial-branch=main"])?;
    let mut import = Command::new("git")
        .arg("-C")
        .arg(log)
        .args(["fast-import", "--quiet", "--done"])
        .stdin(Stdio::piped())
        .spawn()?;
    let mut into = BufWriter::new(import.stdin.take().ok_or("no pipe to git")?);
    for at in 1..=commits {
        write_commit(&mut into, at, commits, with_dates)?;
    }
    writeln!(into, "done")?;
    into.into_inner()?.flush()?;
    let status = import.wait()?;
    if !status.success() {
        return Err(format!("`git fast-import` ended with {status}").into());
    }
    git(log, &["repack", "-a", "-d", "--quiet"])?;
    git(log, &["reset", "--hard", "--quiet"])
}

fn write_commit(into: &mut impl Write, at: usize, commits: usize, with_dates: bool) -> std::io::Result<()> {
    // A branch of one commit leaves every twelfth commit, and comes back with the next.
    let is_side = at % 12 == 10;
    let is_merge = at % 12 == 11 && at > 12;
    let message = format!("Change {at}");
    writeln!(into, "commit refs/heads/{}\nmark :{at}", if is_side { "side" } else { "main" })?;
    writeln!(into, "committer Ada <ada@example.org> {} +0100", 1_300_000_000 + at * 3_600)?;
    writeln!(into, "data {}\n{message}", message.len())?;
    match at {
        1 => {
            for idx in 0..24 {
                file(into, &format!("part-{idx:02}/README.md"), &format!("Part {idx}\n"))?;
            }
        }
        _ if is_merge => writeln!(into, "from :{}\nmerge :{}", at - 2, at - 1)?,
        // The commit after a merge goes on from it; the side branch begins at its trunk.
        _ => writeln!(into, "from :{}", at - 1)?,
    }
    // A small congruential generator: the same repository on every machine.
    let dice = at.wrapping_mul(1_103_515_245).wrapping_add(12_345) >> 8;
    let (part, module) = (dice % 24, dice / 24 % 40);
    file(into, &format!("part-{part:02}/src/module-{module:02}/code.rs"), &format!("fn turn() {{ {at} }}\n"))?;
    if at.is_multiple_of(9) {
        file(into, &format!("docs/guide/page-{:02}.md", dice % 30), &format!("Page at {at}\n"))?;
    }
    // Every third record ends a year's worth of commits after it began.
    let every = commits / RECORDS;
    let (number, within) = (at / every + 1, at % every);
    match within {
        0 if number <= RECORDS => record(into, number, "Accepted", with_dates),
        50 if number > 3 && number % 3 == 0 => record(into, number - 2, "Deprecated", with_dates),
        _ => Ok(()),
    }
}

fn record(into: &mut impl Write, number: usize, status: &str, with_dates: bool) -> std::io::Result<()> {
    let date = if with_dates { "Date: 2024-03-05\n\n" } else { "" };
    let text = format!(
        "# {number}. Matter {number}\n\n{date}## Status\n\n{status}\n\n## Context\n\nThings are {number}.\n\n\
         ## Decision\n\nWe do {number}.\n"
    );
    file(into, &format!("{FOLDER}/{number:04}-matter-{number}.md"), &text)
}

fn file(into: &mut impl Write, path: &str, text: &str) -> std::io::Result<()> {
    write!(into, "M 644 inline {path}\ndata {}\n{text}\n", text.len())
}
