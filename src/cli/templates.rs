//! What `init` and `new` write, embedded, and the places in it that are filled in.

use jiff::ToSpan;
use jiff::civil::Date;

/// The example portfolio, by path. `history.txt` says which day brought which file.
pub(crate) const DEMO: &[(&str, &str)] = &[
    ("README.md", include_str!("../../templates/demo/README.md")),
    ("book.toml", include_str!("../../templates/demo/book.toml")),
    ("decisions/0001-card-payments.md", include_str!("../../templates/demo/decisions/0001-card-payments.md")),
    ("decisions/0002-data-warehouse.md", include_str!("../../templates/demo/decisions/0002-data-warehouse.md")),
    ("decisions/0003-own-product-search.md", include_str!("../../templates/demo/decisions/0003-own-product-search.md")),
    (
        "decisions/0004-personal-data-in-logs.md",
        include_str!("../../templates/demo/decisions/0004-personal-data-in-logs.md"),
    ),
    ("decisions/0005-observability.md", include_str!("../../templates/demo/decisions/0005-observability.md")),
    ("decisions/0006-shop-tills.md", include_str!("../../templates/demo/decisions/0006-shop-tills.md")),
    ("decisions/0007-address-matching.md", include_str!("../../templates/demo/decisions/0007-address-matching.md")),
    (
        "decisions/0008-ai-support-assistant.md",
        include_str!("../../templates/demo/decisions/0008-ai-support-assistant.md"),
    ),
    ("decisions/0009-product-search.md", include_str!("../../templates/demo/decisions/0009-product-search.md")),
    (
        "decisions/0010-describe-interfaces-first.md",
        include_str!("../../templates/demo/decisions/0010-describe-interfaces-first.md"),
    ),
    ("decisions/0011-loyalty-app.md", include_str!("../../templates/demo/decisions/0011-loyalty-app.md")),
    ("decisions/0012-customer-sign-in.md", include_str!("../../templates/demo/decisions/0012-customer-sign-in.md")),
    ("decisions/0013-delivery-tracking.md", include_str!("../../templates/demo/decisions/0013-delivery-tracking.md")),
    ("decisions/0014-plant-doctor.md", include_str!("../../templates/demo/decisions/0014-plant-doctor.md")),
    ("decisions/0015-erp-retirement.md", include_str!("../../templates/demo/decisions/0015-erp-retirement.md")),
    ("decisions/0016-stolen-cards.md", include_str!("../../templates/demo/decisions/0016-stolen-cards.md")),
];

/// Which day of the example portfolio brought which file.
pub(crate) const DEMO_HISTORY: &str = include_str!("../../templates/demo/history.txt");

/// The first record of a new log.
pub(crate) const FIRST_RECORD: &str = include_str!("../../templates/records/first.md");

/// `book.toml` of a new log.
pub(crate) const BOOK: &str = include_str!("../../templates/records/book.toml");

/// What a new record may start from: name, for what, text.
pub(crate) const RECORDS: &[(&str, &str)] = &[
    ("sourcing", include_str!("../../templates/records/sourcing.md")),
    ("madr", include_str!("../../templates/records/madr.md")),
    ("madr-minimal", include_str!("../../templates/records/madr-minimal.md")),
    ("nygard", include_str!("../../templates/records/nygard.md")),
    ("ai", include_str!("../../templates/records/ai.md")),
    ("pilot", include_str!("../../templates/records/pilot.md")),
];

/// Fills `{{name}}` from `values`, and `{{day}}`, `{{day+30}}`, `{{year-1}}` from the day. What is
/// neither stays as it is.
pub(crate) fn fill(text: &str, day: Date, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("{{") {
        let (before, from) = rest.split_at(start);
        filled.push_str(before);
        let end = from.find("}}").filter(|end| !from[..*end].contains('\n'));
        let value = end.and_then(|end| value_of(from[2..end].trim(), day, values));
        match (end, value) {
            (Some(end), Some(value)) => {
                filled.push_str(&value);
                rest = &from[end + 2..];
            }
            _ => {
                filled.push_str("{{");
                rest = &from[2..];
            }
        }
    }
    filled.push_str(rest);
    filled
}

fn value_of(name: &str, day: Date, values: &[(&str, &str)]) -> Option<String> {
    if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
        return Some((*value).to_owned());
    }
    let split = name.find(['+', '-']).unwrap_or(name.len());
    let (unit, offset) = name.split_at(split);
    let offset: i32 = if offset.is_empty() { 0 } else { offset.parse().ok().filter(|n: &i32| n.abs() <= 100_000)? };
    match unit.trim() {
        "day" => day.checked_add(offset.days()).ok().map(|day| day.to_string()),
        "month" => {
            let month = day.first_of_month().checked_add(offset.months()).ok()?;
            Some(format!("{:04}-{:02}", month.year(), month.month()))
        }
        "year" => Some((i32::from(day.year()) + offset).to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn days_count_from_the_day() {
        let day = date(2026, 11, 25);
        assert_eq!(fill("{{day}} {{day+30}} {{ day-12 }}", day, &[]), "2026-11-25 2026-12-25 2026-11-13");
        assert_eq!(fill("{{year}}-{{year+1}} {{month+2}}", day, &[]), "2026-2027 2027-01");
    }

    #[test]
    fn what_is_no_placeholder_stays() {
        let day = date(2026, 11, 25);
        let text = "{{#adr}} {{ x }} {{day+soon}} {{day+999999999}} {{ {{title";
        assert_eq!(fill(text, day, &[("title", "{{day}}")]), text);
        assert_eq!(fill("# {{title}}", day, &[("title", "{{day}}")]), "# {{day}}", "values are not filled again");
    }

    #[test]
    fn the_table_lists_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/demo");
        let mut there = BTreeSet::from(["README.md".to_owned(), "book.toml".to_owned()]);
        for entry in std::fs::read_dir(folder.join("decisions")).expect("the demo's records") {
            there.insert(format!("decisions/{}", entry.expect("an entry").file_name().to_string_lossy()));
        }
        let listed: BTreeSet<String> = DEMO.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(listed, there);
    }

    #[test]
    fn the_demo_leaves_no_placeholder() {
        for (path, text) in DEMO {
            assert!(!fill(text, date(2026, 11, 25), &[]).contains("{{"), "{path}");
        }
    }
}
