//! Quantities of people: "hundreds of police", "one of the ministers", "tens of thousands marched".

use detente_lexicon::{Actor, Role, RoleSort, Tells};
use detente_syntax::{Dep, Pos};

use super::finder::Finder;
use super::{Mention, MentionKind, Nature};
use crate::tree;

impl Finder<'_> {
    /// Whether the number at `token` stands for people who do something: "tens of *thousands* marched".
    fn is_crowd(&self, token: usize) -> bool {
        let doc = self.doc;
        let crowd = matches!(
            doc.word(token).to_lowercase().as_str(),
            "hundreds" | "thousands" | "dozens" | "scores"
        );
        crowd
            && doc.token(token).dep == Dep::Nsubj
            && doc
                .head(token)
                .is_some_and(|verb| self.lexicon.words.is(doc.lemma(verb), Tells::Crowd))
            && !doc
                .children(token)
                .any(|c| c > token && doc.word(c) == "of")
    }

    /// "Hundreds *of police*", "one of the ministers": a quantity means what it counts.
    pub(super) fn counted(&mut self, token: usize) -> bool {
        let doc = self.doc;
        let quantity = doc.token(token).pos == Pos::NUM
            || matches!(
                doc.lemma(token).to_lowercase().as_str(),
                "hundred"
                    | "thousand"
                    | "dozen"
                    | "score"
                    | "million"
                    | "number"
                    | "majority"
                    | "handful"
                    | "couple"
                    | "lot"
                    | "some"
                    | "many"
                    | "several"
                    | "most"
                    | "all"
                    | "any"
                    | "group"
                    | "team"
                    | "crowd"
                    | "member"
            );
        // "The number of voters" is none of them.
        let amount = doc.lemma(token) == "number" && self.is_definite(token);
        if !quantity || amount {
            return false;
        }
        if self.is_crowd(token) {
            let home = self.clause_place(token).or_else(|| self.home_at(token));
            if let Some(home) = home {
                self.add(Mention {
                    tokens: tree::phrase(doc, token),
                    head: token,
                    kind: MentionKind::Description,
                    nature: Nature::Role(Role::CVL, RoleSort::People),
                    actors: vec![Actor::new(home.head, Some(Role::CVL))],
                    name: tree::words(doc, tree::phrase(doc, token)),
                    office: None,
                    is_person: false,
                    is_place: false,
                    is_plural: true,
                });
                return true;
            }
        }
        let Some(object) = doc
            .children(token)
            .find(|&c| c > token && doc.word(c) == "of")
            .and_then(|of| doc.child(of, Dep::Pobj))
        else {
            return false;
        };
        // "Four of *the country's* ministers": their owner goes first, as it does in the text.
        if let Some(owner) = doc.child(object, Dep::Poss)
            && self.hit_covering(owner).is_none()
            && doc.token(owner).pos == Pos::NOUN
        {
            self.noun(owner);
        }
        // "Five of *its* fighters".
        if let Some(owner) = doc.child(object, Dep::Poss)
            && doc.token(owner).pos == Pos::PRON
            && self.by_head[owner] == 0
        {
            self.pronoun(owner);
        }
        match self.hit_covering(object).cloned() {
            Some(hit) if hit.head == object => self.name(&hit),
            None if doc.token(object).pos != Pos::PRON => self.noun(object),
            _ => {}
        }
        let counted = self
            .mention_at(object)
            .map(|counted| counted.actors.clone());
        let Some(actors) = counted.filter(|actors| !actors.is_empty()) else {
            return false;
        };
        let nature = self
            .mention_at(object)
            .map_or(Nature::Other, |counted| counted.nature);
        self.add(Mention {
            tokens: tree::phrase(doc, token),
            head: token,
            kind: MentionKind::Description,
            nature,
            actors,
            name: tree::words(doc, tree::phrase(doc, token)),
            office: None,
            is_person: false,
            is_place: false,
            is_plural: true,
        });
        true
    }
}
