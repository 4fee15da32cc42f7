//! What speaks for and against an event: signs that confidence is weighed from.
//!
//! A sign is a short name such as `root=04`, `home=GOV>OPP` or `target.path=dobj.poss`. Which of them weigh how
//! much was fitted on gold and judged events (`lexicon/confidence.tsv`); nothing here judges.

use detente_lexicon::acts::End;
use detente_lexicon::{Actor, Role};
use detente_syntax::{Dep, Pos};

use super::draft::Draft;
use super::ends::EndActor;
use super::engine::Engine;
use super::frame::Mood;
use crate::clause;
use crate::mention::{MentionKind, Nature};
use crate::record::Status;

/// Steps of the tree that a path between an act and its end is told in.
const LONGEST_PATH: usize = 3;
/// Words from which on a sentence is long, and very long.
const LONG: usize = 35;
const VERY_LONG: usize = 60;
/// Sentences that an article opens with.
const LEAD: usize = 3;
/// Tokens to one mention of a firm from which an article names many.
const FIRMS_PER: usize = 100;
/// Tokens below which a text is a short item, and from which it is a full article.
const SHORT: usize = 150;
const FULL: usize = 300;

/// The signs of an event, in a fixed order.
pub(super) fn of(engine: &Engine<'_>, draft: &Draft, code: &str, status: Status) -> Vec<String> {
    let mut signs = Vec::with_capacity(24);
    family(&mut signs, &draft.rule, code);
    word(&mut signs, engine, draft, code);
    parties(&mut signs, draft, code);
    end(&mut signs, engine, draft, &draft.source, "source");
    match &draft.target {
        Some(target) => end(&mut signs, engine, draft, target, "target"),
        None => signs.push("target=nobody".to_owned()),
    }
    if let Some((end, how)) = draft.inferred {
        let end = match end {
            End::Source => "source",
            End::Target => "target",
        };
        signs.push(format!("inferred.{end}"));
        let root = code.get(..2).unwrap_or(code);
        signs.push(format!("inferred.{end}={}", how.name()));
        signs.push(format!("inferred.{end}.root={root}"));
        signs.push(format!("inferred.{end}={}/{root}", how.name()));
    }
    telling(&mut signs, engine, draft, status);
    article(&mut signs, engine, draft);
    signs
}

/// The rule, whether it is one of its root, and the root.
fn family(signs: &mut Vec<String>, rule: &str, code: &str) {
    signs.extend(detente_lexicon::confidence::rule_signs(rule, code));
}

/// The word that tells the act, as the root takes it: `word=19/battle`.
fn word(signs: &mut Vec<String>, engine: &Engine<'_>, draft: &Draft, code: &str) {
    let lemma = engine.analysis.doc.lemma(draft.predicate).to_lowercase();
    let root = code.get(..2).unwrap_or(code);
    signs.push(format!("word={root}/{lemma}"));
}

/// Who the two are, and whether they are of one state.
fn parties(signs: &mut Vec<String>, draft: &Draft, code: &str) {
    let Some(target) = &draft.target else { return };
    let (source, target) = (&draft.source.actor, &target.actor);
    let near = if source.head == target.head {
        "home"
    } else {
        "abroad"
    };
    let root = code.get(..2).unwrap_or(code);
    signs.push(near.to_owned());
    signs.push(format!("{near}.root={root}"));
    signs.push(format!("{near}.rule={}", draft.rule));
    signs.push(format!("{near}={}>{}", role(source), role(target)));
}

/// Who stands at an end, by what words, and where these stand from the act.
fn end(signs: &mut Vec<String>, engine: &Engine<'_>, draft: &Draft, end: &EndActor, name: &str) {
    signs.push(format!("{name}.role={}", role(&end.actor)));
    let head = match () {
        () if end.actor.is_unknown() => "unknown",
        () if end.actor.is_state() => "state",
        () => "body",
    };
    signs.push(format!("{name}.head={head}"));
    let doc = engine.analysis.doc;
    let Some(head) = head_of(engine, end) else {
        signs.push(format!("{name}.by=nothing"));
        return;
    };
    let mention = engine.analysis.mentions.headed_by(head);
    let by = mention.map_or("other", |mention| match (mention.kind, mention.nature) {
        (_, Nature::City) => "city",
        (MentionKind::Person, _) => "person",
        (MentionKind::Name, Nature::Adjective) => "demonym",
        (MentionKind::Name, Nature::State) => "state",
        (MentionKind::Name, Nature::Capital) => "capital",
        (MentionKind::Name, _) => "name",
        (MentionKind::Description, _) => "description",
        (MentionKind::Pronoun, _) => "pronoun",
    });
    signs.push(format!("{name}.by={by}"));
    if mention.is_some_and(|mention| mention.kind == MentionKind::Description)
        && doc.children(head).any(|child| {
            doc.token(child).dep == Dep::Det
                && matches!(doc.word(child).to_lowercase().as_str(), "a" | "an" | "some")
        })
    {
        signs.push(format!("{name}.indefinite"));
    }
    if end.place {
        signs.push(format!("{name}.place"));
    }
    signs.push(format!("{name}.path={}", path(engine, draft, head)));
}

