//! Shapes of JSON Schema (2020-12) that a front matter is described by, for editors: `top` derives it from what it reads.
//!
//! Values that are read by rules of our own (figures, days, words) may be anything here; the reader tells what is wrong with
//! them. Keys that we do not know are kept, so that no record fails for having them.

use crate::record::yaml::tree::NodeId;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;
use std::marker::PhantomData;

/// A text, a figure or a list, or a block of these keys.
pub(crate) struct Or<T>(PhantomData<T>);

/// A list of texts or blocks of these keys; one of them alone is a list of one.
pub(crate) struct Many<T>(PhantomData<T>);

impl JsonSchema for NodeId {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Value".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        Schema::from(true)
    }
}

impl<T: JsonSchema> JsonSchema for Or<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Or{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let block = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [{ "not": { "type": "object" } }, block] })
    }
}

impl<T: JsonSchema> JsonSchema for Many<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Many{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let block = generator.subschema_for::<T>();
        let item = json_schema!({ "anyOf": [{ "not": { "type": "object" } }, block.clone()] });
        json_schema!({
            "anyOf": [{ "type": "array", "items": item }, { "not": { "type": ["object", "array"] } }, block]
        })
    }
}
