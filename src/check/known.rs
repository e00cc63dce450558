//! Every name that a finding may carry, with what it means and how to mend it.
//!
//! Rules of this room have a page each. What the rooms before this one find in a single entry has a line here: the
//! finding itself says what stands there and what to type.

use crate::check::rules::RULES;
use crate::finding::nearest;

/// A name that a finding may carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownRule {
    /// Kebab-case; it never changes.
    pub name: &'static str,
    /// What it says of a record, or of the settings.
    pub means: &'static str,
    /// What to do about it.
    pub mend: &'static str,
}

/// Rules by what they look at; those with a page of their own are not among them.
pub const KNOWN_RULES: [(&str, &[KnownRule]); 8] = [
    ("Front matter and its shape", FRONT_MATTER),
    ("Numbers and estimates", NUMBERS),
    ("Options and criteria", OPTIONS),
    ("Money, time and risk", MONEY),
    ("Studies and scenarios", WHAT_IF),
    ("Title, status, dates and links", RECORD),
    ("Files and settings", FILES),
    ("Registers that are imported", REGISTERS),
];

const fn rule(name: &'static str, means: &'static str, mend: &'static str) -> KnownRule {
    KnownRule { name, means, mend }
}

const FRONT_MATTER: &[KnownRule] = &[
    rule("front-matter-syntax", "an entry is no YAML; the others are read", "mend the entry, most often by quotes"),
    rule("front-matter-unclosed", "no line `---` ends the front matter", "add it after the last key"),
    rule(
        "front-matter-limit",
        "the front matter is too large, too deep, or repeats too much",
        "move text into the body",
    ),
    rule("tab", "a tab indents a line, which YAML does not allow", "indent by spaces"),
    rule("duplicate-key", "a key stands twice; the first counts", "keep one of them"),
    rule("unknown-key", "a key is none of ours here", "take the one that is suggested; own keys may stand at the top"),
    rule("missing-key", "an entry lacks a key without which it says nothing", "add the key"),
    rule("wrong-shape", "a list stands where a text belongs, or the like", "write it in the shape that is shown"),
    rule("unknown-word", "a word stands where only certain words may", "write one of the words that are listed"),
    rule("yes-no", "YAML takes a word such as `no` for an answer, where a text belongs", "put it in quotes"),
    rule(
        "more-findings",
        "a file has more faults than are worth listing",
        "mend those that are listed, and check again",
    ),
];

const NUMBERS: &[KnownRule] = &[
    rule("bad-number", "a text stands where a number belongs", "write `250k`, `1.9m` or `12%`"),
    rule(
        "bad-estimate",
        "an estimate cannot be meant: not finite, falling, outside its scale, of the wrong sort",
        "write `120k to 250k` or `120k / 160k / 250k`, lowest first",
    ),
    rule(
        "ambiguous-number",
        "another reader would take the number for another",
        "write it so that only one reading is left",
    ),
    rule(
        "grouped-number",
        "a number with commas inside braces or a list reads as several entries",
        "group by `_`, or put it in quotes",
    ),
    rule(
        "no-figure",
        "a word such as `unknown` stands for a figure, which counts as unknown",
        "write what you know, however wide the range",
    ),
    rule(
        "range-from-zero",
        "a range starts at 0, and every value in it counts as equally likely",
        "name a `shape`, or start above 0",
    ),
    rule("bad-date", "a text stands where a date belongs", "write year, month and day: `2026-11-05`"),
    rule("bad-currency", "a currency has no such sign or code", "write a code such as `EUR`"),
    rule("currency-mismatch", "a figure is in another currency than its record", "convert it, or change `currency`"),
    rule("bad-notice", "a length of notice cannot be read", "write `90 days` or `6 months`"),
];

