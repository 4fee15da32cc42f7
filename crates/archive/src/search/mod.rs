//! Full-text search. The index is derived: whatever happens to it, the ledger can make it anew.

mod compile;
mod fields;
mod index;
mod notation;

pub(crate) use index::IndexWriter;
pub use index::{Hit, Index, SearchAnswer, Snippet};
pub use notation::SearchError;
