#![forbid(unsafe_code)]
//! News pages to [`Article`]s: character set, boilerplate, title, body paragraphs, date, dateline,
//! outlet, agency and language.
//!
//! Everything here is a pure function of its input: no files, no network, no clock. What a page does
//! not tell is absent from the article, and what could not be read is named in
//! [`Article::diagnostics`].
//!
//! ```
//! use detente_page::{Article, TextInput};
//! let article = Article::from_text(TextInput {
//!     text: "OSLO, May 3 (Reuters) - Norway recalled its envoy on Monday.".to_owned(),
//!     published: Some("2010-05-03".to_owned()),
//!     ..TextInput::default()
//! });
//! assert_eq!(article.agency.as_deref(), Some("Reuters"));
//! assert_eq!(&article.text[article.paragraphs[0].start as usize..][..6], "Norway");
//! ```

mod agency;
mod article;
mod assemble;
mod charset;
mod date_forms;
mod dateline;
mod diagnostic;
mod dump;
mod fetched;
mod furniture;
mod language;
mod markup;
mod mixed_charset;
mod page;
mod paragraphs;
mod ready;
pub mod record;
mod text;
mod words;

pub use article::{Article, Dateline, Published, PublishedFrom};
pub use diagnostic::Diagnostic;
#[doc(hidden)]
pub use dump::{body_by, training_rows};
pub use page::{PageError, PageHint, read_page};
pub use ready::TextInput;
