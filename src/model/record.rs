//! The decision record: one markdown file, as far as it was understood.

mod body;
mod decided;
mod inputs;
mod places;
mod stated;

pub use body::{Body, BodyLink, Section};
pub use decided::{
    Actual, BoardFor, BoardSlot, Decision, Dissent, Done, Forecast, Forecasted, KillCriterion, KillThreshold, NextStep,
    Points, Response, Reversible, Roles, Stage, StatusChange,
};
pub use inputs::{AnalysisInputs, Appetite, Exceedance, ScenarioKind, ScenarioSpec, Study};
pub use places::{PathHash, Places};
pub use stated::{Dialect, FieldSource, LinkKind, Precision, StatedDate, StatedLink, StatedStatus, StatedTitle};

use crate::model::{AiUse, Audience, ConsideredOption, Status};
use crate::source::Span;
use jiff::civil::Date;
use std::ops::Range;
use std::sync::Arc;

/// One decision record. The default says nothing at all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Path with `/`, relative to the root.
    pub path: String,
    /// The record folder that it belongs to, relative to the root.
    pub folder: String,
    /// The file name without its ending; of a folder with a README, the folder's name.
    pub stem: String,
    /// The stem without number, ID prefix or date, folded.
    pub slug: String,
    /// Its number.
    pub number: Option<u64>,
    /// Where the number was found.
    pub number_source: Option<FieldSource>,
    /// The ID as printed in the title or file name (`ADR-0005`).
    pub printed_id: Option<String>,
    /// Its title.
    pub title: StatedTitle,
    /// What lists and tables call it (`short`).
    pub short: Option<String>,
    /// Its status; `None` where none is stated.
    pub status: Option<StatedStatus>,
    /// When the status was reached; `None` where no date is stated.
    pub date: Option<StatedDate>,
    /// Links as stated, in the order of the file.
    pub links: Vec<StatedLink>,
    /// How it is written.
    pub dialect: Dialect,

    /// People.
    pub roles: Roles,
    /// One of the book's areas.
    pub area: Option<String>,
    /// Free words.
    pub tags: Vec<String>,
    /// Goals that it serves, by slug.
    pub serves: Vec<String>,
    /// Systems that it concerns.
    pub systems: Vec<String>,
    /// What its front matter calls it (`id`): a UUID, or a key of another tool.
    pub stated_id: Option<String>,
    /// The language of its text, as a tag of BCP 47 (`de`, `pt-BR`).
    pub lang: Option<String>,
    /// How far an experiment is.
    pub stage: Option<Stage>,
    /// What an idea waits for.
    pub waits_for: Option<String>,
    /// What an experiment taught.
    pub lesson: Option<String>,
    /// Laws, contracts, standards that bind here.
    pub obligations: Vec<String>,
    /// What is done about it while it is off course.
    pub response: Option<Response>,
    /// What the board is asked to do.
    pub ask: Option<String>,
    /// What makes it urgent.
    pub why_now: Option<String>,
    /// The day by which it must be decided.
    pub decide_by: Option<Date>,
    /// The day on which it is looked at again.
    pub review_by: Option<Date>,
    /// On whose table, when.
    pub board: Option<BoardSlot>,
    /// Sum approved or asked for: cash over the horizon.
    pub limit: Option<f64>,
    /// Whether we can turn back.
    pub reversible: Option<Reversible>,
    /// What the authors propose: the option as named, and why.
    pub recommend: Option<(String, Option<String>)>,
    /// Whose proposal it is, where that is not the owner's.
    pub recommended_by: Option<String>,
    /// The wording for the minutes.
    pub resolution: Option<String>,
    /// What was decided.
    pub decision: Option<Decision>,
    /// Who disagrees.
    pub dissent: Vec<Dissent>,
    /// What would make us reopen it.
    pub revisit: Vec<String>,
    /// First steps.
    pub next: Vec<NextStep>,
    /// When we stop.
    pub kill: Vec<KillCriterion>,
    /// What we expect.
    pub forecasts: Vec<Forecast>,
    /// What happened.
    pub actuals: Vec<Actual>,
    /// Former statuses.
    pub history: Vec<StatusChange>,
    /// The widest circle that may read it.
    pub audience: Audience,
    /// Where it concerns AI. Few do, and it takes much room.
    pub ai: Option<Box<AiUse>>,
    /// What the analysis starts from.
    pub inputs: AnalysisInputs,
    /// Options: those of the front matter, else those of the body.
    pub options: Vec<ConsideredOption>,

    /// Where its front matter stands in the text, without its fences; `None` where there is none.
    pub front_matter: Option<Range<usize>>,
    /// Where the template that it was written from still stands in the place of a figure.
    pub placeholders: Vec<Span>,
    /// Top-level keys that we do not know, with their text, in order.
    pub unknown_keys: Vec<(String, String)>,
    /// Where each key of the front matter stands.
    pub places: Places,
    /// The body.
    pub body: Body,
    /// The whole file.
    pub text: Arc<str>,
}

