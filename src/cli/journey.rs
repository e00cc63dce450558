//! The journey that every command shares: read the repository, parse, join; and, for those that
//! weigh, analyze and check.

use crate::analysis::{self, Analysis};
use crate::check;
use crate::cli::attachments;
use crate::cli::config::{self, Config, DefaultDay};
use crate::cli::context::Context;
use crate::cli::outcome::Failure;
use crate::cli::{passed_over, print, sources};
use crate::finding::{self, Finding, nearest};
use crate::log::{self, DecisionLog, Due};
use crate::model::{Audience, Book, Record};
use crate::record::{self, Depth, Parsed, Why};
use crate::repo::{self, Files, Refusal, Tip};
use crate::report;
use crate::source::{self, Attachments, History, Snapshot};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// A log as it was read.
pub(crate) struct Journey {
    /// The root that paths are relative to.
    pub(crate) root: PathBuf,
    /// The files that belong to the log, records or not.
    pub(crate) files: Arc<Files>,
    /// Where the history of these files begins.
    pub(crate) tip: Option<Tip>,
    /// What was read.
    pub(crate) snapshot: Snapshot,
    /// Settings and where they come from.
    pub(crate) config: Config,
    /// Records, joined.
    pub(crate) log: DecisionLog,
    /// Pictures and files that their texts name, where these were read.
    pub(crate) attachments: Attachments,
    /// What reading and joining found; of a log that is only listed, not all of it.
    pub(crate) findings: Vec<Finding>,
    /// A revision was read, or a bare repository: nothing here stands on disk.
    pub(crate) is_from_commit: bool,
    /// For whom.
    pub(crate) audience: Audience,
    /// Records left out for their audience.
    pub(crate) left_out_count: usize,
    /// Files of record folders that are no records, and why.
    pub(crate) passed_over: Vec<(String, Why)>,
}

/// A log, weighed.
pub(crate) struct Weighed {
    /// The log and its settings.
    pub(crate) journey: Journey,
    /// Its figures.
    pub(crate) analysis: Arc<Analysis>,
    /// How they were asked for.
    pub(crate) settings: analysis::Settings,
    /// What weighing found, before the book sets levels.
    weighing: Vec<Finding>,
    /// Everything to mend, at the levels that the book sets, sorted.
    pub(crate) findings: Vec<Finding>,
    /// What falls due.
    pub(crate) due: Vec<Due>,
}

/// Reads, parses and joins the records that the audience may read.
///
/// A record for a narrower circle is dropped before anything is joined, so that no figure, link or
/// finding can tell of it. [`Audience::Board`], the narrowest circle, reads everything.
pub(crate) fn read(
    context: &Context,
    request: &repo::Request,
    depth: Depth,
    audience: Audience,
) -> anyhow::Result<Journey> {
    read_whole(context, request, depth, audience, false)
}

/// The same with the logs of other repositories, as the book names them.
pub(crate) fn read_all(
    context: &Context,
    request: &repo::Request,
    depth: Depth,
    audience: Audience,
) -> anyhow::Result<Journey> {
    let how = How {
        parse: &mut |snapshot, book| record::parse_log(snapshot, book, depth),
        follow: &mut |tip, paths| repo::history(tip, paths),
        depth,
        may_lack_folders: false,
        with_sources: true,
    };
    read_in(how, context, request, audience)
}

/// The same of an earlier moment: a folder that the settings name may not have been there yet.
pub(crate) fn read_earlier(
    context: &Context,
    request: &repo::Request,
    depth: Depth,
    audience: Audience,
) -> anyhow::Result<Journey> {
    read_whole(context, request, depth, audience, true)
}

fn read_whole(
    context: &Context,
    request: &repo::Request,
    depth: Depth,
    audience: Audience,
    may_lack_folders: bool,
) -> anyhow::Result<Journey> {
    let how = How {
        parse: &mut |snapshot, book| record::parse_log(snapshot, book, depth),
        follow: &mut |tip, paths| repo::history(tip, paths),
        depth,
        may_lack_folders,
        with_sources: false,
    };
    read_in(how, context, request, audience)
}

/// What was read before, for who reads the same log again and again.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    records: record::Memory,
    history: Option<Followed>,
}

/// Who wrote which files, down from which commit.
#[derive(Debug)]
struct Followed {
    tip: Tip,
    paths: Vec<String>,
    found: History,
}

