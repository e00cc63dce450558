//! `adr new --interactive`: questions on the terminal, each answer looked at before the next is asked.

use super::details::Details;
use super::scalar::{one_line, quoted, yaml_text};
use super::skeleton::Template;
use crate::cli::context::Context;
use crate::cli::outcome::Failure;
use crate::finding::{Severity, nearest};
use crate::model::{Book, slug};
use crate::record::{self, FolderContext};
use crate::source::SourceFile;
use dialoguer::Input;
use jiff::civil::Date;

/// The kinds of option, in the order of the template, and the words in which each is asked for.
const KINDS: [(&str, &str, &str); 4] = [
    ("buy", "An option to buy", ""),
    ("build", "An option to build", ""),
    ("partner", "An option to do it with a partner", ""),
    ("avoid", "What if you leave it alone", "Keep what we have"),
];

/// One question.
struct Question<'a> {
    words: String,
    /// What nothing means.
    usual: String,
    /// What is wrong with an answer.
    fault: &'a dyn Fn(&str) -> Option<String>,
}

/// How questions are put: on a terminal, or by a test.
type Put<'a> = dyn FnMut(&Question<'_>) -> anyhow::Result<String> + 'a;

/// Asks for everything that makes a good beginning.
pub(super) fn ask(
    context: &Context,
    title: &mut String,
    template: &mut Template,
    details: &mut Details,
    book: &Book,
) -> anyhow::Result<()> {
    if !(context.terminal.stdin && context.terminal.stderr) {
        let message = "`--interactive` asks questions, and here is no terminal to ask them on; give a title, and what you \
                       know by `--owner`, `--area`, `--tag`, `--decide-by` and `--stdin`";
        return Err(Failure::Arguments(message.to_owned()).into());
    }
    questions(&mut on_terminal, title, template, details, book)
}

fn on_terminal(question: &Question<'_>) -> anyhow::Result<String> {
    let mut input = Input::<String>::new()
        .with_prompt(&question.words)
        .allow_empty(true)
        .validate_with(|answer: &String| (question.fault)(answer.trim()).map_or(Ok(()), Err));
    if !question.usual.is_empty() {
        input = input.default(question.usual.clone());
    }
    let answer = input.interact_text().map_err(|dialoguer::Error::IO(error)| {
        Failure::Reading(format!("the questions ended early ({error}); nothing is written"))
    })?;
    Ok(one_line(&answer))
}

fn questions(
    put: &mut Put<'_>,
    title: &mut String,
    template: &mut Template,
    details: &mut Details,
    book: &Book,
) -> anyhow::Result<()> {
    let mut asked = |words: &str, usual: &str, fault: &dyn Fn(&str) -> Option<String>| {
        put(&Question { words: words.to_owned(), usual: usual.to_owned(), fault })
    };
    let free = |_: &str| None;
    *title = asked("What must be decided? (a question in one sentence)", title, &|answer| {
        slug(answer).is_empty().then(|| "a title needs a letter or a digit".to_owned())
    })?;
    let names = Template::ALL.map(Template::name);
    let words = format!("What does it start from? ({})", names.join(", "));
    let name = asked(&words, template.name(), &|answer| unknown(answer, &names, "template"))?;
    *template = Template::ALL.into_iter().find(|known| known.name() == name).unwrap_or(*template);
    let args = &mut details.args;
    let owner =
        asked("Who answers for it afterwards? (a role; nothing: open)", args.owner.as_deref().unwrap_or(""), &free)?;
    args.owner = some(owner);
    let areas: Vec<&str> = book.areas.iter().map(|(slug, _)| slug.as_str()).collect();
    let words = format!("Where does it belong? ({}; nothing: open)", areas.join(", "));
    let is_area = |answer: &str| if answer.is_empty() { None } else { unknown(answer, &areas, "area") };
    args.area = some(asked(&words, args.area.as_deref().unwrap_or(""), &is_area)?);
    let tags = asked("By which words is it found? (with commas between)", &args.tags.join(", "), &free)?;
    args.tags = tags.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    let by = args.decide_by.map(|day| day.to_string()).unwrap_or_default();
    let by = asked("By which day must it be decided? (as in 2026-12-15; nothing: open)", &by, &|answer| {
        let is_day = answer.is_empty() || answer.parse::<Date>().is_ok();
        (!is_day).then(|| "write it as 2026-12-15".to_owned())
    })?;
    args.decide_by = by.parse().ok();
    if template.has_options() {
        details.options = options(&mut asked, book)?;
    }
    Ok(())
}

