//! `ETags`: an answer is told by its address and the state of what it was read from.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::desk::Desk;

/// Answers 304 where the client has the answer already, else marks the answer.
pub async fn etag(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    // A stream has no state, and what is followed is not kept in the ledger.
    let path = request.uri().path();
    if request.method() != Method::GET || path.ends_with("/stream") || path.ends_with("/watch") {
        return next.run(request).await;
    }
    let state = desk.read(|looking| Ok(looking.reader.state()?)).await;
    let Ok(state) = state else {
        return next.run(request).await;
    };
    let mark = looks_like(&desk, &state, &request.uri().to_string());
    let known = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .and_then(|known| known.to_str().ok())
        .is_some_and(|known| {
            known
                .split(',')
                .any(|known| known.trim() == mark || known.trim() == "*")
        });
    let value = HeaderValue::from_str(&mark).ok();
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        next.run(request).await
    };
    if let Some(value) = value
        && (known || response.status().is_success())
    {
        response.headers_mut().insert(header::ETAG, value);
    }
    response
}

fn looks_like(desk: &Desk, state: &str, address: &str) -> String {
    let parts = [
        env!("CARGO_PKG_VERSION"),
        desk.engine.lexicon.version(),
        state,
        address,
    ];
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    format!("W/\"{}\"", &hasher.finalize().to_hex()[..24])
}