/// The same as [`read`] as a whole: what did not change since the last time is neither parsed nor followed again.
pub(crate) fn read_again(
    context: &Context,
    request: &repo::Request,
    audience: Audience,
    memory: &mut Memory,
) -> anyhow::Result<Journey> {
    let Memory { records, history } = memory;
    let mut follow = |tip: &Tip, paths: Vec<String>| match history {
        Some(known) if known.tip == *tip && known.paths == paths => Ok(known.found.clone()),
        _ => {
            let found = repo::history(tip, paths.clone())?;
            *history = Some(Followed { tip: tip.clone(), paths, found: found.clone() });
            Ok(found)
        }
    };
    let mut parse = |snapshot: &Snapshot, book: &Book| records.parse_log(snapshot, book);
    let how = How {
        parse: &mut parse,
        follow: &mut follow,
        depth: Depth::Whole,
        may_lack_folders: false,
        with_sources: true,
    };
    read_in(how, context, request, audience)
}

/// The commits of files, from the newest down.
type Follow<'a> = &'a mut dyn FnMut(&Tip, Vec<String>) -> Result<History, repo::Error>;

/// How a log is read.
struct How<'a> {
    /// Text to records.
    parse: &'a mut dyn FnMut(&Snapshot, &Book) -> Parsed,
    /// Files to their history.
    follow: Follow<'a>,
    /// How deep it is parsed.
    depth: Depth,
    /// A folder that is named and not there is none, and no error.
    may_lack_folders: bool,
    /// The logs of other repositories, too.
    with_sources: bool,
}

fn read_in(how: How<'_>, context: &Context, request: &repo::Request, audience: Audience) -> anyhow::Result<Journey> {
    let mut reading = repo::read(request)?;
    // A log that lacks a folder would look as if nothing had ever been decided there.
    if let Some((folder, named_by)) = reading.missing.first()
        && !how.may_lack_folders
    {
        return Err(repo::Error::NoSuchFolder { folder: folder.clone(), root: reading.root, named_by }.into());
    }
    for note in &reading.notes {
        print::say(context, &format!("note: {note}"));
    }
    let (mut config, mut findings) = config::settle(context, &reading);
    findings.extend(reading.left_out.iter().map(|(path, refusal)| left_out(path, refusal)));
    for folder in &config.folders {
        print::detail(context, &format!("records in `{}`: {}", folder.path, folder.reason));
    }
    let mut snapshot = std::mem::take(&mut reading.snapshot);
    let Parsed { mut records, findings: parsed, mut passed_over } = (how.parse)(&snapshot, &config.book);
    if let Some(note) = passed_over::note(&passed_over) {
        print::say(context, &note);
    }
    findings.extend(parsed);
    let mut tips = Vec::new();
    let mut is_cut = reading.is_history_cut;
    if how.with_sources {
        let (sources, not_read) = sources::read(&config.book, &reading.root, request.with_history, how.depth);
        findings.extend(not_read);
        for source in sources {
            records.extend(source.parsed.records);
            findings.extend(source.parsed.findings);
            passed_over.extend(source.parsed.passed_over);
            snapshot.files.extend(source.texts);
            snapshot.folders.extend(source.folders);
            snapshot.other_paths.extend(source.other_paths);
            is_cut |= source.is_history_cut;
            tips.extend(source.tip.map(|tip| (source.root.clone(), tip)));
            take_names(&mut config.book.areas, source.book.areas);
            take_names(&mut config.book.goals, source.book.goals);
            // Nobody else holds what was read just now.
            if let Some(files) = Arc::get_mut(&mut reading.files) {
                files.lay_below(source.root, source.files);
            }
        }
        snapshot.files.sort_by(|a, b| a.path.cmp(&b.path));
        snapshot.folders.sort();
        snapshot.other_paths.sort();
    }
    config.impose(&mut records);
    let left_out: BTreeSet<String> =
        records.iter().filter(|record| !record.audience.admits(audience)).map(|record| record.path.clone()).collect();
    if !left_out.is_empty() {
        records.retain(|record| !left_out.contains(&record.path));
        snapshot.files.retain(|file| !left_out.contains(&file.path));
        findings.retain(|finding| !left_out.contains(&finding.path));
    }
    know_linked_files(&records, &reading.files, &left_out, &mut snapshot);
    let paths = |root: &str| -> Vec<String> {
        let of_root = records.iter().filter(|record| source::root_of(&record.path) == root);
        of_root.map(|record| record.path[root.len()..].trim_start_matches('/').to_owned()).collect()
    };
    let mut history = match &reading.tip {
        Some(tip) if request.with_history => (how.follow)(tip, paths(""))?,
        _ => History { is_cut, ..History::default() },
    };
    for (root, tip) in tips.iter().filter(|_| request.with_history) {
        let found = repo::history(tip, paths(root))?;
        history.is_cut |= found.is_cut;
        history.files.extend(found.files.into_iter().map(|(path, past)| (format!("{root}/{path}"), past)));
    }
    let log = match how.depth {
        Depth::Listed => log::join_unchecked(records, &snapshot, history),
        Depth::Fields | Depth::Whole => {
            let (log, joined) = log::join(records, &snapshot, history);
            findings.extend(joined);
            log
        }
    };
    // What may have been meant as a record may also be meant for a narrower circle.
    let doubtful = passed_over.iter().filter(|(_, why)| why.is_doubtful()).map(|(path, _)| path);
    let hidden: BTreeSet<&str> = left_out.iter().chain(doubtful).map(String::as_str).collect();
    let (mut attachments, dead) = attachments::gather(&log, &reading.files, &hidden);
    findings.extend(dead);
    let logo = (how.depth != Depth::Listed).then(|| attachments::logo(&config.book, &reading.files)).flatten();
    match logo {
        Some((path, Ok(logo))) => attachments.insert(path, logo),
        Some((_, Err(finding))) => findings.push(finding),
        None => {}
    }
    Ok(Journey {
        root: std::mem::take(&mut reading.root),
        files: Arc::clone(&reading.files),
        tip: reading.tip,
        snapshot,
        config,
        log,
        attachments,
        findings,
        is_from_commit: reading.is_from_commit,
        audience,
        left_out_count: left_out.len(),
        passed_over,
    })
}

