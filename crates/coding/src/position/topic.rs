//! What a stance is about: the issue its words name, or the one they point back to.

use std::ops::Range;

use detente_lexicon::Role;
use detente_lexicon::issues::{Issue, Spoken};
use detente_lexicon::stances::StancePart;
use detente_syntax::{Dep, Document, Pos, Tag};

use super::govern::{Anchor, BESIDE, distance, top};
use super::issues::issues_within;
use super::turn::{has_no, is_reversed, is_short};
use crate::analysis::Analysis;
use crate::clause;
use crate::mention::Mention;

/// How far up the tree the words between an issue and its stance are looked at.
pub(super) const REACH: usize = 24;
/// How many sentences back an issue may have been named.
const SENTENCES_BACK: usize = 2;
/// How many sentences back it may have been named where the pointing noun repeats a word of its name.
const NAMESAKE_BACK: usize = 4;

/// An issue that a stance is about.
#[derive(Debug, Clone)]
pub(super) struct Topic<'a> {
    pub issue: &'a Issue,
    /// Where it is named, if the stance's own words name it.
    pub named: Option<Range<usize>>,
    /// Whether it is undone, by the words between or by its own: "an end to the embargo", "a ban on newspapers".
    pub reversed: bool,
    /// Whether its own words name what undoes it.
    pub against: bool,
    /// Whether they say that there is too little of it: "the slow opening of the market".
    pub is_short: bool,
}

/// What words point back to: a token, and whether it stands for a deed or a wish told of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pointer {
    pub token: usize,
    deed: bool,
    /// Whether it is a noun that must stand in the name of what it points to: "the coup", "the test".
    namesake: bool,
}

/// The issues that `scope` names and `anchor` governs; without an anchor all that it names.
pub(super) fn named<'a>(
    analysis: &Analysis<'a>,
    scope: Range<usize>,
    anchor: Option<Anchor>,
) -> Vec<Topic<'a>> {
    let mut best: Vec<(usize, Spoken<'a>)> = Vec::new();
    for spoken in issues_within(analysis, scope) {
        let is_act = anchor.is_some_and(|anchor| anchor.is_act);
        if spoken.issue.is_place && !is_act && is_only_where(analysis, &spoken.tokens)
            || is_in_name_of_body(analysis, &spoken.tokens)
        {
            continue;
        }
        let distance = anchor.map_or(Some(0), |anchor| {
            distance(analysis, &spoken.tokens, &spoken.words, anchor)
        });
        let Some(distance) = distance else {
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
            let top = top(analysis.doc, &spoken.words);
            let reversed = match anchor {
                Some(anchor) => is_reversed(
                    analysis,
                    top,
                    &spoken.words,
                    Some(anchor.token),
                    // What is less of a wrong's opposite is not turned: "fighting the drug trade" is.
                    spoken.issue.is_wrong != spoken.against,
                ),
                None => has_no(analysis, top),
            } ^ spoken.against;
            Topic {
                is_short: is_short(analysis, top, anchor.map(|anchor| anchor.token)),
                issue: spoken.issue,
                named: Some(spoken.tokens),
                reversed,
                against: spoken.against,
            }
        })
        .collect()
}

/// Whether the words are but a part of a body's name: "*Human Rights* Watch".
fn is_in_name_of_body(analysis: &Analysis<'_>, tokens: &Range<usize>) -> bool {
    let doc = analysis.doc;
    doc.head(tokens.end - 1).is_some_and(|head| {
        !tokens.contains(&head)
            && doc.token(head).pos == Pos::PROPN
            && analysis.mentions.headed_by(head).is_some_and(|mention| {
                mention.nature == crate::mention::Nature::Body
                    && mention.tokens.contains(&tokens.start)
                    && doc.token(tokens.end - 1).dep == Dep::Compound
            })
    })
}

