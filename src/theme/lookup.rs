//! Which file wins, and rendering.

use crate::theme::builtin;
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
#[derive(Clone, Debug, Default)]
pub struct Theme {
    overrides: Vec<(String, String)>,
}

/// The numbers of one drawing, by name.
pub type Numbers = BTreeMap<String, f64>;

/// A drawing that templates call by name, as in `{{ range_bar(of=row.bar) }}`: numbers in,
/// finished SVG out.
#[derive(Clone, Copy, Debug)]
pub struct Drawing {
    /// What templates call it.
    pub name: &'static str,
    /// Draws.
    pub draw: fn(&Numbers) -> String,
}

impl Theme {
    /// A look in which the user's files (relative name with `/`, text) stand before ours. Nothing
    /// is parsed yet.
    pub fn new(overrides: Vec<(String, String)>) -> Self {
        Self { overrides }
    }

    /// The text of a file that is copied as it stands, such as `assets/adr.css`.
    pub fn asset(&self, name: &str) -> Option<&str> {
        let user = self.overrides.iter().find(|(other, _)| other == name).map(|(_, text)| text.as_str());
        user.or_else(|| builtin().iter().find(|file| file.name == name).map(|file| file.text))
    }

    /// Parses all templates, ours and the user's.
    pub fn templates(&self, drawings: &[Drawing]) -> Result<Templates, Error> {
        let mut tera = Tera::default();
        tera.autoescape_on(vec![".html", ".svg", ".xml"]);
        tera.set_fallback_prefixes([OURS]).map_err(parse)?;
        for drawing in drawings {
            let draw = drawing.draw;
            tera.register_function(drawing.name, move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
                let mut numbers = Numbers::new();
                for (key, value) in kwargs.must_get::<&tera::value::Map>("of")? {
                    if let (Some(key), Some(number)) = (key.as_str(), value.as_f64()) {
                        numbers.insert(key.to_owned(), number);
                    }
                }
                Ok(Value::safe_string(&draw(&numbers)))
            });
        }
        let ours = builtin().iter().map(|file| (format!("{OURS}{}", file.name), file.text));
        let users = self.overrides.iter().map(|(name, text)| (name.clone(), text.as_str()));
        let all: Vec<(String, &str)> = ours.chain(users).filter(|(name, _)| name.ends_with(".html")).collect();
        tera.add_raw_templates(all.iter().map(|(name, text)| (name.as_str(), *text))).map_err(parse)?;
        Ok(Templates { tera })
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
        let failed = |error: tera::Error| Error::Render { template: template.to_owned(), message: error.to_string() };
        let mut context = Context::new();
        context.insert_value("site", site.0.clone());
        context.insert_value("root", Value::safe_string(root));
        context.insert_value("page", Value::try_from_serializable(page).map_err(failed)?);
        self.tera.render(template, &context).map_err(failed)
    }
}
