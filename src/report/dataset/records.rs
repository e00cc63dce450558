//! A row a record.

use super::column::{Columns, DataTable};
use super::row::RecordRow;
use crate::analysis::ChosenBy;
use crate::model::{BoardFor, Precision, Reversible, Stage, Status};

pub(super) fn table(rows: &[RecordRow<'_>]) -> DataTable {
    Columns::of(rows)
        .text("record", "its name on the site, unique in its source: the key of every table", |row| {
            Some(row.logged.page_id.as_str())
        })
        .integer("number", "its number; several records may have one", |row| row.record().number)
        .text("title", "its title", |row| Some(row.record().title.text.as_str()))
        .text("path", "its file, relative to the root", |row| Some(row.record().path.as_str()))
        .text("status", "draft, proposed, accepted, rejected, deprecated, superseded or other", |row| {
            row.record().status().map(Status::as_str)
        })
        .text("status_raw", "the status as written", |row| {
            row.record().status.as_ref().map(|status| status.raw.as_str())
        })
        .day("date", "when the status was reached; of a month or a year its first day", |row| {
            row.record().date.as_ref().map(|date| date.date)
        })
        .text("date_precision", "day, month or year", |row| {
            row.record().date.as_ref().map(|date| precision(date.precision))
        })
        .yes_no("in_force", "accepted, and nothing has taken its place", |row| Some(row.is_in_force()))
        .text("area", "its area", |row| row.record().area.as_deref())
        .text("owner", "who answers for it", |row| row.record().roles.owner.as_deref())
        .text("decision_makers", "who decides, with `; ` between them", |row| {
            listed(&row.record().roles.decision_makers)
        })
        .text("tags", "free words, with `; ` between them", |row| listed(&row.record().tags))
        .text("stage", "idea, experiment, pilot, live or stopped", |row| row.record().stage.and_then(stage))
        .text("ask", "what the board is asked to do, where the record says so", |row| row.record().ask.as_deref())
        .text("board_for", "decision, discussion or information", |row| {
            row.record().board.and_then(|board| board.purpose).map(purpose)
        })
        .day("meeting", "the meeting that it is on the table of", |row| {
            row.record().board.and_then(|board| board.meeting)
        })
        .day("decide_by", "the day by which it must be decided", |row| row.record().decide_by)
        .day("review_by", "the day on which it is looked at again", |row| row.record().review_by)
        .text("reversible", "yes, costly or no", |row| row.record().reversible.map(reversible))
        .number("spending_limit", "the sum approved or asked for, in the record's currency", |row| row.record().limit)
        .text("recommended", "the option that its authors propose", |row| {
            row.name(row.analysis.and_then(|analysis| analysis.recommended))
        })
        .text("decided", "the option that was decided, as the record names it", |row| {
            row.record().decision.as_ref().and_then(|decision| decision.option.as_deref())
        })
        .day("decided_on", "when that was", |row| row.record().decision.as_ref().and_then(|decision| decision.on))
        .text("leader", "the option with the highest mean total", |row| {
            row.name(row.analysis.and_then(|analysis| analysis.leader))
        })
        .text("chosen", "the option that counts in sums: decided, else recommended, else the leader", |row| {
            row.name(row.analysis.and_then(|analysis| analysis.chosen))
        })
        .text("chosen_by", "decision, recommendation, numbers or nothing", |row| {
            row.analysis.map(|analysis| chosen_by(analysis.chosen_by))
        })
        .yes_no("close_call", "the leader is first in too few draws, or little weight turns it", |row| {
            row.analysis.map(|analysis| analysis.verdict.is_close_call)
        })
        .text("currency", "of all its money, ISO 4217", RecordRow::currency)
        .integer("horizon_years", "years that are looked at", |row| {
            row.analysis.map(|analysis| u64::from(analysis.horizon_years))
        })
        .day("starts", "first day of the first year", |row| row.analysis.map(|analysis| analysis.starts))
        .number("discount_rate", "a fraction", |row| row.analysis.map(|analysis| analysis.discount_rate))
        .text("audience", "the widest circle that may read it: all, exec or board", |row| {
            let named = crate::model::Audience::ALL.into_iter().find(|(_, circle)| *circle == row.record().audience);
            named.map(|(name, _)| name)
        })
        .day("written_on", "the day of its first commit", |row| {
            row.logged.history.as_ref()?.first.as_ref().map(|change| change.date)
        })
        .day("changed_on", "the day of its latest commit", |row| {
            row.logged.history.as_ref()?.last.as_ref().map(|change| change.date)
        })
        .text("changed_by", "the author of that", |row| {
            row.logged.history.as_ref()?.last.as_ref().map(|change| change.author.as_str())
        })
        .day("commit_on", "the day of the commit that was read", |row| {
            row.input.log.commit.as_ref().map(|commit| commit.date)
        })
        .day("as_of", "the day on which figures stand", |row| Some(row.input.as_of))
        .table("records", "A row a decision record")
}

/// Several as one text; nothing where there is none.
pub(super) fn listed(texts: &[String]) -> Option<String> {
    (!texts.is_empty()).then(|| texts.join("; "))
}

fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Day => "day",
        Precision::Month => "month",
        Precision::Year => "year",
    }
}

fn stage(stage: Stage) -> Option<&'static str> {
    Stage::ALL.into_iter().find(|(_, known)| *known == stage).map(|(word, _)| word)
}

fn purpose(purpose: BoardFor) -> &'static str {
    match purpose {
        BoardFor::Decision => "decision",
        BoardFor::Discussion => "discussion",
        BoardFor::Information => "information",
    }
}

fn reversible(reversible: Reversible) -> &'static str {
    match reversible {
        Reversible::Yes => "yes",
        Reversible::Costly => "costly",
        Reversible::No => "no",
    }
}

fn chosen_by(chosen: ChosenBy) -> &'static str {
    match chosen {
        ChosenBy::Decision => "decision",
        ChosenBy::Recommendation => "recommendation",
        ChosenBy::Numbers => "numbers",
        ChosenBy::Nothing => "nothing",
    }
}
