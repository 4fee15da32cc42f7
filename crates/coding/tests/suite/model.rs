//! The model that tests code with.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use detente_syntax::Model;

/// The installed model. Without one the test is skipped, and says so; where
/// `DETENTE_REQUIRE_MODEL` is set it fails.
pub fn installed() -> Option<Model> {
    let bytes = file().and_then(|path| std::fs::read(path).ok());
    let Some(bytes) = bytes else {
        assert!(
            std::env::var_os("DETENTE_REQUIRE_MODEL").is_none(),
            "no model: run `detente model install`"
        );
        eprintln!("SKIPPED: no model is installed");
        return None;
    };
    Some(Model::from_bytes(Arc::new(bytes)).expect("the model file is whole"))
}

/// The model file: `DETENTE_MODEL`, else where `detente model install` puts it.
fn file() -> Option<PathBuf> {
    std::env::var_os("DETENTE_MODEL")
        .map(PathBuf::from)
        .or_else(|| {
            let cache = std::env::var_os("XDG_CACHE_HOME")
                .map(PathBuf::from)
                .or_else(|| Some(Path::new(&std::env::var_os("HOME")?).join(".cache")))?
                .join("detente");
            let mut files: Vec<_> = std::fs::read_dir(cache)
                .ok()?
                .filter_map(Result::ok)
                .map(|e| e.path())
                .collect();
            files.retain(|path| {
                path.extension()
                    .is_some_and(|extension| extension == "model")
            });
            files.sort();
            files.pop()
        })
}
