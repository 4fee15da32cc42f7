//! Reported words: the clauses that hang on a cue, and the statements a cue stands in or behind.

use std::ops::Range;

use detente_lexicon::cues::{CueKind, Cues};
use detente_syntax::{Dep, Document, Pos, Tag};

use super::around::{around, is_backshifted, source};
use super::cue::{self, Cue};
use super::stretch::{self, Piece};
use super::trim;
use super::unsaid::says_so;
use crate::clause;

/// Reported words of one cue: each contiguous stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reported {
    /// Index of the cue.
    pub cue: usize,
    /// What is reported.
    pub content: Range<usize>,
    /// Whether `that` opens it: words between marks in it are then a part of a report.
    pub has_that: bool,
    /// Whether the cue stands behind or inside what it reports.
    pub cue_follows: bool,
}

/// All reported words of a document, in the order of their cues.
pub(super) fn find(doc: &Document, lexicon: &Cues, cues: &[Cue]) -> Vec<Reported> {
    let mut found = Vec::new();
    for (index, cue) in cues.iter().enumerate() {
        let first = found.len();
        if cue.kind == CueKind::Noun {
            noun_clause(doc, index, cue, &mut found);
        } else if cue.is_source {
            source(doc, lexicon, index, cue, &mut found);
        } else if says_so(doc, lexicon, cue) {
            clauses(doc, lexicon, index, cue, &mut found);
        }
        found[first..].sort_by_key(|reported: &Reported| reported.content.start);
    }
    found
}

/// Whether the clause of `verb` has a subject and a finite form, as reported words have.
pub(super) fn is_statement(doc: &Document, verb: usize) -> bool {
    let mut has_subject = false;
    for child in doc.children(verb) {
        match doc.token(child).dep {
            Dep::Nsubj | Dep::Nsubjpass | Dep::Expl | Dep::Csubj => has_subject = true,
            Dep::Aux if doc.token(child).tag == Tag::TO => return false,
            _ => {}
        }
    }
    has_subject && (doc.token(verb).tag != Tag::VBG || has_finite_aux(doc, verb))
}

/// Whether the clause has a subject and what is said of it, but no verb between them: "*it hard*".
fn is_small_clause(doc: &Document, head: usize) -> bool {
    doc.token(head).pos == Pos::ADJ
        && doc.child(head, Dep::Nsubj).is_some()
        && !doc
            .children(head)
            .any(|c| matches!(doc.token(c).dep, Dep::Aux | Dep::Auxpass | Dep::Mark))
}

fn has_finite_aux(doc: &Document, verb: usize) -> bool {
    doc.children(verb).any(|c| {
        matches!(doc.token(c).dep, Dep::Aux | Dep::Auxpass)
            && matches!(doc.token(c).tag, Tag::VBD | Tag::VBP | Tag::VBZ | Tag::MD)
    })
}

