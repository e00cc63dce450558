//! What happens in a scenario, in one line, and whether the first place holds.

use super::{Case, Sign, clean, supplier};
use crate::analysis::scenario::{ScenarioResult, Shock};
use crate::number::{capitalized, months_in_words, stated_percent};

/// Totals that lie this near are as good as equal.
const LEVEL: f64 = 0.5;

/// Whether the choice holds, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    /// Another option comes first.
    No,
    /// Two come out level.
    Level,
    /// It stays first.
    Yes,
}

impl Holds {
    /// Of one scenario.
    pub fn of(scenario: &ScenarioResult) -> Self {
        let mut totals: Vec<f64> = scenario.totals.iter().filter_map(|total| *total).collect();
        totals.sort_by(|a, b| b.total_cmp(a));
        match totals.as_slice() {
            [first, second, ..] if first - second < LEVEL => Self::Level,
            _ if scenario.does_hold => Self::Yes,
            _ => Self::No,
        }
    }

    /// Its sign and word.
    pub fn sign(self) -> Sign {
        match self {
            Self::No => Sign { class: "out", word: "No" },
            Self::Level => Sign { class: "near", word: "Level" },
            Self::Yes => Sign { class: "good", word: "Yes" },
        }
    }
}

/// Whether the first two are level before any shock, so that none brings them there.
pub fn is_level_already(case: &Case) -> bool {
    case.analysis.is_some_and(|analysis| analysis.verdict.named_together.len() > 1)
}

/// Who raises a price or stops: the supplier, and where companies of one parent are hit, that parent.
fn seller(case: &Case, scenario: &ScenarioResult) -> Option<String> {
    let stated = |idx: usize| case.record.options.get(idx)?.supplier.as_ref();
    let own = clean(&stated(scenario.option?)?.name);
    let is_own = |idx: &usize| stated(*idx).is_some_and(|other| clean(&other.name).eq_ignore_ascii_case(&own));
    if scenario.hits.iter().all(is_own) {
        return supplier(case, scenario.option?).or((scenario.hits.len() > 1).then_some(own));
    }
    let parent = scenario.hits.iter().find_map(|idx| stated(*idx)?.parent.as_deref());
    Some(parent.map_or(own, clean))
}

/// "Keyhaven stops in year 3, and building takes its place".
pub fn shock_sentence(case: &Case, scenario: &ScenarioResult) -> String {
    let event = shock_event(case, scenario);
    match scenario.shock {
        Shock::Discontinued { replacement, .. } => {
            format!("{event}, and {} takes its place", case.name(replacement).doing)
        }
        _ => event,
    }
}

/// "Keyhaven stops in year 3", without what takes its place.
pub fn shock_event(case: &Case, scenario: &ScenarioResult) -> String {
    let doing = scenario.option.map_or("it", |idx| case.name(idx).doing.as_str());
    let seller = seller(case, scenario);
    match &scenario.shock {
        Shock::Stated(name) => capitalized(clean(name).trim_end_matches('.')),
        Shock::PriceRise { by, from_year } => match seller {
            Some(seller) => format!("{seller} raises its price by {} from year {from_year}", stated_percent(*by)),
            None => format!("The price of {doing} rises by {} from year {from_year}", stated_percent(*by)),
        },
        Shock::Discontinued { year, .. } => {
            let who = seller.unwrap_or_else(|| format!("The supplier of {doing}"));
            format!("{who} stops in year {year}")
        }
        Shock::OnceDoubles => format!("{} costs twice as much at the start", capitalized(doing)),
        Shock::Later { months } => {
            format!("{} is ready {} later than planned", capitalized(doing), months_in_words(*months))
        }
    }
}
