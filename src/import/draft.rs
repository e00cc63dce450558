//! What a row says → the text of a record that reads back as it was meant.

use super::body;
use super::folded::one_line;
use super::quoted::quoted;
use super::row::Entry;
use crate::finding::Finding;
use crate::model::{Record, Status, slug};
use crate::record::{self, FolderContext};
use crate::source::SourceFile;
use jiff::civil::Date;

/// A record that is not written yet.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The row that it comes from, as spreadsheets count.
    pub row: usize,
    /// Its question.
    pub title: String,
    /// The whole file.
    pub text: String,
    /// How it is read.
    pub record: Record,
    /// What could not be read of its row.
    pub findings: Vec<Finding>,
    /// By what the row is known again: the first half of `register`.
    pub(super) id: String,
    /// What stood in the row: the second half.
    pub(super) state: String,
}

impl Draft {
    /// Who is paid.
    pub fn supplier(&self) -> &str {
        let supplier = self.record.options.first().and_then(|option| option.supplier.as_ref());
        supplier.map_or("", |supplier| &supplier.name)
    }

    /// What for.
    pub fn product(&self) -> &str {
        self.record.options.first().map_or("", |option| &option.title)
    }
}

/// Writes a draft on a day; `file` is the name of the register.
pub(super) fn draft(entry: &Entry, row: usize, (id, state): (String, String), day: Date, file: &str) -> Draft {
    let title = readable(title(entry));
    let front = front_matter(entry, &format!("{id}-{state}"), day);
    let texts = body::forms(entry, &title, file).map(|body| format!("{front}\n{body}"));
    let read = texts.map(|text| (read_back(&text), text));
    let [plain, fenced] = read;
    let (record, text) = if says(&plain.0, entry, &title) && body::holds(&plain.1, entry) { plain } else { fenced };
    Draft { row, title, text, record, findings: Vec::new(), id, state }
}

/// What a record is called whose contract is this.
fn named(entry: &Entry) -> String {
    let product = slug(&entry.product);
    let says_it = format!("-{product}-").contains(&format!("-{}-", slug(&entry.supplier)));
    if says_it { entry.product.clone() } else { format!("{} from {}", entry.product, entry.supplier) }
}

fn title(entry: &Entry) -> String {
    format!("Do we renew {}?", named(entry))
}

/// A title that reads back as it is. Few do not: `## Status 1) b` looks like the first record's number and its title. Its marks
/// go then; what is bought stands as it is in the option.
fn readable(title: String) -> String {
    let reads = |title: &String| read_back(&format!("{}\n", body::heading(title))).title.text == *title;
    if reads(&title) {
        return title;
    }
    let words: String = title.chars().map(|c| if c.is_alphanumeric() || c == '?' { c } else { ' ' }).collect();
    one_line(&words)
}

fn front_matter(entry: &Entry, register: &str, day: Date) -> String {
    let mut text = format!("---\nstatus: draft\ndate: {day}\n");
    let mut line = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            text.push_str(&format!("{key}: {value}"));
            // A key whose value stands on the lines below it has nothing behind its colon.
            text.truncate(text.trim_end().len());
            text.push('\n');
        }
    };
    line("short", Some(quoted(&named(entry))));
    line("owner", entry.owner.as_deref().map(quoted));
    line("area", entry.area.as_deref().map(quoted));
    line("tags", list(&entry.tags));
    line("currency", entry.currency.as_ref().map(|currency| currency.code().to_owned()));
    line("register", Some(register.to_owned()));
    line("options", Some(String::new()));
    line("  - buy", Some(quoted(&entry.product)));
    let supplier = [
        ("name", Some(quoted(&entry.supplier))),
        ("parent", entry.parent.as_deref().map(quoted)),
        ("functions", list(&entry.functions)),
    ];
    line("    supplier", block(supplier));
    let days = [("starts", entry.starts), ("ends", entry.ends)].map(|(key, day)| (key, day.map(|day| day.to_string())));
    let terms =
        [("notice", entry.notice.clone()), ("renews", entry.renews.clone()), ("minimum", entry.minimum.clone())];
    line("    contract", block(days.into_iter().chain(terms)));
    line("    cost", block([("once", entry.once.clone()), ("yearly", entry.yearly.clone())]));
    text + "---\n"
}

fn block<'a>(entries: impl IntoIterator<Item = (&'a str, Option<String>)>) -> Option<String> {
    let entries = entries.into_iter().filter_map(|(key, value)| Some(format!("{key}: {}", value?)));
    let entries: Vec<String> = entries.collect();
    (!entries.is_empty()).then(|| format!("{{ {} }}", entries.join(", ")))
}

fn list(texts: &[String]) -> Option<String> {
    let quoted: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    (!quoted.is_empty()).then(|| format!("[{}]", quoted.join(", ")))
}

/// The record that a text is.
fn read_back(text: &str) -> Record {
    let file = SourceFile { path: "decisions/0001-x.md".to_owned(), text: text.into(), decoding: None };
    record::parse(&file, "decisions", &FolderContext::default(), &crate::model::Book::default()).0.unwrap_or_default()
}

