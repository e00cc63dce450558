//! Options named elsewhere in the record: by sourcing where that is unique, else by key, else by title.

use crate::finding::nearest;
use crate::model::{ConsideredOption, slug};
use std::fmt;

/// Why a name fits no option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameFault {
    /// It fits none.
    Unknown {
        /// The name as written.
        name: String,
        /// The known name that is nearest to it.
        nearest: Option<String>,
    },
    /// It fits several.
    Ambiguous {
        /// The name as written.
        name: String,
        /// Titles of those that it fits.
        fits: Vec<String>,
    },
}

impl fmt::Display for NameFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name, .. } => write!(f, "no option is called `{name}`"),
            Self::Ambiguous { name, fits } => {
                let fits: Vec<String> = fits.iter().map(|title| format!("`{title}`")).collect();
                write!(f, "`{name}` fits {} options: {}", fits.len(), fits.join(", "))
            }
        }
    }
}

impl NameFault {
    /// The rule that it breaks.
    pub(in crate::analysis) fn rule(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "unknown-option",
            Self::Ambiguous { .. } => "ambiguous-option",
        }
    }

    /// The next thing to type.
    pub fn help(&self) -> String {
        match self {
            Self::Unknown { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            Self::Unknown { .. } => "name an option by its sourcing, its `key` or its title".to_owned(),
            Self::Ambiguous { .. } => "give each of them a `key:` and name the one you mean".to_owned(),
        }
    }
}

/// The index of the option that a name stands for.
pub fn find_option(options: &[ConsideredOption], name: &str) -> Result<usize, NameFault> {
    let folded = slug(name);
    let fitting = |test: &dyn Fn(&ConsideredOption) -> bool| -> Vec<usize> {
        (0..options.len()).filter(|idx| test(&options[*idx])).collect()
    };
    let by_sourcing = fitting(&|option| option.sourcing.is_some_and(|sourcing| sourcing.as_str() == folded));
    if let [only] = by_sourcing[..] {
        return Ok(only);
    }
    let by_key = fitting(&|option| option.key.as_deref().is_some_and(|key| slug(key) == folded));
    let by_title = fitting(&|option| slug(&option.title) == folded);
    for found in [by_key, by_title, by_sourcing] {
        match found[..] {
            [] => {}
            [only] => return Ok(only),
            _ => {
                let fits = found.into_iter().map(|idx| options[idx].title.clone()).collect();
                return Err(NameFault::Ambiguous { name: name.to_owned(), fits });
            }
        }
    }
    let known = options.iter().flat_map(|option| {
        [option.sourcing.map(crate::model::Sourcing::as_str), option.key.as_deref(), Some(option.title.as_str())]
    });
    Err(NameFault::Unknown { name: name.to_owned(), nearest: nearest(name, known.flatten()).map(str::to_owned) })
}
