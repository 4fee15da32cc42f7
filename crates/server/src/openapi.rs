//! The description of the API, made from the code.

use axum::http::header;
use axum::response::IntoResponse;
use utoipa::OpenApi;

/// What stands at the head of the description.
#[derive(OpenApi)]
#[openapi(info(
    title = "Détente",
    description = "The record of diplomacy: events, quotes and positions, each with the characters that prove it.",
    license(name = "MIT OR Apache-2.0")
))]
pub(crate) struct Head;

/// The `OpenAPI` 3.1 document as JSON.
pub fn document() -> String {
    let (_, document) = crate::routes::router().split_for_parts();
    document.to_pretty_json().unwrap_or_default()
}

/// The query parameters that an address knows.
pub(crate) fn parameters_of(path: &str) -> std::collections::BTreeSet<String> {
    let (_, document) = crate::routes::router().split_for_parts();
    crate::parameters::known(&document)
        .get(path)
        .cloned()
        .unwrap_or_default()
}

pub(crate) fn answer(document: &str) -> impl IntoResponse + use<> {
    (
        [(header::CONTENT_TYPE, "application/json")],
        document.to_owned(),
    )
}
