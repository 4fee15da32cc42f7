//! Who cannot be meant by a pronoun: those of whom its own clause is told.

use detente_syntax::{Dep, Document, Pos};

use super::around;
use super::cast::{Cast, Trace};
use super::pronoun::CANDIDATES;
use crate::clause;

/// Who cannot be meant: inside one clause a pronoun that is no subject does not stand for any of those whom its verb
/// has as subject, be it one that the verb inherits ("France and Spain left, accusing *it* of …").
pub(super) struct Clash<'c> {
    subjects: Vec<&'c Trace>,
}

impl<'c> Clash<'c> {
    /// Who cannot be meant by the pronoun at `token`.
    pub fn of(doc: &Document, token: usize, cast: &'c Cast) -> Self {
        let parsed = doc.token(token);
        let free = around::is_reflexive(doc, token)
            || matches!(parsed.dep, Dep::Poss | Dep::Nsubj | Dep::Nsubjpass);
        let own = || {
            let head = doc.head(token).filter(|_| !free)?;
            let verb = if doc.token(head).pos == Pos::ADP {
                doc.head(head)?
            } else {
                head
            };
            clause::is_verb(doc, verb).then_some(verb)
        };
        let verb = around::wanting(doc, token).or_else(own);
        let heads = verb.map_or_else(Vec::new, |verb| clause::grammatical_subject(doc, verb));
        let subjects = cast
            .recent(parsed.sentence, 0)
            .take(CANDIDATES)
            .filter(|trace| heads.contains(&trace.head))
            .collect();
        Self { subjects }
    }

    /// Whether `trace` is one of them.
    pub fn with(&self, trace: &Trace) -> bool {
        self.subjects.iter().any(|subject| {
            trace.head == subject.head || trace.name == subject.name && !trace.name.is_empty()
        })
    }
}
