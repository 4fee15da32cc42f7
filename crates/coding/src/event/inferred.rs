//! Ends that nothing in the act's own clause names: whom the words below it speak of, who stands in the
//! clauses above, with whom the story dealt last.

use detente_lexicon::acts::{End, Operator};
use detente_lexicon::{Actor, Role};
use detente_syntax::{Dep, Pos, Tag};

use super::content::root;
use super::ends::EndActor;
use super::engine::{Engine, Reading, is_private};
use super::frame::Mood;
use super::inference::Inference;
use super::matching::{Fit, Strictness};
use super::parties::is_one_side;
use crate::clause::{self, Clause};
use crate::mention::MentionKind;

/// How far back the story is followed, in sentences.
const WITHIN: u32 = 2;

impl<'a> Engine<'a> {
    /// Drafts the act at `token` of which its clause names one end alone, with the other from around it.
    pub(super) fn inferred(&mut self, token: usize) {
        let Some((fits, clause)) = self.fits(token, Strictness::Loose) else {
            return;
        };
        let frame = self.frame(token, clause.light);
        if frame.suppressed.is_some() {
            return;
        }
        let Some(mut fit) = fits.into_iter().find(|fit| {
            let rule = self.acts.rule(fit.pattern.rule);
            rule.idiom || !rule.content_only || matches!(frame.mood, Mood::Will | Mood::Planned)
        }) else {
            return;
        };
        let rule = self.acts.rule(fit.pattern.rule);
        if root(&rule.code) == 16 && self.is_of_its_own(&fit) {
            // "Paris *called its ambassador home*": whose the envoy is, is not with whom it breaks.
            fit.targets.clear();
        }
        if rule.idiom || rule.voiced || rule.carried && clause.light.is_none() {
            return;
        }
        let things = || {
            let mentions = &self.analysis.mentions;
            clause.objects.iter().any(|&object| {
                self.analysis.doc.token(object).pos == Pos::NOUN
                    && mentions.headed_by(object).is_none()
            })
        };
        if rule.code == "043" && things() {
            // "received a promise" played host to nobody.
            return;
        }
        let words = matches!(root(&rule.code), 2 | 5 | 10 | 11 | 13);
        if words && fit.targets.is_empty() && clause.objects.iter().any(|&o| self.is_stranger(o)) {
            // "mocked *Ray Kerr*", "thanked *the donors*": whoever they are, it is them.
            return;
        }
        let addressed = fit.pattern.names(End::Target)
            || rule.operator.is_some()
            || rule.answers
            || fit.pattern.has_content();
        let missing = match (fit.sources.is_empty(), fit.targets.is_empty()) {
            (false, true) if addressed => End::Target,
            // Whoever stands in the doer's place did it, be it no actor.
            (true, false)
                if fit.pattern.names(End::Source)
                    && (clause.subjects.is_empty()
                        // "*high level* talks with Oslo": such words are nobody.
                        || self.consults(token) && !self.names_somebody(&clause.subjects)) =>
            {
                End::Source
            }
            _ => return,
        };
        let force = root(&rule.code) >= 14;
        let nominal = self.analysis.doc.token(token).pos == Pos::NOUN;
        // "was forced to import": circumstances force, too.
        let coerced = rule.code == "170";
        if missing == End::Source && self.by_owner(token, &fit, &clause, &frame) {
            return;
        }
        // Who is not told to ask, promise or allow is seldom who stands nearby.
        if missing == End::Source && (!force || coerced) && !(nominal && root(&rule.code) == 4) {
            return;
        }
        let trades = |end: &EndActor| matches!(end.actor.role, Some(Role::BUS | Role::MED));
        let known_is_private =
            fit.sources.iter().all(is_private) && !force || fit.sources.iter().any(trades);
        if missing == End::Target && known_is_private {
            return;
        }
        let of_many = |&object: &usize| self.is_treaty_of_many(object);
        if missing == End::Target && root(&rule.code) == 16 && clause.objects.iter().any(of_many) {
            return;
        }
        if self.is_part_of_told(token, &rule.code) {
            return;
        }
        let before = self.drafts.len();
        for (ends, how) in self.around(token, &fit, &clause, missing) {
            let mut fit = fit.clone();
            match missing {
                End::Source => fit.sources = ends,
                End::Target => fit.targets = ends,
            }
            let _: Reading = self.reading(token, fit, &clause, &frame);
            if self.drafts.len() > before {
                for draft in &mut self.drafts[before..] {
                    draft.inferred = Some((missing, how));
                }
                return;
            }
        }
    }

