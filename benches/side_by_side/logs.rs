//! The logs that are worked on: decisions to weigh, records to list, plain records to publish.

use crate::common;
use std::error::Error;
use std::fs;
use std::path::Path;

/// What the records of a log are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Records {
    /// One copy of the manual's example, alone.
    Alone,
    /// Copies of the manual's example, to be weighed.
    Weighed,
    /// The same with names of their own, to be listed.
    Listed,
    /// MADR records whose front matter holds an options block that is none of ours.
    OtherForm,
    /// Plain records of 800 words.
    Plain,
}

/// A log that is not made yet.
#[derive(Clone, Copy)]
pub(crate) struct Log {
    pub(crate) records: Records,
    pub(crate) size: usize,
    /// Whether targets are asked of it; smaller logs only show how time grows.
    pub(crate) is_largest: bool,
}

/// Every log of the bench, the larger of a kind after the smaller.
pub(crate) fn all(weighed: usize, plain: usize) -> Vec<Log> {
    let of = |records, sizes: &[usize]| {
        let largest = sizes.iter().max().copied().unwrap_or_default();
        sizes.iter().map(|&size| Log { records, size, is_largest: size == largest }).collect::<Vec<_>>()
    };
    let tenth = |size: usize| (size / 10).max(1);
    [
        of(Records::Alone, &[1]),
        of(Records::Listed, &[tenth(plain), plain]),
        of(Records::OtherForm, &[tenth(plain), plain]),
        of(Records::Plain, &[tenth(tenth(plain)), tenth(plain), plain]),
        of(Records::Weighed, &[tenth(weighed), weighed]),
    ]
    .concat()
}

impl Log {
    /// Writes the records into a git repository, in one commit.
    pub(crate) fn make(&self, path: &Path) -> Result<(), Box<dyn Error>> {
        let text: fn(usize) -> String = match self.records {
            Records::Plain => return common::plain_log(path, self.size),
            Records::Alone | Records::Weighed => |_| SIGN_IN.to_owned(),
            Records::Listed => listed,
            Records::OtherForm => other_form,
        };
        let decisions = path.join("decisions");
        fs::create_dir_all(&decisions)?;
        for number in 1..=self.size {
            fs::write(decisions.join(format!("{number:04}-sign-in-of-house-{number}.md")), text(number))?;
        }
        fs::write(path.join(".adr-dir"), "decisions\n")?; // where `adrs` looks
        common::commit(path)
    }
}

const SIGN_IN: &str = include_str!("../../tests/examples/sign-in.md");

/// What `adrs` needs in front matter, or it leaves a record out.
fn named(number: usize) -> String {
    format!("number: {number}\ntitle: Who lets users of product {number} in?")
}

/// The manual's example as `adrs` can read it too: with number and title, without links, which have a form of their own.
fn listed(number: usize) -> String {
    let lines = SIGN_IN.lines().skip(1).filter(|line| !line.starts_with("links:"));
    format!("---\n{}\n{}\n", named(number), lines.collect::<Vec<_>>().join("\n"))
}

/// A MADR record of somebody whose options have keys of their own.
fn other_form(number: usize) -> String {
    let (year, month, day) = (2015 + number % 11, number % 12 + 1, number % 28 + 1);
    let options: String = ["Keycloak", "Auth0", "Our own", "Leave it"]
        .iter()
        .enumerate()
        .map(|(at, name)| {
            format!(
                "  - title: {name}\n    description: Variant {at} of decision {number}\n    vendor: {name} Inc.\n    \
                 pros: [quick to start, well known]\n    cons: [hard to leave, priced by user]\n    \
                 effort: {at} sprints\n    price: about {at}000 a year\n    maturity: adopted\n"
            )
        })
        .collect();
    format!(
        "---\n{}\nstatus: accepted\ndate: {year}-{month:02}-{day:02}\ndecision-makers: [Ada, Grace]\nconsulted: [Linus]\n\
         informed: [all teams]\noptions:\n{options}---\n# Who lets users of product {number} in?\n\n\
         ## Context and Problem Statement\n\nProduct {number} has users, and they have passwords of their own.\n\n\
         ## Decision Drivers\n\n* users forget\n* auditors ask\n\n\
         ## Considered Options\n\n* Keycloak\n* Auth0\n* Our own\n* Leave it\n\n\
         ## Decision Outcome\n\nChosen option: \"Keycloak\", because we run it elsewhere.\n\n\
         ### Consequences\n\n* Good, because one login is enough\n* Bad, because it must be kept up to date\n",
        named(number)
    )
}
