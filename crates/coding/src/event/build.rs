//! From drafts to records: dates, status, one event for each act, ids.

use detente_lexicon::acts::Operator;
use detente_syntax::{Dep, Pos, Tag};

use super::content::root;
use super::draft::Draft;
use super::ends::EndActor;
use super::engine::Engine;
use super::frame::Mood;
use super::{Found, cameo, place, signs};
use crate::dates::ActDate;
use crate::record::{Event, Party, Status};

/// All events of the engine's drafts.
pub(super) fn events(engine: &Engine<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for draft in &engine.drafts {
        let event = event(engine, draft);
        if draft.code == "043" && event.event.cameo != draft.code {
            // A visit to come is announced by the visitor alone.
            continue;
        }
        match found.iter_mut().find(|known| is_same_act(known, &event)) {
            Some(known) => merge(known, event),
            None => found.push(event),
        }
    }
    found.sort_by_key(|found| found.event.evidence[0].start);
    for found in &mut found {
        found.event.id = id(&found.event);
    }
    found
}

fn event(engine: &Engine<'_>, draft: &Draft) -> Found {
    let analysis = engine.analysis;
    let published = analysis.published();
    let future = matches!(draft.mood, Mood::Will | Mood::Planned) || is_scheduled(engine, draft);
    let mut dated = analysis
        .dates
        .of_act(analysis, draft.carrier, draft.predicate, future);
    if is_of_what_is_asked(engine, draft, dated) {
        dated.date = published;
        dated.from_text = false;
    }
    let mut status = status(dated, published);
    // "*Will* visit, it said on June 8": an old day is none of what is to come.
    let old = status == Status::Background && draft.mood == Mood::Will;
    if (status == Status::Current || old) && is_fixed(draft) {
        status = Status::Planned;
    }
    if status == Status::Planned && !(dated.from_text && is_from_today(dated, published)) {
        // What is to come does not come on the day of the news, nor on that of its announcement.
        dated.date = None;
    }
    if status == Status::Current && !dated.from_text && is_standing_treaty(engine, draft) {
        status = Status::Background;
        dated.date = None;
    }
    let code = code_on_its_day(engine, draft, dated, status);
    let frames = |agreements: bool| -> Vec<String> {
        let sentence =
            analysis.doc.sentences()[analysis.doc.token(draft.predicate).sentence as usize].clone();
        let mut ids: Vec<String> = analysis
            .mentions
            .frames(sentence)
            .filter(|(_, agreement)| *agreement == agreements)
            .map(|(id, _)| id.to_owned())
            .collect();
        ids.sort();
        ids.dedup();
        ids
    };
    let issues = analysis.issues_in(draft.evidence.clone());
    let signs = signs::of(engine, draft, &code, status);
    let event = Event {
        id: String::new(),
        article: analysis.article.id.clone(),
        date: dated.date,
        date_precision: dated.date.map(detente_calendar::PartialDate::precision),
        published,
        status,
        source: party(engine, &draft.source),
        target: draft
            .target
            .as_ref()
            .map_or_else(nobody, |target| party(engine, target)),
        plover: cameo::plover(&code),
        goldstein: cameo::goldstein(&code),
        quad: cameo::gdelt_quad(&code),
        cameo: code,
        issues,
        forums: frames(false),
        agreements: frames(true),
        place: place::of_act(engine, draft),
        evidence: vec![analysis.evidence(draft.evidence.clone())],
        reported_by: reported_by(engine, draft),
        rule: draft.rule.clone(),
        confidence: None,
    };
    Found {
        event,
        source: draft.source.actor.clone(),
        target: draft.target.as_ref().map(|target| target.actor.clone()),
        evidence: draft.evidence.clone(),
        signs,
    }
}

/// Whether a date does not lie wholly before publication.
fn is_from_today(dated: ActDate, published: Option<detente_calendar::PartialDate>) -> bool {
    let first = published.and_then(detente_calendar::PartialDate::first_day);
    let last = dated.date.and_then(detente_calendar::PartialDate::last_day);
    last.zip(first).is_none_or(|(last, first)| last >= first)
}

