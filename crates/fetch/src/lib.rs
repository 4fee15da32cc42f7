#![forbid(unsafe_code)]
//! Pages from the web, politely.
