//! Reported words: the clauses that hang on a cue, and the statements a cue stands in or behind.

use std::ops::Range;

use detente_lexicon::cues::{CueKind, Cues};
use detente_syntax::{Dep, Document, Pos, Tag};

use super::cue::{self, Cue};
use super::stretch::{self, Piece};
use super::trim;
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
            source(doc, index, cue, &mut found);
        } else if says_so(doc, lexicon, cue) {
            clauses(doc, lexicon, index, cue, &mut found);
        }
        found[first..].sort_by_key(|reported: &Reported| reported.content.start);
    }
    found
}

/// Whether a verb that takes a clause tells that its words were said: not denied, owed or only supposed.
fn says_so(doc: &Document, lexicon: &Cues, cue: &Cue) -> bool {
    let owed = cue.kind == CueKind::Say && cue::is_owed(doc, cue.token);
    // "*Nobody* could conclude that …"
    let nobody = cue.speaker.is_some_and(|speaker| {
        matches!(
            &*doc.word(speaker).to_ascii_lowercase(),
            "nobody" | "none" | "neither"
        )
    });
    let unsaid = nobody || owed || cue::is_denied(doc, lexicon, cue.token) || is_supposed(doc, cue);
    // "The mayor, *believing* that it was over, left": the paper tells what somebody had in mind.
    let in_mind = cue.kind == CueKind::Think
        && doc.token(cue.token).tag == Tag::VBG
        && matches!(doc.token(cue.token).dep, Dep::Advcl | Dep::Acl | Dep::Pcomp);
    // "checks to *assure* that the books are right": what something is done for.
    let purpose = clause::is_infinitive(doc, cue.token)
        && matches!(doc.token(cue.token).dep, Dep::Advcl | Dep::Acl)
        && matches!(
            doc.lemma(cue.token),
            "assure" | "ensure" | "show" | "prove" | "confirm" | "insist"
        );
    // "They *will say* that it was an accident": not yet.
    let to_come = cue.kind == CueKind::Say
        && doc.children(cue.token).any(|c| {
            doc.token(c).dep == Dep::Aux && matches!(doc.word(c), "will" | "'ll" | "\u{2019}ll")
        });
    // "are *likely to say* that": perhaps.
    let perhaps = doc.token(cue.token).dep == Dep::Xcomp
        && clause::is_infinitive(doc, cue.token)
        && doc.head(cue.token).is_some_and(|above| {
            matches!(doc.lemma(above), "likely" | "unlikely" | "able" | "ready")
        });
    cue.kind.takes_clause() && !unsaid && !in_mind && !purpose && !to_come && !perhaps
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
            && (!is_statement || cue.kind == CueKind::Think && !comma_before_cue(doc, cue))
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

/// Where a report begins that "clear that", "plain that" opens.
fn behind_clear(doc: &Document, report: Range<usize>) -> usize {
    let opens = matches!(doc.lemma(report.start), "clear" | "plain" | "known")
        && report.len() > 2
        && doc.word(report.start + 1) == "that";
    report.start + usize::from(opens)
}

/// Whether an "as" measures: "as long *as* the strike continues", "as far as".
fn compares(doc: &Document, token: usize) -> bool {
    token > 0
        && matches!(
            doc.word(token - 1),
            "long" | "far" | "soon" | "much" | "well" | "just"
        )
}

/// Whether a clause only supposes that somebody says something: "*if* the firm says that", "*when a* trader complains
/// that".
fn is_supposed(doc: &Document, cue: &Cue) -> bool {
    let present = matches!(doc.token(cue.token).tag, Tag::VBZ | Tag::VBP);
    let anybody = cue.speaker.is_some_and(|speaker| {
        doc.children(speaker)
            .any(|c| c < speaker && matches!(doc.lemma(c), "a" | "an" | "any"))
    });
    present
        && doc.token(cue.token).dep == Dep::Advcl
        && doc.children(cue.token).any(|c| {
            c < cue.token
                && match doc.lemma(c) {
                    "if" | "unless" | "whenever" => doc.token(c).dep != Dep::Nsubj,
                    "when" | "once" => anybody,
                    _ => false,
                }
        })
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

fn is_pause(doc: &Document, token: usize) -> bool {
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

/// "More than twenty vessels are taking part, according to the navy".
fn source(doc: &Document, index: usize, cue: &Cue, found: &mut Vec<Reported>) {
    let own = doc.subtree(cue.token);
    let verb = doc.ancestors(cue.token).take(cue::REACH).find(|&token| {
        matches!(doc.token(token).pos, Pos::VERB | Pos::AUX)
            && !matches!(
                doc.token(token).dep,
                Dep::Amod | Dep::Aux | Dep::Acl | Dep::Pcomp | Dep::Xcomp
            )
    });
    if let Some(mut verb) = verb {
        // "nominated … and *adopted* …, according to": both are told.
        while let Some(first) = doc.head(verb) {
            let joined = doc.token(verb).dep == Dep::Conj
                && doc.child(verb, Dep::Nsubj).is_none()
                && clause::is_verb(doc, first);
            // "a book *that named agents*, according to": the clause alone is no statement.
            let restricts = doc.token(verb).dep == Dep::Relcl
                && doc.subtree(verb).start > 0
                && !is_pause(doc, doc.subtree(verb).start - 1);
            let above = if restricts {
                doc.ancestors(first)
                    .take(cue::REACH)
                    .find(|&above| clause::is_verb(doc, above))
            } else {
                joined.then_some(first)
            };
            match above {
                Some(above) => verb = above,
                None => break,
            }
        }
        let own = without_subject(doc, cue, own);
        around(doc, index, cue.token, verb, &own, found);
    } else if let Some(head) = doc.head(cue.token) {
        around(doc, index, cue.token, head, &own, found);
    }
}

/// The words of a source without the subject of what it tells, which the parser took for another name of it:
/// "According to Hale, *no country in the region* has done as much".
fn without_subject(doc: &Document, cue: &Cue, mut own: Range<usize>) -> Range<usize> {
    let Some(speaker) = cue.speaker else {
        return own;
    };
    let subject = doc.children(speaker).find(|&c| {
        c > speaker + 1
            && doc.token(c).dep == Dep::Appos
            && doc.token(c).pos == Pos::NOUN
            && doc.subtree(c).end == own.end
            && doc.word(doc.subtree(c).start - 1) == ","
            && matches!(
                doc.token(doc.subtree(c).start).pos,
                Pos::DET | Pos::NOUN | Pos::ADJ | Pos::NUM
            )
    });
    // Behind the subject stands its verb, behind another name a comma.
    let goes_on = own.end < doc.len()
        && matches!(doc.token(own.end).pos, Pos::AUX | Pos::VERB)
        && !matches!(doc.token(own.end).tag, Tag::VBG | Tag::VBN);
    if let Some(subject) = subject.filter(|_| goes_on) {
        let tokens = doc.subtree(subject);
        // "According to Hale, *head of the bank*, exports have grown": the office is no part of the subject.
        let office = doc.token(tokens.start).pos == Pos::NOUN;
        let comma = tokens.clone().rev().find(|&token| doc.word(token) == ",");
        own.end = match comma {
            Some(comma) if office => comma + 1,
            _ => tokens.start,
        };
    }
    own
}

/// The stretches of the subtree of `head` before and after `aside`.
fn around(
    doc: &Document,
    index: usize,
    cue: usize,
    head: usize,
    aside: &Range<usize>,
    found: &mut Vec<Reported>,
) {
    let whole = doc.subtree(head);
    let opens = || names_subject(doc, whole.start) || opens_with_clause(doc, head, whole.start);
    if aside.start > whole.start && (head < aside.start || opens()) {
        push(doc, index, whole.start..aside.start, false, true, found);
    }
    // What follows is reported if it holds the statement or goes on with it, not if it only tells when.
    let goes_on = head >= aside.end
        || doc.children(head).any(|c| {
            c >= aside.end
                && match doc.token(c).dep {
                    Dep::Conj => is_backshifted(doc, c),
                    Dep::Dobj | Dep::Attr | Dep::Acomp | Dep::Xcomp | Dep::Ccomp | Dep::Oprd => {
                        true
                    }
                    _ => false,
                }
        });
    if aside.end < whole.end && goes_on {
        let conjunction = doc.token(aside.end - 1).pos == Pos::CCONJ;
        let start = aside.end - usize::from(conjunction);
        let start = stretch::ground_before(doc, cue, start);
        push(doc, index, start..whole.end, false, true, found);
    }
}

/// Whether a clause of what is reported stands before the cue: "Even if they sign, he said, it is too late".
fn opens_with_clause(doc: &Document, head: usize, start: usize) -> bool {
    doc.children(head)
        .any(|c| doc.token(c).dep == Dep::Advcl && doc.subtree(c).start == start)
        && !matches!(doc.token(start).tag, Tag::VBG | Tag::VBN)
        && !matches!(
            &*doc.word(start).to_ascii_lowercase(),
            "as" | "when" | "after" | "before" | "asked"
        )
}

/// Whether what begins at `start` can be the subject of what is reported, not a mere lead-in to it.
fn names_subject(doc: &Document, start: usize) -> bool {
    let part = doc.token(start);
    !matches!(
        part.pos,
        Pos::ADP | Pos::SCONJ | Pos::ADV | Pos::CCONJ | Pos::PUNCT
    ) && !matches!(part.tag, Tag::WDT | Tag::WP | Tag::VBG)
}

/// Whether the clause of `verb` has the tense of reports: "would", "had".
fn is_backshifted(doc: &Document, verb: usize) -> bool {
    doc.children(verb).any(|c| {
        doc.token(c).dep == Dep::Aux && (doc.token(c).tag == Tag::MD || doc.word(c) == "had")
    })
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

fn push(
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
