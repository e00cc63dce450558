//! What is done in each log, and what is asked of the newer build.

use crate::logs::{Log, Records};
use std::fmt;

/// A third program that stands beside the two builds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Third {
    /// `adrs list`.
    Adrs,
    /// The least that publishing costs.
    Floor,
}

/// What is asked; what is `None` is not.
#[derive(Clone, Copy, Default)]
pub(crate) struct Target {
    /// How many times faster than the old build.
    pub(crate) faster: f64,
    /// Seconds that it stays below.
    pub(crate) under: Option<f64>,
    /// The share of the old build's memory that suffices.
    pub(crate) memory: Option<f64>,
    /// The share of the third program's time that suffices; above one where it is a floor.
    pub(crate) beside: Option<(Third, f64)>,
}

/// One command in one log.
pub(crate) struct Line {
    pub(crate) name: String,
    pub(crate) arguments: Vec<String>,
    pub(crate) target: Target,
    /// Whether it writes a site.
    pub(crate) is_publishing: bool,
}

/// What is done in a log of these records.
pub(crate) fn lines(log: &Log, draws: usize) -> Vec<Line> {
    let target = Target::default();
    let at_once = Target { faster: 100.0, under: Some(0.25), ..target };
    let listed = Target { faster: 20.0, beside: Some((Third::Adrs, 0.2)), ..target };
    let whole = Target { faster: 3.0, memory: Some(1.0), ..target };
    match log.records {
        Records::Alone => {
            let arguments = ["compare", "1", "--draws", &draws.to_string()].map(str::to_owned).to_vec();
            let target = Target { faster: 2.0, memory: Some(0.5), ..target };
            vec![Line { name: format!("`compare`, {draws} draws"), arguments, target, is_publishing: false }]
        }
        Records::Listed => vec![line("list", "with sign-in's options", listed)],
        Records::OtherForm => vec![line("list", "with another form's options", listed)],
        Records::Plain => {
            let target = Target { faster: 2.0, beside: Some((Third::Floor, 5.0)), ..target };
            vec![line("publish --quiet", "of plain records", target)]
        }
        Records::Weighed => vec![
            line("compare 1", "", at_once),
            line("show 1", "", at_once),
            line("agenda", "", Target { faster: 100.0, ..target }),
            line("check", "", Target { faster: 10.0, ..target }),
            line("publish --quiet", "", whole),
            line("compare --all", "", whole),
        ],
    }
}

fn line(command: &str, of: &str, target: Target) -> Line {
    let arguments: Vec<String> = command.split(' ').map(str::to_owned).collect();
    let is_publishing = arguments[0] == "publish";
    let name = format!("`{}` {of}", command.trim_end_matches(" --quiet")).trim_end().to_owned();
    Line { name, arguments, target, is_publishing }
}

impl fmt::Display for Third {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Adrs => "adrs",
            Self::Floor => "floor",
        })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} times faster", self.faster)?;
        if let Some(seconds) = self.under {
            write!(f, ", under {} ms", seconds * 1e3)?;
        }
        match self.memory {
            Some(share) if share < 1.0 => write!(f, ", memory × {share}")?,
            Some(_) => f.write_str(", memory no higher")?,
            None => {}
        }
        match self.beside {
            Some((third, share)) if share < 1.0 => write!(f, ", {} times faster than {third}", 1.0 / share),
            Some((third, share)) => write!(f, ", {share} × {third} at most"),
            None => Ok(()),
        }
    }
}
