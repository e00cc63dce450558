//! What our JSON looks like, as JSON Schema (2020-12), derived from the types that are written.

use super::json::{
    AgendaDocument, ChangesDocument, ComparisonDocument, ComparisonsDocument, DecisionsDocument, ExplanationDocument,
    FindingsDocument, ImportDocument, ListDocument, SearchDocument, TraceDocument, pretty,
};
use schemars::{Schema, schema_for};

/// The schema of one kind of document.
#[derive(Clone, Copy, Debug)]
pub struct DocumentSchema {
    /// What a person types: `comparison`.
    pub name: &'static str,
    /// What a document says of itself: `adr-comparison/1`.
    pub id: &'static str,
    /// Which command writes such a document.
    pub written_by: &'static str,
    derive: fn() -> Schema,
}

impl DocumentSchema {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self {
            name: "comparison",
            id: "adr-comparison/1",
            written_by: "adr compare ID --format json",
            derive: || schema_for!(ComparisonDocument<'_>),
        },
        Self {
            name: "comparisons",
            id: "adr-comparisons/1",
            written_by: "adr compare --all --format json",
            derive: || schema_for!(ComparisonsDocument<'_>),
        },
        Self {
            name: "decisions",
            id: "adr-decisions/1",
            written_by: "adr publish, as decisions.json",
            derive: || schema_for!(DecisionsDocument<'_>),
        },
        Self {
            name: "trace",
            id: "adr-trace/1",
            written_by: "adr compare ID --explain --format json",
            derive: || schema_for!(TraceDocument<'_>),
        },
        Self {
            name: "list",
            id: "adr-list/1",
            written_by: "adr list --format json",
            derive: || schema_for!(ListDocument<'_>),
        },
        Self {
            name: "search",
            id: "adr-search/1",
            written_by: "adr search WORDS --format json",
            derive: || schema_for!(SearchDocument<'_>),
        },
        Self {
            name: "findings",
            id: "adr-findings/1",
            written_by: "adr check --format json",
            derive: || schema_for!(FindingsDocument),
        },
        Self {
            name: "import",
            id: "adr-import/1",
            written_by: "adr import FILE --format json",
            derive: || schema_for!(ImportDocument<'_>),
        },
        Self {
            name: "agenda",
            id: "adr-agenda/1",
            written_by: "adr agenda --format json",
            derive: || schema_for!(AgendaDocument<'_>),
        },
        Self {
            name: "changes",
            id: "adr-changes/1",
            written_by: "adr changes --format json",
            derive: || schema_for!(ChangesDocument<'_>),
        },
        Self {
            name: "explanation",
            id: "adr-explanation/1",
            written_by: "adr show ID --explain --format json",
            derive: || schema_for!(ExplanationDocument<'_>),
        },
    ];

    /// The schema as text.
    pub fn text(&self) -> String {
        pretty(&(self.derive)())
    }

    /// The name of the file that holds it: `adr-comparison-1.json`.
    pub fn file_name(&self) -> String {
        format!("{}.json", self.id.replace('/', "-"))
    }
}
