//! New articles as they come.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream, StreamExt};
use serde::Serialize;
use tokio::time::{Instant, sleep_until};

use crate::desk::Desk;
use crate::error::ApiError;

/// How often the ledger is looked at.
const LOOK: Duration = Duration::from_secs(1);
/// Articles sent at one look.
const BATCH: usize = 50;

/// An article that came or changed.
#[derive(Debug, Serialize)]
struct News {
    seq: u64,
    article: crate::dto::From,
    id: String,
    events: Vec<detente_coding::record::Event>,
}

/// New articles with their events, as they come (server-sent events named `article`). `Last-Event-ID`
/// goes on behind the change it names.
#[utoipa::path(get, path = "/stream", tag = "records", responses((status = 200, content_type = "text/event-stream")))]
pub async fn stream(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, ApiError> {
    let last = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok())
        .and_then(|id| id.parse().ok());
    let begin: u64 = match last {
        Some(last) => last,
        None => desk.read(|looking| Ok(looking.reader.seq()?)).await?,
    };
    let batches = stream::unfold(
        (desk, begin, Instant::now()),
        |(desk, seq, at)| async move {
            sleep_until(at).await;
            // A ledger that cannot be read now may be readable at the next look.
            let news = desk
                .read(move |looking| Ok(news(looking, seq)?))
                .await
                .unwrap_or_default();
            let seq = news.last().map_or(seq, |last| last.seq);
            Some((news, (desk, seq, Instant::now() + LOOK)))
        },
    );
    let events = batches.flat_map(|news| {
        stream::iter(news.into_iter().filter_map(|news| {
            let event = Event::default().event("article").id(news.seq.to_string());
            event.json_data(&news).ok().map(Ok)
        }))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::default()))
}

fn news(
    looking: &crate::desk::Looking<'_>,
    seq: u64,
) -> Result<Vec<News>, detente_archive::ArchiveError> {
    let found = looking.reader.since(seq, BATCH)?;
    Ok(found
        .into_iter()
        .map(|(seq, detail)| News {
            seq,
            id: detail.article.id,
            article: crate::dto::From {
                lead: None,
                title: detail.article.title,
                outlet: detail.article.outlet,
                agency: detail.article.agency,
                url: detail.article.url,
                published: detail.article.published.map(|date| date.to_string()),
            },
            events: detail.coding.events,
        })
        .collect())
}
