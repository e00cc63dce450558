//! The keys of an option, as authors spell them: docs/reference/record.md, "Options".

use crate::record::schema::money::BenefitSchema;
use crate::record::schema::supply::{ContractSchema, TermsSchema};
use crate::record::yaml::tree::NodeId;
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct OptionSchema {
    pub(super) build: Option<NodeId>,
    pub(super) buy: Option<NodeId>,
    pub(super) partner: Option<NodeId>,
    pub(super) avoid: Option<NodeId>,
    pub(super) key: Option<NodeId>,
    pub(super) summary: Option<NodeId>,
    pub(super) why_not: Option<NodeId>,
    pub(super) cost: Option<NodeId>,
    pub(super) benefit: Option<BenefitSchema>,
    pub(super) ready: Option<NodeId>,
    pub(super) people: Option<PeopleSchema>,
    pub(super) recover: Option<NodeId>,
    pub(super) exit: Option<ExitSchema>,
    pub(super) optimism_bias: Option<OptimismBiasSchema>,
    pub(super) reference_class: Option<NodeId>,
    pub(super) risks: Option<Vec<NodeId>>,
    pub(super) supplier: Option<NodeId>,
    pub(super) contract: Option<ContractSchema>,
    pub(super) terms: Option<TermsSchema>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct PeopleSchema {
    pub(super) months: Option<NodeId>,
    pub(super) yearly: Option<NodeId>,
    pub(super) rate: Option<NodeId>,
    pub(super) can_run: Option<NodeId>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct ExitSchema {
    pub(super) months: Option<NodeId>,
    pub(super) cost: Option<NodeId>,
    pub(super) tested: Option<NodeId>,
    pub(super) at: Option<NodeId>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct OptimismBiasSchema {
    pub(super) upper: Option<NodeId>,
    pub(super) lower: Option<NodeId>,
    pub(super) mitigated: Option<NodeId>,
}
