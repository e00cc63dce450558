//! One picture as a file of its own.

use crate::chart::{Card, CardRow};
use crate::report::{ComparisonPage, PictureRow};

/// The deciding picture of a comparison as an SVG document; `None` where no option has a total.
pub fn picture_alone(page: &ComparisonPage) -> Option<String> {
    let picture = page.picture.as_ref()?;
    let since = page.status_since.as_ref().map_or_else(String::new, |since| format!(" {since}"));
    let source = format!("{}. {}{since}.", page.label, page.status);
    let card = Card {
        title: &page.title,
        question: &page.record_title,
        first: picture.has_first.then_some("First in"),
        rows: picture.rows.iter().map(row).collect(),
        caption: &picture.caption,
        source: &source,
    };
    Some(card.svg())
}

fn row(row: &PictureRow) -> CardRow<'_> {
    let bar = row.bar.as_ref();
    CardRow {
        name: &row.option.label,
        detail: row.option.detail.as_deref().unwrap_or_default(),
        mark: row.option.mark_word(),
        is_chosen: row.option.is_chosen,
        range: bar.map(|bar| (bar.low, bar.high)),
        mid: bar.and_then(|bar| bar.mid),
        band: bar.and_then(|bar| bar.band_low.zip(bar.band_high)),
        figures: bar.map_or([None; 3], |bar| [bar.low_text.as_deref(), bar.total.as_deref(), bar.high_text.as_deref()]),
        first: row.first.as_deref().unwrap_or_default(),
        told: &row.told,
    }
}
