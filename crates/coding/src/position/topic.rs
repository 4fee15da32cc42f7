//! What a stance is about: the issue its words name, or the one they point back to.

use std::ops::Range;

use detente_lexicon::issues::{Issue, Spoken};
use detente_syntax::{Dep, Pos};

use super::issues::issues_within;
use crate::analysis::Analysis;
use crate::{clause, tree};

/// How far up the tree the words between an issue and its stance are looked at.
const REACH: usize = 24;
/// How many sentences back an issue may have been named.
const SENTENCES_BACK: usize = 2;

/// An issue that a stance is about.
#[derive(Debug, Clone)]
pub(super) struct Topic<'a> {
    pub issue: &'a Issue,
    /// Where it is named, if the stance's own words name it.
    pub named: Option<Range<usize>>,
    /// Whether the words between undo it: "an end to the embargo".
    pub reversed: bool,
}

/// What words point back to: a token, and whether it stands for a deed or a wish told of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pointer {
    pub token: usize,
    deed: bool,
}

/// The issues that `scope` names, seen from the stance word `anchor`.
pub(super) fn named<'a>(
    analysis: &Analysis<'a>,
    scope: Range<usize>,
    anchor: usize,
) -> Vec<Topic<'a>> {
    let mut best: Vec<(usize, Spoken<'a>)> = Vec::new();
    for spoken in issues_within(analysis, scope) {
        let Some(distance) = distance(analysis, spoken.tokens.end - 1, anchor) else {
            continue;
        };
        match best
            .iter_mut()
            .find(|(_, other)| other.issue.id == spoken.issue.id)
        {
            Some(other) if distance < other.0 => *other = (distance, spoken),
            Some(_) => {}
            None => best.push((distance, spoken)),
        }
    }
    best.into_iter()
        .map(|(_, spoken)| {
            let reversed =
                is_reversed(analysis, spoken.tokens.end - 1, &spoken.words, Some(anchor))
                    ^ spoken.against;
            Topic {
                issue: spoken.issue,
                named: Some(spoken.tokens),
                reversed,
            }
        })
        .collect()
}

/// How far below `anchor` a token stands; `None` if it only tells when something was done.
fn distance(analysis: &Analysis<'_>, token: usize, anchor: usize) -> Option<usize> {
    let doc = analysis.doc;
    let mut distance = 0;
    let mut below = token;
    while below != anchor {
        let part = doc.token(below);
        let when = part.dep == Dep::Npadvmod
            || part.dep == Dep::Prep
                && matches!(
                    doc.word(below),
                    "after"
                        | "before"
                        | "during"
                        | "since"
                        | "amid"
                        | "following"
                        | "despite"
                        | "because"
                )
            || part.dep == Dep::Advcl
                && doc.children(below).any(|c| {
                    matches!(doc.token(c).dep, Dep::Mark | Dep::Advmod)
                        && matches!(
                            doc.lemma(c),
                            "after"
                                | "before"
                                | "when"
                                | "as"
                                | "while"
                                | "since"
                                | "where"
                                | "because"
                        )
                });
        if when {
            return None;
        }
        distance += 1;
        below = doc.head(below).filter(|_| distance < REACH)?;
        if doc.head(below).is_none() && below != anchor {
            break;
        }
    }
    Some(distance)
}