    /// "*EU* sanctions on Burma were eased", "*Turkey's* ban was extended": who lifts, cuts or extends what a passive names
    /// without a doer is whose it is.
    fn by_owner(
        &mut self,
        token: usize,
        fit: &Fit<'a>,
        clause: &Clause,
        frame: &super::frame::Frame,
    ) -> bool {
        let doc = self.analysis.doc;
        if !clause::is_passive(doc, token) || doc.child(token, Dep::Agent).is_some() {
            return false;
        }
        // "sanctions *are to be lifted*": the copula has the subject.
        let of_copula = || {
            let be = doc
                .head(token)
                .filter(|&be| doc.token(token).dep == Dep::Xcomp && doc.lemma(be) == "be")?;
            doc.child(be, Dep::Nsubj)
        };
        let Some(thing) = doc
            .child(token, Dep::Nsubjpass)
            .or_else(of_copula)
            .filter(|thing| fit.worded.contains(thing))
        else {
            return false;
        };
        let owners: Vec<EndActor> = clause::own_owners(doc, thing)
            .into_iter()
            .flat_map(|owner| self.actors_of(owner))
            .filter(|owner| !self.is_city(owner))
            .collect();
        let mut fit = fit.clone();
        if Self::are_all_in(&fit.targets, &owners) {
            // "*EU* aid *to Chad* was frozen": whose the thing is, is no target.
            fit.targets = self.meant_by(thing, &owners);
        }
        let mut doers = owners;
        if matches!(doc.lemma(thing), "membership" | "participation") {
            // "*Mali's* membership of *the African Union* was suspended": the body does that to its member.
            std::mem::swap(&mut doers, &mut fit.targets);
        }
        let sources: Vec<EndActor> = doers
            .into_iter()
            .filter(|owner| fit.targets.iter().all(|t| t.actor.head != owner.actor.head))
            .collect();
        if sources.is_empty() || fit.targets.is_empty() {
            return false;
        }
        fit.sources = sources;
        let before = self.drafts.len();
        let _: Reading = self.reading(token, fit, clause, frame);
        for draft in &mut self.drafts[before..] {
            draft.inferred = Some((End::Source, Inference::Owner));
        }
        self.drafts.len() > before
    }

    /// Whether the act at `token` stands within another of its kind that was told with both ends: "killed ten in
    /// *attacks*".
    fn is_part_of_told(&self, token: usize, code: &str) -> bool {
        let doc = self.analysis.doc;
        let nominal = doc.token(token).pos == Pos::NOUN;
        // "Oslo froze its aid, and *Bern halted* …": what somebody else did beside it is no part of it.
        let apart = std::iter::once(token)
            .chain(doc.ancestors(token))
            .position(|at| doc.token(at).dep == Dep::Conj && doc.child(at, Dep::Nsubj).is_some());
        let within = doc.ancestors(token).take(apart.unwrap_or(usize::MAX));
        within.into_iter().any(|above| {
            self.drafts.iter().any(|draft| {
                (draft.predicate == above || draft.carrier == above)
                    && (nominal && root(code) <= 13
                        || root(&draft.code) == root(code)
                        || root(&draft.code) >= 18 && root(code) >= 18)
            })
        })
    }

