//! A site that cannot be exchanged as a whole: its files are replaced one by one, each in one rename.
//!
//! A kill leaves pages of both sites and a manifest that lists both, so that the next run knows all
//! of them for ours.

use super::manifest::{self, Entry};
use super::{Error, PART};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Makes `out` hold these files of `new` and no others.
pub(super) fn replace(new: &Path, out: &Path, files: &BTreeMap<String, Entry>) -> Result<(), Error> {
    let old = manifest::read(out).unwrap_or_default();
    let mut both = old.clone();
    both.extend(files.clone());
    put(out, manifest::NAME, manifest::write(&both).as_bytes())?;
    let gone: Vec<&String> = old.keys().filter(|path| !files.contains_key(*path)).collect();
    let (in_the_way, rest): (Vec<&String>, Vec<&String>) =
        gone.into_iter().partition(|path| is_in_the_way(path, files));
    remove(out, &in_the_way)?;
    for path in files.keys() {
        let bytes = fs::read(new.join(path)).map_err(Error::disk("read", &new.join(path)))?;
        put(out, path, &bytes)?;
    }
    remove(out, &rest)?;
    put(out, manifest::NAME, manifest::write(files).as_bytes())
}

/// Whether an old file stands where a new folder has to, or the other way round.
fn is_in_the_way(old: &str, files: &BTreeMap<String, Entry>) -> bool {
    let below = format!("{old}/");
    let is_folder_now = files.range(below.clone()..).next().is_some_and(|(path, _)| path.starts_with(&below));
    is_folder_now || old.match_indices('/').any(|(end, _)| files.contains_key(&old[..end]))
}

fn put(out: &Path, path: &str, bytes: &[u8]) -> Result<(), Error> {
    let (file, part) = (out.join(path), out.join(PART));
    let folder = file.parent().unwrap_or(out);
    fs::create_dir_all(folder).map_err(Error::disk("create the folder", folder))?;
    fs::write(&part, bytes).map_err(Error::disk("write", &part))?;
    fs::rename(&part, &file).map_err(Error::disk("replace", &file))
}

/// Removes files, and the folders that are empty without them.
fn remove(out: &Path, paths: &[&String]) -> Result<(), Error> {
    for path in paths {
        let file = out.join(path);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Error::disk("remove", &file)(error));
            }
            _ => {}
        }
        // A folder that still holds something refuses.
        let folders = file.ancestors().skip(1).take_while(|folder| *folder != out);
        let _ = folders.map(fs::remove_dir).take_while(Result::is_ok).count();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> (tempfile::TempDir, BTreeMap<String, Entry>) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut listed = BTreeMap::new();
        for (path, text) in files {
            put(folder.path(), path, text.as_bytes()).expect("a file");
            listed.insert((*path).to_owned(), Entry::of(text.as_bytes()));
        }
        put(folder.path(), manifest::NAME, manifest::write(&listed).as_bytes()).expect("a file");
        (folder, listed)
    }

    #[test]
    fn the_new_files_are_there_and_the_old_are_gone() {
        let (out, _) = site(&[("index.html", "old"), ("a/b.html", "old"), ("x", "old"), ("y/z/w", "old")]);
        let (new, files) = site(&[("index.html", "new"), ("c/d.html", "new"), ("x/x", "new"), ("y", "new")]);
        replace(new.path(), out.path(), &files).expect("replaced");
        let ours = files.keys().map(String::as_str).chain([manifest::NAME]);
        assert_eq!(crate::cli::write::foreign::find(out.path(), ours).expect("read"), None, "no folder is left empty");
        assert_eq!(manifest::read(out.path()), Some(files.clone()));
        for path in files.keys() {
            assert_eq!(fs::read_to_string(out.path().join(path)).expect("a file"), "new");
        }
    }
}
