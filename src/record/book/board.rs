//! `[output.board]` of `book.toml`: what the log is called, counted and judged by.

use crate::model::{
    Authority, Book, BookResponse, CloseCall, LintLevel, LintSetting, OtherSource, Quantity, Response, Status, Theme,
    slug,
};
use crate::record::schema::{
    AppetiteSchema, a_month, appetite, criteria, currency, drivers, horizon, names, prices, timing,
};
use crate::record::yaml::tolerant::Reader;
use crate::record::yaml::tree::{NodeId, Value, fold, same_key};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct BoardSchema {
    records: Option<NodeId>,
    ignore: Option<NodeId>,
    site: Option<NodeId>,
    site_url: Option<NodeId>,
    currency: Option<NodeId>,
    horizon: Option<NodeId>,
    discount_rate: Option<NodeId>,
    prices: Option<NodeId>,
    timing: Option<NodeId>,
    fiscal_year_start: Option<NodeId>,
    draws: Option<NodeId>,
    seed: Option<NodeId>,
    criteria: Option<NodeId>,
    drivers: Option<NodeId>,
    areas: Option<NodeId>,
    appetite: Option<AppetiteSchema>,
    budget: Option<NodeId>,
    capacity: Option<NodeId>,
    staff_rate: Option<NodeId>,
    authority: Option<Vec<AuthoritySchema>>,
    goals: Option<NodeId>,
    responses: Option<Vec<NodeId>>,
    last_meeting: Option<NodeId>,
    next_meeting: Option<NodeId>,
    acceptable: Option<NodeId>,
    close_call: Option<CloseCallSchema>,
    theme: Option<ThemeSchema>,
    r#static: Option<NodeId>,
    public: Option<NodeId>,
    lint: Option<NodeId>,
    status_words: Option<NodeId>,
    sources: Option<Vec<NodeId>>,
    // mdBook's own.
    #[serde(rename = "command")]
    _command: Option<NodeId>,
    #[serde(rename = "optional")]
    _optional: Option<NodeId>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct AuthoritySchema {
    up_to: Option<NodeId>,
    by: Option<NodeId>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct BookResponseSchema {
    about: Option<NodeId>,
    what: Option<NodeId>,
    who: Option<NodeId>,
    by: Option<NodeId>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct SourceSchema {
    name: Option<NodeId>,
    path: Option<NodeId>,
    at: Option<NodeId>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct CloseCallSchema {
    share: Option<NodeId>,
    shift: Option<NodeId>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct ThemeSchema {
    name: Option<NodeId>,
    logo: Option<NodeId>,
    accent: Option<NodeId>,
    marking: Option<NodeId>,
    templates: Option<NodeId>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct LintSchema {
    level: Option<NodeId>,
    paths: Option<NodeId>,
}

const LEVELS: [(&str, LintLevel); 4] =
    [("off", LintLevel::Off), ("note", LintLevel::Note), ("warning", LintLevel::Warning), ("error", LintLevel::Error)];

/// Puts a value in its place where one was read.
fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

/// Reads the table of this tool.
pub(super) fn read(reader: &Reader<'_>, node: NodeId, book: &mut Book) {
    book.currency = currency(reader, reader.tree.get(node, "currency"));
    reader.currency.borrow_mut().clone_from(&book.currency);
    let schema: BoardSchema = reader.read(node);
    book.records = reader.texts(schema.records);
    book.ignore = reader.texts(schema.ignore);
    set(&mut book.site, reader.text(schema.site));
    book.site_url = reader.text(schema.site_url);
    set(&mut book.horizon_years, horizon(reader, schema.horizon));
    book.discount_rate = reader.number(schema.discount_rate, Quantity::Percent);
    set(&mut book.prices, prices(reader, schema.prices));
    set(&mut book.timing, timing(reader, schema.timing));
    set(&mut book.fiscal_year_start, reader.whole(schema.fiscal_year_start, 1, 12).map(|month| month as u8));
    set(&mut book.draws, reader.whole(schema.draws, 1, 10_000_000).map(|draws| draws as usize));
    set(&mut book.seed, reader.whole(schema.seed, 0, u64::MAX));
    set(&mut book.criteria, criteria(reader, schema.criteria));
    book.drivers = drivers(reader, schema.drivers);
    book.appetite = schema.appetite.map(|schema| appetite(reader, schema)).unwrap_or_default();
    book.budget = by_year(reader, schema.budget, "budget", Quantity::Money);
    book.capacity = by_year(reader, schema.capacity, "capacity", Quantity::Months);
    book.staff_rate = a_month(reader, schema.staff_rate);
    book.authority = authority(reader, schema.authority.unwrap_or_default());
    if schema.areas.is_some() {
        book.areas = sentences(reader, schema.areas, "areas", "data = \"Data and infrastructure\"");
    }
    book.goals = sentences(reader, schema.goals, "goals", "eu-sales = \"Sell in the EU from 2027\"");
    book.responses = schema.responses.unwrap_or_default().iter().filter_map(|at| response(reader, *at)).collect();
    book.last_meeting = reader.date(schema.last_meeting);
    book.next_meeting = reader.date(schema.next_meeting);
    set(&mut book.acceptable, reader.number(schema.acceptable, Quantity::Level));
    if let Some(close_call) = &schema.close_call {
        book.close_call = close(reader, close_call, book.close_call);
    }
    if let Some(theme) = &schema.theme {
        book.theme = look(reader, theme);
    }
    book.static_folder = reader.text(schema.r#static);
    set(&mut book.is_public, reader.yes_no(schema.public));
    book.lint = lint(reader, schema.lint);
    book.status_words = status_words(reader, schema.status_words);
    book.sources = schema.sources.unwrap_or_default().iter().filter_map(|at| source(reader, *at)).collect();
}

/// The log of another repository: a path, or `{ name, path, at }`.
fn source(reader: &Reader<'_>, node: NodeId) -> Option<OtherSource> {
    let help = || Some("write `{ name = \"payments\", path = \"../payments\" }`".to_owned());
    let schema = match reader.tree.is_map(node) {
        true => reader.read(node),
        false => SourceSchema { path: Some(node), ..SourceSchema::default() },
    };
    let Some(path) = reader.text(schema.path) else {
        reader.error("missing-key", node, "this source has no `path`", help());
        return None;
    };
    let last = path.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or_default();
    let name = slug(&reader.text(schema.name).unwrap_or_else(|| last.trim_end_matches(".git").to_owned()));
    if name.is_empty() {
        reader.error("missing-key", node, "nothing says what this source is called", help());
        return None;
    }
    Some(OtherSource { name, path, at: reader.text(schema.at), span: reader.tree.span(node) })
}

fn by_year(reader: &Reader<'_>, node: Option<NodeId>, key: &str, quantity: Quantity) -> BTreeMap<i16, f64> {
    let example = "2027 = 1_200_000";
    let read = |(year, value): (String, NodeId)| {
        let Ok(year) = year.parse::<i16>() else {
            let message = format!("`{year}` is no year");
            reader.error("bad-number", value, message, Some(format!("write `{key} = {{ {example} }}`")));
            return None;
        };
        Some((year, reader.number(Some(value), quantity)?))
    };
    names(reader, node, key, example).into_iter().filter_map(read).collect()
}

/// Slugs and what they stand for, in the order of the file.
fn sentences(reader: &Reader<'_>, node: Option<NodeId>, key: &str, example: &str) -> Vec<(String, String)> {
    let read = |(slug, value): (String, NodeId)| Some((slug, reader.text(Some(value))?));
    names(reader, node, key, example).into_iter().filter_map(read).collect()
}

/// Who may approve which sum. Steps must rise, and one without a bound is the last.
fn authority(reader: &Reader<'_>, schemas: Vec<AuthoritySchema>) -> Vec<Authority> {
    let mut steps: Vec<Authority> = Vec::new();
    for schema in schemas {
        let up_to = reader.number(schema.up_to, Quantity::Money);
        let Some(at) = schema.by.or(schema.up_to) else { continue };
        let Some(by) = reader.text(schema.by) else {
            let help = "write `{ up-to = \"250k\", by = \"CTO\" }`".to_owned();
            reader.error("missing-key", at, "this step of `authority` names nobody", Some(help));
            continue;
        };
        if up_to.is_none() && schema.up_to.is_some() {
            continue;
        }
        let rises = match steps.last().map(|step| step.up_to) {
            None => true,
            Some(None) => false,
            Some(Some(former)) => up_to.is_none_or(|up_to| up_to > former),
        };
        if !rises {
            let message = format!("the sum that `{by}` may approve does not rise above the one before");
            let help = "order the steps by `up-to`; the last has none".to_owned();
            reader.error("authority-order", at, message, Some(help));
            continue;
        }
        steps.push(Authority { up_to, by });
    }
    steps
}

/// What is done about something, and about what: each is nothing without the other.
fn response(reader: &Reader<'_>, node: NodeId) -> Option<BookResponse> {
    let schema: BookResponseSchema = reader.read(node);
    let (about, what) = (reader.text(schema.about), reader.text(schema.what));
    if reader.tree.is_map(node) && (about.is_none() || what.is_none()) {
        let help =
            "write `{ about = \"AuthCo Group\", what = \"Second supplier by March\", who = \"CTO\" }`".to_owned();
        reader.error("missing-key", node, "a response says `about` what it is, and `what` is done", Some(help));
    }
    let response = Response { what: what?, who: reader.text(schema.who), by: reader.date(schema.by) };
    Some(BookResponse { about: about?, response })
}

fn close(reader: &Reader<'_>, schema: &CloseCallSchema, default: CloseCall) -> CloseCall {
    CloseCall {
        share: reader.number(schema.share, Quantity::Chance).unwrap_or(default.share),
        shift: reader.number(schema.shift, Quantity::Level).unwrap_or(default.shift),
    }
}

fn look(reader: &Reader<'_>, schema: &ThemeSchema) -> Theme {
    let accent = reader.text(schema.accent).filter(|accent| {
        let digits = accent.strip_prefix('#').unwrap_or_default();
        let is_color = matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if let (false, Some(at)) = (is_color, schema.accent) {
            let message = format!("`{accent}` is no color");
            reader.error("bad-color", at, message, Some("write `accent = \"#0b5394\"`".to_owned()));
        }
        is_color
    });
    Theme {
        name: reader.text(schema.name),
        logo: reader.text(schema.logo),
        accent,
        marking: reader.text(schema.marking),
        templates: reader.text(schema.templates),
    }
}

/// `rule = "off"`, or `rule = { level = "off", paths = ["decisions/old"] }`.
fn lint(reader: &Reader<'_>, node: Option<NodeId>) -> Vec<LintSetting> {
    let read = |(rule, value): (String, NodeId)| {
        let span = reader.tree.span(value);
        if !reader.tree.is_map(value) {
            return Some(LintSetting { rule, level: reader.word(Some(value), &LEVELS)?, paths: Vec::new(), span });
        }
        let schema: LintSchema = reader.read(value);
        let paths = reader.texts(schema.paths);
        Some(LintSetting { rule, level: reader.word(schema.level, &LEVELS)?, paths, span })
    };
    names(reader, node, "lint", "small-levels = \"off\"").into_iter().filter_map(read).collect()
}

/// `"on hold" = "proposed"`, or a status with all its words: `accepted = ["live", "in force"]`.
fn status_words(reader: &Reader<'_>, node: Option<NodeId>) -> Vec<(String, Status)> {
    let known: Vec<(&'static str, Status)> = Status::ALL.iter().map(|status| (status.as_str(), *status)).collect();
    let mut words = Vec::new();
    for (name, value) in names(reader, node, "status-words", "live = \"accepted\"") {
        let status = known.iter().find(|(word, _)| same_key(word, &name)).map(|(_, status)| *status);
        match (reader.tree.value(value), status) {
            (Value::List(_), Some(status)) => {
                words.extend(reader.texts(Some(value)).iter().map(|word| (fold(word), status)));
            }
            _ => words.extend(reader.word(Some(value), &known).map(|status| (fold(&name), status))),
        }
    }
    words
}