/// Which of `heads`, the objects of a stance word, points back: "the proposal", "it". `bare` says that the
/// stance word has no object, so that it answers what was told.
pub(super) fn pointer(
    analysis: &Analysis<'_>,
    heads: &[usize],
    anchor: usize,
    bare: bool,
) -> Option<Pointer> {
    let doc = analysis.doc;
    let stances = &analysis.lexicon.stances;
    let mut found = bare.then_some(Pointer {
        token: anchor,
        deed: true,
    });
    for &token in heads.iter().filter(|&&token| token != anchor) {
        let part = doc.token(token);
        let lemma = doc.lemma(token);
        let definite = || {
            doc.children(token).any(|c| {
                let word = doc.word(c).to_ascii_lowercase();
                matches!(
                    &*word,
                    "the"
                        | "this"
                        | "that"
                        | "such"
                        | "these"
                        | "any"
                        | "its"
                        | "his"
                        | "her"
                        | "their"
                )
            })
        };
        if part.pos == Pos::NOUN
            && (stances.is_anaphor(lemma) || stances.is_deed(lemma))
            && definite()
        {
            return Some(Pointer {
                token,
                deed: stances.is_deed(lemma),
            });
        }
        let object = matches!(
            part.dep,
            Dep::Dobj | Dep::Pobj | Dep::Nsubj | Dep::Nsubjpass
        );
        if object
            && part.pos == Pos::PRON
            && matches!(doc.word(token), "it" | "this" | "that" | "so" | "them")
            && found.is_none()
            && doc
                .children(doc.token(token).head as usize)
                .all(|c| doc.token(c).dep != Dep::Xcomp)
        {
            found = Some(Pointer { token, deed: false });
        }
    }
    found
}

/// The issue that `pointer` points back to.
pub(super) fn pointed_to<'a>(
    analysis: &Analysis<'a>,
    pointer: Pointer,
    anchor: usize,
) -> Option<Topic<'a>> {
    let doc = analysis.doc;
    let own_reversed =
        pointer.token != anchor && is_reversed(analysis, pointer.token, &[], Some(anchor));
    let limit = pointer.token.min(anchor);
    let number = doc.token(limit).sentence as usize;
    let own = doc.sentences().get(number)?.start..limit;
    let earlier = (0..SENTENCES_BACK)
        .filter_map(|back| doc.sentences().get(number.checked_sub(back + 1)?).cloned());
    for range in std::iter::once(own).chain(earlier) {
        // What the sentence is mainly about stands high in its tree.
        let depth = |tokens: &Range<usize>| doc.ancestors(tokens.end - 1).take(REACH).count();
        let best = issues_within(analysis, range)
            .into_iter()
            .min_by_key(|spoken| (depth(&spoken.tokens), spoken.tokens.start));
        if let Some(spoken) = best {
            let told =
                is_reversed(analysis, spoken.tokens.end - 1, &spoken.words, None) ^ spoken.against;
            return Some(Topic {
                issue: spoken.issue,
                named: None,
                reversed: own_reversed ^ (pointer.deed && told),
            });
        }
    }
    None
}

/// Whether an odd number of words that undo or deny stand above `token`, below `anchor`. `own` are the
/// words of the issue's phrase.
fn is_reversed(
    analysis: &Analysis<'_>,
    token: usize,
    own: &[usize],
    anchor: Option<usize>,
) -> bool {
    let doc = analysis.doc;
    let mut reversed = has_no(analysis, token);
    let mut below = token;
    for above in doc.ancestors(token).take(REACH) {
        if Some(above) == anchor {
            break;
        }
        let has = |word: &str| {
            doc.children(above)
                .any(|c| doc.word(c).eq_ignore_ascii_case(word))
        };
        let of_anchor =
            anchor.is_some() && doc.head(above) == anchor && doc.token(above).pos == Pos::ADP;
        // "withdraw its ship from their waters" takes away the ship, not the waters.
        let beside = doc.token(below).dep == Dep::Prep && doc.child(above, Dep::Dobj).is_some();
        let in_name = doc.token(above).pos == Pos::ADP
            && own
                .first()
                .is_some_and(|&first| (first..token).contains(&above));
        if !of_anchor
            && !in_name
            && !beside
            && !own.contains(&above)
            && analysis.lexicon.stances.is_reverser(doc.lemma(above), has)
        {
            reversed = !reversed;
        }
        let not_to = doc.token(above).dep == Dep::Xcomp
            && clause::is_verb(doc, above)
            && tree::is_negated(doc, above);
        if anchor.is_some() && (not_to || has_no(analysis, above)) {
            reversed = !reversed;
        }
        below = above;
    }
    reversed
}

fn has_no(analysis: &Analysis<'_>, token: usize) -> bool {
    let doc = analysis.doc;
    doc.children(token)
        .any(|c| doc.token(c).dep == Dep::Det && doc.word(c).eq_ignore_ascii_case("no"))
}
