#![forbid(unsafe_code)]
//! The HTTP API and the app over an archive.
//!
//! [`serve`] is all a program needs. What is read comes from the archive on a bounded number of
//! connections; nothing is written but corrections and saved searches, and those only with a token.

mod actor_names;
mod assets;
mod connections;
mod desk;
mod dto;
mod error;
mod etag;
mod exporting;
mod filter;
mod guard;
mod kept;
mod openapi;
mod parameters;
mod rate;
mod relation_records;
mod routes;
mod sections;
mod serving;

pub use desk::Engine;
pub use error::ApiError;
pub use exporting::{ExportError, ExportFormat, export};
pub use openapi::document as openapi;
pub use serving::{Config, ServeError, serve};

#[cfg(test)]
mod tests;
