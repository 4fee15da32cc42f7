//! Records as Arrow tables: the columns of the CSV form with types. Parquet files and the tables that
//! programs are handed in memory are both made here, so that they are the same.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, Float64Builder, Int64Builder, ListBuilder, RecordBatch, StringBuilder,
};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::error::ArrowError;
use detente_coding::record::Coding;
use detente_page::record::ArticleRecord;

use super::columns::{self, Column, ColumnKind, Row};
use super::{Coded, RecordKind};

/// The columns of the tables of `kind`. An absent value is null.
///
/// ```
/// use detente_formats::{RecordKind, output::table::schema};
/// assert_eq!(schema(RecordKind::Quote).field(0).name(), "id");
/// ```
pub fn schema(kind: RecordKind) -> SchemaRef {
    let fields = columns::of(kind).iter().map(|column| {
        let kind = match column.kind {
            ColumnKind::Text => DataType::Utf8,
            ColumnKind::Int => DataType::Int64,
            ColumnKind::Float => DataType::Float64,
            ColumnKind::List => DataType::List(Arc::new(Field::new("item", DataType::Utf8, true))),
        };
        Field::new(column.name, kind, true)
    });
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// A cell that is not of its column's type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the column {column} cannot hold `{cell}`")]
pub struct CellError {
    /// The column's name.
    pub column: &'static str,
    /// What the cell holds.
    pub cell: String,
}

/// Rows of one kind on their way into a table.
pub struct TableBuilder {
    kind: RecordKind,
    schema: SchemaRef,
    columns: Vec<(&'static str, Values)>,
    rows: usize,
    bytes: usize,
}

impl TableBuilder {
    /// A table of `kind` without rows.
    pub fn new(kind: RecordKind) -> Self {
        let values = |column: &Column| match column.kind {
            ColumnKind::Text => Values::Text(StringBuilder::new()),
            ColumnKind::Int => Values::Int(Int64Builder::new()),
            ColumnKind::Float => Values::Float(Float64Builder::new()),
            ColumnKind::List => Values::List(ListBuilder::new(StringBuilder::new())),
        };
        Self {
            kind,
            schema: schema(kind),
            columns: columns::of(kind)
                .iter()
                .map(|column| (column.name, values(column)))
                .collect(),
            rows: 0,
            bytes: 0,
        }
    }

    /// Adds the article's rows of this kind.
    ///
    /// # Errors
    /// If a record's cell is not of its column's type, which no record that coding makes has.
    pub fn push(&mut self, coded: &Coded) -> Result<(), CellError> {
        match self.kind {
            RecordKind::Article => self.push_article(&coded.article),
            _ => self.push_coding(&coded.coding),
        }
    }

    /// Adds an article's row to a table of articles; to no other.
    ///
    /// # Errors
    /// As [`push`](Self::push).
    pub fn push_article(&mut self, article: &ArticleRecord) -> Result<(), CellError> {
        match self.kind {
            RecordKind::Article => self.push_records(std::slice::from_ref(article)),
            _ => Ok(()),
        }
    }

    /// Adds the rows of this kind that `coding` holds.
    ///
    /// # Errors
    /// As [`push`](Self::push).
    pub fn push_coding(&mut self, coding: &Coding) -> Result<(), CellError> {
        match self.kind {
            RecordKind::Article => Ok(()),
            RecordKind::Event => self.push_records(&coding.events),
            RecordKind::Quote => self.push_records(&coding.quotes),
            RecordKind::Position => self.push_records(&coding.positions),
        }
    }

    fn push_records<T: Row>(&mut self, records: &[T]) -> Result<(), CellError> {
        columns::each_row(records, |cells| {
            self.push_cells(|at| cells.get(at).map_or("", String::as_str))
        })
    }

    /// Adds a row whose cell of each column is given by the column's number.
    pub(super) fn push_cells<'a>(
        &mut self,
        cell: impl Fn(usize) -> &'a str,
    ) -> Result<(), CellError> {
        for (at, (column, values)) in self.columns.iter_mut().enumerate() {
            let cell = cell(at);
            self.bytes += cell.len();
            if !values.push(cell) {
                return Err(CellError {
                    column,
                    cell: cell.to_owned(),
                });
            }
        }
        self.rows += 1;
        Ok(())
    }

    /// The number of rows since the last [`finish`](Self::finish).
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The bytes that their cells have as text.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The rows so far as a table, after which the builder is empty.
    ///
    /// # Errors
    /// If a row was left half by an error before.
    pub fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        self.rows = 0;
        self.bytes = 0;
        let columns = self.columns.iter_mut().map(|(_, values)| values.finish());
        RecordBatch::try_new(Arc::clone(&self.schema), columns.collect())
    }
}

