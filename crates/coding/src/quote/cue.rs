//! Cues: the words of a text that introduce what somebody says, with whose words they are.

use detente_lexicon::cues::{CueKind, Cues};
use detente_syntax::{Dep, Document, Pos, Tag};

use super::extent::is_day;
use super::voice::{may_speak, speaker};
use crate::clause;

/// How far up or down the tree a cue is looked for.
pub(super) const REACH: usize = 48;

/// A word that introduces a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    /// The verb, noun, or preposition ("according").
    pub token: usize,
    /// What it introduces.
    pub kind: CueKind,
    /// The head of the phrase that names the speaker.
    pub speaker: Option<usize>,
    /// How many tokens stand above it in the tree.
    pub depth: usize,
    /// Whether it is the `according` of "according to".
    pub is_source: bool,
    /// The head of the phrase that names who quotes the speaker ("the agency quoted him as saying …").
    pub quoted_by: Option<usize>,
}

/// All cues of a document, in text order.
pub(super) fn find(doc: &Document, cues: &Cues) -> Vec<Cue> {
    let mut found = Vec::new();
    for token in 0..doc.len() {
        if let Some(cue) = at(doc, cues, token) {
            found.push(cue);
        }
    }
    found
}

fn at(doc: &Document, cues: &Cues, token: usize) -> Option<Cue> {
    let depth = doc.ancestors(token).take(REACH).count();
    let cue = |kind, speaker, is_source| Cue {
        token,
        kind,
        speaker: Some(speaker),
        depth,
        is_source,
        quoted_by: None,
    };
    if doc.word(token).eq_ignore_ascii_case("according") {
        let speaker = according_to(doc, token)?;
        return Some(cue(CueKind::Say, speaker, true));
    }
    let lemma = doc.lemma(token);
    let part = doc.token(token);
    if part.pos == Pos::NOUN && cues.is_noun(lemma) {
        // "Said in *today's* statement": a day says nothing.
        let speaker = noun_speaker(doc, token)
            .filter(|&owner| !is_day(doc, owner))
            .or_else(|| giver(doc, token))?;
        return Some(cue(CueKind::Noun, speaker, false));
    }
    if matches!(part.pos, Pos::ADJ | Pos::VERB)
        && part.tag != Tag::VBD
        && cues.is_adjective(&doc.word(token).to_lowercase())
        && let Some(speaker) = minded(doc, token)
    {
        return Some(cue(CueKind::Adjective, speaker, false));
    }
    if part.pos == Pos::ADP
        && let Some(speaker) = in_view_of(doc, cues, token)
    {
        return Some(cue(CueKind::Say, speaker, true));
    }
    // "…," the letter *read*: the tagger's noun that governs what is said is the verb.
    let governs = part.pos == Pos::NOUN
        && part.dep == Dep::Root
        && doc.child(token, Dep::Ccomp).is_some()
        && cues.verb(doc.lemma(token), |_| false) == Some(CueKind::Say)
        && doc.child(token, Dep::Nsubj).is_some_and(|subject| {
            let start = doc.subtree(subject).start;
            start > 0 && super::trim::is_mark(doc, start - 1)
        });
    if !matches!(part.pos, Pos::VERB | Pos::AUX) && !governs
        || matches!(part.dep, Dep::Aux | Dep::Auxpass | Dep::Amod)
    {
        return None;
    }
    // "*On* their behalf he went": no particle of the verb. "Let the ball *slip*" is no slip of the tongue.
    let has = |word: &str| {
        doc.children(token)
            .filter(|&child| {
                child == token + 1 || child > token && doc.token(child).pos != Pos::VERB
            })
            .any(|child| doc.word(child).eq_ignore_ascii_case(word))
    };
    let kind = cues.verb(lemma, has)?;
    // "Let's *say* that …"
    let supposed = doc
        .head(token)
        .is_some_and(|above| above != token && doc.lemma(above) == "let");
    if supposed || is_prompt(doc, token) || is_manner(doc, token) {
        return None;
    }
    let (speaker, quoted_by) = match quoted_as_saying(doc, token) {
        Some((quoted, by)) => (quoted, by),
        None if is_quoted(doc, token) => (doc.child(token, Dep::Nsubjpass), speaker(doc, token)),
        None => match speech_above(doc, cues, token) {
            Some(above) => (speaker(doc, above), None),
            None => (speaker(doc, token), None),
        },
    };
    Some(Cue {
        token,
        kind,
        speaker,
        depth,
        is_source: false,
        quoted_by,
    })
}

