//! Where each key of a front matter stands.

use crate::source::Span;

/// Places by path: `decide-by`, `options[1].cost.once`.
///
/// Of a path only its hash is kept. All paths of a record would take more room than everything else that is known of
/// it, and nobody asks which there are; that two of one record share 64 bits is less likely than any fault of a disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Sorted by hash.
    spans: Vec<(PathHash, Span)>,
}

impl Places {
    /// Of paths in the order of the file; where one comes twice, its first place counts.
    pub fn new(mut spans: Vec<(PathHash, Span)>) -> Self {
        spans.sort_by_key(|(path, _)| *path);
        spans.dedup_by_key(|(path, _)| *path);
        spans.shrink_to_fit();
        Self { spans }
    }

    /// The place of this path, and of no block above it.
    pub fn get(&self, path: &str) -> Option<Span> {
        let path = PathHash::default().then(path);
        let idx = self.spans.binary_search_by_key(&path, |(known, _)| *known).ok()?;
        Some(self.spans[idx].1)
    }

    /// Whether something stands at this path.
    pub fn contains(&self, path: &str) -> bool {
        self.get(path).is_some()
    }
}

/// A path, read piece by piece: FNV-1a with 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PathHash(u64);

impl Default for PathHash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl PathHash {
    /// The path that goes on with this text.
    #[must_use]
    pub fn then(self, text: &str) -> Self {
        Self(text.bytes().fold(self.0, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_of_a_path_counts() {
        let at = |line| Span { line, ..Span::default() };
        let path = |pieces: &[&str]| pieces.iter().fold(PathHash::default(), |path, piece| path.then(piece));
        let places = Places::new(vec![(path(&["b"]), at(1)), (path(&["a", "[0]"]), at(2)), (path(&["b"]), at(3))]);
        assert_eq!([places.get("b"), places.get("a[0]"), places.get("a")], [Some(at(1)), Some(at(2)), None]);
    }
}