const OPTIONS: &[KnownRule] = &[
    rule(
        "option-sourcing",
        "an option is none, or several, of build, buy, partner and avoid",
        "write one of them, with the option's title after it",
    ),
    rule("duplicate-option", "two options have one title", "give one of them a title that says how they differ"),
    rule("too-many-options", "more options than anybody weighs", "keep those that were seriously considered"),
    rule("unknown-option", "no option is called so", "name an option by its sourcing, its `key` or its title"),
    rule(
        "foreign-options",
        "the options are written as another tool has them, and none is read",
        "begin each with `build:`, `buy:`, `partner:` or `avoid:`, if they are to be weighed",
    ),
    rule("ambiguous-option", "a name fits two options", "give each a `key`, and name the one that is meant"),
    rule(
        "incomplete-option",
        "an option says nothing on a criterion that counts, so it is left out of the ranking",
        "add the estimate, or mend the one that could not be read",
    ),
    rule(
        "no-ranges",
        "no estimate has a range that moves a total, so no share of futures and no chance can be told",
        "write what holds nine times in ten: `450k to 700k`",
    ),
    rule(
        "unexplained-choice",
        "another option is recommended or decided than the numbers favor, without a reason",
        "add `because`",
    ),
    rule("unknown-criterion", "no criterion is called so", "take the one that is suggested, or add it to `criteria`"),
    rule(
        "weights",
        "the points of the criteria make no weights, so nothing is scored",
        "give each 0 or more, and one of them more than 0",
    ),
    rule(
        "pairwise-weights",
        "comparisons in pairs are missing, or contradict one another",
        "look again at the three that are named",
    ),
    rule(
        "bad-value-function",
        "a curve from levels to scores cannot be used",
        "write two levels that differ, or points that rise",
    ),
    rule("bad-must", "a bound cannot be read", "write `must: \"<= 12\"`, in quotes"),
    rule("mixed-scale", "one option states money on a criterion, another a level", "write one sort on all options"),
    rule(
        "small-levels",
        "all levels of a criterion are under 10, and levels are out of 100",
        "write them from 0 to 100, or give the criterion anchors",
    ),
    rule(
        "scale-from-options",
        "the ends of a scale come from the options, so a poor one can turn the ranking",
        "paste the anchors that are shown, and think the points over",
    ),
    rule(
        "anchors-reversed",
        "by its anchors a criterion calls more cost, loss or time better",
        "exchange `worst` and `best`",
    ),
    rule(
        "widen-anchors",
        "many levels lie outside the anchors, where better and worse no longer count",
        "widen them, and think the points over",
    ),
];

const MONEY: &[KnownRule] = &[
    rule(
        "unknown-driver",
        "a cost scales with a driver that nobody states",
        "add it to `drivers`, or take the one that is suggested",
    ),
    rule("discount-rate-impossible", "a discount rate is -100% or less", "give a rate above that: `discount-rate: 6%`"),
    rule(
        "no-discount-rate",
        "no discount rate is stated, so later money counts like money today",
        "add one to the record or the book",
    ),
    rule("horizon-out-of-range", "a horizon is not from 1 to 50 years", "write `horizon: 5`"),
    rule("amount-after-horizon", "a scheduled amount lies behind the horizon and is left out", "widen the horizon"),
    rule(
        "build-at-its-word",
        "a build has neither optimism bias nor a reference class",
        "add what is usual, or your own past ratios",
    ),
    rule("overrun-counted-twice", "a build has both optimism bias and a reference class", "keep one of them"),
    rule("reference-class", "a past ratio is no number above 0", "write actual divided by estimate: `1.3`"),
    rule(
        "reference-class-empty",
        "the log holds too few past builds to learn from",
        "write the ratios out, or add actuals to past builds",
    ),
    rule(
        "low-upkeep",
        "upkeep of a build is under a tenth of what it costs",
        "raise `yearly`, or say why so little is enough",
    ),
    rule(
        "bad-tiers",
        "steps of a graduated price leave a gap or have no end",
        "write rising bounds, the last step without one",
    ),
    rule(
        "people-counted-twice",
        "our own people are money by their rate and seem to be in the cost too",
        "count them once",
    ),
    rule("free-build", "a build costs nothing and takes nobody", "add `people` with their `rate`"),
    rule(
        "growth-above-cap",
        "an estimate of growth passes the contract's price cap",
        "keep it at or below `price-cap`, or drop the cap",
    ),
    rule("price-cap-without-end", "a price cap without the contract's end caps nothing", "add `ends` to the contract"),
    rule(
        "minimum-without-end",
        "a minimum without the contract's end is owed for no known time",
        "add `ends` to the contract",
    ),
    rule("mixed-exits", "leaving is counted for some options and not for others", "count it for all, or for none"),
    rule("late-cost-without-date", "being late costs something, and no day is stated", "add `needed-by`"),
    rule(
        "late-cost-without-ready",
        "being late costs something, and an option does not say when it is ready",
        "add `ready` to the option",
    ),
    rule(
        "until-ready",
        "nothing says what today's way costs until an option is live",
        "add `until-ready`, 0 where it is paid anyhow",
    ),
    rule("needed-before-start", "the result is needed before work on it starts", "move `needed-by`, or `starts`"),
    rule(
        "risk-without-numbers",
        "a risk does not say how often it happens, or what it costs then",
        "give it `per-year` and `loss`",
    ),
    rule(
        "risk-beside-risks",
        "an option has a level of risk beside its list of risks; the level scores",
        "keep one of them on all options",
    ),
];

