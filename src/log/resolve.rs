//! Where a stated link leads: by path first, then by printed ID or number within the folder.

use crate::model::Record;
use crate::source::{self, Home, Snapshot};
use std::collections::BTreeMap;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// To a record of the log.
    Record(usize),
    /// To another file under the root.
    File(String),
    /// To another place: a web address, or an anchor in the same file.
    Elsewhere,
    /// To several records alike.
    Ambiguous(Vec<usize>),
    /// To nothing that we know.
    Dangling,
}

/// What records can be found by.
#[derive(Debug, Default)]
pub struct Index {
    by_path: BTreeMap<String, usize>,
    by_stem: BTreeMap<(String, String), Vec<usize>>,
    by_number: BTreeMap<(String, u64), Vec<usize>>,
    by_id: BTreeMap<(String, String), Vec<usize>>,
    /// By source, as [`source::root_of`] names it.
    anywhere: BTreeMap<String, Anywhere>,
}

/// The same over all folders of one source.
#[derive(Debug, Default)]
struct Anywhere {
    by_stem: BTreeMap<String, Vec<usize>>,
    by_number: BTreeMap<u64, Vec<usize>>,
    by_id: BTreeMap<String, Vec<usize>>,
    /// What front matters call their records.
    by_stated_id: BTreeMap<String, Vec<usize>>,
}

impl Index {
    /// Indexes records, sorted by path.
    pub fn new(records: &[Record]) -> Self {
        let mut index = Self::default();
        for (idx, record) in records.iter().enumerate() {
            let folder = &record.folder;
            let stem = record.stem.to_lowercase();
            let anywhere = index.anywhere.entry(source::root_of(&record.path).to_owned()).or_default();
            index.by_path.insert(record.path.clone(), idx);
            anywhere.by_stem.entry(stem.clone()).or_default().push(idx);
            index.by_stem.entry((folder.clone(), stem)).or_default().push(idx);
            if let Some(number) = record.number {
                anywhere.by_number.entry(number).or_default().push(idx);
                index.by_number.entry((folder.clone(), number)).or_default().push(idx);
            }
            if let Some(id) = &record.stated_id {
                anywhere.by_stated_id.entry(id.trim().to_lowercase()).or_default().push(idx);
            }
            if let Some(id) = &record.printed_id {
                let id = fold_id(id);
                anywhere.by_id.entry(id.clone()).or_default().push(idx);
                index.by_id.entry((folder.clone(), id)).or_default().push(idx);
            }
        }
        index
    }
}

/// Resolves one target as a record states it.
///
/// A path is taken relative to the record's file, then to the root (`/adr/0032.md`), with `.html`
/// read as `.md`. A number or ID is looked up in the record's own folder first, and in the others
/// only where it is unique among them.
pub fn resolve(target: &str, text: Option<&str>, record: &Record, index: &Index, snapshot: &Snapshot) -> Resolution {
    let target = target.trim().trim_start_matches('<').trim_end_matches('>');
    if target.is_empty() {
        return Resolution::Dangling;
    }
    if target.starts_with('#') && target[1..].parse::<u64>().is_err() {
        return Resolution::Elsewhere;
    }
    let is_address = target.contains("://") || target.starts_with("mailto:");
    let path = strip_fragment(target);
    let looks_like_path = !is_address && (path.contains('/') || path.contains('.'));
    if looks_like_path {
        match by_path(path, record, index, snapshot) {
            Resolution::Dangling => {}
            found => return found,
        }
    }
    if is_address {
        return match repository_path(path, index, &snapshot.home) {
            Some(idx) => Resolution::Record(idx),
            None => Resolution::Elsewhere,
        };
    }
    if let Some((name, id)) = path.split_once('/')
        && let Some(other) = index.anywhere.get(&format!("{}:", name.to_lowercase()))
        && let found @ [_, ..] = other.find(id)
    {
        return one_of(found);
    }
    let own = index.anywhere.get(source::root_of(&record.path));
    if let Some(found) = own.and_then(|own| own.by_stated_id.get(&path.to_lowercase())) {
        return one_of(found);
    }
    let is_elsewhere = looks_like_path && path.contains('/');
    // A file that was renamed since is still found by its number, in the folder that the path names and in no other.
    let (name, folder) = if is_elsewhere { named_folder(path, record) } else { (path, None) };
    for name in [Some(name), text].into_iter().flatten() {
        let found = match &folder {
            Some(folder) => one_of(in_folder(name, folder, index)),
            None if is_elsewhere => Resolution::Dangling,
            None => by_name(name, record, index),
        };
        if found != Resolution::Dangling {
            return found;
        }
    }
    Resolution::Dangling
}

fn strip_fragment(target: &str) -> &str {
    let number = target.trim_start_matches('#');
    if number.len() < target.len() {
        return number;
    }
    target.split(['#', '?']).next().unwrap_or(target)
}

