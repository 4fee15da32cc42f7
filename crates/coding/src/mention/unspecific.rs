//! Role nouns that stand for nobody: those of anybody ("any country"), of things ("a family of plants"), of a trade ("the
//! bond market").

use detente_lexicon::{NameKind, RoleNoun, Tells};
use detente_syntax::{Dep, Pos, Tag};

use super::finder::Finder;
use super::genre::Genre;

impl Finder<'_> {
    /// Whether the words mean nobody in particular: "any country", "each minister", "acted as agent".
    pub(super) fn is_unspecific(&self, token: usize) -> bool {
        let doc = self.doc;
        let predicate = doc.token(token).pos == Pos::NOUN
            && !self.is_plural(token)
            && doc.children(token).all(|c| c > token)
            && doc.head(token).is_some_and(|prep| {
                let word = doc.word(prep).to_lowercase();
                word == "as" || word == "for" && self.is_office(token)
            });
        // "The state of the markets".
        let condition = doc.lemma(token).eq_ignore_ascii_case("state")
            && doc
                .children(token)
                .filter(|&c| c == token + 1 && doc.word(c) == "of")
                .filter_map(|of| doc.child(of, Dep::Pobj))
                .any(|object| self.hit_covering(object).is_none());
        // "Outside *the country that* issued the bonds": whichever it is.
        let whichever = matches!(doc.lemma(token), "country" | "nation" | "state")
            && token + 1 < doc.len()
            && doc.word(token + 1) == "that"
            && !self.is_plural(token)
            && self.is_definite(token)
            && doc.children(token).any(|c| {
                doc.token(c).dep == Dep::Relcl && matches!(doc.token(c).tag, Tag::VBZ | Tag::VBD)
            })
            && doc.token(token).dep == Dep::Pobj;
        // "Was named president".
        let named = doc.token(token).dep == Dep::Oprd
            && !self.is_plural(token)
            && doc.children(token).all(|c| doc.token(c).dep != Dep::Det);
        // "Like a big family", "arrested as a spy": what somebody else is.
        let likened = !self.is_plural(token)
            && doc
                .head(token)
                .is_some_and(|prep| matches!(doc.word(prep), "like" | "as" | "Like" | "As"))
            && doc.token(token).dep == Dep::Pobj
            && doc
                .children(token)
                .any(|c| matches!(doc.word(c), "a" | "an") && doc.token(c).dep == Dep::Det);
        // "All his peers" are no lords.
        let equals = doc.lemma(token) == "peer"
            && doc.children(token).any(|c| doc.token(c).dep == Dep::Poss);
        predicate
            || whichever
            || equals
            || likened
            || named
            || self.is_bare_unit(token)
            || self.is_of_heads(token)
            || doc
                .children(token)
                .any(|c| doc.token(c).dep == Dep::Poss && doc.word(c).eq_ignore_ascii_case("your"))
            || condition
            || doc.children(token).any(|c| {
                c < token
                    && doc.token(c).dep == Dep::Det
                    && matches!(
                        doc.word(c).to_lowercase().as_str(),
                        "any" | "every" | "each" | "no" | "whichever" | "whatever"
                    )
            })
    }

    /// Whether the noun only tells what some are heads of, "heads of *government*", or is joined to a word that
    /// makes a mark of it: "*family*-owned".
    pub(super) fn is_of_heads(&self, token: usize) -> bool {
        let doc = self.doc;
        let joined = doc.token(token).tag == Tag::NN
            && self.words.get(token + 1) == Some(&"-")
            && matches!(
                self.words.get(token + 2),
                Some(&("owned" | "run" | "led" | "based" | "friendly" | "backed" | "wide"))
            );
        let of = doc.head(token).filter(|&of| doc.word(of) == "of");
        joined
            || matches!(doc.word(token), "government" | "state")
                && doc.children(token).all(|c| c > token)
                && of
                    .and_then(|of| doc.head(of))
                    .is_some_and(|heads| doc.lemma(heads).eq_ignore_ascii_case("head"))
    }

    /// Whether a noun for one state, service or medium stands without an article, as it does in "secretary of
    /// state", "from state to state" and "hours of radio".
    pub(super) fn is_bare_unit(&self, token: usize) -> bool {
        let doc = self.doc;
        self.lexicon.words.is(doc.lemma(token), Tells::Bare)
            && doc.word(token).starts_with(char::is_lowercase)
            && !self.is_plural(token)
            && !self.is_subject(token)
            && self.is_phrase_head(token)
            // "Short-term paper" is none either; "Chilean intelligence" is.
            && doc.children(token).all(|c| {
                let modifies = match doc.token(c).dep {
                    Dep::Amod | Dep::Advmod | Dep::Punct | Dep::Npadvmod => true,
                    // "Six-month paper", "short-term paper".
                    Dep::Compound => doc.children(c).next().is_some(),
                    _ => false,
                };
                let land = matches!(doc.lemma(token), "state" | "country" | "nation");
                c > token || modifies && self.hit_of[c] == 0 && !land
            })
    }

    /// Whether a state is told by its part of the world alone: "the West African nation".
    pub(super) fn is_regional(&self, token: usize) -> bool {
        let doc = self.doc;
        matches!(
            doc.lemma(token).to_lowercase().as_str(),
            "country" | "nation" | "state" | "republic" | "kingdom"
        ) && !self.is_plural(token)
            && doc.children(token).filter(|&c| c < token).any(|c| {
                let region = self
                    .hit_covering(c)
                    .is_some_and(|hit| hit.sense.org_kind.as_deref() == Some("region"));
                region
                    || matches!(
                        doc.word(c).to_lowercase().as_str(),
                        "european"
                            | "african"
                            | "asian"
                            | "american"
                            | "arab"
                            | "gulf"
                            | "balkan"
                            | "baltic"
                            | "caribbean"
                            | "nordic"
                    )
            })
    }

    /// Whether a market is no place where people buy and sell but what a state or a trade does: "the German market",
    /// "the bond market"; "a German market" is one of many.
    pub(super) fn is_economy(&self, token: usize) -> bool {
        let doc = self.doc;
        if !matches!(doc.lemma(token), "market" | "marketplace") {
            return false;
        }
        let of_state = |at: usize| {
            self.hit_covering(at).is_some_and(|hit| {
                matches!(
                    hit.sense.kind,
                    NameKind::State | NameKind::Adjective | NameKind::Capital
                )
            })
        };
        let one_of_many = doc
            .children(token)
            .any(|c| matches!(doc.word(c), "a" | "an" | "A" | "An"));
        self.genre == Genre::Business
            || self.is_bare_plural(token)
            || doc.children(token).any(|c| {
                c < token
                    && (of_state(c) && !one_of_many
                        || doc.token(c).dep == Dep::Poss
                        || self.lexicon.words.is(doc.lemma(c), Tells::Trade))
            })
    }

    /// Whether those who speak preside over nothing: "speakers at the exhibition", "blared from the speakers".
    pub(super) fn is_loudspeaker(&self, token: usize, role: &RoleNoun) -> bool {
        role.noun == "speaker"
            && self.is_plural(token)
            && self.doc.children(token).all(|c| self.hit_of[c] == 0)
    }

    /// Whether a word for people counts something else: "a family of capuchins", "a community of users".
    pub(super) fn is_group_of_things(&self, token: usize) -> bool {
        let doc = self.doc;
        let is_thing = |at: usize| {
            self.lexicon.roles.longest_around(&self.words, at).is_none() && self.hit_of[at] == 0
        };
        // "Sources of growth".
        let source = doc.lemma(token) == "source"
            && doc
                .children(token)
                .filter(|&c| c > token && doc.word(c) == "of")
                .filter_map(|of| doc.child(of, Dep::Pobj))
                .any(is_thing);
        if source {
            return true;
        }
        let collective = matches!(
            doc.lemma(token).to_lowercase().as_str(),
            "family" | "community" | "crowd" | "minority" | "population" | "generation"
        );
        // "A product family".
        let modified = || {
            doc.children(token).any(|c| {
                c < token
                    && doc.token(c).dep == Dep::Compound
                    && doc.token(c).tag == Tag::NN
                    && is_thing(c)
            })
        };
        collective
            && (modified()
                || doc
                    .children(token)
                    .filter(|&c| c > token && doc.word(c) == "of")
                    .filter_map(|of| doc.child(of, Dep::Pobj))
                    .any(|object| doc.token(object).tag == Tag::NNS && is_thing(object)))
    }
}
