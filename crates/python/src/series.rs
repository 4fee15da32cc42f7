//! Series of an archive's events as tables.

use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::error::ArrowError;
use detente_dossier::series::{Point, Series};

/// The columns: the step's label, first and last day; events and the articles that tell them; events by quad
/// class; the mean Goldstein value, the number of events behind it and its 95% interval; all articles
/// published in the step, and events for each thousand of them.
pub fn schema() -> SchemaRef {
    let text = |name| Field::new(name, DataType::Utf8, false);
    let count = |name| Field::new(name, DataType::Int64, false);
    let mean = |name| Field::new(name, DataType::Float64, true);
    Arc::new(Schema::new(vec![
        text("label"),
        text("first"),
        text("last"),
        count("events"),
        count("reporting"),
        count("cooperation"),
        count("conflict"),
        count("class_1"),
        count("class_2"),
        count("class_3"),
        count("class_4"),
        mean("goldstein"),
        count("goldstein_events"),
        mean("goldstein_low"),
        mean("goldstein_high"),
        count("articles"),
        mean("per_thousand"),
    ]))
}

/// The points of a series, a row each.
pub fn batch(series: &Series) -> Result<RecordBatch, ArrowError> {
    let points = &series.points;
    let text = |of: &dyn Fn(&Point) -> String| -> ArrayRef {
        Arc::new(StringArray::from_iter_values(points.iter().map(of)))
    };
    let count = |of: &dyn Fn(&Point) -> i64| -> ArrayRef {
        Arc::new(Int64Array::from_iter_values(points.iter().map(of)))
    };
    let mean = |of: &dyn Fn(&Point) -> Option<f64>| -> ArrayRef {
        Arc::new(points.iter().map(of).collect::<Float64Array>())
    };
    RecordBatch::try_new(
        schema(),
        vec![
            text(&|point| point.label.clone()),
            text(&|point| point.first.to_string()),
            text(&|point| point.last.to_string()),
            count(&|point| point.events as i64),
            count(&|point| point.reporting as i64),
            count(&|point| point.cooperation as i64),
            count(&|point| point.conflict as i64),
            count(&|point| point.classes[0] as i64),
            count(&|point| point.classes[1] as i64),
            count(&|point| point.classes[2] as i64),
            count(&|point| point.classes[3] as i64),
            mean(&|point| point.goldstein),
            count(&|point| point.goldstein_events as i64),
            mean(&|point| point.interval.map(|interval| interval.low)),
            mean(&|point| point.interval.map(|interval| interval.high)),
            count(&|point| point.coverage.unwrap_or(0) as i64),
            mean(&|point| point.per_thousand),
        ],
    )
}
