//! Folders of files that a site is made of → word that something in them changed.
//!
//! Editors save in several steps, and often beside the file first: what happens in a burst counts as one change, and
//! what only an editor needs is passed over. That a file was read is no change.

use notify::event::{AccessKind, AccessMode, MetadataKind, ModifyKind};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

/// A burst is over when nothing came for so long.
const QUIET: Duration = Duration::from_millis(10);

/// How long nothing is looked at after the system lost count twice in a row.
const REST: Duration = Duration::from_secs(1);

/// How many times in a row that is waited for: what never ends is looked at all the same.
const MOST_WAITS: usize = 20;

/// Why nothing can be watched.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// The system said no.
    #[error("could not watch for changes: {0}")]
    System(#[from] notify::Error),
    /// The system told us that it will tell nothing any more.
    #[error("could not watch for changes any longer: the system stopped telling")]
    Ended,
}

/// A folder that is watched.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Folder {
    /// Where.
    pub path: PathBuf,
    /// With all folders in it.
    pub is_deep: bool,
}

/// Watches folders.
pub struct Watch {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    watched: BTreeSet<Folder>,
    /// The last burst was only word that the system lost count.
    has_lost_count: bool,
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(&self.watched).finish()
    }
}

impl Watch {
    /// Watches nothing yet.
    pub fn new() -> Result<Self, WatchError> {
        let (sender, events) = mpsc::channel();
        let tell = move |event: notify::Result<Event>| {
            if event.as_ref().map_or(true, concerns) {
                // Nobody listens any more when the program ends.
                let _ = sender.send(event);
            }
        };
        // A link may lead anywhere, and what lies behind it is no part of a log.
        let watcher = RecommendedWatcher::new(tell, Config::default().with_follow_symlinks(false))?;
        Ok(Self { watcher, events, watched: BTreeSet::new(), has_lost_count: false })
    }

    /// Watches these folders from now on, and says whether one of them is new: what happened in it until now is not known.
    pub fn follow(&mut self, folders: BTreeSet<Folder>) -> Result<bool, WatchError> {
        let folders = outermost(folders);
        let gone: Vec<Folder> = self.watched.difference(&folders).cloned().collect();
        for folder in gone {
            // One that is not there any more is not watched any more.
            let _ = self.watcher.unwatch(&folder.path);
            self.watched.remove(&folder);
        }
        let mut is_any_new = false;
        for folder in folders {
            if self.watched.contains(&folder) {
                continue;
            }
            let mode = if folder.is_deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            match self.watcher.watch(&folder.path, mode) {
                Ok(()) => {
                    is_any_new = true;
                    self.watched.insert(folder);
                }
                // It went away in the meantime, and what holds it tells when it is back.
                Err(_) if !folder.path.exists() => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(is_any_new)
    }

    /// Waits for a change and for the end of its burst, and says what changed; nothing where the system lost count.
    pub fn wait(&mut self) -> Result<BTreeSet<PathBuf>, WatchError> {
        let mut changed = BTreeSet::new();
        let first = self.events.recv().map_err(|_| WatchError::Ended)?;
        self.take(first, &mut changed);
        for _ in 0..MOST_WAITS {
            thread::sleep(QUIET);
            let more: Vec<notify::Result<Event>> = self.events.try_iter().collect();
            if more.is_empty() {
                break;
            }
            for event in more {
                self.take(event, &mut changed);
            }
        }
        // Reading a very large log may make the system lose count again and again.
        if changed.is_empty() && self.has_lost_count {
            thread::sleep(REST);
        }
        self.has_lost_count = changed.is_empty();
        Ok(changed)
    }

    /// Adds the paths of an event to what changed.
    fn take(&mut self, event: notify::Result<Event>, changed: &mut BTreeSet<PathBuf>) {
        let Ok(event) = event else { return };
        if matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))) {
            // A folder of that name that comes back is another one.
            self.watched.retain(|folder| !event.paths.contains(&folder.path));
        }
        changed.extend(event.paths.into_iter().filter(|path| !is_editors_own(path)));
    }
}

/// These folders without those that lie in another one that is watched with all folders in it.
fn outermost(folders: BTreeSet<Folder>) -> BTreeSet<Folder> {
    let deep: Vec<PathBuf> = folders.iter().filter(|folder| folder.is_deep).map(|folder| folder.path.clone()).collect();
    let is_within =
        |folder: &Folder, other: &PathBuf| folder.path.starts_with(other) && (folder.path != *other || !folder.is_deep);
    folders.into_iter().filter(|folder| !deep.iter().any(|other| is_within(folder, other))).collect()
}