fn clauses(doc: &Document, lexicon: &Cues, index: usize, cue: &Cue, found: &mut Vec<Reported>) {
    let before = found.len();
    let mut pieces = Vec::new();
    for child in doc.children(cue.token) {
        let dep = doc.token(child).dep;
        if !(dep == Dep::Ccomp || dep == Dep::Advcl && gives_reason(doc, cue.token, child))
            || is_question_word_clause(doc, child) && !asks(doc, cue.token)
        {
            continue;
        }
        // "find *it hard to pay*": what somebody meets with, not what they say of it.
        if child > cue.token
            && matches!(cue.kind, CueKind::Think | CueKind::Show)
            && is_small_clause(doc, child)
        {
            continue;
        }
        let is_statement = dep == Dep::Ccomp && is_statement(doc, child);
        let mut tokens = doc.subtree(child);
        if child > cue.token {
            tokens.end = end_of_report(doc, lexicon, child, tokens.end);
        }
        let has_that = doc
            .children(child)
            .any(|c| doc.token(c).dep == Dep::Mark && doc.lemma(c) == "that");
        if is_statement && child > cue.token && !has_that {
            tokens.start = stretch::opening(doc, cue, tokens.start);
        }
        // "a plan, which *he said* was sound": what is said stands behind the cue, its subject before.
        if tokens.start < cue.token && cue.token < child {
            // "a system that *they think* has failed": what they think is told of the system in passing.
            if cue.kind == CueKind::Think {
                continue;
            }
            tokens.start = cue.token + 1;
        }
        // "made *clear* that it would stay"
        if doc.lemma(cue.token) == "make" && tokens.start > cue.token {
            tokens.start = behind_clear(doc, tokens.clone());
        }
        if child < cue.token
            && (!is_statement
                || cue.kind == CueKind::Think && !comma_before_cue(doc, cue)
                || has_matter(doc, cue))
        {
            continue;
        }
        pieces.push(Piece {
            tokens,
            has_that,
            is_statement,
        });
    }
    for mut piece in stretch::join(doc, cue.token, pieces) {
        let follows = piece.tokens.start < cue.token;
        if !follows {
            piece.tokens.end = stretch::end_of_list(doc, cue.token, piece.tokens.end);
            piece.tokens.end = stretch::end_of_tense(doc, cue, piece.tokens.end);
            piece.tokens.end = stretch::end_of_torn(doc, cue.token, piece.tokens.end);
            piece.tokens.end = stretch::end_of_consequence(doc, cue.token, piece.tokens.end);
        }
        push(doc, index, piece.tokens, piece.has_that, follows, found);
        if follows {
            continued(doc, index, cue, found);
        }
    }
    if found.len() > before {
        return;
    }
    if let Some(clause) = strayed(doc, lexicon, cue) {
        push(doc, index, doc.subtree(clause), true, false, found);
        return;
    }
    // "The talks, he said, were useful": the cue hangs on what it reports.
    if !matches!(
        doc.token(cue.token).dep,
        Dep::Parataxis | Dep::Ccomp | Dep::Advcl | Dep::Conj
    ) || cue.speaker.is_none()
    {
        return;
    }
    let Some(head) = doc.head(cue.token) else {
        return;
    };
    let own = doc.subtree(cue.token);
    let is_aside = match doc.token(cue.token).dep {
        Dep::Parataxis => true,
        Dep::Conj => is_comma_spliced(doc, cue.token, head),
        Dep::Advcl => doc
            .children(cue.token)
            .any(|c| doc.token(c).dep == Dep::Mark && doc.lemma(c) == "as" && !compares(doc, c)),
        _ => false,
    };
    if is_aside && cue.kind != CueKind::Show && !has_object(doc, cue.token) {
        around(doc, index, cue.token, head, &own, found);
        continued(doc, index, cue, found);
    }
}

/// Where a report begins that "clear that", "it clear", "plain that" opens.
fn behind_clear(doc: &Document, report: Range<usize>) -> usize {
    let it = usize::from(doc.word(report.start) == "it");
    let clear = report.start + it;
    let opens = report.len() > it + 2
        && matches!(doc.lemma(clear), "clear" | "plain" | "known")
        && (it > 0 || doc.word(clear + 1) == "that");
    clear - it + if opens { it + 1 } else { 0 }
}

/// Whether an "as" measures: "as long *as* the strike continues", "as far as".
fn compares(doc: &Document, token: usize) -> bool {
    token > 0
        && matches!(
            doc.word(token - 1),
            "long" | "far" | "soon" | "much" | "well" | "just"
        )
}

/// Where the report headed by `verb`, which a cue before it introduces, ends: before a contrast or a participle
/// in the paper's own voice that the parser hung on it.
///
/// "Six in ten said he is honest, | while three in ten said …"; "she said it was over, | calling it a mistake".
fn end_of_report(doc: &Document, lexicon: &Cues, verb: usize, end: usize) -> usize {
    let speaks = |verb: usize| {
        lexicon.verb(doc.lemma(verb), |_| false) == Some(CueKind::Say)
            || matches!(doc.lemma(verb), "call" | "describe" | "cite")
    };
    let thinks = |verb: usize| {
        speaks(verb) || lexicon.verb(doc.lemma(verb), |_| false) == Some(CueKind::Think)
    };
    let own_voice = |child: usize| {
        let start = doc.subtree(child).start;
        if start <= verb + 1 || !is_pause(doc, start - 1) {
            return false;
        }
        match doc.token(child).dep {
            Dep::Advcl => {
                let opens = |word| doc.word(start).eq_ignore_ascii_case(word);
                // A contrast is the paper's where another speaks in it, else it goes on with what is said.
                opens("while") && doc.subtree(child).any(thinks)
                    || opens("however")
                    || opens("compared")
                    || start == child && doc.token(child).tag == Tag::VBG && speaks(child)
            }
            Dep::Prep => {
                matches!(
                    &*doc.word(start).to_ascii_lowercase(),
                    "compared" | "according"
                )
            }
            _ => false,
        }
    };
    let tail = doc
        .children(verb)
        .filter(|&child| child > verb && own_voice(child))
        .map(|child| doc.subtree(child).start);
    // ", and three-quarters said the same of …": another's words.
    let other = doc
        .children(verb)
        .filter(|&child| {
            child > verb
                && doc.token(child).dep == Dep::Conj
                && lexicon.verb(doc.lemma(child), |_| false) == Some(CueKind::Say)
                && doc
                    .child(child, Dep::Nsubj)
                    .is_some_and(|subject| doc.token(subject).pos != Pos::PRON)
        })
        .filter_map(|child| {
            let cc = conjunction_before(doc, verb, child)?;
            (cc > verb + 1 && is_pause(doc, cc - 1)).then_some(cc)
        });
    // "…, but added that …", "and asking …": the speaker's next words.
    let next = doc
        .children(verb)
        .filter(|&child| child > verb && cue::goes_on_with_speech(doc, lexicon, child))
        .filter_map(|child| conjunction_before(doc, verb, child));
    tail.chain(other).chain(next).min().unwrap_or(end)
}