/// Whether a record says of itself what its row says, and nothing that stands in a cell as a text.
fn says(record: &Record, entry: &Entry, title: &str) -> bool {
    let [option] = record.options.as_slice() else { return false };
    let supplier = option.supplier.as_ref().map(|supplier| (supplier.name.as_str(), supplier.parent.as_deref()));
    record.status() == Some(Status::Draft)
        && record.title.text == title
        && record.links.is_empty()
        && option.title == entry.product
        && supplier == Some((entry.supplier.as_str(), entry.parent.as_deref()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;
    use crate::model::Currency;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn written(entry: &Entry) -> Draft {
        draft(entry, 2, ("0a".to_owned(), "1b".to_owned()), date(2026, 11, 30), "contracts.csv")
    }

    #[test]
    fn a_row_is_a_record() {
        let entry = Entry {
            supplier: "Salesforce".to_owned(),
            product: "Sales Cloud".to_owned(),
            parent: Some("Salesforce, Inc.".to_owned()),
            owner: Some("Head of Sales".to_owned()),
            area: Some("suppliers".to_owned()),
            tags: vec!["CRM".to_owned(), "no".to_owned()],
            currency: Currency::parse("EUR"),
            yearly: Some("144000".to_owned()),
            ends: Some(date(2027, 6, 30)),
            notice: Some("90 days".to_owned()),
            renews: Some("yes".to_owned()),
            notes: vec!["Two lines\nof *text*.\n\n# And one".to_owned()],
            kept: vec![("Cost center".to_owned(), "4711".to_owned())],
            ..Entry::default()
        };
        insta::assert_snapshot!(written(&entry).text, @r#"
        ---
        status: draft
        date: 2026-11-30
        short: Sales Cloud from Salesforce
        owner: Head of Sales
        area: suppliers
        tags: [CRM, "no"]
        currency: EUR
        register: 0a-1b
        options:
          - buy: Sales Cloud
            supplier: { name: Salesforce, parent: "Salesforce, Inc." }
            contract: { ends: 2027-06-30, notice: 90 days, renews: yes }
            cost: { yearly: 144000 }
        ---

        # Do we renew Sales Cloud from Salesforce?

        ## Context

        This draft comes from a row of the register contracts.csv. What its contract says stands above.
        Whether we renew it is not decided yet.

        Two lines\
        of \*text\*.

        \# And one

        ## What else the register says

        - Cost center: 4711
        "#);
    }

    #[test]
    fn a_product_that_names_its_supplier_names_it_once() {
        let title = |supplier: &str, product: &str| {
            title(&Entry { supplier: supplier.to_owned(), product: product.to_owned(), ..Entry::default() })
        };
        assert_eq!(title("Atlassian", "Atlassian Jira"), "Do we renew Atlassian Jira?");
        assert_eq!(title("SAP", "SAPPHIRE"), "Do we renew SAPPHIRE from SAP?");
        assert_eq!(title("Datadog", "Datadog"), "Do we renew Datadog?");
    }

    /// What a hostile cell may hold.
    fn cell() -> impl Strategy<Value = String> {
        let parts = prop::sample::select(vec![
            "a",
            "Use",
            "3",
            "12.",
            ":",
            ": ",
            " #",
            "#",
            "-",
            "---",
            "\n---\n",
            "\n",
            "=cmd|' /C calc'!A0",
            "{{",
            "}}",
            "{",
            "}",
            "[",
            "]",
            "*",
            "&",
            "!",
            "%",
            "@",
            "`",
            "```",
            "\"",
            "'",
            "\\",
            "<script>",
            "</b>",
            "&amp;",
            "|",
            ">",
            "~",
            "$",
            "yes",
            "no",
            "null",
            "Status: accepted",
            "## Status\n\nAccepted",
            "Superseded by 3",
            "supersedes: 1",
            "- ",
            "1) ",
            "+ ",
            "===",
            "{#id}",
            "[a](b)",
            "<!--",
            "-->",
            "ü",
            "検索",
            "\u{2028}",
            "\u{202e}",
            "0012",
            "2026-01-31",
            "ADR-5",
            "http://a.example",
            ",",
            ";",
            "?",
            "(",
            ")",
            "_",
            "^",
            "Date: 2020-01-01",
            " ",
        ]);
        proptest::collection::vec(parts, 1..7).prop_map(|parts| parts.concat().trim().to_owned())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn every_cell_reads_back(supplier in cell(), product in cell(), note in cell(), head in cell(), other in cell()) {
            let (supplier, product) = (format!("A{}", one_line(&supplier)), format!("{}b", one_line(&product)));
            let entry = Entry {
                owner: Some(supplier.clone()),
                parent: Some(product.clone()),
                tags: vec![supplier.clone()],
                supplier,
                product,
                notes: vec![note],
                kept: vec![(one_line(&head), other)],
                ..Entry::default()
            };
            let draft = written(&entry);
            prop_assert!(says(&draft.record, &entry, &draft.title), "{}", draft.text);
            prop_assert!(body::holds(&draft.text, &entry), "{}", draft.text);
            prop_assert_eq!(draft.record.roles.owner.as_deref(), entry.owner.as_deref());
            prop_assert_eq!(&draft.record.tags, &entry.tags);
            let file = SourceFile { path: "decisions/0001-x.md".to_owned(), text: draft.text.as_str().into(), decoding: None };
            let (_, findings) = record::parse(&file, "decisions", &FolderContext::default(), &crate::model::Book::default());
            let errors: Vec<_> = findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
            prop_assert!(errors.is_empty(), "{errors:?}\n{}", draft.text);
        }
    }
}
