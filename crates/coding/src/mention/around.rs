//! Who stands around a pronoun, so that it is theirs sooner: the noun that its relative clause modifies, the subject and the
//! owner beside it, whoever is told of or speaks through another.

use detente_lexicon::cues::CueKind;
use detente_lexicon::{Lexicon, Tells, Words};
use detente_syntax::{Dep, Document, Pos, Tag};

use crate::{clause, tree};

/// The noun that the relative clause of `token` modifies with its subject: "the union, which said *its* strike".
pub(super) fn relative_head(doc: &Document, token: usize) -> Option<usize> {
    let verb = doc
        .ancestors(token)
        .take(6)
        .find(|&a| doc.token(a).dep == Dep::Relcl)?;
    let subject = doc
        .children(verb)
        .find(|&c| matches!(doc.token(c).dep, Dep::Nsubj | Dep::Nsubjpass))?;
    let relative = matches!(
        doc.word(subject).to_lowercase().as_str(),
        "who" | "which" | "that"
    );
    doc.head(verb).filter(|_| relative && token > subject)
}

/// The subject of the clause in whose object a possessive stands: "the senator won *his* party's support".
pub(super) fn subject_around(doc: &Document, token: usize) -> Option<usize> {
    if doc.token(token).dep != Dep::Poss {
        return None;
    }
    let verb = doc
        .ancestors(token)
        .take(6)
        .find(|&a| matches!(doc.token(a).pos, Pos::VERB | Pos::AUX))?;
    let own = doc
        .children(verb)
        .find(|&c| matches!(doc.token(c).dep, Dep::Nsubj | Dep::Nsubjpass) && c < token);
    // "Told *the suspect* to show his hands".
    own.or_else(|| {
        let above = doc
            .head(verb)
            .filter(|_| doc.token(verb).dep == Dep::Xcomp)?;
        doc.child(above, Dep::Dobj)
            .filter(|&object| above < object && object < verb)
    })
}

/// Those of whom the clause of the pronoun is told, or who tell it by another.
pub(super) fn told_around(doc: &Document, words: &Words, token: usize) -> Vec<usize> {
    let mut told = controller_around(doc, token);
    told.extend(served_around(doc, words, token));
    told
}

/// Of whom the act is told in whose object a possessive stands, where the act's verb has no subject beside it: "accused
/// *China* of sending its ships", "and *Chad* closed its border" behind another clause.
fn controller_around(doc: &Document, token: usize) -> Vec<usize> {
    if doc.token(token).dep != Dep::Poss {
        return Vec::new();
    }
    let Some(verb) = doc
        .ancestors(token)
        .take(6)
        .find(|&a| matches!(doc.token(a).pos, Pos::VERB | Pos::AUX))
    else {
        return Vec::new();
    };
    if let Some(torn) = tree::torn_subject(doc, verb) {
        return vec![torn];
    }
    let accused = doc.token(verb).dep == Dep::Pcomp
        && doc
            .head(verb)
            .is_some_and(|prep| matches!(doc.word(prep), "of" | "for" | "from"));
    if !accused {
        return Vec::new();
    }
    let mut subject = clause::grammatical_subject(doc, verb);
    subject.retain(|&head| head < token);
    subject
}

/// Whose office or spokesman tells what the pronoun's clause says: "*Hale's* office said he had phoned".
fn served_around(doc: &Document, words: &Words, token: usize) -> Option<usize> {
    if doc.token(token).dep != Dep::Nsubj {
        return None;
    }
    let verb = doc.head(token)?;
    let said = doc
        .head(verb)
        .filter(|_| doc.token(verb).dep == Dep::Ccomp)?;
    let voice = doc
        .child(said, Dep::Nsubj)
        .filter(|&voice| words.is(doc.lemma(voice), Tells::Proxy))?;
    doc.child(voice, Dep::Poss)
}

