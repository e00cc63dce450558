//! Pictures and files beside the records, as a site carries them.

use std::collections::BTreeMap;

/// What the texts of a log show or link besides records and the web, by path from the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachments(BTreeMap<String, Attachment>);

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attachment {
    /// It comes along.
    Copied {
        /// Where it stands, from the site's first folder: named by what is in it.
        site_path: String,
        /// What it is called where it lies.
        name: String,
        /// A browser shows it as a picture.
        is_picture: bool,
    },
    /// It does not.
    LeftOut {
        /// What it is called.
        name: String,
        /// Why, as the end of a sentence.
        why: String,
    },
}

impl Attachments {
    /// None at all.
    pub const EMPTY: &Self = &Self(BTreeMap::new());

    /// What is known of a path; `None` for what nobody asked to come along.
    pub fn get(&self, path: &str) -> Option<&Attachment> {
        self.0.get(path)
    }

    /// Takes one more.
    pub fn insert(&mut self, path: String, attachment: Attachment) {
        self.0.insert(path, attachment);
    }

    /// In the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Attachment)> {
        self.0.iter().map(|(path, attachment)| (path.as_str(), attachment))
    }
}

impl FromIterator<(String, Attachment)> for Attachments {
    fn from_iter<I: IntoIterator<Item = (String, Attachment)>>(attachments: I) -> Self {
        Self(attachments.into_iter().collect())
    }
}
