//! Which inputs the paths of a study stand for.
//!
//! `partner.cost` is every estimate beneath the cost of the option that is called partner,
//! `users` the driver of that name and nothing else.

use crate::analysis::problem::{EstimateIdx, NameFault, Problem, find_option};
use crate::analysis::result::EstimateId;
use crate::finding::{Finding, nearest};
use crate::model::{ConsideredOption, Distribution, Record, Study};
use std::collections::BTreeSet;

/// A study, and what it resolves path by path.
#[derive(Clone, Debug)]
pub(crate) struct Resolved<'a> {
    pub(crate) study: &'a Study,
    /// In the order of `study.resolves`: inputs that can be found out; empty for a path at fault.
    pub(crate) by_path: Vec<Vec<EstimateIdx>>,
}

impl Resolved<'_> {
    /// All inputs, once each, in the order of the record.
    pub(crate) fn inputs(&self) -> Vec<EstimateIdx> {
        let all: BTreeSet<EstimateIdx> = self.by_path.iter().flatten().copied().collect();
        all.into_iter().collect()
    }
}

/// Looks up what the study of a record resolves, and tells which paths stand for nothing and what
/// its author forgot. `None` without a study.
pub(crate) fn resolved<'a>(record: &'a Record, problem: &Problem) -> (Option<Resolved<'a>>, Vec<Finding>) {
    let Some(study) = &record.inputs.study else { return (None, Vec::new()) };
    let paths = Paths { record, study, problem };
    let mut findings = paths.left_open();
    let mut by_path = Vec::new();
    for (path_idx, path) in study.resolves.iter().enumerate() {
        let inputs = paths.find(path).unwrap_or_else(|fault| {
            findings.push(fault.finding(record, &format!("study.resolves[{path_idx}]")));
            Vec::new()
        });
        by_path.push(inputs);
    }
    (Some(Resolved { study, by_path }), findings)
}

/// The rule of a path that is right and tells nothing.
pub(super) const IDLE: &str = "idle-path";

struct Fault {
    rule: &'static str,
    message: String,
    help: String,
}

impl Fault {
    fn finding(self, record: &Record, key: &str) -> Finding {
        let Self { rule, message, help } = self;
        let span = record.place(key);
        let finding = match rule {
            IDLE => Finding::warning(rule, &record.path, span, message),
            _ => Finding::error(rule, &record.path, span, message),
        };
        finding.with_help(help)
    }
}

impl From<NameFault> for Fault {
    fn from(fault: NameFault) -> Self {
        Self { rule: fault.rule(), message: fault.to_string(), help: fault.help() }
    }
}

struct Paths<'a> {
    record: &'a Record,
    study: &'a Study,
    problem: &'a Problem,
}

