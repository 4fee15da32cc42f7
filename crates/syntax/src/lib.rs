#![deny(unsafe_code)]
//! Text to [`Document`]: tokens, tags, lemmas, a dependency tree, sentences and entities.
//!
//! The crate runs a trained spaCy pipeline (`docs/parity.md` says how exactly it agrees with the
//! original). It knows nothing of news or diplomacy, reads no file and no clock.

pub mod document;
pub mod kernels;
pub mod labels;
pub mod lexeme;
pub mod model;
pub mod tokenizer;

pub use document::{Document, Entity, Token};
pub use labels::{Dep, EntityType, Pos, Tag};
pub use lexeme::{Lexeme, LexemeCache};
pub use tokenizer::{TokenSpan, Tokenizer};
