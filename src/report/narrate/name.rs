//! What an option is called in tables and sentences.

use crate::model::{ConsideredOption, Record, Sourcing};
use crate::number::{capitalized, quoted};
use crate::report::controls::is_direction;
use serde::Serialize;

/// The longest title that a sentence carries, in characters.
const LONGEST: usize = 60;

/// First words that lose their capital inside a sentence.
const SMALL_WORDS: [&str; 28] = [
    "A",
    "An",
    "The",
    "Our",
    "Own",
    "One",
    "Two",
    "Today’s",
    "Today's",
    "This",
    "That",
    "Joint",
    "In-house",
    "Shared",
    "Keep",
    "Stop",
    "Do",
    "Stay",
    "Leave",
    "Wait",
    "Use",
    "Build",
    "Buy",
    "Write",
    "Run",
    "Rent",
    "Hire",
    "Carry",
];

/// An option's names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OptionName {
    /// Build, buy, partner or avoid: its mark; `None` for an option that only the body names.
    pub mark: Option<Sourcing>,
    /// No other option has its sourcing, so that this alone names it.
    #[serde(skip)]
    pub is_sole: bool,
    /// In the head of a row: `Buy`, or its title where several options share a sourcing.
    pub label: String,
    /// Beneath it: the title, or the sourcing.
    pub detail: Option<String>,
    /// Inside a sentence: `buying`, or its title.
    pub doing: String,
    /// Its title inside a sentence, first letter small where that is safe.
    #[serde(skip)]
    pub title: String,
}

impl OptionName {
    /// The names of all options of a record.
    pub fn all(record: &Record) -> Vec<Self> {
        record
            .options
            .iter()
            .enumerate()
            .map(|(idx, option)| {
                let title = shortened(&clean(&option.title));
                let title = if title.is_empty() { "an option without a name".to_owned() } else { title };
                let title = numbered(record, idx, title);
                let is_unique = record.options.iter().filter(|other| other.sourcing == option.sourcing).count() == 1;
                let mark = option.sourcing;
                match option.sourcing {
                    Some(sourcing) if is_unique => Self {
                        mark,
                        is_sole: true,
                        label: sourcing.label().to_owned(),
                        detail: Some(title.clone()),
                        doing: doing(sourcing).to_owned(),
                        title: lowered(&title),
                    },
                    sourcing => Self {
                        mark,
                        is_sole: false,
                        label: title.clone(),
                        detail: sourcing.map(|sourcing| sourcing.as_str().to_owned()),
                        doing: if title.contains(' ') { quoted(&title) } else { title.clone() },
                        title: lowered(&title),
                    },
                }
            })
            .collect()
    }

    /// Its sourcing, where that alone names it: "buying".
    pub fn sole_sourcing(&self) -> Option<Sourcing> {
        self.mark.filter(|_| self.is_sole)
    }

    /// At the beginning of a sentence.
    pub fn subject(&self) -> String {
        capitalized(&self.doing)
    }

    /// What is asked for: `to buy a payments platform`, `to keep today's gateway`.
    pub fn to_do(&self) -> String {
        let title = &self.title;
        match self.mark {
            Some(Sourcing::Build) => format!("to build {title}"),
            Some(Sourcing::Buy) => format!("to buy {title}"),
            Some(Sourcing::Partner) => format!("to partner: {title}"),
            Some(Sourcing::Avoid) => format!("to leave it alone: {title}"),
            None => format!("for {}", self.doing),
        }
    }
}

/// `AuthCo (2)`: a title that several options of one sourcing share says which of them it is.
fn numbered(record: &Record, idx: usize, title: String) -> String {
    let option = &record.options[idx];
    let is_twin = |other: &ConsideredOption| other.sourcing == option.sourcing && other.title == option.title;
    match record.options.iter().filter(|other| is_twin(other)).count() {
        0 | 1 => title,
        _ => format!("{title} ({})", record.options[..=idx].iter().filter(|other| is_twin(other)).count()),
    }
}

fn doing(sourcing: Sourcing) -> &'static str {
    match sourcing {
        Sourcing::Build => "building",
        Sourcing::Buy => "buying",
        Sourcing::Partner => "partnering",
        Sourcing::Avoid => "leaving it alone",
    }
}

/// One line without control characters or marks that turn the direction of text.
pub fn clean(text: &str) -> String {
    let visible: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !is_direction(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cut at a word, so that a title never runs away with a sentence.
pub fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONGEST).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{}…", cut.trim_end_matches([',', ';', ':', '.']))
}

fn lowered(title: &str) -> String {
    match title.split_once(' ') {
        Some((first, rest)) if SMALL_WORDS.contains(&first) => format!("{} {rest}", first.to_lowercase()),
        _ => title.to_owned(),
    }
}

/// What the name of a role is made of; a name without any of it is that of a department or of a person.
const ROLES: &str = "head heads chief director directors manager managers officer officers lead leads owner owners team \
                     teams board committee council group office department president chair secretary treasurer \
                     engineer engineers architect architects sponsor sponsors partner analyst trustees maintainer \
                     maintainers coordinator steward";

/// A role inside a sentence: "the CFO", "the Head of Sales"; departments and people have no article: "Operations".
pub fn with_article(role: &str) -> String {
    let role = clean(role);
    let role = role.strip_prefix("The ").or_else(|| role.strip_prefix("the ")).unwrap_or(&role);
    let is_short_form =
        |word: &str| word.chars().count() > 1 && word.trim_end_matches('s').chars().all(|c| c.is_ascii_uppercase());
    let mut words = role.split([' ', '-', '/']);
    let is_role =
        words.any(|word| is_short_form(word) || ROLES.split_whitespace().any(|known| known == word.to_lowercase()));
    if is_role { format!("the {role}") } else { role.to_owned() }
}

/// How the names of several people end; "Operations", "Logistics" and "Sales" are one department.
const PEOPLE: &str = "ers ors ants ists ysts ees ives heads leads chiefs architects presidents agents teams boards \
                      councils groups";

/// Whether a role is of several people, as far as its ending tells: "the Sponsors", not "the Head of Operations".
pub fn is_plural(role: &str) -> bool {
    let head = [" of ", " for ", " in ", ","].iter().fold(role, |head, end| head.split(*end).next().unwrap_or(head));
    let last = head.rsplit(' ').next().unwrap_or_default();
    let is_short_form = last
        .strip_suffix('s')
        .is_some_and(|stem| stem.chars().count() > 1 && stem.chars().all(|c| c.is_ascii_uppercase()));
    let last = last.to_lowercase();
    head.contains(" and ") || is_short_form || PEOPLE.split_whitespace().any(|ending| last.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::{is_plural, with_article};

    #[test]
    fn a_role_has_an_article_and_a_department_or_a_person_has_none() {
        for role in ["CFO", "CIOs", "Head of Sales", "Works council", "Maintainer of the site", "The Chair"] {
            assert_eq!(with_article(role), format!("the {}", role.trim_start_matches("The ")));
        }
        for role in ["Operations", "Logistics", "Leiterin Einkauf", "Ada Lovelace", ""] {
            assert_eq!(with_article(role), role);
        }
    }

    #[test]
    fn a_role_of_several_people_is_told_by_its_ending() {
        for role in ["Sponsors", "Heads of Operations", "Design leads", "CFO and CTO", "CIOs", "Trustees", "Analysts"] {
            assert!(is_plural(role), "{role}");
        }
        for role in
            ["CFO", "Head of Operations", "Operations", "Logistics", "Director Sales", "Boss", "CIS", "Board", ""]
        {
            assert!(!is_plural(role), "{role}");
        }
    }
}
