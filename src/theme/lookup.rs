//! Which file wins, and rendering.

use crate::theme::output::{self, Output};
use crate::theme::{accent, builtin};
use serde::Serialize;
use std::collections::BTreeMap;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

/// The prefix under which our own templates stay reachable when a user's file takes their place.
const OURS: &str = "builtin/";

/// Why templates could not be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A template, ours or the user's, cannot be read as one.
    #[error("could not read the templates:\n{0}")]
    Parse(String),
    /// A template writes without end, or nearly.
    #[error(
        "could not render `{template}`: it wrote more than {limit} MB and was stopped; look at the loop in {place}"
    )]
    Runaway {
        /// The template that was asked for.
        template: String,
        /// Template and line of the loop that wrote last.
        place: String,
        /// In MB.
        limit: usize,
    },
    /// A template asks for what is not there.
    #[error("could not render `{template}`:\n{message}")]
    Render {
        /// The template that was asked for.
        template: String,
        /// What is wrong, with template, line and column.
        message: String,
    },
}

/// The look of a site: our templates, some of them replaced by the user's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    overrides: Vec<(String, String)>,
}

/// What a drawing is made from, by name.
#[derive(Clone, Debug, Default)]
pub struct Given {
    numbers: BTreeMap<String, f64>,
    words: BTreeMap<String, String>,
    lists: BTreeMap<String, Vec<f64>>,
}

impl Given {
    /// A number; `None` where there is none.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.numbers.get(name).copied()
    }

    /// A word, as it was given: drawings escape it.
    pub fn word(&self, name: &str) -> Option<&str> {
        self.words.get(name).map(String::as_str)
    }

    /// Numbers in order; empty where there are none.
    pub fn list(&self, name: &str) -> &[f64] {
        self.lists.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether something holds.
    pub fn is(&self, name: &str) -> bool {
        self.number(name) == Some(1.0)
    }
}

/// A drawing that templates call by name, as in `{{ range_bar(of=row.bar) }}`: numbers and words in,
/// finished SVG out.
#[derive(Clone, Copy, Debug)]
pub struct Drawing {
    /// What templates call it.
    pub name: &'static str,
    /// Draws.
    pub draw: fn(&Given) -> String,
}

impl Theme {
    /// A look in which the user's files (relative name with `/`, text) stand before ours. Nothing
    /// is parsed yet.
    pub fn new(overrides: Vec<(String, String)>) -> Self {
        Self { overrides }
    }

    /// The user's files by name, sorted.
    pub fn own(&self) -> impl Iterator<Item = &str> {
        self.overrides.iter().map(|(name, _)| name.as_str())
    }

    /// The text of a file that is copied as it stands, such as `assets/adr.css`.
    pub fn asset(&self, name: &str) -> Option<&str> {
        let user = self.overrides.iter().find(|(other, _)| other == name).map(|(_, text)| text.as_str());
        user.or_else(|| builtin().iter().find(|file| file.name == name).map(|file| file.text))
    }

    /// The one sheet of every page: tokens, those that the organization's own color (`#rgb` or `#rrggbb`) stands for, and
    /// what is made of them.
    pub fn sheet(&self, accent: Option<&str>) -> String {
        let asset = |name| self.asset(name).unwrap_or_default();
        let accent = accent.and_then(accent::tokens).unwrap_or_default();
        format!("{}{accent}\n{}", asset("assets/tokens.css"), asset("assets/adr.css"))
    }

