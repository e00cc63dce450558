//! A located tree → schema types, through serde, without ever giving up.
//!
//! A schema holds a [`NodeId`] wherever a value needs reading by our own rules (`written`), and structs
//! and lists where the format has blocks. A fault becomes a finding with its place, the entry it stands
//! in is passed over, and reading goes on: in this deserializer nothing fails.

use crate::finding::{Finding, nearest};
use crate::model::Currency;
use crate::record::yaml::tree::{NodeId, Tree, Value, same_key};
use crate::source::Span;
use serde::de::{self, IntoDeserializer, Visitor};
use std::cell::{Cell, RefCell};
use std::fmt;

/// Findings that one text may have; more of them tell nobody anything.
pub(crate) const MAX_FINDINGS: usize = 200;

/// The name by which a schema asks for a node itself.
const NODE: &str = "adr::NodeId";

/// Reads one tree, and keeps what it finds.
pub(crate) struct Reader<'t> {
    pub(crate) path: &'t str,
    pub(crate) tree: &'t Tree,
    /// The currency that figures must be in; `None` until one is stated or seen.
    pub(crate) currency: RefCell<Option<Currency>>,
    /// Keys that options may carry besides those of their schema: names of criteria.
    pub(crate) criteria: RefCell<Vec<String>>,
    /// Entries that no schema took.
    pub(crate) lost: RefCell<Vec<Lost>>,
    /// Keys at the top that no schema knows.
    pub(crate) strangers: RefCell<Vec<(NodeId, NodeId)>>,
    /// Where a word stands for a figure that nobody gave yet.
    pub(crate) placeholders: RefCell<Vec<Span>>,
    /// It only tries whether something would be read.
    pub(crate) is_trial: bool,
    findings: RefCell<Vec<Finding>>,
    unsaid: Cell<usize>,
}

/// What stands where a schema takes nothing: at a key that it does not know, or in its own place without being a block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lost {
    /// The name of the schema.
    pub(crate) schema: &'static str,
    /// `None` in the place of the block.
    pub(crate) key: Option<NodeId>,
    pub(crate) value: NodeId,
}

/// The schema whose unknown keys are kept without a finding.
pub(crate) const TOP: &str = "FrontMatterSchema";
/// The schema that takes criteria as keys.
pub(crate) const OPTION: &str = "OptionSchema";

impl<'t> Reader<'t> {
    pub(crate) fn new(path: &'t str, tree: &'t Tree) -> Self {
        Self {
            path,
            tree,
            currency: RefCell::default(),
            criteria: RefCell::default(),
            lost: RefCell::default(),
            strangers: RefCell::default(),
            placeholders: RefCell::default(),
            is_trial: false,
            findings: RefCell::default(),
            unsaid: Cell::default(),
        }
    }

    /// Fills a schema from a node.
    pub(crate) fn read<T: de::DeserializeOwned + Default>(&self, node: NodeId) -> T {
        T::deserialize(Place { reader: self, node, key: None }).unwrap_or_else(|fault| {
            self.error("wrong-shape", node, fault.0, None);
            T::default()
        })
    }

    /// Adds a finding, up to a number that people still read.
    pub(crate) fn say(&self, finding: Finding) {
        let mut findings = self.findings.borrow_mut();
        if findings.len() < MAX_FINDINGS {
            findings.push(finding);
        } else {
            self.unsaid.set(self.unsaid.get() + 1);
        }
    }

    pub(crate) fn error(&self, rule: &'static str, at: NodeId, message: impl Into<String>, help: Option<String>) {
        let finding = Finding::error(rule, self.path, self.tree.span(at), message);
        self.say(Finding { help, ..finding });
    }

    pub(crate) fn warning(&self, rule: &'static str, at: NodeId, message: impl Into<String>, help: Option<String>) {
        let finding = Finding::warning(rule, self.path, self.tree.span(at), message);
        self.say(Finding { help, ..finding });
    }

