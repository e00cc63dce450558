//! Both builds do the same work in turn, and what they print is held against each other.

use crate::common::{self, Cost};
use crate::floor;
use crate::logs::{Log, Records};
use crate::work::{Line, Target, Third};
use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The day on which all figures stand.
const ON: &str = "2026-11-25";
/// A run of more seconds is not done more often than three times.
const LONG: f64 = 10.0;
const FEW: usize = 3;

/// Who runs, and where.
pub(crate) struct Contest {
    pub(crate) old: PathBuf,
    pub(crate) new: PathBuf,
    pub(crate) adrs: Option<PathBuf>,
    pub(crate) runs: usize,
    pub(crate) folder: PathBuf,
}

/// What one work took.
pub(crate) struct Outcome {
    pub(crate) name: String,
    pub(crate) records: Records,
    pub(crate) size: usize,
    pub(crate) old: Cost,
    pub(crate) new: Cost,
    pub(crate) third: Option<(Third, Cost)>,
    /// `None` in smaller logs.
    pub(crate) target: Option<Target>,
    /// Where the new build prints something else.
    pub(crate) difference: Option<String>,
}

/// What a run left behind.
struct Run {
    cost: Cost,
    text: String,
}

impl Contest {
    /// One command in one log: old and new in turn, and after each pair the third program where there is one.
    pub(crate) fn hold(&self, line: Line, log: Log, path: &Path) -> Result<Outcome, Box<dyn Error>> {
        let (mut old, mut new, mut third) = (Vec::new(), Vec::new(), Vec::new());
        let mut difference = None;
        let beside = line.target.beside.map(|(third, _)| third).filter(|third| self.has(*third));
        while old.len() < self.runs && !(old.len() >= FEW && old.iter().all(|cost: &Cost| cost.seconds > LONG)) {
            let [before, after] = [self.run(&self.old, &line, path)?, self.run(&self.new, &line, path)?];
            difference = difference.or_else(|| first_difference(&before.text, &after.text));
            old.push(before.cost);
            new.push(after.cost);
            if let Some(program) = beside {
                third.push(self.run_third(program, log, path)?);
            }
        }
        Ok(Outcome {
            name: line.name,
            records: log.records,
            size: log.size,
            old: middle(old).ok_or("no run")?,
            new: middle(new).ok_or("no run")?,
            third: beside.zip(middle(third)),
            target: log.is_largest.then_some(line.target),
            difference,
        })
    }

    fn has(&self, third: Third) -> bool {
        third == Third::Floor || self.adrs.is_some()
    }

    /// Where sites are written: outside of the log, and empty at the start of each run.
    fn site(&self) -> PathBuf {
        self.folder.join("site")
    }

    fn run(&self, adr: &Path, line: &Line, log: &Path) -> Result<Run, Box<dyn Error>> {
        let mut command = Command::new(adr);
        command.arg("-C").arg(log).args(["--on", ON]).args(&line.arguments);
        if line.is_publishing {
            remove(&self.site())?;
            command.arg("--out").arg(self.site());
        }
        let mut run = self.measure(&mut command)?;
        if line.is_publishing {
            run.text.push_str(&fs::read_to_string(self.site().join("manifest.json"))?);
        }
        Ok(run)
    }

    fn run_third(&self, third: Third, log: Log, path: &Path) -> Result<Cost, Box<dyn Error>> {
        match third {
            Third::Adrs => {
                let mut command = Command::new(self.adrs.as_ref().ok_or("no `adrs` is named")?);
                let run = self.measure(command.arg("--cwd").arg(path).arg("list"))?;
                let listed = run.text.lines().filter(|line| line.contains("decisions")).count();
                if listed == log.size { Ok(run.cost) } else { Err(format!("`adrs` lists {listed} records").into()) }
            }
            Third::Floor => {
                let out = self.folder.join("floor");
                remove(&out)?;
                let mut command = Command::new(std::env::current_exe()?);
                command.arg(floor::MODE).arg(path).arg(self.site().join("manifest.json")).arg(out);
                Ok(self.measure(&mut command)?.cost)
            }
        }
    }

    /// One process. What it says goes to files, so that nobody waits for a reader.
    fn measure(&self, command: &mut Command) -> Result<Run, Box<dyn Error>> {
        let [out, err] = ["stdout", "stderr"].map(|name| self.folder.join(name));
        command.stdin(Stdio::null()).stdout(File::create(&out)?).stderr(File::create(&err)?);
        let (cost, status) = common::measure(command)?;
        let text = fs::read_to_string(&out)? + &fs::read_to_string(&err)?;
        // One says that something was found, which is what `check` is for.
        match status.code() {
            Some(code @ (0 | 1)) => Ok(Run { cost, text: format!("{text}ended with {code}\n") }),
            _ => Err(format!("{command:?} ended with {status}:\n{text}").into()),
        }
    }
}

fn remove(folder: &Path) -> std::io::Result<()> {
    if folder.exists() { fs::remove_dir_all(folder) } else { Ok(()) }
}

/// The middle of the times and the highest peak.
fn middle(mut costs: Vec<Cost>) -> Option<Cost> {
    costs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    let seconds = costs.get(costs.len() / 2)?.seconds;
    Some(Cost { seconds, peak_mib: costs.iter().map(|cost| cost.peak_mib).fold(0.0, f64::max) })
}

/// The first line that differs, as both print it.
fn first_difference(old: &str, new: &str) -> Option<String> {
    if old == new {
        return None;
    }
    let (mut old, mut new) = (old.lines(), new.lines());
    let mut at = 1;
    loop {
        match (old.next(), new.next()) {
            (None, None) => return Some("they end their lines differently".to_owned()),
            (a, b) if a == b => at += 1,
            (a, b) => {
                let [a, b] = [a, b].map(|line| line.unwrap_or("nothing"));
                return Some(format!("line {at}\n  old: {a}\n  new: {b}"));
            }
        }
    }
}
