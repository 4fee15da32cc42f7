//! Nouns of two words: "war game", "cease-fire", "sit-in".

use detente_lexicon::acts::{Acts, Word};
use detente_syntax::{Dep, Document};

/// For each token the number of the noun of two words that it heads: rules write "war game" and
/// "cease-fire" as `war-game` and `cease-fire`, whatever the tokeniser and the tree make of them.
pub(super) fn double_words(doc: &Document, acts: &Acts) -> Vec<Word> {
    let mut doubles = vec![0; doc.len()];
    let mut name = String::new();
    for second in 1..doc.len() {
        let hyphened = second >= 2 && doc.word(second - 1) == "-";
        let first = if hyphened { second - 2 } else { second - 1 };
        let joined = hyphened
            || doc.head(first) == Some(second)
                && matches!(
                    doc.token(first).dep,
                    Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Poss
                );
        if !joined || doc.token(first).sentence != doc.token(second).sentence {
            continue;
        }
        name.clear();
        let letters = doc.word(first).chars().chain(['-']);
        let letters = letters.chain(doc.lemma(second).chars());
        name.extend(letters.flat_map(char::to_lowercase));
        let number = acts.vocabulary().number(&name);
        // Of "sit-in" and "pull-out" the first is the head.
        let head = if doc.head(second) == Some(first) {
            first
        } else {
            second
        };
        if number != 0 {
            doubles[head] = number;
        }
    }
    doubles
}
