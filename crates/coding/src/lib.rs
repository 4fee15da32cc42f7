#![forbid(unsafe_code)]
//! A parsed article and a lexicon to events, quotes and positions, each with its evidence.
//!
//! The crate does no input or output and reads no clock; coding a document never fails.

pub mod analysis;
pub mod clause;
pub mod dates;
pub mod event;
pub mod explain;
pub mod identity;
pub mod mention;
pub mod offsets;
pub mod position;
pub mod quote;
pub mod record;

mod coder;
mod examples;
mod tree;
mod undated;

pub use coder::{Coder, Traced, Workspace};
