//! Options: courses of action considered, and what is known of each.

use crate::model::{Contract, Estimate, OptionKey};
use crate::source::Span;
use jiff::civil::Date;
use serde::Serialize;
use std::fmt;

/// How an option gets what is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sourcing {
    /// Make it ourselves.
    Build,
    /// Pay a supplier.
    Buy,
    /// Make or run it together with somebody.
    Partner,
    /// Do nothing, keep what we have, or stop.
    Avoid,
}

impl Sourcing {
    /// All, in the usual order.
    pub const ALL: [Self; 4] = [Self::Build, Self::Buy, Self::Partner, Self::Avoid];

    /// The word in files, terminal and pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Build => "build",
            Self::Buy => "buy",
            Self::Partner => "partner",
            Self::Avoid => "avoid",
        }
    }

    /// The word with a capital.
    pub fn label(self) -> &'static str {
        match self {
            Self::Build => "Build",
            Self::Buy => "Buy",
            Self::Partner => "Partner",
            Self::Avoid => "Avoid",
        }
    }
}

impl fmt::Display for Sourcing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A point for or against an option, from the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Plain text, without "Good, because".
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// One course of action.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConsideredOption {
    /// How it gets what is needed; `None` for an option that only the body names.
    pub sourcing: Option<Sourcing>,
    /// What it is called.
    pub title: String,
    /// Short name, where the sourcing is not unique.
    pub key: Option<String>,
    /// What it is, in a sentence.
    pub summary: Option<String>,
    /// Why not this one, in its best light.
    pub why_not: Option<String>,
    /// What it costs.
    pub cost: Option<Cost>,
    /// What it brings in or saves.
    pub benefit: Option<Benefit>,
    /// Months from the start until it is live.
    pub ready: Option<Estimate>,
    /// People needed.
    pub people: Option<People>,
    /// Hours until it works again when it stops.
    pub recover: Option<Estimate>,
    /// What leaving takes.
    pub exit: Option<Exit>,
    /// Uplift on one-off cost.
    pub optimism_bias: Option<OptimismBias>,
    /// Our own past ratios of actual to estimate.
    pub reference_class: Option<ReferenceClass>,
    /// Levels by criterion id, in declared order.
    pub levels: Vec<(String, Estimate)>,
    /// Keys at which something stands, at this place, that could not be read.
    pub unread: Vec<(OptionKey, Span)>,
    /// What may go wrong; `None` is unknown, an empty list says that nothing is known.
    pub risks: Option<Vec<Risk>>,
    /// On whom it rests.
    pub supplier: Option<Supplier>,
    /// The contract.
    pub contract: Option<Contract>,
    /// Terms with a partner.
    pub terms: Option<Terms>,
    /// Points for it, from the body.
    pub pros: Vec<Argument>,
    /// Points against it, from the body.
    pub cons: Vec<Argument>,
    /// Neutral points, from the body.
    pub neutral: Vec<Argument>,
    /// Index among the options of the front matter, which its paths start with; `None` where only
    /// the body names it.
    pub front_matter_idx: Option<usize>,
    /// Where it starts.
    pub span: Span,
}

impl ConsideredOption {
    /// Whether this option carries figures of any sort.
    pub fn has_figures(&self) -> bool {
        self.cost.is_some()
            || self.benefit.is_some()
            || self.ready.is_some()
            || self.exit.is_some()
            || self.risks.is_some()
            || !self.levels.is_empty()
    }

    /// Where a figure or a day stands that could not be read.
    pub fn unread_at(&self, key: impl Into<OptionKey>) -> Option<Span> {
        let key = key.into();
        self.unread.iter().find(|(unread, _)| *unread == key).map(|(_, span)| *span)
    }
}

/// What an option costs.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "a log holds a few hundred of them")]
pub enum Cost {
    /// Flows of money over the years.
    Flows(CostFlows),
    /// One sum over the whole horizon, spread evenly.
    Total(Estimate),
}

/// Flows of money, positive numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CostFlows {
    /// Once, at the start; 0 where absent.
    pub once: Option<Estimate>,
    /// Each year.
    pub yearly: Option<Yearly>,
    /// Growth of `yearly` from the second year on, a fraction.
    pub growth: Option<Estimate>,
    /// Amounts in given years.
    pub at: Vec<Scheduled>,
}

/// Money each year.
#[derive(Clone, Debug, PartialEq)]
pub enum Yearly {
    /// A sum.
    Sum(Estimate),
    /// A driver times a rate; of several drivers their product.
    Per {
        /// Names of drivers, one at least.
        drivers: Vec<String>,
        /// Money for one unit.
        rate: Estimate,
    },
    /// A graduated price: each rate for the units between its bounds.
    Tiers {
        /// Names of drivers, one at least.
        drivers: Vec<String>,
        /// From the first unit on, in rising order.
        tiers: Vec<Tier>,
    },
}

