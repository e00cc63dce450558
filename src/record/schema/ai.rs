//! A use of AI: docs/reference/record.md, "AI".

use crate::model::{AiTest, AiUse, ApprovedBy, Incident, Stage, StopSwitch};
use crate::record::schema::json::{Many, Or};
use crate::record::schema::outcome::each;
use crate::record::yaml::tolerant::Reader;
use crate::record::yaml::tree::{NodeId, same_key};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct AiSchema {
    r#use: Option<NodeId>,
    value: Option<NodeId>,
    stage: Option<NodeId>,
    waits_for: Option<NodeId>,
    r#where: Option<NodeId>,
    data: Option<NodeId>,
    data_trust: Option<NodeId>,
    model: Option<NodeId>,
    #[schemars(with = "Option<Or<ApprovedSchema>>")]
    approved: Option<NodeId>,
    allowed_data: Option<NodeId>,
    barred_data: Option<NodeId>,
    human_review: Option<NodeId>,
    #[schemars(with = "Option<Many<TestSchema>>")]
    tests: Option<NodeId>,
    #[schemars(with = "Option<Or<ApprovedSchema>>")]
    supplier_assessed: Option<NodeId>,
    explainable: Option<NodeId>,
    escalation: Option<NodeId>,
    monitoring: Option<NodeId>,
    class: Option<NodeId>,
    classified_by: Option<NodeId>,
    personal_data: Option<NodeId>,
    trains_on_our_data: Option<NodeId>,
    rights: Option<NodeId>,
    fairness: Option<NodeId>,
    if_wrong: Option<NodeId>,
    #[schemars(with = "Option<Or<StopSchema>>")]
    stop: Option<NodeId>,
    #[schemars(with = "Option<Many<IncidentSchema>>")]
    incidents: Option<NodeId>,
    affects: Option<NodeId>,
    training: Option<NodeId>,
    acceptable_use: Option<NodeId>,
    feedback: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct ApprovedSchema {
    by: Option<NodeId>,
    on: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct StopSchema {
    who: Option<NodeId>,
    within: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct TestSchema {
    what: Option<NodeId>,
    on: Option<NodeId>,
    result: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct IncidentSchema {
    on: Option<NodeId>,
    what: Option<NodeId>,
}

const CLASSES: [(&str, &str); 4] =
    [("minimal", "minimal"), ("limited", "limited"), ("high", "high"), ("prohibited", "prohibited")];
const TRUST: [(&str, &str); 3] = [("trusted", "trusted"), ("partly", "partly"), ("no", "no")];

pub(crate) fn ai(reader: &Reader<'_>, schema: AiSchema) -> AiUse {
    let text = |node| reader.text(node);
    let word = |node, words: &[(&'static str, &'static str)]| reader.word(node, words).map(str::to_owned);
    // `unknown` is an answer to every question, and no word, yes, no, day or block.
    let mut unknown = Vec::new();
    let mut known = |key: &'static str, node: Option<NodeId>| {
        let is_unknown = node.and_then(|node| reader.tree.text(node)).is_some_and(|text| same_key(text, "unknown"));
        unknown.extend(is_unknown.then_some(key));
        node.filter(|_| !is_unknown)
    };
    let stage = known("stage", schema.stage);
    let data_trust = known("data-trust", schema.data_trust);
    let approved = known("approved", schema.approved);
    let supplier_assessed = known("supplier-assessed", schema.supplier_assessed);
    let class = known("class", schema.class);
    let personal_data = known("personal-data", schema.personal_data);
    let trains_on_our_data = known("trains-on-our-data", schema.trains_on_our_data);
    let tests = known("tests", schema.tests);
    let stop = known("stop", schema.stop);
    AiUse {
        purpose: text(schema.r#use),
        value: text(schema.value),
        stage: reader.word(stage, &Stage::ALL),
        waits_for: text(schema.waits_for),
        place: text(schema.r#where),
        data: text(schema.data),
        data_trust: word(data_trust, &TRUST),
        model: text(schema.model),
        approved: approved.map(|node| approved_by(reader, node)),
        allowed_data: joined(reader, schema.allowed_data),
        barred_data: joined(reader, schema.barred_data),
        human_review: text(schema.human_review),
        tests: each(reader, tests, |node| test(reader, node)),
        supplier_assessed: supplier_assessed.map(|node| approved_by(reader, node)),
        explainable: text(schema.explainable),
        escalation: text(schema.escalation),
        monitoring: text(schema.monitoring),
        class: word(class, &CLASSES),
        classified_by: text(schema.classified_by),
        personal_data: reader.yes_no(personal_data),
        trains_on_our_data: reader.yes_no(trains_on_our_data),
        rights: text(schema.rights),
        fairness: text(schema.fairness),
        if_wrong: text(schema.if_wrong),
        stop: stop.map(|node| stop_switch(reader, node)),
        incidents: each(reader, schema.incidents, |node| incident(reader, node)),
        affects: joined(reader, schema.affects),
        training: text(schema.training),
        acceptable_use: text(schema.acceptable_use),
        feedback: text(schema.feedback),
        unknown,
    }
}

/// Lists are welcome where several things are named.
fn joined(reader: &Reader<'_>, node: Option<NodeId>) -> Option<String> {
    let texts = reader.texts(node);
    (!texts.is_empty()).then(|| texts.join(", "))
}

fn approved_by(reader: &Reader<'_>, node: NodeId) -> ApprovedBy {
    let schema: ApprovedSchema = reader.read(node);
    // Who approved may be known and the day not.
    let on = schema.on.filter(|on| !reader.tree.text(*on).is_some_and(|text| same_key(text, "unknown")));
    ApprovedBy { by: reader.text(schema.by), on: reader.date(on) }
}

fn stop_switch(reader: &Reader<'_>, node: NodeId) -> StopSwitch {
    let schema: StopSchema = reader.read(node);
    StopSwitch { who: reader.text(schema.who), within: reader.text(schema.within) }
}

fn test(reader: &Reader<'_>, node: NodeId) -> Option<AiTest> {
    if !reader.tree.is_map(node) {
        return Some(AiTest { what: reader.text(Some(node))?, ..AiTest::default() });
    }
    let schema: TestSchema = reader.read(node);
    let what = reader.text(schema.what).unwrap_or_default();
    Some(AiTest { what, on: reader.date(schema.on), result: reader.text(schema.result) })
}

fn incident(reader: &Reader<'_>, node: NodeId) -> Option<Incident> {
    if !reader.tree.is_map(node) {
        return Some(Incident { on: None, what: reader.text(Some(node))? });
    }
    let schema: IncidentSchema = reader.read(node);
    Some(Incident { on: reader.date(schema.on), what: reader.text(schema.what).unwrap_or_default() })
}
