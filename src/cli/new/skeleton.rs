//! What a new record starts from: our templates by name, and which of them a log uses.

use crate::cli::context::Context;
use crate::cli::outcome::Failure;
use crate::cli::templates;
use crate::finding::nearest;

/// What a new record starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Template {
    /// Build, buy, partner or avoid, with costs and levels.
    Sourcing,
    /// MADR.
    Madr,
    /// MADR without what is optional.
    MadrMinimal,
    /// Nygard, as adr-tools writes it.
    Nygard,
    /// A use of AI, with the questions that a board asks of one.
    Ai,
    /// Something to be tried out before it is decided.
    Pilot,
}

impl Template {
    pub(super) const ALL: [Self; 6] =
        [Self::Sourcing, Self::Madr, Self::MadrMinimal, Self::Nygard, Self::Ai, Self::Pilot];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sourcing => "sourcing",
            Self::Madr => "madr",
            Self::MadrMinimal => "madr-minimal",
            Self::Nygard => "nygard",
            Self::Ai => "ai",
            Self::Pilot => "pilot",
        }
    }

    pub(super) fn text(self) -> &'static str {
        templates::RECORDS.iter().find(|(name, _)| *name == self.name()).map_or("", |(_, text)| text)
    }

    /// Whether its options stand in front matter, and so its status does.
    pub(super) fn has_options(self) -> bool {
        matches!(self, Self::Sourcing | Self::Ai | Self::Pilot)
    }
}

/// What somebody asked to start from.
#[derive(Clone, Debug)]
pub(super) enum Asked {
    /// One of ours.
    Ours(Template),
    /// The text of a file.
    Own(String),
}

impl Asked {
    /// Reads what `--template` says: a name of ours, else a file.
    pub(super) fn read(said: &str, context: &Context) -> Result<Self, Failure> {
        if let Some(known) = Template::ALL.into_iter().find(|known| known.name() == said) {
            return Ok(Self::Ours(known));
        }
        let path = context.dir.join(said);
        if !path.is_file() {
            let names = Template::ALL.map(Template::name);
            let help = match nearest(said, names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write one of {}, or the path of a file of your own", names.join(", ")),
            };
            return Err(Failure::Arguments(format!("no template is called `{}`; {help}", said.escape_debug())));
        }
        let text = std::fs::read_to_string(&path)
            .map_err(|error| Failure::Reading(format!("could not read the template `{said}`: {error}")))?;
        Ok(Self::Own(text.trim_start_matches('\u{feff}').to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_there() {
        for template in Template::ALL {
            assert!(template.text().contains("{{title}}"), "{}", template.name());
        }
    }
}
