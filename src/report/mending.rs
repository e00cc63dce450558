//! What is to be mended, for the people who can: by owner, then by record.

use crate::finding::{Finding, Severity, alike};
use crate::number;
use crate::report::controls::one_line as clean;
use crate::report::frame::count_of;
use crate::report::{FindingLine, Head, Input, PageLink, Part, link};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many findings stand on one page.
const LINES: usize = 250;

/// One page of what is to be mended.
#[derive(Clone, Debug, Serialize)]
pub struct MendingPage {
    /// Of itself.
    pub head: Head,
    /// How much there is.
    pub title: String,
    /// What it means for the reader.
    pub lead: String,
    /// By owner, those without one first.
    pub owners: Vec<OwnerMending>,
    /// The pages of a long list.
    pub pages: Vec<PageLink>,
}

/// What one owner can mend.
#[derive(Clone, Debug, Serialize)]
pub struct OwnerMending {
    /// Who.
    pub owner: String,
    /// "3 things".
    pub count: String,
    /// By record.
    pub files: Vec<FileMending>,
}

/// What is to be mended in one file.
#[derive(Clone, Debug, Serialize)]
pub struct FileMending {
    /// The record's title, or the file's path.
    pub title: String,
    /// The record's technical page.
    pub href: Option<String>,
    /// Line by line.
    pub lines: Vec<FindingLine>,
}

/// Composes the pages of what is to be mended; none where nothing is.
pub fn mending(input: &Input) -> Vec<MendingPage> {
    let by_path: BTreeMap<&str, usize> =
        input.log.records.iter().enumerate().map(|(idx, logged)| (logged.record.path.as_str(), idx)).collect();
    let mut entries: Vec<(String, &Finding)> = input
        .findings
        .iter()
        .filter(|finding| finding.severity > Severity::Note)
        .map(|finding| (owner(input, &by_path, finding), finding))
        .collect();
    // Records that nobody answers for come first; a stable sort keeps files and lines in order.
    entries.sort_by(|a, b| (a.0 != NOBODY, &a.0).cmp(&(b.0 != NOBODY, &b.0)));
    let total = entries.len();
    let entries: Vec<Entry<'_>> = entries.chunk_by(|a, b| a.0 == b.0).flat_map(of_owner).collect();
    let page_count = entries.len().div_ceil(LINES);
    entries
        .chunks(LINES)
        .enumerate()
        .map(|(here, entries)| page(input, &by_path, entries, here, page_count, total))
        .collect()
}

/// A line: what is found, and how often more.
struct Entry<'a> {
    owner: &'a str,
    /// What all findings of the owner come to.
    owner_count: usize,
    finding: &'a Finding,
    other_count: usize,
}

/// The lines of one owner: what is the same in many records first, and once.
fn of_owner<'a>(found: &'a [(String, &'a Finding)]) -> Vec<Entry<'a>> {
    let owner = found.first().map_or("", |(owner, _)| owner.as_str());
    let told = alike(found.iter().map(|(_, finding)| *finding));
    let mut entries: Vec<Entry<'_>> = told
        .into_iter()
        .map(|(finding, others)| Entry { owner, owner_count: found.len(), finding, other_count: others.len() })
        .collect();
    entries.sort_by_key(|entry| entry.other_count == 0);
    entries
}

const NOBODY: &str = "Nobody named yet";

fn owner(input: &Input, by_path: &BTreeMap<&str, usize>, finding: &Finding) -> String {
    match by_path.get(finding.path.as_str()) {
        Some(idx) => input.log.records[*idx].record.roles.owner.as_deref().map_or_else(|| NOBODY.to_owned(), clean),
        None => "Whoever keeps the log".to_owned(),
    }
}

fn page(
    input: &Input,
    by_path: &BTreeMap<&str, usize>,
    entries: &[Entry<'_>],
    here: usize,
    page_count: usize,
    total: usize,
) -> MendingPage {
    let mut owners: Vec<OwnerMending> = Vec::new();
    // `None` stands for the block of what many records share.
    let mut last: Option<Option<&str>> = None;
    for entry in entries {
        if owners.last().is_none_or(|group| group.owner != entry.owner) {
            let count = number::capitalized(&number::count(entry.owner_count, "thing", "things"));
            owners.push(OwnerMending { owner: entry.owner.to_owned(), count, files: Vec::new() });
            last = None;
        }
        let Some(group) = owners.last_mut() else { continue };
        let path = (entry.other_count == 0).then_some(entry.finding.path.as_str());
        if last != Some(path) {
            group.files.push(match path {
                Some(path) => file(input, by_path, path),
                None => FileMending { title: "The same in several records".to_owned(), href: None, lines: Vec::new() },
            });
            last = Some(path);
        }
        let mut line = FindingLine::of(entry.finding);
        if entry.other_count > 0 {
            let others = number::count(entry.other_count, "other place", "other places");
            line.place = format!("{} and {others}", line.place);
        }
        if let Some(file) = group.files.last_mut() {
            file.lines.push(line);
        }
    }
    let label = |idx: usize| format!("Part {} of {}", idx + 1, count_of(page_count));
    let pages = if page_count > 1 {
        (0..page_count).map(|idx| PageLink { href: path(idx), label: label(idx), is_here: idx == here }).collect()
    } else {
        Vec::new()
    };
    let title = super::record::mend_title(total);
    let head_title =
        if here == 0 { "What needs mending".to_owned() } else { format!("What needs mending, part {}", here + 1) };
    MendingPage {
        head: Head::new(input, "findings", Part::Other, path(here), &head_title, format!("{title} in the records.")),
        title,
        lead: "Everything that could be understood is on this site. What follows could not be, or contradicts \
               itself; its owners can mend it where the records lie."
            .to_owned(),
        owners,
        pages,
    }
}

fn path(idx: usize) -> String {
    if idx == 0 { "findings.html".to_owned() } else { format!("findings-{}.html", idx + 1) }
}

fn file(input: &Input, by_path: &BTreeMap<&str, usize>, path: &str) -> FileMending {
    match by_path.get(path) {
        Some(idx) => {
            let logged = &input.log.records[*idx];
            FileMending { title: clean(&logged.record.title.text), href: Some(link::record(logged)), lines: Vec::new() }
        }
        None if path.is_empty() => {
            FileMending { title: "The log as a whole".to_owned(), href: None, lines: Vec::new() }
        }
        None => FileMending { title: clean(path), href: None, lines: Vec::new() },
    }
}
