//! One file again, after it was changed: known for a record, and read as its folder is.

use crate::finding::Finding;
use crate::model::{Book, Record};
use crate::record::candidates::{self, Candidate, FolderContext, folder_of};
use crate::record::depth::Depth;
use crate::record::parse::parse_at;
use crate::record::stated::day_order::DayOrders;
use crate::source::{Snapshot, SourceFile};

/// Parses a file that is known for a record, however little it says.
pub fn reread(file: &SourceFile, folder: &str, context: &FolderContext, book: &Book) -> Option<(Record, Vec<Finding>)> {
    let candidate = Candidate::of(file, folder, &context.id_prefixes, book).ok()?;
    let (record, findings, _) = parse_at(Depth::Fields, &candidate, &context.id_prefixes, context.day_order, book);
    Some((record, findings))
}

/// What the files of a snapshot say of the folder that a file belongs to; `None` where it lies in none.
pub fn context_of<'a>(path: &str, snapshot: &'a Snapshot) -> Option<(&'a str, FolderContext)> {
    let folder = folder_of(path, &snapshot.folders)?;
    let prefixes = candidates::prefixes(&snapshot.files, &snapshot.folders);
    let orders = DayOrders::of(snapshot.files.iter().map(|file| (&*file.path, &*file.text)));
    let id_prefixes = prefixes.get(folder).cloned().unwrap_or_default();
    Some((folder, FolderContext { day_order: orders.at(path), id_prefixes }))
}