fn some(answer: String) -> Option<String> {
    Some(answer).filter(|answer| !answer.is_empty())
}

fn unknown(answer: &str, known: &[&str], what: &str) -> Option<String> {
    if known.contains(&answer) {
        return None;
    }
    let help = nearest(answer, known.iter().copied())
        .map_or_else(|| format!("write one of {}", known.join(", ")), |near| format!("did you mean {near}?"));
    Some(format!("no {what} is called {answer}; {help}"))
}

/// Puts a question in these words, with this for nothing, and looks at the answer.
type Asked<'a> = dyn FnMut(&str, &str, &dyn Fn(&str) -> Option<String>) -> anyhow::Result<String> + 'a;

/// The options, with what is known of each; `None` where nobody names one.
fn options(asked: &mut Asked<'_>, book: &Book) -> anyhow::Result<Option<String>> {
    let mut block = "options:\n".to_owned();
    let criteria =
        book.criteria.criteria.iter().filter(|criterion| criterion.id != "cost" && criterion.measure.is_none());
    let criteria: Vec<_> = criteria.collect();
    for (kind, words, usual) in KINDS {
        let name = asked(&format!("{words}? (its name; a dash: none)"), usual, &|_| None)?;
        if name.is_empty() || name == "-" {
            continue;
        }
        block += &format!("  - {kind}: {}\n", yaml_text(&name));
        let once =
            figure(asked, "  What does it cost once? (120k to 250k; nothing: not known)", "cost: { once: ", " }")?;
        let yearly = figure(asked, "  What does it cost a year?", "cost: { yearly: ", " }")?;
        block += &format!("    cost: {{ once: {once}, yearly: {yearly} }}\n");
        for criterion in &criteria {
            let unit =
                criterion.unit.as_deref().unwrap_or(if criterion.value.is_some() { "a number" } else { "out of 100" });
            let words = format!("  Its level of {}? ({unit})", criterion.name);
            let level = figure(asked, &words, &format!("{}: ", yaml_text(&criterion.id)), "")?;
            block += &format!("    {}: {level}\n", yaml_text(&criterion.id));
        }
    }
    Ok((block.lines().count() > 1).then_some(block))
}

/// A figure as somebody writes one, or the sign for one that is missing.
fn figure(asked: &mut Asked<'_>, words: &str, before: &str, after: &str) -> anyhow::Result<String> {
    let answer = asked(words, "", &|answer| fault_of(answer, before, after))?;
    Ok(if answer.is_empty() { "???".to_owned() } else { written(&answer) })
}

/// What the reader of records says of a figure.
fn fault_of(answer: &str, before: &str, after: &str) -> Option<String> {
    if answer.is_empty() {
        return None;
    }
    let text = format!("---\nstatus: draft\noptions:\n  - buy: A\n    {before}{}{after}\n---\n# A\n", written(answer));
    let file = SourceFile { path: "decisions/0001-a.md".to_owned(), text: text.into(), decoding: None };
    let (_, findings) = record::parse(&file, "decisions", &FolderContext::default(), &Book::default());
    let fault = findings.into_iter().find(|finding| finding.severity > Severity::Note && finding.span.is_some())?;
    Some(match fault.help {
        Some(help) => format!("{}; {help}", fault.message),
        None => fault.message,
    })
}

/// A figure as YAML: quoted where a comma or a sign would end it.
fn written(answer: &str) -> String {
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '/' | '%' | '±' | '-' | '_' | '£' | '€' | '$');
    if answer.chars().all(is_plain) && !answer.starts_with(['-', ' ', '%']) {
        answer.to_owned()
    } else {
        quoted(answer)
    }
}
