//! The site as `adr serve` shows it: read again where something changed, rendered a file at a time where a browser asks.

use crate::cli::config::DefaultDay;
use crate::cli::context::{Context, Talk};
use crate::cli::journey::{self, Journey, Weighed};
use crate::cli::publish::Edition;
use crate::cli::statics::{self, Statics};
use crate::cli::{attachments, look, outcome, since};
use crate::finding::{self, Finding, Severity};
use crate::report::Input;
use crate::serve::{Folder, Found};
use crate::theme::{Templates, Theme};
use crate::{analysis, export, repo, report, site};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A site at one moment.
pub(crate) struct State {
    weighed: Weighed,
    /// What reading found.
    reading: Vec<Finding>,
    theme: Theme,
    templates: Arc<Templates>,
    statics: Statics,
}

/// Makes one state after the other.
pub(crate) struct Preview<'a> {
    context: Context,
    edition: &'a Edition,
    memory: journey::Memory,
    figures: analysis::Memory,
}

impl<'a> Preview<'a> {
    pub(crate) fn new(context: &Context, edition: &'a Edition) -> Self {
        let (memory, figures) = Default::default();
        Self { context: context.clone(), edition, memory, figures }
    }

    /// The first state.
    pub(crate) fn begin(&mut self) -> anyhow::Result<State> {
        let journey = self.read()?;
        // What is odd about the way it is read is told once.
        self.context.talk = Talk::Quiet;
        let theme = look::theme(&journey.config.book, &journey.files)?;
        let templates = Arc::new(site::templates(&theme)?);
        let reading = journey.findings.clone();
        let day = journey.day(&self.context, DefaultDay::Today);
        let mut weighed = journey::weigh_again(journey, day, None, &mut self.figures);
        weighed.changes = since::of_site(&self.context, &weighed, self.edition.since.as_deref())?;
        State::of(weighed, reading, theme, templates)
    }

    /// The state after a change on disk; `None` where nothing is to be seen of it. `touched` says which files changed.
    pub(crate) fn next(&mut self, before: &State, touched: &BTreeSet<&Path>) -> anyhow::Result<Option<State>> {
        let journey = self.read()?;
        if let Some(fault) = journey.findings.iter().find(|finding| finding.rule == "book-syntax") {
            // Without its settings it would be another site.
            anyhow::bail!("{}", line(fault));
        }
        let theme = look::theme(&journey.config.book, &journey.files)?;
        let is_same_look = theme == before.theme && !before.shows_static(touched);
        if is_same_look && before.is_of(&journey) {
            return Ok(None);
        }
        let templates =
            if theme == before.theme { Arc::clone(&before.templates) } else { Arc::new(site::templates(&theme)?) };
        let reading = journey.findings.clone();
        let day = journey.day(&self.context, DefaultDay::Today);
        let mut weighed = journey::weigh_again(journey, day, Some(&before.weighed), &mut self.figures);
        weighed.changes = since::of_site(&self.context, &weighed, self.edition.since.as_deref())?;
        State::of(weighed, reading, theme, templates).map(Some)
    }

    fn read(&mut self) -> anyhow::Result<Journey> {
        let request = self.context.request_with_history();
        let mut journey = journey::read_again(&self.context, &request, self.edition.audience, &mut self.memory)?;
        self.edition.impose(&mut journey.config.book);
        Ok(journey)
    }
}

impl State {
    fn of(
        mut weighed: Weighed,
        reading: Vec<Finding>,
        theme: Theme,
        templates: Arc<Templates>,
    ) -> anyhow::Result<Self> {
        let out = weighed.journey.root.join(&weighed.journey.config.book.site);
        let statics = statics::find(&weighed.journey, &out)?;
        weighed.findings.extend(statics.left_out.iter().cloned());
        finding::sort(&mut weighed.findings);
        Ok(Self { weighed, reading, theme, templates, statics })
    }

    /// Whether it came of what was read: then the same pages come of that.
    fn is_of(&self, read: &Journey) -> bool {
        let journey = &self.weighed.journey;
        journey.snapshot == read.snapshot
            && journey.tip == read.tip
            && journey.attachments == read.attachments
            && self.reading == read.findings
    }

    /// How many decisions it shows.
    pub(crate) fn decision_count(&self) -> usize {
        self.weighed.journey.log.records.len()
    }

    /// What cannot be used of what stands in records and settings.
    pub(crate) fn errors(&self) -> Vec<String> {
        self.weighed.findings.iter().filter(|finding| finding.severity == Severity::Error).map(line).collect()
    }