/// Whether `owner` owns several who are the subject of a clause before `token`: "*Hale's* allies hope that he returns".
pub(super) fn owns_subject(doc: &Document, owner: usize, token: usize) -> bool {
    owner < token
        && doc.token(owner).dep == Dep::Poss
        && doc.head(owner).is_some_and(|own| {
            own < token
                && matches!(doc.token(own).tag, Tag::NNS | Tag::NNPS)
                && matches!(doc.token(own).dep, Dep::Nsubj | Dep::Nsubjpass)
        })
}

/// The one beside whom the possessive at `token` names somebody or something: "*Chad* and its allies".
pub(super) fn partner_around(doc: &Document, token: usize) -> Option<usize> {
    let own = doc
        .head(token)
        .filter(|_| doc.token(token).dep == Dep::Poss)?;
    doc.head(own).filter(|&first| {
        doc.token(own).dep == Dep::Conj
            && first < token
            && matches!(doc.token(first).pos, Pos::NOUN | Pos::PROPN)
            && (first..token).all(|at| doc.word(at) != ";")
    })
}

/// The owner of the phrase in which the possessive at `token` stands: "Peru's progress in *its* reforms".
pub(super) fn possessor_around(doc: &Document, token: usize) -> Option<usize> {
    if doc.token(token).dep != Dep::Poss {
        return None;
    }
    let own = doc.head(token)?;
    doc.ancestors(own)
        .take(6)
        .take_while(|&a| matches!(doc.token(a).pos, Pos::NOUN | Pos::PROPN | Pos::ADP))
        .find_map(|a| doc.child(a, Dep::Poss).filter(|&poss| poss < token))
}

/// Whose the words or the wish are that the clause tells whose subject the pronoun is or owns: "*Hale's* announcement that
/// his party would".
pub(super) fn announcer_around(doc: &Document, token: usize) -> Option<usize> {
    let is_subject = |at: usize| matches!(doc.token(at).dep, Dep::Nsubj | Dep::Nsubjpass);
    let subject = if doc.token(token).dep == Dep::Poss {
        doc.head(token)?
    } else {
        token
    };
    let told = doc.head(subject).filter(|&verb| {
        is_subject(subject) && matches!(doc.token(verb).dep, Dep::Acl | Dep::Ccomp)
    })?;
    let noun = doc
        .head(told)
        .filter(|&noun| doc.token(noun).pos == Pos::NOUN && noun < told)?;
    doc.child(noun, Dep::Poss).filter(|&owner| owner < token)
}

/// Whether `token` is the one who is asked something: "a reporter asked *Hale* whether".
pub(super) fn is_asked(doc: &Document, token: usize) -> bool {
    matches!(doc.token(token).dep, Dep::Dobj | Dep::Dative)
        && doc.head(token).is_some_and(|verb| {
            doc.lemma(verb) == "ask"
                && doc.children(verb).any(|c| {
                    c > token
                        && (doc.word(c) == "about"
                            || matches!(doc.token(c).dep, Dep::Ccomp | Dep::Advcl)
                                && doc
                                    .child(c, Dep::Mark)
                                    .is_some_and(|mark| matches!(doc.word(mark), "whether" | "if")))
                })
        })
}

/// Who says what the clause of the pronoun tells, where it is the subject of that clause or owns it: "*Peru* said it would
/// help", "*Peru* said its troops would".
pub(super) fn reporter_around(doc: &Document, token: usize) -> Option<usize> {
    let is_subject = |at: usize| matches!(doc.token(at).dep, Dep::Nsubj | Dep::Nsubjpass);
    let subject = if doc.token(token).dep == Dep::Poss {
        doc.head(token)?
    } else {
        token
    };
    let verb = doc.head(subject).filter(|_| is_subject(subject))?;
    let says = doc
        .head(verb)
        .filter(|_| doc.token(verb).dep == Dep::Ccomp)?;
    // "Was told he had to leave": who hears it.
    let own = doc.children(says).find(|&c| is_subject(c) && c < token);
    // "They welcomed the plan but *added* they would wait".
    let told = own.or_else(|| {
        let joined = doc.token(says).dep == Dep::Conj && subject == token;
        let inherited = clause::grammatical_subject(doc, says);
        let first = inherited.first().copied();
        first.filter(|&first| joined && first < token)
    })?;
    let relative = matches!(doc.word(told), "who" | "which" | "that");
    if relative && doc.token(says).dep == Dep::Relcl {
        return doc.head(says);
    }
    Some(told)
}

