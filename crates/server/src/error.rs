//! Errors as the API's users see them.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use detente_archive::{ArchiveError, SearchError};
use serde::Serialize;
use utoipa::ToSchema;

/// What is wrong, and what to do about it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ApiError {
    /// A fixed kebab-case word.
    #[schema(example = "not-found")]
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl ApiError {
    fn new(
        status: StatusCode,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            code,
            status: status.as_u16(),
            message: message.into(),
            help: help.into(),
        }
    }

    /// The request's parameters are wrong.
    pub fn bad(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad-request", message, help)
    }

    /// There is no such thing.
    pub fn missing(what: &str, id: &str) -> Self {
        let id: String = id.chars().take(80).collect();
        Self::new(
            StatusCode::NOT_FOUND,
            "not-found",
            format!("there is no {what} {id:?}"),
            "ids are those that lists give; percent-encode a slash in them as %2F",
        )
    }

    /// No such address.
    pub fn no_route() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "no-route",
            "there is nothing at this address",
            "/api/openapi.json tells what there is",
        )
    }

    /// The address does not take the method.
    pub fn method() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method-not-allowed",
            "this address does not take that method",
            "/api/openapi.json tells which methods it takes",
        )
    }

    /// Writing without a token.
    pub fn unauthorized(message: &str, help: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", message, help)
    }

    /// What is not allowed to anyone.
    pub fn forbidden(message: &str, help: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", message, help)
    }

    /// Too many requests.
    pub fn too_many() -> Self {
        Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too-many-requests",
            "too many requests in a short time",
            "wait a second and go on more slowly; --rate sets the bound",
        )
    }

    /// What the server was not started with.
    pub fn unavailable(message: &str, help: &str) -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "unavailable",
            message,
            help,
        )
    }

    /// A fault of the program or of the archive.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            message,
            "`detente archive verify` tells whether the archive is whole",
        )
    }

    /// The error as JSON.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(self)).into_response()
    }
}

impl From<ArchiveError> for ApiError {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::Query(error) => error.into(),
            ArchiveError::Cursor(_) => Self::bad(
                error.to_string(),
                "leave `cursor` out to begin with the first page",
            ),
            ArchiveError::Busy(_) => Self::unavailable(&error.to_string(), "try again later"),
            error => Self::internal(error.to_string()),
        }
    }
}

impl From<SearchError> for ApiError {
    fn from(error: SearchError) -> Self {
        Self::bad(
            error.to_string(),
            "docs/api.md tells the notation of queries",
        )
    }
}

impl From<axum::extract::rejection::QueryRejection> for ApiError {
    fn from(error: axum::extract::rejection::QueryRejection) -> Self {
        Self::bad(
            error.body_text(),
            "/api/openapi.json tells which parameters there are",
        )
    }
}

impl From<axum::extract::rejection::JsonRejection> for ApiError {
    fn from(error: axum::extract::rejection::JsonRejection) -> Self {
        let status = error.status();
        Self::new(
            status,
            "bad-body",
            error.body_text(),
            "/api/openapi.json tells what the body must hold",
        )
    }
}
