//! A repository of our own, for the demo: the one place where we write to git.

use super::error::Error;
use git2::build::CheckoutBuilder;
use git2::{Repository, RepositoryInitOptions, Signature, Time};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;

/// One commit to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its day; author and committer date are noon of it.
    pub date: Date,
    /// Its message.
    pub message: String,
    /// Files that it adds or changes: path with `/`, and content.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Makes a new repository in an empty or absent folder, one commit a step, and checks out the last.
///
/// The same steps give the same commit ids, on any machine.
pub fn create(folder: &Path, steps: &[Step]) -> Result<(), Error> {
    let error = |source: git2::Error| Error::Create { path: folder.to_owned(), source: Box::new(source) };
    let mut options = RepositoryInitOptions::new();
    // No template of the machine: its hooks and settings are none of ours.
    options.initial_head("main").external_template(false).no_reinit(true).mkpath(true);
    let repository = Repository::init_opts(folder, &options).map_err(error)?;
    commit_all(&repository, steps).map_err(error)?;
    repository.checkout_head(Some(CheckoutBuilder::new().force())).map_err(error)
}

fn commit_all(repository: &Repository, steps: &[Step]) -> Result<(), git2::Error> {
    let mut files: BTreeMap<&str, git2::Oid> = BTreeMap::new();
    let mut parent = None;
    for (position, step) in steps.iter().enumerate() {
        for (path, content) in &step.files {
            files.insert(path, repository.blob(content)?);
        }
        let mut tree = git2::build::TreeUpdateBuilder::new();
        for (path, blob) in &files {
            tree.upsert(*path, *blob, git2::FileMode::Blob);
        }
        let empty = repository.find_tree(repository.treebuilder(None)?.write()?)?;
        let tree = repository.find_tree(tree.create_updated(repository, &empty)?)?;
        let moment = noon(step.date).saturating_add_unsigned(position as u64);
        let author = Signature::new("adr demo", "demo@adr.invalid", &Time::new(moment, 0))?;
        let parents: Vec<&git2::Commit<'_>> = parent.iter().collect();
        let id = repository.commit(Some("HEAD"), &author, &author, &step.message, &tree, &parents)?;
        parent = Some(repository.find_commit(id)?);
    }
    Ok(())
}

/// Seconds since 1970, in UTC.
fn noon(day: Date) -> i64 {
    let moment = day.at(12, 0, 0, 0);
    jiff::tz::Offset::UTC.to_timestamp(moment).map_or(0, jiff::Timestamp::as_second)
}
