//! The sections of a briefing.

use detente_calendar::PartialDate;
use detente_coding::record::{Event, Stance, Status};

use super::cite::Citer;
use super::{BriefQuery, Item, Section, date};
use crate::happenings::Happening;
use crate::knowledge::{Knowledge, act_words, actor_words};
use crate::positions::{
    Disagreement, Shift, ShiftKind, Stand, Statement, Timeline, TimelineQuery, stance_word,
    timeline,
};
use crate::relation::Relation;
use crate::{ActorFilter, RecordSet};

/// Records looked at for each item shown: bounds the work where few are borne out by their words.
const LOOKED_AT: usize = 20;

/// Acts of a lower measured precision are cited without what they are coded as.
const SURE: f64 = 0.75;

/// Other articles cited for one happening.
const MOST_ALSO: usize = 5;

/// What the sections are made from.
pub struct Scope<'a> {
    pub set: &'a RecordSet,
    pub query: &'a BriefQuery,
    pub knowledge: &'a dyn Knowledge,
    pub citer: Citer<'a>,
}

/// A section in the making.
struct Draft {
    section: Section,
    room: usize,
    looks: usize,
    unproved: usize,
    beyond: usize,
}

impl Draft {
    fn new(heading: &str, items: usize) -> Self {
        Self {
            section: Section {
                heading: heading.to_owned(),
                items: Vec::new(),
                notes: Vec::new(),
            },
            room: items,
            looks: items.saturating_mul(LOOKED_AT),
            unproved: 0,
            beyond: 0,
        }
    }

    /// Whether another record is to be looked at; counts it where not.
    fn wants(&mut self) -> bool {
        let wants = self.section.items.len() < self.room && self.looks > 0;
        self.looks = self.looks.saturating_sub(1);
        self.beyond += usize::from(!wants);
        wants
    }

    fn take(&mut self, item: Option<Item>) {
        match item {
            Some(item) => self.section.items.push(item),
            None => self.unproved += 1,
        }
    }

    fn done(mut self, short_of: &str) -> Section {
        if self.unproved > 0 {
            self.section.notes.push(format!(
                "{} left out: within {} sentences the words do not name {short_of}.",
                self.unproved,
                super::SENTENCES_BEFORE + 1
            ));
        }
        if self.beyond > 0 {
            self.section
                .notes
                .push(format!("{} more in the record.", self.beyond));
        }
        self.section
    }
}

/// What happened: acts between the two, the most reported first where there are too many, in time.
pub fn acts(scope: &mut Scope, relation: &Relation) -> Section {
    let done = relation
        .happenings
        .iter()
        .filter(|one| one.status != Status::Planned);
    happenings(scope, "What happened", done)
}

fn happenings<'r>(
    scope: &mut Scope,
    heading: &str,
    found: impl Iterator<Item = &'r Happening>,
) -> Section {
    let mut draft = Draft::new(heading, scope.query.items);
    let mut by_reports: Vec<(usize, &Happening)> = found.enumerate().collect();
    by_reports.sort_by_key(|(at, one)| (std::cmp::Reverse(one.articles), std::cmp::Reverse(*at)));
    let mut items: Vec<(usize, Item)> = Vec::new();
    for (at, one) in by_reports {
        if !draft.wants() {
            continue;
        }
        let item = happening(scope, one);
        if let Some(item) = &item {
            // Two acts of one sentence: the words are quoted once, with what both are coded as.
            let same = |told: &&mut (usize, Item)| told.1.said == item.said;
            if let Some((_, told)) = items.iter_mut().find(same) {
                told.coding = format!("{}; {}", told.coding, item.coding);
                told.also.extend(&item.also);
                told.also.sort_unstable();
                told.also.dedup();
                continue;
            }
            items.push((at, item.clone()));
        }
        draft.take(item);
    }
    items.sort_by_key(|(at, _)| *at);
    draft.section.items = items.into_iter().map(|(_, item)| item).collect();
    draft.done("both parties")
}

fn happening(scope: &mut Scope, one: &Happening) -> Option<Item> {
    let set = scope.set;
    let mut cited = Vec::new();
    let mut articles: Vec<&str> = Vec::new();
    let mut told: Option<&Event> = None;
    for mention in &one.mentions {
        if cited.len() > MOST_ALSO || articles.contains(&mention.article.as_str()) {
            continue;
        }
        let Some(event) = set.event(&mention.event) else {
            continue;
        };
        if let Some(words) = scope.citer.event(event, is_sure(event)) {
            articles.push(&event.article);
            told = told.or(Some(event));
            cited.push(scope.citer.cite(&event.article, words));
        }
    }
    let event = told?;
    let also = cited.iter().skip(1).map(|cited| cited.reference).collect();
    cited.truncate(1);
    Some(Item {
        said: cited,
        coding: act_coding(scope.knowledge, event, one.both_ways),
        also,
    })
}

/// Whether codings of this kind are mostly right.
fn is_sure(event: &Event) -> bool {
    event.confidence.is_none_or(|measured| measured >= SURE)
}

