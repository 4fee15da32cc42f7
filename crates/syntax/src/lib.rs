#![deny(unsafe_code)]
//! Text to [`Document`]: tokens, tags, lemmas, a dependency tree, sentences and entities.
//!
//! The crate runs a trained spaCy pipeline (`docs/parity.md` says how exactly it agrees with the
//! original). It knows nothing of news or diplomacy, reads no file and no clock.

pub mod attribute_ruler;
pub mod document;
pub mod kernels;
pub mod labels;
mod lemmas;
pub mod lemmatizer;
pub mod lexeme;
pub mod model;
mod neural;
mod parser;
pub mod pipeline;
mod recognizer;
pub mod scratch;
mod segment;
mod tagger;
pub mod tokenizer;

pub use attribute_ruler::{Annotation, AttributeRuler, TaggedToken};
pub use document::{Document, Entity, Token};
pub use labels::{Dep, EntityType, Pos, Tag};
pub use lemmatizer::Lemmatizer;
pub use lexeme::{Lexeme, LexemeCache};
pub use pipeline::Model;
pub use scratch::{ParseOptions, Precision, Scratch};
pub use tokenizer::{TokenSpan, Tokenizer};
