//! Role nouns that are none where they stand, whoever owns them: parts of people's names, marks of other nouns, offices
//! that nobody holds yet. Nobody is meant there sooner than somebody who is only guessed.

use detente_lexicon::{NameKind, Role, RoleNoun, RoleSort, Tells};
use detente_syntax::{Dep, EntityType, Pos, Tag};

use super::finder::Finder;
use super::genre::Genre;

impl Finder<'_> {
    /// Whether the role noun at `token`, whose words begin at `first`, is none here, whatever owner stands beside it.
    pub(super) fn is_doubtful(&self, token: usize, first: usize, role: &RoleNoun) -> bool {
        self.is_mark(token, role)
            || self.is_lone_capital(token, first, role)
            || self.is_of_state(token)
            || self.is_to_be(token, role)
            || self.is_other_force(token, role)
            // A short title before a name, and salesmen elsewhere.
            || self.is_resistance(token)
            || self.is_trade_of_state(token, role)
            || role.noun == "reps"
            || role.noun == "national team"
            || role.noun == "cabinet" && self.is_furniture(token)
            || role.noun == "jury" && !self.is_court_near(token)
            || self.is_event_of(token)
            || self.is_team_called(token)
            || self.is_of_match(role)
            || self.is_agent_for(token, role)
            || self.is_chief_officer(token, role)
            || self.is_behind_initial(token)
            || role.noun == "parent" && self.genre == Genre::Business
            || role.noun == "paper" && self.genre == Genre::Business && self.is_phrase_head(token)
            || role.noun == "magazine" && self.is_counted(token)
            || role.noun == "congress" && self.is_party_meeting(token)
            || role.sort == RoleSort::Asset && self.is_of_report(role)
    }

    /// Whether somebody of a court was named a little before.
    fn is_court_near(&self, token: usize) -> bool {
        self.cast
            .recent(self.doc.token(token).sentence, 6)
            .any(|trace| {
                trace.role == Some(Role::JUD)
                    || trace
                        .actors
                        .iter()
                        .any(|actor| actor.role == Some(Role::JUD))
            })
    }

    /// Whether a number stands before the noun, as before what is loaded into rifles: "13 *magazines*".
    fn is_counted(&self, token: usize) -> bool {
        self.doc.child(token, Dep::Nummod).is_some()
    }

    /// Whether a cabinet is one that things stand in: "a *glass* cabinet".
    fn is_furniture(&self, token: usize) -> bool {
        let doc = self.doc;
        let told = |c: usize| {
            c < token
                && doc.token(c).dep == Dep::Compound
                && doc.token(c).pos == Pos::NOUN
                && self.hit_of[c] == 0
                && self.lexicon.roles.longest_around(&self.words, c).is_none()
                && !matches!(
                    doc.lemma(c),
                    "war" | "shadow" | "security" | "crisis" | "coalition" | "unity"
                )
        };
        doc.token(token).pos == Pos::NOUN
            && !self.is_definite(token)
            && doc.children(token).any(told)
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
        doc.token(token).pos == Pos::PROPN && self.is_earlier_name(before, token)
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
            // "Rebel attacks" are theirs.
            RoleSort::Member if matches!(role.role, Role::REB | Role::SEP | Role::UAF) => {
                doc.head(token).is_some_and(|head| {
                    self.lexicon
                        .roles
                        .longest_around(&self.words, head)
                        .is_some_and(|(_, noun)| noun.sort == RoleSort::Asset)
                })
            }
            RoleSort::Office | RoleSort::Head | RoleSort::Member => true,
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
            && !self.lexicon.words.is(&role.noun, Tells::Namelike)
    }

    /// Whether "opposition" is somebody's to something, and no party: "his *opposition* to the ban".
    fn is_resistance(&self, token: usize) -> bool {
        let doc = self.doc;
        doc.word(token).eq_ignore_ascii_case("opposition")
            && doc
                .children(token)
                .any(|c| c > token && doc.token(c).dep == Dep::Prep && doc.word(c) == "to")
            && !self.is_definite_by_article(token)
    }

    /// Whether a firm's noun only tells what a state does: "India is the biggest *importer*".
    fn is_trade_of_state(&self, token: usize, role: &RoleNoun) -> bool {
        let doc = self.doc;
        role.role == Role::BUS
            && role.sort == RoleSort::Private
            && doc.token(token).dep == Dep::Attr
            && doc
                .head(token)
                .and_then(|verb| doc.child(verb, Dep::Nsubj))
                .and_then(|subject| self.hit_covering(subject))
                .is_some_and(|hit| hit.sense.kind == NameKind::State)
    }

    /// Whether "the" stands before the noun at `token`.
    fn is_definite_by_article(&self, token: usize) -> bool {
        self.doc
            .children(token)
            .any(|c| c < token && self.doc.word(c).eq_ignore_ascii_case("the"))
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

    /// Whether a plural with a capital is a team's name in the report of a match: "the *Senators* won".
    fn is_team_called(&self, token: usize) -> bool {
        let doc = self.doc;
        self.genre == Genre::Sport
            && doc.token(token).pos == Pos::PROPN
            && doc.word(token).starts_with(char::is_uppercase)
            && doc.word(token).ends_with('s')
    }

    /// Whether the report of a match means another one by the word for a spy, an opponent of the government or one who
    /// bears arms: a player's *agent*, the champion's *challenger*, two *fighters*, the *captain*.
    pub(super) fn is_of_match(&self, role: &RoleNoun) -> bool {
        self.genre == Genre::Sport
            && match role.role {
                Role::SPY | Role::OPP | Role::UAF => role.sort != RoleSort::Asset,
                Role::MIL => matches!(role.sort, RoleSort::Office | RoleSort::Member),
                _ => false,
            }
    }

    /// Whether an agent acts for one person, and is no spy: "*her* agent", "the agent *for* the striker".
    pub(super) fn is_agent_for(&self, token: usize, role: &RoleNoun) -> bool {
        let doc = self.doc;
        role.noun == "agent"
            && !self.is_plural(token)
            && doc.children(token).any(|c| {
                doc.token(c).dep == Dep::Poss && doc.token(c).pos == Pos::PRON
                    || doc.word(c) == "for"
                        && doc.child(c, Dep::Pobj).is_some_and(|whom| {
                            self.entity(whom) == Some(EntityType::PERSON)
                                || doc.token(whom).pos == Pos::NOUN
                        })
            })
    }

    /// Whether an officer whom nobody is said to own is one of a firm's chiefs, and no policeman: "*chief* technology
    /// officer".
    pub(super) fn is_chief_officer(&self, token: usize, role: &RoleNoun) -> bool {
        let doc = self.doc;
        let owned = doc.child(token, Dep::Poss).is_some();
        let petty = token >= 1 && doc.word(token - 1).eq_ignore_ascii_case("petty");
        role.noun == "officer"
            && !(owned || petty)
            && (token.saturating_sub(4)..token).any(|before| {
                doc.word(before).eq_ignore_ascii_case("chief")
                    && doc.token(before).sentence == doc.token(token).sentence
            })
    }

    /// Whether the noun is but a part of a name that begins with a letter: "*X-Men*".
    fn is_behind_initial(&self, token: usize) -> bool {
        let doc = self.doc;
        token >= 2
            && doc.word(token).starts_with(char::is_uppercase)
            && doc.word(token - 1) == "-"
            && doc.word(token - 2).len() == 1
    }

    /// Whether a congress is one at which a party or a society meets: "a writers' *congress*".
    fn is_party_meeting(&self, token: usize) -> bool {
        let doc = self.doc;
        doc.children(token).any(|c| {
            c < token
                && (matches!(doc.word(c), "a" | "an")
                    || doc.token(c).dep == Dep::Compound
                        && matches!(doc.lemma(c), "party" | "union" | "youth"))
        })
    }

    /// Whether nobody holds the office yet: "the *next* president".
    fn is_to_be(&self, token: usize, role: &RoleNoun) -> bool {
        let doc = self.doc;
        matches!(role.sort, RoleSort::Office | RoleSort::Head)
            && doc
                .children(token)
                .any(|c| c < token && self.lexicon.words.is(doc.word(c), Tells::ToBe))
    }

    /// Whether a report of a match or of business tells of buildings and vehicles as things: "a training camp".
    fn is_of_report(&self, role: &RoleNoun) -> bool {
        match self.genre {
            Genre::Sport => true,
            Genre::Business => matches!(role.role, Role::BUS | Role::CVL),
            Genre::Other => false,
        }
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
            .filter(|&c| c > token && matches!(doc.word(c), "of" | "behind"))
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
        let political = doc
            .children(token)
            .any(|c| c < token && self.lexicon.words.is(doc.word(c), Tells::Political));
        of_thing
            || political
            || doc.children(token).any(|c| {
                let marks = doc.token(c).dep == Dep::Compound && doc.token(c).pos == Pos::NOUN
                    || doc.token(c).dep == Dep::Amod && doc.token(c).tag == Tag::VBG;
                c < token
                    && marks
                    && self.hit_of[c] == 0
                    && !self.lexicon.words.is(doc.word(c), Tells::Armed)
                    && self.lexicon.roles.longest_around(&self.words, c).is_none()
            })
    }
}