/// The conjunction under `verb` that joins `conjunct` to it.
fn conjunction_before(doc: &Document, verb: usize, conjunct: usize) -> Option<usize> {
    doc.children(verb)
        .rfind(|&c| c < conjunct && doc.token(c).dep == Dep::Cc)
}

pub(super) fn is_pause(doc: &Document, token: usize) -> bool {
    matches!(
        doc.word(token),
        "," | ";" | "\u{2014}" | "\u{2013}" | "--" | "-"
    )
}

/// A "that" clause which the parser hung on a noun between it and its cue: "said at a rally in Oslo *that the talks
/// were over*", "told a crowd *that he would stay*".
fn strayed(doc: &Document, lexicon: &Cues, cue: &Cue) -> Option<usize> {
    if cue.kind != CueKind::Say {
        return None;
    }
    let own = doc.subtree(cue.token);
    (cue.token + 1..own.end).find(|&clause| {
        matches!(doc.token(clause).dep, Dep::Acl | Dep::Relcl | Dep::Ccomp)
            && doc
                .children(clause)
                .any(|c| doc.token(c).dep == Dep::Mark && doc.word(c).eq_ignore_ascii_case("that"))
            && is_statement(doc, clause)
            && hangs_on_circumstance(doc, lexicon, clause, cue.token)
    })
}

/// Whether nothing but the nouns of where, when and to whom it was said stands between a clause and its cue.
fn hangs_on_circumstance(doc: &Document, lexicon: &Cues, clause: usize, cue: usize) -> bool {
    let mut at = clause;
    for above in doc.ancestors(clause).take(cue::REACH) {
        if above == cue {
            return at != clause;
        }
        let abstract_noun = lexicon.is_noun(doc.lemma(above))
            || matches!(
                doc.lemma(above),
                "fact"
                    | "hope"
                    | "idea"
                    | "condition"
                    | "understanding"
                    | "belief"
                    | "fear"
                    | "doubt"
                    | "sign"
                    | "ground"
                    | "way"
            );
        let passes = match doc.token(above).pos {
            Pos::NOUN | Pos::PROPN => {
                !abstract_noun
                    && (matches!(
                        doc.token(above).dep,
                        Dep::Pobj | Dep::Dative | Dep::Npadvmod | Dep::Conj
                    ) || doc.token(above).dep == Dep::Dobj
                        && (doc.token(at).dep != Dep::Relcl || is_told(doc, cue)))
            }
            Pos::ADP => matches!(doc.token(above).dep, Dep::Prep | Dep::Dative),
            _ => false,
        };
        if !passes {
            return false;
        }
        at = above;
    }
    false
}

/// Whether the object of a verb of speech is whom one speaks to: "told *a crowd* that", not "continued *a race* that".
fn is_told(doc: &Document, verb: usize) -> bool {
    matches!(
        doc.lemma(verb),
        "tell" | "inform" | "remind" | "warn" | "assure" | "advise" | "notify" | "promise"
    )
}

/// "It will not pay, the minister said": a cue that the parser took for a second clause, with its own
/// subject and no conjunction before it.
fn is_comma_spliced(doc: &Document, cue: usize, head: usize) -> bool {
    let own = doc.subtree(cue);
    head < own.start
        && clause::is_verb(doc, head)
        && doc
            .child(cue, Dep::Nsubj)
            .is_some_and(|subject| subject < cue)
        && doc
            .children(head)
            .all(|c| doc.token(c).dep != Dep::Cc || c > cue)
        && (doc.word(own.start) == "," || doc.word(own.start - 1) == ",")
}

