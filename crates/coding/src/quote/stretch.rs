//! Where the words that a cue introduces begin and end, where the parser has cut them into several clauses.
//!
//! "Publicker said *it has reduced its stocks and intends to go on*": the tree hangs both clauses, or the second alone,
//! on "said". What stands side by side under one cue is one report.

use std::ops::Range;

use detente_syntax::{Dep, Document, Pos, Tag};

use super::cue::Cue;
use super::trim;
use crate::clause;

/// A clause under a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub tokens: Range<usize>,
    /// Whether `that` opens it.
    pub has_that: bool,
    /// Whether it can be reported by itself; another only goes on with the one before it.
    pub is_statement: bool,
}

/// Joins the pieces that nothing but commas and conjunctions keeps apart, on either side of `cue`.
pub(super) fn join(doc: &Document, cue: usize, mut pieces: Vec<Piece>) -> Vec<Piece> {
    pieces.sort_by_key(|piece| piece.tokens.start);
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if let Some(last) = joined.last_mut()
            && (last.tokens.start < cue) == (piece.tokens.start < cue)
            && last.tokens.end <= piece.tokens.start
            && (last.tokens.end..piece.tokens.start).all(|token| is_joint(doc, token))
        {
            last.tokens.end = piece.tokens.end;
        } else if piece.is_statement {
            joined.push(piece);
        }
    }
    joined
}

fn is_joint(doc: &Document, token: usize) -> bool {
    let part = doc.token(token);
    matches!(part.pos, Pos::PUNCT | Pos::CCONJ) && !trim::is_mark(doc, token)
}

/// Where a report behind `cue` begins whose first clause begins at `start`: with what is told before its subject, or
/// with the first of several subjects, where the parser took them for the cue's own.
///
/// "She said *in moving into fabrics,* the firm bought a mill"; "said *high prices,* the need to save and …".
pub(super) fn opening(doc: &Document, cue: &Cue, start: usize) -> usize {
    let reaches = |child: usize| {
        let own = doc.subtree(child);
        own.end <= start
            && (own.end..start).all(|token| doc.token(token).pos == Pos::PUNCT)
            && !own.clone().any(|token| trim::is_mark(doc, token))
            && (doc.word(own.end - 1) == "," || doc.word(own.end) == ",")
    };
    doc.children(cue.token)
        .filter(|&child| child > cue.token && child < start && reaches(child))
        .find(|&child| match doc.token(child).dep {
            Dep::Prep => doc
                .child(child, Dep::Pcomp)
                .is_some_and(|verb| doc.token(verb).tag == Tag::VBG),
            Dep::Dobj => doc.lemma(cue.token) == "say" && doc.token(child).pos != Pos::PRON,
            _ => false,
        })
        .map_or(start, |child| doc.subtree(child).start)
}

/// Where a report ends that is the first of a list of clauses: "noting prices had fallen, *trade had grown and the
/// debt was paid*". The parser joins the others to the verb above the cue, without a conjunction before them.
pub(super) fn end_of_list(doc: &Document, cue: usize, end: usize) -> usize {
    let above = doc
        .head(cue)
        .filter(|_| doc.token(cue).dep == Dep::Advcl && doc.token(cue).tag == Tag::VBG);
    let Some(above) = above else { return end };
    let joined = doc.subtree(cue).end <= end
        && doc
            .children(above)
            .all(|child| child < cue || doc.token(child).dep != Dep::Cc);
    doc.children(above)
        .find(|&child| {
            child >= end
                && joined
                && doc.token(child).dep == Dep::Conj
                && clause::is_verb(doc, child)
                && doc.child(child, Dep::Nsubj).is_some()
                && {
                    let first = doc.subtree(child).start;
                    first >= end
                        && (end..=first).any(|token| doc.word(token) == ",")
                        && (end..first).all(|token| doc.token(token).pos == Pos::PUNCT)
                }
        })
        .map_or(end, |child| doc.subtree(child).end)
}
