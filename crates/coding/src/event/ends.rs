//! The ends of an act: from the head of a slot's phrase to the actors it stands for.

use std::ops::Range;

use detente_lexicon::acts::PredicateKind;
use detente_lexicon::{Actor, Role, RoleSort};
use detente_syntax::{Dep, Pos, Tag};

use super::draft::Draft;
use super::engine::Engine;
use crate::clause;
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

/// Prepositions by which words name a party of what they speak of; those of place and time do not.
const OF_PARTIES: &[&str] = &[
    "of", "to", "with", "against", "from", "for", "by", "between", "on", "over", "toward",
    "towards", "about", "into", "among", "out",
];

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
            return from_mention(mention);
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
        if self.acts.embedding().relational.contains(self.words[token]) {
            // "Iran's neighbours", "critics of the president" are not Iran and the president.
            return Vec::new();
        }
        let own = self.modifiers(token, reach, depth);
        if !own.is_empty() {
            return own;
        }
        let around: &[&str] = match reach {
            Reach::Owners => &[],
            Reach::Towards | Reach::Around => AROUND,
        };
        for wanted in [&["by", "from"][..], &["of"], around] {
            for prep in doc
                .children(token)
                .filter(|&c| c > token && doc.token(c).dep == Dep::Prep)
            {
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
                    let found = self.actors_at(object, reach, depth + 1);
                    if !found.is_empty() {
                        return found;
                    }
                }
            }
        }
        if self.acts.embedding().voices.contains(self.words[token])
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

    /// Whether the mention at `child` can own the unresolved noun at `head`. A name that stands in a longer
    /// name is a part of it ("the London Interbank Offered Rate", "Texas Pacific"), and a city or region before a
    /// noun tells where somebody lives or something took place ("a California teacher", "the Paris accords").
    fn may_own(&self, child: usize, head: usize) -> bool {
        let doc = self.analysis.doc;
        if doc.token(child).dep == Dep::Poss {
            return true;
        }
        if doc.token(head).pos == Pos::PROPN
            && doc.token(child).dep == Dep::Compound
            && !self.names_act(head)
        {
            return false;
        }
        self.analysis
            .mentions
            .headed_by(child)
            .is_none_or(|mention| !matches!(mention.nature, Nature::Capital | Nature::City))
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

    /// The country where what the phrase or clause of `token` speaks of is to happen: "elections *in Chad*".
    pub(super) fn ground_of(&self, token: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        doc.subtree(token)
            .filter(|&t| {
                doc.token(t).dep == Dep::Pobj
                    && doc.head(t).is_some_and(|prep| {
                        matches!(
                            doc.word(prep).to_lowercase().as_str(),
                            "in" | "across" | "throughout" | "inside"
                        )
                    })
            })
            .filter_map(|t| self.analysis.mentions.headed_by(t))
            .filter(|mention| mention.is_place)
            .map(from_mention)
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// By whom a paper or a panel is made: "an inquiry *ordered by the court* blamed …".
    fn issuer(&self, token: usize) -> Option<usize> {
        let doc = self.analysis.doc;
        doc.children(token)
            .filter(|&c| doc.token(c).dep == Dep::Acl && doc.token(c).tag == Tag::VBN)
            .filter_map(|participle| doc.child(participle, Dep::Agent))
            .find_map(|by| doc.child(by, Dep::Pobj))
    }

    /// The tokens below `token` that may stand for a party of what it speaks of.
    pub(super) fn parties_below(&self, token: usize, found: &mut Vec<usize>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        let doc = self.analysis.doc;
        for child in doc.children(token) {
            let below = match doc.token(child).dep {
                Dep::Relcl | Dep::Advcl | Dep::Appos | Dep::Npadvmod | Dep::Punct => false,
                // Whom a noun belongs to is found with it.
                Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Poss => false,
                Dep::Prep => {
                    OF_PARTIES.contains(&doc.word(child).to_lowercase().as_str())
                        // "in exchange for oil from …" names parties, "in Geneva" does not.
                        || doc
                            .child(child, Dep::Pobj)
                            .is_some_and(|object| self.analysis.mentions.headed_by(object).is_none())
                }
                _ => true,
            };
            if doc.token(child).dep == Dep::Advcl {
                // "a loan *for Chad* to build schools": the infinitive's subject is whom it is for.
                found.extend(
                    doc.children(child)
                        .filter(|&mark| doc.token(mark).dep == Dep::Mark && doc.word(mark) == "for")
                        .filter_map(|mark| doc.child(mark, Dep::Pobj)),
                );
            }
            if below {
                found.push(child);
                self.parties_below(child, found, depth + 1);
            }
        }
    }

    /// Who does what the noun at `token` names; an earlier act of the article, if the noun points
    /// back at it.
    fn doers(&self, token: usize, reach: Reach, depth: usize) -> Vec<EndActor> {
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
                    "of" | "on" | "against" | "at" | "outside" | "near"
                )
            })
            .filter_map(|prep| doc.child(prep, Dep::Pobj))
            .map(|object| self.actors_of(object))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
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

    /// The doers of an earlier act that the phrase headed by `token` points back at; rather one done
    /// to those who now answer it.
    pub(super) fn doers_of_earlier_act(
        &self,
        token: usize,
        answering: &[EndActor],
    ) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let word = self.words[token];
        let own_code = self
            .acts
            .of_predicate(PredicateKind::Noun, word)
            .map(|pattern| self.acts.rule(pattern.rule))
            .find(|rule| !rule.code.is_empty())
            .map(|rule| rule.code.as_str());
        let generic = self.acts.embedding().anaphor.contains(word);
        // The "that" of a relative clause points at its own antecedent.
        let pronoun = doc.token(token).tag != Tag::WDT
            && matches!(
                doc.word(token).to_lowercase().as_str(),
                "it" | "this" | "that"
            );
        if own_code.is_none() && !generic && !pronoun {
            return Vec::new();
        }
        let definite = pronoun
            || doc.children(token).any(|c| {
                matches!(
                    doc.word(c).to_lowercase().as_str(),
                    "the" | "this" | "that" | "these" | "those" | "such"
                )
            });
        if !definite {
            return Vec::new();
        }
        let own = |end: &EndActor| {
            answering
                .iter()
                .any(|answerer| answerer.actor.head == end.actor.head)
        };
        let earlier = || {
            self.drafts
                .iter()
                .rev()
                .filter(|draft| draft.predicate < token && !own(&draft.source))
        };
        let same_root = |draft: &&Draft| own_code.is_some_and(|code| code[..2] == draft.code[..2]);
        let answered = |draft: &&Draft| draft.target.as_ref().is_some_and(own);
        // Of several in one sentence the one told in its main clause.
        let sentence = earlier()
            .find(same_root)
            .map(|draft| self.analysis.doc.token(draft.predicate).sentence);
        let depth = |draft: &&Draft| self.analysis.doc.ancestors(draft.predicate).count();
        let main = earlier()
            .filter(same_root)
            .filter(|draft| Some(self.analysis.doc.token(draft.predicate).sentence) == sentence)
            .min_by_key(depth);
        // What a bare "the decision" points at is told in a main clause rather than in one beside it.
        let last = earlier()
            .next()
            .map(|draft| self.analysis.doc.token(draft.predicate).sentence);
        let told = earlier()
            .filter(|draft| Some(self.analysis.doc.token(draft.predicate).sentence) == last)
            .min_by_key(|draft| (depth(draft), !answered(draft)));
        let found = earlier()
            .filter(same_root)
            .find(answered)
            .or(main)
            .or(told)
            .or_else(|| earlier().find(answered));
        found
            .map(|draft| vec![draft.source.clone()])
            .unwrap_or_default()
    }

    /// Who attends a meeting or pays a visit beside which something else is told: "Wang Yi *said during a visit to
    /// Chad* …", "the minister, *speaking after talks with* …".
    fn attendants(&self, token: usize) -> Vec<usize> {
        let doc = self.analysis.doc;
        let consults = self
            .acts
            .of_predicate(PredicateKind::Noun, self.words[token])
            .any(|pattern| {
                let code = &self.acts.rule(pattern.rule).code;
                super::content::root(code) == 4
            });
        let beside = doc.head(token).filter(|&prep| {
            doc.token(token).dep == Dep::Pobj
                && matches!(
                    doc.word(prep).to_lowercase().as_str(),
                    "during" | "after" | "following" | "on" | "before" | "at" | "in"
                )
        });
        match beside.and_then(|prep| doc.head(prep)) {
            Some(verb) if consults && clause::is_verb(doc, verb) => clause::grammatical_subject(doc, verb),
            _ => Vec::new(),
        }
    }

    /// "put its men on alert *after three weeks of attacks*": who acts after force was used did not use it, while
    /// who speaks after talks took part in them.
    fn is_force_beside(&self, token: usize) -> bool {
        let doc = self.analysis.doc;
        let force = self
            .acts
            .of_predicate(PredicateKind::Noun, self.words[token])
            .any(|pattern| {
                let code = &self.acts.rule(pattern.rule).code;
                super::content::is_conflict(code)
            });
        force
            && doc
                .ancestors(token)
                .take_while(|&above| !clause::is_verb(doc, above))
                .any(|above| {
                    doc.token(above).pos == Pos::ADP
                        && matches!(
                            doc.word(above).to_lowercase().as_str(),
                            "after" | "during" | "before"
                        )
                })
    }

    /// Owners of the noun `token` as clause arguments see them (for explanations and content).
    pub(super) fn clause_of(&self, token: usize, kind: PredicateKind) -> clause::Clause {
        let doc = self.analysis.doc;
        match kind {
            PredicateKind::Verb => clause::of_verb(doc, token),
            PredicateKind::Adjective => clause::of_adjective(doc, token),
            PredicateKind::Noun => {
                let embedding = self.acts.embedding();
                let carried = !self.is_force_beside(token);
                let mut clause = clause::of_noun(
                    doc,
                    token,
                    &clause::Carriers {
                        light: &|verb| carried && embedding.light.contains(self.words[verb]),
                        happening: &|verb| embedding.happening.contains(self.words[verb]),
                        transparent: &|noun| embedding.transparent.contains(self.words[noun]),
                    },
                );
                if clause.subjects.is_empty() {
                    clause.subjects = self.attendants(token);
                }
                clause
            }
        }
    }
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
