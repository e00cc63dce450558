//! The front door: a request → everything that is read, and on demand the history of it.

use super::belongs::Refusal;
use super::deadline::guarded;
use super::decode::{Decoded, decode};
use super::discover::{self, FolderChoice, Found};
use super::error::Error;
use super::files::Files;
use super::history::Tip;
use super::place::{Handle, Kind, Place, join_clean, read_disk, read_object};
use super::walk::{Listed, is_house_paper, is_markdown, is_numbered};
use super::{changes, git, search};
use crate::source::{Home, Snapshot, SourceFile};
use git2::Repository;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The settings, at the root.
const BOOK: &str = "book.toml";

/// What to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The folder of `-C`.
    pub dir: PathBuf,
    /// A revision; `None` reads the working tree.
    pub at: Option<String>,
    /// Record folders relative to `dir`; empty: found by themselves.
    pub records: Vec<String>,
    /// Whether [`super::history()`] will be asked for: then the repository must be one that can be read.
    pub with_history: bool,
    /// Whether to compare what is read with the commit; without, nothing counts as changed.
    pub with_changes: bool,
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The root on disk. Of a bare repository, the repository.
    pub root: PathBuf,
    /// The files.
    pub snapshot: Snapshot,
    /// Where their history begins, for [`super::history()`]; `None` outside git and before the first commit.
    pub tip: Option<Tip>,
    /// The repository is a shallow clone: its history does not reach its beginning.
    pub is_history_cut: bool,
    /// The record folders, and why they were taken, in the order of their paths.
    pub folders: Vec<FolderChoice>,
    /// Folders that `book.toml` or `.adr-dir` names, whether or not they are there yet.
    pub configured: Vec<String>,
    /// Those of them that are not there, as they are named, and by which file: whoever only reads has been given half a
    /// log, or none.
    pub missing: Vec<(String, &'static str)>,
    /// What a person wants to know about how it was read.
    pub notes: Vec<String>,
    /// Files that look like records, and why they are not read.
    pub left_out: Vec<(String, Refusal)>,
    /// The files that belong to the log, records or not.
    pub files: Arc<Files>,
    /// A revision was read, or a bare repository: nothing here stands on disk.
    pub is_from_commit: bool,
}

/// Reads records and settings.
pub fn read(request: &Request) -> Result<Reading, Error> {
    let reading = |depth| {
        let request = request.clone();
        guarded(&request.dir.clone(), move || read_to(depth, &request))
    };
    match reading(Depth::Commits) {
        // Whoever needs no history needs no commit either: the files are there to be read.
        Err(error) if error.is_of_objects() && !request.with_history && request.at.is_none() => {
            let note = format!("read from the working tree alone, without its commit: {}", with_cause(&error));
            let Ok(mut reading) = reading(Depth::Files) else { return Err(error) };
            reading.notes.insert(0, note);
            Ok(reading)
        }
        other => other,
    }
}

/// How much of a repository is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    /// No object of it.
    Files,
    /// The commit that is asked for, or on which the working tree stands.
    Commits,
}

fn read_to(depth: Depth, request: &Request) -> Result<Reading, Error> {
    let dir = std::fs::canonicalize(&request.dir)
        .and_then(|dir| std::fs::read_dir(&dir).map(|_| dir))
        .map_err(|source| Error::OpenFolder { path: request.dir.clone(), source })?;
    let read = read_from(depth, request, &dir);
    if !matches!(read, Err(Error::NoRecords { .. })) || request.at.is_some() || !request.records.is_empty() {
        return read;
    }
    // adr-tools looks upwards for its log, and no repository ends its way.
    match dir.ancestors().skip(1).find(|above| discover::is_of_adr_tools(above)) {
        Some(above) => read_from(depth, request, above).or(read),
        None => read,
    }
}

fn read_from(depth: Depth, request: &Request, dir: &Path) -> Result<Reading, Error> {
    let mut notes = Vec::new();
    let mut is_closed = false;
    let repository = match git::discover(dir) {
        // Without a revision, the files are there to be read, whatever git thinks of its own.
        Err(error @ (Error::AnotherOwner { .. } | Error::OpenRepository { .. })) if request.at.is_none() => {
            notes.push(format!("read as a plain folder, without history: {}", with_cause(&error)));
            is_closed = true;
            None
        }
        other => other?,
    };
    if repository.is_none()
        && !is_closed
        && let Some(top) = git::top_around(dir)
    {
        let git = top.join(".git");
        notes.push(format!("read as a plain folder, without history: `{}` is no repository", git.display()));
        is_closed = true;
    }
    let mut reading = match (&repository, &request.at) {
        (None, Some(revision)) => {
            return Err(Error::NoRepository { path: dir.to_owned(), revision: revision.clone() });
        }
        (Some(repository), Some(revision)) => {
            read_commit(request, dir, repository, &git::commit_at(repository, revision)?)?
        }
        (Some(repository), None) if repository.is_bare() => {
            if depth == Depth::Files {
                return Err(Error::NoCommit { path: git::path_of(repository) });
            }
            let head = git::head(repository)?.ok_or_else(|| Error::NoCommit { path: git::path_of(repository) })?;
            read_commit(request, dir, repository, &head)?
        }
        (repository, None) => read_working_tree(request, dir, repository.as_ref(), depth, is_closed)?,
    };
    notes.append(&mut reading.notes);
    reading.notes = notes;
    Ok(reading)
}

