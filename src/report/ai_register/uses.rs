//! The uses of AI of a log, by how far they are; what nobody classified or approved comes first.

use crate::log::LoggedRecord;
use crate::model::{AiUse, Stage};
use crate::report::Input;
use crate::report::frame::count_of;
use crate::report::narrate::clean;

/// How far a use is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// It acts for us: live, a pilot, or in force with no stage named.
    Live,
    /// It is tried out, or asked for.
    Trial,
    /// It is thought of.
    Idea,
    /// It was stopped, turned down or replaced.
    Ended,
}

/// One use of AI.
pub(super) struct Use<'a> {
    pub(super) idx: usize,
    pub(super) logged: &'a LoggedRecord,
    pub(super) ai: &'a AiUse,
    pub(super) stage: Option<Stage>,
    pub(super) standing: Standing,
}

/// All uses: live ones first, and of these what is not classified or approved first.
pub(super) fn of<'a>(input: &Input<'a>) -> Vec<Use<'a>> {
    let use_of = |idx: usize| {
        let logged = &input.log.records[idx];
        let ai = logged.record.ai.as_deref()?;
        let stage = ai.stage.or(logged.record.stage);
        let is_in_force = input.log.is_in_force(idx);
        let standing = match stage {
            _ if !is_in_force && !logged.record.is_open() => Standing::Ended,
            Some(Stage::Stopped) => Standing::Ended,
            Some(Stage::Live | Stage::Pilot) => Standing::Live,
            Some(Stage::Idea) => Standing::Idea,
            None if is_in_force => Standing::Live,
            Some(Stage::Experiment) | None => Standing::Trial,
        };
        Some(Use { idx, logged, ai, stage, standing })
    };
    let mut uses: Vec<Use> = (0..input.log.records.len()).filter_map(use_of).collect();
    uses.sort_by_key(|one| (one.standing, one.is_classified() && one.is_approved(), one.idx));
    uses
}

impl Use<'_> {
    pub(super) fn is_classified(&self) -> bool {
        said(self.ai.class.as_deref()).is_some()
    }

    pub(super) fn is_approved(&self) -> bool {
        self.ai.approved.is_some()
    }

    /// Who can stop it, and how fast.
    pub(super) fn stop(&self) -> (Option<String>, Option<String>) {
        let stop = self.ai.stop.as_ref();
        (stop.and_then(|stop| said(stop.who.as_deref())), stop.and_then(|stop| said(stop.within.as_deref())))
    }
}

/// An answer as written; `None` where nothing stands there.
pub(super) fn said(text: Option<&str>) -> Option<String> {
    text.map(clean).filter(|text| !text.is_empty())
}

/// "12 more".
pub(super) fn more(count: usize, shown: usize) -> Option<String> {
    (count > shown).then(|| format!("{} more", count_of(count - shown)))
}
