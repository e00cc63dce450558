//! Text whose figures know where they are explained, and paragraphs of it.

use serde::Serialize;

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// For a figure: where the method page explains it.
    pub method: Option<&'static str>,
    /// For what a page of the site tells in full: that page, from the site's first folder.
    pub href: Option<&'static str>,
}

/// One sentence, or a few that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Prose {
    /// Its runs.
    pub pieces: Vec<Piece>,
    /// Whether it may go where a page has more words than its budget.
    #[serde(skip)]
    pub is_optional: bool,
}

impl Prose {
    /// Text without figures.
    pub fn of(text: impl Into<String>) -> Self {
        Self::default().text(text)
    }

    /// More text.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        match self.pieces.last_mut() {
            Some(last) if last.method.is_none() && last.href.is_none() => last.text.push_str(&text),
            _ => self.pieces.push(Piece { text, method: None, href: None }),
        }
        self
    }

    /// A figure, explained on the method page under `method`.
    #[must_use]
    pub fn figure(mut self, method: &'static str, text: impl Into<String>) -> Self {
        self.pieces.push(Piece { text: text.into(), method: Some(method), href: None });
        self
    }

    /// Words that lead to the page of the site that tells more.
    #[must_use]
    pub fn link(mut self, href: &'static str, text: impl Into<String>) -> Self {
        self.pieces.push(Piece { text: text.into(), method: None, href: Some(href) });
        self
    }

    /// More prose.
    #[must_use]
    pub fn join(mut self, other: Self) -> Self {
        for piece in other.pieces {
            self = match (piece.method, piece.href) {
                (Some(method), _) => self.figure(method, piece.text),
                (None, Some(href)) => self.link(href, piece.text),
                (None, None) => self.text(piece.text),
            };
        }
        self
    }

    /// The first to go where a page is too long.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.is_optional = true;
        self
    }

    /// The text alone.
    pub fn plain(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// How many words it has; what is held together by no-break spaces counts word by word.
    pub fn word_count(&self) -> usize {
        self.plain().split_whitespace().count()
    }
}

/// Where something stands against what we accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Inside.
    Inside,
    /// Within a quarter of it.
    Near,
    /// Outside.
    Outside,
}

impl Standing {
    /// A loss against what we accept.
    pub fn of(loss: f64, accepted: f64) -> Self {
        match loss {
            loss if loss > accepted => Self::Outside,
            loss if loss > 0.75 * accepted => Self::Near,
            _ => Self::Inside,
        }
    }

    /// Its word inside a sentence.
    pub fn word(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Near => "near",
            Self::Outside => "outside",
        }
    }

    /// Its sign and word.
    pub fn sign(self) -> Sign {
        match self {
            Self::Inside => Sign { class: "good", word: "Inside" },
            Self::Near => Sign { class: "near", word: "Near" },
            Self::Outside => Sign { class: "out", word: "Outside" },
        }
    }
}

/// A sign with its word, before a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sign {
    /// good, near or out: its sign and color.
    pub class: &'static str,
    /// Its word.
    pub word: &'static str,
}

/// Sentences that stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// A sign before it.
    pub sign: Option<Sign>,
    /// Nobody has answered this.
    pub is_gap: bool,
    /// In order.
    pub sentences: Vec<Prose>,
}

impl Paragraph {
    /// Sentences.
    pub fn of(sentences: impl IntoIterator<Item = Prose>) -> Self {
        Self { sign: None, is_gap: false, sentences: sentences.into_iter().collect() }
    }

    /// What nobody has answered.
    pub fn gap(text: impl Into<String>) -> Self {
        Self { sign: None, is_gap: true, sentences: vec![Prose::of(text)] }
    }

    /// With a sign before it.
    pub fn marked(sign: Sign, sentence: Prose) -> Self {
        Self { sign: Some(sign), is_gap: false, sentences: vec![sentence] }
    }

    /// The text alone.
    pub fn plain(&self) -> String {
        let sentences: Vec<String> = self.sentences.iter().map(Prose::plain).collect();
        sentences.join(" ")
    }

    /// How many words it has, its sign's word with them.
    pub fn word_count(&self) -> usize {
        usize::from(self.sign.is_some()) + self.sentences.iter().map(Prose::word_count).sum::<usize>()
    }
}
