//! `git cat-file --batch`: one git for any number of objects.

use super::command::{Git, failed};
use crate::repo::objects::{Id, odb_error};
use git2::{Error, ErrorCode};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

/// The git that is asked for objects, once somebody asks.
#[derive(Default)]
pub(super) struct Batch(Option<Running>);

struct Running {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Batch {
    /// Kind and first bytes of an object.
    pub(super) fn read(&mut self, git: &Git, id: Id, limit: usize) -> Result<(String, Vec<u8>), Error> {
        let asked = self.running(git).and_then(|running| running.read(id, limit));
        match asked {
            Ok(Some(found)) => Ok(found),
            Ok(None) => Err(odb_error(ErrorCode::NotFound, format!("the object {id} is not here"))),
            Err(broken) => {
                // Git ends over an object that is damaged, and says of which one to who asks for it alone.
                self.0 = None;
                Err(git
                    .bytes(&["cat-file", "-p", &id.to_string()])
                    .err()
                    .unwrap_or_else(|| failed(&broken.to_string())))
            }
        }
    }

    fn running(&mut self, git: &Git) -> io::Result<&mut Running> {
        if self.0.is_none() {
            self.0 = Some(Running::start(git)?);
        }
        self.0.as_mut().ok_or_else(|| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}

impl Running {
    fn start(git: &Git) -> io::Result<Self> {
        let mut command = git.command(&["cat-file", "--batch"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let broken = || io::Error::from(io::ErrorKind::BrokenPipe);
        let questions = child.stdin.take().ok_or_else(broken)?;
        let answers = BufReader::with_capacity(64 << 10, child.stdout.take().ok_or_else(broken)?);
        Ok(Self { child, questions, answers })
    }

    /// Git answers `NAME KIND SIZE`, the bytes and a line end; or `NAME missing`.
    fn read(&mut self, id: Id, limit: usize) -> io::Result<Option<(String, Vec<u8>)>> {
        self.questions.write_all(format!("{id}\n").as_bytes())?;
        let mut head = String::new();
        // No answer is longer.
        self.answers.by_ref().take(200).read_line(&mut head)?;
        let mut parts = head.trim_end().split(' ').skip(1);
        let (kind, size) = (parts.next(), parts.next().and_then(|size| size.parse::<u64>().ok()));
        let (kind, size) = match (kind, size) {
            (Some("missing"), _) => return Ok(None),
            (Some(kind), Some(size)) => (kind.to_owned(), size),
            _ => return Err(io::Error::new(io::ErrorKind::InvalidData, "git does not answer")),
        };
        let taken = size.min(limit as u64);
        let mut bytes = Vec::new();
        self.answers.by_ref().take(taken).read_to_end(&mut bytes)?;
        let rest = size - taken + 1;
        let passed = io::copy(&mut self.answers.by_ref().take(rest), &mut io::sink())?;
        if bytes.len() as u64 == taken && passed == rest {
            Ok(Some((kind, bytes)))
        } else {
            Err(io::ErrorKind::UnexpectedEof.into())
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It would end by itself when nobody asks any more; nobody waits for it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
