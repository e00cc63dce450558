//! The pages of a site, in parallel.

use crate::report::{self, Input};
use crate::site::{body, drawings::DRAWINGS, long_words};
use crate::theme::{self, Shared, Templates, Theme};
use rayon::prelude::*;
use serde::Serialize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The look of all pages.
const STYLE: &str = "assets/adr.css";

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
    let renderer = Renderer {
        templates: theme.templates(&DRAWINGS)?,
        site: Shared::new(&report::frame(input)),
        sink,
        page_count: AtomicUsize::new(0),
        has_sliders: AtomicBool::new(false),
    };
    renderer.asset(theme, STYLE)?;
    renderer.lists(input)?;
    let paths = report::Paths::new(input.log, input.attachments);
    (0..input.log.records.len()).into_par_iter().try_for_each(|idx| {
        let mut page = report::record(input, &paths, idx);
        page.body = body::finish(&input.log.records[idx].record.body.html, &page.targets);
        let logged = &input.log.records[idx];
        renderer.page("site/record.html", &format!("log/{}.html", logged.page_id), "../", &page)?;
        if !logged.record.has_brief() {
            return Ok(());
        }
        renderer.page(
            "site/brief.html",
            &format!("brief/{}.html", logged.page_id),
            "../",
            &report::brief(input, idx),
        )?;
        let comparison = report::comparison(input, idx);
        renderer.has_sliders.fetch_or(comparison.what_if.is_some(), Ordering::Relaxed);
        renderer.page("site/compare.html", &format!("compare/{}.html", logged.page_id), "../", &comparison)
    })?;
    let has_sliders = renderer.has_sliders.load(Ordering::Relaxed);
    if has_sliders {
        renderer.asset(theme, SLIDERS)?;
    }
    let page_count = renderer.page_count.into_inner();
    Ok(SiteSummary { page_count, file_count: page_count + 1 + usize::from(has_sliders) })
}

struct Renderer<'a> {
    templates: Templates,
    site: Shared,
    sink: Sink<'a>,
    page_count: AtomicUsize,
    /// Some comparison has sliders.
    has_sliders: AtomicBool,
}

impl Renderer<'_> {
    fn lists(&self, input: &Input) -> Result<(), Error> {
        if let Some(board) = report::board(input) {
            self.page("site/board.html", &board.head.path, "", &board)?;
        }
        for page in report::decisions(input) {
            self.page("site/decisions.html", &page.head.path, "", &page)?;
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
        for page in report::mending(input) {
            self.page("site/findings.html", &page.head.path, "", &page)?;
        }
        let method = report::method(input);
        self.page("site/method.html", &method.head.path, "", &method)?;
        let accessibility = report::accessibility(input);
        self.page("site/accessibility.html", &accessibility.head.path, "", &accessibility)
    }

    fn page(&self, template: &str, path: &str, root: &str, page: &impl Serialize) -> Result<(), Error> {
        let text = self.templates.render(template, &self.site, root, page)?;
        // Whoever mends a record has to see what stands in it.
        let is_technical = matches!(template, "site/record.html" | "site/findings.html");
        let text = if is_technical { report::named(&text) } else { report::cleaned(&text) };
        let text = long_words::mark(&text);
        self.page_count.fetch_add(1, Ordering::Relaxed);
        self.write(path, text.as_bytes())
    }

    fn asset(&self, theme: &Theme, path: &str) -> Result<(), Error> {
        let text = theme.asset(path).unwrap_or_default();
        self.write(path, text.as_bytes())
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        (self.sink)(path, bytes).map_err(|source| Error::Write { path: path.to_owned(), source })
    }
}
