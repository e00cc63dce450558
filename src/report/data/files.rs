//! Which files a site carries beside its pages: one list for the page that shows them and for who writes them.

use crate::report::Input;
use crate::report::pages::has_agenda;

/// What is in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataKind {
    /// Every record, figures and agenda, as JSON.
    Decisions,
    /// The schema of that.
    Schema,
    /// A row a record.
    Records,
    /// A row a decision with figures.
    Compared,
    /// A row an option.
    Options,
    /// A row a risk.
    Risks,
    /// A row a year.
    Years,
    /// A row a supplier.
    Suppliers,
    /// A row an outcome.
    Outcomes,
    /// A row a thing to do.
    Agenda,
    /// News.
    Feed,
    /// Days.
    Calendar,
}

/// One file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DataFile {
    /// Its path in the site.
    pub path: &'static str,
    /// What is in it.
    pub kind: DataKind,
    /// The same for readers.
    pub says: &'static str,
}

/// The files of this log, in the order in which they are shown: what has nothing to say is not there.
pub fn data_files(input: &Input) -> Vec<DataFile> {
    let file = |path, kind, says| DataFile { path, kind, says };
    let mut files = Vec::new();
    if input.log.records.is_empty() {
        return files;
    }
    let has_figures = input.analysis.decisions.iter().any(Option::is_some);
    let portfolios = &input.analysis.portfolios;
    let is_chosen = |of: &crate::analysis::DecisionAnalysis| of.options.iter().any(|option| !option.risks.is_empty());
    files.push(file(
        "decisions.json",
        DataKind::Decisions,
        "Every decision with its figures, sums and dates, for programs",
    ));
    files.push(file("data/adr-decisions-1.json", DataKind::Schema, "What that file holds, as JSON Schema"));
    files.push(file("data/decisions.csv", DataKind::Records, "Every decision: number, title, status, date"));
    if has_figures {
        files.push(file(
            "data/compared.csv",
            DataKind::Compared,
            "Decisions with figures: who leads, how sure that is",
        ));
        files.push(file(
            "data/options.csv",
            DataKind::Options,
            "Every option: total, cash, when ready, losses, leaving",
        ));
    }
    if input.analysis.decisions.iter().flatten().any(is_chosen) {
        files.push(file("data/risks.csv", DataKind::Risks, "Every risk: how often, what it costs, who answers"));
    }
    if portfolios.iter().any(|portfolio| !portfolio.years.is_empty()) {
        files.push(file("data/years.csv", DataKind::Years, "Money by year: committed, asked for, budget"));
    }
    if portfolios.iter().any(|portfolio| portfolio.concentration.is_some()) {
        files.push(file("data/suppliers.csv", DataKind::Suppliers, "Suppliers: what each gets a year, and its share"));
    }
    if !input.analysis.track_record.outcomes.is_empty() {
        files.push(file("data/outcomes.csv", DataKind::Outcomes, "Forecasts against what came"));
    }
    if has_agenda(input) {
        files.push(file("data/agenda.csv", DataKind::Agenda, "What is to be done, by when, and who answers"));
        files.push(file("decisions.ics", DataKind::Calendar, "All days to come, for a calendar"));
    }
    files.push(file("feed.atom", DataKind::Feed, "The latest decisions and what changed, for a feed reader"));
    files
}
