//! Points in columns from left to right with lines between them: a history that branches or merges.
//!
//! Where the points stand is worked out by a library (layers, then as few crossings as it finds: Sugiyama's method).
//! Columns are in percent, rows in pixels, so that words keep their size.

use rust_sugiyama::configure::{Config, RankingType};
use rust_sugiyama::from_vertices_and_edges;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// More columns leave no room for words.
const COLUMNS: usize = 6;

/// Height of a row, in px.
const ROW: usize = 52;

/// Room for letters of one row of words, in letters, shared by the columns.
const LETTERS: usize = 104;

/// A drawing of points and lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layered {
    /// Words, and whether the point is filled.
    pub points: Vec<(String, bool)>,
    /// From left to right, by position in `points`; without circles, and never from a point to itself.
    pub lines: Vec<(usize, usize)>,
}

impl Layered {
    /// SVG over the whole width; `None` where the lines run in a circle or take too many columns.
    pub fn svg(&self) -> Option<String> {
        let places = self.places()?;
        let columns = places.iter().map(|(column, _)| column + 1).max()?;
        let rows = places.iter().map(|(_, row)| row + 1).max()?;
        if columns > COLUMNS {
            return None;
        }
        let x = |column: usize| column as f64 * 100.0 / columns as f64 + 1.0;
        let y = |row: usize| row * ROW + 32;
        let mut svg = format!(r#"<svg class="tree" width="100%" height="{}" aria-hidden="true">"#, rows * ROW);
        for (from, to) in &self.lines {
            let ((left, top), (right, bottom)) = (places[*from], places[*to]);
            let _ =
                write!(svg, r#"<line x1="{:.1}%" y1="{}" x2="{:.1}%" y2="{}"/>"#, x(left), y(top), x(right), y(bottom));
        }
        for ((words, is_filled), (column, row)) in self.points.iter().zip(&places) {
            let (x, y) = (x(*column), y(*row));
            let class = if *is_filled { "on" } else { "off" };
            let _ = write!(
                svg,
                r#"<circle class="{class}" cx="{x:.1}%" cy="{y}" r="6"/><text class="{class}" x="{:.1}%" y="{}">{}</text>"#,
                x - 0.6,
                y - 14,
                escaped(&cut(words, LETTERS / columns))
            );
        }
        Some(svg + "</svg>")
    }

    /// Column and row of each point.
    fn places(&self) -> Option<Vec<(usize, usize)>> {
        let count = self.points.len();
        let is_forward = |(from, to): &(usize, usize)| from != to && *from < count && *to < count;
        if self.lines.is_empty() || !self.lines.iter().all(is_forward) || self.is_circular() {
            return None;
        }
        let vertices: Vec<(u32, (f64, f64))> = (0..count).map(|point| (small(point), (1.0, 1.0))).collect();
        let lines: BTreeSet<&(usize, usize)> = self.lines.iter().collect();
        let edges: Vec<(u32, u32)> = lines.into_iter().map(|(from, to)| (small(*from), small(*to))).collect();
        let mut places = vec![None; count];
        let mut lowest = 0.0;
        for (layout, _, _) in from_vertices_and_edges(&vertices, &edges, &config()) {
            // The library writes from top to bottom, and in no fixed order.
            let least = layout.iter().map(|(_, (x, _))| *x).fold(f64::INFINITY, f64::min);
            let most = layout.iter().map(|(_, (x, _))| *x).fold(f64::NEG_INFINITY, f64::max);
            for (point, (x, y)) in layout {
                *places.get_mut(point)? = Some((y, x - least + lowest));
            }
            lowest += most - least + 1.0;
        }
        let places: Vec<(f64, f64)> = places.into_iter().collect::<Option<_>>()?;
        let (columns, rows) = (ranks(places.iter().map(|place| place.0)), ranks(places.iter().map(|place| place.1)));
        let at = |ranks: &BTreeMap<i64, usize>, value: f64| ranks.get(&key(value)).copied();
        places.iter().map(|(y, x)| Some((at(&columns, *y)?, at(&rows, *x)?))).collect()
    }

    /// Whether some line leads back: then nothing is left that no line leads to.
    fn is_circular(&self) -> bool {
        let mut waits = vec![0_usize; self.points.len()];
        let mut next: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (from, to) in &self.lines {
            waits[*to] += 1;
            next.entry(*from).or_default().push(*to);
        }
        let mut ready: Vec<usize> = (0..waits.len()).filter(|point| waits[*point] == 0).collect();
        let mut done = 0;
        while let Some(point) = ready.pop() {
            done += 1;
            for to in next.get(&point).into_iter().flatten() {
                waits[*to] -= 1;
                if waits[*to] == 0 {
                    ready.push(*to);
                }
            }
        }
        done < self.points.len()
    }
}

/// Columns by the longest way from the left. The library's own choice, network simplex, does not end on some histories.
fn config() -> Config {
    Config { ranking_type: RankingType::Up, transpose: false, ..Config::default() }
}

fn small(point: usize) -> u32 {
    u32::try_from(point).unwrap_or(u32::MAX)
}

/// Halves of the library's unit, so that equal places are equal.
fn key(value: f64) -> i64 {
    (value * 2.0).round() as i64
}

/// The places that are taken, counted from the lowest.
fn ranks(values: impl Iterator<Item = f64>) -> BTreeMap<i64, usize> {
    let mut keys: Vec<i64> = values.map(key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().enumerate().map(|(rank, key)| (key, rank)).collect()
}

fn cut(words: &str, letters: usize) -> String {
    if words.chars().count() <= letters {
        return words.to_owned();
    }
    words.chars().take(letters.saturating_sub(1)).chain(['…']).collect()
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drawn(words: &[&str], lines: &[(usize, usize)]) -> Layered {
        Layered { points: words.iter().map(|word| ((*word).to_owned(), false)).collect(), lines: lines.to_vec() }
    }

    #[test]
    fn what_follows_stands_to_the_right_and_what_is_beside_stands_below() {
        let merge = drawn(&["a", "b", "<script>"], &[(0, 2), (1, 2)]);
        let places = merge.places().expect("no circle");
        assert!(places[0].0 == 0 && places[1].0 == 0 && places[2].0 == 1, "{places:?}");
        assert_ne!(places[0].1, places[1].1);
        let svg = merge.svg().expect("two columns");
        assert!(svg.contains("&lt;script&gt;") && !svg.contains("<script"), "{svg}");
        assert_eq!(svg.matches("<line").count(), 2);
    }

    #[test]
    fn circles_and_long_histories_are_not_drawn() {
        assert_eq!(drawn(&["a", "b", "c"], &[(0, 1), (1, 2), (2, 1)]).svg(), None);
        assert_eq!(drawn(&["a"], &[(0, 0)]).svg(), None);
        let long: Vec<(usize, usize)> = (0..9).map(|at| (at, at + 1)).collect();
        assert_eq!(drawn(&["a"; 10], &long).svg(), None);
    }

    proptest! {
        #[test]
        fn every_history_is_drawn_the_same_twice_and_runs_to_the_right(
            links in prop::collection::vec((0..12_usize, 1..12_usize), 1..20),
        ) {
            let lines: Vec<(usize, usize)> = links.into_iter().filter(|(from, to)| from < to).collect();
            let history = drawn(&["x"; 12], &lines);
            prop_assert_eq!(history.svg(), history.clone().svg());
            if let Some(places) = history.places() {
                for (from, to) in &lines {
                    prop_assert!(places[*from].0 < places[*to].0);
                }
                for (at, place) in places.iter().enumerate() {
                    prop_assert!(!places[..at].contains(place), "two points in one place: {:?}", places);
                }
            }
        }
    }
}
