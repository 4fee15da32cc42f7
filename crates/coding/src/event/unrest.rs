//! Tumult that names nobody: "*anti-government protests* in Bahrain", "riots broke out in London", "a march against the
//! king".

use detente_lexicon::acts::{Pattern, PredicateKind, Word};
use detente_lexicon::{Actor, Role};
use detente_syntax::{Dep, Pos, Tag};

use super::content::root;
use super::ends::EndActor;
use super::engine::Engine;
use super::frame::Mood;
use super::matching::Fit;
use crate::clause;
use crate::mention::{MentionKind, Nature};

/// The rule under which such protests are known.
const UNREST: &str = "141.unrest";

/// Prepositions by which tumult is told where it takes place.
const WITHIN: &[&str] = &[
    "in",
    "across",
    "throughout",
    "around",
    "through",
    "to",
    "over",
];

/// Prepositions that name whom or what a protest is about.
const ABOUT: &[&str] = &["against", "over", "outside", "at", "by", "of", "near"];

impl<'a> Engine<'a> {
    /// The people of a country protest against its government, or another, where the words say that somebody there does.
    pub(super) fn unrest(&mut self, token: usize) {
        let doc = self.analysis.doc;
        if doc.token(token).pos != Pos::NOUN {
            return;
        }
        let Some(pattern) = self.protest_pattern(token).filter(|_| !self.is_blow(token)) else {
            return;
        };
        let outer = self.outer(token);
        if self.is_within_protest(outer) {
            return;
        }
        let frame = self.frame(token, None);
        if frame.suppressed.is_some() || frame.negated || frame.mood != Mood::Real {
            return;
        }
        let Some((ground, against)) = self.parties_of_protest(token, outer) else {
            return;
        };
        let end = |head: &str, role: Role| EndActor {
            actor: Actor::new(head, Some(role)),
            name: doc.span_text(token..token + 1).to_owned(),
            tokens: token..token + 1,
            is_media: false,
            place: false,
        };
        let people = end(&ground, Role::CVL);
        let target = end(&against, Role::GOV);
        let code = self.kind_of_protest(token, pattern, &people, &target);
        self.push_told(token, &frame, (UNREST, &code), (&people, &target));
    }

    /// "blocked a road *in a protest* against the king": whether the verb over the noun at `outer` tells what people did.
    fn is_within_protest(&self, outer: usize) -> bool {
        let doc = self.analysis.doc;
        !matches!(doc.token(outer).dep, Dep::Nsubj | Dep::Nsubjpass)
            && doc
                .ancestors(outer)
                .filter(|&verb| clause::is_verb(doc, verb))
                .flat_map(|verb| clause::of_verb(doc, verb).subjects)
                .flat_map(|subject| self.doers_of(subject))
                .any(|doer| {
                    matches!(
                        doer.actor.role,
                        Some(Role::CVL | Role::OPP | Role::EDU | Role::NGO | Role::REF | Role::SEP)
                    )
                })
    }

    /// Whose people the tumult at `token` is and against whose government; `outer` is the noun that stands for it in its
    /// clause.
    fn parties_of_protest(&self, token: usize, outer: usize) -> Option<(String, String)> {
        let scene = || self.scene_of_protest(token, outer);
        let foreign = self.hated(token);
        if let Some(foreign) = foreign {
            let ground = scene().filter(|ground| *ground != foreign)?;
            return Some((ground, foreign));
        }
        if self.is_defiant(token) {
            let ground = scene().or_else(|| self.convulsed(outer))?;
            return Some((ground.clone(), ground));
        }
        let against = self.governments_against(token);
        if let [government] = &against[..] {
            let ground = scene().or_else(|| self.convulsed(outer));
            return match ground {
                Some(ground) => Some((ground, government.actor.head.to_string())),
                // "a march against *the king*": his own people's. Against a state by its name anybody's.
                None => self
                    .governs(government)
                    .then(|| government.actor.head.to_string())
                    .map(|head| (head.clone(), head)),
            };
        }
        if !against.is_empty() || self.names_doer(token) {
            return None;
        }
        if self.acts.embedding().tumult.contains(self.word_of(token)) || self.is_stoppage(token) {
            let about = self.is_about_somebody(token, outer);
            let broke_out = self
                .convulsed(outer)
                .or_else(|| self.happens(outer).then(scene).flatten())
                .filter(|_| !about);
            if let Some(ground) = broke_out {
                return Some((ground.clone(), ground));
            }
        }
        self.yielding(outer).map(|head| (head.clone(), head))
    }

