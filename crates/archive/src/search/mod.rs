//! Full-text search. The index is derived: whatever happens to it, the ledger can make it anew.

mod compile;
mod fields;
mod index;
mod notation;

pub use index::{Hit, Index, SearchAnswer, Snippet};
pub(crate) use index::IndexWriter;
pub use notation::SearchError;
