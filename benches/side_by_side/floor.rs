//! What publishing plain records costs at least: read each, parse it, write as many bytes under as many names. It runs
//! as a process of its own, so that its start is counted as ours is. One thread, no template, no links, no sanitizing.

use serde_json::Value;
use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;

/// The argument that asks for it.
pub(crate) const MODE: &str = "--floor";

/// Reads and parses the records of a log and writes the files that a site's manifest names, each as long.
pub(crate) fn run(log: &Path, manifest: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut pages = String::new();
    for entry in fs::read_dir(log.join("decisions"))? {
        let text = fs::read_to_string(entry?.path())?;
        pulldown_cmark::html::push_html(&mut pages, pulldown_cmark::Parser::new(&text));
    }
    let manifest: Value = serde_json::from_str(&fs::read_to_string(manifest)?)?;
    let mut folders = BTreeSet::new();
    for file in manifest["files"].as_array().ok_or("a manifest lists files")? {
        let path = out.join(file["path"].as_str().ok_or("a file has a path")?);
        let size = file["size"].as_u64().ok_or("a file has a size")? as usize;
        if let Some(folder) = path.parent()
            && folders.insert(folder.to_owned())
        {
            fs::create_dir_all(folder)?;
        }
        // Any bytes will do: those that were just made.
        while pages.len() < size {
            pages.push_str("<p>A page of a log with few records.</p>\n");
        }
        fs::write(&path, &pages.as_bytes()[..size])?;
    }
    Ok(())
}