    /// Whom the missing end may be, the likeliest first.
    #[allow(
        clippy::too_many_lines,
        reason = "one way of finding an end after another, each with its case beside it"
    )]
    fn around(
        &self,
        token: usize,
        fit: &Fit<'a>,
        clause: &Clause,
        missing: End,
    ) -> Vec<(Vec<EndActor>, Inference)> {
        let known = match missing {
            End::Source => &fit.targets,
            End::Target => &fit.sources,
        };
        let force = root(&self.acts.rule(fit.pattern.rule).code) >= 14;
        // "a UN resolution *condemning* the shelling": who speaks of a deed did not do it.
        let speakers = if missing == End::Source && force {
            self.who_speak_of(token)
        } else {
            Vec::new()
        };
        let others = |ends: Vec<EndActor>| -> Vec<EndActor> {
            ends.into_iter()
                .filter(|end| speakers.iter().all(|s| s.actor.head != end.actor.head))
                // Blocs and bodies without arms are struck only where that is told.
                .filter(|end| {
                    let armed = self.analysis.lexicon.names.is_armed_group(&end.actor.head);
                    !force
                        || root(&self.acts.rule(fit.pattern.rule).code) < 17
                        || missing == End::Source
                        || end.actor.is_state()
                        || armed
                })
                .filter(|end| force || known.iter().all(|known| known.actor.head != end.actor.head))
                .filter(|end| {
                    known.iter().all(|known| known.actor != end.actor)
                        && !end.is_media
                        && !self.is_city(end)
                        // What the act's own words stand for is no party to it: "sent *an army* of artists".
                        && !fit.worded.iter().any(|word| end.tokens.contains(word))
                })
                .collect()
        };
        let mut found = Vec::new();
        let rule = self.acts.rule(fit.pattern.rule);
        if missing == End::Target && (3..=8).contains(&root(&rule.code)) {
            found.push((others(self.thankers(token)), Inference::Thanks));
        }
        if missing == End::Target && rule.code == "042" {
            found.push((others(self.hosts_around(token)), Inference::Above));
        }
        if missing == End::Target && rule.code == "046" {
            found.push((
                others(self.hosts_of_talks(token, clause, known)),
                Inference::Above,
            ));
        }
        if missing == End::Target && root(&rule.code) == 13 {
            // "threatened retaliation *if Finland joined*".
            found.push((others(self.conditioned(&[token])), Inference::Above));
        }
        if missing == End::Target && root(&rule.code) >= 10 {
            found.push((others(self.blamed_beside(token)), Inference::Below));
        }
        let judges = matches!(root(&self.acts.rule(fit.pattern.rule).code), 1 | 11);
        if missing == End::Target && root(&self.acts.rule(fit.pattern.rule).code) == 7 {
            found.push((others(self.helped(token)), Inference::Below));
        }
        if missing == End::Target && !(judges && self.speaks_of_force(&clause.objects)) {
            // Of an appeal the words below tell what is asked for: "a request for *troops*".
            let asks = self.acts.rule(fit.pattern.rule).operator == Some(Operator::Appeal);
            found.push((
                others(self.named_below(token, |end| {
                    asks && self.is_described(end)
                        || known
                            .iter()
                            .any(|known| is_one_side(&known.actor, &end.actor))
                })),
                Inference::Below,
            ));
        }
        if missing == End::Target
            && self.acts.rule(fit.pattern.rule).code.starts_with("045")
            && clause::is_done_by(self.analysis.doc, token)
        {
            found.push((others(self.all_above(token)), Inference::Above));
        }
        if missing == End::Target {
            found.push((others(self.struck_alike(token)), Inference::Above));
        }
        found.push((
            others(self.above(token, root(&self.acts.rule(fit.pattern.rule).code))),
            Inference::Above,
        ));
        if missing == End::Target {
            found.push((self.own_government(fit, clause), Inference::Own));
            found.push((others(self.foes(token, known)), Inference::Foe));
            if root(&rule.code) == 16 {
                found.push((others(self.shunned(token, known)), Inference::Foe));
            }
            if rule.code.starts_with("015") {
                found.push((
                    others(self.struck_by_claimant(token, known)),
                    Inference::Foe,
                ));
            }
            found.push((others(self.answered(token, known)), Inference::Partner));
        }
        found.push((others(self.last_party(token, known)), Inference::Last));
        let sentence = self.analysis.doc.token(token).sentence;
        found.extend(
            (1..=WITHIN)
                .filter_map(|back| sentence.checked_sub(back))
                .map(|back| (others(self.subjects_of_sentence(back)), Inference::Subject)),
        );
        // A denial answers whoever accused, and nobody else.
        let denies = self.acts.rule(fit.pattern.rule).code.starts_with("016");
        // "a *visiting* minister" is with whom the clause tells.
        let attribute = self.analysis.doc.token(token).dep == Dep::Amod;
        // "vetoed a resolution *condemning* the shelling": whoever shelled is condemned, not who stands around.
        let participle = self.analysis.doc.token(token).dep == Dep::Acl;
        let deed = missing == End::Target && judges && self.speaks_of_force(&clause.objects);
        found.retain(|(ends, how)| {
            !ends.is_empty()
                && (!deed || *how == Inference::Foe && !participle)
                && (!denies || *how == Inference::Foe)
                && (!attribute || *how == Inference::Above)
        });
        found
    }

    /// In whose country a visit is paid beside which something else is told: "struck *Aden* during the minister's visit".
    fn hosts_around(&self, token: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let sentence = doc.token(token).sentence;
        doc.ancestors(token)
            .filter(|&at| clause::is_verb(doc, at) && doc.token(at).sentence == sentence)
            .flat_map(|at| {
                let clause = clause::of_verb(doc, at);
                let within = clause
                    .prepositions
                    .into_iter()
                    .filter(|&(prep, _)| matches!(doc.word(prep), "in" | "In" | "at"))
                    .map(|(_, object)| object);
                within.chain(clause.objects).collect::<Vec<_>>()
            })
            .filter(|&place| {
                let mention = self.analysis.mentions.headed_by(place);
                mention.is_some_and(|mention| mention.is_place)
                    && !doc.subtree(place).contains(&token)
            })
            .map(|place| self.actors_of(place))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// In whose capital somebody from abroad holds talks with nobody named: "the president held talks *in Ankara* on Friday".
    fn hosts_of_talks(&self, token: usize, clause: &Clause, known: &[EndActor]) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        let [visitor] = known else {
            return Vec::new();
        };
        let alone = self.mention_of(visitor).is_some_and(|mention| {
            mention.kind == MentionKind::Person || doc.token(mention.head).tag == Tag::NN
        });
        let told = clause.prepositions.iter().any(|&(prep, _)| {
            matches!(
                doc.word(prep).to_lowercase().as_str(),
                "with" | "between" | "among" | "at" | "of"
            )
        });
        if !alone || told || !visitor.actor.is_state() || visitor.actor.role != Some(Role::GOV) {
            return Vec::new();
        }
        let verb = clause.light.unwrap_or(token);
        let verbs = clause::of_verb(doc, verb).prepositions;
        clause
            .prepositions
            .iter()
            .chain(&verbs)
            .filter(|&&(prep, _)| matches!(doc.word(prep), "in" | "In"))
            .filter(|&&(_, place)| {
                self.analysis
                    .mentions
                    .headed_by(place)
                    .is_some_and(|mention| mention.is_place)
            })
            .map(|&(_, place)| self.actors_of(place))
            .find(|hosts| !hosts.is_empty())
            .unwrap_or_default()
    }

    /// Whom the participle beside a hostile act charges: "raised tariffs, *accusing Chile* of dumping".
    fn blamed_beside(&self, token: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        doc.children(token)
            .filter(|&c| {
                matches!(doc.token(c).dep, Dep::Advcl | Dep::Conj) && clause::is_verb(doc, c)
            })
            .filter_map(|c| self.best_fit(c, Strictness::Words))
            .filter(|(fit, _)| {
                let rule = self.acts.rule(fit.pattern.rule);
                rule.operator == Some(Operator::Accuse) || root(&rule.code) == 11
            })
            .map(|(fit, _)| {
                if fit.targets.is_empty() {
                    let contents = fit.content.iter();
                    contents
                        .flat_map(|&content| self.content_sources(content))
                        .collect()
                } else {
                    fit.targets
                }
            })
            .find(|found: &Vec<EndActor>| !found.is_empty())
            .unwrap_or_default()
    }

    /// Whether the target of a match is only what its doer's own pronoun owns: "suspended *its aid*".
    fn is_of_its_own(&self, fit: &Fit<'a>) -> bool {
        let doc = self.analysis.doc;
        !fit.targets.is_empty()
            && fit.targets.iter().all(|target| {
                !target.tokens.is_empty()
                    && doc.token(target.tokens.start).tag == Tag::PRPS
                    && fit
                        .sources
                        .iter()
                        .any(|source| source.actor.head == target.actor.head)
            })
    }

    /// Who had part in the last act told, other than those of `known`.
    fn last_party(&self, token: usize, known: &[EndActor]) -> Vec<EndActor> {
        self.told_before(token, WITHIN)
            .flat_map(|draft| std::iter::once(&draft.source).chain(&draft.target))
            .find(|end| {
                known
                    .iter()
                    .all(|known| !is_one_side(&known.actor, &end.actor))
            })
            .cloned()
            .into_iter()
            .collect()
    }

    /// The government that an opposition means which demands or denounces something and names nobody: "charged
    /// that the election was rigged". What a person rejects or mocks may be anybody's.
    fn own_government(&self, fit: &Fit<'a>, clause: &Clause) -> Vec<EndActor> {
        let rule = self.acts.rule(fit.pattern.rule);
        let meant = match rule.operator {
            Some(operator) => matches!(
                operator,
                Operator::Demand | Operator::Accuse | Operator::Refuse
            ),
            None => matches!(root(&rule.code), 10..=12),
        };
        let refuses = rule.operator == Some(Operator::Refuse) || root(&rule.code) == 12;
        // "denounced *the budget*" can only mean the state's; "mocked the looks *of* a rival" and "took offence" cannot.
        let doc = self.analysis.doc;
        let public = |&object: &usize| {
            doc.child(object, Dep::Det)
                .is_some_and(|det| doc.word(det) == "the")
                && doc.child(object, Dep::Prep).is_none()
        };
        let judges = rule.operator.is_none()
            && rule.code.starts_with("111")
            && !clause.objects.iter().any(public);
        fit.sources
            .iter()
            .filter(|source| {
                meant
                    && source.actor.is_state()
                    && source.actor.role == Some(Role::OPP)
                    && !((refuses || judges) && self.is_person(source))
            })
            .map(|source| EndActor {
                actor: Actor::new(source.actor.head.clone(), Some(Role::GOV)),
                ..EndActor::unknown(source.tokens.start)
            })
            .collect()
    }

    /// Whom the act of somebody else was done to that the act at `token` is coordinated with: "Oslo froze its aid to
    /// Kenya, and *Bern halted* shipments of maize".
    fn struck_alike(&self, token: usize) -> Vec<EndActor> {
        let doc = self.analysis.doc;
        if doc.token(token).dep != Dep::Conj || doc.child(token, Dep::Nsubj).is_none() {
            return Vec::new();
        }
        let Some(beside) = doc.head(token) else {
            return Vec::new();
        };
        let mut found: Vec<EndActor> = Vec::new();
        for draft in self.drafts.iter().filter(|draft| draft.predicate == beside) {
            if let Some(target) = &draft.target
                && found.iter().all(|known| known.actor != target.actor)
            {
                found.push(target.clone());
            }
        }
        found
    }

    /// Whether what the clause at `token` speaks of is a deed by force: its victim is not whom the words are meant for.
    fn speaks_of_force(&self, objects: &[usize]) -> bool {
        objects.iter().any(|&object| {
            self.analysis.doc.token(object).pos == Pos::NOUN
                && self
                    .act_at(object)
                    .is_some_and(|act| root(&act.code) >= 17 && act.sources.is_empty())
        })
    }
}
