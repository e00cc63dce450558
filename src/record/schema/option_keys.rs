//! The keys of an option, as authors spell them: docs/reference/record.md, "Options".

use crate::record::schema::json::{Many, Or};
use crate::record::schema::money::{BenefitSchema, CostBlock};
use crate::record::schema::supply::{ContractSchema, TermsSchema};
use crate::record::schema::supply::{RiskSchema, SupplierSchema};
use crate::record::values::estimates::EstimateSchema;
use crate::record::yaml::tree::NodeId;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Default, Deserialize, JsonSchema)]
#[schemars(extend("additionalProperties" = true))]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct OptionSchema {
    pub(super) build: Option<NodeId>,
    pub(super) buy: Option<NodeId>,
    pub(super) partner: Option<NodeId>,
    pub(super) avoid: Option<NodeId>,
    pub(super) key: Option<NodeId>,
    pub(super) summary: Option<NodeId>,
    pub(super) why_not: Option<NodeId>,
    #[schemars(with = "Option<Or<CostBlock>>")]
    pub(super) cost: Option<NodeId>,
    pub(super) benefit: Option<BenefitSchema>,
    #[schemars(with = "Option<Or<EstimateSchema>>")]
    pub(super) ready: Option<NodeId>,
    pub(super) people: Option<PeopleSchema>,
    #[schemars(with = "Option<Or<EstimateSchema>>")]
    pub(super) recover: Option<NodeId>,
    pub(super) exit: Option<ExitSchema>,
    pub(super) optimism_bias: Option<OptimismBiasSchema>,
    pub(super) reference_class: Option<NodeId>,
    #[schemars(with = "Option<Many<RiskSchema>>")]
    pub(super) risks: Option<Vec<NodeId>>,
    #[schemars(with = "Option<Or<SupplierSchema>>")]
    pub(super) supplier: Option<NodeId>,
    pub(super) contract: Option<ContractSchema>,
    pub(super) terms: Option<TermsSchema>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct PeopleSchema {
    pub(super) months: Option<NodeId>,
    pub(super) yearly: Option<NodeId>,
    pub(super) rate: Option<NodeId>,
    pub(super) can_run: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct ExitSchema {
    pub(super) months: Option<NodeId>,
    pub(super) cost: Option<NodeId>,
    pub(super) tested: Option<NodeId>,
    pub(super) at: Option<NodeId>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct OptimismBiasSchema {
    pub(super) upper: Option<NodeId>,
    pub(super) lower: Option<NodeId>,
    pub(super) mitigated: Option<NodeId>,
}
