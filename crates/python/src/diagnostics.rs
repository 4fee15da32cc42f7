//! What was left out of a table of articles: rows that could not be read, and what reading and coding say of
//! the others.

use std::sync::Arc;

use arrow::array::{ArrayRef, Int64Builder, RecordBatch, StringBuilder};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::error::ArrowError;
use detente_coding::record::{Coding, Diagnostic};
use detente_formats::{Coded, InputError};
use detente_page::Article;

/// The columns: the article's id (null where a row is no article), the row, what happened in a fixed word or
/// two, what it was about, and where in the article's text.
pub fn schema() -> SchemaRef {
    let text = |name, nullable| Field::new(name, DataType::Utf8, nullable);
    let offset = |name| Field::new(name, DataType::Int64, true);
    Arc::new(Schema::new(vec![
        text("article", true),
        text("input", false),
        text("kind", false),
        text("detail", false),
        offset("start"),
        offset("end"),
    ]))
}

/// What reading the page and coding it say of an article, in that order.
pub fn of_article(article: &Article, coding: &Coding) -> Vec<Diagnostic> {
    let of_page = article.diagnostics.iter().map(|note| {
        // The word by which JSON tells the kinds of note apart.
        let value = serde_json::to_value(note).unwrap_or_default();
        let kind = value.get("kind").and_then(serde_json::Value::as_str);
        Diagnostic {
            kind: kind.unwrap_or_default().to_owned(),
            detail: note.to_string(),
            span: None,
        }
    });
    of_page.chain(coding.diagnostics.iter().cloned()).collect()
}

/// A coded article with what is to be said of it.
pub struct Noted {
    /// The article and its records.
    pub coded: Coded,
    /// What reading and coding say.
    pub diagnostics: Vec<Diagnostic>,
}

/// Rows of diagnostics on their way into a table.
#[derive(Default)]
pub struct DiagnosticsBuilder {
    article: StringBuilder,
    input: StringBuilder,
    kind: StringBuilder,
    detail: StringBuilder,
    start: Int64Builder,
    end: Int64Builder,
    rows: usize,
}

impl DiagnosticsBuilder {
    /// Adds what is said of an article.
    pub fn push(&mut self, noted: &Noted) {
        for diagnostic in &noted.diagnostics {
            self.article.append_value(&noted.coded.article.id);
            self.input.append_value(&noted.coded.article.input);
            self.kind.append_value(&diagnostic.kind);
            self.detail.append_value(&diagnostic.detail);
            self.start
                .append_option(diagnostic.span.map(|span| i64::from(span.start)));
            self.end
                .append_option(diagnostic.span.map(|span| i64::from(span.end)));
            self.rows += 1;
        }
    }

    /// Adds a row that is no article.
    pub fn push_error(&mut self, error: &InputError) {
        self.article.append_null();
        self.input.append_value(match error.place {
            Some(place) => format!("{}:{}", error.input, place.number()),
            None => error.input.clone(),
        });
        self.kind.append_value(error.reason.kind());
        self.detail.append_value(error.reason.to_string());
        self.start.append_null();
        self.end.append_null();
        self.rows += 1;
    }

    /// Rows so far.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The rows so far as a table, after which the builder is empty.
    pub fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        self.rows = 0;
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.article.finish()),
            Arc::new(self.input.finish()),
            Arc::new(self.kind.finish()),
            Arc::new(self.detail.finish()),
            Arc::new(self.start.finish()),
            Arc::new(self.end.finish()),
        ];
        RecordBatch::try_new(schema(), columns)
    }
}
