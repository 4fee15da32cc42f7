//! Who fills a pattern's place where no name stands in it: people nobody places, whoever issues a thing, whom a matter
//! touches; and who stands in it, but does not count.

use detente_lexicon::acts::{Link, Pattern};
use detente_lexicon::{Actor, Role};
use detente_syntax::{Dep, Pos, Tag};

use super::content::root;
use super::ends::{EndActor, from_mention};
use super::engine::Engine;
use super::matching::Fit;
use crate::clause::Clause;
use crate::mention::{Mention, MentionKind, Nature};

impl Engine<'_> {
    /// Whose words a noun of words is by its "from": "a request *from Suva* for soldiers".
    pub(super) fn senders(&self, pattern: &Pattern, clause: &Clause) -> Vec<usize> {
        let rule = self.acts.rule(pattern.rule);
        if rule.operator.is_none() && !matches!(root(&rule.code), 1..=3 | 9..=13) {
            return Vec::new();
        }
        clause
            .prepositions
            .iter()
            .filter(|(prep, _)| self.analysis.doc.word(*prep) == "from")
            .map(|&(_, object)| object)
            .collect()
    }

    /// Whether somebody is in `found`, and nobody who is not in `known`.
    pub(super) fn are_all_in(found: &[EndActor], known: &[EndActor]) -> bool {
        !found.is_empty()
            && found
                .iter()
                .all(|end| known.iter().any(|known| known.actor == end.actor))
    }

    /// Whom the words behind the noun at `token` name, other than `known`.
    pub(super) fn meant_by(&self, token: usize, known: &[EndActor]) -> Vec<EndActor> {
        if self.analysis.doc.token(token).pos != Pos::NOUN {
            return Vec::new();
        }
        self.first_named_below(token, known)
    }

    /// Whether names before the noun at `token` tell that it is somebody's who has no part in `fit`, though somebody
    /// else is its target.
    pub(super) fn belongs_to_others(&self, token: usize, fit: &Fit<'_>) -> bool {
        let doc = self.analysis.doc;
        let part = |actor: &Actor| {
            fit.sources
                .iter()
                .chain(&fit.targets)
                .any(|end| end.actor.head == actor.head)
        };
        let against = self.acts.vocabulary().number("against");
        let directed =
            fit.pattern.slots.iter().any(
                |slot| matches!(&slot.link, Link::Preposition(words) if words.contains(against)),
            );
        !fit.targets.is_empty()
            && !directed
            && doc
                .children(token)
                .filter(|&c| {
                    c < token && matches!(doc.token(c).dep, Dep::Amod | Dep::Compound | Dep::Poss)
                })
                .filter_map(|c| self.analysis.mentions.headed_by(c))
                .any(|owner| !owner.actors.is_empty() && !owner.actors.iter().any(part))
    }

    /// Whether nothing but what the report is about tells of which state those of `end` are: neither their own words
    /// nor an earlier name of the same people.
    pub(super) fn is_placed_by_setting(&self, end: &EndActor) -> bool {
        let mentions = &self.analysis.mentions;
        let Some(mention) = self
            .mention_of(end)
            .filter(|mention| mention.kind == MentionKind::Description)
        else {
            return false;
        };
        let told_by_words = |described: &Mention| {
            described.tokens.clone().any(|token| {
                mentions.headed_by(token).is_some_and(|inner| {
                    inner.head != described.head
                        && inner.kind != MentionKind::Description
                        && inner
                            .actors
                            .iter()
                            .any(|actor| actor.head == end.actor.head)
                })
            })
        };
        !told_by_words(mention)
            && !mentions
                .iter()
                .take_while(|earlier| earlier.head < mention.head)
                .filter(|earlier| earlier.actors.contains(&end.actor))
                .any(|earlier| earlier.kind != MentionKind::Description || told_by_words(earlier))
    }

    /// Somebody by name whom nothing places, as one of the people of whoever acts on them.
    pub(super) fn as_people_there(&self, name: usize, sources: &[EndActor]) -> Vec<EndActor> {
        let Some(mention) = self.analysis.mentions.headed_by(name) else {
            return Vec::new();
        };
        let mut heads: Vec<_> = sources
            .iter()
            .filter(|source| source.actor.is_state() && source.actor.role != Some(Role::CVL))
            .map(|source| source.actor.head.clone())
            .collect();
        heads.dedup();
        heads
            .into_iter()
            .map(|head| EndActor {
                actor: Actor {
                    head,
                    role: Some(Role::CVL),
                },
                name: mention.name.clone(),
                tokens: mention.tokens.clone(),
                is_media: false,
                place: false,
            })
            .collect()
    }

    /// Whether `token` names a person whose actor nothing tells.
    pub(super) fn is_stranger(&self, token: usize) -> bool {
        self.analysis
            .mentions
            .headed_by(token)
            .is_some_and(|mention| mention.is_person && mention.actors.is_empty())
    }

    /// Who does what a participle or a relative clause says of a thing: whoever issues it ("put out a
    /// report accusing Israel", "signed a decree granting citizenship").
    pub(super) fn bearers_of(&self, predicate: usize, things: &[usize]) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let of_thing = matches!(doc.token(predicate).dep, Dep::Acl | Dep::Relcl)
            && doc.token(predicate).tag != Tag::VBN;
        if !of_thing {
            return Vec::new();
        }
        things
            .iter()
            .filter(|&&thing| {
                doc.token(thing).pos == Pos::NOUN
                    && self.analysis.mentions.headed_by(thing).is_none()
            })
            .flat_map(|&thing| crate::clause::issuers(doc, thing))
            .flat_map(|issuer| self.doers_of(issuer))
            .collect()
    }

    /// Whom a matter touches that somebody claims, pays for or looks into: "responsibility for the
    /// bombing of the embassy", "millions for relief in Yemen", "an inquiry into the killing of …".
    pub(super) fn touched_through(
        &self,
        matter: usize,
        pattern: &Pattern,
        sources: &[EndActor],
    ) -> Vec<EndActor> {
        let rule = self.acts.rule(pattern.rule);
        match (rule.code.get(..3), root(&rule.code)) {
            (Some("015"), _) => self.struck_by(matter),
            (_, 7) => self.first_named_below(matter, sources),
            (_, 9) => self.doers_of(matter),
            _ => Vec::new(),
        }
    }

    /// Who governs where a deed was done that somebody abroad denounces: "condemned the executions *in Chad*".
    pub(super) fn governs_there(&self, deed: usize, sources: &[EndActor]) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        if !self.names_act(deed) {
            return Vec::new();
        }
        let mut found: Vec<EndActor> = doc
            .subtree(deed)
            .filter(|&c| doc.token(c).dep == Dep::Prep && matches!(doc.word(c), "in" | "across"))
            .filter_map(|prep| doc.child(prep, Dep::Pobj))
            .filter_map(|place| self.analysis.mentions.headed_by(place))
            .filter(|mention| mention.nature == Nature::State)
            .flat_map(from_mention)
            .collect();
        found.retain(|end| {
            sources
                .iter()
                .all(|source| source.actor.head != end.actor.head)
        });
        found
    }

    /// "were expelled *from Sudan*", "was invited *to Sudan*", "was arrested *in Sudan*": who throws people out, asks them
    /// in or takes them is whose country they must leave, may come to or are in.
    pub(super) fn masters_of_place(&self, pattern: &Pattern, clause: &Clause) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let code = self.acts.rule(pattern.rule).code.as_str();
        let expels = code.starts_with("166") || code == "174";
        let invites = code == "036" && doc.lemma(clause.predicate) == "invite";
        let convicts = code.starts_with("116") || code.starts_with("115");
        let arrests = code.starts_with("173") || convicts;
        // "was summoned *to the Greek foreign ministry*".
        let summons = code == "114";
        let frees = code.starts_with("0841");
        if frees && clause.subjects.is_empty() && crate::clause::is_passive(doc, clause.predicate) {
            return self.masters_of_custody(clause);
        }
        if !(expels || invites || arrests || summons)
            || !clause.subjects.is_empty()
            || !crate::clause::is_passive(doc, clause.predicate)
        {
            return Vec::new();
        }
        let by_place: &[&str] = if invites {
            &["to"]
        } else if arrests {
            &["in", "at"]
        } else if summons {
            &["to", "into", "at"]
        } else {
            &["from"]
        };
        let part = if convicts { Role::JUD } else { Role::COP };
        clause
            .prepositions
            .iter()
            .filter(|(prep, _)| by_place.contains(&doc.word(*prep)))
            .flat_map(|&(_, object)| self.actors_of(object))
            .filter(|end| end.actor.is_state() && (expels || summons || end.place))
            .filter(|end| arrests || !self.is_city(end))
            .map(|end| if arrests { with_part(end, part) } else { end })
            .collect()
    }

    /// "The *Gambian opposition leader* was jailed for three years": who is somebody in the public life of a state and is arrested
    /// or judged nowhere told is so at home.
    pub(super) fn masters_at_home(&self, pattern: &Pattern, clause: &Clause) -> Vec<EndActor> {
        let code = self.acts.rule(pattern.rule).code.as_str();
        let convicts = code.starts_with("116") || code.starts_with("115");
        if !(convicts || code.starts_with("173"))
            || !clause.subjects.is_empty()
            || !crate::clause::is_passive(self.analysis.doc, clause.predicate)
        {
            return Vec::new();
        }
        let part = if convicts { Role::JUD } else { Role::COP };
        clause
            .objects
            .iter()
            .flat_map(|&object| self.actors_of(object))
            .filter(|end| {
                end.actor.is_state()
                    && matches!(
                        end.actor.role,
                        Some(Role::OPP | Role::MED | Role::LEG | Role::REB | Role::SEP)
                    )
            })
            .map(|end| with_part(end, part))
            .take(1)
            .collect()
    }

    /// "was freed from prison *in Sudan*", "was allowed to leave *Sudan*": who lets people out or go governs there.
    fn masters_of_custody(&self, clause: &Clause) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let held = clause.prepositions.iter().find(|(prep, object)| {
            doc.word(*prep) == "from" && self.has_word(*object, &self.acts.embedding().custody)
        });
        let place = |heads: &[usize]| {
            heads
                .iter()
                .flat_map(|&head| doc.children(head))
                .filter(|&prep| {
                    doc.token(prep).dep == Dep::Prep && matches!(doc.word(prep), "in" | "at")
                })
                .find_map(|prep| doc.child(prep, Dep::Pobj))
        };
        let left = || {
            clause
                .clauses
                .iter()
                .filter(|&&verb| matches!(doc.lemma(verb), "leave" | "depart"))
                .find_map(|&verb| doc.child(verb, Dep::Dobj))
        };
        held.and_then(|&(_, custody)| place(&[custody, clause.predicate]))
            .or_else(left)
            .map(|place| self.actors_of(place))
            .unwrap_or_default()
            .into_iter()
            .filter(|end| end.actor.is_state() && end.place && !self.is_city(end))
            .collect()
    }

    /// Who does what a passive says whose "by" the parse hangs on a word behind the verb: "was found guilty of spying *by a
    /// Kenyan court*", "was called a disgrace *by Peru*". What an act noun is by is its own ("condemned for attacks *by
    /// rebels*"), unless it has an owner ("condemned for its attacks *by Chad*") or a court judges it.
    pub(super) fn low_agents(&self, pattern: &Pattern, clause: &Clause) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let verb = clause.predicate;
        if !clause.subjects.is_empty()
            || !crate::clause::is_verb(doc, verb)
            || !crate::clause::is_passive(doc, verb)
            || doc.child(verb, Dep::Agent).is_some()
        {
            return Vec::new();
        }
        let rule = self.acts.rule(pattern.rule);
        let kills = root(&rule.code) >= 18;
        let judges = rule.code.starts_with("115") || rule.code.starts_with("116");
        let spares = root(&rule.code) == 8;
        let blames = root(&rule.code) == 11;
        let of_verb = |by: usize| {
            let Some(head) = doc.head(by) else {
                return false;
            };
            match doc.token(head).pos {
                Pos::ADJ => true,
                // "was accused of shelling villages *by Chad*".
                Pos::VERB => blames && doc.token(head).tag == Tag::VBG,
                Pos::NOUN | Pos::PROPN => {
                    let act = self.names_act(head) || self.verbs[head] != 0;
                    // "was exempted from tariffs *by Peru*".
                    let from_it =
                        || spares && doc.head(head).is_some_and(|prep| doc.word(prep) == "from");
                    !act || judges || from_it() || doc.child(head, Dep::Poss).is_some()
                }
                _ => false,
            }
        };
        doc.subtree(verb)
            .filter(|&by| by > verb && doc.word(by) == "by")
            .filter(|&by| matches!(doc.token(by).dep, Dep::Prep | Dep::Agent))
            .filter(|&by| of_verb(by) && self.hangs_behind(by, verb, blames))
            .find_map(|by| {
                let mut doers = Vec::new();
                crate::clause::add_agents(doc, by, &mut doers);
                let named: Vec<EndActor> = doers
                    .into_iter()
                    .filter(|&doer| {
                        let mention = self.analysis.mentions.headed_by(doer);
                        mention.is_some_and(|mention| {
                            !mention.is_place || mention.nature == Nature::State
                        })
                    })
                    .flat_map(|doer| self.doers_of(doer))
                    .filter(|doer| !self.is_city(doer))
                    // "was eliminated from the race *by Peru*": who bears no arms kills nobody by such words.
                    .filter(|doer| !kills || bears_arms(doer))
                    .collect();
                (!named.is_empty()).then_some(named)
            })
            .unwrap_or_default()
    }

    /// Whether the climb from `token` to `verb` goes by phrases behind the verb alone, and with `gerunds` by gerunds.
    fn hangs_behind(&self, token: usize, verb: usize, gerunds: bool) -> bool {
        let doc = self.analysis.doc;
        let mut at = token;
        while at != verb {
            let phrase = matches!(
                doc.token(at).dep,
                Dep::Prep
                    | Dep::Agent
                    | Dep::Pobj
                    | Dep::Oprd
                    | Dep::Acomp
                    | Dep::Amod
                    | Dep::Attr
                    | Dep::Dobj
                    | Dep::Conj
            ) || gerunds
                && matches!(doc.token(at).dep, Dep::Pcomp)
                && doc.token(at).tag == Tag::VBG;
            match doc.head(at) {
                Some(head) if phrase => at = head,
                _ => return false,
            }
        }
        true
    }

    /// Whether several did something with a party of its own, each by itself: "Chile and Peru reached a deal
    /// *with the banks*" is no deal between them.
    pub(super) fn is_with_others(&self, pattern: &Pattern, clause: &Clause) -> bool {
        let doc = self.analysis.doc;
        let with = self.acts.vocabulary().number("with");
        let asked = pattern
            .slots
            .iter()
            .any(|slot| matches!(&slot.link, Link::Preposition(words) if words.contains(with)));
        !asked
            && clause.prepositions.iter().any(|&(prep, object)| {
                doc.word(prep).eq_ignore_ascii_case("with")
                    && !self.is_each_other(object)
                    && (doc.token(object).pos == Pos::PROPN
                        || self.analysis.mentions.headed_by(object).is_some())
            })
    }
}

/// Whether an end is a force or an armed group.
fn bears_arms(end: &EndActor) -> bool {
    matches!(
        end.actor.role,
        Some(Role::MIL | Role::REB | Role::COP | Role::UAF | Role::SEP | Role::CRM | Role::SPY)
    ) || !end.actor.is_state() && end.actor.role.is_none()
}

/// The part of an end's state that has `role`.
fn with_part(end: EndActor, role: Role) -> EndActor {
    EndActor {
        actor: Actor::new(end.actor.head.clone(), Some(role)),
        ..end
    }
}