/// Whether the verb has an object of its own, so that what stands around it is not what it says.
fn has_object(doc: &Document, verb: usize) -> bool {
    doc.lemma(verb) != "tell"
        && doc
            .children(verb)
            .any(|c| matches!(doc.token(c).dep, Dep::Dobj | Dep::Ccomp | Dep::Xcomp))
}

/// Whether what a verb of speech tells stands behind it as an object, so that a clause before it is the paper's: "The
/// inquiry goes on; courts *order the release* of more".
fn has_matter(doc: &Document, cue: &Cue) -> bool {
    !is_told(doc, cue.token)
        && !asks(doc, cue.token)
        && doc.children(cue.token).any(|c| {
            c > cue.token
                && doc.token(c).dep == Dep::Dobj
                && doc.token(c).pos == Pos::NOUN
                && Some(c) != cue.speaker
                && !matches!(
                    doc.lemma(c),
                    "reporter" | "journalist" | "agency" | "newspaper" | "paper"
                )
        })
}

fn comma_before_cue(doc: &Document, cue: &Cue) -> bool {
    doc.children(cue.token)
        .any(|c| c < cue.token && doc.word(c) == ",")
}

/// Whether a clause behind the verb of speech is the reason or the condition of what is said: "said it would close
/// *because* prices had fallen".
fn gives_reason(doc: &Document, cue: usize, clause: usize) -> bool {
    clause > cue
        && doc.children(clause).any(|c| {
            doc.token(c).dep == Dep::Mark
                && matches!(
                    doc.lemma(c),
                    "because" | "if" | "unless" | "although" | "though" | "whereas"
                )
        })
}

/// Whether the verb asks, so that a question is what is said: "asked why they had left".
fn asks(doc: &Document, verb: usize) -> bool {
    matches!(
        doc.lemma(verb),
        "ask" | "wonder" | "question" | "inquire" | "enquire"
    ) && !clause::is_passive(doc, verb)
        && doc.token(verb).tag != Tag::VBN
}

/// "would not say when": an indirect question reports nothing.
fn is_question_word_clause(doc: &Document, verb: usize) -> bool {
    doc.children(verb).next().is_some_and(|first| {
        first < verb
            && matches!(doc.token(first).tag, Tag::WRB | Tag::WP)
            && !doc.word(first).starts_with('W')
    })
}

/// "…, he said, and would …": what follows is still reported if it has the tense of reports.
fn continued(doc: &Document, index: usize, cue: &Cue, found: &mut Vec<Reported>) {
    let mut children = doc.children(cue.token).filter(|&c| c > cue.token);
    let Some(conjunct) = children.find(|&c| doc.token(c).dep == Dep::Conj) else {
        return;
    };
    let Some(cc) = doc
        .children(cue.token)
        .find(|&c| c > cue.token && doc.token(c).dep == Dep::Cc)
    else {
        return;
    };
    if cc > conjunct || cc == 0 || doc.word(cc - 1) != "," {
        return;
    }
    let backshifted = is_backshifted(doc, conjunct) && doc.lemma(conjunct) != doc.lemma(cue.token);
    if backshifted {
        let whole = doc.subtree(conjunct);
        push(doc, index, cc..whole.end, false, true, found);
    }
}

/// "her remark that …": only where a part of it stands between marks.
fn noun_clause(doc: &Document, index: usize, cue: &Cue, found: &mut Vec<Reported>) {
    let clause = doc.children(cue.token).find(|&c| {
        matches!(doc.token(c).dep, Dep::Acl | Dep::Ccomp | Dep::Relcl)
            && is_statement(doc, c)
            && doc
                .children(c)
                .any(|m| doc.token(m).dep == Dep::Mark && doc.lemma(m) == "that")
    });
    if let Some(clause) = clause {
        push(doc, index, doc.subtree(clause), true, false, found);
    }
}

pub(super) fn push(
    doc: &Document,
    cue: usize,
    content: Range<usize>,
    has_that: bool,
    cue_follows: bool,
    found: &mut Vec<Reported>,
) {
    let content = trim::reported(doc, trim::whole_word(doc, content));
    if !content.is_empty() {
        found.push(Reported {
            cue,
            content,
            has_that,
            cue_follows,
        });
    }
}
