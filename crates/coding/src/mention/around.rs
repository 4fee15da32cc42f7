//! Who stands around a pronoun, so that it is theirs sooner: the noun that its relative clause modifies, the subject and the
//! owner beside it, whoever is told of or speaks through another.

use detente_lexicon::{Tells, Words};
use detente_syntax::{Dep, Document, Pos};

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
    doc.children(verb)
        .find(|&c| matches!(doc.token(c).dep, Dep::Nsubj | Dep::Nsubjpass) && c < token)
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
