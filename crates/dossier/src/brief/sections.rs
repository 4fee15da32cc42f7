//! The sections of a briefing, and how one is filled.

use detente_calendar::PartialDate;
use detente_coding::record::Stance;

use super::acts::{happenings, is_ahead, is_known};
use super::cite::Citer;
use super::stances::{latest, sides, stand_item, timeline_of};
use super::{BriefQuery, Item, Section, date};
use crate::RecordSet;
use crate::actor::speaks_for;
use crate::knowledge::{Knowledge, actor_words, holds};
use crate::relation::Relation;

/// Records looked at for each item shown: bounds the work where few are borne out by their words.
pub const LOOKED_AT: usize = 20;

/// What the sections are made from.
pub struct Scope<'a> {
    pub set: &'a RecordSet,
    pub query: &'a BriefQuery,
    pub knowledge: &'a dyn Knowledge,
    pub citer: Citer<'a>,
}

/// A section in the making.
pub struct Draft {
    pub section: Section,
    room: usize,
    looks: usize,
    unproved: usize,
    beyond: usize,
}

impl Draft {
    pub fn new(heading: &str, items: usize) -> Self {
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
    pub fn wants(&mut self) -> bool {
        let wants = self.section.items.len() < self.room && self.looks > 0;
        self.looks = self.looks.saturating_sub(1);
        self.beyond += usize::from(!wants);
        wants
    }

    /// Counts a record that says nothing new.
    pub fn pass_over(&mut self) {
        self.beyond += 1;
    }

    pub fn take(&mut self, item: Option<Item>) {
        match item {
            Some(item) => self.section.items.push(item),
            None => self.unproved += 1,
        }
    }

    pub fn done(mut self, short_of: &str) -> Section {
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

/// Who said what: quotes of each that name the other.
pub fn quotes(scope: &mut Scope, relation: &Relation) -> Section {
    let mut draft = Draft::new("Who said what", scope.query.items);
    let set = scope.set;
    let mut all: Vec<_> = relation
        .quotes_of_one
        .iter()
        .chain(&relation.quotes_of_other)
        .filter_map(|id| set.quote(id))
        .filter(|quote| {
            let speaker = quote.speaker.as_ref();
            speaker.is_some_and(|who| {
                who.actor.as_deref().is_some_and(|actor| {
                    (speaks_for(actor) || is_asked_for(scope, actor))
                        && is_known(scope.knowledge, [&who.name, &who.mention], actor)
                })
            })
        })
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
            let cited = scope.citer.cite(&quote.article, words);
            let speaker = quote.speaker.as_ref();
            let name = speaker.map(|speaker| crate::words::folded(&speaker.name));
            // "A spokesman" needs no office beside the name.
            let office = speaker
                .and_then(|speaker| speaker.office.clone())
                .filter(|office| !name.as_deref().is_some_and(|name| holds(name, office)));
            let actor = speaker.and_then(|speaker| speaker.actor.as_deref());
            let parts = [
                name.map(|name| format!("speaker: {name}")),
                office,
                actor.map(|actor| format!("for {}", actor_words(scope.knowledge, actor))),
                date::of_its_own(quote.date, cited.published),
            ];
            Item {
                said: vec![cited],
                coding: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
                also: Vec::new(),
            }
        });
        // One stretch of text, or the same words in the copy of an article, are quoted once.
        let again = item.as_ref().is_some_and(|item| {
            items.iter().any(|other| {
                other.coding == item.coding
                    && other.said[0].words.text() == item.said[0].words.text()
            })
        });
        if again {
            draft.pass_over();
            continue;
        }
        items.extend(item.clone());
        draft.take(item);
    }
    items.reverse();
    draft.section.items = items;
    draft.done("the speaker")
}

/// Whether the briefing is about actors of this very role.
fn is_asked_for(scope: &Scope, actor: &str) -> bool {
    let mut sides = sides(scope).into_iter();
    sides.any(|side| side.is_of_a_role() && side.takes(actor))
}

/// What is open: acts announced, and demands, offers and conditions that a side's latest stand leaves. Those
/// that stand above are told of in a word.
pub fn open(scope: &mut Scope, relation: &Relation, stands: &Section) -> Section {
    let planned = relation.happenings.iter().filter(|one| is_ahead(one));
    let mut section = happenings(scope, "What is open", planned);
    let room = scope.query.items.saturating_sub(section.items.len());
    let mut draft = Draft::new("", room);
    let mut above = 0;
    for side in sides(scope) {
        let found = timeline_of(scope, &side);
        let pending = latest(&found.stands).into_iter().filter(|stand| {
            matches!(
                stand.stance,
                Stance::Demands | Stance::Offers | Stance::Conditional
            )
        });
        for stand in pending {
            if !draft.wants() {
                continue;
            }
            let item = stand_item(scope, stand);
            if item
                .as_ref()
                .is_some_and(|item| stands.items.contains(item))
            {
                above += 1;
            } else {
                draft.take(item);
            }
        }
    }
    let rest = draft.done("the actor and the issue");
    section.items.extend(rest.items);
    section.notes.extend(rest.notes);
    if above > 0 {
        section.notes.push(format!(
            "Open too: {above} of the stands told above that demand, offer or set a condition."
        ));
    }
    section
}
