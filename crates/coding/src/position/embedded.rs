//! Stances that are not taken: supposed, denied, or told as what another asks for.

use detente_lexicon::stances::StancePart;
use detente_syntax::{Dep, Document, Tag};

use super::take::Taken;
use super::words::{will, word_at};
use crate::analysis::Analysis;
use crate::clause;
use crate::record::Stance;
use crate::tree;

/// How far up the tree a governing stance word is looked for.
const REACH: usize = 12;

/// Whether the clause is denied by its own words, by a "nor" before it or by the "no" of a noun it hangs on: "has *no*
/// plans to bring it back".
pub(super) fn is_denied(doc: &Document, carrier: usize) -> bool {
    let of_none = doc.token(carrier).dep == Dep::Acl
        && clause::is_infinitive(doc, carrier)
        && doc.head(carrier).is_some_and(|noun| {
            doc.children(noun)
                .any(|c| doc.token(c).dep == Dep::Det && doc.word(c).eq_ignore_ascii_case("no"))
        });
    of_none
        || tree::is_negated(doc, carrier)
        || doc.children(carrier).any(|c| {
            matches!(
                &*doc.word(c).to_ascii_lowercase(),
                "nor" | "neither" | "hardly" | "barely"
            )
        })
        // "Would *no longer* recognise it".
        || doc.children(carrier).any(|c| {
            c > 0 && doc.word(c) == "longer" && doc.word(c - 1).eq_ignore_ascii_case("no")
        })
}

/// Whether the clause is only supposed: "if Kiev accepts", "once Tokyo opened", "as long as they backed it", "should
/// Seoul agree", "less than he had proposed".
pub(super) fn is_hypothetical(doc: &Document, carrier: usize) -> bool {
    let marked = |token: usize| {
        is_inverted(doc, token)
            || doc.children(token).any(|c| {
                // "An accord whereby Tokyo will agree".
                doc.word(c).eq_ignore_ascii_case("whereby")
                    || doc.token(c).dep == Dep::Mark
                        && match &*doc.word(c).to_ascii_lowercase() {
                            "if" | "unless" | "whether" | "until" | "once" | "provided"
                            | "than" | "lest" => true,
                            "as" => doc.head(token).is_some_and(|above| {
                                matches!(doc.lemma(above), "soon" | "long" | "far")
                            }),
                            _ => false,
                        }
            })
    };
    let whereby = |token: usize| {
        doc.children(token)
            .any(|c| doc.word(c).eq_ignore_ascii_case("whereby"))
    };
    marked(carrier)
        || doc.ancestors(carrier).take(4).any(|token| {
            matches!(doc.token(token).dep, Dep::Advcl | Dep::Ccomp) && marked(token)
                || is_whether(doc, token)
                || whereby(token)
        })
}

/// Whether "whether" opens the clause: "a question as to *whether* he planned to".
fn is_whether(doc: &Document, verb: usize) -> bool {
    doc.children(verb)
        .any(|c| doc.token(c).dep == Dep::Mark && doc.word(c).eq_ignore_ascii_case("whether"))
}

/// Whether the verb stands in a condition without a conjunction: "*should* Seoul revalue", "*had* they agreed".
pub(super) fn is_inverted(doc: &Document, verb: usize) -> bool {
    let subject = doc
        .child(verb, Dep::Nsubj)
        .or_else(|| doc.child(verb, Dep::Nsubjpass));
    let helper = doc
        .children(verb)
        .find(|&c| doc.token(c).dep == Dep::Aux && matches!(doc.lemma(c), "should" | "have"));
    match (helper, subject) {
        (Some(helper), Some(subject)) => {
            helper < subject && doc.word(doc.token(helper).head as usize) != "?"
        }
        _ => false,
    }
}

