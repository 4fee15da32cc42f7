//! Nouns that name acts: "NATO's rejection of the offer", "held talks with", "on a visit to".

use detente_syntax::{Dep, Document, Pos, Tag};

use super::{
    Clause, MAX_DEPTH, add_preposition, add_prepositions_of, is_passive, is_verb, subject,
};
use crate::tree;

/// The clause of the noun `n`. `is_light` says which verbs lend a noun their subject.
pub fn of_noun(doc: &Document, n: usize, is_light: impl Fn(usize) -> bool) -> Clause {
    let mut clause = Clause {
        predicate: n,
        subjects: own_owners(doc, n),
        ..Clause::default()
    };
    add_prepositions_of(doc, n, &mut clause);
    clause
        .clauses
        .extend(doc.children(n).filter(|&c| match doc.token(c).dep {
            Dep::Acl => super::is_infinitive(doc, c),
            Dep::Ccomp => true,
            _ => false,
        }));
    if let Some(verb) = light_verb(doc, n, is_light) {
        clause.light = Some(verb);
        if clause.subjects.is_empty() || doc.token(n).dep != Dep::Nsubjpass {
            let agents = agents(doc, verb);
            // "held his first talks": the possessive only repeats the subject.
            if !agents.is_empty() {
                clause.subjects.splice(0..0, agents);
            }
        }
        for child in doc.children(verb) {
            match doc.token(child).dep {
                Dep::Prep => add_preposition(doc, child, &mut clause),
                Dep::Dative if doc.token(child).pos == Pos::ADP => {
                    add_preposition(doc, child, &mut clause);
                }
                Dep::Dative => tree::coordinated(doc, child, &mut clause.recipients),
                Dep::Xcomp => clause.clauses.push(child),
                Dep::Advcl if super::is_infinitive(doc, child) => clause.clauses.push(child),
                _ => {}
            }
        }
        clause.prepositions.retain(|&(_, object)| object != n);
    }
    clause
}

/// The light verb that carries the noun `n` as object, passive subject, or in a phrase such as
/// "on a visit".
pub fn light_verb(doc: &Document, n: usize, is_light: impl Fn(usize) -> bool) -> Option<usize> {
    // A coordinated noun is carried by the verb of the first: "held talks and a dinner".
    let mut noun = n;
    while doc.token(noun).dep == Dep::Conj {
        noun = doc.head(noun)?;
    }
    let head = doc.head(noun)?;
    match doc.token(noun).dep {
        Dep::Dobj | Dep::Nsubjpass | Dep::Attr if is_verb(doc, head) && is_light(head) => {
            Some(head)
        }
        Dep::Pobj => {
            let verb = doc.head(head)?;
            (is_verb(doc, verb) && is_light(verb)).then_some(verb)
        }
        _ => None,
    }
}

/// Who does what the verb says: its subject in the active voice, its agent in the passive.
fn agents(doc: &Document, verb: usize) -> Vec<usize> {
    if !is_passive(doc, verb) {
        return subject::grammatical_subject(doc, verb);
    }
    let mut agents = Vec::new();
    if let Some(object) = doc
        .child(verb, Dep::Agent)
        .and_then(|by| doc.child(by, Dep::Pobj))
    {
        tree::coordinated(doc, object, &mut agents);
    }
    agents
}

/// Owners that stand in the noun's own phrase, the surest first: possessive, `by`, then
/// demonyms and compounds.
fn own_owners(doc: &Document, n: usize) -> Vec<usize> {
    let mut owners = Vec::new();
    for child in doc.children(n).filter(|&c| doc.token(c).dep == Dep::Poss) {
        tree::coordinated(doc, child, &mut owners);
    }
    for by in doc.children(n).filter(|&c| {
        matches!(doc.token(c).dep, Dep::Prep | Dep::Agent) && doc.word(c).eq_ignore_ascii_case("by")
    }) {
        if let Some(object) = doc.child(by, Dep::Pobj) {
            tree::coordinated(doc, object, &mut owners);
        }
    }
    for child in doc.children(n) {
        let token = doc.token(child);
        let named = token.pos == Pos::PROPN || token.tag == Tag::JJ || token.pos == Pos::NOUN;
        if matches!(token.dep, Dep::Amod | Dep::Compound | Dep::Nmod) && named {
            tree::coordinated(doc, child, &mut owners);
        }
    }
    owners
}

/// Who owns the noun `n`: by its own phrase, else the subject of the verb whose object it is.
pub(super) fn owners(doc: &Document, n: usize, depth: usize) -> Vec<usize> {
    let own = own_owners(doc, n);
    if !own.is_empty() || depth > MAX_DEPTH {
        return own;
    }
    let Some(head) = doc.head(n) else { return own };
    match doc.token(n).dep {
        Dep::Dobj | Dep::Attr if is_verb(doc, head) => {
            if is_passive(doc, head) {
                agents(doc, head)
            } else {
                subject::subject(doc, head, depth + 1)
            }
        }
        Dep::Nsubjpass => agents(doc, head),
        Dep::Conj => owners(doc, head, depth + 1),
        Dep::Pobj => {
            let Some(governor) = doc.head(head) else {
                return own;
            };
            if is_verb(doc, governor) {
                subject::subject(doc, governor, depth + 1)
            } else {
                own
            }
        }
        _ => own,
    }
}
