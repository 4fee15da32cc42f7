//! Names of states and towns that are a family's where they stand: "Mr Jordan", "Georgia Hale".

use detente_lexicon::NameKind;
use detente_syntax::{Dep, Pos, Tag};

use super::Finder;
use crate::mention::names::Hit;
use crate::mention::person_names::{is_particle, is_title};

impl Finder<'_> {
    /// Whether a city's name is the family name of somebody whom the article names in full.
    pub(super) fn is_family_name(&self, hit: &Hit<'_>) -> bool {
        let parsed = self.doc.token(hit.head);
        if hit.tokens.len() != 1 || hit.partial || !matches!(parsed.tag, Tag::NNP | Tag::NNPS) {
            return false;
        }
        // "Mr Jordan", "Ms. Georgia Hale": a name of somebody, wherever it stands.
        let honoured = hit.tokens.start > 0 && {
            let before = self.doc.word(hit.tokens.start - 1);
            is_title(before)
                && before.starts_with(char::is_uppercase)
                && self.doc.token(hit.head).sentence
                    == self.doc.token(hit.tokens.start - 1).sentence
        };
        // "Omar bin Salem", "Jens van Dover".
        let joined = hit.tokens.start > 1
            && is_particle(self.doc.word(hit.tokens.start - 1))
            && (hit.tokens.start - 2..hit.tokens.start).all(|part| {
                self.doc.token(part).pos == Pos::PROPN
                    && self.doc.head(part) == Some(hit.head)
                    && self.hit_of[part] == 0
            });
        if (honoured || joined) && hit.sense.kind != NameKind::Adjective {
            return true;
        }
        (self.full_names.contains_key(self.words[hit.head])
            || self
                .cast
                .person(self.words[hit.head])
                .is_some_and(|person| person.name.contains(' ')))
            && (matches!(
                parsed.dep,
                Dep::Nsubj | Dep::Nsubjpass | Dep::Poss | Dep::Appos | Dep::Conj | Dep::Dobj
            ) || self.is_towards(hit.head))
    }

    /// Whether somebody turns to whom the phrase of `head` names, rather than goes there: "reached out *to Jordan*".
    fn is_towards(&self, head: usize) -> bool {
        let doc = self.doc;
        doc.token(head).dep == Dep::Pobj
            && doc.head(head).is_some_and(|prep| {
                matches!(doc.word(prep), "with" | "by" | "about")
                    || doc.word(prep) == "to" && prep > 0 && doc.word(prep - 1) == "out"
            })
    }
}
