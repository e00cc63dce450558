//! A throw-away folder, perhaps a git repository, with fixed author and dates; runs `adr` in it
//! with an environment that the machine has no say in.

use git2::{Repository, RepositoryInitOptions, Signature, Time};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// Noon of 2026-01-05, in UTC: the day of the first commit; each further one is a day later.
const FIRST_COMMIT: i64 = 1_767_614_400;

/// A throw-away folder.
pub(crate) struct Sandbox {
    folder: TempDir,
    repository: Option<Repository>,
    commit_count: i64,
}

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Sandbox {
    /// An empty folder outside git.
    pub(crate) fn folder() -> Self {
        let folder = tempfile::Builder::new().prefix("adr-it-").tempdir().expect("a temporary folder");
        Self { folder, repository: None, commit_count: 0 }
    }

    /// An empty git repository.
    pub(crate) fn repository() -> Self {
        let mut sandbox = Self::folder();
        let mut options = RepositoryInitOptions::new();
        options.initial_head("main").external_template(false);
        sandbox.repository = Some(Repository::init_opts(sandbox.path(), &options).expect("a new repository"));
        sandbox
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn git(&self) -> &Repository {
        self.repository.as_ref().expect("a sandbox made by `repository`")
    }

    /// Writes a file, and the folders that it needs.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let file = self.path().join(path);
        fs::create_dir_all(file.parent().expect("a file stands in a folder")).expect("folders");
        fs::write(&file, text).expect("a file");
        file
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Commits the whole working tree; returns the commit's id.
    pub(crate) fn commit(&mut self, message: &str) -> String {
        self.commit_as("Ada", message)
    }

    /// Commits the whole working tree under a name; returns the commit's id.
    pub(crate) fn commit_as(&mut self, author: &str, message: &str) -> String {
        let time = Time::new(FIRST_COMMIT + self.commit_count * 86_400, 0);
        self.commit_count += 1;
        let git = self.git();
        let mut index = git.index().expect("the index");
        index.add_all(["*"], git2::IndexAddOption::DEFAULT, None).expect("staged");
        index.update_all(["*"], None).expect("deletions staged");
        index.write().expect("the index written");
        let tree = git.find_tree(index.write_tree().expect("a tree")).expect("that tree");
        let signature =
            Signature::new(author, &format!("{}@example.org", author.to_lowercase()), &time).expect("an author");
        let parent = git.head().ok().map(|head| head.peel_to_commit().expect("a commit"));
        let parents: Vec<_> = parent.iter().collect();
        git.commit(Some("HEAD"), &signature, &signature, message, &tree, &parents).expect("a commit").to_string()
    }

    /// Runs `adr` in the folder.
    pub(crate) fn adr(&self, args: &[&str]) -> Run {
        self.adr_with(args, &[])
    }

    /// Runs `adr` in the folder, with more environment variables.
    pub(crate) fn adr_with(&self, args: &[&str], environment: &[(&str, &str)]) -> Run {
        let output = self.command(args, environment).output().expect("adr runs");
        Run::from(output)
    }

    /// `adr`, ready to run: no settings of the machine, no terminal, a fixed time zone.
    pub(crate) fn command(&self, args: &[&str], environment: &[(&str, &str)]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_adr"));
        command
            .args(args)
            .current_dir(self.path())
            .env_clear()
            .env("HOME", self.path())
            .env("XDG_CONFIG_HOME", self.path())
            .env("TZ", "UTC")
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .envs(environment.iter().copied())
            .stdin(std::process::Stdio::null());
        command
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Run {
    /// Fails the test, with everything that was printed, unless the run ended with this code.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

/// Says something to whoever runs the tests. `cargo test` keeps back what a passing test prints with macros, so this goes
/// to the stream itself.
pub(crate) fn tell(line: &str) {
    use std::io::Write as _;
    // Where nobody listens, nothing is lost.
    let _ = writeln!(std::io::stderr(), "\n{line}");
}
