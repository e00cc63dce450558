//! What was expected, what came of it, and the lesson.

use crate::analysis::track_record::{Expected, Outcome};
use crate::model::{Forecast, Points, slug};
use crate::number::{
    Figure, Spread, capitalized, chance_number, count_word, date, date_short, months, plural, sentence,
};
use crate::report::narrate::{Case, Paragraph, Prose, Standing, clean};
use crate::report::parts::{Block, Cell};
use crate::report::{CaptionStands, Content, Table, TableHead, TableRow};
use jiff::civil::Date;

/// What is told, and the table below it; `None` where nobody expected or noted anything.
pub(super) fn outcome(case: &Case) -> Option<(Block, Option<Table>)> {
    let record = case.record;
    let rows = rows(case);
    let lesson = record.lesson.as_deref().map(clean).filter(|text| !text.is_empty());
    if rows.is_empty() && lesson.is_none() {
        return None;
    }
    let came = came(case);
    let held = came.iter().filter_map(|outcome| outcome.is_inside());
    let (inside, all) = held.fold((0, 0), |(inside, all), is_in| (inside + usize::from(is_in), all + 1));
    let first =
        record.forecasts.iter().filter(|forecast| matched(case, forecast).is_none()).filter_map(|due| due.by).min();
    let finding = match (all, first) {
        (0, _) if !record.actuals.is_empty() => "What came of it is noted below".to_owned(),
        (0, None) if rows.is_empty() => "What it taught".to_owned(),
        (0, None) => "No outcome is recorded yet, and no day is set for one".to_owned(),
        (0, Some(day)) if record.is_open() => {
            format!("If approved, the first forecast is held against what came by {}", date(day))
        }
        (0, Some(day)) if day < case.input.as_of => {
            format!("No outcome is recorded yet; the first was due by {}", date(day))
        }
        (0, Some(day)) => format!("No outcome is recorded yet; the first is due by {}", date(day)),
        (all, _) => {
            let verb = plural(all, "range", "ranges");
            capitalized(&format!("{} of {} {verb} held", count_word(inside), count_word(all)))
        }
    };
    let question = if record.is_open() { "How will we know?" } else { "What came of it?" };
    let paragraphs = lesson.map(|lesson| Paragraph::of([Prose::of(sentence(&format!("The lesson: {lesson}")))]));
    let table = (!rows.is_empty()).then(|| Table {
        caption: String::new(),
        caption_stands: CaptionStands::Nowhere,
        has_cards: true,
        heads: vec![
            TableHead::new("Forecast"),
            TableHead::new("Expected").explained("track-record"),
            TableHead::new("What came"),
            TableHead::new("Held?"),
        ],
        rows,
        ..Table::default()
    });
    Some((Block { finding, question, lead: Vec::new(), paragraphs: paragraphs.into_iter().collect() }, table))
}

/// Forecasts of this record that met what came.
fn came<'a>(case: &Case<'a>) -> Vec<&'a Outcome> {
    case.input.analysis.track_record.outcomes.iter().filter(|outcome| outcome.record == case.idx).collect()
}

fn matched<'a>(case: &Case<'a>, forecast: &Forecast) -> Option<&'a Outcome> {
    came(case).into_iter().find(|outcome| outcome.what == forecast.what)
}

