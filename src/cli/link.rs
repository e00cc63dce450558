//! `adr link`: how two records hang together, said in both.

use crate::cli::context::Context;
use crate::cli::editing::{self, Editing};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::{print, retire};
use crate::edit;
use crate::finding::nearest;
use crate::model::{LinkKind, Status};
use clap::Args;

/// Link two records, in both of them
///
/// The relation is supersedes, superseded-by, amends, amended-by, depends-on, enables or related. Each record gets its
/// side in its own form: an entry of `links`, a line of the status section, or one of a section of links. What is
/// superseded by an accepted record gets that status. Where a side is there already, the other is added.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  adr link 12 supersedes 4\n  adr link 12 depends-on 7")]
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
    let kind = relation(&args.relation)?;
    let mut editing = Editing::begin("link", context)?;
    let (from, to) = (editing.journey.find(&args.id)?, editing.journey.find(&args.other)?);
    if let Some(reverse) = &args.reverse
        && relation(reverse)? != kind.reverse()
    {
        let (kind, expected) = (kind.as_str(), kind.reverse().as_str());
        let message = format!("`{}` is not the reverse of {kind}; that is {expected}", reverse.escape_debug());
        return Err(Failure::Arguments(message).into());
    }
    if from == to {
        let message = format!("`{}` and `{}` are one record; name another", args.id, args.other);
        return Err(Failure::Arguments(message).into());
    }
    editing.lock(&[from, to])?;
    both(&mut editing, (from, kind, to), editing::day(context))?;
    Ok(Outcome::Clean)
}

/// Writes both sides of a link, and says what changed.
pub(crate) fn both(
    editing: &mut Editing,
    (from, kind, to): (usize, LinkKind, usize),
    day: jiff::civil::Date,
) -> anyhow::Result<()> {
    // The side that supersedes comes first: after a kill between the two it alone tells what was meant.
    let sides = if kind == LinkKind::SupersededBy {
        [(to, kind.reverse(), from), (from, kind, to)]
    } else {
        [(from, kind, to), (to, kind.reverse(), from)]
    };
    for (one, kind, other) in sides {
        if kind == LinkKind::SupersededBy && is_in_force(editing, other) {
            retire::retire(editing, one, other, day)?;
            continue;
        }
        let target = editing.target(one, other);
        if editing.change(one, |page, text| edit::add_link(page, text, kind, &target.as_target(), None))? {
            let (path, other) = (&editing.record(one).path, &editing.record(other).path);
            print::line(&format!("{path}: {} {other}", kind.as_str()))?;
        }
    }
    Ok(())
}

/// What is only proposed takes nobody's place yet.
fn is_in_force(editing: &Editing, idx: usize) -> bool {
    !matches!(editing.record(idx).status(), Some(Status::Draft | Status::Proposed | Status::Rejected))
}

/// Reads a relation, as files write it or as a person says it.
pub(crate) fn relation(text: &str) -> Result<LinkKind, Failure> {
    let folded = text.trim().to_lowercase().replace(['_', ' '], "-");
    let folded = match folded.as_str() {
        "supercedes" | "replaces" => "supersedes",
        "superceded-by" | "replaced-by" => "superseded-by",
        "requires" => "depends-on",
        "required-by" => "enables",
        "relates-to" | "related-to" => "related",
        other => other,
    };
    LinkKind::ALL.into_iter().find(|kind| kind.as_str() == folded).ok_or_else(|| {
        let known = LinkKind::ALL.map(LinkKind::as_str);
        let help = match nearest(folded, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of {}", known.join(", ")),
        };
        Failure::Arguments(format!("no relation is called `{}`; {help}", text.escape_debug()))
    })
}