/// One root that may be the one.
struct Candidate<'r> {
    place: Place<'r>,
    /// On disk, or where it would stand.
    root: PathBuf,
    /// Below the top of the repository.
    prefix: String,
}

fn read_commit(
    request: &Request,
    dir: &Path,
    repository: &Repository,
    commit: &git2::Commit<'_>,
) -> Result<Reading, Error> {
    let top = git::path_of(repository);
    let top = std::fs::canonicalize(&top).unwrap_or(top);
    let prefix = repository.workdir().and_then(|_| dir.strip_prefix(&top).ok()).map(slashed).unwrap_or_default();
    let id = commit.id().to_string();
    let tree_error = |source| Error::ReadObject { path: String::new(), commit: id.clone(), source };
    let top_place = Place::Tree { repository, tree: commit.tree().map_err(tree_error)?.id(), commit: id.clone() };
    let mut candidates = Vec::new();
    for prefix in ancestors(&prefix) {
        if let Some((super::place::Kind::Folder, Handle::Object(tree))) = top_place.find(prefix)? {
            let place = Place::Tree { repository, tree, commit: id.clone() };
            candidates.push(Candidate { place, root: top.join(prefix), prefix: prefix.to_owned() });
        }
    }
    let last = candidates.len().saturating_sub(1);
    let (candidate, found) = choose(request, dir, candidates, last, |_, _| true, |_, _| false)?;
    let Place::Tree { tree, .. } = candidate.place else { return Err(Error::NoCommit { path: top }) };
    let files = Files::of_commit(&candidate.root, repository, tree, &id)
        .map_err(|source| Error::OpenRepository { path: git::path_of(repository), source })?;
    let mut reading = assemble(&candidate, found, files)?;
    reading.is_from_commit = true;
    reading.snapshot.home = git::home(repository, &candidate.prefix);
    reading.snapshot.commit = Some(git::describe(commit));
    know_history(&mut reading, repository, commit, &candidate.prefix);
    Ok(reading)
}

/// `is_closed`: there is a repository, and it cannot be opened.
fn read_working_tree(
    request: &Request,
    dir: &Path,
    repository: Option<&Repository>,
    depth: Depth,
    is_closed: bool,
) -> Result<Reading, Error> {
    let top = repository.and_then(Repository::workdir).and_then(|top| std::fs::canonicalize(top).ok());
    let candidates: Vec<_> = dir
        .ancestors()
        .take_while(|above| top.as_ref().is_none_or(|top| above.starts_with(top)))
        .map(|above| Candidate {
            place: Place::Disk(above.to_owned()),
            root: above.to_owned(),
            prefix: top.as_ref().and_then(|top| above.strip_prefix(top).ok()).map(slashed).unwrap_or_default(),
        })
        .collect();
    // Outside git nothing says where a project ends, so a folder further up counts only where it
    // is plain that we stand in its log.
    let is_ours = |candidate: &Candidate<'_>, found: &Found| {
        top.is_some()
            || found.is_configured
            || candidate.root == dir
            || dir.strip_prefix(&candidate.root).is_ok_and(|below| found.covers(&slashed(below)))
    };
    // Outside git, the folder itself is the top.
    let last = if top.is_some() { candidates.len().saturating_sub(1) } else { 0 };
    let is_ignored = |candidate: &Candidate<'_>, path: &str| {
        repository.is_some_and(|repository| git::is_ignored(repository, &format!("{}/{path}", candidate.prefix)))
    };
    let (candidate, mut found) = choose(request, dir, candidates, last, is_ours, is_ignored)?;
    let files = match repository {
        Some(repository) => match git::index(repository, depth == Depth::Commits) {
            Ok(index) => Files::of_working_tree(&candidate.root, &candidate.prefix, &index, Some(repository)),
            Err(_) if depth == Depth::Files => Files::of_closed_repository(&candidate.root),
            Err(error) => return Err(error),
        },
        None if is_closed => Files::of_closed_repository(&candidate.root),
        None => Files::outside_git(&candidate.root),
    };
    let left_out = leave_out(&files, &mut found);
    let is_compared = request.with_changes && repository.is_some() && depth == Depth::Commits;
    let depths: Vec<_> = found.choices.iter().map(|(choice, depth)| (choice.path.clone(), *depth)).collect();
    let listed = |files: &BTreeMap<String, Listed>| files.values().filter(|_| is_compared).cloned().collect::<Vec<_>>();
    let others = listed(&found.others);
    let records = listed(&found.records);
    let mut reading = assemble(&candidate, found, files)?;
    reading.left_out.extend(left_out);
    let Some(repository) = repository else {
        let folder = candidate.root.file_name().unwrap_or_default().to_string_lossy().into_owned();
        reading.snapshot.home = Home { folder, ..Home::default() };
        if request.with_history {
            reading.notes.push("not in a git repository, so there is no history".to_owned());
        }
        return Ok(reading);
    };
    reading.snapshot.home = git::home(repository, &candidate.prefix);
    if depth == Depth::Files {
        return Ok(reading);
    }
    let Some(head) = git::head(repository)? else {
        if request.with_history {
            reading.notes.push("the repository has no commit yet, so there is no history".to_owned());
        }
        return Ok(reading);
    };
    reading.snapshot.commit = Some(git::describe(&head));
    if is_compared {
        let read = changes::Read { root: &candidate.root, prefix: &candidate.prefix, depths, records, others };
        reading.snapshot.has_uncommitted_changes = changes::differ(repository, &head, &read)?;
    }
    know_history(&mut reading, repository, &head, &candidate.prefix);
    Ok(reading)
}

