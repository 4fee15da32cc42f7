//! Words that are not said though a verb of speech governs them: denied, owed, only supposed, yet to come.

use detente_lexicon::cues::{CueKind, Cues};
use detente_syntax::{Dep, Document, Tag};

use super::cue::{self, Cue};
use crate::clause;

/// Whether a verb that takes a clause tells that its words were said: not denied, owed or only supposed.
pub(super) fn says_so(doc: &Document, lexicon: &Cues, cue: &Cue) -> bool {
    let owed = cue.kind == CueKind::Say && cue::is_owed(doc, cue.token);
    // "*Nobody* could conclude that …", "*no one* bothered mentioning that …"
    let nobody = cue.speaker.is_some_and(|speaker| {
        matches!(
            &*doc.word(speaker).to_ascii_lowercase(),
            "nobody" | "none" | "neither"
        ) || doc.lemma(speaker) == "one"
            && doc
                .child(speaker, Dep::Det)
                .is_some_and(|no| doc.word(no).eq_ignore_ascii_case("no"))
    });
    let unsaid = nobody || owed || cue::is_denied(doc, lexicon, cue.token) || is_supposed(doc, cue);
    // "The mayor, *believing* that it was over, left": the paper tells what somebody had in mind.
    let in_mind = cue.kind == CueKind::Think
        && doc.token(cue.token).tag == Tag::VBG
        && matches!(doc.token(cue.token).dep, Dep::Advcl | Dep::Acl | Dep::Pcomp);
    // "It is *telling* that": of a sign.
    let of_sign = doc.lemma(cue.token) == "tell"
        && doc.token(cue.token).tag == Tag::VBG
        && cue
            .speaker
            .is_some_and(|speaker| doc.word(speaker).eq_ignore_ascii_case("it"))
        && doc.child(cue.token, Dep::Dobj).is_none();
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
    // "It *would show* voters that he is serious": what is only supposed.
    let would_show = cue.kind == CueKind::Show
        && doc.children(cue.token).any(|c| {
            doc.token(c).dep == Dep::Aux
                && matches!(
                    doc.word(c),
                    "would" | "will" | "could" | "may" | "might" | "can"
                )
        });
    // "are *likely to say* that": perhaps.
    let perhaps = doc.token(cue.token).dep == Dep::Xcomp
        && clause::is_infinitive(doc, cue.token)
        && doc.head(cue.token).is_some_and(|above| {
            matches!(doc.lemma(above), "likely" | "unlikely" | "able" | "ready")
        });
    let by_degree = cue.kind == CueKind::Think && is_by_degree(doc, cue.token);
    cue.kind.takes_clause()
        && !unsaid
        && !is_fit_to_say(doc, cue.token)
        && !is_anybodys(doc, cue)
        && !by_degree
        && !in_mind
        && !purpose
        && !to_come
        && !perhaps
        && !of_sign
        && !would_show
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

/// Whether the verb only tells that something can be said, by nobody: "it is *fair to say* that", "it is worth *noting* that".
fn is_fit_to_say(doc: &Document, verb: usize) -> bool {
    let hangs = matches!(
        doc.token(verb).dep,
        Dep::Xcomp | Dep::Pcomp | Dep::Ccomp | Dep::Advcl
    );
    let bare = clause::is_infinitive(doc, verb) || doc.token(verb).tag == Tag::VBG;
    let Some(fit) = doc.head(verb).filter(|_| hangs && bare) else {
        return false;
    };
    let is_fit = |token: usize| {
        matches!(
            doc.lemma(token),
            "fair"
                | "worth"
                | "safe"
                | "reasonable"
                | "accurate"
                | "important"
                | "enough"
                | "correct"
        )
    };
    let fits = is_fit(fit) || doc.child(fit, Dep::Acomp).is_some_and(is_fit);
    let above = doc.head(fit).unwrap_or(fit);
    fits && [fit, above].into_iter().any(|token| {
        doc.children(token).any(|c| {
            matches!(doc.token(c).dep, Dep::Nsubj | Dep::Expl)
                && matches!(&*doc.word(c).to_ascii_lowercase(), "it" | "that" | "this")
        })
    })
}

/// Whether "one" may say or think it, who is anybody: "*one would* have thought that".
fn is_anybodys(doc: &Document, cue: &Cue) -> bool {
    cue.speaker.is_some_and(|speaker| {
        doc.word(speaker).eq_ignore_ascii_case("one") && doc.children(speaker).next().is_none()
    }) && doc.children(cue.token).any(|c| {
        doc.token(c).dep == Dep::Aux
            && matches!(
                doc.word(c),
                "would" | "might" | "could" | "may" | "can" | "should" | "must"
            )
    })
}

/// Whether the clause tells how much, and not what: "worries *so much* about leaks *that* visitors leave their phones".
fn is_by_degree(doc: &Document, verb: usize) -> bool {
    let that = doc
        .children(verb)
        .filter(|&c| doc.token(c).dep == Dep::Ccomp)
        .flat_map(|c| doc.children(c))
        .find(|&c| doc.token(c).dep == Dep::Mark && doc.word(c) == "that");
    that.is_some_and(|that| {
        doc.children(verb)
            .filter(|&c| doc.token(c).dep == Dep::Advmod && c < that)
            .flat_map(|c| doc.subtree(c))
            .any(|token| doc.word(token).eq_ignore_ascii_case("so"))
    })
}
