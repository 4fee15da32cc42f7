//! What stands before every request: whose it is, how often, and what browsers may do with the answer.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{self, HeaderValue};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::desk::Desk;
use crate::error::ApiError;

/// The app loads nothing from elsewhere, runs no inline script or style and cannot be framed.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Lets a request through, or answers it with why not.
pub async fn guard(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    desk.counters.request();
    let origin = request.headers().get(header::ORIGIN).cloned();
    let mut response = match admit(&desk, &request) {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    };
    desk.counters.response(response.status());
    dress(response.headers_mut(), &desk, origin.as_ref());
    response
}

fn admit(desk: &Desk, request: &Request) -> Result<(), ApiError> {
    let host = request
        .uri()
        .authority()
        .map(ToString::to_string)
        .or_else(|| {
            Some(
                request
                    .headers()
                    .get(header::HOST)?
                    .to_str()
                    .ok()?
                    .to_owned(),
            )
        });
    if !host.is_some_and(|host| is_ours(&host, &desk.config.hosts)) {
        return Err(ApiError::forbidden(
            "the request names a host that this server is not",
            "open the address the server printed when it started, or start it with --host NAME",
        ));
    }
    // The address is there for every request that came over the network.
    if let Some(ConnectInfo(address)) = request.extensions().get::<ConnectInfo<SocketAddr>>()
        && !desk.rate.admits(address.ip(), Instant::now())
    {
        return Err(ApiError::too_many());
    }
    let path = request.uri().path();
    if path == "/healthz" {
        return Ok(());
    }
    let writes = !matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    // Pages of the app hold nothing of the archive and must load before they can send a token.
    let needs = writes
        || (desk.config.reading_needs_token && (path.starts_with("/api/") || path == "/metrics"));
    if needs {
        authorise(desk, request.headers(), request.uri().query())
    } else {
        Ok(())
    }
}

/// Whether a request's `Host` names this server. A page elsewhere whose name was pointed at this
/// address ("DNS rebinding") sends its own name.
fn is_ours(host: &str, allowed: &[String]) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']').map_or(rest, |(name, _)| name),
        None => host.rsplit_once(':').map_or(host, |(name, port)| {
            if port.chars().all(|c| c.is_ascii_digit()) {
                name
            } else {
                host
            }
        }),
    };
    name.eq_ignore_ascii_case("localhost")
        || name
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
        || allowed.iter().any(|own| own.eq_ignore_ascii_case(name))
}

fn authorise(desk: &Desk, headers: &HeaderMap, query: Option<&str>) -> Result<(), ApiError> {
    if desk.config.tokens.is_empty() {
        return Err(ApiError::forbidden(
            "this server only reads",
            "start it with --token-file FILE, or DETENTE_TOKEN in its environment, to let people write",
        ));
    }
    let _ = query;
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    let Some(given) = given else {
        return Err(ApiError::unauthorized(
            "this needs a token",
            "send `Authorization: Bearer TOKEN`",
        ));
    };
    // Hashes are compared, so that the time taken tells nothing of the token.
    let given = blake3::hash(given.trim().as_bytes());
    if desk.config.tokens.contains(&given) {
        Ok(())
    } else {
        Err(ApiError::unauthorized(
            "the token is not known",
            "ask who runs the server for one",
        ))
    }
}

fn dress(headers: &mut HeaderMap, desk: &Desk, origin: Option<&HeaderValue>) {
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CSP),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            header::HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            header::HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            header::HeaderName::from_static("permissions-policy"),
            "geolocation=(), camera=(), microphone=()",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-cache"));
    if let Some(origin) = origin
        && desk
            .config
            .origins
            .iter()
            .any(|allowed| allowed.as_bytes() == origin.as_bytes())
    {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        headers.insert(header::VARY, HeaderValue::from_static("origin"));
        headers.insert(
            header::HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("cross-origin"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn only_loopback_and_named_hosts_are_ours() {
        let named = vec!["desk.example.org".to_owned()];
        for host in [
            "localhost:7878",
            "127.0.0.1:7878",
            "[::1]:7878",
            "LOCALHOST",
            "desk.example.org",
            "127.0.0.3",
        ] {
            assert!(is_ours(host, &named), "{host}");
        }
        for host in [
            "evil.example:7878",
            "",
            "localhost.evil.example",
            "10.0.0.1",
            "127.0.0.1.evil.example",
        ] {
            assert!(!is_ours(host, &named), "{host}");
        }
    }
}
