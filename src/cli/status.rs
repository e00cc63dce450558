//! `adr status`: where a decision stands from now on.

use crate::analysis::{self, track_record::freeze};
use crate::cli::config::DefaultDay;
use crate::cli::context::Context;
use crate::cli::editing::{self, Editing};
use crate::cli::journey;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::{print, retire};
use crate::edit::{self, Decided, NewStatus};
use crate::finding::nearest;
use crate::model::{Audience, Forecasted, Record, Status};
use crate::record::{Depth, status_phrases};
use clap::Args;

/// Change the status of a record
///
/// Writes it where the record has its status, in its form: front matter, a line, a table or a section. The day of the
/// status moves with it where the record keeps one, and the former status goes into `history` where there is one. Every
/// other byte stays.
///
/// Once accepted, what the record supersedes becomes superseded by it; and of a record with options, the chosen one and
/// what is expected of it are kept in `decision`.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  adr status 12 accepted\n  adr status 12 accepted --option buy --on 2026-11-05")]
pub(crate) struct StatusArgs {
    /// The record: its number, page id, slug or path
    id: String,
    /// draft, proposed, accepted, rejected, deprecated or superseded; or a word that means one of them
    status: String,
    /// The option that is chosen, by its sourcing, key or title
    #[arg(long, value_name = "KEY")]
    option: Option<String>,
}

pub(crate) fn run(args: &StatusArgs, context: &Context) -> anyhow::Result<Outcome> {
    let mut editing = Editing::begin("status", context)?;
    let idx = editing.journey.find(&args.id)?;
    let (status, word) = meaning(&args.status, &editing.journey.config.book.status_words)?;
    if args.option.is_some() && status != Status::Accepted {
        let message = "`--option` says what was chosen: it goes with `accepted`".to_owned();
        return Err(Failure::Arguments(message).into());
    }
    let day = editing::day(context);
    let former = editing.record(idx).status();
    let is_accepted_now = status == Status::Accepted && (former != Some(status) || args.option.is_some());
    let outcome = if is_accepted_now { outcome(args, context, editing.record(idx))? } else { None };
    let retired = if status == Status::Accepted { retire::superseded_by(&editing, idx) } else { Vec::new() };
    editing.lock(&[&[idx][..], &retired].concat())?;
    let is_changed = editing.change(idx, |page, text| {
        let new = NewStatus { status, word: &word, tail: "", day };
        let changed = edit::set_status(page, text, &new)?;
        let Some(chosen) = &outcome else { return Ok(changed) };
        let base = changed.as_deref().unwrap_or(text);
        let decided = Decided { option: chosen.option.as_deref(), on: day, forecast: chosen.forecast.as_ref() };
        edit::decide(page, base, &decided).map(Some)
    })?;
    let path = &editing.record(idx).path;
    let former = former.map_or("no status", Status::as_str);
    print::line(&if is_changed && former != status.as_str() {
        format!("{path}: {former} → {status}")
    } else if is_changed {
        format!("{path}: {status}, with what was chosen")
    } else {
        format!("{path}: {status} already")
    })?;
    for other in retired {
        retire::retire(&mut editing, (other, None, idx), day, &print::line)?;
    }
    Ok(Outcome::Clean)
}

/// What a word means, and how it is written.
fn meaning(word: &str, own: &[(String, Status)]) -> Result<(Status, String), Failure> {
    let folded = word.trim().to_lowercase();
    if let Some(status) = Status::from_word(&folded) {
        return Ok((status, folded));
    }
    let is_plain = folded.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-')) && folded.len() <= 40;
    match status_phrases(&folded, own).as_slice() {
        [(range, status)] if is_plain && *status != Status::Other && *range == (0..folded.len()) => {
            Ok((*status, folded))
        }
        _ => {
            let known = Status::ALL.into_iter().filter(|status| *status != Status::Other).map(Status::as_str);
            let help = match nearest(&folded, known.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write one of {}", known.collect::<Vec<_>>().join(", ")),
            };
            Err(Failure::Arguments(format!("no status is called `{}`; {help}", word.escape_debug())))
        }
    }
}

/// What was chosen, and what is expected of it.
struct Chosen {
    option: Option<String>,
    forecast: Option<Forecasted>,
}

/// The outcome that an acceptance keeps: of a record with options alone, which is then looked at with everything.
fn outcome(args: &StatusArgs, context: &Context, listed: &Record) -> anyhow::Result<Option<Chosen>> {
    let has_options = listed.text.lines().any(|line| line.trim_start().to_lowercase().starts_with("options"));
    let none = || match &args.option {
        None => Ok(None),
        Some(_) => {
            let message = format!("`{}` has no options in its front matter to choose from", listed.path);
            Err(Failure::Arguments(message).into())
        }
    };
    if !has_options {
        return none();
    }
    let path = listed.path.clone();
    let journey = journey::read(context, &context.request(), Depth::Whole, Audience::Board)?;
    let idx = journey.find(&path)?;
    let record = &journey.log.records[idx].record;
    if record.options.iter().all(|option| option.front_matter_idx.is_none()) {
        return none();
    }
    let named = match &args.option {
        Some(name) => Some(name.clone()),
        None => {
            let decided = record.decision.as_ref().and_then(|decision| decision.option.clone());
            decided.or_else(|| record.recommend.as_ref().map(|(option, _)| option.clone()))
        }
    };
    let chosen = named.as_deref().map(|name| analysis::find_option(&record.options, name));
    let position = match (chosen, &args.option) {
        (Some(Ok(position)), _) => position,
        (Some(Err(fault)), Some(_)) => {
            return Err(Failure::Arguments(format!("in `{path}`, {fault}; {}", fault.help())).into());
        }
        // Nothing is chosen, or what stands there names nothing: `adr check` says so.
        _ => return Ok(None),
    };
    let settings = journey.settings(journey.day(context, DefaultDay::Version), Vec::new());
    let weighed = journey::weigh_one(journey, settings, idx);
    let decision = weighed.analysis.decisions.get(idx).and_then(Option::as_ref);
    let forecast = decision.and_then(|decision| freeze(decision, position));
    Ok(Some(Chosen { option: named, forecast }))
}
