//! What was parsed before, so that of a log that is read again and again only what changed is parsed again.
//!
//! What a file says follows from its text, from what the files beside it say together, and from the book: where none of
//! them changed, neither did the record.

use crate::finding::Finding;
use crate::model::{Book, Record};
use crate::record::candidates::Candidate;
use crate::record::depth::Depth;
use crate::record::doubt::Said;
use crate::record::kind::Why;
use crate::record::parse::{Parsed, ParsedFile, parse_at, parse_each};
use crate::record::stated::dates::DayOrder;
use crate::source::{Snapshot, SourceFile};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// What was parsed before, each as a whole.
#[derive(Debug, Default)]
pub struct Memory {
    book: Option<Book>,
    files: BTreeMap<String, Known>,
}

/// One file as it was parsed, and from what.
#[derive(Debug)]
struct Known {
    file: SourceFile,
    folder: String,
    stem: String,
    doubt: Option<Why>,
    prefixes: Vec<String>,
    order: DayOrder,
    record: Record,
    findings: Vec<Finding>,
    said: Said,
}

impl Memory {
    /// The same as [`super::parse_log`] as a whole; what did not change since the last time is not parsed again.
    pub fn parse_log(&mut self, snapshot: &Snapshot, book: &Book) -> Parsed {
        if self.book.as_ref() != Some(book) {
            self.files.clear();
            self.book = Some(book.clone());
        }
        let new = Mutex::new(Vec::new());
        let parsed = parse_each(snapshot, book, |candidate, prefixes, order| {
            let known = self.files.get(&candidate.file.path).filter(|known| known.is_of(candidate, prefixes, order));
            if let Some(known) = known {
                return known.parsed();
            }
            let known = Known::new(candidate, prefixes, order, book);
            let parsed = known.parsed();
            new.lock().unwrap_or_else(PoisonError::into_inner).push(known);
            parsed
        });
        let there = |path: &String| snapshot.files.binary_search_by(|file| file.path.cmp(path)).is_ok();
        self.files.retain(|path, _| there(path));
        let new = new.into_inner().unwrap_or_else(PoisonError::into_inner);
        self.files.extend(new.into_iter().map(|known| (known.file.path.clone(), known)));
        parsed
    }
}

impl Known {
    fn new(candidate: &Candidate<'_>, prefixes: &[String], order: DayOrder, book: &Book) -> Self {
        let (record, findings, said) = parse_at(Depth::Whole, candidate, prefixes, order, book);
        Self {
            file: candidate.file.clone(),
            folder: candidate.folder.to_owned(),
            stem: candidate.stem.clone(),
            doubt: candidate.doubt,
            prefixes: prefixes.to_vec(),
            order,
            record,
            findings,
            said,
        }
    }

    fn is_of(&self, candidate: &Candidate<'_>, prefixes: &[String], order: DayOrder) -> bool {
        self.file == *candidate.file
            && self.folder == candidate.folder
            && self.stem == candidate.stem
            && self.doubt == candidate.doubt
            && self.prefixes == prefixes
            && self.order == order
    }

    fn parsed(&self) -> ParsedFile {
        (self.record.clone(), self.findings.clone(), self.said.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::parse_log;

    fn snapshot(files: &[(&str, &str)]) -> Snapshot {
        let file = |(path, text): &(&str, &str)| SourceFile {
            path: format!("adr/{path}.md"),
            text: (*text).into(),
            decoding: None,
        };
        Snapshot { files: files.iter().map(file).collect(), folders: vec!["adr".to_owned()], ..Snapshot::default() }
    }

    #[test]
    fn what_is_remembered_says_the_same_as_what_is_parsed() {
        let (doubtful, settled) = (("0001-a", "# A\n\nDate: 3/4/2020\n"), ("0002-b", "# B\n\nDate: 2/13/2020\n"));
        let other = Book { horizon_years: 3, ignore: vec!["adr/0002-b.md".to_owned()], ..Book::default() };
        let mut memory = Memory::default();
        for (files, book) in [
            (vec![doubtful], Book::default()),
            // The file beside it says how its date is meant.
            (vec![doubtful, settled], Book::default()),
            (vec![doubtful, ("0002-b", "# B\n\nDate: 13/2/2020\n")], Book::default()),
            (vec![doubtful, settled], other),
            (vec![settled], Book::default()),
            (vec![], Book::default()),
        ] {
            let snapshot = snapshot(&files);
            let (kept, parsed) = (memory.parse_log(&snapshot, &book), parse_log(&snapshot, &book, Depth::Whole));
            assert_eq!((kept.records, kept.findings), (parsed.records, parsed.findings), "{files:?}");
            assert_eq!(kept.passed_over, parsed.passed_over, "{files:?}");
        }
    }
}
