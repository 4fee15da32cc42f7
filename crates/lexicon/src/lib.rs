#![forbid(unsafe_code)]
//! Who acts, what acts there are, what is contended over: text files compiled to fast matchers.
//!
//! The crate reads no disk: give it the files' bytes as a [`LexiconSource`], and it gives a [`Lexicon`]
//! with a list of [`Problem`]s. The formats are in `docs/lexicon.md`.

pub mod acts;
pub mod confidence;
pub mod cues;
pub mod issues;
pub mod stances;

mod actor;
mod actor_code;
mod casing;
mod check;
mod compile;
mod fold;
mod inflection;
mod lands;
mod lexicon;
mod membership;
mod names;
mod offices;
mod problem;
mod role_nouns;
mod rows;
mod sense;
mod source;
mod split;
mod surname;
mod table;
mod treaty;
mod vocabulary;
mod words;

pub use actor::{Actor, ActorError, Role};
pub use lands::Lands;
pub use lexicon::{Lexicon, SourceRow};
pub use membership::Membership;
pub use names::{Match, Names};
pub use offices::Offices;
pub use problem::{Problem, Severity};
pub use role_nouns::{RoleNoun, RoleNouns, RoleSort};
pub use sense::{Choice, NameKind, Origin, Sense, Tenure, WINDOW_DAYS, best_sense};
pub use source::{LexiconSource, SourceFile};
pub use treaty::{Agreement, Forum};
pub use words::{Tells, Words};