/// Whether an event may have changed what a site is made of.
fn concerns(event: &Event) -> bool {
    if event.need_rescan() {
        return true;
    }
    let is_change = match event.kind {
        // Reading is none, and our own would wake us again and again; the end of writing is one.
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime)) => false,
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => true,
    };
    is_change && (event.paths.is_empty() || event.paths.iter().any(|path| !is_editors_own(path)))
}

/// Hidden files that say what a log is, or where it stands.
const SPEAKING: [&str; 3] = [".adr-dir", ".git", ".gitignore"];

/// What editors add to the name of a file while they work on it, or keep of it.
const ENDINGS: [&str; 9] = ["~", ".swp", ".swx", ".swo", ".tmp", ".lock", ".bak", "___jb_tmp___", "___jb_old___"];

/// Whether a file is one that an editor, a desktop or git has for itself while it works.
fn is_editors_own(path: &Path) -> bool {
    let Some(name) = path.file_name().map(|name| name.to_string_lossy()) else { return false };
    (name.starts_with('.') && !SPEAKING.contains(&&*name))
        || (name.starts_with('#') && name.ends_with('#'))
        // vim tries whether it may write by a file of this name.
        || name == "4913"
        || ENDINGS.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, DataChange, Flag, RemoveKind, RenameMode};

    fn event(kind: EventKind, paths: &[&str]) -> Event {
        paths.iter().fold(Event::new(kind), |event, path| event.add_path(PathBuf::from(path)))
    }

    #[test]
    fn saving_is_a_change_and_reading_is_none() {
        let path = ["/log/decisions/0001-a.md"];
        for kind in [
            EventKind::Create(CreateKind::File),
            EventKind::Modify(ModifyKind::Data(DataChange::Any)),
            EventKind::Modify(ModifyKind::Name(RenameMode::To)),
            EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any)),
            EventKind::Remove(RemoveKind::File),
            EventKind::Access(AccessKind::Close(AccessMode::Write)),
        ] {
            assert!(concerns(&event(kind, &path)), "{kind:?}");
        }
        for kind in [
            EventKind::Access(AccessKind::Open(AccessMode::Any)),
            EventKind::Access(AccessKind::Close(AccessMode::Read)),
            EventKind::Access(AccessKind::Read),
            EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime)),
        ] {
            assert!(!concerns(&event(kind, &path)), "{kind:?}");
        }
        assert!(concerns(&Event::new(EventKind::Other).set_flag(Flag::Rescan)), "the system lost count");
    }

    #[test]
    fn what_an_editor_has_for_itself_is_no_change() {
        let any = EventKind::Modify(ModifyKind::Any);
        for own in [".0001-a.md.swp", "0001-a.md~", "#0001-a.md#", ".#0001-a.md", "4913", "a.tmp", "HEAD.lock"] {
            assert!(!concerns(&event(any, &[&format!("/log/{own}")])), "{own}");
        }
        for other in ["0001-a.md", "book.toml", ".git", ".adr-dir", "HEAD", "4913.md"] {
            assert!(concerns(&event(any, &[&format!("/.hidden/log/{other}")])), "{other}");
        }
        // A file that is put in the place of another.
        assert!(concerns(&event(EventKind::Modify(ModifyKind::Name(RenameMode::Both)), &["/log/.a.tmp", "/log/a.md"])));
    }

    #[test]
    fn a_folder_within_another_is_watched_once() {
        let folder = |path: &str, is_deep| Folder { path: PathBuf::from(path), is_deep };
        let all = [folder("/a", false), folder("/a/b", true), folder("/a/b", false), folder("/a/b/c", false)];
        let more = [folder("/a/b/d", true), folder("/a/bc", false)];
        let outer = outermost(all.into_iter().chain(more).collect());
        let expected = [folder("/a", false), folder("/a/b", true), folder("/a/bc", false)];
        assert_eq!(outer.into_iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_save_is_told_and_a_look_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.md");
        let mut watch = Watch::new().expect("a watcher");
        let here = || BTreeSet::from([Folder { path: folder.path().to_owned(), is_deep: false }]);
        assert!(watch.follow(here()).expect("watched"), "it is new");
        assert!(!watch.follow(here()).expect("watched"), "it is known");
        std::fs::write(&file, "a").expect("written");
        let changed = watch.wait().expect("a change");
        assert_eq!(changed.iter().filter_map(|path| path.file_name()).collect::<Vec<_>>(), ["a.md"]);
        std::fs::read(&file).expect("read");
        std::fs::write(folder.path().join("b.md"), "b").expect("written");
        let changed = watch.wait().expect("the next change");
        assert!(!changed.iter().any(|path| path.ends_with("a.md")), "{changed:?}");
    }
}
