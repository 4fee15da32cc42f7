//! Whole tables of articles: Arrow in, Arrow out, on all threads, in the order of the rows.

use std::collections::HashMap;

use arrow::array::{RecordBatch, RecordBatchReader};
use arrow::error::ArrowError;
use arrow::ffi_stream::RecordBatchStreamReader;
use arrow_pyarrow::PyArrowType;
use detente_formats::input::{Batches, ColumnName, Field};
use detente_formats::output::table::TableBuilder;
use detente_formats::{Coded, InputError, Options, RawArticle};
use pyo3::prelude::*;
use rayon::prelude::*;

use crate::diagnostics::{self, DiagnosticsBuilder, Noted};
use crate::engine::Engine;
use crate::errors;
use crate::lines::LinesBuilder;
use crate::table::{Table, TableKind};

/// Rows that are coded before the interpreter is asked whether to go on. So many articles with their
/// records are in memory at a time, beside the tables.
const PIECE: usize = 512;
/// Rows, and bytes of their cells, after which a table gets another batch: a column of text holds 2 GiB.
const BATCH_ROWS: usize = 65_536;
const BATCH_BYTES: usize = 64 << 20;
/// Rows left out that are named.
const NAMED: usize = 3;

/// A coded row, or why it is none.
pub type Row = Result<Noted, InputError>;

/// The rows of a table on their way into batches.
enum Builder {
    Records(TableBuilder),
    Lines(LinesBuilder),
    Diagnostics(DiagnosticsBuilder),
}

impl Builder {
    fn new(kind: TableKind) -> Self {
        match kind {
            TableKind::Records(kind) => Self::Records(TableBuilder::new(kind)),
            TableKind::Lines => Self::Lines(LinesBuilder::default()),
            TableKind::Diagnostics => Self::Diagnostics(DiagnosticsBuilder::default()),
        }
    }

    fn push(&mut self, row: &Row) -> PyResult<()> {
        match (self, row) {
            (Self::Records(builder), Ok(noted)) => {
                builder.push(&noted.coded).map_err(errors::internal)?;
            }
            (Self::Lines(builder), Ok(noted)) => builder.push(&noted.coded),
            (Self::Diagnostics(builder), Ok(noted)) => builder.push(noted),
            (Self::Diagnostics(builder), Err(error)) => builder.push_error(error),
            // Told by the diagnostics alone.
            (Self::Records(_) | Self::Lines(_), Err(_)) => {}
        }
        Ok(())
    }

    fn is_full(&self) -> bool {
        let (rows, bytes) = match self {
            Self::Records(builder) => (builder.rows(), builder.bytes()),
            Self::Lines(builder) => (builder.rows(), builder.bytes()),
            Self::Diagnostics(builder) => (builder.rows(), 0),
        };
        rows >= BATCH_ROWS || bytes >= BATCH_BYTES
    }

    fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        match self {
            Self::Records(builder) => builder.finish(),
            Self::Lines(builder) => builder.finish(),
            Self::Diagnostics(builder) => builder.finish(),
        }
    }
}

/// A table that grows.
struct Growing {
    kind: TableKind,
    builder: Builder,
    batches: Vec<RecordBatch>,
}

impl Growing {
    fn new(kind: TableKind) -> Self {
        Self {
            kind,
            builder: Builder::new(kind),
            batches: Vec::new(),
        }
    }

    fn push(&mut self, rows: &[Row]) -> PyResult<()> {
        for row in rows {
            self.builder.push(row)?;
            if self.builder.is_full() {
                self.batches
                    .push(self.builder.finish().map_err(errors::internal)?);
            }
        }
        Ok(())
    }

    fn table(mut self) -> PyResult<Table> {
        self.batches
            .push(self.builder.finish().map_err(errors::internal)?);
        Ok(Table::new(self.kind.schema(), self.batches))
    }
}

/// What is called with the number of rows done so far.
struct Progress(Option<Py<PyAny>>);

