//! What the board view shows, ready to print.

use super::decide::{Decide, OtherList};
use super::standing::StandingBlock;
use super::watch::Watch;
use crate::report::narrate::Prose;
use crate::report::{Day, Head, Key, SinceBlock};
use serde::Serialize;

/// What needs the board, what is off course, where we stand.
#[derive(Clone, Debug, Serialize)]
pub struct BoardPage {
    /// Of itself.
    pub head: Head,
    /// "Last meeting 30 August 2026", "Next meeting 15 December 2026".
    pub meetings: Vec<(&'static str, Day)>,
    /// The finding.
    pub title: String,
    /// The same in one paragraph, for whoever sees the page before it is opened.
    pub lead: Vec<Prose>,
    /// What is due, what is at stake, what is off.
    pub keys: Vec<Key>,
    /// What needs a decision.
    pub decide: Option<Decide>,
    /// What stands on its other lists.
    pub others: Vec<OtherList>,
    /// Where nothing does: what comes next.
    pub calm: Option<Calm>,
    /// What is off course.
    pub watch: Option<Watch>,
    /// How the blocks below stand: `pair` where they are several, else `single`.
    pub foot: &'static str,
    /// What changed since the board last met.
    pub since: Option<SinceBlock>,
    /// Where we stand.
    pub standing: Option<StandingBlock>,
}

/// Nothing needs a decision.
#[derive(Clone, Debug, Serialize)]
pub struct Calm {
    /// "Next review: 3 March 2027,", or that none is set.
    pub text: String,
    /// The decision that is reviewed next.
    pub title: Option<String>,
    /// Its page.
    pub href: Option<String>,
}
