//! The API as a client sees it, over an archive with a few coded articles.

mod answers;
mod kept;
mod numbers;
mod refusals;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use detente_archive::{Archive, Provenance};
use detente_formats::input::read_coded;
use detente_formats::{Coded, Limits};
use serde_json::Value;
use tower::ServiceExt;

use crate::desk::{Desk, Engine};
use crate::serving::{Config, app};

const TOKEN: &str = "a token that is long enough";
const CODED: &str = include_str!("../../tests/coded.jsonl");

fn coded() -> Vec<Coded> {
    read_coded("coded.jsonl", CODED.as_bytes(), Limits::default())
        .collect::<Result<_, _>>()
        .unwrap()
}

fn provenance() -> Provenance {
    Provenance {
        program: "test".to_owned(),
        lexicon: String::new(),
        model: String::new(),
        at: 0,
    }
}

fn desk(tokens: bool) -> (tempfile::TempDir, Router) {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::at(folder.path());
    let mut writer = archive.writer().unwrap();
    writer.put(&coded(), &provenance()).unwrap();
    writer.catch_up().unwrap();
    writer.group_stories().unwrap();
    drop(writer);
    (folder, app(open(archive, tokens)))
}

fn open(archive: Archive, tokens: bool) -> Arc<Desk> {
    let config = Config {
        addr: SocketAddr::from(([127, 0, 0, 1], 0)),
        tokens: if tokens {
            vec![blake3::hash(TOKEN.as_bytes())]
        } else {
            Vec::new()
        },
        reading_needs_token: false,
        hosts: Vec::new(),
        origins: Vec::new(),
        rate: 0,
    };
    let engine = Engine {
        lexicon: detente_builtin::lexicon(),
        coder: None,
    };
    Arc::new(Desk::open(archive, engine, config).unwrap())
}

async fn send(app: &Router, request: Request<Body>) -> (StatusCode, HeaderMap, Vec<u8>) {
    let response = app.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    (
        parts.status,
        parts.headers,
        to_bytes(body, usize::MAX).await.unwrap().to_vec(),
    )
}

fn get(path: &str) -> Request<Body> {
    Request::get(path)
        .header("host", "localhost")
        .body(Body::empty())
        .unwrap()
}

async fn json(app: &Router, path: &str) -> (StatusCode, Value) {
    let (status, _, body) = send(app, get(path)).await;
    let text = String::from_utf8_lossy(&body).into_owned();
    (
        status,
        serde_json::from_slice(&body).unwrap_or_else(|error| panic!("{path}: {error}: {text}")),
    )
}