    /// Whether some noun rule takes `token` for a protest: its first pattern.
    fn protest_pattern(&self, token: usize) -> Option<&'a Pattern> {
        let is_protest = |pattern: &&Pattern| {
            let rule = self.acts.rule(pattern.rule);
            rule.operator.is_none() && root(&rule.code) == 14
        };
        let mut patterns = self
            .patterns_of(PredicateKind::Noun, token)
            .filter(is_protest);
        let first = patterns.next()?;
        let content = |pattern: &Pattern| self.acts.rule(pattern.rule).content_only;
        if content(first) {
            patterns.find(|pattern| !content(pattern)).or(Some(first))
        } else {
            Some(first)
        }
    }

    /// Whether the noun at `token` may as well be a blow: a strike that nothing tells to be a stoppage.
    fn is_blow(&self, token: usize) -> bool {
        self.analysis.doc.lemma(token) == "strike" && !self.is_stoppage(token)
    }

    /// Whether the noun at `token` is a strike of those who work, by its attributes or by how long it goes on: "a *general*
    /// strike", "*a week of* strikes".
    fn is_stoppage(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let stoppage = &self.acts.embedding().stoppage;
        let start = crate::tree::left_edge(doc, token);
        doc.lemma(token) == "strike"
            && (self.outer(token) != token
                || (start..token).any(|t| {
                    stoppage.contains(self.words[t]) || stoppage.contains(self.doubles[t])
                }))
    }

    /// The number of the word of two that `token` ends, else its own.
    fn word_of(&self, token: usize) -> Word {
        if self.doubles[token] == 0 {
            self.words[token]
        } else {
            self.doubles[token]
        }
    }

    /// The noun that stands for `token` in its clause: "*weeks* of protests".
    fn outer(&self, token: usize) -> usize {
        let transparent = &self.acts.embedding().transparent;
        clause::outermost(self.analysis.doc, token, |noun| {
            transparent.contains(self.words[noun])
        })
    }

    /// What kind of protest the words around `token` make it.
    fn kind_of_protest(
        &self,
        token: usize,
        pattern: &'a Pattern,
        people: &EndActor,
        target: &EndActor,
    ) -> String {
        let rule = self.acts.rule(pattern.rule);
        let fit = Fit {
            pattern,
            sources: vec![people.clone()],
            targets: vec![target.clone()],
            content: Vec::new(),
            fillers: Vec::new(),
            worded: Vec::new(),
            score: 0,
            one_way: false,
        };
        let code = self.refined(rule, token, None, &fit);
        if root(code) == 14 { code } else { "141" }.to_owned()
    }

    /// Whether the attributes of the noun at `token` say that it is against those who govern: "anti-government".
    fn is_defiant(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let start = crate::tree::left_edge(doc, token);
        let defiant = &self.acts.embedding().defiant;
        (start..token).any(|t| defiant.contains(self.words[t]) || defiant.contains(self.doubles[t]))
    }

    /// Whom the noun at `token` is told to be against by an adjective: "*anti-Japanese* protests".
    fn hated(&self, token: usize) -> Option<String> {
        let doc = self.analysis.doc;
        let start = crate::tree::left_edge(doc, token);
        (start + 2..token)
            .filter(|&t| doc.word(t - 1) == "-" && doc.word(t - 2).eq_ignore_ascii_case("anti"))
            .filter_map(|t| self.analysis.mentions.headed_by(t))
            .filter(|mention| matches!(mention.nature, Nature::Adjective | Nature::State))
            .find_map(|mention| mention.actors.first().filter(|actor| actor.is_state()))
            .map(|actor| actor.head.to_string())
    }

    /// The governments that the protest at `token` is told to be against.
    fn governments_against(&self, token: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        doc.children(token)
            .filter(|&prep| doc.token(prep).dep == Dep::Prep && doc.word(prep) == "against")
            .filter_map(|prep| doc.child(prep, Dep::Pobj))
            .filter_map(|object| self.analysis.mentions.headed_by(object))
            .flat_map(super::ends::from_mention)
            .filter(|end| end.actor.is_state() && end.actor.role == Some(Role::GOV))
            .collect()
    }

    /// Whether an end is somebody who governs, by name or by office, and no state by its name.
    fn governs(&self, end: &EndActor) -> bool {
        self.mention_of(end).is_some_and(|mention| {
            matches!(mention.kind, MentionKind::Person | MentionKind::Description)
                || mention.nature == Nature::Body
        })
    }

    /// Whether the phrase of the noun at `token` names who does it.
    fn names_doer(&self, token: usize) -> bool {
        clause::own_owners(self.analysis.doc, token)
            .into_iter()
            .any(|owner| !self.doers_of(owner).is_empty())
    }

    /// Whether a preposition names somebody whom the tumult at `token` is about, by, or near.
    fn is_about_somebody(&self, token: usize, outer: usize) -> bool {
        let doc = self.analysis.doc;
        let verb = doc.head(outer);
        [Some(token), verb]
            .into_iter()
            .flatten()
            .flat_map(|at| doc.children(at))
            .filter(|&prep| {
                doc.token(prep).dep == Dep::Prep
                    && ABOUT.contains(&doc.word(prep).to_lowercase().as_str())
            })
            .filter_map(|prep| doc.child(prep, Dep::Pobj))
            .flat_map(|object| doc.subtree(object))
            .any(|t| {
                self.analysis
                    .mentions
                    .headed_by(t)
                    .is_some_and(|mention| !mention.actors.is_empty())
            })
    }

    /// Whether the noun at `outer` is told to take place, or to spread.
    fn happens(&self, outer: usize) -> bool {
        let doc = self.analysis.doc;
        let embedding = self.acts.embedding();
        doc.token(outer).dep == Dep::Nsubj
            && doc.head(outer).is_some_and(|verb| {
                clause::is_verb(doc, verb)
                    && (embedding.happening.contains(self.words[verb])
                        || matches!(doc.lemma(verb), "spread" | "rage" | "grow" | "mount"))
            })
    }

    /// The state where the noun at `token`, or what the verb says of it, takes place.
    fn scene_of_protest(&self, token: usize, outer: usize) -> Option<String> {
        let doc = self.analysis.doc;
        let verb = doc
            .head(outer)
            .filter(|&verb| clause::is_verb(doc, verb) && doc.token(outer).dep != Dep::Conj);
        [Some(token), verb]
            .into_iter()
            .flatten()
            .flat_map(|at| doc.children(at))
            .filter(|&prep| doc.token(prep).dep == Dep::Prep && WITHIN.contains(&doc.word(prep)))
            .filter_map(|prep| doc.child(prep, Dep::Pobj))
            .find_map(|place| self.state_of_ground(place))
    }

    /// The state that the noun at `outer` is told to befall: "protests rocked *Algiers*", "*Greece* was paralysed by …".
    fn convulsed(&self, outer: usize) -> Option<String> {
        let doc = self.analysis.doc;
        let struck = |verb: usize| self.acts.embedding().convulsing.contains(self.words[verb]);
        let place = match doc.token(outer).dep {
            Dep::Nsubj => doc
                .head(outer)
                .filter(|&verb| struck(verb))
                .and_then(|verb| doc.child(verb, Dep::Dobj)),
            Dep::Pobj => doc
                .head(outer)
                .filter(|&by| doc.word(by) == "by")
                .and_then(|by| doc.head(by))
                .filter(|&verb| struck(verb) && clause::is_passive(doc, verb))
                .and_then(|verb| doc.child(verb, Dep::Nsubjpass)),
            _ => None,
        }?;
        self.state_of_ground(place)
    }

    /// The state whose ground the phrase headed by `place` is: "Algiers", "*Chinese* cities".
    fn state_of_ground(&self, place: usize) -> Option<String> {
        let doc = self.analysis.doc;
        let state = |at: usize| {
            let mention = self.analysis.mentions.headed_by(at)?;
            let is_ground = mention.is_place
                || matches!(
                    mention.nature,
                    Nature::State | Nature::Capital | Nature::City | Nature::Adjective
                );
            let actor = mention.actors.first().filter(|_| is_ground)?;
            actor.is_state().then(|| actor.head.to_string())
        };
        if let Some(head) = state(place) {
            return Some(head);
        }
        if !self.acts.embedding().grounds.contains(self.words[place]) {
            return None;
        }
        let of = doc
            .children(place)
            .filter(|&c| doc.token(c).dep == Dep::Prep && matches!(doc.word(c), "of" | "in"))
            .filter_map(|prep| doc.child(prep, Dep::Pobj));
        doc.children(place)
            .filter(|&c| c < place)
            .chain(of)
            .find_map(state)
    }

    /// The state whose government the tumult at `outer` makes yield: "a week of strikes forced *Nigeria's government* to
    /// back down", "yielding to weeks of protests, *the president* …".
    fn yielding(&self, outer: usize) -> Option<String> {
        let doc = self.analysis.doc;
        let is_plural = |t: usize| doc.token(t).tag == Tag::NNS;
        if !is_plural(outer) && doc.child(outer, Dep::Prep).is_none() {
            return None;
        }
        let head = doc.head(outer)?;
        let compels = |verb: usize| self.acts.embedding().compelling.contains(self.words[verb]);
        let moved = match doc.token(outer).dep {
            Dep::Nsubj if compels(head) => clause::of_verb(doc, head).objects,
            Dep::Pobj if doc.word(head) == "by" => doc
                .head(head)
                .filter(|&verb| compels(verb) && clause::is_passive(doc, verb))
                .map(|verb| clause::of_verb(doc, verb).objects)
                .unwrap_or_default(),
            Dep::Pobj => {
                let ceded = doc.ancestors(outer).find(|&verb| {
                    self.drafts
                        .iter()
                        .any(|draft| draft.predicate == verb && root(&draft.code) == 8)
                        || clause::is_verb(doc, verb) && self.is_giving_way(verb)
                })?;
                let to = matches!(
                    doc.word(head).to_lowercase().as_str(),
                    "to" | "after" | "following" | "amid" | "under" | "before"
                );
                if !to {
                    return None;
                }
                clause::of_verb(doc, ceded).subjects
            }
            _ => Vec::new(),
        };
        moved
            .into_iter()
            .flat_map(|who| self.doers_of(who))
            .find(|end| end.actor.is_state() && end.actor.role == Some(Role::GOV) && !end.place)
            .map(|end| end.actor.head.to_string())
    }

    /// Whether some rule takes the verb at `token` for yielding: "yield", "bow".
    fn is_giving_way(&self, token: usize) -> bool {
        matches!(
            self.analysis.doc.lemma(token),
            "yield" | "bow" | "cave" | "relent" | "bend" | "succumb" | "give"
        ) && self
            .acts
            .of_predicate(PredicateKind::Verb, self.words[token])
            .any(|pattern| root(&self.acts.rule(pattern.rule).code) == 8)
    }

    /// Whether the phrase or clause headed by `token` speaks of tumult.
    pub(super) fn speaks_of_tumult(&self, token: usize) -> bool {
        self.analysis
            .doc
            .subtree(token)
            .any(|t| self.acts.embedding().tumult.contains(self.word_of(t)))
    }
}