    /// Parses all templates, ours and the user's.
    pub fn templates(&self, drawings: &[Drawing]) -> Result<Templates, Error> {
        let mut tera = Tera::default();
        tera.autoescape_on(vec![".html", ".svg", ".xml"]);
        tera.set_fallback_prefixes([OURS]).map_err(parse)?;
        for drawing in drawings {
            let draw = drawing.draw;
            tera.register_function(drawing.name, move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
                let mut given = Given::default();
                for (key, value) in kwargs.must_get::<&tera::value::Map>("of")? {
                    let Some(key) = key.as_str() else { continue };
                    if let Some(number) = value.as_f64().or_else(|| value.as_bool().map(f64::from)) {
                        given.numbers.insert(key.to_owned(), number);
                    } else if let Some(word) = value.as_str() {
                        given.words.insert(key.to_owned(), word.to_owned());
                    } else if let Some(list) = value.as_array() {
                        let numbers = list.iter().map(|number| number.as_f64().unwrap_or(f64::NAN));
                        given.lists.insert(key.to_owned(), numbers.collect());
                    }
                }
                Ok(Value::safe_string(&draw(&given)))
            });
        }
        let ours = builtin().iter().map(|file| (format!("{OURS}{}", file.name), file.text));
        let users = self.overrides.iter().map(|(name, text)| (name.clone(), text.as_str()));
        let all: Vec<(String, &str)> = ours.chain(users).filter(|(name, _)| name.ends_with(".html")).collect();
        tera.add_raw_templates(all.iter().map(|(name, text)| (name.as_str(), *text))).map_err(parse)?;
        Ok(Templates { tera, overrides: self.overrides.clone() })
    }
}

fn parse(error: tera::Error) -> Error {
    Error::Parse(error.to_string())
}

/// A value that many pages share, serialized once.
#[derive(Clone, Debug)]
pub struct Shared(Value);

impl Shared {
    /// Serializes a value.
    pub fn new(value: &impl Serialize) -> Self {
        Self(Value::from_serializable(value))
    }
}

/// Parsed templates.
pub struct Templates {
    tera: Tera,
    /// The user's files, which are suspected first where one runs away.
    overrides: Vec<(String, String)>,
}

impl std::fmt::Debug for Templates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.tera.get_template_names()).finish()
    }
}

impl Templates {
    /// Renders one page. Templates see `site` (what all pages share), `page` and `root`, the way
    /// back to the site's first folder (`""` or `"../"`).
    pub fn render(&self, template: &str, site: &Shared, root: &str, page: &impl Serialize) -> Result<String, Error> {
        self.fill(template, None, site, root, page)
    }

    /// Renders one block of a page, as it stands on it. Where a template of the user's has no such block, ours is taken.
    pub fn block(&self, template: &str, block: &str, site: &Shared, page: &impl Serialize) -> Result<String, Error> {
        match self.fill(template, Some(block), site, "", page) {
            Err(Error::Render { message, .. }) if message.contains(&format!("Block `{block}` not found")) => {
                self.fill(&format!("{OURS}{template}"), Some(block), site, "", page)
            }
            filled => filled,
        }
    }

    fn fill(
        &self,
        template: &str,
        block: Option<&str>,
        site: &Shared,
        root: &str,
        page: &impl Serialize,
    ) -> Result<String, Error> {
        let failed = |error: tera::Error| Error::Render { template: template.to_owned(), message: error.to_string() };
        let mut context = Context::new();
        context.insert_value("site", site.0.clone());
        context.insert_value("root", Value::safe_string(root));
        context.insert_value("page", Value::try_from_serializable(page).map_err(failed)?);
        let mut output = Output::new(output::LIMIT);
        let rendered = match block {
            None => self.tera.render_to(template, &context, &mut output),
            Some(block) => self.tera.render_block_to(template, block, &context, &mut output),
        };
        if output.is_full() {
            return Err(self.runaway(template, &output));
        }
        rendered.map_err(failed)?;
        String::from_utf8(output.into_bytes()).map_err(|error| failed(error.into()))
    }

    fn runaway(&self, template: &str, output: &Output) -> Error {
        let users = self.overrides.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let ours = builtin().iter().map(|file| (file.name, file.text));
        let (name, line) = output.runaway(users.chain(ours)).unwrap_or((template, 1));
        let limit = output::LIMIT / 1_000_000;
        Error::Runaway { template: template.to_owned(), place: format!("{name}:{line}"), limit }
    }
}
