//! Whether the words of an issue's phrase belong together in the tree.
//!
//! A phrase is found by its row of words, with others between them where it has a gap. "Would send arms *and* the army
//! shot at crowds" has the row of "arms … army" and tells of no such thing: its words stand in two clauses.

use detente_syntax::{Dep, Document, Pos};

use super::govern::top;
use crate::clause;

/// How far up the tree the words are followed.
const REACH: usize = 24;

/// Whether `words` have come together by chance: a clause of its own stands between two of them, or the last of a
/// compound turned round but describes another noun ("voted for the *democratic* nominee" is no democratic vote).
pub(super) fn is_torn(doc: &Document, words: &[usize], is_turned: bool) -> bool {
    let head = top(doc, words);
    is_turned && describes_another(doc, words)
        || words.iter().any(|&word| {
            let up = |token: usize| {
                std::iter::once(token)
                    .chain(doc.ancestors(token))
                    .take(REACH)
            };
            // Where the way up from the word meets that of the head.
            let Some(meet) = up(word).find(|&at| up(head).any(|other| other == at)) else {
                return true;
            };
            [word, head].into_iter().any(|end| {
                up(end)
                    .take_while(|&at| at != meet)
                    .any(|at| parts(doc, at))
            })
        })
}

/// Whether a clause of its own begins at `token`: one that is joined, set beside or told of a time or reason.
fn parts(doc: &Document, token: usize) -> bool {
    match doc.token(token).dep {
        Dep::Parataxis => true,
        Dep::Advcl => !clause::is_infinitive(doc, token),
        Dep::Conj => {
            clause::is_verb(doc, token)
                && [Dep::Nsubj, Dep::Nsubjpass]
                    .iter()
                    .any(|&dep| doc.child(token, dep).is_some())
        }
        _ => false,
    }
}

/// Whether the last of `words` is an adjective of a noun behind it, and no "of" makes that the first's own: "a *reform of
/// the financial* system" is a financial reform.
fn describes_another(doc: &Document, words: &[usize]) -> bool {
    let [.., preposition, word] = *words else {
        return false;
    };
    matches!(
        &*doc.word(preposition).to_ascii_lowercase(),
        "for" | "from" | "with" | "by" | "at" | "into"
    ) && doc.token(word).pos == Pos::ADJ
        && doc.token(word).dep == Dep::Amod
        && doc.head(word).is_some_and(|noun| noun > word)
}
