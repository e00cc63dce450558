//! Names of objects, and trees and commits taken apart from their bytes: the same for either hash of git's.

use git2::{ErrorClass, ErrorCode, ObjectType, Oid, Time};
use sha2::{Digest, Sha256};

/// The name of an object: twenty bytes of SHA-1, or thirty-two of SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Id {
    bytes: [u8; 32],
    length: u8,
}

impl Id {
    /// The name in these bytes; `None` where they are not as many as a name has.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if !matches!(bytes.len(), 20 | 32) {
            return None;
        }
        let mut all = [0; 32];
        all[..bytes.len()].copy_from_slice(bytes);
        Some(Self { bytes: all, length: bytes.len() as u8 })
    }

    /// The name in these hexadecimal digits.
    pub(super) fn from_hex(hex: &[u8]) -> Option<Self> {
        let digit = |byte: u8| (byte as char).to_digit(16).map(|digit| digit as u8);
        let pairs = hex.as_chunks::<2>().0.iter();
        let bytes = pairs.map(|[a, b]| Some(digit(*a)? << 4 | digit(*b)?)).collect::<Option<Vec<u8>>>()?;
        Self::from_bytes(&bytes).filter(|_| hex.len().is_multiple_of(2))
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }

    /// As libgit2 has it; `None` of a name by SHA-256.
    pub(super) fn oid(self) -> Option<Oid> {
        if self.length == 20 { Oid::from_bytes(self.as_bytes()).ok() } else { None }
    }
}

impl From<Oid> for Id {
    fn from(oid: Oid) -> Self {
        Self::from_bytes(oid.as_bytes()).unwrap_or(Self { bytes: [0; 32], length: 20 })
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.as_bytes().iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::fmt::Debug for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

/// How objects get their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hash {
    Sha1,
    Sha256,
}

impl Hash {
    /// The name of a file of these bytes.
    pub(super) fn blob(self, bytes: &[u8]) -> Option<Id> {
        match self {
            Self::Sha1 => Oid::hash_object(ObjectType::Blob, bytes).ok().map(Id::from),
            Self::Sha256 => {
                let mut hash = Sha256::new();
                hash.update(format!("blob {}\0", bytes.len()));
                hash.update(bytes);
                Id::from_bytes(&hash.finalize())
            }
        }
    }
}

/// A commit without its message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Commit {
    pub(super) id: Id,
    pub(super) tree: Id,
    /// Those that are here: a shallow clone leaves some out.
    pub(super) parents: Vec<Id>,
    /// The author's name.
    pub(super) author: String,
    /// When the author wrote it.
    pub(super) written: Time,
    /// When it was committed.
    pub(super) committed: Time,
}

impl Commit {
    /// Out of the bytes of a commit.
    pub(super) fn parse(id: Id, bytes: &[u8]) -> Option<Self> {
        let (mut tree, mut parents, mut author, mut committer) = (None, Vec::new(), None, None);
        for line in bytes.split(|byte| *byte == b'\n').take_while(|line| !line.is_empty()) {
            if let Some(hex) = line.strip_prefix(b"tree ") {
                tree = tree.or(Some(Id::from_hex(hex)?));
            } else if let Some(hex) = line.strip_prefix(b"parent ") {
                parents.push(Id::from_hex(hex)?);
            } else if let Some(who) = line.strip_prefix(b"author ") {
                author = author.or(Some(who));
            } else if let Some(who) = line.strip_prefix(b"committer ") {
                committer = committer.or(Some(who));
            }
        }
        let (author, written) = signature(author?);
        let (_, committed) = signature(committer?);
        Some(Self { id, tree: tree?, parents, author, written, committed })
    }
}

/// `Ada <ada@example.org> 1767614400 +0100` → name and moment; what is no moment is the first of all.
fn signature(line: &[u8]) -> (String, Time) {
    let line = String::from_utf8_lossy(line);
    let (who, when) = line.rsplit_once('>').unwrap_or((&line, ""));
    let name = who.split_once('<').map_or(who, |(name, _)| name).trim().to_owned();
    let mut when = when.split_whitespace();
    let seconds = when.next().and_then(|seconds| seconds.parse().ok()).unwrap_or(0);
    // `+0130` is an hour and a half.
    let zone: i32 = when.next().and_then(|zone| zone.parse().ok()).unwrap_or(0);
    (name, Time::new(seconds, zone.clamp(-9999, 9999) / 100 * 60 + zone % 100))
}

/// A tree, as its bytes.
pub(super) struct Tree {
    bytes: Vec<u8>,
    id_length: usize,
}

/// An entry of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TreeEntry<'t> {
    pub(super) name: &'t [u8],
    pub(super) id: Id,
    pub(super) kind: EntryKind,
}

/// What an entry of a tree is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryKind {
    File,
    Folder,
    Link,
    /// A submodule, or what no git writes.
    Other,
}

impl Tree {
    /// A tree called `id` with these bytes; an error where they are no tree's.
    pub(super) fn parse(id: Id, bytes: Vec<u8>) -> Result<Self, git2::Error> {
        let tree = Self { bytes, id_length: usize::from(id.length) };
        let (mut rest, mut whole) = (tree.bytes.as_slice(), true);
        while whole && !rest.is_empty() {
            (rest, whole) = split(rest, tree.id_length).map_or((rest, false), |(_, rest)| (rest, true));
        }
        if whole { Ok(tree) } else { Err(odb_error(ErrorCode::GenericError, format!("the tree {id} is damaged"))) }
    }