/// Whether a verb without a subject only tells what somebody answered to: "said no *when asked* whether …", "*Asked* if
/// he was content, Hale replied …".
fn is_prompt(doc: &Document, verb: usize) -> bool {
    let opened = doc
        .children(verb)
        .any(|c| c < verb && matches!(doc.lemma(c), "when" | "if" | "once"));
    let asked = doc.lemma(verb) == "ask" && doc.subtree(verb).start == verb;
    // "The minister, *asked* whether he would go, said …"
    let beside = doc.lemma(verb) == "ask"
        && doc.token(verb).dep == Dep::Acl
        && verb > 0
        && doc.word(verb - 1) == ",";
    // The same, where the parser took it for the main verb and the answer for what is asked.
    let answered = doc.lemma(verb) == "ask"
        && verb > 0
        && doc.word(verb - 1) == ","
        && doc.children(verb).any(|c| {
            c > verb
                && doc.token(c).tag == Tag::VBD
                && doc.word(c - 1) == ","
                && matches!(doc.token(c).dep, Dep::Ccomp | Dep::Conj | Dep::Dep)
                && doc
                    .children(c)
                    .all(|s| !matches!(doc.token(s).dep, Dep::Nsubj | Dep::Nsubjpass))
        });
    if answered {
        return true;
    }
    matches!(doc.token(verb).tag, Tag::VBD | Tag::VBN)
        && (beside || doc.token(verb).dep == Dep::Advcl && (opened || asked))
        && doc
            .children(verb)
            .all(|c| !matches!(doc.token(c).dep, Dep::Nsubj | Dep::Nsubjpass))
}

/// Whether a participle behind "as" only tells how something is done: "paid *as required by* the contract".
fn is_manner(doc: &Document, verb: usize) -> bool {
    doc.token(verb).tag == Tag::VBN
        && doc.token(verb).dep == Dep::Advcl
        && matches!(
            doc.lemma(verb),
            "require" | "request" | "order" | "demand" | "need" | "propose" | "plan" | "promise"
        )
        && doc
            .children(verb)
            .any(|c| c < verb && doc.token(c).dep == Dep::Mark && doc.lemma(c) == "as")
}

/// Who is in the state of mind that an adjective with a clause names: "the minister was confident that …".
fn minded(doc: &Document, adjective: usize) -> Option<usize> {
    doc.child(adjective, Dep::Ccomp)?;
    minded_subject(doc, adjective)
}

/// Of whom an adjective of mind is said.
pub(super) fn minded_subject(doc: &Document, adjective: usize) -> Option<usize> {
    let verb = match doc.token(adjective).dep {
        Dep::Acomp | Dep::Oprd | Dep::Attr => doc.head(adjective)?,
        _ => adjective,
    };
    // "must make certain that" tells nobody's mind, "until it is sure that" no mind there is.
    let supposed = doc.token(verb).dep == Dep::Advcl
        && doc.children(verb).any(|c| {
            c < verb
                && matches!(
                    doc.lemma(c),
                    "until" | "unless" | "if" | "when" | "once" | "whenever" | "whether"
                )
        });
    let made = |token: usize| matches!(doc.lemma(token), "make" | "keep");
    // "are not sure that"
    let denied = [verb, adjective].into_iter().any(|token| {
        doc.children(token)
            .any(|c| c < adjective && doc.token(c).dep == Dep::Neg)
    });
    if made(verb) || doc.head(adjective).is_some_and(made) || supposed || denied {
        return None;
    }
    clause::grammatical_subject(doc, verb)
        .into_iter()
        .chain(doc.child(verb, Dep::Nsubjpass))
        .find(|&token| may_speak(doc, token) && doc.token(token).pos != Pos::DET)
}

/// Whose view "in … view", "by … own account" name.
fn in_view_of(doc: &Document, cues: &Cues, preposition: usize) -> Option<usize> {
    if !matches!(&*doc.word(preposition).to_ascii_lowercase(), "in" | "by") {
        return None;
    }
    let noun = doc.child(preposition, Dep::Pobj)?;
    // "in the account of the firm" money lies, "by his account" something is told.
    let money = doc.lemma(noun) == "account" && doc.word(preposition).eq_ignore_ascii_case("in");
    if money || !cues.is_source(doc.lemma(noun)) {
        return None;
    }
    doc.child(noun, Dep::Poss).or_else(|| {
        // "closed *in view of* its losses" tells why, "in *the* view of analysts" what they say.
        let determined = doc.child(noun, Dep::Det).is_some();
        let of = doc
            .children(noun)
            .find(|&c| doc.word(c) == "of" && (determined || doc.lemma(noun) != "view"))?;
        doc.child(of, Dep::Pobj)
    })
}