/// Whether the words only tell where something is done: "will patrol in the South China Sea".
fn is_only_where(analysis: &Analysis<'_>, tokens: &Range<usize>) -> bool {
    let doc = analysis.doc;
    let top = tokens
        .clone()
        .find(|&token| doc.head(token).is_none_or(|head| !tokens.contains(&head)));
    let Some(preposition) = top
        .filter(|&token| doc.token(token).dep == Dep::Pobj)
        .and_then(|token| doc.head(token))
    else {
        return false;
    };
    let local = matches!(
        &*doc.word(preposition).to_ascii_lowercase(),
        "in" | "at" | "off" | "near" | "from" | "into" | "across" | "through" | "around" | "on"
    );
    local
        && doc
            .head(preposition)
            .is_some_and(|head| clause::is_verb(doc, head))
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
        namesake: false,
    });
    for &token in heads.iter().filter(|&&token| token != anchor) {
        let part = doc.token(token);
        let lemma = doc.lemma(token);
        let definite = || {
            doc.children(token).any(|c| {
                let word = doc.word(c).to_ascii_lowercase();
                matches!(
                    &*word,
                    "the" | "this" | "that" | "such" | "these" | "its" | "his" | "her" | "their"
                )
            })
        };
        if part.pos == Pos::NOUN
            && (stances.is_anaphor(lemma) || stances.is_deed(lemma))
            && definite()
            && !is_told_in_full(analysis, token)
        {
            return Some(Pointer {
                token,
                deed: stances.is_deed(lemma),
                namesake: false,
            });
        }
        if part.pos == Pos::NOUN && found.is_none() && has_article(analysis, token) {
            found = Some(Pointer {
                token,
                deed: false,
                namesake: true,
            });
        }
        let object = matches!(
            part.dep,
            Dep::Dobj | Dep::Pobj | Dep::Nsubj | Dep::Nsubjpass
        );
        if object
            && part.pos == Pos::PRON
            && matches!(doc.word(token), "it" | "this" | "that" | "so" | "them")
            // "Blocking *them* from food": people, not what was told.
            && analysis
                .mentions
                .headed_by(token)
                .is_none_or(|mention| !stands_for_people(mention))
            && found.is_none_or(|found| found.namesake)
            && doc
                .children(doc.token(token).head as usize)
                .all(|c| doc.token(c).dep != Dep::Xcomp)
        {
            found = Some(Pointer {
                token,
                deed: false,
                namesake: false,
            });
        }
    }
    found
}

/// Whether "them" may stand for what the words of a phrase name: for several.
fn agrees(doc: &Document, pronoun: usize, words: &[usize]) -> bool {
    let is_many = |&word: &usize| matches!(doc.token(word).tag, Tag::NNS | Tag::NNPS);
    !doc.word(pronoun).eq_ignore_ascii_case("them") || words.iter().any(is_many)
}

/// Whether a pronoun stands for persons or for people at large, who are nothing that one takes a side in.
fn stands_for_people(mention: &Mention) -> bool {
    mention.is_person
        || mention
            .actors
            .iter()
            .any(|actor| matches!(actor.role, Some(Role::CVL | Role::REF)))
}

/// Whether a noun says by itself what it is: "the textile bill", "the report on the crash".
fn is_told_in_full(analysis: &Analysis<'_>, noun: usize) -> bool {
    let doc = analysis.doc;
    doc.children(noun).any(|c| match doc.token(c).dep {
        Dep::Compound | Dep::Acl | Dep::Relcl => true,
        Dep::Prep => matches!(doc.word(c), "of" | "on" | "for" | "to" | "about" | "over"),
        _ => false,
    })
}

/// Whether "the", "this" or "that" stands before a noun without another word that tells which.
fn has_article(analysis: &Analysis<'_>, noun: usize) -> bool {
    let doc = analysis.doc;
    let before = || doc.children(noun).filter(|&c| c < noun);
    before().count() == 1
        && before().all(|c| {
            matches!(
                &*doc.word(c).to_ascii_lowercase(),
                "the" | "this" | "that" | "these" | "those" | "such"
            )
        })
}

