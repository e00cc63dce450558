//! What somebody knows of a decision when its record is begun: flags, answers, and a text on standard input.

use super::scalar::yaml_text;
use crate::cli::context::Context;
use crate::cli::outcome::Failure;
use crate::cli::print;
use clap::Args;
use jiff::civil::Date;
use std::io::Read;

/// The most that a text on standard input may be.
const MOST_BYTES: u64 = 4 << 20;

/// What stands in the front matter besides status, day and people.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct DetailArgs {
    /// The role that answers for it afterwards
    #[arg(long, value_name = "ROLE")]
    pub(super) owner: Option<String>,
    /// Where it belongs, one of the book's areas
    #[arg(long, value_name = "AREA")]
    pub(super) area: Option<String>,
    /// A word to find it by (repeatable, or several with commas)
    #[arg(long = "tag", value_name = "TAG", value_delimiter = ',')]
    pub(super) tags: Vec<String>,
    /// The day by which it must be decided
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) decide_by: Option<Date>,
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("`{}` is no day; write it as 2026-11-05", text.escape_debug()))
}

/// The same, with the parts that take more than a line.
#[derive(Clone, Debug, Default)]
pub(super) struct Details {
    pub(super) args: DetailArgs,
    /// The whole block `options:`.
    pub(super) options: Option<String>,
    /// What stands below heading and status.
    pub(super) body: Option<String>,
}

impl Details {
    /// Their lines of front matter.
    pub(super) fn front_matter(&self) -> String {
        let DetailArgs { owner, area, tags, decide_by } = &self.args;
        let tags: Vec<String> = tags.iter().filter(|tag| !tag.trim().is_empty()).map(|tag| yaml_text(tag)).collect();
        let lines = [
            owner.as_deref().map(|owner| format!("owner: {}\n", yaml_text(owner))),
            area.as_deref().map(|area| format!("area: {}\n", yaml_text(area))),
            (!tags.is_empty()).then(|| format!("tags: [{}]\n", tags.join(", "))),
            decide_by.map(|day| format!("decide-by: {day}\n")),
        ];
        lines.into_iter().flatten().collect()
    }
}

/// The text on standard input, as what stands below the heading.
pub(super) fn body(context: &Context, title: &str) -> Result<String, Failure> {
    if context.terminal.stdin {
        print::say(context, "Type the text below the heading; Ctrl-D on a line of its own ends it.");
    }
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::Reading(format!("could not read standard input: {error}")))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Failure::Reading("the text on standard input is longer than 4 MiB".to_owned()));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::Reading("the text on standard input is no UTF-8; nothing is written".to_owned()))?;
    below_heading(text.trim_start_matches('\u{feff}'), title)
}

/// A text without the heading that it may begin with; one that begins with another record is refused.
fn below_heading(text: &str, title: &str) -> Result<String, Failure> {
    let text = text.trim_start_matches(['\r', '\n']);
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let refuse = |what: &str, help: &str| {
        Err(Failure::Arguments(format!("the text on standard input begins with {what}; {help}; nothing is written")))
    };
    if matches!(first.trim_end(), "---" | "+++") {
        return refuse("front matter", "leave that out, and give `--owner`, `--area`, `--tag` or `--decide-by`");
    }
    let body = match first.strip_prefix("# ") {
        Some(heading) if heading.trim() == title => rest,
        Some(_) => return refuse("a title of its own", "leave it out, or give the same to `adr new`"),
        None => text,
    };
    let body = body.trim_matches(['\r', '\n']);
    if body.trim().is_empty() {
        return Err(Failure::Arguments("there is no text on standard input; nothing is written".to_owned()));
    }
    Ok(format!("{body}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_are_lines_of_yaml() {
        let args = DetailArgs {
            owner: Some("Head of: Payments".to_owned()),
            area: Some("data".to_owned()),
            tags: vec!["cards".to_owned(), " ".to_owned(), "no".to_owned()],
            decide_by: Some(jiff::civil::date(2026, 12, 15)),
        };
        assert_eq!(
            Details { args, ..Details::default() }.front_matter(),
            "owner: \"Head of: Payments\"\narea: data\ntags: [cards, \"no\"]\ndecide-by: 2026-12-15\n"
        );
        assert_eq!(Details::default().front_matter(), "");
    }

    #[test]
    fn a_text_goes_below_the_heading_once() {
        assert_eq!(below_heading("\n# A\n\n## Context\n\nB.\n\n", "A").expect("a body"), "## Context\n\nB.\n");
        assert_eq!(below_heading("B.", "A").expect("a body"), "B.\n");
        for text in ["---\nstatus: accepted\n---\n", "# B\n\nC.\n", "", "\n \n", "# A\n"] {
            assert!(below_heading(text, "A").is_err(), "{text:?}");
        }
    }
}
