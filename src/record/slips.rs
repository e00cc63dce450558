//! What a record states and nobody could read: slips in links, numbers and titles, and files that are not what they seem.
//! Each is told once; nothing is read out of it.

use crate::finding::{Finding, nearest};
use crate::model::LinkKind;
use crate::record::body::inline;
use crate::record::link_entries::{LINK_KINDS, LINK_TARGETS, link_text};
use crate::record::stated::fields::{self, Key};
use crate::record::yaml::front_matter::Stated;
use crate::source::{SourceFile, Span};

/// How a file begins that stands for another one (the specification of Git LFS, "The Pointer").
const LFS_POINTER: &str = "version https://git-lfs.github.com/spec/";

/// Keys in a block of `links` that say something of the link, or are another format's.
const BESIDE_LINKS: [&str; 11] =
    ["url", "href", "title", "text", "name", "label", "description", "reason", "note", "comment", "date"];

/// What is odd about the file itself.
pub(crate) fn of_file(file: &SourceFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    if file.text.starts_with(LFS_POINTER) {
        let message = "this file is a pointer of Git LFS; the record itself is not here";
        let finding = Finding::error("lfs-pointer", &file.path, Span::locate(&file.text, 0, 7), message);
        findings.push(finding.with_help("fetch it: `git lfs pull`; a text needs no LFS: `git lfs untrack`"));
    }
    let Some(decoding) = &file.decoding else { return findings };
    if let Some(how) = &decoding.how {
        findings.push(Finding::note("encoding", &file.path, None, how.clone()).with_help("save the file as UTF-8"));
    }
    if decoding.is_cut {
        let text = &file.text;
        let last = text[..text.len().saturating_sub(1)].rfind('\n').map_or(0, |at| at + 1);
        let span = Span::locate(text, last, last + 1);
        let message = format!("this file is larger than 8 MiB; what stands behind line {} is not read", span.line);
        let help = "keep what was decided, and put what a machine wrote into a file beside the record";
        findings.push(Finding::warning("too-large", &file.path, span, message).with_help(help));
    }
    findings
}

/// What is odd about what the front matter states at the top.
pub(crate) fn of_stated(stated: &[Stated], file: &SourceFile) -> Vec<Finding> {
    let mut findings = Vec::new();
    for entry in stated {
        let key = match entry.key.strip_prefix("links.") {
            Some(inner) => {
                findings.extend(link_kind(inner, entry, file));
                continue;
            }
            None if entry.key == "links" => {
                findings.extend(bare_link(entry, file));
                continue;
            }
            None => fields::meaning(&entry.key),
        };
        let is_second = entry.list_idx == Some(1);
        match key {
            // An `id` may be a name or a key of another tool's.
            Some(Key::Number) if entry.key != "id" => findings.extend(number(entry, file)),
            Some(Key::Title) if is_second => {
                let finding =
                    Finding::warning("wrong-shape", &file.path, entry.span, "a title is one text, and this is a list");
                findings.push(finding.with_help("write it in one line, in quotes where it has a comma or a colon"));
            }
            _ => {}
        }
    }
    findings
}

/// `{ suprsedes: 1 }`, or `{ target: 1, kind: suprsedes }`.
fn link_kind(inner: &str, entry: &Stated, file: &SourceFile) -> Option<Finding> {
    let is_kind = LINK_KINDS.contains(&inner);
    let is_known = LINK_TARGETS.contains(&inner) || BESIDE_LINKS.contains(&inner);
    let folded = if is_kind { fields::fold_key(&entry.value) } else { inner.to_owned() };
    if matches!(fields::meaning(&folded), Some(Key::Link(_))) || (!is_kind && is_known) {
        return None;
    }
    let written = if is_kind { entry.value.clone() } else { key_before(&file.text, entry.span.start as usize, inner) };
    let known = LinkKind::ALL.map(LinkKind::as_str);
    let help = match nearest(&written, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of {}", known.join(", ")),
    };
    let message = format!("no link is called `{}`; this one is not read", inline::shorten(&written, 40));
    Some(Finding::warning("unknown-link", &file.path, entry.span, message).with_help(help))
}

/// `links: 1`: linked, but how? Addresses of the web are another format's.
fn bare_link(entry: &Stated, file: &SourceFile) -> Option<Finding> {
    let target = inline::shorten(&entry.value, 60);
    if target.is_empty() || target.contains("://") || link_text(&entry.value).is_some() {
        return None;
    }
    let message = format!("`{target}` is linked, and nothing says how; it is not read");
    let help = format!("did you mean `links: [{{ related: {target} }}]`?");
    Some(Finding::warning("unknown-link", &file.path, entry.span, message).with_help(help))
}

/// A number has digits at its end, and letters or zeros before them at most.
fn number(entry: &Stated, file: &SourceFile) -> Option<Finding> {
    let text = entry.value.trim();
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let lead = &text[..text.len() - digits];
    let is_id = lead.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '_' | ' ' | '#'));
    if digits > 0 && is_id && !lead.starts_with('-') {
        return None;
    }
    let message = format!("`{}` is no number of a record", inline::shorten(text, 40));
    let help = "write its digits, `number: 12`, or leave it out: the file name gives it";
    Some(Finding::warning("bad-record-number", &file.path, entry.span, message).with_help(help))
}

/// A key as written, before its value.
fn key_before(text: &str, value_start: usize, folded: &str) -> String {
    let before = text.get(..value_start).unwrap_or_default().trim_end_matches(['"', '\'', ' ', '\n', '\r', '\t']);
    let before = before.trim_end_matches(':').trim_end_matches([' ', '"', '\'']);
    let word = before.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).next().unwrap_or_default();
    if word.is_empty() { folded.to_owned() } else { word.to_owned() }
}
