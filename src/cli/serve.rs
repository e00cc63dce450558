//! `adr serve`: a preview of the site on this machine.

use crate::cli::context::Context;
use crate::cli::outcome::{self, Failure, Outcome};
use crate::cli::preview::{Preview, Shown};
use crate::cli::publish::Edition;
use crate::cli::{print, progress};
use crate::number::plural;
use crate::serve::{self, News, Watch};
use clap::Args;
use std::collections::BTreeSet;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Show the site while it is written
///
/// Prints the address of a preview that only this machine reaches, and shows there what
/// `publish` would write. A page loads itself again when a record, book.toml, a template or a
/// picture was saved. Nothing is written to disk. Ctrl-C ends it.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  adr serve --port 8080")]
pub(crate) struct ServeArgs {
    /// Listen on this port; 0 takes any free one [default: 3017, or a free one where that is taken]
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    #[command(flatten)]
    edition: Edition,
}

/// The port that is tried first.
const PORT: u16 = 3017;

/// What changed is named up to here.
const MOST_NAMED: usize = 3;

pub(crate) fn run(args: &ServeArgs, context: &Context, elapsed: &dyn Fn() -> Duration) -> anyhow::Result<Outcome> {
    let listener = listen(args.port)?;
    let progress = progress::Progress::start(context, "weighing options");
    let mut watch = Watch::new()?;
    let mut preview = Preview::new(context, &args.edition);
    let state = preview.begin()?;
    progress.end();
    let count = state.decision_count();
    let news = Arc::new(News::of_run(RandomState::new().build_hasher().finish()));
    news.tell(notice(&state.errors()));
    let shown = Arc::new(Shown::new(state));
    let address = serve::address(&listener)?;
    answer(listener, Arc::clone(&news), Arc::clone(&shown), context.clone());
    print::out(&format!("{address}\n"))?;
    let decisions = plural(count, "decision", "decisions");
    print::say(context, &format!("{count} {decisions}, shown until Ctrl-C; a page loads itself again after a save"));
    let mut teller = Teller { context, news: &news, trouble: None };
    tell_errors(&BTreeSet::new(), &shown.state().errors());
    loop {
        // What happened before a folder was watched is looked for at once.
        let is_any_new = watch.follow(shown.state().folders())?;
        let changed = if is_any_new { BTreeSet::new() } else { watch.wait()? };
        let started = elapsed();
        let before = shown.state();
        let touched = changed.iter().map(PathBuf::as_path).collect();
        match preview.next(&before, &touched) {
            Ok(Some(state)) => {
                let (old, new) = (before.errors().into_iter().collect(), state.errors());
                shown.show(state);
                teller.changed(&changed, elapsed().saturating_sub(started), &new);
                tell_errors(&old, &new);
            }
            Ok(None) => teller.same(&before.errors()),
            Err(error) => teller.failed(&outcome::sentence(&error)),
        }
    }
}

/// Listens where the caller says, else where we like to, else anywhere.
fn listen(port: Option<u16>) -> Result<TcpListener, Failure> {
    let refused = |port: u16| {
        move |error: std::io::Error| {
            let why = match error.kind() {
                ErrorKind::AddrInUse => "another program listens there".to_owned(),
                ErrorKind::PermissionDenied => "it takes rights that this program does not have".to_owned(),
                _ => error.to_string(),
            };
            Failure::Arguments(format!(
                "could not listen on port {port} of this machine: {why}; name another, or none: a free one is found"
            ))
        }
    };
    match port {
        Some(port) => serve::listen(port).map_err(refused(port)),
        None => serve::listen(PORT).or_else(|_| serve::listen(0)).map_err(refused(PORT)),
    }
}

/// Answers browsers in the background, until the program ends.
fn answer(listener: TcpListener, news: Arc<News>, shown: Arc<Shown>, context: Context) {
    std::thread::spawn(move || {
        let look = |path: &str| shown.look(path, |why| print::complain(&format!("error: {why}")));
        let ended = serve::serve(&listener, &news, &look, &|line| print::detail(&context, line));
        if let Err(error) = ended {
            print::complain(&format!("error: could not answer any more: {error}"));
        }
    });
}

/// Says to the terminal and to every open page how it stands.
struct Teller<'a> {
    context: &'a Context,
    news: &'a News,
    /// Why the last change is not shown.
    trouble: Option<String>,
}

impl Teller<'_> {
    fn changed(&mut self, changed: &BTreeSet<PathBuf>, took: Duration, errors: &[String]) {
        self.trouble = None;
        self.news.tell(notice(errors));
        let what = names(changed);
        print::say(self.context, &format!("{what}: shown again after {} ms", took.as_millis()));
    }

    /// A change that shows nothing new may have taken back one that could not be shown.
    fn same(&mut self, errors: &[String]) {
        if self.trouble.take().is_some() {
            self.news.tell(notice(errors));
            print::say(self.context, "mended: the site is as it was");
        }
    }

    fn failed(&mut self, why: &str) {
        if self.trouble.as_deref() == Some(why) {
            return;
        }
        print::complain(&format!("error: {why}; the site stays as it was"));
        self.news.tell(Some(format!("The site stays as it was before the last change: {why}")));
        self.trouble = Some(why.to_owned());
    }
}

/// What cannot be used since the last change.
fn tell_errors(old: &BTreeSet<String>, new: &[String]) {
    let fresh: Vec<&String> = new.iter().filter(|error| !old.contains(*error)).collect();
    for error in fresh.iter().take(MOST_NAMED) {
        print::complain(error);
    }
    if fresh.len() > MOST_NAMED {
        print::complain(&format!("and {} more; adr check shows them", fresh.len() - MOST_NAMED));
    }
}

/// What stands over every page: the errors, the first of them in words.
fn notice(errors: &[String]) -> Option<String> {
    let first = errors.first()?;
    Some(match errors.len() {
        1 => first.clone(),
        count => format!("{first}\nand {} more; adr check shows them", count - 1),
    })
}

/// `0001-a.md`, `0001-a.md, 0002-b.md and 5 more`: what is there, without what an editor wrote on the way.
fn names(changed: &BTreeSet<PathBuf>) -> String {
    let there = changed.iter().filter(|path| path.is_file()).filter_map(|path| path.file_name());
    let mut names: Vec<String> = there.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names.dedup();
    let named = names.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
    match names.len().checked_sub(MOST_NAMED) {
        _ if names.is_empty() => "a change".to_owned(),
        None | Some(0) => named,
        Some(more) => format!("{named} and {more} more"),
    }
}
