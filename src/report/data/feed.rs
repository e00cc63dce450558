//! The latest decisions as news.

use super::calendar::joined;
use crate::model::Precision;
use crate::report::frame::organization;
use crate::report::narrate::clean;
use crate::report::{Input, link, status_word};
use jiff::civil::Date;

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
    /// When it reached its status.
    pub updated: Date,
    /// "Accepted. The Head of Platform answers."
    pub summary: String,
}

/// Composes the feed.
pub fn feed(input: &Input) -> Feed {
    let site = input.book.site_url.as_ref().map(|url| clean(url)).filter(|url| !url.is_empty());
    let dated = |idx: usize| {
        let stated = input.log.records[idx].record.date.as_ref()?;
        (stated.precision == Precision::Day && stated.date <= input.as_of).then_some((stated.date, idx))
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
            summary: format!("{}.{owner}", status_word(logged)),
        }
    };
    Feed {
        title: organization(input),
        updated: dated.first().map_or(input.as_of, |(day, _)| *day),
        entries: dated.iter().take(ENTRIES).map(entry).collect(),
        site,
    }
}
