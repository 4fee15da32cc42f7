//! Words around an act that put it off or deny a will for it: "is going to", "are to be", "has no plans to", "warned that it
//! would".

use detente_syntax::{Dep, Pos, Tag};

use super::engine::Engine;
use super::matching::Strictness;
use crate::clause;

impl Engine<'_> {
    /// "The talks are to *be held*", "are due to *open*": what the copula at `be` says is to be done with its subject.
    pub(super) fn arranged_of(&self, be: usize) -> Option<usize> {
        let doc = self.analysis.doc;
        let infinitive = |of: usize| {
            doc.children(of)
                .find(|&c| doc.token(c).dep == Dep::Xcomp && clause::is_infinitive(doc, c))
        };
        if doc.lemma(be) != "be" {
            return None;
        }
        let due = doc
            .children(be)
            .filter(|&c| matches!(doc.token(c).dep, Dep::Acomp | Dep::Oprd))
            .find(|&c| self.acts.embedding().planned.contains(self.words[c]));
        match due {
            Some(due) => infinitive(due),
            None if doc.child(be, Dep::Acomp).is_some() || doc.child(be, Dep::Attr).is_some() => {
                None
            }
            None => infinitive(be),
        }
    }

    /// "is *going to* lift the ban": it will.
    pub(super) fn is_going_to(&self, at: usize, head: usize) -> bool {
        let doc = self.analysis.doc;
        doc.token(at).dep == Dep::Xcomp
            && doc.lemma(head) == "go"
            && doc.token(head).tag == Tag::VBG
            && clause::is_infinitive(doc, at)
    }

    /// "has *no intention of* yielding", "has *no plans to* recognise Kosovo": what somebody has no will for, they will not do.
    pub(super) fn is_denied_resolve(&self, at: usize, head: usize) -> bool {
        let doc = self.analysis.doc;
        // "no intention | of | yielding"
        let noun = if doc.token(head).pos == Pos::ADP && doc.token(at).dep == Dep::Pcomp {
            doc.head(head)
        } else {
            Some(head).filter(|_| doc.token(at).dep == Dep::Acl && clause::is_infinitive(doc, at))
        };
        noun.is_some_and(|noun| {
            self.acts.embedding().resolve.contains(self.words[noun])
                && doc.token(noun).pos == Pos::NOUN
                && doc
                    .children(noun)
                    .any(|c| doc.token(c).dep == Dep::Det && doc.word(c).eq_ignore_ascii_case("no"))
        })
    }

    /// "Washington *warned* that Iran would *face sanctions*": what is foretold by a rule of its own, with the warner's voice, is no
    /// content.
    pub(super) fn is_foretold(&self, at: usize, head: usize) -> bool {
        self.acts.embedding().warning.contains(self.words[head])
            && self.is_content_of_operator(at, head)
            && self
                .best_fit(at, Strictness::Words)
                .is_some_and(|(fit, _)| self.acts.rule(fit.pattern.rule).voiced)
    }
}
