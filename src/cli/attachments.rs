//! Pictures and files that the texts of records name: which come along into a site, and what is told of the others.

use crate::cli::outcome::Failure;
use crate::cli::write::SiteWriter;
use crate::finding::Finding;
use crate::log::DecisionLog;
use crate::model::{BodyLink, Book};
use crate::record;
use crate::repo::{Files, Refusal};
use crate::report::{self, Paths, Target};
use crate::source::{Attachment, Attachments, joined};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The largest file that comes along.
const FILE_BYTES: u64 = 5 << 20;

/// What browsers show as pictures.
const PICTURES: [&str; 9] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "ico", "svg"];

/// What opens as what it is and never as a page. Everything else gets another ending: a text `.txt`, the rest `.bin`.
const DOCUMENTS: [&str; 18] = [
    "pdf", "txt", "csv", "tsv", "json", "yaml", "yml", "toml", "docx", "xlsx", "pptx", "odt", "ods", "odp", "doc",
    "xls", "ppt", "zip",
];

/// A file that texts name.
struct Wanted<'a> {
    /// Some text shows it as a picture.
    is_picture: bool,
    /// It lies beside a record that names it, or below. Files elsewhere in a repository are code more often than papers:
    /// they stay where they are.
    is_beside: bool,
    /// Where it is named.
    places: Vec<(&'a str, &'a BodyLink)>,
}

/// Looks at every picture and file that a text names. A path in `hidden` is, or may be, a record for a narrower circle,
/// and nothing tells of it.
pub(crate) fn gather(log: &DecisionLog, files: &Files, hidden: &BTreeSet<&str>) -> (Attachments, Vec<Finding>) {
    let paths = Paths::new(log, Attachments::EMPTY);
    let mut wanted: BTreeMap<String, Wanted<'_>> = BTreeMap::new();
    for logged in &log.records {
        for link in &logged.record.body.links {
            if paths.target(logged, link) != Target::Nowhere {
                continue;
            }
            let Some(path) = report::file_path(&logged.record.path, &link.href) else { continue };
            if hidden.contains(path.as_str()) {
                continue;
            }
            let is_beside = is_beside(&logged.record.path, &path);
            let entry =
                wanted.entry(path).or_insert(Wanted { is_picture: false, is_beside: false, places: Vec::new() });
            entry.is_picture |= link.is_image;
            entry.is_beside |= is_beside;
            entry.places.push((logged.record.path.as_str(), link));
        }
    }
    let looked: Vec<(String, Option<Attachment>, Vec<Finding>)> = wanted
        .into_par_iter()
        .map(|(path, wanted)| {
            let (attachment, findings) = look(files, &path, &wanted);
            (path, attachment, findings)
        })
        .collect();
    let mut findings = Vec::new();
    let attachments = looked
        .into_iter()
        .filter_map(|(path, attachment, found)| {
            findings.extend(found);
            Some((path, attachment?))
        })
        .collect();
    (attachments, findings)
}

/// The picture that the book names as the organization's own, by its path; what is none is told.
pub(crate) fn logo(book: &Book, files: &Files) -> Option<(String, Result<Attachment, Finding>)> {
    let logo = book.theme.logo.as_deref()?;
    let told = |why: &str, help: &str| {
        let message = format!("the `logo` of `theme`, `{logo}`, is not shown: {why}");
        Finding::warning("file-left-out", "book.toml", None, message).with_help(help)
    };
    let Some(path) = joined("", logo) else {
        return Some((logo.to_owned(), Err(told(&Refusal::Outside.to_string(), Refusal::Outside.help()))));
    };
    let wanted = Wanted { is_picture: true, is_beside: true, places: Vec::new() };
    let found = match look(files, &path, &wanted).0 {
        Some(attachment @ Attachment::Copied { is_picture: true, .. }) => Ok(attachment),
        Some(Attachment::LeftOut { why, .. }) => Err(told(&why, "mend the name, or `git add` the file")),
        _ => Err(told("browsers do not show it as a picture", "name a drawing (SVG) or a PNG")),
    };
    Some((path, found))
}

