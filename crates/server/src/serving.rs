//! Starting and stopping the server.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware;
use detente_archive::{Archive, ArchiveError};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::connections::Bounds;
use crate::desk::{Desk, Engine};
use crate::error::ApiError;
use crate::{assets, connections, etag, guard, parameters, routes};

/// Most bytes of a request's body.
const MOST_BODY: usize = 1 << 20;
/// Longest that an answer may take to begin.
const LONGEST: Duration = Duration::from_mins(1);

/// How long answers may take to end once the server is stopped.
const GRACE: Duration = Duration::from_secs(2);

/// How to serve.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen.
    pub addr: SocketAddr,
    /// BLAKE3 hashes of the tokens that let people write; without one the server only reads.
    pub tokens: Vec<blake3::Hash>,
    /// Whether reading needs a token too.
    pub reading_needs_token: bool,
    /// Names the server answers to beside those of the loopback.
    pub hosts: Vec<String>,
    /// Origins whose pages may read the API; none unless asked.
    pub origins: Vec<String>,
    /// Requests a second from one address; 0 for no bound.
    pub rate: u32,
}

/// Why the server cannot run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The archive cannot be opened.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// It would be open to the network without a token.
    #[error(
        "{0} is not this machine alone: set tokens (--token-file FILE or DETENTE_TOKEN) to listen there"
    )]
    Open(SocketAddr),
    /// The address cannot be listened at.
    #[error("cannot listen at {addr}: {error}; choose another with --addr")]
    Listen {
        /// The address.
        addr: SocketAddr,
        /// What the system said.
        error: std::io::Error,
    },
    /// The system refused what a server needs.
    #[error("the server cannot run: {0}")]
    System(std::io::Error),
}

/// Serves the archive until Ctrl-C or SIGTERM. `ready` is called with the address once requests are taken.
///
/// # Errors
/// If the archive cannot be opened or the address cannot be listened at.
pub fn serve(
    archive: Archive,
    engine: Engine,
    config: Config,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let mut config = config;
    if !config.addr.ip().is_loopback() {
        if config.tokens.is_empty() {
            return Err(ServeError::Open(config.addr));
        }
        config.reading_needs_token = true;
    }
    let addr = config.addr;
    let desk = Arc::new(Desk::open(archive, engine, config)?);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(ServeError::System)?;
    runtime.block_on(async {
        let listener =
            connections::listen(addr).map_err(|error| ServeError::Listen { addr, error })?;
        ready(listener.local_addr().map_err(ServeError::System)?);
        tokio::select! {
            () = connections::accept(listener, app(Arc::clone(&desk)), Bounds::default()) => {}
            () = stopped() => {}
        }
        Ok::<(), ServeError>(())
    })?;
    // Answers that are being written may end; streams have no end.
    runtime.shutdown_timeout(GRACE);
    Ok(())
}

/// All routes with what stands before them.
pub(crate) fn app(desk: Arc<Desk>) -> Router {
    let (api, document) = routes::router().split_for_parts();
    let known = parameters::known(&document);
    let document = Arc::new(document.to_json().unwrap_or_default());
    Router::new()
        .merge(api.layer(middleware::from_fn_with_state(known, parameters::check)))
        .route(
            "/api/openapi.json",
            axum::routing::get(move || std::future::ready(crate::openapi::answer(&document))),
        )
        .layer(middleware::from_fn_with_state(
            Arc::clone(&desk),
            etag::etag,
        ))
        .merge(routes::outside())
        .fallback(assets::serve)
        .method_not_allowed_fallback(async || ApiError::method())
        .layer(CompressionLayer::new())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::GATEWAY_TIMEOUT,
            LONGEST,
        ))
        .layer(RequestBodyLimitLayer::new(MOST_BODY))
        .layer(middleware::from_fn_with_state(
            Arc::clone(&desk),
            guard::guard,
        ))
        .layer(CatchPanicLayer::new())
        .with_state(desk)
}

async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    let ended = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let ended = std::future::pending::<()>();
    tokio::select! {
        _ = interrupt => {}
        () = ended => {}
    }
}
