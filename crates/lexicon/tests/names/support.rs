//! Small lexicons for the tests.

use detente_lexicon::{Lexicon, LexiconSource, Match, Problem, SourceFile};

pub const STATES: &str = "id\tname\taliases\tadjectives\tpeople\tcapitals\tfrom\tto\tsource\n";
pub const ORGANISATIONS: &str = "id\tname\taliases\tkind\tfrom\tto\tsource\n";
pub const INSTITUTIONS: &str = "actor\tname\taliases\tkind\tfrom\tto\tsource\n";
pub const PEOPLE: &str = "person\taliases\toffice\tactor\tfrom\tto\tsource\n";

/// Loads files given as path and text.
pub fn load(files: &[(&str, &str)]) -> (Lexicon, Vec<Problem>) {
    Lexicon::load(&source(files))
}

/// The files as a source.
pub fn source(files: &[(&str, &str)]) -> LexiconSource {
    let files = files
        .iter()
        .map(|(path, text)| SourceFile::new(*path, text.as_bytes()))
        .collect();
    LexiconSource { files }
}

/// What the longest name at the first word of `text` (split at blanks) may mean, as `kind actor`, and
/// how many words it covers.
pub fn find(lexicon: &Lexicon, text: &str) -> (usize, Vec<String>) {
    let words: Vec<&str> = text.split(' ').collect();
    let found = lexicon.names.longest_at(&words, 0);
    (
        found.map_or(0, |found| found.len),
        found.map_or_else(Vec::new, |found| senses(lexicon, found)),
    )
}

fn senses(lexicon: &Lexicon, found: Match) -> Vec<String> {
    lexicon
        .names
        .senses(found)
        .map(|sense| {
            let actor = sense
                .actor
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default();
            let id = sense.id.as_deref().unwrap_or_default();
            format!("{} {actor}{id}", sense.kind.as_str())
        })
        .collect()
}