/// Whether a visit, a meeting, a drill or a signing is fixed for later: "will *meet*", whenever that is.
fn is_fixed(draft: &Draft) -> bool {
    let told = ["040", "041", "042", "044", "046", "057", "062"]
        .iter()
        .any(|code| draft.rule.starts_with(code));
    told && root(&draft.code) == 3 && matches!(draft.mood, Mood::Will | Mood::Planned)
}

/// Whether a treaty is only named: "under *the agreement* between them"; where a verb makes it, it is news.
fn is_standing_treaty(engine: &Engine<'_>, draft: &Draft) -> bool {
    let doc = engine.analysis.doc;
    let made = doc
        .children(draft.predicate)
        .any(|c| doc.token(c).dep == Dep::Acl && doc.token(c).tag == Tag::VBN);
    let under = doc
        .head(draft.predicate)
        .is_some_and(|prep| doc.word(prep).eq_ignore_ascii_case("under"));
    // "Their *agreements* should help trade": whose subject it is does not make it.
    let told_of = doc.token(draft.predicate).dep == Dep::Nsubj && {
        let embedding = engine.acts.embedding();
        let verb = engine.words[draft.carrier];
        !embedding.light.contains(verb) && !embedding.happening.contains(verb)
    };
    draft.code == "057"
        && !made
        && (draft.carrier == draft.predicate || under || told_of)
        && matches!(doc.token(draft.predicate).pos, Pos::NOUN | Pos::PROPN)
        && !matches!(
            doc.token(draft.predicate).dep,
            Dep::Dobj | Dep::Nsubjpass | Dep::Root
        )
}

/// "The ministers *meet* on Tuesday": the present tense with a day is a schedule's; so is "is *expected* on Tuesday".
fn is_scheduled(engine: &Engine<'_>, draft: &Draft) -> bool {
    let doc = engine.analysis.doc;
    let planned = &engine.acts.embedding().planned;
    // A rule of the code itself, and no operator that makes it ("was expected to meet").
    let own = draft.rule.starts_with(&draft.code);
    let awaited = draft.code == "036"
        && (doc.token(draft.predicate).pos == Pos::ADJ
            || crate::clause::is_passive(doc, draft.predicate) && own)
        && planned.contains(engine.words[draft.predicate]);
    awaited
        || (4..=8).contains(&root(&draft.code))
            && matches!(doc.token(draft.carrier).tag, Tag::VBP | Tag::VBZ)
}

/// Whether the date is that of what an act asks for or brings about: "has *called* for an end to the quotas by
/// April". What was done was not done after it was told; an announcement may have the day that it announces.
fn is_of_what_is_asked(engine: &Engine<'_>, draft: &Draft, dated: ActDate) -> bool {
    let doc = engine.analysis.doc;
    let ahead =
        dated.from_text && crate::quote::is_to_come(dated.date, engine.analysis.published());
    let carrier = doc.token(draft.carrier);
    let past = carrier.tag == Tag::VBD
        || carrier.tag == Tag::VBN
            && doc
                .children(draft.carrier)
                .any(|c| doc.token(c).dep == Dep::Aux && doc.lemma(c) == "have");
    ahead && past && draft.mood == Mood::Real && root(&draft.code) != 3
}

/// The act's code; of a cooperation that lies in the future its announcement's: "ministers *meet* in
/// Geneva tomorrow" is 036.
fn code_on_its_day(engine: &Engine<'_>, draft: &Draft, dated: ActDate, status: Status) -> String {
    let ahead = status == Status::Planned && dated.from_text && draft.mood == Mood::Real;
    if ahead
        && (4..=8).contains(&root(&draft.code))
        && let Some(announced) = engine
            .acts
            .operate(Operator::Intend, Some(&draft.code), false)
    {
        return announced.to_owned();
    }
    draft.code.clone()
}