/// The coding of the very event that is quoted, so that code and words belong together.
fn act_coding(knowledge: &dyn Knowledge, event: &Event, both_ways: bool) -> String {
    let arrow = if both_ways { "↔" } else { "→" };
    let mut parts = Vec::new();
    // Where codings of this kind are often wrong, the words speak for themselves.
    if is_sure(event) {
        parts.push(format!(
            "{} {arrow} {}",
            actor_words(knowledge, &event.source.actor),
            actor_words(knowledge, &event.target.actor)
        ));
        parts.push(format!("{} ({})", act_words(&event.cameo), event.cameo));
    }
    let day = date::words(event.date);
    parts.push(match (event.status, day) {
        (Status::Planned, Some(day)) => format!("planned for {day}"),
        (Status::Planned, None) => "planned".to_owned(),
        (Status::Background, Some(day)) => format!("told as background, {day}"),
        (Status::Background, None) => "told as background, undated".to_owned(),
        (Status::Current, Some(day)) => day,
        (Status::Current, None) => "undated".to_owned(),
    });
    if let Some(by) = &event.reported_by {
        parts.push(format!("reported by {}", crate::words::folded(by)));
    }
    parts.join(" · ")
}

/// Who said what: quotes of each that name the other.
pub fn quotes(scope: &mut Scope, relation: &Relation) -> Section {
    let mut draft = Draft::new("Who said what", scope.query.items);
    let set = scope.set;
    let mut all: Vec<_> = relation
        .quotes_of_one
        .iter()
        .chain(&relation.quotes_of_other)
        .filter_map(|id| set.quote(id))
        .collect();
    all.sort_by_cached_key(|quote| {
        let date = crate::relation::quote_date(set, quote);
        (
            date.and_then(PartialDate::first_day),
            quote.article.clone(),
            quote.start,
        )
    });
    // The latest are shown where there are too many; one stretch of text is quoted once.
    let mut items: Vec<Item> = Vec::new();
    for quote in all.into_iter().rev() {
        if !draft.wants() {
            continue;
        }
        let item = scope.citer.quote(quote).map(|words| {
            let speaker = quote.speaker.as_ref();
            let name = speaker.map(|speaker| crate::words::folded(&speaker.name));
            let office = speaker.and_then(|speaker| speaker.office.clone());
            let actor = speaker.and_then(|speaker| speaker.actor.as_deref());
            let parts = [
                name.map(|name| format!("speaker: {name}")),
                office,
                actor.map(|actor| format!("for {}", actor_words(scope.knowledge, actor))),
                date::words(crate::relation::quote_date(set, quote)),
            ];
            Item {
                said: vec![scope.citer.cite(&quote.article, words)],
                coding: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
                also: Vec::new(),
            }
        });
        let again = item.as_ref().and_then(|item| {
            let same = |other: &&mut Item| {
                other.coding == item.coding && other.said[0].reference == item.said[0].reference
            };
            items.iter_mut().find(same)
        });
        if again.is_some() {
            continue;
        }
        items.extend(item.clone());
        draft.take(item);
    }
    items.reverse();
    draft.section.items = items;
    draft.done("the speaker")
}

/// The positions of one side in the scope.
fn timeline_of(scope: &Scope, actor: &ActorFilter) -> Timeline {
    let query = TimelineQuery {
        actor: Some(actor.clone()),
        issues: scope.query.relation.issues.clone(),
        window: scope.query.relation.window,
        ..TimelineQuery::default()
    };
    let mut found = timeline(scope.set, &query);
    if scope.query.relation.issues.is_empty() {
        // Without an issue, what a side thinks of other things is no matter between the two.
        let [one, other] = sides(scope);
        let across = if *actor == one { other } else { one };
        let concerns = |statement: &Statement| {
            let towards = statement.towards.as_deref();
            towards.is_some_and(|towards| across.takes(towards))
                || scope
                    .knowledge
                    .names_actor(&statement.words, across.as_str())
        };
        found
            .stands
            .retain(|stand| stand.statements.iter().any(&concerns));
        for stand in &mut found.stands {
            stand.statements.retain(&concerns);
        }
        found
            .shifts
            .retain(|shift| concerns(&shift.from) && concerns(&shift.to));
        found
            .disagreements
            .retain(|apart| concerns(&apart.one) && concerns(&apart.other));
    }
    found
}

fn sides(scope: &Scope) -> [ActorFilter; 2] {
    [
        scope.query.relation.one.clone(),
        scope.query.relation.other.clone(),
    ]
}

/// Where each stands: the latest stands of both, by issue.
pub fn stands(scope: &mut Scope) -> Section {
    let mut draft = Draft::new("Where each stands", scope.query.items);
    for side in sides(scope) {
        let found = timeline_of(scope, &side);
        for stand in latest(&found.stands) {
            if draft.wants() {
                let item = stand_item(scope, stand);
                draft.take(item);
            }
        }
    }
    draft.done("the actor and the issue")
}

