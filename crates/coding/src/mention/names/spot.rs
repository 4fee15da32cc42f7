//! Which of the senses of a spelling is meant where it stands: by its kind, the title and the state before it, the day.

use std::ops::Range;

use detente_calendar::PartialDate;
use detente_lexicon::{
    Lexicon, NameKind, Origin, Role, RoleSort, Sense, Tells, Tenure, best_sense,
};
use detente_syntax::{Document, Pos, Tag};

use super::{Hit, head_of_sense};
use crate::mention::person_names::is_title;

/// How good a kind of name is where a spelling has several.
fn rank(kind: NameKind) -> u8 {
    match kind {
        NameKind::Forum | NameKind::Agreement | NameKind::NonActor => 0,
        NameKind::Person => 1,
        NameKind::Organisation | NameKind::Institution => 2,
        NameKind::State => 3,
        NameKind::Adjective => 4,
        NameKind::Capital | NameKind::City => 5,
        NameKind::People => 6,
        NameKind::Surname => 7,
    }
}

/// Whether the sentence around `tokens` is not all in capitals.
fn has_small_letters(doc: &Document, tokens: &Range<usize>) -> bool {
    let sentence = doc.sentences()[doc.token(tokens.start).sentence as usize].clone();
    sentence
        .into_iter()
        .any(|token| doc.word(token).chars().any(char::is_lowercase))
}

/// A spelling of the lexicon where it stands in the text.
pub(super) struct Spot<'s, 'a> {
    pub doc: &'s Document,
    /// All words of the document.
    pub all: &'s [&'s str],
    pub lexicon: &'s Lexicon,
    pub tokens: &'s Range<usize>,
    pub date: Option<PartialDate>,
    /// The names found before it.
    pub before: &'s [Hit<'a>],
}