/// The codebook's status: planned if dated after publication, background if older than 14 days or
/// told as history, else current.
fn status(dated: ActDate, published: Option<detente_calendar::PartialDate>) -> Status {
    if let (Some(date), Some(published)) = (dated.date, published)
        && let (Some(first), Some(last), Some(day)) =
            (date.first_day(), date.last_day(), published.last_day())
    {
        if first > day || dated.ahead {
            return Status::Planned;
        }
        let old = day
            .since(last)
            .ok()
            .is_some_and(|span| span.get_days() > 14);
        if old {
            return Status::Background;
        }
        if dated.from_text {
            return Status::Current;
        }
    }
    if dated.history {
        return Status::Background;
    }
    Status::Current
}

fn party(engine: &Engine<'_>, end: &EndActor) -> Party {
    let analysis = engine.analysis;
    if end.actor.is_unknown() && end.tokens.is_empty() {
        return nobody();
    }
    Party {
        actor: end.actor.to_string(),
        code: end.actor.code().to_string(),
        name: end.name.clone(),
        mention: analysis.doc.span_text(end.tokens.clone()).to_owned(),
        span: (!end.tokens.is_empty())
            .then(|| analysis.points.span(analysis.bytes(end.tokens.clone()))),
    }
}

fn nobody() -> Party {
    Party {
        actor: "-".into(),
        code: String::new(),
        name: String::new(),
        mention: String::new(),
        span: None,
    }
}

fn reported_by(engine: &Engine<'_>, draft: &Draft) -> Option<String> {
    let say = draft.reported?;
    let clause = crate::clause::of_verb(engine.analysis.doc, say);
    clause
        .subjects
        .iter()
        .flat_map(|&subject| engine.actors_of(subject))
        .next()
        .map(|end| end.name)
}

/// Whether two events tell one act: the same ends and code (one may be less specific) at dates that
/// do not contradict each other.
fn is_same_act(known: &Found, new: &Found) -> bool {
    let specific = |a: &str, b: &str| {
        a.starts_with(b) || b.starts_with(a) || a.starts_with(b.trim_end_matches('0'))
    };
    // Who visits somebody and meets them does both.
    let visit = |code: &str| matches!(code, "042" | "043");
    known.source == new.source
        && known.target == new.target
        && visit(&known.event.cameo) == visit(&new.event.cameo)
        && (known.event.cameo == new.event.cameo
            || known.event.cameo[..2] == new.event.cameo[..2]
                && specific(&known.event.cameo, &new.event.cameo))
        && (known.event.date == new.event.date
            || known.event.status == new.event.status
                && (known.event.status == Status::Current || one_is_undated(known, new)))
}

/// Whether only one of two tellings has a date: "the visit" of which the next sentence tells the day.
fn one_is_undated(known: &Found, new: &Found) -> bool {
    known.event.date.is_none() != new.event.date.is_none()
}

fn merge(known: &mut Found, new: Found) {
    if known.event.date.is_none() {
        known.event.date = new.event.date;
        known.event.date_precision = new.event.date_precision;
    }
    if new.event.cameo.trim_end_matches('0').len() > known.event.cameo.trim_end_matches('0').len() {
        let evidence = std::mem::take(&mut known.event.evidence);
        let date = known.event.date;
        let (status, precision) = (known.event.status, known.event.date_precision);
        known.event = new.event;
        known.event.date = date;
        known.event.status = status;
        known.event.date_precision = precision;
        let added = std::mem::replace(&mut known.event.evidence, evidence);
        add_evidence(known, added);
    } else {
        add_evidence(known, new.event.evidence);
    }
}

fn add_evidence(known: &mut Found, added: Vec<crate::record::Evidence>) {
    for evidence in added {
        let overlaps = known
            .event
            .evidence
            .iter()
            .any(|e| e.start < evidence.end && evidence.start < e.end);
        if !overlaps {
            known.event.evidence.push(evidence);
        }
    }
}

/// Content hash of what defines the event.
fn id(event: &Event) -> String {
    let evidence = &event.evidence[0];
    crate::identity::hash(&[
        &event.article,
        &event.source.actor,
        &event.target.actor,
        &event.cameo,
        &evidence.start.to_string(),
        &evidence.end.to_string(),
    ])
}
