#![forbid(unsafe_code)]
//! Which articles are one: near-duplicates, syndication, stories.