impl Progress {
    /// Tells the caller, and asks whether the user wants to stop.
    fn tell(&self, rows: usize) -> PyResult<()> {
        Python::attach(|py| {
            py.check_signals()?;
            if let Some(told) = &self.0 {
                told.call1(py, (rows,))?;
            }
            Ok(())
        })
    }
}

/// Codes the articles of an Arrow stream and gives a table for each of `kinds`. `columns` names the columns
/// that hold a field; `name` is what articles and errors call the stream. With `strict`, a row that is no
/// article ends the work; without, it is told among the diagnostics and counted: the number of such rows and
/// the words on the first of them are given beside the tables.
#[pyfunction]
#[pyo3(signature = (engine, stream, kinds, columns, name, strict, progress))]
#[expect(
    clippy::too_many_arguments,
    clippy::needless_pass_by_value,
    reason = "as the interpreter hands them over, at the one place that calls it"
)]
pub fn code_stream(
    py: Python<'_>,
    engine: &Engine,
    stream: PyArrowType<RecordBatchStreamReader>,
    kinds: Vec<String>,
    columns: HashMap<String, String>,
    name: &str,
    strict: bool,
    progress: Option<Py<PyAny>>,
) -> PyResult<(Vec<Table>, usize, Vec<String>)> {
    let kinds = kinds
        .iter()
        .map(|kind| TableKind::of_name(kind))
        .collect::<PyResult<Vec<_>>>()?;
    let options = Options {
        columns: column_names(&columns)?.into_iter().collect(),
        ..Options::default()
    };
    let progress = Progress(progress);
    py.detach(|| {
        let mut reader = stream.0;
        let mut articles =
            Batches::new(name, &reader.schema(), options).map_err(|error| errors::input(&error))?;
        let mut tables: Vec<Growing> = kinds.into_iter().map(Growing::new).collect();
        let mut done = 0;
        let (mut skipped, mut named) = (0, Vec::new());
        for batch in &mut reader {
            let batch = batch.map_err(|error| errors::stream(name, &error))?;
            let mut unread = articles
                .articles(&batch)
                .map_err(|error| errors::input(&error))?
                .peekable();
            while unread.peek().is_some() {
                let piece: Vec<_> = unread.by_ref().take(PIECE).collect();
                let rows = code(engine, piece)?;
                if strict && let Some(Err(error)) = rows.iter().find(|row| row.is_err()) {
                    return Err(errors::input(error));
                }
                for table in &mut tables {
                    table.push(&rows)?;
                }
                for error in rows.iter().filter_map(|row| row.as_ref().err()) {
                    skipped += 1;
                    if named.len() < NAMED {
                        named.push(error.to_string());
                    }
                }
                done += rows.len();
                progress.tell(done)?;
            }
        }
        let tables = tables.into_iter().map(Growing::table);
        Ok((tables.collect::<PyResult<_>>()?, skipped, named))
    })
}

/// Codes rows on all threads and keeps their order.
fn code(engine: &Engine, piece: Vec<Result<RawArticle, InputError>>) -> PyResult<Vec<Row>> {
    engine.pool.run(|| {
        piece
            .into_par_iter()
            .map_init(
                || engine.on_thread(),
                |code, raw| {
                    let (article, coding) = code(raw?)?;
                    Ok(Noted {
                        diagnostics: diagnostics::of_article(&article, &coding),
                        coded: Coded {
                            article: (&article).into(),
                            coding,
                        },
                    })
                },
            )
            .collect()
    })
}

fn column_names(columns: &HashMap<String, String>) -> PyResult<Vec<ColumnName>> {
    let mut names = Vec::new();
    for (field, column) in columns {
        let Some(field) = Field::ALL.into_iter().find(|known| known.as_str() == field) else {
            let known: Vec<&str> = Field::ALL.iter().map(|field| field.as_str()).collect();
            return Err(errors::argument(
                format!("`{field}` is nothing that a column holds"),
                format!("write one of {}", known.join(", ")),
            ));
        };
        names.push(ColumnName {
            field,
            column: column.clone(),
        });
    }
    Ok(names)
}