/// The source of "according to": the object of `to`.
fn according_to(doc: &Document, token: usize) -> Option<usize> {
    let to = doc
        .children(token)
        .find(|&child| doc.word(child).eq_ignore_ascii_case("to"))?;
    let source = doc.child(to, Dep::Pobj)?;
    // "from 3 to 5 pct, *according to the date of sale*" says what it hangs on, never who says so.
    if matches!(
        doc.lemma(source),
        "date"
            | "age"
            | "weight"
            | "category"
            | "rank"
            | "taste"
            | "price"
            | "wish"
            | "preference"
            | "ideal"
            | "ability"
    ) {
        return None;
    }
    // "dealt with *according to the law*", "shared according to need" tell how, not who says so.
    let measures = matches!(
        doc.lemma(source),
        "law"
            | "rule"
            | "plan"
            | "schedule"
            | "need"
            | "size"
            | "custom"
            | "standard"
            | "constitution"
            | "principle"
            | "will"
            | "value"
    );
    let aside = token == 0
        || doc.token(token).sentence != doc.token(token - 1).sentence
        || matches!(doc.word(token - 1), "," | "\u{2014}" | "--" | "-");
    (!measures || aside).then_some(source)
}

/// Who makes the statement a noun stands for: its possessor, or the object of `by` or `from`.
pub(super) fn noun_speaker(doc: &Document, noun: usize) -> Option<usize> {
    doc.child(noun, Dep::Poss).or_else(|| {
        let by = doc.children(noun).find(|&child| {
            doc.token(child).pos == Pos::ADP && matches!(doc.word(child), "by" | "from")
        })?;
        doc.child(by, Dep::Pobj)
    })
}

/// Who gives what a noun stands for: "the minister made the claim that …", "voiced the hope that …".
pub(super) fn giver(doc: &Document, noun: usize) -> Option<usize> {
    let verb = doc
        .head(noun)
        .filter(|&verb| doc.token(noun).dep == Dep::Dobj && !clause::is_passive(doc, verb))?;
    let gives = matches!(
        doc.lemma(verb),
        "make"
            | "give"
            | "issue"
            | "voice"
            | "express"
            | "repeat"
            | "reiterate"
            | "renew"
            | "share"
            | "have"
            | "hold"
            | "offer"
    );
    gives
        .then(|| clause::grammatical_subject(doc, verb))?
        .into_iter()
        .find(|&token| may_speak(doc, token))
}

/// The verb of speech that `verb`, which the parser hung in the words it reports, goes on from: "said the market would
/// rise, but *added* that …", "said the firm had lost money, *adding* that …".
fn speech_above(doc: &Document, cues: &Cues, verb: usize) -> Option<usize> {
    let reported = doc.head(verb)?;
    let adds = doc.token(verb).dep == Dep::Advcl
        && doc.token(verb).tag == Tag::VBG
        && doc.subtree(verb).start == verb
        && verb > reported
        && matches!(
            doc.word(verb - 1),
            "," | ";" | "--" | "\u{2014}" | "\u{2013}"
        );
    if !adds && !goes_on_with_speech(doc, cues, verb) {
        return None;
    }
    let mut below = reported;
    for above in doc.ancestors(reported).take(REACH) {
        match doc.token(below).dep {
            Dep::Ccomp if cues.verb(doc.lemma(above), |_| false) == Some(CueKind::Say) => {
                return (above < verb).then_some(above);
            }
            Dep::Conj | Dep::Ccomp | Dep::Xcomp => below = above,
            _ => return None,
        }
    }
    None
}

