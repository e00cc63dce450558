//! The tables, in markdown.

use crate::common::{self, Cost};
use crate::contest::Outcome;
use std::error::Error;

/// The highest power of n by which time may grow.
const GROWTH: f64 = 1.05;

pub(crate) fn print_head() {
    println!("| work | records | old | new | times faster | old memory | new memory | beside | asked | met |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |");
}

pub(crate) fn print_row(outcome: &Outcome) {
    let Outcome { name, size, old, new, third, target, .. } = outcome;
    let beside = third.map_or_else(String::new, |(third, cost)| format!("{third} {}", time(cost.seconds)));
    let asked = target.map_or_else(String::new, |target| target.to_string());
    println!(
        "| {name} | {size} | {} | {} | {:.1} | {:.0} MiB | {:.0} MiB | {beside} | {asked} | {} |",
        time(old.seconds),
        time(new.seconds),
        old.seconds / new.seconds,
        old.peak_mib,
        new.peak_mib,
        verdict(outcome)
    );
}

/// Whether everything that is asked is met; else what is not.
fn verdict(outcome: &Outcome) -> String {
    let Some(target) = outcome.target else { return String::new() };
    let Outcome { old, new, third, .. } = outcome;
    let mut missed = Vec::new();
    if old.seconds / new.seconds < target.faster {
        missed.push("times faster".to_owned());
    }
    if target.under.is_some_and(|seconds| new.seconds >= seconds) {
        missed.push("time".to_owned());
    }
    // A peak is looked for from outside, a few times a millisecond: a hundredth is nothing.
    if target.memory.is_some_and(|share| new.peak_mib > share * old.peak_mib * 1.01) {
        missed.push("memory".to_owned());
    }
    match (target.beside, third) {
        (Some((_, share)), Some((third, cost))) if new.seconds > share * cost.seconds => {
            missed.push(format!("{:.1} × {third}", new.seconds / cost.seconds));
        }
        (Some((third, _)), None) => missed.push(format!("{third} was not there")),
        _ => {}
    }
    if missed.is_empty() { "yes".to_owned() } else { format!("**no**: {}", missed.join(", ")) }
}

/// How the time of each work grows from its smallest log to its largest.
pub(crate) fn print_growth(outcomes: &[Outcome]) {
    println!("\n| growth of | records | old | new | met ({GROWTH} at most) |");
    println!("| --- | --- | ---: | ---: | --- |");
    for largest in outcomes.iter().filter(|outcome| outcome.target.is_some()) {
        let same = |outcome: &&Outcome| outcome.name == largest.name && outcome.records == largest.records;
        let Some(smallest) = outcomes.iter().find(same).filter(|smallest| smallest.size < largest.size) else {
            continue;
        };
        let factor = largest.size as f64 / smallest.size as f64;
        let power = |of: fn(&Outcome) -> Cost| common::exponent(of(smallest).seconds, of(largest).seconds, factor);
        let [old, new] = [power(|outcome| outcome.old), power(|outcome| outcome.new)];
        let met = if new <= GROWTH { "yes" } else { "**no**" };
        println!("| {} | {} to {} | {old:.2} | {new:.2} | {met} |", largest.name, smallest.size, largest.size);
    }
}

/// Says where the builds print different bytes, and fails if they do.
pub(crate) fn print_differences(outcomes: &[Outcome]) -> Result<(), Box<dyn Error>> {
    let mut count = 0;
    println!();
    for Outcome { name, size, difference, .. } in outcomes {
        if let Some(difference) = difference {
            println!("**Different bytes**: {name}, {size} records, {difference}");
            count += 1;
        }
    }
    if count > 0 {
        return Err(format!("{count} of {} commands print different bytes", outcomes.len()).into());
    }
    println!("All {} commands print the same bytes.", outcomes.len());
    Ok(())
}

fn time(seconds: f64) -> String {
    if seconds < 1.0 { format!("{:.1} ms", seconds * 1e3) } else { format!("{seconds:.2} s") }
}
