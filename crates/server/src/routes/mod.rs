//! The routes: one file a subject.

mod articles;
mod corrections;
mod explain;
mod export;
mod happenings;
pub mod health;
mod lexicon;
mod overview;
mod records;
mod relation;
mod saved;
mod search;
mod series;
mod stream;
mod treaties;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::desk::Desk;

/// The API's routes with their descriptions.
pub fn router() -> OpenApiRouter<Arc<Desk>> {
    let v1 = OpenApiRouter::new()
        .routes(routes!(overview::status))
        .routes(routes!(articles::list))
        .routes(routes!(articles::one))
        .routes(routes!(records::events))
        .routes(routes!(records::quotes))
        .routes(routes!(records::positions))
        .routes(routes!(records::event))
        .routes(routes!(records::quote))
        .routes(routes!(records::position))
        .routes(routes!(overview::dyads))
        .routes(routes!(overview::actors))
        .routes(routes!(overview::actor))
        .routes(routes!(overview::places))
        .routes(routes!(overview::facets))
        .routes(routes!(overview::network))
        .routes(routes!(series::series))
        .routes(routes!(relation::relation))
        .routes(routes!(happenings::happenings))
        .routes(routes!(happenings::stories))
        .routes(routes!(happenings::story))
        .routes(routes!(treaties::issues))
        .routes(routes!(treaties::issue))
        .routes(routes!(treaties::forums))
        .routes(routes!(treaties::forum))
        .routes(routes!(treaties::agreements))
        .routes(routes!(treaties::agreement))
        .routes(routes!(search::search))
        .routes(routes!(explain::explain))
        .routes(routes!(lexicon::overview))
        .routes(routes!(lexicon::names))
        .routes(routes!(lexicon::rules))
        .routes(routes!(corrections::list, corrections::add))
        .routes(routes!(saved::list))
        .routes(routes!(saved::save, saved::forget))
        .routes(routes!(export::export))
        .routes(routes!(stream::stream));
    OpenApiRouter::with_openapi(crate::openapi::Head::openapi()).nest("/api/v1", v1)
}

/// What monitors ask.
pub fn outside() -> Router<Arc<Desk>> {
    Router::new()
        .route("/healthz", get(health::healthz))
        .route("/metrics", get(health::metrics))
}
