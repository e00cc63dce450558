//! What the file of the next record is called, as the log names its files.

use jiff::civil::Date;

/// The longest slug of a file name, in bytes: names stay readable, and fit every system.
const SLUG_BYTES: usize = 72;

/// The next name, as the log names its files.
///
/// Names of other branches are `elsewhere`: their numbers are taken as well, and how they are written counts where no
/// file is here yet.
pub(crate) fn next_name(names: &[String], elsewhere: &[String], slug: &str, day: Date) -> (String, Option<u64>) {
    let read: Vec<Name> = names.iter().filter_map(|name| Name::read(name)).collect();
    let taken: Vec<Name> = elsewhere.iter().filter_map(|name| Name::read(name)).collect();
    let highest = |names: &[Name]| {
        names.iter().filter_map(|name| Some((name.number?, name.clone()))).max_by_key(|(number, _)| *number)
    };
    let like = highest(&read).or_else(|| highest(&taken).filter(|_| read.is_empty()));
    match like {
        Some((number, like)) => {
            let same = taken.into_iter().filter(|name| name.prefix == like.prefix);
            let number = same.filter_map(|name| name.number).fold(number, u64::max).saturating_add(1);
            let digits = padded(number, like.width);
            (format!("{}{digits}{}{slug}.md", like.prefix, like.separator), Some(number))
        }
        None if !read.is_empty() => {
            let day = format!("{:04}{:02}{:02}", day.year(), day.month(), day.day());
            let plain = format!("{day}-{slug}.md");
            let is_taken = names.contains(&plain);
            (if is_taken { format!("{day}-{slug}-{}.md", names.len()) } else { plain }, None)
        }
        None => (format!("{}-{slug}.md", padded(1, 4)), Some(1)),
    }
}

/// How a record's file is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// `adr-`, or nothing.
    prefix: String,
    /// `None`: it starts with a day.
    number: Option<u64>,
    /// Digits, leading zeros included.
    width: usize,
    separator: char,
}

impl Name {
    /// Reads a file or folder name; `None` where it has neither number nor day.
    pub(crate) fn read(name: &str) -> Option<Self> {
        let stem = name.strip_suffix(".md").or_else(|| name.strip_suffix(".MD")).unwrap_or(name);
        let start = stem.find(|c: char| c.is_ascii_digit())?;
        let (prefix, rest) = stem.split_at(start);
        let is_prefix = prefix.len() <= 12 && prefix.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '_'));
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let separator = rest[digits..].chars().next();
        let is_separated = separator.is_none_or(|c| matches!(c, '-' | '_' | ' ' | '.'));
        // `utf-8-names.md` is no eighth record: a number after a prefix shows its zeros.
        let is_number = prefix.is_empty() && digits >= 2 || digits >= 3;
        if !is_prefix || !is_separated || !is_number || digits > 10 {
            return None;
        }
        let separator = separator.filter(|c| *c != '.').unwrap_or('-');
        let number = if is_day(rest) { None } else { Some(rest[..digits].parse().ok()?) };
        Some(Self { prefix: prefix.to_owned(), number, width: digits, separator })
    }
}

/// `20200131` or `2020-01-31`.
fn is_day(text: &str) -> bool {
    let digits: String = text.chars().filter(|c| !matches!(c, '-' | '_')).take(8).collect();
    let is_spelled = text.len() >= 8
        && (text.bytes().take(8).all(|byte| byte.is_ascii_digit())
            || (text.len() >= 10
                && matches!(text.as_bytes()[4], b'-' | b'_')
                && matches!(text.as_bytes()[7], b'-' | b'_')));
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<u16>().ok());
    is_spelled && matches!((part(0..4), part(4..6), part(6..8)), (Some(1970..=2100), Some(1..=12), Some(1..=31)))
}

/// A number with leading zeros.
pub(crate) fn padded(number: u64, width: usize) -> String {
    format!("{number:0width$}")
}

/// A slug cut at a word's end.
pub(crate) fn short(slug: &str) -> String {
    if slug.len() <= SLUG_BYTES {
        return slug.to_owned();
    }
    let end = (0..=SLUG_BYTES).rev().find(|end| slug.is_char_boundary(*end)).unwrap_or(0);
    let cut = &slug[..end];
    let word_end =
        if slug[end..].starts_with('-') { end } else { cut.rfind('-').filter(|at| *at > end / 2).unwrap_or(end) };
    cut[..word_end].trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::slug;
    use jiff::civil::date;

    fn next(names: &[&str]) -> String {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        next_name(&names, &[], "x", date(2026, 11, 5)).0
    }

    #[test]
    fn numbers_go_on_as_the_log_writes_them() {
        assert_eq!(next(&[]), "0001-x.md");
        assert_eq!(next(&["0009-a.md", "0003-b.md", "README.md", "template.md"]), "0010-x.md");
        assert_eq!(next(&["adr-099-a.md"]), "adr-100-x.md");
        assert_eq!(next(&["001_a.md", "img"]), "002_x.md");
        assert_eq!(next(&["0042-folder"]), "0043-x.md");
        assert_eq!(next(&["20260101-a.md", "20260203-b.md"]), "20261105-x.md");
        assert_eq!(next(&["utf-8-names.md"]), "0001-x.md");
    }

    #[test]
    fn numbers_of_other_branches_are_taken() {
        let next = |names: &[&str], elsewhere: &[&str]| {
            let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>();
            next_name(&owned(names), &owned(elsewhere), "x", date(2026, 11, 5)).0
        };
        assert_eq!(next(&["0002-a.md"], &["0002-a.md", "0004-b.md", "README.md"]), "0005-x.md");
        assert_eq!(next(&[], &["adr-007-b.md"]), "adr-008-x.md");
        assert_eq!(next(&["0002-a.md"], &["other-0900-b.md"]), "0003-x.md");
    }

    #[test]
    fn long_titles_make_sane_names() {
        let long = slug(&"How should we take card payments in the EU and elsewhere ".repeat(4));
        let name = short(&long);
        assert!(name.len() <= SLUG_BYTES && long.starts_with(&name) && !name.ends_with('-'), "{name}");
        assert_eq!(name, "how-should-we-take-card-payments-in-the-eu-and-elsewhere-how-should-we");
        assert!(short(&slug(&"ü".repeat(300))).len() <= SLUG_BYTES);
    }
}
