//! The templates that are embedded in the binary.

/// One embedded file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Builtin {
    /// Name relative to `templates/`, with `/`.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! table {
    ($($name:literal),* $(,)?) => {
        [$(Builtin { name: $name, text: include_str!(concat!("../../templates/", $name)) }),*]
    };
}

/// Every file of a site's look, sorted by name. A test compares it with the folders.
const BUILTIN: &[Builtin] = &table![
    "assets/adr.css",
    "assets/lists.js",
    "assets/search.js",
    "assets/tokens.css",
    "assets/what-if.js",
    "parts/bars.html",
    "parts/decisions.html",
    "parts/exhibits.html",
    "parts/findings.html",
    "parts/method.html",
    "parts/option.html",
    "parts/picture.html",
    "parts/prose.html",
    "parts/sprite.html",
    "parts/status.html",
    "parts/table.html",
    "parts/text.html",
    "site/accessibility.html",
    "site/accountability.html",
    "site/ai.html",
    "site/areas.html",
    "site/base.html",
    "site/board.html",
    "site/brief.html",
    "site/changes.html",
    "site/compare.html",
    "site/cost.html",
    "site/data.html",
    "site/decisions.html",
    "site/findings.html",
    "site/history.html",
    "site/log.html",
    "site/method.html",
    "site/pack.html",
    "site/record.html",
    "site/reviews.html",
    "site/risk.html",
    "site/search.html",
    "site/supplier.html",
    "site/suppliers.html",
    "site/track-record.html",
];

/// Every embedded file of a site's look, sorted by name.
pub fn builtin() -> &'static [Builtin] {
    BUILTIN
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn the_table_lists_what_lies_in_the_folders() {
        let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let mut found = Vec::new();
        for folder in ["assets", "parts", "site"] {
            for entry in std::fs::read_dir(templates.join(folder)).expect("the folder is there") {
                let name = entry.expect("it can be listed").file_name();
                found.push(format!("{folder}/{}", name.to_str().expect("our names are UTF-8")));
            }
        }
        found.sort();
        let listed: Vec<&str> = builtin().iter().map(|file| file.name).collect();
        assert_eq!(listed, found);
    }

    #[test]
    fn every_template_opens_with_a_comment() {
        for file in builtin().iter().filter(|file| file.name.ends_with(".html")) {
            assert!(file.text.starts_with("{#"), "{} does not say what it receives", file.name);
        }
    }
}
