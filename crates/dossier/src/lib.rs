#![forbid(unsafe_code)]
//! What a set of records says: the same act told by several articles, series, positions in time,
//! relations, networks, briefings.
//!
//! The crate does no input or output, reads no clock and uses no chance but seeded by the records
//! themselves: the same records give the same bytes, in whatever order they come.
//!
//! | module | question |
//! |---|---|
//! | [`happenings`] | which events are one act, told by whom, when first? |
//! | [`series`] | how much, how warm, how sure, and when did it change? |
//! | [`positions`] | where does an actor stand, since when, who says otherwise? |
//! | [`network`] | who takes the same side as whom? |
//! | [`relation`] | what is between two parties? |
//! | [`brief`](mod@brief) | what must I know of it, in the articles' own words? |

pub mod actor;
pub mod brief;
pub mod happenings;
pub mod knowledge;
pub mod lexicon_names;
mod markup;
pub mod network;
pub mod period;
pub mod positions;
pub mod record_set;
pub mod relation;
pub mod series;
pub mod words;

#[cfg(test)]
mod testing;

pub use actor::ActorFilter;
pub use lexicon_names::LexiconNames;
pub use period::Period;
pub use record_set::{ArticleHead, RecordSet};