/// Whether the stance is told as likely, rare or alleged: "will probably accept", "has seldom backed".
pub(super) fn is_forecast(analysis: &Analysis<'_>, token: usize, carrier: usize) -> bool {
    let doc = analysis.doc;
    let qualified = |token: usize, by: Dep| {
        doc.children(token)
            .any(|c| doc.token(c).dep == by && analysis.lexicon.stances.is_forecast(doc.word(c)))
    };
    // "had advocated it *in the past*": what one stood for once.
    let over = doc.children(carrier).any(|c| {
        doc.token(c).dep == Dep::Prep
            && doc.word(c).eq_ignore_ascii_case("in")
            && doc
                .child(c, Dep::Pobj)
                .is_some_and(|noun| doc.word(noun) == "past")
    }) && doc
        .children(carrier)
        .any(|c| doc.token(c).dep == Dep::Aux && doc.word(c) == "had");
    // "It is *inconceivable* that they would vote for it".
    let said_of = || {
        matches!(doc.token(carrier).dep, Dep::Ccomp | Dep::Csubj)
            && doc.head(carrier).is_some_and(|above| {
                let is_forecast = |at: usize| analysis.lexicon.stances.is_forecast(doc.lemma(at));
                is_forecast(above) || doc.child(above, Dep::Acomp).is_some_and(is_forecast)
            })
    };
    // "Its alleged refusal".
    over || qualified(carrier, Dep::Advmod) || qualified(token, Dep::Amod) || said_of()
}

/// Whether the stance is what somebody thinks that another would take: "he *thought* voters would reject it".
pub(super) fn is_foreseen(doc: &Document, carrier: usize) -> bool {
    doc.token(carrier).dep == Dep::Ccomp
        && will(doc, carrier)
        && doc
            .head(carrier)
            .is_some_and(|above| matches!(doc.lemma(above), "think" | "believe" | "suppose"))
}

/// Whether what is denied is only so up to now: "have not *yet* agreed on a package".
pub(super) fn is_denied_so_far(doc: &Document, carrier: usize) -> bool {
    doc.children(carrier)
        .any(|c| matches!(&*doc.word(c).to_ascii_lowercase(), "yet" | "still"))
}

/// Whether a refusal is denied in part alone: "cannot rely *only* on intervention".
pub(super) fn is_denied_in_part(doc: &Document, carrier: usize) -> bool {
    let limits = |token: usize| {
        doc.children(token).any(|c| {
            matches!(
                &*doc.word(c).to_ascii_lowercase(),
                "only" | "just" | "merely" | "solely" | "simply" | "alone"
            )
        })
    };
    limits(carrier)
        || doc
            .children(carrier)
            .any(|c| doc.token(c).dep == Dep::Prep && limits(c))
}

/// Verbs under which a stance is another's wish, or open, or did not come about.
const LEAVES_OPEN: [&str; 24] = [
    "deny",
    "consider",
    "expect",
    "hope",
    "want",
    "advise",
    "tell",
    "order",
    "instruct",
    "require",
    "encourage",
    "direct",
    "allow",
    "authorize",
    "authorise",
    "let",
    "force",
    "compel",
    "try",
    "attempt",
    "fail",
    "tempt",
    "persuade",
    "convince",
];

/// Whether what a preposition governs was not done: "*instead of* proposing", "*without* accepting",
/// "dissuaded *from* joining", "accused *of* opposing".
fn is_undone(doc: &Document, preposition: usize) -> bool {
    let head = doc.head(preposition);
    match &*doc.word(preposition).to_ascii_lowercase() {
        "from" | "without" | "than" => true,
        // "A decision *on* imposing tariffs" is still to be taken.
        "on" | "about" | "over" | "against" => head.is_some_and(|head| {
            matches!(
                doc.lemma(head),
                "differ"
                    | "disagree"
                    | "split"
                    | "decision"
                    | "decide"
                    | "debate"
                    | "question"
                    | "talk"
                    | "vote"
                    | "discussion"
                    | "dispute"
            )
        }),
        "of" => head.is_some_and(|head| {
            doc.word(head).eq_ignore_ascii_case("instead")
                || matches!(
                    doc.lemma(head),
                    "accuse" | "suspect" | "capable" | "chance" | "possibility"
                )
        }),
        _ => false,
    }
}