impl Paths<'_> {
    /// What the study itself does not say.
    fn left_open(&self) -> Vec<Finding> {
        let Self { record, study, .. } = self;
        let mut findings = Vec::new();
        if let Some(Err(fault)) = study.option.as_ref().map(|name| find_option(&record.options, name)) {
            findings.push(Fault::from(fault).finding(record, "study.option"));
        }
        let mut warn = |rule: &'static str, message: &str, help: String| {
            findings.push(Finding::warning(rule, &record.path, record.place("study"), message).with_help(help));
        };
        if study.resolves.is_empty() {
            let of_cost = study.option.as_ref().map(|name| format!("{name}.cost"));
            let of_cost = of_cost.filter(|path| self.find(path).is_ok());
            let example = of_cost.or(self.known().into_iter().next()).unwrap_or("buy.cost".to_owned());
            let help = format!("name the estimates that it settles: `resolves: [{example}]`");
            warn("study-without-resolves", "the study does not say what it finds out", help);
        }
        if study.cost == 0.0 && !record.places.contains("study.cost") {
            let help = "add what it costs, 0 where it is free: `cost: 8k`".to_owned();
            warn("study-without-cost", "the study states no cost, so it counts as free", help);
        }
        findings
    }

    fn find(&self, path: &str) -> Result<Vec<EstimateIdx>, Fault> {
        let named = self.beneath(path)?;
        if named.is_empty() {
            return Err(if self.is_stated(path) { nothing_to_find(path) } else { self.unknown(path) });
        }
        let open: Vec<EstimateIdx> = named.into_iter().filter(|input| self.is_open(*input)).collect();
        if open.is_empty() { Err(nothing_to_find(path)) } else { Ok(open) }
    }

    /// What is certain is known already; a reference class shows only when it is too late.
    fn is_open(&self, input: EstimateIdx) -> bool {
        !matches!(self.problem.distribution(input), Distribution::Certain(_))
    }

    /// Every input that a path names; none where it names nothing.
    fn beneath(&self, path: &str) -> Result<Vec<EstimateIdx>, Fault> {
        let whole = folded(path);
        let of_record = |id: &EstimateId| match id {
            EstimateId::Driver(name) => whole == folded(name) || whole == folded(&format!("drivers.{name}")),
            EstimateId::UntilReady => whole == folded(&id.path()),
            EstimateId::OfOption(..) => false,
        };
        let found = self.inputs(&of_record);
        if !found.is_empty() {
            return Ok(found);
        }
        let Some((option, rest)) = self.option(path)? else { return Ok(Vec::new()) };
        let rest = folded(rest);
        let of_option = |id: &EstimateId| matches!(id, EstimateId::OfOption(idx, own) if *idx == option && lies_beneath(&folded(&own.to_string()), &rest));
        Ok(self.inputs(&of_option))
    }

    fn inputs(&self, test: &dyn Fn(&EstimateId) -> bool) -> Vec<EstimateIdx> {
        let inputs = self.problem.inputs.iter().enumerate();
        inputs.filter(|(_, input)| test(&input.id)).map(|(idx, _)| idx).collect()
    }

    /// The option at the head of a path, and what stands behind it. A title may hold full stops, so
    /// the longest head that names an option counts.
    fn option<'p>(&self, path: &'p str) -> Result<Option<(usize, &'p str)>, Fault> {
        let ends = std::iter::once(path.len()).chain(path.rmatch_indices('.').map(|(at, _)| at));
        for end in ends {
            match find_option(&self.record.options, &path[..end]) {
                Ok(option) => return Ok(Some((option, path.get(end + 1..).unwrap_or_default()))),
                Err(NameFault::Unknown { .. }) => {}
                Err(fault @ NameFault::Ambiguous { .. }) => return Err(fault.into()),
            }
        }
        Ok(None)
    }

    /// Whether the record says something there, if nothing that is drawn.
    fn is_stated(&self, path: &str) -> bool {
        let drivers = self.record.inputs.drivers.iter().map(|(name, _)| name);
        if drivers.into_iter().any(|name| folded(name) == folded(path)) {
            return true;
        }
        let Ok(Some((option, rest))) = self.option(path) else { return false };
        let idx = self.record.options[option].front_matter_idx.unwrap_or(option);
        let place = format!("options[{idx}].{}", rest.to_lowercase().replace('_', "-"));
        self.record.places.contains(place.trim_end_matches('.'))
    }

    fn unknown(&self, path: &str) -> Fault {
        let known = self.known();
        let of_study = self.study.option.as_ref().map(|option| format!("{option}.{path}"));
        let nearest = match of_study {
            Some(longer) if self.beneath(&longer).is_ok_and(|inputs| !inputs.is_empty()) => Some(longer),
            _ => nearest(path, known.iter().map(String::as_str)).map(str::to_owned),
        };
        let help = match (nearest, known.first()) {
            (Some(nearest), _) => format!("did you mean `{nearest}`?"),
            (None, Some(example)) => format!("name an option and an estimate of it, such as `{example}`, or a driver"),
            (None, None) => "give the options estimates with a range first".to_owned(),
        };
        Fault { rule: "unknown-path", message: format!("`{path}` names no estimate and no driver"), help }
    }

    /// Every path that stands for something, as an author would write it.
    fn known(&self) -> Vec<String> {
        let mut known = Vec::new();
        for input in self.problem.inputs.iter().filter(|input| !matches!(input.distribution, Distribution::Certain(_)))
        {
            match &input.id {
                EstimateId::Driver(_) | EstimateId::UntilReady => known.push(input.id.path().into_owned()),
                EstimateId::OfOption(idx, key) => {
                    let option = called(&self.record.options, *idx);
                    let path = key.to_string();
                    let ends = path.match_indices(['.', '[']).map(|(at, _)| at).chain([path.len()]);
                    known.extend(ends.map(|end| format!("{option}.{}", &path[..end])));
                }
            }
        }
        known.dedup();
        known
    }
}

fn nothing_to_find(path: &str) -> Fault {
    Fault {
        rule: IDLE,
        message: format!("`{path}` holds no estimate with a range that moves a total, so there is nothing to find out"),
        help: "give it a range, or take it out of `resolves`".to_owned(),
    }
}

/// What an author would call an option: its sourcing where that is enough, else its key or title.
fn called(options: &[ConsideredOption], idx: usize) -> &str {
    let option = &options[idx];
    let sourcing = option.sourcing.map(crate::model::Sourcing::as_str);
    match sourcing.filter(|name| find_option(options, name) == Ok(idx)) {
        Some(name) => name,
        None => option.key.as_deref().unwrap_or(&option.title),
    }
}

/// Keys are matched without regard to case and to `-`, `_` and space.
fn folded(path: &str) -> String {
    path.chars().filter(|letter| !matches!(letter, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect()
}

/// Whether a path is another or lies beneath it; everything lies beneath nothing.
fn lies_beneath(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| above.is_empty() || rest.is_empty() || rest.starts_with(['.', '[']))
}
