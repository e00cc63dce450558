//! The keys at the top of a record: docs/reference/record.md, "The decision" and "The analysis".

use crate::model::{AnalysisInputs, Audience, Book, Quantity, Record, Reversible, Stage};
use crate::record::placeholder::names_nothing;
use crate::record::schema::ai::{AiSchema, ai};
use crate::record::schema::inputs::{
    AppetiteSchema, ScenarioSchema, StudySchema, appetite, currency, deciders, drivers, horizon, prices, scenario,
    study, timing,
};
use crate::record::schema::json::{Many, Or};
use crate::record::schema::option_keys::OptionSchema;
use crate::record::schema::outcome::{self, BoardSchema};
use crate::record::schema::{criteria, option};
use crate::record::values::estimates::EstimateSchema;
use crate::record::values::spelled::Period;
use crate::record::yaml::tolerant::Reader;
use crate::record::yaml::tree::NodeId;
use schemars::{JsonSchema, Schema, schema_for};
use serde::Deserialize;

/// Every key at the top that is ours. Title, number, status, date and links are settled together with
/// the body, which gets them as stated.
#[derive(Default, Deserialize, JsonSchema)]
#[schemars(extend("additionalProperties" = true))]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct FrontMatterSchema {
    #[serde(rename = "status")]
    _status: Option<NodeId>,
    #[serde(rename = "date")]
    _date: Option<NodeId>,
    #[serde(rename = "number")]
    _number: Option<NodeId>,
    #[serde(rename = "title")]
    _title: Option<NodeId>,
    short: Option<NodeId>,
    #[serde(rename = "links")]
    _links: Option<NodeId>,
    decision_makers: Option<NodeId>,
    consulted: Option<NodeId>,
    informed: Option<NodeId>,
    owner: Option<NodeId>,
    area: Option<NodeId>,
    tags: Option<NodeId>,
    serves: Option<NodeId>,
    systems: Option<NodeId>,
    lang: Option<NodeId>,
    stage: Option<NodeId>,
    waits_for: Option<NodeId>,
    lesson: Option<NodeId>,
    obligations: Option<NodeId>,
    #[schemars(with = "Option<Or<outcome::ResponseSchema>>")]
    response: Option<NodeId>,
    ask: Option<NodeId>,
    why_now: Option<NodeId>,
    decide_by: Option<NodeId>,
    review_by: Option<NodeId>,
    board: Option<BoardSchema>,
    limit: Option<NodeId>,
    reversible: Option<NodeId>,
    #[schemars(with = "Option<Or<outcome::RecommendSchema>>")]
    recommend: Option<NodeId>,
    resolution: Option<NodeId>,
    #[schemars(with = "Option<Or<outcome::DecisionSchema>>")]
    decision: Option<NodeId>,
    #[schemars(with = "Option<Many<outcome::DissentSchema>>")]
    dissent: Option<NodeId>,
    revisit: Option<NodeId>,
    #[schemars(with = "Option<Many<outcome::StepSchema>>")]
    next: Option<NodeId>,
    #[schemars(with = "Option<Many<outcome::KillSchema>>")]
    kill: Option<NodeId>,
    #[schemars(with = "Option<Many<outcome::ForecastSchema>>")]
    forecasts: Option<NodeId>,
    #[schemars(with = "Option<Many<outcome::ActualSchema>>")]
    actuals: Option<NodeId>,
    #[schemars(with = "Option<Many<outcome::StatusChangeSchema>>")]
    history: Option<NodeId>,
    audience: Option<NodeId>,
    ai: Option<AiSchema>,
    #[schemars(with = "Option<Many<OptionSchema>>")]
    options: Option<NodeId>,
    currency: Option<NodeId>,
    horizon: Option<NodeId>,
    starts: Option<NodeId>,
    discount_rate: Option<NodeId>,
    prices: Option<NodeId>,
    timing: Option<NodeId>,
    needed_by: Option<NodeId>,
    late_cost: Option<NodeId>,
    #[schemars(with = "Option<Or<EstimateSchema>>")]
    until_ready: Option<NodeId>,
    drivers: Option<NodeId>,
    criteria: Option<NodeId>,
    deciders: Option<NodeId>,
    appetite: Option<AppetiteSchema>,
    study: Option<StudySchema>,
    scenarios: Option<Vec<ScenarioSchema>>,
}