/// Whether the word stands in what another asks for, offers or denies ("demanded that Kosovo scrap …"):
/// not a stance of the one it names. Nouns with their own owner keep theirs ("rejected calls by …").
pub(super) fn embedded(
    analysis: &Analysis<'_>,
    token: usize,
    carrier: usize,
    part: StancePart,
) -> bool {
    let doc = analysis.doc;
    // "Pressed Oslo to *make an offer*": a noun's owner keeps it, a light verb's subject is told what to do.
    let lent = part == StancePart::Noun
        && carrier != token
        && clause::is_infinitive(doc, carrier)
        && doc.token(carrier).dep == Dep::Xcomp
        && doc.lemma(carrier) != "withdraw"
        && doc.child(token, Dep::Poss).is_none();
    if part == StancePart::Noun && !lent || part == StancePart::Judgement {
        return false;
    }
    let mut below = carrier;
    for above in doc.ancestors(carrier).take(REACH) {
        let dep = doc.token(below).dep;
        // "put pressure on her to agree".
        if dep == Dep::Advcl
            && clause::is_infinitive(doc, below)
            && doc
                .child(above, Dep::Dobj)
                .is_some_and(|noun| matches!(doc.lemma(noun), "pressure" | "temptation"))
        {
            return true;
        }
        if matches!(dep, Dep::Relcl | Dep::Advcl | Dep::Conj | Dep::Parataxis) {
            below = above;
            if dep != Dep::Conj {
                return false;
            }
            continue;
        }
        if above != token
            && let Some(word) = word_at(analysis, above)
            && let Some(row) = word.row
            && word.part != StancePart::Judgement
            && (dep == Dep::Ccomp
                || matches!(
                    row.stance.as_str(),
                    "demands" | "opposes" | "rejects" | "offers"
                ))
        {
            // What the same one will not or would do is told by the word above.
            return true;
        }
        // "used to support it": no longer.
        let given_up =
            dep == Dep::Xcomp && doc.lemma(above) == "use" && doc.child(above, Dep::Dobj).is_none();
        // "They do not bother to ask", "insisted that Oslo *cut* it": nobody's deed, and another's wish.
        let not_done = dep == Dep::Xcomp && tree::is_negated(doc, above) && above != token;
        // "It may be enough *for them to agree* on it".
        let supposed = clause::is_infinitive(doc, below)
            && doc
                .children(below)
                .any(|c| doc.token(c).dep == Dep::Mark && doc.word(c).eq_ignore_ascii_case("for"));
        if given_up
            || not_done
            || dep == Dep::Ccomp && is_left_untold(analysis, above)
            || supposed
            || dep == Dep::Ccomp && is_subjunctive(doc, below)
            || matches!(dep, Dep::Acl | Dep::Ccomp)
                && analysis.lexicon.stances.is_charge(doc.lemma(above))
            || dep == Dep::Pcomp
                && (is_undone(doc, above)
                    || doc.head(above).is_some_and(|noun| {
                        doc.word(above) == "for"
                            && analysis.lexicon.stances.is_charge(doc.lemma(noun))
                    }))
            || dep == Dep::Acl && analysis.lexicon.stances.is_latitude(doc.lemma(above))
            || clause::is_verb(doc, above)
                && LEAVES_OPEN.contains(&doc.lemma(above))
                // "told them that they would not lift it" tells a will, "wants to bring it back" a wish of one's own.
                && !(doc.lemma(above) == "tell" && dep == Dep::Ccomp)
                && !(doc.lemma(above) == "want"
                    && dep == Dep::Xcomp
                    && doc.child(above, Dep::Dobj).is_none()
                    && doc.child(below, Dep::Nsubj).is_none())
        {
            return true;
        }
        below = above;
    }
    false
}

/// Whether the verb of a clause is bare, as after "insist that": "that Oslo *comply* with the ruling".
fn is_subjunctive(doc: &Document, verb: usize) -> bool {
    doc.token(verb).tag == Tag::VB
        && doc.child(verb, Dep::Nsubj).is_some()
        && doc.child(verb, Dep::Aux).is_none()
}

/// Whether what `token` tells is but charged: "charges that Tokyo refuses it", "complained that …", "accused the North
/// *of sinking* the ship".
pub(super) fn is_charged(analysis: &Analysis<'_>, token: usize) -> bool {
    let doc = analysis.doc;
    let mut below = token;
    let mut of = false;
    for above in doc.ancestors(token).take(REACH) {
        of |= below != token && matches!(doc.word(below), "of" | "for");
        match doc.token(below).dep {
            Dep::Prep if of && analysis.lexicon.stances.is_charge(doc.lemma(above)) => {
                return true;
            }
            Dep::Acl | Dep::Ccomp | Dep::Pcomp
                if analysis.lexicon.stances.is_charge(doc.lemma(above)) =>
            {
                return true;
            }
            Dep::Xcomp | Dep::Conj | Dep::Pcomp | Dep::Prep | Dep::Ccomp => below = above,
            // "accused the North *on Thursday of* sinking it": the parser hangs "of" on the day.
            Dep::Pobj if tree::is_weekday(doc, below) => below = above,
            _ => return false,
        }
    }
    false
}

