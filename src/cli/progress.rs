//! Where a long command stands, on standard error, on a terminal alone.

use crate::cli::context::{Context, Talk};
use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// A line that says what is being done.
pub(crate) struct Progress(Option<ProgressBar>);

impl Progress {
    /// Starts; silent without a terminal, or where the reader wants quiet.
    pub(crate) fn start(context: &Context, step: &'static str) -> Self {
        if !context.terminal.stderr || context.talk == Talk::Quiet {
            return Self(None);
        }
        let bar = ProgressBar::new_spinner().with_message(step);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(80));
        Self(Some(bar))
    }

    /// The next step.
    pub(crate) fn next(&self, step: &'static str) {
        if let Some(bar) = &self.0 {
            bar.set_message(step);
        }
    }

    /// So many of all are done.
    pub(crate) fn count(&self, done: usize, all: usize) {
        if let Some(bar) = &self.0 {
            bar.set_message(format!("{done} of {all}"));
        }
    }

    /// Takes the line away.
    pub(crate) fn end(self) {
        if let Some(bar) = self.0 {
            bar.finish_and_clear();
        }
    }
}
