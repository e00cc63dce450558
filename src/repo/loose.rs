//! Loose objects, read without libgit2: what is wrong with their files.

use super::open;
use flate2::bufread::ZlibDecoder;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// An object whose file is none, or half of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// Its name.
    pub id: String,
    /// Its file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with the file of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A pipe, a folder or the like.
    Odd,
    /// Nothing is in it.
    Empty,
    /// Its compressed text ends too soon.
    Cut,
    /// It is no compressed object.
    Garbled,
}

impl Fault {
    /// Whether somebody who reads the object may wait for the rest of it for ever.
    pub(super) fn may_hang(self) -> bool {
        matches!(self, Self::Odd | Self::Cut)
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Odd => "it is no plain file",
            Self::Empty => "it is empty",
            Self::Cut => "it ends too soon",
            Self::Garbled => "it is no object",
        })
    }
}

/// The first damaged object of the repository around a folder, and of those that it borrows from.
pub(super) fn find_damaged(folder: &Path, counts: impl Fn(Fault) -> bool) -> Option<Damaged> {
    let objects = open::open(folder).ok()?.common_dir().join("objects");
    let borrowed = fs::read_to_string(objects.join("info/alternates")).unwrap_or_default();
    let borrowed = borrowed.lines().map(|line| objects.join(line));
    std::iter::once(objects.clone()).chain(borrowed).find_map(|objects| damaged_in(&objects, &counts))
}

fn damaged_in(objects: &Path, counts: &impl Fn(Fault) -> bool) -> Option<Damaged> {
    let mut folders: Vec<PathBuf> = entries(objects).filter(|path| hex_name(path).len() == 2).collect();
    folders.sort();
    folders.iter().flat_map(|folder| entries(folder)).filter(|path| hex_name(path).len() >= 38).find_map(|path| {
        let id = format!("{}{}", hex_name(path.parent()?), hex_name(&path));
        Some(Damaged { id, fault: fault(&path).filter(|fault| counts(*fault))?, path })
    })
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()))
}

/// A name of hexadecimal digits; empty where it is something else.
fn hex_name(path: &Path) -> &str {
    let name = path.file_name().and_then(|name| name.to_str());
    name.filter(|name| name.bytes().all(|byte| byte.is_ascii_hexdigit())).unwrap_or_default()
}

fn fault(path: &Path) -> Option<Fault> {
    let metadata = fs::metadata(path).ok()?;
    if !metadata.is_file() {
        return Some(Fault::Odd);
    }
    if metadata.len() == 0 {
        return Some(Fault::Empty);
    }
    fault_of(BufReader::new(File::open(path).ok()?))
}

fn fault_of(compressed: impl BufRead) -> Option<Fault> {
    let fault = |error: &io::Error| match error.kind() {
        io::ErrorKind::UnexpectedEof => Fault::Cut,
        _ => Fault::Garbled,
    };
    let mut object = BufReader::new(ZlibDecoder::new(compressed));
    // `blob 12` and a zero, before the content.
    let mut head = Vec::new();
    if let Err(error) = object.by_ref().take(HEAD_BYTES).read_until(0, &mut head) {
        return Some(fault(&error));
    }
    let Some(head) = head.strip_suffix(b"\0") else {
        return Some(if (head.len() as u64) < HEAD_BYTES { Fault::Cut } else { Fault::Garbled });
    };
    let length = std::str::from_utf8(head).ok().and_then(|head| head.split_once(' ')?.1.parse::<u64>().ok());
    match (length, io::copy(&mut object, &mut io::sink())) {
        (None, _) => Some(Fault::Garbled),
        (_, Err(error)) => Some(fault(&error)),
        (Some(stated), Ok(length)) => (length < stated).then_some(Fault::Cut),
    }
}

/// No kind and length of an object are longer.
const HEAD_BYTES: u64 = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use git2::Repository;
    use std::io::Write;

    fn compressed(text: &str) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).expect("written to memory");
        encoder.finish().expect("ended")
    }

    #[test]
    fn an_object_ends_where_its_first_line_says() {
        let content: String = (0..5000).map(|n| format!("{n} ")).collect();
        let whole = compressed(&format!("blob {}\0{content}", content.len()));
        assert_eq!(fault_of(&whole[..]), None);
        for length in [0, 1, 2, 20, whole.len() / 2, whole.len() - 5] {
            assert_eq!(fault_of(&whole[..length]), Some(Fault::Cut), "{length} of {}", whole.len());
        }
        assert_eq!(fault_of(&compressed("blob 9\0x")[..]), Some(Fault::Cut));
        for garbled in [b"no zlib at all".to_vec(), compressed("blob x\0x"), compressed(&"x".repeat(100))] {
            assert_eq!(fault_of(&garbled[..]), Some(Fault::Garbled));
        }
    }

    #[test]
    fn the_object_is_named() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let repository = Repository::init(folder.path()).expect("a repository");
        let id = repository.blob(b"text").expect("a blob").to_string();
        assert!(find_damaged(folder.path(), |_| true).is_none());
        let file = repository.path().join("objects").join(&id[..2]).join(&id[2..]);
        fs::remove_file(&file).expect("removed");
        fs::write(&file, "").expect("emptied");
        assert!(find_damaged(folder.path(), Fault::may_hang).is_none(), "nobody waits for the rest of nothing");
        let found = find_damaged(folder.path(), |_| true);
        assert!(matches!(found, Some(Damaged { id: found, fault: Fault::Empty, .. }) if found == id));
    }
}
