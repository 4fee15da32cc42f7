//! The model: the flat file the program runs from, and how it is made from spaCy's own package.

pub mod convert;
pub mod convert_moves;
pub mod convert_neural;
pub mod convert_text;
pub mod error;
pub mod file;
pub mod msgpack;

pub use convert::{WheelFiles, convert};
pub use error::{ConvertError, ModelError};
pub use file::{ModelBytes, Sections, SectionsBuilder, Table};