/// Whether the pronoun at `token` is the one who speaks: "*he* added", "*his* remarks".
pub(super) fn is_reporter(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    doc.head(token)
        .is_some_and(|head| match doc.token(token).dep {
            Dep::Nsubj => says(doc, lexicon, head),
            Dep::Poss => lexicon.cues.is_noun(doc.lemma(head)),
            _ => false,
        })
}

/// Whether what is headed by `token` is only told to have said what stands before it: "the roads were closed, *police*
/// said".
pub(super) fn is_attribution(doc: &Document, lexicon: &Lexicon, token: usize) -> bool {
    doc.token(token).dep == Dep::Nsubj
        && doc.head(token).is_some_and(|verb| {
            says(doc, lexicon, verb)
                && doc
                    .children(verb)
                    .any(|c| doc.token(c).dep == Dep::Ccomp && c < token)
        })
}

/// Whether what is headed by `token` is only where something is: "prices in *Peru* and *Chad* rose".
pub(super) fn is_where(doc: &Document, token: usize) -> bool {
    doc.token(token).dep == Dep::Pobj
        && doc.head(token).is_some_and(|prep| {
            matches!(
                &*doc.word(prep).to_lowercase(),
                "in" | "at" | "near" | "across" | "throughout" | "around" | "inside"
            )
        })
}

/// Whether `token` only says what the clause tells in which the pronoun at `pronoun` stands, neither as its subject nor
/// as the subject's owner: "*police* said Hale had quarrelled with them".
pub(super) fn only_reports(
    doc: &Document,
    lexicon: &Lexicon,
    token: usize,
    pronoun: usize,
) -> bool {
    let Some(verb) = doc
        .head(token)
        .filter(|&verb| doc.token(token).dep == Dep::Nsubj && says(doc, lexicon, verb))
    else {
        return false;
    };
    let told = |at: usize| doc.token(at).dep == Dep::Ccomp && doc.head(at) == Some(verb);
    doc.ancestors(pronoun).take(8).any(told) && reporter_around(doc, pronoun) != Some(token)
}

/// Whether `verb` is one of speaking.
pub(super) fn says(doc: &Document, lexicon: &Lexicon, verb: usize) -> bool {
    lexicon.cues.verb(doc.lemma(verb), |_| false) == Some(CueKind::Say)
}

/// Whether the pronoun at `token` points at the subject of its own clause: "itself".
pub(super) fn is_reflexive(doc: &Document, token: usize) -> bool {
    doc.word(token).to_lowercase().contains("sel")
}

/// Whose the object of the possessive at `token` can not be: of those whom it is said to be beside the name ("Syria and
/// Iran, *its* backers"), and of who harms it ("Chad captured two of *its* soldiers").
pub(super) fn not_owners(doc: &Document, lexicon: &Lexicon, token: usize) -> Vec<usize> {
    let mut none = Vec::new();
    let Some(own) = doc
        .head(token)
        .filter(|_| doc.token(token).dep == Dep::Poss)
    else {
        return none;
    };
    if doc.token(own).dep == Dep::Appos
        && let Some(named) = doc.head(own)
    {
        none.push(named);
        none.extend(
            doc.head(named)
                .filter(|_| doc.token(named).dep == Dep::Conj),
        );
        tree::coordinated(doc, named, &mut none);
    }
    // "Two *of its soldiers*".
    let mut object = own;
    while doc.token(object).dep == Dep::Pobj {
        match doc.head(object).and_then(|of| Some((of, doc.head(of)?))) {
            Some((of, counted)) if doc.word(of) == "of" => object = counted,
            _ => break,
        }
    }
    // "Intruded *into its waters*".
    let governor = match doc.token(object).dep {
        Dep::Dobj => doc.head(object),
        Dep::Pobj => doc
            .head(object)
            .filter(|&prep| matches!(doc.word(prep), "in" | "into" | "on" | "upon" | "with"))
            .and_then(|prep| doc.head(prep)),
        _ => None,
    };
    if let Some(verb) = governor.filter(|&v| lexicon.words.is(doc.lemma(v), Tells::Harming)) {
        none.extend(clause::grammatical_subject(doc, verb));
    }
    none
}

