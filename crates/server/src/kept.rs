//! Answers that are kept for as long as what they were read from stays as it is.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use rustc_hash::FxBuildHasher;

/// Bytes of all answers that are kept.
const MOST: u64 = 48 << 20;
/// Bytes of an answer that is kept at most.
const LONGEST: u64 = 2 << 20;
/// About as many answers as there will be.
const ABOUT: usize = 2_000;
/// Bytes that an answer takes beside its body.
const ALONGSIDE: u64 = 512;

/// Tells answers apart: a hash of what was asked and of the state that it was asked of.
pub type Key = [u8; 32];

/// The answers. Where several ask the same at once, one is answered and the others wait for it.
///
/// Nothing is ever taken out because it is old: the state is part of the key, so that what was read from
/// a former state is not found again and makes room for the rest.
pub struct Kept {
    answers: Cache<Key, Answer, ByBytes, FxBuildHasher>,
    given: AtomicU64,
}

#[derive(Clone)]
struct Answer {
    headers: HeaderMap,
    body: Bytes,
}

#[derive(Clone)]
struct ByBytes;

impl Weighter<Key, Answer> for ByBytes {
    fn weight(&self, _: &Key, answer: &Answer) -> u64 {
        answer.body.len() as u64 + ALONGSIDE
    }
}

impl Kept {
    /// How many answers were given that were at hand, since the start.
    pub fn given(&self) -> u64 {
        self.given.load(Ordering::Relaxed)
    }

    /// The answer of `key`: the one at hand, or the one that `answer` makes, which is kept where it is a
    /// success and not long.
    pub async fn answer(&self, key: Key, answer: impl Future<Output = Response>) -> Response {
        let place = match self.answers.get_value_or_guard_async(&key).await {
            Ok(kept) => {
                self.given.fetch_add(1, Ordering::Relaxed);
                return kept.into_response();
            }
            Err(place) => place,
        };
        // Whoever waits goes on without this answer where it is not kept: the place is dropped.
        let response = answer.await;
        let is_short = response
            .body()
            .size_hint()
            .exact()
            .is_some_and(|bytes| bytes <= LONGEST);
        if response.status() != StatusCode::OK || !is_short {
            return response;
        }
        let (parts, body) = response.into_parts();
        let Ok(body) = to_bytes(body, usize::MAX).await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let kept = Answer {
            headers: parts.headers.clone(),
            body: body.clone(),
        };
        // A place that was given up meanwhile keeps nothing.
        let _ = place.insert(kept);
        Response::from_parts(parts, Body::from(body))
    }
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            answers: Cache::with(
                ABOUT,
                MOST,
                ByBytes,
                FxBuildHasher,
                quick_cache::sync::DefaultLifecycle::default(),
            ),
            given: AtomicU64::new(0),
        }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.headers_mut() = self.headers;
        response
    }
}
