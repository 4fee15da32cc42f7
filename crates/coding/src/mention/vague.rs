//! Role nouns without an owner that tell so little that only a guess could give them one: what somebody is said to be,
//! one body of many, offices that every body has.

use detente_lexicon::{Role, RoleNoun, RoleSort, Tells};
use detente_syntax::{Dep, Pos, Tag};

use super::describe::is_belief;
use super::finder::Finder;

impl Finder<'_> {
    /// Whether a role noun without an owner tells so little that only a guess could give it one.
    pub(super) fn is_vague(&self, token: usize, role: &RoleNoun) -> bool {
        self.is_predicate(token)
            || self.is_candidate(token, role)
            || self.is_unclear_institute(token, role)
            || self.is_worldwide(token)
            || matches!(role.noun.as_str(), "neighbourhood" | "neighborhood")
            || self.is_unnamed_firm(token, role)
            || self.is_whichever(token, role)
            || role.noun == "victim" && !self.is_definite(token)
            || role.role == Role::OPP && role.sort == RoleSort::Member && is_belief(&role.noun)
            || self.is_loose_body(token, role)
            || self.is_bare_person(token, role)
            || role.sort == RoleSort::People && self.is_in_several_states(token)
    }

    /// Whether any firms are meant, "four airlines", or anybody of whom something would hold: "a man we should elect".
    fn is_whichever(&self, token: usize, role: &RoleNoun) -> bool {
        let doc = self.doc;
        let firms = role.sort == RoleSort::Private
            && role.role == Role::BUS
            && self.is_plural(token)
            && !self.is_definite(token);
        let anybody = role.sort == RoleSort::People
            && doc.token(token).tag == Tag::NN
            && doc
                .children(token)
                .any(|c| matches!(doc.word(c), "a" | "an"))
            && doc.children(token).any(|c| {
                doc.token(c).dep == Dep::Relcl
                    && doc.children(c).any(|aux| doc.token(aux).tag == Tag::MD)
            });
        firms || anybody
    }

    /// Whether one firm is spoken of as known where none was named: "*the producer* never told me".
    fn is_unnamed_firm(&self, token: usize, role: &RoleNoun) -> bool {
        role.sort == RoleSort::Private
            && role.role == Role::BUS
            && self.doc.token(token).tag == Tag::NN
            && self.is_definite(token)
            && !self.cast.past.iter().any(|trace| {
                // A banker is no bank.
                !self.lexicon.words.is(&trace.noun, Tells::Spoken)
                    && (trace.is_unlisted
                        || trace
                            .actors
                            .iter()
                            .any(|actor| actor.role == Some(Role::BUS)))
            })
    }

    /// Whether a body by its name is one of many states, or of none: "the *World* Bureau of Statistics".
    fn is_worldwide(&self, token: usize) -> bool {
        let doc = self.doc;
        doc.token(token).pos == Pos::PROPN
            && doc.children(token).any(|c| {
                c < token
                    && self.hit_of[c] == 0
                    && matches!(doc.word(c), "World" | "International" | "Global")
            })
    }

    /// Whether an institute by its name may be one of a trade as well as one of scholars: "the Paper *Institute*".
    fn is_unclear_institute(&self, token: usize, role: &RoleNoun) -> bool {
        let doc = self.doc;
        // "The Academy" of those who make films as well as of scholars.
        let bare = role.noun == "academy"
            && doc.token(token).pos == Pos::PROPN
            && doc
                .children(token)
                .all(|c| doc.token(c).dep == Dep::Det || c > token);
        bare || role.noun == "institute"
            && doc.token(token).pos == Pos::PROPN
            && doc
                .children(token)
                .any(|c| doc.token(c).dep == Dep::Compound)
            && !doc.children(token).any(|c| {
                matches!(
                    doc.lemma(c).to_lowercase().as_str(),
                    "research"
                        | "economic"
                        | "economics"
                        | "science"
                        | "technology"
                        | "study"
                        | "studies"
                        | "policy"
                )
            })
    }

    /// Whether somebody runs for an office, of whatever party.
    pub(super) fn is_candidate(&self, token: usize, role: &RoleNoun) -> bool {
        role.role == Role::OPP
            && matches!(
                self.doc.lemma(token),
                "candidate" | "hopeful" | "challenger"
            )
    }

    /// Whether the noun tells what somebody is, was or became: "when I was *a teenager*".
    fn is_predicate(&self, token: usize) -> bool {
        let doc = self.doc;
        let first = std::iter::successors(Some(token), |&at| {
            (doc.token(at).dep == Dep::Conj)
                .then(|| doc.head(at))
                .flatten()
        })
        .last()
        .unwrap_or(token);
        matches!(doc.token(first).dep, Dep::Attr | Dep::Oprd) && !self.is_definite(token)
    }

    /// Whether one body of many is meant: "*a commission* on each sale", "*separate administration*".
    fn is_loose_body(&self, token: usize, role: &RoleNoun) -> bool {
        role.sort == RoleSort::Unit
            && self.is_phrase_head(token)
            && self.doc.token(token).tag == Tag::NN
            && !self.is_definite(token)
            && self.lexicon.words.is(&role.noun, Tells::Loose)
    }

    /// Whether one of the people stands without an article, so that a kind is meant: "friends and *family*".
    fn is_bare_person(&self, token: usize, role: &RoleNoun) -> bool {
        let doc = self.doc;
        let believers = self.is_plural(token)
            && doc.children(token).all(|c| c > token)
            && is_belief(doc.lemma(token));
        let alone = doc.token(token).tag == Tag::NN
            && !role.noun.contains(' ')
            && self.is_phrase_head(token)
            && doc.token(token).dep != Dep::Appos
            && !matches!(
                role.noun.as_str(),
                "public" | "people" | "crew" | "population" | "electorate" | "populace"
            )
            && doc.children(token).all(|c| {
                c > token
                    || !matches!(
                        doc.token(c).dep,
                        Dep::Det | Dep::Poss | Dep::Nummod | Dep::Predet
                    )
            });
        let scholar = role.sort == RoleSort::Private
            && matches!(role.role, Role::EDU | Role::MED)
            && !matches!(role.noun.as_str(), "media" | "press" | "academia")
            && !self.is_subject(token);
        doc.token(token).dep != Dep::Root
            && (role.sort == RoleSort::People && (alone || believers) || scholar && alone)
    }

    /// Whether an office that bodies of every sort have stands without a word that tells whose it is, where not only
    /// states have spoken last.
    pub(super) fn is_anybodys_office(&self, token: usize, role: &RoleNoun) -> bool {
        let office = matches!(role.sort, RoleSort::Office | RoleSort::Head)
            && matches!(role.role, Role::GOV | Role::MIL)
            || role.sort == RoleSort::Member && role.role != Role::LEG;
        let last = role.noun.rsplit(' ').next().unwrap_or_default();
        // A line that is one phrase says nothing of whom it speaks.
        let plain = !role.noun.contains(' ') && self.doc.token(token).dep != Dep::Root;
        if !office || !plain || !self.lexicon.words.is(last, Tells::Anywhere) {
            return false;
        }
        // "Deputy *Finance* Secretary".
        let field = last == "secretary"
            && self.doc.children(token).any(|c| {
                self.doc.token(c).dep == Dep::Compound && self.doc.token(c).pos == Pos::PROPN
            });
        if field {
            return false;
        }
        // "The president" of the state at hand.
        if last == "president" && self.is_definite(token) && !self.is_plural(token) {
            return false;
        }
        let officials = matches!(last, "official" | "spokesman" | "spokeswoman");
        !(officials && self.is_among_states(token))
    }

    /// Whether those named in the sentence of `token` and the one before it are states and their parts alone, all of
    /// the state at hand.
    pub(super) fn is_among_states(&self, token: usize) -> bool {
        let Some(own) = self
            .setting
            .state
            .as_ref()
            .filter(|_| self.setting.is_clear)
        else {
            return false;
        };
        let sentence = self.doc.token(token).sentence;
        self.cast
            .recent(sentence, 1)
            .filter(|trace| !trace.is_person && !trace.is_aside)
            .all(|trace| {
                let state = |role: Option<Role>| {
                    role.is_none_or(|role| {
                        matches!(
                            role,
                            Role::GOV | Role::MIL | Role::LEG | Role::JUD | Role::COP | Role::SPY
                        )
                    })
                };
                let subject_abroad =
                    trace.is_subject && trace.actors.iter().any(|actor| actor.head != own.head);
                let people = trace.role == Some(Role::CVL) || trace.is_city;
                !subject_abroad
                    && !trace.is_unlisted
                    && (people
                        || trace
                            .actors
                            .iter()
                            .all(|actor| actor.is_state() && state(actor.role)))
            })
    }
}
