//! The latest decisions as news, and what changed in others.

use super::calendar::joined;
use crate::model::Precision;
use crate::report::frame::organization;
use crate::report::narrate::clean;
use crate::report::{Input, link, status_word};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How many entries a feed has.
const ENTRIES: usize = 50;

/// A feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Who speaks.
    pub title: String,
    /// Where the site stands, where the book says so.
    pub site: Option<String>,
    /// The newest day in it.
    pub updated: Date,
    /// The newest first.
    pub entries: Vec<FeedEntry>,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedEntry {
    /// Stays the same while the decision does.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its page: from the site's first folder, or in full where the book says where the site stands.
    pub href: String,
    /// When it reached its status, or changed.
    pub updated: Date,
    /// "Accepted. The Head of Platform answers.", and what changed.
    pub summary: String,
}

/// What changed, by the index of the record.
fn news(input: &Input) -> BTreeMap<usize, String> {
    let mut news: BTreeMap<usize, String> = BTreeMap::new();
    let groups = input.changes.into_iter().flat_map(|page| &page.groups);
    for (idx, record) in groups.flat_map(|group| &group.told).filter_map(|record| Some((record.record_idx?, record))) {
        let told = news.entry(idx).or_default();
        for sentence in &record.sentences {
            if !told.is_empty() {
                told.push(' ');
            }
            told.push_str(sentence);
        }
    }
    news
}

/// Composes the feed. What changed since the board last met is news on the day of its last change.
pub fn feed(input: &Input) -> Feed {
    let site = input.book.site_url.as_ref().map(|url| clean(url)).filter(|url| !url.is_empty());
    let news = news(input);
    let dated = |idx: usize| {
        let logged = &input.log.records[idx];
        let stated = logged.record.date.as_ref().filter(|stated| stated.precision == Precision::Day);
        let last = logged.history.as_ref().and_then(|history| history.last.as_ref()).map(|last| last.date);
        let changed = last.filter(|_| news.contains_key(&idx));
        let day =
            stated.map(|stated| stated.date).into_iter().chain(changed).filter(|day| *day <= input.as_of).max()?;
        Some((day, idx))
    };
    let mut dated: Vec<(Date, usize)> = (0..input.log.records.len()).filter_map(dated).collect();
    dated.sort_by(|a, b| b.cmp(a));
    let entry = |(updated, idx): &(Date, usize)| {
        let logged = &input.log.records[*idx];
        let path = link::decision(logged);
        let owner = logged.record.roles.owner.as_deref().map(clean).filter(|owner| !owner.is_empty());
        let owner = owner.map_or_else(String::new, |owner| format!(" {owner} answers."));
        let title = clean(&logged.record.title.text);
        FeedEntry {
            key: logged.page_id.clone(),
            title: if title.is_empty() { "A decision without a title".to_owned() } else { title },
            href: site.as_ref().map_or_else(|| path.clone(), |site| joined(site, &path)),
            updated: *updated,
            summary: match news.get(idx) {
                Some(news) => format!("{}.{owner} {news}", status_word(logged)),
                None => format!("{}.{owner}", status_word(logged)),
            },
        }
    };
    Feed {
        title: organization(input),
        updated: dated.first().map_or(input.as_of, |(day, _)| *day),
        entries: dated.iter().take(ENTRIES).map(entry).collect(),
        site,
    }
}