    /// Every folder in which something may change what it shows.
    pub(crate) fn folders(&self) -> BTreeSet<Folder> {
        let Journey { root, snapshot, attachments, config, .. } = &self.weighed.journey;
        let place = |path: &str| root.join(path.trim_start_matches("./"));
        let deep = |path: &str| Folder { path: place(path), is_deep: !place(path).eq(root) };
        let shallow = |path: &str| Folder { path: place(path), is_deep: false };
        let holds = |path: &str| shallow(path.rsplit_once('/').map_or("", |(folder, _)| folder));
        let mut folders = BTreeSet::from([shallow("")]);
        folders.extend(snapshot.folders.iter().map(|path| deep(path)));
        folders.extend(config.book.theme.templates.iter().chain(&config.book.static_folder).map(|path| deep(path)));
        folders.extend(snapshot.files.iter().map(|file| holds(&file.path)));
        folders.extend(attachments.iter().map(|(path, _)| holds(path)));
        let git = repo::moving_parts(root).into_iter().map(|(path, is_deep)| Folder { path, is_deep });
        folders.extend(git);
        folders
    }

    fn shows_static(&self, touched: &BTreeSet<&Path>) -> bool {
        let Journey { root, config, .. } = &self.weighed.journey;
        let folder = config.book.static_folder.as_ref().map(|folder| root.join(folder.trim_start_matches("./")));
        folder.is_some_and(|folder| touched.iter().any(|path| path.starts_with(&folder)))
    }

    /// One file of the site, by its path from the first folder; `None`: there is no such file.
    fn file(&self, path: &str) -> anyhow::Result<Option<Vec<u8>>> {
        let input = &self.weighed.input();
        let Journey { attachments, files, .. } = &self.weighed.journey;
        if let Some(bytes) = data(input, path)? {
            return Ok(Some(bytes));
        }
        if let Some(bytes) = site::render_file(input, &self.theme, &self.templates, path)? {
            return Ok(Some(bytes));
        }
        match attachments::read(attachments, files, path)? {
            Some(bytes) => Ok(Some(bytes)),
            None => self.statics.read(files, path),
        }
    }
}

/// One of the files that carry what the pages say to where it is wanted.
fn data(input: &Input, path: &str) -> anyhow::Result<Option<Vec<u8>>> {
    if path.ends_with(".html") || path.ends_with(".js") || path.ends_with(".css") {
        return Ok(None);
    }
    if let Some(file) = report::data_files(input).into_iter().find(|file| file.path == path) {
        return Ok(Some(export::site_file(input, file.kind).into_bytes()));
    }
    let is_it = |idx: &usize| report::workbook_path(input, *idx).is_some_and(|workbook| workbook == path);
    let Some(idx) = (0..input.log.records.len()).find(is_it) else { return Ok(None) };
    Ok(export::site_workbook(input, idx).transpose()?)
}

/// A finding in one line: `decisions/0001-a.md:3: error: message`.
fn line(finding: &Finding) -> String {
    let place = match &finding.span {
        Some(span) => format!("{}:{}", finding.path, span.line),
        None => finding.path.clone(),
    };
    let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
    format!("{place}{}: {}", finding.severity.as_str(), finding.message)
}

/// The state that is shown, to be asked from any thread, and pages as they were when they could last be made.
pub(crate) struct Shown {
    state: Mutex<Arc<State>>,
    pages: Mutex<BTreeMap<String, Vec<u8>>>,
    /// What was wrong with the last page that could not be made.
    fault: Mutex<Option<String>>,
}

impl Shown {
    pub(crate) fn new(state: State) -> Self {
        Self { state: Mutex::new(Arc::new(state)), pages: Mutex::default(), fault: Mutex::default() }
    }

    pub(crate) fn state(&self) -> Arc<State> {
        Arc::clone(&lock(&self.state))
    }

    pub(crate) fn show(&self, state: State) {
        *lock(&self.state) = Arc::new(state);
    }

    /// What stands at a path of the site. `complain` hears of a page that cannot be made, once.
    pub(crate) fn look(&self, path: &str, complain: impl Fn(&str)) -> Found {
        match self.state().file(path) {
            Ok(None) => Found::Nothing,
            Ok(Some(bytes)) => {
                if path.ends_with(".html") {
                    lock(&self.pages).insert(path.to_owned(), bytes.clone());
                }
                Found::File(bytes)
            }
            Err(error) => {
                let why = outcome::sentence(&error);
                let mut fault = lock(&self.fault);
                if fault.as_ref() != Some(&why) {
                    complain(&why);
                    *fault = Some(why.clone());
                }
                match lock(&self.pages).get(path) {
                    Some(earlier) => Found::Earlier(earlier.clone(), why),
                    None => Found::Broken(why),
                }
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
