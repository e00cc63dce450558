//! Who owns a supplier: companies of one parent count as one, whoever names the parent.

use crate::model::ConsideredOption;
use std::collections::BTreeMap;

/// Who owns whom, as far as anybody says.
#[derive(Clone, Debug, Default)]
pub struct Owners(BTreeMap<String, String>);

impl Owners {
    /// Notes a supplier's parent; what was said first stays.
    pub fn add(&mut self, supplier: &str, parent: &str) {
        let (supplier, parent) = (supplier.trim(), parent.trim());
        if !parent.is_empty() && folded(supplier) != folded(parent) {
            self.0.entry(folded(supplier)).or_insert_with(|| parent.to_owned());
        }
    }

    /// The owner at the top, or the supplier itself. In a circle nobody is, and the walk ends.
    pub fn top<'a>(&'a self, supplier: &'a str) -> &'a str {
        let mut top = supplier.trim();
        for _ in 0..self.0.len() {
            match self.0.get(&folded(top)) {
                Some(parent) => top = parent,
                None => break,
            }
        }
        top
    }
}

/// Names are the same whatever their case.
pub(crate) fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// By index: the options that rest on the supplier of one, or on a company of the same parent; itself alone where it
/// names no supplier.
pub(crate) fn resting_together(options: &[ConsideredOption], option: usize) -> Vec<usize> {
    let mut owners = Owners::default();
    for supplier in options.iter().filter_map(|option| option.supplier.as_ref()) {
        owners.add(&supplier.name, supplier.parent.as_deref().unwrap_or_default());
    }
    let top =
        |idx: usize| Some(folded(owners.top(&options[idx].supplier.as_ref()?.name))).filter(|top| !top.is_empty());
    let Some(own) = top(option) else { return vec![option] };
    (0..options.len()).filter(|idx| *idx == option || top(*idx).as_ref() == Some(&own)).collect()
}