const WHAT_IF: &[KnownRule] = &[
    rule("unknown-path", "a study resolves an estimate that is not there", "name one as in `buy.cost.yearly`"),
    rule("idle-path", "what a study finds out moves no total", "take it out of `resolves`"),
    rule("study-without-resolves", "a study does not say what it finds out", "name the estimates in `resolves`"),
    rule("study-without-cost", "a study states no cost and counts as free", "add `cost`, 0 where it is free"),
    rule(
        "study-delay-below-late-cost",
        "a week of the study costs less than a week of being late",
        "raise `delay-cost`, unless there is time to spare",
    ),
    rule("duplicate-scenario", "two scenarios have one name", "give one of them another name"),
    rule("scenario-without-effect", "nothing happens in a scenario", "add what happens, as in `yearly: +40%`"),
    rule("scenario-without-option", "a scenario does not say whom it touches", "add `option`"),
    rule(
        "scenario-under-cap",
        "the contract's price cap holds, so a scenario's price rises less than it says",
        "start it after the contract ends, or drop the cap",
    ),
    rule(
        "scenario-replacement",
        "a replacement cannot take the supplier's place",
        "name another option, or what it costs",
    ),
    rule(
        "scenario-after-horizon",
        "a scenario happens behind the horizon",
        "name an earlier year, or widen the horizon",
    ),
];

const RECORD: &[KnownRule] = &[
    rule("no-title", "no title is stated; the file name gives one", "begin the text with a heading"),
    rule("number-conflict", "heading and file name give two numbers; the file name counts", "write the same in both"),
    rule(
        "history-cut",
        "when records without a date were first written is not known: the copy's history is cut",
        "fetch all of it (`git fetch --unshallow`), or date the records",
    ),
    rule("repeated-number", "two records have one number", "give one of them the next free number"),
    rule("untouched-status", "the status is still the template's list of choices", "keep one of them"),
    rule("misspelled-status", "a status is read as the nearest one", "write it as it is spelled"),
    rule("unknown-status", "no status is called so", "write one of ours, or add it to `status-words`"),
    rule("unknown-link", "a link says no kind that we know, and is not read", "write `links: [{ supersedes: 12 }]`"),
    rule("bad-record-number", "the number of a record has no digits, or more than digits", "write `number: 12`"),
    rule(
        "dead-link",
        "a link or picture of the text leads to a file that is not there, or does not belong to the log",
        "mend the address, or add the file to git",
    ),
    rule("unreadable-date", "the date of a record cannot be read", "write year, month and day"),
    rule("ambiguous-date", "a date may be read in two ways", "write year, month and day"),
    rule("dangling-link", "a link leads to no record", "mend the number or the path, or take the link out"),
    rule("ambiguous-link", "a link fits several records", "name the file"),
    rule("self-link", "a record links to itself", "name the other record, or take the link out"),
    rule("superseded-by-nothing", "a record is superseded, and nothing says by which", "add the link"),
    rule(
        "status-not-superseded",
        "another record takes this one's place, and its status does not say so",
        "set the status to superseded",
    ),
    rule("supersession-cycle", "records replace one another in a circle", "take out the link that points back in time"),
];

