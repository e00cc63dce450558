//! Which of day and month comes first, as the dates around a record say: those of its folder, where they settle it; else
//! of the folder above; in the end of the whole log.

use crate::record::body::inline;
use crate::record::stated::dates::{self, DayOrder};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// How many dates below each folder say what.
#[derive(Debug, Default)]
pub(crate) struct DayOrders<'a>(BTreeMap<&'a str, Votes>);

#[derive(Debug, Default)]
struct Votes {
    day_first: usize,
    month_first: usize,
}

impl<'a> DayOrders<'a> {
    /// Looks over the heads of some texts, by their paths.
    pub(crate) fn of(texts: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut votes: BTreeMap<&str, Votes> = BTreeMap::new();
        for (path, text) in texts {
            let head = &text[..inline::floor(text, 1_500)];
            for line in head.lines().filter(|line| line.len() < 200 && line.contains(['/', '-'])) {
                let order = dates::order(line);
                if order == DayOrder::Unknown {
                    continue;
                }
                for folder in folders(path) {
                    let vote = votes.entry(folder).or_default();
                    match order {
                        DayOrder::DayFirst => vote.day_first += 1,
                        _ => vote.month_first += 1,
                    }
                }
            }
        }
        Self(votes)
    }

    /// What the innermost folder says that settles it.
    pub(crate) fn at(&self, path: &str) -> DayOrder {
        let settled = folders(path).filter_map(|folder| self.0.get(folder)).map(|vote| {
            match vote.day_first.cmp(&vote.month_first) {
                Ordering::Greater => DayOrder::DayFirst,
                Ordering::Less => DayOrder::MonthFirst,
                Ordering::Equal => DayOrder::Unknown,
            }
        });
        settled.into_iter().find(|order| *order != DayOrder::Unknown).unwrap_or_default()
    }
}

/// The folders that hold a path, from the innermost to the whole.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(folder_above(&path), folder_above)
}

fn folder_above<'a>(path: &&'a str) -> Option<&'a str> {
    (!path.is_empty()).then(|| path.rsplit_once('/').map_or("", |(folder, _)| folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_folder_that_settles_it_is_asked() {
        let texts = [
            ("adr/farm/1.md", "Date: 13/2/2020"),
            ("adr/shop/2.md", "Date: 2/13/2020"),
            ("adr/shop/3.md", "Date: 3/14/2020"),
            ("adr/yard/4.md", "Date: 3/4/2020"),
        ];
        let orders = DayOrders::of(texts.into_iter());
        for (path, expected) in [
            ("adr/farm/9.md", DayOrder::DayFirst),
            ("adr/shop/9.md", DayOrder::MonthFirst),
            ("adr/yard/4.md", DayOrder::MonthFirst),
            ("9.md", DayOrder::MonthFirst),
        ] {
            assert_eq!(orders.at(path), expected, "{path}");
        }
        assert_eq!(DayOrders::default().at("adr/1.md"), DayOrder::Unknown);
    }
}
