#![forbid(unsafe_code)]
//! Readers of inputs and writers of records.
//!
//! Both ends work on `Read` and `Write`; opening files is the caller's. Readers stream: at no time
//! do they hold more than one page, line or row, and each of those is bounded by [`Limits`]. What
//! cannot be read is an [`InputError`] that names input and place, and reading goes on behind it
//! wherever that is possible.
//!
//! ```
//! use detente_formats::{InputKind, Limits, input::Place, read};
//! let lines = "{\"id\":\"a\",\"text\":\"Oslo recalled its envoy.\"}\nnot JSON\n{\"text\":\"Talks go on.\"}\n";
//! let found: Vec<_> = read(InputKind::Jsonl, "news.jsonl", lines.as_bytes(), Limits::default()).collect();
//! assert!(found[0].is_ok() && found[2].is_ok());
//! assert_eq!(found[1].as_ref().unwrap_err().place, Some(Place::Line(2)));
//! ```

pub mod input;
pub mod layout;
pub mod output;
pub mod schema;

pub use input::{
    InputError, InputKind, Limits, Options, RawArticle, Reading, Reason, read, read_file,
};
pub use layout::{Layout, Provenance};
pub use output::{Coded, Format, RecordKind, Records};