/// How the act is told: mood, report, tense, time, and in what sentence.
fn telling(signs: &mut Vec<String>, engine: &Engine<'_>, draft: &Draft, status: Status) {
    let doc = engine.analysis.doc;
    let mood = match draft.mood {
        Mood::Real => "real",
        Mood::Will => "will",
        Mood::Possible => "possible",
        Mood::Duty => "duty",
        Mood::Planned | Mood::Needed => "planned",
    };
    signs.push(format!("mood={mood}"));
    if draft.reported.is_some() {
        signs.push("reported".to_owned());
    }
    if engine.analysis.quoted_by(draft.predicate).is_some() {
        signs.push("quoted".to_owned());
    }
    signs.push(format!(
        "status={}",
        match status {
            Status::Current => "current",
            Status::Background => "background",
            Status::Planned => "planned",
        }
    ));
    let carrier = doc.token(draft.carrier);
    if clause::is_verb(doc, draft.carrier) {
        signs.push(format!("tense={}", carrier.tag.as_str()));
    } else {
        signs.push("tense=noun".to_owned());
    }
    signs.push(format!("clause={}", carrier.dep.as_str()));
    let words = doc.sentences()[carrier.sentence as usize].len();
    signs.push(match words {
        VERY_LONG.. => "sentence=very-long".to_owned(),
        LONG.. => "sentence=long".to_owned(),
        _ => "sentence=short".to_owned(),
    });
    signs.push(match carrier.sentence {
        0..=2 => "place=lead".to_owned(),
        3..=9 => "place=body".to_owned(),
        _ => "place=late".to_owned(),
    });
}

/// What the article is about: whether its lead names the two, how many states and firms it names, how long it is, and
/// whether the sentence is full of figures.
fn article(signs: &mut Vec<String>, engine: &Engine<'_>, draft: &Draft) {
    let doc = engine.analysis.doc;
    let lead = doc.sentences().get(..LEAD.min(doc.sentences().len()));
    let lead = lead.and_then(<[_]>::last).map_or(0, |last| last.end);
    let mut states: Vec<&str> = Vec::new();
    let (mut source, mut target) = (false, false);
    for mention in &engine.analysis.mentions {
        for actor in &mention.actors {
            if actor.is_state() && !states.contains(&actor.head.as_str()) {
                states.push(&actor.head);
            }
            if mention.head < lead {
                source |= actor.head == draft.source.actor.head;
                target |= draft
                    .target
                    .as_ref()
                    .is_some_and(|end| end.actor.head == actor.head);
            }
        }
    }
    signs.push(match (source, target) {
        (true, true) => "lead=both".to_owned(),
        (true, false) => "lead=source".to_owned(),
        (false, true) => "lead=target".to_owned(),
        (false, false) => "lead=neither".to_owned(),
    });
    let firms = engine
        .analysis
        .mentions
        .iter()
        .filter(|mention| {
            mention
                .actors
                .iter()
                .any(|actor| actor.role == Some(Role::BUS))
        })
        .count();
    signs.push(match firms * FIRMS_PER / doc.len().max(1) {
        0 if firms == 0 => "firms=none".to_owned(),
        0 => "firms=few".to_owned(),
        _ => "firms=many".to_owned(),
    });
    let sentence = doc.sentences()[doc.token(draft.carrier).sentence as usize].clone();
    let figures = sentence
        .filter(|&token| doc.token(token).pos == Pos::NUM)
        .count();
    signs.push(match figures {
        0 => "figures=none".to_owned(),
        1 | 2 => "figures=few".to_owned(),
        _ => "figures=many".to_owned(),
    });
    let tokens = doc.len();
    signs.push(match tokens {
        0..SHORT => "length=short".to_owned(),
        SHORT..FULL => "length=middle".to_owned(),
        _ => "length=full".to_owned(),
    });
    signs.push(match states.len() {
        0 | 1 => "states=one".to_owned(),
        2 | 3 => "states=few".to_owned(),
        _ => "states=many".to_owned(),
    });
    let depth = doc
        .ancestors(draft.carrier)
        .filter(|&above| clause::is_verb(doc, above))
        .count();
    signs.push(match depth {
        0 => "depth=main".to_owned(),
        1 => "depth=one".to_owned(),
        2 => "depth=two".to_owned(),
        _ => "depth=deep".to_owned(),
    });
}

fn role(actor: &Actor) -> &'static str {
    actor.role.map_or("none", Role::as_str)
}

/// The token that heads the words of an end.
fn head_of(engine: &Engine<'_>, end: &EndActor) -> Option<usize> {
    let tokens = &end.tokens;
    let doc = engine.analysis.doc;
    engine
        .mention_of(end)
        .map(|mention| mention.head)
        .or_else(|| {
            tokens
                .clone()
                .find(|&token| doc.head(token).is_none_or(|head| !tokens.contains(&head)))
        })
}

/// The relations between an end and the act, the act's own first: `dobj.poss` is the owner of the object.
fn path(engine: &Engine<'_>, draft: &Draft, head: usize) -> String {
    let doc = engine.analysis.doc;
    if doc.token(head).sentence != doc.token(draft.predicate).sentence {
        return "elsewhere".to_owned();
    }
    let mut steps: Vec<String> = Vec::new();
    let mut at = head;
    while at != draft.predicate && at != draft.carrier {
        let token = doc.token(at);
        if steps.len() >= LONGEST_PATH {
            return "far".to_owned();
        }
        if token.pos == Pos::ADP && token.dep == Dep::Prep {
            steps.push(doc.word(at).to_lowercase());
        } else if token.dep != Dep::Pobj && token.dep != Dep::Conj {
            steps.push(token.dep.as_str().to_owned());
        }
        match doc.head(at) {
            Some(above) => at = above,
            None => return "above".to_owned(),
        }
    }
    steps.reverse();
    steps.join(".")
}
