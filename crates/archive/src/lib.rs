#![forbid(unsafe_code)]
//! The archive: a ledger of coded articles (`SQLite`) beside a search index that can be rebuilt.
//!
//! An archive is a folder:
//!
//! | file | what it is |
//! |---|---|
//! | `ledger.sqlite` | the truth: articles, their records, corrections, and what coded them |
//! | `index/` | full-text index (Tantivy), derived; [`Writer::catch_up`] brings it to the ledger's state |
//! | `writer.lock` | held by the one process that writes articles |
//! | `watch.json` | what is known of the feeds and folders that the archive follows |
//! | `pages/` | web archives of the pages that were fetched from feeds |
//!
//! One process writes articles at a time, any number read meanwhile. Everything that is written is
//! written in transactions; an article is either there with all its records or not at all. Putting an
//! article in twice changes nothing.

mod archive;
mod backup;
mod beside;
mod corrections;
mod day;
mod error;
mod family;
mod filter;
mod intake;
mod lists;
mod migration;
mod observations;
mod overview;
mod plan;
mod prepared;
mod pulse;
mod reader;
mod review;
mod saved;
mod search;
mod store;
mod stories;
mod story_rows;
mod tags;
mod tallies;
mod terms;
mod text;
mod verification;
mod verification_rollups;
mod watch;
mod writer;

pub use archive::Archive;
pub use corrections::{Correction, NewCorrection, Verdict};
pub use day::Day;
pub use error::ArchiveError;
pub use family::Family;
pub use filter::{Filter, TermKind};
pub use intake::Intake;
pub use lists::{ArticleRow, Listed, Page, PageRequest};
pub use observations::Observed;
pub use overview::{Counted, Dyad, PlacePoint, Totals};
pub use prepared::{Prepared, Preparer};
pub use pulse::{LedgerState, Pulse};
pub use reader::{ArticleDetail, Reader};
pub use review::{Agreement, GoldItem, Precision, ReviewSummary, summary};
pub use saved::Saved;
pub use search::{Hit, Index, SearchAnswer, SearchError, Snippet};
pub use stories::StoryRow;
pub use verification::Verification;
pub use watch::{Item as WatchItem, MOST_TRIES, Source, Watch, back_off};
pub use writer::{Provenance, Put, Writer};
