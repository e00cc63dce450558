//! A record that says something else than what was accepted.

use crate::check::rule::{Context, Page, Rule};
use crate::finding::Finding;
use crate::model::{ChangedPart, Record, Status};
use crate::number::{date, listed};
use crate::source::Change;

pub(in crate::check) const RULE: Rule = Rule {
    name: "changed-after-acceptance",
    page: Page {
        checks: "An accepted record says what it said when it was accepted, but for what `may-change` in book.toml names; \
                 git tells what changed, when, and by whom.",
        matters: "Whoever agreed, agreed to what stood there. If figures, options or reasons change afterwards, nobody \
                  can say any more what was decided, and why.",
        like_this: "adr new --supersedes 12 \"How do we take card payments?\"   # a new decision, with the new figures",
        instead_of: "- buy: A payments platform\n  cost: { once: 400k }   # it was 180k when the board agreed",
    },
    check,
};

/// So many parts are named in one message.
const NAMED: usize = 5;

/// Whether a record is one that was accepted, and so holds still.
pub(in crate::check) fn holds_still(record: &Record) -> bool {
    matches!(record.status(), Some(Status::Accepted | Status::Superseded | Status::Deprecated))
}

fn check(context: &Context, findings: &mut Vec<Finding>) {
    let mut unknown_count = 0;
    for logged in &context.log.records[context.records.clone()] {
        let (record, Some(past)) = (&logged.record, &logged.past) else { continue };
        let Some(accepted) = &past.decided else {
            unknown_count += usize::from(holds_still(record) && logged.history.is_some());
            continue;
        };
        let mut rest: Vec<&ChangedPart> = past.changed.iter().collect();
        // One finding for each commit, in the order of the text.
        while let Some(first) = rest.first() {
            let by = first.by.as_ref();
            let (together, others): (Vec<&ChangedPart>, Vec<_>) =
                rest.into_iter().partition(|part| part.by.as_ref() == by);
            findings.push(changed(record, &together, by, accepted));
            rest = others;
        }
    }
    // What is only accepted in the working tree is not meant.
    if let (Some(cut), true) = (context.log.history_cut, unknown_count > 0) {
        let whose = if unknown_count == 1 {
            "an accepted record".to_owned()
        } else {
            format!("{unknown_count} accepted records")
        };
        let message = format!("whether {whose} changed since is not known here: {}", cut.words());
        findings.push(
            Finding::note(RULE.name, "", None, message).with_help(format!("`{}` brings the rest", cut.command())),
        );
    }
}

fn changed(record: &Record, parts: &[&ChangedPart], by: Option<&Change>, accepted: &Change) -> Finding {
    let mut names: Vec<String> = parts.iter().take(NAMED).map(|part| format!("`{}`", part.name)).collect();
    if parts.len() > NAMED {
        names.push(format!("{} more", parts.len() - NAMED));
    }
    let verb = if parts.len() == 1 { "was" } else { "were" };
    let when = match by {
        Some(change) => format!(" on {} by {} (commit {})", date(change.date), change.author, change.short()),
        None => ", and that is not committed".to_owned(),
    };
    let message = format!("{} {verb} changed after acceptance{when}", listed(&names));
    let span = parts.iter().find_map(|part| part.span).or(record.title.span);
    let help = format!(
        "it was accepted on {} by {} (commit {}); put back what stood there and write a new record that supersedes or \
         amends this one, or name in `may-change` of book.toml what may change",
        date(accepted.date),
        accepted.author,
        accepted.short()
    );
    Finding::warning(RULE.name, &record.path, span, message).with_help(help)
}