    pub(crate) fn note(&self, rule: &'static str, at: NodeId, message: impl Into<String>, help: Option<String>) {
        let finding = Finding::note(rule, self.path, self.tree.span(at), message);
        self.say(Finding { help, ..finding });
    }

    /// Everything found, in the order of the file.
    pub(crate) fn finish(self) -> Vec<Finding> {
        let mut findings = self.findings.into_inner();
        crate::finding::sort(&mut findings);
        let more = self.unsaid.get();
        if more > 0 {
            let message = format!("{more} more findings in this front matter are not listed");
            findings.push(Finding::note("more-findings", self.path, None, message));
        }
        findings
    }

    /// `{ because: Cheap, and ready in time }`: a comma inside braces ends a text.
    fn cut_text(&self, key: NodeId, name: &str) {
        let message = format!("`{name}` reads as a key of its own, since a comma ends a text inside braces");
        self.error("unknown-key", key, message, Some("put the whole text in quotes".to_owned()));
    }

    fn unknown_key(&self, schema: &str, key: NodeId, fields: &'static [&'static str]) {
        // Looking for near words costs time, and nobody would read this finding.
        if self.findings.borrow().len() >= MAX_FINDINGS {
            self.unsaid.set(self.unsaid.get() + 1);
            return;
        }
        let name = self.tree.text(key).unwrap_or_default();
        let criteria = self.criteria.borrow();
        let extra: &[String] = if schema == OPTION { &criteria } else { &[] };
        let near = nearest(name, extra.iter().map(String::as_str).chain(fields.iter().copied()));
        let near_criterion = near.is_some_and(|near| extra.iter().any(|name| name == near));
        let (rule, message) = if near_criterion {
            ("unknown-criterion", format!("no criterion is called `{name}`"))
        } else if schema == OPTION {
            ("unknown-key", format!("options have no key `{name}`, and no criterion is called so"))
        } else {
            ("unknown-key", format!("no key is called `{name}` here"))
        };
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("keys here: {}", fields.join(", ")),
        };
        self.error(rule, key, message, Some(help));
    }
}

/// What serde wants an error to be; ours become findings before they get here.
#[derive(Debug)]
pub(crate) struct Fault(String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl<'de> de::Deserialize<'de> for NodeId {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Id;
        impl Visitor<'_> for Id {
            type Value = NodeId;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a node of a located tree")
            }
            fn visit_u32<E: de::Error>(self, id: u32) -> Result<NodeId, E> {
                Ok(NodeId(id))
            }
        }
        deserializer.deserialize_newtype_struct(NODE, Id)
    }
}

/// A node on its way into a schema.
#[derive(Clone, Copy)]
struct Place<'r, 't> {
    reader: &'r Reader<'t>,
    node: NodeId,
    /// The key before it.
    key: Option<NodeId>,
}

impl Place<'_, '_> {
    /// What stands here, as a message calls it.
    fn name(&self) -> String {
        match self.key.and_then(|key| self.reader.tree.text(key)) {
            Some(key) => format!("`{key}`"),
            None => "this".to_owned(),
        }
    }
}

