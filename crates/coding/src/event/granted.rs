//! What the words of an act take for granted, whatever is said of it around them.

use detente_lexicon::acts::PredicateKind;
use detente_syntax::{Dep, Pos};

use super::embed::Stop;
use super::engine::Engine;

/// What the words of an act take for granted, whatever is said of it around them.
pub(super) struct Granted {
    /// That it befell whom it is told of.
    pub(super) told: bool,
    /// That it took place.
    pub(super) fact: bool,
    /// That there is a war.
    pub(super) war: bool,
}

impl Granted {
    /// Whether it stands although the words around it are a `stop`.
    pub(super) fn in_spite_of(&self, stop: Stop) -> bool {
        // "feared *the Russian invasion of Ukraine*": that it took place is taken for granted; "efforts *to end the
        // Iran-Iraq war*": there is one.
        self.fact && stop == "thought"
            || self.war && matches!(stop, "purpose" | "content" | "failed")
    }
}

impl Engine<'_> {
    /// What the words of the act at `token` take for granted.
    pub(super) fn granted(&self, token: usize, light: Option<usize>) -> Granted {
        let told = self.is_told_of_somebody(token);
        let fact = self.is_owned_fact(token) || told;
        Granted {
            told: light.is_none() && told,
            fact: light.is_none() && fact,
            // Who ends a war does not make it one.
            war: fact && self.is_war(token),
        }
    }

    /// Whether `token` is a noun for a war that states wage on each other.
    pub(super) fn is_war(&self, token: usize) -> bool {
        self.acts
            .of_predicate(PredicateKind::Noun, self.words[token])
            .map(|pattern| self.acts.rule(pattern.rule))
            .any(|rule| rule.mutual && rule.code.starts_with("19"))
    }

    /// Whether `token` is a noun for talks, an agreement, a war of parties that it names, which are taken for granted: "*the
    /// talks between* Peru and Chile would bring nothing".
    pub(super) fn is_told_of_somebody(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let mutual = || {
            self.acts
                .of_predicate(PredicateKind::Noun, self.words[token])
                .map(|pattern| self.acts.rule(pattern.rule))
                .any(|rule| rule.mutual && rule.operator.is_none())
        };
        let definite = doc.children(token).any(|c| {
            c < token
                && matches!(
                    doc.word(c).to_lowercase().as_str(),
                    "the" | "this" | "these" | "those"
                )
        });
        doc.token(token).pos == Pos::NOUN
            && definite
            && doc.children(token).any(|c| {
                matches!(doc.word(c), "between" | "with" | "by")
                    && doc.child(c, Dep::Pobj).is_some_and(|object| {
                        self.analysis
                            .mentions
                            .headed_by(object)
                            .is_some_and(|mention| !mention.actors.is_empty())
                    })
            })
            && mutual()
    }
}
