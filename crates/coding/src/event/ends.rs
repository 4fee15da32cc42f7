//! The ends of an act: from the head of a slot's phrase to the actors it stands for.

use std::ops::Range;

use detente_lexicon::acts::PredicateKind;
use detente_lexicon::{Actor, Role, RoleSort};
use detente_syntax::{Dep, Pos, Tag};

use super::engine::Engine;
use crate::mention::{Mention, MentionKind, Nature};

/// One actor at one end of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EndActor {
    /// Who.
    pub actor: Actor,
    /// Full name or description.
    pub name: String,
    /// The words that stand for it.
    pub tokens: Range<usize>,
    /// Whether it is a medium or its people, who ask and report.
    pub is_media: bool,
    /// Whether it is named as a place.
    pub place: bool,
}

impl EndActor {
    /// Somebody whom the text does not tell; `at` is where the words would stand.
    pub(super) fn unknown(at: usize) -> Self {
        Self {
            actor: Actor {
                head: "-".into(),
                role: None,
            },
            name: String::new(),
            tokens: at..at,
            is_media: false,
            place: false,
        }
    }
}

/// Prepositions by which a phrase names whom it touches: "the base in Syria", "the sea around Taiwan".
const AROUND: &[&str] = &[
    "in", "on", "at", "inside", "near", "against", "to", "with", "along", "around", "off", "over",
    "outside", "across",
];

/// Prepositions by which a phrase names whom it is meant for: "the campaign against Iran"; what is said
/// or agreed *in* a place does not touch it.
const TOWARDS: &[&str] = &["against", "to", "with", "on"];

/// What stands before a name, with a hyphen, and makes it an attribute: "anti-American".
const PREFIXES: &[&str] = &["anti", "pro", "non", "post", "pre"];

/// What stands behind a name, with a hyphen, and makes it an attribute: "U.S.-made".
const SUFFIXES: &[&str] = &[
    "like", "style", "made", "born", "bound", "type", "era", "grown", "produced", "built",
];

/// How far from its head a phrase names an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Who owns it.
    Owners,
    /// Whom it is meant for, too.
    Towards,
    /// Whom it is near or directed at, too.
    Around,
}

/// How deep in a phrase an actor is looked for.
const MAX_DEPTH: usize = 4;

