//! Every company at the top that a decision in force, or one that is asked for, rests on.

use crate::analysis::concentration::Owners;
use crate::log::is_asked;
use crate::model::{ConsideredOption, Supplier, page_id, slug};
use crate::report::Input;
use crate::report::narrate::clean;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// All companies, found once a page.
pub(super) struct Index<'a> {
    /// By who is in force first, then in the order of the log.
    pub(super) companies: Vec<Company>,
    /// By folded name of a parent: its place.
    places: BTreeMap<String, usize>,
    /// What rests on them, in the order of the log.
    pub(super) uses: Vec<Use<'a>>,
}

/// A company at the top.
#[derive(Clone, Debug)]
pub(super) struct Company {
    pub(super) name: String,
    /// The file of its page, without its ending.
    pub(super) file: String,
    /// Places of its uses.
    pub(super) uses: Vec<usize>,
}

/// One decision that rests on a supplier.
#[derive(Clone, Debug)]
pub(super) struct Use<'a> {
    pub(super) idx: usize,
    pub(super) option_idx: usize,
    pub(super) option: &'a ConsideredOption,
    pub(super) supplier: &'a Supplier,
    pub(super) is_asked: bool,
}

/// A company with its page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CompanyLink {
    /// "Meridian Software".
    pub name: String,
    /// From the site's first folder, percent-encoded.
    pub href: String,
}

impl Company {
    pub(super) fn link(&self) -> CompanyLink {
        let href = format!("supplier/{}.html", crate::report::link::encode(&self.file));
        CompanyLink { name: self.name.clone(), href }
    }
}

/// Whether any decision in force or asked for rests on a supplier.
pub(in crate::report) fn has_suppliers(input: &Input) -> bool {
    (0..input.log.records.len()).any(|idx| resting(input, idx).is_some())
}

/// The chosen option that rests on a supplier.
fn resting<'a>(input: &'a Input, idx: usize) -> Option<(usize, &'a ConsideredOption, &'a Supplier)> {
    let record = &input.log.records[idx].record;
    if !(input.log.is_in_force(idx) || is_asked(record)) {
        return None;
    }
    let chosen = input.analysis.decisions.get(idx)?.as_ref()?.chosen?;
    let option = record.options.get(chosen)?;
    let supplier = option.supplier.as_ref().filter(|supplier| !clean(&supplier.name).is_empty())?;
    Some((chosen, option, supplier))
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

impl<'a> Index<'a> {
    pub(super) fn of(input: &'a Input) -> Self {
        let mut owners = Owners::default();
        let options = input.log.records.iter().flat_map(|logged| &logged.record.options);
        for supplier in options.filter_map(|option| option.supplier.as_ref()) {
            if let Some(parent) = &supplier.parent {
                owners.add(&supplier.name, parent);
            }
        }
        let mut index = Self { companies: Vec::new(), places: BTreeMap::new(), uses: Vec::new() };
        let mut files = BTreeSet::new();
        for idx in 0..input.log.records.len() {
            let Some((option_idx, option, supplier)) = resting(input, idx) else { continue };
            let parent = owners.top(&supplier.name);
            let place = index.companies.len();
            let company = *index.places.entry(folded(parent)).or_insert(place);
            if company == place {
                let name = clean(parent);
                let file = file_name(&name, &mut files);
                index.companies.push(Company { name, file, uses: Vec::new() });
            }
            index.companies[company].uses.push(index.uses.len());
            let is_asked = is_asked(&input.log.records[idx].record);
            index.uses.push(Use { idx, option_idx, option, supplier, is_asked });
        }
        index
    }

    /// The company of this name, whatever its case.
    pub(super) fn company(&self, parent: &str) -> Option<&Company> {
        self.places.get(&folded(parent)).map(|place| &self.companies[*place])
    }

    pub(super) fn uses_of(&self, company: &Company) -> impl Iterator<Item = &Use<'a>> {
        company.uses.iter().map(|place| &self.uses[*place])
    }
}

/// A name that any file system takes, and that no other company has.
fn file_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let name = if slug(name).is_empty() { "supplier" } else { name };
    let file = page_id(name, "", taken);
    taken.insert(file.clone());
    file
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_files_are_safe_and_unique() {
        let mut taken = BTreeSet::new();
        let names = ["Acme", "acme!", "ACME", "../../etc", "con", "???", "…", "Größe & Söhne", "a/b\\c", ""];
        let files: Vec<String> = names.iter().map(|name| file_name(name, &mut taken)).collect();
        assert_eq!(
            files,
            ["acme", "acme-2", "acme-3", "etc", "con-", "supplier", "supplier-2", "größe-söhne", "a-b-c", "supplier-3"]
        );
    }

    proptest! {
        #[test]
        fn no_name_leaves_its_folder_or_is_taken_twice(names in prop::collection::vec(".{0,40}", 1..20)) {
            let mut taken = BTreeSet::new();
            for name in &names {
                let before = taken.len();
                let file = file_name(name, &mut taken);
                prop_assert_eq!(taken.len(), before + 1);
                prop_assert!(!file.is_empty() && file.len() <= 100);
                prop_assert!(!file.contains(['/', '\\', '.', ':', '\0', '<', '"', '%', '?']), "{}", file);
            }
        }
    }
}
