//! Records of all kinds in one table: each as the JSON line that `detente code --records all` writes, beside
//! what it is sorted, parted and found by.

use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringBuilder};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::error::ArrowError;
use detente_formats::{Coded, RecordKind};

/// The columns: `article`, `event`, `quote` or `position`; the record's id; its article's; the line.
pub fn schema() -> SchemaRef {
    let names = ["record", "id", "article", "json"];
    let fields = names.map(|name| Field::new(name, DataType::Utf8, true));
    Arc::new(Schema::new(fields.to_vec()))
}

/// Lines on their way into a table.
#[derive(Default)]
pub struct LinesBuilder {
    columns: [StringBuilder; 4],
    rows: usize,
    bytes: usize,
}

impl LinesBuilder {
    /// Adds all records of an article.
    pub fn push(&mut self, coded: &Coded) {
        let coding = &coded.coding;
        for kind in RecordKind::ALL {
            let ids: Vec<&str> = match kind {
                RecordKind::Article => vec![&coded.article.id],
                RecordKind::Event => coding.events.iter().map(|one| one.id.as_str()).collect(),
                RecordKind::Quote => coding.quotes.iter().map(|one| one.id.as_str()).collect(),
                RecordKind::Position => {
                    coding.positions.iter().map(|one| one.id.as_str()).collect()
                }
            };
            let mut lines = Vec::new();
            coded.write_jsonl(kind, true, &mut lines);
            let lines = String::from_utf8_lossy(&lines);
            for (id, line) in ids.into_iter().zip(lines.lines()) {
                let cells = [kind.singular(), id, &coded.article.id, line];
                for (column, cell) in self.columns.iter_mut().zip(cells) {
                    column.append_value(cell);
                    self.bytes += cell.len();
                }
                self.rows += 1;
            }
        }
    }

    /// Rows so far.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Bytes of their cells.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The rows so far as a table, after which the builder is empty.
    pub fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        (self.rows, self.bytes) = (0, 0);
        let columns = self
            .columns
            .iter_mut()
            .map(|column| Arc::new(column.finish()) as ArrayRef);
        RecordBatch::try_new(schema(), columns.collect())
    }
}