/// Of two stances of one actor on one issue where one word governs the other, the outer tells, but
/// for a vow to oppose.
pub(super) fn drop_governed(analysis: &Analysis<'_>, stances: &mut Vec<Taken<'_>>) {
    let doc = analysis.doc;
    let judges = |token: usize| {
        word_at(analysis, token).is_some_and(|word| word.part == StancePart::Judgement)
    };
    let keep: Vec<bool> = stances
        .iter()
        .map(|inner| {
            judges(inner.anchor)
                || !stances.iter().any(|outer| {
                    outer.anchor != inner.anchor
                        && outer.issue.id == inner.issue.id
                        && outer.holders == inner.holders
                        && doc.token(outer.anchor).sentence == doc.token(inner.anchor).sentence
                        && if matches!(outer.stance, Stance::Offers | Stance::Neutral)
                            || matches!(inner.stance, Stance::Conditional)
                        {
                            false
                        } else {
                            doc.ancestors(inner.anchor)
                                .take(REACH)
                                .any(|token| token == outer.anchor)
                        }
                })
        })
        .collect();
    let mut index = 0;
    stances.retain(|_| {
        index += 1;
        keep[index - 1]
    });
}

/// Whether the sentence is a question.
pub(super) fn is_asked(doc: &Document, token: usize) -> bool {
    let sentence = doc.token(token).sentence as usize;
    doc.sentences().get(sentence).is_some_and(|tokens| {
        tokens
            .clone()
            .rev()
            .take(3)
            .any(|last| doc.word(last) == "?")
    })
}

/// Whether nothing but words is refused: "declined to comment on the embargo".
pub(super) fn keeps_silent(analysis: &Analysis<'_>, token: usize) -> bool {
    let doc = analysis.doc;
    let below = doc.child(token, Dep::Xcomp).map(|verb| doc.lemma(verb));
    let stances = &analysis.lexicon.stances;
    // "Sought to discuss transit" asks for a talk.
    let of_copula = doc
        .head(token)
        .and_then(|verb| doc.child(verb, Dep::Xcomp))
        .map(|verb| doc.lemma(verb));
    // "I am not prepared to say that".
    let unready = matches!(
        &*doc.word(token).to_ascii_lowercase(),
        "prepared" | "ready" | "willing"
    ) && [below, of_copula]
        .into_iter()
        .flatten()
        .any(|verb| verb == "say" || verb == "comment" || verb == "predict");
    // "His refusal to say", "refused to give details".
    let refused = doc
        .child(token, Dep::Xcomp)
        .or_else(|| doc.child(token, Dep::Acl))
        .filter(|_| matches!(doc.lemma(token), "refuse" | "decline" | "refusal"));
    let tells = refused.is_some_and(|verb| {
        stances.is_silence(doc.lemma(verb))
            || doc.child(verb, Dep::Dobj).is_some_and(|object| {
                matches!(
                    doc.lemma(object),
                    "information" | "detail" | "comment" | "explanation" | "figure"
                )
            })
    });
    unready
        || tells
        || says_nothing(analysis, token)
        || below.is_some_and(|verb| stances.is_indifferent(verb))
}

/// Whether the verb itself is one of saying that somebody will not do: "would *not comment* on the embargo". Who will not
/// talk to somebody refuses talks.
fn says_nothing(analysis: &Analysis<'_>, verb: usize) -> bool {
    let doc = analysis.doc;
    let lemma = doc.lemma(verb);
    let with = |words: &[&str]| {
        doc.children(verb)
            .any(|c| doc.token(c).dep == Dep::Prep && words.contains(&doc.word(c)))
    };
    let is_silent = match lemma {
        "be" => false,
        "talk" | "speak" => with(&["about", "on", "of"]) && !with(&["to", "with"]),
        "discuss" => !with(&["with"]),
        _ => analysis.lexicon.stances.is_silence(lemma),
    };
    is_silent && clause::is_verb(doc, verb) && tree::is_negated(doc, verb)
}

/// Whether what a clause tells is left untold by the verb above it: "would *not say* how much it would ask for",
/// "*declined to say* which sanctions it backs".
fn is_left_untold(analysis: &Analysis<'_>, above: usize) -> bool {
    let doc = analysis.doc;
    let refused = doc.token(above).dep == Dep::Xcomp
        && doc
            .head(above)
            .is_some_and(|verb| matches!(doc.lemma(verb), "refuse" | "decline"));
    analysis.lexicon.stances.is_silence(doc.lemma(above))
        && (says_nothing(analysis, above) || refused)
}
