//! Protests that name nobody: "*anti-government protests* in Bahrain", "demonstrations against the government in Yangon".

use detente_lexicon::acts::PredicateKind;
use detente_lexicon::{Actor, Role};
use detente_syntax::{Dep, Pos};

use super::content::root;
use super::ends::EndActor;
use super::engine::Engine;
use super::frame::Mood;
use crate::clause;

/// The rule under which such protests are known.
const UNREST: &str = "141.unrest";

impl Engine<'_> {
    /// The people of a country protest against its government where the words say that somebody there does.
    pub(super) fn unrest(&mut self, token: usize) {
        let doc = self.analysis.doc;
        if doc.token(token).pos != Pos::NOUN || !self.is_protest(token) {
            return;
        }
        let defied = self.is_defiant(token);
        let against = self.governments_against(token);
        if !defied && against.is_empty() {
            return;
        }
        let frame = self.frame(token, None);
        if frame.suppressed.is_some() || frame.negated || frame.mood != Mood::Real {
            return;
        }
        let Some(ground) = self.scene_of_protest(token) else {
            return;
        };
        if !defied && against.iter().all(|actor| actor.head != ground.head) {
            return;
        }
        let end = |role: Role, tokens: std::ops::Range<usize>| EndActor {
            actor: Actor {
                head: ground.head.clone(),
                role: Some(role),
            },
            name: doc.span_text(tokens.clone()).to_owned(),
            tokens,
            is_media: false,
            place: false,
        };
        let people = end(Role::CVL, token..token + 1);
        let government = end(Role::GOV, token..token + 1);
        self.push_told(token, &frame, (UNREST, "141"), (&people, &government));
    }

    /// Whether some rule takes the noun at `token` for a protest.
    fn is_protest(&self, token: usize) -> bool {
        self.acts
            .of_predicate(PredicateKind::Noun, self.words[token])
            .any(|pattern| {
                let rule = self.acts.rule(pattern.rule);
                rule.operator.is_none() && root(&rule.code) == 14
            })
    }

    /// Whether the attributes of the noun at `token` say that it is against those who govern: "anti-government".
    fn is_defiant(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let start = crate::tree::left_edge(doc, token);
        let defiant = &self.acts.embedding().defiant;
        (start..token).any(|t| defiant.contains(self.words[t]) || defiant.contains(self.doubles[t]))
    }

    /// The governments that the protest at `token` is told to be against.
    fn governments_against(&self, token: usize) -> Vec<Actor> {
        let doc = self.analysis.doc;
        doc.children(token)
            .filter(|&prep| doc.token(prep).dep == Dep::Prep && doc.word(prep) == "against")
            .filter_map(|prep| doc.child(prep, Dep::Pobj))
            .filter_map(|object| self.analysis.mentions.headed_by(object))
            .flat_map(|mention| mention.actors.iter().cloned())
            .filter(|actor| actor.is_state() && actor.role == Some(Role::GOV))
            .collect()
    }

    /// The state where the noun at `token`, or what the verb says of it, takes place.
    fn scene_of_protest(&self, token: usize) -> Option<Actor> {
        let doc = self.analysis.doc;
        let verb = doc
            .head(token)
            .filter(|&verb| clause::is_verb(doc, verb) && doc.token(token).dep != Dep::Conj);
        [Some(token), verb]
            .into_iter()
            .flatten()
            .flat_map(|at| doc.children(at))
            .filter(|&prep| {
                doc.token(prep).dep == Dep::Prep && matches!(doc.word(prep), "in" | "across")
            })
            .filter_map(|prep| doc.child(prep, Dep::Pobj))
            .filter_map(|place| self.analysis.mentions.headed_by(place))
            .filter(|mention| mention.is_place)
            .find_map(|mention| mention.actors.first().filter(|actor| actor.is_state()))
            .cloned()
    }
}
