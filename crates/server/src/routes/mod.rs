//! The routes: one file a subject.

mod actors;
mod articles;
mod brief;
mod corrections;
mod explain;
mod export;
mod facets;
mod happenings;
pub mod health;
mod lexicon;
mod matrix;
mod named;
mod network;
mod places;
mod records;
mod relation;
mod review;
mod saved;
mod search;
mod series;
mod status;
mod stories;
mod stream;
mod treaties;
mod watch;

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
        .routes(routes!(status::status))
        .routes(routes!(articles::list))
        .routes(routes!(articles::one))
        .routes(routes!(records::events))
        .routes(routes!(records::quotes))
        .routes(routes!(records::positions))
        .routes(routes!(records::event))
        .routes(routes!(records::quote))
        .routes(routes!(records::position))
        .routes(routes!(network::dyads))
        .routes(routes!(actors::actors))
        .routes(routes!(actors::actor))
        .routes(routes!(places::places))
        .routes(routes!(facets::facets))
        .routes(routes!(network::network))
        .routes(routes!(series::series))
        .routes(routes!(relation::relation))
        .routes(routes!(happenings::happenings))
        .routes(routes!(stories::stories))
        .routes(routes!(stories::story))
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
        .routes(routes!(review::summary))
        .routes(routes!(review::gold))
        .routes(routes!(brief::brief))
        .routes(routes!(matrix::matrix))
        .routes(routes!(watch::watch))
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
