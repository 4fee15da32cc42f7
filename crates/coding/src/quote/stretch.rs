//! Where the words that a cue introduces begin and end, where the parser has cut them into several clauses.
//!
//! "Publicker said *it has reduced its stocks and intends to go on*": the tree hangs both clauses, or the second alone,
//! on "said". What stands side by side under one cue is one report.

use std::ops::Range;

use detente_syntax::{Dep, Document, Pos, Tag};

use super::cue::Cue;
use super::{things, trim};
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

/// Where a report ends that a clause goes on with which the parser joined to the cue, but whose tense is not the
/// cue's: "said the bid still stands, *and he remains ready to talk*".
pub(super) fn end_of_tense(doc: &Document, cue: &Cue, end: usize) -> usize {
    if doc.token(cue.token).tag != Tag::VBD {
        return end;
    }
    let now = |verb: usize| {
        let helper = doc
            .children(verb)
            .find(|&c| matches!(doc.token(c).dep, Dep::Aux | Dep::Auxpass));
        let tag = doc.token(helper.unwrap_or(verb)).tag;
        matches!(tag, Tag::VBZ | Tag::VBP | Tag::MD)
    };
    doc.children(cue.token)
        .find(|&child| {
            child >= end
                && doc.token(child).dep == Dep::Conj
                && doc
                    .child(child, Dep::Nsubj)
                    .is_some_and(|subject| subject < child && subject >= end)
                && now(child)
                && {
                    let first = doc.subtree(child).start;
                    first > end && (end..first).all(|token| is_joint(doc, token))
                }
        })
        .map_or(end, |child| doc.subtree(child).end)
}

/// Whether the noun only tells when something was said.
fn is_time(doc: &Document, noun: usize) -> bool {
    matches!(
        doc.lemma(noun),
        "day" | "week" | "month" | "year" | "morning" | "evening" | "night" | "afternoon" | "time"
    ) || doc.word(noun).ends_with("day")
}

/// Where a report ends whose consequence the parser took for the main clause: "said trust was high, *so there was no
/// need of a statement*".
pub(super) fn end_of_consequence(doc: &Document, cue: usize, end: usize) -> usize {
    let Some(main) = doc
        .head(cue)
        .filter(|&main| doc.token(cue).dep == Dep::Ccomp && main > end)
    else {
        return end;
    };
    let follows = end + 1 < doc.len()
        && doc.word(end) == ","
        && doc.word(end + 1) == "so"
        && doc.head(end + 1) == Some(main);
    if follows { doc.subtree(main).end } else { end }
}

/// Where the words of `cue` begin whose clause starts behind the comma at which the cue's own phrase ends: "said *due
/// to its spending,* the firm will post a loss".
pub(super) fn ground_before(doc: &Document, cue: usize, start: usize) -> usize {
    let ground = doc.children(cue).find(|&child| {
        child > cue
            && child < start
            && matches!(
                &*doc.word(child).to_ascii_lowercase(),
                "due" | "because" | "despite" | "under" | "given" | "unlike" | "without" | "as"
            )
            && (doc.subtree(child).end..start).all(|token| doc.word(token) == ",")
    });
    ground.map_or(start, |ground| doc.subtree(ground).start)
}

/// Where a report ends that the parser tore in the middle of a phrase: at the sign of a firm ("the distributor
/// <Arcadia> *in exchange for its mill*"), or behind a word that cannot be a last one ("orders from | *Hale's
/// unit*").
pub(super) fn end_of_torn(doc: &Document, cue: usize, end: usize) -> usize {
    if end == 0 || end >= doc.len() {
        return end;
    }
    let own = doc.subtree(cue);
    if doc.word(end) == "<" && own.contains(&end) {
        return own.end;
    }
    // "will redeem May 29 *the whole of its bonds*"
    let object = doc.children(cue).find(|&child| {
        child > end
            && matches!(
                doc.token(child).dep,
                Dep::Dobj | Dep::Npadvmod | Dep::Oprd | Dep::Dep
            )
            && doc.subtree(child).start == end
    });
    if let Some(object) = object
        && doc.word(end).eq_ignore_ascii_case("the")
        && doc.token(object).tag != Tag::NNP
        && !is_time(doc, object)
    {
        return doc.subtree(object).end;
    }
    let last = doc.token(end - 1);
    let open = matches!(last.pos, Pos::ADP | Pos::DET | Pos::CCONJ | Pos::SCONJ)
        && last.dep != Dep::Prt
        || last.tag == Tag::PRPS;
    let next = doc.token(end).sentence;
    // "shares of its class | *A common at ten dollars*": no stop, so no end.
    let unfinished = last.pos != Pos::PUNCT
        && doc.word(end - 1).ends_with(char::is_alphanumeric)
        && doc
            .sentences()
            .get(last.sentence as usize)
            .is_some_and(|sentence| sentence.end == end);
    let torn = (open || unfinished) && next != last.sentence && last.dep != Dep::Punct;
    let same_paragraph = doc
        .paragraphs()
        .iter()
        .any(|paragraph| paragraph.contains(&(end - 1)) && paragraph.contains(&end));
    let rest = doc.sentences().get(next as usize).cloned();
    match rest.filter(|rest| torn && same_paragraph && rest.start == end) {
        // A sentence of its own, with a verb and a subject, may be another's words.
        Some(rest)
            if !rest
                .clone()
                .any(|token| matches!(doc.token(token).dep, Dep::Nsubj | Dep::Nsubjpass)) =>
        {
            rest.end
        }
        _ => end,
    }
}

/// Where a report before its speaker ends whose last words the parser gave to the cue or to a comma: "…, *something the
/// agency wants by 2030*, officials said", "…, *roads to mend and schools to build*, Hale said".
pub(super) fn end_at_speaker(doc: &Document, cue: &Cue, report: &Range<usize>) -> usize {
    let end = report.end;
    let Some(speaker) = cue
        .speaker
        .filter(|&head| end + 2 < head && head < cue.token)
    else {
        return end;
    };
    let comma = crate::tree::left_edge(doc, speaker).saturating_sub(1);
    let sentence = doc.token(speaker).sentence;
    if comma < end + 2
        || doc.word(end) != ","
        || doc.word(comma) != ","
        || doc.token(end).sentence != sentence
    {
        return end;
    }
    let left_out = end + 1..comma;
    let opens = matches!(
        doc.token(left_out.start).pos,
        Pos::NOUN | Pos::DET | Pos::ADJ | Pos::PRON | Pos::NUM
    );
    // "…, *the minister*, Jens Hale, said": who speaks, by the office.
    let of_somebody = left_out.clone().any(|token| {
        let heads = doc.head(token).is_none_or(|head| !left_out.contains(&head));
        heads
            && (things::is_of_person(doc.lemma(token))
                || token == speaker
                || doc.token(token).pos == Pos::PROPN)
    });
    let speaks = doc
        .head(speaker)
        .is_some_and(|head| left_out.contains(&head));
    let marked = left_out.clone().any(|token| trim::is_mark(doc, token));
    if opens && !of_somebody && !speaks && !marked {
        comma
    } else {
        end
    }
}