/// The verb whose subject wants or sees something done by whom the pronoun stands for, who is another: "Chad *wanted* it
/// to be closed".
pub(super) fn wanting(doc: &Document, token: usize) -> Option<usize> {
    let subject = matches!(doc.token(token).dep, Dep::Nsubj | Dep::Nsubjpass);
    let verb = doc
        .head(token)
        .filter(|_| subject && !is_reflexive(doc, token))?;
    let finite = doc.children(verb).any(|c| {
        c < verb
            && matches!(doc.token(c).dep, Dep::Aux | Dep::Auxpass)
            && !matches!(doc.word(c), "to" | "be" | "being" | "been")
    }) || matches!(
        doc.token(verb).tag,
        Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD
    );
    let above = doc.head(verb)?;
    let bare = matches!(doc.token(verb).dep, Dep::Ccomp | Dep::Xcomp) && !finite;
    // "Making it the largest": what was told before does so.
    let own = doc.child(above, Dep::Nsubj).is_some() || doc.token(above).dep == Dep::Conj;
    (bare && own && above < token && clause::is_verb(doc, above)).then_some(above)
}

/// The subject behind the participle or the phrase put first in whose clause the pronoun at `token` stands, who is the one
/// meant: "after reviewing *his* mail, *the secretary* said".
pub(super) fn subject_to_come(doc: &Document, token: usize) -> Option<usize> {
    fronted_of(doc, token).or_else(|| subject_of_participle(doc, token))
}

/// The subject behind the phrase put first in which a possessive stands: "in *his* speech *the president* said".
fn fronted_of(doc: &Document, token: usize) -> Option<usize> {
    if doc.token(token).dep != Dep::Poss {
        return None;
    }
    let mut at = doc.head(token)?;
    let prep = loop {
        let above = doc.head(at)?;
        match doc.token(at).dep {
            Dep::Prep if clause::is_verb(doc, above) => break at,
            Dep::Pobj | Dep::Prep => at = above,
            _ => return None,
        }
    };
    let verb = doc.head(prep)?;
    doc.child(verb, Dep::Nsubj)
        .filter(|&subject| prep < subject && is_to_come(doc, subject, verb, token))
}

/// Whether `subject` of `verb` stands behind `token` and before the verb: not "with *her* husband, said Hale".
fn is_to_come(doc: &Document, subject: usize, verb: usize, token: usize) -> bool {
    subject > token && subject < verb && doc.token(subject).pos != Pos::PRON
}

/// The subject behind the participle in whose clause the pronoun at `token` stands.
fn subject_of_participle(doc: &Document, token: usize) -> Option<usize> {
    let participle = doc.ancestors(token).take(6).find(|&a| {
        matches!(doc.token(a).pos, Pos::VERB | Pos::AUX)
            && matches!(doc.token(a).dep, Dep::Advcl | Dep::Pcomp)
    })?;
    let own = doc.child(participle, Dep::Nsubj).is_some()
        || doc.child(participle, Dep::Nsubjpass).is_some();
    if own || !matches!(doc.token(participle).tag, Tag::VBG | Tag::VBN) {
        return None;
    }
    let above = doc.head(participle)?;
    let verb = if doc.token(participle).dep == Dep::Pcomp {
        doc.head(above)?
    } else {
        above
    };
    doc.child(verb, Dep::Nsubj)
        .filter(|&subject| is_to_come(doc, subject, verb, token))
}
