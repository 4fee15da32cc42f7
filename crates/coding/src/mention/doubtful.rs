//! Role nouns whose words do not plainly tell of somebody: parts of people's names, marks of other nouns, what somebody
//! is said to be, offices that every body has. Nobody is meant there sooner than somebody who is only guessed.

use detente_lexicon::{Role, RoleNoun, RoleSort};
use detente_syntax::{Dep, EntityType, Pos, Tag};

use super::finder::Finder;
use super::genre::Genre;
use super::person_names::is_title;

/// Offices that bodies of every sort have, and that tell of no state by themselves.
const ANYWHERE: &[&str] = &[
    "leader",
    "official",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "representative",
    "adviser",
    "advisor",
    "aide",
    "secretary",
    "president",
    "vice-president",
    "commissioner",
    "inspector",
    "negotiator",
    "delegate",
    "officer",
    "agent",
    "operative",
    "captain",
    "pilot",
    "sailor",
    "recruit",
    "incumbent",
    "ambassador",
    "chief",
    "head",
    "director",
    "dictator",
    "bureaucrat",
    "technocrat",
];

/// Offices that stand for their holder with a capital and no article, as a name does.
const NAMELIKE: &[&str] = &[
    "president",
    "premier",
    "chancellor",
    "speaker",
    "governor",
    "mayor",
    "pope",
];

/// Bodies of which there are many in a state and outside of one, so that "a commission" is nobody's in particular.
const LOOSE: &[&str] = &[
    "administration",
    "agency",
    "assembly",
    "authority",
    "board",
    "bureau",
    "bureaucracy",
    "chamber",
    "commission",
    "committee",
    "contingent",
    "corps",
    "council",
    "delegation",
    "department",
    "emirate",
    "fleet",
    "force",
    "kingdom",
    "leadership",
    "mission",
    "monarchy",
    "nation",
    "office",
    "power",
    "presidency",
    "regulator",
    "republic",
    "service",
    "squad",
    "state",
    "superpower",
    "unit",
    "watchdog",
];

/// Words before "forces" that make no army of another sort of them.
const OF_ARMIES: &[&str] = &[
    "opposing",
    "invading",
    "occupying",
    "fighting",
    "advancing",
    "retreating",
    "warring",
    "ruling",
    "remaining",
    "occupation",
    "invasion",
    "combat",
    "peacekeeping",
    "intervention",
    "coalition",
    "task",
    "crack",
    "elite",
    "state",
    "border",
    "guerrilla",
    "battle",
    "carrier",
    "submarine",
    "tanker",
];

/// Adjectives of somebody who does not hold the office yet.
const TO_BE: &[&str] = &[
    "next",
    "future",
    "potential",
    "possible",
    "prospective",
    "would-be",
    "hypothetical",
    "ideal",
];

/// Whether bodies of every sort have somebody called `noun`, in the singular.
pub(crate) fn is_office_anywhere(noun: &str) -> bool {
    ANYWHERE.contains(&noun)
}