/// The last stand of each actor on each issue towards each party, by issue.
fn latest(stands: &[Stand]) -> Vec<&Stand> {
    let mut last: std::collections::BTreeMap<_, &Stand> = std::collections::BTreeMap::new();
    for stand in stands {
        last.insert((&stand.issue, &stand.actor, &stand.towards), stand);
    }
    let mut last: Vec<&Stand> = last.into_values().collect();
    // A side is its government, or the body itself, before its parts.
    last.sort_by_key(|stand| crate::knowledge::role_word(&stand.actor).is_some());
    last
}

/// A stand by its latest statement that its words bear out.
fn stand_item(scope: &mut Scope, stand: &Stand) -> Option<Item> {
    let set = scope.set;
    let mut found = None;
    for statement in stand.statements.iter().rev().take(LOOKED_AT) {
        let Some(position) = position(set, statement) else {
            continue;
        };
        if let Some(words) = scope.citer.position(position) {
            found = Some((statement, words));
            break;
        }
    }
    let (statement, words) = found?;
    let coding = stance_coding(scope.knowledge, statement);
    Some(Item {
        said: vec![scope.citer.cite(&statement.article, words)],
        coding,
        also: Vec::new(),
    })
}

fn position<'s>(
    set: &'s RecordSet,
    statement: &Statement,
) -> Option<&'s detente_coding::record::Position> {
    set.positions()
        .binary_search_by(|position| position.id.cmp(&statement.position))
        .ok()
        .map(|at| &set.positions()[at])
}

fn stance_coding(knowledge: &dyn Knowledge, statement: &Statement) -> String {
    let mut parts = vec![
        actor_words(knowledge, &statement.actor),
        format!(
            "{}: {}",
            knowledge.issue_name(&statement.issue),
            stance_word(statement.stance)
        ),
    ];
    parts.extend(
        statement
            .towards
            .as_deref()
            .map(|towards| format!("towards {}", actor_words(knowledge, towards))),
    );
    parts.extend(date::words(statement.date));
    parts.join(" · ")
}

/// What changed: a side's government or body at the other side of an issue than before, and voices of one
/// side that disagree. Other changes of stance, and sides told of one sentence or without a day, say more
/// of the coding than of the side; the timeline has them.
pub fn changes(scope: &mut Scope) -> Section {
    let mut draft = Draft::new("What changed", scope.query.items);
    for side in sides(scope) {
        let found = timeline_of(scope, &side);
        for Shift { kind, from, to } in found
            .shifts
            .iter()
            .filter(|shift| tells(&shift.from, &shift.to))
        {
            let word = match kind {
                ShiftKind::Reversal => "change of side",
                ShiftKind::Contradiction => "both sides at one date",
                ShiftKind::Change => continue,
            };
            if draft.wants() {
                let item = pair_item(scope, word, from, to);
                draft.take(item);
            }
        }
        for Disagreement { one, other, .. } in &found.disagreements {
            if is_day(one) && is_day(other) && one.article != other.article && draft.wants() {
                let item = pair_item(scope, "two voices of one side", one, other);
                draft.take(item);
            }
        }
    }
    draft.done("the actor and the issue, or only in one of the two statements")
}

/// Whether two statements are of a government or body, of days, and of two articles.
fn tells(one: &Statement, other: &Statement) -> bool {
    crate::knowledge::role_word(&one.actor).is_none()
        && is_day(one)
        && is_day(other)
        && one.article != other.article
}

fn is_day(statement: &Statement) -> bool {
    matches!(statement.date, Some(PartialDate::Day(_)))
}

fn pair_item(scope: &mut Scope, word: &str, one: &Statement, other: &Statement) -> Option<Item> {
    let set = scope.set;
    let first = scope.citer.position(position(set, one)?)?;
    let second = scope.citer.position(position(set, other)?)?;
    let said = vec![
        scope.citer.cite(&one.article, first),
        scope.citer.cite(&other.article, second),
    ];
    let coding = format!(
        "{word}: {}; then {}",
        stance_coding(scope.knowledge, one),
        stance_coding(scope.knowledge, other)
    );
    Some(Item {
        said,
        coding,
        also: Vec::new(),
    })
}

/// What is open: acts announced, and demands, offers and conditions that a side's latest stand leaves.
pub fn open(scope: &mut Scope, relation: &Relation) -> Section {
    let planned = relation
        .happenings
        .iter()
        .filter(|one| one.status == Status::Planned);
    let mut section = happenings(scope, "What is open", planned);
    let room = scope.query.items.saturating_sub(section.items.len());
    let mut draft = Draft::new("", room);
    for side in sides(scope) {
        let found = timeline_of(scope, &side);
        let pending = latest(&found.stands).into_iter().filter(|stand| {
            matches!(
                stand.stance,
                Stance::Demands | Stance::Offers | Stance::Conditional
            )
        });
        for stand in pending {
            if draft.wants() {
                let item = stand_item(scope, stand);
                draft.take(item);
            }
        }
    }
    let rest = draft.done("the actor and the issue");
    section.items.extend(rest.items);
    section.notes.extend(rest.notes);
    section
}
