#![forbid(unsafe_code)]
//! What coding needs of a machine: the language model and lexicon files on its disk; and what every way
//! in (the command, the wheel) does alike with an article: the choices of what is coded, and the guard
//! that keeps a fault of the program to one article.

mod choices;
mod error;
mod guard;
pub mod lexicon_folder;
pub mod model_file;

pub use choices::Choices;
pub use error::EngineError;
pub use guard::{guarded, guarded_together};
