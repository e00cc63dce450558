//! The text of a record that is about to be written.

use super::details::Details;
use super::form::{FieldLine, Form, Place, Said};
use super::scalar::yaml_text;
use super::skeleton::Template;
use crate::cli::{drop_in, templates};
use crate::record;
use jiff::civil::Date;

/// A record that is about to be written.
pub(super) struct Draft<'a> {
    pub(super) template: Template,
    /// A template of the user's own, and whether it has the words of adr-tools.
    pub(super) own: Option<(String, Fills)>,
    pub(super) form: &'a Form,
    pub(super) place: Place,
    pub(super) title: &'a str,
    pub(super) day: Date,
    /// How the day is written down.
    pub(super) date: &'a str,
    /// Who decides; empty where nobody is known.
    pub(super) people: &'a str,
    pub(super) details: &'a Details,
    pub(super) is_drop_in: bool,
}

/// What is filled in a template of the user's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fills {
    /// NUMBER, TITLE, DATE and STATUS.
    Words,
    /// `{{ title }}` and the like.
    Braces,
}

impl Draft<'_> {
    /// What it starts from, for a program.
    pub(super) fn template_name(&self) -> &'static str {
        if self.own.is_some() { "own" } else { self.template.name() }
    }

    /// The whole file, for the number that it gets.
    pub(super) fn text(&self, number: Option<u64>) -> String {
        if let Some((template, fills)) = &self.own {
            return self.of_own(template, *fills, number);
        }
        let lead = self.lead(number);
        let heading = format!("# {lead}{}\n", record::heading_words(self.title, &lead, number));
        let (front, rest) = split(self.template.text());
        let body = match &self.details.body {
            Some(body) => body.as_str(),
            None => body_of(rest),
        };
        let body = self.filled(body, "", "");
        match &self.place {
            Place::FrontMatter => format!("---\n{}---\n{heading}\n{body}", self.front_matter(front, number)),
            Place::Section => {
                let status = if self.is_drop_in { "Accepted" } else { "Proposed" };
                format!("{heading}\nDate: {}\n\n## Status\n\n{status}\n\n{body}", self.date)
            }
            Place::Lines(lines) => {
                let line = |line: &FieldLine| {
                    let value = match line.says {
                        Said::Status if line.is_capital => "Proposed",
                        Said::Status => "proposed",
                        Said::Date => self.date,
                        Said::People => self.people,
                    };
                    format!("{}\n", format!("{}{value}", line.before).trim_end())
                };
                format!("{heading}\n{}\n{body}", lines.iter().map(line).collect::<String>())
            }
        }
    }

    /// What stands before the title.
    fn lead(&self, number: Option<u64>) -> String {
        match (&self.form.lead, number) {
            (Some(lead), _) if !self.is_drop_in => lead.with(number),
            (_, Some(number)) if self.template == Template::Nygard => format!("{number}. "),
            _ => String::new(),
        }
    }

    fn front_matter(&self, of_template: Option<&str>, number: Option<u64>) -> String {
        let usual = "status: proposed\ndate: {{day}}\ndecision-makers: [{{people}}]\n";
        let mut front = self.filled(of_template.unwrap_or(usual), "", "");
        if let Some(options) = &self.details.options {
            let at = front.find("options:\n").unwrap_or(front.len());
            front.replace_range(at.., options);
        }
        let people = "decision-makers:";
        if let Some(at) = front.find(people) {
            let end = front[at..].find('\n').map_or(front.len(), |newline| at + newline + 1);
            front.insert_str(end, &self.details.front_matter());
            if let Some(key) = &self.form.people_key {
                front.replace_range(at..at + people.len() - 1, key);
            }
        }
        let keys = self.form.keys.iter().filter_map(|key| key.line(number, self.title));
        keys.collect::<String>() + &front
    }

    fn of_own(&self, template: &str, fills: Fills, number: Option<u64>) -> String {
        let is_numbered = ["{{number}}. {{title}}", "{{ number }}. {{ title }}", "NUMBER. TITLE"]
            .iter()
            .any(|head| template.contains(&format!("# {head}")));
        let lead = number.filter(|_| is_numbered).map_or_else(String::new, |number| format!("{number}. "));
        let words = record::heading_words(self.title, &lead, number);
        let number = number.map_or_else(String::new, |number| number.to_string());
        match fills {
            Fills::Words => {
                let filled =
                    [("NUMBER", number.as_str()), ("TITLE", &words), ("DATE", self.date), ("STATUS", "Accepted")];
                drop_in::filled(template, &filled)
            }
            Fills::Braces => self.filled(template, &words, &number),
        }
    }

    fn filled(&self, template: &str, title: &str, number: &str) -> String {
        let people = if self.people.is_empty() { String::new() } else { yaml_text(self.people) };
        let values = [("title", title), ("day", self.date), ("people", people.as_str()), ("number", number)];
        templates::fill(template, self.day, &values)
    }
}

/// Front matter and the rest of a template of ours.
fn split(template: &str) -> (Option<&str>, &str) {
    let Some(inside) = template.strip_prefix("---\n") else { return (None, template) };
    match inside.find("\n---\n") {
        Some(at) => (Some(&inside[..=at]), &inside[at + 5..]),
        None => (None, template),
    }
}

/// What stands below heading, date and status.
fn body_of(rest: &str) -> &str {
    match rest.find("\n## Context") {
        Some(at) => &rest[at + 1..],
        None => rest.split_once("\n\n").map_or(rest, |(_, body)| body),
    }
}