impl<'a> Spot<'_, 'a> {
    /// The one of `senses` that is meant here, if it is a name here, and whether it holds on the date.
    pub(super) fn choose(
        &self,
        senses: impl Iterator<Item = &'a Sense> + Clone,
    ) -> Option<(&'a Sense, bool)> {
        // A common word is no name for its capital at the start of a sentence alone; the tagger helps.
        let first = self.doc.token(self.tokens.start);
        // "WHO scientists" are not asked for.
        let letters = self.all[self.tokens.start].len() > 2
            && self.all[self.tokens.start]
                .bytes()
                .all(|byte| byte.is_ascii_uppercase())
            && has_small_letters(self.doc, self.tokens);
        if self.tokens.len() == 1
            && !letters
            && matches!(
                first.pos,
                Pos::VERB | Pos::AUX | Pos::ADP | Pos::DET | Pos::PRON | Pos::ADV
            )
        {
            return None;
        }
        let adjectival = self.tokens.len() == 1 && matches!(first.tag, Tag::JJ);
        let senses = senses.filter(|sense| !is_far_ahead(sense, self.date));
        // "Jordan's King Abdullah" is the Abdullah of Jordan.
        let nation = nation_before(self.doc, self.tokens, self.before);
        let persons = self.persons(&senses, nation);
        if is_numbered(self.doc, self.tokens) && !persons.is_empty()
            || self.is_part_of_other(senses.clone())
        {
            return None;
        }
        let titled = is_titled(self.doc, self.all, self.tokens, self.lexicon);
        let only_persons = senses.clone().all(is_person);
        if let Some(known) = self
            .named_before(&persons)
            .filter(|_| only_persons || titled)
        {
            return Some(known);
        }
        if titled && !persons.is_empty() {
            return self.titled(&persons, nation);
        }
        self.likeliest(senses, adjectival)
    }

    /// The persons whom the title and the state before the name allow.
    fn persons(
        &self,
        senses: &(impl Iterator<Item = &'a Sense> + Clone),
        nation: Option<&str>,
    ) -> Vec<&'a Sense> {
        let of = |sense: &Sense| head_of_sense(sense) == nation;
        let fits = |sense: &Sense| nation.is_none() || of(sense) || !senses.clone().any(of);
        let kings = kings(
            self.doc,
            self.tokens,
            self.lexicon,
            senses.clone(),
            self.date,
            self.before,
        );
        let titled_as = rank_before(self.doc, self.all, self.tokens, self.lexicon);
        let of_rank = |sense: &Sense| {
            sense.actor.as_ref().and_then(|actor| actor.role) == titled_as && is_person(sense)
        };
        // One person's offices are chosen among by their dates.
        let namesakes = |sense: &Sense| {
            senses
                .clone()
                .any(|other| is_person(other) && other.name != sense.name)
        };
        let ranked = titled_as.is_some()
            && senses
                .clone()
                .find(|sense| of_rank(sense))
                .is_some_and(namesakes);
        senses
            .clone()
            .filter(|sense| is_person(sense) && fits(sense))
            .filter(|sense| kings.is_empty() || kings.contains(&sense.origin))
            .filter(|sense| !ranked || of_rank(sense))
            .collect()
    }

    /// Whether the spelling is but a part of another name: "Bristol-Myers" is no Bristol, "Majlis-e-Mushawarat" no
    /// Majlis; "China Studies" tells of no part of China.
    fn is_part_of_other(&self, mut senses: impl Iterator<Item = &'a Sense>) -> bool {
        let next = |at: usize| {
            self.all
                .get(self.tokens.end + at)
                .copied()
                .unwrap_or_default()
        };
        let joined = next(0) == "-" && next(1).starts_with(char::is_uppercase) && {
            let rest = &self.all[self.tokens.end + 1..];
            self.lexicon
                .names
                .longest_at(&rest[..rest.len().min(4)], 0)
                .is_none()
        };
        next(0) == "-" && matches!(next(1), "e" | "i" | "ul" | "ur" | "al") && next(2) == "-"
            || next(0) == "Studies"
            || joined
                && senses.all(|sense| matches!(sense.kind, NameKind::City | NameKind::Surname))
    }

    /// Of `persons` one whom the article named before: a family name after a full name is that person.
    fn named_before(&self, persons: &[&'a Sense]) -> Option<(&'a Sense, bool)> {
        let known = persons
            .iter()
            .copied()
            .filter(|sense| self.before.iter().any(|hit| hit.sense.name == sense.name));
        let choice = best_sense(known, self.date)?;
        Some((choice.sense, is_current(choice.tenure, self.date)))
    }

    /// Of `persons` the one that a title before the name means, unless it is told to be of another state.
    fn titled(&self, persons: &[&'a Sense], nation: Option<&str>) -> Option<(&'a Sense, bool)> {
        let choice = best_sense(persons.iter().copied(), self.date)?;
        let sense = choice.sense;
        let elsewhere = sense.actor.as_ref().is_some_and(|actor| {
            actor.is_state() && nation.is_some_and(|nation| actor.head != nation)
        });
        (sense.kind != NameKind::Surname || !elsewhere)
            .then(|| (sense, is_current(choice.tenure, self.date)))
    }

    /// The sense of the best kind, where neither a title nor an earlier name tells.
    fn likeliest(
        &self,
        senses: impl Iterator<Item = &'a Sense> + Clone,
        adjectival: bool,
    ) -> Option<(&'a Sense, bool)> {
        let rank = |sense: &Sense| {
            if adjectival && sense.kind == NameKind::Adjective {
                0
            } else {
                rank(sense.kind)
            }
        };
        let senses = senses.filter(|s| !(s.weak && s.kind == NameKind::Surname));
        let lowest = senses.clone().map(rank).min()?;
        let candidates = senses.filter(|sense| rank(sense) == lowest);
        // A body whose name those of other states bear for some years only is the one meant where nothing else tells:
        // "Congress" is a parliament before it is a party of India.
        let lasting = |s: &&Sense| s.kind == NameKind::Institution && s.from.is_none();
        let states = |s: &Sense| {
            candidates
                .clone()
                .any(|other| head_of_sense(other) != head_of_sense(s))
                && candidates
                    .clone()
                    .all(|other| other.kind == NameKind::Institution)
        };
        let choice = match candidates.clone().find(lasting).filter(|s| states(s)) {
            Some(_) => best_sense(candidates.clone().filter(lasting), self.date),
            None => best_sense(candidates, self.date),
        }?;
        let (sense, tenure) = (choice.sense, choice.tenure);
        // A bare family name of somebody long out of office, or not yet in it, is somebody else, unless
        // everybody knew the bearer.
        let stranger = sense.kind == NameKind::Surname
            && (tenure == Tenure::Later || tenure == Tenure::Former && !sense.is_prominent());
        // "Farmers in Catatumbo" are where a man has his name from.
        let place = sense.kind == NameKind::Surname
            && !sense.is_prominent()
            && self.tokens.start.checked_sub(1).is_some_and(|before| {
                matches!(self.doc.word(before), "in" | "near" | "outside" | "around")
            });
        // "Wagner" before there was a group of that name is a family's or a firm's.
        let body = matches!(sense.kind, NameKind::Organisation | NameKind::Institution);
        let unborn = body && self.tokens.len() == 1 && tenure == Tenure::Later;
        (!stranger && !unborn && !place).then(|| (sense, is_current(tenure, self.date)))
    }
}

/// Whether a sense is a person's.
fn is_person(sense: &Sense) -> bool {
    matches!(sense.kind, NameKind::Person | NameKind::Surname)
}

/// Whether a number is a part of the name: "Nour-1" is no Nour.
fn is_numbered(doc: &Document, tokens: &Range<usize>) -> bool {
    tokens.end + 1 < doc.len()
        && doc.word(tokens.end) == "-"
        && doc
            .word(tokens.end + 1)
            .starts_with(|c: char| c.is_ascii_digit())
        || doc
            .word(tokens.end - 1)
            .contains(|c: char| c.is_ascii_digit())
}

/// The rows of those who were "King Abdullah" then, if the name begins with such an office: of the states named before,
/// else of any.
fn kings<'a>(
    doc: &Document,
    tokens: &Range<usize>,
    lexicon: &Lexicon,
    senses: impl Iterator<Item = &'a Sense>,
    date: Option<PartialDate>,
    before: &[Hit<'_>],
) -> Vec<Origin> {
    let title = doc.word(tokens.start).to_lowercase();
    if tokens.len() < 2 || !lexicon.words.is(&title, Tells::Office) {
        return Vec::new();
    }
    let reigns = |sense: &&Sense| {
        let held = best_sense(std::iter::once(*sense), date)
            .is_some_and(|choice| is_current(choice.tenure, date));
        held && sense.office.as_deref() == Some(&title)
    };
    let all: Vec<&Sense> = senses.filter(reigns).collect();
    let named = |sense: &&&Sense| {
        before
            .iter()
            .any(|hit| head_of_sense(&hit.sense) == head_of_sense(sense))
    };
    let mut near: Vec<Origin> = all.iter().filter(named).map(|sense| sense.origin).collect();
    if near.is_empty() {
        near.extend(all.iter().map(|sense| sense.origin));
    }
    near
}

/// The state named within a few words before `tokens`, as a title's is.
fn nation_before<'h>(
    doc: &Document,
    tokens: &Range<usize>,
    before: &'h [Hit<'_>],
) -> Option<&'h str> {
    let last = before.last()?;
    let near = last.tokens.end + 5 >= tokens.start
        && doc.token(last.head).sentence == doc.token(tokens.start).sentence
        && (last.tokens.end..tokens.start).all(|token| {
            matches!(
                doc.token(token).pos,
                Pos::PROPN | Pos::NOUN | Pos::ADJ | Pos::PART
            )
        });
    let state = matches!(last.sense.kind, NameKind::State | NameKind::Adjective);
    (near && state).then(|| last.sense.actor.as_ref().map(|actor| actor.head.as_str()))?
}

