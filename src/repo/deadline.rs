//! A reading that always ends. On one sort of damage, a loose object whose compressed text ends too
//! soon, libgit2 asks zlib for more without end (decision 20). So the reading has a thread of its own,
//! and whoever waits for it looks after a while whether there is an object that it may hang on.

use super::error::Error;
use super::loose::{self, Damaged, Fault};
use std::path::Path;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

/// How long a reading may take before objects are looked at, and then again before it is given up.
const PATIENCE: Duration = Duration::from_millis(1500);

/// That of a main thread, on which reading would go on otherwise.
const STACK_BYTES: usize = 8 << 20;

enum News {
    Ended,
    Looked(Option<Damaged>),
}

/// Tells when a thread ends, were it by a panic.
struct Bell(Sender<News>);

impl Drop for Bell {
    fn drop(&mut self) {
        // Nobody listens where the reading was given up.
        let _ = self.0.send(News::Ended);
    }
}

/// Work on a repository that ends, and names the object that it stumbled over.
pub(super) fn guarded<T: Send + 'static>(
    dir: &Path,
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    within(dir, work).map_err(|error| match error {
        // libgit2 names an object that is missing, and not one that is there and damaged.
        error if error.is_of_objects() => loose::find_damaged(dir, |_| true).map_or(error, Error::DamagedObject),
        error => error,
    })
}

/// What `work` comes to, or the damaged object of the repository around `folder` that it never gets past.
///
/// A reading that is merely slow is waited for. One that is given up goes on until the program ends.
pub(super) fn within<T: Send + 'static>(
    folder: &Path,
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let folder = folder.to_owned();
    within_patience(PATIENCE, work, move || loose::find_damaged(&folder, Fault::may_hang))
}

fn within_patience<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    find_damage: impl FnOnce() -> Option<Damaged> + Send + 'static,
) -> Result<T, Error> {
    let (sender, news) = mpsc::channel();
    let bell = Bell(sender.clone());
    let worker = thread::Builder::new().stack_size(STACK_BYTES).spawn(move || {
        let _bell = bell;
        work()
    });
    let worker = worker.map_err(|source| Error::StartThread { source })?;
    let result = || worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    if let Ok(News::Ended) = news.recv_timeout(patience) {
        return result();
    }
    thread::spawn(move || sender.send(News::Looked(find_damage())).is_ok());
    if let Ok(News::Looked(Some(damage))) = news.recv()
        && news.recv_timeout(patience).is_err()
    {
        return Err(Error::DamagedObject(damage));
    }
    result()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    const SHORT: Duration = Duration::from_millis(300);
    const LONG: Duration = Duration::from_secs(60);

    fn damage() -> Damaged {
        Damaged { id: "abc".to_owned(), path: PathBuf::new(), fault: Fault::Cut }
    }

    #[test]
    fn a_reading_that_ends_is_what_it_comes_to() {
        assert!(matches!(within_patience(LONG, || Ok(1), || Some(damage())), Ok(1)));
        let (looks, looked) = mpsc::channel();
        let slow = move || Ok(looked.recv().is_ok());
        let none = move || {
            let _ = looks.send(());
            None
        };
        assert!(matches!(within_patience(SHORT, slow, none), Ok(true)), "slow is no damage");
        let (looks, looked) = mpsc::channel();
        let slow = move || Ok(looked.recv().is_ok());
        let some = move || {
            let _ = looks.send(());
            Some(damage())
        };
        assert!(matches!(within_patience(SHORT, slow, some), Ok(true)), "some other object may be damaged");
    }

    #[test]
    fn a_reading_that_hangs_names_the_object() {
        let (keep, hang) = mpsc::channel::<()>();
        let result = within_patience(SHORT, move || Ok(hang.recv().is_ok()), || Some(damage()));
        assert!(matches!(result, Err(Error::DamagedObject(damaged)) if damaged.id == "abc"));
        drop(keep);
    }

    #[test]
    #[should_panic(expected = "ours")]
    fn a_panic_goes_on() {
        let _ = within_patience(LONG, || -> Result<(), Error> { panic!("ours") }, || Some(damage()));
    }
}
