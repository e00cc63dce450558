//! `git check-ignore --stdin`: one git that knows what is passed over.

use super::command::{Git, failed};
use git2::Error;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

/// The git that is asked, once somebody asks.
#[derive(Default)]
pub(super) struct Ignored(Option<Running>);

struct Running {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

/// No source of a rule, number, rule or path is longer.
const MAX_PART: u64 = 64 << 10;

impl Ignored {
    /// Whether a path below the top is passed over. Of a path that git does not take (behind a link, in a submodule) it
    /// says nothing and ends.
    pub(super) fn ask(&mut self, git: &Git, path: &Path) -> Result<bool, Error> {
        let path = path.as_os_str().as_encoded_bytes();
        if path.is_empty() || path.contains(&0) {
            return Ok(false);
        }
        if self.0.is_none() {
            self.0 = Some(Running::start(git).map_err(|error| failed(&error.to_string()))?);
        }
        let said = self.0.as_mut().map_or_else(|| Err(io::ErrorKind::BrokenPipe.into()), |running| running.ask(path));
        said.map_err(|error| {
            self.0 = None;
            failed(&error.to_string())
        })
    }
}

impl Running {
    fn start(git: &Git) -> io::Result<Self> {
        let mut command = git.command(&["check-ignore", "--stdin", "-z", "--verbose", "--non-matching"]);
        // It takes a path as it is, and refuses to be told so.
        command.env_remove("GIT_LITERAL_PATHSPECS");
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let broken = || io::Error::from(io::ErrorKind::BrokenPipe);
        let questions = child.stdin.take().ok_or_else(broken)?;
        let answers = BufReader::new(child.stdout.take().ok_or_else(broken)?);
        Ok(Self { child, questions, answers })
    }

    /// Git answers with the source of a rule, its line, the rule and the path, a zero after each.
    fn ask(&mut self, path: &[u8]) -> io::Result<bool> {
        // A path that begins with a colon would mean more than a path.
        self.questions.write_all(&[b"./", path, b"\0"].concat())?;
        let mut parts = [const { Vec::new() }; 4];
        for part in &mut parts {
            self.answers.by_ref().take(MAX_PART).read_until(0, part)?;
            if part.pop() != Some(0) {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let [source, _, rule, _] = parts;
        // The last rule that fits may be one that takes back another.
        Ok(!source.is_empty() && !rule.starts_with(b"!"))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