const REVERSIBLE: [(&str, Reversible); 5] = [
    ("yes", Reversible::Yes),
    ("costly", Reversible::Costly),
    ("no", Reversible::No),
    ("true", Reversible::Yes),
    ("false", Reversible::No),
];

/// Fills the record's fields that are the front matter's alone.
pub(crate) fn fill(reader: &Reader<'_>, root: NodeId, book: &Book, record: &mut Record) {
    // Figures are checked against the currency, and options against the criteria, so these come first.
    let stated = currency(reader, reader.tree.get(root, "currency"));
    *reader.currency.borrow_mut() = stated.clone().or_else(|| book.currency.clone());
    let own_criteria = criteria(reader, reader.tree.get(root, "criteria"));
    let judged_by = own_criteria.as_ref().unwrap_or(&book.criteria);
    *reader.criteria.borrow_mut() = judged_by.criteria.iter().map(|criterion| criterion.id.clone()).collect();

    let schema: FrontMatterSchema = reader.read(root);
    people(reader, &schema, record);
    record.options = option::options(reader, schema.options, judged_by);
    record.inputs.criteria = own_criteria;
    words(reader, &schema, record);
    course(reader, &schema, record);
    inputs(reader, schema, record);
    record.placeholders = reader.placeholders.take();
    record.inputs.currency = stated.or_else(|| match book.currency {
        Some(_) => None,
        None => reader.currency.borrow().clone(),
    });
}

/// Keys, folded, that a list of records needs beside what the body may state as well.
pub(crate) const LISTED: [&str; 2] = ["tags", "audience"];

/// Fills those alone.
pub(crate) fn fill_listed(reader: &Reader<'_>, root: NodeId, record: &mut Record) {
    let (tags, audience) = (reader.tree.get(root, "tags"), reader.tree.get(root, "audience"));
    record.tags = reader.roles(tags);
    record.audience = reader.word(audience, &Audience::ALL).unwrap_or_default();
    // A status may stand among the tags, and then it stands at their place.
    record.places = reader.tree.places(root);
}

fn people(reader: &Reader<'_>, schema: &FrontMatterSchema, record: &mut Record) {
    let roles = &mut record.roles;
    roles.decision_makers = reader.roles(schema.decision_makers);
    roles.consulted = reader.roles(schema.consulted);
    roles.informed = reader.roles(schema.informed);
    roles.owner = reader.text(schema.owner).filter(|owner| !names_nothing(owner));
    let Some(node) = schema.deciders else { return };
    if reader.tree.is_map(node) && reader.in_braces(node).is_none() {
        record.inputs.deciders = deciders(reader, node);
    } else {
        // MADR 2 and 3 call the decision makers so.
        let names = reader.roles(Some(node));
        let new: Vec<String> = names.into_iter().filter(|name| !roles.decision_makers.contains(name)).collect();
        roles.decision_makers.extend(new);
    }
}

fn words(reader: &Reader<'_>, schema: &FrontMatterSchema, record: &mut Record) {
    record.short = reader.text(schema.short);
    record.area = reader.text(schema.area);
    record.tags = reader.roles(schema.tags);
    record.serves = reader.roles(schema.serves);
    record.systems = reader.roles(schema.systems);
    record.lang = reader.language(schema.lang);
    record.stage = reader.word(schema.stage, &Stage::ALL);
    record.waits_for = reader.text(schema.waits_for);
    record.lesson = reader.text(schema.lesson);
    record.obligations = reader.texts(schema.obligations);
    record.ask = reader.text(schema.ask);
    record.why_now = reader.text(schema.why_now);
    record.decide_by = reader.date(schema.decide_by);
    record.review_by = reader.date(schema.review_by);
    record.board = schema.board.as_ref().map(|board| outcome::board(reader, board));
    record.limit = reader.number(schema.limit, Quantity::Money);
    record.reversible = reader.word(schema.reversible, &REVERSIBLE);
    record.audience = reader.word(schema.audience, &Audience::ALL).unwrap_or_default();
}

