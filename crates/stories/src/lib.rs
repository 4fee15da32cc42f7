#![forbid(unsafe_code)]
//! Which articles are one: addresses, near-duplicates, syndication, stories.
//!
//! - [`identity`]: the same page under several addresses, the same text under several pages;
//! - [`near`]: articles that share their text, though cut, re-titled, re-ordered or updated;
//! - [`syndication`]: of articles that share a text, which was first and which agency wrote it;
//! - [`StoryStream`]: articles on the same happening, grouped as they arrive;
//! - [`Grouping`]: all of these over a pile of articles.
//!
//! Nothing is ever hidden: an article that is a copy of another is said to be one, and stays. All is a
//! function of the articles and their order; memory is bounded by the options.
//!
//! ```
//! use detente_stories::{ArticleKey, StoryStream};
//! let mut stream = StoryStream::default();
//! let first = stream.add(&ArticleKey {
//!     id: "a1",
//!     title: Some("Norway recalls envoy from Minsk over jailed editor"),
//!     body: "Norway recalled its ambassador from Minsk on Monday after a court jailed the editor Pavel Orlik.",
//!     ..ArticleKey::default()
//! });
//! let second = stream.add(&ArticleKey {
//!     id: "b7",
//!     title: Some("Oslo calls ambassador home from Minsk"),
//!     body: "Oslo called its ambassador in Minsk home after the editor Pavel Orlik was jailed there. Norway wants him freed.",
//!     ..ArticleKey::default()
//! });
//! assert_eq!(first.story, second.story);
//! assert_eq!(stream.story(&first.story).unwrap().articles, 2);
//! ```

mod grouping;
pub mod identity;
mod key;
pub mod near;
mod stream;
pub mod syndication;
mod words;

pub use grouping::{CopyGroup, Grouping, Member, Source, StoryRecord};
pub use key::ArticleKey;
pub use stream::{Placement, Story, StoryId, StoryOptions, StoryStream};
