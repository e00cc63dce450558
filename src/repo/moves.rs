//! Which files a commit moved: those that came in under one name while they went out under another.
//!
//! libgit2 compares lines, headings among them; short records have little else in common with each other, so that one
//! which takes another's place would pass for it. What counts here are the words below the headings.

use super::commits::{self, Differing};
use super::objects::Id;
use super::store::Store;
use super::walk::is_markdown;
use crate::source::{LIKENESS, Words};
use git2::ErrorCode;
use std::collections::BTreeMap;

/// A file that lay elsewhere before a commit.
pub(super) struct Move {
    /// Where it lay.
    pub(super) from: String,
    /// Where it lies.
    pub(super) to: String,
    /// Not a letter was changed on the way.
    pub(super) is_same: bool,
}

/// How many files that went are compared with those that came, and how large they may be.
const COMPARED: usize = 1_000;
const COMPARED_BYTES: usize = 1 << 20;

/// Those of the files that came in which another markdown file went out for. Both trees are those of whole commits.
pub(super) fn find<'p>(
    store: &dyn Store,
    before: Id,
    after: Id,
    came: impl Iterator<Item = &'p String>,
) -> Result<Vec<Move>, git2::Error> {
    let mut came: Vec<&String> = came.collect();
    let mut gone = BTreeMap::new();
    if !came.is_empty() {
        add_gone(store, before, Some(after), "", &mut gone)?;
    }
    if gone.is_empty() {
        return Ok(Vec::new());
    }
    let mut moves = Vec::new();
    let mut rest = Vec::new();
    for to in came.drain(..) {
        let Some((_, id)) = store.entry_at(after, to)? else { continue };
        // Of several that were alike, the one of the same name.
        let alike = gone.iter().filter(|(_, gone)| **gone == id).map(|(from, _)| from);
        match alike.max_by_key(|from| name(from) == name(to)).cloned() {
            Some(from) => {
                gone.remove(&from);
                moves.push(Move { from, to: to.clone(), is_same: true });
            }
            None => rest.push((to, id)),
        }
    }
    let mut old: Vec<(String, Words)> = Vec::new();
    for (from, id) in gone.into_iter().take(if rest.is_empty() { 0 } else { COMPARED }) {
        old.extend(words_of(store, id)?.map(|words| (from, words)));
    }
    for (to, id) in rest {
        let Some(new) = words_of(store, id)? else { continue };
        let likest = old.iter().enumerate().map(|(at, (_, words))| (words.likeness(&new), at));
        if let Some((likeness, at)) = likest.max_by(|a, b| a.0.total_cmp(&b.0))
            && likeness >= LIKENESS
        {
            moves.push(Move { from: old.swap_remove(at).0, to: to.clone(), is_same: false });
        }
    }
    Ok(moves)
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Markdown files of `old` that `new` has not.
fn add_gone(
    store: &dyn Store,
    old: Id,
    new: Option<Id>,
    at: &str,
    into: &mut BTreeMap<String, Id>,
) -> Result<(), git2::Error> {
    for Differing { name, is_folder, old, new } in commits::differing(store, Some(old), new)? {
        let (Some(old), path) = (old, format!("{at}{name}")) else { continue };
        if is_folder {
            add_gone(store, old, new, &format!("{path}/"), into)?;
        } else if new.is_none() && is_markdown(&name) {
            into.insert(path, old);
        }
    }
    Ok(())
}

/// The words of a text; `None` where it is too large, and in a partial clone, which may lack it.
fn words_of(store: &dyn Store, id: Id) -> Result<Option<Words>, git2::Error> {
    match store.blob(id, COMPARED_BYTES + 1) {
        Ok(bytes) if bytes.len() <= COMPARED_BYTES => Ok(Some(Words::of(&String::from_utf8_lossy(&bytes)))),
        Ok(_) => Ok(None),
        Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
