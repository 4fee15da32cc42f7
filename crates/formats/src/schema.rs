//! JSON Schemas of the records, made from their types.

use detente_coding::record::{Event, Position, Quote};
use detente_page::record::ArticleRecord;
use schemars::Schema;

use crate::RecordKind;

/// The schema of one row of `kind`, as indented JSON that ends in a line break.
///
/// ```
/// use detente_formats::{RecordKind, schema};
/// assert!(schema::of(RecordKind::Event).contains("\"cameo\""));
/// ```
pub fn of(kind: RecordKind) -> String {
    // The rows of a file are read by other programs: its schema is that of what is written.
    let generator = || {
        schemars::generate::SchemaSettings::draft2020_12()
            .for_serialize()
            .into_generator()
    };
    let schema: Schema = match kind {
        RecordKind::Article => generator().into_root_schema_for::<ArticleRecord>(),
        RecordKind::Event => generator().into_root_schema_for::<Event>(),
        RecordKind::Quote => generator().into_root_schema_for::<Quote>(),
        RecordKind::Position => generator().into_root_schema_for::<Position>(),
    };
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
