//! People as MADR 2, log4brains and RFCs name them in lines and sections, where the front matter names none.

use crate::model::{FieldSource, Roles};
use crate::record::body::inline;
use crate::record::placeholder::names_nothing;
use crate::record::stated::fields::{self, Key};
use crate::record::stated::statement::Statement;

/// A longer name is a sentence.
const NAME_LIMIT: usize = 120;

/// Names that are kept of one role.
const NAMES_LIMIT: usize = 60;

/// Fills the roles that are still empty.
pub(crate) fn settle(roles: &mut Roles, statements: &[Statement]) {
    // Keys of other formats and languages are left to us by the front matter too.
    for (key, name) in [
        (Key::DecisionMakers, "decision-makers"),
        (Key::Consulted, "consulted"),
        (Key::Informed, "informed"),
        (Key::Authors, "authors"),
    ] {
        let role = match key {
            Key::DecisionMakers => &mut roles.decision_makers,
            Key::Consulted => &mut roles.consulted,
            Key::Informed => &mut roles.informed,
            _ => &mut roles.authors,
        };
        if !role.is_empty() {
            continue;
        }
        let is_front = |statement: &&Statement| statement.source == FieldSource::FrontMatter;
        let mut of_role = statements.iter().filter(|statement| statement.key == key);
        let Some(first) = of_role.next() else { continue };
        *role = names(&first.text);
        // A list is one statement an item.
        if is_front(&first) {
            role.extend(of_role.take_while(is_front).take(NAMES_LIMIT).flat_map(|statement| names(&statement.text)));
        }
        if !role.is_empty() {
            roles.stated.insert(name, (first.source, first.span));
        }
    }
}

/// Names between commas; none where a template was left untouched.
fn names(text: &str) -> Vec<String> {
    let plain = inline::plain_value(&text[fields::lead_length(text).min(text.len())..]);
    if names_nothing(&plain) {
        return Vec::new();
    }
    plain
        .split([',', ';'])
        .map(|name| name.trim().to_owned())
        .filter(|name| !names_nothing(name) && name.len() < NAME_LIMIT)
        .take(NAMES_LIMIT)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Book;
    use crate::record::{FolderContext, parse};
    use crate::source::SourceFile;

    fn read(text: &str) -> Roles {
        let file = SourceFile { path: "adr/0001-a.md".to_owned(), text: text.into(), decoding: None };
        parse(&file, "adr", &FolderContext::default(), &Book::default()).0.expect("a record").roles
    }

    #[test]
    fn people_of_the_body_have_a_place() {
        let roles = read("# A\n\n* Deciders: Ada, [Bo](https://bo.example)\n* **Author:** Cy\n\n## Informed\n\n- Di\n");
        assert_eq!(
            (roles.decision_makers, roles.authors),
            (vec!["Ada".to_owned(), "Bo".into()], vec!["Cy".to_owned()])
        );
        assert_eq!(roles.informed, ["Di"]);
        let places: Vec<_> =
            roles.stated.iter().map(|(key, (source, span))| (*key, *source, span.line, span.column)).collect();
        assert_eq!(
            places,
            [
                ("authors", FieldSource::Line, 4, 15),
                ("decision-makers", FieldSource::Line, 3, 13),
                ("informed", FieldSource::Section, 8, 1)
            ]
        );
    }

    #[test]
    fn authors_of_the_front_matter_are_a_list_or_a_text() {
        assert_eq!(read("---\nauthors:\n  - Ada\n  - Bo\n---\n# A\n").authors, ["Ada", "Bo"]);
        assert_eq!(read("---\nauthor: Ada; Bo\n---\n# A\n").authors, ["Ada", "Bo"]);
        assert_eq!(read("# A\n\n* Deciders: [list everyone]\n").decision_makers, Vec::<String>::new());
    }
}
