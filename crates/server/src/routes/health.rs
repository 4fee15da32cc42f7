//! What monitors ask.

use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::desk::Desk;

/// Numbers of requests and answers since the server started.
#[derive(Debug, Default)]
pub struct Counters {
    requests: AtomicU64,
    /// By the first digit of the status, 1 to 5.
    answers: [AtomicU64; 5],
}

impl Counters {
    /// A request came.
    pub fn request(&self) {
        self.requests.fetch_add(1, Ordering::Relaxed);
    }

    /// It was answered.
    pub fn response(&self, status: StatusCode) {
        if let Some(counter) = self
            .answers
            .get(usize::from(status.as_u16() / 100).wrapping_sub(1))
        {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// `ok` where the ledger can be read.
pub async fn healthz(State(desk): State<Arc<Desk>>) -> Response {
    match desk.read(|looking| Ok(looking.reader.seq()?)).await {
        Ok(_) => "ok\n".into_response(),
        Err(error) => (
            StatusCode::SERVICE_UNAVAILABLE,
            format!("{}\n", error.message),
        )
            .into_response(),
    }
}

/// Numbers in Prometheus' text form.
pub async fn metrics(State(desk): State<Arc<Desk>>) -> Response {
    let read = desk
        .read(|looking| {
            Ok((
                looking.reader.totals()?,
                looking.reader.seq()?,
                looking.index.mark()?,
            ))
        })
        .await;
    let (totals, seq, indexed) = match read {
        Ok(read) => read,
        Err(error) => return error.into_response(),
    };
    let mut text = String::new();
    let mut gauge = |name: &str, help: &str, kind: &str, value: u64| {
        // Writing to memory cannot fail.
        let _ = writeln!(
            text,
            "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}"
        );
    };
    gauge(
        "detente_articles",
        "Articles in the archive.",
        "gauge",
        totals.articles,
    );
    gauge(
        "detente_events",
        "Events in the archive.",
        "gauge",
        totals.events,
    );
    gauge(
        "detente_quotes",
        "Quotes in the archive.",
        "gauge",
        totals.quotes,
    );
    gauge(
        "detente_positions",
        "Positions in the archive.",
        "gauge",
        totals.positions,
    );
    gauge(
        "detente_ledger_seq",
        "The ledger's last change.",
        "gauge",
        seq,
    );
    gauge(
        "detente_index_seq",
        "The last change that full-text search knows.",
        "gauge",
        indexed,
    );
    gauge(
        "detente_http_requests_total",
        "Requests since the start.",
        "counter",
        desk.counters.requests.load(Ordering::Relaxed),
    );
    gauge(
        "detente_http_answers_kept_total",
        "Answers that were at hand since the same was asked of the same state.",
        "counter",
        desk.kept.given(),
    );
    for (index, counter) in desk.counters.answers.iter().enumerate() {
        let name = format!("detente_http_answers_{}xx_total", index + 1);
        gauge(
            &name,
            "Answers by class of status.",
            "counter",
            counter.load(Ordering::Relaxed),
        );
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}
