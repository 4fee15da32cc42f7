//! From a match to drafts: the pairs of its ends, with the code that their places and roles decide.

use detente_lexicon::{Actor, Role, RoleSort};

use super::content::root;
use super::draft::Draft;
use super::ends::EndActor;
use super::engine::Engine;
use super::frame::Frame;
use super::matching::Fit;
use super::parties::{counts, may_do};
use crate::clause::Clause;
use crate::mention::{MentionKind, Nature};

impl<'a> Engine<'a> {
    /// Drafts the events of a match: one for each pair of ends.
    /// `plain` says that the code is the rule's own, not what an operator made of it.
    #[allow(
        clippy::too_many_lines,
        reason = "one decision after another, each with its case beside it"
    )]
    pub(super) fn draft(
        &mut self,
        token: usize,
        fit: &Fit<'a>,
        clause: &Clause,
        frame: &Frame,
        (code, plain): (&str, bool),
    ) {
        let rule = self.acts.rule(fit.pattern.rule);
        let third = rule
            .third_place
            .as_deref()
            .filter(|_| plain && code == rule.code);
        let code = self.placed_code(third, code, fit, clause);
        let visit = fit.one_way || !plain && matches!(rule.code.as_str(), "042" | "043");
        // Talks that are fixed are between those who will hold them; who is ready for them speaks for itself.
        let agreed = || {
            let planned = &self.acts.embedding().planned;
            rule.operator.is_some() && code == "036" && planned.contains(self.words[token])
        };
        let mutual = (rule.mutual && (plain || code == "036") || is_mutual_code(&code) || agreed())
            && !visit;
        if root(&code) == 14 && fit.targets.is_empty() && self.is_in_favour(token) {
            return;
        }
        let evidence = self.evidence(token, fit, clause);
        let target_free = rule.target_optional || matches!(root(&code), 14 | 15 | 17..=20);
        let mut pairs: Vec<(EndActor, Option<EndActor>, String)> = Vec::new();
        for source in &fit.sources {
            let source = with_role(source, rule.source_role);
            let source = self.of_the_streets(source, fit, clause, &code);
            if self.lacks_ends {
                let targets = fit.targets.iter().cloned();
                pairs.extend(targets.map(|target| (source.clone(), Some(target), code.clone())));
                continue;
            }
            if !may_do(&code, source.actor.role) {
                continue;
            }
            let code = self
                .outcome_of(token, &code, &source)
                .unwrap_or_else(|| code.clone());
            if fit.targets.is_empty() && target_free {
                let implied = self
                    .implied_target(token, &code, &source)
                    .or_else(|| self.struck_abroad(&source, fit, clause, &code))
                    .or_else(|| self.across_the_border(&source, fit, clause, &code));
                pairs.push((source.clone(), implied, code.clone()));
            }
            for target in &fit.targets {
                let target = self.at_home(&with_role(target, rule.target_role), &source, &code);
                let target = self.of_a_people(target, &code);
                let target = self.of_the_ground(target, &source, fit, clause, &code);
                let source = self.of_the_host(&source, &target, &code);
                let source = of_the_land(&source, &target, &rule.code);
                // Talking to reporters is no diplomacy.
                if root(&code) <= 4 && (source.is_media || target.is_media) {
                    continue;
                }
                if root(&code) == 15
                    && target.actor.head == source.actor.head
                    && matches!(target.actor.role, Some(Role::MIL | Role::COP))
                {
                    // Its own forces are what is moved.
                    let faced = self.across_the_border(&source, fit, clause, &code);
                    pairs.push((source.clone(), faced, code.clone()));
                    continue;
                }
                if source.actor == target.actor {
                    // A state may act on its own territory: "Iraq imposed a curfew on Basra".
                    if target.place && target_free && !mutual && root(&code) != 14 {
                        let implied = self.implied_target(token, &code, &source);
                        pairs.push((source.clone(), implied, code.clone()));
                    }
                    continue;
                }
                if self.is_war_of_words(&source, &target, &code)
                    || code == "042" && self.is_thing(&source)
                {
                    continue;
                }
                if source.actor.head == "-" && target.actor.head == "-"
                    || !counts(&code, &source.actor, &target.actor)
                {
                    continue;
                }
                if mutual && self.is_of_own_group(&source, &target, fit) {
                    continue;
                }
                // "Chad and Mali hosted talks in Bamako" hosted nobody of their own.
                let joint = fit.targets.len() < fit.sources.len()
                    && fit.sources.iter().any(|other| other.actor == target.actor);
                if joint && !mutual && root(&code) <= 16 {
                    continue;
                }
                pairs.push((source.clone(), Some(target.clone()), code.clone()));
                if mutual {
                    pairs.push((target.clone(), Some(source.clone()), code.clone()));
                }
                if let Some(mirror) = rule.mirror_of(&code).filter(|_| plain)
                    && !self.is_told_before(token, mirror, &target, &source)
                {
                    let mirror = self.kind_by_words(mirror.to_owned(), token);
                    pairs.push((target, Some(source.clone()), mirror));
                }
            }
        }
        for (source, target, code) in pairs {
            self.push(Draft {
                predicate: token,
                carrier: clause
                    .light
                    .or_else(|| self.headline_of(token))
                    .unwrap_or(token),
                rule: rule.id.clone(),
                code,
                source,
                target,
                evidence: evidence.clone(),
                mood: frame.mood,
                reported: frame.reported,
                inferred: None,
            });
        }
    }

    /// Whether the words that an answer tells of, with the code `said`, were told themselves before the act at `token`: "Chad
    /// accused Peru of theft. *Peru denied Chad's charge*".
    fn is_told_before(&self, token: usize, said: &str, from: &EndActor, to: &EndActor) -> bool {
        matches!(root(said), 1..=3 | 10..=13)
            && self.drafts.iter().any(|draft| {
                draft.predicate < token
                    && root(&draft.code) == root(said)
                    && draft.source.actor == from.actor
                    && draft
                        .target
                        .as_ref()
                        .is_some_and(|target| target.actor == to.actor)
            })
    }

    /// The rule's code for an act in a country of neither party, where the text tells such a place.
    fn placed_code(
        &self,
        third: Option<&str>,
        code: &str,
        fit: &Fit<'_>,
        clause: &Clause,
    ) -> String {
        let Some(third) = third else {
            return code.to_owned();
        };
        let states = |ends: &[EndActor]| ends.iter().all(|end| end.actor.is_state());
        let doc = self.analysis.doc;
        let ground = clause.prepositions.iter().find_map(|&(prep, object)| {
            let here = matches!(doc.word(prep).to_lowercase().as_str(), "in" | "at");
            let place = self
                .analysis
                .mentions
                .headed_by(object)
                .filter(|mention| here && mention.is_place)?;
            place.actors.first().cloned()
        });
        match ground {
            Some(place)
                if states(&fit.sources)
                    && states(&fit.targets)
                    && fit
                        .sources
                        .iter()
                        .chain(&fit.targets)
                        .all(|end| end.actor.head != place.head) =>
            {
                third.to_owned()
            }
            _ => code.to_owned(),
        }
    }

    /// Those of no known state whom police, courts or secret services coerce or assault, or a government restricts, are of
    /// the same state: "police beat *protesters*". So are people whom nothing but the report's setting places, of whoever
    /// governs: "the activists were jailed by the regime".
    fn at_home(&self, target: &EndActor, source: &EndActor, code: &str) -> EndActor {
        let mut target = target.clone();
        if !source.actor.is_state() {
            return target;
        }
        let (force, by) = (root(code), source.actor.role);
        let judges = matches!(by, Some(Role::COP | Role::JUD | Role::SPY));
        // "threatened to shut down *newspapers*", "to deport *migrants*": a state does that at home.
        let threatens = code.starts_with("132") || code == "137";
        let restricts = (code.starts_with("172") || threatens) && by == Some(Role::GOV)
            || threatens && (judges || by == Some(Role::MIL));
        // "bowed to *protesters*": those whom a government gives way to are its own.
        let yields = (code == "080" || code.starts_with("081") || code.starts_with("083"))
            && matches!(by, Some(Role::GOV | Role::MIL));
        let local =
            if target.actor.is_unknown() {
                target.actor.role.is_some_and(|role| {
                    !matches!(role, Role::UAF | Role::REB | Role::SEP | Role::IGO)
                }) && (matches!(force, 17 | 18) && judges || restricts || yields)
            } else {
                matches!(
                    target.actor.role,
                    Some(Role::CVL | Role::OPP | Role::MED | Role::EDU | Role::NGO)
                ) && target.actor.head != source.actor.head
                    && (judges || by == Some(Role::GOV))
                    && (force == 17 || matches!(code, "1823" | "081" | "0841") || restricts)
                    && self.is_placed_by_setting(&target)
            };
        if local {
            target.actor.head.clone_from(&source.actor.head);
        }
        target
    }

    /// "Vowed revenge on *the Americans*": whom words, deals and sanctions name by their people is the government.
    fn of_a_people(&self, mut target: EndActor, code: &str) -> EndActor {
        let doc = self.analysis.doc;
        let named = self.mention_of(&target).is_some_and(|mention| {
            mention.kind == MentionKind::Name
                && mention.nature == Nature::Role(Role::CVL, RoleSort::People)
                && mention.tokens.len() > 1
                && doc.word(mention.tokens.start).eq_ignore_ascii_case("the")
        });
        if named && target.actor.is_state() && matches!(root(code), 2..=6 | 10..=13 | 16) {
            target.actor.role = Some(Role::GOV);
        }
        target
    }

    /// The words that prove a match: from the first to the last of what filled it, with the content.
    fn evidence(&self, token: usize, fit: &Fit<'_>, clause: &Clause) -> std::ops::Range<usize> {
        let doc = self.analysis.doc;
        let sentence = doc.sentences()[doc.token(token).sentence as usize].clone();
        let mut range = token..token + 1;
        let mut widen = |tokens: std::ops::Range<usize>| {
            if !tokens.is_empty() && sentence.contains(&tokens.start) {
                range.start = range.start.min(tokens.start);
                range.end = range.end.max(tokens.end.min(sentence.end));
            }
        };
        for end in fit.sources.iter().chain(&fit.targets) {
            widen(end.tokens.clone());
        }
        for &filler in &fit.fillers {
            widen(crate::tree::phrase(doc, filler));
        }
        for &content in &fit.content {
            widen(doc.subtree(content));
        }
        if let Some(light) = clause.light {
            widen(light..light + 1);
        }
        range
    }
}

/// Codes that the codebook gives both ways whatever the words.
fn is_mutual_code(code: &str) -> bool {
    matches!(code, "040" | "041" | "044" | "046" | "050" | "057" | "062")
}

/// Police and soldiers of no known state who go after its opposition, or coerce its government, are of the same
/// state: "*troops* ousted Guinea's president".
fn of_the_land(source: &EndActor, target: &EndActor, code: &str) -> EndActor {
    let mut source = source.clone();
    let own = source.actor.is_unknown()
        && target.actor.is_state()
        && root(code) == 17
        && match target.actor.role {
            Some(Role::OPP) => matches!(source.actor.role, Some(Role::COP | Role::MIL | Role::SPY)),
            Some(Role::GOV) => source.actor.role == Some(Role::MIL),
            _ => false,
        };
    if own {
        source.actor.head.clone_from(&target.actor.head);
    }
    source
}

/// A bare state takes the rule's role in place of its government.
fn with_role(end: &EndActor, role: Option<Role>) -> EndActor {
    let mut end = end.clone();
    if let Some(role) = role
        && end.actor.is_state()
        && end.actor.role == Some(Role::GOV)
    {
        end.actor = Actor {
            head: end.actor.head.clone(),
            role: Some(role),
        };
    }
    end
}
