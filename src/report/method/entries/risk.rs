//! Time, leaving and risk, defined. Formulas and their sources are those of the `analysis` room.

use crate::report::method::definition::Definition;
use crate::report::method::example::risk as example;
use crate::report::method::shown::no_example;

/// The entries of “Time and leaving”.
pub(crate) const TIME: &[Definition] = &[
    Definition {
        id: "ready",
        term: "Ready after",
        definition: "Months from the start of work until the option is in use.",
        formula: "The middle of the drawn months, and their range.",
        inputs: "The record’s estimate of readiness.",
        example: example::ready,
        limits: "It starts when work starts, not when the decision is taken.",
    },
    Definition {
        id: "late",
        term: "Chance of being late",
        definition: "How likely the option is not ready on the day when it is needed.",
        formula: "Futures in which it is ready after that day, divided by all futures.",
        inputs: "Readiness, the start, and the day when it is needed.",
        example: example::late,
        limits: "It does not say how late.",
    },
    Definition {
        id: "late-cost",
        term: "Cost of being late",
        definition: "What each month after the day costs, and what lateness costs in all.",
        formula: "Months late × money for a late month.",
        inputs: "Readiness, and the record’s price of a late month.",
        example: example::late_cost,
        limits: "Harm that has no price in the record is not in it.",
    },
    Definition {
        id: "exit",
        term: "Leaving",
        definition: "How long it takes to get out of an option, and what that costs.",
        formula: "The middle of the drawn months and money, and their ranges; a fee for breaking the contract is added.",
        inputs: "The record’s estimates of leaving.",
        example: example::exit,
        limits: "Unless leaving has been tested, it is an estimate like any other.",
    },
    Definition {
        id: "reversible",
        term: "Can we turn back?",
        definition: "Whether the decision can be undone: yes, at a cost, or no.",
        formula: "As written in the record, with the months and money of leaving beside it.",
        inputs: "The record’s word, and leaving.",
        example: no_example,
        limits: "Even an undone decision has cost its time.",
    },
    Definition {
        id: "notice",
        term: "Notice date",
        definition: "The last day on which a contract can be ended before it renews or runs on.",
        formula: "Last day of the contract − length of notice.",
        inputs: "The contract’s end and notice.",
        example: example::notice,
        limits: "A contract may have terms that the record does not name.",
    },
];

/// The entries of “Risk”.
pub(crate) const RISK: &[Definition] = &[
    Definition {
        id: "rate",
        term: "About how often",
        definition: "How often a loss is expected.",
        formula: "The middle of the times a year that we hold possible; up to four, the wait between two: one divided by it.",
        inputs: "The record’s estimate of how often, after what is done about it.",
        example: example::rate,
        limits: "“Once in ten years” can happen next week, and twice.",
    },
    Definition {
        id: "loss",
        term: "Loss if it happens",
        definition: "What it costs when it happens once.",
        formula: "The range of the drawn losses.",
        inputs: "The record’s estimate of the loss, after what is done about it.",
        example: example::loss,
        limits: "It counts money alone.",
    },
    Definition {
        id: "annual-loss",
        term: "Expected loss a year",
        definition: "What the risks cost in an average year.",
        formula: "For each risk, mean times a year × mean loss; then added up.",
        inputs: "How often and how much, risk by risk.",
        example: example::annual_loss,
        limits: "Most years bring nothing and a few bring much more.",
    },
    Definition {
        id: "appetite",
        term: "Appetite",
        definition: "How much loss we said we would bear: inside, near (within a quarter of it) or outside.",
        formula: "Expected loss a year held against the stated figure.",
        inputs: "The record’s or the whole log’s appetite.",
        example: example::appetite,
        limits: "It is a choice of those who decide, not a law of nature.",
    },
    Definition {
        id: "loss-curve",
        term: "Chance of a bad year",
        definition: "How likely one year loses more than a sum.",
        formula: "In each future, how many times each risk happens in a year and what it costs each time are drawn and added up; the share of futures above the sum.",
        inputs: "How often and how much, risk by risk; for the whole, of every accepted decision.",
        example: example::loss_curve,
        limits: "It is about one year. Over five years a bad one is likelier.",
    },
    Definition {
        id: "log-loss",
        term: "The whole log before and after",
        definition: "What all decisions in force lose in an average year, without and with this one.",
        formula: "The expected losses of all chosen options in force, added future by future.",
        inputs: "The risks of every accepted decision.",
        example: example::log_loss,
        limits: "Decisions without written risks add nothing to it.",
    },
    Definition {
        id: "share",
        term: "Largest share",
        definition: "How much of what we pay suppliers in a year goes to one of them, its parent and sister companies counted as one.",
        formula: "What one gets in a full year, divided by what all get.",
        inputs: "Running cost of the chosen options of accepted decisions that name a supplier; for “after”, with this decision.",
        example: example::share,
        limits: "A small supplier can be the one that we cannot do without.",
    },
];
