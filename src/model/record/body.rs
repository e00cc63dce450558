//! The body of a record.

use crate::source::Span;

/// A section of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Level of its heading, 1 to 6.
    pub level: u8,
    /// Heading as plain text.
    pub heading: String,
    /// Bytes of the file from the heading's end to the next heading of the same or a higher level.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A link in the body that `site::links` fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyLink {
    /// As written.
    pub href: String,
    /// It shows an image.
    pub is_image: bool,
    /// Its place.
    pub span: Span,
}

/// The text below the front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// Sanitized HTML; where a link's address belongs stands the slot from [`Body::slot`].
    pub html: String,
    /// The links, by slot number.
    pub links: Vec<BodyLink>,
    /// Headings below the title.
    pub sections: Vec<Section>,
    /// The first paragraph of prose, plain text, at most 300 characters.
    pub summary: Option<String>,
}

impl Body {
    /// What stands in the HTML where the address of link `idx` belongs. It cannot occur in
    /// sanitized text by itself: the private-use character is stripped from bodies.
    pub fn slot(idx: usize) -> String {
        format!("\u{f8ff}{idx}\u{f8ff}")
    }
}
