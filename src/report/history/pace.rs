//! How fast we decide, whether by the day, and what was taken back: by area.

use crate::log::{Pace, pace};
use crate::number::count;
use crate::report::decisions;
use crate::report::narrate::clean;
use crate::report::parts::Block;
use crate::report::{CaptionStands, Content, Input, Set, Table, TableBlock, TableHead, TableRow};

/// The pace of the log and of its areas; `None` where no record tells.
pub(super) fn block(input: &Input) -> Option<TableBlock> {
    let finding = decisions::pace(input)?;
    let mut rows = vec![row("All decisions", &pace(input.log, |_| true))];
    let by_area = input.book.areas.iter().filter_map(|(slug, name)| {
        let of_area = pace(input.log, |record| record.area.as_ref() == Some(slug));
        (of_area.accepted_count > 0 || !of_area.is_empty()).then(|| row(&clean(name), &of_area))
    });
    rows.extend(by_area);
    let head = |label: &str| TableHead { nothing: Some("not known"), ..TableHead::new(label).held().set(Set::Whole) };
    let table = Table {
        caption:
            "From the day that a record, else its commit, says it was proposed, to that on which it was decided. Nine \
                  in ten: of ten decisions or more. Taken back: replaced, withdrawn, turned down or opened again."
                .to_owned(),
        caption_stands: CaptionStands::Below,
        has_cards: true,
        heads: vec![
            TableHead::new("Area"),
            head("Half within"),
            head("Nine in ten within"),
            head("By their date"),
            head("Taken back"),
        ],
        rows,
        ..Table::default()
    };
    let block = Block { finding, question: "How fast do we decide?", lead: Vec::new(), paragraphs: Vec::new() };
    Some(TableBlock { block, table: Some(table) })
}

fn row(name: &str, pace: &Pace) -> TableRow {
    let days = |days: Option<i32>| days.and_then(|days| usize::try_from(days).ok());
    let within = |found| days(found).map_or(Content::Nothing, |days| Content::Held(count(days, "day", "days")));
    let of = |part: usize, whole: usize| match whole {
        0 => Content::Nothing,
        whole => Content::Held(format!("{part} of {whole}")),
    };
    let cells = [
        Content::Text(name.to_owned()),
        within(pace.median()),
        within(pace.nine_in_ten()),
        of(pace.in_time_count, pace.dated_count),
        of(pace.reversed_count, pace.accepted_count),
    ];
    TableRow { cells: cells.map(Into::into).to_vec(), ..TableRow::default() }
}