impl Engine<'_> {
    /// The mention whose words stand for an end.
    pub(super) fn mention_of(&self, end: &EndActor) -> Option<&Mention> {
        let mentions = &self.analysis.mentions;
        end.tokens
            .clone()
            .filter_map(|token| mentions.headed_by(token))
            .find(|mention| mention.tokens == end.tokens)
    }

    /// Whether an end is a person by name.
    pub(super) fn is_person(&self, end: &EndActor) -> bool {
        self.mention_of(end)
            .is_some_and(|mention| mention.kind == MentionKind::Person)
    }

    /// The actors of the phrase headed by `token`: its own, else those of its owner.
    pub(super) fn actors_of(&self, token: usize) -> Vec<EndActor> {
        self.actors_at(token, Reach::Around, 0)
    }

    /// The actors whom words, plans and deals can be towards: those of the phrase headed by `token`, and
    /// those it is meant for, not those it merely is near.
    pub(super) fn addressees_of(&self, token: usize) -> Vec<EndActor> {
        self.actors_at(token, Reach::Towards, 0)
    }

    /// The actors who do what the phrase headed by `token` is the subject of: not those it merely is
    /// near ("a bomb in Baghdad" is not Iraq's deed).
    pub(super) fn doers_of(&self, token: usize) -> Vec<EndActor> {
        self.actors_at(token, Reach::Owners, 0)
    }

    fn actors_at(&self, token: usize, reach: Reach, depth: usize) -> Vec<EndActor> {
        if self.is_affixed(token) {
            return Vec::new();
        }
        if let Some(mention) = self.analysis.mentions.headed_by(token)
            && !mention.actors.is_empty()
        {
            return self.parties_named(token, mention);
        }
        if depth >= MAX_DEPTH {
            return Vec::new();
        }
        let doc = self.analysis.doc;
        if !matches!(
            doc.token(token).pos,
            Pos::NOUN | Pos::PROPN | Pos::NUM | Pos::ADJ | Pos::DET | Pos::PRON
        ) {
            return Vec::new();
        }
        if self.names_act(token) {
            return self.doers(token, reach, depth);
        }
        let members = self.members(token);
        if !members.is_empty() {
            return members
                .into_iter()
                .flat_map(|member| self.actors_at(member, reach, depth + 1))
                .collect();
        }
        if self.acts.embedding().relational.contains(self.words[token]) {
            let named = self.relations_named(token);
            return named
                .into_iter()
                .flat_map(|name| self.actors_at(name, reach, depth + 1))
                .collect();
        }
        if reach == Reach::Owners && self.is_agents(token) {
            // "Tanzania's tour operators" are not Tanzania, whoever they are.
            return Vec::new();
        }
        // "the Basque group ETA": the name says who of that people it is.
        if let Some(named) = doc
            .child(token, Dep::Appos)
            .filter(|&appos| doc.token(appos).pos == Pos::PROPN && appos == token + 1)
        {
            let found = self.actors_at(named, reach, depth + 1);
            if !found.is_empty() {
                return found;
            }
        }
        let mut own = self.modifiers(token, reach, depth);
        if own.is_empty()
            && let Some(owner) = self.proprietor(token)
        {
            own = self.actors_at(owner, reach, depth + 1);
        }
        if !own.is_empty() {
            return own;
        }
        let around: &[&str] = match reach {
            Reach::Owners => &[],
            Reach::Towards | Reach::Around => AROUND,
        };
        for wanted in [&["by", "from"][..], &["of"], around] {
            for prep in self.prepositions_behind(token) {
                if !wanted.contains(&doc.word(prep).to_lowercase().as_str()) {
                    continue;
                }
                if let Some(object) = doc.child(prep, Dep::Pobj) {
                    // "a rise in *German rates*" is Germany's; "a meeting in *Germany*" is not.
                    let is_ground = !TOWARDS.contains(&doc.word(prep).to_lowercase().as_str())
                        && self
                            .analysis
                            .mentions
                            .headed_by(object)
                            .is_some_and(|m| m.is_place);
                    if reach == Reach::Towards && is_ground && wanted == around {
                        continue;
                    }
                    let mut objects = vec![object];
                    if doc.word(prep) == "of" {
                        // "the entry *of Finland and Sweden*".
                        objects.clear();
                        crate::tree::coordinated(doc, object, &mut objects);
                    }
                    let found: Vec<EndActor> = objects
                        .into_iter()
                        .flat_map(|object| self.actors_at(object, reach, depth + 1))
                        .collect();
                    if !found.is_empty() {
                        return found;
                    }
                }
            }
        }
        if (self.acts.embedding().voices.contains(self.words[token]) || self.is_set_off(token))
            && let Some(issuer) = self.issuer(token)
        {
            let found = self.actors_at(issuer, reach, depth + 1);
            if !found.is_empty() {
                return found;
            }
        }
        // "the exiled cleric, Fethullah Gulen": the name in apposition tells.
        doc.child(token, Dep::Appos)
            .map_or_else(Vec::new, |appos| self.actors_at(appos, reach, depth + 1))
    }

    /// The state that stands before the plural at `token` as a party beside it, which the parse takes for one of its
    /// attributes: "a truce between *Mali* and Tuareg rebels".
    fn state_before(&self, token: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let nature = |t: usize| self.analysis.mentions.headed_by(t).map(|m| m.nature);
        if doc.token(token).tag != Tag::NNS {
            return Vec::new();
        }
        doc.children(token)
            .filter(|&c| c < token && matches!(doc.token(c).dep, Dep::Nmod | Dep::Compound))
            .filter(|&c| nature(c) == Some(Nature::State))
            .filter(|&c| {
                doc.children(c).any(|joined| {
                    doc.token(joined).dep == Dep::Conj && nature(joined) != Some(Nature::State)
                })
            })
            .filter_map(|c| self.analysis.mentions.headed_by(c))
            .flat_map(from_mention)
            .collect()
    }

    /// Those whom the words of `mention` stand for, with the state that stands before it.
    fn parties_named(&self, token: usize, mention: &Mention) -> Vec<EndActor> {
        let listed = self.listed_behind(token, mention);
        if !listed.is_empty() {
            return listed;
        }
        if mention.actors.iter().all(is_some_state) {
            // "*countries such as Egypt and Jordan*" are those two.
            let members: Vec<EndActor> = self
                .members(token)
                .into_iter()
                .filter_map(|member| self.analysis.mentions.headed_by(member))
                .flat_map(from_mention)
                .collect();
            if !members.is_empty() {
                return members;
            }
        }
        let mut found = self.state_before(token);
        found.extend(from_mention(mention));
        found
    }

    /// The names in apposition that tell who the several of `mention` are: "the six nations - *Japan, Canada, …*".
    fn listed_behind(&self, token: usize, mention: &Mention) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let plural = doc.token(token).tag == Tag::NNS;
        if !plural && mention.nature != Nature::Body {
            return Vec::new();
        }
        let Some(first) = doc
            .child(token, Dep::Appos)
            .filter(|&appos| appos > token && doc.token(appos).pos == Pos::PROPN)
        else {
            return Vec::new();
        };
        let mut names = Vec::new();
        crate::tree::coordinated(doc, first, &mut names);
        let known = |&name: &usize| {
            self.analysis
                .mentions
                .headed_by(name)
                .is_some_and(|named| !named.actors.is_empty() && named.nature != Nature::City)
        };
        // Of somebody known a comma may as well go on with the next party: "the EC, France and Spain".
        let unknown = mention.actors.iter().all(Actor::is_unknown);
        let apart = crate::tree::left_edge(doc, first)
            .checked_sub(1)
            .is_some_and(|before| doc.word(before) != ",");
        if names.len() < 2 || !names.iter().all(known) || !(unknown || apart) {
            return Vec::new();
        }
        names
            .into_iter()
            .filter_map(|name| self.analysis.mentions.headed_by(name))
            .flat_map(from_mention)
            .collect()
    }

    /// Whom the plural at `token` names as its members: "bodies *such as the IMF and the EU*".
    pub(super) fn members(&self, token: usize) -> Vec<usize> {
        let doc = self.analysis.doc;
        if doc.token(token).tag != Tag::NNS {
            return Vec::new();
        }
        let mut members = Vec::new();
        for prep in doc.children(token).filter(|&c| c > token) {
            let lists = match doc.word(prep) {
                "as" => doc.children(prep).any(|c| doc.word(c) == "such"),
                "including" => true,
                // "states *like* Georgia"; "people like Kim" are anybody.
                "like" => prep == token + 1 && self.names_states(token),
                _ => false,
            };
            if let Some(object) = doc.child(prep, Dep::Pobj).filter(|_| lists) {
                crate::tree::coordinated(doc, object, &mut members);
            }
        }
        members
    }

    /// Whether the plural at `token` is of states or bodies that it does not name.
    fn names_states(&self, token: usize) -> bool {
        self.analysis
            .mentions
            .headed_by(token)
            .is_some_and(|mention| mention.actors.iter().all(is_some_state))
    }

    /// Whether the noun at `token` is a plural for people by what they do that nothing knows: "operators".
    fn is_agents(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let lemma = doc.lemma(token);
        doc.token(token).tag == Tag::NNS
            && lemma.len() > 5
            && (lemma.ends_with("er") || lemma.ends_with("or") || lemma.ends_with("ist"))
            && self.analysis.mentions.headed_by(token).is_none()
    }

    /// Whether the name at `token` is a part of an attribute: "*anti-Trump* protesters", "an *Egypt-like* revolt".
    fn is_affixed(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let hyphen = |at: usize| at < doc.len() && doc.word(at) == "-";
        let is = |at: usize, words: &[&str]| {
            at < doc.len() && words.contains(&doc.word(at).to_lowercase().as_str())
        };
        token >= 2 && hyphen(token - 1) && is(token - 2, PREFIXES)
            || hyphen(token + 1) && is(token + 2, SUFFIXES)
    }

    /// The prepositions below the noun at `token`, with the one right behind it that the parse hangs on the noun it is coordinated
    /// with: "the government and leaders *of the rebels*".
    fn prepositions_behind(&self, token: usize) -> Vec<usize> {
        let doc = self.analysis.doc;
        let first = doc
            .head(token)
            .filter(|_| doc.token(token).dep == Dep::Conj)
            .into_iter()
            .flat_map(|first| doc.children(first))
            .filter(|&c| c == token + 1);
        doc.children(token)
            .filter(|&c| c > token)
            .chain(first)
            .filter(|&c| doc.token(c).dep == Dep::Prep)
            .collect()
    }

    /// Whether the noun at `token` names an act, so that its objects are not its doers.
    pub(super) fn names_act(&self, token: usize) -> bool {
        self.analysis.doc.token(token).pos == Pos::NOUN
            && self
                .acts
                .of_predicate(PredicateKind::Noun, self.words[token])
                .next()
                .is_some()
    }

    /// Who does what the noun at `token` names; an earlier act of the article, if the noun points
    /// back at it.
    fn doers(&self, token: usize, reach: Reach, depth: usize) -> Vec<EndActor> {
        let leader = self
            .analysis
            .doc
            .children(token)
            .find_map(|child| crate::clause::leader(self.analysis.doc, child));
        if let Some(leader) = leader {
            return self.actors_at(leader, reach, depth + 1);
        }
        let own = self.modifiers(token, reach, depth);
        if !own.is_empty() {
            return own;
        }
        let doc = self.analysis.doc;
        for prep in doc
            .children(token)
            .filter(|&c| c > token && doc.token(c).dep == Dep::Prep)
        {
            if matches!(
                doc.word(prep).to_lowercase().as_str(),
                "by" | "from" | "between" | "among"
            ) && let Some(object) = doc.child(prep, Dep::Pobj)
            {
                let mut objects = Vec::new();
                crate::tree::coordinated(doc, object, &mut objects);
                let found: Vec<EndActor> = objects
                    .into_iter()
                    .flat_map(|object| self.actors_at(object, reach, depth + 1))
                    .collect();
                if !found.is_empty() {
                    return found;
                }
            }
        }
        let mut behind = Vec::new();
        crate::clause::add_doers_behind(doc, token, &mut behind);
        let found: Vec<EndActor> = behind
            .into_iter()
            .flat_map(|doer| self.actors_at(doer, reach, depth + 1))
            .collect();
        if !found.is_empty() {
            return found;
        }
        if self.is_set_off(token)
            && let Some(issuer) = self.issuer(token)
        {
            return self.actors_at(issuer, reach, depth + 1);
        }
        Vec::new()
    }

    /// Whom the act that the noun at `token` names is done to: "the bombing *of the embassy*".
    pub(super) fn struck_by(&self, token: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        doc.children(token)
            .filter(|&c| doc.token(c).dep == Dep::Prep)
            .filter(|&c| {
                matches!(
                    doc.word(c),
                    "of" | "on" | "against" | "at" | "outside" | "near" | "in"
                )
            })
            .filter_map(|prep| doc.child(prep, Dep::Pobj))
            .map(|object| self.actors_of(object))
            .find(|found| !found.is_empty())
            .unwrap_or_else(|| self.struck_as_told(token))
    }

    /// Actors among the possessives, demonyms and compounds of `token`.
    fn modifiers(&self, token: usize, reach: Reach, depth: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let mut found = Vec::new();
        for wanted in [&[Dep::Poss][..], &[Dep::Amod, Dep::Compound, Dep::Nmod]] {
            for child in doc
                .children(token)
                .filter(|&c| c < token && wanted.contains(&doc.token(c).dep))
            {
                let named = matches!(
                    doc.token(child).pos,
                    Pos::PROPN | Pos::ADJ | Pos::PRON | Pos::NOUN
                );
                if named {
                    let mut heads = Vec::new();
                    crate::tree::coordinated(doc, child, &mut heads);
                    for head in heads {
                        // Of a compound only names tell an owner: "NATO missile defence sites".
                        let named = self
                            .analysis
                            .mentions
                            .headed_by(head)
                            .is_some_and(|mention| {
                                matches!(mention.kind, MentionKind::Name | MentionKind::Person)
                                    // "a rebel camp", "a police station".
                                    || matches!(
                                        mention.nature,
                                        Nature::Role(
                                            Role::REB | Role::SEP | Role::MIL | Role::COP,
                                            RoleSort::Unit | RoleSort::Member | RoleSort::People
                                        )
                                    )
                            });
                        if (wanted.contains(&Dep::Poss) || named || self.names_act(token))
                            && self.may_own(head, token)
                        {
                            found.extend(self.actors_at(head, reach, depth + 1));
                        }
                    }
                }
            }
            if !found.is_empty() {
                return found;
            }
        }
        found
    }
}

/// Whether an actor is a state or a body that the text does not name.
fn is_some_state(actor: &Actor) -> bool {
    actor.is_unknown() && matches!(actor.role, None | Some(Role::GOV | Role::IGO))
}

pub(super) fn from_mention(mention: &Mention) -> Vec<EndActor> {
    mention
        .actors
        .iter()
        .filter(|actor| {
            !(matches!(mention.nature, Nature::Role(Role::CVL, RoleSort::Private))
                && actor.head == "-")
        })
        .map(|actor| EndActor {
            actor: actor.clone(),
            name: mention.name.clone(),
            tokens: mention.tokens.clone(),
            is_media: actor.role == Some(Role::MED)
                || mention.kind == MentionKind::Name && mention.nature == Nature::Other,
            place: mention.is_place,
        })
        .collect()
}
