//! What in a folder is none of a site's: files, and just as well links, pipes, empty folders and
//! repositories, whatever they are called.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// The path of something in a folder that is none of these files, and no folder on the way to one.
pub(super) fn find<'a>(folder: &Path, files: impl IntoIterator<Item = &'a str>) -> io::Result<Option<String>> {
    let files: BTreeSet<&str> = files.into_iter().collect();
    let folders: BTreeSet<&str> = files.iter().flat_map(|path| above(path)).collect();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            // A name that is no text is none of ours, and its nearest spelling in text might be.
            let is_text = entry.file_name().to_str().is_some();
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            let file_type = entry.file_type()?;
            if is_text && file_type.is_dir() && folders.contains(path.as_str()) {
                open.push((entry.path(), format!("{path}/")));
            } else if !(is_text && file_type.is_file() && (files.contains(path.as_str()) || is_litter(&name))) {
                return Ok(Some(path));
            }
        }
    }
    Ok(None)
}

/// The folders that a path leads through.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

/// What desktops leave in every folder that they show.
fn is_litter(name: &str) -> bool {
    matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_through_folders() {
        assert_eq!(above("a/b/c.html").collect::<Vec<_>>(), ["a", "a/b"]);
        assert_eq!(above("c.html").count(), 0);
    }
}