fn by_path(path: &str, record: &Record, index: &Index, snapshot: &Snapshot) -> Resolution {
    let decoded = source::decoded(path).replace('\\', "");
    let Some(joined) = source::linked(&record.path, &decoded) else { return Resolution::Dangling };
    let stem = joined.strip_suffix(".html").or_else(|| joined.strip_suffix('/')).unwrap_or(&joined);
    let candidates = [joined.clone(), format!("{stem}.md"), format!("{stem}/README.md"), format!("{stem}/index.md")];
    if let Some(idx) = candidates.iter().find_map(|candidate| index.by_path.get(candidate)) {
        return Resolution::Record(*idx);
    }
    if snapshot.other_paths.binary_search(&joined).is_ok()
        || snapshot.files.binary_search_by(|file| file.path.as_str().cmp(&joined)).is_ok()
    {
        return Resolution::File(joined);
    }
    Resolution::Dangling
}

/// The file's name, and the folder that a path names: the record's own where it lies in a folder of its own there.
fn named_folder<'a>(path: &'a str, record: &Record) -> (&'a str, Option<String>) {
    let here = record.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let Some((folder, file)) = path.trim_end_matches('/').rsplit_once('/') else { return (path, None) };
    // An address of a documentation site begins at its own top: its last folder says which one is meant.
    if let Some(route) = folder.strip_prefix('/') {
        let is_own = record.folder == route || record.folder.ends_with(&format!("/{route}"));
        return (file, Some(if is_own { record.folder.clone() } else { route.to_owned() }));
    }
    let folder = source::linked(&record.path, folder);
    (file, folder.map(|folder| if folder == here { record.folder.clone() } else { folder }))
}

/// The record that an address of this very repository names.
fn repository_path(address: &str, index: &Index, home: &Home) -> Option<usize> {
    let path = source::decoded(home.path_in(address)?);
    index
        .by_path
        .get(&path)
        .or_else(|| index.by_path.get(&format!("{}/README.md", path.trim_end_matches('/'))))
        .copied()
}

fn by_name(name: &str, record: &Record, index: &Index) -> Resolution {
    let found = in_folder(name, &record.folder, index);
    if !found.is_empty() {
        return one_of(found);
    }
    index.anywhere.get(source::root_of(&record.path)).map_or(Resolution::Dangling, |own| one_of(own.find(name)))
}

impl Anywhere {
    /// The records that a name fits.
    fn find(&self, name: &str) -> &[usize] {
        let (stem, id, number) = keys_of(name);
        let hits = self.by_stem.get(&stem).or_else(|| self.by_id.get(&id)).or_else(|| self.by_number.get(&number?));
        hits.map_or(&[], Vec::as_slice)
    }
}

/// The records of one folder that a name fits.
fn in_folder<'a>(name: &str, folder: &str, index: &'a Index) -> &'a [usize] {
    let (stem, id, number) = keys_of(name);
    let here = |key: &str| (folder.to_owned(), key.to_owned());
    let hits = index
        .by_stem
        .get(&here(&stem))
        .or_else(|| index.by_id.get(&here(&id)))
        .or_else(|| index.by_number.get(&(folder.to_owned(), number?)));
    hits.map_or(&[], Vec::as_slice)
}

/// What a name may be found by: stem, ID, number.
fn keys_of(name: &str) -> (String, String, Option<u64>) {
    let name = name.trim();
    let file = name.rsplit('/').next().unwrap_or(name);
    let stem = file.strip_suffix(".md").or_else(|| file.strip_suffix(".html")).unwrap_or(file).to_lowercase();
    (stem, fold_id(name), number_in(name))
}

fn one_of(hits: &[usize]) -> Resolution {
    match hits {
        [] => Resolution::Dangling,
        [idx] => Resolution::Record(*idx),
        _ => Resolution::Ambiguous(hits.to_vec()),
    }
}

/// The number of `12`, `#12`, `0012`, `ADR-0012`, `adr 12`, `0012-card-payments`.
fn number_in(name: &str) -> Option<u64> {
    let rest = name.trim_start_matches('#');
    let after_prefix =
        rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim_start_matches(['-', ' ', '_', '#']);
    let prefix_is_short = rest.len() - after_prefix.len() <= 12;
    let digits: String = after_prefix.chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() || digits.len() > 9 || !prefix_is_short {
        return None;
    }
    let next = after_prefix[digits.len()..].chars().next();
    next.is_none_or(|c| !c.is_alphanumeric()).then(|| digits.parse().ok()).flatten()
}

/// An ID without regard to case, zeros and separators: `ADR-0005` and `adr 5` are one.
fn fold_id(id: &str) -> String {
    let letters: String = id.chars().take_while(|c| !c.is_ascii_digit()).filter(|c| c.is_alphanumeric()).collect();
    let digits: String = id.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    format!("{}{}", letters.to_lowercase(), digits.trim_start_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_out_of_ids_and_names() {
        assert_eq!(number_in("ADR-0012"), Some(12));
        assert_eq!(number_in("#7"), Some(7));
        assert_eq!(number_in("0012-card-payments"), Some(12));
        assert_eq!(number_in("2fa"), None);
    }

    #[test]
    fn paths_do_not_leave_the_root() {}
}