/// Slugs and names of another log that this one does not know.
fn take_names(known: &mut Vec<(String, String)>, others: Vec<(String, String)>) {
    for (slug, name) in others {
        if !known.iter().any(|(known, _)| *known == slug) {
            known.push((slug, name));
        }
    }
}

/// A link to a file of the log that is no record leads to a document, wherever that lies. One of the `hidden` records is
/// none: that it is there must not show.
fn know_linked_files(records: &[Record], files: &Files, hidden: &BTreeSet<String>, snapshot: &mut Snapshot) {
    let is_known = |path: &String| {
        hidden.contains(path)
            || snapshot.other_paths.binary_search(path).is_ok()
            || snapshot.files.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok()
    };
    let links = records.iter().flat_map(|record| record.links.iter().map(move |link| (record, link)));
    let mut found: Vec<String> = links
        .filter(|(_, link)| link.target.contains(['/', '.']) && !link.target.contains("://"))
        .filter_map(|(record, link)| report::file_path(&record.path, &link.target))
        .filter(|path| !path.is_empty() && !is_known(path) && files.admits(path).is_ok())
        .collect();
    snapshot.other_paths.append(&mut found);
    snapshot.other_paths.sort_unstable();
    snapshot.other_paths.dedup();
}

/// A file that stands where records stand and is none of the log's.
pub(crate) fn left_out(path: &str, refusal: &Refusal) -> Finding {
    let message = format!("this file is not read: {refusal}");
    let finding = match refusal {
        // That is what somebody wanted.
        Refusal::Ignored => Finding::note("file-left-out", path, None, message),
        _ => Finding::warning("file-left-out", path, None, message),
    };
    finding.with_help(refusal.help())
}

/// Analyzes every decision with everything, and checks the log.
pub(crate) fn weigh(journey: Journey, day: Date) -> Weighed {
    let settings = journey.settings(day, Vec::new());
    let weighed = analysis::analyze(&journey.log, &journey.config.book, &settings);
    let all = 0..journey.log.records.len();
    checked(journey, settings, weighed, all)
}

/// The same as [`weigh`], where this log was weighed before: no figure is drawn again where nothing changed that it rests
/// on.
pub(crate) fn weigh_again(
    journey: Journey,
    day: Date,
    before: Option<&Weighed>,
    memory: &mut analysis::Memory,
) -> Weighed {
    let settings = journey.settings(day, Vec::new());
    let (log, book) = (&journey.log, &journey.config.book);
    let is_alike = |before: &&Weighed| {
        let known = &before.journey;
        before.settings == settings && known.config.book == *book && analysis::is_alike(&known.log, log)
    };
    let weighed = match before.filter(is_alike) {
        Some(before) => (Arc::clone(&before.analysis), before.weighing.clone()),
        None => {
            let (analysis, found) = memory.analyze(log, book, &settings);
            (Arc::new(analysis), found)
        }
    };
    let all = 0..log.records.len();
    checked(journey, settings, weighed, all)
}

