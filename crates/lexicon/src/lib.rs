#![forbid(unsafe_code)]
//! See `docs/architecture.md`.
