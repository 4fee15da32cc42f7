//! The model for tests that need one.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use detente_syntax::Model;
use detente_syntax::model::file::FORMAT;

/// The model that `DETENTE_MODEL` names, else the installed one. Without either the test is skipped,
/// visibly, but for `DETENTE_REQUIRE_MODEL=1`, which makes that a failure.
///
/// # Panics
/// If there is a model file that cannot be used, or none where one is required.
pub fn model() -> Option<&'static Model> {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    let model = MODEL.get_or_init(|| {
        let path = path();
        let Some(path) = path.filter(|path| path.exists()) else {
            let required = std::env::var("DETENTE_REQUIRE_MODEL").is_ok_and(|value| value == "1");
            assert!(
                !required,
                "DETENTE_REQUIRE_MODEL=1 and there is no model file"
            );
            return None;
        };
        let bytes =
            std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let model = Model::from_bytes(Arc::new(bytes));
        Some(model.unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    });
    if model.is_none() {
        eprintln!("SKIPPED: no model file; set DETENTE_MODEL or run `detente model install`");
    }
    model.as_ref()
}

/// Where the model file is, or would be.
pub fn path() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("DETENTE_MODEL") {
        return Some(named.into());
    }
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")))?;
    Some(
        cache
            .join("detente")
            .join(format!("en_core_web_md-3.7.1.{FORMAT}.model")),
    )
}
