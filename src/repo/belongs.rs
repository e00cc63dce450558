//! Which files belong to a log: the rule, apart from disk and git.
//!
//! A record, a picture or a template is content that somebody committed, or means to. Whatever else
//! lies around where a site is built (a token that a build machine left, git's own settings, the
//! home folder behind a link) is not, and no link that is committed makes it so.

/// What is known of a file before it is opened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts<'a> {
    /// Where it stands after all links, relative to the root; `None` is outside of it.
    pub(super) real: Option<&'a str>,
    /// It is reached through a link, of its own or of a folder above it.
    pub(super) is_linked: bool,
    /// Neither folder, pipe, socket nor device.
    pub(super) is_plain: bool,
    /// What git knows of it.
    pub(super) standing: Standing,
}

/// What git knows of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is in the index, or in the commit.
    Tracked,
    /// It is not, and no rule of the repository passes it over.
    New,
    /// It is not, and git is told to pass it over.
    Ignored,
    /// It is not, and the repository cannot be asked for its rules.
    Unknown,
    /// There is no git.
    OutsideGit,
}

/// Who asks for a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Want {
    /// A record, which may be so new that nobody has added it yet.
    Record,
    /// Anything that a record, the settings or a link name.
    Named,
}

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Nothing is there.
    #[error("there is no such file")]
    Missing,
    /// Git does not know it.
    #[error("git does not track it")]
    Untracked,
    /// Git is told to pass it over.
    #[error("git ignores it")]
    Ignored,
    /// It lies outside the root, as written or behind a link.
    #[error("it lies outside the folder of the log")]
    Outside,
    /// It is one of git's own files.
    #[error("it is one of git's own files")]
    GitsOwn,
    /// A folder, pipe, socket or device.
    #[error("it is no plain file")]
    NotPlain,
    /// A file, where a folder is meant.
    #[error("it is no folder")]
    NoFolder,
    /// It is larger than whoever asked for it takes.
    #[error("it is larger than {} MiB", limit >> 20)]
    TooLarge {
        /// In bytes.
        limit: u64,
    },
    /// Disk or repository say no.
    #[error("it could not be read: {0}")]
    Unreadable(String),
}

impl Refusal {
    /// The next thing to do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Missing => "mend the name, or add the file",
            Self::Untracked => "`git add` it, if everybody may read it",
            Self::Ignored => "take it out of `.gitignore` and `git add` it, if everybody may read it",
            Self::Outside | Self::GitsOwn => "copy what everybody may read into the folder of the log",
            Self::NotPlain => "name a plain file",
            Self::NoFolder => "name a folder",
            Self::TooLarge { .. } => "make it smaller",
            Self::Unreadable(_) => "look at its permissions, or run `git fsck`",
        }
    }
}

/// Whether a file is read.
pub(super) fn judge(facts: Facts<'_>, want: Want) -> Result<(), Refusal> {
    let real = facts.real.ok_or(Refusal::Outside)?;
    if is_gits_own(real) {
        return Err(Refusal::GitsOwn);
    }
    if !facts.is_plain {
        return Err(Refusal::NotPlain);
    }
    match (facts.standing, want) {
        (Standing::Tracked | Standing::OutsideGit, _) => Ok(()),
        // A link is written by one person and filled by another, so what it leads to has to be known.
        (Standing::New, Want::Record) if !facts.is_linked => Ok(()),
        (Standing::New | Standing::Unknown, _) => Err(Refusal::Untracked),
        (Standing::Ignored, _) => Err(Refusal::Ignored),
    }
}

/// Whether a path leads through a folder of git's own, however it is written: disks exist that take
/// `.GIT` and `.git` for one.
pub(super) fn is_gits_own(path: &str) -> bool {
    path.split(['/', '\\']).any(|part| part.trim_end_matches([' ', '.']).eq_ignore_ascii_case(".git"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Facts<'static> =
        Facts { real: Some("decisions/a.md"), is_linked: false, is_plain: true, standing: Standing::Tracked };

    #[test]
    fn what_is_tracked_belongs_and_what_is_ignored_does_not() {
        let of = |standing, want| judge(Facts { standing, ..PLAIN }, want);
        for want in [Want::Record, Want::Named] {
            assert_eq!(of(Standing::Tracked, want), Ok(()));
            assert_eq!(of(Standing::OutsideGit, want), Ok(()));
            assert_eq!(of(Standing::Ignored, want), Err(Refusal::Ignored));
            assert_eq!(of(Standing::Unknown, want), Err(Refusal::Untracked));
        }
        assert_eq!(of(Standing::New, Want::Record), Ok(()), "`adr new` wrote it a moment ago");
        assert_eq!(of(Standing::New, Want::Named), Err(Refusal::Untracked));
    }

    #[test]
    fn a_link_opens_nothing_that_is_not_tracked() {
        let linked = Facts { is_linked: true, ..PLAIN };
        assert_eq!(judge(linked, Want::Record), Ok(()));
        assert_eq!(judge(Facts { standing: Standing::New, ..linked }, Want::Record), Err(Refusal::Untracked));
        assert_eq!(judge(Facts { real: None, ..linked }, Want::Record), Err(Refusal::Outside));
        let outside_git = Facts { standing: Standing::OutsideGit, ..linked };
        assert_eq!(judge(Facts { real: Some(".git/config"), ..outside_git }, Want::Named), Err(Refusal::GitsOwn));
        assert_eq!(judge(Facts { is_plain: false, ..outside_git }, Want::Named), Err(Refusal::NotPlain));
    }

    #[test]
    fn gits_own_folder_is_known_by_any_spelling() {
        for path in [".git", ".git/config", "a/.git/hooks/x", ".GIT/config", "a\\.Git\\x", ".git./config", ".git /x"] {
            assert!(is_gits_own(path), "{path}");
        }
        for path in ["", "git", ".gitignore", ".github/x.yml", "a.git/b", "digit/.gitkeep"] {
            assert!(!is_gits_own(path), "{path}");
        }
    }
}