/// Beside the record, or in a folder below it.
fn is_beside(record: &str, path: &str) -> bool {
    let folder = record.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

fn look(files: &Files, path: &str, wanted: &Wanted<'_>) -> (Option<Attachment>, Vec<Finding>) {
    let name = path.rsplit('/').next().unwrap_or(path).to_owned();
    let is_wanted = wanted.is_picture || wanted.is_beside;
    let read = if is_wanted { files.read(path, FILE_BYTES) } else { files.admits(path).map(|()| Vec::new()) };
    let refusal = match read {
        Ok(_) if !is_wanted => return (None, Vec::new()),
        Ok(bytes) => match carried(path, bytes) {
            Some((ending, bytes)) => {
                let site_path = format!("files/{}.{ending}", digest(&bytes));
                let is_picture = PICTURES.contains(&ending.as_str());
                return (Some(Attachment::Copied { site_path, name, is_picture }), Vec::new());
            }
            None => Refusal::Unreadable("it is no drawing".to_owned()),
        },
        // A folder is there, and nothing to show; of what lies elsewhere only that it is missing is told.
        Err(Refusal::NotPlain) if !wanted.is_picture => return (None, Vec::new()),
        Err(refusal) if !is_wanted && refusal != Refusal::Missing => return (None, Vec::new()),
        Err(refusal) => refusal,
    };
    let why = refusal.to_string();
    let finding = |(record, link): &(&str, &BodyLink)| {
        let what = if link.is_image { "is not shown" } else { "leads nowhere" };
        Finding::warning("dead-link", record, link.span, format!("`{name}` {what}: {why}")).with_help(refusal.help())
    };
    let findings = wanted.places.iter().map(finding).collect();
    (Some(Attachment::LeftOut { name, why }), findings)
}

/// A file as a site carries it: its ending, and its bytes. `None` for a drawing that is none.
fn carried(path: &str, bytes: Vec<u8>) -> Option<(String, Vec<u8>)> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if ending == "svg" {
        let drawing = record::harmless_svg(&String::from_utf8_lossy(&bytes))?;
        return Some((ending, drawing.into_bytes()));
    }
    if PICTURES.contains(&ending.as_str()) || DOCUMENTS.contains(&ending.as_str()) {
        return Some((ending, bytes));
    }
    let is_text = std::str::from_utf8(&bytes).is_ok_and(|text| !text.contains('\0'));
    Some(((if is_text { "txt" } else { "bin" }).to_owned(), bytes))
}

/// The first half of SHA-256, in hexadecimal digits: two files of one name, and one file of two names, are told apart.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// The bytes of one that comes along, by its path in the site; `None`: there is no such file.
pub(crate) fn read(attachments: &Attachments, files: &Files, wanted: &str) -> anyhow::Result<Option<Vec<u8>>> {
    let is_it =
        |attachment: &Attachment| matches!(attachment, Attachment::Copied { site_path, .. } if site_path == wanted);
    let Some((path, _)) = attachments.iter().find(|(_, attachment)| is_it(attachment)) else { return Ok(None) };
    let bytes = files
        .read(path, FILE_BYTES)
        .map_err(|reason| Failure::Reading(format!("could not read `{path}`: {reason}; {}", reason.help())))?;
    Ok(carried(path, bytes).map(|(_, bytes)| bytes))
}

/// Copies what comes along, each once.
pub(crate) fn copy(attachments: &Attachments, files: &Files, writer: &SiteWriter) -> anyhow::Result<()> {
    let mut written = BTreeSet::new();
    for (path, attachment) in attachments.iter() {
        let Attachment::Copied { site_path, .. } = attachment else { continue };
        if !written.insert(site_path) {
            continue;
        }
        let bytes = files
            .read(path, FILE_BYTES)
            .map_err(|reason| Failure::Reading(format!("could not copy `{path}`: {reason}; {}", reason.help())))?;
        if let Some((_, bytes)) = carried(path, bytes) {
            writer.write(site_path, &bytes)?;
        }
    }
    Ok(())
}