impl<'de> de::Deserializer<'de> for Place<'_, '_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.reader.tree.value(self.node) {
            Value::Scalar { text, .. } => visitor.visit_str(text),
            Value::List(_) => self.deserialize_seq(visitor),
            Value::Map(_) => self.deserialize_struct("", &[], visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        if name == NODE { visitor.visit_u32(self.node.0) } else { visitor.visit_newtype_struct(self) }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.reader.tree.is_null(self.node) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let tree = self.reader.tree;
        let items = match tree.value(self.node) {
            Value::List(items) => items.clone(),
            Value::Scalar { .. } => vec![self.node],
            Value::Map(_) => {
                let message =
                    format!("{} is a list, and one block stands here; it is read as its only entry", self.name());
                let help = "start the entry with `- `, or put it in `[` and `]`".to_owned();
                self.reader.warning("wrong-shape", self.key.unwrap_or(self.node), message, Some(help));
                vec![self.node]
            }
        };
        visitor.visit_seq(Items { place: self, items: items.into_iter() })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let tree = self.reader.tree;
        if !tree.is_map(self.node) && !tree.is_null(self.node) {
            let message = format!("{} is a block of keys, and {} stands here", self.name(), tree.kind(self.node));
            let help =
                fields.first().map(|first| format!("write `{{ {first}: … }}`; keys here: {}", fields.join(", ")));
            self.reader.error("wrong-shape", self.node, message, help);
            self.reader.lost.borrow_mut().push(Lost { schema: name, key: None, value: self.node });
        }
        let entries = tree.entries(self.node).to_vec();
        let has_on = entries.iter().any(|(key, _)| tree.text(*key).is_some_and(|key| same_key("on", key)));
        visitor.visit_map(Entries {
            place: self,
            schema: name,
            fields,
            entries: entries.into_iter(),
            has_on,
            value: None,
        })
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct tuple tuple_struct map enum identifier ignored_any
    }
}

struct Items<'r, 't> {
    place: Place<'r, 't>,
    items: std::vec::IntoIter<NodeId>,
}

impl<'de> de::SeqAccess<'de> for Items<'_, '_> {
    type Error = Fault;

    fn next_element_seed<S: de::DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some(node) = self.items.next() else { return Ok(None) };
        seed.deserialize(Place { node, ..self.place }).map(Some)
    }
}

struct Entries<'r, 't> {
    place: Place<'r, 't>,
    schema: &'static str,
    fields: &'static [&'static str],
    entries: std::vec::IntoIter<(NodeId, NodeId)>,
    /// `on` stands among them as it is.
    has_on: bool,
    value: Option<(NodeId, NodeId)>,
}

/// The key `on`, where a library for YAML 1.1 read it as an answer and wrote `true` for it.
fn on_again(fields: &[&'static str], name: &str) -> Option<&'static str> {
    fields.iter().copied().find(|field| *field == "on").filter(|_| same_key("true", name))
}

impl Entries<'_, '_> {
    /// The next entry that the schema knows; the others are dealt with here.
    fn next_known(&mut self) -> Option<(&'static str, NodeId, NodeId)> {
        let reader = self.place.reader;
        for (key, value) in self.entries.by_ref() {
            let Some(name) = reader.tree.text(key) else {
                reader.error("wrong-shape", key, "a key is one text", None);
                continue;
            };
            if let Some(field) = self.fields.iter().find(|field| same_key(field, name)) {
                return Some((field, key, value));
            }
            if !self.has_on
                && let Some(on) = on_again(self.fields, name)
            {
                let message = "`on` became `true` here: YAML 1.1 takes the word for an answer; it is read as `on`";
                let help = "`adr check --fix` writes `on` again";
                reader.warning("on-became-true", key, message, Some(help.to_owned()));
                return Some((on, key, value));
            }
            let is_criterion = || reader.criteria.borrow().iter().any(|criterion| same_key(criterion, name));
            match self.schema {
                TOP => reader.strangers.borrow_mut().push((key, value)),
                OPTION if is_criterion() => {}
                schema => {
                    reader.lost.borrow_mut().push(Lost { schema, key: Some(key), value });
                    if reader.tree.is_null(value) && name.contains(' ') {
                        reader.cut_text(key, name);
                    } else {
                        reader.unknown_key(schema, key, self.fields);
                    }
                }
            }
        }
        None
    }
}

impl<'de> de::MapAccess<'de> for Entries<'_, '_> {
    type Error = Fault;

    fn next_key_seed<S: de::DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some((field, key, value)) = self.next_known() else { return Ok(None) };
        self.value = Some((key, value));
        seed.deserialize(IntoDeserializer::<Fault>::into_deserializer(field)).map(Some)
    }

    fn next_value_seed<S: de::DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let (key, node) = self.value.take().ok_or_else(|| Fault("a key comes before its value".to_owned()))?;
        seed.deserialize(Place { node, key: Some(key), ..self.place })
    }
}
