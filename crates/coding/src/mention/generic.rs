//! Plurals that mean anybody of a kind: "companies lay off workers", "children should read". They are of the
//! state that the article is plainly about, or of none; only those of one occasion are of the state at hand.

use detente_lexicon::{Actor, Role, RoleNoun, RoleSort, Tells};
use detente_syntax::{Dep, Pos, Tag};

use super::finder::Finder;

/// Adjectives that count or place those of a plural, as an article does.
const COUNTING: &[&str] = &[
    "many",
    "several",
    "few",
    "numerous",
    "most",
    "local",
    "own",
    "fellow",
    "hundreds",
    "thousands",
    "dozens",
    "domestic",
    "nearby",
];

/// What a bare plural stands for.
pub(super) enum Anybody {
    /// People at large, of no state.
    Nobody,
    /// Those of the state at hand, or of an unknown one.
    Somebody(Actor),
}

impl Finder<'_> {
    /// Whether the plural at `token` has neither article, number nor owner.
    pub(super) fn is_bare_plural(&self, token: usize) -> bool {
        matches!(self.doc.token(token).tag, Tag::NNS | Tag::NNPS)
            && self.doc.children(token).all(|c| {
                let dep = self.doc.token(c).dep;
                c > token
                    || self.doc.word(c).eq_ignore_ascii_case("all")
                    || !matches!(dep, Dep::Det | Dep::Poss | Dep::Nummod | Dep::Predet)
                        && !COUNTING.contains(&self.doc.word(c).to_lowercase().as_str())
            })
    }

    /// Whether the clause of `token` tells of no one occasion: its verb is an infinitive, stands behind a modal or
    /// in the plain present.
    pub(super) fn is_general(&self, token: usize) -> bool {
        let doc = self.doc;
        let Some(verb) = doc
            .ancestors(token)
            .take(8)
            .find(|&a| matches!(doc.token(a).pos, Pos::VERB | Pos::AUX))
        else {
            return true;
        };
        let auxiliary = |tags: &[Tag]| {
            doc.children(verb).any(|c| {
                matches!(doc.token(c).dep, Dep::Aux | Dep::Auxpass)
                    && tags.contains(&doc.token(c).tag)
            })
        };
        match doc.token(verb).tag {
            Tag::VBD => false,
            Tag::VBN => !auxiliary(&[Tag::VBD, Tag::VBZ, Tag::VBP]) || auxiliary(&[Tag::MD]),
            Tag::VBG => !auxiliary(&[Tag::VBD, Tag::VBZ, Tag::VBP]),
            _ => true,
        }
    }

    /// Whether a clause in the plain present says which of a kind are meant: "men *who drink*".
    fn is_whoever(&self, token: usize) -> bool {
        let doc = self.doc;
        doc.children(token).any(|c| {
            doc.token(c).dep == Dep::Relcl
                && c > token
                && matches!(doc.token(c).tag, Tag::VBP | Tag::VBZ)
                && doc
                    .child(c, Dep::Nsubj)
                    .is_some_and(|who| doc.word(who) == "who")
        })
    }

    /// Whom a bare plural of people or firms stands for that nobody is said to own; `None` if it is no such plural.
    pub(super) fn anybody(&self, token: usize, role: &RoleNoun) -> Option<Anybody> {
        let noun = self.doc.lemma(token).to_lowercase();
        let borderless = self.lexicon.words.is(&noun, Tells::Borderless);
        let of_kind = matches!(role.sort, RoleSort::People | RoleSort::Private)
            || role.sort == RoleSort::Member && borderless && self.is_general(token);
        if !of_kind || !self.is_bare_plural(token) {
            return None;
        }
        if self.is_whoever(token) {
            return Some(Anybody::Somebody(Actor::new("-", Some(role.role))));
        }
        // "Men's restrooms".
        let general = self.is_general(token) || self.doc.token(token).dep == Dep::Poss;
        if general && self.lexicon.words.is(&noun, Tells::Anybody) {
            return Some(Anybody::Nobody);
        }
        let clear = self
            .setting
            .state
            .as_ref()
            .filter(|_| self.setting.is_clear);
        let home = self
            .beside(token)
            .or_else(|| self.clause_place(token))
            .or_else(|| {
                let home = clear.filter(|_| !borderless).cloned();
                home.or_else(|| self.home.clone().filter(|_| !general && !borderless))
                    .or_else(|| self.state_in_sentence(token).filter(|_| !general))
                    // Firms may be of any state.
                    .filter(|_| role.role != Role::BUS)
            });
        let actor = home.and_then(|home| Self::role_actor(role, &home));
        Some(Anybody::Somebody(
            actor.unwrap_or_else(|| Actor::new("-", Some(role.role))),
        ))
    }

    /// The state that is the subject of an earlier clause of the sentence of `token`.
    fn state_in_sentence(&self, token: usize) -> Option<Actor> {
        let sentence = self.doc.token(token).sentence;
        self.cast
            .recent(sentence, 0)
            .filter(|trace| trace.is_subject && !trace.is_aside)
            .find_map(|trace| match &trace.actors[..] {
                [actor] if actor.is_state() => Some(actor.clone()),
                _ => None,
            })
    }
}
