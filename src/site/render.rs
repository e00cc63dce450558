//! The pages of a site, in parallel.

use crate::chart::Layered;
use crate::report::{self, ChainBlock, Frame, Input};
use crate::site::error::Error;
use crate::site::{body, drawings::DRAWINGS, find, long_words, pack};
use crate::theme::{Shared, Templates, Theme};
use rayon::prelude::*;
use serde::Serialize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// The look of all pages.
const STYLE: &str = "assets/adr.css";

/// What filters and sorts lists.
const LISTS: &str = "assets/lists.js";

/// What looks for decisions.
const FIND: &str = "assets/search.js";

/// What adds sliders to comparisons.
const SLIDERS: &str = "assets/what-if.js";

/// What was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiteSummary {
    /// Pages.
    pub page_count: usize,
    /// Pages and all other files.
    pub file_count: usize,
}

/// Takes one file: its path from the site's first folder, with `/`, and its bytes.
pub type Sink<'a> = &'a (dyn Fn(&str, &[u8]) -> std::io::Result<()> + Sync);

/// Renders the whole site into a sink, file by file, in no particular order.
pub fn render(input: &Input, theme: &Theme, sink: Sink<'_>) -> Result<SiteSummary, Error> {
    let (templates, frame) = (templates(theme)?, report::frame(input));
    let renderer = Renderer::new(&templates, Shared::new(&frame), sink, None);
    renderer.write(STYLE, sheet(input, theme).as_bytes())?;
    renderer.asset(theme, LISTS)?;
    if !input.log.records.is_empty() {
        renderer.asset(theme, FIND)?;
    }
    // Lists have long stretches that one thread walks alone; records fill the others.
    let (lists, records) = rayon::join(|| renderer.lists(input, &frame), || renderer.records(input));
    lists.and(records)?;
    if renderer.has_sliders.load(Ordering::Relaxed) {
        renderer.asset(theme, SLIDERS)?;
    }
    Ok(SiteSummary { page_count: renderer.page_count.into_inner(), file_count: renderer.file_count.into_inner() })
}

/// The one style sheet.
fn sheet(input: &Input, theme: &Theme) -> String {
    theme.sheet(input.book.theme.accent.as_deref())
}

/// The templates of a look, parsed, with our drawings.
pub fn templates(theme: &Theme) -> Result<Templates, Error> {
    Ok(theme.templates(&DRAWINGS)?)
}

/// Renders one file of the site, by its path from the first folder; `None` where the site has no such file. Of what it
/// is not made of, nothing is composed.
pub fn render_file(input: &Input, theme: &Theme, templates: &Templates, path: &str) -> Result<Option<Vec<u8>>, Error> {
    if path == STYLE {
        return Ok(Some(sheet(input, theme).into_bytes()));
    }
    if [LISTS, FIND, SLIDERS].contains(&path) {
        return Ok(theme.asset(path).map(|text| text.as_bytes().to_vec()));
    }
    let file = Mutex::new(None);
    let frame = report::frame(input);
    let keep = |_: &str, bytes: &[u8]| {
        *file.lock().unwrap_or_else(PoisonError::into_inner) = Some(bytes.to_vec());
        Ok(())
    };
    let renderer = Renderer::new(templates, Shared::new(&frame), &keep, Some(path));
    renderer.records(input)?;
    renderer.lists(input, &frame)?;
    Ok(file.into_inner().unwrap_or_else(PoisonError::into_inner))
}

struct Renderer<'a> {
    templates: &'a Templates,
    site: Shared,
    sink: Sink<'a>,
    /// The one file that is wanted; `None`: all are.
    wanted: Option<&'a str>,
    page_count: AtomicUsize,
    file_count: AtomicUsize,
    /// Some comparison has sliders.
    has_sliders: AtomicBool,
}

impl<'a> Renderer<'a> {
    fn new(templates: &'a Templates, site: Shared, sink: Sink<'a>, wanted: Option<&'a str>) -> Self {
        let (page_count, file_count, has_sliders) = Default::default();
        Self { templates, site, sink, wanted, page_count, file_count, has_sliders }
    }

    fn wants(&self, path: &str) -> bool {
        self.wanted.is_none_or(|wanted| wanted == path)
    }

    /// Whether some file is wanted whose path begins like this: a folder, or a list in parts.
    fn wants_some(&self, start: &str) -> bool {
        self.wanted.is_none_or(|wanted| wanted.starts_with(start))
    }

    /// What there is once a record: its technical page, and where it has them brief and comparison.
    fn records(&self, input: &Input) -> Result<(), Error> {
        if !["log/", "brief/", "compare/"].iter().any(|folder| self.wants_some(folder)) {
            return Ok(());
        }
        let paths = report::Paths::new(input.log, input.attachments);
        (0..input.log.records.len()).into_par_iter().try_for_each(|idx| {
            let logged = &input.log.records[idx];
            let file = |folder: &str| format!("{folder}/{}.html", logged.page_id);
            let (record, brief, compare) = (file("log"), file("brief"), file("compare"));
            if self.wants(&record) {
                let mut page = report::record(input, &paths, idx);
                page.body = body::finish(&logged.record.body.html, &page.targets);
                self.page("site/record.html", &record, "../", &page)?;
            }
            if !logged.record.has_brief() {
                return Ok(());
            }
            if self.wants(&brief) {
                self.page("site/brief.html", &brief, "../", &report::brief(input, idx))?;
            }
            if self.wants(&compare) {
                let comparison = report::comparison(input, idx);
                self.has_sliders.fetch_or(comparison.what_if.is_some(), Ordering::Relaxed);
                self.page("site/compare.html", &compare, "../", &comparison)?;
            }
            Ok(())
        })
    }

