#![forbid(unsafe_code)]
//! The HTTP API and the app.
