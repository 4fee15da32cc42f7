#![forbid(unsafe_code)]
//! The native part of the Python package `detente`: what its modules in `python/detente` are written over.
//!
//! Records cross as JSON, tables through the Arrow C data interface. The interpreter is let go while
//! anything is coded or read.

mod archive;
mod diagnostics;
mod engine;
mod errors;
mod filter;
mod frame;
mod lines;
mod model;
mod pool;
mod series;
mod table;

use pyo3::prelude::*;

/// Native part of `detente`; use the package, not this.
#[pymodule]
mod _native {
    #[pymodule_export]
    use super::archive::ArchiveReader;
    #[pymodule_export]
    use super::engine::Engine;
    #[pymodule_export]
    use super::frame::code_stream;
    #[pymodule_export]
    use super::model::{install_model, installed_model_path, model_package};
    #[pymodule_export]
    use super::table::{Table, TableSchema, schema};

    #[pymodule_init]
    fn init(module: &super::Bound<'_, super::PyModule>) -> super::PyResult<()> {
        super::PyModuleMethods::add(module, "VERSION", env!("CARGO_PKG_VERSION"))
    }
}
