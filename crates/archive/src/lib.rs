#![forbid(unsafe_code)]
//! The ledger of coded articles: SQLite beside a search index that can be rebuilt.
