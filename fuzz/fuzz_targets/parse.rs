//! Any bytes, parsed as a record: nothing may panic, and places stay within the text.
#![no_main]

use adr::model::Book;
use adr::record::{self, FolderContext};
use adr::source::SourceFile;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let file = SourceFile { path: "adr/0001-any.md".to_owned(), text: text.as_ref().into(), decoding: None };
    let (record, findings) = record::parse(&file, "adr", &FolderContext::default(), &Book::default());
    for span in findings.iter().filter_map(|finding| finding.span) {
        assert!(span.start <= span.end && span.end as usize <= text.len());
    }
    if let Some(record) = record {
        assert!(!record.title.text.is_empty() || text.trim().is_empty());
    }
});