/// The issue that `pointer` points back to.
pub(super) fn pointed_to<'a>(
    analysis: &Analysis<'a>,
    pointer: Pointer,
    anchor: usize,
) -> Option<Topic<'a>> {
    let doc = analysis.doc;
    let own_reversed = |is_wrong| {
        pointer.token != anchor && is_reversed(analysis, pointer.token, &[], Some(anchor), is_wrong)
    };
    let is_wish =
        pointer.token != anchor && analysis.lexicon.stances.is_wish(doc.lemma(pointer.token));
    let limit = pointer.token.min(anchor);
    let number = doc.token(limit).sentence as usize;
    let own = doc.sentences().get(number)?.start..limit;
    let back = if pointer.namesake {
        NAMESAKE_BACK
    } else if pointer.token == anchor {
        // "Khartoum declined." answers what was told right before.
        1
    } else {
        SENTENCES_BACK
    };
    let earlier =
        (0..back).filter_map(|back| doc.sentences().get(number.checked_sub(back + 1)?).cloned());
    for range in std::iter::once(own).chain(earlier) {
        // What the sentence is mainly about stands high in its tree.
        let depth = |tokens: &Range<usize>| doc.ancestors(tokens.end - 1).take(REACH).count();
        let papers = &analysis.lexicon.stances;
        let is_paper = papers.is_paper(doc.lemma(pointer.token)) && pointer.token != anchor;
        let names = |spoken: &Spoken<'_>| {
            // "Supporting the dollar" is not about the dollar's fall: what is named again is the name's own noun.
            // "Denounced the law" after "signed the sanctions into law" is about these.
            let into_law = || {
                doc.lemma(pointer.token) == "law"
                    && doc
                        .sentences()
                        .get(doc.token(spoken.tokens.start).sentence as usize)
                        .is_some_and(|sentence| {
                            sentence
                                .clone()
                                .any(|token| doc.word(token) == "law" && token != pointer.token)
                        })
            };
            doc.lemma(top(doc, &spoken.words)) == doc.lemma(pointer.token)
                || !pointer.namesake && into_law()
                || !pointer.namesake
                    && (!is_paper
                        || spoken
                            .words
                            .iter()
                            .any(|&word| papers.is_paper(doc.lemma(word))))
        };
        let best = issues_within(analysis, range)
            .into_iter()
            .filter(names)
            // "Protested the killings" after a town's name is about no claim to the town.
            .filter(|spoken| pointer.namesake || !spoken.issue.is_place)
            .filter(|spoken| agrees(doc, pointer.token, &spoken.words))
            .filter(|spoken| {
                pointer.namesake || !is_aside(analysis, spoken.tokens.end - 1, pointer.deed)
            })
            .min_by_key(|spoken| (depth(&spoken.tokens), spoken.tokens.start));
        if let Some(spoken) = best {
            let top = top(doc, &spoken.words);
            // "The proposal" is of what was proposed, wherever that stands: nothing is pointed at that nobody wished.
            if is_wish && !is_wished(analysis, top) {
                return None;
            }
            // A deed is all that was told; a thing is what its own phrase makes of it: "the plan to end the embargo".
            let within = if pointer.deed {
                None
            } else {
                predicate(doc, top)
            };
            // What is named again is the thing itself, whatever was said of it there.
            let told = if pointer.namesake {
                spoken.against
            } else {
                is_reversed(analysis, top, &spoken.words, within, spoken.issue.is_wrong)
                    ^ (spoken.against && (pointer.deed || within.is_some()))
            };
            return Some(Topic {
                issue: spoken.issue,
                named: None,
                reversed: own_reversed(spoken.issue.is_wrong) ^ told,
                against: false,
                is_short: false,
            });
        }
    }
    None
}

/// Whether a phrase stands in what a sentence only tells beside: a clause of time, reason or relation, a place or a
/// time. "It" and "the move" point at what it is about; `deed` tells that a deed is pointed at.
fn is_aside(analysis: &Analysis<'_>, token: usize, deed: bool) -> bool {
    let doc = analysis.doc;
    // "Fired on *crowds protesting* against the coup": who somebody is, is not what was done.
    let of_party = |at: usize| {
        let mention = doc
            .head(at)
            .and_then(|noun| analysis.mentions.headed_by(noun));
        mention.is_some_and(|mention| !mention.actors.is_empty())
    };
    std::iter::once(token)
        .chain(doc.ancestors(token))
        .take(REACH)
        .any(|at| match doc.token(at).dep {
            Dep::Advcl => !clause::is_infinitive(doc, at),
            // "An offer *to mediate*" and, for a deed, "decrees *recognising the region*" tell what it is.
            Dep::Acl => {
                let start = doc.subtree(at).start;
                let parted = start > 0 && doc.word(start - 1) == ",";
                // "Dismissed *charges that the bill hurt* the market": what is judged is the charge.
                let is_charge = doc
                    .head(at)
                    .is_some_and(|noun| analysis.lexicon.stances.is_charge(doc.lemma(noun)));
                parted || is_charge || !clause::is_infinitive(doc, at) && (!deed || of_party(at))
            }
            Dep::Relcl | Dep::Npadvmod | Dep::Appos => true,
            Dep::Prep => BESIDE.contains(&&*doc.word(at).to_ascii_lowercase()),
            _ => false,
        })
}

/// The verb whose subject or object the phrase headed by `token` is a part of.
fn predicate(doc: &Document, token: usize) -> Option<usize> {
    let mut below = token;
    for above in doc.ancestors(token).take(REACH) {
        let argument = matches!(
            doc.token(below).dep,
            Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj
        );
        if argument && clause::is_verb(doc, above) && !clause::is_infinitive(doc, above) {
            return Some(above);
        }
        below = above;
    }
    None
}

/// Whether what `token` heads is told as a wish: below a verb or noun that asks, offers or plans.
fn is_wished(analysis: &Analysis<'_>, token: usize) -> bool {
    let doc = analysis.doc;
    std::iter::once(token)
        .chain(doc.ancestors(token))
        .take(REACH)
        .any(|at| {
            let has = |word: &str| {
                doc.children(at)
                    .any(|c| doc.word(c).eq_ignore_ascii_case(word))
            };
            analysis.lexicon.stances.is_wish(doc.lemma(at))
                || [StancePart::Verb, StancePart::Noun, StancePart::Adjective]
                    .into_iter()
                    .filter_map(|part| analysis.lexicon.stances.word(doc.lemma(at), part, has))
                    .any(|word| matches!(word.stance.as_str(), "demands" | "offers"))
                || matches!(doc.lemma(at), "suggest" | "want" | "plan" | "propose")
        })
}
