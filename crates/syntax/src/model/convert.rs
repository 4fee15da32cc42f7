//! spaCy's package (a wheel) to a model file. The package is read as data; nothing of it is run.

use std::cell::RefCell;
use std::io::{Cursor, Read};

use super::convert_neural::add_neural_sections;
use super::convert_text::add_text_sections;
use super::error::ConvertError;
use super::file::SectionsBuilder;

/// The files of a model inside its wheel.
pub struct WheelFiles<'a> {
    archive: RefCell<zip::ZipArchive<Cursor<&'a [u8]>>>,
    /// Path of the model's folder in the wheel, with a slash at its end.
    folder: String,
}

impl<'a> WheelFiles<'a> {
    /// Opens a wheel and finds the model's folder: the one that holds `config.cfg`.
    ///
    /// # Errors
    /// [`ConvertError`] when the bytes are no zip archive or hold no model.
    pub fn open(wheel: &'a [u8]) -> Result<Self, ConvertError> {
        let archive = zip::ZipArchive::new(Cursor::new(wheel))
            .map_err(|error| ConvertError::Archive(error.to_string()))?;
        let mut folders: Vec<String> = archive
            .file_names()
            .filter_map(|name| name.strip_suffix("config.cfg"))
            .map(str::to_owned)
            .collect();
        folders.sort();
        let folder = folders
            .into_iter()
            .next()
            .ok_or_else(|| ConvertError::MissingFile {
                path: "config.cfg".to_owned(),
            })?;
        Ok(Self {
            archive: RefCell::new(archive),
            folder,
        })
    }

    /// The bytes of the file at `path`, relative to the model's folder (`"tokenizer"`,
    /// `"vocab/lookups.bin"`).
    ///
    /// # Errors
    /// [`ConvertError`] when the file is missing or cannot be unpacked.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, ConvertError> {
        let name = format!("{}{path}", self.folder);
        let mut archive = self.archive.borrow_mut();
        let mut file = archive.by_name(&name).map_err(|error| match error {
            zip::result::ZipError::FileNotFound => ConvertError::MissingFile {
                path: path.to_owned(),
            },
            other => ConvertError::unexpected(path, other.to_string()),
        })?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)
            .map_err(|error| ConvertError::unexpected(path, error.to_string()))?;
        Ok(bytes)
    }
}

/// Converts spaCy's package to a model file. The same package always gives the same bytes.
///
/// # Errors
/// [`ConvertError`] when the package is damaged or holds another pipeline than this program runs.
pub fn convert(wheel: &[u8]) -> Result<Vec<u8>, ConvertError> {
    let files = WheelFiles::open(wheel)?;
    let mut out = SectionsBuilder::new();
    add_neural_sections(&files, &mut out)?;
    add_text_sections(&files, &mut out)?;
    Ok(out.finish())
}
