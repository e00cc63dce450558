//! What an option brings with it: risks, the supplier, the contract, terms with a partner.

use crate::model::{
    Contract, GivenNotice, Mitigation, Notice, Party, Quantity, Renewal, Risk, RiskFigure, Supplier, Terms,
};
use crate::record::schema::json::Or;
use crate::record::values::scalars::truth;
use crate::record::values::spelled::Period;
use crate::record::yaml::tolerant::Reader;
use crate::record::yaml::tree::NodeId;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct RiskSchema {
    name: Option<NodeId>,
    per_year: Option<NodeId>,
    at_most_once: Option<NodeId>,
    loss: Option<NodeId>,
    owner: Option<NodeId>,
    mitigation: Option<MitigationSchema>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct MitigationSchema {
    what: Option<NodeId>,
    yearly: Option<NodeId>,
    per_year: Option<NodeId>,
    loss: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct SupplierSchema {
    name: Option<NodeId>,
    parent: Option<NodeId>,
    alternatives: Option<NodeId>,
    functions: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct ContractSchema {
    starts: Option<NodeId>,
    pub(crate) ends: Option<NodeId>,
    notice: Option<NodeId>,
    pub(crate) price_cap: Option<NodeId>,
    pub(crate) minimum: Option<NodeId>,
    pub(crate) break_fee: Option<NodeId>,
    renews: Option<NodeId>,
    #[schemars(with = "Option<Or<GivenSchema>>")]
    given: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct GivenSchema {
    by: Option<NodeId>,
    on: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct TermsSchema {
    exclusive: Option<NodeId>,
    owner_of_result: Option<NodeId>,
    exit_notice: Option<NodeId>,
}

/// Something that may go wrong, and paths of figures of it that could not be read.
pub(crate) fn risk(reader: &Reader<'_>, node: NodeId) -> Option<(Risk, Vec<(RiskFigure, NodeId)>)> {
    let tree = reader.tree;
    if tree.is_null(node) {
        return None;
    }
    // A risk in words alone is a risk without figures.
    let schema =
        if tree.is_map(node) { reader.read(node) } else { RiskSchema { name: Some(node), ..RiskSchema::default() } };
    let is_at_most_once = reader.yes_no(schema.at_most_once).unwrap_or(false);
    let quantity = if is_at_most_once { Quantity::Chance } else { Quantity::Rate };
    let name = reader.text(schema.name);
    if name.is_none() {
        reader.error("missing-key", node, "this risk has no `name`", Some("write `name: Supplier outage`".to_owned()));
    }
    let risk = Risk {
        name: name.unwrap_or_else(|| "A risk without a name".to_owned()),
        per_year: reader.estimate(schema.per_year, quantity),
        is_at_most_once,
        loss: reader.estimate(schema.loss, Quantity::Money),
        owner: reader.text(schema.owner),
        mitigation: schema.mitigation.as_ref().map(|mitigation| {
            Box::new(Mitigation {
                what: reader.text(mitigation.what),
                yearly: reader.money_a(Period::Year, mitigation.yearly),
                per_year: reader.estimate(mitigation.per_year, quantity),
                loss: reader.estimate(mitigation.loss, Quantity::Money),
            })
        }),
        span: tree.span(node),
    };
    let unread = schema.unread(&risk);
    Some((risk, unread))
}

impl RiskSchema {
    fn unread(&self, read: &Risk) -> Vec<(RiskFigure, NodeId)> {
        let figures = [(RiskFigure::PerYear, self.per_year, &read.per_year), (RiskFigure::Loss, self.loss, &read.loss)];
        let after = self.mitigation.as_ref().zip(read.mitigation.as_ref()).map(|(schema, read)| {
            [
                (RiskFigure::MitigationYearly, schema.yearly, &read.yearly),
                (RiskFigure::MitigationPerYear, schema.per_year, &read.per_year),
                (RiskFigure::MitigationLoss, schema.loss, &read.loss),
            ]
        });
        let all = figures.into_iter().chain(after.into_iter().flatten());
        all.filter_map(|(figure, at, read)| at.filter(|_| read.is_none()).map(|at| (figure, at))).collect()
    }
}

/// On whom an option rests: a name, or a block.
pub(crate) fn supplier(reader: &Reader<'_>, node: NodeId) -> Option<Supplier> {
    if !reader.tree.is_map(node) {
        return reader.text(Some(node)).map(|name| Supplier { name, ..Supplier::default() });
    }
    let schema: SupplierSchema = reader.read(node);
    let name = reader.text(schema.name);
    if name.is_none() {
        reader.error("missing-key", node, "this supplier has no `name`", Some("write `name: AuthCo`".to_owned()));
    }
    Some(Supplier {
        name: name?,
        parent: reader.text(schema.parent),
        alternatives: reader.whole(schema.alternatives, 0, 10_000).map(|count| count as u32),
        functions: reader.texts(schema.functions),
    })
}

pub(crate) fn contract(reader: &Reader<'_>, schema: &ContractSchema) -> Contract {
    Contract {
        starts: reader.date(schema.starts),
        ends: reader.date(schema.ends),
        notice: schema.notice.and_then(|node| notice(reader, node)),
        price_cap: reader.number(schema.price_cap, Quantity::Percent),
        minimum: reader.money_a(Period::Year, schema.minimum),
        break_fee: reader.estimate(schema.break_fee, Quantity::Money),
        renews: schema.renews.and_then(|node| renewal(reader, node)),
        given: schema.given.and_then(|node| given(reader, node)),
    }
}

/// What happens on the last day: `yes`, `no`, or for how long it renews.
fn renewal(reader: &Reader<'_>, node: NodeId) -> Option<Renewal> {
    let text = reader.scalar(node)?;
    if let Some(renews) = truth(text) {
        return Some(if renews { Renewal::Yes } else { Renewal::No });
    }
    let time = length(text).filter(|time| !matches!(time, Notice::Days(0) | Notice::Months(0)));
    if time.is_none() {
        let message = format!("`{text}` says neither whether the contract renews nor for how long");
        reader.error("unknown-word", node, message, Some("write `yes`, `no` or `12 months`".to_owned()));
    }
    time.map(Renewal::For)
}

const PARTIES: [(&str, Party); 2] = [("us", Party::Us), ("supplier", Party::Supplier)];

/// Notice that was given: who and when, or one of both. `no` says that none was.
fn given(reader: &Reader<'_>, node: NodeId) -> Option<GivenNotice> {
    if reader.tree.is_map(node) {
        let schema: GivenSchema = reader.read(node);
        return Some(GivenNotice { by: reader.word(schema.by, &PARTIES), on: reader.date(schema.on) });
    }
    let text = reader.scalar(node)?;
    if let Some(is_given) = truth(text) {
        return is_given.then(GivenNotice::default);
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        // A day that cannot be read still says that notice was given.
        return Some(GivenNotice { by: None, on: reader.date(Some(node)) });
    }
    reader.word(Some(node), &PARTIES).map(|by| GivenNotice { by: Some(by), on: None })
}

/// `90 days`, `6 months`, `P3M`; weeks and years are as good.
fn length(text: &str) -> Option<Notice> {
    let (count, unit) = match text.strip_prefix(['P', 'p']) {
        Some(iso) => {
            (iso.trim_end_matches(|c: char| c.is_alphabetic()), iso.trim_start_matches(|c: char| c.is_ascii_digit()))
        }
        None => text.split_once([' ', '\u{a0}', '-']).unwrap_or((text, "")),
    };
    let count = u32::from(count.parse::<u16>().ok()?);
    match unit.trim().to_lowercase().as_str() {
        "day" | "days" | "d" => Some(Notice::Days(count)),
        "week" | "weeks" | "w" => Some(Notice::Days(7 * count)),
        "month" | "months" | "m" => Some(Notice::Months(count)),
        "year" | "years" | "y" => Some(Notice::Months(12 * count)),
        _ => None,
    }
}

fn notice(reader: &Reader<'_>, node: NodeId) -> Option<Notice> {
    let text = reader.scalar(node)?;
    let length = length(text);
    if length.is_none() {
        let message = format!("`{text}` is no length of notice");
        reader.error("bad-notice", node, message, Some("write `90 days` or `6 months`".to_owned()));
    }
    length
}

/// Terms with a partner.
pub(crate) fn terms(reader: &Reader<'_>, schema: &TermsSchema) -> Terms {
    Terms {
        exclusive: reader.yes_no(schema.exclusive),
        owner_of_result: reader.any_text(schema.owner_of_result),
        exit_notice: reader.any_text(schema.exit_notice),
    }
}