    /// Its entries, as git sorts them.
    pub(super) fn iter(&self) -> impl Iterator<Item = TreeEntry<'_>> {
        let mut rest = self.bytes.as_slice();
        std::iter::from_fn(move || {
            let (entry, after) = split(rest, self.id_length)?;
            rest = after;
            Some(entry)
        })
    }

    /// The entry of a name.
    pub(super) fn get(&self, name: &[u8]) -> Option<TreeEntry<'_>> {
        self.iter().find(|entry| entry.name == name)
    }
}

/// `40000 name`, a zero and the name of the object; and what comes after.
fn split(bytes: &[u8], id_length: usize) -> Option<(TreeEntry<'_>, &[u8])> {
    let space = bytes.iter().position(|byte| *byte == b' ')?;
    let (mode, rest) = (&bytes[..space], &bytes[space + 1..]);
    let zero = rest.iter().position(|byte| *byte == 0)?;
    let (id, after) = rest[zero + 1..].split_at_checked(id_length)?;
    let kind = match mode {
        b"40000" | b"040000" => EntryKind::Folder,
        b"120000" => EntryKind::Link,
        mode if mode.starts_with(b"100") => EntryKind::File,
        _ => EntryKind::Other,
    };
    Some((TreeEntry { name: &rest[..zero], id: Id::from_bytes(id)?, kind }, after))
}

/// An error of reading an object, as libgit2 has them.
pub(super) fn odb_error(code: ErrorCode, message: impl AsRef<str>) -> git2::Error {
    git2::Error::new(code, ErrorClass::Odb, message)
}

/// An object that is something else than was asked for.
pub(super) fn other_kind(id: Id, wanted: ObjectType) -> git2::Error {
    odb_error(ErrorCode::GenericError, format!("the object {id} is no {}", wanted.str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(mode: &str, name: &str, id: &[u8]) -> Vec<u8> {
        [mode.as_bytes(), b" ", name.as_bytes(), b"\0", id].concat()
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        for length in [20, 32] {
            let id = Id::from_bytes(&vec![0xa7; length]).expect("a name");
            assert_eq!(id.to_string(), "a7".repeat(length));
            assert_eq!(Id::from_hex(id.to_string().as_bytes()), Some(id));
        }
        for hex in ["", "a7", &"a".repeat(39), &"a".repeat(41), &"g".repeat(40), &"a".repeat(66)] {
            assert_eq!(Id::from_hex(hex.as_bytes()), None, "{hex}");
        }
    }

    #[test]
    fn a_tree_is_taken_apart_with_either_hash() {
        for length in [20, 32] {
            let id = |byte: u8| vec![byte; length];
            let bytes = [
                entry("100644", "docs.md", &id(1)),
                entry("40000", "docs", &id(2)),
                entry("120000", "to", &id(3)),
                entry("160000", "sub", &id(4)),
            ]
            .concat();
            let name = Id::from_bytes(&id(9)).expect("a name");
            let tree = Tree::parse(name, bytes.clone()).expect("a tree");
            let kinds: Vec<_> = tree.iter().map(|entry| entry.kind).collect();
            assert_eq!(kinds, [EntryKind::File, EntryKind::Folder, EntryKind::Link, EntryKind::Other]);
            assert_eq!(tree.get(b"docs").map(|entry| entry.id), Id::from_bytes(&id(2)));
            assert_eq!(tree.get(b"doc"), None);
            assert!(Tree::parse(name, bytes[..bytes.len() - 1].to_vec()).is_err());
        }
    }

    #[test]
    fn a_commit_is_read_without_its_message() {
        let (a, b) = ("a1".repeat(32), "b2".repeat(32));
        let text = format!(
            "tree {a}\nparent {b}\nauthor Ada <x> L. <ada@example.org> 1767222000 -0130\n\
             committer Bob <bob@example.org> 1767222001 +0200\ngpgsig x\n author Eve <e> 0 +0\n\nauthor Mallory <m> 1 +0\n"
        );
        let id = Id::from_hex(b.as_bytes()).expect("a name");
        let commit = Commit::parse(id, text.as_bytes()).expect("a commit");
        assert_eq!((commit.author.as_str(), commit.written.offset_minutes()), ("Ada", -90));
        assert_eq!((commit.committed.seconds(), commit.committed.offset_minutes()), (1_767_222_001, 120));
        assert_eq!((commit.tree.to_string(), commit.parents), (a, vec![id]));
        assert_eq!(Commit::parse(id, b"no commit"), None);
    }

    proptest! {
        #[test]
        fn bytes_that_are_no_object_are_no_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let id = Id::from_bytes(&[1; 20]).expect("a name");
            let _ = Commit::parse(id, &bytes);
            if let Ok(tree) = Tree::parse(id, bytes) {
                prop_assert!(tree.iter().all(|entry| !entry.name.contains(&0)));
            }
        }
    }
}
