//! Files that belong to a log, and files that only lie there.

use super::*;
use git2::Repository;

/// A repository with a file of each standing: tracked, new, ignored.
fn repository() -> (tempfile::TempDir, Repository) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let repository = Repository::init(folder.path()).expect("a repository");
    for (path, text) in
        [("log/a.png", "a"), ("log/new.png", "new"), ("log/token", "secret"), (".gitignore", "token\n"), ("top", "top")]
    {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("folders");
        fs::write(file, text).expect("a file");
    }
    let mut index = repository.index().expect("the index");
    index.add_path(Path::new("log/a.png")).expect("added");
    index.add_path(Path::new("top")).expect("added");
    index.write().expect("written");
    (folder, repository)
}

fn files(folder: &tempfile::TempDir, repository: &Repository, prefix: &str) -> Files {
    let root = fs::canonicalize(folder.path().join(prefix)).expect("the root");
    let store = open::open(repository.path()).expect("the repository");
    Files::of_working_tree(&root, prefix, &repository.index().expect("the index"), Some(&*store))
}

#[test]
fn only_tracked_files_are_read() {
    let (folder, repository) = repository();
    let files = files(&folder, &repository, "log");
    assert_eq!(files.read("a.png", 10), Ok(b"a".to_vec()));
    assert_eq!(files.read("./x/../a.png", 10), Ok(b"a".to_vec()));
    assert_eq!(files.read("a.png", 0), Err(Refusal::TooLarge { limit: 0 }));
    assert_eq!(files.read("new.png", 10), Err(Refusal::Untracked));
    assert_eq!(files.read("token", 10), Err(Refusal::Ignored));
    assert_eq!(files.read("none", 10), Err(Refusal::Missing));
    assert_eq!(files.read("a.png/x", 10), Err(Refusal::Missing));
    assert_eq!(files.read("", 10), Err(Refusal::NotPlain));
    for outside in ["../top", "/etc/hostname", "x/../../top"] {
        assert_eq!(files.read(outside, 10), Err(Refusal::Outside), "{outside}");
    }
    assert_eq!(files.below(""), Ok(vec!["a.png".to_owned(), "new.png".to_owned(), "token".to_owned()]));
    assert_eq!(files.below("../.git"), Err(Refusal::Outside));
}

#[cfg(unix)]
#[test]
fn a_link_leads_to_tracked_files_alone() {
    use std::os::unix::fs::symlink;
    let (folder, repository) = repository();
    let outside = tempfile::tempdir().expect("a temporary folder");
    fs::write(outside.path().join("secret"), "secret").expect("a file");
    let links = [
        ("good", "log/a.png".into()),
        ("to-token", "log/token".into()),
        ("to-new", "log/new.png".into()),
        ("to-git", ".git/config".into()),
        ("to-none", "none".into()),
        ("to-itself", "to-itself".into()),
        ("to-outside", outside.path().join("secret")),
        ("to-folder", outside.path().to_owned()),
    ];
    let mut index = repository.index().expect("the index");
    for (name, target) in links {
        symlink(target, folder.path().join(name)).expect("a link");
        index.add_path(Path::new(name)).expect("links are tracked like files");
    }
    index.write().expect("written");
    let files = files(&folder, &repository, "");
    assert_eq!(files.read("good", 10), Ok(b"a".to_vec()));
    assert_eq!(files.read("to-token", 10), Err(Refusal::Ignored));
    assert_eq!(files.read("to-new", 10), Err(Refusal::Untracked));
    assert_eq!(files.read("to-git", 10), Err(Refusal::GitsOwn));
    assert_eq!(files.read(".git/config", 10), Err(Refusal::GitsOwn));
    assert_eq!(files.read("to-none", 10), Err(Refusal::Missing));
    assert!(matches!(files.read("to-itself", 10), Err(Refusal::Unreadable(_))));
    assert_eq!(files.read("to-outside", 10), Err(Refusal::Outside));
    assert_eq!(files.read("to-folder/secret", 10), Err(Refusal::Outside));
    assert_eq!(files.below("to-folder"), Err(Refusal::Outside));
    assert_eq!(files.below(".git"), Err(Refusal::GitsOwn));
    assert_eq!(files.has_folder("good"), Err(Refusal::NoFolder));

    let outside_git = Files::outside_git(&files.root);
    assert_eq!(outside_git.read("to-token", 10), Ok(b"secret".to_vec()), "nothing says that it is none of the log's");
    assert_eq!(outside_git.read("to-git", 10), Err(Refusal::GitsOwn));
    assert_eq!(outside_git.read("to-outside", 10), Err(Refusal::Outside));
}

#[test]
fn a_commit_has_its_own_files() {
    let (folder, repository) = repository();
    let mut index = repository.index().expect("the index");
    let tree = repository.find_tree(index.write_tree().expect("a tree")).expect("that tree");
    fs::write(folder.path().join("log/a.png"), "later").expect("a file");
    let store = open::open(repository.path()).expect("the repository");
    let files = Files::of_commit(folder.path(), &*store, tree.id().into(), "abc").expect("opened");
    assert_eq!(files.read("log/a.png", 10), Ok(b"a".to_vec()));
    assert_eq!(files.read("log/a.png", 0), Err(Refusal::TooLarge { limit: 0 }));
    assert_eq!(files.read("log/new.png", 10), Err(Refusal::Missing));
    assert_eq!(files.read("../top", 10), Err(Refusal::Outside));
    assert_eq!(files.read("log", 10), Err(Refusal::NotPlain));
    assert_eq!(files.below("log"), Ok(vec!["a.png".to_owned()]));
}

#[test]
fn a_repository_that_cannot_be_opened_still_says_what_is_tracked() {
    let (folder, repository) = repository();
    let root = fs::canonicalize(folder.path()).expect("the root");
    let index = Index::open(&repository.path().join("index")).expect("the index");
    let files = Files::of_working_tree(&root, "", &index, None);
    assert_eq!(files.read("log/a.png", 10), Ok(b"a".to_vec()));
    assert_eq!(files.read("log/token", 10), Err(Refusal::Untracked));
}