/// The nearest root, and what lies in it. `top` is the last candidate that may be searched.
fn choose<'r>(
    request: &Request,
    dir: &Path,
    candidates: Vec<Candidate<'r>>,
    top: usize,
    is_ours: impl Fn(&Candidate<'r>, &Found) -> bool,
    is_ignored: impl Fn(&Candidate<'r>, &str) -> bool,
) -> Result<(Candidate<'r>, Found), Error> {
    let no_records = || Error::NoRecords { path: dir.to_owned() };
    if !request.records.is_empty() {
        let nearest = candidates.into_iter().next().ok_or_else(no_records)?;
        let found = discover::named(&nearest.place, &nearest.root, &request.records)?;
        return Ok((nearest, found));
    }
    let mut chosen = None;
    for (position, candidate) in candidates.iter().enumerate() {
        if let Some(found) = discover::find(&candidate.place, &candidate.root)?
            && is_ours(candidate, &found)
        {
            chosen = Some((position, found));
            break;
        }
    }
    let Some(nearest) = candidates.first() else { return Err(no_records()) };
    let search = |position: usize, found: &mut Found| {
        let candidate = &candidates[position];
        search::search(&candidate.place, found, &|path| is_ignored(candidate, path))
    };
    // Who names a folder means that one; who names none means all.
    if let Some((position, found)) = &mut chosen
        && *position <= top
        && found.configured.is_empty()
    {
        search(*position, found)?;
    }
    // Someone who stands in a folder of records that no log above covers means that folder.
    let is_covered = chosen.as_ref().is_some_and(|(position, found)| {
        *position == 0 || found.covers(nearest.prefix[candidates[*position].prefix.len()..].trim_start_matches('/'))
    });
    if !is_covered
        && (chosen.is_some() || top > 0)
        && let Some(found) = discover::itself(&nearest.place, is_numbered)?
    {
        chosen = Some((0, found));
    } else if !is_covered && top > 0 {
        // A package in a repository of many may have a log of its own.
        let mut found = Found::default();
        search(0, &mut found)?;
        chosen = if found.choices().next().is_some() { Some((0, found)) } else { chosen };
    }
    if chosen.is_none() {
        let mut found = Found::default();
        search(top, &mut found)?;
        chosen = (!found.choices.is_empty()).then_some((top, found));
    }
    if chosen.is_none() && search::holds_records(&nearest.place)? {
        let is_text = |name: &str| is_markdown(name) && !is_house_paper(name);
        chosen = discover::itself(&nearest.place, is_text)?.map(|found| (0, found));
    }
    if chosen.is_none() {
        chosen = discover::begun(&candidates[top].place)?.map(|found| (top, found));
    }
    let (position, found) = chosen.ok_or_else(no_records)?;
    let candidate = candidates.into_iter().nth(position).ok_or_else(no_records)?;
    Ok((candidate, found))
}

/// Takes out what lies in a record folder and is none of the log's.
fn leave_out(files: &Files, found: &mut Found) -> Vec<(String, Refusal)> {
    let mut left_out = Vec::new();
    found.records.retain(|path, listed| {
        let Handle::Disk(real) = &listed.handle else { return true };
        files.admit_record(path, real).map_err(|refusal| left_out.push((path.clone(), refusal))).is_ok()
    });
    left_out
}

fn assemble(candidate: &Candidate<'_>, found: Found, owned: Files) -> Result<Reading, Error> {
    let refused = found.refused.iter().filter_map(|path| Some((path.clone(), owned.admits(path).err()?)));
    let mut left_out: Vec<(String, Refusal)> = refused.collect();
    let book = match candidate.place.find(BOOK)? {
        Some((Kind::File, Handle::Disk(real))) => owned.admit_record(BOOK, &real),
        Some((_, Handle::Disk(_))) => Err(Refusal::NotPlain),
        Some((_, Handle::Object(_))) => Ok(()),
        // Absent, or a link that leads away.
        None => owned.admits(BOOK).or_else(|refusal| match refusal {
            Refusal::Missing => Ok(()),
            _ => Err(refusal),
        }),
    };
    let book = match book {
        Ok(()) => candidate.place.read(BOOK)?.map(|bytes| source_file(BOOK.to_owned(), &bytes)),
        Err(refusal) => {
            left_out.push((BOOK.to_owned(), refusal));
            None
        }
    };
    let records: Vec<Listed> = found.records.values().cloned().collect();
    let mut folders: Vec<FolderChoice> = found.choices.iter().map(|(choice, _)| choice.clone()).collect();
    folders.sort_by(|a, b| a.path.cmp(&b.path));
    let snapshot = Snapshot {
        files: read_files(&candidate.place, &records)?,
        folders: folders.iter().map(|choice| choice.path.clone()).collect(),
        book,
        commit: None,
        has_uncommitted_changes: false,
        other_paths: found.others.keys().cloned().collect(),
        home: Home::default(),
    };
    let Found { notes, configured, missing, .. } = found;
    Ok(Reading {
        root: candidate.root.clone(),
        snapshot,
        folders,
        configured,
        missing,
        notes,
        left_out,
        files: Arc::new(owned),
        ..Reading::default()
    })
}

/// Reads and decodes in parallel; the order is that of the paths.
fn read_files(place: &Place<'_>, files: &[Listed]) -> Result<Vec<SourceFile>, Error> {
    match place {
        Place::Disk(_) => files
            .par_iter()
            .map_init(Vec::new, |bytes, file| match &file.handle {
                Handle::Disk(path) => read_disk(path, bytes).map(|()| Some(source_file(file.path.clone(), bytes))),
                Handle::Object(_) => Ok(None),
            })
            .filter_map(Result::transpose)
            .collect(),
        Place::Tree { repository, commit, .. } => read_blobs(repository, commit, files),
    }
}

/// A repository cannot be shared between threads, so each thread opens its own.
fn read_blobs(repository: &Repository, commit: &str, files: &[Listed]) -> Result<Vec<SourceFile>, Error> {
    let share = files.len().div_ceil(rayon::current_num_threads().max(1)).max(256);
    let path = repository.path();
    let shares: Result<Vec<Vec<SourceFile>>, Error> = files
        .par_chunks(share)
        .map(|files| {
            let repository =
                Repository::open(path).map_err(|source| Error::OpenRepository { path: path.to_owned(), source })?;
            let mut bytes = Vec::new();
            let mut read = |file: &Listed| match &file.handle {
                Handle::Object(id) => read_object(&repository, *id, &file.path, commit)
                    .map(|bytes| source_file(file.path.clone(), &bytes)),
                Handle::Disk(path) => read_disk(path, &mut bytes).map(|()| source_file(file.path.clone(), &bytes)),
            };
            files.iter().map(&mut read).collect()
        })
        .collect();
    Ok(shares?.into_iter().flatten().collect())
}

fn source_file(path: String, bytes: &[u8]) -> SourceFile {
    let Decoded { text, decoding } = decode(bytes);
    SourceFile { path, text, decoding }
}

fn know_history(reading: &mut Reading, repository: &Repository, tip: &git2::Commit<'_>, prefix: &str) {
    let repository_path = repository.path().to_owned();
    reading.tip = Some(Tip { repository: repository_path, commit: tip.id(), prefix: prefix.to_owned() });
    reading.is_history_cut = repository.is_shallow();
}

/// `a/b/c` → `a/b/c`, `a/b`, `a`, ``.
fn ancestors(path: &str) -> Vec<&str> {
    let mut all = vec![path];
    let mut path = path;
    while !path.is_empty() {
        path = path.rsplit_once('/').map_or("", |(above, _)| above);
        all.push(path);
    }
    all
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    join_clean("", &parts.join("/")).unwrap_or_default()
}

fn with_cause(error: &Error) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ancestors_end_at_the_top() {
        assert_eq!(ancestors("a/b"), ["a/b", "a", ""]);
        assert_eq!(ancestors(""), [""]);
    }
}
