//! The pages of a site, in parallel.

use crate::chart::Layered;
use crate::report::{self, ChainBlock, Frame, Input};
use crate::site::{body, drawings::DRAWINGS, find, long_words, pack};
use crate::theme::{self, Shared, Templates, Theme};
use rayon::prelude::*;
use serde::Serialize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The look of all pages.
const STYLE: &str = "assets/adr.css";

/// What filters and sorts lists.
const LISTS: &str = "assets/lists.js";

/// What looks for decisions.
const FIND: &str = "assets/search.js";

/// What adds sliders to comparisons.
const SLIDERS: &str = "assets/what-if.js";

/// Why a site could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A template said no.
    #[error(transparent)]
    Theme(#[from] theme::Error),
    /// The sink said no.
    #[error("could not write `{path}`")]
    Write {
        /// The file, from the site's first folder.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
}

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
    let frame = report::frame(input);
    let renderer = Renderer {
        templates: theme.templates(&DRAWINGS)?,
        site: Shared::new(&frame),
        sink,
        page_count: AtomicUsize::new(0),
        file_count: AtomicUsize::new(0),
        has_sliders: AtomicBool::new(false),
    };
    renderer.write(STYLE, theme.sheet(input.book.theme.accent.as_deref()).as_bytes())?;
    if !input.log.records.is_empty() {
        renderer.asset(theme, LISTS)?;
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

struct Renderer<'a> {
    templates: Templates,
    site: Shared,
    sink: Sink<'a>,
    page_count: AtomicUsize,
    file_count: AtomicUsize,
    /// Some comparison has sliders.
    has_sliders: AtomicBool,
}

impl Renderer<'_> {
    /// What there is once a record: its technical page, and where it has them brief and comparison.
    fn records(&self, input: &Input) -> Result<(), Error> {
        let paths = report::Paths::new(input.log, input.attachments);
        (0..input.log.records.len()).into_par_iter().try_for_each(|idx| {
            let mut page = report::record(input, &paths, idx);
            page.body = body::finish(&input.log.records[idx].record.body.html, &page.targets);
            let logged = &input.log.records[idx];
            let file = |folder: &str| format!("{folder}/{}.html", logged.page_id);
            self.page("site/record.html", &file("log"), "../", &page)?;
            if !logged.record.has_brief() {
                return Ok(());
            }
            self.page("site/brief.html", &file("brief"), "../", &report::brief(input, idx))?;
            let comparison = report::comparison(input, idx);
            self.has_sliders.fetch_or(comparison.what_if.is_some(), Ordering::Relaxed);
            self.page("site/compare.html", &file("compare"), "../", &comparison)
        })
    }

    fn lists(&self, input: &Input, frame: &Frame) -> Result<(), Error> {
        if let Some(board) = report::board(input) {
            self.page("site/board.html", &board.head.path, "", &board)?;
        }
        if let Some(text) = pack::page(&self.templates, &self.site, input)? {
            self.finished("site/pack.html", "pack.html", &text)?;
        }
        if let Some(page) = report::cost(input) {
            self.page("site/cost.html", &page.head.path, "", &page)?;
        }
        if let Some(page) = report::risks(input) {
            self.page("site/risk.html", &page.head.path, "", &page)?;
        }
        if let Some(page) = report::suppliers(input) {
            self.page("site/suppliers.html", &page.head.path, "", &page)?;
        }
        for page in report::supplier_pages(input) {
            self.page("site/supplier.html", &page.file, "../", &page)?;
        }
        self.decisions(input, frame)?;
        if let Some(page) = report::reviews(input) {
            self.page("site/reviews.html", &page.head.path, "", &page)?;
        }
        if let Some(page) = report::ai_register(input) {
            self.page("site/ai.html", &page.head.path, "", &page)?;
        }
        if let Some(page) = report::track_record(input) {
            self.page("site/track-record.html", &page.head.path, "", &page)?;
        }
        if let Some(page) = report::data_page(input) {
            self.page("site/data.html", &page.head.path, "", &page)?;
        }
        for page in report::mending(input) {
            self.page("site/findings.html", &page.head.path, "", &page)?;
        }
        let method = report::method(input);
        self.page("site/method.html", &method.head.path, "", &method)?;
        let accessibility = report::accessibility(input);
        self.page("site/accessibility.html", &accessibility.head.path, "", &accessibility)
    }

    /// All that is made of the list of decisions: itself, its parts, who answers, what replaced what, and looking for one.
    fn decisions(&self, input: &Input, frame: &Frame) -> Result<(), Error> {
        let listing = report::Listing::of(input);
        let facets = report::Facets::of(input, &listing);
        let pages = report::decisions(input, &listing, &facets);
        pages.par_iter().try_for_each(|page| self.page("site/decisions.html", &page.head.path, "", page))?;
        let whole = report::Pages::of(input).decisions();
        facets.facets.par_iter().try_for_each(|facet| {
            let pages = report::facet_pages(input, &listing, facet, whole);
            let mut pages = pages.iter().enumerate();
            pages.try_for_each(|(idx, page)| self.page("site/decisions.html", &facet.path(idx), "../", page))
        })?;
        for page in report::accountability(input, &listing, &facets) {
            self.page("site/accountability.html", &page.head.path, "", &page)?;
        }
        if let Some(page) = report::areas(input, &listing, &facets) {
            self.page("site/areas.html", &page.head.path, "", &page)?;
        }
        for mut page in report::history(input, &listing) {
            page.chains.iter_mut().for_each(draw);
            self.page("site/history.html", &page.head.path, "", &page)?;
        }
        let pages = report::log_index(input, &listing);
        pages.par_iter().try_for_each(|page| self.page("site/log.html", &page.head.path, "../", page))?;
        if input.log.records.is_empty() {
            return Ok(());
        }
        let page = report::find(input, &facets, frame);
        self.page("site/search.html", &page.head.path, "", &page)?;
        find::scripts(input, &listing, &mut |path, text| self.write(path, text.as_bytes()))
    }

    fn page(&self, template: &str, path: &str, root: &str, page: &impl Serialize) -> Result<(), Error> {
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
