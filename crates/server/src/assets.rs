//! The app's files.

use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::error::ApiError;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
struct Files;

/// What is shown where the app was not built into the program.
const FALLBACK: &str = include_str!("fallback.html");

/// A file of the app; the app's page for every address that is one of its views.
pub async fn serve(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path.starts_with("api/") {
        return ApiError::no_route().into_response();
    }
    if let Some(file) = Files::get(path) {
        return answer(path, file.data.into_owned());
    }
    // A name with an extension is a file that is not there; all else is a view of the app.
    let last = path.rsplit('/').next().unwrap_or_default();
    if path.starts_with("assets/") || last.contains('.') {
        return ApiError::no_route().into_response();
    }
    match Files::get("index.html") {
        Some(page) => answer("index.html", page.data.into_owned()),
        None => answer("index.html", FALLBACK.as_bytes().to_vec()),
    }
}

fn answer(path: &str, bytes: Vec<u8>) -> Response {
    // Names under assets/ hold the hash of their contents.
    let keep = if path.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind(path))),
        (header::CACHE_CONTROL, HeaderValue::from_static(keep)),
    ];
    (StatusCode::OK, headers, bytes).into_response()
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
