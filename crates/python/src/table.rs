//! Tables that leave through the Arrow C data interface, without a copy and without pyarrow.

use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use arrow::ffi::FFI_ArrowSchema;
use arrow::ffi_stream::FFI_ArrowArrayStream;
use arrow::record_batch::RecordBatchIterator;
use detente_formats::RecordKind;
use detente_formats::output::table;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::{diagnostics, errors, lines, series};

/// Record batches of one schema. Any Arrow library reads it through `__arrow_c_stream__`, as often as it
/// likes.
#[pyclass(frozen, module = "detente._native")]
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    /// A table of batches that have `schema`.
    pub fn new(schema: SchemaRef, batches: Vec<RecordBatch>) -> Self {
        Self { schema, batches }
    }
}

#[pymethods]
impl Table {
    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The Arrow C stream of the batches. Their columns are those of the record's schema, whatever is asked
    /// for.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        // The columns themselves are shared.
        let batches = self.batches.clone().into_iter().map(Ok);
        let reader = RecordBatchIterator::new(batches, Arc::clone(&self.schema));
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema_capsule(py, &self.schema)
    }
}

/// The columns of a table.
#[pyclass(frozen, module = "detente._native")]
pub struct TableSchema(SchemaRef);

#[pymethods]
impl TableSchema {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema_capsule(py, &self.0)
    }

    /// The columns' names.
    #[getter]
    fn names(&self) -> Vec<String> {
        let fields = self.0.fields().iter();
        fields.map(|field| field.name().clone()).collect()
    }
}

fn schema_capsule<'py>(py: Python<'py>, schema: &SchemaRef) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(schema.as_ref()).map_err(errors::internal)?;
    PyCapsule::new_with_value(py, schema, c"arrow_schema")
}

/// A kind of table: records, or what is told beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// Records.
    Records(RecordKind),
    /// Records of all kinds as JSON lines.
    Lines,
    /// What was left out, and where.
    Diagnostics,
}

impl TableKind {
    /// The kind that a caller names.
    pub fn of_name(name: &str) -> PyResult<Self> {
        match name {
            "diagnostics" => return Ok(Self::Diagnostics),
            "lines" => return Ok(Self::Lines),
            _ => {}
        }
        RecordKind::ALL
            .into_iter()
            .find(|kind| kind.plural() == name)
            .map(Self::Records)
            .ok_or_else(|| {
                errors::argument(
                    format!("`{name}` is no kind of record"),
                    "write events, quotes, positions, articles, lines or diagnostics",
                )
            })
    }

    /// Its columns.
    pub fn schema(self) -> SchemaRef {
        match self {
            Self::Records(kind) => table::schema(kind),
            Self::Lines => lines::schema(),
            Self::Diagnostics => diagnostics::schema(),
        }
    }
}

/// The columns of the tables of `kind`.
#[pyfunction]
pub fn schema(kind: &str) -> PyResult<TableSchema> {
    if kind == "series" {
        return Ok(TableSchema(series::schema()));
    }
    Ok(TableSchema(TableKind::of_name(kind)?.schema()))
}
