//! Sentences on figures that moved: only those that print otherwise than before.

use crate::analysis::{OptionResult, Summary};
use crate::changes::WeightMove;
use crate::number::{self, Digits, Figure, Rounding, Spread, capitalized, listed};
use crate::report::changes::naming::{Changed, doing};
use crate::report::changes::page::ChangeItem;
use crate::report::narrate::{Case, clean};

/// A figure of an option, and the sentence about it.
struct Measured {
    kind: &'static str,
    of: fn(&OptionResult) -> Option<Summary>,
    print: fn(&Case<'_>, &Summary) -> Figure,
    /// Behind the figure.
    unit: &'static str,
    /// Before the option's name, and after it.
    words: (&'static str, &'static str),
}

const MEASURED: [Measured; 4] = [
    Measured {
        kind: "cash",
        of: |result| result.cash,
        print: |case, cash| case.cash.figure(Spread::median(cash), Digits::Table),
        unit: "",
        words: ("cash for ", ""),
    },
    Measured {
        kind: "ready",
        of: |result| result.ready,
        print: |_, ready| number::months(Spread::median(ready)),
        unit: "",
        words: ("time until ", " is ready"),
    },
    Measured {
        kind: "annual-loss",
        of: |result| result.annual_loss,
        print: |case, loss| case.losses.figure(Spread::mean(loss).computed(), Digits::Table),
        unit: "",
        words: ("the loss to expect a year with ", ""),
    },
    Measured {
        kind: "total",
        of: |result| result.total,
        print: |_, total| number::score(Spread::mean(total)),
        unit: " of 100",
        words: ("the total of ", ""),
    },
];

/// What moved of one option; its index in the earlier and the later record.
pub(super) fn of_option(of: &Changed<'_>, was: usize, is: usize) -> Vec<ChangeItem> {
    let (Some(before), Some(after)) = (&of.before, &of.after) else { return Vec::new() };
    // Where one side carries no figures at all, that is said once, with who leads.
    let (Some(old), Some(new)) = (before.result(was), after.result(is)) else { return Vec::new() };
    let matters = |case: &Case<'_>, option| {
        case.chosen == Some(option) || case.analysis.is_some_and(|analysis| analysis.leader == Some(option))
    };
    let is_minor = !matters(before, was) && !matters(after, is);
    let moved = MEASURED.iter().filter_map(|measured| {
        let (from, to) = ((measured.of)(old), (measured.of)(new));
        let printed = |case, summary: Option<Summary>| summary.map(|summary| (measured.print)(case, &summary));
        let line = |figure: &Figure| format!("{}{}", figure.line(), measured.unit);
        let (was_printed, is_printed) = (printed(before, from), printed(after, to));
        let (told, tells) = (was_printed.as_ref().map(line), is_printed.as_ref().map(line));
        if told == tells {
            return None;
        }
        let (first, last) = measured.words;
        let subject = capitalized(&format!("{first}{}{last}", doing(after, is)));
        let sentence = match (&told, &tells) {
            (Some(told), Some(tells)) => format!("{subject}: {tells}; it was {told}."),
            (None, Some(tells)) => format!("{subject}: {tells}; it was not known."),
            (Some(told), None) => format!("{subject} is not known any more; it was {told}."),
            (None, None) => return None,
        };
        Some(ChangeItem {
            of: Some(after.record.option_name(is).to_owned()),
            from: told,
            to: tells,
            from_figure: from.map(Into::into),
            to_figure: to.map(Into::into),
            printed: was_printed.zip(is_printed),
            option_idx: Some(is),
            is_minor,
            ..of.item(measured.kind, sentence)
        })
    });
    moved.collect()
}

/// Options whose figures moved, and which are neither chosen nor lead.
pub(super) fn minor_sentence(items: &[&ChangeItem], after: &Case<'_>) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for item in items.iter().filter(|item| item.is_minor) {
        let options = 0..after.record.options.len();
        let option = options.into_iter().find(|idx| item.of.as_deref() == Some(after.record.option_name(*idx)));
        let name = option.map(|option| doing(after, option));
        names.extend(name.filter(|name| !names.contains(name)));
    }
    (!names.is_empty()).then(|| format!("Figures of {} moved as well.", listed(&names)))
}

/// Weights that moved after the scores were in: an entry a criterion, one sentence.
pub(super) fn weights(of: &Changed<'_>, moved: &[WeightMove]) -> Vec<ChangeItem> {
    let alone = |points: f64| number::points_alone(points, Rounding::Nearest);
    let parts: Vec<String> = moved
        .iter()
        .map(|weight| {
            let name = clean(&weight.name);
            match (weight.from, weight.to) {
                (Some(from), Some(to)) => format!("{name} counts {}, it was {}", alone(to), alone(from)),
                (None, Some(to)) => format!("{name} is new and counts {}", alone(to)),
                (Some(from), None) => format!("{name} is none any more, it was {}", alone(from)),
                (None, None) => name,
            }
        })
        .collect();
    let sentence = format!("Of 100 points: {}.", parts.join("; "));
    let items = moved.iter().enumerate().map(|(at, weight)| ChangeItem {
        of: Some(weight.name.clone()),
        from: weight.from.map(alone),
        to: weight.to.map(alone),
        // Told with the first.
        is_minor: at > 0,
        ..of.item("weight", sentence.clone())
    });
    items.collect()
}
