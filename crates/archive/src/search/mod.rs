//! Full-text search. The index is derived: whatever happens to it, the ledger can make it anew.

mod compile;
mod fields;
mod index;
mod notation;
mod snippet;

pub(crate) use index::IndexWriter;
pub use index::{Hit, Index, SearchAnswer};
pub use notation::SearchError;
pub use snippet::Snippet;