    fn lists(&self, input: &Input, frame: &Frame) -> Result<(), Error> {
        self.single("site/board.html", "index.html", || report::board(input))?;
        if self.wants("pack.html")
            && let Some(text) = pack::page(self.templates, &self.site, input)?
        {
            self.finished("site/pack.html", "pack.html", &text)?;
        }
        self.single("site/cost.html", "cost.html", || report::cost(input))?;
        self.single("site/risk.html", "risk.html", || report::risks(input))?;
        self.single("site/suppliers.html", "suppliers.html", || report::suppliers(input))?;
        if self.wants_some("supplier/") {
            for page in report::supplier_pages(input) {
                self.page("site/supplier.html", &page.file, "../", &page)?;
            }
        }
        self.single("site/changes.html", "changes.html", || report::changes_page(input))?;
        self.decisions(input, frame)?;
        self.single("site/reviews.html", "reviews.html", || report::reviews(input))?;
        self.single("site/ai.html", "ai.html", || report::ai_register(input))?;
        self.single("site/track-record.html", "track-record.html", || report::track_record(input))?;
        self.single("site/data.html", "data.html", || report::data_page(input))?;
        if self.wants_some("findings") {
            for page in report::mending(input) {
                self.page("site/findings.html", &page.head.path, "", &page)?;
            }
        }
        self.single("site/method.html", "method.html", || Some(report::method(input)))?;
        self.single("site/accessibility.html", "accessibility.html", || Some(report::accessibility(input)))
    }

    /// All that is made of the list of decisions: itself, its parts, who answers, what replaced what, and looking for one.
    fn decisions(&self, input: &Input, frame: &Frame) -> Result<(), Error> {
        const MADE_OF_IT: [&str; 7] =
            ["index.html", "decisions", "accountability", "areas.html", "history", "log/index", "search"];
        if !MADE_OF_IT.iter().any(|start| self.wants_some(start)) {
            return Ok(());
        }
        let listing = report::Listing::of(input);
        let facets = report::Facets::of(input, &listing);
        let whole = report::Pages::of(input).decisions();
        if self.wants(whole) || self.wants_some("decisions-") {
            let pages = report::decisions(input, &listing, &facets);
            pages.par_iter().try_for_each(|page| self.page("site/decisions.html", &page.head.path, "", page))?;
        }
        if self.wants_some("decisions/") {
            facets.facets.par_iter().try_for_each(|facet| {
                let pages = report::facet_pages(input, &listing, facet, whole);
                let mut pages = pages.iter().enumerate();
                pages.try_for_each(|(idx, page)| self.page("site/decisions.html", &facet.path(idx), "../", page))
            })?;
        }
        if self.wants_some("accountability") {
            for page in report::accountability(input, &listing, &facets) {
                self.page("site/accountability.html", &page.head.path, "", &page)?;
            }
        }
        self.single("site/areas.html", "areas.html", || report::areas(input, &listing, &facets))?;
        if self.wants_some("history") {
            for mut page in report::history(input, &listing) {
                page.chains.iter_mut().for_each(draw);
                self.page("site/history.html", &page.head.path, "", &page)?;
            }
        }
        if self.wants_some("log/index") {
            let pages = report::log_index(input, &listing);
            pages.par_iter().try_for_each(|page| self.page("site/log.html", &page.head.path, "../", page))?;
        }
        if input.log.records.is_empty() {
            return Ok(());
        }
        self.single("site/search.html", "search.html", || Some(report::find(input, &facets, frame)))?;
        if self.wants_some("search/") {
            find::scripts(input, &listing, &mut |path, text| self.write(path, text.as_bytes()))?;
        }
        Ok(())
    }

    /// A page of the first folder that stands alone: composed where it is wanted.
    fn single<P: Serialize>(
        &self,
        template: &str,
        path: &str,
        compose: impl FnOnce() -> Option<P>,
    ) -> Result<(), Error> {
        let page = if self.wants(path) { compose() } else { None };
        page.map_or(Ok(()), |page| self.page(template, path, "", &page))
    }

    fn page(&self, template: &str, path: &str, root: &str, page: &impl Serialize) -> Result<(), Error> {
        if !self.wants(path) {
            return Ok(());
        }
        let text = self.templates.render(template, &self.site, root, page)?;
        self.finished(template, path, &text)
    }

    fn finished(&self, template: &str, path: &str, text: &str) -> Result<(), Error> {
        // Whoever mends a record has to see what stands in it.
        let is_technical = matches!(template, "site/record.html" | "site/findings.html" | "site/log.html");
        let text = if is_technical { report::named(text) } else { report::cleaned(text) };
        let text = long_words::mark(&text);
        self.page_count.fetch_add(1, Ordering::Relaxed);
        self.write(path, text.as_bytes())
    }

    fn asset(&self, theme: &Theme, path: &str) -> Result<(), Error> {
        let text = theme.asset(path).unwrap_or_default();
        self.write(path, text.as_bytes())
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        if !self.wants(path) {
            return Ok(());
        }
        self.file_count.fetch_add(1, Ordering::Relaxed);
        (self.sink)(path, bytes).map_err(|source| Error::Write { path: path.to_owned(), source })
    }
}

/// Draws a chain that branches, where a drawing shows something.
fn draw(chain: &mut ChainBlock) {
    if let Some(tree) = chain.tree.take() {
        chain.drawing = Layered { points: tree.points, lines: tree.lines }.svg().unwrap_or_default();
    }
}