impl Record {
    /// The place of a key of the front matter, or of the nearest block above it; keys may be as their author wrote
    /// them.
    pub fn place(&self, path: &str) -> Option<Span> {
        let folded = path.to_lowercase().replace(['_', ' '], "-");
        let mut path = folded.as_str();
        loop {
            if let Some(span) = self.places.get(path) {
                return Some(span);
            }
            path = &path[..path.rfind(['.', '['])?];
        }
    }

    /// The status, without where it comes from.
    pub fn status(&self) -> Option<Status> {
        self.status.as_ref().map(|stated| stated.status)
    }

    /// Whether it is in force: accepted and not replaced.
    pub fn is_in_force(&self) -> bool {
        self.status() == Some(Status::Accepted)
    }

    /// Whether its date says when it was written, and not since when it stands as it stands: Nygard's form dates a record
    /// once, in its text, and what becomes of it later changes the status alone.
    pub fn is_date_of_writing(&self) -> bool {
        self.dialect == Dialect::Nygard
            && matches!(self.status(), Some(Status::Superseded | Status::Deprecated))
            && self.date.as_ref().is_some_and(|date| date.source != FieldSource::FrontMatter)
    }

    /// Whether it waits for a decision.
    pub fn is_open(&self) -> bool {
        matches!(self.status(), Some(Status::Draft | Status::Proposed))
    }

    /// Who proposes: whoever is named beside the proposal, else the owner.
    pub fn proposer(&self) -> Option<&str> {
        self.recommended_by.as_deref().or(self.roles.owner.as_deref())
    }

    /// Whether a stop rule of this record is met on a day; `None` where bound or reading is not known. It is met by
    /// nothing as long as the record is not accepted, nor before the day from which it counts.
    pub fn is_met(&self, rule: &KillCriterion, day: Date) -> Option<bool> {
        let is_beyond = rule.is_met()?;
        let accepted = || self.decision.as_ref().and_then(|decision| decision.on);
        let dated = || self.date.as_ref().map(|date| date.date);
        let from = rule.from.or_else(accepted).or_else(dated);
        Some(is_beyond && self.is_in_force() && from.is_none_or(|from| from <= day))
    }

    /// How option `idx` is named elsewhere: its sourcing where that is unique, else its key, else its title.
    pub fn option_name(&self, idx: usize) -> &str {
        let option = &self.options[idx];
        let is_unique = self.options.iter().filter(|other| other.sourcing == option.sourcing).count() == 1;
        match (option.sourcing, &option.key) {
            (Some(sourcing), _) if is_unique => sourcing.as_str(),
            (_, Some(key)) => key,
            _ => &option.title,
        }
    }

    /// Whether it has a brief and a comparison of its own.
    pub fn has_brief(&self) -> bool {
        self.options.iter().any(|option| option.front_matter_idx.is_some())
            || self.ask.is_some()
            || self.board.is_some()
            || self.decide_by.is_some()
            // A choice that only the body tells makes no board paper of a plain record.
            || (self.recommend.is_some() && self.places.contains("recommend"))
            || (self.decision.is_some() && self.places.contains("decision"))
    }
}
