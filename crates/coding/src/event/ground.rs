//! Whose ground it is: who lives where homes are struck, who protests in a street, whom a bomb abroad is meant for.

use detente_lexicon::{Actor, Role};
use detente_syntax::{Dep, Tag};

use super::content::root;
use super::ends::EndActor;
use super::engine::Engine;
use super::matching::Fit;
use crate::clause::Clause;

impl Engine<'_> {
    /// Who lives where *homes* are struck; and those of no known state whom a body of no state strikes are of the state where it
    /// does: "Islamic State shot ten *villagers* in Iraq".
    pub(super) fn of_the_ground(
        &self,
        mut target: EndActor,
        source: &EndActor,
        fit: &Fit<'_>,
        clause: &Clause,
        code: &str,
    ) -> EndActor {
        if root(code) == 7 {
            return self.helped_there(target, fit, clause);
        }
        if !matches!(root(code), 17..=20) {
            return target;
        }
        let dwellings = &self.acts.embedding().dwellings;
        let homes = || {
            fit.fillers
                .iter()
                .chain(&clause.objects)
                .any(|&thing| dwellings.contains(self.words[thing]))
        };
        let owner = || {
            clause
                .objects
                .iter()
                .filter(|&&thing| dwellings.contains(self.words[thing]))
                .flat_map(|&home| self.actors_of(home))
                .find(|owner| !owner.place && !owner.actor.is_unknown())
        };
        if target.place
            && let Some(owner) = owner()
        {
            // "the homes *of two Palestinians* in Jerusalem".
            return owner;
        }
        if target.place
            && target.actor.is_state()
            && target.actor.role == Some(Role::GOV)
            && !code.starts_with("172")
            && homes()
            && !(source.actor.head == target.actor.head && source.actor.role == Some(Role::CVL))
        {
            target.actor.role = Some(Role::CVL);
        }
        let people = matches!(
            target.actor.role,
            Some(Role::CVL | Role::MED | Role::EDU | Role::NGO | Role::REF | Role::MIL | Role::COP)
        );
        if target.actor.is_unknown() && people && !source.actor.is_state() {
            let ground = self.ground_told(fit, clause).map(|place| place.actor.head);
            if let Some(head) = ground {
                target.actor.head = head;
            }
        }
        target
    }

    /// "sent food for *flood victims* in Mozambique": people of no known state who are helped are of the state where they are.
    fn helped_there(&self, mut target: EndActor, fit: &Fit<'_>, clause: &Clause) -> EndActor {
        let people = matches!(target.actor.role, Some(Role::CVL | Role::REF));
        if target.actor.is_unknown() && people {
            let doc = self.analysis.doc;
            let beside = || {
                let verb = fit.fillers.iter().filter_map(|&filler| doc.head(filler));
                verb.flat_map(|verb| doc.children(verb))
                    .filter(|&prep| doc.word(prep) == "in" && doc.token(prep).dep == Dep::Prep)
                    .filter_map(|prep| doc.child(prep, Dep::Pobj))
                    .find_map(|place| self.state_at(place))
            };
            if let Some(ground) = self.ground_told(fit, clause).or_else(beside) {
                target.actor.head = ground.actor.head;
            }
        }
        target
    }

    /// The state that the place at `token` stands for.
    fn state_at(&self, token: usize) -> Option<EndActor> {
        let mention = self.analysis.mentions.headed_by(token)?;
        super::ends::from_mention(mention)
            .into_iter()
            .find(|end| end.place && end.actor.is_state())
    }

    /// "*Tens of thousands of people* took to the streets of Cairo": protesters whom nothing else places are of where they protest,
    /// and rebels of the state whose soldiers or towns they take.
    pub(super) fn of_the_streets(
        &self,
        mut source: EndActor,
        fit: &Fit<'_>,
        clause: &Clause,
        code: &str,
    ) -> EndActor {
        let doc = self.analysis.doc;
        if !source.actor.is_unknown() {
            // Those who serve a state and strike do it as people.
            let several = self
                .mention_of(&source)
                .is_some_and(|mention| doc.token(mention.head).tag == Tag::NNS);
            if code.starts_with("143") && source.actor.role == Some(Role::GOV) && several {
                source.actor.role = Some(Role::CVL);
            }
            return source;
        }
        let people = matches!(
            source.actor.role,
            Some(Role::CVL | Role::OPP | Role::EDU | Role::REF)
        );
        let police = source.actor.role == Some(Role::COP) && matches!(root(code), 17..=19);
        if police {
            let at_work = || {
                let told = fit.targets.iter().map(|target| &target.actor);
                let mut heads = told.filter(|actor| actor.is_state());
                heads.next().map(|actor| actor.head.clone())
            };
            let ground = self
                .ground_told(fit, clause)
                .map(|ground| ground.actor.head)
                .or_else(at_work);
            if let Some(head) = ground {
                source.actor.head = head;
            }
        } else if (root(code) == 14 || code.starts_with("133")) && people {
            if let Some(ground) = self.ground_told(fit, clause) {
                source.actor.head = ground.actor.head;
            }
        } else if matches!(root(code), 3..=8)
            && matches!(source.actor.role, Some(Role::REB | Role::SEP))
            && let [state] = &fit.targets[..]
            && state.actor.is_state()
            && state.actor.role == Some(Role::GOV)
        {
            // "Leaders of *the rebels* met Chad's president": those who deal with a government and are nobody else's are its own.
            source.actor.head.clone_from(&state.actor.head);
        } else if matches!(root(code), 18 | 19)
            && matches!(source.actor.role, Some(Role::REB | Role::SEP))
        {
            let struck = fit.targets.iter().find(|target| {
                target.actor.is_state()
                    && (target.place
                        || matches!(target.actor.role, Some(Role::MIL | Role::COP | Role::GOV)))
            });
            // "rebels stormed *the Japanese envoy's* house *in Lima*": where it was tells more than whose it is.
            let told = self
                .ground_told(fit, clause)
                .filter(|_| struck.is_some_and(|struck| !struck.place));
            if let Some(ground) = told.as_ref().or(struck) {
                source.actor.head.clone_from(&ground.actor.head);
            }
        }
        source
    }

    /// The state in which the act of `fit` took place, where its words tell: "in Mosul", "*Gaza*, where …".
    fn ground_told(&self, fit: &Fit<'_>, clause: &Clause) -> Option<EndActor> {
        let doc = self.analysis.doc;
        let within = |prep: usize| {
            matches!(
                doc.word(prep),
                "in" | "near" | "outside" | "at" | "inside" | "across"
            ) || doc.word(prep) == "of"
                && doc
                    .head(prep)
                    .is_some_and(|noun| self.acts.embedding().grounds.contains(self.words[noun]))
        };
        let state = |object: usize| self.state_at(object);
        let below = fit
            .fillers
            .iter()
            .flat_map(|&filler| doc.subtree(filler))
            .filter(|&prep| doc.token(prep).dep == Dep::Prep)
            .filter_map(|prep| Some((prep, doc.child(prep, Dep::Pobj)?)));
        // "kidnapped ten girls from *a school in Nigeria*".
        let deeper = clause
            .prepositions
            .iter()
            .flat_map(|&(_, object)| doc.children(object))
            .filter(|&prep| doc.token(prep).dep == Dep::Prep)
            .filter_map(|prep| Some((prep, doc.child(prep, Dep::Pobj)?)));
        let mut told = clause
            .prepositions
            .iter()
            .copied()
            .chain(below)
            .chain(deeper);
        if let Some(found) = told
            .by_ref()
            .filter(|&(prep, _)| within(prep))
            .find_map(|(_, object)| state(object))
        {
            return Some(found);
        }
        let verb = clause.light.unwrap_or(clause.predicate);
        let where_it_was = doc
            .children(verb)
            .any(|c| doc.word(c).eq_ignore_ascii_case("where"));
        (where_it_was && doc.token(verb).dep == Dep::Relcl)
            .then(|| doc.head(verb))
            .flatten()
            .and_then(state)
    }

    /// Who holds the ground abroad where a state uses force or bombs go off that nobody is named for: "*Gaza*, where Israeli
    /// troops shelled homes", "ETA set off a bomb *in Madrid*".
    pub(super) fn struck_abroad(
        &self,
        source: &EndActor,
        fit: &Fit<'_>,
        clause: &Clause,
        code: &str,
    ) -> Option<EndActor> {
        let bombs = code.starts_with("183");
        if !(bombs || source.actor.is_state() && matches!(root(code), 19 | 20)) {
            return None;
        }
        let mut ground = self
            .ground_told(fit, clause)
            .filter(|ground| ground.actor.head != source.actor.head)?;
        let dwellings = &self.acts.embedding().dwellings;
        let homes = clause
            .objects
            .iter()
            .chain(&fit.fillers)
            .any(|&thing| dwellings.contains(self.words[thing]));
        ground.actor.role = Some(if homes { Role::CVL } else { Role::GOV });
        Some(ground)
    }

    /// Whether the clause at `token` tells of a border: forces that are sent there help nobody beyond it.
    pub(super) fn is_at_border(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        doc.subtree(token)
            .any(|t| self.acts.embedding().borders.contains(self.words[t]))
    }

    /// Whom forces are shown to that are readied or moved at a border: "put its army on alert along the border *with Chad*".
    pub(super) fn across_the_border(
        &self,
        source: &EndActor,
        fit: &Fit<'_>,
        clause: &Clause,
        code: &str,
    ) -> Option<EndActor> {
        if root(code) != 15 || !source.actor.is_state() {
            return None;
        }
        let doc = self.analysis.doc;
        let verb = clause.light.unwrap_or(clause.predicate);
        let below = std::iter::once(verb)
            .chain(fit.fillers.iter().copied())
            .flat_map(|at| doc.subtree(at));
        below
            .filter(|&t| self.acts.embedding().borders.contains(self.words[t]))
            .flat_map(|border| {
                let beyond = doc
                    .children(border)
                    .filter(|&c| {
                        doc.token(c).dep == Dep::Prep && matches!(doc.word(c), "with" | "to" | "of")
                    })
                    .filter_map(|prep| doc.child(prep, Dep::Pobj));
                let before = doc.children(border).filter(|&c| {
                    c < border
                        && matches!(
                            doc.token(c).dep,
                            Dep::Amod | Dep::Compound | Dep::Poss | Dep::Nmod
                        )
                });
                beyond.chain(before).collect::<Vec<_>>()
            })
            .flat_map(|at| self.actors_of(at))
            .find(|end| end.actor.is_state() && end.actor.head != source.actor.head)
    }

    /// "Police flattened *2,000 shacks*": those who lived there, at home.
    pub(super) fn who_lives_there(
        &self,
        token: usize,
        code: &str,
        source: &EndActor,
    ) -> Option<EndActor> {
        let dwellings = &self.acts.embedding().dwellings;
        let clause = crate::clause::of_verb(self.analysis.doc, token);
        let mut homes = clause
            .objects
            .iter()
            .copied()
            .filter(|&thing| dwellings.contains(self.words[thing]))
            .peekable();
        let governs = matches!(
            source.actor.role,
            Some(Role::COP | Role::GOV | Role::MIL | Role::JUD)
        );
        let destroyed =
            homes.peek().is_some() && governs && source.actor.is_state() && code.starts_with("171");
        // "the homes *of two Palestinians*".
        let owner = homes
            .flat_map(|home| self.actors_of(home))
            .find(|owner| !owner.place && !owner.actor.is_unknown() && owner.actor != source.actor);
        if destroyed && owner.is_some() {
            return owner;
        }
        destroyed.then(|| EndActor {
            actor: Actor::new(source.actor.head.clone(), Some(Role::CVL)),
            ..EndActor::unknown(source.tokens.start)
        })
    }
}
