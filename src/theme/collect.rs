//! Which of the user's files a look needs: those that are named like ours, and those that one of these includes.
//!
//! A folder of templates may hold anything, so nothing else in it is opened.

use super::{Theme, builtin};
use std::collections::BTreeSet;

/// A look of the user's files that `read` gives by name; `None`: there is no such file.
pub fn collect<E>(mut read: impl FnMut(&str) -> Result<Option<String>, E>) -> Result<Theme, E> {
    let mut asked: BTreeSet<String> = builtin().iter().map(|file| file.name.to_owned()).collect();
    let mut open: Vec<String> = asked.iter().cloned().collect();
    let mut files = Vec::new();
    while let Some(name) = open.pop() {
        let Some(text) = read(&name)? else { continue };
        for named in named_in(&text) {
            if asked.insert(named.to_owned()) {
                open.push(named.to_owned());
            }
        }
        files.push((name, text));
    }
    files.sort();
    Ok(Theme::new(files))
}

/// The templates that a template names in `{% include "…" %}`, `{% extends "…" %}` and `{% import "…" %}`.
fn named_in(text: &str) -> impl Iterator<Item = &str> {
    text.split("{%").skip(1).filter_map(|rest| {
        let tag = rest.split("%}").next()?.trim_start_matches('-').trim_start();
        let named = ["include", "extends", "import"].iter().find_map(|word| tag.strip_prefix(word))?.trim_start();
        let quote = named.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
        named[1..].split(quote).next()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    #[test]
    fn names_stand_in_tags() {
        let text = "{# {% include 'no' #}{% include \"a.html\" %}{%- extends 'b/c.html' -%}\n{%import `d` as d%}\
                    {{ include }}{% if include %}{% include x %}{% include \"é\" %}{% include";
        // What stands in a comment is read for nothing, and does no harm.
        assert_eq!(named_in(text).collect::<Vec<_>>(), ["no", "a.html", "b/c.html", "d", "é"]);
    }

    #[test]
    fn nothing_else_is_asked_for() {
        let mut asked = Vec::new();
        let theme = collect(|name| {
            asked.push(name.to_owned());
            Ok::<_, Infallible>(match name {
                "site/board.html" => Some("{% include 'mine/a.html' %}".to_owned()),
                "mine/a.html" => Some("{% include 'mine/a.html' %}{% extends 'builtin/site/base.html' %}".to_owned()),
                _ => None,
            })
        });
        assert_eq!(theme.map(|theme| theme.asset("mine/a.html").is_some()), Ok(true));
        let ours = |name: &String| builtin().iter().any(|file| file.name == name);
        let others: Vec<&String> = asked.iter().filter(|name| !ours(name)).collect();
        assert_eq!(others, ["mine/a.html", "builtin/site/base.html"]);
    }
}
