//! A relation as somebody types it: one that we know, or words of their own.

use crate::cli::outcome::Failure;
use crate::finding::nearest;
use crate::model::LinkKind;

/// What one record says of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Words {
    /// A relation that we know.
    Known(LinkKind),
    /// Words of an author's own, as adr-tools takes any.
    Own(String),
}

impl Words {
    /// Reads a relation; words of one's own are taken in a log of adr-tools alone.
    pub(crate) fn read(text: &str, is_drop_in: bool) -> Result<Self, Failure> {
        match relation(text) {
            Ok(kind) => Ok(Self::Known(kind)),
            Err(_) if is_drop_in && !text.trim().is_empty() => Ok(Self::Own(text.to_owned())),
            Err(error) => Err(error),
        }
    }

    /// How the other record says it, where nobody does; words of one's own need that said.
    pub(crate) fn reverse(&self, example: &str) -> Result<Self, Failure> {
        match self {
            Self::Known(kind) => Ok(Self::Known(kind.reverse())),
            Self::Own(words) => {
                let words = words.escape_debug();
                Err(Failure::Arguments(format!("`{words}` needs what the other record says: {example}")))
            }
        }
    }
}

/// Reads a relation, as files write it or as a person says it.
fn relation(text: &str) -> Result<LinkKind, Failure> {
    let folded = text.trim().to_lowercase().replace(['_', ' '], "-");
    let folded = match folded.as_str() {
        "supercedes" | "replaces" => "supersedes",
        "superceded-by" | "replaced-by" => "superseded-by",
        "requires" => "depends-on",
        "required-by" => "enables",
        "relates-to" | "related-to" => "related",
        other => other,
    };
    LinkKind::ALL.into_iter().find(|kind| kind.as_str() == folded).ok_or_else(|| {
        let known = LinkKind::ALL.map(LinkKind::as_str);
        let help = match nearest(folded, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of {}", known.join(", ")),
        };
        Failure::Arguments(format!("no relation is called `{}`; {help}", text.escape_debug()))
    })
}
