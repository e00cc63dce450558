//! Which state of the site is shown, and waiting for the next.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What is new: a count that rises with every change of what a browser would see.
#[derive(Debug, Default)]
pub struct News {
    latest: Mutex<Latest>,
    changed: Condvar,
}

#[derive(Clone, Debug, Default)]
struct Latest {
    /// Tells one run from another, so that a page of an earlier run knows that it is old.
    run: u64,
    count: u64,
    notice: Option<String>,
}

impl Latest {
    fn name(&self) -> String {
        format!("{:x}-{}", self.run, self.count)
    }
}

impl News {
    /// Nothing yet. Two runs should not give the same number.
    pub fn of_run(run: u64) -> Self {
        Self { latest: Mutex::new(Latest { run, ..Latest::default() }), changed: Condvar::new() }
    }

    /// Something else is to be seen from now on; `notice` stands over every page.
    pub fn tell(&self, notice: Option<String>) {
        let mut latest = self.lock();
        latest.count += 1;
        latest.notice = notice;
        drop(latest);
        self.changed.notify_all();
    }

    /// What a page says of itself, and what stands over it.
    pub(super) fn latest(&self) -> (String, Option<String>) {
        let latest = self.lock();
        (latest.name(), latest.notice.clone())
    }

    /// Whether there is something newer than what a page says of itself; waits for it so long.
    pub(super) fn is_newer(&self, than: &str, patience: Duration) -> bool {
        let latest = self.lock();
        let waited = self.changed.wait_timeout_while(latest, patience, |latest| latest.name() == than);
        let (latest, _) = waited.unwrap_or_else(PoisonError::into_inner);
        latest.name() != than
    }

    fn lock(&self) -> MutexGuard<'_, Latest> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_learns_that_it_is_old() {
        let news = News::of_run(7);
        let (first, _) = news.latest();
        assert!(!news.is_newer(&first, Duration::ZERO));
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| news.is_newer(&first, Duration::from_secs(60)));
            news.tell(Some("oh".to_owned()));
            assert!(waiting.join().expect("it ends"));
        });
        assert_eq!(news.latest(), ("7-1".to_owned(), Some("oh".to_owned())));
        assert!(news.is_newer("6-1", Duration::ZERO), "a page of another run is old");
    }
}
