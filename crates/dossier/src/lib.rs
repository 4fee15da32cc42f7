#![forbid(unsafe_code)]
//! What a set of records says: positions in time, relations, networks, briefings.
