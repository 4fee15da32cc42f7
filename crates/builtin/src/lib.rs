#![forbid(unsafe_code)]
//! The lexicon that ships with the program: the files of `lexicon/`, compiled when the program is built.

use std::sync::OnceLock;

use detente_lexicon::Lexicon;

/// The compiled files, as `build.rs` wrote them.
static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// The built-in lexicon. The first call decodes it, which takes some milliseconds.
///
/// ```
/// let lexicon = detente_builtin::lexicon();
/// assert!(lexicon.names.lookup("Russia").is_some());
/// ```
///
/// # Panics
/// Never in a program that was built: the build decodes the same bytes.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let mut lexicon: Lexicon =
            postcard::from_bytes(BYTES).expect("the build has decoded these bytes");
        lexicon.places = detente_builtin_places::gazetteer().clone();
        lexicon
    })
}