fn rows(case: &Case) -> Vec<TableRow> {
    let record = case.record;
    let row = |what: String, expected: Content, came: Content, held: Content| TableRow {
        does_turn: false,
        cells: vec![Content::Text(what).into(), expected.into(), came.into(), held.into()],
    };
    let mut rows: Vec<TableRow> = Vec::new();
    for forecast in &record.forecasts {
        let expected = match (&forecast.range, forecast.chance) {
            (Some(range), _) => Content::Held(clean(&range.written)),
            (None, Some(chance)) => Content::Text(format!("{} that it happens", chance_number(chance))),
            (None, None) => Content::Nothing,
        };
        let noted = noted(case, &forecast.what);
        let held = matched(case, forecast).map_or(Content::Nothing, held);
        rows.push(row(clean(&forecast.what), expected, noted.unwrap_or_else(|| due(case, forecast.by)), held));
    }
    let frozen = record.decision.as_ref().and_then(|decision| decision.forecast.as_ref());
    if let Some(frozen) = frozen {
        let cash = frozen.cash.map(|points| case.money.estimate(spread(points), crate::number::Digits::Table));
        let ready = frozen.ready.map(|points| months(spread(points)));
        let parts = [("cash", "Cash, when it was decided", cash), ("ready", "Ready, when it was decided", ready)];
        for (id, name, figure) in parts {
            let Some(figure) = figure else { continue };
            rows.push(frozen_row(case, id, name, figure));
        }
    }
    let is_forecast = |what: &str| record.forecasts.iter().any(|forecast| slug(&forecast.what) == slug(what));
    let is_frozen =
        |what: &str| came(case).iter().any(|outcome| is_of_frozen(outcome) && slug(&outcome.what) == slug(what));
    for actual in record.actuals.iter().filter(|actual| !is_forecast(&actual.what) && !is_frozen(&actual.what)) {
        let came = with_day(&actual.written, actual.on);
        rows.push(row(
            clean(&actual.what),
            Content::Word("nothing forecast".to_owned()),
            Content::Text(came),
            Content::Nothing,
        ));
    }
    rows
}

/// Of what the tool froze when it was decided.
fn is_of_frozen(outcome: &Outcome) -> bool {
    matches!(outcome.what.as_str(), "cash" | "ready")
}

fn frozen_row(case: &Case, id: &str, name: &str, figure: Figure) -> TableRow {
    let outcome = came(case).into_iter().find(|outcome| outcome.what == id);
    let printed = |outcome: &Outcome| match id {
        "cash" => case.money.stated(outcome.actual),
        _ => crate::number::months_plain(outcome.actual),
    };
    let noted = outcome.map_or_else(
        || Content::Word("not recorded".to_owned()),
        |outcome| Content::Text(with_day(&printed(outcome), outcome.on)),
    );
    let expected = Content::Measured(Cell { figure: Some(figure), word: None });
    let held = outcome.map_or(Content::Nothing, held);
    TableRow {
        does_turn: false,
        cells: vec![Content::Text(name.to_owned()).into(), expected.into(), noted.into(), held.into()],
    }
}

fn spread((low, middle, high): Points) -> Spread {
    Spread { middle, low, high }
}

/// What was noted last of this name.
fn noted(case: &Case, what: &str) -> Option<Content> {
    let named = case.record.actuals.iter().filter(|actual| slug(&actual.what) == slug(what));
    let last = named.reduce(|a, b| if b.on >= a.on { b } else { a })?;
    Some(Content::Text(with_day(&last.written, last.on)))
}

fn with_day(written: &str, on: Option<Date>) -> String {
    let written = clean(written);
    on.map_or_else(|| written.clone(), |on| format!("{written} on {}", date_short(on)))
}

fn due(case: &Case, by: Option<Date>) -> Content {
    Content::Word(match by {
        Some(by) if by < case.input.as_of => format!("was due {}", date_short(by)),
        Some(by) => format!("due {}", date_short(by)),
        None => "no day set".to_owned(),
    })
}

fn held(outcome: &Outcome) -> Content {
    match (outcome.is_inside(), outcome.expected) {
        (Some(true), _) => Content::Sign(Standing::Inside.sign()),
        (Some(false), _) => Content::Sign(Standing::Outside.sign()),
        (None, Expected::Chance(_)) if outcome.actual > 0.5 => Content::Word("it happened".to_owned()),
        (None, Expected::Chance(_)) => Content::Word("it did not happen".to_owned()),
        (None, Expected::Range { .. }) => Content::Nothing,
    }
}
