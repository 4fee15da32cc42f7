//! `ETags`, and answers that are kept: an answer is told by its address and the state of what it was read
//! from.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::desk::{Desk, Seen};
use crate::kept::Key;

/// What an answer hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// Not on the archive alone: a stream, what is followed, a sentence's coding.
    Elsewhere,
    /// The archive, and it is a file that is written as it is read.
    File,
    /// The archive.
    Archive,
    /// The search index and the articles' rows, which are only ever replaced: what comes in meanwhile
    /// changes nothing before the index has it.
    Found,
}

impl Of {
    fn path(path: &str) -> Self {
        match path.strip_prefix("/api/v1/") {
            Some("stream" | "watch" | "explain") | None => Self::Elsewhere,
            Some("export") => Self::File,
            Some("search") => Self::Found,
            Some(_) => Self::Archive,
        }
    }
}

/// Answers 304 where the client has the answer already, and with the answer at hand where there is one;
/// else lets the request through, marks its answer and keeps it.
pub async fn etag(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let of = Of::path(request.uri().path());
    if request.method() != Method::GET || of == Of::Elsewhere {
        return next.run(request).await;
    }
    // What is read from now on is of this state or a later one, so that an answer is never older than
    // the state that it is kept under.
    let Ok(seen) = desk.seen() else {
        return next.run(request).await;
    };
    let address = request.uri().to_string();
    let state = match of {
        Of::Found => format!("{}.{}", seen.ledger.replaced, seen.index),
        _ => format!("{}.{}", seen.ledger.changes, seen.index),
    };
    let tag = tag(&desk, &state, &address);
    let known = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .and_then(|known| known.to_str().ok())
        .is_some_and(|known| {
            known
                .split(',')
                .any(|known| known.trim() == tag || known.trim() == "*")
        });
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else if of == Of::File {
        next.run(request).await
    } else {
        desk.kept
            .answer(key(of, &seen, &tag, &address), next.run(request))
            .await
    };
    if let Ok(value) = HeaderValue::from_str(&tag)
        && (known || response.status().is_success())
    {
        response.headers_mut().insert(header::ETAG, value);
    }
    response
}

fn tag(desk: &Desk, state: &str, address: &str) -> String {
    let parts = [
        env!("CARGO_PKG_VERSION"),
        desk.engine.lexicon.version(),
        state,
        address,
    ];
    format!("W/\"{}\"", &hash(&parts).to_hex()[..24])
}

/// What an answer is kept under. `ETags` tell states apart by the numbers of their changes, which is as
/// much as outlives this process; here every commit counts, whatever it changed.
fn key(of: Of, seen: &Seen, tag: &str, address: &str) -> Key {
    let commit = match of {
        Of::Found => String::new(),
        _ => seen.ledger.commit.to_string(),
    };
    *hash(&[tag, &commit, address]).as_bytes()
}

fn hash(parts: &[&str]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize()
}