fn course(reader: &Reader<'_>, schema: &FrontMatterSchema, record: &mut Record) {
    record.response = outcome::response(reader, schema.response);
    if let Some((option, because, by)) = outcome::recommend(reader, schema.recommend) {
        (record.recommend, record.recommended_by) = (Some((option, because)), by);
    }
    record.resolution = reader.text(schema.resolution);
    record.decision = outcome::decision(reader, schema.decision);
    record.dissent = outcome::dissent(reader, schema.dissent);
    record.revisit = reader.texts(schema.revisit);
    record.next = outcome::next(reader, schema.next);
    record.kill = outcome::kill(reader, schema.kill);
    record.forecasts = outcome::forecasts(reader, schema.forecasts);
    record.actuals = outcome::actuals(reader, schema.actuals);
    record.history = outcome::history(reader, schema.history);
}

fn inputs(reader: &Reader<'_>, schema: FrontMatterSchema, record: &mut Record) {
    record.ai = schema.ai.map(|schema| Box::new(ai(reader, schema)));
    let former = std::mem::take(&mut record.inputs);
    let stated =
        [("needed-by", schema.needed_by), ("late-cost", schema.late_cost), ("until-ready", schema.until_ready)];
    record.inputs = AnalysisInputs {
        horizon_years: horizon(reader, schema.horizon),
        starts: reader.month(schema.starts),
        discount_rate: reader.number(schema.discount_rate, Quantity::Percent),
        prices: prices(reader, schema.prices),
        timing: timing(reader, schema.timing),
        needed_by: reader.date(schema.needed_by),
        late_cost: reader.sum_a(Period::Month, schema.late_cost),
        until_ready: reader.money_a(Period::Month, schema.until_ready),
        drivers: drivers(reader, schema.drivers),
        appetite: schema.appetite.map(|schema| appetite(reader, schema)),
        study: schema.study.as_ref().and_then(|schema| study(reader, schema)),
        scenarios: schema.scenarios.unwrap_or_default().iter().filter_map(|schema| scenario(reader, schema)).collect(),
        ..former
    };
    let inputs = &mut record.inputs;
    let is_read = [inputs.needed_by.is_some(), inputs.late_cost.is_some(), inputs.until_ready.is_some()];
    let unread = stated.into_iter().zip(is_read).filter(|(_, is_read)| !is_read);
    inputs.unread = unread.filter_map(|((key, at), _)| Some((key, reader.tree.span(at?)))).collect();
}

/// The keys of a front matter as JSON Schema.
pub(crate) fn json_schema() -> Schema {
    let mut schema = schema_for!(FrontMatterSchema);
    schema.insert("title".to_owned(), "The front matter of a decision record".into());
    schema
}

/// Our keys at the top that a slip may have meant.
pub(crate) const OURS: [&str; 54] = [
    "status",
    "date",
    "number",
    "title",
    "short",
    "links",
    "decision-makers",
    "consulted",
    "informed",
    "owner",
    "area",
    "tags",
    "serves",
    "systems",
    "lang",
    "stage",
    "waits-for",
    "lesson",
    "obligations",
    "response",
    "ask",
    "why-now",
    "decide-by",
    "review-by",
    "board",
    "limit",
    "reversible",
    "recommend",
    "resolution",
    "decision",
    "dissent",
    "revisit",
    "next",
    "kill",
    "forecasts",
    "actuals",
    "history",
    "audience",
    "ai",
    "options",
    "currency",
    "horizon",
    "starts",
    "discount-rate",
    "prices",
    "timing",
    "needed-by",
    "late-cost",
    "until-ready",
    "drivers",
    "criteria",
    "appetite",
    "study",
    "scenarios",
];
