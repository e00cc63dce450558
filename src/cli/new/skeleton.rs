//! What a new record starts from: our templates by name, and which of them a log uses.

use super::form::Place;
use crate::cli::context::Context;
use crate::cli::outcome::Failure;
use crate::cli::templates;
use crate::finding::nearest;
use crate::source::SourceFile;

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

    /// The form that most of these records have; `None` where there is nothing to go by.
    pub(super) fn used_by(files: &[SourceFile], place: Option<&Place>) -> Option<Self> {
        let mut counts = [0_usize; 3];
        for file in files {
            let has_line = |wanted: &str| file.text.lines().any(|line| line.trim_end().eq_ignore_ascii_case(wanted));
            if has_line("options:") {
                counts[0] += 1;
            } else if has_line("## Considered Options") {
                counts[1] += 1;
            } else if has_line("## Decision") && (has_line("## Status") || has_line("## Context")) {
                counts[2] += 1;
            }
        }
        let [sourcing, madr, nygard] = counts;
        // One MADR record with front matter is what `init` leaves; it is no habit yet.
        let is_first = madr <= 1 && matches!(place, None | Some(Place::FrontMatter));
        if sourcing > 0 {
            Some(Self::Sourcing)
        } else if nygard > madr {
            Some(Self::Nygard)
        } else if madr == 0 || is_first {
            None
        } else {
            Some(Self::Madr)
        }
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
    fn the_form_follows_the_log() {
        let file = |text: &str| SourceFile { path: String::new(), text: text.into(), decoding: None };
        let nygard = file("# 1. A\n\n## Status\n\nAccepted\n\n## Context\n\n## Decision\n");
        let madr = file("# A\n\n## Considered Options\n");
        let sourcing = file("---\noptions:\n  - buy: X\n---\n# A\n");
        let front = Some(&Place::FrontMatter);
        assert_eq!(Template::used_by(&[], None), None);
        assert_eq!(Template::used_by(std::slice::from_ref(&nygard), Some(&Place::Section)), Some(Template::Nygard));
        assert_eq!(Template::used_by(std::slice::from_ref(&madr), front), None);
        let lines = Place::Lines(Vec::new());
        assert_eq!(Template::used_by(std::slice::from_ref(&madr), Some(&lines)), Some(Template::Madr));
        assert_eq!(Template::used_by(&[madr.clone(), madr.clone()], front), Some(Template::Madr));
        assert_eq!(Template::used_by(&[nygard, madr, sourcing], front), Some(Template::Sourcing));
    }

    #[test]
    fn every_template_is_there() {
        for template in Template::ALL {
            assert!(template.text().contains("{{title}}"), "{}", template.name());
        }
    }
}
