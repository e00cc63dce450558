//! One page, printed.

use crate::cli::outcome::Failure;
use crate::report::address::encode;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Component, Path, Prefix};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How long to wait before one looks again.
const PAUSE: Duration = Duration::from_millis(20);

/// The most of what a browser complains that is read, in bytes.
const COMPLAINT: usize = 64_000;

/// What is to be printed, by what.
#[derive(Clone, Copy)]
pub(crate) struct Job<'a> {
    /// The browser.
    pub(crate) browser: &'a Path,
    /// The page, an absolute path; that it runs no scripts is its own policy.
    pub(crate) page: &'a Path,
    /// The PDF to write, an absolute path.
    pub(crate) pdf: &'a Path,
    /// A folder for its profile and what it says, which the caller throws away.
    pub(crate) scratch: &'a Path,
    /// The longest that it may take.
    pub(crate) timeout: Duration,
    /// The time since the program started.
    pub(crate) elapsed: &'a dyn Fn() -> Duration,
}

/// Prints; returns the PDF. The browser is gone by then, whatever came of it.
pub(crate) fn print(job: &Job<'_>) -> Result<Vec<u8>, Failure> {
    let name = job.browser.display();
    let said = job.scratch.join("said");
    let log = File::create(&said)
        .map_err(|error| Failure::Writing(format!("could not write `{}`: {error}", said.display())))?;
    let mut command = Command::new(job.browser);
    command.args(arguments(job, runs_as_root())).current_dir(job.scratch);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
    // What an earlier run printed must not be taken for this one's.
    if let Err(error) = fs::remove_file(job.pdf)
        && error.kind() != ErrorKind::NotFound
    {
        return Err(Failure::Writing(format!("could not remove `{}`: {error}", job.pdf.display())));
    }
    let failed = |what: String| Failure::Writing(format!("could not print with `{name}`: {what}"));
    let mut running = Running(command.spawn().map_err(|error| failed(error.to_string()))?);
    let until = (job.elapsed)() + job.timeout;
    let status = loop {
        if let Some(status) = running.0.try_wait().map_err(|error| failed(error.to_string()))? {
            break status;
        }
        if (job.elapsed)() >= until {
            let seconds = job.timeout.as_secs();
            return Err(failed(format!(
                "it was not done after {seconds} seconds and was stopped; give it longer with `--timeout {}`, or name \
                 another browser in CHROME",
                seconds.max(1).saturating_mul(4)
            )));
        }
        std::thread::sleep(PAUSE);
    };
    match fs::read(job.pdf) {
        Ok(pdf) if pdf.starts_with(b"%PDF-") => Ok(pdf),
        _ => Err(failed(format!("it wrote no PDF ({status}){}", complaint(&said)))),
    }
}

/// A child that does not outlive us.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // One that is gone already cannot be stopped, which is as well.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn arguments(job: &Job<'_>, is_root: bool) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = [
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-extensions",
        "--disable-sync",
        "--disable-background-networking",
        "--disable-component-update",
        // Nothing that a page names, or that the browser would fetch by itself, has an address.
        "--host-resolver-rules=MAP * ~NOTFOUND",
        // Not `--blink-settings=scriptEnabled=false`: printing is a script of the browser itself, and it then ends with 0
        // and no file (Chromium 156), and `--disable-javascript` does nothing. `Job::page` forbids its scripts itself.
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
    ]
    .map(OsString::from)
    .to_vec();
    if is_root {
        // A browser refuses to run as root, as in a container, with the sandbox on.
        arguments.push("--no-sandbox".into());
    }
    let named = |flag: &str, path: &Path| {
        let mut argument = OsString::from(flag);
        argument.push(path);
        argument
    };
    arguments.push(named("--user-data-dir=", &job.scratch.join("profile")));
    arguments.push(named("--print-to-pdf=", job.pdf));
    arguments.push(file_address(job.page).into());
    arguments
}

#[cfg(target_os = "linux")]
fn runs_as_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(not(target_os = "linux"))]
fn runs_as_root() -> bool {
    false
}

/// The address of a file whose path is absolute.
fn file_address(path: &Path) -> String {
    let mut address = "file://".to_owned();
    for part in path.components() {
        match part {
            Component::Prefix(prefix) => match prefix.kind() {
                Prefix::Disk(letter) | Prefix::VerbatimDisk(letter) => {
                    address.push_str(&format!("/{}:", char::from(letter)));
                }
                _ => address.push_str(&prefix.as_os_str().to_string_lossy().replace('\\', "/")),
            },
            Component::Normal(name) => {
                address.push('/');
                address.push_str(&encode(&name.to_string_lossy()));
            }
            Component::RootDir | Component::CurDir | Component::ParentDir => {}
        }
    }
    address
}

/// The last that a browser said, and what may be done about it.
fn complaint(said: &Path) -> String {
    let said = fs::read(said).unwrap_or_default();
    let said = String::from_utf8_lossy(&said[said.len().saturating_sub(COMPLAINT)..]).into_owned();
    if said.to_lowercase().contains("sandbox") {
        return ", since it could not start its sandbox here; run it as a user who may, or name a script in CHROME that \
                starts it with `--no-sandbox`"
            .to_owned();
    }
    // What it says of the system's bus is no reason.
    let last = said.lines().rev().map(str::trim).find(|line| !line.is_empty() && !line.contains("dbus"));
    let last = last.map_or_else(String::new, |line| format!("; it said `{line}`"));
    format!(
        "{last}; a browser that came as a snap or flatpak sees no temporary files: set TMPDIR to a folder of your home"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job<'a>() -> Job<'a> {
        Job {
            browser: Path::new("/usr/bin/chromium"),
            page: Path::new("/tmp/a b/pack.html"),
            pdf: Path::new("/tmp/a b/pack.pdf"),
            scratch: Path::new("/tmp/a b"),
            timeout: Duration::ZERO,
            elapsed: &|| Duration::ZERO,
        }
    }

    #[test]
    fn the_sandbox_stays_on_but_for_root() {
        let has = |is_root| arguments(&job(), is_root).iter().any(|argument| argument == "--no-sandbox");
        assert!(has(true) && !has(false));
    }

    #[test]
    fn paths_are_arguments_and_the_page_an_address() {
        let all = arguments(&job(), false);
        for expected in ["--print-to-pdf=/tmp/a b/pack.pdf", "--user-data-dir=/tmp/a b/profile"] {
            assert!(all.iter().any(|argument| argument == expected), "{all:?}");
        }
        assert_eq!(all.last().expect("the page"), "file:///tmp/a%20b/pack.html");
        assert_eq!(file_address(Path::new("/tmp/größe #1/?.html")), "file:///tmp/gr%C3%B6%C3%9Fe%20%231/%3F.html");
    }
}
