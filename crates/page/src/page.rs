//! Bytes of a page to an article.

use jiff::civil::Date;

use crate::article::Article;
use crate::fetched::Fetched;
use crate::{charset, dump, markup, ready};

/// What is known of a page besides its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageHint {
    /// The path, URL or archive record it came from. A name that ends in `.html` makes a page with
    /// little markup HTML.
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
    /// The day it was fetched: no later date is taken from it.
    pub fetched: Option<Date>,
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

/// Reads a page, HTML or flattened to text lines; which of them it is, its characters tell.
///
/// ```
/// use detente_page::{PageHint, read_page};
/// let page = b"<html><head><title>Envoys meet in Oslo | The Courier</title></head><body><h1>Envoys meet in Oslo</h1>\
///     <p>OSLO, May 3 (Reuters) - Norway's and Russia's envoys met on Monday, officials of both countries said.</p></body></html>";
/// let article = read_page(page, PageHint::default()).unwrap();
/// assert_eq!(article.title.as_deref(), Some("Envoys meet in Oslo"));
/// assert_eq!(article.agency.as_deref(), Some("Reuters"));
/// ```
///
/// # Errors
/// If the bytes are empty or are no text. Everything else gives an article; what could not be read
/// is in its diagnostics.
pub fn read_page(bytes: &[u8], hint: PageHint) -> Result<Article, PageError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(PageError::Empty);
    }
    let mut article = Article {
        id: hint.id.unwrap_or_default(),
        input: hint.input,
        url: hint.url.filter(|u| !u.trim().is_empty()),
        outlet: hint.outlet.filter(|o| !o.trim().is_empty()),
        ..Article::default()
    };
    let fetched = Fetched(hint.fetched);
    let text = charset::decode(bytes, hint.charset.as_deref(), &mut article.diagnostics)?;
    article.published = hint
        .published
        .as_deref()
        .and_then(|p| ready::read_published(p, &mut article.diagnostics))
        .and_then(|p| fetched.checked(p, &mut article.diagnostics));
    let name = article.input.to_ascii_lowercase();
    let named_html = [".html", ".htm", ".xhtml"]
        .iter()
        .any(|end| name.ends_with(end));
    if markup::is_html(&text, named_html) {
        markup::read(&text, fetched, &mut article);
    } else {
        dump::read(&text, fetched, &mut article);
    }
    Ok(article)
}