const FILES: &[KnownRule] = &[
    rule(
        "source-not-read",
        "a log of another repository could not be read; the others were",
        "mend its `path` or `at` in book.toml",
    ),
    rule("lfs-pointer", "a file stands for a record that Git LFS keeps elsewhere", "fetch it: `git lfs pull`"),
    rule("too-large", "a record is larger than 8 MiB, and its end is not read", "move data into a file beside it"),
    rule("encoding", "a file is not UTF-8", "save it as UTF-8"),
    rule(
        "file-left-out",
        "a file stands where the log reads, and is not tracked, ignored, or a link to what is none of the log's",
        "do what the finding says, or take the file away",
    ),
    rule("long-line", "a line is longer than anybody reads", "break it at its sentences"),
    rule(
        "dense-text",
        "a text has more marks of markdown than anybody writes, and is shown as it is written",
        "put what a machine wrote into a file beside the record",
    ),
    rule("deep-html", "raw HTML is nested too deep, and shown as text", "close the tags, or write markdown"),
    rule("book-syntax", "`book.toml` has a line that is no TOML, or is too large", "mend the line"),
    rule("authority-order", "the sums that may be approved do not rise", "order them by `up-to`; the last has none"),
    rule("bad-color", "the accent of the theme is no color", "write `accent = \"#0b5394\"`"),
    rule(
        "bad-environment",
        "an environment variable cannot be used, and is passed over",
        "set it as is shown, or unset it",
    ),
];

const REGISTERS: &[KnownRule] = &[
    rule(
        "register-column",
        "a column of a register is not known, or one that is needed is missing",
        "say what it is: `--map \"COLUMN=key\"`",
    ),
    rule(
        "register-cell",
        "a cell of a register could not be read for what its column says; its text is kept in the record",
        "write it in the record as is shown, or mend the cell before the first import",
    ),
    rule("register-row", "a row of a register names no supplier or no product", "name them, and import again"),
    rule(
        "register-twice",
        "two rows of a register are the same contract, or look like it",
        "give each its number in a column of its own, or make one of both",
    ),
    rule(
        "register-changed",
        "a row of a register changed since it became a record, which is left as it is",
        "change the record, and write the `register` that is shown into it",
    ),
];

/// Every name that a finding may carry.
pub fn rule_names() -> impl Iterator<Item = &'static str> {
    let known = KNOWN_RULES.into_iter().flat_map(|(_, rules)| rules).map(|rule| rule.name);
    RULES.iter().map(|rule| rule.name).chain(known)
}

/// What a rule says, as paragraphs; `Err` is the name that was perhaps meant.
pub fn explain(name: &str) -> Result<Vec<String>, Option<&'static str>> {
    if let Some(rule) = RULES.iter().find(|rule| rule.name == name) {
        let page = rule.page;
        let block = |lines: &str| lines.lines().map(|line| format!("    {line}\n")).collect::<String>();
        return Ok(vec![
            page.checks.to_owned(),
            page.matters.to_owned(),
            format!("Like this:\n{}", block(page.like_this)),
            format!("Instead of:\n{}", block(page.instead_of)),
        ]);
    }
    let mut known = KNOWN_RULES.into_iter().flat_map(|(_, rules)| rules);
    match known.find(|rule| rule.name == name) {
        Some(rule) => Ok(vec![format!("{}.", capitalized(rule.means)), format!("To mend it: {}.", rule.mend)]),
        None => Err(nearest(name, rule_names())),
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_name_stands_once_and_says_what_to_do() {
        let names: Vec<&str> = rule_names().collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        for name in names {
            let told = explain(name).expect("a rule").join("\n");
            assert!(told.len() > 40, "{name}: {told}");
        }
        assert_eq!(explain("no-suplier"), Err(Some("no-supplier")));
        assert_eq!(explain("weather"), Err(None));
    }
}