/// One step of a graduated price.
#[derive(Clone, Debug, PartialEq)]
pub struct Tier {
    /// The last unit that it holds for; the last tier has no end.
    pub to: Option<f64>,
    /// Money for one unit.
    pub rate: Estimate,
}

impl Yearly {
    /// The same for another length of time.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        match self {
            Self::Sum(sum) => Self::Sum(sum.times(factor)),
            Self::Per { drivers, rate } => Self::Per { drivers, rate: rate.times(factor) },
            Self::Tiers { drivers, tiers } => {
                let times = |tier: Tier| Tier { rate: tier.rate.times(factor), ..tier };
                Self::Tiers { drivers, tiers: tiers.into_iter().map(times).collect() }
            }
        }
    }

    /// What it scales with; nothing where it is a sum.
    pub fn drivers(&self) -> &[String] {
        match self {
            Self::Sum(_) => &[],
            Self::Per { drivers, .. } | Self::Tiers { drivers, .. } => drivers,
        }
    }
}

/// An amount in one year.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheduled {
    /// Counted from the start; 0 is at once.
    pub year: u32,
    /// Money.
    pub amount: Estimate,
    /// What for.
    pub what: Option<String>,
}

/// What an option brings in or saves, once it is ready.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Benefit {
    /// Once, when it is ready.
    pub once: Option<Estimate>,
    /// Each year.
    pub yearly: Option<Yearly>,
    /// Growth of `yearly`, a fraction.
    pub growth: Option<Estimate>,
}

/// People needed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct People {
    /// Person-months to build or bring in.
    pub months: Option<Estimate>,
    /// Person-months a year to run it.
    pub yearly: Option<Estimate>,
    /// Money for a person-month, where it is not the book's.
    pub rate: Option<Estimate>,
    /// How many people could run it.
    pub can_run: Option<Estimate>,
}

/// What leaving takes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exit {
    /// Months.
    pub months: Option<Estimate>,
    /// Money.
    pub cost: Option<Estimate>,
    /// Whether leaving was tried.
    pub tested: Option<Tested>,
    /// When the money for leaving falls due.
    pub at: ExitAt,
}

/// When leaving is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExitAt {
    /// At the end of the horizon, as if it were left then.
    #[default]
    End,
    /// Not at all.
    Never,
}

/// Whether leaving was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tested {
    /// On this day.
    On(Date),
    /// Not yet.
    No,
}

/// Uplift on one-off cost, fractions. Source: HM Treasury, Green Book supplementary guidance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OptimismBias {
    /// Uplift with nothing mitigated (2.0 is 200%).
    pub upper: f64,
    /// Uplift with everything mitigated.
    pub lower: f64,
    /// Share mitigated, 0 to 1.
    pub mitigated: f64,
}

/// Past ratios of actual to estimate.
#[derive(Clone, Debug, PartialEq)]
pub enum ReferenceClass {
    /// Written out.
    Ratios(Vec<f64>),
    /// Those of this log.
    Log,
}

/// Something that may go wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Risk {
    /// What.
    pub name: String,
    /// Times a year, or the chance a year with `is_at_most_once`.
    pub per_year: Option<Estimate>,
    /// It cannot happen twice in a year: `per_year` is a chance.
    pub is_at_most_once: bool,
    /// Money lost when it happens.
    pub loss: Option<Estimate>,
    /// Who answers.
    pub owner: Option<String>,
    /// What is done about it.
    pub mitigation: Option<Box<Mitigation>>,
    /// Where it stands.
    pub span: Span,
}

/// What is done about a risk: its cost joins the option's, its rate and loss replace the old.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mitigation {
    /// What.
    pub what: Option<String>,
    /// Money each year.
    pub yearly: Option<Estimate>,
    /// Times a year, afterwards.
    pub per_year: Option<Estimate>,
    /// Money lost, afterwards.
    pub loss: Option<Estimate>,
}

/// On whom an option rests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Supplier {
    /// Name.
    pub name: String,
    /// Who owns it.
    pub parent: Option<String>,
    /// How many others could take its place.
    pub alternatives: Option<u32>,
    /// What it does for us.
    pub functions: Vec<String>,
}

/// Terms with a partner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Whether it binds us to them alone.
    pub exclusive: Option<bool>,
    /// Who owns what comes of it.
    pub owner_of_result: Option<String>,
    /// Notice for leaving, as written.
    pub exit_notice: Option<String>,
}