/// The values of one column.
enum Values {
    Text(StringBuilder),
    Int(Int64Builder),
    Float(Float64Builder),
    List(ListBuilder<StringBuilder>),
}

impl Values {
    /// Appends a cell; `false` where it is not of the column's type.
    fn push(&mut self, cell: &str) -> bool {
        let is_absent = cell.is_empty();
        match self {
            Self::Text(builder) => builder.append_option((!is_absent).then_some(cell)),
            Self::Int(builder) => {
                let value = cell.parse().ok();
                builder.append_option(value);
                return is_absent || value.is_some();
            }
            Self::Float(builder) => {
                let value = cell.parse().ok();
                builder.append_option(value);
                return is_absent || value.is_some();
            }
            Self::List(builder) => {
                for id in cell.split(';').filter(|id| !id.is_empty()) {
                    builder.values().append_value(id);
                }
                builder.append(true);
            }
        }
        true
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(builder) => Arc::new(builder.finish()),
            Self::Int(builder) => Arc::new(builder.finish()),
            Self::Float(builder) => Arc::new(builder.finish()),
            Self::List(builder) => Arc::new(builder.finish()),
        }
    }
}

#[cfg(test)]
mod tests {
    use arrow::array::{AsArray, Int64Array};
    use detente_coding::record::Quote;

    use super::*;

    const QUOTE: &str = r#"{"id":"q","article":"a","start":1,"end":5,"content":"Well","kind":"direct","cue":null,"speaker":null,"issues":["x","y"],"date":null}"#;

    fn coded() -> Coded {
        let quote: Quote = serde_json::from_str(QUOTE).unwrap();
        let article = serde_json::from_str(
            r#"{"id":"a","input":"x","url":null,"title":null,"outlet":null,"agency":null,"published":null,
                "published_precision":null,"published_from":null,"dateline":null,"language":"en","body":"Well.","text":"Well."}"#,
        )
        .unwrap();
        Coded {
            article,
            coding: Coding {
                quotes: vec![quote.clone(), quote],
                ..Coding::default()
            },
        }
    }

    #[test]
    fn records_become_typed_columns_and_the_builder_starts_anew() {
        let mut builder = TableBuilder::new(RecordKind::Quote);
        builder.push(&coded()).unwrap();
        assert_eq!(builder.rows(), 2);
        let table = builder.finish().unwrap();
        let ends: &Int64Array = table.column_by_name("end").unwrap().as_primitive();
        assert_eq!(ends.values(), &[5, 5]);
        assert!(table.column_by_name("date").unwrap().is_null(0));
        let issues = table.column_by_name("issues").unwrap().as_list::<i32>();
        assert_eq!(issues.value_length(1), 2);
        assert_eq!(builder.rows(), 0);
        assert_eq!(builder.finish().unwrap().num_rows(), 0);
    }

    #[test]
    fn a_file_and_a_table_in_memory_hold_the_same() {
        let mut builder = TableBuilder::new(RecordKind::Quote);
        builder.push(&coded()).unwrap();
        let (mut rows, mut file) = (Vec::new(), Vec::new());
        coded().write_csv(RecordKind::Quote, &mut rows);
        crate::output::parquet::write(RecordKind::Quote, rows.as_slice(), &mut file, &[]).unwrap();
        let mut read = parquet::arrow::arrow_reader::ParquetRecordBatchReader::try_new(
            bytes::Bytes::from(file),
            100,
        )
        .unwrap();
        assert_eq!(read.next().unwrap().unwrap(), builder.finish().unwrap());
    }
}
