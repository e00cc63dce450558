//! Entries of `links` in a front matter, in the shapes that tools write.

use crate::record::stated::fields::{self, Key};
use crate::record::yaml::front_matter::Stated;

/// Keys of an entry that say how, as tools spell them;
pub(crate) const LINK_KINDS: [&str; 4] = ["kind", "type", "rel", "relation"];
/// and those that say what.
pub(crate) const LINK_TARGETS: [&str; 7] = ["target", "to", "id", "ref", "path", "record", "adr"];

/// An entry of `links`: `{ supersedes: 17 }`, or the target of `{ target: 17, kind: supersedes }`.
pub(crate) fn link_entry(inner: &str, entry: &Stated, stated: &[Stated]) -> Option<Key> {
    let kind = if LINK_KINDS.contains(&inner) {
        return None;
    } else if LINK_TARGETS.contains(&inner) {
        let is_its_kind = |other: &&Stated| {
            let inner = other.key.strip_prefix("links.");
            other.list_idx == entry.list_idx && inner.is_some_and(|inner| LINK_KINDS.contains(&inner))
        };
        stated.iter().find(is_its_kind).map_or_else(|| "related".to_owned(), |kind| fields::fold_key(&kind.value))
    } else {
        inner.to_owned()
    };
    fields::meaning(&kind).filter(|key| matches!(key, Key::Link(_)))
}

/// A link written as one text: `superseded-by: 0002-x.md`.
pub(crate) fn link_text(text: &str) -> Option<(Key, &str)> {
    let (kind, target) = text.split_once(':')?;
    let key = fields::meaning(&fields::fold_key(kind)).filter(|key| matches!(key, Key::Link(_)))?;
    Some((key, target.trim()))
}
