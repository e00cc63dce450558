//! Markdown in record folders that is no record: how many files, which, and why.

use crate::number::plural;
use crate::record::Why;
use std::collections::BTreeMap;

/// What stands instead of a table without records.
pub(crate) fn nothing_here(passed_over: &[(String, Why)], folders: &[String]) -> String {
    if passed_over.is_empty() {
        return "No decision records here yet. Write the first: adr new \"What must we decide?\"\n".to_owned();
    }
    let folders: Vec<String> =
        folders.iter().map(|folder| format!("`{}`", if folder.is_empty() { "." } else { folder })).collect();
    let (count, files) = (passed_over.len(), plural(passed_over.len(), "markdown file", "markdown files"));
    format!("No decision record among {count} {files} in {}:\n{}", folders.join(", "), counted(passed_over))
}

/// What a reader should know beside the records; nothing where no file was meant to be one.
pub(crate) fn note(passed_over: &[(String, Why)]) -> Option<String> {
    let doubtful = passed_over.iter().filter(|(_, why)| why.is_doubtful()).count();
    let files = plural(doubtful, "file is", "files are");
    let say = plural(doubtful, "it says", "they say");
    (doubtful > 0).then(|| {
        format!("note: {doubtful} {files} passed over for the name and what {say}; `adr config -v` tells which and why")
    })
}

/// `2  an index of its folder`, a line for each reason.
fn counted(passed_over: &[(String, Why)]) -> String {
    let mut counts: BTreeMap<Why, usize> = BTreeMap::new();
    for (_, why) in passed_over {
        *counts.entry(*why).or_default() += 1;
    }
    counts.into_iter().map(|(why, count)| format!("  {count}  {}\n", why.describe())).collect()
}
