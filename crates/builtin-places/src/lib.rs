#![forbid(unsafe_code)]
//! The gazetteer that ships with the program: the cities of the world of 5,000 inhabitants and more, and
//! the first-level regions they lie in. The data are those of `GeoNames` (geonames.org, CC BY 4.0), taken
//! at build time from the packages that `build.rs` names. Without the data the gazetteer is empty.

use std::sync::OnceLock;

use detente_gazetteer::Gazetteer;

/// The table, as `build.rs` wrote it; empty where the data could not be had.
static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/places.bin"));

/// The built-in gazetteer.
///
/// # Panics
/// Never in a program that was built: the build opens the same bytes.
pub fn gazetteer() -> &'static Gazetteer {
    static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
    GAZETTEER.get_or_init(|| {
        if BYTES.is_empty() {
            return Gazetteer::default();
        }
        Gazetteer::from_static(BYTES).expect("the build has opened these bytes")
    })
}