/// Analyzes one decision of the log with everything; of findings, those on its record are there.
pub(crate) fn weigh_one(mut journey: Journey, settings: analysis::Settings, idx: usize) -> Weighed {
    let weighed = analysis::analyze_one(&journey.log, &journey.config.book, &settings, idx);
    let path = &journey.log.records[idx].record.path;
    journey.findings.retain(|finding| finding.path == *path);
    let mut weighed = checked(journey, settings, weighed, idx..idx + 1);
    let path = &weighed.journey.log.records[idx].record.path;
    // What is wrong with the book is not asked for.
    weighed.findings.retain(|finding| finding.path == *path);
    weighed
}

/// Checks the log, and analyzes it as far as that takes.
pub(crate) fn examine(journey: Journey, day: Date) -> Weighed {
    let settings = journey.settings(day, Vec::new());
    let examined = analysis::examine(&journey.log, &journey.config.book, &settings, check::asks_for_flips);
    let all = 0..journey.log.records.len();
    checked(journey, settings, examined, all)
}

/// What falls due in the log.
pub(crate) fn due(journey: &Journey, settings: &analysis::Settings) -> Vec<Due> {
    let book = &journey.config.book;
    let chosen = analysis::chosen_options(&journey.log, book, settings);
    log::due(&journey.log, book, settings.as_of, &chosen)
}

fn checked(
    mut journey: Journey,
    settings: analysis::Settings,
    (analysis, weighing): (impl Into<Arc<Analysis>>, Vec<Finding>),
    records: Range<usize>,
) -> Weighed {
    let analysis: Arc<Analysis> = analysis.into();
    let (book, day): (&Book, Date) = (&journey.config.book, settings.as_of);
    let mut findings = std::mem::take(&mut journey.findings);
    findings.extend(weighing.iter().cloned());
    findings.extend(check::check_records(&journey.log, &analysis, book, day, records));
    let mut findings = check::apply_levels(findings, book);
    finding::sort(&mut findings);
    let chosen: Vec<Option<usize>> =
        analysis.decisions.iter().map(|decision| decision.as_ref().and_then(|decision| decision.chosen)).collect();
    let due = log::due(&journey.log, book, day, &chosen);
    Weighed { journey, analysis, settings, weighing, findings, due }
}

impl Journey {
    /// What one run of the analysis starts from.
    pub(crate) fn settings(&self, day: Date, points: Vec<(String, f64)>) -> analysis::Settings {
        let book: &Book = &self.config.book;
        analysis::Settings { draw_count: book.draws, seed: book.seed, as_of: day, points, scenario: None }
    }

    /// What pages and terminal are composed of, given what was found.
    pub(crate) fn input<'a>(
        &'a self,
        analysis: &'a Analysis,
        settings: &analysis::Settings,
        findings: &'a [Finding],
        due: &'a [Due],
    ) -> report::Input<'a> {
        report::Input {
            log: &self.log,
            analysis,
            book: &self.config.book,
            attachments: &self.attachments,
            findings,
            due,
            as_of: settings.as_of,
            audience: self.audience,
            left_out_count: self.left_out_count,
            draw_count: settings.draw_count,
            seed: settings.seed,
        }
    }

    /// The day that `--on` names, else the command's default.
    pub(crate) fn day(&self, context: &Context, default: DefaultDay) -> Date {
        config::as_of(context, &self.snapshot, default)
    }

    /// The one record that an ID fits.
    pub(crate) fn find(&self, id: &str) -> Result<usize, Failure> {
        match self.log.find(id).as_slice() {
            [idx] => Ok(*idx),
            [] => {
                let names =
                    self.log.records.iter().flat_map(|logged| [logged.record.slug.as_str(), logged.page_id.as_str()]);
                let help = match nearest(id, names) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`adr list` shows them all".to_owned(),
                };
                Err(Failure::Arguments(format!("no record is found by `{id}`; {help}")))
            }
            several => {
                let paths: Vec<&str> = several.iter().map(|idx| self.log.records[*idx].record.path.as_str()).collect();
                let help = "name one by its path";
                Err(Failure::Arguments(format!(
                    "`{id}` fits {} records; {help}:\n  {}",
                    paths.len(),
                    paths.join("\n  ")
                )))
            }
        }
    }

    /// The text of a file that was read.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        if let Some(book) = &self.snapshot.book
            && book.path == path
        {
            return Some(&book.text);
        }
        let files = &self.snapshot.files;
        files.binary_search_by(|file| file.path.as_str().cmp(path)).ok().map(|idx| &*files[idx].text)
    }
}

impl Weighed {
    /// What pages and terminal are composed of.
    pub(crate) fn input(&self) -> report::Input<'_> {
        self.journey.input(&self.analysis, &self.settings, &self.findings, &self.due)
    }
}