impl Finder<'_> {
    /// Whether the role noun at `token`, whose words begin at `first`, is none here, whatever owner stands beside it.
    pub(super) fn is_doubtful(&self, token: usize, first: usize, role: &RoleNoun) -> bool {
        self.is_mark(token, role)
            || self.is_lone_capital(token, first, role)
            || self.is_of_state(token)
            || self.is_to_be(token, role)
            || self.is_other_force(token, role)
            || role.noun == "national team"
            || self.is_event_of(token)
            || role.sort == RoleSort::Asset && self.is_of_report(role)
    }

    /// Whether the role noun whose words begin at `first` is but the end of a person's name: "Scott *King*".
    pub(super) fn is_end_of_name(&self, token: usize, first: usize) -> bool {
        let doc = self.doc;
        // "Robert Holmes *a Court*".
        let joined = doc.token(token).pos == Pos::PROPN
            && first == token
            && token >= 2
            && doc.word(token - 1) == "a"
            && doc.token(token - 2).pos == Pos::PROPN
            && self.hit_of[token - 2] == 0;
        if joined {
            return true;
        }
        let mut before = first;
        loop {
            let Some(earlier) = before.checked_sub(1) else {
                return false;
            };
            before = earlier;
            if doc.word(before) != "-" {
                break;
            }
        }
        doc.token(token).pos == Pos::PROPN
            && doc.token(before).pos == Pos::PROPN
            && self.entity(token) == Some(EntityType::PERSON)
            && self.same_entity(before, token)
            && self.hit_of[before] == 0
            && !is_title(doc.word(before))
            && self
                .lexicon
                .roles
                .longest_ending_at(&self.words[..=before], before)
                .is_none()
    }

    /// Whether an office or one of a force only marks another noun: "*delegate* counting", "a *fighter* aircraft".
    fn is_mark(&self, token: usize, role: &RoleNoun) -> bool {
        let doc = self.doc;
        // "*Delegate*-rich states".
        let joined = doc.token(token).tag == Tag::NN
            && self.words.get(token + 1) == Some(&"-")
            && matches!(
                role.sort,
                RoleSort::Member | RoleSort::Head | RoleSort::People
            )
            && !matches!(role.role, Role::REB | Role::SEP);
        if joined {
            return true;
        }
        if self.is_phrase_head(token) || self.is_plural(token) {
            return false;
        }
        match role.sort {
            RoleSort::Office | RoleSort::Head => true,
            // "Rebel attacks" are theirs.
            RoleSort::Member if matches!(role.role, Role::REB | Role::SEP | Role::UAF) => {
                doc.head(token).is_some_and(|head| {
                    self.lexicon
                        .roles
                        .longest_around(&self.words, head)
                        .is_some_and(|(_, noun)| noun.sort == RoleSort::Asset)
                })
            }
            RoleSort::Member => true,
            _ => false,
        }
    }

    /// Whether one noun with a capital and nothing before it stands where a name does: "*Chief* said", "*Prince* (24)".
    fn is_lone_capital(&self, token: usize, first: usize, role: &RoleNoun) -> bool {
        let doc = self.doc;
        let opens = token == doc.sentences()[doc.token(token).sentence as usize].start;
        first == token
            && role.sort != RoleSort::Unit
            && doc.token(token).tag == Tag::NNP
            && doc.token(token).dep != Dep::Appos
            && !opens
            && self.is_phrase_head(token)
            && doc.children(token).all(|c| c > token)
            && doc
                .children(token)
                .all(|c| !matches!(doc.word(c), "of" | "for"))
            && !NAMELIKE.contains(&role.noun.as_str())
    }

    /// Whether "State" only tells what sort of minister somebody is: "Minister of *State*".
    fn is_of_state(&self, token: usize) -> bool {
        let doc = self.doc;
        let office = |at: usize| {
            matches!(
                doc.lemma(at).to_lowercase().as_str(),
                "minister" | "secretary" | "undersecretary" | "department" | "officer"
            )
        };
        doc.word(token) == "State"
            && doc
                .head(token)
                .filter(|&of| doc.word(of) == "of" && of + 1 == token)
                .and_then(|of| doc.head(of))
                .is_some_and(office)
    }

    /// Whether those who may take part only tell which match or month is meant: "the *men's* relay".
    fn is_event_of(&self, token: usize) -> bool {
        let doc = self.doc;
        matches!(&*doc.word(token).to_lowercase(), "men" | "women")
            && doc.token(token).dep == Dep::Poss
            && doc.head(token).is_some_and(|head| {
                self.hit_of[head] == 0
                    && self
                        .lexicon
                        .roles
                        .longest_around(&self.words, head)
                        .is_none()
            })
    }

    /// Whether nobody holds the office yet: "the *next* president".
    fn is_to_be(&self, token: usize, role: &RoleNoun) -> bool {
        let doc = self.doc;
        matches!(role.sort, RoleSort::Office | RoleSort::Head)
            && doc
                .children(token)
                .any(|c| c < token && TO_BE.contains(&doc.word(c).to_lowercase().as_str()))
    }

    /// Whether a role noun without an owner tells so little that only a guess could give it one.
    pub(super) fn is_vague(&self, token: usize, role: &RoleNoun) -> bool {
        self.is_predicate(token)
            || self.is_candidate(token, role)
            || self.is_unclear_institute(token, role)
            || self.is_worldwide(token)
            || matches!(role.noun.as_str(), "neighbourhood" | "neighborhood")
            || self.is_unnamed_firm(token, role)
            || role.role == Role::OPP
                && role.sort == RoleSort::Member
                && super::describe::is_belief(&role.noun)
            || self.is_loose_body(token, role)
            || self.is_bare_person(token, role)
            || role.sort == RoleSort::People && self.is_in_several_states(token)
    }

    /// Whether a report of a match or of business tells of buildings and vehicles as things: "a training camp".
    fn is_of_report(&self, role: &RoleNoun) -> bool {
        match self.genre {
            Genre::Sport => true,
            Genre::Business => matches!(role.role, Role::BUS | Role::CVL),
            Genre::Other => false,
        }
    }

    /// Whether one firm is spoken of as known that was not named: "*the producer* never told me".
    fn is_unnamed_firm(&self, token: usize, role: &RoleNoun) -> bool {
        role.sort == RoleSort::Private
            && role.role == Role::BUS
            && self.doc.token(token).tag == Tag::NN
            && self.is_definite(token)
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
        role.noun == "institute"
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
            && LOOSE.contains(&role.noun.as_str())
    }

    /// Whether forces are not those of an army: "the *operating* forces at the plant", "the forces *of growth*".
    fn is_other_force(&self, token: usize, role: &RoleNoun) -> bool {
        let doc = self.doc;
        // "The club strengthened its squad".
        if role.noun == "squad" {
            return true;
        }
        let force =
            role.sort == RoleSort::Unit && matches!(doc.lemma(token), "force" | "forces" | "fleet");
        if !force || role.noun.contains(' ') {
            return false;
        }
        let of_thing = doc
            .children(token)
            .filter(|&c| c > token && doc.word(c) == "of")
            .filter_map(|of| doc.child(of, Dep::Pobj))
            .any(|object| {
                self.hit_of[object] == 0
                    && doc.token(object).pos == Pos::NOUN
                    && self
                        .lexicon
                        .roles
                        .longest_around(&self.words, object)
                        .is_none()
            });
        of_thing
            || doc.children(token).any(|c| {
                let marks = doc.token(c).dep == Dep::Compound && doc.token(c).pos == Pos::NOUN
                    || doc.token(c).dep == Dep::Amod && doc.token(c).tag == Tag::VBG;
                c < token
                    && marks
                    && self.hit_of[c] == 0
                    && !OF_ARMIES.contains(&doc.word(c).to_lowercase().as_str())
                    && self.lexicon.roles.longest_around(&self.words, c).is_none()
            })
    }

    /// Whether one of the people stands without an article, so that a kind is meant: "friends and *family*".
    fn is_bare_person(&self, token: usize, role: &RoleNoun) -> bool {
        let doc = self.doc;
        let believers = self.is_plural(token)
            && doc.children(token).all(|c| c > token)
            && super::describe::is_belief(doc.lemma(token));
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
        if !office || !plain || !is_office_anywhere(last) {
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
