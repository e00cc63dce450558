//! A use of AI: docs/reference/record.md, "AI".

use crate::model::{AiTest, AiUse, ApprovedBy, Incident, Stage, StopSwitch};
use crate::record::schema::outcome::each;
use crate::record::yaml::tolerant::Reader;
use crate::record::yaml::tree::NodeId;
use serde::Deserialize;

#[derive(Default, Deserialize)]
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
    approved: Option<ApprovedSchema>,
    allowed_data: Option<NodeId>,
    barred_data: Option<NodeId>,
    human_review: Option<NodeId>,
    tests: Option<NodeId>,
    supplier_assessed: Option<ApprovedSchema>,
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
    stop: Option<StopSchema>,
    incidents: Option<NodeId>,
    affects: Option<NodeId>,
    training: Option<NodeId>,
    acceptable_use: Option<NodeId>,
    feedback: Option<NodeId>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct ApprovedSchema {
    by: Option<NodeId>,
    on: Option<NodeId>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct StopSchema {
    who: Option<NodeId>,
    within: Option<NodeId>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct TestSchema {
    what: Option<NodeId>,
    on: Option<NodeId>,
    result: Option<NodeId>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct IncidentSchema {
    on: Option<NodeId>,
    what: Option<NodeId>,
}

const CLASSES: [(&str, &str); 4] =
    [("minimal", "minimal"), ("limited", "limited"), ("high", "high"), ("prohibited", "prohibited")];
const TRUST: [(&str, &str); 3] = [("trusted", "trusted"), ("partly", "partly"), ("no", "no")];

pub(crate) fn ai(reader: &Reader<'_>, schema: AiSchema) -> AiUse {
    let text = |node| reader.text(node);
    let word = |node, words: &[(&'static str, &'static str)]| reader.word(node, words).map(str::to_owned);
    AiUse {
        purpose: text(schema.r#use),
        value: text(schema.value),
        stage: reader.word(schema.stage, &Stage::ALL),
        waits_for: text(schema.waits_for),
        place: text(schema.r#where),
        data: text(schema.data),
        data_trust: word(schema.data_trust, &TRUST),
        model: text(schema.model),
        approved: schema.approved.map(|approved| approved_by(reader, &approved)),
        allowed_data: joined(reader, schema.allowed_data),
        barred_data: joined(reader, schema.barred_data),
        human_review: text(schema.human_review),
        tests: each(reader, schema.tests, |node| test(reader, node)),
        supplier_assessed: schema.supplier_assessed.map(|assessed| approved_by(reader, &assessed)),
        explainable: text(schema.explainable),
        escalation: text(schema.escalation),
        monitoring: text(schema.monitoring),
        class: word(schema.class, &CLASSES),
        classified_by: text(schema.classified_by),
        personal_data: reader.yes_no(schema.personal_data),
        trains_on_our_data: reader.yes_no(schema.trains_on_our_data),
        rights: text(schema.rights),
        fairness: text(schema.fairness),
        if_wrong: text(schema.if_wrong),
        stop: schema.stop.map(|stop| StopSwitch { who: text(stop.who), within: text(stop.within) }),
        incidents: each(reader, schema.incidents, |node| incident(reader, node)),
        affects: joined(reader, schema.affects),
        training: text(schema.training),
        acceptable_use: text(schema.acceptable_use),
        feedback: text(schema.feedback),
    }
}

/// Lists are welcome where several things are named.
fn joined(reader: &Reader<'_>, node: Option<NodeId>) -> Option<String> {
    let texts = reader.texts(node);
    (!texts.is_empty()).then(|| texts.join(", "))
}

fn approved_by(reader: &Reader<'_>, schema: &ApprovedSchema) -> ApprovedBy {
    ApprovedBy { by: reader.text(schema.by), on: reader.date(schema.on) }
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
