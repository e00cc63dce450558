//! How git is run, so that a repository has no say in what runs.

use git2::{Error, ErrorClass, ErrorCode};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Settings by which a repository names a program, or has git fetch or write something. What is said here wins over all
/// files of settings. Settings that only `diff`, `log`, `grep`, `commit` or a transport obey (`diff.external`, textconv,
/// filters, `gpg.program`, `core.sshCommand`) are not reached: none of these is run, and no transport is allowed.
const SWITCHED_OFF: [&str; 13] = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.alternateRefsCommand=",
    "core.pager=cat",
    "core.askPass=",
    "core.sshCommand=false",
    "credential.helper=",
    "protocol.allow=never",
    "submodule.recurse=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "log.showSignature=false",
    "core.quotePath=false",
];

/// What may stand in the environment and would lead git elsewhere than to the repository that is asked for.
const NOT_INHERITED: [&str; 24] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_ATTR_SOURCE",
    "GIT_CEILING_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS",
    "GIT_DEFAULT_HASH",
    "GIT_DIR",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_EXTERNAL_DIFF",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_REDIRECT_STDERR",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_TRACE",
    "GIT_TRACE2",
    "GIT_WORK_TREE",
];

/// How git is told to read and do nothing else.
const ENVIRONMENT: [(&str, &str); 12] = [
    ("GIT_NO_LAZY_FETCH", "1"),
    // Git before 2.45 does not know that; a list of no protocol stops it as well.
    ("GIT_ALLOW_PROTOCOL", ""),
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("GIT_GRAFT_FILE", "/dev/null"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_LITERAL_PATHSPECS", "1"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_ASKPASS", ""),
    ("GIT_PAGER", "cat"),
    ("GIT_FLUSH", "1"),
    ("GIT_PROTOCOL_FROM_USER", "0"),
    ("LC_ALL", "C"),
];

/// The installed git, and the folder that it is run in.
#[derive(Clone)]
pub(super) struct Git {
    program: PathBuf,
    folder: PathBuf,
}

impl Git {
    /// The one that the system would run, if it stands at a place of its own: a folder in the search path that is named
    /// relative to where one stands may be the repository's.
    pub(super) fn find() -> Option<Self> {
        #[expect(clippy::disallowed_methods, reason = "where programs are is the system's own affair")]
        let path: OsString = std::env::var_os("PATH")?;
        let name = if cfg!(windows) { "git.exe" } else { "git" };
        let mut programs =
            std::env::split_paths(&path).filter(|folder| folder.is_absolute()).map(|path| path.join(name));
        programs.find(|program| program.is_file()).map(|program| Self { program, folder: PathBuf::new() })
    }

    pub(super) fn in_folder(self, folder: &Path) -> Self {
        Self { folder: folder.to_owned(), ..self }
    }

    /// Git with these arguments, ready to run.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("-C").arg(&self.folder).args(["--no-pager", "--no-replace-objects", "--no-optional-locks"]);
        for setting in SWITCHED_OFF {
            command.args(["-c", setting]);
        }
        for name in NOT_INHERITED {
            command.env_remove(name);
        }
        command.envs(ENVIRONMENT).args(arguments).stdin(Stdio::null());
        command
    }

    /// What git prints.
    pub(super) fn bytes(&self, arguments: &[&str]) -> Result<Vec<u8>, Error> {
        let output = self.command(arguments).output().map_err(|source| failed(&source.to_string()))?;
        if output.status.success() { Ok(output.stdout) } else { Err(refused(&output)) }
    }

    /// The same, as text.
    pub(super) fn ask(&self, arguments: &[&str]) -> Result<String, Error> {
        self.bytes(arguments).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The line that git prints; `None` where it prints none.
    pub(super) fn line(&self, arguments: &[&str]) -> Option<String> {
        let said = self.ask(arguments).ok()?;
        Some(said.trim_end_matches(['\n', '\r']).to_owned()).filter(|line| !line.is_empty())
    }
}

/// What git says when it does not do what it was asked. Where it says nothing, there is nothing of the sort.
fn refused(output: &Output) -> Error {
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().find_map(|line| line.strip_prefix("fatal: ").or(line.strip_prefix("error: ")));
    match said {
        Some(said) if said.contains("dubious ownership") => Error::new(ErrorCode::Owner, ErrorClass::Config, said),
        Some(said) if said.contains("not a git repository") => {
            Error::new(ErrorCode::NotFound, ErrorClass::Repository, said)
        }
        Some(said) => failed(said),
        None => Error::new(ErrorCode::NotFound, ErrorClass::Reference, "there is none"),
    }
}

pub(super) fn failed(said: &str) -> Error {
    Error::new(ErrorCode::GenericError, ErrorClass::Os, format!("git says: {said}"))
}
