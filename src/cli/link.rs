//! `adr link`: how two records hang together, said in both.

use crate::cli::context::Context;
use crate::cli::editing::{self, Editing, TargetOf};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::relation::Words;
use crate::cli::{drop_in, print, retire};
use crate::edit;
use crate::model::{LinkKind, Status};
use clap::Args;

/// Link two records, in both of them
///
/// The relation is supersedes, superseded-by, amends, amended-by, depends-on, enables or related. Each record gets its
/// side in its own form: an entry of `links`, a line of the status section, or one of a section of links. What is
/// superseded by an accepted record gets that status. Where a side is there already, the other is added.
///
/// In a log of adr-tools any words are a relation, where both sides are said, and nothing is printed.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  adr link 12 supersedes 4\n  adr link 12 depends-on 7\n  adr link 12 Clarifies 10 \"Clarified by\""
)]
pub(crate) struct LinkArgs {
    /// The record that the relation is said of: its number, page id, slug or path
    id: String,
    /// How it hangs together with the other
    relation: String,
    /// The other record
    other: String,
    /// How the other says it (default: the reverse of RELATION)
    reverse: Option<String>,
}

pub(crate) fn run(args: &LinkArgs, context: &Context) -> anyhow::Result<Outcome> {
    let mut editing = Editing::begin("link", context)?;
    let is_drop_in = is_drop_in(&editing, context, &[&args.id, &args.other]);
    let words = Words::read(&args.relation, is_drop_in)?;
    let reverse = match &args.reverse {
        Some(reverse) => Words::read(reverse, is_drop_in)?,
        None => words.reverse("write it last, as in `adr link 12 Clarifies 10 \"Clarified by\"`")?,
    };
    let (from, to) = (found(&editing, &args.id, is_drop_in)?, found(&editing, &args.other, is_drop_in)?);
    if from == to {
        let message = format!("`{}` and `{}` are one record; name another", args.id, args.other);
        return Err(Failure::Arguments(message).into());
    }
    let tell = |text: &str| {
        if is_drop_in {
            print::detail(context, text);
            return Ok(());
        }
        print::line(text)
    };
    match (&words, &reverse) {
        (Words::Known(kind), Words::Known(back)) if *back == kind.reverse() => {
            editing.lock(&[from, to])?;
            // Who says both sides is taken at their spelling, where that is the habit.
            let spelled = args.reverse.as_deref().filter(|_| is_drop_in).map(|back| (args.relation.as_str(), back));
            let link = Link { from, kind: *kind, to, spelled };
            both(&mut editing, &link, editing::day(context), &tell)?;
        }
        _ if is_drop_in => {
            editing.lock(&[from, to])?;
            for (one, words, typed, other) in [
                (from, &words, &args.relation, to),
                (to, &reverse, args.reverse.as_ref().unwrap_or(&args.relation), from),
            ] {
                say(&mut editing, (one, words, typed, other), &tell)?;
            }
        }
        (Words::Known(kind), _) => {
            let (kind, expected) = (kind.as_str(), kind.reverse().as_str());
            let reverse = args.reverse.as_deref().unwrap_or_default().escape_debug();
            let message = format!("`{reverse}` is not the reverse of {kind}; that is {expected}");
            return Err(Failure::Arguments(message).into());
        }
        (Words::Own(_), _) => unreachable!("words of one's own are read in a log of adr-tools alone"),
    }
    Ok(Outcome::Clean)
}

/// Whether all of these records are of a log of adr-tools.
fn is_drop_in(editing: &Editing, context: &Context, names: &[&String]) -> bool {
    names.iter().all(|name| {
        found(editing, name, true).is_ok_and(|idx| {
            let record = editing.record(idx);
            drop_in::is_its_folder(context, &editing.journey.root, &record.folder) && drop_in::is_its_record(record)
        })
    })
}

/// A record as it is named; that tool takes a part of its file's name, too.
fn found(editing: &Editing, name: &str, is_drop_in: bool) -> Result<usize, Failure> {
    if is_drop_in { crate::cli::new::found(editing, name) } else { editing.journey.find(name) }
}

/// Where somebody is told what changed.
type Tell<'a> = &'a dyn Fn(&str) -> anyhow::Result<()>;

/// A link between two records.
struct Link<'a> {
    from: usize,
    kind: LinkKind,
    to: usize,
    /// Its two sides, where they are said otherwise than in our words.
    spelled: Option<(&'a str, &'a str)>,
}

/// Writes both sides of a link, and says what changed.
fn both(editing: &mut Editing, link: &Link<'_>, day: jiff::civil::Date, tell: Tell<'_>) -> anyhow::Result<()> {
    let Link { from, kind, to, spelled } = *link;
    let (said, said_back) = (spelled.map(|both| both.0), spelled.map(|both| both.1));
    let (side, back) = ((from, kind, to, said), (to, kind.reverse(), from, said_back));
    // The side that supersedes comes first: after a kill between the two it alone tells what was meant.
    let sides = if kind == LinkKind::SupersededBy { [back, side] } else { [side, back] };
    for (one, kind, other, spelled) in sides {
        if kind == LinkKind::SupersededBy && is_in_force(editing, other) {
            retire::retire(editing, (one, spelled, other), day, tell)?;
            continue;
        }
        let target = TargetOf { verb: spelled.map(str::to_owned), ..editing.target(one, other) };
        if editing.change(one, |page, text| edit::add_link(page, text, kind, &target.as_target(), None))? {
            let (path, other) = (&editing.record(one).path, &editing.record(other).path);
            tell(&format!("{path}: {} {other}", kind.as_str()))?;
        }
    }
    Ok(())
}

/// Writes one side of a link as it was typed.
fn say(
    editing: &mut Editing,
    (one, words, typed, other): (usize, &Words, &str, usize),
    tell: Tell<'_>,
) -> anyhow::Result<()> {
    let target = TargetOf { verb: Some(typed.to_owned()), ..editing.target(one, other) };
    let is_changed = editing.change(one, |page, text| match words {
        Words::Known(kind) => edit::add_link(page, text, *kind, &target.as_target(), None),
        Words::Own(words) => edit::add_words(page, text, words, &target.as_target()),
    })?;
    if is_changed {
        let (path, other) = (&editing.record(one).path, &editing.record(other).path);
        tell(&format!("{path}: {typed} {other}"))?;
    }
    Ok(())
}

/// What is only proposed takes nobody's place yet.
fn is_in_force(editing: &Editing, idx: usize) -> bool {
    !matches!(editing.record(idx).status(), Some(Status::Draft | Status::Proposed | Status::Rejected))
}