/// Whether a verb of speech that the parser joined to one in the words before it cannot be of their clause: its form
/// is the cue's own, not theirs ("would rise, but *added*", "are replying and *said*").
pub(super) fn goes_on_with_speech(doc: &Document, cues: &Cues, verb: usize) -> bool {
    let own = doc.token(verb);
    if own.dep != Dep::Conj
        || !matches!(
            cues.verb(doc.lemma(verb), |_| false),
            Some(CueKind::Say | CueKind::Judge)
        )
        || doc
            .children(verb)
            .any(|c| matches!(doc.token(c).dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Aux))
    {
        return false;
    }
    let Some(first) = doc.head(verb).filter(|&first| clause::is_verb(doc, first)) else {
        return false;
    };
    let finite = |token: usize| {
        matches!(
            doc.token(token).tag,
            Tag::VBD | Tag::VBP | Tag::VBZ | Tag::MD
        )
    };
    let helped = doc
        .children(first)
        .any(|c| matches!(doc.token(c).dep, Dep::Aux | Dep::Auxpass) && finite(c));
    // "the quarter was difficult but *said* …": what is said of a thing cannot go on with its speech.
    let of_thing = matches!(
        doc.lemma(first),
        "be" | "remain"
            | "stay"
            | "become"
            | "rise"
            | "fall"
            | "grow"
            | "increase"
            | "decline"
            | "drop"
    ) && doc
        .child(first, Dep::Nsubj)
        .is_some_and(|subject| doc.token(subject).pos == Pos::NOUN);
    match own.tag {
        Tag::VBD => {
            doc.lemma(verb) == "add"
                || of_thing
                || helped
                || matches!(doc.token(first).tag, Tag::VBP | Tag::VBZ)
        }
        // "tweeting that it was over and *asking* …"
        Tag::VBG => finite(first) && !helped,
        _ => false,
    }
}

/// "The agency quoted the minister as saying …", "was quoted by the agency as saying …": who is quoted, and
/// who quotes.
fn quoted_as_saying(doc: &Document, cue: usize) -> Option<(Option<usize>, Option<usize>)> {
    let above = doc.head(cue).filter(|_| doc.token(cue).tag == Tag::VBG)?;
    let verb = if doc.word(above) == "as" {
        doc.head(above)?
    } else {
        above
    };
    if !matches!(doc.lemma(verb), "quote" | "cite") || verb == cue {
        return None;
    }
    if clause::is_passive(doc, verb) {
        let quoted = clause::of_verb(doc, verb).objects.first().copied();
        let quoted = quoted.or_else(|| doc.child(verb, Dep::Nsubjpass));
        return Some((quoted, speaker(doc, verb)));
    }
    Some((doc.child(verb, Dep::Dobj), speaker(doc, verb)))
}

/// Whether the verb tells of one who is quoted: "the minister was *quoted* as saying".
fn is_quoted(doc: &Document, verb: usize) -> bool {
    matches!(doc.lemma(verb), "quote" | "cite")
        && clause::is_passive(doc, verb)
        && doc.children(verb).any(|c| c > verb && doc.word(c) == "as")
}

/// Whether a verb of speech tells only what somebody ought to say: "the minister *must* promise that …".
pub(super) fn is_owed(doc: &Document, token: usize) -> bool {
    doc.children(token).any(|c| {
        doc.token(c).dep == Dep::Aux && matches!(doc.lemma(c), "should" | "must" | "ought")
    })
}

/// Whether the words a verb governs are only what somebody may or ought to say, or what something is done for: "should
/// condemn them as “bandits”", "in order to maintain “balance”".
pub(super) fn is_unsaid(doc: &Document, token: usize) -> bool {
    let modal = doc.children(token).any(|c| {
        doc.token(c).dep == Dep::Aux
            && matches!(
                doc.lemma(c),
                "should" | "must" | "may" | "might" | "ought" | "can" | "could"
            )
    });
    modal
        || clause::is_infinitive(doc, token)
            && matches!(doc.token(token).dep, Dep::Advcl | Dep::Acl)
}

/// Whether the verb is said not to be done ("did not say that", "refused to say").
pub(super) fn is_denied(doc: &Document, cues: &Cues, token: usize) -> bool {
    if doc
        .children(token)
        .any(|child| doc.token(child).dep == Dep::Neg)
    {
        return true;
    }
    // "left without saying", "was not quoted as saying".
    if doc.token(token).dep == Dep::Pcomp
        && let Some(preposition) = doc.head(token)
        && (doc.word(preposition).eq_ignore_ascii_case("without")
            || doc.word(preposition) == "as"
                && doc
                    .head(preposition)
                    .is_some_and(|verb| doc.child(verb, Dep::Neg).is_some()))
    {
        return true;
    }
    // "expected the bank to announce that …" tells what may be said.
    let wished = doc.token(token).dep == Dep::Ccomp && clause::is_infinitive(doc, token);
    if (wished || matches!(doc.token(token).dep, Dep::Xcomp | Dep::Pcomp))
        && let Some(head) = doc.head(token)
    {
        let above = doc.lemma(head);
        return matches!(
            above,
            "unable"
                | "unwilling"
                | "reluctant"
                | "refuse"
                | "decline"
                | "fail"
                | "avoid"
                | "deny"
                | "expect"
                | "want"
                | "struggle"
                | "try"
                | "attempt"
        ) || cues.verb(above, |_| false) == Some(CueKind::Deny);
    }
    false
}