/// Years before an office from which the later holder is somebody whom the article knows otherwise.
const FAR_AHEAD: i16 = 5;

/// Whether a person's office lies so far ahead of the article's date that it tells nothing of the bearer then.
fn is_far_ahead(sense: &Sense, date: Option<PartialDate>) -> bool {
    let years = |from: PartialDate| Some(from.year()? - date?.year()?);
    matches!(sense.kind, NameKind::Person | NameKind::Surname)
        && sense
            .from
            .and_then(years)
            .is_some_and(|years| years > FAR_AHEAD)
}

/// What a title right before the name says of its bearer that few offices do: "Admiral Harris" is none of the
/// Harrises who govern.
fn rank_before(
    doc: &Document,
    words: &[&str],
    tokens: &Range<usize>,
    lexicon: &Lexicon,
) -> Option<Role> {
    let before = tokens.start.checked_sub(1)?;
    let first = doc.sentences()[doc.token(tokens.start).sentence as usize].start;
    if before < first || !doc.word(before).starts_with(char::is_uppercase) {
        return None;
    }
    let (_, noun) = lexicon.roles.longest_ending_at(words, before)?;
    matches!(noun.role, Role::MIL | Role::LEG | Role::JUD).then_some(noun.role)
}

/// Whether an office counts: without a date the last one known does.
pub(super) fn is_current(tenure: Tenure, date: Option<PartialDate>) -> bool {
    date.is_none() || tenure.is_current()
}

/// Whether a title stands before the name ("President Bush", "Mr May").
fn is_titled(doc: &Document, words: &[&str], tokens: &Range<usize>, lexicon: &Lexicon) -> bool {
    let Some(before) = tokens.start.checked_sub(1) else {
        return false;
    };
    let first = doc.sentences()[doc.token(tokens.start).sentence as usize].start;
    before >= first
        && (is_title(doc.word(before))
            || lexicon
                .roles
                .longest_ending_at(words, before)
                .is_some_and(|(_, noun)| {
                    matches!(
                        noun.sort,
                        RoleSort::Office | RoleSort::Head | RoleSort::Member
                    )
                }))
}
